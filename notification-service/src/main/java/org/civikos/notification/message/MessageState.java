package org.civikos.notification.message;

import java.util.Locale;

/** Where a message stands; "sent" says that a provider has it, "delivered" that it arrived. */
public enum MessageState {
    /** Taken from the program; nobody has been asked to carry it yet. */
    ACCEPTED,
    /** On its way to a provider, for at least one receiver. */
    SENDING,
    /** Providers have it, for everybody; not all have said that it arrived. */
    SENT,
    /** The providers say that it arrived, with everybody. */
    DELIVERED,
    /** Some receivers will not get it. */
    PARTLY_FAILED,
    /** Nobody will get it. */
    FAILED;

    /** The word used in records and in the interface. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if the word is not a state */
    public static MessageState of(String code) {
        for (MessageState state : values()) {
            if (state.code().equals(code)) {
                return state;
            }
        }
        throw new IllegalArgumentException("Not a state of a message: " + code);
    }

    /** What the numbers of deliveries by state say of the whole. */
    static MessageState of(Counts counts) {
        if (counts.all() == 0) {
            return FAILED;
        }
        if (counts.waiting() > 0) {
            return SENDING;
        }
        if (counts.failed() + counts.notSent() == counts.all()) {
            return FAILED;
        }
        if (counts.failed() + counts.notSent() > 0) {
            return PARTLY_FAILED;
        }
        return counts.delivered() == counts.all() ? DELIVERED : SENT;
    }

    /** How many deliveries of a message stand where. */
    record Counts(int waiting, int handedOver, int delivered, int failed, int notSent) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        int all() {
            return waiting + handedOver + delivered + failed + notSent;
        }
    }
}
