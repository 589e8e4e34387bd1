package org.civikos.consultation.participation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** What organisations have called not relevant to them. */
@Component
public class Relevance {

    private final AggregateStore<Participation> store;

    Relevance(AggregateStores stores) {
        this.store = stores.of(Participations.COLLECTION, Participation.class);
    }

    /** Those of the consultations that every one of the organisations has called not relevant; none where there is no organisation. */
    public Set<String> notRelevantToAnyOf(Set<String> organisations, Collection<String> consultations) {
        List<String> ids = consultations.stream().flatMap(consultation -> organisations.stream().map(one -> Participation.id(consultation, one))).toList();
        Map<String, Long> declined = store.list(Query.query(Criteria.where("_id").in(ids))).stream().filter(one -> one.state().notRelevant())
                .collect(Collectors.groupingBy(one -> one.state().consultation(), Collectors.counting()));
        return declined.entrySet().stream().filter(one -> one.getValue() == organisations.size()).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** Which of the organisations have called which of the consultations not relevant; those that none has are left out. */
    public Map<String, Set<String>> declined(Set<String> organisations, Collection<String> consultations) {
        List<String> ids = consultations.stream().flatMap(consultation -> organisations.stream().map(one -> Participation.id(consultation, one))).toList();
        return store.list(Query.query(Criteria.where("_id").in(ids))).stream().filter(one -> one.state().notRelevant())
                .collect(Collectors.groupingBy(one -> one.state().consultation(), Collectors.mapping(one -> one.state().organisation(), Collectors.toSet())));
    }
}
