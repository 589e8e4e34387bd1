package org.civikos.notification.member;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.civikos.notification.member.Members.StoredMandate;
import org.civikos.notification.member.Members.StoredOrganisation;
import org.civikos.notification.member.Members.StoredPerson;
import org.civikos.platform.messaging.EventConsumer;
import org.civikos.platform.messaging.EventMetadata;
import org.civikos.platform.messaging.Projections;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What membership-service tells, and what of it is kept here. Each payload names only the members that are read. */
@Configuration(proxyBeanMethods = false)
class MemberEvents {

    private static final String TYPE = "org.civikos.membership.";

    record OrganisationFact(String organisationId, String name, String status, List<String> fields) {
        OrganisationFact {
            Objects.requireNonNull(organisationId, "organisationId");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(status, "status");
            fields = fields == null ? List.of() : List.copyOf(fields);
        }
    }

    record MandateFact(
            String organisationId, String validFrom, @Nullable String validTo, @Nullable List<String> rights, boolean deputy) {
        MandateFact {
            Objects.requireNonNull(organisationId, "organisationId");
            LocalDate.parse(validFrom);
            if (validTo != null) {
                LocalDate.parse(validTo);
            }
        }
    }

    record MandatesFact(String personId, List<MandateFact> mandates) {
        MandatesFact {
            Objects.requireNonNull(personId, "personId");
            mandates = List.copyOf(mandates);
        }
    }

    record ContactFact(String personId, String name, @Nullable String email, @Nullable String phone, String language) {
        ContactFact {
            Objects.requireNonNull(personId, "personId");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(language, "language");
        }
    }

    @Bean
    Members members(MongoTemplate mongo, Projections projections, ObjectProvider<Readers> readers) {
        return new Members(mongo, projections, readers::getIfAvailable);
    }

    @Bean
    EventConsumer followOrganisations(Members members, JsonMapper json) {
        EventConsumer.Builder consumer = EventConsumer.named("organisations");
        for (String fact : List.of("registered", "changed", "suspended", "reinstated")) {
            consumer.on(TYPE + "organisation-" + fact + ".v1", OrganisationFact.class, (organisation, event) ->
                    members.organisation(organisation.organisationId(), event.sequence(),
                            new StoredOrganisation(organisation.name(), organisation.status(), organisation.fields())));
        }
        return consumer.build(json);
    }

    @Bean
    EventConsumer followMandates(Members members, JsonMapper json) {
        return EventConsumer.named("mandates")
                .on(TYPE + "mandate-granted.v1", MandatesFact.class, (fact, event) -> replaceMandates(members, fact, event))
                .on(TYPE + "mandate-ended.v1", MandatesFact.class, (fact, event) -> replaceMandates(members, fact, event))
                .build(json);
    }

    // One consumer thread per person (their partition), so nothing comes between the look and the write; the sequence decides.
    private static void replaceMandates(Members members, MandatesFact fact, EventMetadata event) {
        Map<String, Instant> before = new HashMap<>();
        members.mandates(fact.personId()).ifPresent(person -> person.mandates().forEach(m -> before.put(m.organisationId(), m.since())));
        members.mandates(fact.personId(), event.sequence(), new StoredPerson(fact.mandates().stream()
                .map(mandate -> new StoredMandate(mandate.organisationId(), mandate.validFrom(), mandate.validTo(),
                        before.getOrDefault(mandate.organisationId(), event.time()), mandate.rights(), mandate.deputy()))
                .toList()));
    }

    @Bean
    EventConsumer followContacts(Members members, List<ErasureListener> listeners, List<ContactListener> contacts, JsonMapper json) {
        return EventConsumer.named("contacts")
                .on(TYPE + "contact-updated.v1", ContactFact.class, (fact, event) -> {
                    members.contact(fact.personId(), event.sequence(), new Contact(fact.name(), fact.email(), fact.phone(), fact.language()));
                    // What stands there now: an older event than the last one changes nothing.
                    String email = members.contact(fact.personId()).map(Contact::email).orElse(null);
                    contacts.forEach(listener -> listener.contact(fact.personId(), email));
                })
                .onTombstone((personId, event) -> {
                    // A tombstone may come from the broker's own tools, without a sequence: erased is erased.
                    members.contactErased(personId, event.sequence() == 0 ? Long.MAX_VALUE : event.sequence());
                    listeners.forEach(listener -> listener.erased(personId));
                })
                .build(json);
    }
}
