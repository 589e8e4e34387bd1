package org.civikos.platform.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The one Kafka producer of a service, made at its first use: idempotent, every replica's acknowledgement, and short
 * timeouts, so that a broker that is away is noticed within seconds and not within minutes.
 */
class EventProducer {

    private final Map<String, Object> configuration;
    private @Nullable Producer<byte[], byte[]> producer;

    EventProducer(MessagingProperties properties, String clientId) {
        int delivery = Math.toIntExact(properties.deliveryTimeout().toMillis());
        configuration = new HashMap<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers(),
                ProducerConfig.CLIENT_ID_CONFIG, clientId,
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, delivery / 2,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery * 2L / 3,
                ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024));
        // A fact waits for nobody: a record goes out at once, and batches form by themselves when there are many.
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        configuration.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        configuration.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, (long) delivery / 2);
    }

    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return current().send(record);
    }

    private synchronized Producer<byte[], byte[]> current() {
        if (producer == null) {
            producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** Gives up a producer that cannot recover; the next send makes another. */
    synchronized void replace() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofMillis(500));
            producer = null;
        }
    }
}
