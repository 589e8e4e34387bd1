package org.civikos.membership.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platformtest.Contracts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PersonTest {

    private static final String ID = "0199a000-0000-7000-8000-000000000101";
    private static final String ORGANISATION = "0199a000-0000-7000-8000-000000000001";
    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
    private static final Contact CONTACT = Contact.of("Arta Shembulli", "arta@example.org", null, "sq");
    private static final Mandate MANDATE = Mandate.of(ORGANISATION, List.of("sign-off", "comment"), "2026-01-01", null, false, NEW_YEAR);
    private static final Person ARTA = Person.register(ID, CONTACT).person();

    @ParameterizedTest
    @CsvSource({"043 900 123,+38343900123", "+383 43 900 123,+38343900123", "00383 43 900 123,+38343900123", "+383(0)43/900-123,+38343900123"})
    void numbers_without_a_country_are_kosovos(String typed, String stored) {
        assertThat(Contact.of("Arta", "arta@example.org", typed, "sq").phone()).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "+383 12", "abc", "+383 43 900 1234567"})
    void what_is_no_number_is_refused(String typed) {
        assertThatThrownBy(() -> Contact.of("Arta", "arta@example.org", typed, "sq")).hasMessage("[phone: not-a-phone]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arta", "arta@", "@example.org", "arta@example", "arta @example.org", "arta@exa_mple.org", "arta..x@example.org",
            "arta@example.org\nBcc: all@example.org", "shoqëria@example.org"})
    void what_is_no_address_is_refused(String typed) {
        assertThatThrownBy(() -> Contact.of("Arta", typed, null, "sq")).hasMessageContaining("email: not-an-email");
    }

    @Test
    void addresses_are_the_same_in_any_case() {
        assertThat(Contact.of("Arta", "Arta.Sh@Example.ORG", null, "sq").emailKey()).isEqualTo("arta.sh@example.org");
        assertThatThrownBy(() -> Contact.of(null, null, null, "fr"))
                .hasMessage("[name: required, email: required, language: unknown-language]");
    }

    @Test
    void a_mandate_has_a_right_and_ends_after_it_begins() {
        assertThatThrownBy(() -> Mandate.of(ORGANISATION, List.of(), null, null, null, NEW_YEAR)).hasMessage("[rights: right-required]");
        assertThatThrownBy(() -> Mandate.of(ORGANISATION, List.of("shout"), null, null, null, NEW_YEAR)).hasMessage("[rights: unknown-right]");
        assertThatThrownBy(() -> Mandate.of(ORGANISATION, List.of("vote"), null, "2025-12-31", null, NEW_YEAR))
                .hasMessage("[validTo: ends-before-it-begins]");
        Mandate oneDay = Mandate.of(ORGANISATION, List.of("manage"), "2026-01-01", "2026-01-01", true, NEW_YEAR);
        assertThat(oneDay.allows(Right.MANAGE, NEW_YEAR)).isTrue();
        assertThat(oneDay.allows(Right.VOTE, NEW_YEAR)).isFalse();
        assertThat(oneDay.allows(Right.MANAGE, NEW_YEAR.plusDays(1))).isFalse();
        assertThat(oneDay.allows(Right.MANAGE, NEW_YEAR.minusDays(1))).isFalse();
    }

    @Test
    void a_person_has_one_mandate_for_an_organisation() {
        Mandate other = Mandate.of(ORGANISATION, List.of("vote"), "2026-02-01", null, true, NEW_YEAR);
        Person granted = ARTA.grant(MANDATE).person();
        assertThat(granted.grant(MANDATE).facts()).isEmpty();
        assertThat(granted.grant(other).person().mandates()).containsExactly(other);
        assertThat(granted.end("another-organisation").facts()).isEmpty();
        assertThatThrownBy(() -> new Person(ID, CONTACT, List.of(), List.of(MANDATE, other))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void erasing_leaves_nothing_and_tells_everybody() {
        Person person = ARTA.grant(MANDATE).person().roles(Set.of("board")).person();
        Person.Decision erased = person.erase();
        assertThat(erased.person()).isEqualTo(new Person(ID, null, List.of(), List.of()));
        List<OutgoingEvent> events = PersonEvents.of(erased);
        assertThat(events).extracting(OutgoingEvent::topic).containsExactly("membership.person.events.v1", "membership.contact.v1");
        assertThat(events.getLast().data()).isNull();
        assertThat(events.getLast().key()).isEqualTo(ID);
        assertThat(erased.person().erase().facts()).isEmpty();
        assertThatThrownBy(() -> erased.person().grant(MANDATE)).isInstanceOf(IllegalStateException.class);
        assertThat(PersonDocument.of(erased.person()).toPerson(ID)).isEqualTo(erased.person());
        assertThat(PersonDocument.of(erased.person()).toString()).doesNotContain("arta");
    }

    @Test
    void roles_are_no_event() {
        Person.Decision decision = ARTA.roles(Set.of("secretariat"));
        assertThat(decision.facts()).hasSize(1);
        assertThat(PersonEvents.of(decision)).isEmpty();
        assertThat(decision.person().roles(Set.of("secretariat")).facts()).isEmpty();
    }

    @Test
    void what_is_stored_is_read_back_the_same() {
        Person person = ARTA.grant(MANDATE).person().roles(Set.of("board", "administrator")).person();
        assertThat(PersonDocument.of(person).toPerson(ID)).isEqualTo(person);
    }

    @Test
    void events_are_as_the_contract_has_them() {
        contract("contact-updated", Person.register(ID, CONTACT), "membership.contact.v1");
        contract("mandate-granted", ARTA.grant(MANDATE), "membership.person.events.v1");
        contract("mandate-ended", ARTA.grant(MANDATE).person().end(ORGANISATION), "membership.person.events.v1");
    }

    private static void contract(String fact, Person.Decision decision, String topic) {
        assertThat(PersonEvents.of(decision)).singleElement().satisfies(event -> {
            assertThat(event.topic()).isEqualTo(topic);
            assertThat(event.type()).isEqualTo(Contracts.type("membership", fact));
            assertThat(event.key()).isEqualTo(ID);
            Contracts.assertLikeSample("membership", fact, event.data());
            JsonMapper json = JsonMapper.shared();
            assertThat(json.readTree(json.writeValueAsString(event.data()))).isEqualTo(json.readTree(Contracts.sample("membership", fact)));
        });
    }
}
