package org.civikos.notification.digest;

import java.time.Clock;
import java.time.Duration;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.Consultations;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.mail.Letters;
import org.civikos.notification.member.Members;
import org.civikos.notification.settings.Settings;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.sweep.Sweep;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Puts summaries together: from what waits to the mail. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DigestConfiguration.DigestProperties.class)
class DigestConfiguration {

    /** @param tooLate how far behind its time a summary is still sent without asking, as reminders are */
    @ConfigurationProperties("civikos.digests")
    record DigestProperties(@DefaultValue("1h") Duration tooLate) {}

    @Bean
    MongoItems summaryItems(MongoTemplate mongo) {
        return new MongoItems(() -> mongo.getCollection(MongoItems.ITEMS), () -> mongo.getCollection(MongoItems.SUMMARIES));
    }

    @Bean
    DigestPlan digestPlan(
            MongoItems items, Lanes lanes, Deliveries deliveries, Members members, Settings settings, @Qualifier("planningGate") Screen gate,
            Clock clock) {
        return new DigestPlan(items, lanes, deliveries, members::contacts, settings::holding, gate, clock);
    }

    @Bean
    MongoLateSummaries lateSummaries(MongoTemplate mongo) {
        return new MongoLateSummaries(() -> mongo.getCollection(MongoLateSummaries.COLLECTION));
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep forgettingLateSummaries(MongoLateSummaries late, Clock clock) {
        return new Sweep("old-late-summaries", late::prepare, () -> late.forgetOld(clock.instant()), Duration.ofHours(6));
    }

    @Bean
    DigestRunner digestRunner(
            MongoItems items, MongoLateSummaries late, Alerts alerts, Dispatch.Settings dispatching, DigestProperties properties, Clock clock) {
        return new DigestRunner(items, late, alerts, items::prepare, clock, dispatching.sweep(), properties.tooLate());
    }

    @Bean
    Letters digestLetters(MongoItems items, MongoDeliveries deliveries, Alerts alerts, Consultations consultations, Phrases phrases, UnsubscribeLinks links, Clock clock) {
        return new DigestLetters(items, deliveries::find, alerts, consultations::known, phrases, links::page, WorkingDays::daysLeft, clock);
    }
}
