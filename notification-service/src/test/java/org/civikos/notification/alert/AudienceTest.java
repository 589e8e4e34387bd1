package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Mandate;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.settings.Settings.OrganisationDefault;
import org.civikos.notification.settings.Wishes;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AudienceTest {

    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, Organisation> ORGANISATIONS = Map.of(
            "law", new Organisation("Shoqata e së Drejtës", true, List.of("rule-of-law")),
            "all", new Organisation("Organizata Gjithçka", true, List.of()),
            "health", new Organisation("Udruženje Zdravlje", true, List.of("health")),
            "quiet", new Organisation("Heshtja", false, List.of("rule-of-law")));

    private static final Wishes NOBODY_CHOSE = new Wishes(Map.of(), ORGANISATIONS, SampleAlerts.OPENED_AT);

    private final Audience audience =
            of(SampleAlerts.opened("event-1"));

    private static Audience of(Alert alert) {
        return new Audience(alert, alert.fact(List.of()), List.of(), ORGANISATIONS, NOBODY_CHOSE);
    }

    private static Person person(Mandate... mandates) {
        return new Person("person-1", List.of(mandates));
    }

    private static Mandate mandate(String organisation, String from, @Nullable String to) {
        return new Mandate(organisation, LocalDate.parse(from), to == null ? null : LocalDate.parse(to), BEFORE);
    }

    @Test
    void anActiveOrganisationInTheFieldIsTold() {
        assertThat(audience.concerned(person(mandate("law", "2026-01-01", null)), null)).get()
                .extracting(Audience.Concerned::speaksFor).isEqualTo("Shoqata e së Drejtës");
        assertThat(audience.concerned(person(mandate("all", "2026-01-01", null)), null)).isPresent();
    }

    @Test
    void anotherFieldASuspendedOrUnknownOrganisationIsNot() {
        assertThat(audience.concerned(person(mandate("health", "2026-01-01", null)), null)).isEmpty();
        assertThat(audience.concerned(person(mandate("quiet", "2026-01-01", null)), null)).isEmpty();
        assertThat(audience.concerned(person(mandate("unknown", "2026-01-01", null)), null)).isEmpty();
    }

    @Test
    void theMandateHasToBeValidOnTheDayInKosovo() {
        // The event is of 20 November 23:30 UTC, which is the 21st in Kosovo.
        Audience late = of(SampleAlerts.opened("event-1", Instant.parse("2026-11-20T23:30:00Z")));
        assertThat(late.concerned(person(mandate("law", "2026-11-21", "2026-11-21")), null)).isPresent();
        assertThat(late.concerned(person(mandate("law", "2026-11-22", null)), null)).isEmpty();
        assertThat(late.concerned(person(mandate("law", "2026-01-01", "2026-11-20")), null)).isEmpty();
    }

    @Test
    void whoWasGrantedTheMandateAfterTheFactIsNotTold() {
        Mandate later = new Mandate("law", LocalDate.parse("2026-01-01"), null, SampleAlerts.OPENED_AT.plusMillis(1));
        assertThat(audience.concerned(person(later), null)).isEmpty();
    }

    @Test
    void twoOrganisationsAreNamedBoth() {
        assertThat(audience.concerned(person(mandate("law", "2026-01-01", null), mandate("all", "2026-01-01", null)), null)).get()
                .extracting(Audience.Concerned::speaksFor).isEqualTo("Organizata Gjithçka, Shoqata e së Drejtës");
    }

    /** Who is looked at may depend on how many organisations are concerned; who is told may not. */
    @Test
    void nobodyIsLeftOutByLookingAtFewer() {
        List<String> fields = List.of("rule-of-law", "health", "education", "environment", "culture");
        AtomicInteger fewer = new AtomicInteger();
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Map<String, Organisation> organisations = new TreeMap<>();
            Map<String, OrganisationDefault> defaults = new TreeMap<>();
            for (int i = 0; i < 12; i++) {
                organisations.put("o" + i, new Organisation("O" + i, random.nextInt(8) > 0,
                        random.nextInt(10) == 0 ? List.of() : some(fields, random)));
                if (random.nextInt(8) == 0) {
                    defaults.put("o" + i, new OrganisationDefault(List.of(Subscription.standard(scope(random), some(fields, random), List.of("md")))));
                }
            }
            List<Person> people = new ArrayList<>();
            Map<String, AlertSettings> chosen = new TreeMap<>();
            for (int i = 0; i < 60; i++) {
                List<Mandate> mandates = some(List.copyOf(organisations.keySet()), random).stream().limit(3)
                        .map(one -> mandate(one, "2026-01-01", random.nextInt(5) == 0 ? "2026-02-01" : null)).toList();
                people.add(new Person("p" + i, mandates));
                if (random.nextInt(6) == 0) {
                    chosen.put("p" + i, new AlertSettings(true, false, scope(random), some(fields, random), List.of()));
                }
            }
            Audience generated = new Audience(SampleAlerts.opened("event-1"), SampleAlerts.opened("event-1").fact(List.of()), List.of(), organisations,
                    new Wishes(defaults, organisations, SampleAlerts.OPENED_AT));
            List<String> looked = new ArrayList<>();
            generated.each(directory(people, chosen, fewer), 7, UnaryOperator.identity(), one -> looked.add(one.personId()));
            List<String> all = people.stream().flatMap(person -> generated.concerned(person, chosen.get(person.id())).stream()).map(Audience.Concerned::personId).toList();
            assertThat(looked).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(all);
        }
        assertThat(fewer.get()).as("both ways were gone").isBetween(30, 270);
    }

    private static <T> List<T> some(List<T> of, Random random) {
        List<T> shuffled = new ArrayList<>(of);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, 1 + random.nextInt(2)));
    }

    private static Scope scope(Random random) {
        return Scope.values()[random.nextInt(Scope.values().length)];
    }

    private static Directory directory(List<Person> people, Map<String, AlertSettings> chosen, AtomicInteger fewer) {
        return new Directory() {
            @Override
            public Map<String, Organisation> organisations() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void forEachPerson(Consumer<Person> look) {
                people.forEach(look);
            }

            @Override
            public void forEachPersonOf(Collection<String> organisations, Consumer<Person> look) {
                fewer.incrementAndGet();
                Directory.super.forEachPersonOf(organisations, look);
            }

            @Override
            public List<Person> people(Collection<String> asked) {
                return people.stream().filter(person -> asked.contains(person.id())).toList();
            }

            @Override
            public Map<String, Contact> contacts(Collection<String> asked) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void forEachChooser(Consumer<Map<String, AlertSettings>> look) {
                chosen.forEach((person, settings) -> look.accept(Map.of(person, settings)));
            }

            @Override
            public Map<String, AlertSettings> settings(Collection<String> asked) {
                return asked.stream().filter(chosen::containsKey).collect(Collectors.toMap(one -> one, chosen::get));
            }
        };
    }
}
