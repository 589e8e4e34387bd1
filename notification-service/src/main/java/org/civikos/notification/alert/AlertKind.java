package org.civikos.notification.alert;

import java.util.Locale;

/** Of what an alert tells. */
public enum AlertKind {
    CONSULTATION_OPENED,
    DEADLINE_MOVED,
    DRAFT_CHANGED,
    /** A campaign has taken a draft up: for who follows the campaign or its working group. */
    CAMPAIGN_LINKED,
    /** The deadline comes near and the organisation has said nothing yet. */
    REMINDER,
    /** What somebody asked to be told of together; about no single consultation. */
    DIGEST,
    /** A text that somebody tries out on themselves; tells of nothing. */
    TEST,
    /** What the secretariat writes to many; about no single consultation. */
    CIRCULAR,
    /** One mail that its reader has just asked for themselves, such as a link; about no consultation. */
    NOTICE,
    /** What was looked at in a week in which there was nothing to tell somebody; about no consultation. */
    SILENCE,
    /** What a program sent; about no consultation. */
    MESSAGE;

    /** Whether it tells of a new fact about a draft: these are what people subscribe to. */
    public boolean fact() {
        return aboutDraft() && this != REMINDER;
    }

    /** Whether it stands in the inbox by itself: what a summary tells stands there already, and a notice answers what its reader did elsewhere. */
    boolean inInbox() {
        return aboutDraft() || this == CIRCULAR || this == MESSAGE;
    }

    /** Whether it is about one draft. */
    public boolean aboutDraft() {
        return this != DIGEST && this != NOTICE && this != SILENCE && this != TEST && this != CIRCULAR && this != MESSAGE;
    }

    /** The word used in the interface and in the keys of texts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
