package org.civikos.localstack.inbox;

import java.util.List;
import java.util.Map;

/**
 * One mail for one recipient, or one SMS, as it stands in the file and in the JSON.
 *
 * @param seq grows by one from message to message
 * @param channel {@code email} or {@code sms}
 * @param to the envelope's recipient, or the telephone number
 * @param messageId the mail's Message-ID, or the SMS's reference
 * @param copy 1 for the first of this messageId to this recipient, 2 for a double, and so on
 * @param receivedAt an instant in UTC
 */
record Message(long seq, String channel, String to, String from, String subject, String messageId, int copy,
        Map<String, String> headers, String text, String html, List<Attachment> attachments, String receivedAt) {

    record Attachment(String name, String mediaType, int bytes) {
    }
}
