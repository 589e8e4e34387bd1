package org.civikos.notification.reply;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.member.Members;
import org.civikos.platform.messaging.AggregateStores;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplySettings.class)
class ReplyConfiguration {

    @Bean
    Replies replies(AggregateStores stores, MongoDeliveries deliveries, Alerts alerts, Members members, MeterRegistry meters, Clock clock) {
        return new Replies(stores.of("replies", Replies.Received.class), deliveries, alerts, members, meters, clock);
    }

    @Bean
    ReplyMailbox replyMailbox(ReplySettings settings, Replies replies) {
        return new ReplyMailbox(settings, new ReplyReader(settings.alertsDomain()), replies);
    }
}
