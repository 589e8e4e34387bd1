package org.civikos.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.civikos.platform.time.TimeAutoConfiguration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;

/** The beans of messaging. */
@AutoConfiguration(after = {DataMongoAutoConfiguration.class, JacksonAutoConfiguration.class, TimeAutoConfiguration.class,
        CompositeMeterRegistryAutoConfiguration.class},
        afterName = "org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration")
@EnableConfigurationProperties(MessagingProperties.class)
@Import(DeadLetterController.class)
class MessagingAutoConfiguration {

    @Bean
    EventProducer eventProducer(MessagingProperties properties, @Value("${spring.application.name}") String application) {
        if (properties.bootstrapServers() == null || properties.bootstrapServers().isBlank()) {
            throw new IllegalStateException("civikos.messaging.bootstrap-servers is not set");
        }
        return new EventProducer(properties, application + "-relay");
    }

    @Bean
    OutboxRelay outboxRelay(MongoTemplate mongo, EventProducer producer, MessagingProperties properties, Clock clock,
            MeterRegistry meters, @Value("${spring.application.name}") String application) {
        return new OutboxRelay(mongo, producer, properties, "/" + application, clock, meters);
    }

    @Bean
    AggregateStores aggregateStores(MongoTemplate mongo, JsonMapper json, ObjectProvider<Tracer> tracer, OutboxRelay relay,
            Clock clock) {
        return new AggregateStores(mongo, new EventFactory(json, tracer.getIfAvailable()), relay, clock);
    }

    @Bean
    Projections projections(MongoTemplate mongo) {
        return new Projections(mongo);
    }

    @Bean
    DeadLetters deadLetters(MongoTemplate mongo, EventProducer producer, ListableBeanFactory beans,
            ObjectProvider<BindingServiceProperties> bindings, Clock clock, MeterRegistry meters, OutboxRelay relay) {
        DeadLetters letters = new DeadLetters(mongo, producer, topic -> consumerOf(topic, bindings.getObject(), beans), clock,
                meters);
        relay.alsoAtSweep(letters::count);
        return letters;
    }

    @Bean
    ContainerCustomizer containerCustomizer(DeadLetters deadLetters, MessagingProperties properties) {
        return new ContainerCustomizer(deadLetters, properties);
    }

    /** Named by the property spring.cloud.stream.kafka.binder.header-mapper-bean-name of the defaults. */
    @Bean
    @ConditionalOnMissingBean(name = "utf8HeaderMapper")
    KafkaHeaderMapper utf8HeaderMapper() {
        return new Utf8HeaderMapper();
    }

    private static Optional<Consumer<Message<byte[]>>> consumerOf(String topic, BindingServiceProperties bindings,
            ListableBeanFactory beans) {
        Map<String, EventConsumer> functions = beans.getBeansOfType(EventConsumer.class);
        return bindings.getBindings().entrySet().stream()
                .filter(binding -> binding.getKey().endsWith("-in-0") && binding.getValue().getDestination() != null
                        && Arrays.asList(binding.getValue().getDestination().split("\\s*,\\s*")).contains(topic))
                .map(binding -> functions.get(binding.getKey().substring(0, binding.getKey().length() - "-in-0".length())))
                .filter(Objects::nonNull)
                .map(function -> (Consumer<Message<byte[]>>) function)
                .findFirst();
    }
}
