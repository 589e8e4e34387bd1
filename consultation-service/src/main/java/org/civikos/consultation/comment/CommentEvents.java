package org.civikos.consultation.comment;

import java.time.Instant;
import org.civikos.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** The facts about a comment, as contracts/events/consultation promises them: who and where, never the words. */
final class CommentEvents {

    static final String TOPIC = "consultation.comment.events.v1";

    private CommentEvents() {
    }

    record Facts(String commentId, String consultationId, String organisationId, String reference, @Nullable String node, String kind, String submittedAt, boolean late,
            @Nullable String replaces) {
    }

    record Drafted(String commentId, String consultationId, String organisationId, String status, @Nullable String by) {
    }

    record Superseded(String commentId, String consultationId, String organisationId, String reference, String replacedBy) {
    }

    record Endorsed(String commentId, String consultationId, String organisationId, String reference, String byOrganisationId, String stance, int endorsed, int opposed) {
    }

    record Hidden(String commentId, String consultationId, String organisationId, String reference) {
    }

    record Answered(String commentId, String consultationId, String organisationId, String reference, String outcome) {
    }

    static OutgoingEvent submitted(String id, Comment comment) {
        return facts("comment-submitted", id, comment);
    }

    static OutgoingEvent withdrawn(String id, Comment comment) {
        return facts("comment-withdrawn", id, comment);
    }

    /** Inside the organisation only: for its own mails and lists. */
    static OutgoingEvent drafted(String id, Comment comment) {
        return event("comment-drafted", id, new Drafted(id, comment.consultation(), comment.organisation(), comment.status().code(),
                comment.history().isEmpty() ? null : comment.history().getLast().person()));
    }

    static OutgoingEvent superseded(String id, Comment comment) {
        return event("comment-superseded", id, new Superseded(id, comment.consultation(), comment.organisation(), reference(comment), String.valueOf(comment.replacedBy())));
    }

    /** @param stance endorse, oppose or none */
    static OutgoingEvent endorsed(String id, Comment comment, String by, String stance) {
        int endorsed = (int) comment.stances().stream().filter(Comment.Stance::endorses).count();
        return event("comment-endorsed", id, new Endorsed(id, comment.consultation(), comment.organisation(), reference(comment), by, stance, endorsed,
                comment.stances().size() - endorsed));
    }

    static OutgoingEvent hidden(String id, Comment comment) {
        return event("comment-hidden", id, new Hidden(id, comment.consultation(), comment.organisation(), reference(comment)));
    }

    /** Its outcome as it is recorded now: accepted, partly, rejected, or none where a record was taken back. */
    static OutgoingEvent answered(String id, Comment comment) {
        return event("comment-answered", id, new Answered(id, comment.consultation(), comment.organisation(), reference(comment),
                comment.answer() == null ? "none" : comment.answer().outcome().code()));
    }

    static OutgoingEvent shown(String id, Comment comment) {
        return event("comment-shown", id, new Hidden(id, comment.consultation(), comment.organisation(), reference(comment)));
    }

    private static OutgoingEvent facts(String fact, String id, Comment comment) {
        Instant at = comment.submittedAt() == null ? comment.createdAt() : comment.submittedAt();
        return event(fact, id, new Facts(id, comment.consultation(), comment.organisation(), reference(comment), comment.place().node(),
                comment.content().kind() == null ? "" : comment.content().kind().code(), at.toString(), comment.late(), comment.replaces()));
    }

    private static String reference(Comment comment) {
        return comment.reference() == null ? "" : comment.reference();
    }

    private static OutgoingEvent event(String fact, String id, Object facts) {
        return new OutgoingEvent(TOPIC, "org.civikos.consultation." + fact + ".v1", id, facts);
    }
}
