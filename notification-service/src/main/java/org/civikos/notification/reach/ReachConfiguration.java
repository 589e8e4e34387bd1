package org.civikos.notification.reach;

import com.mongodb.client.model.Indexes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.message.StaffNotices;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Puts the watch together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReachConfiguration.ReachProperties.class)
class ReachConfiguration {

    /** @param after how long an alert may take until it has reached somebody @param look pause between two looks */
    @ConfigurationProperties("civikos.reach")
    record ReachProperties(@DefaultValue("15m") Duration after, @DefaultValue("3m") Duration look) {}

    @Bean
    ReachWatch reachWatch(
            Alerts alerts, MongoDeliveries deliveries, StaffNotices notices, UnsubscribeLinks links, MongoTemplate mongo, ReachProperties properties,
            MeterRegistry meters, Clock clock) {
        return new ReachWatch(alerts, deliveries, notices, links.page("/deliveries/"), properties.after(), properties.look(),
                () -> mongo.getCollection("alerts").createIndex(Indexes.ascending("state.kind", "state.createdAt")), meters, clock);
    }
}
