package org.civikos.notification.ledger;

import java.util.Locale;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Reason;

/**
 * How well somebody knows of a draft, the best first: of several messages the best one counts. <em>Delivered</em> (the provider says
 * that it arrived) and <em>handed over</em> (the provider took it) stay two things.
 */
enum Standing {
    DELIVERED,
    HANDED_OVER,
    /** Waits for its turn, for another attempt or for the end of quiet hours, or is being sent. */
    ON_ITS_WAY,
    /** Waits for a daily or weekly summary. */
    IN_SUMMARY,
    /** Asked for no message, and reads it in the inbox or does not. */
    INBOX_ONLY,
    /** Nothing is on its way; the reason says why. */
    NOT_REACHED;

    boolean knows() {
        return this == DELIVERED || this == HANDED_OVER;
    }

    static Standing of(Delivery delivery) {
        return switch (delivery.state()) {
            case DELIVERED -> DELIVERED;
            case HANDED_OVER -> HANDED_OVER;
            case WAITING, SENDING -> ON_ITS_WAY;
            case FAILED -> NOT_REACHED;
            case NOT_SENT -> delivery.reason() == Reason.INBOX_ONLY ? INBOX_ONLY : delivery.reason() == Reason.IN_DIGEST ? IN_SUMMARY : NOT_REACHED;
        };
    }

    /** The word used in the interface, such as {@code on-its-way}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if the word is none */
    static Standing ofCode(String code) {
        for (Standing standing : values()) {
            if (standing.code().equals(code)) {
                return standing;
            }
        }
        throw new IllegalArgumentException("Not a standing: " + code);
    }
}
