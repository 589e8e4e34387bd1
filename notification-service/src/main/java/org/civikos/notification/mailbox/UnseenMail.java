package org.civikos.notification.mailbox;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mails of a mailbox that nobody has read, by IMAP. What has been read is marked as seen, and only then: a crash in the middle
 * reads it again, which whoever reads must bear. What is not understood is flagged for people.
 */
public final class UnseenMail {

    /** @param tls whether the connection is encrypted from the start (IMAPS) */
    public record Access(String host, int port, String username, String password, boolean tls, String folder, Duration timeout) {}

    /** Acts on a mail. */
    @FunctionalInterface
    public interface Reader {
        /** @return whether it was understood */
        boolean read(MimeMessage mail) throws MessagingException, IOException;
    }

    private static final Logger log = LoggerFactory.getLogger(UnseenMail.class);

    private final Access access;
    private final int most;
    private final int largest;
    private final Reader reader;

    /**
     * @param most how many mails are read at a time
     * @param largest in bytes; a larger one is not understood
     */
    public UnseenMail(Access access, int most, int largest, Reader reader) {
        this.access = access;
        this.most = most;
        this.largest = largest;
        this.reader = reader;
    }

    /**
     * Reads what is new.
     *
     * @return how many mails
     * @throws MessagingException if the mailbox cannot be reached or read
     */
    public int read() throws MessagingException {
        String protocol = access.tls() ? "imaps" : "imap";
        Properties properties = new Properties();
        String millis = String.valueOf(access.timeout().toMillis());
        for (String name : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty("mail." + protocol + "." + name, millis);
        }
        properties.setProperty("mail.imap.starttls.enable", "true");
        properties.setProperty("mail.imaps.ssl.checkserveridentity", "true");
        try (Store store = Session.getInstance(properties).getStore(protocol)) {
            store.connect(access.host(), access.port(), access.username(), access.password());
            try (Folder folder = store.getFolder(access.folder())) {
                folder.open(Folder.READ_WRITE);
                Message[] unseen = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
                Message[] some = Arrays.copyOf(unseen, Math.min(unseen.length, most));
                for (Message message : some) {
                    read(message);
                }
                return some.length;
            }
        }
    }

    private void read(Message message) throws MessagingException {
        boolean understood = false;
        try {
            understood = message.getSize() <= largest && reader.read(whole(message));
        } catch (MessagingException | IOException e) {
            log.warn("A mail in the mailbox of {} cannot be read: {}", access.username(), e.toString());
        }
        if (!understood) {
            message.setFlag(Flags.Flag.FLAGGED, true);
        }
        message.setFlag(Flags.Flag.SEEN, true);
    }

    // Read whole and parsed here: how servers cut a mail into parts differs too much.
    private static MimeMessage whole(Message message) throws MessagingException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes.toByteArray()));
    }
}
