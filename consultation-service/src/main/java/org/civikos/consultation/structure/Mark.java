package org.civikos.consultation.structure;

/**
 * A line that begins like a heading: {@code Neni 16A}, {@code KREU II: ...}, {@code Član 3. (brisan)}.
 *
 * @param kind what it would head
 * @param word the word found, in small Latin letters; empty for a bare numeral, the form of its label for a point's label: {@code 2) Duties}
 * @param number as printed, empty where there is none
 * @param language {@code sq}, {@code sr}, {@code en}, or empty where the word does not tell
 * @param rest where the words after number and separator begin
 * @param tail those words
 * @param quoted it begins with a quotation mark
 * @param separated something other than a blank parts number and tail
 */
record Mark(Kind kind, String word, String number, String language, int rest, String tail, boolean quoted, boolean separated) {

    boolean bare() {
        return tail.isEmpty();
    }

    /** The whole tail in brackets: a title in brackets, or "(deleted)". */
    boolean bracketed() {
        return tail.length() > 2 && (tail.startsWith("(") && tail.endsWith(")") || tail.startsWith("[") && tail.endsWith("]"));
    }

    int value() {
        return kind == Kind.ARTICLE ? ArticleNumber.of(number).base() : Numerals.value(number);
    }
}
