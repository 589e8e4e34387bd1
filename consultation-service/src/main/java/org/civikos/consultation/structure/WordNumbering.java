package org.civikos.consultation.structure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The automatic numbers of a Word file: what Word prints before a paragraph, which the paragraph's own text does not hold. */
final class WordNumbering {
    private static final int DEPTHS = 9;

    private static final class Level {
        int start = 1;
        String form = "decimal";
        String text = "";
        @Nullable String style;
        boolean legal;
        /** Level after which it starts again: its own depth normally, 0 never. */
        int restart = -1;
    }

    private static final class Scheme {
        final Level[] levels = new Level[DEPTHS];
        @Nullable String styleLink;
        @Nullable String link;
    }

    private static final class Instance {
        int scheme = -1;
        final Level[] changed = new Level[DEPTHS];
        final int[] startOver = new int[DEPTHS];

        Instance() {
            Arrays.fill(startOver, -1);
        }
    }

    private final Map<Integer, Scheme> schemes = new HashMap<>();
    private final Map<Integer, Instance> instances = new HashMap<>();
    /** Counters by scheme: lists of one scheme count on unless they say otherwise. */
    private final Map<Integer, int[]> counters = new HashMap<>();
    private final Set<String> startedOver = new HashSet<>();

    private @Nullable Scheme scheme;
    private @Nullable Instance instance;
    private @Nullable Level level;
    private int depth;

    static WordNumbering of(byte @Nullable [] part, Deadline deadline) throws UnreadableDocument {
        WordNumbering out = new WordNumbering();
        if (part != null) {
            SafeXml.read(part, deadline, (xml, event) -> {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    out.start(xml);
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    out.end(xml.getLocalName());
                }
            });
        }
        return out;
    }

    /** A level of a list that is told otherwise than in XML; {@code form} and {@code text} in the words of OOXML: {@code decimal}, {@code Article %1}. */
    void define(int scheme, int depth, int start, String form, String text, boolean legal) {
        schemes.computeIfAbsent(scheme, k -> new Scheme()).levels[depth] = level(start, form, text, legal);
    }

    /** A list of a scheme. */
    void instance(int list, int scheme) {
        Instance of = new Instance();
        of.scheme = scheme;
        instances.put(list, of);
    }

    /** Where a list writes a level in another way than its scheme. */
    void change(int list, int depth, int start, String form, String text, boolean legal) {
        instances.get(list).changed[depth] = level(start, form, text, legal);
    }

    /** Where a list begins a level anew. */
    void startOver(int list, int depth, int at) {
        instances.get(list).startOver[depth] = at;
    }

    private static Level level(int start, String form, String text, boolean legal) {
        Level out = new Level();
        out.start = start;
        out.form = form;
        out.text = text;
        out.legal = legal;
        return out;
    }

    private void start(XMLStreamReader xml) {
        String value = SafeXml.attribute(xml, "val");
        switch (xml.getLocalName()) {
            case "abstractNum" -> {
                scheme = new Scheme();
                schemes.put(SafeXml.number(SafeXml.attribute(xml, "abstractNumId"), -1), scheme);
            }
            case "num" -> {
                instance = new Instance();
                instances.put(SafeXml.number(SafeXml.attribute(xml, "numId"), -1), instance);
            }
            case "abstractNumId" -> {
                if (instance != null) {
                    instance.scheme = SafeXml.number(value, -1);
                }
            }
            case "styleLink" -> {
                if (scheme != null) {
                    scheme.styleLink = value;
                }
            }
            case "numStyleLink" -> {
                if (scheme != null) {
                    scheme.link = value;
                }
            }
            case "lvlOverride" -> depth = depth(xml);
            case "startOverride" -> {
                if (instance != null) {
                    instance.startOver[depth] = SafeXml.number(value, 1);
                }
            }
            case "lvl" -> {
                depth = depth(xml);
                level = new Level();
                if (instance != null) {
                    instance.changed[depth] = level;
                } else if (scheme != null) {
                    scheme.levels[depth] = level;
                }
            }
            default -> {
                if (level != null) {
                    member(xml.getLocalName(), value);
                }
            }
        }
    }

    private void member(String name, @Nullable String value) {
        switch (name) {
            case "start" -> level.start = SafeXml.number(value, 1);
            case "numFmt" -> level.form = value == null ? "decimal" : value;
            case "lvlText" -> level.text = value == null ? "" : value;
            case "pStyle" -> level.style = value;
            case "isLgl" -> level.legal = WordStyles.on(value);
            case "lvlRestart" -> level.restart = SafeXml.number(value, -1);
            default -> { }
        }
    }

    private static int depth(XMLStreamReader xml) {
        return Math.clamp(SafeXml.number(SafeXml.attribute(xml, "ilvl"), 0), 0, DEPTHS - 1);
    }

    private void end(String name) {
        switch (name) {
            case "abstractNum" -> scheme = null;
            case "num" -> instance = null;
            case "lvl" -> level = null;
            default -> { }
        }
    }

    /** The depth that a list gives to paragraphs of a style, or -1. */
    int depthOfStyle(int list, @Nullable String style) {
        Instance i = instances.get(list);
        Scheme s = i == null ? null : scheme(i);
        for (int d = 0; s != null && style != null && d < DEPTHS; d++) {
            if (s.levels[d] != null && style.equals(s.levels[d].style)) {
                return d;
            }
        }
        return -1;
    }

    private @Nullable Scheme scheme(Instance i) {
        Scheme s = schemes.get(i.scheme);
        if (s != null && s.link != null) {
            for (Scheme other : schemes.values()) {
                if (s.link.equals(other.styleLink)) {
                    return other;
                }
            }
        }
        return s;
    }

    /** Counts the next paragraph of a list and returns what is printed before it; empty where nothing is. */
    String next(int list, int depth) {
        Instance i = instances.get(list);
        Scheme s = i == null ? null : scheme(i);
        if (s == null || depth < 0 || depth >= DEPTHS) {
            return "";
        }
        int[] counter = counters.computeIfAbsent(i.scheme, k -> {
            int[] fresh = new int[DEPTHS];
            Arrays.fill(fresh, Integer.MIN_VALUE);
            return fresh;
        });
        Level own = level(i, s, depth);
        if (own == null) {
            return "";
        }
        if (i.startOver[depth] >= 0 && startedOver.add(list + ":" + depth)) {
            counter[depth] = i.startOver[depth];
        } else {
            counter[depth] = counter[depth] == Integer.MIN_VALUE ? own.start : counter[depth] + 1;
        }
        for (int d = depth + 1; d < DEPTHS; d++) {
            Level deeper = level(i, s, d);
            if (deeper == null || deeper.restart != 0) {
                counter[d] = Integer.MIN_VALUE;
            }
        }
        if (own.form.equals("bullet")) {
            // A bullet that is a space carries on the paragraph above, as pandoc writes it.
            return own.text.isEmpty() || !own.text.isBlank() ? "•" : "";
        }
        if (own.form.equals("none") && !own.text.contains("%")) {
            return own.text.strip();
        }
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < own.text.length(); k++) {
            char c = own.text.charAt(k);
            if (c == '%' && k + 1 < own.text.length() && Character.isDigit(own.text.charAt(k + 1))) {
                int d = own.text.charAt(++k) - '1';
                Level shown = d >= 0 && d < DEPTHS ? level(i, s, d) : null;
                if (shown != null && !shown.form.equals("none")) {
                    int value = counter[d] == Integer.MIN_VALUE ? shown.start : counter[d];
                    counter[d] = value;
                    out.append(ListNumbers.format(value, own.legal ? "decimal" : shown.form));
                }
            } else {
                out.append(c);
            }
        }
        return out.toString().strip();
    }

    /** A paragraph behind what its list prints; a list of 0 is none. */
    void add(Line line, int list, int depth, List<Line> to) {
        String label = list > 0 && line.type() == Line.Type.BODY ? next(list, depth) : "";
        Mark mark = label.isEmpty() ? null : Grammar.mark(label);
        if (mark != null && mark.bare()) {
            // "Article 5" comes from the numbering: a line of its own, as if it had been typed.
            Paragraphs.add(line.withText(label), to);
            label = "";
        }
        Paragraphs.add(label.isEmpty() ? line : line.withText(label + " " + line.text().strip()), to);
    }

    /** An empty numbered paragraph shows its number alone; only a heading's number says something. */
    void addEmpty(int list, int depth, int page, boolean centred, List<Line> to) {
        String label = next(list, depth);
        if (Grammar.mark(label) instanceof Mark m && m.bare()) {
            Paragraphs.add(Line.of(label, page, new Look(true, false, centred, false, false)), to);
        }
    }

    private static @Nullable Level level(Instance i, Scheme s, int depth) {
        return i.changed[depth] != null ? i.changed[depth] : s.levels[depth];
    }
}
