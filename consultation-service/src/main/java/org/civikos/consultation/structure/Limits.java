package org.civikos.consultation.structure;

import java.time.Duration;

/**
 * What one document may cost.
 *
 * @param bytes size of the file
 * @param pages pages of a paged file
 * @param text bytes of running text or mark-up that are read at once: a long code has 1 MB
 * @param lines lines or paragraphs: 2,000 pages have about 100,000
 * @param act bytes of an act's text in UTF-8, and some for each of its parts: a store keeps documents of 16 MB at most
 * @param unpacked bytes of all parts that are unpacked while reading
 * @param time wall time of one split
 */
record Limits(int bytes, int pages, int text, int lines, int act, long unpacked, Duration time) {
    /** Some for each line of a page. */
    private static final int TAGS_OF_A_LINE = 5;

    static final Limits STANDARD = new Limits(50 * 1024 * 1024, 2_000, 12 * 1024 * 1024, 150_000, 15 * 1024 * 1024, 150L * 1024 * 1024, Duration.ofSeconds(30));

    /** Asked while lines gather: what has too many is refused before they are all there. */
    void mustHold(int lineCount) throws UnreadableDocument {
        if (lineCount > lines) {
            throw new UnreadableDocument(UnreadableDocument.Reason.TOO_LARGE, "The text has more than %,d lines.".formatted(lines));
        }
    }

    /** Asked before a page is parsed: an element takes far more memory than its tag. */
    void mustHoldTags(byte[] page) throws UnreadableDocument {
        int tags = 0;
        for (byte b : page) {
            tags += b == '<' ? 1 : 0;
        }
        if (tags / TAGS_OF_A_LINE > lines) {
            throw new UnreadableDocument(UnreadableDocument.Reason.TOO_LARGE, "The page has more than %,d tags.".formatted(lines * TAGS_OF_A_LINE));
        }
    }
}
