package org.civikos.notification.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The relay that takes our mails.
 *
 * @param from the envelope's sender
 * @param localName how we call ourselves in EHLO
 * @param username null for a relay that knows us by our address
 * @param startTls whether to go over to TLS where the relay offers it, and to insist on it if {@code requireTls}
 * @param connectTimeout for making a connection
 * @param answerTimeout for each answer of the relay, and for each write
 */
public record SmtpSettings(
        String host, int port, String from, String localName, @Nullable String username, @Nullable String password, boolean startTls,
        boolean requireTls, Duration connectTimeout, Duration answerTimeout) {}
