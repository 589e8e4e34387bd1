package org.civikos.consultation.comment;

import java.util.Set;
import org.civikos.platform.security.Actor;

/** Whoever looks at comments. */
record Viewer(String person, Set<String> organisations, boolean secretariat, boolean anonymous) {

    /** Whoever has signed in, and speaks for nobody that the comment is of. */
    static final Viewer ANY_MEMBER = new Viewer("", Set.of(), false, false);

    static Viewer of(Actor actor, Set<String> organisations) {
        return new Viewer(actor.id(), organisations, actor.has("secretariat"), actor.isAnonymous());
    }

    boolean owns(Comment comment) {
        return organisations.contains(comment.organisation());
    }

    /** Whether the comment is shown, if only as one that is no longer there. */
    boolean sees(Comment comment, CommentSettings settings) {
        if (owns(comment)) {
            return true;
        }
        if (!comment.wasSubmitted()) {
            return false;
        }
        if (secretariat) {
            return true;
        }
        boolean waits = comment.status() == Comment.Status.LATE || comment.status() == Comment.Status.REFUSED;
        return !waits && mayRead(settings);
    }

    /** Whether the comments of others are open to them at all. */
    boolean mayRead(CommentSettings settings) {
        return secretariat || switch (settings.visibility()) {
            case ALL -> true;
            case NETWORK -> !anonymous;
            case NOBODY -> false;
        };
    }

    /** Whether its words are shown: what was withdrawn or hidden keeps its reference alone. */
    boolean reads(Comment comment) {
        return owns(comment) || secretariat || comment.hiding() == null && comment.status() != Comment.Status.WITHDRAWN;
    }
}
