package org.civikos.notification.config;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.MongoLanes;
import org.civikos.notification.delivery.Provider;
import org.civikos.notification.delivery.RetryPolicy;
import org.civikos.notification.mail.Letters;
import org.civikos.notification.mail.MailWriter;
import org.civikos.notification.mail.SmtpCourier;
import org.civikos.notification.mail.SmtpSettings;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.sms.HttpSmsProvider;
import org.civikos.notification.sms.SmsCourier;
import org.civikos.notification.sms.SmsProvider;
import org.civikos.notification.sms.SmsWriter;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.security.Access;
import org.civikos.platform.security.AccessRules;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.json.JsonMapper;

/** The providers with their guards, the ledger, and who may call what. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationProperties.class)
class NotificationConfiguration {

    private static final int JUDGED_CALLS = 20;
    private static final int FEWEST_CALLS = 5;
    private static final int PROBES = 3;

    @Bean
    AccessRules accessRules() {
        return AccessRules.builder()
                .allow(HttpMethod.GET, "/unsubscribe/**", Access.PUBLIC)
                .allow(HttpMethod.HEAD, "/unsubscribe/*", Access.PUBLIC)
        .allow(HttpMethod.POST, "/unsubscribe/*", Access.PUBLIC)
                .allow(HttpMethod.GET, "/v3/api-docs/**", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/alert-settings/me", Access.SIGNED_IN)
                .allow(HttpMethod.PUT, "/api/alert-settings/me", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/api/subscriptions/**", Access.SIGNED_IN)
                .allow(HttpMethod.PUT, "/api/subscriptions/**", Access.SIGNED_IN)
                .allow(HttpMethod.DELETE, "/api/subscriptions/me/*", Access.SIGNED_IN)
                .allow(HttpMethod.POST, "/api/subscriptions/preview", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/api/reminders/**", Access.role("secretariat"))
                .allow(HttpMethod.POST, "/api/reminders/**", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/alerts/me", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/api/alerts/**", Access.role("secretariat"))
                .build();
    }

    @Bean
    Phrases phrases() {
        return new Phrases();
    }

    @Bean
    UnsubscribeLinks unsubscribeLinks(NotificationProperties properties) {
        return new UnsubscribeLinks(properties.publicUrl(), properties.linkSecret());
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
        return new Dispatch.Settings(work.lease(), work.sweep(), work.unrecorded());
    }

    @Bean
    CircuitBreakerRegistry circuitBreakers(NotificationProperties properties, MeterRegistry meters) {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(JUDGED_CALLS).minimumNumberOfCalls(FEWEST_CALLS).failureRateThreshold(50)
                .slowCallDurationThreshold(Duration.ofSeconds(15)).slowCallRateThreshold(80)
                .permittedNumberOfCallsInHalfOpenState(PROBES).waitDurationInOpenState(properties.delivery().circuitPause())
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
        return registry;
    }

    @Bean
    Provider mailProvider(
            NotificationProperties properties, Alerts alerts, Phrases phrases, UnsubscribeLinks links, Letters letters,
            CircuitBreakerRegistry breakers, Clock clock) {
        NotificationProperties.Mail mail = properties.mail();
        MailWriter.Sender sender = new MailWriter.Sender(properties.publicUrl(), mail.from());
        MailWriter writer = new MailWriter(alerts, phrases, links, sender, WorkingDays::daysLeft, letters, clock);
        SmtpSettings settings = new SmtpSettings(mail.host(), mail.port(), mail.from(), "localhost", blankToNull(mail.username()),
                blankToNull(mail.password()), mail.startTls(), mail.requireTls(), mail.connectTimeout(), mail.answerTimeout());
        CircuitBreaker breaker = breakers.circuitBreaker("smtp");
        return new Provider(Channel.EMAIL, mail.connections(), () -> new SmtpCourier(writer, settings), breaker,
                limiter("smtp", mail.perSecond()), mail.limit(), policy(properties));
    }

    @Bean
    SmsProvider smsGateway(NotificationProperties properties, JsonMapper json) {
        NotificationProperties.Sms sms = properties.sms();
        return new HttpSmsProvider(sms.url(), sms.apiKey(), sms.sender(), TimeLimiter.of("sms", TimeLimiterConfig.custom().timeoutDuration(sms.limit()).build()), json);
    }

    @Bean
    Provider smsProvider(
            NotificationProperties properties, Alerts alerts, Phrases phrases, SmsProvider gateway, CircuitBreakerRegistry breakers,
            Clock clock) {
        NotificationProperties.Sms sms = properties.sms();
        SmsWriter writer = new SmsWriter(alerts, phrases, properties.publicUrl(), WorkingDays::daysLeft, clock);
        return new Provider(Channel.SMS, sms.requests(), () -> new SmsCourier(writer, gateway), breakers.circuitBreaker("sms"),
                limiter("sms", sms.perSecond()), sms.limit().plusSeconds(5), policy(properties));
    }

    private static RetryPolicy policy(NotificationProperties properties) {
        NotificationProperties.Work work = properties.delivery();
        return new RetryPolicy(work.attempts(), work.firstPause(), work.longestPause());
    }

    private static RateLimiter limiter(String name, int perSecond) {
        return RateLimiter.of(name, RateLimiterConfig.custom().limitRefreshPeriod(Duration.ofMillis(100))
                .limitForPeriod(Math.max(1, perSecond / 10)).timeoutDuration(Duration.ofSeconds(2)).build());
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
