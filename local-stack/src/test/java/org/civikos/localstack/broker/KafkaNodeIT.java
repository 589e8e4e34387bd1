package org.civikos.localstack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaNodeIT {

    private static final Path TOPICS = Path.of("..", "contracts", "topics.json");

    @TempDir
    Path dir;

    @Test
    void keepsRecordsAndOffsetsOverARestartOnTheSameDirectoryAndPort() throws Exception {
        Path topics = Files.writeString(dir.resolve("topics.json"),
                "[{\"name\":\"a.b.v1\",\"partitions\":2,\"retentionMs\":-1,\"compacted\":false}]");
        int port;
        try (KafkaNode node = KafkaNode.start(dir.resolve("log"), 0)) {
            port = node.port();
            Topics.create(node.bootstrapServers(), topics);
            send(node, "one");
        }
        try (KafkaNode again = KafkaNode.start(dir.resolve("log"), port)) {
            assertThat(again.port()).isEqualTo(port);
            send(again, "two");
            assertThat(read(again)).containsExactly("one", "two");
        }
    }

    @Test
    void createsEveryTopicOfTheContractsOnceAndOnlyWhatIsMissingLater() throws Exception {
        try (KafkaNode node = KafkaNode.start(dir.resolve("log"), 0)) {
            List<String> first = Topics.create(node.bootstrapServers(), TOPICS);
            assertThat(first).contains("membership.contact.v1", "consultation.consultation.events.v1");
            assertThat(Topics.create(node.bootstrapServers(), TOPICS)).isEmpty();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", node.bootstrapServers()))) {
                var contact = new ConfigResource(ConfigResource.Type.TOPIC, "membership.contact.v1");
                assertThat(admin.describeConfigs(List.of(contact)).all().get().get(contact).get("cleanup.policy").value())
                        .isEqualTo("compact");
            }
        }
    }

    @Test
    void saysWhyItDoesNotStartOnAPortInUse() {
        try (KafkaNode node = KafkaNode.start(dir.resolve("log"), 0)) {
            assertThatThrownBy(() -> KafkaNode.start(dir.resolve("other"), node.port()))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining(Integer.toString(node.port()));
        }
    }

    private static void send(KafkaNode node, String value) throws Exception {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", node.bootstrapServers()),
                new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("a.b.v1", 0, "key", value)).get();
        }
    }

    private static List<String> read(KafkaNode node) {
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", node.bootstrapServers()),
                new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition("a.b.v1", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
            }
        }
        return values;
    }
}
