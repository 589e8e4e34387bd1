package org.civikos.notification.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.civikos.notification.member.Mandate;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.Settings.OrganisationDefault;
import org.civikos.notification.subscription.Subscription;
import org.civikos.notification.subscription.Way;
import org.jspecify.annotations.Nullable;

/**
 * What people want at one moment: what they chose, else what their organisations set for them, else what the network tells
 * everybody. An organisation's word counts for whom it may speak through: it is active, and the mandate runs.
 */
public final class Wishes {

    private final Map<String, OrganisationDefault> set;
    private final Map<String, Organisation> organisations;
    private final Instant moment;
    private final LocalDate day;
    /** By the organisations that count: most people share theirs with many. */
    private final Map<Set<String>, AlertSettings> together = new HashMap<>();

    /**
     * @param set by organisation; those that set nothing are not there
     * @param organisations all of them
     */
    public Wishes(Map<String, OrganisationDefault> set, Map<String, Organisation> organisations, Instant moment) {
        this(set, organisations, moment, moment.atZone(AlertSettings.KOSOVO).toLocalDate());
    }

    /** Of a day, by all that is known by now: the clocks of those who grant mandates may go ahead of ours. */
    Wishes(Map<String, OrganisationDefault> set, Map<String, Organisation> organisations, LocalDate day) {
        this(set, organisations, Instant.MAX, day);
    }

    private Wishes(Map<String, OrganisationDefault> set, Map<String, Organisation> organisations, Instant moment, LocalDate day) {
        this.set = set;
        this.organisations = organisations;
        this.moment = moment;
        this.day = day;
    }

    /** @param own what the person chose; null if nothing */
    public AlertSettings of(Person person, @Nullable AlertSettings own) {
        if (own != null && !own.inheriting()) {
            return own;
        }
        AlertSettings inherited = set.isEmpty() ? AlertSettings.DEFAULT : together.computeIfAbsent(speaksFor(person), this::setBy);
        return own == null ? inherited : own.inheriting(inherited);
    }

    /** Which organisations set what holds for somebody who chose nothing; none where it is what the network tells everybody. */
    List<String> settingFor(Person person) {
        return speaksFor(person).stream().filter(set::containsKey).toList();
    }

    /** The organisations that set something for their people. */
    public Set<String> organisations() {
        return set.keySet();
    }

    private Set<String> speaksFor(Person person) {
        Set<String> counting = new TreeSet<>();
        for (Mandate mandate : person.mandates()) {
            if (mandate.heldAt(moment, day)) {
                Organisation organisation = organisations.get(mandate.organisationId());
                if (organisation != null && organisation.active()) {
                    counting.add(mandate.organisationId());
                }
            }
        }
        return counting;
    }

    // Several organisations add up; of their hours, which cannot, those of the first by id hold that has quiet ones, else a zone.
    private AlertSettings setBy(Set<String> counting) {
        Set<Subscription> subscriptions = new LinkedHashSet<>();
        List<OrganisationDefault> timed = new ArrayList<>();
        for (String organisation : counting) {
            OrganisationDefault theirs = set.get(organisation);
            subscriptions.addAll(theirs == null || theirs.subscriptions().isEmpty() ? AlertSettings.DEFAULT.subscriptions() : theirs.subscriptions());
            if (theirs != null && theirs.timed()) {
                timed.add(theirs);
            }
        }
        if (subscriptions.isEmpty()) {
            subscriptions.addAll(AlertSettings.DEFAULT.subscriptions());
        }
        boolean sms = subscriptions.stream().anyMatch(one -> !one.id().equals(Subscription.STANDARD) && one.ways().contains(Way.SMS));
        AlertSettings network = AlertSettings.DEFAULT;
        OrganisationDefault hours = timed.stream().filter(one -> one.quiet() != null).findFirst().orElse(timed.isEmpty() ? null : timed.getFirst());
        return new AlertSettings(true, sms, network.scope(), network.fields(), network.institutions(), numbered(List.copyOf(subscriptions)),
                hours == null ? null : hours.zone(), hours == null ? null : hours.quiet(), true);
    }

    /** Every organisation numbers its own from 1 on: those of several would have the same ids for one person. */
    private static List<Subscription> numbered(List<Subscription> all) {
        Set<String> ids = new LinkedHashSet<>();
        List<Subscription> numbered = new ArrayList<>(all.size());
        for (Subscription one : all) {
            String id = one.id();
            for (int next = 2; !ids.add(id); next++) {
                id = one.id() + "-" + next;
            }
            numbered.add(Objects.equals(id, one.id()) ? one : one.called(id));
        }
        return numbered;
    }
}
