package org.civikos.consultation.draft;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.civikos.consultation.lease.Leases;
import org.civikos.consultation.lease.Leases.Lease;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Recognises a draft by its words that has been seen at another source within {@link Twins#NEAR}: the same act as PDF and as DOCX, or under the subject of a message. Drafts are compared one after
 * another, under a lease, so that of two that are read at the same moment one comes first.
 */
@Component
class TextTwins {

    private static final String COLLECTION = "draftSketches";
    private static final String LEASE = "draft-texts";
    /** Two readings of one act differ in page marks, footnotes and hyphens; a draft that was revised differs in more. */
    static final double SURE = 0.8;
    /** From here on somebody has to look: another stage of the same act, or one that takes over half of another. */
    static final double LIKELY = 0.4;
    private static final int MOST_COMPARED = 2_000;

    private final MongoTemplate mongo;
    private final Leases leases;
    private final Clock clock;

    TextTwins(MongoTemplate mongo, Leases leases, Clock clock) {
        this.mongo = mongo;
        this.leases = leases;
        this.clock = clock;
    }

    /** A draft with like words that came before. @param likeness share of the words in common, from 0 to 1 */
    record Like(String draft, double likeness) {

        boolean isSure() {
            return likeness >= SURE;
        }
    }

    /**
     * Keeps the draft's words for those that come after it, and finds those before it that are alike at least by {@link #LIKELY}, the most alike first.
     *
     * @return empty where another draft is being compared at this moment: to be asked again
     */
    Optional<List<Like>> claim(String id, String source, TextSketch sketch) {
        if (!sketch.saysEnough()) {
            return Optional.of(List.of());
        }
        Optional<Lease> lease = leases.acquire(LEASE);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        try (Lease held = lease.get()) {
            Instant now = clock.instant();
            mongo.execute(COLLECTION, sketches -> sketches.updateOne(Filters.eq("_id", id), Updates.combine(Updates.setOnInsert("at", Date.from(now)), Updates.set("source", source),
                    Updates.set("runs", sketch.runs()), Updates.set("smallest", sketch.smallest())), new UpdateOptions().upsert(true)));
            Date mine = mongo.execute(COLLECTION, sketches -> sketches.find(Filters.eq("_id", id)).first()).getDate("at");
            List<Document> before = mongo.execute(COLLECTION, sketches -> sketches.find(Filters.and(Filters.gte("at", Date.from(mine.toInstant().minus(Twins.NEAR))), Filters.lte("at", mine),
                    Filters.ne("source", source))).limit(MOST_COMPARED).into(new ArrayList<>()));
            return Optional.of(before.stream().filter(one -> !one.getString("_id").equals(id)).map(one -> new Like(one.getString("_id"),
                    sketch.likeness(new TextSketch(one.getInteger("runs"), one.getList("smallest", Long.class))))).filter(one -> one.likeness() >= LIKELY)
                    .sorted((a, b) -> Double.compare(b.likeness(), a.likeness())).toList());
        }
    }
}
