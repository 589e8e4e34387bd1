package org.civikos.notification.editor;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.SpecialPlan;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.template.Source;
import org.civikos.notification.template.TemplateChannel;
import org.civikos.notification.template.TemplateKey;
import org.civikos.notification.template.Templates;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;

/** Sends texts to their writer alone, by the way that every message goes. They stand in the ledger as tests and tell of nothing. */
public final class TestPlan implements SpecialPlan {

    static final String COLLECTION = "templateTests";
    /** The most test messages that one person can send in an hour, of templates and of messages to many together. */
    static final int PER_HOUR = 20;

    /**
     * A text that is tried out.
     *
     * @param about whose facts stand in it
     */
    public record Message(TemplateKey key, Source source, Alert about) {}

    /**
     * @param alertId under which it stands in the ledger
     * @param address to which it goes, in part
     */
    public record Sent(TemplateChannel channel, String alertId, String address) {}

    private final Supplier<MongoCollection<Document>> tests;
    private final Alerts alerts;
    private final Templates templates;
    private final Members members;
    private final Lanes lanes;
    private final Deliveries deliveries;
    private final Screen held;
    private final Screen gate;
    private final Phrases phrases;
    private final Clock clock;

    /**
     * @param held who must not get anything; asked before a test is made, so that its writer is told at once
     * @param gate the same, and sets the money aside; asked when it is planned, so that trial mode and stopped addresses hold for tests
     */
    TestPlan(
            Supplier<MongoCollection<Document>> tests, Alerts alerts, Templates templates, Members members, Lanes lanes, Deliveries deliveries,
            Screen held, Screen gate, Phrases phrases, Clock clock) {
        this.tests = tests;
        this.alerts = alerts;
        this.templates = templates;
        this.members = members;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.held = held;
        this.gate = gate;
        this.phrases = phrases;
        this.clock = clock;
    }

    void prepare() {
        tests.get().createIndex(Indexes.ascending("by", "at"));
    }

    /**
     * Sends texts to who wrote them: all of them, or none.
     *
     * @param request the same for the same wish: however often it comes, it is sent once
     * @throws Problem if the person has no address for a channel, or a stopped one, or has sent too many
     */
    public List<Sent> send(List<Message> messages, String person, String request) {
        Contact contact = members.contact(person).orElseThrow(() -> Problem.of(HttpStatus.CONFLICT, "no-address-of-yours"));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<Message, String> addresses = new LinkedHashMap<>();
        for (Message one : messages) {
            String address = address(contact, one.key().channel());
            if (address == null) {
                throw Problem.of(HttpStatus.CONFLICT, "no-address-of-yours");
            }
            Delivery asked = Delivery.waiting("test", person, contact.name(), way(one.key().channel()), address, one.key().language().code(), "", now);
            held.drops("test", List.of(asked)).values().stream().findFirst().ifPresent(why -> {
                throw Problem.of(HttpStatus.CONFLICT, "test-held-back", phrases.say(Language.of(LocaleContextHolder.getLocale()), "reason." + why.code()));
            });
            addresses.put(one, address);
        }
        Map<Message, String> causes = new LinkedHashMap<>();
        messages.forEach(one -> causes.put(one, "template-test\n" + person + "\n" + request + "\n" + one.key().id()));
        refuseTooMany(person, causes.values().stream().map(Alert::idOf).toList(), now);
        return messages.stream().map(one -> {
            Alert alert = SampleAlert.test(one.about(), one.key().kind(), causes.get(one));
            String id = Alert.idOf(alert.causeId());
            tests.get().updateOne(eq("_id", id), new Document("$setOnInsert", new Document("by", person).append("at", Date.from(now)).append("kind", one.key().kind())
                    .append("language", one.key().language().code()).append("channel", one.key().channel().name())), new UpdateOptions().upsert(true));
            templates.test(id, one.source());
            // Last: what a crash leaves before it is no alert and is sent to nobody.
            alerts.start(alert);
            return new Sent(one.key().channel(), id, way(one.key().channel()).masked(addresses.get(one)));
        }).toList();
    }

    private void refuseTooMany(String person, List<String> wanted, Instant now) {
        long lately = tests.get().countDocuments(new Document("by", person).append("at", new Document("$gt", Date.from(now.minus(Duration.ofHours(1)))))
                .append("_id", new Document("$nin", wanted)));
        if (lately + wanted.size() > PER_HOUR) {
            throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-tests", PER_HOUR);
        }
    }

    private static Channel way(TemplateChannel channel) {
        return channel == TemplateChannel.SMS ? Channel.SMS : Channel.EMAIL;
    }

    private static @Nullable String address(Contact contact, TemplateChannel channel) {
        String known = channel == TemplateChannel.SMS ? contact.phone() : contact.email();
        if (known == null || known.isBlank()) {
            return null;
        }
        return channel == TemplateChannel.SMS ? PhoneNumbers.international(known).orElse(null) : known;
    }

    @Override
    public AlertKind kind() {
        return AlertKind.TEST;
    }

    @Override
    public int write(String alertId, Alert alert, Tools tools) {
        Document test = tests.get().find(eq("_id", alertId)).first();
        if (test == null) {
            return 0;
        }
        String person = test.getString("by");
        TemplateChannel channel = TemplateChannel.valueOf(test.getString("channel"));
        Channel way = way(channel);
        tools.parts(1);
        Batch batch = lanes.insertOrFind(new Batch(Batch.idOf(alertId, 0), way == Channel.EMAIL ? List.of(person) : List.of(),
                way == Channel.SMS ? List.of(person) : List.of()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Contact contact = members.contact(person).orElse(null);
        String address = contact == null ? null : address(contact, channel);
        String name = contact == null ? null : contact.name();
        String language = test.getString("language");
        Delivery delivery = address == null
                ? Delivery.notSent(alertId, person, name, way, null, language, "", contact == null ? Reason.ERASED : Reason.NO_ADDRESS, now)
                : Delivery.waiting(alertId, person, name, way, address, language, "", now);
        Map<String, Reason> held = address == null ? Map.of() : gate.drops(alertId, List.of(delivery));
        deliveries.insertMissing(List.of(held.containsKey(delivery.id()) ? delivery.dropped(held.get(delivery.id())) : delivery));
        Lane lane = Lane.open(batch, alertId, way, now);
        lanes.insertMissing(List.of(lane));
        tools.ready(lane);
        return 1;
    }
}
