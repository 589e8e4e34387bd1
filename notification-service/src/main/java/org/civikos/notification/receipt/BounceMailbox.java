package org.civikos.notification.receipt;

import jakarta.mail.MessagingException;
import java.util.List;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Receipt;
import org.civikos.notification.mailbox.UnseenMail;

/** The mailbox to which mail servers send what could not be delivered. What is no report of ours is flagged for people. */
final class BounceMailbox {

    private static final int AT_A_TIME = 500;
    private static final int LARGEST = 2_000_000;

    private final UnseenMail mails;

    BounceMailbox(UnseenMail.Access access, Reports reports, Receipts receipts) {
        this.mails = new UnseenMail(access, AT_A_TIME, LARGEST, mail -> {
            List<Receipt> said = reports.read(mail);
            said.forEach(receipt -> receipts.take(Channel.EMAIL, receipt));
            return !said.isEmpty();
        });
    }

    /**
     * Reads what is new.
     *
     * @return how many mails
     * @throws MessagingException if the mailbox cannot be reached or read
     */
    int read() throws MessagingException {
        return mails.read();
    }
}
