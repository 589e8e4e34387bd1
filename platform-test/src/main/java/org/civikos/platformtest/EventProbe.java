package org.civikos.platformtest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends raw records as another service would, and sees what the service under test publishes. */
public final class EventProbe {

    private final String bootstrap;
    /** Shared by all probes of the JVM, so that a test may make one for itself. */
    private static final Map<String, KafkaProducer<byte[], byte[]>> PRODUCERS = new ConcurrentHashMap<>();
    private static final Map<String, Listener> LISTENERS = new ConcurrentHashMap<>();

    /** One record as it lies in the topic; {@code data} is {@code null} for a tombstone. */
    public record Seen(String topic, int partition, long offset, @Nullable String key, Map<String, String> headers,
            @Nullable String data) {

        public @Nullable String id() {
            return headers.get("ce_id");
        }

        public @Nullable String type() {
            return headers.get("ce_type");
        }

        /** 0 where the record has none. */
        public long sequence() {
            return Long.parseLong(headers.getOrDefault("ce_sequence", "0"));
        }

        /** The payload as a tree. */
        public JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }
    }

    /** For another broker than the shared one. */
    public EventProbe(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** For the shared broker. */
    public EventProbe() {
        this(TestInfrastructure.kafkaBootstrap());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return PRODUCERS.computeIfAbsent(bootstrap, servers -> new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers, ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.LINGER_MS_CONFIG, 0), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Sends an event with all {@code ce_} headers.
     *
     * @return its identifier
     */
    public String send(String topic, String type, String key, long sequence, @Nullable String json) {
        String id = UUID.randomUUID().toString();
        return send(topic, id, type, key, sequence, json);
    }

    /** Sends an event under a given identifier, so that it can be sent twice. */
    public String send(String topic, String id, String type, String key, long sequence, @Nullable String json) {
        return send(topic, id, type, key, sequence, json, Instant.now());
    }

    /** Sends an event that came about at another time than now. */
    public String sendAt(String topic, String type, String key, long sequence, @Nullable String json, Instant at) {
        return send(topic, UUID.randomUUID().toString(), type, key, sequence, json, at);
    }

    private String send(String topic, String id, String type, String key, long sequence, @Nullable String json, Instant at) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_type", type);
        headers.put("ce_source", "/probe");
        headers.put("ce_subject", key);
        headers.put("ce_time", at.toString());
        headers.put("ce_sequence", Long.toString(sequence));
        headers.put("ce_partitionkey", key);
        if (json != null) {
            headers.put("content-type", "application/json");
        }
        sendRaw(topic, key, headers, json == null ? null : json.getBytes(StandardCharsets.UTF_8));
        return id;
    }

    /** Sends a tombstone without any header, as a compacted topic's own tools would. */
    public void sendTombstone(String topic, String key) {
        sendRaw(topic, key, Map.of(), null);
    }

    /** Sends anything at all, and returns when the broker has it. */
    public void sendRaw(String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            producer().send(record).get(TestInfrastructure.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("The probe could not send to " + topic, failed);
        }
    }

    /** Waits until the topic holds a record that fits, and returns the first such. Earlier records of the JVM count too. */
    public Seen await(String topic, Predicate<Seen> wanted) {
        return await(topic, wanted, TestInfrastructure.PATIENCE);
    }

    /** As {@link #await(String, Predicate)} with another patience. */
    public Seen await(String topic, Predicate<Seen> wanted, Duration patience) {
        Listener listener = listen(topic);
        AtomicReference<Seen> found = new AtomicReference<>();
        Awaitility.await("a fitting record in " + topic).atMost(patience).pollInterval(Duration.ofMillis(5)).until(() -> {
            listener.events.stream().filter(wanted).findFirst().ifPresent(found::set);
            return found.get() != null;
        });
        return found.get();
    }

    /** Everything that the topic holds by now. */
    public List<Seen> all(String topic) {
        return events(topic, any -> true);
    }

    /** Everything that the topic holds by now and that fits, in the order of its partitions. */
    public List<Seen> events(String topic, Predicate<Seen> wanted) {
        Listener listener = listen(topic);
        long end = total(endOffsets(topic));
        Awaitility.await("all of " + topic).atMost(TestInfrastructure.PATIENCE).pollInterval(Duration.ofMillis(5))
                .until(() -> listener.position() >= end);
        return listener.events.stream().filter(wanted).toList();
    }

    /**
     * Waits until a consumer group has worked off all that the topic holds by now: only then does the absence of an effect
     * prove anything.
     */
    public void awaitConsumed(String group, String topic) {
        Map<TopicPartition, Long> end = endOffsets(topic);
        try (Admin admin = admin()) {
            Awaitility.await(group + " to consume " + topic).atMost(TestInfrastructure.PATIENCE).pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        Map<TopicPartition, OffsetAndMetadata> committed =
                                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
                        return end.entrySet().stream().allMatch(partition -> partition.getValue() == 0
                                || committed.get(partition.getKey()) != null
                                && committed.get(partition.getKey()).offset() >= partition.getValue());
                    });
        }
    }

    /** How many consumers a group has; one that was killed counts until the broker misses its heartbeats, and its partitions are read by nobody so long. */
    public int members(String group) {
        try (Admin admin = admin()) {
            return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().size();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("No members of " + group, failed);
        }
    }

    private Map<TopicPartition, Long> endOffsets(String topic) {
        try (Admin admin = admin()) {
            TopicDescription description = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            Map<TopicPartition, OffsetSpec> wanted = description.partitions().stream().collect(Collectors.toMap(
                    partition -> new TopicPartition(topic, partition.partition()), partition -> OffsetSpec.latest()));
            return admin.listOffsets(wanted).all().get().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> ((ListOffsetsResultInfo) entry.getValue()).offset()));
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("No offsets of " + topic, failed);
        }
    }

    private static long total(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
    }

    private Listener listen(String topic) {
        return LISTENERS.computeIfAbsent(bootstrap + " " + topic, name -> new Listener(bootstrap, topic));
    }

    /** Reads one topic from its beginning for as long as the JVM lives. */
    private static final class Listener {

        final List<Seen> events = new CopyOnWriteArrayList<>();
        private final KafkaConsumer<byte[], byte[]> consumer;
        private volatile long position;

        Listener(String bootstrap, String topic) {
            consumer = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                    new ByteArrayDeserializer(), new ByteArrayDeserializer());
            Thread.ofPlatform().daemon().name("probe-" + topic).start(() -> read(topic));
        }

        long position() {
            return position;
        }

        private void read(String topic) {
            try (consumer) {
                List<TopicPartition> partitions = new ArrayList<>();
                while (partitions.isEmpty()) {
                    consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
                }
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                while (true) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                        events.add(seen(record));
                        position++;
                    }
                }
            }
        }

        private static Seen seen(ConsumerRecord<byte[], byte[]> record) {
            Map<String, String> headers = new LinkedHashMap<>();
            for (Header header : record.headers()) {
                headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
            }
            return new Seen(record.topic(), record.partition(), record.offset(),
                    record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8), headers,
                    record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8));
        }
    }
}
