package org.civikos.notification.config;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.civikos.notification.alert.AlertTexts;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Courier;
import org.civikos.notification.delivery.HealthRules;
import org.civikos.notification.delivery.MongoPunctuality;
import org.civikos.notification.delivery.MongoWeights;
import org.civikos.notification.delivery.Pool;
import org.civikos.notification.delivery.Provider;
import org.civikos.notification.delivery.Punctuality;
import org.civikos.notification.delivery.Refusals;
import org.civikos.notification.delivery.RetryPolicy;
import org.civikos.notification.delivery.SharedRate;
import org.civikos.notification.delivery.Simulator;
import org.civikos.notification.delivery.Weights;
import org.civikos.notification.mail.Dkim;
import org.civikos.notification.mail.Letters;
import org.civikos.notification.mail.MailWriter;
import org.civikos.notification.mail.RelayTls;
import org.civikos.notification.mail.ReturnPath;
import org.civikos.notification.mail.SmtpCourier;
import org.civikos.notification.mail.SmtpSettings;
import org.civikos.notification.mailbox.UnseenMail;
import org.civikos.notification.receipt.CallbackReaders;
import org.civikos.notification.receipt.ReceiptSettings;
import org.civikos.notification.receipt.Receipts;
import org.civikos.notification.receipt.SmsReplies;
import org.civikos.notification.reply.ReplySettings;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.sms.SmppSessions;
import org.civikos.notification.sms.SmsBudget;
import org.civikos.notification.sms.SmsCourier;
import org.civikos.notification.sms.MongoSmsCounts;
import org.civikos.notification.sms.SmsLimits;
import org.civikos.notification.sms.SmsTexts;
import org.civikos.notification.sms.SmsWriter;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
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
    Punctuality providerPunctuality(MongoTemplate mongo, Clock clock) {
        return new MongoPunctuality(() -> mongo.getCollection(MongoPunctuality.COLLECTION), clock);
    }

    @Bean
    HealthRules healthRules(NotificationProperties properties) {
        NotificationProperties.Judgement judgement = properties.delivery().judgement();
        HealthRules usual = HealthRules.DEFAULT;
        return new HealthRules(judgement.window(), judgement.fewest(), judgement.share(), judgement.slow(), judgement.slowReceipt(),
                judgement.receiptWindow(), usual.step(), judgement.stepPause(), judgement.quiet(), usual.backStep(), judgement.backPause(), usual.floor());
    }

    @Bean
    MailWriter mailWriter(NotificationProperties properties, Alerts alerts, Phrases phrases, UnsubscribeLinks links, List<Letters> letters,
            ReplySettings replies, AlertTexts texts, Clock clock) {
        MailWriter.Sender sender = new MailWriter.Sender(properties.publicUrl(), properties.mail().from(), replies.on() ? replies.address() : null);
        return new MailWriter(alerts, phrases, links, sender, WorkingDays::daysLeft, letters.stream().reduce(_ -> Optional.empty(), Letters::or), clock, dkim(properties.mail()), texts);
    }

    private static @Nullable Dkim dkim(NotificationProperties.Mail mail) {
        NotificationProperties.Signing signing = mail.dkim();
        if (signing == null) {
            return null;
        }
        String domain = signing.domain() == null ? mail.from().substring(mail.from().indexOf('@') + 1) : signing.domain();
        try {
            return new Dkim(domain, signing.selector(), Files.readString(Path.of(signing.keyFile())));
        } catch (IOException e) {
            throw new UncheckedIOException("The DKIM key " + signing.keyFile() + " cannot be read", e);
        }
    }

    private static Simulator simulator(
            Channel channel, NotificationProperties properties, Alerts alerts, ObjectProvider<Receipts> receipts, Clock clock) {
        return new Simulator(properties.sms().simulatorPrefix(), delivery -> alerts.facts(delivery.alertId()).simulated(), receipt -> receipts.getObject().takeSimulated(channel, receipt), clock);
    }

    /** All relays, the first one first. */
    static List<NotificationProperties.Relay> relays(NotificationProperties.Mail mail) {
        List<NotificationProperties.Relay> relays = new ArrayList<>();
        relays.add(new NotificationProperties.Relay(mail.name(), mail.host(), mail.port(), mail.username(), mail.password(), mail.startTls(),
                mail.requireTls(), mail.weight(), mail.perSecond(), mail.tlsFromStart(), mail.tlsBundle()));
        relays.addAll(mail.relays());
        return relays;
    }

    /**
     * How to speak with a relay.
     *
     * @param relay one of {@link #relays}
     * @param returnPath the envelope's sender
     * @param bundles where the certificates are by which a relay's own is checked
     */
    static SmtpSettings settings(NotificationProperties.Relay relay, NotificationProperties.Mail mail, ReturnPath returnPath, String publicUrl, SslBundles bundles) {
        // RFC 5321, 4.1.1.1: relays in the world refuse who greets them as localhost.
        String host = URI.create(publicUrl).getHost();
        return new SmtpSettings(relay.host(), relay.port(), returnPath, host == null ? "localhost" : host,
                blankToNull(relay.username()), blankToNull(relay.password()), relay.tls(),
                relay.tlsBundle() == null ? null : bundles.getBundle(relay.tlsBundle()).createSslContext().getSocketFactory(), mail.connectTimeout(), mail.answerTimeout());
    }

    @Bean
    RelayTls relayTls(NotificationProperties properties) {
        return new RelayTls(relays(properties.mail()).stream().collect(Collectors.toMap(NotificationProperties.Relay::name, NotificationProperties.Relay::tls)));
    }

    @Bean
    ReturnPath returnPath(NotificationProperties properties) {
        NotificationProperties.Mail mail = properties.mail();
        return new ReturnPath(mail.returnPath() == null ? mail.from() : mail.returnPath(), properties.linkSecret());
    }

    @Bean
    Pool mailPool(
            NotificationProperties properties, MailWriter writer, CircuitBreakerRegistry breakers, Weights weights, Punctuality punctuality, HealthRules rules,
            ReturnPath returnPath, Alerts alerts, ObjectProvider<Receipts> receipts, SslBundles bundles, MongoTemplate mongo, MeterRegistry meters, Clock clock) {
        Simulator simulator = simulator(Channel.EMAIL, properties, alerts, receipts, clock);
        NotificationProperties.Mail mail = properties.mail();
        List<NotificationProperties.Relay> relays = relays(mail);
        List<Provider> providers = relays.stream().map(relay -> {
            Refusals refusals = new Refusals(rules, clock, relays.size() == 1);
            SmtpSettings settings = settings(relay, mail, returnPath, properties.publicUrl(), bundles);
            return new Provider(relay.name(), relay.weight(), Channel.EMAIL, mail.connections(),
                    () -> simulator.before(awaited(refusals.watch(new SmtpCourier(writer, settings)), relay.name(), mail.tells(relay.name()), punctuality, clock),
                            relay.name()),
                    breakers.circuitBreaker(relay.name()), rate(mongo, Channel.EMAIL, relay.name(), relay.perSecond(), clock), mail.limit(), policy(properties),
                    mail.tells(relay.name()));
        }).toList();
        return measured(new Pool(providers, weights, punctuality, rules, clock, System::nanoTime), meters);
    }

    @Bean
    SmsWriter smsWriter(NotificationProperties properties, Alerts alerts, Phrases phrases, AlertTexts texts, SmsTexts own, Clock clock) {
        return new SmsWriter(alerts, phrases, properties.publicUrl(), WorkingDays::daysLeft, own, clock, texts);
    }

    @Bean
    SmsRoutes smsRoutes(NotificationProperties properties, ObjectProvider<Receipts> receipts, ObjectProvider<SmsReplies> replies, JsonMapper json, Clock clock) {
        return SmsRoutes.of(properties, receipt -> receipts.getObject().take(Channel.SMS, receipt),
                (provider, reply) -> replies.getObject().take(provider, reply), json, clock);
    }

    @Bean
    SmppSessions smppSessions(SmsRoutes routes, MeterRegistry meters) {
        SmppSessions sessions = new SmppSessions(routes.bySmpp());
        for (String name : sessions.names()) {
            Gauge.builder("civikos.sms.session.bound", sessions, all -> Boolean.TRUE.equals(all.bound(name)) ? 1 : 0).tag("provider", name)
                    .description("1 while there is a session by SMPP, 0 while receipts and answers wait at the provider").register(meters);
        }
        return sessions;
    }

    @Bean
    Pool smsPool(
            NotificationProperties properties, SmsRoutes routes, SmsWriter writer, CircuitBreakerRegistry breakers, Weights weights,
            Punctuality punctuality, HealthRules rules, Alerts alerts, ObjectProvider<Receipts> receipts, MeterRegistry meters, MongoTemplate mongo,
            Clock clock) {
        NotificationProperties.Sms sms = properties.sms();
        Simulator simulator = simulator(Channel.SMS, properties, alerts, receipts, clock);
        SmsLimits limits = new SmsLimits(new SmsLimits.Most(sms.perNumberPerHour(), sms.perHour(), sms.urgentPerHour()),
                new MongoSmsCounts(() -> mongo.getCollection(MongoSmsCounts.COLLECTION)), clock);
        List<Provider> providers = routes.all().stream().map(route -> {
            Refusals refusals = new Refusals(rules, clock, routes.all().size() == 1);
            return new Provider(route.name(), route.weight(), Channel.SMS, sms.requests(),
                    () -> simulator.before(awaited(refusals.watch(new SmsCourier(writer, route.provider(), limits, alerts::urgent)), route.name(), route.receipts(), punctuality, clock),
                            route.name()),
                    breakers.circuitBreaker(route.name()), rate(mongo, Channel.SMS, route.name(), route.perSecond(), clock), sms.limit().plusSeconds(5), policy(properties), route.receipts());
        }).toList();
        return measured(new Pool(providers, weights, punctuality, rules, clock, System::nanoTime), meters);
    }

    @Bean
    ReceiptSettings receiptSettings(NotificationProperties properties, ReturnPath returnPath) {
        NotificationProperties.Bounces at = properties.bounces();
        UnseenMail.Access mailbox = at.host() == null || at.host().isBlank() ? null
                : new UnseenMail.Access(at.host(), at.port(), at.username(), at.password(), at.tls(), at.folder(), at.timeout());
        String from = properties.mail().from();
        return new ReceiptSettings(properties.publicUrl(), properties.mail().name(), from.substring(from.indexOf('@') + 1), returnPath, mailbox,
                at.pause(), at.sweep());
    }

    @Bean
    CallbackReaders callbackReaders(SmsRoutes routes) {
        return new CallbackReaders(routes.readers());
    }

    private static Courier awaited(Courier real, String provider, boolean receipts, Punctuality punctuality, Clock clock) {
        return receipts ? punctuality.watch(real, provider, clock) : real;
    }

    private static Pool measured(Pool pool, MeterRegistry meters) {
        for (Pool.Condition condition : pool.conditions()) {
            Gauge.builder("civikos.provider.weight", pool, p -> p.conditions().stream()
                            .filter(one -> one.name().equals(condition.name())).mapToInt(Pool.Condition::weight).findFirst().orElse(0))
                    .tag("channel", pool.channel().code()).tag("provider", condition.name())
                    .description("The provider's present share of its channel's messages").register(meters);
            Gauge.builder("civikos.provider.weight.resting", condition::restingWeight)
                    .tag("channel", pool.channel().code()).tag("provider", condition.name())
                    .description("The provider's share when all is well").register(meters);
            if (condition.receipts()) {
                Gauge.builder("civikos.provider.unanswered", pool, p -> p.conditions().stream()
                                .filter(one -> one.name().equals(condition.name()) && one.due() > 0)
                                .mapToDouble(one -> (double) one.unanswered() / one.due()).findFirst().orElse(0))
                        .tag("channel", pool.channel().code()).tag("provider", condition.name())
                        .description("Share of the messages that the provider took and did not speak of in time").register(meters);
            }
        }
        return pool;
    }

    /** Share of the month's money for SMS that is spent, 0 to 1; 0 where no limit is set. */
    @Bean
    MeterBinder smsBudgetFigure(SmsBudget budget) {
        return meters -> Gauge.builder("civikos.sms.budget.spent", () -> {
            SmsBudget.Standing month = budget.standing();
            return month.spent() == null || month.limit() == null || month.limit().signum() == 0 ? 0 : month.spent().doubleValue() / month.limit().doubleValue();
        }).description("Share of the month's money for SMS that is spent").register(meters);
    }

    private static RetryPolicy policy(NotificationProperties properties) {
        NotificationProperties.Work work = properties.delivery();
        return new RetryPolicy(work.attempts(), work.firstPause(), work.longestPause());
    }

    private static SharedRate rate(MongoTemplate mongo, Channel channel, String provider, int perSecond, Clock clock) {
        return new SharedRate(() -> mongo.getCollection(SharedRate.COLLECTION), channel.code() + ":" + provider, perSecond, clock);
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
