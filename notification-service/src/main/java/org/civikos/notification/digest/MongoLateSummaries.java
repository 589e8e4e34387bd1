package org.civikos.notification.digest;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;

/** What was put off, in MongoDB. */
final class MongoLateSummaries implements LateSummaries {

    static final String COLLECTION = "lateSummaries";
    private static final String ASKS = "asks";
    /** For whoever wants to know what became of a summary. */
    private static final Duration KEPT = Duration.ofDays(90);

    /** One that was put off. @param to when it goes out, with what else is due then */
    record Late(String id, Items.Slot slot, Instant to, int people) {}

    private final Supplier<MongoCollection<Document>> late;

    MongoLateSummaries(Supplier<MongoCollection<Document>> late) {
        this.late = late;
    }

    void prepare() {
        late.get().createIndex(Indexes.ascending("to"));
    }

    @Override
    public Instant putOff(Items.Slot slot, Instant to, int people) {
        String id = DigestRunner.idOf(slot);
        late.get().updateOne(Filters.eq("_id", id), Updates.setOnInsert(new Document("at", Date.from(slot.at())).append("language", slot.language())
                .append("to", Date.from(to)).append("people", people).append("decision", ASKS)), new UpdateOptions().upsert(true));
        return Objects.requireNonNull(late.get().find(Filters.eq("_id", id)).first()).getDate("to").toInstant();
    }

    @Override
    public boolean putOffTo(Instant moment) {
        return late.get().find(Filters.eq("to", Date.from(moment))).first() != null;
    }

    /** Those that nobody has decided about and that have not gone out, the oldest first. */
    List<Late> asking(Instant now) {
        return late.get().find(new Document("decision", ASKS).append("to", new Document("$gt", Date.from(now)))).sort(Sorts.ascending("at"))
                .map(MongoLateSummaries::read).into(new ArrayList<>());
    }

    Optional<Late> find(String id) {
        return Optional.ofNullable(late.get().find(Filters.eq("_id", id)).first()).map(MongoLateSummaries::read);
    }

    /** Decides unless somebody has decided. @return whether it was decided now */
    boolean decide(String id, String decision, String by, Instant at) {
        return late.get().updateOne(new Document("_id", id).append("decision", ASKS), Updates.combine(Updates.set("decision", decision),
                Updates.set("decidedBy", by), Updates.set("decidedAt", Date.from(at)))).getModifiedCount() > 0;
    }

    void forgetOld(Instant now) {
        late.get().deleteMany(Filters.lt("to", Date.from(now.minus(KEPT))));
    }

    private static Late read(Document found) {
        return new Late(found.getString("_id"), new Items.Slot(found.getDate("at").toInstant(), found.getString("language")), found.getDate("to").toInstant(),
                found.getInteger("people"));
    }
}
