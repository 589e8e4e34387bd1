package org.civikos.notification.subscription;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Words made comparable: without case, marks and punctuation, so that ë and e, ç and c, š and s are the same, and so are đ,
 * dj and d, and Serbian in Cyrillic and in Latin script.
 */
public final class Words {

    private static final Map<Character, String> CYRILLIC = Map.ofEntries(
            Map.entry('а', "a"), Map.entry('б', "b"), Map.entry('в', "v"), Map.entry('г', "g"), Map.entry('д', "d"),
            Map.entry('ђ', "d"), Map.entry('е', "e"), Map.entry('ж', "z"), Map.entry('з', "z"), Map.entry('и', "i"),
            Map.entry('ј', "j"), Map.entry('к', "k"), Map.entry('л', "l"), Map.entry('љ', "lj"), Map.entry('м', "m"),
            Map.entry('н', "n"), Map.entry('њ', "nj"), Map.entry('о', "o"), Map.entry('п', "p"), Map.entry('р', "r"),
            Map.entry('с', "s"), Map.entry('т', "t"), Map.entry('ћ', "c"), Map.entry('у', "u"), Map.entry('ф', "f"),
            Map.entry('х', "h"), Map.entry('ц', "c"), Map.entry('ч', "c"), Map.entry('џ', "dz"), Map.entry('ш', "s"));

    private Words() {
    }

    /** The folded words in order; none for text without a letter or digit. */
    public static List<String> of(String text) {
        String small = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        StringBuilder latin = new StringBuilder(small.length() + 8);
        for (int i = 0; i < small.length(); i++) {
            char letter = small.charAt(i);
            String mapped = CYRILLIC.get(letter);
            if (mapped != null) {
                latin.append(mapped);
            } else {
                latin.append(letter == 'đ' ? 'd' : letter);
            }
        }
        String bare = Normalizer.normalize(latin, Normalizer.Form.NFD);
        StringBuilder folded = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            char letter = bare.charAt(i);
            if (Character.getType(letter) == Character.NON_SPACING_MARK || letter == '\'' || letter == '’') {
                continue;
            }
            if (!Character.isLetterOrDigit(letter)) {
                folded.append(' ');
            } else if (letter != 'j' || folded.isEmpty() || folded.charAt(folded.length() - 1) != 'd') {
                // "dj" is how people without the letter write đ: both sides lose the j.
                folded.append(letter);
            }
        }
        String words = folded.toString().strip();
        return words.isEmpty() ? List.of() : List.of(words.split(" +"));
    }

    /**
     * Whether the words of a phrase stand one after the other in a text, each at the beginning of a word there: our languages
     * change the ends of words ("shoqat" finds "shoqatave", "nabavk" finds "nabavkama").
     *
     * @param text   as {@link #of} gives it
     * @param phrase as {@link #of} gives it; an empty one stands nowhere
     */
    public static boolean contains(List<String> text, List<String> phrase) {
        if (phrase.isEmpty()) {
            return false;
        }
        for (int from = 0; from + phrase.size() <= text.size(); from++) {
            int at = 0;
            while (at < phrase.size() && text.get(from + at).startsWith(phrase.get(at))) {
                at++;
            }
            if (at == phrase.size()) {
                return true;
            }
        }
        return false;
    }
}
