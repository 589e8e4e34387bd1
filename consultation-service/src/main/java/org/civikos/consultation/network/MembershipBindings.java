package org.civikos.consultation.network;

import java.time.LocalDate;
import java.util.List;
import org.civikos.platform.messaging.EventConsumer;
import org.civikos.platform.messaging.EventMetadata;
import org.civikos.platform.messaging.PermanentFailure;
import org.civikos.platform.messaging.Projections;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Follows membership's events on organisations and mandates, each record with the members that are read here. */
@Configuration(proxyBeanMethods = false)
class MembershipBindings {

    record OrganisationFacts(@Nullable String organisationId, @Nullable String name, @Nullable String status, @Nullable List<String> fields) {
    }

    record MandateFacts(@Nullable String organisationId, @Nullable List<String> rights, @Nullable LocalDate validFrom, @Nullable LocalDate validTo, boolean deputy) {
    }

    record PersonFacts(@Nullable String personId, @Nullable List<MandateFacts> mandates) {
    }

    @Bean
    EventConsumer organisations(Projections projections, JsonMapper json) {
        EventConsumer.Builder consumer = EventConsumer.named("organisations");
        for (String fact : List.of("registered", "changed", "suspended", "reinstated")) {
            consumer.on("org.civikos.membership.organisation-" + fact + ".v1", OrganisationFacts.class, (facts, metadata) -> organisation(projections, facts, metadata));
        }
        return consumer.build(json);
    }

    @Bean
    EventConsumer mandates(Projections projections, JsonMapper json) {
        EventConsumer.Builder consumer = EventConsumer.named("mandates");
        for (String fact : List.of("granted", "ended")) {
            consumer.on("org.civikos.membership.mandate-" + fact + ".v1", PersonFacts.class, (facts, metadata) -> mandates(projections, facts, metadata));
        }
        return consumer.build(json);
    }

    private static void organisation(Projections projections, OrganisationFacts facts, EventMetadata metadata) {
        if (facts.organisationId() == null || facts.name() == null || facts.status() == null) {
            throw new PermanentFailure("An organisation without identifier, name or status");
        }
        projections.replaceIfNewer(Network.ORGANISATIONS, facts.organisationId(), metadata.sequence(),
                new Organisation(facts.organisationId(), facts.name(), facts.status(), facts.fields()));
    }

    private static void mandates(Projections projections, PersonFacts facts, EventMetadata metadata) {
        if (facts.personId() == null || facts.mandates() == null) {
            throw new PermanentFailure("Mandates without a person or a list");
        }
        List<Mandates.Mandate> mandates = facts.mandates().stream().map(one -> {
            if (one.organisationId() == null || one.rights() == null || one.validFrom() == null) {
                throw new PermanentFailure("A mandate without organisation, rights or first day");
            }
            return new Mandates.Mandate(one.organisationId(), one.rights(), one.validFrom(), one.validTo(), one.deputy());
        }).toList();
        projections.replaceIfNewer(Network.MANDATES, facts.personId(), metadata.sequence(), new Mandates(facts.personId(), mandates));
    }
}
