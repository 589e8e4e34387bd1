package org.civikos.membership.reference;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Brings text to the form in which it is compared and searched: without case, marks and punctuation, so that ë and e,
 * ç and c, š and s are the same, and so are đ, dj and d, and Serbian in Cyrillic and in Latin script.
 */
public final class Folding {

    private static final Map<Character, String> CYRILLIC = Map.ofEntries(
            Map.entry('а', "a"), Map.entry('б', "b"), Map.entry('в', "v"), Map.entry('г', "g"), Map.entry('д', "d"),
            Map.entry('ђ', "d"), Map.entry('е', "e"), Map.entry('ж', "z"), Map.entry('з', "z"), Map.entry('и', "i"),
            Map.entry('ј', "j"), Map.entry('к', "k"), Map.entry('л', "l"), Map.entry('љ', "lj"), Map.entry('м', "m"),
            Map.entry('н', "n"), Map.entry('њ', "nj"), Map.entry('о', "o"), Map.entry('п', "p"), Map.entry('р', "r"),
            Map.entry('с', "s"), Map.entry('т', "t"), Map.entry('ћ', "c"), Map.entry('у', "u"), Map.entry('ф', "f"),
            Map.entry('х', "h"), Map.entry('ц', "c"), Map.entry('ч', "c"), Map.entry('џ', "dz"), Map.entry('ш', "s"));

    private Folding() {
    }

    /** Small letters and digits in words parted by one space; empty for text without any. */
    public static String fold(String text) {
        // NFC first: a decomposed Cyrillic ј or й would otherwise lose its mark before the table sees it.
        String small = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        StringBuilder latin = new StringBuilder(small.length() + 8);
        for (int i = 0; i < small.length(); i++) {
            char letter = small.charAt(i);
            String mapped = CYRILLIC.get(letter);
            if (mapped != null) {
                latin.append(mapped);
            } else if (letter == 'đ' || letter == 'ð') {
                latin.append('d');
            } else if (letter == 'ı') {
                latin.append('i');
            } else {
                latin.append(letter);
            }
        }
        String bare = Normalizer.normalize(latin, Normalizer.Form.NFD);
        StringBuilder folded = new StringBuilder(bare.length());
        boolean gap = false;
        for (int i = 0; i < bare.length(); i++) {
            char letter = bare.charAt(i);
            int type = Character.getType(letter);
            if (type == Character.NON_SPACING_MARK || letter == '\'' || letter == '’') {
                continue;
            }
            if (!Character.isLetterOrDigit(letter)) {
                gap = !folded.isEmpty();
                continue;
            }
            if (gap) {
                folded.append(' ');
                gap = false;
            }
            // "dj" is how people without the letter write đ: both sides lose the j.
            if (letter == 'j' && !folded.isEmpty() && folded.charAt(folded.length() - 1) == 'd') {
                continue;
            }
            folded.append(letter);
        }
        return folded.toString();
    }
}
