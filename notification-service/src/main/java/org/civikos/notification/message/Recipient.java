package org.civikos.notification.message;

import java.util.Locale;

/**
 * To whom a message goes.
 *
 * @param value the id of a person or an organisation, a field of activity, an e-mail address, or a number in international form
 */
public record Recipient(Kind kind, String value) {

    /** What the value is. */
    public enum Kind {
        PERSON,
        /** All who may speak for an organisation today. */
        ORGANISATION,
        /** All who may speak today for an organisation of a field of activity. */
        FIELD,
        EMAIL,
        PHONE;

        /** The word used in requests and records. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean bare() {
            return this == EMAIL || this == PHONE;
        }
    }
}
