package org.civikos.notification.config;

import java.nio.file.Path;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.MongoLanes;
import org.civikos.notification.institution.Institutions;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.subscriber.Pseudonyms;
import org.civikos.notification.subscriber.SubscriberLimits;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.security.Access;
import org.civikos.platform.security.AccessRules;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpMethod;

/** The ledger, and who may call what. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationProperties.class)
class NotificationConfiguration {

    @Bean
    AccessRules accessRules() {
        return AccessRules.builder()
                .allow(HttpMethod.GET, "/unsubscribe/**", Access.PUBLIC)
                .allow(HttpMethod.HEAD, "/unsubscribe/*", Access.PUBLIC)
                .allow(HttpMethod.POST, "/unsubscribe/*", Access.PUBLIC)
                .allow(HttpMethod.GET, "/v3/api-docs/**", Access.PUBLIC)
                .allow(HttpMethod.POST, "/callbacks/*", Access.PUBLIC)
                .allow(HttpMethod.POST, "/api/alerts/*/resend", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/ledgers/**", Access.role("secretariat"))
                .allow(HttpMethod.POST, "/api/ledgers/*/resend", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/providers/**", Access.role("secretariat"))
                .allow(HttpMethod.POST, "/api/providers/**", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/circulars/**", Access.role("secretariat"))
                .allow(HttpMethod.PUT, "/api/circulars/*", Access.role("secretariat"))
                .allow(HttpMethod.POST, "/api/circulars/**", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/templates/**", Access.role("secretariat"))
                .allow(HttpMethod.PUT, "/api/templates/**", Access.role("secretariat"))
                .allow(HttpMethod.POST, "/api/templates/**", Access.role("secretariat"))
                .allow(HttpMethod.DELETE, "/api/templates/**", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/suppressions/me", Access.SIGNED_IN)
                .allow(HttpMethod.POST, "/api/suppressions/me/*/lift", Access.SIGNED_IN)
                .allow(HttpMethod.POST, "/api/suppressions/confirmations/*", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/suppressions/organisations/*", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/api/suppressions/**", Access.role("secretariat"))
                .allow(HttpMethod.POST, "/api/suppressions/**", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/preferences/**", Access.PUBLIC)
                .allow(HttpMethod.PUT, "/api/preferences/*", Access.PUBLIC)
                .allow(HttpMethod.DELETE, "/api/preferences/*", Access.PUBLIC)
                .allow(HttpMethod.POST, "/api/preferences/links", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/public-subscriptions", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/public-subscriptions/**", Access.PUBLIC)
                .allow(HttpMethod.POST, "/api/public-subscriptions/**", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/relevance/*", Access.PUBLIC)
                .allow(HttpMethod.POST, "/api/relevance/*", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/related-words", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/performance", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/api-keys", Access.role("secretariat"))
                .allow(HttpMethod.PUT, "/api/api-keys/*", Access.role("secretariat"))
                .allow(HttpMethod.POST, "/api/api-keys/*/revoke", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/messages/**", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/webhooks/**", Access.role("secretariat"))
                .allow(HttpMethod.PUT, "/api/webhooks/**", Access.role("secretariat"))
                .allow(HttpMethod.POST, "/api/webhooks/**", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/alert-settings/me", Access.SIGNED_IN)
                .allow(HttpMethod.PUT, "/api/alert-settings/me", Access.SIGNED_IN)
                .allow(HttpMethod.POST, "/api/alert-settings/phone-check", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/api/alert-settings/me/silence", Access.SIGNED_IN)
                .allow(HttpMethod.PUT, "/api/alert-settings/me/silence", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/api/subscriptions/**", Access.SIGNED_IN)
                .allow(HttpMethod.PUT, "/api/subscriptions/**", Access.SIGNED_IN)
                .allow(HttpMethod.DELETE, "/api/subscriptions/me/**", Access.SIGNED_IN)
                .allow(HttpMethod.POST, "/api/subscriptions/preview", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/api/reminders/**", Access.role("secretariat"))
                .allow(HttpMethod.POST, "/api/reminders/**", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/late-summaries", Access.role("secretariat"))
                .allow(HttpMethod.POST, "/api/late-summaries/**", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/staff-notices", Access.role("secretariat"))
                .allow(HttpMethod.POST, "/api/staff-notices/*/done", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/inbox", Access.SIGNED_IN)
                .allow(HttpMethod.PUT, "/api/inbox/**", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/api/alerts/me", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/api/alerts/**", Access.role("secretariat"))
                .build();
    }

    @Bean
    Phrases phrases(Institutions institutions) {
        return new Phrases(institutions);
    }

    @Bean
    UnsubscribeLinks unsubscribeLinks(NotificationProperties properties) {
        return new UnsubscribeLinks(properties.publicUrl(), properties.linkSecret());
    }

    @Bean
    Pseudonyms pseudonyms(NotificationProperties properties) {
        return new Pseudonyms(properties.linkSecret());
    }

    @Bean
    SubscriberLimits subscriberLimits(NotificationProperties properties) {
        NotificationProperties.PublicSubscriptions limits = properties.publicSubscriptions();
        return new SubscriberLimits(limits.perAddressPerDay(), limits.perNetworkPerHour(), limits.perHour(), limits.previewsPerNetworkPerHour());
    }

    @Bean
    MongoDeliveries deliveries(MongoTemplate mongo) {
        return new MongoDeliveries(() -> mongo.getCollection(MongoDeliveries.COLLECTION));
    }

    @Bean
    MongoLanes lanes(MongoTemplate mongo) {
        return new MongoLanes(() -> mongo.getCollection(MongoLanes.LANES), () -> mongo.getCollection(MongoLanes.BATCHES));
    }

    @Bean
    Dispatch.Settings dispatching(NotificationProperties properties) {
        NotificationProperties.Work work = properties.delivery();
        return new Dispatch.Settings(work.lease(), work.sweep(), work.unrecorded(), work.notes().isBlank() ? null : Path.of(work.notes()));
    }
}
