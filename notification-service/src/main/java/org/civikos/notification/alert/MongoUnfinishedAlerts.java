package org.civikos.notification.alert;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;

/** The unfinished alerts in MongoDB. */
final class MongoUnfinishedAlerts implements UnfinishedAlerts {

    static final String COLLECTION = "unfinishedAlerts";

    private final Supplier<MongoCollection<Document>> documents;

    MongoUnfinishedAlerts(Supplier<MongoCollection<Document>> documents) {
        this.documents = documents;
    }

    @Override
    public void add(String alertId) {
        try {
            documents.get().insertOne(new Document("_id", alertId).append("leasedUntil", Date.from(Instant.EPOCH)));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    @Override
    public int parts(String alertId, int proposed) {
        documents.get().updateOne(new Document("_id", alertId).append("parts", null), Updates.set("parts", proposed));
        Document found = documents.get().find(eq("_id", alertId)).first();
        if (found == null) {
            throw new IllegalStateException("Alert " + alertId + " was completed by somebody else");
        }
        return found.getInteger("parts");
    }

    @Override
    public boolean claim(String alertId, String owner, Instant now, Instant until) {
        return documents.get().updateOne(
                new Document("_id", alertId).append("$or", List.of(new Document("owner", owner),
                        new Document("leasedUntil", new Document("$lte", Date.from(now))))),
                Updates.combine(Updates.set("owner", owner), Updates.set("leasedUntil", Date.from(until)))).getMatchedCount() > 0;
    }

    @Override
    public List<String> list() {
        return documents.get().find().map(found -> found.getString("_id")).into(new ArrayList<>());
    }

    @Override
    public void remove(String alertId) {
        documents.get().deleteOne(eq("_id", alertId));
    }
}
