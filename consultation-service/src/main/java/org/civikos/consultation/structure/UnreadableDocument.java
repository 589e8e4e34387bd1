package org.civikos.consultation.structure;

import org.jspecify.annotations.Nullable;

/** The file cannot be taken apart; the message is one clear English sentence without anything from the file's inside. */
public final class UnreadableDocument extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** No bytes, or no text in it. */
        EMPTY,
        /** It opens with a password only. */
        PASSWORD,
        /** It is damaged. */
        CORRUPT,
        /** More than 50 MB. */
        TOO_LARGE,
        /** More than 2,000 pages. */
        TOO_MANY_PAGES,
        /** Neither PDF, Word, ODT, HTML nor plain text. */
        UNSUPPORTED,
        /** It unpacks to far more than an act can hold. */
        ZIP_BOMB,
        /** It carries a macro. */
        MACRO,
        /** Pictures of pages, and no recognition of text at hand. */
        SCAN_WITHOUT_OCR,
        /** It took longer than allowed. */
        TIMEOUT
    }

    private final Reason reason;

    UnreadableDocument(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    UnreadableDocument(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Reading it took longer than allowed. */
    public static UnreadableDocument tooLong() {
        return new UnreadableDocument(Reason.TIMEOUT, "Reading the file took too long.");
    }

    public Reason reason() {
        return reason;
    }
}
