package org.civikos.notification.alert;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.subscription.Fact;
import org.civikos.notification.subscription.Plan;

/** Whom an alert concerns, why, and how they want to be told. */
final class Audience {

    /** @param speaksFor the organisations that make it the person's business, for the reader to know why */
    record Concerned(String personId, String speaksFor, Plan plan, AlertSettings wishes) {}

    private static final ZoneId KOSOVO = ZoneId.of("Europe/Belgrade");

    private final Alert alert;
    private final Fact fact;
    private final LocalDate day;
    private final Map<String, Organisation> organisations;
    private final Function<Person, AlertSettings> settings;

    Audience(Alert alert, Map<String, Organisation> organisations, Function<Person, AlertSettings> settings) {
        this.alert = alert;
        this.fact = alert.fact();
        this.day = alert.eventTime().atZone(KOSOVO).toLocalDate();
        this.organisations = organisations;
        this.settings = settings;
    }

    Optional<Concerned> concerned(Person person) {
        List<Organisation> speaksFor = person.organisationsAt(alert.eventTime(), day, organisations);
        if (speaksFor.isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> fields = speaksFor.stream().map(Organisation::fields).toList();
        AlertSettings wishes = settings.apply(person);
        return wishes.plan(fact, fields).map(plan -> new Concerned(person.id(),
                speaksFor.stream().map(Organisation::name).distinct().sorted().collect(Collectors.joining(", ")), plan, wishes));
    }
}
