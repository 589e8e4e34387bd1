package org.civikos.consultation.structure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Numbers as acts write them: digits, Roman numerals, ordinal words of the three languages. */
final class Numerals {
    static final Pattern ROMAN = Pattern.compile("(?i)(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,4})");
    private static final Map<String, Integer> WORDS = new HashMap<>();

    static {
        words("parë", "dytë", "tretë", "katërt", "pestë", "gjashtë", "shtatë", "tetë", "nëntë", "dhjetë", "njëmbëdhjetë", "dymbëdhjetë",
                "trembëdhjetë", "katërmbëdhjetë", "pesëmbëdhjetë");
        words("par", "dyt", "tret", "katert", "pest", "gjasht", "shtat", "tet", "nent", "dhjet");
        words("pare", "dyte", "trete", "katerte", "peste", "gjashte", "shtate", "tete", "nente", "dhjete");
        words("prvi", "drugi", "treći", "četvrti", "peti", "šesti", "sedmi", "osmi", "deveti", "deseti", "jedanaesti", "dvanaesti", "trinaesti",
                "četrnaesti", "petnaesti", "šesnaesti", "sedamnaesti", "osamnaesti", "devetnaesti", "dvadeseti");
        words("prva", "druga", "treća", "četvrta", "peta", "šesta", "sedma", "osma", "deveta", "deseta", "jedanaesta", "dvanaesta", "trinaesta",
                "četrnaesta", "petnaesta", "šesnaesta", "sedamnaesta", "osamnaesta", "devetnaesta", "dvadeseta");
        words("prvo", "drugo", "treće", "četvrto", "peto", "šesto", "sedmo", "osmo", "deveto", "deseto", "jedanaesto", "dvanaesto");
        words("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
        words("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
    }

    private Numerals() {}

    private static void words(String... words) {
        for (int i = 0; i < words.length; i++) {
            WORDS.put(words[i], i + 1);
        }
    }

    /** All ordinal words as alternatives of a regular expression, without the particle that Albanian puts before them. */
    static String ordinalPattern() {
        return String.join("|", WORDS.keySet());
    }

    /** The value, or -1. */
    static int value(String printed) {
        String text = Script.toLatin(printed).toLowerCase(Locale.ROOT).replaceAll("^(?:i|e|të|te)\\s+", "").strip();
        if (text.matches("\\d{1,6}")) {
            return Integer.parseInt(text);
        }
        Integer word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        return Math.max(roman(text), roman(printed.strip()));
    }

    /** The value of a Roman numeral, or -1. In Cyrillic text some of its letters are often typed as Cyrillic ones: ХХIII. */
    static int roman(String printed) {
        String text = printed.replace('Х', 'X').replace('х', 'x').replace('І', 'I').replace('і', 'i');
        if (text.isEmpty() || !ROMAN.matcher(text).matches()) {
            return -1;
        }
        int sum = 0;
        int last = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            int v = switch (Character.toLowerCase(text.charAt(i))) {
                case 'i' -> 1;
                case 'v' -> 5;
                case 'x' -> 10;
                case 'l' -> 50;
                default -> 100;
            };
            sum += v < last ? -v : v;
            last = Math.max(last, v);
        }
        return sum;
    }
}
