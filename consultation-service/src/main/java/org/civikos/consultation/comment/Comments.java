package org.civikos.consultation.comment;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.consultation.Counters;
import org.civikos.consultation.network.Network;
import org.civikos.consultation.network.Organisation;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Submitting and withdrawing comments: who may, until when, and under which reference. */
@Component
class Comments {

    static final String COLLECTION = "comments";
    private static final String RIGHT = "comment";

    private final AggregateStore<Comment> store;
    private final Consultations consultations;
    private final Counters counters;
    private final Network network;
    private final Tally tally;
    private final MeterRegistry meters;

    Comments(AggregateStores stores, Consultations consultations, Counters counters, Network network, Tally tally, MeterRegistry meters) {
        this.store = stores.of(COLLECTION, Comment.class);
        this.consultations = consultations;
        this.counters = counters;
        this.network = network;
        this.tally = tally;
        this.meters = meters;
    }

    /**
     * What came of a submission.
     *
     * @param made whether it was submitted now, and not before by the same request
     */
    record Submitted(Versioned<Comment> comment, boolean made) {
    }

    /**
     * Submits, once: the same comment under the same identifier again gives what is there.
     *
     * @param wanted the comment without reference and organisation's name
     * @throws Problem 404 for an unknown consultation; 403 no-mandate, organisation-suspended; 409 deadline-passed, comment-exists;
     *                 422 unknown-node
     */
    Submitted submit(String id, Comment wanted) {
        Consultations.Target target = target(wanted.consultation());
        Organisation organisation = speaksFor(wanted.author(), wanted.organisation());
        Optional<Versioned<Comment>> earlier = store.find(id);
        if (earlier.isPresent()) {
            return again(earlier.get(), wanted);
        }
        if (!target.takesComments()) {
            throw Problem.of(HttpStatus.CONFLICT, "deadline-passed", target.deadline().replace('T', ' '));
        }
        if (wanted.node() != null && !consultations.hasNode(target.id(), wanted.node())) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-node").field("/node", "unknown");
        }
        String reference = "%s-%04d".formatted(target.reference(), counters.next("comments-" + target.id()));
        Comment comment = new Comment(wanted.consultation(), reference, wanted.organisation(), organisation.name(), wanted.author(), wanted.node(), wanted.kind(),
                wanted.importance(), wanted.text(), wanted.proposedWording(), wanted.justification(), Comment.Status.SUBMITTED, wanted.submittedAt());
        tally.mark(target.id());
        try {
            Versioned<Comment> made = store.insert(id, comment, List.of(CommentEvents.submitted(id, comment)));
            meters.counter("civikos.comments.submitted").increment();
            return new Submitted(made, true);
        } catch (DuplicateKeyException sentTwiceAtOnce) {
            return again(store.find(id).orElseThrow(() -> sentTwiceAtOnce), wanted);
        } finally {
            tally.countSoon(target.id());
        }
    }

    private Submitted again(Versioned<Comment> earlier, Comment wanted) {
        if (!earlier.state().saysTheSame(wanted)) {
            throw Problem.of(HttpStatus.CONFLICT, "comment-exists", earlier.state().consultation().equals(wanted.consultation()) ? earlier.state().reference() : "");
        }
        return new Submitted(earlier, false);
    }

    /** Withdraws, until the deadline; done already, nothing happens. */
    Versioned<Comment> withdraw(String consultation, String id, String person) {
        Consultations.Target target = target(consultation);
        Versioned<Comment> found = store.find(id).filter(one -> one.state().consultation().equals(consultation))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        speaksFor(person, found.state().organisation());
        if (found.state().status() == Comment.Status.WITHDRAWN) {
            return found;
        }
        if (!target.takesComments()) {
            throw Problem.of(HttpStatus.CONFLICT, "deadline-passed", target.deadline().replace('T', ' '));
        }
        tally.mark(consultation);
        try {
            return store.change(id, comment -> {
                if (comment.status() == Comment.Status.WITHDRAWN) {
                    return Change.quiet(comment);
                }
                Comment withdrawn = comment.withdrawn();
                return new Change<>(withdrawn, List.of(CommentEvents.withdrawn(id, withdrawn)));
            });
        } finally {
            tally.countSoon(consultation);
        }
    }

    /**
     * @param node  {@code null} for all, empty for those on the whole
     * @param mine  whether only those of my organisations, the withdrawn ones among them
     * @param after milliseconds of submission and identifier of the last one of the page before
     */
    List<Versioned<Comment>> list(String consultation, @Nullable String node, boolean mine, Set<String> organisations, String @Nullable [] after, int limit) {
        target(consultation);
        Criteria criteria = Criteria.where("state.consultation").is(consultation);
        if (node != null) {
            criteria = criteria.and("state.node").is(node.isEmpty() ? null : node);
        }
        criteria = mine ? criteria.and("state.organisation").in(organisations) : criteria.and("state.status").is(Comment.Status.SUBMITTED);
        if (after != null) {
            Instant at = Instant.ofEpochMilli(Long.parseLong(after[0]));
            criteria = criteria.orOperator(Criteria.where("state.submittedAt").gt(at), Criteria.where("state.submittedAt").is(at).and("_id").gt(after[1]));
        }
        return store.list(Query.query(criteria).limit(limit).with(Sort.by("state.submittedAt", "_id")));
    }

    private Consultations.Target target(String consultation) {
        return consultations.target(consultation).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    private Organisation speaksFor(String person, String organisation) {
        Optional<Organisation> found = network.organisation(organisation);
        if (found.isEmpty() || !network.mayFor(person, RIGHT, organisation)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "no-mandate");
        }
        if (found.get().isSuspended()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "organisation-suspended", found.get().name());
        }
        if (!found.get().isActive()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "no-mandate");
        }
        return found.get();
    }
}
