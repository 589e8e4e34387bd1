package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.civikos.notification.member.Mandate;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AudienceTest {

    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, Organisation> ORGANISATIONS = Map.of(
            "law", new Organisation("Shoqata e së Drejtës", true, List.of("rule-of-law")),
            "all", new Organisation("Organizata Gjithçka", true, List.of()),
            "health", new Organisation("Udruženje Zdravlje", true, List.of("health")),
            "quiet", new Organisation("Heshtja", false, List.of("rule-of-law")));

    private final Audience audience =
            new Audience(SampleAlerts.opened("event-1"), ORGANISATIONS, _ -> AlertSettings.DEFAULT);

    private static Person person(Mandate... mandates) {
        return new Person("person-1", List.of(mandates));
    }

    private static Mandate mandate(String organisation, String from, @Nullable String to) {
        return new Mandate(organisation, LocalDate.parse(from), to == null ? null : LocalDate.parse(to), BEFORE);
    }

    @Test
    void anActiveOrganisationInTheFieldIsTold() {
        assertThat(audience.concerned(person(mandate("law", "2026-01-01", null)))).get()
                .extracting(Audience.Concerned::speaksFor).isEqualTo("Shoqata e së Drejtës");
        assertThat(audience.concerned(person(mandate("all", "2026-01-01", null)))).isPresent();
    }

    @Test
    void anotherFieldASuspendedOrUnknownOrganisationIsNot() {
        assertThat(audience.concerned(person(mandate("health", "2026-01-01", null)))).isEmpty();
        assertThat(audience.concerned(person(mandate("quiet", "2026-01-01", null)))).isEmpty();
        assertThat(audience.concerned(person(mandate("unknown", "2026-01-01", null)))).isEmpty();
    }

    @Test
    void theMandateHasToBeValidOnTheDayInKosovo() {
        // The event is of 20 November 23:30 UTC, which is the 21st in Kosovo.
        Audience late = new Audience(SampleAlerts.opened("event-1", Instant.parse("2026-11-20T23:30:00Z")), ORGANISATIONS,
                _ -> AlertSettings.DEFAULT);
        assertThat(late.concerned(person(mandate("law", "2026-11-21", "2026-11-21")))).isPresent();
        assertThat(late.concerned(person(mandate("law", "2026-11-22", null)))).isEmpty();
        assertThat(late.concerned(person(mandate("law", "2026-01-01", "2026-11-20")))).isEmpty();
    }

    @Test
    void whoWasGrantedTheMandateAfterTheFactIsNotTold() {
        Mandate later = new Mandate("law", LocalDate.parse("2026-01-01"), null, SampleAlerts.OPENED_AT.plusMillis(1));
        assertThat(audience.concerned(person(later))).isEmpty();
    }

    @Test
    void twoOrganisationsAreNamedBoth() {
        assertThat(audience.concerned(person(mandate("law", "2026-01-01", null), mandate("all", "2026-01-01", null)))).get()
                .extracting(Audience.Concerned::speaksFor).isEqualTo("Organizata Gjithçka, Shoqata e së Drejtës");
    }
}
