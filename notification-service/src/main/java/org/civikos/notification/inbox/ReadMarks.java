package org.civikos.notification.inbox;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.civikos.notification.member.ErasureListener;

/**
 * One document per person: up to when everything is read, and what is read of the rest. So an alert costs no write more than its
 * records, however many people have it in their inbox.
 */
final class ReadMarks implements ErasureListener {

    static final String COLLECTION = "readMarks";
    /** Single marks that are kept; older ones give way, and whoever has so many reads all at once. */
    private static final int MOST = 500;

    /**
     * @param upTo everything up to this moment is read
     * @param read ids of deliveries after it that are read
     */
    record Marks(Instant upTo, Set<String> read) {

        static final Marks NONE = new Marks(Instant.EPOCH, Set.of());
    }

    private final Supplier<MongoCollection<Document>> documents;

    ReadMarks(Supplier<MongoCollection<Document>> documents) {
        this.documents = documents;
    }

    Marks of(String person) {
        return Optional.ofNullable(documents.get().find(Filters.eq("_id", person)).first())
                .map(found -> new Marks(found.getDate("upTo").toInstant(), Set.copyOf(found.getList("read", String.class, List.of())))).orElse(Marks.NONE);
    }

    void read(String person, String delivery) {
        make(person);
        documents.get().updateOne(new Document("_id", person).append("read", new Document("$ne", delivery)),
                new Document("$push", new Document("read", new Document("$each", List.of(delivery)).append("$slice", -MOST))));
    }

    /** All up to a moment; one that lies before what is read already changes nothing. */
    void readAll(String person, Instant upTo) {
        make(person);
        Bson earlier = new Document("_id", person).append("upTo", new Document("$lt", Date.from(upTo)));
        documents.get().updateOne(earlier, Updates.combine(Updates.set("upTo", Date.from(upTo)), Updates.set("read", List.of())));
    }

    // Not by an upsert: on a server whose upserts are not atomic the second of two would undo the first.
    private void make(String person) {
        if (documents.get().find(Filters.eq("_id", person)).first() != null) {
            return;
        }
        try {
            documents.get().insertOne(new Document("_id", person).append("upTo", Date.from(Instant.EPOCH)).append("read", List.of()));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    @Override
    public void erased(String personId) {
        documents.get().deleteOne(Filters.eq("_id", personId));
    }
}
