package org.civikos.notification.delivery;

import java.util.Locale;

/**
 * Where a delivery stands. <em>Handed over</em> (the provider took it) and <em>delivered</em> (the provider says that it
 * arrived) are never mixed. SENDING is not written per delivery: a waiting delivery whose lane is held by a worker is being
 * sent, and the ledger shows it so.
 */
public enum DeliveryState {
    WAITING(false),
    SENDING(false),
    HANDED_OVER(true),
    DELIVERED(true),
    FAILED(true),
    NOT_SENT(true);

    private final boolean ended;

    DeliveryState(boolean ended) {
        this.ended = ended;
    }

    /** True when no worker will touch the delivery any more. */
    public boolean ended() {
        return ended;
    }

    /** True when the person can be taken as reached. */
    public boolean reached() {
        return this == HANDED_OVER || this == DELIVERED;
    }

    /** The word used in records and in the interface, such as {@code handed-over}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if the word is not a state */
    public static DeliveryState of(String code) {
        for (DeliveryState state : values()) {
            if (state.code().equals(code)) {
                return state;
            }
        }
        throw new IllegalArgumentException("Not a state of a delivery: " + code);
    }
}
