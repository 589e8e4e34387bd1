package org.civikos.notification.editor;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
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
import org.civikos.platform.id.Ids;
import org.civikos.platform.web.Problem;
import org.springframework.http.HttpStatus;

/** Sends a text to its writer alone, by the way that every message goes. It stands in the ledger as a test and tells of nothing. */
final class TestPlan implements SpecialPlan {

    static final String COLLECTION = "templateTests";
    /** The most tests that one person can send in an hour. */
    static final int PER_HOUR = 20;

    private final Supplier<MongoCollection<Document>> tests;
    private final Alerts alerts;
    private final Templates templates;
    private final Members members;
    private final Lanes lanes;
    private final Deliveries deliveries;
    private final Screen gate;
    private final Clock clock;

    /** @param gate who must not get anything; asked here too, so that trial mode and stopped addresses hold for tests */
    TestPlan(
            Supplier<MongoCollection<Document>> tests, Alerts alerts, Templates templates, Members members, Lanes lanes, Deliveries deliveries,
            Screen gate, Clock clock) {
        this.tests = tests;
        this.alerts = alerts;
        this.templates = templates;
        this.members = members;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.gate = gate;
        this.clock = clock;
    }

    void prepare() {
        tests.get().createIndex(Indexes.ascending("by", "at"));
    }

    /**
     * Sends a text to who wrote it.
     *
     * @return the id of the alert under which it stands in the ledger
     * @throws Problem if the person has no address for the channel, or has sent too many
     */
    String send(TemplateKey key, Source source, Alert sample, String person) {
        Contact contact = members.contact(person).orElseThrow(() -> Problem.of(HttpStatus.CONFLICT, "no-address-of-yours"));
        if (address(contact, key.channel()) == null) {
            throw Problem.of(HttpStatus.CONFLICT, "no-address-of-yours");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long lately = tests.get().countDocuments(new Document("by", person).append("at", new Document("$gt", Date.from(now.minus(Duration.ofHours(1))))));
        if (lately >= PER_HOUR) {
            throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-tests", PER_HOUR);
        }
        Alert alert = SampleAlert.test(sample, key.kind(), "template-test\n" + Ids.next());
        String id = Alert.idOf(alert.causeId());
        tests.get().insertOne(new Document("_id", id).append("by", person).append("at", Date.from(now)).append("kind", key.kind())
                .append("language", key.language().code()).append("channel", key.channel().name()));
        templates.test(id, source);
        // Last: what a crash leaves before it is no alert and is sent to nobody.
        alerts.start(alert);
        return id;
    }

    private static @org.jspecify.annotations.Nullable String address(Contact contact, TemplateChannel channel) {
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
        Channel way = channel == TemplateChannel.SMS ? Channel.SMS : Channel.EMAIL;
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
