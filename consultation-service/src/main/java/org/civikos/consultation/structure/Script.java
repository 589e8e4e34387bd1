package org.civikos.consultation.structure;

/** Serbian Cyrillic and Latin. */
final class Script {
    private static final String CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш";
    private static final String[] LATIN = {"a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p", "r", "s",
            "t", "ć", "u", "f", "h", "c", "č", "dž", "š"};

    private Script() {}

    static boolean isCyrillic(int c) {
        return c >= 0x0400 && c <= 0x04ff;
    }

    static String toLatin(String text) {
        if (text.codePoints().noneMatch(Script::isCyrillic)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int at = CYRILLIC.indexOf(Character.toLowerCase(c));
            if (at < 0) {
                out.append(c);
            } else if (Character.isUpperCase(c)) {
                String latin = LATIN[at];
                boolean capitals = i + 1 < text.length() ? Character.isUpperCase(text.charAt(i + 1)) : i > 0 && Character.isUpperCase(text.charAt(i - 1));
                out.append(capitals ? latin.toUpperCase(java.util.Locale.ROOT)
                        : Character.toUpperCase(latin.charAt(0)) + latin.substring(1));
            } else {
                out.append(LATIN[at]);
            }
        }
        return out.toString();
    }

    /** A pattern of Latin words, each also in Cyrillic: {@code član|članak} to {@code član|članak|члан|чланак}. */
    static String both(String words) {
        StringBuilder out = new StringBuilder(words);
        for (String word : words.split("\\|")) {
            out.append('|').append(toCyrillic(word));
        }
        return out.toString();
    }

    static String toCyrillic(String word) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            int best = -1;
            for (int k = 0; k < LATIN.length; k++) {
                if (word.regionMatches(true, i, LATIN[k], 0, LATIN[k].length()) && (best < 0 || LATIN[k].length() > LATIN[best].length())) {
                    best = k;
                }
            }
            if (best < 0) {
                out.append(word.charAt(i));
                continue;
            }
            char c = CYRILLIC.charAt(best);
            out.append(Character.isUpperCase(word.charAt(i)) ? Character.toUpperCase(c) : c);
            i += LATIN[best].length() - 1;
        }
        return out.toString();
    }
}
