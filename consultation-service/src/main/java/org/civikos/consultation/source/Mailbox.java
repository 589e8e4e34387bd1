package org.civikos.consultation.source;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox to which drafts are forwarded. Its password is no setting: it stands in the configuration of the service, and the mailbox bears its name only.
 *
 * @param user    who signs in
 * @param folder  where the messages are, mostly INBOX
 * @param senders who may forward: addresses, or domains as {@code @example.org}
 * @param secret  the name of its password; {@code null} for {@link SourceProperties#DEFAULT_SECRET}
 */
record Mailbox(String user, String folder, List<String> senders, @Nullable String secret) {

    /** As every way to configure the service can write it: an environment variable has neither dashes nor small letters. */
    static final String SECRET_NAME = "[a-z0-9]{1,40}";

    Mailbox {
        senders = senders.stream().map(sender -> sender.strip().toLowerCase(Locale.ROOT)).filter(sender -> !sender.isEmpty()).toList();
    }

    String secretName() {
        return secret == null ? SourceProperties.DEFAULT_SECRET : secret;
    }

    boolean allows(String address) {
        String small = address.strip().toLowerCase(Locale.ROOT);
        return senders.stream().anyMatch(sender -> sender.startsWith("@") ? small.endsWith(sender) && small.indexOf('@') == small.length() - sender.length() : small.equals(sender));
    }
}
