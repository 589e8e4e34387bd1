package org.civikos.notification.alert;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.Date;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.subscription.DraftText;
import org.civikos.notification.subscription.Fact;

/** What drafts say, as last told: folded, for those who asked for words in it. Public texts, so they are kept as long as their alerts are shown in previews. */
final class DraftTexts {

    static final String COLLECTION = "draftTexts";

    private final Supplier<MongoCollection<Document>> texts;

    DraftTexts(Supplier<MongoCollection<Document>> texts) {
        this.texts = texts;
    }

    /** @param at when it was told: what was told later stays */
    void keep(String consultationId, String text, Instant at) {
        try {
            texts.get().replaceOne(Filters.and(Filters.eq("_id", consultationId), Filters.lte("at", Date.from(at))),
                    new Document("at", Date.from(at)).append("text", DraftText.folded(text)), new ReplaceOptions().upsert(true));
        } catch (MongoWriteException later) {
            if (later.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw later;
            }
        }
    }

    /** A fact with what its draft says; it is not fetched before somebody asks. */
    Fact known(Fact fact) {
        return fact.consultationId().isEmpty() ? fact : fact.saying(new DraftText(() -> {
            Document found = texts.get().find(Filters.eq("_id", fact.consultationId())).first();
            return found == null ? "" : found.getString("text");
        }));
    }
}
