package org.civikos.notification.delivery;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * Which alerts were sent again of late, and when last. Whoever looks for deliveries that never end looks at the alerts of the last days,
 * and an alert may be sent again long after.
 */
public final class ResentAlerts {

    public static final String COLLECTION = "resentAlerts";

    private final Supplier<MongoCollection<Document>> alerts;

    public ResentAlerts(Supplier<MongoCollection<Document>> alerts) {
        this.alerts = alerts;
    }

    void add(String alertId, Instant at) {
        alerts.get().updateOne(new Document("_id", alertId), Updates.max("at", Date.from(at)), new UpdateOptions().upsert(true));
    }

    /** Those that were sent again after a moment; what was before it is forgotten. */
    public List<String> since(Instant moment) {
        alerts.get().deleteMany(new Document("at", new Document("$lt", Date.from(moment))));
        return alerts.get().find().map(one -> one.getString("_id")).into(new ArrayList<>());
    }
}
