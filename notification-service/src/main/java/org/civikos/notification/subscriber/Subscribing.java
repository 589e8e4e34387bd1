package org.civikos.notification.subscriber;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.ErasureListener;
import org.civikos.notification.member.Members;
import org.civikos.notification.notice.Notices;
import org.civikos.notification.settings.PreviewView;
import org.civikos.notification.settings.PublicFacts;
import org.civikos.notification.settings.PublicSubscriptionForm;
import org.civikos.notification.settings.Settings;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.subscriber.Subscribers.Request;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** Asks, confirms, sends links anew and erases. What it answers never tells whether an address is known. */
class Subscribing {

    private static final Logger log = LoggerFactory.getLogger(Subscribing.class);
    /** How long a request waits to be confirmed; then it is erased. */
    private static final Duration CONFIRM_WITHIN = Duration.ofDays(7);
    private static final Duration LINK_GOOD_FOR = Duration.ofDays(2);
    private static final int TOKEN_BYTES = 24;
    /** A mailbox that several people of the network share gets a link for each of so many. */
    private static final int SHARED = 3;

    private final Subscribers subscribers;
    private final Limits limits;
    private final SubscriberLimits most;
    private final Pseudonyms pseudonyms;
    private final Notices notices;
    private final Settings settings;
    private final Members members;
    private final MongoDeliveries deliveries;
    private final UnsubscribeLinks links;
    private final Phrases phrases;
    private final ObjectProvider<ErasureListener> erasures;
    private final PublicFacts facts;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Subscribing(
            Subscribers subscribers, Limits limits, SubscriberLimits most, Pseudonyms pseudonyms, Notices notices, Settings settings,
            Members members, MongoDeliveries deliveries, UnsubscribeLinks links, Phrases phrases, ObjectProvider<ErasureListener> erasures,
            PublicFacts facts, JsonMapper json, MeterRegistry meters, Clock clock) {
        this.subscribers = subscribers;
        this.limits = limits;
        this.most = most;
        this.pseudonyms = pseudonyms;
        this.notices = notices;
        this.settings = settings;
        this.members = members;
        this.deliveries = deliveries;
        this.links = links;
        this.phrases = phrases;
        this.erasures = erasures;
        this.facts = facts;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
    }

    Wording wording(Language language) {
        return Wording.of(language, phrases);
    }

    /**
     * Sends the mail with which a subscription is confirmed. Does the same whether the address is known or not.
     *
     * @param seen the version of the words that were shown
     */
    void ask(String address, Language language, PublicSubscriptionForm wanted, String seen, String ip) {
        wanted.read("asked-for", "/wanted");
        Wording words = wording(language);
        if (!words.version().equals(seen)) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "words-have-changed").field("/wording", "words-have-changed");
        }
        if (!allowed(address, ip, "confirm")) {
            return;
        }
        Instant now = now();
        subscribers.remember(words, now);
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Request request = new Request(Pseudonyms.token(token), address.strip(), language.code(), Document.parse(json.writeValueAsString(wanted)),
                words.version(), now, pseudonyms.origin(ip), now.plus(CONFIRM_WITHIN), null);
        subscribers.add(request);
        notices.send("confirm\n" + request.id(), new Notices.Notice(request.ledgerId(), request.address(), language.code(), "confirm",
                links.page("/subscribe/confirm/" + token), List.of()), CONFIRM_WITHIN);
    }

    /** How often a subscription would have fired. @throws Problem 422 if it makes no sense, 429 if one network asks too often */
    PreviewView preview(PublicSubscriptionForm wanted, String ip) {
        if (!limits.take("preview:" + pseudonyms.origin(ip), most.previewsPerNetworkPerHour(), Duration.ofHours(1))) {
            throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-previews");
        }
        return PreviewView.of(wanted.read("preview", ""), facts.latestFirst(), now());
    }

    /** @throws Problem 429 if so many have been asked for that nobody gets one; @return false if this address has had enough */
    private boolean allowed(String address, String ip, String what) {
        if (!limits.take("from:" + pseudonyms.origin(ip), most.perNetworkPerHour(), Duration.ofHours(1))) {
            count(what, "limited-network");
            throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "asked-too-often");
        }
        if (!limits.take("to:" + pseudonyms.reader(address), most.perAddressPerDay(), Duration.ofDays(1))) {
            count(what, "limited-address");
            return false;
        }
        if (!limits.take("all", most.perHour(), Duration.ofHours(1))) {
            count(what, "limited-all");
            log.warn("More than {} mails were asked for from outside within an hour; the rest has to come again", most.perHour());
            throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "asked-too-often");
        }
        count(what, "accepted");
        return true;
    }

    Request request(String token) {
        return subscribers.request(token, now()).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "link-not-good"));
    }

    PublicSubscriptionForm wanted(Request request) {
        return json.readValue(request.wanted().toJson(), PublicSubscriptionForm.class);
    }

    /** Begins to tell. The same twice is once, also if the process ended in between. @return the token of the reader's page */
    String confirm(String token, String ip) {
        Request request = request(token);
        Instant now = now();
        String reader = pseudonyms.reader(request.address());
        if (request.confirmedAt() == null) {
            settings.subscribe(reader, wanted(request).read(request.subscriptionId(), "/wanted"));
            subscribers.confirmed(request, request.language(), pseudonyms.origin(ip), () -> members.byEmail(request.address(), SHARED), now);
            meters.counter("civikos.public.subscriptions.confirmed").increment();
        } else if (subscribers.find(reader).isEmpty()) {
            // Confirmed, and erased by the reader since: the link is not good any more.
            throw Problem.of(HttpStatus.NOT_FOUND, "link-not-good");
        }
        return links.preferences().token(reader, request.address(), now);
    }

    /** Mails the link to whoever has this address, on a thread of its own, so that the time it takes tells nothing either. */
    void mailLink(String address, String ip) {
        if (allowed(address, ip, "link")) {
            Thread.ofVirtual().name("link").start(() -> {
                try {
                    sendLinks(address);
                } catch (RuntimeException e) {
                    log.warn("A link could not be sent; it has to be asked for again: {}", e.toString());
                }
            });
        }
    }

    private void sendLinks(String address) {
        Instant now = now();
        subscribers.find(pseudonyms.reader(address)).ifPresent(reader -> sendLink(reader.id(), reader.address(), reader.language(), now));
        for (String person : members.byEmail(address, SHARED)) {
            Optional<Contact> contact = members.contact(person);
            contact.ifPresent(known -> sendLink(person, String.valueOf(known.email()), known.language(), now));
        }
    }

    private void sendLink(String person, String address, String language, Instant now) {
        notices.send("link\n" + UUID.randomUUID(), new Notices.Notice(person, address, language, "link",
                links.preferences().link(person, address, now), List.of()), LINK_GOOD_FOR);
    }

    /** Erases a reader with everything that is kept of them, the proof too. */
    void erase(String reader) {
        subscribers.requestsOf(reader).forEach(this::forget);
        notices.forget(reader);
        erasures.forEach(listener -> listener.erased(reader));
        log.info("A public subscriber has erased their data");
    }

    /** Erases requests that nobody has confirmed in time, and what is left of those that were. */
    void forgetOld() {
        subscribers.expired(now()).forEach(this::forget);
        limits.forgetOld();
    }

    private void forget(Request request) {
        notices.forget(request.ledgerId());
        deliveries.erased(request.ledgerId());
        subscribers.remove(request);
    }

    private void count(String what, String result) {
        meters.counter("civikos.public.mails", "what", what, "result", result).increment();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
