package org.civikos.notification.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.civikos.notification.apikey.ApiKey;
import org.civikos.notification.apikey.ApiKeys;
import org.civikos.notification.message.MessageChanges;
import org.civikos.notification.message.StaffNotices;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Puts webhooks together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookConfiguration.WebhookProperties.class)
class WebhookConfiguration {

    /**
     * @param secret seals the secrets of webhooks in the store
     * @param allowPrivate whether addresses of the own network may be called; for programs on the same machine
     * @param allowPlain whether they may be called without TLS
     * @param limit the longest that a call may take
     * @param firstPause after the first failure of a call; doubles up to {@code longestPause}
     * @param giveUp how long a call is repeated, before its address is switched off
     * @param breakPause how long an address is left alone that failed five times in a row; doubles up to {@code longestBreak}
     */
    @ConfigurationProperties("civikos.webhooks")
    record WebhookProperties(
            String secret, @DefaultValue("false") boolean allowPrivate, @DefaultValue("false") boolean allowPlain, @DefaultValue("10s") Duration limit,
            @DefaultValue("1s") Duration sweep, @DefaultValue("5s") Duration firstPause, @DefaultValue("1h") Duration longestPause,
            @DefaultValue("24h") Duration giveUp, @DefaultValue("10s") Duration breakPause, @DefaultValue("10m") Duration longestBreak) {}

    @Bean
    MongoWebhooks mongoWebhooks(MongoTemplate mongo) {
        return new MongoWebhooks(() -> mongo.getCollection(MongoWebhooks.WEBHOOKS), () -> mongo.getCollection(MongoWebhooks.CALLS));
    }

    @Bean
    AddressGuard addressGuard(WebhookProperties properties) {
        return new AddressGuard(properties.allowPrivate(), properties.allowPlain());
    }

    @Bean
    Sealed webhookSecrets(WebhookProperties properties) {
        return new Sealed(properties.secret());
    }

    @Bean
    Caller webhookCaller(AddressGuard guard, WebhookProperties properties, Clock clock) {
        return new Caller(guard, properties.limit(), clock);
    }

    @Bean
    WebhookRunner.Settings webhookSettings(WebhookProperties properties) {
        return new WebhookRunner.Settings(properties.sweep(), properties.firstPause(), properties.longestPause(), properties.giveUp(),
                properties.breakPause(), properties.longestBreak());
    }

    @Bean
    WebhookRunner webhookRunner(
            MongoWebhooks webhooks, MessageChanges changes, Caller caller, Sealed sealed, StaffNotices notices, ApiKeys keys, JsonMapper json,
            MeterRegistry meters, Clock clock, WebhookRunner.Settings settings) {
        return new WebhookRunner(webhooks, changes, caller, sealed, notices, id -> keys.find(id).map(ApiKey::name).orElse(id), json, meters, clock, settings);
    }
}
