package org.civikos.notification.related;

import java.util.List;
import org.civikos.notification.subscription.Words;

/**
 * One way to name a thing.
 *
 * @param shown    as people write it
 * @param compared what is to be looked for, each word cut where its endings begin
 * @param folded   the same as {@link Words} compares it
 */
record Term(String shown, String compared, List<String> folded) {

    /** @param marked with the endings behind a stroke, as in {@code životn/a sredin/a} */
    static Term of(String marked) {
        String compared = marked.replaceAll("/\\p{L}*", "");
        return new Term(marked.replace("/", ""), compared, Words.of(compared));
    }

    /** Whether somebody who writes this means the term: its beginning, or the term with some other ending. */
    boolean meant(List<String> written) {
        return Words.contains(written, folded) && written.size() == folded.size() && written.getLast().length() - folded.getLast().length() <= LONGEST_ENDING
                || Words.contains(Words.of(shown), written);
    }

    /** Of "-ovanje" and "-imeve" the most that still is the same word and not one made of it. */
    private static final int LONGEST_ENDING = 5;
}
