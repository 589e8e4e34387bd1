package org.civikos.notification.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lanes that wait for a worker. What is urgent goes first; else the streams take turns, so an alert to a few waits for one lane of
 * each other stream at most, and not for the hundreds of lanes of a large one that came before.
 */
final class LaneQueue {

    private record Ticket(String lane, String stream, boolean urgent, long dueNanos) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Ticket> later = new PriorityQueue<>(Comparator.comparingLong(Ticket::dueNanos));
    private final Map<String, Queue<String>> urgent = new LinkedHashMap<>();
    private final Map<String, Queue<String>> other = new LinkedHashMap<>();

    /** @param pause until it may be worked on; none if it is zero or less */
    void add(Lane lane, Duration pause) {
        Ticket ticket = new Ticket(lane.id(), lane.stream(), lane.urgent(), System.nanoTime() + Math.max(0, pause.toNanos()));
        lock.lock();
        try {
            if (pause.isPositive()) {
                later.add(ticket);
            } else {
                line(ticket);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** @return the id of the lane whose turn it is; empty if none can be worked on within the time */
    Optional<String> poll(Duration wait) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = System.nanoTime();
                while (!later.isEmpty() && later.peek().dueNanos() - now <= 0) {
                    line(later.remove());
                }
                Optional<String> next = take(urgent).or(() -> take(other));
                if (next.isPresent()) {
                    // A signal wakes one: whoever takes something passes it on.
                    changed.signal();
                    return next;
                }
                long left = later.isEmpty() ? until - now : Math.min(until - now, later.peek().dueNanos() - now);
                if (until - now <= 0) {
                    return Optional.empty();
                }
                changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void line(Ticket ticket) {
        (ticket.urgent() ? urgent : other).computeIfAbsent(ticket.stream(), _ -> new ArrayDeque<>()).add(ticket.lane());
    }

    private static Optional<String> take(Map<String, Queue<String>> streams) {
        if (streams.isEmpty()) {
            return Optional.empty();
        }
        String stream = streams.keySet().iterator().next();
        Queue<String> lanes = streams.remove(stream);
        String lane = lanes.remove();
        if (!lanes.isEmpty()) {
            streams.put(stream, lanes);
        }
        return Optional.of(lane);
    }
}
