package org.civikos.notification.mail;

import java.util.Map;
import java.util.Optional;
import org.civikos.notification.delivery.Delivery;

/** Gives what stands in a mail whose content differs from reader to reader. */
public interface Letters {

    /** A member of a letter's values, whatever it holds: the mail answers one of its reader's. */
    String ANSWERS = "answers";

    /**
     * A mail for one reader.
     *
     * @param template a file of this room, without its ending: digest
     * @param values for the template; without those that every mail has (greeting, why, stop)
     */
    record Letter(String template, String subject, Map<String, Object> values) {}

    /** Asks others where this one has no letter. */
    default Letters or(Letters others) {
        return delivery -> of(delivery).or(() -> others.of(delivery));
    }

    /** The letter of a delivery; empty if the mail is written once for all its readers. */
    Optional<Letter> of(Delivery delivery);
}
