package org.civikos.notification.config;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.HealthRules;
import org.civikos.notification.delivery.MongoWeights;
import org.civikos.notification.delivery.Pool;
import org.civikos.notification.delivery.Provider;
import org.civikos.notification.delivery.RetryPolicy;
import org.civikos.notification.delivery.Weights;
import org.civikos.notification.mail.MailWriter;
import org.civikos.notification.mail.SmtpCourier;
import org.civikos.notification.mail.SmtpSettings;
import org.civikos.notification.receipt.BounceMailbox;
import org.civikos.notification.receipt.CallbackReader;
import org.civikos.notification.receipt.CallbackReaders;
import org.civikos.notification.receipt.JsonCallbacks;
import org.civikos.notification.receipt.ReceiptSettings;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.sms.HttpSmsProvider;
import org.civikos.notification.sms.SmsCourier;
import org.civikos.notification.sms.SmsProvider;
import org.civikos.notification.sms.SmsWriter;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The providers of each channel with their guards. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    private static final int JUDGED_CALLS = 20;
    private static final int FEWEST_CALLS = 5;
    private static final int PROBES = 3;

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
    Weights providerWeights(MongoTemplate mongo) {
        return new MongoWeights(() -> mongo.getCollection(MongoWeights.COLLECTION));
    }

    @Bean
    HealthRules healthRules(NotificationProperties properties) {
        NotificationProperties.Judgement judgement = properties.delivery().judgement();
        HealthRules usual = HealthRules.DEFAULT;
        return new HealthRules(judgement.window(), judgement.fewest(), judgement.share(), judgement.slow(), judgement.slowReceipt(),
                usual.step(), judgement.stepPause(), judgement.quiet(), usual.backStep(), judgement.backPause(), usual.floor());
    }

    @Bean
    MailWriter mailWriter(NotificationProperties properties, Alerts alerts, Phrases phrases, UnsubscribeLinks links, Clock clock) {
        MailWriter.Sender sender = new MailWriter.Sender(properties.publicUrl(), properties.mail().from());
        return new MailWriter(alerts, phrases, links, sender, WorkingDays::daysLeft, clock);
    }

    @Bean
    Pool mailPool(
            NotificationProperties properties, MailWriter writer, CircuitBreakerRegistry breakers, Weights weights, HealthRules rules,
            MeterRegistry meters, Clock clock) {
        NotificationProperties.Mail mail = properties.mail();
        List<NotificationProperties.Relay> relays = new ArrayList<>();
        relays.add(new NotificationProperties.Relay(mail.name(), mail.host(), mail.port(), mail.username(), mail.password(),
                mail.startTls(), mail.requireTls(), mail.weight(), mail.perSecond()));
        relays.addAll(mail.relays());
        List<Provider> providers = relays.stream().map(relay -> {
            SmtpSettings settings = new SmtpSettings(relay.host(), relay.port(), mail.from(), "localhost", blankToNull(relay.username()),
                    blankToNull(relay.password()), relay.startTls(), relay.requireTls(), mail.connectTimeout(), mail.answerTimeout());
            return new Provider(relay.name(), relay.weight(), Channel.EMAIL, mail.connections(), () -> new SmtpCourier(writer, settings),
                    breakers.circuitBreaker(relay.name()), limiter(relay.name(), relay.perSecond()), mail.limit(), policy(properties), false);
        }).toList();
        return measured(new Pool(providers, weights, rules, clock), meters);
    }

    @Bean
    SmsWriter smsWriter(NotificationProperties properties, Alerts alerts, Phrases phrases, Clock clock) {
        return new SmsWriter(alerts, phrases, properties.publicUrl(), WorkingDays::daysLeft, clock);
    }

    @Bean
    Pool smsPool(
            NotificationProperties properties, SmsWriter writer, CircuitBreakerRegistry breakers, Weights weights, HealthRules rules,
            MeterRegistry meters, JsonMapper json, Clock clock) {
        NotificationProperties.Sms sms = properties.sms();
        SmsProvider gateway = new HttpSmsProvider(sms.url(), sms.apiKey(), sms.sender(),
                TimeLimiter.of("sms", TimeLimiterConfig.custom().timeoutDuration(sms.limit()).build()), json);
        List<Provider> providers = List.of(new Provider("sms", 50, Channel.SMS, sms.requests(), () -> new SmsCourier(writer, gateway),
                breakers.circuitBreaker("sms"), limiter("sms", sms.perSecond()), sms.limit().plusSeconds(5), policy(properties),
                sms.receipts() != null));
        return measured(new Pool(providers, weights, rules, clock), meters);
    }

    @Bean
    ReceiptSettings receiptSettings(NotificationProperties properties) {
        NotificationProperties.Bounces at = properties.bounces();
        BounceMailbox.Settings mailbox = at.host() == null || at.host().isBlank() ? null
                : new BounceMailbox.Settings(at.host(), at.port(), at.username(), at.password(), at.tls(), at.folder(), at.timeout());
        String from = properties.mail().from();
        return new ReceiptSettings(properties.publicUrl(), properties.mail().name(), from.substring(from.indexOf('@') + 1), mailbox,
                at.pause(), at.sweep());
    }

    @Bean
    CallbackReaders callbackReaders(NotificationProperties properties, JsonMapper json, Clock clock) {
        List<CallbackReader> readers = new ArrayList<>();
        NotificationProperties.Reports receipts = properties.sms().receipts();
        if (receipts != null) {
            readers.add(new JsonCallbacks("sms", Channel.SMS, shape(receipts), json, clock));
        }
        return new CallbackReaders(readers);
    }

    private static JsonCallbacks.Shape shape(NotificationProperties.Reports r) {
        return new JsonCallbacks.Shape(r.secret(), r.signatureHeader(), r.list(), r.reference(), r.id(), r.status(), r.detail(), r.at(),
                r.from(), r.text(), r.words());
    }

    private static Pool measured(Pool pool, MeterRegistry meters) {
        for (Pool.Condition condition : pool.conditions()) {
            Gauge.builder("civikos.provider.weight", pool, p -> p.conditions().stream()
                            .filter(one -> one.name().equals(condition.name())).mapToInt(Pool.Condition::weight).findFirst().orElse(0))
                    .tag("channel", pool.channel().code()).tag("provider", condition.name())
                    .description("The provider's present share of its channel's messages").register(meters);
        }
        return pool;
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
