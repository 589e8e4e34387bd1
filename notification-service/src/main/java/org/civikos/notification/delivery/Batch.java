package org.civikos.notification.delivery;

import java.util.List;
import java.util.Map;

/**
 * The people of one part of an alert: written once and the truth about who is in it. A person always falls into the same
 * part of an alert (by the hash of the id), so planning can be broken off and begun again without anyone being in two.
 *
 * @param id alert id and number of the part
 * @param email people who get an e-mail record (everyone concerned has one, if only to say why it was not sent)
 * @param sms people who get an SMS record
 * @param later of those with an e-mail record, who is told in a summary instead, and in which
 */
public record Batch(String id, List<String> email, List<String> sms, Map<String, String> later) {

    /** In the id of one that sends again what had failed. */
    static final String AGAIN = ":again:";

    /** One in which everybody is told at once. */
    public Batch(String id, List<String> email, List<String> sms) {
        this(id, email, sms, Map.of());
    }

    public static String idOf(String alertId, int part) {
        return alertId + ":" + String.format("%05d", part);
    }

    public List<String> people(Channel channel) {
        return channel == Channel.EMAIL ? email : sms;
    }
}
