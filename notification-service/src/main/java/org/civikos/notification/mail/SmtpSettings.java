package org.civikos.notification.mail;

import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The relay that takes our mails.
 *
 * @param returnPath the envelope's sender
 * @param localName how we call ourselves in EHLO
 * @param username null for a relay that knows us by our address
 * @param trust by whose certificates the relay's is checked; null for those that Java brings
 * @param connectTimeout for making a connection
 * @param answerTimeout for each answer of the relay, and for each write
 */
public record SmtpSettings(
        String host, int port, ReturnPath returnPath, String localName, @Nullable String username, @Nullable String password, Tls tls,
        @Nullable SSLSocketFactory trust, Duration connectTimeout, Duration answerTimeout) {

    /** Whether the connection is encrypted. Where it is, the certificate has to be good and to name the host. */
    public enum Tls {
        /** From the first byte on, as on port 465 (RFC 8314). */
        FROM_START,
        /** By STARTTLS, or nothing is sent. */
        REQUIRED,
        /** By STARTTLS where the relay offers it. */
        OPTIONAL,
        NONE;

        /** The word on pages. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
