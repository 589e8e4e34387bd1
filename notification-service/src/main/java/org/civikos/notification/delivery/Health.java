package org.civikos.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one provider has been doing of late, in buckets of some seconds. Safe for many threads; an entry costs no allocation. */
final class Health {

    private static final int BUCKETS = 12;

    private final Clock clock;
    private final long bucketMillis;
    private final long[] starts = new long[BUCKETS];
    private final int[] calls = new int[BUCKETS];
    private final int[] failed = new int[BUCKETS];
    private final int[] slow = new int[BUCKETS];
    private @Nullable String lastError;
    private @Nullable Instant lastErrorAt;

    /** @param window over which the figures are taken */
    Health(Clock clock, Duration window) {
        this.clock = clock;
        this.bucketMillis = Math.max(1, window.toMillis() / BUCKETS);
    }

    synchronized void add(boolean wasFailed, boolean wasSlow) {
        int bucket = bucket();
        calls[bucket]++;
        failed[bucket] += wasFailed ? 1 : 0;
        slow[bucket] += wasSlow ? 1 : 0;
    }

    synchronized void error(String words) {
        lastError = words.length() <= 300 ? words : words.substring(0, 300);
        lastErrorAt = clock.instant();
    }

    private int bucket() {
        long start = clock.millis() / bucketMillis;
        int bucket = (int) Math.floorMod(start, (long) BUCKETS);
        if (starts[bucket] != start) {
            starts[bucket] = start;
            calls[bucket] = 0;
            failed[bucket] = 0;
            slow[bucket] = 0;
        }
        return bucket;
    }

    /** The figures of the window that ends now. */
    synchronized Figures figures() {
        bucket();
        long oldest = clock.millis() / bucketMillis - BUCKETS + 1;
        int all = 0;
        int bad = 0;
        int late = 0;
        for (int i = 0; i < BUCKETS; i++) {
            if (starts[i] >= oldest) {
                all += calls[i];
                bad += failed[i];
                late += slow[i];
            }
        }
        return new Figures(all, bad, late, lastError, lastErrorAt);
    }

    /**
     * @param failed calls in which the provider could not be used or broke off
     * @param slow calls that took too long
     */
    record Figures(int calls, int failed, int slow, @Nullable String lastError, @Nullable Instant lastErrorAt) {}
}
