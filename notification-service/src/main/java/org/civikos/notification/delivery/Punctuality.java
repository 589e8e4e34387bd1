package org.civikos.notification.delivery;

import java.time.Clock;
import java.time.Instant;

/**
 * How many messages each provider took, and of how many it said in time what became of them, by the minute in which it took them. Shared by
 * all instances, since a receipt comes to any of them.
 */
public interface Punctuality {

    /**
     * @param taken messages that the provider took
     * @param inTime those of which it soon said that they arrived, or never will; may be more than were taken by a few that a crash left out
     */
    record Sum(int taken, int inTime) {

        static final Sum NONE = new Sum(0, 0);

        int unanswered() {
            return Math.max(0, taken - inTime);
        }
    }

    /** Counts a message that was handed over and of which the provider will say what became. */
    void taken(Channel channel, String provider, Instant at);

    /** Counts that the provider said in time what became of a message. @param takenAt when it took it */
    void answeredInTime(Channel channel, String provider, Instant takenAt);

    /** The same conversation with a provider that is expected to say what becomes of what it takes: each message that it takes is counted. */
    default Courier watch(Courier courier, String provider, Clock clock) {
        return courier.handing(delivery -> {
            Outcome outcome = courier.hand(delivery);
            if (outcome instanceof Outcome.Accepted) {
                taken(delivery.channel(), provider, clock.instant());
            }
            return outcome;
        });
    }

    /** Shares what was counted here. To be called every some seconds. */
    void share();

    /** What was taken within whole minutes between two moments. */
    Sum between(Channel channel, String provider, Instant from, Instant to);
}
