package org.civikos.notification.silence;

import java.time.Clock;
import java.time.Instant;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.mail.Letters;
import org.civikos.notification.member.Members;
import org.civikos.notification.settings.Settings;
import org.civikos.notification.settings.SilenceWishes;
import org.civikos.notification.sweep.Sweep;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.messaging.EventConsumer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class SilenceConfiguration {

    static final String CLOSED = "org.civikos.consultation.sources-week-closed.v1";
    /** More than the drafts of a week that concern one person, with the mails about none in between. */
    private static final int LATEST = 50;

    @Bean
    Weeks sourceWeeks(MongoTemplate mongo, Alerts alerts, Clock clock) {
        return new Weeks(() -> mongo.getCollection(Weeks.COLLECTION), alerts, clock);
    }

    @Bean
    SilencePlan silencePlan(
            SilenceWishes wishes, Settings settings, Members members, MongoDeliveries deliveries, Alerts alerts, Lanes lanes,
            @Qualifier("planningGate") Screen gate, Clock clock) {
        return new SilencePlan(wishes::all, (person, since) -> heard(person, since, deliveries, alerts), members::contacts, settings::holding, lanes,
                deliveries, gate, clock);
    }

    private static boolean heard(String person, Instant since, MongoDeliveries deliveries, Alerts alerts) {
        for (Delivery latest : deliveries.ofPerson(person, null, null, LATEST)) {
            if (latest.createdAt().isBefore(since)) {
                return false;
            }
            if (alerts.facts(latest.alertId()).kind().aboutDraft()) {
                return true;
            }
        }
        return false;
    }

    @Bean
    Letters silenceLetters(Weeks weeks, Alerts alerts, Phrases phrases) {
        return new SilenceLetters(weeks, alerts, phrases);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Sweep tellingWeeks(Weeks weeks, Dispatch.Settings dispatching) {
        return new Sweep("silence", () -> { }, weeks::look, dispatching.sweep());
    }

    @Bean
    EventConsumer followSources(Weeks weeks, JsonMapper json) {
        return EventConsumer.named("followSources").on(CLOSED, Week.class, (week, _) -> weeks.told(week)).build(json);
    }
}
