package org.civikos.notification.delivery;

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
}
