package org.civikos.consultation.comment;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.civikos.consultation.network.Network;
import org.civikos.consultation.network.Organisation;
import org.civikos.consultation.text.Letters;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Makes a draft of a comment out of what a person answered to an alert, in the name of the one organisation that they may speak for, or of the
 * one among several that they name: whoever names none is asked back. It is submitted by nobody but a person who has signed in, so a forged sender gains nothing. Each answer is acted on
 * once, and what came of it is told by an event.
 */
@Component
class MailedComments {

    static final String TOPIC = "consultation.reply.events.v1";
    /** Fewer letters than this name no organisation. */
    private static final int SHORTEST_NAME = 3;
    static final String TYPE = "org.civikos.consultation.reply-answered.v1";

    /**
     * What came of a mail.
     *
     * @param outcome drafted, for-sign-off or refused
     * @param code    why it was refused: not-found, no-mandate, several-organisations, organisation-suspended, deadline-passed, too-many-drafts, nothing-written
     */
    record Answered(String replyId, String personId, String consultationId, String outcome, @Nullable String code, @Nullable String commentId,
            @Nullable String organisationId) {
    }

    private final AggregateStore<Answered> answers;
    private final CommentStore store;
    private final Comments comments;
    private final StructureVersions versions;
    private final Network network;
    private final MeterRegistry meters;

    MailedComments(AggregateStores stores, CommentStore store, Comments comments, StructureVersions versions, Network network, MeterRegistry meters) {
        this.answers = stores.of("replyAnswers", Answered.class);
        this.store = store;
        this.comments = comments;
        this.versions = versions;
        this.network = network;
        this.meters = meters;
    }

    void take(String replyId, String person, String consultation, String text) {
        if (answers.find(replyId).isPresent()) {
            return;
        }
        Answered answered = answer(replyId, person, consultation, text);
        try {
            answers.insert(replyId, answered, List.of(new OutgoingEvent(TOPIC, TYPE, replyId, answered)));
            meters.counter("civikos.comments.mailed", "outcome", answered.outcome()).increment();
        } catch (DuplicateKeyException readTwiceAtOnce) {
            // Whoever was quicker made the same draft under the same identifier.
        }
    }

    private Answered answer(String replyId, String person, String consultation, String text) {
        MailedWords words = MailedWords.of(text);
        if (words.text() == null && words.wording() == null && words.justification() == null) {
            return new Answered(replyId, person, consultation, "refused", "nothing-written", null, null);
        }
        String id = "mail-" + replyId;
        List<Organisation> speakers = speakers(person);
        Organisation one = speakers.size() == 1 ? speakers.getFirst() : named(speakers, words.organisation()).orElse(null);
        if (one == null) {
            return new Answered(replyId, person, consultation, "refused", speakers.isEmpty() ? "no-mandate" : "several-organisations", null, null);
        }
        String speaker = one.organisationId();
        try {
            comments.target(consultation);
            // Made before by the same mail: a person may have worked on it since.
            Comment.Status status = store.find(id).map(found -> found.state().status()).orElseGet(() -> draft(id, person, speaker, consultation, words));
            return new Answered(replyId, person, consultation, status == Comment.Status.FOR_SIGN_OFF ? "for-sign-off" : "drafted", null, id, speaker);
        } catch (Problem refused) {
            return new Answered(replyId, person, consultation, "refused", refused.code(), null, speaker);
        }
    }

    private Comment.Status draft(String id, String person, String organisation, String consultation, MailedWords words) {
        MailedWords.Found place = words.in(versions.nodes(consultation, versions.current(consultation)));
        Comment.Kind kind = words.kind(place.node() != null);
        Comment.Content content = new Comment.Content(kind, kind == null ? null : Comment.Importance.IMPORTANT, cut(words.text(place)), cut(words.wording()), cut(words.justification()),
                List.of(), List.of());
        Comment.Status status = comments.save(id, new Comments.Wish(consultation, person, organisation, content, place.node(), null, null, null), version -> { }).comment().state().status();
        if (kind == null) {
            return status;
        }
        try {
            return comments.handOver(consultation, id, person, null).state().status();
        } catch (Problem incomplete) {
            if (incomplete.status() != HttpStatus.UNPROCESSABLE_CONTENT) {
                throw incomplete;
            }
            return status;
        }
    }

    /** Those that the person may speak for: who is suspended speaks for itself only where there is nobody else, to be told so. */
    private List<Organisation> speakers(String person) {
        List<Organisation> all = network.organisationsOf(person).stream().map(network::organisation).flatMap(Optional::stream)
                .filter(one -> network.mayFor(person, Comments.COMMENT, one.organisationId()) || network.mayFor(person, Comments.SIGN_OFF, one.organisationId()))
                .sorted(Comparator.comparing(Organisation::name).thenComparing(Organisation::organisationId)).toList();
        List<Organisation> active = all.stream().filter(Organisation::isActive).toList();
        return active.isEmpty() ? all.stream().limit(1).toList() : active;
    }

    /** The one that is named in full, or else the only one whose name has the words that were given. */
    private static Optional<Organisation> named(List<Organisation> speakers, @Nullable String name) {
        String given = name == null ? "" : String.join(" ", Letters.words(name));
        if (given.length() < SHORTEST_NAME) {
            return Optional.empty();
        }
        List<Organisation> whole = speakers.stream().filter(one -> String.join(" ", Letters.words(one.name())).equals(given)).toList();
        List<Organisation> found = !whole.isEmpty() ? whole
                : speakers.stream().filter(one -> (" " + String.join(" ", Letters.words(one.name())) + " ").contains(" " + given + " ")).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= CommentController.LONGEST_TEXT ? text
                : text.substring(0, CommentController.LONGEST_TEXT);
    }
}
