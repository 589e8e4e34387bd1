package org.civikos.notification.sms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;

/** Most messages in an hour by the clock, to one number and to all: what loops, or is made to loop, stays cheap. */
public final class SmsLimits {

    private static final String ALL = "all";

    /** Counts that all instances share, and that outlive them: a service that falls over and over must not begin at zero each time. */
    public interface Counts {

        /**
         * Counts one more within an hour.
         *
         * @param hour its beginning
         * @return how many it has become
         */
        int add(Instant hour, String what);
    }

    private final int perNumber;
    private final int all;
    private final Counts counts;
    private final Clock clock;

    public SmsLimits(int perNumber, int all, Counts counts, Clock clock) {
        this.perNumber = perNumber;
        this.all = all;
        this.counts = counts;
        this.clock = clock;
    }

    /** Counts a message in. @return why it has to wait, and how long, if a limit is reached */
    Optional<Outcome> take(String number) {
        Instant now = clock.instant();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Duration untilNext = Duration.between(now, hour.plus(1, ChronoUnit.HOURS));
        if (counts.add(hour, number) > perNumber) {
            return Optional.of(new Outcome.Held(Reason.TOO_MANY, perNumber + " messages within an hour to this number", untilNext));
        }
        if (counts.add(hour, ALL) > all) {
            return Optional.of(new Outcome.Held(Reason.TOO_MANY, all + " messages within an hour to all numbers", untilNext));
        }
        return Optional.empty();
    }
}
