package org.civikos.consultation.consultation;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Numbers that are given once: a document per sequence. A crash between taking and using a number leaves a gap, never a double. */
@Component
public class Counters {

    private final MongoTemplate mongo;

    Counters(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** The next number of a sequence, beginning with 1. */
    public long next(String sequence) {
        Document after = increment(sequence);
        while (after == null) {
            // Not an upsert: two that begin a sequence at once may both be told 1 by a server whose upserts are not atomic.
            try {
                mongo.execute("counters", counters -> counters.insertOne(new Document("_id", sequence).append("value", 0L)));
            } catch (DuplicateKeyException begunByAnother) {
                // Then the next look finds it.
            }
            after = increment(sequence);
        }
        return after.get("value", Number.class).longValue();
    }

    private @Nullable Document increment(String sequence) {
        return mongo.execute("counters", counters -> counters.findOneAndUpdate(Filters.eq("_id", sequence), Updates.inc("value", 1L),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
    }
}
