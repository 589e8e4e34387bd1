package org.civikos.notification.template;

import java.util.Locale;

/** What can stand in braces in a text. */
public enum Placeholder {
    /** "Dear Arta Shembulli," or, where no name is known, "Good day,". */
    GREETING,
    TITLE,
    /** In the reader's language. */
    INSTITUTION,
    /** "Friday, 11 December 2026 at 23:59". */
    DEADLINE(true),
    /** "11.12.2026 23:59". */
    DEADLINE_SHORT(true),
    /** "5 days left" or "closes today". */
    DAYS_LEFT(true),
    /** The same for SMS, in plain letters: "5 days left" or "today". */
    DAYS_SHORT(true),
    /** A sentence: "5 working days left: it closes on Friday, …". */
    CLOSES(true),
    /** A sentence: "It has 24 articles."; empty where their number is not known. */
    SIZE,
    /** The deadline before it was moved. */
    PREVIOUS_DEADLINE,
    /** "3 articles or other parts read". */
    CHANGED_ARTICLES,
    /** What the publisher called the draft before it renamed it. */
    PREVIOUS_TITLE,
    /** What the publisher calls it now; what we call it where the secretariat has not named it itself. */
    NEW_TITLE,
    /** The page that the message is about. */
    LINK,
    COMMENT_LINK,
    SETTINGS_LINK,
    /** For which organisation the reader is told; empty where for none. */
    ORGANISATION,
    /** How to answer by mail; empty where answers are not read. */
    ANSWER,
    /** A sentence: why the reader gets this. */
    WHY,
    /** Where the reader stops these messages. */
    STOP_LINK;

    private final boolean deadline;

    Placeholder() {
        this(false);
    }

    Placeholder(boolean deadline) {
        this.deadline = deadline;
    }

    /** As it is written between the braces. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String braces() {
        return "{" + word() + "}";
    }

    /** Whether it says until when. */
    public boolean deadline() {
        return deadline;
    }
}
