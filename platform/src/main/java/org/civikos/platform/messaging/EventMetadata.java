package org.civikos.platform.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a record's headers say about an event.
 *
 * @param id          unique per event; a redelivery carries the same
 * @param type        CloudEvents type with major version
 * @param source      who says so
 * @param subject     the aggregate that it is about
 * @param key         the record's key
 * @param sequence    grows with every event of the subject: the ordering field; 0 where the record has none
 * @param time        when the fact was stored, never to be used for ordering
 * @param traceparent W3C trace context, where there is one
 */
public record EventMetadata(String id, String type, String source, String subject, String key, long sequence, Instant time,
        @Nullable String traceparent) {
}
