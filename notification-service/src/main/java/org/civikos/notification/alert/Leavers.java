package org.civikos.notification.alert;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.member.Contact;
import org.civikos.notification.settings.AlertSettings;

/** Finds, in work that has waited, the people who stopped the mails or were erased meanwhile, and alerts that are too late. */
final class Leavers implements Screen {

    private final Alerts alerts;
    private final Directory directory;
    private final Clock clock;

    Leavers(Alerts alerts, Directory directory, Clock clock) {
        this.alerts = alerts;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public Map<String, Reason> drops(String alertId, Collection<Delivery> deliveries) {
        Map<String, Reason> drops = new HashMap<>();
        boolean late = alerts.facts(alertId).deadlineAt().isBefore(clock.instant());
        List<String> people = deliveries.stream().map(Delivery::personId).toList();
        Map<String, AlertSettings> chosen = late ? Map.of() : directory.settings(people);
        Map<String, Contact> contacts = late ? Map.of() : directory.contacts(people);
        for (Delivery delivery : deliveries) {
            AlertSettings wishes = chosen.getOrDefault(delivery.personId(), AlertSettings.DEFAULT);
            boolean on = delivery.channel() == Channel.EMAIL ? wishes.email() : !chosen.containsKey(delivery.personId()) || wishes.sms();
            if (late) {
                drops.put(delivery.id(), Reason.DEADLINE_PASSED);
            } else if (!contacts.containsKey(delivery.personId())) {
                drops.put(delivery.id(), Reason.ERASED);
            } else if (!on) {
                drops.put(delivery.id(), Reason.UNSUBSCRIBED);
            }
        }
        return drops;
    }
}
