package org.civikos.notification.template;

import java.util.Map;

/**
 * What is wrong with a text, or what its writer should know.
 *
 * @param code kebab-case; {@code template.finding.CODE} says it in words
 * @param refused whether the text cannot be published so; else it is a warning
 * @param place subject or text
 * @param line from 1, with {@code column}, also from 1, where it stands; both 0 where it is about the whole
 * @param args for the words
 */
public record Finding(String code, boolean refused, String place, int line, int column, Map<String, Object> args) {

    public static final String SUBJECT = "subject";
    public static final String TEXT = "text";

    public static Finding refused(String code, String place, Map<String, Object> args) {
        return new Finding(code, true, place, 0, 0, args);
    }

    public static Finding warning(String code, String place, Map<String, Object> args) {
        return new Finding(code, false, place, 0, 0, args);
    }

    /** The same, standing at a place of the text. */
    static Finding at(String code, String place, String text, int start, Map<String, Object> args) {
        int line = (int) text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
        return new Finding(code, true, place, line, start - text.lastIndexOf('\n', start - 1), args);
    }
}
