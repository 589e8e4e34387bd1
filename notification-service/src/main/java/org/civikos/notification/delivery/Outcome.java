package org.civikos.notification.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one attempt to hand a message over came to. */
public sealed interface Outcome {

    /** The provider took the message. @param reference the provider's own id, if it gave one */
    record Accepted(@Nullable String reference) implements Outcome {}

    /** The provider refuses this message for good. */
    record Refused(Reason reason, String detail) implements Outcome {}

    /** The provider works, but will not take this message now. Counts as an attempt. */
    record Postponed(Reason reason, String detail) implements Outcome {}

    /** A limit of our own holds the message back and nobody was asked, or an answer is not believed yet. Never counts as an attempt. */
    record Held(Reason reason, String detail, Duration pause) implements Outcome {}

    /**
     * The connection broke, or time ran out, after the message had begun to go out: it may have been taken or not. Counts as
     * an attempt unless the provider turns out to be unavailable. Only the same provider is asked again, since another one
     * would make a second message of it.
     */
    record Interrupted(String detail) implements Outcome {}

    /** The provider cannot be used at all at present and surely has not taken the message. Never counts as an attempt. */
    record Unavailable(String detail) implements Outcome {}
}
