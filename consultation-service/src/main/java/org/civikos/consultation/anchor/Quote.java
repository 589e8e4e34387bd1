package org.civikos.consultation.anchor;

import org.jspecify.annotations.Nullable;

/**
 * Exact words of a node, found again by themselves, by what stands around them and by where they stood: the text quote and
 * text position selectors of the W3C Web Annotation Data Model (sections 4.2.4 and 4.2.5) together.
 *
 * @param exact  the words, with white space as it came; at most {@value #LONGEST} characters
 * @param prefix what stands before them, at most {@value #AROUND} characters
 * @param suffix what stands after them, at most {@value #AROUND} characters
 * @param start  characters of the node's text before the words
 */
public record Quote(String exact, @Nullable String prefix, @Nullable String suffix, int start) {

    /** The most characters of a quote. */
    public static final int LONGEST = 2_000;
    /** The most characters of what stands around it. */
    public static final int AROUND = 64;

    /** The same words where they stand in another text. */
    static Quote in(String text, int from, int to) {
        return new Quote(text.substring(from, to), text.substring(Math.max(0, from - 32), from), text.substring(to, Math.min(text.length(), to + 32)), from);
    }
}
