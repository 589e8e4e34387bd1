package org.civikos.notification.suppression;

import java.time.Instant;
import java.util.Locale;
import org.civikos.notification.delivery.Channel;
import org.jspecify.annotations.Nullable;

/**
 * An address to which nothing is sent, whatever the topic.
 *
 * @param detail the other side's words, or staff's note
 * @param personId null if the address is of nobody we know
 * @param by the member of staff who put it here, or {@code sms:} and the id of the message that asked for it; null if it came about by itself
 * @param releasedAt when it was taken off again; null while it holds
 * @param releasedBy the member of staff, {@code sms:} and the id of the message that asked for it, or {@code page:} or {@code mail:} and the person
 */
public record Suppression(
        Channel channel, String address, Why why, Instant since, @Nullable String detail, @Nullable String personId, @Nullable String by,
        @Nullable Instant releasedAt, @Nullable String releasedBy) {

    /** Why nothing is sent to an address. */
    public enum Why {
        /** The other side said that nobody is there. */
        HARD_BOUNCE,
        /** It could not be reached on several days. */
        SOFT_BOUNCES,
        /** The receiver called our mail unwanted. */
        COMPLAINT,
        /** The receiver answered STOP. */
        STOP,
        /** Staff put it here. */
        STAFF;

        /** The word used in records and in the interface. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Why of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public boolean holds() {
        return releasedAt == null;
    }
}
