package org.civikos.notification.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds placeholders in a text and puts words in their places. */
public final class Filling {

    /** @param start where the opening brace stands, from 0 */
    record Found(String word, int start) {}

    private static final Pattern BRACES = Pattern.compile("\\{([^{}\\n]*)}");

    private Filling() {}

    static List<Found> find(String text) {
        List<Found> all = new ArrayList<>();
        Matcher matcher = BRACES.matcher(text);
        while (matcher.find()) {
            all.add(new Found(matcher.group(1).strip(), matcher.start()));
        }
        return all;
    }

    /** The text with spaces where its placeholders stand: what is left of braces belongs to none. */
    static String blank(String text) {
        return BRACES.matcher(text).replaceAll(found -> " ".repeat(found.group().length()));
    }

    /** What has no value is left out. What is put in is not looked at again, so a title with braces stays as it is. */
    public static String fill(String text, Map<String, String> values) {
        return BRACES.matcher(text).replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1).strip(), "")));
    }
}
