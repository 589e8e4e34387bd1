package org.civikos.notification.alert;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.civikos.notification.member.Mandate;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.subscription.Subscription;
import org.civikos.notification.subscription.Way;

/**
 * What everybody wants, loaded once for an alert: what they chose, else what their organisations set for them, else what the
 * network tells everybody.
 */
final class Wishes implements Function<Person, AlertSettings> {

    private final Map<String, AlertSettings> chosen;
    private final Map<String, List<Subscription>> organisationDefaults;
    /** By the organisations that set something: most people share theirs with many. */
    private final Map<Set<String>, AlertSettings> together = new HashMap<>();

    Wishes(Map<String, AlertSettings> chosen, Map<String, List<Subscription>> organisationDefaults) {
        this.chosen = chosen;
        this.organisationDefaults = organisationDefaults;
    }

    @Override
    public AlertSettings apply(Person person) {
        AlertSettings own = chosen.get(person.id());
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

    /** Who chose for themselves. */
    Set<String> people() {
        return chosen.keySet();
    }

    /** The organisations that set something for their people. */
    Set<String> organisations() {
        return organisationDefaults.keySet();
    }

    /** What is known of somebody without their mandates. */
    AlertSettings of(String personId) {
        return chosen.getOrDefault(personId, AlertSettings.DEFAULT);
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
