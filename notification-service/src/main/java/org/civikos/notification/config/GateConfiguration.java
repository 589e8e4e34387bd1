package org.civikos.notification.config;

import java.time.Clock;
import org.civikos.notification.alert.Fallback;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.sms.Countries;
import org.civikos.notification.sms.SmsBudget;
import org.civikos.notification.sms.SmsWriter;
import org.civikos.notification.suppression.BounceRules;
import org.civikos.notification.suppression.Suppressions;
import org.civikos.notification.suppression.TrialMode;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Who must not get anything, whatever they have asked for. */
@Configuration(proxyBeanMethods = false)
class GateConfiguration {

    @Bean
    Suppressions suppressions(MongoTemplate mongo, Clock clock) {
        return new Suppressions(() -> mongo.getCollection(Suppressions.COLLECTION), () -> mongo.getCollection(Suppressions.BOUNCES), clock);
    }

    @Bean
    BounceRules bounceRules(Suppressions suppressions) {
        return new BounceRules(suppressions);
    }

    @Bean
    Fallback.Switch smsFallback(NotificationProperties properties) {
        return new Fallback.Switch(properties.delivery().smsFallback());
    }

    @Bean
    TrialMode trialMode(NotificationProperties properties) {
        return new TrialMode(properties.trial().enabled(), properties.trial().people());
    }

    @Bean
    SmsBudget smsBudget(MongoTemplate mongo, NotificationProperties properties, Clock clock, ObjectProvider<SmsWriter> writer) {
        return new SmsBudget(() -> mongo.getCollection(SmsBudget.COLLECTION), properties.sms().price(), properties.sms().monthlyBudget(),
                clock, delivery -> writer.getObject().segments(delivery));
    }

    @Bean
    Countries smsCountries(NotificationProperties properties) {
        return new Countries(properties.sms().countries());
    }

    /** Asked again before work goes out that has lain for a while. */
    @Bean
    Screen gate(TrialMode trial, Suppressions suppressions, Countries countries) {
        return trial.then(suppressions).then(countries);
    }

    /** Asked once when work is planned: it also sets the money aside. */
    @Bean
    Screen planningGate(TrialMode trial, Suppressions suppressions, SmsBudget budget, Countries countries) {
        return gate(trial, suppressions, countries).then(budget);
    }
}
