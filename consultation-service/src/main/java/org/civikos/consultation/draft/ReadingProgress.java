package org.civikos.consultation.draft;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * How far the recognition of each scan has come: a small document per file that waits or is being read, beside the draft, whose version must not
 * grow with every page. What a crash leaves says that the file is a scan, and how often it has been begun.
 */
@Component
class ReadingProgress {

    private static final String COLLECTION = "readingProgress";

    private final MongoTemplate mongo;
    private final Clock clock;

    ReadingProgress(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** A file is a scan, and waits for its turn. */
    void waits(String document, int pages) {
        set(document, Updates.combine(Updates.set("page", 0), Updates.set("pages", pages)));
    }

    /** It is begun, perhaps once more after a crash. @return how often it has been begun, this time included */
    int begun(String document) {
        Document now = mongo.execute(COLLECTION, all -> all.findOneAndUpdate(Filters.eq("_id", document), Updates.combine(Updates.inc("begun", 1), Updates.set("page", 0)),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
        return now == null ? 1 : now.get("begun", Number.class).intValue();
    }

    void at(String document, int page, int pages) {
        set(document, Updates.combine(Updates.set("page", page), Updates.set("pages", pages)));
    }

    /** The service was stopped in between: that is no fault of the file. */
    void interrupted(String document) {
        set(document, Updates.combine(Updates.inc("begun", -1), Updates.set("page", 0)));
    }

    void done(String document) {
        mongo.execute(COLLECTION, all -> all.deleteOne(Filters.eq("_id", document)));
    }

    Optional<Reader.Progress> find(String document) {
        Document found = mongo.execute(COLLECTION, all -> all.find(Filters.eq("_id", document)).first());
        return found == null ? Optional.empty() : Optional.of(new Reader.Progress(found.getInteger("page", 0), found.getInteger("pages", 0)));
    }

    private void set(String document, Bson what) {
        mongo.execute(COLLECTION, all -> all.updateOne(Filters.eq("_id", document), Updates.combine(what, Updates.set("at", Date.from(clock.instant()))), new UpdateOptions().upsert(true)));
    }
}
