package org.civikos.platform.messaging;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An event as it waits in its aggregate's document. The payload is kept as the JSON text that will be sent, so that what
 * was decided is what is published, whichever version of the code runs the relay.
 */
record PendingEvent(String id, String topic, String type, String key, String subject, long sequence, Instant time,
        @Nullable String data, @Nullable String traceparent) {

    static final String ID = "id";

    Document toDocument() {
        Document document = new Document(ID, id).append("topic", topic).append("type", type).append("key", key)
                .append("sequence", sequence).append("time", Date.from(time)).append("data", data);
        if (traceparent != null) {
            document.append("traceparent", traceparent);
        }
        return document;
    }

    static PendingEvent of(String subject, Document document) {
        return new PendingEvent(document.getString(ID), document.getString("topic"), document.getString("type"),
                document.getString("key"), subject, document.get("sequence", Number.class).longValue(),
                document.getDate("time").toInstant(), document.getString("data"), document.getString("traceparent"));
    }
}
