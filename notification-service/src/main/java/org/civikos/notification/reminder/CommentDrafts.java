package org.civikos.notification.reminder;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hears where a comment stands inside its organisation before it is submitted. */
public interface CommentDrafts {

    /**
     * As the event tells it.
     *
     * @param status draft, in-review or for-sign-off
     * @param by who brought it there; null in events from before that was told
     */
    record Draft(String commentId, String consultationId, String organisationId, String status, @Nullable String by) {
        public Draft {
            Objects.requireNonNull(commentId, "commentId");
            Objects.requireNonNull(consultationId, "consultationId");
            Objects.requireNonNull(organisationId, "organisationId");
            Objects.requireNonNull(status, "status");
        }
    }

    /** @param eventId the same when the event comes again */
    void changed(Draft draft, String eventId, Instant at);
}
