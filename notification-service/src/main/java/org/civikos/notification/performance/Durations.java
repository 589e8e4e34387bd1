package org.civikos.notification.performance;

import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Durations counted in buckets, each about a third longer than the one before. A quantile is so exact to its bucket; inside of
 * it, it is taken to grow evenly. How many took up to {@link #TEN_SECONDS} is exact, since a bucket ends there.
 */
final class Durations {

    /** What the network promises. */
    static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    /** The longest of each bucket in milliseconds; the last one has no end. */
    private static final long[] UP_TO = {50, 75, 100, 150, 200, 300, 400, 500, 750, 1_000, 1_300, 1_700, 2_200, 3_000, 4_000, 5_000, 6_000,
        7_500, 10_000, 13_000, 17_000, 22_000, 30_000, 45_000, 60_000, 90_000, 120_000, 180_000, 300_000, 600_000, 1_200_000, 1_800_000,
        3_600_000, 7_200_000, 14_400_000, 43_200_000, 86_400_000};

    private final long[] counts = new long[UP_TO.length + 1];

    static int buckets() {
        return UP_TO.length + 1;
    }

    static int bucket(Duration taken) {
        int found = Arrays.binarySearch(UP_TO, Math.max(0, taken.toMillis()));
        return found >= 0 ? found : -found - 1;
    }

    void add(int bucket, long times) {
        counts[bucket] += times;
    }

    long count() {
        return Arrays.stream(counts).sum();
    }

    long withinTenSeconds() {
        int last = Arrays.binarySearch(UP_TO, TEN_SECONDS.toMillis());
        return Arrays.stream(counts, 0, last + 1).sum();
    }

    /** In seconds; empty if nothing was counted. What lies in the last bucket is given as its beginning. */
    OptionalDouble quantile(double share) {
        long all = count();
        if (all == 0) {
            return OptionalDouble.empty();
        }
        double rank = share * all;
        long before = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && before + counts[i] >= rank) {
                long from = i == 0 ? 0 : UP_TO[i - 1];
                long to = i == UP_TO.length ? from : UP_TO[i];
                return OptionalDouble.of((from + (to - from) * Math.max(0, rank - before) / counts[i]) / 1000);
            }
            before += counts[i];
        }
        return OptionalDouble.of(UP_TO[UP_TO.length - 1] / 1000.0);
    }
}
