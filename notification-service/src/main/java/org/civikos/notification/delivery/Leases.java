package org.civikos.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process holds, and until when it may act on it. The own view ends earlier than the one in the store and runs on
 * the clock that never jumps, so a process that was stopped for a while finds its leases ended before it sends anything.
 */
final class Leases {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    private final String owner;
    private final Duration length;
    private final Clock clock;
    private final Lanes lanes;
    private final Map<String, Long> heldUntil = new ConcurrentHashMap<>();

    Leases(String owner, Duration length, Clock clock, Lanes lanes) {
        this.owner = owner;
        this.length = length;
        this.clock = clock;
        this.lanes = lanes;
    }

    String owner() {
        return owner;
    }

    Optional<Lane> claim(String laneId) {
        long began = System.nanoTime();
        Instant now = clock.instant();
        Optional<Lane> claimed = lanes.claim(laneId, owner, now, now.plus(length));
        claimed.ifPresent(lane -> heldUntil.put(laneId, began + ownLength()));
        return claimed;
    }

    boolean holds(String laneId) {
        Long until = heldUntil.get(laneId);
        return until != null && until - System.nanoTime() > 0;
    }

    void forget(String laneId) {
        heldUntil.remove(laneId);
    }

    /** Prolongs all that is held; to be called several times within the length of a lease. */
    void renew() {
        Set<String> ids = Set.copyOf(heldUntil.keySet());
        ids.stream().filter(id -> !holds(id)).forEach(heldUntil::remove);
        Set<String> held = Set.copyOf(heldUntil.keySet());
        if (held.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        try {
            lanes.renew(held, owner, clock.instant().plus(length));
            held.forEach(id -> heldUntil.computeIfPresent(id, (_, _) -> began + ownLength()));
        } catch (RuntimeException e) {
            log.warn("Leases on {} lanes could not be prolonged: {}", held.size(), e.toString());
        }
    }

    /** Lets others go on at once instead of after the lease. */
    void giveAllBack() {
        for (String id : Set.copyOf(heldUntil.keySet())) {
            try {
                lanes.release(id, owner, clock.instant());
                heldUntil.remove(id);
            } catch (RuntimeException e) {
                log.info("The lease on lane {} will run out by itself: {}", id, e.toString());
            }
        }
    }

    private long ownLength() {
        return length.toNanos() * 3 / 4;
    }
}
