package org.civikos.notification.message;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.alert.Alert;

/** What the secretariat has been told and has not marked as done: it stands on a screen whether or not there is a mailbox to write to. */
final class StaffBoard {

    static final String COLLECTION = "staffNotices";
    /** What nobody marked as done is of no use to anybody after this. */
    private static final Duration KEPT = Duration.ofDays(90);

    /** @param words the key of its phrases, and {@code values} what they say */
    record Posted(String id, String words, Map<String, Object> values, Instant at) {}

    private final Supplier<MongoCollection<Document>> notices;
    private final Clock clock;

    StaffBoard(Supplier<MongoCollection<Document>> notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    void prepare() {
        notices.get().createIndex(Indexes.ascending("done", "at"));
    }

    /** The id under which a notice stands, whatever its own looks like. */
    static String idOf(String notice) {
        return Alert.idOf("staff-notice\n" + notice);
    }

    /** Posts it unless it was posted before. */
    void post(String notice, String words, Map<String, ?> values) {
        Instant now = clock.instant();
        notices.get().updateOne(Filters.eq("_id", idOf(notice)), Updates.setOnInsert(new Document("words", words).append("values", new Document(Map.copyOf(values)))
                .append("at", Date.from(now)).append("done", false)), new UpdateOptions().upsert(true));
    }

    /** Those that are not done, latest first. */
    List<Posted> open(int limit) {
        return notices.get().find(Filters.eq("done", false)).sort(Sorts.descending("at", "_id")).limit(limit)
                .map(found -> new Posted(found.getString("_id"), found.getString("words"), Map.copyOf(found.get("values", Document.class)),
                        found.getDate("at").toInstant())).into(new ArrayList<>());
    }

    /** @return whether there is one of that id */
    boolean done(String id, String by) {
        return notices.get().updateOne(Filters.eq("_id", id), Updates.combine(Updates.set("done", true), Updates.set("doneBy", by),
                Updates.set("doneAt", Date.from(clock.instant())))).getMatchedCount() > 0;
    }

    boolean isDone(String notice) {
        return notices.get().find(Filters.and(Filters.eq("_id", idOf(notice)), Filters.eq("done", true))).first() != null;
    }

    void forgetOld() {
        notices.get().deleteMany(Filters.lt("at", Date.from(clock.instant().minus(KEPT))));
    }
}
