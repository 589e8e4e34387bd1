package org.civikos.notification.mail;

import jakarta.mail.internet.AddressException;
import org.civikos.notification.delivery.Delivery;

/** Lets the tests of other rooms see a mail as it goes over the line. */
public final class WrittenMail {

    private WrittenMail() {}

    public static byte[] of(MailWriter writer, Delivery delivery) throws AddressException {
        return writer.write(delivery);
    }
}
