package org.civikos.notification.delivery;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conversations of one worker, one with each provider, and what it is doing at the moment. */
final class Desk implements AutoCloseable {

    private final Map<String, Courier> couriers;
    private final Map<String, Duration> limits;
    private volatile @Nullable Courier inHand;
    private volatile long deadline;
    private boolean urgent;

    Desk(Map<String, Courier> couriers, Map<String, Duration> limits) {
        this.couriers = Map.copyOf(couriers);
        this.limits = Map.copyOf(limits);
    }

    /** What follows is of a lane that is urgent, or not. */
    void begin(boolean ofUrgentLane) {
        urgent = ofUrgentLane;
    }

    boolean urgent() {
        return urgent;
    }

    /** The conversation with a provider, which notes when each message is begun. */
    Courier courier(String provider) {
        Courier courier = couriers.get(provider);
        Duration limit = limits.get(provider);
        if (courier == null || limit == null) {
            throw new IllegalArgumentException("No provider of the name " + provider);
        }
        return new Watched(courier, limit);
    }

    private final class Watched implements Courier {
        private final Courier courier;
        private final Duration limit;

        Watched(Courier courier, Duration limit) {
            this.courier = courier;
            this.limit = limit;
        }

        @Override
        public Outcome hand(Delivery delivery) {
            deadline = System.nanoTime() + limit.toNanos();
            inHand = courier;
            try {
                return courier.hand(delivery);
            } finally {
                inHand = null;
            }
        }

        @Override
        public void rest() {
            courier.rest();
        }

        @Override
        public void abort() {
            courier.abort();
        }

        @Override
        public void close() {
            courier.close();
        }
    }

    /** Called by another thread: breaks off the message in hand if it has taken too long. */
    boolean breakOffIfLate() {
        Courier busy = inHand;
        if (busy == null || deadline - System.nanoTime() > 0) {
            return false;
        }
        busy.abort();
        return true;
    }

    void rest() {
        couriers.values().forEach(Courier::rest);
    }

    @Override
    public void close() {
        couriers.values().forEach(Courier::close);
    }
}
