package org.civikos.notification.sms;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.bson.Document;

/** Counts in MongoDB, one document per hour and number; those of past hours are removed when a new hour begins. */
public final class MongoSmsCounts implements SmsLimits.Counts {

    public static final String COLLECTION = "smsCounts";

    private final Supplier<MongoCollection<Document>> counts;
    private final AtomicReference<Instant> present = new AtomicReference<>(Instant.EPOCH);

    public MongoSmsCounts(Supplier<MongoCollection<Document>> counts) {
        this.counts = counts;
    }

    @Override
    public int add(Instant hour, String what) {
        if (!present.getAndSet(hour).equals(hour)) {
            counts.get().deleteMany(Filters.lt("hour", Date.from(hour)));
        }
        Document after = counts.get().findOneAndUpdate(new Document("_id", hour + " " + what),
                Updates.combine(Updates.inc("count", 1), Updates.setOnInsert("hour", Date.from(hour))),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return after == null ? 1 : after.get("count", Number.class).intValue();
    }
}
