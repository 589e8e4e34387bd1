package org.civikos.notification.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.SpecialPlan;
import org.civikos.notification.alert.Summaries;
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
import org.jspecify.annotations.Nullable;

/**
 * Writes down the summaries of one moment: for each part first who gets one, then which items it takes, then what is in it
 * for good, then the deliveries and the lane. What is in a summary is fixed by the first who says it; an item that was taken
 * and is not in it waits for another one.
 */
final class DigestPlan implements SpecialPlan {

    /** Begins the word by which an alert says in which language its summaries were asked for. */
    static final String LANGUAGE = "language:";
    /** How long items that missed their summary wait, so that those of one disturbance come together. */
    private static final Duration NEXT = Duration.ofMinutes(1);

    private final Items items;
    private final Lanes lanes;
    private final Deliveries deliveries;
    private final Function<Collection<String>, Map<String, Contact>> contacts;
    private final Function<Collection<String>, Map<String, AlertSettings>> settings;
    private final Screen gate;
    private final Clock clock;

    /** @param gate asked once per part who must not get anything */
    DigestPlan(
            Items items, Lanes lanes, Deliveries deliveries, Function<Collection<String>, Map<String, Contact>> contacts,
            Function<Collection<String>, Map<String, AlertSettings>> settings, Screen gate, Clock clock) {
        this.items = items;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.contacts = contacts;
        this.settings = settings;
        this.gate = gate;
        this.clock = clock;
    }

    @Override
    public AlertKind kind() {
        return AlertKind.DIGEST;
    }

    /** When what missed its summary is told. */
    static Instant next(Instant now) {
        return now.plus(NEXT).truncatedTo(ChronoUnit.MINUTES);
    }

    @Override
    public int write(String alertId, Alert alert, Tools tools) {
        Map<String, List<Summaries.Item>> byPerson = new HashMap<>();
        Items.Slot slot = new Items.Slot(alert.eventTime(), alert.fields().stream().filter(word -> word.startsWith(LANGUAGE))
                .map(word -> word.substring(LANGUAGE.length())).findFirst().orElse(null));
        for (Summaries.Item item : items.due(slot, alertId)) {
            byPerson.computeIfAbsent(item.personId(), _ -> new ArrayList<>()).add(item);
        }
        int parts = tools.parts(byPerson.size());
        List<List<String>> split = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            split.add(new ArrayList<>());
        }
        byPerson.keySet().forEach(person -> split.get(tools.part(person, parts)).add(person));
        int people = 0;
        for (int part = 0; part < parts; part++) {
            people += writePart(alertId, slot, part, split.get(part), byPerson, tools);
        }
        return people;
    }

    private int writePart(
            String alertId, Items.Slot slot, int part, List<String> found, Map<String, List<Summaries.Item>> byPerson, Tools tools) {
        String batchId = Batch.idOf(alertId, part);
        Batch batch = found.isEmpty() ? lanes.batch(batchId).orElse(null) : lanes.insertOrFind(new Batch(batchId, found, List.of()));
        if (batch == null) {
            return 0;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<String> people = batch.email();
        Map<String, List<String>> told = settle(alertId, slot, people, byPerson, now);
        Map<String, Contact> known = contacts.apply(people);
        Map<String, AlertSettings> chosen = settings.apply(people);
        List<Delivery> written = new ArrayList<>(people.size());
        for (String person : people) {
            AlertSettings wishes = chosen.getOrDefault(person, AlertSettings.DEFAULT);
            Delivery mail = delivery(alertId, person, known.get(person), wishes, slot.language(),
                    told.getOrDefault(Delivery.idOf(alertId, person, Channel.EMAIL), List.of()), now);
            written.add(mail.state().ended() ? mail : mail.notBefore(undisturbed(byPerson.getOrDefault(person, List.of()), wishes, now)));
        }
        Map<String, Reason> held = gate.drops(alertId, written.stream().filter(one -> !one.state().ended()).toList());
        written.replaceAll(one -> held.containsKey(one.id()) ? one.dropped(held.get(one.id())) : one);
        deliveries.insertMissing(written);
        Lane lane = Lane.open(batch, alertId, Channel.EMAIL, now);
        lanes.insertMissing(List.of(lane));
        tools.ready(lane);
        return people.size();
    }

    private Map<String, List<String>> settle(
            String alertId, Items.Slot slot, List<String> people, Map<String, List<Summaries.Item>> byPerson, Instant now) {
        List<String> wanted = people.stream().flatMap(person -> byPerson.getOrDefault(person, List.of()).stream())
                .map(Summaries.Item::id).toList();
        items.take(wanted, slot, alertId);
        List<Summaries.Item> taken = items.taken(wanted, alertId);
        Map<String, List<String>> proposed = new HashMap<>();
        for (Summaries.Item item : taken) {
            proposed.computeIfAbsent(Delivery.idOf(alertId, item.personId(), Channel.EMAIL), _ -> new ArrayList<>()).add(item.alertId());
        }
        items.fix(proposed);
        return settle(items, alertId, taken, now);
    }

    /**
     * Marks what is in a summary as told, and opens the rest again.
     *
     * @return what is in the summaries, by delivery
     */
    static Map<String, List<String>> settle(Items items, String alertId, List<Summaries.Item> taken, Instant now) {
        Map<String, List<String>> fixed = items.fixed(taken.stream()
                .map(item -> Delivery.idOf(alertId, item.personId(), Channel.EMAIL)).distinct().toList());
        List<String> told = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (Summaries.Item item : taken) {
            List<String> in = fixed.getOrDefault(Delivery.idOf(alertId, item.personId(), Channel.EMAIL), List.of());
            (in.contains(item.alertId()) ? told : missed).add(item.id());
        }
        items.told(told);
        items.reopen(missed, next(now));
        return fixed;
    }

    /** When nobody is disturbed any more by any of these, by the hours that were asked for with each. */
    private static Instant undisturbed(List<Summaries.Item> content, AlertSettings wishes, Instant now) {
        Instant free = content.isEmpty() ? wishes.quietForEmail(now).orElse(now) : now;
        for (Summaries.Item item : content) {
            Instant until = (item.hours() == null ? wishes : wishes.manner(item.hours())).quietForEmail(now).orElse(now);
            free = until.isAfter(free) ? until : free;
        }
        return free;
    }

    private static Delivery delivery(
            String alertId, String person, @Nullable Contact contact, AlertSettings wishes, @Nullable String asked, List<String> content, Instant now) {
        String name = contact == null ? null : contact.name();
        String language = asked != null ? asked : wishes.language().orElse(contact == null ? "sq" : contact.language());
        String address = contact == null ? null : contact.mailAddress();
        Reason reason = null;
        if (content.isEmpty()) {
            reason = Reason.IN_DIGEST;
        } else if (contact == null) {
            reason = Reason.ERASED;
        } else if (!wishes.email()) {
            reason = Reason.UNSUBSCRIBED;
        } else if (address == null) {
            reason = Reason.NO_ADDRESS;
        }
        return reason == null && address != null ? Delivery.waiting(alertId, person, name, Channel.EMAIL, address, language, "", now)
                : Delivery.notSent(alertId, person, name, Channel.EMAIL, address, language, "", reason == null ? Reason.NO_ADDRESS : reason, now);
    }
}
