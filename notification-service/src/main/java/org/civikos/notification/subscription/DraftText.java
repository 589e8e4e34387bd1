package org.civikos.notification.subscription;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a draft says beside its title. It is fetched when the first subscription asks for words in it, and each question is looked up once: many people
 * ask for the same few words, and a code has a quarter of a million letters.
 */
public final class DraftText {

    /** Of a draft that nobody could read. */
    public static final DraftText NONE = new DraftText(() -> "");
    private static final int MOST_ANSWERS = 10_000;

    private final Supplier<String> source;
    private final Map<List<String>, Boolean> answers = new HashMap<>();
    /** Given up where the memory is needed: previews look at the drafts of years. */
    private SoftReference<String> text = new SoftReference<>(null);

    /** @param source gives what {@link #folded} made */
    public DraftText(Supplier<String> source) {
        this.source = source;
    }

    /** The words of a text as {@link Words#of} gives them, each behind a blank. */
    public static String folded(String text) {
        List<String> words = Words.of(text);
        return words.isEmpty() ? "" : " " + String.join(" ", words);
    }

    /**
     * Whether the words of a phrase stand in it one after the other, as {@link Words#contains} says.
     *
     * @param phrase as {@link Words#of} gives it; an empty one stands nowhere
     */
    synchronized boolean has(List<String> phrase) {
        if (phrase.isEmpty()) {
            return false;
        }
        Boolean known = answers.get(phrase);
        if (known != null) {
            return known;
        }
        boolean found = search(text(), phrase);
        if (answers.size() < MOST_ANSWERS) {
            answers.put(phrase, found);
        }
        return found;
    }

    private String text() {
        String held = text.get();
        if (held == null) {
            held = source.get();
            text = new SoftReference<>(held);
        }
        return held;
    }

    private static boolean search(String text, List<String> phrase) {
        String first = " " + phrase.getFirst();
        for (int at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
            if (standsAt(text, at, phrase)) {
                return true;
            }
        }
        return false;
    }

    private static boolean standsAt(String text, int at, List<String> phrase) {
        int blank = at;
        for (String word : phrase) {
            if (blank < 0 || !text.startsWith(word, blank + 1)) {
                return false;
            }
            blank = text.indexOf(' ', blank + 1);
        }
        return true;
    }
}
