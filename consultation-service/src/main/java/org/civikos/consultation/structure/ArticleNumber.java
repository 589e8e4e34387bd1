package org.civikos.consultation.structure;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code 5}, {@code 16A}, {@code 3а}, {@code 75/1}, {@code 5 bis}, in their order.
 *
 * @param base the number, -1 where it has none
 * @param suffix letters or the number after the stroke, small
 */
record ArticleNumber(int base, String suffix) implements Comparable<ArticleNumber> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\s*(?:[/.\\-–]?\\s*(bis|ter|quater|quinquies|\\p{L}{1,2}|\\d{1,3}))?", Pattern.CASE_INSENSITIVE);

    static ArticleNumber of(String printed) {
        Matcher m = FORM.matcher(printed.strip());
        if (m.matches()) {
            String suffix = m.group(2) == null ? "" : Script.toLatin(m.group(2)).toLowerCase(Locale.ROOT);
            return new ArticleNumber(Integer.parseInt(m.group(1)), switch (suffix) {
                // Their order is not that of the alphabet.
                case "bis" -> "2";
                case "ter" -> "3";
                case "quater" -> "4";
                case "quinquies" -> "5";
                default -> suffix;
            });
        }
        return new ArticleNumber(Numerals.value(printed), "");
    }

    /** Whether this may follow that directly. */
    boolean follows(ArticleNumber before) {
        return base == before.base + 1 || base == before.base && compareTo(before) > 0;
    }

    @Override
    public int compareTo(ArticleNumber o) {
        if (base != o.base) {
            return Integer.compare(base, o.base);
        }
        boolean digits = suffix.matches("\\d+") && o.suffix.matches("\\d+");
        return digits ? Integer.compare(Integer.parseInt(suffix), Integer.parseInt(o.suffix)) : suffix.compareTo(o.suffix);
    }
}
