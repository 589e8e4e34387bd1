package org.civikos.platform.messaging;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.util.Optional;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Read models that follow events: written only if the event is newer than what is stored, so that a record may come twice,
 * late or out of order. A deletion leaves a marker with its sequence; a late older event finds it and changes nothing.
 *
 * <p>Stored is the document as Spring Data maps it, with {@code _id} set and two members added: {@code sourceSequence} and,
 * for a marker, {@code deleted: true}. Whoever queries the collection by himself must leave the markers out.
 */
public class Projections {

    /** The sequence of the event that a document stands for. */
    public static final String SEQUENCE = "sourceSequence";
    /** Set on the marker that a deletion leaves. */
    public static final String DELETED = "deleted";

    private final MongoTemplate mongo;

    Projections(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * Replaces the whole document if the sequence is higher than the stored one, or if nothing is stored.
     *
     * @return whether anything was written
     */
    public <T> boolean replaceIfNewer(String collection, String id, long sequence, T document) {
        Document written = new Document();
        mongo.getConverter().write(document, written);
        if (document.getClass().getName().equals(written.get("_class"))) {
            written.remove("_class");
        }
        written.put("_id", id);
        written.put(SEQUENCE, sequence);
        return replace(collection, id, sequence, written);
    }

    /**
     * Deletes the document if the sequence is higher than the stored one, and keeps a marker, also where nothing was stored.
     *
     * @return whether anything was written
     */
    public boolean deleteIfNewer(String collection, String id, long sequence) {
        return replace(collection, id, sequence,
                new Document("_id", id).append(SEQUENCE, sequence).append(DELETED, true));
    }

    /** Reads one document; markers are not there. */
    public <T> Optional<T> find(String collection, String id, Class<T> type) {
        Document found = mongo.execute(collection, documents -> documents.find(Filters.eq("_id", id)).first());
        if (found == null || Boolean.TRUE.equals(found.getBoolean(DELETED))) {
            return Optional.empty();
        }
        return Optional.of(mongo.getConverter().read(type, found));
    }

    /**
     * One write decides: either the filter finds an older document and replaces it, or the upsert finds none and inserts,
     * or it collides with a newer one by {@code _id}, and then there is nothing to do.
     */
    private boolean replace(String collection, String id, long sequence, Document written) {
        for (int attempt = 0; ; attempt++) {
            try {
                mongo.execute(collection, documents -> documents.replaceOne(
                        Filters.and(Filters.eq("_id", id), Filters.lt(SEQUENCE, sequence)), written,
                        new ReplaceOptions().upsert(true)));
                return true;
            } catch (DuplicateKeyException | MongoWriteException collision) {
                if (collision instanceof MongoWriteException write
                        && write.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw collision;
                }
                // Two first events at the same time collide too: only a look tells whether the stored one is newer.
                Document stored = mongo.execute(collection, documents -> documents.find(Filters.eq("_id", id)).first());
                if (stored != null && stored.get(SEQUENCE, Number.class).longValue() >= sequence) {
                    return false;
                }
                if (attempt >= 5) {
                    throw collision;
                }
            }
        }
    }
}
