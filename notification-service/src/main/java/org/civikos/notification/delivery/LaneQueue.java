package org.civikos.notification.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lanes that wait for a worker. What is urgent goes first; else the streams take turns, so an alert to a few waits for one lane of
 * each other stream at most, and not for the hundreds of lanes of a large one that came before. Whoever walks along what is not urgent
 * can ask in between whether it is to come back for what is.
 */
final class LaneQueue {

    private record Ticket(String lane, String stream, boolean urgent, long dueNanos) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Ticket> later = new PriorityQueue<>(LaneQueue::sooner);
    private final PriorityQueue<Ticket> urgentLater = new PriorityQueue<>(LaneQueue::sooner);
    private final Map<String, Queue<String>> urgent = new LinkedHashMap<>();
    private final Map<String, Queue<String>> other = new LinkedHashMap<>();

    /** How many urgent lanes are in line, and how many workers have stepped aside for them; written under the lock. */
    private volatile int urgentInLine;
    private int onTheWay;
    /** When the next urgent lane falls due that is not in line yet; null if there is none. */
    private volatile @Nullable Long nextUrgent;

    // Nanoseconds of the JVM may run over, so only their difference tells.
    private static int sooner(Ticket one, Ticket other) {
        return Long.signum(one.dueNanos() - other.dueNanos());
    }

    /**
     * Whether a worker that has something else in hand is to lay it down for an urgent lane that waits. Says so to no more workers than
     * there are such lanes. Costs a glance at two numbers while there is none.
     */
    boolean stepAside() {
        Long next = nextUrgent;
        if (urgentInLine == 0 && (next == null || next - System.nanoTime() > 0)) {
            return false;
        }
        lock.lock();
        try {
            lineUp(System.nanoTime());
            if (urgentInLine <= onTheWay) {
                return false;
            }
            onTheWay++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** @param pause until it may be worked on; none if it is zero or less */
    void add(Lane lane, Duration pause) {
        Ticket ticket = new Ticket(lane.id(), lane.stream(), lane.urgent(), System.nanoTime() + Math.max(0, pause.toNanos()));
        lock.lock();
        try {
            if (pause.isPositive()) {
                (ticket.urgent() ? urgentLater : later).add(ticket);
                lookAhead();
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
                lineUp(now);
                Optional<String> next = takeUrgent().or(() -> take(other));
                if (next.isPresent()) {
                    // A signal wakes one: whoever takes something passes it on.
                    changed.signal();
                    return next;
                }
                long left = Math.min(until - now, Math.min(pause(later, until, now), pause(urgentLater, until, now)));
                if (until - now <= 0) {
                    return Optional.empty();
                }
                changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private static long pause(PriorityQueue<Ticket> tickets, long until, long now) {
        Ticket first = tickets.peek();
        return first == null ? until - now : first.dueNanos() - now;
    }

    private void lineUp(long now) {
        for (PriorityQueue<Ticket> tickets : List.of(later, urgentLater)) {
            for (Ticket first = tickets.peek(); first != null && first.dueNanos() - now <= 0; first = tickets.peek()) {
                line(tickets.remove());
            }
        }
        lookAhead();
    }

    private void lookAhead() {
        Ticket first = urgentLater.peek();
        nextUrgent = first == null ? null : first.dueNanos();
    }

    private Optional<String> takeUrgent() {
        Optional<String> taken = take(urgent);
        if (taken.isPresent()) {
            urgentInLine--;
            onTheWay = Math.max(0, onTheWay - 1);
        }
        return taken;
    }

    private void line(Ticket ticket) {
        urgentInLine += ticket.urgent() ? 1 : 0;
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
