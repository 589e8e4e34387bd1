package org.civikos.consultation.comment;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.civikos.consultation.anchor.Anchor;
import org.civikos.consultation.anchor.Carried;
import org.civikos.consultation.anchor.Carrier;
import org.civikos.consultation.anchor.TextTree;
import org.civikos.consultation.consultation.NewVersionHook;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Carries every comment of a consultation to the next version of its text, drafts included. Work with progress that is kept: a crash
 * is taken up again at the next sweep, and doing a comment twice changes nothing, since its place says which version it is of.
 */
@Component
public class Carriage implements NewVersionHook {

    private static final Logger LOG = LoggerFactory.getLogger(Carriage.class);
    private static final String COLLECTION = "commentCarriages";
    private static final int AT_ONCE = 200;
    /** Whoever had the old text in sight may submit on it for a while longer. */
    private static final Duration STRAGGLERS = Duration.ofSeconds(30);

    private final CommentStore store;
    private final Shelves shelves;
    private final StoredVersions versions;
    private final Texts texts;
    private final MongoTemplate mongo;
    private final Clock clock;
    private final MeterRegistry meters;

    Carriage(CommentStore store, Shelves shelves, StoredVersions versions, Texts texts, MongoTemplate mongo, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.shelves = shelves;
        this.versions = versions;
        this.texts = texts;
        this.mongo = mongo;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * The text in force is stored under the consultation's identifier or under {@code <consultation>@<version>}, and the ones before under
     * {@code <consultation>@<their version>}. Returns at once; may be repeated.
     */
    @Override
    public void versionStands(String consultation, int from, int version) {
        versions.now(consultation, version);
        texts.changed(consultation);
        mongo.execute(COLLECTION, all -> all.updateOne(Filters.eq("_id", consultation),
                Updates.combine(Updates.max("version", version), Updates.set("upTo", 0), Updates.unset("finishedAt"), Updates.unset("overAt")), new UpdateOptions().upsert(true)));
        Thread.ofVirtual().name("carriage").start(this::sweep);
    }

    @Scheduled(initialDelay = 3_000, fixedDelay = 5_000)
    void sweep() {
        try {
            List<Document> waiting = new ArrayList<>();
            mongo.execute(COLLECTION, all -> all.find(Filters.exists("overAt", false)).limit(100).into(waiting));
            waiting.forEach(this::carryAll);
        } catch (RuntimeException storeAway) {
            LOG.warn("Comments could not be carried to the new text; tried again in 5 s: {}", storeAway.getMessage());
        }
    }

    private synchronized void carryAll(Document job) {
        String consultation = job.getString("_id");
        long version = job.get("version", Number.class).longValue();
        TextTree to = TextTree.of(versions.nodes(consultation, version));
        Map<Long, Carrier> carriers = new HashMap<>();
        int upTo = job.getInteger("upTo", 0);
        while (true) {
            List<Shelves.Named> names = shelves.names(Shelves.rowOfAll(consultation), upTo, AT_ONCE);
            if (names.isEmpty()) {
                break;
            }
            Map<String, Versioned<Comment>> found = store.all(names.stream().map(Shelves.Named::id).toList());
            found.values().forEach(one -> carry(one, version, to, carriers));
            upTo = names.getLast().turn();
            progress(consultation, version, Updates.set("upTo", upTo));
        }
        store.all(shelves.openIn(consultation)).values().stream().filter(one -> one.state().status().isOpen()).forEach(one -> carry(one, version, to, carriers));
        Date finished = job.getDate("finishedAt");
        Instant now = clock.instant();
        if (finished == null) {
            LOG.info("The comments of {} stand on version {} of its text", consultation, version);
            // Once more a little later, from some turns before the last, for those that were on their way.
            progress(consultation, version, Updates.combine(Updates.set("finishedAt", Date.from(now)), Updates.set("upTo", Math.max(0, upTo - Shelves.PAGE))));
        } else if (now.isAfter(finished.toInstant().plus(STRAGGLERS))) {
            progress(consultation, version, Updates.set("overAt", Date.from(now)));
        } else {
            progress(consultation, version, Updates.set("upTo", Math.max(0, upTo - Shelves.PAGE)));
        }
    }

    private void progress(String consultation, long version, Bson change) {
        mongo.execute(COLLECTION, all -> all.updateOne(new Document("_id", consultation).append("version", version), change));
    }

    private void carry(Versioned<Comment> found, long version, TextTree to, Map<Long, Carrier> carriers) {
        Comment.Place old = found.state().place();
        if (old.version() >= version) {
            return;
        }
        Comment.Place wanted = place(found.state(), version, to, carriers);
        boolean sameRow = Shelves.rowOf(found.state().consultation(), old).equals(Shelves.rowOf(found.state().consultation(), wanted));
        Comment.Place place = wanted.at(sameRow ? old.slot() : found.state().wasSubmitted() ? shelves.turn(found.state().consultation(), wanted) : 0);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean lost = place.orphan() != null && old.orphan() == null;
        store.change(found.id(), comment -> {
            // Somebody moved it, or submitted it and gave it a turn: the next sweep decides anew.
            if (!comment.place().equals(old)) {
                return Change.quiet(comment);
            }
            Comment carried = sameRow ? comment.placed(place) : comment.moved(place);
            boolean noteworthy = !sameRow || place.confidence() < 1;
            return Change.quiet(noteworthy ? carried.step(lost ? Comment.Act.ORPHANED : Comment.Act.CARRIED, CommentStore.SYSTEM, now, note(old, place)) : carried);
        });
        meters.counter("civikos.comments.carried", "how", place.orphan() != null ? "orphan" : place.how() == null ? "same" : place.how()).increment();
    }

    private Comment.Place place(Comment comment, long version, TextTree to, Map<Long, Carrier> carriers) {
        Comment.Place old = comment.place();
        Anchor anchor = old.anchor();
        if (anchor == null || old.orphan() != null) {
            return new Comment.Place(anchor, version, old.confidence(), old.how(), old.orphan(), 0);
        }
        Carrier carrier = carriers.computeIfAbsent(old.version(), from -> new Carrier(TextTree.of(versions.nodes(comment.consultation(), from)), to));
        return switch (carrier.carry(anchor)) {
            case Carried.Kept kept -> new Comment.Place(kept.anchor(), version, Math.min(old.confidence(), kept.confidence()),
                    kept.quoteIsGone() ? "quote-gone" : kept.how().code(), null, 0);
            case Carried.Orphan orphan -> new Comment.Place(anchor, version, 0, null, orphan.why().code(), 0);
        };
    }

    private static String note(Comment.Place old, Comment.Place now) {
        String before = old.anchor() == null ? "" : old.anchor().node();
        return now.orphan() != null ? before + ": " + now.orphan()
                : String.format(Locale.ROOT, "%s → %s, %s %.2f", before, now.anchor() == null ? "" : now.anchor().node(), now.how(), now.confidence());
    }
}
