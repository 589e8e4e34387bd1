package org.civikos.consultation.comment;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;
import org.civikos.consultation.consultation.CommentCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts comments by counting them, never by adding one: so that no crash, repetition or second instance can make the
 * figures wrong. A mark is set before a comment is written and taken away only by a count that began after it; whatever mark
 * a crash leaves, the sweep counts anew. Counts that began earlier never overwrite later ones (the round decides).
 */
@Component
class Tally implements CommentCounts {

    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);
    private static final String COUNTS = "commentCounts";
    private static final String MARKS = "commentCountMarks";

    private final MongoTemplate mongo;
    private final Map<String, ReentrantLock> busy = new ConcurrentHashMap<>();

    Tally(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Says that the figures will change; to be called before the write. */
    void mark(String consultation) {
        mongo.execute(MARKS, marks -> marks.updateOne(Filters.eq("_id", consultation), Updates.inc("marks", 1L), new UpdateOptions().upsert(true)));
    }

    /** Counts in the background; calls that come while a count waits are served by it. */
    void countSoon(String consultation) {
        Thread.ofVirtual().name("tally").start(() -> {
            ReentrantLock lock = busy.computeIfAbsent(consultation, id -> new ReentrantLock());
            if (lock.hasQueuedThreads()) {
                return;
            }
            lock.lock();
            try {
                count(consultation);
            } catch (RuntimeException storeAway) {
                LOG.info("The comments of {} are counted by the next sweep: {}", consultation, storeAway.getMessage());
            } finally {
                lock.unlock();
            }
        });
    }

    @Scheduled(initialDelay = 2_000, fixedDelay = 5_000)
    void sweep() {
        try {
            List<String> left = new ArrayList<>();
            mongo.execute(MARKS, marks -> marks.find().limit(1_000).map(mark -> mark.getString("_id")).into(left));
            left.forEach(this::count);
        } catch (RuntimeException storeAway) {
            LOG.warn("Comments could not be counted; tried again in 5 s: {}", storeAway.getMessage());
        }
    }

    /** Counts now. */
    void count(String consultation) {
        Document mark = mongo.execute(MARKS, marks -> marks.find(Filters.eq("_id", consultation)).first());
        Document before = mongo.execute(COUNTS, counts -> counts.findOneAndUpdate(Filters.eq("_id", consultation), Updates.inc("begun", 1L),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
        long round = before.get("begun", Number.class).longValue();
        Map<String, Integer> byNode = new HashMap<>();
        Set<String> organisations = new HashSet<>();
        int[] total = {0};
        mongo.execute(Comments.COLLECTION, comments -> {
            comments.find(Filters.and(Filters.eq("state.consultation", consultation), Filters.eq("state.status", Comment.Status.SUBMITTED.name())))
                    .projection(new Document("state.node", 1).append("state.organisation", 1)).forEach(comment -> {
                        Document state = comment.get("state", Document.class);
                        total[0]++;
                        organisations.add(state.getString("organisation"));
                        if (state.getString("node") != null) {
                            byNode.merge(state.getString("node"), 1, Integer::sum);
                        }
                    });
            return null;
        });
        List<Document> nodes = byNode.entrySet().stream().map(one -> new Document("node", one.getKey()).append("count", one.getValue())).toList();
        mongo.execute(COUNTS, counts -> counts.updateOne(
                Filters.and(Filters.eq("_id", consultation), Filters.or(Filters.exists("round", false), Filters.lt("round", round))),
                Updates.combine(Updates.set("round", round), Updates.set("total", total[0]), Updates.set("organisations", organisations.size()), Updates.set("nodes", nodes))));
        if (mark != null) {
            mongo.execute(MARKS, marks -> marks.deleteOne(Filters.and(Filters.eq("_id", consultation), Filters.eq("marks", mark.get("marks")))));
        }
    }

    @Override
    public Counts of(String consultation) {
        return of(List.of(consultation)).getOrDefault(consultation, Counts.NONE);
    }

    @Override
    public Map<String, Counts> of(Collection<String> consultations) {
        if (consultations.isEmpty()) {
            return Map.of();
        }
        Map<String, Counts> found = new HashMap<>();
        mongo.execute(COUNTS, counts -> {
            counts.find(Filters.in("_id", consultations)).forEach(one -> {
                if (one.get("round") == null) {
                    return;
                }
                Map<String, Integer> byNode = new HashMap<>();
                one.getList("nodes", Document.class).forEach(node -> byNode.put(node.getString("node"), node.get("count", Number.class).intValue()));
                found.put(one.getString("_id"), new Counts(one.get("total", Number.class).intValue(), one.get("organisations", Number.class).intValue(),
                        one.get("round", Number.class).longValue(), byNode));
            });
            return null;
        });
        return found;
    }
}
