package org.civikos.notification.alert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.settings.PastFacts;
import org.civikos.notification.subscription.Fact;

/** The facts in the stored alerts; some thousands in years. */
final class MongoPastFacts implements PastFacts {

    private final Supplier<MongoCollection<Document>> alerts;

    MongoPastFacts(Supplier<MongoCollection<Document>> alerts) {
        this.alerts = alerts;
    }

    @Override
    public void show(Look look) {
        for (Document found : alerts.get().find().sort(Sorts.descending("state.createdAt")).batchSize(1_000).projection(Projections.include(
                "state.kind", "state.consultationId", "state.institution", "state.actKind", "state.fields", "state.title", "state.eventTime"))) {
            Document state = found.get("state", Document.class);
            AlertKind kind = AlertKind.valueOf(state.getString("kind"));
            if (kind.fact()) {
                look.at(Fact.of(state.getString("consultationId"), state.getString("institution"), state.getString("actKind"),
                        state.getList("fields", String.class, List.of()), state.getString("title")),
                        state.getDate("eventTime").toInstant(), kind.code(), state.getString("title"));
            }
        }
    }
}
