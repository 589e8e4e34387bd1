package org.civikos.notification.alert;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.Versioned;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Which alerts only gather what others tell. */
public final class SummaryAlerts {

    private final AggregateStore<Alert> alerts;

    SummaryAlerts(AggregateStore<Alert> alerts) {
        this.alerts = alerts;
    }

    public Set<String> among(Collection<String> ids) {
        return ids.isEmpty() ? Set.of() : alerts.list(Query.query(Criteria.where("_id").in(ids))).stream()
                .filter(found -> found.state().kind() == AlertKind.DIGEST).map(Versioned::id).collect(Collectors.toSet());
    }
}
