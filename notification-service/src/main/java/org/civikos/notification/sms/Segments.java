package org.civikos.notification.sms;

/**
 * How a text is cut into messages, by GSM 03.38 and 03.40: letters of the base alphabet at seven bits, 160 to a message or 153 to a
 * part of several; one letter outside makes all of it UCS-2, 70 or 67 to a part.
 *
 * @param plain whether all letters are of the base alphabet
 * @param units how much room the text takes; letters such as € and [ take two of the base alphabet
 * @param segments how many messages are paid for; 0 for an empty text
 */
public record Segments(boolean plain, int units, int segments) {

    /** Letters that the base alphabet has by an escape, at the cost of two. */
    private static final String EXTENDED = "^{}\\[~]|€\f";

    public static Segments of(String text) {
        boolean plain = text.codePoints().allMatch(c -> PlainLetters.fits(c) || EXTENDED.indexOf(c) >= 0);
        if (!plain) {
            return new Segments(false, text.length(), count(text, false, 70, 67));
        }
        int units = text.codePoints().map(c -> EXTENDED.indexOf(c) >= 0 ? 2 : 1).sum();
        return new Segments(true, units, units <= 160 ? Math.min(units, 1) : count(text, true, 160, 153));
    }

    // A letter of two units is never split between two parts, so parts may stay one unit short.
    private static int count(String text, boolean plain, int whole, int part) {
        int units = plain ? text.codePoints().map(c -> EXTENDED.indexOf(c) >= 0 ? 2 : 1).sum() : text.length();
        if (units <= whole) {
            return units == 0 ? 0 : 1;
        }
        int parts = 1;
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            int width = plain ? EXTENDED.indexOf(c) >= 0 ? 2 : 1 : Character.charCount(c);
            if (used + width > part) {
                parts++;
                used = 0;
            }
            used += width;
        }
        return parts;
    }
}
