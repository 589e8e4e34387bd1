package org.civikos.notification.sms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;

/**
 * Most messages in an hour by the clock, to one number and to all: what loops, or is made to loop, stays cheap. Urgent messages are
 * counted apart, so that a flood of others never holds one back, and have a limit of their own all the same. A message is counted once in
 * an hour, however often and at however many providers it is tried.
 */
public final class SmsLimits {

    private static final String ALL = "all";
    private static final String URGENT = "urgent ";

    /** Whether a delivery has a place among those of an hour. */
    public enum Place {
        /** It has just got one. */
        GIVEN,
        /** It had one before: it was tried before. */
        KEPT,
        /** All are taken. */
        NONE
    }

    /** Counts that all instances share, and that outlive them: a service that falls over and over must not begin at zero each time. */
    public interface Counts {

        /**
         * Gives a delivery a place among those of a number, unless it has one.
         *
         * @param hour its beginning
         * @param most how many places there are
         */
        Place enter(Instant hour, String number, String deliveryId, int most);

        /** Takes a place back. */
        void leave(Instant hour, String number, String deliveryId);

        /**
         * Counts one more within an hour.
         *
         * @param hour its beginning
         * @return how many it has become
         */
        int add(Instant hour, String what);
    }

    /**
     * @param perNumber the most messages to one number
     * @param all the most that are not urgent to all numbers
     * @param urgent the most that are urgent to all numbers; those to one number have {@code perNumber} places too
     */
    public record Most(int perNumber, int all, int urgent) {}

    private final Most most;
    private final Counts counts;
    private final Clock clock;

    public SmsLimits(Most most, Counts counts, Clock clock) {
        this.most = most;
        this.counts = counts;
        this.clock = clock;
    }

    /** Counts a message in that has not been counted this hour. @return why it has to wait, and how long, if a limit is reached */
    Optional<Outcome> take(Delivery delivery, boolean urgent) {
        Instant now = clock.instant();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Duration untilNext = Duration.between(now, hour.plus(1, ChronoUnit.HOURS));
        String kind = urgent ? URGENT : "";
        String number = kind + delivery.address();
        return switch (counts.enter(hour, number, delivery.id(), most.perNumber())) {
            case KEPT -> Optional.empty();
            case NONE -> Optional.of(new Outcome.Held(Reason.TOO_MANY, most.perNumber() + " " + kind + "messages within an hour to this number", untilNext));
            case GIVEN -> {
                int limit = urgent ? most.urgent() : most.all();
                if (counts.add(hour, kind + ALL) <= limit) {
                    yield Optional.empty();
                }
                // It is counted when it is let through, and the place is another's until then.
                counts.leave(hour, number, delivery.id());
                yield Optional.of(new Outcome.Held(Reason.TOO_MANY, limit + " " + kind + "messages within an hour to all numbers", untilNext));
            }
        };
    }
}
