package org.civikos.consultation.difference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that differs between two versions of a draft.
 *
 * @param articles in the order of the later version, those that are gone where they stood before
 */
public record Difference(List<Article> articles) {

    public Difference {
        articles = List.copyOf(articles);
    }

    /** What has happened to an article; one can be changed, moved and renumbered at once. */
    public enum Kind {
        /** It was not there before. */
        ADDED,
        /** It is not there any more. */
        REMOVED,
        /** Its words or its heading are others. */
        CHANGED,
        /** It stands at another place among those that stayed. */
        MOVED,
        /** It has another number. */
        RENUMBERED
    }

    /** Whether words stayed, went or came. */
    public enum Op {
        /** In both versions. */
        EQUAL,
        /** Only in the earlier one. */
        DELETE,
        /** Only in the later one. */
        INSERT
    }

    /** Words in a row with the same fate; white space and line ends as they stood. */
    public record Piece(Op op, String text) {
    }

    /** Where an article stands in one version. */
    public record Place(String node, String kind, @Nullable String number, @Nullable String heading) {
    }

    /**
     * One article, or another part of an act that stands by itself: a preamble, an annex, a heading.
     *
     * @param kinds   empty where nothing differs
     * @param before  where it stood, {@code null} for one that was added
     * @param after   where it stands, {@code null} for one that was removed
     * @param heading the heading's pieces
     * @param text    the words' pieces, paragraphs and points by line
     */
    public record Article(List<Kind> kinds, @Nullable Place before, @Nullable Place after, List<Piece> heading, List<Piece> text) {

        public Article {
            kinds = List.copyOf(kinds);
            heading = List.copyOf(heading);
            text = List.copyOf(text);
        }

        public boolean differs() {
            return !kinds.isEmpty();
        }
    }

    /** How many articles and other parts differ in any way. */
    public int changedArticles() {
        return (int) articles.stream().filter(Article::differs).count();
    }
}
