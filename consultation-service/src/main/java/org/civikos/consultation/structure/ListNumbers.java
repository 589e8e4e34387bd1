package org.civikos.consultation.structure;

import java.util.Locale;

/** Writes a list's counter in the form its style asks for. */
final class ListNumbers {
    private static final String RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя";

    private ListNumbers() {}

    static String format(int value, String form) {
        return switch (form) {
            case "lowerLetter", "a" -> letters(value);
            case "upperLetter", "A" -> letters(value).toUpperCase(Locale.ROOT);
            case "lowerRoman", "i" -> roman(value).toLowerCase(Locale.ROOT);
            case "upperRoman", "I" -> roman(value);
            case "decimalZero" -> value < 10 ? "0" + value : String.valueOf(value);
            case "russianLower" -> value >= 1 && value <= RUSSIAN.length() ? RUSSIAN.substring(value - 1, value) : String.valueOf(value);
            case "russianUpper" -> value >= 1 && value <= RUSSIAN.length() ? RUSSIAN.substring(value - 1, value).toUpperCase(Locale.ROOT) : String.valueOf(value);
            default -> String.valueOf(value);
        };
    }

    /** a to z, then aa, bb as Word counts. */
    private static String letters(int value) {
        if (value < 1 || value > 26 * 8) {
            return String.valueOf(value);
        }
        return String.valueOf((char) ('a' + (value - 1) % 26)).repeat((value - 1) / 26 + 1);
    }

    static String roman(int value) {
        if (value < 1 || value > 3_999) {
            return String.valueOf(value);
        }
        int[] values = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
        String[] signs = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            while (value >= values[i]) {
                out.append(signs[i]);
                value -= values[i];
            }
        }
        return out.toString();
    }
}
