package org.civikos.notification.config;

import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Receipt;
import org.civikos.notification.receipt.AmazonSes;
import org.civikos.notification.receipt.CallbackReader;
import org.civikos.notification.receipt.JsonCallbacks;
import org.civikos.notification.sms.HttpSmsProvider;
import org.civikos.notification.sms.Smpp;
import org.civikos.notification.sms.SmsProvider;
import org.civikos.notification.sms.Twilio;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The SMS providers that the configuration names.
 *
 * @param readers of all providers that call us, those of mails too
 */
record SmsRoutes(List<Route> all, List<CallbackReader> readers) implements AutoCloseable {

    /** @param receipts whether it tells what became of messages */
    record Route(String name, int weight, int perSecond, SmsProvider provider, boolean receipts) {}

    static SmsRoutes of(
            NotificationProperties properties, Consumer<Receipt> receipts, BiConsumer<String, CallbackReader.Reply> replies, JsonMapper json,
            Clock clock) {
        NotificationProperties.Sms sms = properties.sms();
        List<Route> all = new ArrayList<>();
        List<CallbackReader> readers = new ArrayList<>();
        if (sms.weight() > 0) {
            all.add(new Route("sms", sms.weight(), sms.perSecond(),
                    new HttpSmsProvider(sms.url(), sms.apiKey(), sms.sender(), limit("sms", sms), json), sms.receipts() != null));
            addReader(readers, "sms", Channel.SMS, sms.receipts(), json, clock);
        }
        for (NotificationProperties.Route route : sms.providers()) {
            SmsProvider provider = switch (route.kind()) {
                case JSON -> new HttpSmsProvider(new HttpSmsProvider.Shape(needed(route, route.url()), route.headers(), route.body(), route.idPath(),
                        route.sender(), route.knowsRepetition()), limit(route.name(), sms), json);
                case TWILIO -> new Twilio(new Twilio.Account(route.name(), route.url() == null ? URI.create("https://api.twilio.com") : route.url(),
                        route.username(), route.password(), route.sender(), URI.create(properties.publicUrl() + "/callbacks/" + route.name())),
                        limit(route.name(), sms), json, clock);
                case SMPP -> new Smpp(new Smpp.Account(route.name(), route.host(), route.port(), route.username(), route.password(),
                        route.sender(), sms.limit()), receipts, reply -> replies.accept(route.name(), reply), clock);
            };
            if (provider instanceof CallbackReader reader) {
                readers.add(reader);
            } else {
                addReader(readers, route.name(), Channel.SMS, route.receipts(), json, clock);
            }
            all.add(new Route(route.name(), route.weight(), route.perSecond(), provider,
                    route.kind() != NotificationProperties.Kind.JSON || route.receipts() != null));
        }
        properties.mail().webhooks().forEach((name, shape) -> addReader(readers, name, Channel.EMAIL, shape, json, clock));
        properties.mail().ses().forEach((name, ses) -> {
            if (properties.mail().webhooks().containsKey(name)) {
                throw new IllegalArgumentException("The relay " + name + " tells in two ways what became of mails; name one");
            }
            readers.add(new AmazonSes(name, ses.topics(), json, clock));
        });
        if (all.isEmpty()) {
            throw new IllegalArgumentException("No SMS provider is set up");
        }
        return new SmsRoutes(all, readers);
    }

    private static URI needed(NotificationProperties.Route route, @Nullable URI url) {
        if (url == null) {
            throw new IllegalArgumentException("SMS provider " + route.name() + " needs an address");
        }
        return url;
    }

    private static void addReader(
            List<CallbackReader> readers, String name, Channel channel, NotificationProperties.@Nullable Reports r, JsonMapper json, Clock clock) {
        if (r != null) {
            readers.add(new JsonCallbacks(name, channel, new JsonCallbacks.Shape(r.secret(), r.signatureHeader(), r.list(), r.reference(),
                    r.id(), r.status(), r.detail(), r.at(), r.from(), r.text(), r.words()), json, clock));
        }
    }

    private static TimeLimiter limit(String name, NotificationProperties.Sms sms) {
        return TimeLimiter.of(name, TimeLimiterConfig.custom().timeoutDuration(sms.limit()).build());
    }

    List<Smpp> bySmpp() {
        return all.stream().map(Route::provider).filter(Smpp.class::isInstance).map(Smpp.class::cast).toList();
    }

    @Override
    public void close() {
        bySmpp().forEach(Smpp::close);
    }
}
