package org.civikos.notification.receipt;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailbox to which mail servers send what could not be delivered, read by IMAP. What has been read is marked as seen, and
 * only then: a crash in the middle reads it again, which does no harm. What is no report of ours is flagged for people.
 */
public final class BounceMailbox {

    /** @param tls whether the connection is encrypted from the start (IMAPS) */
    public record Settings(String host, int port, String username, String password, boolean tls, String folder, Duration timeout) {}

    private static final Logger log = LoggerFactory.getLogger(BounceMailbox.class);
    private static final int AT_A_TIME = 500;
    private static final int LARGEST = 2_000_000;

    private final Settings settings;
    private final Reports reports;
    private final Receipts receipts;

    BounceMailbox(Settings settings, Reports reports, Receipts receipts) {
        this.settings = settings;
        this.reports = reports;
        this.receipts = receipts;
    }

    /**
     * Reads what is new.
     *
     * @return how many mails
     * @throws MessagingException if the mailbox cannot be reached or read
     */
    int read() throws MessagingException {
        String protocol = settings.tls() ? "imaps" : "imap";
        Properties properties = new Properties();
        String millis = String.valueOf(settings.timeout().toMillis());
        for (String name : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty("mail." + protocol + "." + name, millis);
        }
        properties.setProperty("mail.imap.starttls.enable", "true");
        try (Store store = Session.getInstance(properties).getStore(protocol)) {
            store.connect(settings.host(), settings.port(), settings.username(), settings.password());
            try (Folder folder = store.getFolder(settings.folder())) {
                folder.open(Folder.READ_WRITE);
                Message[] unseen = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
                Message[] some = Arrays.copyOf(unseen, Math.min(unseen.length, AT_A_TIME));
                for (Message message : some) {
                    read(message);
                }
                return some.length;
            }
        }
    }

    // Read whole and parsed here: how servers cut a report into parts differs too much.
    private static MimeMessage whole(Message message) throws MessagingException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes.toByteArray()));
    }

    private void read(Message message) throws MessagingException {
        boolean understood = false;
        try {
            List<Receipt> said = message.getSize() > LARGEST ? List.of() : reports.read(whole(message));
            said.forEach(receipt -> receipts.take(Channel.EMAIL, receipt));
            understood = !said.isEmpty();
        } catch (MessagingException | IOException e) {
            log.warn("A mail in the mailbox for reports cannot be read: {}", e.toString());
        }
        if (!understood) {
            message.setFlag(Flags.Flag.FLAGGED, true);
        }
        message.setFlag(Flags.Flag.SEEN, true);
    }
}
