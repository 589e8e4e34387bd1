package org.civikos.consultation.draft;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.civikos.consultation.draft.Reader.Lane;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Which drafts have work to be done on them: a small collection that survives a crash, and a queue in memory that wakes the
 * worker at once. An entry is taken away only where nobody has added it anew since the work began.
 */
@Component
class DraftWork {

    private static final String COLLECTION = "draftWork";

    private final MongoTemplate mongo;
    private final Clock clock;
    private final Map<Lane, BlockingQueue<String>> woken = Map.of(Lane.TEXT, new LinkedBlockingQueue<>(), Lane.SCANS, new LinkedBlockingQueue<>());

    DraftWork(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * An entry.
     *
     * @param round    grows whenever it is added anew
     * @param attempts failed ones in a row
     */
    record Entry(String id, long round, int attempts) {
    }

    void add(String id) {
        mongo.execute(COLLECTION, work -> work.updateOne(Filters.eq("_id", id),
                Updates.combine(Updates.inc("round", 1L), Updates.set("notBefore", Date.from(clock.instant())), Updates.set("attempts", 0)),
                new UpdateOptions().upsert(true)));
    }

    void wake(String id) {
        wake(id, Lane.TEXT);
    }

    /** Puts it into a lane's queue; it stands there once, and in memory alone: the sweep finds it again. */
    void wake(String id, Lane lane) {
        BlockingQueue<String> queue = woken.get(lane);
        if (lane == Lane.TEXT || !queue.contains(id)) {
            queue.add(id);
        }
    }

    /** Waits for somebody to be woken. */
    String take(Lane lane) throws InterruptedException {
        return woken.get(lane).take();
    }

    /** Puts into the queue whatever is due: what a crash left, and what was put off. */
    void sweep() {
        Instant now = clock.instant();
        List<String> due = new ArrayList<>();
        mongo.execute(COLLECTION, work -> work.find(Filters.lte("notBefore", Date.from(now))).limit(1_000)
                .map(document -> document.getString("_id")).into(due));
        BlockingQueue<String> queue = woken.get(Lane.TEXT);
        due.stream().filter(id -> !queue.contains(id) && !woken.get(Lane.SCANS).contains(id)).forEach(queue::add);
    }

    @Nullable Entry find(String id) {
        Document found = mongo.execute(COLLECTION, work -> work.find(Filters.eq("_id", id)).first());
        return found == null ? null : new Entry(id, found.get("round", Number.class).longValue(), found.get("attempts", Number.class).intValue());
    }

    void done(Entry entry) {
        mongo.execute(COLLECTION, work -> work.deleteOne(same(entry)));
    }

    void putOff(Entry entry, Duration wait) {
        mongo.execute(COLLECTION, work -> work.updateOne(same(entry), Updates.combine(
                Updates.set("attempts", entry.attempts() + 1), Updates.set("notBefore", Date.from(clock.instant().plus(wait))))));
    }

    private static Bson same(Entry entry) {
        return Filters.and(Filters.eq("_id", entry.id()), Filters.eq("round", entry.round()));
    }
}
