package org.civikos.notification.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who gets an alert, part by part, and sends each part on its way as soon as it is written: first the batch (who
 * is in this part), then the deliveries, then the lanes that workers take. Each step leaves alone what is there already, so
 * planning may be broken off anywhere and begun again, here or elsewhere, even by two at once.
 */
final class Planner {

    private static final Logger log = LoggerFactory.getLogger(Planner.class);

    private final AggregateStore<Alert> alerts;
    private final UnfinishedAlerts unfinished;
    private final Directory directory;
    private final Lanes lanes;
    private final Deliveries deliveries;
    private final Dispatch dispatch;
    private final Completion completion;
    private final Screen gate;
    private final Clock clock;
    private final int partSize;

    /**
     * @param gate asked once per part who must not get anything
     * @param partSize about how many people a part has
     */
    Planner(
            AggregateStore<Alert> alerts, UnfinishedAlerts unfinished, Directory directory, Lanes lanes,
            Deliveries deliveries, Dispatch dispatch, Completion completion, Screen gate, Clock clock,
            int partSize) {
        this.alerts = alerts;
        this.unfinished = unfinished;
        this.directory = directory;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.dispatch = dispatch;
        this.completion = completion;
        this.gate = gate;
        this.clock = clock;
        this.partSize = partSize;
    }

    /** Plans what is not planned yet, and completes what has ended. */
    void plan(String alertId) {
        Versioned<Alert> current = alerts.find(alertId).orElse(null);
        if (current == null) {
            unfinished.remove(alertId);
            return;
        }
        if (current.state().status() == Alert.Status.PLANNING) {
            int concerned = write(alertId, current.state());
            alerts.change(alertId, alert -> new Change<>(alert.planned(concerned), List.of()));
            log.info("Alert {} ({}) for consultation {} concerns {} people", alertId, current.state().kind().code(),
                    current.state().consultationId(), concerned);
        }
        completion.tryComplete(alertId);
    }

    private int write(String alertId, Alert alert) {
        Map<String, AlertSettings> chosen = directory.settings();
        Audience audience = new Audience(alert, directory.organisations(),
                person -> chosen.getOrDefault(person, AlertSettings.DEFAULT));
        List<Audience.Concerned> concerned = new ArrayList<>();
        directory.forEachPerson(person -> audience.concerned(person).ifPresent(concerned::add));

        int parts = unfinished.parts(alertId, Math.max(1, Math.ceilDiv(concerned.size(), partSize)));
        List<List<Audience.Concerned>> split = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            split.add(new ArrayList<>());
        }
        concerned.forEach(one -> split.get(part(one.personId(), parts)).add(one));
        int people = 0;
        for (int part = 0; part < parts; part++) {
            people += writePart(alertId, part, split.get(part), chosen);
        }
        return people;
    }

    private int writePart(String alertId, int part, List<Audience.Concerned> concerned, Map<String, AlertSettings> chosen) {
        List<String> email = concerned.stream().map(Audience.Concerned::personId).toList();
        List<String> sms = email.stream().filter(person -> chosen.getOrDefault(person, AlertSettings.DEFAULT).sms()).toList();
        String batchId = Batch.idOf(alertId, part);
        Batch batch = email.isEmpty() ? lanes.batch(batchId).orElse(null) : lanes.insertOrFind(new Batch(batchId, email, sms));
        if (batch == null) {
            return 0;
        }
        Map<String, Contact> contacts = directory.contacts(batch.email());
        Map<String, String> speaksFor = new HashMap<>();
        concerned.forEach(one -> speaksFor.put(one.personId(), one.speaksFor()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Delivery> written = new ArrayList<>(batch.email().size() + batch.sms().size());
        for (String person : batch.email()) {
            boolean wanted = chosen.getOrDefault(person, AlertSettings.DEFAULT).email();
            written.add(byMail(alertId, person, contacts.get(person), speaksFor.getOrDefault(person, ""), wanted, now));
        }
        for (String person : batch.sms()) {
            written.add(bySms(alertId, person, contacts.get(person), speaksFor.getOrDefault(person, ""), now));
        }
        Map<String, Reason> held = gate.drops(alertId, written.stream().filter(one -> !one.state().ended()).toList());
        written.replaceAll(one -> held.containsKey(one.id()) ? one.dropped(held.get(one.id())) : one);
        deliveries.insertMissing(written);
        List<Lane> ready = new ArrayList<>(2);
        ready.add(Lane.open(batch, alertId, Channel.EMAIL, now));
        if (!batch.sms().isEmpty()) {
            ready.add(Lane.open(batch, alertId, Channel.SMS, now));
        }
        lanes.insertMissing(ready);
        ready.forEach(dispatch::ready);
        return batch.email().size();
    }

    private static Delivery byMail(
            String alertId, String person, @Nullable Contact contact, String speaksFor, boolean wanted,
            Instant now) {
        String name = contact == null ? null : contact.name();
        String language = contact == null ? "sq" : contact.language();
        String address = contact == null || contact.email() == null || contact.email().isBlank() ? null : contact.email();
        if (!wanted || address == null) {
            return Delivery.notSent(alertId, person, name, Channel.EMAIL, address, language, speaksFor,
                    wanted ? Reason.NO_ADDRESS : Reason.UNSUBSCRIBED, now);
        }
        return Delivery.waiting(alertId, person, name, Channel.EMAIL, address, language, speaksFor, now);
    }

    private static Delivery bySms(
            String alertId, String person, @Nullable Contact contact, String speaksFor, Instant now) {
        String name = contact == null ? null : contact.name();
        String language = contact == null ? "sq" : contact.language();
        if (contact == null || contact.phone() == null || contact.phone().isBlank()) {
            return Delivery.notSent(alertId, person, name, Channel.SMS, null, language, speaksFor, Reason.NO_ADDRESS, now);
        }
        return PhoneNumbers.international(contact.phone())
                .map(number -> Delivery.waiting(alertId, person, name, Channel.SMS, number, language, speaksFor, now))
                .orElseGet(() -> Delivery.notSent(alertId, person, name, Channel.SMS, contact.phone(), language, speaksFor,
                        Reason.ADDRESS_INVALID, now));
    }

    /** The part of an alert into which a person falls, always the same for the same number of parts. */
    static int part(String personId, int parts) {
        // String.hashCode is fixed by the language; spread, since ids made in a row differ in their last digits only.
        int hash = personId.hashCode() * 0x9E3779B9;
        return Math.floorMod(hash ^ hash >>> 16, parts);
    }
}
