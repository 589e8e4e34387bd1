package org.civikos.notification.alert;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.civikos.notification.campaign.Campaign;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.subscription.Fact;
import org.civikos.notification.subscription.Plan;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;

/** Whom an alert concerns, why, and how they want to be told. */
final class Audience {

    /** @param speaksFor the organisations that make it the person's business, for the reader to know why */
    record Concerned(String personId, String speaksFor, Plan plan, AlertSettings wishes) {}

    private static final ZoneId KOSOVO = ZoneId.of("Europe/Belgrade");

    private final Alert alert;
    private final Fact fact;
    private final LocalDate day;
    private final Map<String, Organisation> organisations;
    private final Wishes wishes;

    /** @param campaigns that have taken the draft up */
    Audience(Alert alert, List<Campaign> campaigns, Map<String, Organisation> organisations, Wishes wishes) {
        this.alert = alert;
        this.fact = alert.fact(campaigns);
        this.day = alert.eventTime().atZone(KOSOVO).toLocalDate();
        this.organisations = organisations;
        this.wishes = wishes;
    }

    /**
     * Shows everybody whom the alert may concern, and few others: where it is the business of less than half of the organisations, it
     * goes by these and by the people who chose for themselves, and not through all people.
     */
    void candidates(Directory directory, Consumer<Person> look) {
        // Who chose nothing has what their organisations set, former ones too, and the standard subscription, which looks at one
        // organisation at a time.
        Set<String> concerned = new HashSet<>(wishes.organisations());
        organisations.forEach((id, organisation) -> {
            if (organisation.active() && AlertSettings.DEFAULT.plan(fact, List.of(organisation.fields())).isPresent()) {
                concerned.add(id);
            }
        });
        if (concerned.size() * 2 >= organisations.size()) {
            directory.forEachPerson(look);
            return;
        }
        Set<String> own = wishes.people();
        directory.people(own).forEach(look);
        directory.forEachPersonOf(concerned, person -> {
            if (!own.contains(person.id())) {
                look.accept(person);
            }
        });
    }

    /**
     * Somebody outside the network, who has no organisation and gets e-mails alone.
     *
     * @return empty if they subscribed after the fact, or to something else
     */
    static Optional<Concerned> outside(Alert alert, List<Campaign> campaigns, PublicReaders.Reader reader, AlertSettings wishes) {
        if (!wishes.email() || reader.since().isAfter(alert.eventTime())) {
            return Optional.empty();
        }
        List<Subscription> theirs = wishes.subscriptions().stream().filter(one -> one.scope() != Scope.ORGANISATION_FIELDS).toList();
        return Subscription.plan(theirs, alert.fact(campaigns), List.of()).filter(Plan::email)
                .map(plan -> new Concerned(reader.id(), "", new Plan(plan.frequency(), true, false, plan.language(), false), wishes));
    }

    Optional<Concerned> concerned(Person person) {
        List<Organisation> speaksFor = person.organisationsAt(alert.eventTime(), day, organisations);
        if (speaksFor.isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> fields = speaksFor.stream().map(Organisation::fields).toList();
        AlertSettings chosen = wishes.apply(person);
        return chosen.plan(fact, fields).map(plan -> new Concerned(person.id(),
                speaksFor.stream().map(Organisation::name).distinct().sorted().collect(Collectors.joining(", ")), plan, chosen));
    }
}
