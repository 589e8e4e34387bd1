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
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.civikos.consultation.anchor.Anchor;
import org.civikos.consultation.anchor.Carried;
import org.civikos.consultation.anchor.Carrier;
import org.civikos.consultation.anchor.TextTree;
import org.civikos.consultation.consultation.NewVersionHook;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Threads;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Carries every comment of a consultation to the next version of its text, or to the next edition of a version whose split was repaired, drafts included. Work with progress that is kept: a crash
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
     * How far it is.
     *
     * @param done    comments that were looked at, of those that were submitted
     * @param total   that were submitted
     * @param orphans that wait for a person to place them, from earlier times as well
     */
    record Progress(Stand to, int done, int total, int orphans, @Nullable Instant startedAt, @Nullable Instant finishedAt) {
    }

    /**
     * The text in force is stored under the consultation's identifier or under {@code <consultation>@<version>}, and the ones before under
     * {@code <consultation>@<their version>}. Returns at once; may be repeated.
     */
    @Override
    public void versionStands(String consultation, int from, int version) {
        begin(consultation, new Stand(version, 0));
    }

    @Override
    public void textRepaired(String consultation, int version, int edition) {
        begin(consultation, new Stand(version, edition));
    }

    private void begin(String consultation, Stand stand) {
        versions.now(consultation, stand);
        texts.changed(consultation);
        mongo.execute(COLLECTION, all -> all.updateOne(Filters.eq("_id", consultation),
                Updates.combine(Updates.max("stand", stand.rank()), Updates.set("upTo", 0), Updates.set("startedAt", Date.from(clock.instant())), Updates.unset("finishedAt"),
                        Updates.unset("overAt")), new UpdateOptions().upsert(true)));
        Thread.ofVirtual().name("carriage").start(this::sweep);
    }

    /** How far the latest carrying of a consultation is; empty where there never was one. */
    Optional<Progress> progress(String consultation) {
        Document job = mongo.execute(COLLECTION, all -> all.find(Filters.eq("_id", consultation)).first());
        if (job == null || job.get("stand") == null) {
            return Optional.empty();
        }
        int total = shelves.given(consultation);
        Date finished = job.getDate("finishedAt");
        Date started = job.getDate("startedAt");
        int done = finished != null ? total : Math.min(total, job.getInteger("upTo", 0));
        return Optional.of(new Progress(Stand.ofRank(job.get("stand", Number.class).longValue()), done, total, shelves.orphans(consultation),
                started == null ? null : started.toInstant(), finished == null ? null : finished.toInstant()));
    }

    @Scheduled(initialDelay = 3_000, fixedDelay = 5_000)
    void sweep() {
        try {
            List<Document> waiting = new ArrayList<>();
            mongo.execute(COLLECTION, all -> all.find(Filters.exists("overAt", false)).limit(100).into(waiting));
            waiting.forEach(this::carryOrLater);
        } catch (RuntimeException storeAway) {
            LOG.warn("Comments could not be carried to the new text; tried again in 5 s: {}", storeAway.getMessage());
        }
    }

    /** What stops one consultation's comments does not stop those of the others. */
    private void carryOrLater(Document job) {
        try {
            carryAll(job);
        } catch (RuntimeException failed) {
            LOG.warn("Comments of consultation {} could not be carried to the new text; tried again in 5 s", job.getString("_id"), failed);
        }
    }

    private synchronized void carryAll(Document job) {
        String consultation = job.getString("_id");
        if (job.get("stand") == null) {
            return;
        }
        Stand stand = Stand.ofRank(job.get("stand", Number.class).longValue());
        List<Node> nodes = versions.nodes(consultation, stand);
        TextTree to = TextTree.of(nodes);
        Threads threads = Threads.of(nodes);
        Map<Stand, Carrier> carriers = new HashMap<>();
        int upTo = job.getInteger("upTo", 0);
        while (true) {
            List<Shelves.Named> names = shelves.names(Shelves.rowOfAll(consultation), upTo, AT_ONCE, 0);
            if (names.isEmpty()) {
                break;
            }
            Map<String, Versioned<Comment>> found = store.all(names.stream().map(Shelves.Named::id).toList());
            found.values().forEach(one -> carry(one, stand, to, threads, carriers));
            upTo = names.getLast().turn();
            progress(consultation, stand, Updates.set("upTo", upTo));
        }
        store.all(shelves.openIn(consultation)).values().stream().filter(one -> one.state().status().isOpen()).forEach(one -> carry(one, stand, to, threads, carriers));
        Date finished = job.getDate("finishedAt");
        Instant now = clock.instant();
        if (finished == null) {
            LOG.info("The comments of {} stand on version {} of its text, edition {}", consultation, stand.version(), stand.edition());
            // Once more a little later, from some turns before the last, for those that were on their way.
            progress(consultation, stand, Updates.combine(Updates.set("finishedAt", Date.from(now)), Updates.set("upTo", Math.max(0, upTo - Shelves.PAGE))));
        } else if (now.isAfter(finished.toInstant().plus(STRAGGLERS))) {
            progress(consultation, stand, Updates.set("overAt", Date.from(now)));
        } else {
            progress(consultation, stand, Updates.set("upTo", Math.max(0, upTo - Shelves.PAGE)));
        }
    }

    private void progress(String consultation, Stand stand, Bson change) {
        mongo.execute(COLLECTION, all -> all.updateOne(new Document("_id", consultation).append("stand", stand.rank()), change));
    }

    private void carry(Versioned<Comment> found, Stand stand, TextTree to, Threads threads, Map<Stand, Carrier> carriers) {
        Comment.Place old = found.state().place();
        if (old.stand().compareTo(stand) >= 0) {
            return;
        }
        Comment.Place wanted = place(found.state(), stand, to, threads, carriers);
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

    private Comment.Place place(Comment comment, Stand stand, TextTree to, Threads threads, Map<Stand, Carrier> carriers) {
        Comment.Place old = comment.place();
        Anchor anchor = old.anchor();
        if (anchor == null || old.orphan() != null) {
            return new Comment.Place(anchor, stand.version(), old.confidence(), old.how(), old.orphan(), 0, stand.edition(), old.thread(), old.law());
        }
        Carrier carrier = carriers.computeIfAbsent(old.stand(), from -> new Carrier(TextTree.of(versions.nodes(comment.consultation(), from)), to));
        // What a person repaired keeps the names of its nodes: the same name is the same place, however much of its text went elsewhere.
        Carried carried = old.version() == stand.version() ? carrier.carryRepaired(anchor) : carrier.carry(anchor);
        return switch (carried) {
            case Carried.Kept kept -> new Comment.Place(kept.anchor(), stand.version(), Math.min(old.confidence(), kept.confidence()),
                    kept.quoteIsGone() ? "quote-gone" : kept.how().code(), null, 0, stand.edition(), thread(threads, kept.anchor().node()), old.law());
            case Carried.Orphan orphan -> new Comment.Place(anchor, stand.version(), 0, null, orphan.why().code(), 0, stand.edition(), null, old.law());
        };
    }

    private static @Nullable String thread(Threads threads, String node) {
        String thread = threads.of(node);
        return thread.equals(node) ? null : thread;
    }

    private static String note(Comment.Place old, Comment.Place now) {
        String before = old.anchor() == null ? "" : old.anchor().node();
        return now.orphan() != null ? before + ": " + now.orphan()
                : String.format(Locale.ROOT, "%s → %s, %s %.2f", before, now.anchor() == null ? "" : now.anchor().node(), now.how(), now.confidence());
    }
}
