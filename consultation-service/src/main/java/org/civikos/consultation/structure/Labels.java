package org.civikos.consultation.structure;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The labels of paragraphs and points at the beginning of a line. */
final class Labels {
    /** Kinds of labels, in the order in which they are usually nested. */
    enum Type {
        NUMBER_DOT(1), NUMBER_ROUND(1), DECIMAL(2), NUMBER_CLOSE(2), CAPITAL(2), LETTER_CLOSE(3), LETTER_ROUND(3), LETTER_DOT(3), ROMAN_CLOSE(4), ROMAN_ROUND(4), ROMAN_DOT(4),
        DASH(5);

        final int rank;

        Type(int rank) {
            this.rank = rank;
        }
    }

    /**
     * @param number as printed without the marks around it; a dash has none
     * @param end where the words begin
     */
    record Label(Type type, String number, int end) {}

    /** What is counted with a decimal number that begins a sentence. */
    private static final String AMOUNT = "(?iu:mili(?:on|ard|jun|jard)|mijë|hiljad|(?:për|per|na) (?:qind|cent|sto)|përqind|percent|odsto|posto|million|billion|thousand|милион|милијард|хиљад|одсто|посто|eur|euro|evr)";
    /** No part after a point has three digits: "2.000.000,00" is an amount. */
    private static final Pattern DECIMAL = Pattern.compile("^(\\d{1,3}(?:\\.\\d{1,2}(?!\\d)){1,4})(?:\\.\\)|[.)]|(?=\\s+(?!AMOUNT)[\\p{L}\"“„«(]))\\s*".replace("AMOUNT", AMOUNT));
    private static final Pattern DATE = Pattern.compile("(?iu)^\\d{1,2}\\.\\s?(?:\\d{1,2}\\.\\s?|(?:jan|feb|mar|apr|maj|jun|jul|avg|aug|sep|okt|nov|dec|jan|shk|pri|qer|kor|gush|sht|tet|nën|dhj|јан|феб|мар|апр|мај|јун|јул|авг|сеп|окт|нов|дец)\\p{L}*\\s)(?:19|20)\\d\\d.*");
    private static final Pattern NUMBER_DOT = Pattern.compile("^(\\d{1,3}(?:/\\d{1,2})?\\s?[a-zçë]?)\\s?\\.(?:-|\\s?[-–](?=\\s))?\\s*(?=[^\\d\\s.,]|$|\\d+[\\s-]+(?!AMOUNT)\\p{L})".replace("AMOUNT", AMOUNT));
    private static final Pattern NUMBER_ROUND = Pattern.compile("^\\((\\d{1,3}[a-zа-яçë]?)\\)\\s*");
    private static final Pattern NUMBER_CLOSE = Pattern.compile("^(\\d{1,3}[a-zа-яçë]?)\\s?\\)\\s*");
    private static final Pattern LETTER_CLOSE = Pattern.compile("^(\\p{L}{1,4}|\\p{L}/\\d|\\p{L}\\d{1,2}|\\p{L}\\.\\d{1,2})\\s?\\)\\s*");
    private static final Pattern LETTER_ROUND = Pattern.compile("^\\((\\p{L}{1,4})\\)\\s*");
    private static final Pattern LETTER_DOT = Pattern.compile("^(\\p{Ll}|dh|gj|ll|nj|rr|sh|th|xh|zh|lj|dž|љ|њ|џ)\\.(?=\\s|\\p{Lu})\\s*");
    private static final Pattern ROMAN_DOT = Pattern.compile("^([ivx]{2,5})\\.(?=\\s|\\p{Lu})\\s*");
    private static final Pattern CAPITAL = Pattern.compile("^(\\p{Lu})(?:\\.|\\)|\\s?[-–])\\s+(?=\\p{L})");
    private static final Pattern DASH = Pattern.compile("^(?:[-–—]{1,3}|[•●▪◦‣·∙■□○➢✓]|[\\uf000-\\uf0ff]|o(?=\\s+\\p{Lu}\\p{Ll}{3}))\\s*(?=\\S)");

    private static final List<List<String>> ALPHABETS = List.of(
            List.of("a", "b", "c", "ç", "d", "dh", "e", "ë", "f", "g", "gj", "h", "i", "j", "k", "l", "ll", "m", "n", "nj", "o", "p", "q", "r", "rr", "s", "sh", "t",
                    "th", "u", "v", "x", "xh", "y", "z", "zh"),
            List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z"),
            List.of("a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p", "r", "s", "t", "ć", "u", "f", "h", "c", "č", "dž", "š"),
            List.of("a", "b", "c", "č", "ć", "d", "dž", "đ", "e", "f", "g", "h", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p", "r", "s", "š", "t", "u", "v", "z", "ž"));

    private Labels() {}

    static boolean starts(String text) {
        return read(text) != null;
    }

    static @Nullable Label read(String line) {
        String text = line.length() > 60 ? line.substring(0, 60) : line;
        if (text.isEmpty()) {
            return null;
        }
        char first = text.charAt(0);
        Matcher m;
        if (Character.isDigit(first)) {
            if (DATE.matcher(text).matches()) {
                return null;
            }
            if ((m = DECIMAL.matcher(text)).find()) {
                return new Label(Type.DECIMAL, m.group(1), m.end());
            }
            if ((m = NUMBER_DOT.matcher(text)).find()) {
                return new Label(Type.NUMBER_DOT, m.group(1).replace(" ", ""), m.end());
            }
            if ((m = NUMBER_CLOSE.matcher(text)).find()) {
                return new Label(Type.NUMBER_CLOSE, m.group(1), m.end());
            }
            return null;
        }
        if (first == '(') {
            if ((m = NUMBER_ROUND.matcher(text)).find()) {
                return new Label(Type.NUMBER_ROUND, m.group(1), m.end());
            }
            if ((m = LETTER_ROUND.matcher(text)).find() && isLetter(m.group(1))) {
                return new Label(romanOnly(m.group(1)) ? Type.ROMAN_ROUND : Type.LETTER_ROUND, m.group(1), m.end());
            }
            return null;
        }
        if ((m = LETTER_CLOSE.matcher(text)).find() && isLetter(m.group(1))) {
            return new Label(romanOnly(m.group(1)) ? Type.ROMAN_CLOSE : Type.LETTER_CLOSE, m.group(1), m.end());
        }
        if ((m = ROMAN_DOT.matcher(text)).find() && romanOnly(m.group(1))) {
            return new Label(Type.ROMAN_DOT, m.group(1), m.end());
        }
        if ((m = LETTER_DOT.matcher(text)).find()) {
            return new Label(Type.LETTER_DOT, m.group(1), m.end());
        }
        if ((m = CAPITAL.matcher(text)).find()) {
            return new Label(Type.CAPITAL, m.group(1), m.end());
        }
        if ((m = DASH.matcher(text)).find()) {
            return new Label(Type.DASH, "", m.end());
        }
        return null;
    }

    private static boolean isLetter(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.length() == 1 || lower.matches("\\p{L}[./]?\\d{1,2}") || Numerals.roman(lower) > 0
                || ALPHABETS.stream().anyMatch(a -> a.contains(lower)) || lower.length() == 2 && lower.charAt(0) == lower.charAt(1);
    }

    /** Two letters and more that can only be a Roman numeral: ii, iv, viii. One letter alone the list around it decides. */
    private static boolean romanOnly(String text) {
        return text.length() > 1 && Numerals.roman(text) > 0 && !text.equals("ll");
    }

    /** Whether b is the label after a in any of the alphabets or in numbers. */
    static boolean follows(String a, String b) {
        String x = Script.toLatin(a).toLowerCase(Locale.ROOT);
        String y = Script.toLatin(b).toLowerCase(Locale.ROOT);
        int i = number(x);
        int j = number(y);
        if (i >= 0 && j >= 0) {
            return j == i + 1 || j == i && y.compareTo(x) > 0;
        }
        for (List<String> alphabet : ALPHABETS) {
            int p = alphabet.indexOf(x);
            int q = alphabet.indexOf(y);
            if (p >= 0 && q == p + 1) {
                return true;
            }
        }
        return false;
    }

    /** Whether b comes two or three places after a in the Latin alphabet. */
    static boolean skipsFew(String a, String b) {
        int from = ALPHABETS.get(1).indexOf(Script.toLatin(a).toLowerCase(Locale.ROOT));
        int to = ALPHABETS.get(1).indexOf(Script.toLatin(b).toLowerCase(Locale.ROOT));
        return from >= 0 && to >= from + 2 && to <= from + 3;
    }

    static boolean followsRoman(String a, String b) {
        return Numerals.roman(a) > 0 && Numerals.roman(b) == Numerals.roman(a) + 1;
    }

    static boolean isFirst(String number) {
        String x = Script.toLatin(number).toLowerCase(Locale.ROOT);
        return x.equals("1") || x.equals("a") || x.equals("i") || x.isEmpty() || x.endsWith(".1");
    }

    private static int number(String x) {
        String last = x.substring(x.lastIndexOf('.') + 1).replaceAll("\\D.*$", "");
        return last.isEmpty() || last.length() > 6 ? -1 : Integer.parseInt(last);
    }
}
