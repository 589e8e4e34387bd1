package org.civikos.consultation.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.consultation.difference.Difference.Op;
import org.civikos.consultation.difference.Difference.Piece;

/** Compares texts word by word. */
final class Words {

    /** A word, white space, or one other sign: a changed comma is not a changed word. */
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|\\s+|.", Pattern.DOTALL);
    /** Above so many tokens texts are compared line by line: the word-by-word way grows with the product of length and difference. */
    private static final int MOST_TOKENS = 12_000;

    private Words() {
    }

    /** The pieces in order; joined without the inserted ones they are the first text, without the deleted ones the second. */
    static List<Piece> pieces(String before, String after) {
        if (before.equals(after)) {
            return before.isEmpty() ? List.of() : List.of(new Piece(Op.EQUAL, before));
        }
        List<String> first = tokens(before);
        List<String> second = tokens(after);
        if (first.size() + second.size() > MOST_TOKENS) {
            first = lines(before);
            second = lines(after);
        }
        Pieces pieces = new Pieces();
        int at = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(first, second).getDeltas()) {
            pieces.add(Op.EQUAL, first.subList(at, delta.getSource().getPosition()));
            pieces.add(Op.DELETE, delta.getSource().getLines());
            pieces.add(Op.INSERT, delta.getTarget().getLines());
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        pieces.add(Op.EQUAL, first.subList(at, first.size()));
        return pieces.joined();
    }

    /** Words with how often they stand, for likeness. */
    static Map<String, Integer> bag(String text) {
        Map<String, Integer> bag = new HashMap<>();
        for (String word : org.civikos.consultation.text.Letters.words(text)) {
            bag.merge(word, 1, Integer::sum);
        }
        return bag;
    }

    /** From 0, no word in common, to 1, the same words as often; two empty texts are alike. */
    static double likeness(Map<String, Integer> first, Map<String, Integer> second) {
        Map<String, Integer> small = first.size() <= second.size() ? first : second;
        Map<String, Integer> large = small == first ? second : first;
        int common = 0;
        for (Map.Entry<String, Integer> word : small.entrySet()) {
            common += Math.min(word.getValue(), large.getOrDefault(word.getKey(), 0));
        }
        int all = size(first) + size(second);
        return all == 0 ? 1 : 2.0 * common / all;
    }

    private static int size(Map<String, Integer> bag) {
        int size = 0;
        for (int count : bag.values()) {
            size += count;
        }
        return size;
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        Matcher matcher = Pattern.compile("[^\\n]*\\n|[^\\n]+").matcher(text);
        while (matcher.find()) {
            lines.add(matcher.group());
        }
        return lines;
    }

    /**
     * Joins neighbours of a kind. White space alone between two changes counts as changed with them: a changed phrase reads as one
     * deletion and one insertion instead of a row of single words.
     */
    private static final class Pieces {
        private final List<Piece> out = new ArrayList<>();
        private final StringBuilder deleted = new StringBuilder();
        private final StringBuilder inserted = new StringBuilder();

        void add(Op op, List<String> tokens) {
            if (tokens.isEmpty()) {
                return;
            }
            String text = String.join("", tokens);
            switch (op) {
                case DELETE -> deleted.append(text);
                case INSERT -> inserted.append(text);
                default -> {
                    boolean between = !deleted.isEmpty() && !inserted.isEmpty() && text.isBlank() && text.indexOf('\n') < 0;
                    if (between) {
                        deleted.append(text);
                        inserted.append(text);
                    } else {
                        flush();
                        out.add(new Piece(Op.EQUAL, text));
                    }
                }
            }
        }

        private void flush() {
            if (!deleted.isEmpty()) {
                out.add(new Piece(Op.DELETE, deleted.toString()));
                deleted.setLength(0);
            }
            if (!inserted.isEmpty()) {
                out.add(new Piece(Op.INSERT, inserted.toString()));
                inserted.setLength(0);
            }
        }

        List<Piece> joined() {
            flush();
            return out;
        }
    }
}
