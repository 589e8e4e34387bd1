package org.civikos.platform.messaging;

import io.micrometer.core.instrument.Metrics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The function bean of one binding: reads a record's headers, finds the handler of its type and hands over its payload.
 *
 * <p>An unknown type and unknown members are ignored and counted. A record that cannot be read, or whose handler fails by
 * {@link PermanentFailure} or anything unexpected, becomes a dead letter after a few tries; one whose handler fails by
 * {@link TemporaryFailure} or because the store is away waits, and those behind it in its partition with it. Handlers must
 * bear a record twice and late: see {@link Projections}.
 */
public final class EventConsumer implements Consumer<Message<byte[]>> {

    private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);

    private record Handler<T>(Class<T> payload, BiConsumer<T, EventMetadata> action) {

        void handle(byte[] data, EventMetadata metadata, JsonMapper json) {
            T value;
            try {
                value = json.readValue(data, payload);
            } catch (JacksonException malformed) {
                throw new PermanentFailure("The payload of " + metadata.type() + " is malformed", malformed);
            }
            if (value == null) {
                throw new PermanentFailure("The payload of " + metadata.type() + " is null");
            }
            action.accept(value, metadata);
        }
    }

    private final String name;
    private final Map<String, Handler<?>> handlers;
    private final @Nullable BiConsumer<String, EventMetadata> tombstone;
    private final JsonMapper json;

    private EventConsumer(Builder builder, JsonMapper json) {
        this.name = builder.name;
        this.handlers = Map.copyOf(builder.handlers);
        this.tombstone = builder.tombstone;
        this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    }

    /**
     * Begins a consumer.
     *
     * @param name the tag {@code consumer} of its counter {@code civikos.consumer.events}
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Which types have which handlers. */
    public static final class Builder {

        private final String name;
        private final Map<String, Handler<?>> handlers = new HashMap<>();
        private @Nullable BiConsumer<String, EventMetadata> tombstone;

        private Builder(String name) {
            this.name = name;
        }

        /**
         * @param type    the CloudEvents type with its major version
         * @param payload the consumer's own record with the members that it reads
         * @throws IllegalArgumentException if the type has a handler already
         */
        public <T> Builder on(String type, Class<T> payload, BiConsumer<T, EventMetadata> handler) {
            if (handlers.putIfAbsent(type, new Handler<>(payload, handler)) != null) {
                throw new IllegalArgumentException("Two handlers for " + type);
            }
            return this;
        }

        /** What to do when a record has a key and no payload: its subject is erased. The handler gets the key. */
        public Builder onTombstone(BiConsumer<String, EventMetadata> handler) {
            tombstone = handler;
            return this;
        }

        public EventConsumer build(JsonMapper json) {
            return new EventConsumer(this, json);
        }
    }

    @Override
    public void accept(Message<byte[]> message) {
        String outcome = "failed";
        try {
            outcome = handle(message);
        } finally {
            Metrics.counter("civikos.consumer.events", "consumer", name, "outcome", outcome).increment();
        }
    }

    private String handle(Message<?> message) {
        String key = EventHeaders.text(message.getHeaders().get(KafkaHeaders.RECEIVED_KEY));
        if (!(message.getPayload() instanceof byte[] data) || data.length == 0) {
            if (tombstone == null) {
                return "unknown";
            }
            if (key == null) {
                throw new PermanentFailure("A record with neither key nor payload");
            }
            tombstone.accept(key, EventHeaders.readTombstone(message.getHeaders(), key));
            return "erased";
        }
        EventMetadata metadata = EventHeaders.read(message.getHeaders(), key == null ? "" : key);
        Handler<?> handler = handlers.get(metadata.type());
        if (handler == null) {
            LOG.debug("{} ignores {}", name, metadata.type());
            return "unknown";
        }
        handler.handle(data, metadata, json);
        return "handled";
    }
}
