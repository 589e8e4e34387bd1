package org.civikos.consultation.source;

import java.util.List;
import java.util.Locale;

/**
 * A mailbox to which drafts are forwarded. Its password is no setting: it comes from the surroundings ({@code SOURCE_MAIL_PASSWORD}).
 *
 * @param user    who signs in
 * @param folder  where the messages are, mostly INBOX
 * @param senders who may forward: addresses, or domains as {@code @example.org}
 */
record Mailbox(String user, String folder, List<String> senders) {

    Mailbox {
        senders = senders.stream().map(sender -> sender.strip().toLowerCase(Locale.ROOT)).filter(sender -> !sender.isEmpty()).toList();
    }

    boolean allows(String address) {
        String small = address.strip().toLowerCase(Locale.ROOT);
        return senders.stream().anyMatch(sender -> sender.startsWith("@") ? small.endsWith(sender) && small.indexOf('@') == small.length() - sender.length() : small.equals(sender));
    }
}
