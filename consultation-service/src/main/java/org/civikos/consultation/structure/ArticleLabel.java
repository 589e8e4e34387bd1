package org.civikos.consultation.structure;

import java.util.regex.Pattern;

/** The line that names an article, such as "Neni 5" or "Član 5.", where it still stands in front of the article's words. */
public final class ArticleLabel {

    private ArticleLabel() {
    }

    /**
     * The words without the label that they begin with; all of them where they begin with none, or with that of another number.
     *
     * @param number of the article, which says what the label says
     */
    public static String without(String words, String number) {
        return words.replaceFirst("(?iu)^\\s*(?:neni|član|članak|члан|чланак|article)\\s+" + Pattern.quote(number.strip()) + "\\.?(?![\\p{L}\\p{N}])\\s*", "");
    }
}
