package org.civikos.notification.sms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;

/** Most messages in an hour, to one number and to all: what loops, or is made to loop, stays cheap. Counts are of this process. */
public final class SmsLimits {

    private final int perNumber;
    private final int all;
    private final Clock clock;
    private final Map<String, Integer> counts = new HashMap<>();
    private Instant hour = Instant.EPOCH;
    private int sum;

    public SmsLimits(int perNumber, int all, Clock clock) {
        this.perNumber = perNumber;
        this.all = all;
        this.clock = clock;
    }

    /** Counts a message in. @return why it has to wait, and how long, if a limit is reached */
    synchronized Optional<Outcome> take(String number) {
        Instant now = clock.instant();
        Instant current = now.truncatedTo(ChronoUnit.HOURS);
        if (!current.equals(hour)) {
            hour = current;
            counts.clear();
            sum = 0;
        }
        Duration untilNext = Duration.between(now, current.plus(1, ChronoUnit.HOURS));
        if (sum >= all) {
            return Optional.of(new Outcome.Held(Reason.TOO_MANY, all + " messages within an hour to all numbers", untilNext));
        }
        if (counts.getOrDefault(number, 0) >= perNumber) {
            return Optional.of(new Outcome.Held(Reason.TOO_MANY, perNumber + " messages within an hour to this number", untilNext));
        }
        counts.merge(number, 1, Integer::sum);
        sum++;
        return Optional.empty();
    }
}
