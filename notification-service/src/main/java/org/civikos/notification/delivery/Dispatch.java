package org.civikos.notification.delivery;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of this process: some threads per provider that take lanes in turn, one thread that keeps the leases and
 * looks for lanes that nobody works on (left by a crash, here or elsewhere).
 */
public final class Dispatch {

    /**
     * @param lease how long a lane stays taken without a sign of life; a dead worker is noticed after this plus one sweep
     * @param sweep pause between looks at the store; leases are prolonged as often
     * @param unrecorded the most results that the provider has given and the ledger does not show yet, per channel
     * @param notes folder for what the ledger does not show yet, which outlives the process; null for nowhere
     */
    public record Settings(Duration lease, Duration sweep, int unrecorded, @Nullable Path notes) {

        /** One that notes nothing. */
        public Settings(Duration lease, Duration sweep, int unrecorded) {
            this(lease, sweep, unrecorded, null);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    /** The most lanes whose records are kept in memory from planning to their first walk: 20 MB or so. */
    private static final int FRESH = 64;

    private static final class Counter {
        private final Pool pool;
        private final LaneQueue queue = new LaneQueue();
        private final Recorder recorder;
        private final LanePass pass;

        Counter(Pool pool, Recorder recorder, LanePass pass) {
            this.pool = pool;
            this.recorder = recorder;
            this.pass = pass;
        }
    }

    private final Lanes lanes;
    private final Clock clock;
    private final Settings settings;
    private final Leases leases;
    private final Map<Channel, Counter> counters = new ConcurrentHashMap<>();
    /** Lanes that this process has in a queue or in hand; kept from being queued twice. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Delivery>> fresh = new ConcurrentHashMap<>();
    private final Consumer<String> alertMayBeDone;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Desk> desks = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private volatile Optional<Instant> oldestWaiting = Optional.empty();

    /**
     * @param owner names this process and this start of it
     * @param observer told of each recorded change: before, after
     * @param alertMayBeDone told the id of an alert when none of its lanes is left here
     */
    public Dispatch(
            String owner, Lanes lanes, Deliveries deliveries, List<Pool> pools, Screen screen, Clock clock, Settings settings,
            BiConsumer<Delivery, Delivery> observer, Consumer<String> alertMayBeDone) {
        this(owner, lanes, deliveries, pools, screen, clock, settings, observer, alertMayBeDone, Tally.NONE);
    }

    /**
     * @param tally told of each lane before it is finished
     * @see #Dispatch(String, Lanes, Deliveries, List, Screen, Clock, Settings, BiConsumer, Consumer)
     */
    public Dispatch(
            String owner, Lanes lanes, Deliveries deliveries, List<Pool> pools, Screen screen, Clock clock, Settings settings,
            BiConsumer<Delivery, Delivery> observer, Consumer<String> alertMayBeDone, Tally tally) {
        this.lanes = lanes;
        this.clock = clock;
        this.settings = settings;
        this.leases = new Leases(owner, settings.lease(), clock, lanes);
        this.alertMayBeDone = alertMayBeDone;
        for (Pool pool : pools) {
            String channel = pool.channel().code();
            // Each worker may have one more in hand that waits for room.
            int most = settings.unrecorded() + pool.couriers();
            Recorder recorder = new Recorder(deliveries, settings.unrecorded(), channel, settings.notes() == null ? Taken.NOWHERE : Taken.in(settings.notes(), channel, most));
            counters.put(pool.channel(),
                    new Counter(pool, recorder, new LanePass(lanes, deliveries, recorder, leases, screen, clock, observer, tally)));
        }
    }

    /** Begins to work. Does not touch the store before it returns. */
    public synchronized void start() {
        running = true;
        for (Counter counter : counters.values()) {
            for (int i = 0; i < counter.pool.couriers(); i++) {
                threads.add(Thread.ofPlatform().daemon().name(counter.pool.channel().code() + "-" + i)
                        .start(() -> work(counter)));
            }
        }
        threads.add(Thread.ofPlatform().daemon().name("lanes").start(this::watch));
    }

    /** Ends the message in hand, records what was done and gives the lanes back. */
    public synchronized void stop() throws InterruptedException {
        running = false;
        for (Thread thread : threads) {
            thread.join(2_000);
        }
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Counter counter : counters.values()) {
            counter.recorder.close();
        }
        // Only now: whoever takes a lane over must find in the ledger what was sent.
        leases.giveAllBack();
    }

    /** Says that a lane has been stored and can be worked on. */
    public void ready(Lane lane) {
        if (!lane.done() && known.add(lane.id())) {
            queue(lane, lane.dueAt());
        }
    }

    /**
     * The same, with the records of the lane as they have been written this moment, none of which was there before: whoever is the
     * first to walk along it need not read them again.
     */
    public void ready(Lane lane, List<Delivery> written) {
        if (!lane.done() && known.add(lane.id())) {
            if (fresh.size() < FRESH) {
                fresh.put(lane.id(), written);
            }
            queue(lane, lane.dueAt());
        }
    }

    /** Since when the oldest lane with open deliveries could have gone; empty if all is done. As of the last sweep. */
    public Optional<Instant> oldestWaiting() {
        return oldestWaiting;
    }

    private void queue(Lane lane, Instant dueAt) {
        Counter counter = counters.get(lane.channel());
        if (counter != null) {
            counter.queue.add(lane, Duration.between(clock.instant(), dueAt));
        }
    }

    private void work(Counter counter) {
        try (Desk desk = counter.pool.desk()) {
            desks.add(desk);
            counter.recorder.awaitCaughtUp();
            boolean rested = false;
            while (running) {
                if (counter.pool.resting()) {
                    Thread.sleep(100);
                    continue;
                }
                Optional<String> lane = counter.queue.poll(rested ? IDLE.dividedBy(2) : IDLE);
                if (lane.isEmpty()) {
                    if (!rested) {
                        desk.rest();
                    }
                    rested = true;
                    continue;
                }
                rested = false;
                walk(counter, desk, lane.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void walk(Counter counter, Desk desk, String laneId) throws InterruptedException {
        Optional<Lane> claimed = Optional.empty();
        List<Delivery> written = fresh.remove(laneId);
        try {
            claimed = leases.claim(laneId);
            if (claimed.isEmpty()) {
                known.remove(laneId);
                return;
            }
            Lane lane = claimed.get();
            Optional<Instant> again = counter.pass.walk(lane, written, counter.pool, desk, counter.queue::stepAside);
            leases.forget(laneId);
            if (again.isPresent()) {
                queue(lane, again.get());
            } else {
                known.remove(laneId);
                // Whoever ends the last lane that it knows of looks whether it was the last of all; each time would be a look at all
                // lanes for every lane.
                if (known.stream().noneMatch(other -> other.startsWith(lane.alertId()))) {
                    alertMayBeDone.accept(lane.alertId());
                }
            }
        } catch (RuntimeException e) {
            log.warn("Lane {} is put off: {}", laneId, e.toString());
            leases.forget(laneId);
            known.remove(laneId);
            giveBack(claimed);
            Thread.sleep(200);
        }
    }

    private void giveBack(Optional<Lane> claimed) {
        try {
            claimed.ifPresent(lane -> lanes.release(lane.id(), leases.owner(), clock.instant().plusSeconds(1)));
        } catch (RuntimeException e) {
            log.debug("The lease on it runs out by itself", e);
        }
    }

    private void reviewProviders() {
        for (Counter counter : counters.values()) {
            try {
                counter.pool.review();
            } catch (RuntimeException e) {
                log.warn("The weights of the providers of {} cannot be looked at: {}", counter.pool.channel().code(), e.toString());
            }
        }
    }

    private void watch() {
        while (running) {
            leases.renew();
            for (Desk desk : desks) {
                if (desk.breakOffIfLate()) {
                    log.warn("Handing over one message has taken too long; it is broken off");
                }
            }
            reviewProviders();
            try {
                List<Lane> unfinished = lanes.unfinished();
                Instant now = clock.instant();
                oldestWaiting = unfinished.stream().map(Lane::freeSince).filter(since -> !since.isAfter(now)).min(Instant::compareTo);
                for (Lane lane : unfinished) {
                    if (lane.owner() == null || lane.leasedUntil().isBefore(now)) {
                        ready(lane);
                    }
                }
            } catch (RuntimeException e) {
                log.warn("Lanes cannot be looked through: {}", e.toString());
            }
            try {
                Thread.sleep(settings.sweep());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
