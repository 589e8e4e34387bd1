package org.civikos.notification.sms;

import java.util.Optional;
import org.civikos.notification.delivery.Delivery;

/** Gives the text of SMS that are not written from an alert's facts. */
public interface SmsTexts {

    /** The text as it goes out: letters of the base alphabet, one segment; empty if it is written from the alert. */
    Optional<String> text(Delivery delivery);
}
