package org.civikos.notification.receipt;

import java.time.Duration;
import org.civikos.notification.mail.ReturnPath;
import org.civikos.notification.mailbox.UnseenMail;
import org.jspecify.annotations.Nullable;

/**
 * What this package needs of the configuration.
 *
 * @param mailProvider the name under which receipts by mail stand
 * @param mailDomain the domain of our Message-IDs
 * @param returnPath the addresses to which reports come
 * @param mailbox null if no mailbox for reports is set up
 */
public record ReceiptSettings(
        String publicUrl, String mailProvider, String mailDomain, ReturnPath returnPath, UnseenMail.@Nullable Access mailbox, Duration mailboxPause,
        Duration sweep) {}
