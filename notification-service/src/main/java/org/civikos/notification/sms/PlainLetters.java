package org.civikos.notification.sms;

import com.ibm.icu.text.Transliterator;
import java.util.Map;

/**
 * Letters that fit the base alphabet of SMS (GSM 03.38). A single other letter, such as ë, would cut the room of a segment
 * from 160 letters to 70.
 */
public final class PlainLetters {

    static final String BASE = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
            + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final Map<Integer, String> OURS = Map.ofEntries(
            Map.entry((int) 'ë', "e"), Map.entry((int) 'Ë', "E"), Map.entry((int) 'ç', "c"), Map.entry((int) 'Ç', "C"),
            Map.entry((int) 'š', "s"), Map.entry((int) 'Š', "S"), Map.entry((int) 'č', "c"), Map.entry((int) 'Č', "C"),
            Map.entry((int) 'ć', "c"), Map.entry((int) 'Ć', "C"), Map.entry((int) 'ž', "z"), Map.entry((int) 'Ž', "Z"),
            Map.entry((int) 'đ', "dj"), Map.entry((int) 'Đ', "Dj"), Map.entry((int) '«', "\""), Map.entry((int) '»', "\""),
            Map.entry((int) '„', "\""), Map.entry((int) '“', "\""), Map.entry((int) '”', "\""), Map.entry((int) '’', "'"),
            Map.entry((int) '–', "-"), Map.entry((int) '—', "-"), Map.entry((int) '…', "..."), Map.entry((int) '€', "EUR"),
            Map.entry((int) '[', "("), Map.entry((int) ']', ")"), Map.entry(0xA0, " "));

    private PlainLetters() {}

    /** The text in letters of the base alphabet; what has no likeness there becomes a question mark. */
    public static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            String ours = OURS.get(c);
            if (ours != null) {
                plain.append(ours);
            } else if (fits(c)) {
                plain.appendCodePoint(c);
            } else {
                plain.append(likeness(c));
            }
        });
        return plain.toString();
    }

    private static String likeness(int c) {
        String ascii = Letters.TO_LATIN.transliterate(Character.toString(c));
        StringBuilder plain = new StringBuilder();
        ascii.codePoints().forEach(l -> {
            String ours = OURS.get(l);
            plain.append(ours != null ? ours : fits(l) ? Character.toString(l) : "?");
        });
        return plain.toString();
    }

    /** Whether a text fits one segment as it stands: at most 160 letters, all of the base alphabet. */
    static boolean oneSegment(String text) {
        return text.length() <= Sms.SEGMENT && text.codePoints().allMatch(PlainLetters::fits);
    }

    /** Whether all letters are of the base alphabet. */
    static boolean allFit(String text) {
        return text.codePoints().allMatch(PlainLetters::fits);
    }

    static boolean fits(int c) {
        return BASE.indexOf(c) >= 0;
    }

    /** Its tables are large and only needed for letters that are none of ours. */
    private static final class Letters {
        private static final Transliterator TO_LATIN = Transliterator.getInstance("Serbian-Latin/BGN; Any-Latin; Latin-ASCII");
    }
}
