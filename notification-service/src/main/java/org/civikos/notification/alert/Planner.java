package org.civikos.notification.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civikos.notification.campaign.Campaign;
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
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.settings.Wishes;
import org.civikos.notification.subscription.Frequency;
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
final class Planner implements Planning {

    private static final Logger log = LoggerFactory.getLogger(Planner.class);

    private static final int PARTS_A_PAGE = 4;

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
    /** How many people's choices are in memory at a time. */
    private final int page;
    private final Summaries summaries;
    private final Reminders reminders;
    private final Map<AlertKind, SpecialPlan> special = new EnumMap<>(AlertKind.class);

    /**
     * @param gate asked once per part who must not get anything
     * @param partSize about how many people a part has
     */
    Planner(
            AggregateStore<Alert> alerts, UnfinishedAlerts unfinished, Directory directory, Lanes lanes,
            Deliveries deliveries, Dispatch dispatch, Completion completion, Screen gate, Clock clock, int partSize, Summaries summaries,
            List<SpecialPlan> specialPlans, Reminders reminders) {
        this.reminders = reminders;
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
        this.page = PARTS_A_PAGE * partSize;
        this.summaries = summaries;
        specialPlans.forEach(plan -> special.put(plan.kind(), plan));
    }

    @Override
    public void plan(String alertId) {
        Versioned<Alert> current = alerts.find(alertId).orElse(null);
        if (current == null) {
            unfinished.remove(alertId);
            return;
        }
        if (current.state().status() == Alert.Status.PLANNING) {
            SpecialPlan plan = special.get(current.state().kind());
            int concerned = plan == null ? write(alertId, current.state()) : plan.write(alertId, current.state(), tools(alertId));
            alerts.change(alertId, alert -> new Change<>(alert.planned(concerned), List.of()));
            log.info("Alert {} ({}) for consultation {} concerns {} people", alertId, current.state().kind().code(),
                    current.state().consultationId(), concerned);
        }
        completion.tryComplete(alertId);
    }

    private SpecialPlan.Tools tools(String alertId) {
        return new SpecialPlan.Tools() {
            @Override
            public int parts(int people) {
                return unfinished.parts(alertId, Math.max(1, Math.ceilDiv(people, partSize)));
            }

            @Override
            public int part(String personId, int parts) {
                return Planner.part(personId, parts);
            }

            @Override
            public void ready(Lane lane) {
                dispatch.ready(lane);
            }
        };
    }

    private int write(String alertId, Alert alert) {
        boolean reminder = alert.kind() == AlertKind.REMINDER;
        Map<String, Organisation> all = directory.organisations();
        Map<String, Organisation> organisations = new HashMap<>(all);
        if (reminder) {
            organisations.keySet().removeAll(reminders.answered(alert.consultationId()));
        }
        List<Campaign> campaigns = directory.campaigns(alert.consultationId());
        Audience audience = new Audience(alert, directory.known(alert.fact(campaigns)), campaigns, organisations,
                new Wishes(directory.organisationDefaults(), all, alert.eventTime()));
        List<Audience.Concerned> concerned = new ArrayList<>();
        audience.each(directory, page, reminder && !alert.lastReminder() ? Person::withoutDeputies : UnaryOperator.identity(), concerned::add);
        // Whose address is also that of somebody of the network falls into that one's part: one batch says which of the two is told.
        Map<String, String> partOf = outside(alert, audience, concerned);

        int parts = unfinished.parts(alertId, Math.max(1, Math.ceilDiv(concerned.size(), partSize)));
        List<List<Audience.Concerned>> split = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            split.add(new ArrayList<>());
        }
        concerned.forEach(one -> split.get(part(partOf.getOrDefault(one.personId(), one.personId()), parts)).add(one));
        int people = 0;
        for (int part = 0; part < parts; part++) {
            people += writePart(alertId, alert, part, split.get(part));
        }
        return people;
    }

    /** Adds those outside the network who subscribed to it. @return by reader, in whose part they are if not in their own */
    private Map<String, String> outside(Alert alert, Audience audience, List<Audience.Concerned> concerned) {
        Map<String, String> partOf = new HashMap<>();
        if (!alert.kind().fact() || alert.ofNetwork()) {
            return partOf;
        }
        List<Audience.Concerned> found = new ArrayList<>();
        Pages<PublicReaders.Reader> readers = new Pages<>(page, some -> {
            Map<String, AlertSettings> chosen = directory.settings(some.stream().map(PublicReaders.Reader::id).toList());
            Set<String> byMail = byMail(concerned, some);
            for (PublicReaders.Reader reader : some) {
                if (Collections.disjoint(byMail, reader.people())) {
                    audience.outside(reader, chosen.getOrDefault(reader.id(), AlertSettings.DEFAULT)).ifPresent(one -> {
                        found.add(one);
                        if (!reader.people().isEmpty()) {
                            partOf.put(reader.id(), reader.people().getFirst());
                        }
                    });
                }
            }
        });
        directory.forEachReader(readers::add);
        readers.end();
        concerned.addAll(found);
        return partOf;
    }

    /** Who of the network has the address of one of these readers and gets a mail or a summary. */
    private static Set<String> byMail(List<Audience.Concerned> concerned, List<PublicReaders.Reader> readers) {
        Set<String> asked = readers.stream().flatMap(reader -> reader.people().stream()).collect(Collectors.toSet());
        return asked.isEmpty() ? Set.of() : concerned.stream().filter(one -> asked.contains(one.personId()) && one.wishes().email() && one.plan().email())
                .map(Audience.Concerned::personId).collect(Collectors.toSet());
    }

    private int writePart(String alertId, Alert alert, int part, List<Audience.Concerned> concerned) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean critical = alert.critical();
        Map<String, Audience.Concerned> known = HashMap.newHashMap(concerned.size());
        List<String> email = new ArrayList<>(concerned.size());
        List<String> sms = new ArrayList<>();
        Map<String, String> later = new HashMap<>();
        for (Audience.Concerned one : concerned) {
            if (known.put(one.personId(), one) != null) {
                // Shown twice, since a mandate came or went while people were looked through.
                continue;
            }
            email.add(one.personId());
            if (!critical && alert.kind().fact() && later(one, alert, now)) {
                later.put(one.personId(), one.plan().frequency().name());
            } else if (one.wishes().sms() && one.plan().sms()) {
                sms.add(one.personId());
            }
        }
        String batchId = Batch.idOf(alertId, part);
        // From here on the batch says who is told at once and who in a summary, whatever anybody changes meanwhile.
        Batch batch = email.isEmpty() ? lanes.batch(batchId).orElse(null) : lanes.insertOrFind(new Batch(batchId, email, sms, later));
        if (batch == null) {
            return 0;
        }
        Map<String, Contact> contacts = directory.contacts(batch.email());
        // Who was concerned when the batch was written, before a crash, and is not any more.
        List<String> former = Stream.concat(batch.email().stream(), batch.sms().stream()).filter(person -> !known.containsKey(person)).distinct().toList();
        Map<String, AlertSettings> chosen = former.isEmpty() ? Map.of() : directory.settings(former);
        List<Delivery> written = new ArrayList<>(batch.email().size() + batch.sms().size());
        List<Summaries.Item> items = new ArrayList<>(batch.later().size());
        for (String person : batch.email()) {
            Audience.Concerned one = known.get(person);
            AlertSettings settings = one == null ? chosen.getOrDefault(person, AlertSettings.DEFAULT) : one.wishes();
            Delivery mail = byMail(alertId, person, contacts.get(person), one, settings, now);
            String summary = batch.later().get(person);
            if (summary != null) {
                Instant due = Frequency.valueOf(summary).next(now, settings.timeZone());
                items.add(new Summaries.Item(mail.id(), person, alertId, due, inAnother(contacts.get(person), one), one == null ? null : one.plan().hours()));
                mail = Delivery.notSent(alertId, person, mail.personName(), Channel.EMAIL, mail.address(), mail.language(), mail.speaksFor(),
                        Reason.IN_DIGEST, now);
            } else if (!critical && mail.reason() == null) {
                mail = settings.quietForEmail(now).map(mail::notBefore).orElse(mail);
            }
            mail = one == null || one.plan().why() == null ? mail : mail.because(one.plan().why().written());
            written.add(mail);
        }
        for (String person : batch.sms()) {
            Audience.Concerned one = known.get(person);
            AlertSettings settings = one == null ? chosen.getOrDefault(person, AlertSettings.DEFAULT) : one.wishes();
            Delivery message = bySms(alertId, person, contacts.get(person), one, now);
            written.add(critical || message.reason() != null ? message : settings.quietForSms(now).map(message::notBefore).orElse(message));
        }
        Map<String, Reason> held = gate.drops(alertId, written.stream().filter(one -> !one.state().ended()).toList());
        written.replaceAll(one -> held.containsKey(one.id()) ? one.dropped(held.get(one.id())) : one);
        boolean ours = deliveries.insertMissing(written);
        if (!items.isEmpty()) {
            // Before the lanes: an alert is not completed while anybody is neither told nor noted for a summary.
            summaries.add(items);
        }
        List<Lane> ready = new ArrayList<>(2);
        ready.add(Lane.open(batch, alertId, Channel.EMAIL, now).urgent(critical));
        if (!batch.sms().isEmpty()) {
            ready.add(Lane.open(batch, alertId, Channel.SMS, now).urgent(critical));
        }
        lanes.insertMissing(ready);
        for (Lane lane : ready) {
            if (ours) {
                dispatch.ready(lane, written.stream().filter(one -> one.channel() == lane.channel()).toList());
            } else {
                dispatch.ready(lane);
            }
        }
        return batch.email().size();
    }

    /** A summary that would come after the deadline, or of which no mail would go out, is none. */
    private static boolean later(Audience.Concerned one, Alert alert, Instant now) {
        Frequency frequency = one.plan().frequency();
        return frequency != Frequency.AT_ONCE && one.plan().email() && one.wishes().email()
                && one.wishes().summaryAt(frequency, now).isBefore(alert.deadlineAt());
    }

    /** The language that was asked for, where it is not that of the person anyway: what comes in one language comes in one summary. */
    private static @Nullable String inAnother(@Nullable Contact contact, Audience.@Nullable Concerned one) {
        String asked = one == null ? null : one.plan().language();
        return asked == null || contact != null && asked.equals(contact.language()) ? null : asked;
    }

    private static Delivery byMail(
            String alertId, String person, @Nullable Contact contact, Audience.@Nullable Concerned one, AlertSettings settings, Instant now) {
        String name = contact == null ? null : contact.name();
        String language = language(contact, one);
        String address = contact == null ? null : contact.mailAddress();
        String speaksFor = speaksFor(one);
        if (!settings.email()) {
            return Delivery.notSent(alertId, person, name, Channel.EMAIL, address, language, speaksFor, Reason.UNSUBSCRIBED, now);
        }
        if (one != null && !one.plan().email()) {
            return Delivery.notSent(alertId, person, name, Channel.EMAIL, address, language, speaksFor, Reason.INBOX_ONLY, now);
        }
        if (address == null) {
            return Delivery.notSent(alertId, person, name, Channel.EMAIL, null, language, speaksFor, Reason.NO_ADDRESS, now);
        }
        return Delivery.waiting(alertId, person, name, Channel.EMAIL, address, language, speaksFor, now);
    }

    private static Delivery bySms(
            String alertId, String person, @Nullable Contact contact, Audience.@Nullable Concerned one, Instant now) {
        String name = contact == null ? null : contact.name();
        String language = language(contact, one);
        String speaksFor = speaksFor(one);
        if (contact == null || contact.phone() == null || contact.phone().isBlank()) {
            return Delivery.notSent(alertId, person, name, Channel.SMS, null, language, speaksFor, Reason.NO_ADDRESS, now);
        }
        return PhoneNumbers.international(contact.phone())
                .map(number -> Delivery.waiting(alertId, person, name, Channel.SMS, number, language, speaksFor, now))
                .orElseGet(() -> Delivery.notSent(alertId, person, name, Channel.SMS, contact.phone(), language, speaksFor,
                        Reason.ADDRESS_INVALID, now));
    }

    private static String language(@Nullable Contact contact, Audience.@Nullable Concerned one) {
        if (one != null && one.plan().language() != null) {
            return one.plan().language();
        }
        return contact == null ? "sq" : contact.language();
    }

    private static String speaksFor(Audience.@Nullable Concerned one) {
        return one == null ? "" : one.speaksFor();
    }

    /** The part of an alert into which a person falls, always the same for the same number of parts: a stretch of the row of all. */
    static int part(String personId, int parts) {
        return (int) (Integer.toUnsignedLong(Delivery.place(personId)) * parts >>> Integer.SIZE);
    }
}
