package org.civikos.notification.alert;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.civikos.notification.campaign.Campaign;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.settings.Wishes;
import org.civikos.notification.subscription.Fact;
import org.civikos.notification.subscription.Plan;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;
import org.civikos.notification.subscription.Why;
import org.jspecify.annotations.Nullable;

/** Whom an alert concerns, why, and how they want to be told. */
final class Audience {

    /**
     * One whom it concerns: kept for everybody until their part is written, so everything but the id is shared by all who are alike.
     *
     * @param speaksFor the organisations that make it the person's business, for the reader to know why
     * @param wishes by which channels and when; see {@link AlertSettings#manner}
     */
    record Concerned(String personId, String speaksFor, Plan plan, AlertSettings wishes) {}

    private static final ZoneId KOSOVO = ZoneId.of("Europe/Belgrade");

    private final Alert alert;
    private final Fact fact;
    private final LocalDate day;
    private final Map<String, Organisation> organisations;
    private final Wishes wishes;
    private final Map<String, String> campaigns;
    private final Map<Object, Object> alike = new HashMap<>();

    /**
     * @param fact      what subscriptions look at in the alert
     * @param campaigns that have taken the draft up
     */
    Audience(Alert alert, Fact fact, List<Campaign> campaigns, Map<String, Organisation> organisations, Wishes wishes) {
        this.alert = alert;
        this.fact = fact;
        this.campaigns = campaigns.stream().collect(Collectors.toMap(Campaign::id, Campaign::title, (one, _) -> one));
        this.day = alert.eventTime().atZone(KOSOVO).toLocalDate();
        this.organisations = organisations;
        this.wishes = wishes;
    }

    /**
     * Shows everybody whom the alert concerns, nobody twice; where it is the business of less than half of the organisations, it goes by
     * these and by the people who chose for themselves, and not through all people. What people chose is read for some at a time and not kept.
     *
     * @param page for how many people at a time
     * @param as what of a person's mandates counts
     */
    void each(Directory directory, int page, UnaryOperator<Person> as, Consumer<Concerned> look) {
        // Who chose nothing has what their organisations set, and the standard subscription, which looks at one organisation at a time.
        Set<String> concerned = new HashSet<>(wishes.organisations());
        organisations.forEach((id, organisation) -> {
            if (organisation.active() && AlertSettings.DEFAULT.plan(fact, List.of(organisation.fields())).isPresent()) {
                concerned.add(id);
            }
        });
        Pages<Person> pages = new Pages<>(page, people -> {
            Map<String, AlertSettings> chosen = directory.settings(people.stream().map(Person::id).toList());
            people.forEach(person -> concerned(person, as, chosen.get(person.id())).ifPresent(look));
        });
        if (concerned.size() * 2 >= organisations.size()) {
            directory.forEachPerson(pages::add);
            pages.end();
            return;
        }
        directory.forEachPersonOf(concerned, pages::add);
        pages.end();
        directory.forEachChooser(chosen -> directory.people(chosen.keySet()).forEach(person -> {
            if (person.mandates().stream().noneMatch(mandate -> concerned.contains(mandate.organisationId()))) {
                concerned(person, as, chosen.get(person.id())).ifPresent(look);
            }
        }));
    }

    /**
     * Somebody outside the network, who has no organisation and gets e-mails alone.
     *
     * @return empty if they subscribed after the fact, or to something else
     */
    Optional<Concerned> outside(PublicReaders.Reader reader, AlertSettings chosen) {
        if (!chosen.email() || reader.since().isAfter(alert.eventTime())) {
            return Optional.empty();
        }
        List<Subscription> theirs = chosen.subscriptions().stream().filter(one -> one.scope() != Scope.ORGANISATION_FIELDS).toList();
        return Subscription.plan(theirs, fact, List.of()).filter(Plan::email)
                .map(plan -> new Concerned(reader.id(), "", shared(new Plan(plan.frequency(), true, false, plan.language(), plan.hours(), named(plan.why()))), shared(chosen.manner(plan.hours()))));
    }

    /** @param own what the person chose; null if nothing */
    Optional<Concerned> concerned(Person person, @Nullable AlertSettings own) {
        return concerned(person, UnaryOperator.identity(), own);
    }

    // What a person wants goes by all of their mandates, whichever of them make it their business.
    private Optional<Concerned> concerned(Person person, UnaryOperator<Person> as, @Nullable AlertSettings own) {
        List<Organisation> speaksFor = as.apply(person).organisationsAt(alert.eventTime(), day, organisations);
        if (speaksFor.isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> fields = speaksFor.stream().map(Organisation::fields).toList();
        AlertSettings chosen = wishes.of(person, own);
        return chosen.plan(fact, fields).map(plan -> new Concerned(person.id(),
                shared(speaksFor.stream().map(Organisation::name).distinct().sorted().collect(Collectors.joining(", "))), shared(named(plan)), shared(chosen.manner(plan.hours()))));
    }

    private Plan named(Plan plan) {
        return plan.why() == null ? plan : new Plan(plan.frequency(), plan.email(), plan.sms(), plan.language(), plan.hours(), named(plan.why()));
    }

    private @Nullable Why named(@Nullable Why why) {
        if (why == null || campaigns.isEmpty() && alert.takenUp() == null) {
            return why;
        }
        return why.saying((criterion, value) -> criterion != Why.Criterion.CAMPAIGN ? value
                : alert.takenUp() != null && alert.takenUp().campaignId().equals(value) ? alert.takenUp().title() : campaigns.getOrDefault(value, value));
    }

    @SuppressWarnings("unchecked")
    private <T> T shared(T one) {
        return (T) alike.computeIfAbsent(one, same -> same);
    }
}
