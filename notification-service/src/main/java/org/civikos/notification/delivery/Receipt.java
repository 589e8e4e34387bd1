package org.civikos.notification.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says, some time after it took a message, of what became of it. May come twice, late, out of order, and before
 * our own record of the handing over.
 *
 * @param provider who says so
 * @param deliveryId our own reference, where the provider gives it back
 * @param reference the provider's reference, where it does not
 * @param reason why it failed or waits; null otherwise
 * @param detail the provider's words, for staff
 * @param at when it happened by the provider's clock, or when the receipt came
 */
public record Receipt(
        String provider, @Nullable String deliveryId, @Nullable String reference, Kind kind, @Nullable Reason reason,
        @Nullable String detail, Instant at) {

    /** What is said. */
    public enum Kind {
        /** It arrived: on the telephone, or in the mailbox. */
        DELIVERED,
        /** It will not arrive. */
        FAILED,
        /** It has not arrived yet; the provider goes on trying. */
        DELAYED,
        /** It arrived, and the receiver calls it unwanted. */
        COMPLAINT
    }

    public Receipt {
        if (deliveryId == null && reference == null) {
            throw new IllegalArgumentException("A receipt says of which message it is");
        }
    }

    /** The same said of a message whose record has been found. */
    public Receipt of(String id) {
        return new Receipt(provider, id, reference, kind, reason, detail, at);
    }
}
