package org.civikos.consultation.amendment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an amending act says is to be done.
 *
 * @param node     of the amending act that says it
 * @param said     its words
 * @param where    what it is about
 * @param oldWords words that are to go, or that the new ones come after
 * @param newWords words or text to put in
 * @param made     number of the element to be added
 * @param everywhere whether it says that the words are meant wherever they stand
 * @param articles   all articles that go, where several are named; else empty, and {@code where} tells
 */
record Instruction(String node, String said, Op op, Target where, @Nullable String oldWords, @Nullable String newWords, @Nullable String made, boolean everywhere,
        List<Span> articles) {

    Instruction(String node, String said, Op op, Target where, @Nullable String oldWords, @Nullable String newWords, @Nullable String made, boolean everywhere) {
        this(node, said, op, where, oldWords, newWords, made, everywhere, List.of());
    }

    /** Articles named together: "5 to 7", both ends meant too; an article alone is a span from itself to itself. */
    record Span(String from, String to) {
    }

    /** What is to be done. */
    enum Op {
        /** Words in place of words. */
        REPLACE_WORDS,
        /** Words go. */
        DELETE_WORDS,
        /** Words come after words. */
        ADD_WORDS,
        /** A new text for the element. */
        REPLACE,
        /** The element goes. */
        DELETE,
        /** An element comes after the element. */
        ADD_AFTER,
        /** An element comes at the end of the element. */
        ADD_LAST,
        /** It amends, and how is not understood. */
        UNKNOWN
    }

    /**
     * A place in a law.
     *
     * @param article   number, none where it is not named
     * @param paragraph number below it
     * @param point     number or letter below that
     * @param several   whether more than one of a kind is named: "Articles 5 and 6"
     */
    record Target(@Nullable String article, @Nullable String paragraph, @Nullable String point, boolean several) {

        static final Target NONE = new Target(null, null, null, false);

        /** What is not named here is meant as it is named above. */
        Target within(Target above) {
            if (article != null) {
                return this;
            }
            return new Target(above.article, paragraph != null ? paragraph : above.paragraph, point != null ? point : paragraph == null ? above.point : null, several || above.several);
        }
    }
}
