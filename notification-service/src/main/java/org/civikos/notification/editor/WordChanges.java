package org.civikos.notification.editor;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What became of a text, word by word. */
final class WordChanges {

    /** @param kind same, removed or added */
    record Piece(String kind, String text) {}

    /** A word takes the space after it along, so that several changed words are one change. */
    private static final Pattern WORDS = Pattern.compile("(?<=\\s)(?=\\S)|(?=\\{)|(?<=})");

    private WordChanges() {}

    /** The pieces of both, in order: what is the same and added makes the new text, what is the same and removed the old one. */
    static List<Piece> between(String before, String after) {
        List<String> old = List.of(WORDS.split(before));
        List<String> fresh = List.of(WORDS.split(after));
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(old, fresh).getDeltas()) {
            add(pieces, "same", old.subList(from, delta.getSource().getPosition()));
            add(pieces, "removed", delta.getSource().getLines());
            add(pieces, "added", delta.getTarget().getLines());
            from = delta.getSource().getPosition() + delta.getSource().size();
        }
        add(pieces, "same", old.subList(from, old.size()));
        return pieces;
    }

    private static void add(List<Piece> pieces, String kind, List<String> words) {
        String text = String.join("", words);
        if (!text.isEmpty()) {
            pieces.add(new Piece(kind, text));
        }
    }
}
