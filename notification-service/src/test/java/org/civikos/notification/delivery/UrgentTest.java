package org.civikos.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An urgent message while a slow provider is busy with lanes of a flood, each of which takes it ten seconds. */
class UrgentTest {

    private static final int WORKERS = 2;
    private static final int LANE = 200;
    private static final Duration EACH = Duration.ofMillis(50);

    private final Clock clock = Clock.systemUTC();
    private final MemoryDeliveries deliveries = new MemoryDeliveries();
    private final MemoryLanes lanes = new MemoryLanes();
    private final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private volatile Duration pause = EACH;
    private Dispatch dispatch;

    private final class Slow implements Courier {

        @Override
        public Outcome hand(Delivery delivery) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            taken.add(delivery.id());
            return new Outcome.Accepted(null);
        }

        @Override
        public void rest() {
        }

        @Override
        public void abort() {
        }

        @Override
        public void close() {
        }
    }

    private List<String> lane(String alert, int part, int people, Channel channel, boolean urgent) {
        Instant now = clock.instant();
        List<String> persons = new ArrayList<>();
        List<Delivery> records = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            String person = alert + "-" + part + "-" + i;
            persons.add(person);
            records.add(Delivery.waiting(alert, person, null, channel, person + "@example.org", "sq", "", now));
        }
        boolean mail = channel == Channel.EMAIL;
        Batch batch = lanes.insertOrFind(new Batch(Batch.idOf(alert, part), mail ? persons : List.of(), mail ? List.of() : persons));
        deliveries.insertMissing(records);
        Lane lane = Lane.open(batch, alert, channel, now).urgent(urgent);
        lanes.insertMissing(List.of(lane));
        dispatch.ready(lane, records);
        return records.stream().map(Delivery::id).toList();
    }

    @AfterEach
    void stop() throws InterruptedException {
        dispatch.stop();
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void itIsHandedOverWithinTwoSeconds(Channel channel) throws InterruptedException {
        Provider slow = new Provider("slow", 1, channel, WORKERS, Slow::new, CircuitBreaker.ofDefaults("slow"), _ -> true, Duration.ofMinutes(1),
                new RetryPolicy(5, Duration.ofMillis(10), Duration.ofMillis(20)), false);
        dispatch = new Dispatch("test", lanes, deliveries, List.of(Pool.of(slow, clock)), (_, _) -> Map.of(), clock,
                new Dispatch.Settings(Duration.ofSeconds(10), Duration.ofMillis(100), 16), (_, _) -> { }, _ -> { });
        dispatch.start();
        List<String> all = new ArrayList<>();
        for (int part = 0; part < 2 * WORKERS; part++) {
            all.addAll(lane("flood", part, LANE, channel, false));
        }
        await().until(() -> taken.size() > 2 * WORKERS);
        long began = System.nanoTime();
        List<String> urgent = lane("urgent", 0, 10, channel, true);
        await().pollInterval(Duration.ofMillis(10)).until(() -> taken.containsAll(urgent));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(took).isLessThan(Duration.ofSeconds(2));
        pause = Duration.ZERO;
        all.addAll(urgent);
        await().atMost(Duration.ofSeconds(20)).until(() -> lanes.unfinished().isEmpty());
        assertThat(taken).as("each once, also of the lanes that were left for it").containsExactlyInAnyOrderElementsOf(all);
        assertThat(Collections.frequency(deliveries.all().stream().map(Delivery::state).toList(), DeliveryState.HANDED_OVER)).isEqualTo(all.size());
    }
}
