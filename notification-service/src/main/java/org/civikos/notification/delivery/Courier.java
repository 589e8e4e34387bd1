package org.civikos.notification.delivery;

import java.util.function.Function;

/** One conversation with a provider, used by one thread: for e-mail, a kept connection. */
public interface Courier extends AutoCloseable {

    /** Tries once to hand the message over. What goes wrong is an outcome, not an exception. */
    Outcome hand(Delivery delivery);

    /** There is nothing to do for some seconds: what is kept open may be closed. */
    void rest();

    /** Called by another thread: breaks off what takes too long. {@link #hand} then comes back with an outcome. */
    void abort();

    @Override
    void close();

    /** The same conversation, but for how a message is handed over. */
    default Courier handing(Function<Delivery, Outcome> hand) {
        Courier real = this;
        return new Courier() {
            @Override
            public Outcome hand(Delivery delivery) {
                return hand.apply(delivery);
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
        };
    }
}
