package org.civikos.membership.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.civikos.membership.input.Fault;
import org.civikos.membership.input.InvalidInput;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platformtest.Contracts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class OrganisationTest {

    private static final String ID = "0199a000-0000-7000-8000-000000000001";
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final OrganisationProfile PROFILE = OrganisationProfile.of("  Shoqata   Shembull ", "SH", "Pristina",
            List.of("rule-of-law", "civil-society", "rule-of-law"), "31.1.2020");

    @Test
    void a_profile_is_brought_into_form() {
        assertThat(PROFILE).isEqualTo(new OrganisationProfile("Shoqata Shembull", "SH", "Prishtinë",
                List.of("rule-of-law", "civil-society"), LocalDate.of(2020, 1, 31)));
        assertThat(PROFILE.region()).isEqualTo("Prishtinë");
        assertThat(PROFILE.nameKey()).isEqualTo("shoqata shembull");
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        assertThatThrownBy(() -> OrganisationProfile.of(" ", "x".repeat(41), "Tiranë", List.of("football"), "31.2.2020"))
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidInput.class))
                .extracting(InvalidInput::faults, InstanceOfAssertFactories.list(Fault.class))
                .extracting(fault -> fault.field() + " " + fault.code())
                .containsExactly("name required", "shortName too-long", "municipality unknown-municipality", "fields unknown-field",
                        "memberSince not-a-date");
    }

    @Test
    void a_field_of_activity_and_a_municipality_are_required() {
        assertThatThrownBy(() -> OrganisationProfile.of("Shoqata", null, null, List.of(), null))
                .hasMessage("[municipality: required, fields: field-required]");
    }

    @Test
    void suspending_twice_keeps_the_first_reason() {
        Organisation suspended = Organisation.register(ID, PROFILE).organisation().suspend("Pa raport", NOW).organisation();
        Organisation.Decision again = suspended.suspend("Tjetër", NOW.plusSeconds(1));
        assertThat(again.facts()).isEmpty();
        assertThat(again.organisation().suspension()).isEqualTo(new Organisation.Suspension("Pa raport", NOW));
        assertThat(suspended.status()).isEqualTo("suspended");
        assertThat(suspended.reinstate().organisation().status()).isEqualTo("active");
        assertThat(suspended.reinstate().organisation().reinstate().facts()).isEmpty();
    }

    @Test
    void a_change_that_changes_nothing_is_no_fact() {
        assertThat(Organisation.register(ID, PROFILE).organisation().change(PROFILE).facts()).isEmpty();
    }

    @Test
    void what_is_stored_is_read_back_the_same() {
        Organisation active = Organisation.register(ID, PROFILE).organisation();
        Organisation suspended = active.suspend("Pa raport", NOW).organisation();
        assertThat(OrganisationDocument.of(active).toOrganisation(ID)).isEqualTo(active);
        assertThat(OrganisationDocument.of(suspended).toOrganisation(ID)).isEqualTo(suspended);
    }

    @ParameterizedTest
    @CsvSource({"organisation-registered", "organisation-changed", "organisation-suspended", "organisation-reinstated"})
    void events_are_as_the_contract_has_them(String fact) {
        Organisation registered = Organisation.register(ID, PROFILE).organisation();
        Organisation.Decision decision = switch (fact) {
            case "organisation-registered" -> Organisation.register(ID, PROFILE);
            case "organisation-changed" -> Organisation.register(ID, OrganisationProfile.of("Tjetër", null, "Pejë", List.of("youth"), null))
                    .organisation().change(PROFILE);
            case "organisation-suspended" -> registered.suspend("Pa raport", NOW);
            default -> registered.suspend("Pa raport", NOW).organisation().reinstate();
        };
        List<OutgoingEvent> events = OrganisationEvents.of(decision);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.topic()).isEqualTo("membership.organisation.events.v1");
            assertThat(event.type()).isEqualTo(Contracts.type("membership", fact));
            assertThat(event.key()).isEqualTo(ID);
            Contracts.assertLikeSample("membership", fact, event.data());
            JsonMapper json = JsonMapper.shared();
            assertThat(json.readTree(json.writeValueAsString(event.data()))).isEqualTo(json.readTree(Contracts.sample("membership", fact)));
        });
    }
}
