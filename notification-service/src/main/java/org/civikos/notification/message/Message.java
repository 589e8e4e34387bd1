package org.civikos.notification.message;

import java.time.Instant;
import java.util.List;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.apikey.ApiKey;
import org.civikos.notification.delivery.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent, checked and cleaned; never changes.
 *
 * @param seed what the id, and the id of the alert that carries it, come from: an acceptance that is gone through again makes no second
 * @param keyId whose message it is
 * @param sender the key's name, which receivers read
 * @param people for keys of type TEAM: the only addresses and numbers that it may reach
 * @param reference the program's own, null if it gave none
 * @param language null for each receiver's own
 * @param sms the text of the SMS in plain letters, one segment; null where no SMS is wanted
 * @param critical does not wait for the end of quiet hours
 */
record Message(
        String seed, String keyId, String sender, ApiKey.Type type, List<String> people, @Nullable String reference, Recipient to,
        List<Channel> channels, @Nullable String language, String subject, String text, @Nullable String sms, boolean critical, Instant acceptedAt) {

    /** The key id of what the system itself tells the secretariat. */
    static final String SYSTEM = "system";
    static final String CAUSE = "message\n";

    Message {
        people = List.copyOf(people);
        channels = List.copyOf(channels);
    }

    /** Also the id of the alert that carries it. */
    String id() {
        return Alert.idOf(causeId());
    }

    String causeId() {
        return CAUSE + seed;
    }

    boolean test() {
        return type == ApiKey.Type.TEST;
    }

    /** SMS are held back by other things than mails, so that neither waits for the other. */
    String lane() {
        return channels.contains(Channel.SMS) ? Channel.SMS.code() : Channel.EMAIL.code();
    }
}
