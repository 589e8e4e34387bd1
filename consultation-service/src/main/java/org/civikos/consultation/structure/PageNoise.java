package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes running heads and page marks out of paged files: they are of the paper, not of the act. */
final class PageNoise {
    private static final int EDGE = 3;
    private static final Pattern PAGE_MARK = Pattern.compile("(?iu)[-–—\\s|]*(?:(?:faqe|faqja|fq|strana|strana:|str|страна|стр|page|p)\\.?\\s*)?\\d{1,4}"
            + "(?:\\s*(?:/|of|nga|prej|od|од)\\s*\\d{1,4})?[-–—\\s|]*");
    private static final Pattern OF_PAGES = Pattern.compile("\\d{1,4}\\s*/\\s*\\d{1,4}");
    private static final Pattern DIGITS = Pattern.compile("\\d+|\\b[ivxlc]+\\b");

    private PageNoise() {}

    static boolean isPageMark(String text) {
        return text.length() <= 24 && PAGE_MARK.matcher(text).matches();
    }

    /** "2 / 39" on a line of its own is a page mark wherever it stands. */
    static boolean isCountedPageMark(String text) {
        return OF_PAGES.matcher(text).matches();
    }

    /** Text without form feeds may still have its page marks: "1 / 39", "2 / 39" and so on, each with the same total. */
    static List<Line> withoutCountedMarks(List<Line> lines) {
        Map<String, Integer> totals = new HashMap<>();
        for (Line line : lines) {
            if (isCountedPageMark(line.text())) {
                totals.merge(line.text().replaceAll(".*/\\s*", ""), 1, Integer::sum);
            }
        }
        if (totals.values().stream().noneMatch(n -> n >= 2)) {
            return lines;
        }
        return new ArrayList<>(lines.stream().filter(l -> !isCountedPageMark(l.text()) || totals.get(l.text().replaceAll(".*/\\s*", "")) < 2).toList());
    }

    /** Lines of all pages in order without the noise. */
    static List<Line> remove(List<List<Line>> pages) {
        Map<String, Integer> seen = new HashMap<>();
        for (List<Line> page : pages) {
            Set<String> once = new HashSet<>();
            for (int i = 0; i < page.size(); i++) {
                if (atEdge(i, page.size())) {
                    once.add(key(page.get(i).text(), i < EDGE));
                }
            }
            once.forEach(k -> seen.merge(k, 1, Integer::sum));
        }
        long withText = pages.stream().filter(p -> !p.isEmpty()).count();
        long needed = withText <= 4 ? 2 : Math.max(3, withText / 4);
        List<Line> out = new ArrayList<>();
        for (List<Line> page : pages) {
            boolean[] drop = new boolean[page.size()];
            for (int i = 0; i < page.size(); i++) {
                String text = page.get(i).text();
                boolean repeated = atEdge(i, page.size()) && seen.get(key(text, i < EDGE)) >= needed
                        && Grammar.mark(text) == null && !Labels.starts(text);
                drop[i] = repeated;
            }
            // A bare number is a page mark only at the very edge, what repeats set aside.
            for (int i = 0; i < page.size() && (drop[i] || isPageMark(page.get(i).text())); i++) {
                drop[i] = true;
                if (isPageMark(page.get(i).text())) {
                    break;
                }
            }
            for (int i = page.size() - 1; i >= 0 && (drop[i] || isPageMark(page.get(i).text())); i--) {
                drop[i] = true;
                if (isPageMark(page.get(i).text())) {
                    break;
                }
            }
            boolean first = true;
            for (int i = 0; i < page.size(); i++) {
                if (drop[i]) {
                    continue;
                }
                Line line = page.get(i);
                // The room above the first line of a page says nothing.
                out.add(first && !out.isEmpty() ? line.withLook(line.look().withGap(false)) : line);
                first = false;
            }
        }
        return out;
    }

    private static boolean atEdge(int i, int size) {
        return i < EDGE || i >= size - EDGE;
    }

    private static String key(String text, boolean top) {
        return (top ? "^" : "$") + DIGITS.matcher(text.toLowerCase(java.util.Locale.ROOT)).replaceAll("#");
    }
}
