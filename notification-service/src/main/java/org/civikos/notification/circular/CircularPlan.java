package org.civikos.notification.circular;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.civikos.notification.member.Members;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.text.Language;
import org.jspecify.annotations.Nullable;

/** Writes down who gets a circular: part by part, first who is in it, then the deliveries, then the lanes. */
final class CircularPlan implements SpecialPlan {

    /**
     * Whom a circular would reach now.
     *
     * @param people whom it concerns; {@code email} and {@code sms}, how many of them have the address and want it
     */
    record Reach(int people, int email, int sms) {}

    private final Circulars circulars;
    private final Lanes lanes;
    private final Deliveries deliveries;
    private final Members members;
    private final Function<Collection<String>, Map<String, AlertSettings>> settings;
    private final Screen gate;
    private final Clock clock;

    /** @param gate asked once per part who must not get anything */
    CircularPlan(
            Circulars circulars, Lanes lanes, Deliveries deliveries, Members members, Function<Collection<String>, Map<String, AlertSettings>> settings,
            Screen gate, Clock clock) {
        this.circulars = circulars;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.members = members;
        this.settings = settings;
        this.gate = gate;
        this.clock = clock;
    }

    @Override
    public AlertKind kind() {
        return AlertKind.CIRCULAR;
    }

    Reach reach(Circular.Audience audience, List<Channel> channels) {
        Map<String, String> people = people(audience);
        Map<String, Contact> contacts = members.contacts(people.keySet());
        Map<String, AlertSettings> chosen = settings.apply(people.keySet());
        Instant now = clock.instant();
        int email = 0;
        int sms = 0;
        for (String person : people.keySet()) {
            for (Channel channel : channels) {
                boolean reached = !delivery("count", person, channel, contacts.get(person), chosen.get(person), "", Language.SQ, now).state().ended();
                email += reached && channel == Channel.EMAIL ? 1 : 0;
                sms += reached && channel == Channel.SMS ? 1 : 0;
            }
        }
        return new Reach(people.size(), email, sms);
    }

    /** By person, for which organisations they may speak today. */
    private Map<String, String> people(Circular.Audience audience) {
        Map<String, Organisation> meant = new HashMap<>();
        members.organisations().forEach((id, organisation) -> {
            if (audience.means(id, organisation.fields())) {
                meant.put(id, organisation);
            }
        });
        LocalDate today = LocalDate.now(clock.withZone(AlertSettings.KOSOVO));
        Map<String, String> people = new TreeMap<>();
        members.forEachPerson(person -> {
            List<Organisation> speaksFor = person.organisationsAt(Instant.MAX, today, meant);
            if (!speaksFor.isEmpty()) {
                people.put(person.id(), speaksFor.stream().map(Organisation::name).distinct().sorted().collect(Collectors.joining(", ")));
            }
        });
        return people;
    }

    @Override
    public int write(String alertId, Alert alert, Tools tools) {
        Circular circular = circulars.ofAlert(alertId).orElseThrow(() -> new IllegalStateException("There is no circular of alert " + alertId));
        Map<String, String> people = people(circular.audience());
        int parts = tools.parts(people.size());
        List<List<String>> split = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            split.add(new ArrayList<>());
        }
        people.keySet().forEach(person -> split.get(tools.part(person, parts)).add(person));
        int concerned = 0;
        for (int part = 0; part < parts; part++) {
            concerned += writePart(circular, alertId, part, split.get(part), people, tools);
        }
        return concerned;
    }

    private int writePart(Circular circular, String alertId, int part, List<String> found, Map<String, String> speaksFor, Tools tools) {
        String batchId = Batch.idOf(alertId, part);
        boolean sms = circular.channels().contains(Channel.SMS);
        // From here on the batch says who gets it, whoever joins or leaves meanwhile.
        Batch batch = found.isEmpty() ? lanes.batch(batchId).orElse(null) : lanes.insertOrFind(new Batch(batchId, found, sms ? found : List.of()));
        if (batch == null) {
            return 0;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Contact> contacts = members.contacts(batch.email());
        Map<String, AlertSettings> chosen = settings.apply(batch.email());
        List<Delivery> written = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            for (String person : batch.people(channel)) {
                Contact contact = contacts.get(person);
                Language language = circular.languageFor(Language.of(contact == null ? "sq" : contact.language()));
                written.add(delivery(alertId, person, channel, contact, chosen.get(person), speaksFor.getOrDefault(person, ""), language, now));
            }
        }
        Map<String, Reason> held = gate.drops(alertId, written.stream().filter(one -> !one.state().ended()).toList());
        written.replaceAll(one -> held.containsKey(one.id()) ? one.dropped(held.get(one.id())) : one);
        deliveries.insertMissing(written);
        List<Lane> ready = new ArrayList<>(List.of(Lane.open(batch, alertId, Channel.EMAIL, now)));
        if (!batch.sms().isEmpty()) {
            ready.add(Lane.open(batch, alertId, Channel.SMS, now));
        }
        lanes.insertMissing(ready);
        ready.forEach(tools::ready);
        return batch.email().size();
    }

    private static Delivery delivery(
            String alertId, String person, Channel channel, @Nullable Contact contact, @Nullable AlertSettings chosen, String speaksFor, Language language,
            Instant now) {
        String name = contact == null ? null : contact.name();
        String known = contact == null ? null : channel == Channel.EMAIL ? contact.email() : contact.phone();
        String address = known == null || known.isBlank() ? null : channel == Channel.EMAIL ? known : PhoneNumbers.international(known).orElse(null);
        AlertSettings wishes = chosen == null ? AlertSettings.DEFAULT : chosen;
        // As alerts do: who never chose can be reached by SMS, who switched a channel off cannot.
        boolean wanted = channel == Channel.EMAIL ? wishes.email() : chosen == null || wishes.sms();
        if (address == null || !wanted) {
            Reason why = contact == null ? Reason.ERASED : !wanted ? Reason.UNSUBSCRIBED : Reason.NO_ADDRESS;
            return Delivery.notSent(alertId, person, name, channel, known, language.code(), speaksFor, why, now);
        }
        Delivery waiting = Delivery.waiting(alertId, person, name, channel, address, language.code(), speaksFor, now);
        return (channel == Channel.EMAIL ? wishes.quietForEmail(now) : wishes.quietForSms(now)).map(waiting::notBefore).orElse(waiting);
    }
}
