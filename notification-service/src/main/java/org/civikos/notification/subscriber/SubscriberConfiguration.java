package org.civikos.notification.subscriber;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.member.ErasureListener;
import org.civikos.notification.member.Members;
import org.civikos.notification.notice.Notices;
import org.civikos.notification.settings.PublicFacts;
import org.civikos.notification.settings.Settings;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.sweep.Sweep;
import org.civikos.notification.text.Phrases;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class SubscriberConfiguration {

    @Bean
    Subscribers subscribers(MongoTemplate mongo, Pseudonyms pseudonyms) {
        return new Subscribers(() -> mongo.getCollection(Subscribers.READERS), () -> mongo.getCollection(Subscribers.REQUESTS),
                () -> mongo.getCollection(Subscribers.WORDINGS), pseudonyms);
    }

    @Bean
    Limits publicLimits(MongoTemplate mongo, Clock clock) {
        return new Limits(() -> mongo.getCollection(Limits.COLLECTION), clock);
    }

    @Bean
    Subscribing subscribing(
            Subscribers subscribers, Limits limits, SubscriberLimits most, Pseudonyms pseudonyms, Notices notices, Settings settings,
            Members members, MongoDeliveries deliveries, UnsubscribeLinks links, Phrases phrases, ObjectProvider<ErasureListener> erasures,
            PublicFacts facts, JsonMapper json, MeterRegistry meters, Clock clock) {
        return new Subscribing(subscribers, limits, most, pseudonyms, notices, settings, members, deliveries, links, phrases, erasures, facts, json,
                meters, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep forgettingRequests(Subscribing subscribing, Subscribers subscribers, Limits limits) {
        return new Sweep("public-requests", () -> {
            subscribers.prepare();
            limits.prepare();
        }, subscribing::forgetOld, Duration.ofMinutes(10));
    }
}
