package org.civikos.platform.messaging;

import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.kafka.ListenerContainerWithDlqAndRetryCustomizer;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Takes retry and dead letters away from the binder, whose own hold a partition longer than the broker allows and know no
 * difference between an outage and a bad record. A temporary failure is tried for ever with a growing wait; between two tries
 * the consumer polls, so it stays in its group however long it takes. Anything else is tried some times and then stored.
 */
class ContainerCustomizer implements ListenerContainerWithDlqAndRetryCustomizer {

    private static final long FIRST_DELAY_MS = 100;
    private static final double FACTOR = 2;

    private final DeadLetters deadLetters;
    private final MessagingProperties properties;

    ContainerCustomizer(DeadLetters deadLetters, MessagingProperties properties) {
        this.deadLetters = deadLetters;
        this.properties = properties;
    }

    @Override
    public boolean retryAndDlqInBinding(String destinationName, String group) {
        return false;
    }

    @Override
    public void configure(AbstractMessageListenerContainer<?, ?> container, String destinationName, String group,
            @Nullable BiFunction<ConsumerRecord<?, ?>, Exception, TopicPartition> dlqDestinationResolver, @Nullable BackOff backOff) {
        BackOff some = new FixedBackOff(FIRST_DELAY_MS, properties.attempts() - 1L);
        ExponentialBackOff forEver = new ExponentialBackOff(FIRST_DELAY_MS, FACTOR);
        forEver.setMaxInterval(properties.maxRetryDelay().toMillis());
        DefaultErrorHandler errors = new DefaultErrorHandler((record, failure) -> deadLetters.store(record, failure, group), some);
        errors.setClassifications(Map.of(), true);
        errors.setBackOffFunction((record, failure) -> Failures.isTemporary(failure) ? forEver : some);
        errors.setLogLevel(KafkaException.Level.WARN);
        container.setCommonErrorHandler(errors);
    }
}
