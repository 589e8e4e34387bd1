package org.civikos.consultation.comment;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Writes a comment and what follows from it: the one that it replaces, lists and figures. Each step may be repeated, and is after a crash. */
@Component
class CommentStore implements CommentPlaces {

    static final String COLLECTION = "comments";
    /** Who did what nobody did. */
    static final String SYSTEM = "system";
    private static final Logger LOG = LoggerFactory.getLogger(CommentStore.class);

    private final AggregateStore<Comment> store;
    private final Shelves shelves;
    private final Marks marks;
    private final Clock clock;
    /** Comments whose lists had not followed at the last sweep. */
    private final AtomicInteger unlisted;

    CommentStore(AggregateStores stores, Shelves shelves, Marks marks, Clock clock, MeterRegistry meters) {
        this.store = stores.of(COLLECTION, Comment.class);
        this.shelves = shelves;
        this.marks = marks;
        this.clock = clock;
        this.unlisted = meters.gauge("civikos.comments.unlisted", new AtomicInteger());
    }

    Optional<Versioned<Comment>> find(String id) {
        return store.find(id);
    }

    @Override
    public boolean exists(String consultation, String comment) {
        return store.find(comment).filter(found -> found.state().consultation().equals(consultation)).isPresent();
    }

    /** @throws Problem 404 where the consultation has no such comment */
    Versioned<Comment> get(String consultation, String id) {
        return store.find(id).filter(found -> found.state().consultation().equals(consultation)).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    /** Several at once, by their names. */
    Map<String, Versioned<Comment>> all(Collection<String> ids) {
        Map<String, Versioned<Comment>> found = new HashMap<>();
        if (!ids.isEmpty()) {
            store.list(Query.query(Criteria.where("_id").in(ids))).forEach(one -> found.put(one.id(), one));
        }
        return found;
    }

    Versioned<Comment> insert(String id, Comment comment, List<OutgoingEvent> events) {
        Marks.Mark mark = marks.set(id);
        Versioned<Comment> made = store.insert(id, comment, events);
        settle(made, mark);
        return made;
    }

    Versioned<Comment> change(String id, Function<Comment, Change<Comment>> command) {
        Marks.Mark mark = marks.set(id);
        Versioned<Comment> changed = store.change(id, command);
        settle(changed, mark);
        return changed;
    }

    private void settle(Versioned<Comment> found, Marks.Mark mark) {
        try {
            supersede(found);
            shelves.put(found.id(), found.version(), found.state(), mark);
        } catch (RuntimeException storeAway) {
            // What was asked for is written; its mark stays, and the sweep does the rest.
            LOG.info("The lists follow {} with the next sweep: {}", found.id(), storeAway.getMessage());
        }
    }

    /** The second half of a replacement: the first one reserved the old comment for this one. */
    private void supersede(Versioned<Comment> found) {
        String old = found.state().replaces();
        if (old == null || found.state().status() != Comment.Status.SUBMITTED) {
            return;
        }
        Optional<Versioned<Comment>> replaced = store.find(old).filter(one -> one.state().status() == Comment.Status.SUBMITTED && found.id().equals(one.state().replacedBy()));
        if (replaced.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        change(old, comment -> {
            if (comment.status() != Comment.Status.SUBMITTED || !found.id().equals(comment.replacedBy())) {
                return Change.quiet(comment);
            }
            Comment superseded = comment.in(Comment.Status.SUPERSEDED).step(Comment.Act.SUPERSEDED, SYSTEM, now, null);
            return new Change<>(superseded, List.of(CommentEvents.superseded(old, superseded)));
        });
    }

    /** Does what a crash or a store that was away has left undone. */
    @Scheduled(initialDelay = 2_000, fixedDelay = 5_000)
    void sweep() {
        try {
            List<Marks.Mark> left = marks.left();
            unlisted.set(left.size());
            for (Marks.Mark mark : left) {
                Optional<Versioned<Comment>> found = store.find(mark.comment());
                if (found.isPresent()) {
                    settle(found.get(), mark);
                } else {
                    marks.clear(List.of(mark));
                }
            }
        } catch (RuntimeException storeAway) {
            LOG.warn("Lists of comments could not be brought up to date; tried again in 5 s: {}", storeAway.getMessage());
        }
    }
}
