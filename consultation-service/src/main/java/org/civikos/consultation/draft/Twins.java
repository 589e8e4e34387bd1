package org.civikos.consultation.draft;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Recognises a draft that has been seen at another source before: by its file, or by title and institution, within {@link #NEAR}. Two
 * numbers of one source are two drafts by the publisher's own word: a consultation that is opened anew with the same file must be told
 * of, or a law is lost. Whoever claims a key first is the draft, the others are sightings of it; the key is the document's identifier, so that two
 * instances that read the two at the same moment cannot both be first.
 */
@Component
class Twins {

    /** How far apart two sightings may lie; what comes up again later is worth an alert of its own. */
    static final Duration NEAR = Duration.ofDays(30);

    private static final String COLLECTION = "draftKeys";
    /** A title of fewer words says too little. */
    private static final int FEWEST_WORDS = 3;

    private final MongoTemplate mongo;
    private final Clock clock;

    Twins(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * The draft that had a key before this one.
     *
     * @param how file or title
     */
    record Twin(String draft, String how) {
    }

    /** Claims the draft's keys; the draft that was there before, by the file first. */
    Optional<Twin> claim(String id, Draft draft, @Nullable StoredDocument main) {
        // The file first, and the title only where the file is new: two drafts that have both in common cannot each come first with one.
        Document byFile = main == null || main.sha256() == null ? null : first("file:" + main.sha256(), id, draft.origin().source(), true);
        if (byFile != null) {
            return twin(byFile, draft, "file");
        }
        List<String> words = Letters.words(draft.facts().title());
        if (words.size() < FEWEST_WORDS) {
            return Optional.empty();
        }
        String title = Documents.sha256(String.join(" ", words).getBytes(StandardCharsets.UTF_8)).substring(0, 32);
        Document byTitle = first("title:" + draft.facts().institution() + ":" + title, id, draft.origin().source(), false);
        return byTitle == null ? Optional.empty() : twin(byTitle, draft, "title");
    }

    private static Optional<Twin> twin(Document there, Draft draft, String how) {
        return draft.origin().source().equals(there.getString("source")) ? Optional.empty() : Optional.of(new Twin(there.getString("draft"), how));
    }

    /**
     * Who has the key already, {@code null} where it is this draft now.
     *
     * @param forGood whether the key stays with whoever had it first; a title may come again for another draft years later
     */
    private @Nullable Document first(String key, String id, String source, boolean forGood) {
        Instant now = clock.instant();
        try {
            mongo.execute(COLLECTION, keys -> keys.insertOne(new Document("_id", key).append("draft", id).append("source", source).append("at", Date.from(now))));
            return null;
        } catch (MongoWriteException | org.springframework.dao.DuplicateKeyException taken) {
            if (taken instanceof MongoWriteException write && write.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw write;
            }
            Document there = mongo.execute(COLLECTION, keys -> keys.find(Filters.eq("_id", key)).first());
            if (there == null || id.equals(there.getString("draft"))) {
                return null;
            }
            if (!forGood && there.getDate("at").toInstant().isBefore(now.minus(NEAR))) {
                mongo.execute(COLLECTION, keys -> keys.updateOne(Filters.and(Filters.eq("_id", key), Filters.eq("draft", there.getString("draft"))),
                        Updates.combine(Updates.set("draft", id), Updates.set("source", source), Updates.set("at", Date.from(now)))));
                return null;
            }
            return there;
        }
    }
}
