package org.civikos.notification.reply;

import jakarta.mail.MessagingException;
import org.civikos.notification.mailbox.UnseenMail;
import org.civikos.notification.sweep.Sweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks into the mailbox for answers again and again. What could not be acted on is flagged for people. */
final class ReplyMailbox implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReplyMailbox.class);
    private static final int AT_A_TIME = 200;
    private static final int LARGEST = 5_000_000;

    private final ReplySettings settings;
    private final UnseenMail mails;
    private final Sweep sweeping;

    ReplyMailbox(ReplySettings settings, ReplyReader reader, Replies replies) {
        this.settings = settings;
        this.mails = new UnseenMail(new UnseenMail.Access(settings.host(), settings.port(), settings.username(), settings.password(),
                settings.tls(), settings.folder(), settings.timeout()), AT_A_TIME, LARGEST, mail -> replies.take(reader.read(mail)));
        this.sweeping = new Sweep("replies", () -> { }, this::look, settings.pause());
    }

    private void look() {
        try {
            mails.read();
        } catch (MessagingException e) {
            log.warn("The mailbox for answers cannot be read: {}", e.toString());
        }
    }

    @Override
    public void start() {
        if (settings.on()) {
            sweeping.start();
        }
    }

    @Override
    public void stop() {
        if (sweeping.isRunning()) {
            sweeping.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return sweeping.isRunning();
    }
}
