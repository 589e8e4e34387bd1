package org.civikos.notification.retention;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.sweep.Sweep;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.validation.annotation.Validated;

/** Puts retention together: looks every hour. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionConfiguration.RetentionProperties.class)
class RetentionConfiguration {

    /** @param days how long the addresses of deliveries are kept: 3 to 90 days. */
    @Validated
    @ConfigurationProperties("civikos.retention")
    record RetentionProperties(@DefaultValue("90") @Min(3) @Max(90) int days) {}

    @Bean
    Retention deliveryRetention(MongoTemplate mongo, Alerts alerts, RetentionProperties properties, MeterRegistry meters, Clock clock) {
        return new Retention(() -> mongo.getCollection(MongoDeliveries.COLLECTION), () -> mongo.getCollection(Retention.PROGRESS), alerts::madeBetween,
                Duration.ofDays(properties.days()), meters, clock);
    }

    @Bean
    SmartLifecycle retentionRunner(Retention retention) {
        Sweep sweep = new Sweep("retention", () -> { }, retention::look, Duration.ofHours(1));
        return new SmartLifecycle() {
            @Override
            public void start() {
                sweep.start();
            }

            @Override
            public void stop() {
                sweep.stop();
            }

            @Override
            public boolean isRunning() {
                return sweep.isRunning();
            }
        };
    }
}
