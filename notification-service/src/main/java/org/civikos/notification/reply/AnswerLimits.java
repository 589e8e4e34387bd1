package org.civikos.notification.reply;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * How many answers are mailed back in a day, to one writer and to all: a program that answers whatever it gets, without saying so as RFC 3834 asks, would otherwise write to us
 * and be written to for ever. Days are those of UTC. Kept for two days.
 */
final class AnswerLimits {

    static final String COLLECTION = "replyAnswerCounts";
    private static final String ALL = "all";
    private static final Duration KEPT = Duration.ofDays(2);

    private final Supplier<MongoCollection<Document>> documents;
    private final int perWriter;
    private final int perDay;
    private final Clock clock;

    /**
     * @param perWriter to one person in a day, 1 at least
     * @param perDay    to all together in a day
     */
    AnswerLimits(Supplier<MongoCollection<Document>> documents, int perWriter, int perDay, Clock clock) {
        this.documents = documents;
        this.perWriter = perWriter;
        this.perDay = perDay;
        this.clock = clock;
    }

    /** Whether the writer may be mailed for this answer; the same one asked for again is counted once, and may. */
    boolean allows(String person, String reply) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return counts(today + "|" + person, reply, perWriter) && counts(today + "|" + ALL, reply, perDay);
    }

    private boolean counts(String id, String reply, int most) {
        while (true) {
            // Written flat: the embedded server goes through the whole collection for a conjunction.
            UpdateResult counted = documents.get().updateOne(new Document("_id", id).append("replies", new Document("$ne", reply)).append("count", new Document("$lt", most)),
                    Updates.combine(Updates.push("replies", reply), Updates.inc("count", 1)));
            if (counted.getMatchedCount() == 1) {
                return true;
            }
            Document found = documents.get().find(Filters.eq("_id", id)).first();
            if (found != null) {
                return found.getList("replies", String.class).contains(reply);
            }
            documents.get().deleteMany(Filters.lt("at", Date.from(clock.instant().minus(KEPT))));
            try {
                documents.get().insertOne(new Document("_id", id).append("replies", List.of(reply)).append("count", 1).append("at", Date.from(clock.instant())));
                return true;
            } catch (MongoWriteException taken) {
                if (taken.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw taken;
                }
            }
        }
    }
}
