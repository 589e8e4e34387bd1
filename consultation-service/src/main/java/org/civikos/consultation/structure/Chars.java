package org.civikos.consultation.structure;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small questions about characters. */
final class Chars {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060\\ufeff\\p{Cc}&&[^\\t\\n\\r\\f]]");
    private static final Pattern SPACED = Pattern.compile("(?<![\\p{L}\\p{N}])\\p{L}(?: \\p{L}){2,}(?![\\p{L}\\p{N}])");
    /** Several letters in one character: ﬁ, ﬃ, and ǌ of Serbian code pages. */
    private static final Pattern LIGATURE = Pattern.compile("[\\ufb00-\\ufb06\\u01c4-\\u01cc]");
    /** Places that Adobe's list gives the Serbian forms of five letters. */
    private static final Pattern SERBIAN_FORM = Pattern.compile("[\\uf6c4-\\uf6c8]");
    private static final Pattern WORD = Pattern.compile("\\p{L}++");
    private static final String LATIN_LOOK = "AaBEeHJjKMOoPpCcTXxSsIi";
    private static final String CYRILLIC_LOOK = "АаВЕеНЈјКМОоРрСсТХхЅѕІі";
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Chars() {}

    /** One line: composed, invisible characters dropped, ligatures undone, one kind of hyphen, white space to single blanks; tabs too unless kept for a table. */
    static String clean(String raw) {
        String text = Normalizer.isNormalized(raw, Normalizer.Form.NFC) ? raw : Normalizer.normalize(raw, Normalizer.Form.NFC);
        text = text.replace('\u2010', '-').replace('\u2011', '-');
        text = SERBIAN_FORM.matcher(text).replaceAll(m -> String.valueOf("гбдпт".charAt(m.group().charAt(0) - '\uf6c4')));
        text = LIGATURE.matcher(text).replaceAll(m -> Normalizer.normalize(m.group(), Normalizer.Form.NFKC));
        text = INVISIBLE.matcher(text).replaceAll("");
        // Some old Albanian files write ё (Cyrillic) for ë.
        if (text.indexOf('\u0451') >= 0 && !hasOtherCyrillic(text)) {
            text = text.replace('\u0451', 'ë').replace('\u0401', 'Ë');
        }
        return joinSpaced(hasBothScripts(text) ? WORD.matcher(text).replaceAll(m -> oneScript(m.group())) : text);
    }

    private static boolean hasBothScripts(String text) {
        return text.chars().anyMatch(Script::isCyrillic) && text.chars().anyMatch(c -> Character.isLetter(c) && !Script.isCyrillic(c));
    }

    /** A word typed with letters of the other script that look the same, as happens where two keyboards are in use, in the script of those of its letters that only one has. */
    private static String oneScript(String word) {
        boolean latin = true;
        boolean cyrillic = true;
        for (char c : word.toCharArray()) {
            if (Script.isCyrillic(c)) {
                latin &= CYRILLIC_LOOK.indexOf(c) >= 0;
            } else {
                cyrillic &= LATIN_LOOK.indexOf(c) >= 0;
            }
        }
        if (latin == cyrillic) {
            return word;
        }
        StringBuilder out = new StringBuilder();
        for (char c : word.toCharArray()) {
            int at = (latin ? CYRILLIC_LOOK : LATIN_LOOK).indexOf(c);
            out.append(at < 0 ? c : (latin ? LATIN_LOOK : CYRILLIC_LOOK).charAt(at));
        }
        return out.toString();
    }

    private static boolean hasOtherCyrillic(String text) {
        return text.codePoints().anyMatch(c -> c >= 0x0400 && c <= 0x04ff && c != 0x0451 && c != 0x0401);
    }

    /** {@code K U V E N D I} to {@code KUVENDI}; two blanks or more part the words. */
    private static String joinSpaced(String text) {
        String trimmed = text.strip();
        Matcher m = SPACED.matcher(trimmed);
        if (!m.find()) {
            return SPACES.matcher(trimmed).replaceAll(" ").strip();
        }
        long letters = trimmed.codePoints().filter(Character::isLetterOrDigit).count();
        StringBuilder out = new StringBuilder();
        int spaced = 0;
        m.reset();
        while (m.find()) {
            boolean capitals = m.group().codePoints().noneMatch(Character::isLowerCase);
            int count = (m.group().length() + 1) / 2;
            if (count >= 4 && (capitals || count * 2 > letters)) {
                spaced += count;
                m.appendReplacement(out, m.group().replace(" ", ""));
            } else {
                m.appendReplacement(out, Matcher.quoteReplacement(m.group()));
            }
        }
        m.appendTail(out);
        // A few single letters in a row in running text ("grupi A B C D") are not a spaced heading.
        return SPACES.matcher(spaced * 2 >= letters ? out : trimmed).replaceAll(" ").strip();
    }

    static boolean endsSentence(String text) {
        return endsWithAny(text, ".;:!?…");
    }

    static boolean endsWithAny(String text, String marks) {
        int i = text.length() - 1;
        while (i >= 0 && (isQuote(text.charAt(i)) || text.charAt(i) == ')' && marks.indexOf(')') < 0 || isSuperscript(text.charAt(i))
                || text.charAt(i) == ' ')) {
            i--;
        }
        return i >= 0 && marks.indexOf(text.charAt(i)) >= 0;
    }

    static boolean isQuote(char c) {
        return "\"“”„‟«»‘’‚'″".indexOf(c) >= 0;
    }

    static boolean isOpeningQuote(char c) {
        return "\"“”„‟«»″".indexOf(c) >= 0;
    }

    static boolean isSuperscript(char c) {
        return SUPERSCRIPTS.indexOf(c) >= 0;
    }

    /** Digits set high, as the references to notes are, so that "Neni 38" with note 1 is not article 381. */
    static String superscript(String digits) {
        StringBuilder out = new StringBuilder();
        for (char c : digits.toCharArray()) {
            out.append(c >= '0' && c <= '9' ? SUPERSCRIPTS.charAt(c - '0') : c);
        }
        return out.toString();
    }

    static boolean isCapitals(String text) {
        int upper = 0;
        int lower = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isUpperCase(c)) {
                upper++;
            } else if (Character.isLowerCase(c)) {
                // Lj, Nj, Dž are written with a small second letter among capitals.
                if (!((c == 'j' || c == 'ž') && i > 0 && Character.isUpperCase(text.charAt(i - 1)))) {
                    lower++;
                }
            }
        }
        return upper >= 2 && lower * 8 <= upper;
    }

    static boolean startsUpper(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                return Character.isUpperCase(c) || Character.isTitleCase(c);
            }
            if (Character.isDigit(c)) {
                return false;
            }
        }
        return false;
    }

    static boolean startsLower(String text) {
        return !text.isEmpty() && Character.isLowerCase(text.codePointAt(0));
    }

    static boolean hasLetter(String text) {
        return text.codePoints().anyMatch(Character::isLetter);
    }
}
