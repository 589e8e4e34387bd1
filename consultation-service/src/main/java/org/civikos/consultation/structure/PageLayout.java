package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the characters of pages into lines in reading order: base lines, columns, running heads, notes, tables. Lengths are points.
 */
final class PageLayout {
    /** Points; no blank between two words is as wide. */
    private static final float WIDE = 10;
    private static final float BIN = 1;
    /** Rows of room that a running head may take. */
    private static final int HEAD = 8;
    /** Times the size of the running text. */
    private static final int HUGE = 3;
    /** Characters after which the commonest size is taken for that of the running text, and the usual columns for those of all pages. */
    private static final int ENOUGH = 300_000;
    private static final Pattern RAISED = Pattern.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?=\\s?\\p{Lu})");
    /** An amount or a count, with or without its unit. */
    private static final Pattern FIGURES = Pattern.compile("[^\\p{L}]*\\d[^\\p{L}]*\\p{L}{0,4}\\.?");
    private static final Pattern NOTE_START = Pattern.compile("^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\\d{1,3}|\\*{1,3})[)\\].]?\\s*\\S.*");

    private final Deadline deadline;
    private float body = 11;
    /** Where the columns of most pages part; empty for a document in one column. */
    private float[] usual = new float[0];

    /** Letters of the watermark with their places. */
    private final Set<String> watermark = new HashSet<>();
    /** Where the numbers of lines in the margin end; NaN where there are none. */
    private float lineNumbers = Float.NaN;
    /** Where the text beside the articles in a margin begins; NaN where there was none so far. */
    private float marginAt = Float.NaN;
    private final List<List<Glyph>> waiting = new ArrayList<>();
    private final List<List<Placed>> placed = new ArrayList<>();
    private int characters;

    PageLayout(Deadline deadline) {
        this.deadline = deadline;
    }

    /** One base line of one column. */
    private static final class Row {
        final List<Glyph> glyphs = new ArrayList<>();
        float y;
        float size;

        float left() {
            return (float) glyphs.stream().filter(g -> !g.blank()).mapToDouble(Glyph::x).min().orElse(0);
        }

        float right() {
            return (float) glyphs.stream().filter(g -> !g.blank()).mapToDouble(Glyph::right).max().orElse(0);
        }
    }

    /** A row with its words, and where it stands. {@code gap}: more room above than between the rows of its page. */
    private record Placed(String text, boolean table, float x0, float x1, float firstWord, float size, boolean bold, boolean gap, int column, int page, float y) {}

    /** Takes the next page; its characters are let go as soon as the size of the running text is known. */
    void add(List<Glyph> page) {
        waiting.add(page);
        characters += page.size();
        if (characters >= ENOUGH) {
            placeWaiting();
        }
    }

    private void placeWaiting() {
        boolean first = placed.isEmpty();
        body = first ? bodySize(waiting) : body;
        waiting.replaceAll(page -> withoutLineNumbers(withoutPageMarks(withoutWatermark(withoutDoubles(page)))));
        usual = first ? usual(waiting) : usual;
        for (List<Glyph> page : waiting) {
            placed.add(page(page, placed.size() + 1));
        }
        waiting.clear();
    }

    /** @param widths of the pages */
    List<Line> lines(float[] widths) throws UnreadableDocument {
        placeWaiting();
        deadline.check();
        Edges edges = new Edges(placed);
        List<List<Line>> lines = new ArrayList<>();
        for (int p = 0; p < placed.size(); p++) {
            deadline.check();
            lines.add(notes(placed.get(p), looks(placed.get(p), edges, widths[p])));
        }
        List<float[]> heights = new ArrayList<>();
        for (List<Placed> page : placed) {
            float[] y = new float[page.size()];
            for (int i = 0; i < y.length; i++) {
                y[i] = page.get(i).y;
            }
            heights.add(y);
        }
        return PageNoise.remove(lines, heights);
    }

    /** The left and right edges of the text, by column, over all pages: one page alone may have only short lines. */
    private static final class Edges {
        private final Map<Integer, float[]> byColumn = new HashMap<>();

        Edges(List<List<Placed>> pages) {
            Map<Integer, List<Placed>> columns = new HashMap<>();
            pages.forEach(page -> page.forEach(l -> columns.computeIfAbsent(l.column, k -> new ArrayList<>()).add(l)));
            columns.forEach((column, lines) -> byColumn.put(column, edges(lines)));
        }

        private static float[] edges(List<Placed> lines) {
            float[] lefts = new float[lines.size()];
            float[] rights = new float[lines.size()];
            for (int i = 0; i < lefts.length; i++) {
                lefts[i] = lines.get(i).x0;
                rights[i] = lines.get(i).x1;
            }
            Arrays.sort(rights);
            // A few rows may stick out; the edge is where the longest two of a hundred end.
            float left = common(lefts);
            return new float[] {left, rights[Math.max(0, rights.length - 1 - rights.length / 50)], centre(lines, left)};
        }

        /** The middle that three and more lines of different length share; NaN where there is none. */
        private static float centre(List<Placed> lines, float left) {
            List<Float> middles = new ArrayList<>();
            List<Float> lefts = new ArrayList<>();
            for (Placed l : lines) {
                if (l.x0 > left + 12) {
                    middles.add((l.x0 + l.x1) / 2);
                    lefts.add(l.x0);
                }
            }
            int most = 0;
            float best = Float.NaN;
            for (int i = 0; i < Math.min(middles.size(), 400); i++) {
                float low = Float.MAX_VALUE;
                float high = 0;
                int same = 0;
                for (int k = 0; k < middles.size(); k++) {
                    if (Math.abs(middles.get(k) - middles.get(i)) < 1.5f) {
                        same++;
                        low = Math.min(low, lefts.get(k));
                        high = Math.max(high, lefts.get(k));
                    }
                }
                if (same > most && same >= 3 && high - low > 10) {
                    most = same;
                    best = middles.get(i);
                }
            }
            return best;
        }

        float[] of(int column, List<Placed> page) {
            float[] all = byColumn.get(column);
            float[] own = edges(page.stream().filter(l -> l.column == column).toList());
            // A page turned on its side has edges of its own.
            return own[1] > all[1] + 60 ? own : all;
        }
    }

    private List<Line> looks(List<Placed> page, Edges edges, float width) {
        List<Line> out = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            Placed p = page.get(i);
            float[] edge = edges.of(p.column, page);
            float text = Math.max(40, edge[1] - edge[0]);
            float l = p.x0 - edge[0];
            float r = edge[1] - p.x1;
            boolean shared = Math.abs((p.x0 + p.x1) / 2 - edge[2]) < 3;
            boolean inMiddle = p.column < 0 && Math.abs((p.x0 + p.x1 - width) / 2) < 7 || Math.abs(l - r) < 0.1f * text;
            boolean centred = l > 0.08f * text && inMiddle || l > 6 && shared;
            Placed next = i + 1 < page.size() && page.get(i + 1).column == p.column ? page.get(i + 1) : null;
            // Full is a line on which the next line's first word had no room.
            // A line set to the right, as signatures are, had all the room on its left.
            float reach = centred || l > 0.45f * text ? edge[0] + p.x1 - p.x0 : p.x1;
            boolean full = next != null ? reach + 0.2f * p.size + next.firstWord > edge[1] - 1 : edge[1] - reach < 0.1f * text;
            Look look = new Look(p.gap, l > 8 && !centred, centred, p.bold || p.size > 1.18f * body, full);
            out.add(new Line(p.text, p.page, p.column, p.table ? Line.Type.TABLE : Line.Type.BODY, 0, look));
        }
        return out;
    }

    private static float bodySize(List<List<Glyph>> pages) {
        int[] count = new int[800];
        for (List<Glyph> page : pages) {
            for (Glyph g : page) {
                if (!g.blank()) {
                    count[Math.min(799, Math.round(g.size() * 2))]++;
                }
            }
        }
        int best = 22;
        for (int i = 0; i < count.length; i++) {
            best = count[i] > count[best] ? i : best;
        }
        return best / 2f;
    }

    // ---- one page

    private List<Placed> page(List<Glyph> glyphs, int number) {
        List<Placed> out = new ArrayList<>();
        if (glyphs.stream().allMatch(Glyph::blank)) {
            return out;
        }
        float[] gutters = gutters(glyphs);
        if (gutters.length == 0 && usual.length > 0 && fits(glyphs, usual)) {
            gutters = usual;
        }
        boolean margin = gutters.length == 0;
        if (margin) {
            gutters = margin(glyphs);
        }
        if (gutters.length == 0) {
            place(rows(glyphs), number, -1, out);
            return out;
        }
        // Rows that cross a gutter span the page and part it into bands; so do the articles in a margin.
        List<Glyph> band = new ArrayList<>();
        float above = Float.NaN;
        for (Row row : rows(glyphs)) {
            boolean inMargin = margin && left(row) < gutters[0];
            // A title goes on from row to row; what stands lower in the margin is no part of it.
            boolean apart = inMargin && row.y - above > 2 * body;
            above = inMargin ? row.y : above;
            if (margin && (apart || article(row, gutters[0]))) {
                columns(band, gutters, number, out);
                band = new ArrayList<>(row.glyphs);
            } else if (crosses(row, gutters)) {
                columns(band, gutters, number, out);
                band = new ArrayList<>();
                place(List.of(row), number, -1, out);
            } else {
                band.addAll(row.glyphs);
            }
        }
        columns(band, gutters, number, out);
        return out;
    }

    /** Where numbers and titles of articles stand beside their text, as in a table of two columns: the place between both. */
    private float[] margin(List<Glyph> glyphs) {
        List<Row> rows = rows(glyphs);
        float[] lefts = new float[rows.size()];
        for (int i = 0; i < lefts.length; i++) {
            lefts[i] = left(rows.get(i));
        }
        float text = lefts.length == 0 ? 0 : common(lefts) - 3;
        long beside = rows.stream().filter(row -> left(row) < text && article(row, text)).count();
        if (beside >= 2) {
            marginAt = text;
            return new float[] {text};
        }
        // A last page may have one article, and little text.
        return !Float.isNaN(marginAt) && rows.stream().anyMatch(row -> left(row) < marginAt && article(row, marginAt)) ? new float[] {marginAt} : new float[0];
    }

    private boolean article(Row row, float margin) {
        Row own = new Row();
        own.size = row.size;
        own.y = row.y;
        row.glyphs.stream().filter(g -> g.right() <= margin).forEach(own.glyphs::add);
        Mark mark = own.glyphs.stream().allMatch(Glyph::blank) || crosses(row, new float[] {margin}) ? null : Grammar.mark(Chars.clean(words(own)));
        return mark != null && mark.kind() == Kind.ARTICLE && mark.tail().length() < 60;
    }

    private static float left(Row row) {
        return row.glyphs.stream().filter(g -> !g.blank()).map(Glyph::x).findFirst().orElse(0f);
    }

    private void columns(List<Glyph> band, float[] gutters, int number, List<Placed> out) {
        if (band.isEmpty()) {
            return;
        }
        for (int c = 0; c <= gutters.length; c++) {
            float from = c == 0 ? Float.NEGATIVE_INFINITY : gutters[c - 1];
            float to = c == gutters.length ? Float.POSITIVE_INFINITY : gutters[c];
            List<Glyph> own = band.stream().filter(g -> g.x() + g.width() / 2 >= from && g.x() + g.width() / 2 < to).toList();
            if (own.stream().anyMatch(g -> !g.blank())) {
                place(rows(own), number, c, out);
            }
        }
    }

    private static boolean crosses(Row row, float[] gutters) {
        for (float x : gutters) {
            for (Glyph g : row.glyphs) {
                if (!g.blank() && g.x() < x - 1 && g.right() > x + 1) {
                    return true;
                }
            }
            // Words right up to the gutter on both sides are one line, not two.
            float before = Float.NEGATIVE_INFINITY;
            float after = Float.POSITIVE_INFINITY;
            for (Glyph g : row.glyphs) {
                if (!g.blank() && g.right() <= x + 1) {
                    before = Math.max(before, g.right());
                } else if (!g.blank()) {
                    after = Math.min(after, g.x());
                }
            }
            if (after - before < 0.45f * row.size) {
                return true;
            }
        }
        return false;
    }

    /** A number alone at the top or the foot of a page, away from the text; in a page of columns it would end up in one of them. */
    private List<Glyph> withoutPageMarks(List<Glyph> glyphs) {
        List<Row> rows = rows(glyphs);
        if (rows.size() < 3) {
            return glyphs;
        }
        List<Glyph> drop = new ArrayList<>();
        Row last = rows.getLast();
        if (last.y - rows.get(rows.size() - 2).y > body * 1.5f && PageNoise.isPageMark(Chars.clean(words(last)))) {
            drop.addAll(last.glyphs);
        }
        Row first = rows.getFirst();
        if (rows.get(1).y - first.y > body * 1.5f && PageNoise.isPageMark(Chars.clean(words(first)))) {
            drop.addAll(first.glyphs);
        }
        return without(glyphs, drop);
    }

    private static List<Glyph> without(List<Glyph> glyphs, List<Glyph> drop) {
        if (drop.isEmpty()) {
            return glyphs;
        }
        Set<Glyph> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        gone.addAll(drop);
        return glyphs.stream().filter(g -> !gone.contains(g)).toList();
    }

    /** Numbers of lines in the left margin: beside every line, or beside every fifth or tenth, each as much more as the one before. */
    private List<Glyph> withoutLineNumbers(List<Glyph> glyphs) {
        List<Glyph> drop = new ArrayList<>();
        List<Integer> values = new ArrayList<>();
        List<Float> lefts = new ArrayList<>();
        float right = 0;
        for (Row row : rows(glyphs)) {
            List<Glyph> number = leadingNumber(row);
            if (!number.isEmpty()) {
                values.add(Integer.parseInt(String.join("", number.stream().map(Glyph::text).toList())));
                drop.addAll(number);
                right = Math.max(right, number.getLast().right());
            }
            row.glyphs.stream().filter(g -> !g.blank() && !number.contains(g)).findFirst().ifPresent(g -> lefts.add(g.x()));
        }
        if (values.isEmpty() || lefts.isEmpty()) {
            return glyphs;
        }
        float[] edges = new float[lefts.size()];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = lefts.get(i);
        }
        int step = values.size() < 2 ? 0 : values.get(1) - values.get(0);
        boolean even = values.size() >= 3 && (step > 1 || step == 1 && values.size() * 10 >= edges.length * 9);
        for (int i = 1; even && i < values.size(); i++) {
            even = values.get(i) - values.get(i - 1) == step;
        }
        boolean outside = right + 3 < common(edges);
        // A last page may have one or two.
        if (outside && (even || Math.abs(right - lineNumbers) < 3 && values.size() < 3)) {
            lineNumbers = right;
            return without(glyphs, drop);
        }
        return glyphs;
    }

    /** The digits that a row begins with, where room follows or nothing. */
    private static List<Glyph> leadingNumber(Row row) {
        List<Glyph> out = new ArrayList<>();
        for (Glyph g : row.glyphs) {
            if (g.blank()) {
                continue;
            }
            boolean digit = g.text().length() == 1 && Character.isDigit(g.text().charAt(0));
            boolean apart = !out.isEmpty() && g.x() - out.getLast().right() > 6;
            if (apart) {
                return out;
            }
            if (!digit || out.size() >= 4) {
                return List.of();
            }
            out.add(g);
        }
        return out;
    }

    /** "DRAFT" in letters many times as large as the text, printed across it; on pages with little text it may stand clear of it. */
    private List<Glyph> withoutWatermark(List<Glyph> glyphs) {
        List<Glyph> huge = glyphs.stream().filter(g -> !g.blank() && g.size() > HUGE * body).toList();
        boolean across = huge.stream().limit(40).anyMatch(h -> glyphs.stream()
                .anyMatch(g -> !g.blank() && g.size() <= HUGE * body && g.x() > h.x() && g.right() < h.right() && g.y() < h.y() && g.y() - g.size() / 2 > h.y() - 0.7f * h.size()));
        if (across) {
            huge.forEach(g -> watermark.add(place(g)));
        }
        return huge.isEmpty() || watermark.isEmpty() ? glyphs : glyphs.stream().filter(g -> g.size() <= HUGE * body || !watermark.contains(place(g))).toList();
    }

    private static String place(Glyph g) {
        return g.text() + Math.round(g.x()) + "," + Math.round(g.y());
    }

    /** Some programs print bold by printing twice. */
    private static List<Glyph> withoutDoubles(List<Glyph> raw) {
        List<Glyph> out = new ArrayList<>(raw.size());
        Map<Long, Glyph> near = new HashMap<>(raw.size() * 2);
        for (Glyph g : raw) {
            if (g.blank()) {
                out.add(g);
                continue;
            }
            long x = (long) (g.x() / 2);
            long y = (long) (g.y() / 2);
            boolean twice = false;
            for (int k = 0; k < 9 && !twice; k++) {
                Glyph o = near.get(cell(x + k % 3 - 1, y + k / 3 - 1, g.text()));
                twice = o != null && o.text().equals(g.text()) && Math.abs(o.x() - g.x()) < 0.25f * Math.max(1, g.width()) && Math.abs(o.y() - g.y()) < 0.1f * g.size();
            }
            if (!twice) {
                near.put(cell(x, y, g.text()), g);
                out.add(g);
            }
        }
        return out;
    }

    private static long cell(long x, long y, String text) {
        return ((long) text.hashCode() << 32) ^ (x << 16) ^ (y & 0xffff);
    }

    /** Gutters that at least a third of the pages share. */
    private float[] usual(List<List<Glyph>> pages) {
        List<float[]> found = new ArrayList<>();
        int withText = 0;
        for (List<Glyph> page : pages) {
            withText += page.stream().allMatch(Glyph::blank) ? 0 : 1;
            float[] gutters = gutters(page);
            if (gutters.length > 0) {
                found.add(gutters);
            }
        }
        float[] best = new float[0];
        int most = 0;
        for (float[] one : found) {
            int same = 0;
            for (float[] other : found) {
                boolean alike = one.length == other.length;
                for (int i = 0; alike && i < one.length; i++) {
                    alike = Math.abs(one[i] - other[i]) < 12;
                }
                same += alike ? 1 : 0;
            }
            if (same > most) {
                most = same;
                best = one;
            }
        }
        return most * 3 >= withText ? best : new float[0];
    }

    /** Whether a page may be in the usual columns: few of its rows run across. */
    private boolean fits(List<Glyph> glyphs, float[] gutters) {
        List<Row> rows = rows(glyphs);
        long across = rows.stream().filter(r -> crosses(r, gutters)).count();
        return across * 4 <= rows.size();
    }

    /** Which places of a page have ink: bands of about a row's height, bins of {@link #BIN} points. */
    private record Ink(float min, boolean[][] bands, int used) {
        int bins() {
            return bands[0].length;
        }
    }

    /** Rows left of a strip that have one right of it beside them: nearer than two rows of one column can be. */
    private int beside(List<Glyph> glyphs, float from, float strip) {
        TreeMap<Float, Float> left = new TreeMap<>();
        TreeMap<Float, Float> right = new TreeMap<>();
        for (Glyph g : glyphs) {
            if (!g.blank() && g.x() >= from) {
                if (g.x() < strip) {
                    left.merge(g.y(), g.right(), Math::max);
                } else {
                    right.merge(g.y(), g.x(), Math::min);
                }
            }
        }
        int count = 0;
        float last = Float.NEGATIVE_INFINITY;
        for (Map.Entry<Float, Float> row : left.entrySet()) {
            float y = row.getKey();
            if (y - last <= 0.5f * body) {
                continue;
            }
            float end = Collections.max(left.subMap(y - 0.3f * body, true, y + 0.3f * body, true).values());
            var near = right.subMap(y - 0.65f * body, true, y + 0.65f * body, true).values();
            // Less room than this is the blank between two words of one line.
            if (!near.isEmpty() && Collections.min(near) - end >= 0.6f * body) {
                count++;
                last = y;
            }
        }
        return count;
    }

    private Ink ink(List<Glyph> glyphs) {
        float min = Float.MAX_VALUE;
        float max = 0;
        float top = Float.MAX_VALUE;
        float bottom = 0;
        for (Glyph g : glyphs) {
            if (!g.blank()) {
                min = Math.min(min, g.x());
                max = Math.max(max, g.right());
                top = Math.min(top, g.y());
                bottom = Math.max(bottom, g.y());
            }
        }
        float width = max - min;
        if (width < 200 || width > 5_000 || bottom - top < 60 || bottom - top > 20_000) {
            return new Ink(0, new boolean[0][0], 0);
        }
        int bins = (int) (width / BIN) + 1;
        boolean[][] ink = new boolean[(int) ((bottom - top) / (body * 0.9f)) + 1][bins];
        for (Glyph g : glyphs) {
            if (g.blank()) {
                continue;
            }
            int row = Math.min(ink.length - 1, (int) ((g.y() - top) / (body * 0.9f)));
            int to = Math.min(bins - 1, (int) ((g.right() - min) / BIN));
            for (int x = Math.max(0, (int) ((g.x() - min) / BIN)); x <= to; x++) {
                ink[row][x] = true;
            }
        }
        int used = 0;
        for (boolean[] row : ink) {
            boolean any = false;
            for (int x = 0; x < bins && !any; x++) {
                any = row[x];
            }
            used += any ? 1 : 0;
        }
        return new Ink(min, ink, used);
    }

    /**
     * Where a white strip runs down the page between texts that stand beside each other and are both wide and long enough to be columns.
     * Blanks that happen to stand below each other in lines that begin alike are no gutter where wider strips make columns of one width.
     */
    private float[] gutters(List<Glyph> glyphs) {
        Ink ink = ink(glyphs);
        if (ink.used == 0) {
            return new float[0];
        }
        float[] wide = gutters(glyphs, ink, WIDE);
        float widest = 0;
        float narrowest = Float.MAX_VALUE;
        for (int i = 0; i <= wide.length; i++) {
            float column = (i == wide.length ? ink.min + ink.bins() * BIN : wide[i]) - (i == 0 ? ink.min : wide[i - 1]);
            widest = Math.max(widest, column);
            narrowest = Math.min(narrowest, column);
        }
        float[] found = wide.length > 0 && widest < 1.5f * narrowest ? wide : gutters(glyphs, ink, 0);
        return tabular(glyphs, found) ? new float[0] : found;
    }

    /** Whether one of the columns is made of rows of cells, or of figures: a table, which is read row by row. */
    private boolean tabular(List<Glyph> glyphs, float[] gutters) {
        for (int c = 0; gutters.length > 0 && c <= gutters.length; c++) {
            float from = c == 0 ? Float.NEGATIVE_INFINITY : gutters[c - 1];
            float to = c == gutters.length ? Float.POSITIVE_INFINITY : gutters[c];
            List<Row> rows = rows(glyphs.stream().filter(g -> g.x() >= from && g.right() <= to).toList()).stream().filter(row -> row.glyphs.stream().anyMatch(g -> !g.blank())).toList();
            boolean[] tables = tables(rows);
            int cells = 0;
            int figures = 0;
            for (int r = 0; r < rows.size(); r++) {
                cells += tables[r] ? 1 : 0;
                figures += FIGURES.matcher(words(rows.get(r))).matches() ? 1 : 0;
            }
            if (rows.size() >= 4 && Math.max(cells, figures) * 10 >= rows.size() * 6) {
                return true;
            }
        }
        return false;
    }

    private float[] gutters(List<Glyph> glyphs, Ink ink, float least) {
        int bins = ink.bins();
        int[] cover = new int[bins];
        for (boolean[] row : ink.bands) {
            for (int x = 0; x < bins; x++) {
                cover[x] += row[x] ? 1 : 0;
            }
        }
        int allowed = (int) (ink.used * 0.12f);
        List<Float> out = new ArrayList<>();
        int last = 0;
        for (int x = 1; x < bins; x++) {
            if (cover[x] > allowed) {
                continue;
            }
            int end = x;
            while (end + 1 < bins && cover[end + 1] <= allowed) {
                end++;
            }
            int lowest = Arrays.stream(cover, x, end + 1).min().orElse(0);
            int first = x;
            while (cover[first] > lowest) {
                first++;
            }
            int empty = first;
            while (empty + 1 <= end && cover[empty + 1] == lowest) {
                empty++;
            }
            int beside = beside(glyphs, ink.min + last * BIN, ink.min + (first + empty + 1) / 2f * BIN);
            // Lines beside each other nearly everywhere are columns, even where most of them are short.
            float fill = beside * 2 >= ink.used && lowest * 20 <= ink.used ? 0.06f : 0.2f;
            // The last column of an act may end after a few rows; the one before it then tells that there are columns.
            float room = Math.max(least, beside * 2 >= ink.used ? 4 : 6);
            boolean columns = beside >= Math.max(3, ink.used / 12) && column(ink.bands, last, first, Math.max(8, (int) (ink.used * 0.3f)), fill)
                    && column(ink.bands, empty + 1, written(cover, empty + 1, allowed), 2, fill);
            if ((empty - first + 1) * BIN >= room && (columns || wide(bins, last, first) && wide(bins, empty + 1, bins)
                    && endsEarly(glyphs, ink.min + last * BIN, ink.min + (first + empty + 1) / 2f * BIN))) {
                out.add(ink.min + ((first + empty) / 2f + 0.5f) * BIN);
                last = empty + 1;
            }
            x = Math.max(x, empty);
        }
        float[] result = new float[Math.min(out.size(), 3)];
        for (int i = 0; i < result.length; i++) {
            result[i] = out.get(i);
        }
        return result;
    }

    /** How far to the right a good number of rows reach: a further column of a few rows would make those of this one look short. */
    private static int written(int[] cover, int from, int allowed) {
        int to = cover.length;
        while (to > from && cover[to - 1] <= allowed) {
            to--;
        }
        return wide(cover.length, from, to) ? to : cover.length;
    }

    private static boolean wide(int bins, int from, int to) {
        return to - from >= bins * 0.18f;
    }

    /** Whether what stands right of a strip is the end of an act: rows at the top of the page, close under one another, beside a column of many more. */
    private boolean endsEarly(List<Glyph> glyphs, float from, float strip) {
        float[] left = heights(glyphs, from, strip);
        float[] right = heights(glyphs, strip, Float.POSITIVE_INFINITY);
        boolean early = right.length >= 2 && left.length >= Math.max(8, 2 * right.length) && Math.abs(right[0] - left[0]) < HEAD * body;
        for (int i = 1; early && i < right.length; i++) {
            // The first row may be that of the running head.
            early = right[i] - right[i - 1] < (i == 1 ? HEAD : 4) * body;
        }
        return early;
    }

    /** Base lines of the characters between two places, from the top. */
    private float[] heights(List<Glyph> glyphs, float from, float to) {
        float[] out = new float[glyphs.size()];
        int n = 0;
        for (float y : glyphs.stream().filter(g -> !g.blank() && g.x() >= from && g.x() < to).map(Glyph::y).sorted().toList()) {
            if (n == 0 || y - out[n - 1] > 0.5f * body) {
                out[n++] = y;
            }
        }
        return Arrays.copyOf(out, n);
    }

    /** Wide enough, written on in enough rows, and those rows well filled: not the column of a table or of labels. */
    private static boolean column(boolean[][] ink, int from, int to, int least, float fill) {
        int bins = ink[0].length;
        if (!wide(bins, from, to)) {
            return false;
        }
        int rows = 0;
        int full = 0;
        for (boolean[] row : ink) {
            int first = -1;
            int last = -1;
            for (int x = from; x < Math.min(to, bins); x++) {
                if (row[x]) {
                    first = first < 0 ? x : first;
                    last = x;
                }
            }
            if (first >= 0) {
                rows++;
                full += last - first >= (to - from) * 0.6f ? 1 : 0;
            }
        }
        return rows >= least && full >= rows * fill;
    }

    // ---- rows

    private List<Row> rows(List<Glyph> glyphs) {
        List<Glyph> sorted = new ArrayList<>(glyphs);
        sorted.sort(Comparator.comparingDouble(Glyph::y));
        List<Row> rows = new ArrayList<>();
        List<Glyph> small = new ArrayList<>();
        float normal = 0.85f * body;
        for (Glyph g : sorted) {
            if (g.size() < normal && !g.blank()) {
                small.add(g);
            } else if (!g.blank() || !rows.isEmpty()) {
                into(rows, g, 0.4f);
            }
        }
        List<Row> minor = new ArrayList<>();
        for (Glyph g : small) {
            Row host = host(rows, g);
            if (host != null) {
                host.glyphs.add(g);
            } else {
                into(minor, g, 0.55f);
            }
        }
        // Blanks of a small font came in with the normal rows' blanks; they do not matter, gaps make the blanks.
        rows.addAll(minor);
        rows.removeIf(r -> r.glyphs.stream().allMatch(Glyph::blank));
        rows.sort(Comparator.comparingDouble(r -> r.y));
        for (Row row : rows) {
            row.glyphs.sort(Comparator.comparingDouble(Glyph::x));
        }
        return rows;
    }

    private static void into(List<Row> rows, Glyph g, float tolerance) {
        for (int k = rows.size() - 1; k >= Math.max(0, rows.size() - 4); k--) {
            Row row = rows.get(k);
            if (Math.abs(row.y - g.y()) <= tolerance * Math.max(row.size, g.size()) * (g.blank() ? 0.5f : 1)) {
                row.glyphs.add(g);
                if (!g.blank() && g.size() > row.size) {
                    row.size = g.size();
                }
                return;
            }
        }
        if (g.blank()) {
            return;
        }
        Row row = new Row();
        row.y = g.y();
        row.size = g.size();
        row.glyphs.add(g);
        rows.add(row);
    }

    /** The row that a small raised character stands in, close to another of its characters. */
    private static Row host(List<Row> rows, Glyph g) {
        for (Row row : rows) {
            float rise = row.y - g.y();
            if (rise >= -0.25f * row.size && rise <= 0.65f * row.size) {
                for (Glyph o : row.glyphs) {
                    if (!o.blank() && g.x() - o.right() < 0.8f * row.size && o.x() - g.right() < 0.8f * row.size) {
                        return row;
                    }
                }
            }
        }
        return null;
    }

    // ---- lines

    private void place(List<Row> rows, int page, int column, List<Placed> out) {
        if (rows.isEmpty()) {
            return;
        }
        float[] steps = new float[Math.max(0, rows.size() - 1)];
        for (int i = 1; i < rows.size(); i++) {
            steps[i - 1] = rows.get(i).y - rows.get(i - 1).y;
        }
        float step = Math.max(step(steps), body * 0.9f);
        boolean[] table = tables(rows);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            String text = table[i] ? cells(row) : Chars.clean(words(row));
            if (!text.isEmpty()) {
                boolean gap = i == 0 || steps[i - 1] > step * 1.3f + 1;
                out.add(new Placed(text, table[i], row.left(), row.right(), firstWord(row), mainSize(row), bold(row), gap, column, page, row.y));
            }
        }
    }

    /** The distance of two rows of one paragraph: the smallest that comes often. In a page of one-line paragraphs most distances are larger. */
    private float step(float[] steps) {
        float[] sorted = steps.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            int k = i;
            while (k < sorted.length && sorted[k] - sorted[i] < 1) {
                k++;
            }
            if (sorted[i] >= body * 0.8f && (k - i) * 5 >= sorted.length) {
                return sorted[i];
            }
        }
        return sorted.length == 0 ? body * 1.2f : sorted[sorted.length * 2 / 5];
    }

    private static float firstWord(Row row) {
        float from = Float.NaN;
        float end = Float.NaN;
        float spaced = spacing(row);
        boolean blank = false;
        for (Glyph g : row.glyphs) {
            if (g.blank()) {
                blank = !Float.isNaN(end);
                continue;
            }
            if (Float.isNaN(from)) {
                from = g.x();
            } else if (blank || g.x() - end > spaced) {
                break;
            }
            end = g.right();
        }
        return Float.isNaN(from) ? 0 : end - from;
    }

    /** The left edge that most rows share. */
    private static float common(float[] lefts) {
        float[] sorted = lefts.clone();
        Arrays.sort(sorted);
        float best = sorted[0];
        int most = 0;
        for (int i = 0; i < sorted.length; i++) {
            int k = i;
            while (k < sorted.length && sorted[k] - sorted[i] < 3) {
                k++;
            }
            if (k - i > most) {
                most = k - i;
                best = sorted[i];
            }
        }
        return best;
    }

    /** In bold, or letter-spaced, which is as much. */
    private static boolean bold(Row row) {
        int bold = 0;
        int all = 0;
        for (Glyph g : row.glyphs) {
            if (!g.blank()) {
                all++;
                bold += g.bold() ? 1 : 0;
            }
        }
        return bold * 10 >= all * 9 || all >= 4 && spacing(row) > 0.4f * row.size;
    }

    private static float mainSize(Row row) {
        float sum = 0;
        int n = 0;
        for (Glyph g : row.glyphs) {
            if (!g.blank()) {
                sum += g.size();
                n++;
            }
        }
        return n == 0 ? row.size : sum / n;
    }

    private String words(Row row) {
        StringBuilder out = new StringBuilder();
        float end = Float.NaN;
        int blanks = 0;
        float spaced = spacing(row);
        for (Glyph g : row.glyphs) {
            if (g.blank()) {
                blanks++;
                continue;
            }
            if (!Float.isNaN(end)) {
                float gap = g.x() - end;
                boolean raised = isRaised(row, g) && gap < 0.4f * row.size;
                if (blanks > 0 && gap > 0.05f * row.size || gap > spaced && !raised) {
                    out.append(blanks > 1 || gap > spaced * 4 && spaced > 0.4f * row.size ? "  " : " ");
                }
            }
            blanks = 0;
            String text = g.text();
            if (isRaised(row, g) && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                text = Chars.superscript(text);
            }
            if (isDiacritic(text) && !out.isEmpty()) {
                out.append(combining(text));
                continue;
            }
            out.append(text);
            end = Math.max(Float.isNaN(end) ? 0 : end, g.right());
        }
        return out.toString();
    }

    private static boolean isRaised(Row row, Glyph g) {
        float raised = row.y - g.y();
        // Browsers set it less small, and higher.
        return g.size() < 0.78f * row.size && raised > 0.12f * row.size || g.size() < 0.87f * row.size && raised > 0.22f * row.size;
    }

    private static boolean isDiacritic(String text) {
        return text.length() == 1 && (text.charAt(0) >= 0x0300 && text.charAt(0) <= 0x036f || "¨´ˇ¸".indexOf(text.charAt(0)) >= 0);
    }

    private static String combining(String text) {
        return switch (text.charAt(0)) {
            case '¨' -> "\u0308";
            case '´' -> "\u0301";
            case 'ˇ' -> "\u030c";
            case '¸' -> "\u0327";
            default -> text;
        };
    }

    /** Gap from which on two characters belong to two words; wider in a letter-spaced heading. */
    private static float spacing(Row row) {
        float normal = 0.13f * row.size;
        List<Float> gaps = new ArrayList<>();
        Glyph before = null;
        for (Glyph g : row.glyphs) {
            if (g.blank()) {
                continue;
            }
            if (before != null) {
                gaps.add(g.x() - before.right());
            }
            before = g;
        }
        if (gaps.size() < 3) {
            return normal;
        }
        float[] sorted = new float[gaps.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = gaps.get(i);
        }
        Arrays.sort(sorted);
        float median = sorted[sorted.length / 2];
        // Half of all gaps as wide as a blank: the heading is letter-spaced.
        return median > normal ? median * 1.8f : Math.max(0, median) + normal;
    }

    // ---- tables

    /** Three and more rows whose cells begin at the same places. */
    private boolean[] tables(List<Row> rows) {
        boolean[] table = new boolean[rows.size()];
        List<List<Float>> starts = new ArrayList<>();
        for (Row row : rows) {
            starts.add(cellStarts(row));
        }
        for (int i = 0; i < rows.size();) {
            int to = i;
            while (to + 1 < rows.size() && starts.get(i).size() >= 2 && starts.get(to + 1).size() >= 2 && aligned(starts.get(to), starts.get(to + 1))
                    && rows.get(to + 1).y - rows.get(to).y < body * 4) {
                to++;
            }
            // The names of the columns stand in the middle of theirs.
            boolean named = i > 0 && !table[i - 1] && starts.get(i).size() >= 2 && starts.get(i - 1).size() >= 2 && rows.get(i).y - rows.get(i - 1).y < body * 3;
            if (to - i >= 2 || named && to - i == 1 && starts.get(i - 1).size() == starts.get(i).size() && starts.get(to).size() == starts.get(i).size()) {
                Arrays.fill(table, named ? i - 1 : i, to + 1, true);
            }
            i = to + 1;
        }
        return table;
    }

    private static boolean aligned(List<Float> a, List<Float> b) {
        int same = 0;
        for (float x : a) {
            for (float y : b) {
                same += Math.abs(x - y) < 4 ? 1 : 0;
            }
        }
        return same >= 2;
    }

    /** Where cells begin: after a gap that no justified line has. A label and its words are not two cells. */
    private List<Float> cellStarts(Row row) {
        List<Float> out = new ArrayList<>();
        Glyph before = null;
        StringBuilder cell = new StringBuilder();
        for (Glyph g : row.glyphs) {
            if (g.blank()) {
                continue;
            }
            if (before == null || g.x() - before.right() > 2.2f * row.size) {
                boolean label = before != null && out.size() == 1 && (Labels.starts(cell + " A") || cell.length() <= 2 || cell.toString().matches("[\\d.()IVXivx]{1,5}"));
                if (!label) {
                    out.add(g.x());
                }
                cell.setLength(0);
            }
            cell.append(g.text());
            before = g;
        }
        return out;
    }

    private String cells(Row row) {
        StringBuilder out = new StringBuilder();
        Row cell = new Row();
        cell.size = row.size;
        cell.y = row.y;
        Glyph before = null;
        for (Glyph g : row.glyphs) {
            if (g.blank()) {
                continue;
            }
            if (before != null && g.x() - before.right() > 2.2f * row.size) {
                out.append(out.isEmpty() ? "" : "\t").append(Chars.clean(words(cell)));
                cell.glyphs.clear();
            }
            cell.glyphs.add(g);
            before = g;
        }
        return out.append(out.isEmpty() ? "" : "\t").append(Chars.clean(words(cell))).toString();
    }

    // ---- notes

    /** At the foot of a page notes are smaller print that begins with a number or a star, or what begins with a raised number that the text above refers to. */
    private List<Line> notes(List<Placed> page, List<Line> lines) {
        List<Line> out = new ArrayList<>();
        int n = page.size();
        int from = n;
        // Page marks below the notes are passed over; the noise filter takes them.
        int end = n;
        while (end > 0 && n - end < 3 && (PageNoise.isPageMark(page.get(end - 1).text) || page.get(end - 1).size >= 0.93f * body)) {
            end--;
        }
        if (n - end < 3 || end == 0) {
            int k = end;
            while (k > 0 && page.get(k - 1).size < 0.93f * body && page.get(k - 1).column == page.get(end - 1).column) {
                k--;
            }
            for (int i = k; i < end; i++) {
                if (NOTE_START.matcher(page.get(i).text).matches()) {
                    from = i;
                    break;
                }
            }
            if (from == 0) {
                // A whole page in small print is no note.
                from = n;
            }
        }
        if (from == n) {
            end = n;
            while (end > 0 && PageNoise.isPageMark(page.get(end - 1).text)) {
                end--;
            }
            from = raisedNote(page, end);
        }
        for (int i = 0; i < n; i++) {
            Line line = lines.get(i);
            out.add(i >= from && i < end ? line.withType(Line.Type.NOTE) : line);
        }
        return out;
    }

    /** The first line, of those before end that stand in one column with the last, that begins with a raised number which a line above has at a word; or the number of lines. */
    private static int raisedNote(List<Placed> page, int end) {
        for (int i = 1; i < end; i++) {
            Matcher raised = RAISED.matcher(page.get(i).text);
            if (page.get(i).column == page.get(end - 1).column && raised.lookingAt()) {
                Pattern reference = Pattern.compile("[\\p{L}\\p{P}]" + raised.group() + "(?![⁰¹²³⁴⁵⁶⁷⁸⁹])");
                if (page.subList(0, i).stream().anyMatch(above -> reference.matcher(above.text).find())) {
                    return i;
                }
            }
        }
        return page.size();
    }
}
