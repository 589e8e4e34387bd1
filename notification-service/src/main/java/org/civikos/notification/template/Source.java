package org.civikos.notification.template;

/**
 * What is written in a template, with placeholders such as {@code {title}}.
 *
 * @param subject of a mail; empty for the others, which have none
 * @param text marked up for mails (see {@link Markup}), plain for the others
 * @param allLetters of an SMS: whether it goes out with ë, ç and š as they are written, at the price of more segments, rather than in plain letters
 */
public record Source(String subject, String text, boolean allLetters) {

    /** The most letters of each: far more than a mail or an SMS may have, so that only mistakes meet it. */
    public static final int SUBJECT_LIMIT = 300;
    public static final int TEXT_LIMIT = 8_000;

    /** One in plain letters, where that matters. */
    public Source(String subject, String text) {
        this(subject, text, false);
    }

    public Source {
        subject = subject.strip();
        text = text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }
}
