package org.civikos.notification.sms;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.bson.Document;

/** Counts in MongoDB, one document per hour and number; those of past hours are removed when a new hour begins. */
public final class MongoSmsCounts implements SmsLimits.Counts {

    public static final String COLLECTION = "smsCounts";
    private static final String DELIVERIES = "deliveries";

    private final Supplier<MongoCollection<Document>> counts;
    private final AtomicReference<Instant> present = new AtomicReference<>(Instant.EPOCH);

    public MongoSmsCounts(Supplier<MongoCollection<Document>> counts) {
        this.counts = counts;
    }

    @Override
    public SmsLimits.Place enter(Instant hour, String number, String deliveryId, int most) {
        forgetBefore(hour);
        if (most < 1) {
            return SmsLimits.Place.NONE;
        }
        Document which = new Document("_id", hour + " " + number);
        try {
            counts.get().insertOne(new Document(which).append("hour", Date.from(hour)).append(DELIVERIES, List.of(deliveryId)));
            return SmsLimits.Place.GIVEN;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        // One write decides: two who ask at once never get the last place both.
        boolean given = counts.get().updateOne(new Document(which).append(DELIVERIES, new Document("$ne", deliveryId))
                .append(DELIVERIES + "." + (most - 1), new Document("$exists", false)), Updates.push(DELIVERIES, deliveryId)).getMatchedCount() > 0;
        if (given) {
            return SmsLimits.Place.GIVEN;
        }
        Document found = counts.get().find(which).first();
        boolean kept = found != null && found.getList(DELIVERIES, String.class, List.of()).contains(deliveryId);
        return kept ? SmsLimits.Place.KEPT : SmsLimits.Place.NONE;
    }

    @Override
    public void leave(Instant hour, String number, String deliveryId) {
        counts.get().updateOne(new Document("_id", hour + " " + number), Updates.pull(DELIVERIES, deliveryId));
    }

    @Override
    public int add(Instant hour, String what) {
        forgetBefore(hour);
        Document after = counts.get().findOneAndUpdate(new Document("_id", hour + " " + what),
                Updates.combine(Updates.inc("count", 1), Updates.setOnInsert("hour", Date.from(hour))),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return after == null ? 1 : after.get("count", Number.class).intValue();
    }

    private void forgetBefore(Instant hour) {
        if (!present.getAndSet(hour).equals(hour)) {
            counts.get().deleteMany(Filters.lt("hour", Date.from(hour)));
        }
    }
}
