package org.civikos.consultation.comment;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civikos.consultation.anchor.Quote;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What the secretariat decides about comments: hidden or shown, late ones taken or not, lost ones placed. Every decision may be repeated. */
@Component
class Moderation {

    private static final Logger LOG = LoggerFactory.getLogger(Moderation.class);

    private final CommentStore store;
    private final Comments comments;
    private final Shelves shelves;
    private final StructureVersions versions;
    private final Clock clock;
    private final MeterRegistry meters;

    Moderation(CommentStore store, Comments comments, Shelves shelves, StructureVersions versions, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.comments = comments;
        this.shelves = shelves;
        this.versions = versions;
        this.clock = clock;
        this.meters = meters;
    }

    Versioned<Comment> hide(String consultation, String id, String person, String reason) {
        submitted(consultation, id);
        LOG.info("Comment {} is hidden by decision of the secretariat", id);
        return store.change(id, comment -> {
            if (comment.hiding() != null) {
                return Change.quiet(comment);
            }
            Comment hidden = comment.hidden(new Comment.Hiding(person, reason, now())).step(Comment.Act.HIDDEN, person, now(), reason);
            return new Change<>(hidden, List.of(CommentEvents.hidden(id, hidden)));
        });
    }

    Versioned<Comment> show(String consultation, String id, String person) {
        submitted(consultation, id);
        return store.change(id, comment -> {
            if (comment.hiding() == null) {
                return Change.quiet(comment);
            }
            Comment shown = comment.hidden(null).step(Comment.Act.SHOWN, person, now(), null);
            // One that was withdrawn or replaced meanwhile does not count again: those who follow the figures are told nothing.
            return new Change<>(shown, shown.stands() ? List.of(CommentEvents.shown(id, shown)) : List.of());
        });
    }

    /** Takes a late one: it is submitted from now on, and stays marked as late. */
    Versioned<Comment> accept(String consultation, String id, String person) {
        return decide(consultation, id, comment -> {
            Comment accepted = comment.in(Comment.Status.SUBMITTED).step(Comment.Act.ACCEPTED, person, now(), null);
            return new Change<>(accepted, List.of(CommentEvents.submitted(id, accepted)));
        }, Comment.Status.SUBMITTED);
    }

    Versioned<Comment> refuse(String consultation, String id, String person, String reason) {
        return decide(consultation, id, comment -> Change.quiet(comment.in(Comment.Status.REFUSED).step(Comment.Act.REFUSED, person, now(), reason)), Comment.Status.REFUSED);
    }

    private Versioned<Comment> decide(String consultation, String id, Function<Comment, Change<Comment>> decision, Comment.Status done) {
        submitted(consultation, id);
        return store.change(id, comment -> {
            if (comment.status() == done) {
                return Change.quiet(comment);
            }
            if (comment.status() != Comment.Status.LATE) {
                throw Problem.of(HttpStatus.CONFLICT, "comment-not-late");
            }
            return decision.apply(comment);
        });
    }

    /**
     * Records what became of a comment at the publisher's; the same again changes nothing.
     *
     * @param answer {@code null} takes a record back
     * @throws Problem 409 comment-not-standing for one that was withdrawn, replaced or hidden
     */
    Versioned<Comment> answer(String consultation, String id, String person, Comment.@Nullable Answer answer) {
        submitted(consultation, id);
        return store.change(id, comment -> {
            if (answer != null && !comment.stands()) {
                throw Problem.of(HttpStatus.CONFLICT, "comment-not-standing");
            }
            Comment answered = comment.answered(answer, person, now());
            if (answered == comment) {
                return Change.quiet(comment);
            }
            meters.counter("civikos.comments.answered", "outcome", answer == null ? "none" : answer.outcome().code()).increment();
            return new Change<>(answered, List.of(CommentEvents.answered(id, answered)));
        });
    }

    /** Puts a comment where a person says it belongs, or on the draft as a whole. */
    Versioned<Comment> place(String consultation, String id, String person, @Nullable String node, @Nullable Quote quote) {
        Comment found = submitted(consultation, id).state();
        Comment.Place wanted = comments.place(consultation, node, quote).of(found.place().law());
        if (found.place().orphan() == null && Objects.equals(found.place().anchor(), wanted.anchor())) {
            return store.get(consultation, id);
        }
        boolean sameRow = Shelves.rowOf(consultation, found.place()).equals(Shelves.rowOf(consultation, wanted));
        Comment.Place place = wanted.at(sameRow ? found.place().slot() : shelves.turn(consultation, wanted));
        return store.change(id, comment -> {
            if (!comment.place().equals(found.place())) {
                throw Problem.of(HttpStatus.CONFLICT, "comment-changed");
            }
            String note = (comment.place().anchor() == null ? "" : comment.place().anchor().node()) + " → " + (node == null ? "" : node);
            return Change.quiet((sameRow ? comment.placed(place) : comment.moved(place)).step(Comment.Act.PLACED, person, now(), note));
        });
    }

    /** Comments that could not be carried, oldest first. */
    List<Comments.Listed> orphans(String consultation, int after, int limit) {
        comments.target(consultation);
        return comments.row(Shelves.rowOfNode(consultation, Shelves.ORPHANS), after, limit,
                comment -> comment.place().orphan() != null && (comment.status() == Comment.Status.SUBMITTED || comment.status() == Comment.Status.LATE));
    }

    /**
     * The text that a comment was about before it lost its place.
     *
     * @param node  that it was about
     * @param nodes the way down to it from the article, and all below it, as they stood
     */
    record Former(long version, String node, List<Node> nodes) {
    }

    /** @throws Problem 404 for a comment that was never about a part of a text, or whose text is not kept */
    Former former(String consultation, String id) {
        Comment comment = submitted(consultation, id).state();
        Comment.Place last = Stream.concat(Stream.of(comment.place()), comment.left().reversed().stream()).filter(one -> one.orphan() == null && one.anchor() != null).findFirst()
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        String node = last.anchor().node();
        List<Node> all = versions.nodes(consultation, last.stand());
        Map<String, Node> byId = all.stream().collect(Collectors.toMap(Node::id, one -> one, (one, other) -> one));
        if (!byId.containsKey(node)) {
            throw Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
        Set<String> above = new HashSet<>();
        for (Node at = byId.get(node); at != null && above.add(at.id()) && at.kind() != Kind.ARTICLE; ) {
            at = at.parent() == null ? null : byId.get(at.parent());
        }
        Set<String> below = new HashSet<>(Set.of(node));
        return new Former(last.version(), node, all.stream().filter(one -> one.parent() != null && below.contains(one.parent()) ? below.add(one.id()) : above.contains(one.id())).toList());
    }

    /** Comments that came after the deadline and wait for a decision, oldest first. */
    List<Comments.Listed> late(String consultation, int after, int limit) {
        comments.target(consultation);
        return comments.row(Shelves.rowOfLate(consultation), after, limit, shelves.given(consultation), comment -> comment.status() == Comment.Status.LATE);
    }

    private Versioned<Comment> submitted(String consultation, String id) {
        comments.target(consultation);
        Versioned<Comment> found = store.get(consultation, id);
        if (!found.state().wasSubmitted()) {
            throw Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
        return found;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
