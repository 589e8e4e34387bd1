package org.civikos.membership.person;

import java.util.ArrayList;
import java.util.List;
import org.civikos.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the other services hear of a person: contracts/events/membership/mandate-*, contact-updated. Mandates carry no
 * personal data; how a person is reached goes to a topic of its own, restricted and compacted, where erasing leaves a
 * tombstone.
 */
final class PersonEvents {

    static final String MANDATES = "membership.person.events.v1";
    static final String CONTACTS = "membership.contact.v1";

    private PersonEvents() {
    }

    /** Every mandate that the person has after the fact, so that a reader replaces and never adds up. */
    record MandatesPayload(String personId, String organisationId, List<MandatePayload> mandates) {
    }

    record MandatePayload(String organisationId, List<String> rights, String validFrom, @Nullable String validTo, boolean deputy) {
    }

    record ContactPayload(String personId, String name, String email, @Nullable String phone, String language) {
    }

    static List<OutgoingEvent> of(Person.Decision decision) {
        Person person = decision.person();
        List<OutgoingEvent> events = new ArrayList<>();
        for (Person.Fact fact : decision.facts()) {
            switch (fact) {
                case Person.Fact.ContactUpdated updated -> {
                    Contact contact = person.contact();
                    if (contact != null) {
                        events.add(contact(person.id(), new ContactPayload(person.id(), contact.name(), contact.email(),
                                contact.phone(), contact.language())));
                    }
                }
                case Person.Fact.Erased erased -> events.add(contact(person.id(), null));
                case Person.Fact.MandateGranted granted -> events.add(new OutgoingEvent(MANDATES,
                        "org.civikos.membership.mandate-granted.v1", person.id(), mandates(person, granted.organisationId())));
                case Person.Fact.MandateEnded ended -> events.add(new OutgoingEvent(MANDATES,
                        "org.civikos.membership.mandate-ended.v1", person.id(), mandates(person, ended.organisationId())));
                case Person.Fact.RolesChanged changed -> {
                    // Roles travel in the tokens alone.
                }
            }
        }
        return events;
    }

    private static OutgoingEvent contact(String personId, @Nullable ContactPayload payload) {
        return new OutgoingEvent(CONTACTS, "org.civikos.membership.contact-updated.v1", personId, payload);
    }

    private static MandatesPayload mandates(Person person, String organisationId) {
        return new MandatesPayload(person.id(), organisationId, person.mandates().stream()
                .map(mandate -> new MandatePayload(mandate.organisationId(), mandate.rightCodes(),
                        mandate.validFrom().toString(), mandate.validTo() == null ? null : mandate.validTo().toString(),
                        mandate.deputy()))
                .toList());
    }
}
