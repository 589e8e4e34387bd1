package org.civikos.consultation.amendment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.consultation.amendment.Consolidation.Piece;
import org.civikos.consultation.difference.Difference.Op;

/** A text in which every character knows whether it stayed, went or came, and by which instruction. */
final class Marked {

    private final StringBuilder text = new StringBuilder();
    private final List<Op> ops = new ArrayList<>();
    private final List<Integer> by = new ArrayList<>();

    static Marked of(String text) {
        Marked marked = new Marked();
        marked.insert(0, text, Op.EQUAL, -1);
        return marked;
    }

    private void insert(int at, String words, Op op, int instruction) {
        text.insert(at, words);
        for (int i = 0; i < words.length(); i++) {
            ops.add(at + i, op);
            by.add(at + i, instruction);
        }
    }

    /** Where the words stand in what is left of the text: from and to in characters of the whole. White space and case may differ. */
    List<int[]> find(String words) {
        StringBuilder left = new StringBuilder();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (ops.get(i) != Op.DELETE) {
                left.append(text.charAt(i));
                places.add(i);
            }
        }
        List<String> parts = new ArrayList<>();
        for (String part : words.strip().split("\\s+")) {
            parts.add(Pattern.quote(part));
        }
        List<int[]> found = new ArrayList<>();
        if (words.isBlank()) {
            return found;
        }
        Matcher matcher = Pattern.compile("(?<![\\p{L}\\p{N}])" + String.join("\\s+", parts) + "(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher(left);
        while (matcher.find()) {
            found.add(new int[] {places.get(matcher.start()), places.get(matcher.end() - 1) + 1});
        }
        return found;
    }

    void delete(int from, int to, int instruction) {
        for (int i = to - 1; i >= from; i--) {
            if (ops.get(i) == Op.INSERT) {
                // What an earlier instruction put in and this one takes out was never in force.
                text.deleteCharAt(i);
                ops.remove(i);
                by.remove(i);
            } else if (ops.get(i) == Op.EQUAL) {
                ops.set(i, Op.DELETE);
                by.set(i, instruction);
            }
        }
    }

    void deleteAll(int instruction) {
        delete(0, text.length(), instruction);
    }

    void add(int at, String words, int instruction) {
        insert(at, words, Op.INSERT, instruction);
    }

    void append(String words, int instruction) {
        insert(text.length(), words, Op.INSERT, instruction);
    }

    List<Piece> pieces() {
        List<Piece> out = new ArrayList<>();
        for (int i = 0; i < text.length();) {
            int from = i;
            while (i < text.length() && ops.get(i) == ops.get(from) && by.get(i).equals(by.get(from))) {
                i++;
            }
            out.add(new Piece(ops.get(from), text.substring(from, i), by.get(from)));
        }
        return out;
    }
}
