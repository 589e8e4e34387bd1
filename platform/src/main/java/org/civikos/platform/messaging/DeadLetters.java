package org.civikos.platform.messaging;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.kafka.support.KafkaNull;

/**
 * Records that could not be handled: stored first, then sent to {@code <topic>.dlq.<group>}, then skipped. The stored one is
 * what counts; it can be listed and handed to its consumer again.
 */
class DeadLetters {

    static final String COLLECTION = "deadLetters";
    private static final int REASON_LIMIT = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final MongoTemplate mongo;
    private final EventProducer producer;
    private final ConsumerLookup consumers;
    private final Clock clock;
    private final Counter stored;
    private volatile long waiting;

    /** Finds the function that consumes a topic in this service. */
    interface ConsumerLookup {
        Optional<Consumer<Message<byte[]>>> consumerOf(String topic);
    }

    DeadLetters(MongoTemplate mongo, EventProducer producer, ConsumerLookup consumers, Clock clock, MeterRegistry meters) {
        this.mongo = mongo;
        this.producer = producer;
        this.consumers = consumers;
        this.clock = clock;
        stored = Counter.builder("civikos.deadletters.stored").description("Records given up").register(meters);
        Gauge.builder("civikos.deadletters.waiting", this, letters -> letters.waiting)
                .description("Dead letters that nobody has replayed, counted at the last sweep").register(meters);
    }

    /**
     * Stores the record and copies it to the dead-letter topic.
     *
     * @throws RuntimeException if the store does not take it: then the record is not to be skipped
     */
    void store(ConsumerRecord<?, ?> record, Exception failure, String group) {
        Throwable cause = Failures.cause(failure);
        String id = id(record);
        List<Document> raw = new ArrayList<>();
        for (Header header : record.headers()) {
            raw.add(new Document("name", header.key()).append("value", new Binary(bytes(header.value()))));
        }
        Document letter = new Document("_id", id).append("topic", record.topic()).append("partition", record.partition())
                .append("offset", record.offset()).append("group", group).append("key", EventHeaders.text(record.key()))
                .append("payload", record.value() instanceof byte[] payload ? new Binary(payload) : null)
                .append("headers", raw).append("reason", reason(cause)).append("failedAt", Date.from(clock.instant()))
                .append("attempts", 0).append("replayedAt", null);
        mongo.execute(COLLECTION, letters -> letters.replaceOne(Filters.eq("_id", id), letter,
                new ReplaceOptions().upsert(true)));
        stored.increment();
        waiting++;
        LOG.error("Dead letter {} ({}): {}", id, EventHeaders.text(lastHeader(record.headers(), EventHeaders.TYPE)),
                reason(cause));
        copy(record, cause, group);
    }

    private void copy(ConsumerRecord<?, ?> record, Throwable cause, String group) {
        Headers headers = new RecordHeaders(record.headers().toArray());
        headers.add("dlq-topic", utf8(record.topic())).add("dlq-partition", utf8(Integer.toString(record.partition())))
                .add("dlq-offset", utf8(Long.toString(record.offset()))).add("dlq-failure", utf8(cause.getClass().getName()));
        try {
            producer.send(new ProducerRecord<>(record.topic() + ".dlq." + group, null, null,
                    record.key() instanceof byte[] key ? key : null, record.value() instanceof byte[] value ? value : null,
                    headers)).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception notCopied) {
            LOG.warn("Dead letter {} is stored but not copied to its topic: {}", id(record), notCopied.toString());
        }
    }

    /** In the order of their identifiers, beginning behind {@code after}. */
    List<DeadLetter> list(@Nullable Boolean replayed, @Nullable String after, int limit) {
        List<Bson> filters = new ArrayList<>();
        if (replayed != null) {
            filters.add(replayed ? Filters.ne("replayedAt", null) : Filters.eq("replayedAt", null));
        }
        if (after != null) {
            filters.add(Filters.gt("_id", after));
        }
        Bson filter = filters.isEmpty() ? new Document() : Filters.and(filters);
        return mongo.execute(COLLECTION, letters -> letters.find(filter).sort(new Document("_id", 1)).limit(limit)
                .into(new ArrayList<>())).stream().map(DeadLetters::read).toList();
    }

    Optional<DeadLetter> find(String id) {
        return Optional.ofNullable(mongo.execute(COLLECTION, letters -> letters.find(Filters.eq("_id", id)).first()))
                .map(DeadLetters::read);
    }

    /**
     * Hands the record to its consumer once more, in this service alone.
     *
     * @return empty if there is no such letter
     * @throws PermanentFailure if no function consumes the topic any more
     * @throws RuntimeException whatever the consumer fails with; the letter keeps waiting
     */
    Optional<DeadLetter> replay(String id) {
        Document letter = mongo.execute(COLLECTION, letters -> letters.find(Filters.eq("_id", id)).first());
        if (letter == null) {
            return Optional.empty();
        }
        Consumer<Message<byte[]>> consumer = consumers.consumerOf(letter.getString("topic"))
                .orElseThrow(() -> new PermanentFailure("Nothing consumes " + letter.getString("topic")));
        try {
            consumer.accept(message(letter));
        } catch (RuntimeException failure) {
            mongo.execute(COLLECTION, letters -> letters.updateOne(Filters.eq("_id", id), Updates.combine(
                    Updates.inc("attempts", 1), Updates.set("reason", reason(Failures.cause(failure))))));
            throw failure;
        }
        boolean first = letter.get("replayedAt") == null;
        mongo.execute(COLLECTION, letters -> letters.updateOne(Filters.eq("_id", id), Updates.combine(
                Updates.inc("attempts", 1), Updates.set("replayedAt", Date.from(clock.instant())))));
        if (first && waiting > 0) {
            waiting--;
        }
        return find(id);
    }

    /** Counts what waits, for the gauge. */
    void count() {
        waiting = mongo.execute(COLLECTION, letters -> letters.countDocuments(Filters.eq("replayedAt", null)));
    }

    @SuppressWarnings("unchecked")
    private static Message<byte[]> message(Document letter) {
        Binary payload = letter.get("payload", Binary.class);
        MessageBuilder<Object> message = MessageBuilder.withPayload(payload == null ? KafkaNull.INSTANCE : payload.getData());
        for (Document header : letter.getList("headers", Document.class, List.of())) {
            message.setHeader(header.getString("name"),
                    new String(header.get("value", Binary.class).getData(), StandardCharsets.UTF_8));
        }
        String key = letter.getString("key");
        if (key != null) {
            message.setHeader(KafkaHeaders.RECEIVED_KEY, utf8(key));
        }
        return (Message<byte[]>) (Message<?>) message.build();
    }

    private static DeadLetter read(Document letter) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Document header : letter.getList("headers", Document.class, List.of())) {
            headers.put(header.getString("name"),
                    new String(header.get("value", Binary.class).getData(), StandardCharsets.UTF_8));
        }
        Date replayed = letter.getDate("replayedAt");
        return new DeadLetter(letter.getString("_id"), letter.getString("topic"), letter.getInteger("partition"),
                letter.get("offset", Number.class).longValue(), letter.getString("key"), headers, letter.getString("reason"),
                letter.getDate("failedAt").toInstant(), letter.getInteger("attempts", 0),
                replayed == null ? null : replayed.toInstant());
    }

    static String id(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "-" + record.offset();
    }

    private static String reason(Throwable cause) {
        String reason = cause.toString() + (cause.getCause() == null ? "" : " <- " + cause.getCause());
        return reason.length() > REASON_LIMIT ? reason.substring(0, REASON_LIMIT) : reason;
    }

    private static byte @Nullable [] lastHeader(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }

    private static byte[] bytes(byte @Nullable [] value) {
        return value == null ? new byte[0] : value;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
