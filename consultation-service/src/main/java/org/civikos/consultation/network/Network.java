package org.civikos.consultation.network;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.platform.messaging.Projections;
import org.civikos.platform.time.WorkingDays;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Answers who may speak for whom, from what membership has told so far. */
@Component
public class Network {

    static final String ORGANISATIONS = "organisations";
    static final String MANDATES = "mandates";

    private final Projections projections;
    private final MongoTemplate mongo;
    private final Clock clock;

    Network(Projections projections, MongoTemplate mongo, Clock clock) {
        this.projections = projections;
        this.mongo = mongo;
        this.clock = clock;
    }

    public Optional<Organisation> organisation(String id) {
        return projections.find(ORGANISATIONS, id, Organisation.class);
    }

    /** Whether the person has a mandate with the right for the organisation today. */
    public boolean mayFor(String person, String right, String organisation) {
        LocalDate today = today();
        return projections.find(MANDATES, person, Mandates.class).stream().flatMap(all -> all.mandates().stream())
                .anyMatch(mandate -> mandate.organisationId().equals(organisation) && mandate.gives(right, today));
    }

    /** The organisations that the person has any mandate for today. */
    public Set<String> organisationsOf(String person) {
        LocalDate today = today();
        return projections.find(MANDATES, person, Mandates.class).stream().flatMap(all -> all.mandates().stream())
                .filter(mandate -> mandate.covers(today)).map(Mandates.Mandate::organisationId).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a consultation in these fields concerns one of the organisations. */
    public boolean concerns(Set<String> organisations, List<String> fields) {
        return fields.isEmpty() || organisations.stream().flatMap(id -> organisation(id).stream())
                .anyMatch(one -> one.isConcernedBy(fields));
    }

    /** Every active organisation by name; some hundreds, so one look through all of them. */
    public List<Organisation> activeOrganisations() {
        return mongo.find(Query.query(Criteria.where("status").is("active").and(Projections.DELETED).ne(true)), Organisation.class, ORGANISATIONS).stream()
                .sorted(Comparator.comparing(Organisation::name).thenComparing(Organisation::organisationId)).toList();
    }

    private LocalDate today() {
        return clock.instant().atZone(WorkingDays.ZONE).toLocalDate();
    }
}
