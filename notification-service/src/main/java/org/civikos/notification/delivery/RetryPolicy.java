package org.civikos.notification.delivery;

import java.time.Duration;

/**
 * How often and how soon a postponed message is tried again.
 *
 * @param attempts the most attempts in all, at least 1
 * @param first the pause after the first attempt; it doubles with each further one
 * @param longest the longest pause
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {

    public RetryPolicy {
        if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("A retry policy needs an attempt and growing pauses");
        }
    }

    /** The pause after the given number of attempts, spread by up to a tenth so that postponed messages do not come back all at once. */
    Duration pauseAfter(int made, int spread) {
        long base = first.toMillis() << Math.min(Math.max(made - 1, 0), 20);
        long capped = Math.min(base < 0 ? Long.MAX_VALUE : base, longest.toMillis());
        return Duration.ofMillis(capped + Math.floorMod(spread, 1000) * capped / 10_000);
    }
}
