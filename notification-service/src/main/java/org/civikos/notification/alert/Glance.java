package org.civikos.notification.alert;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Figures of work in progress for whoever watches it: counted anew when they are older than twenty times what counting them took,
 * so that watching a large alert takes a twentieth of a processor at most, however many watch, and a small one is always exact.
 */
public final class Glance<T> {

    private static final int SHARE = 20;
    private static final long EXACT_BELOW_NANOS = Duration.ofMillis(20).toNanos();
    private static final int KEPT = 100;

    private record Seen<T>(T figures, long goodUntil) {}

    private final Map<String, Seen<T>> seen = new ConcurrentHashMap<>();

    /** The figures counted last, however old; empty where they were counted at once and so not kept. */
    public Optional<T> last(String id) {
        return Optional.ofNullable(seen.get(id)).map(Seen::figures);
    }

    /** @param count asked for the figures of the id when those known are too old */
    public T of(String id, Supplier<T> count) {
        Seen<T> last = seen.get(id);
        long began = System.nanoTime();
        if (last != null && last.goodUntil() - began > 0) {
            return last.figures();
        }
        T figures = count.get();
        long took = System.nanoTime() - began;
        if (seen.size() >= KEPT) {
            seen.values().removeIf(one -> one.goodUntil() - began <= 0);
        }
        if (took < EXACT_BELOW_NANOS) {
            seen.remove(id);
        } else if (seen.size() < KEPT) {
            seen.put(id, new Seen<>(figures, began + SHARE * took));
        }
        return figures;
    }
}
