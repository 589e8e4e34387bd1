package org.civikos.notification.reply;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mailbox that answers to alerts come to.
 *
 * @param host of the IMAP server; blank: nobody reads answers, and alerts name no address for them
 * @param address what alerts name in Reply-To
 * @param tls whether the connection is encrypted from the start (IMAPS)
 * @param pause between two looks
 * @param timeout for each step with the server
 * @param alertsFrom the address that alerts come from; its domain is that of their Message-IDs
 * @param answersPerWriter how many of their answers one person is mailed about in a day
 * @param answersPerDay the same for all together
 */
@ConfigurationProperties("civikos.replies")
public record ReplySettings(
        @DefaultValue("") String host, @DefaultValue("993") int port, @DefaultValue("") String username, @DefaultValue("") String password,
        @DefaultValue("") String address, @DefaultValue("true") boolean tls, @DefaultValue("INBOX") String folder,
        @DefaultValue("PT20S") Duration pause, @DefaultValue("PT20S") Duration timeout, String alertsFrom,
        @DefaultValue("10") int answersPerWriter, @DefaultValue("2000") int answersPerDay) {

    public ReplySettings {
        if (!host.isBlank() && !address.contains("@")) {
            throw new IllegalArgumentException("civikos.replies.address must be the address of the mailbox that civikos.replies.host names");
        }
    }

    String alertsDomain() {
        return alertsFrom.substring(alertsFrom.indexOf('@') + 1);
    }

    public boolean on() {
        return !host.isBlank();
    }
}
