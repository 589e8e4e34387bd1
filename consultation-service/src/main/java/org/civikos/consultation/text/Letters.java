package org.civikos.consultation.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes words comparable over ë/e, ç/c, š/s, đ/dj, case, and Serbian Cyrillic and Latin. */
public final class Letters {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Map<Character, String> CYRILLIC = Map.ofEntries(
            Map.entry('а', "a"), Map.entry('б', "b"), Map.entry('в', "v"), Map.entry('г', "g"), Map.entry('д', "d"),
            Map.entry('ђ', "dj"), Map.entry('е', "e"), Map.entry('ж', "z"), Map.entry('з', "z"), Map.entry('и', "i"),
            Map.entry('ј', "j"), Map.entry('к', "k"), Map.entry('л', "l"), Map.entry('љ', "lj"), Map.entry('м', "m"),
            Map.entry('н', "n"), Map.entry('њ', "nj"), Map.entry('о', "o"), Map.entry('п', "p"), Map.entry('р', "r"),
            Map.entry('с', "s"), Map.entry('т', "t"), Map.entry('ћ', "c"), Map.entry('у', "u"), Map.entry('ф', "f"),
            Map.entry('х', "h"), Map.entry('ц', "c"), Map.entry('ч', "c"), Map.entry('џ', "dz"), Map.entry('ш', "s"));

    private Letters() {
    }

    /** Small letters without diacritics, Latin, white space collapsed; never longer than about twice the text. */
    public static String fold(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        StringBuilder latin = new StringBuilder(small.length() + 16);
        for (int i = 0; i < small.length(); i++) {
            char letter = small.charAt(i);
            if (letter == 'đ') {
                latin.append("dj");
            } else {
                String other = letter >= 'Ѐ' && letter <= 'ӿ' ? CYRILLIC.get(letter) : null;
                if (other == null) {
                    latin.append(letter);
                } else {
                    latin.append(other);
                }
            }
        }
        return MARKS.matcher(Normalizer.normalize(latin, Normalizer.Form.NFD)).replaceAll("").replaceAll("[\\s\\u00a0]+", " ").strip();
    }

    /** The folded words in order. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : NO_LETTERS.split(fold(text))) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
