package org.civikos.notification.delivery;

import java.time.Clock;

/** A courier whose provider is expected to say what becomes of what it took: counts each message that it took. */
public record AwaitedCourier(Courier real, String provider, Punctuality punctuality, Clock clock) implements Courier {

    @Override
    public Outcome hand(Delivery delivery) {
        Outcome outcome = real.hand(delivery);
        if (outcome instanceof Outcome.Accepted) {
            punctuality.taken(delivery.channel(), provider, clock.instant());
        }
        return outcome;
    }

    @Override
    public void rest() {
        real.rest();
    }

    @Override
    public void abort() {
        real.abort();
    }

    @Override
    public void close() {
        real.close();
    }
}
