package org.civikos.membership.person;

import java.time.LocalDate;
import java.util.List;
import org.civikos.membership.reference.Folding;
import org.jspecify.annotations.Nullable;

/**
 * A person as it lies in the store.
 *
 * @param emailKey unique by index; for an erased person a text that no address can be, since partial indexes are not
 *                 to be relied on
 * @param nameKey  the folded name, by which lists are ordered
 */
record PersonDocument(@Nullable String name, @Nullable String email, String emailKey, String nameKey, @Nullable String phone,
        @Nullable String language, List<String> roles, List<MandateDocument> mandates, boolean erased) {

    record MandateDocument(String organisationId, List<String> rights, String validFrom, @Nullable String validTo,
            boolean deputy) {
    }

    static PersonDocument of(Person person) {
        Contact contact = person.contact();
        List<MandateDocument> mandates = person.mandates().stream()
                .map(mandate -> new MandateDocument(mandate.organisationId(), mandate.rightCodes(),
                        mandate.validFrom().toString(), mandate.validTo() == null ? null : mandate.validTo().toString(),
                        mandate.deputy()))
                .toList();
        if (contact == null) {
            return new PersonDocument(null, null, "erased:" + person.id(), "", null, null, List.of(), List.of(), true);
        }
        return new PersonDocument(contact.name(), contact.email(), contact.emailKey(), Folding.fold(contact.name()),
                contact.phone(), contact.language(), person.roles(), mandates, false);
    }

    Person toPerson(String id) {
        if (erased || name == null || email == null || language == null) {
            return new Person(id, null, List.of(), List.of());
        }
        return new Person(id, new Contact(name, email, phone, language), roles, mandates.stream()
                .map(mandate -> new Mandate(mandate.organisationId(),
                        mandate.rights().stream().map(right -> Right.find(right).orElseThrow()).toList(),
                        LocalDate.parse(mandate.validFrom()),
                        mandate.validTo() == null ? null : LocalDate.parse(mandate.validTo()), mandate.deputy()))
                .toList());
    }
}
