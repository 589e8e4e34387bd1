package org.civikos.notification.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
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
import org.civikos.notification.settings.AlertSettings;

/** Writes down who is told that there was nothing: those who want it and of whom the ledger has no word of a draft in that week. */
final class SilencePlan implements SpecialPlan {

    private final Supplier<Set<String>> wanted;
    private final BiPredicate<String, Instant> heard;
    private final Function<Collection<String>, Map<String, Contact>> contacts;
    private final Function<Collection<String>, Map<String, AlertSettings>> settings;
    private final Lanes lanes;
    private final Deliveries deliveries;
    private final Screen gate;
    private final Clock clock;

    /**
     * @param wanted everybody who wants it
     * @param heard whether somebody was told of a draft since a moment
     * @param gate asked once per part who must not get anything
     */
    SilencePlan(
            Supplier<Set<String>> wanted, BiPredicate<String, Instant> heard, Function<Collection<String>, Map<String, Contact>> contacts,
            Function<Collection<String>, Map<String, AlertSettings>> settings, Lanes lanes, Deliveries deliveries, Screen gate, Clock clock) {
        this.wanted = wanted;
        this.heard = heard;
        this.contacts = contacts;
        this.settings = settings;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.gate = gate;
        this.clock = clock;
    }

    @Override
    public AlertKind kind() {
        return AlertKind.SILENCE;
    }

    @Override
    public int write(String alertId, Alert alert, Tools tools) {
        Instant since = alert.eventTime().minus(Duration.ofDays(7));
        List<String> silent = wanted.get().stream().filter(person -> !heard.test(person, since)).sorted().toList();
        int parts = tools.parts(silent.size());
        int people = 0;
        for (int part = 0; part < parts; part++) {
            int number = part;
            people += writePart(alertId, part, silent.stream().filter(person -> tools.part(person, parts) == number).toList(), tools);
        }
        return people;
    }

    private int writePart(String alertId, int part, List<String> found, Tools tools) {
        String batchId = Batch.idOf(alertId, part);
        // What the first look found stands: a draft that opens while this is planned makes no two mails and no gap.
        Batch batch = found.isEmpty() ? lanes.batch(batchId).orElse(null) : lanes.insertOrFind(new Batch(batchId, found, List.of()));
        if (batch == null) {
            return 0;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Contact> known = contacts.apply(batch.email());
        Map<String, AlertSettings> chosen = settings.apply(batch.email());
        List<Delivery> written = new ArrayList<>();
        for (String person : batch.email()) {
            Contact contact = known.get(person);
            AlertSettings wishes = chosen.getOrDefault(person, AlertSettings.DEFAULT);
            String name = contact == null ? null : contact.name();
            String language = wishes.language().orElse(contact == null ? "sq" : contact.language());
            String address = contact == null ? null : contact.mailAddress();
            Reason reason = contact == null ? Reason.ERASED : !wishes.email() ? Reason.UNSUBSCRIBED : Reason.NO_ADDRESS;
            written.add(address == null || !wishes.email()
                    ? Delivery.notSent(alertId, person, name, Channel.EMAIL, address, language, "", reason, now)
                    : Delivery.waiting(alertId, person, name, Channel.EMAIL, address, language, "", now).notBefore(wishes.quietForEmail(now).orElse(now)));
        }
        Map<String, Reason> held = gate.drops(alertId, written.stream().filter(one -> !one.state().ended()).toList());
        written.replaceAll(one -> held.containsKey(one.id()) ? one.dropped(held.get(one.id())) : one);
        deliveries.insertMissing(written);
        Lane lane = Lane.open(batch, alertId, Channel.EMAIL, now);
        lanes.insertMissing(List.of(lane));
        tools.ready(lane);
        return batch.email().size();
    }
}
