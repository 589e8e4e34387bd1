package org.civikos.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 in Kafka's binary mode, every header a UTF-8 string, written and read here and nowhere else. */
final class EventHeaders {

    static final String SPEC_VERSION = "ce_specversion";
    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String SOURCE = "ce_source";
    static final String SUBJECT = "ce_subject";
    static final String TIME = "ce_time";
    static final String SEQUENCE = "ce_sequence";
    static final String PARTITION_KEY = "ce_partitionkey";
    static final String DATA_SCHEMA = "ce_dataschema";
    static final String CONTENT_TYPE = "content-type";
    static final String TRACEPARENT = "traceparent";

    private static final List<String> REQUIRED = List.of(ID, TYPE);

    private EventHeaders() {
    }

    static List<Header> of(PendingEvent event, String source) {
        List<Header> headers = new ArrayList<>(11);
        add(headers, SPEC_VERSION, "1.0");
        add(headers, ID, event.id());
        add(headers, TYPE, event.type());
        add(headers, SOURCE, source);
        add(headers, SUBJECT, event.subject());
        add(headers, TIME, event.time().toString());
        add(headers, SEQUENCE, Long.toString(event.sequence()));
        add(headers, PARTITION_KEY, event.key());
        add(headers, DATA_SCHEMA, schema(event.type()));
        if (event.data() != null) {
            add(headers, CONTENT_TYPE, "application/json");
        }
        if (event.traceparent() != null) {
            add(headers, TRACEPARENT, event.traceparent());
        }
        return headers;
    }

    /** {@code org.example.service.some-fact.v1} → {@code urn:event-schema:service:some-fact:v1}. */
    static String schema(String type) {
        String[] parts = type.split("\\.");
        int from = Math.max(0, parts.length - 3);
        return "urn:event-schema:" + String.join(":", List.of(parts).subList(from, parts.length));
    }

    /**
     * Reads the headers of a record.
     *
     * @throws PermanentFailure where the type is missing or a member is not of its form
     */
    static EventMetadata read(Map<String, ?> headers, String key) {
        for (String required : REQUIRED) {
            String value = text(headers.get(required));
            if (value == null || value.isBlank()) {
                throw new PermanentFailure("The record has no " + required);
            }
        }
        return read(headers, key, "");
    }

    /** As {@link #read(Map, String)}, but a tombstone may come without any header: a compacted topic's own tools write such. */
    static EventMetadata readTombstone(Map<String, ?> headers, String key) {
        return read(headers, key, "");
    }

    private static EventMetadata read(Map<String, ?> headers, String key, String otherwise) {
        Function<String, @Nullable String> value = name -> text(headers.get(name));
        String id = value.apply(ID);
        String type = value.apply(TYPE);
        try {
            String sequence = value.apply(SEQUENCE);
            String time = value.apply(TIME);
            String subject = value.apply(SUBJECT);
            String source = value.apply(SOURCE);
            return new EventMetadata(id == null ? otherwise : id, type == null ? otherwise : type,
                    source == null ? otherwise : source, subject == null ? key : subject, key,
                    sequence == null ? 0 : Long.parseLong(sequence), time == null ? Instant.EPOCH : Instant.parse(time),
                    value.apply(TRACEPARENT));
        } catch (NumberFormatException | DateTimeException malformed) {
            throw new PermanentFailure("A header is malformed", malformed);
        }
    }

    static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            default -> value.toString();
        };
    }

    private static void add(List<Header> headers, String name, String value) {
        headers.add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)));
    }
}
