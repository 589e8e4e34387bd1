package org.civikos.notification.alert;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;

/** Finds, in work that has waited, the people who stopped the mails or were erased meanwhile, and alerts that are too late or no longer right. */
final class Leavers implements Screen {

    private final Alerts alerts;
    private final Directory directory;
    private final Reminders reminders;
    private final Clock clock;

    Leavers(Alerts alerts, Directory directory, Reminders reminders, Clock clock) {
        this.reminders = reminders;
        this.alerts = alerts;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public Map<String, Reason> drops(String alertId, Collection<Delivery> deliveries) {
        Map<String, Reason> drops = new HashMap<>();
        Alert alert = alerts.facts(alertId);
        if (alert.kind() == AlertKind.REMINDER && !reminders.stands(alert.consultationId(), alert.deadlineAt())) {
            deliveries.forEach(delivery -> drops.put(delivery.id(), Reason.SUPERSEDED));
            return drops;
        }
        if (alert.kind() == AlertKind.MESSAGE) {
            return stopped(deliveries);
        }
        Optional<Reason> over = alerts.over(alertId, clock.instant());
        if (over.isPresent()) {
            deliveries.forEach(delivery -> drops.put(delivery.id(), over.get()));
            return drops;
        }
        List<String> people = deliveries.stream().map(Delivery::personId).toList();
        Map<String, AlertSettings> chosen = directory.settings(people);
        Map<String, Contact> contacts = directory.contacts(people);
        Set<String> silent = alert.kind() != AlertKind.REMINDER ? Set.copyOf(people) : silent(alert, people);
        for (Delivery delivery : deliveries) {
            AlertSettings wishes = chosen.getOrDefault(delivery.personId(), AlertSettings.DEFAULT);
            boolean on = alert.kind() == AlertKind.NOTICE || delivery.channel() == Channel.EMAIL ? wishes.email() : !chosen.containsKey(delivery.personId()) || wishes.sms();
            if (!silent.contains(delivery.personId())) {
                drops.put(delivery.id(), Reason.ANSWERED);
            } else if (alert.kind() != AlertKind.NOTICE && !contacts.containsKey(delivery.personId())) {
                drops.put(delivery.id(), Reason.ERASED);
            } else if (!on && alert.kind() != AlertKind.TEST) {
                drops.put(delivery.id(), Reason.UNSUBSCRIBED);
            }
        }
        return drops;
    }

    /** Of a program's message: bare addresses have no contact, and no deadline makes it too late. */
    private Map<String, Reason> stopped(Collection<Delivery> deliveries) {
        Map<String, AlertSettings> chosen = directory.settings(deliveries.stream().map(Delivery::personId).toList());
        Map<String, Reason> drops = new HashMap<>();
        for (Delivery delivery : deliveries) {
            if (delivery.channel() == Channel.EMAIL && !chosen.getOrDefault(delivery.personId(), AlertSettings.DEFAULT).email()) {
                drops.put(delivery.id(), Reason.UNSUBSCRIBED);
            }
        }
        return drops;
    }

    @Override
    public boolean always(String alertId) {
        return alerts.facts(alertId).kind() == AlertKind.REMINDER;
    }

    /** Those of the people who speak for an organisation that has not answered. */
    private Set<String> silent(Alert alert, List<String> people) {
        Map<String, Organisation> organisations = new HashMap<>(directory.organisations());
        organisations.keySet().removeAll(reminders.answered(alert.consultationId()));
        LocalDate day = alert.eventTime().atZone(AlertSettings.KOSOVO).toLocalDate();
        return directory.people(people).stream()
                .map(person -> alert.lastReminder() ? person : person.withoutDeputies())
                .filter(person -> !person.organisationsAt(alert.eventTime(), day, organisations).isEmpty())
                .map(Person::id).collect(Collectors.toSet());
    }
}
