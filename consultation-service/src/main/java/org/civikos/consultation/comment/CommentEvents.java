package org.civikos.consultation.comment;

import org.civikos.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** The facts about a comment, as contracts/events/consultation promises them: who and where, never the words. */
final class CommentEvents {

    static final String TOPIC = "consultation.comment.events.v1";

    private CommentEvents() {
    }

    record Facts(String commentId, String consultationId, String organisationId, String reference, @Nullable String node, String kind, String submittedAt) {
    }

    static OutgoingEvent submitted(String id, Comment comment) {
        return event("comment-submitted", id, comment);
    }

    static OutgoingEvent withdrawn(String id, Comment comment) {
        return event("comment-withdrawn", id, comment);
    }

    private static OutgoingEvent event(String fact, String id, Comment comment) {
        return new OutgoingEvent(TOPIC, "org.civikos.consultation." + fact + ".v1", id, new Facts(id, comment.consultation(), comment.organisation(),
                comment.reference(), comment.node(), comment.kind().code(), comment.submittedAt().toString()));
    }
}
