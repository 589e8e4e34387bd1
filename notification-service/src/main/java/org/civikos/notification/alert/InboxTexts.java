package org.civikos.notification.alert;

import java.util.Optional;
import org.civikos.notification.delivery.Delivery;

/** What the inbox says of a kind of message that is not written from an alert's facts. */
public interface InboxTexts {

    /** @param text plain; lines and paragraphs as they were written */
    record Said(String title, String text) {}

    AlertKind kind();

    /** Empty where the words are not kept any more. */
    Optional<Said> inbox(Delivery delivery);
}
