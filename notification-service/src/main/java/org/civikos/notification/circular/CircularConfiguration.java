package org.civikos.notification.circular;

import java.time.Clock;
import java.time.Duration;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.editor.Review;
import org.civikos.notification.editor.TestPlan;
import org.civikos.notification.member.Members;
import org.civikos.notification.settings.Settings;
import org.civikos.notification.text.Phrases;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Puts circulars together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CircularConfiguration.CircularProperties.class)
class CircularConfiguration {

    /** @param tooLate how far behind its time a circular is still sent without asking */
    @ConfigurationProperties("civikos.circulars")
    record CircularProperties(@DefaultValue("1h") Duration tooLate) {}

    @Bean
    Circulars circulars(MongoTemplate mongo) {
        return new Circulars(() -> mongo.getCollection(Circulars.COLLECTION));
    }

    @Bean
    CircularTexts circularTexts(Circulars circulars, Phrases phrases) {
        return new CircularTexts(circulars, phrases);
    }

    @Bean
    CircularTrials circularTrials(CircularTexts texts, Review review, TestPlan tests, Clock clock) {
        return new CircularTrials(texts, review, tests, clock);
    }

    @Bean
    CircularPlan circularPlan(
            Circulars circulars, Lanes lanes, Deliveries deliveries, Members members, Settings settings, @Qualifier("planningGate") Screen gate, Clock clock) {
        return new CircularPlan(circulars, lanes, deliveries, members, settings::unrefused, gate, clock);
    }

    @Bean
    CircularRunner circularRunner(Circulars circulars, Alerts alerts, Dispatch.Settings dispatching, CircularProperties properties, Clock clock) {
        return new CircularRunner(circulars, alerts, clock, dispatching.sweep(), properties.tooLate());
    }
}
