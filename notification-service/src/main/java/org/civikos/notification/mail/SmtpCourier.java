package org.civikos.notification.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import java.util.regex.Pattern;
import org.civikos.notification.delivery.Courier;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kept connection to the relay. Tells apart what the relay says of this message from what says that the relay itself is
 * not well, and whether the message had begun to go out when a connection broke.
 */
public final class SmtpCourier implements Courier {

    private static final Logger log = LoggerFactory.getLogger(SmtpCourier.class);

    /** What a relay says when it will not take mail from us or of this kind; RFC 3463, X.7. */
    private static final Pattern POLICY = Pattern.compile("(?:^|\\s)[45]\\.7\\.\\d{1,3}\\b");

    /** Bytes that pass for a message: nothing is built, nothing is parsed. */
    private static final class Written extends SMTPMessage {
        private byte[] bytes = new byte[0];
        private boolean begun;

        Written(Session session) {
            super(session);
        }

        @Override
        public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException {
            begun = true;
            out.write(bytes);
        }

        @Override
        public int getSize() {
            return bytes.length;
        }
    }

    static {
        // Without it Jakarta Mail looks through the class path for its stream provider at every message.
        if (System.getProperty("jakarta.mail.util.StreamProvider") == null) {
            System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
        }
    }

    private final MailWriter writer;
    private final SmtpSettings settings;
    private final RelaySockets sockets;
    private final Session session;
    private final Written message;
    private @Nullable Transport transport;

    public SmtpCourier(MailWriter writer, SmtpSettings settings) {
        this.writer = writer;
        this.settings = settings;
        this.sockets = new RelaySockets(settings.trust());
        this.session = session(settings, sockets);
        this.message = new Written(session);
    }

    private static Session session(SmtpSettings settings, RelaySockets sockets) {
        Properties properties = new Properties();
        properties.put("mail.smtp.socketFactory", sockets.plain());
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", String.valueOf(settings.port()));
        properties.setProperty("mail.smtp.localhost", settings.localName());
        properties.setProperty("mail.smtp.connectiontimeout", String.valueOf(settings.connectTimeout().toMillis()));
        properties.setProperty("mail.smtp.timeout", String.valueOf(settings.answerTimeout().toMillis()));
        properties.setProperty("mail.smtp.writetimeout", String.valueOf(settings.answerTimeout().toMillis()));
        properties.setProperty("mail.smtp.quitwait", "false");
        SmtpSettings.Tls tls = settings.tls();
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls == SmtpSettings.Tls.FROM_START));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(tls == SmtpSettings.Tls.REQUIRED || tls == SmtpSettings.Tls.OPTIONAL));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls == SmtpSettings.Tls.REQUIRED));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", sockets.wrapping());
        properties.setProperty("mail.smtp.auth", String.valueOf(settings.username() != null));
        return Session.getInstance(properties);
    }

    @Override
    public Outcome hand(Delivery delivery) {
        Address[] to;
        try {
            message.bytes = writer.write(delivery);
            message.setEnvelopeFrom(settings.returnPath().address(delivery.id()));
            to = new Address[] {new InternetAddress(String.valueOf(delivery.address()), true)};
        } catch (AddressException e) {
            return new Outcome.Refused(Reason.ADDRESS_INVALID, String.valueOf(e.getMessage()));
        }
        boolean kept = transport != null;
        Outcome outcome = once(to);
        if (kept && transport == null && !message.begun) {
            // The relay had closed the kept connection while it lay idle; nothing of this message had gone out.
            outcome = once(to);
        }
        return outcome;
    }

    private Outcome once(Address[] to) {
        message.begun = false;
        Transport open = transport;
        if (open == null) {
            try {
                open = connect();
            } catch (AuthenticationFailedException e) {
                return new Outcome.Unavailable("The relay does not accept our name and password: " + words(e));
            } catch (MessagingException e) {
                return new Outcome.Unavailable("No connection to " + settings.host() + ":" + settings.port() + ": " + words(e));
            }
            transport = open;
        }
        try {
            open.sendMessage(message, to);
            return new Outcome.Accepted(null);
        } catch (MessagingException e) {
            return explain(e);
        }
    }

    private Transport connect() throws MessagingException {
        try {
            Transport made = session.getTransport("smtp");
            made.connect(settings.host(), settings.port(), settings.username(), settings.password());
            return made;
        } catch (NoSuchProviderException e) {
            throw new IllegalStateException("Angus Mail brings SMTP", e);
        }
    }

    private Outcome explain(MessagingException failure) {
        for (Exception e = failure; e != null; e = e instanceof MessagingException m ? m.getNextException() : null) {
            if (e instanceof SMTPAddressFailedException address) {
                return ofMessage(address.getReturnCode(), words(address));
            }
        }
        if (failure instanceof SMTPSendFailedException answer && answer.getReturnCode() >= 400) {
            int code = answer.getReturnCode();
            if (message.begun && code != 421) {
                // The end of DATA was answered: the verdict is on this message.
                return ofMessage(code, words(answer));
            }
            drop();
            return new Outcome.Unavailable("The relay refuses to take mail: " + words(answer));
        }
        boolean begun = message.begun;
        drop();
        return begun ? new Outcome.Interrupted(words(failure)) : new Outcome.Unavailable(words(failure));
    }

    private static Outcome ofMessage(int code, String words) {
        if (code >= 500) {
            return new Outcome.Refused(reason(code, words), words);
        }
        if (POLICY.matcher(words).find()) {
            return new Outcome.Postponed(Reason.POLICY, words);
        }
        return new Outcome.Postponed(code == 452 || words.contains(" 4.2.2") ? Reason.MAILBOX_FULL : Reason.TRY_LATER, words);
    }

    private static Reason reason(int code, String words) {
        if (POLICY.matcher(words).find()) {
            return Reason.POLICY;
        }
        if (words.contains("5.2.2") || code == 552) {
            return Reason.MAILBOX_FULL;
        }
        boolean unknown = words.contains("5.1.1") || words.contains("5.1.10") || code == 551 || code == 553 || code == 550;
        return unknown ? Reason.ADDRESS_UNKNOWN : Reason.REFUSED;
    }

    private static String words(Throwable e) {
        StringBuilder words = new StringBuilder(String.valueOf(e.getMessage()).strip());
        if (e instanceof MessagingException m && m.getNextException() != null && !(e instanceof SMTPSendFailedException)) {
            words.append(" (").append(String.valueOf(m.getNextException().getMessage()).strip()).append(')');
        }
        return words.toString();
    }

    private void drop() {
        Transport open = transport;
        transport = null;
        if (open != null) {
            try {
                open.close();
            } catch (MessagingException e) {
                log.debug("The connection was gone already", e);
            }
        }
    }

    @Override
    public void abort() {
        sockets.abort();
    }

    @Override
    public void rest() {
        drop();
    }

    @Override
    public void close() {
        drop();
    }
}
