package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes running heads and page marks out of paged files: they are of the paper, not of the act. */
final class PageNoise {
    private static final int EDGE = 4;
    private static final Pattern PAGE_MARK = Pattern.compile("(?iu)[-–—\\s|]*(?:(?:faqe|faqja|fq|strana|strana:|str|страна|стр|page|p)\\.?\\s*)?\\d{1,4}"
            + "(?:\\s*(?:/|of|nga|prej|od|од)\\s*\\d{1,4})?[-–—\\s|]*");
    private static final Pattern OF_PAGES = Pattern.compile("\\d{1,4}\\s*/\\s*\\d{1,4}");
    /** What a browser prints over and under a page: "26.11.2026, 18:17 Title", "https://example.org/draft 1/2". */
    private static final Pattern BROWSER_HEAD = Pattern.compile("\\d{1,4}[./-]\\d{1,2}[./-]\\d{2,4}\\.?,? \\d{1,2}[:.]\\d{2}(?: ?[AP]M)?(?:\\s.*)?");
    private static final Pattern BROWSER_FOOT = Pattern.compile("(?:https?|file)://\\S+\\s+\\d{1,4}/\\d{1,4}");
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

    /**
     * Lines of all pages in order without the noise. A sentence that an act repeats may stand at the edge of two pages by chance, so a
     * line alone proves nothing: it must be the outermost line, or next to noise, and either come again on most pages, or at the very same
     * height with room between it and the text.
     *
     * @param heights of the lines on their pages, in points from the top; empty where the file does not tell
     */
    static List<Line> remove(List<List<Line>> pages, List<float[]> heights) {
        boolean placed = !heights.isEmpty();
        List<boolean[]> drop = new ArrayList<>();
        pages.forEach(p -> drop.add(new boolean[p.size()]));
        float step = step(heights);
        for (int depth = 0; depth < EDGE; depth++) {
            edge(pages, heights, drop, true, placed, step);
            edge(pages, heights, drop, false, placed, step);
        }
        List<Line> out = new ArrayList<>();
        for (int p = 0; p < pages.size(); p++) {
            boolean first = true;
            for (int i = 0; i < pages.get(p).size(); i++) {
                if (drop.get(p)[i]) {
                    continue;
                }
                Line line = pages.get(p).get(i);
                // The room above the first line of a page says nothing.
                out.add(first && !out.isEmpty() ? line.withLook(line.look().withGap(false)) : line);
                first = false;
            }
        }
        return out;
    }

    /** One layer of noise at the top or the foot of all pages. */
    private static void edge(List<List<Line>> pages, List<float[]> heights, List<boolean[]> drop, boolean top, boolean placed, float step) {
        int[] at = new int[pages.size()];
        Map<String, List<Integer>> seen = new HashMap<>();
        int withText = 0;
        for (int p = 0; p < at.length; p++) {
            at[p] = placed ? outermost(heights.get(p), drop.get(p), top) : outermost(pages.get(p).size(), drop.get(p), top);
            withText += pages.get(p).isEmpty() ? 0 : 1;
            if (at[p] >= 0) {
                seen.computeIfAbsent(key(pages.get(p).get(at[p]).text(), top), k -> new ArrayList<>()).add(p);
            }
        }
        Map<String, Integer> inside = new HashMap<>();
        for (int p = 0; p < at.length; p++) {
            for (int i = 0; i < pages.get(p).size(); i++) {
                if (i != at[p] && !drop.get(p)[i]) {
                    inside.merge(key(pages.get(p).get(i).text(), top), 1, Integer::sum);
                }
            }
        }
        for (int p = 0; p < at.length; p++) {
            if (at[p] < 0) {
                continue;
            }
            Line line = pages.get(p).get(at[p]);
            if (isPageMark(line.text()) && !markDropped(pages.get(p), drop.get(p), top)) {
                drop.get(p)[at[p]] = true;
                continue;
            }
            if (placed && (top ? BROWSER_HEAD : BROWSER_FOOT).matcher(line.text()).matches()) {
                drop.get(p)[at[p]] = true;
                continue;
            }
            if (Grammar.mark(line.text()) != null || Labels.starts(line.text())) {
                continue;
            }
            List<Integer> same = seen.get(key(line.text(), top));
            // What comes again and again within the pages is of the act; its name alone may do so once.
            int within = inside.getOrDefault(key(line.text(), top), 0);
            if (within >= 2 && within * 2 >= same.size()) {
                continue;
            }
            boolean most = same.size() >= 2 && same.size() * 10 >= withText * 6 || everyOther(same, withText);
            // On two or three pages chance is near.
            if (most && (!placed || same.size() >= 4) || placed && same.size() >= 2 && same.size() * 12 >= withText && sameHeight(p, same, at, heights, top, step)) {
                drop.get(p)[at[p]] = true;
            }
        }
    }

    private static int outermost(int size, boolean[] drop, boolean top) {
        for (int k = 0; k < size; k++) {
            int i = top ? k : size - 1 - k;
            if (!drop[i]) {
                // What would take the last line of a page away takes a page of its own.
                return k >= EDGE + 1 ? -1 : i;
            }
        }
        return -1;
    }

    /** By height: in a page of columns the foot of the first column comes long before the last line. */
    private static int outermost(float[] heights, boolean[] drop, boolean top) {
        int best = -1;
        for (int i = 0; i < heights.length; i++) {
            if (!drop[i] && (best < 0 || (top ? heights[i] < heights[best] - 0.5f : heights[i] > heights[best] + 0.5f))) {
                best = i;
            }
        }
        return best;
    }

    private static boolean markDropped(List<Line> page, boolean[] drop, boolean top) {
        int half = page.size() / 2;
        for (int i = top ? 0 : half; i < (top ? half : page.size()); i++) {
            if (drop[i] && isPageMark(page.get(i).text())) {
                return true;
            }
        }
        return false;
    }

    /** Left and right pages may have heads of their own. */
    private static boolean everyOther(List<Integer> pages, int all) {
        if (pages.size() < 3 || pages.size() * 10 < all * 4) {
            return false;
        }
        long odd = pages.stream().filter(p -> p % 2 == 1).count();
        return odd == 0 || odd == pages.size();
    }

    private static boolean sameHeight(int page, List<Integer> same, int[] at, List<float[]> heights, boolean top, float usual) {
        float own = heights.get(page)[at[page]];
        int alike = 0;
        for (int p : same) {
            alike += Math.abs(heights.get(p)[at[p]] - own) < 2 ? 1 : 0;
        }
        if (alike < 2 || alike * 10 < same.size() * 7) {
            return false;
        }
        // Room towards the text: more than the usual step of lines. The first step beyond it at the top, the last before it at the foot.
        float[] sorted = heights.get(page).clone();
        java.util.Arrays.sort(sorted);
        float room = Float.NaN;
        for (int i = 1; i < sorted.length; i++) {
            float step = sorted[i] - sorted[i - 1];
            if (step > 1 && (top && Float.isNaN(room) && sorted[i - 1] >= own - 1 || !top && sorted[i] <= own + 1)) {
                room = step;
            }
        }
        return Float.isNaN(room) || room > usual * 1.25f;
    }

    /** The usual distance of two lines: most pages have more lines of text than rooms between them. */
    private static float step(List<float[]> heights) {
        List<Float> steps = new ArrayList<>();
        for (float[] page : heights) {
            float[] sorted = page.clone();
            java.util.Arrays.sort(sorted);
            for (int i = 1; i < sorted.length && steps.size() < 20_000; i++) {
                if (sorted[i] - sorted[i - 1] > 3) {
                    steps.add(sorted[i] - sorted[i - 1]);
                }
            }
        }
        steps.sort(null);
        return steps.isEmpty() ? 0 : steps.get(steps.size() / 2);
    }

    private static String key(String text, boolean top) {
        return (top ? "^" : "$") + DIGITS.matcher(text.toLowerCase(java.util.Locale.ROOT)).replaceAll("#");
    }
}
