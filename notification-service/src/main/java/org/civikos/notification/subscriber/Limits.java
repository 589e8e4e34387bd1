package org.civikos.notification.subscriber;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.Supplier;
import org.bson.Document;

/** How often something has been asked for, counted for all instances together in windows of fixed length. */
final class Limits {

    static final String COLLECTION = "publicLimits";

    private final Supplier<MongoCollection<Document>> counts;
    private final Clock clock;

    Limits(Supplier<MongoCollection<Document>> counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    void prepare() {
        counts.get().createIndex(Indexes.ascending("until"));
    }

    /** Counts one more. @return whether it is still within what is allowed in a window */
    boolean take(String what, int most, Duration window) {
        Instant now = clock.instant();
        long number = now.toEpochMilli() / window.toMillis();
        Instant end = Instant.ofEpochMilli((number + 1) * window.toMillis());
        return count(what + ":" + number, end) <= most;
    }

    private int count(String id, Instant until) {
        for (int attempt = 0; ; attempt++) {
            try {
                Document after = counts.get().findOneAndUpdate(Filters.eq("_id", id),
                        Updates.combine(Updates.inc("count", 1), Updates.setOnInsert("until", Date.from(until))),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
                return after == null ? 1 : after.getInteger("count");
            } catch (MongoCommandException | MongoWriteException twoAtOnce) {
                if (attempt == 3) {
                    throw twoAtOnce;
                }
            }
        }
    }

    void forgetOld() {
        counts.get().deleteMany(Filters.lt("until", Date.from(clock.instant())));
    }
}
