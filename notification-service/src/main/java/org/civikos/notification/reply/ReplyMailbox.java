package org.civikos.notification.reply;

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
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks into the mailbox by IMAP, again and again. What has been read is marked as seen, and only then: a crash in the middle reads it
 * again, which does no harm. What could not be acted on is flagged for people.
 */
final class ReplyMailbox implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReplyMailbox.class);
    private static final int AT_A_TIME = 200;
    private static final int LARGEST = 5_000_000;

    private final ReplySettings settings;
    private final ReplyReader reader;
    private final Replies replies;
    private volatile Thread looking = Thread.currentThread();
    private volatile boolean running;

    ReplyMailbox(ReplySettings settings, ReplyReader reader, Replies replies) {
        this.settings = settings;
        this.reader = reader;
        this.replies = replies;
    }

    private void look() {
        while (running) {
            try {
                read();
            } catch (MessagingException e) {
                log.warn("The mailbox for answers cannot be read: {}", e.toString());
            } catch (RuntimeException e) {
                log.warn("Answers are read again later: {}", e.toString());
            }
            try {
                Thread.sleep(settings.pause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void read() throws MessagingException {
        String protocol = settings.tls() ? "imaps" : "imap";
        Properties properties = new Properties();
        String millis = String.valueOf(settings.timeout().toMillis());
        for (String name : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty("mail." + protocol + "." + name, millis);
        }
        properties.setProperty("mail.imap.starttls.enable", "true");
        properties.setProperty("mail.imaps.ssl.checkserveridentity", "true");
        try (Store store = Session.getInstance(properties).getStore(protocol)) {
            store.connect(settings.host(), settings.port(), settings.username(), settings.password());
            try (Folder folder = store.getFolder(settings.folder())) {
                folder.open(Folder.READ_WRITE);
                Message[] unseen = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
                for (Message message : Arrays.copyOf(unseen, Math.min(unseen.length, AT_A_TIME))) {
                    read(message);
                }
            }
        }
    }

    private void read(Message message) throws MessagingException {
        boolean taken = false;
        try {
            taken = message.getSize() <= LARGEST && replies.take(reader.read(whole(message)));
        } catch (MessagingException | IOException e) {
            log.warn("A mail in the mailbox for answers cannot be read: {}", e.toString());
        }
        if (!taken) {
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

    @Override
    public void start() {
        if (settings.on()) {
            running = true;
            looking = Thread.ofVirtual().name("replies").start(this::look);
        }
    }

    @Override
    public void stop() {
        running = false;
        if (looking != Thread.currentThread()) {
            looking.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
