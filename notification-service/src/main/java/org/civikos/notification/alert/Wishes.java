package org.civikos.notification.alert;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.civikos.notification.member.Mandate;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.subscription.Subscription;
import org.civikos.notification.subscription.Way;
import org.jspecify.annotations.Nullable;

/** What people want: what they chose, else what their organisations set for them, else what the network tells everybody. */
final class Wishes {

    private final Map<String, List<Subscription>> organisationDefaults;
    /** By the organisations that set something: most people share theirs with many. */
    private final Map<Set<String>, AlertSettings> together = new HashMap<>();

    Wishes(Map<String, List<Subscription>> organisationDefaults) {
        this.organisationDefaults = organisationDefaults;
    }

    /** @param own what the person chose; null if nothing */
    AlertSettings of(Person person, @Nullable AlertSettings own) {
        if (own != null) {
            return own;
        }
        if (organisationDefaults.isEmpty()) {
            return AlertSettings.DEFAULT;
        }
        Set<String> organisations = new TreeSet<>();
        person.mandates().stream().map(Mandate::organisationId).forEach(organisations::add);
        return together.computeIfAbsent(organisations, this::setBy);
    }

    /** The organisations that set something for their people. */
    Set<String> organisations() {
        return organisationDefaults.keySet();
    }

    private AlertSettings setBy(Set<String> organisations) {
        Set<Subscription> subscriptions = new LinkedHashSet<>();
        for (String organisation : organisations) {
            subscriptions.addAll(organisationDefaults.getOrDefault(organisation, AlertSettings.DEFAULT.subscriptions()));
        }
        boolean sms = subscriptions.stream().anyMatch(one -> !one.id().equals(Subscription.STANDARD) && one.ways().contains(Way.SMS));
        AlertSettings network = AlertSettings.DEFAULT;
        return new AlertSettings(true, sms, network.scope(), network.fields(), network.institutions(), List.copyOf(subscriptions), null, null);
    }
}
