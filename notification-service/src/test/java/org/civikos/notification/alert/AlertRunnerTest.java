package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.MemoryDeliveries;
import org.civikos.notification.delivery.MemoryLanes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Large alerts take all the planners that there are. */
class AlertRunnerTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final MemoryUnfinishedAlerts unfinished = new MemoryUnfinishedAlerts();
    private final Alerts alerts = new Alerts(new MemoryAggregates<>(), unfinished, SampleAlerts.NOTHING_KNOWN);
    private final CountDownLatch large = new CountDownLatch(1);
    private final Queue<String> begun = new ConcurrentLinkedQueue<>();
    private final Queue<String> planned = new ConcurrentLinkedQueue<>();
    private AlertRunner runner = runner(LONG);

    private AlertRunner runner(Duration sweep) {
        Dispatch.Settings settings = new Dispatch.Settings(LONG, sweep, 1);
        Dispatch idle = new Dispatch("test", new MemoryLanes(), new MemoryDeliveries(), List.of(), (_, _) -> Map.of(), Clock.systemUTC(), settings,
                (_, _) -> { }, _ -> { });
        return new AlertRunner(this::plan, alerts::urgent, unfinished, idle, Clock.systemUTC(), "test", settings, () -> { });
    }

    private void plan(String alertId) {
        begun.add(alertId);
        if (alerts.facts(alertId).title().equals("large")) {
            try {
                large.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        planned.add(alertId);
        unfinished.remove(alertId);
    }

    private String open(String title, String cause, String previousDeadline) {
        return alerts.open(SampleAlerts.of(AlertKind.DEADLINE_MOVED, cause, SampleAlerts.OPENED_AT, title, "md", previousDeadline)).orElseThrow();
    }

    private String open(String title, String cause) {
        return open(title, cause, "2026-12-01T23:59");
    }

    @AfterEach
    void stop() {
        large.countDown();
        runner.stop();
    }

    @Test
    void anUrgentAlertDoesNotWaitForLargeOnes() {
        runner.start();
        List<String> flood = List.of(open("large", "event-1"), open("large", "event-2"), open("large", "event-3"));
        flood.forEach(runner::wake);
        await().until(() -> begun.size() == 2);
        String ordinary = open("small", "event-4");
        runner.wake(ordinary);
        String urgent = open("small", "event-5", "2026-12-24T23:59");
        runner.wake(urgent);
        await().atMost(Duration.ofSeconds(2)).until(() -> planned.contains(urgent));
        assertThat(planned).as("the rest waits for its turn").containsExactly(urgent);
        assertThat(begun).hasSize(3);
        large.countDown();
        await().until(() -> planned.containsAll(flood) && planned.contains(ordinary));
    }

    @Test
    void anUrgentAlertThatACrashLeftIsFoundAndDoesNotWaitEither() {
        open("large", "event-1");
        open("large", "event-2");
        open("large", "event-3");
        String urgent = open("small", "event-4", "2026-12-24T23:59");
        runner = runner(Duration.ofMillis(50));
        runner.start();
        await().atMost(Duration.ofSeconds(2)).until(() -> planned.contains(urgent));
        assertThat(planned).containsExactly(urgent);
    }
}
