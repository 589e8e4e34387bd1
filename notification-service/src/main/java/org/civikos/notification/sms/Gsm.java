package org.civikos.notification.sms;

/** The base alphabet of SMS as bytes, one letter each (GSM 03.38 unpacked, as SMPP carries it). */
final class Gsm {

    private static final int ESCAPE = 0x1b;

    private Gsm() {}

    /** @throws IllegalArgumentException if a letter is not of the base alphabet */
    static byte[] encode(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            int place = PlainLetters.BASE.indexOf(text.charAt(i));
            if (place < 0) {
                throw new IllegalArgumentException("Not of the base alphabet: " + text.charAt(i));
            }
            // The alphabet is written down without the escape, which has a place of its own.
            bytes[i] = (byte) (place < ESCAPE ? place : place + 1);
        }
        return bytes;
    }

    static String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte one : bytes) {
            int place = one & 0x7f;
            if (place != ESCAPE) {
                text.append(PlainLetters.BASE.charAt(place < ESCAPE ? place : place - 1));
            }
        }
        return text.toString();
    }
}
