package org.civikos.consultation.structure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads an OpenDocument text: content.xml and the styles it needs, with a streaming parser. */
final class OdtReader {
    private static final Set<String> GONE = Set.of("tracked-changes", "annotation", "annotation-end", "sequence-decls", "forms", "script", "title", "desc", "ruby-text");

    private static final class Style {
        @Nullable String parent;
        @Nullable String list;
        @Nullable Boolean bold;
        @Nullable Boolean centred;
        boolean raised;
        int outline = 0;
    }

    private static final class ListLevel {
        String form = "";
        String prefix = "";
        String suffix = "";
        int start = 1;
        int display = 1;
        boolean bullet;
    }

    /** A list that is open at this place. */
    private static final class OpenList {
        @Nullable String style;
        int depth;
        boolean labelled;
        boolean header;
    }

    private final Map<String, Style> styles = new HashMap<>();
    private final Map<String, ListLevel[]> lists = new HashMap<>();
    private final ListLevel[] outline = new ListLevel[11];
    private final Map<String, int[]> counters = new HashMap<>();
    private final Paragraphs out = new Paragraphs();
    private final Deque<Paragraphs.Table> tables = new ArrayDeque<>();
    private final Deque<OpenList> open = new ArrayDeque<>();
    private final Deque<StringBuilder> texts = new ArrayDeque<>();
    private final Deque<String> paragraphStyles = new ArrayDeque<>();
    private final Deque<String> spans = new ArrayDeque<>();
    private final List<String> notes = new ArrayList<>();
    private final StringBuilder noteText = new StringBuilder();
    private @Nullable Style style;
    private ListLevel @Nullable [] listStyle;
    private @Nullable ListLevel listLevel;
    private int gone;
    private int note;
    private boolean citation;
    private int contents;
    private int headingLevel;
    private int letters;
    private int bold;
    private int page = 1;
    private boolean paged;
    private boolean pictures;
    private boolean tracked;

    private OdtReader() {}

    static Source read(Unzipped zip, byte[] content, Deadline deadline) throws UnreadableDocument {
        OdtReader reader = new OdtReader();
        byte[] named = zip.part("styles.xml");
        if (named != null) {
            SafeXml.read(named, deadline, (xml, event) -> reader.styles(xml, event));
        }
        reader.paged = new String(content, java.nio.charset.StandardCharsets.UTF_8).contains("soft-page-break");
        SafeXml.read(content, deadline, (xml, event) -> {
            reader.styles(xml, event);
            reader.body(xml, event);
        });
        if (reader.tracked) {
            reader.out.warn("tracked-changes", "The file holds tracked changes; the text is read as if all of them were accepted.");
        }
        if (reader.pictures) {
            reader.out.warn("picture-not-read", "The file holds pictures; text in them is not read.");
        }
        return reader.out.source();
    }

    // ---- styles

    private void styles(XMLStreamReader xml, int event) {
        if (event == XMLStreamConstants.END_ELEMENT) {
            switch (xml.getLocalName()) {
                case "style" -> style = null;
                case "list-style", "outline-style" -> listStyle = null;
                default -> { }
            }
            return;
        }
        if (event != XMLStreamConstants.START_ELEMENT) {
            return;
        }
        String name = xml.getLocalName();
        switch (name) {
            case "style" -> {
                style = new Style();
                style.parent = SafeXml.attribute(xml, "parent-style-name");
                style.list = SafeXml.attribute(xml, "list-style-name");
                style.outline = SafeXml.number(SafeXml.attribute(xml, "default-outline-level"), 0);
                String id = xml.getAttributeValue("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "name");
                if (id != null) {
                    styles.put(id, style);
                }
            }
            case "text-properties" -> {
                if (style != null) {
                    String weight = SafeXml.attribute(xml, "font-weight");
                    style.bold = weight == null ? style.bold : Boolean.valueOf(weight.equals("bold") || weight.matches("[6-9]00"));
                    String position = SafeXml.attribute(xml, "text-position");
                    style.raised |= position != null && (position.startsWith("super") || position.matches("[1-9]\\d*%.*"));
                }
            }
            case "paragraph-properties" -> {
                String align = SafeXml.attribute(xml, "text-align");
                if (style != null && align != null) {
                    style.centred = align.equals("center");
                }
            }
            case "list-style" -> {
                listStyle = new ListLevel[11];
                String id = xml.getAttributeValue("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "name");
                lists.put(id == null ? "" : id, listStyle);
            }
            case "outline-style" -> listStyle = outline;
            case "list-level-style-number", "outline-level-style" -> level(xml, false);
            case "list-level-style-bullet", "list-level-style-image" -> level(xml, true);
            default -> { }
        }
    }

    private void level(XMLStreamReader xml, boolean bullet) {
        if (listStyle == null) {
            return;
        }
        listLevel = new ListLevel();
        listLevel.bullet = bullet;
        listLevel.form = text(SafeXml.attribute(xml, "num-format"));
        listLevel.prefix = text(SafeXml.attribute(xml, "num-prefix"));
        listLevel.suffix = text(SafeXml.attribute(xml, "num-suffix"));
        listLevel.start = SafeXml.number(SafeXml.attribute(xml, "start-value"), 1);
        listLevel.display = SafeXml.number(SafeXml.attribute(xml, "display-levels"), 1);
        listStyle[Math.clamp(SafeXml.number(SafeXml.attribute(xml, "level"), 1), 1, 10)] = listLevel;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private Style resolve(@Nullable String id) {
        Style merged = new Style();
        Set<String> seen = new HashSet<>();
        for (String s = id; s != null && seen.add(s) && styles.containsKey(s); s = styles.get(s).parent) {
            Style one = styles.get(s);
            merged.bold = merged.bold == null ? one.bold : merged.bold;
            merged.centred = merged.centred == null ? one.centred : merged.centred;
            merged.list = merged.list == null ? one.list : merged.list;
            merged.raised |= one.raised;
            merged.outline = merged.outline == 0 ? one.outline : merged.outline;
        }
        return merged;
    }

    // ---- body

    private void body(XMLStreamReader xml, int event) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(xml);
            case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (gone == 0 && !citation) {
                    words(xml.getText().replaceAll("[ \\t\\r\\n]+", " "));
                }
            }
            default -> { }
        }
    }

    private void words(String words) {
        if (note > 0) {
            noteText.append(words);
            return;
        }
        if (texts.isEmpty()) {
            return;
        }
        boolean raised = !spans.isEmpty() && resolve(spans.peek()).raised;
        texts.peek().append(raised && words.matches("\\d{1,3}") ? Chars.superscript(words) : words);
        int count = (int) words.codePoints().filter(Character::isLetterOrDigit).count();
        letters += count;
        boolean isBold = false;
        for (String span : spans) {
            if (resolve(span).bold instanceof Boolean b) {
                isBold = b;
                break;
            }
        }
        if (spans.stream().allMatch(s -> resolve(s).bold == null)) {
            isBold = Boolean.TRUE.equals(resolve(paragraphStyles.peek()).bold);
        }
        bold += isBold ? count : 0;
    }

    private void start(XMLStreamReader xml) {
        String name = xml.getLocalName();
        if (gone > 0) {
            gone++;
            return;
        }
        if (GONE.contains(name)) {
            tracked |= name.equals("tracked-changes");
            gone = 1;
            return;
        }
        switch (name) {
            case "p", "h" -> {
                if (note > 0) {
                    noteText.append(noteText.isEmpty() ? "" : " ");
                    return;
                }
                texts.push(new StringBuilder());
                paragraphStyles.push(text(SafeXml.attribute(xml, "style-name")));
                headingLevel = name.equals("h") ? SafeXml.number(SafeXml.attribute(xml, "outline-level"), 1) : 0;
                if (texts.size() == 1) {
                    letters = 0;
                    bold = 0;
                }
            }
            case "span" -> spans.push(text(SafeXml.attribute(xml, "style-name")));
            case "s" -> words(" ".repeat(Math.clamp(SafeXml.number(SafeXml.attribute(xml, "c"), 1), 1, 200)));
            case "tab" -> words("\t");
            case "line-break" -> {
                if (!texts.isEmpty() && note == 0) {
                    texts.peek().append('\n');
                }
            }
            case "soft-page-break" -> page++;
            case "note" -> {
                note = 1;
                noteText.setLength(0);
            }
            case "note-citation" -> citation = true;
            case "table-of-content", "alphabetical-index", "user-index" -> contents++;
            case "list" -> list(xml);
            case "list-item", "list-header" -> {
                if (!open.isEmpty()) {
                    open.peek().labelled = false;
                    open.peek().header = name.equals("list-header");
                    int value = SafeXml.number(SafeXml.attribute(xml, "start-value"), -1);
                    if (value >= 0) {
                        counter(open.peek())[open.peek().depth] = value - 1;
                    }
                }
            }
            case "table" -> tables.push(new Paragraphs.Table());
            case "table-row" -> {
                if (!tables.isEmpty()) {
                    tables.peek().row();
                }
            }
            case "table-cell" -> {
                if (!tables.isEmpty()) {
                    tables.peek().cell();
                }
            }
            case "image" -> pictures = true;
            default -> { }
        }
    }

    private void list(XMLStreamReader xml) {
        OpenList made = new OpenList();
        made.depth = open.size() + 1;
        made.style = SafeXml.attribute(xml, "style-name");
        if (made.style == null && !open.isEmpty()) {
            made.style = open.peek().style;
        }
        open.push(made);
        boolean continues = "true".equals(SafeXml.attribute(xml, "continue-numbering")) || SafeXml.attribute(xml, "continue-list") != null;
        if (!continues && made.depth <= 10) {
            int[] counter = counter(made);
            ListLevel level = level(made);
            counter[made.depth] = (level == null ? 1 : level.start) - 1;
        }
    }

    private int[] counter(OpenList list) {
        return counters.computeIfAbsent(String.valueOf(list.style), k -> new int[12]);
    }

    private @Nullable ListLevel level(OpenList list) {
        ListLevel[] levels = list.style == null ? null : lists.get(list.style);
        return levels == null || list.depth > 10 ? null : levels[list.depth];
    }

    private void end(String name) {
        if (gone > 0) {
            gone--;
            return;
        }
        switch (name) {
            case "p", "h" -> {
                if (note == 0 && !texts.isEmpty()) {
                    paragraph(texts.pop().toString(), paragraphStyles.pop());
                }
            }
            case "span" -> spans.pollFirst();
            case "note-citation" -> citation = false;
            case "note" -> {
                note = 0;
                noteCount++;
                notes.add(Chars.superscript(String.valueOf(noteCount)) + " " + Chars.clean(noteText.toString()));
                if (!texts.isEmpty()) {
                    texts.peek().append(Chars.superscript(String.valueOf(noteCount)));
                }
            }
            case "table-of-content", "alphabetical-index", "user-index" -> contents--;
            case "list" -> open.pollFirst();
            case "table" -> {
                if (!tables.isEmpty()) {
                    Paragraphs.Table done = tables.pop();
                    if (tables.isEmpty()) {
                        out.add(done);
                    } else {
                        out.add(done, tables.peek().current());
                    }
                }
            }
            default -> { }
        }
    }

    private int noteCount;

    private void paragraph(String text, String styleName) {
        Style resolved = resolve(styleName);
        int level = headingLevel > 0 ? headingLevel : resolved.outline;
        String label = text.isBlank() ? "" : headingLevel > 0 && open.isEmpty() ? outlineLabel(headingLevel) : listLabel();
        boolean isBold = letters > 0 && bold * 10 >= letters * 9;
        Look look = new Look(true, false, Boolean.TRUE.equals(resolved.centred), isBold, false);
        List<Line> to = new ArrayList<>();
        Line.Type type = contents > 0 ? Line.Type.CONTENTS : Line.Type.BODY;
        int at = paged ? page : 0;
        if (!text.isBlank()) {
            Mark mark = label.isEmpty() ? null : Grammar.mark(label);
            if (mark != null && mark.bare()) {
                Paragraphs.add(new Line(label, at, -1, type, level, look), to);
                label = "";
            }
            Paragraphs.add(new Line(label.isEmpty() ? text : label + " " + text.strip(), at, -1, type, level, look), to);
        }
        for (String words : notes) {
            to.add(new Line(words, at, -1, Line.Type.NOTE, 0, Look.PARAGRAPH));
        }
        notes.clear();
        headingLevel = 0;
        letters = 0;
        bold = 0;
        if (tables.isEmpty()) {
            to.forEach(out::add);
        } else {
            tables.peek().current().addAll(to);
        }
    }

    private String outlineLabel(int level) {
        ListLevel own = level <= 10 ? outline[level] : null;
        if (own == null || own.form.isEmpty()) {
            return "";
        }
        return label(own, outline, counters.computeIfAbsent("outline\0", k -> new int[12]), level);
    }

    private String listLabel() {
        if (open.isEmpty() || open.peek().labelled || open.peek().header || open.peek().depth > 10) {
            return "";
        }
        OpenList list = open.peek();
        list.labelled = true;
        ListLevel own = level(list);
        if (own == null) {
            return "•";
        }
        return label(own, lists.get(list.style), counter(list), list.depth);
    }

    private static String label(ListLevel own, ListLevel[] levels, int[] counter, int depth) {
        counter[depth]++;
        for (int d = depth + 1; d < counter.length; d++) {
            counter[d] = d < levels.length && levels[d] != null ? levels[d].start - 1 : 0;
        }
        if (own.bullet) {
            return "•";
        }
        if (own.form.isEmpty()) {
            return (own.prefix + own.suffix).strip();
        }
        StringBuilder out = new StringBuilder(own.prefix);
        for (int d = Math.max(1, depth - own.display + 1); d <= depth; d++) {
            ListLevel shown = d < levels.length && levels[d] != null ? levels[d] : own;
            out.append(d > Math.max(1, depth - own.display + 1) ? "." : "").append(ListNumbers.format(Math.max(counter[d], 1), shown.form));
        }
        return out.append(own.suffix).toString().strip();
    }
}
