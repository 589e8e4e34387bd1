package org.civikos.notification.template;

import java.util.Locale;
import java.util.Set;

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
    /** The campaign that has taken the draft up. */
    CAMPAIGN,
    /** What the publisher called the draft before it renamed it. */
    PREVIOUS_TITLE,
    /** What the publisher calls it now; what we call it where the secretariat has not named it itself. */
    NEW_TITLE,
    /** The page that the message is about. */
    LINK,
    COMMENT_LINK,
    /** Where the reader says that the draft does not concern their organisation; empty where the reader speaks for none. */
    NOT_RELEVANT_LINK,
    SETTINGS_LINK,
    /** For which organisation the reader is told; empty where for none. */
    ORGANISATION,
    /** How to answer by mail; empty where answers are not read. */
    ANSWER,
    /** A sentence: why the reader gets this. */
    WHY,
    /** Where the reader stops these messages. */
    STOP_LINK,
    /** What the mail is headed by, where that depends on what it tells: "3 drafts with news". */
    HEADING,
    /** The same for a subject: "3 drafts, the most urgent has 2 days left: …". */
    SUMMARY,
    /** A sentence about the nearest deadline of several; empty where none is ahead. */
    URGENT,
    /** The drafts of a summary, one below the other. */
    DRAFTS(true, true),
    /** Sentences: how often sources were looked at. */
    REPORT,
    /** The sources that could not be read, and those that are unusually quiet; may be none. */
    TROUBLED(true, true),
    /** A sentence: that there was nothing, or nothing for the reader. */
    NOTHING,
    /** The sources that could be read each time. */
    SOURCES(true, false),
    /** Further lines of a notice, such as the title of a draft; none where there are none. */
    DETAILS(true, false);

    private final boolean deadline;
    private final boolean list;
    private final boolean needed;

    Placeholder() {
        this(false);
    }

    Placeholder(boolean deadline) {
        this.deadline = deadline;
        this.list = false;
        this.needed = Set.of("LINK", "WHY", "STOP_LINK").contains(name());
    }

    Placeholder(boolean list, boolean needed) {
        this.deadline = false;
        this.list = list;
        this.needed = needed;
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

    /** Whether it stands for several lines, and so has to stand alone. */
    public boolean list() {
        return list;
    }

    /** Whether a mail that can have it must have it. */
    boolean needed() {
        return needed;
    }
}
