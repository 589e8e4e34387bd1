package org.civikos.notification.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.sweep.Sweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Plans alerts as they come, and looks at start and every few seconds for those that a crash left. To plan one for 100,000 people takes
 * a minute, so urgent ones have planners of their own and never stand behind those that are not.
 */
final class AlertRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AlertRunner.class);
    private static final int AT_A_TIME = 2;

    private final Planning planner;
    private final Predicate<String> urgent;
    private final UnfinishedAlerts unfinished;
    private final Dispatch dispatch;
    private final Clock clock;
    private final String owner;
    private final Duration lease;
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private ExecutorService planners = Executors.newVirtualThreadPerTaskExecutor();
    private ExecutorService urgentPlanners = planners;
    private final Sweep sweeping;

    /**
     * @param urgent whether the alert of an id is to be planned before all that is not; asked once for each waking
     * @param prepare what has to be done in the store once, as soon as it can be reached
     */
    AlertRunner(
            Planning planner, Predicate<String> urgent, UnfinishedAlerts unfinished, Dispatch dispatch, Clock clock, String owner,
            Dispatch.Settings settings, Runnable prepare) {
        this.planner = planner;
        this.urgent = urgent;
        this.unfinished = unfinished;
        this.dispatch = dispatch;
        this.clock = clock;
        this.owner = owner;
        this.lease = settings.lease();
        this.sweeping = new Sweep("alerts", prepare, () -> unfinished.list().forEach(this::wake), settings.sweep());
    }

    /** Begins to plan the alert soon; returns at once. */
    void wake(String alertId) {
        if (sweeping.isRunning() && inHand.add(alertId)) {
            try {
                (urgent.test(alertId) ? urgentPlanners : planners).execute(() -> plan(alertId));
            } catch (RuntimeException e) {
                inHand.remove(alertId);
                log.warn("Alert {} is planned later: {}", alertId, e.toString());
            }
        }
    }

    private void plan(String alertId) {
        try {
            Instant now = clock.instant();
            if (unfinished.claim(alertId, owner, now, now.plus(lease))) {
                planner.plan(alertId);
            }
        } catch (RuntimeException e) {
            log.warn("Alert {} is planned later: {}", alertId, e.toString());
        } finally {
            inHand.remove(alertId);
        }
    }

    @Override
    public synchronized void start() {
        planners = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofPlatform().daemon().name("planner-", 0).factory());
        urgentPlanners = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofPlatform().daemon().name("urgent-planner-", 0).factory());
        dispatch.start();
        sweeping.start();
    }

    @Override
    public synchronized void stop() {
        sweeping.stop();
        planners.shutdownNow();
        urgentPlanners.shutdownNow();
        try {
            dispatch.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return sweeping.isRunning();
    }

    /** Before the consumers of events, so that they find it running; stopped after them. */
    @Override
    public int getPhase() {
        return 0;
    }
}
