package org.civikos.consultation.consultation;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import org.bson.Document;
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
        Document after = mongo.execute("counters", counters -> counters.findOneAndUpdate(Filters.eq("_id", sequence), Updates.inc("value", 1L),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
        return after.get("value", Number.class).longValue();
    }
}
