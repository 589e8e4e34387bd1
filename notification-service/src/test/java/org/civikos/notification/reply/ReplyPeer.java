package org.civikos.notification.reply;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The mailbox that answers come to, on an IMAP server. */
public final class ReplyPeer {

    private final GreenMail server = new GreenMail(ServerSetup.verbose(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)})[0]);
    private final GreenMailUser box;

    public ReplyPeer() {
        server.start();
        box = server.setUser("answers@example.org", "answers", "it-password");
    }

    public int port() {
        return server.getImap().getPort();
    }

    /** Puts a mail into the mailbox as it came over the line. */
    public void deliver(String raw) throws MessagingException {
        box.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    /** Whether a mail with these words was set aside for people. */
    public boolean flagged(String words) throws com.icegreen.greenmail.store.FolderException {
        return server.getManagers().getImapHostManager().getInbox(box) instanceof com.icegreen.greenmail.store.MailFolder inbox
                && inbox.getMessages().stream().anyMatch(stored -> stored.getFlags().contains(Flags.Flag.FLAGGED) && contains(stored.getMimeMessage(), words));
    }

    private static boolean contains(MimeMessage message, String words) {
        try {
            return String.valueOf(message.getContent()).contains(words);
        } catch (MessagingException | java.io.IOException e) {
            return false;
        }
    }
}
