package org.civikos.notification.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A provider of a channel with its guards: how many at a time, how many a second, and the circuit breaker that tells "this
 * message" from "the provider".
 *
 * @param name unique in its channel and for ever: records of deliveries say it
 * @param weight its share of the messages while all is well, beside the weights of the channel's other providers; at least 1
 * @param couriers how many conversations at a time
 * @param open makes a conversation; must not connect yet
 * @param turns how many a second
 * @param limit the longest that handing over one message may take; it is broken off then
 * @param receipts whether it tells what became of what it took; silence of some days is a failure then
 */
public record Provider(
        String name, int weight, Channel channel, int couriers, Supplier<Courier> open, CircuitBreaker breaker, Turns turns,
        Duration limit, RetryPolicy policy, boolean receipts) {

    /** Says when a message may be handed over. */
    @FunctionalInterface
    public interface Turns {

        /**
         * Waits for a turn to hand over one message, for some seconds at most.
         *
         * @param urgent to get the next turn, before whatever is not
         * @return whether the turn has come
         */
        boolean await(boolean urgent);
    }

    public Provider {
        if (weight < 1 || couriers < 1 || name.isBlank()) {
            throw new IllegalArgumentException("A provider needs a name, a weight and a courier");
        }
    }

    private static final class Unwell extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unwell(String words) {
            super(words, null, false, false);
        }
    }

    /** True while nothing should be tried at all. */
    boolean resting() {
        return breaker.getState() == CircuitBreaker.State.OPEN && !breakerMayProbe();
    }

    // An open breaker turns half-open only when somebody asks for permission after its pause; asking and giving back is free.
    private boolean breakerMayProbe() {
        if (breaker.tryAcquirePermission()) {
            breaker.releasePermission();
            return true;
        }
        return false;
    }

    /** How long to leave a lane alone whose provider rests. */
    static Duration pause() {
        return Duration.ofMillis(500);
    }

    /**
     * One guarded attempt.
     *
     * @param urgent whether it goes before others where turns are few
     * @return empty if the guards do not let it through now; nothing has been sent then
     */
    Optional<Outcome> hand(Courier courier, Delivery delivery, boolean urgent) {
        if (!breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        if (!turns.await(urgent)) {
            breaker.releasePermission();
            return Optional.empty();
        }
        long began = System.nanoTime();
        Outcome outcome;
        try {
            outcome = courier.hand(delivery);
        } catch (RuntimeException e) {
            breaker.releasePermission();
            return Optional.of(new Outcome.Postponed(Reason.NOT_RENDERED, String.valueOf(e)));
        }
        long took = System.nanoTime() - began;
        switch (outcome) {
            // Nobody knows whether it went out: the message has failed, and so has the provider.
            case Outcome.Refused r when r.reason() == Reason.IN_DOUBT -> breaker.onError(took, TimeUnit.NANOSECONDS, new Unwell(r.detail()));
            case Outcome.Accepted _, Outcome.Refused _, Outcome.Postponed _ -> breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            case Outcome.Held _ -> breaker.releasePermission();
            case Outcome.Interrupted i -> breaker.onError(took, TimeUnit.NANOSECONDS, new Unwell(i.detail()));
            case Outcome.Unavailable u -> breaker.onError(took, TimeUnit.NANOSECONDS, new Unwell(u.detail()));
        }
        return Optional.of(outcome);
    }

    /** Whether a break in the middle of a message is to be put down to the message (true) or to the provider. */
    boolean works() {
        return breaker.getState() == CircuitBreaker.State.CLOSED;
    }
}
