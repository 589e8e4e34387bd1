package org.civikos.consultation.structure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Word file's parts with a streaming parser. A document model would hold them several times over in memory, and none counts the
 * automatic numbers, which in many drafts are the articles' numbers.
 */
final class DocxReader {
    private static final Set<String> GONE = Set.of("del", "moveFrom", "delText", "delInstrText", "Fallback", "comment", "rPrChange", "pPrChange",
            "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "numberingChange");

    /** A paragraph while it is read. */
    private static final class Paragraph {
        final StringBuilder text = new StringBuilder();
        final List<Integer> notes = new ArrayList<>();
        @Nullable String style;
        int list = -1;
        int depth = -1;
        int outline = -1;
        @Nullable Boolean centred;
        boolean indented;
        boolean markDeleted;
        boolean contents;
        int letters;
        int bold;
        int page;
        final List<Line> boxed = new ArrayList<>();
    }

    private final Deadline deadline;
    private final WordStyles styles;
    private final WordNumbering numbering;
    private final Map<Integer, String> footnotes = new HashMap<>();
    private final Paragraphs out = new Paragraphs();
    private final Deque<Paragraph> open = new ArrayDeque<>();
    private final Deque<Paragraphs.Table> tables = new ArrayDeque<>();
    /** A paragraph whose mark was deleted: the next one goes on in it. */
    private @Nullable Paragraph carried;
    private int gone;
    private boolean inRun;
    private boolean inText;
    private boolean inParagraphProperties;
    private boolean runBold;
    private boolean runBoldSet;
    private boolean runRaised;
    private boolean runHidden;
    private int contents;
    private boolean inInstruction;
    /** Instructions of the fields that are open here; a table of contents is one field over many paragraphs. */
    private final Deque<StringBuilder> fields = new ArrayDeque<>();
    private int page = 1;
    private boolean paged;
    private boolean pictures;
    private boolean tracked;

    private DocxReader(WordStyles styles, WordNumbering numbering, Deadline deadline) {
        this.styles = styles;
        this.numbering = numbering;
        this.deadline = deadline;
    }

    static Source read(Unzipped zip, byte[] document, Deadline deadline) throws UnreadableDocument {
        DocxReader reader = new DocxReader(WordStyles.of(zip.part("word/styles.xml"), deadline), WordNumbering.of(zip.part("word/numbering.xml"), deadline), deadline);
        reader.notes(zip.part("word/footnotes.xml"), 0);
        reader.notes(zip.part("word/endnotes.xml"), 1_000_000);
        reader.paged = new String(document, java.nio.charset.StandardCharsets.UTF_8).contains("lastRenderedPageBreak");
        SafeXml.read(document, deadline, reader::event);
        if (reader.tracked) {
            reader.out.warn("tracked-changes", "The file holds tracked changes; the text is read as if all of them were accepted.");
        }
        if (reader.pictures) {
            reader.out.warn("picture-not-read", "The file holds pictures; text in them is not read.");
        }
        return reader.out.source();
    }

    // ---- events

    private void event(XMLStreamReader xml, int event) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(xml);
            case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (inInstruction && gone == 0 && !fields.isEmpty()) {
                    fields.peek().append(xml.getText());
                } else if (inText && gone == 0 && !open.isEmpty() && !runHidden) {
                    text(xml.getText());
                }
            }
            default -> { }
        }
    }

    private void text(String words) {
        Paragraph p = open.peek();
        String shown = runRaised && words.matches("\\d{1,3}") ? Chars.superscript(words) : words;
        p.text.append(shown);
        // The last entry of a table of contents may close its field.
        p.contents |= contents > 0 || fields.stream().anyMatch(f -> f.toString().strip().startsWith("TOC"));
        int letters = (int) shown.codePoints().filter(Character::isLetterOrDigit).count();
        p.letters += letters;
        boolean styleBold = Boolean.TRUE.equals(styles.resolve(p.style).bold);
        p.bold += runBoldSet ? runBold ? letters : 0 : styleBold ? letters : 0;
    }

    private void start(XMLStreamReader xml) {
        String name = xml.getLocalName();
        if (gone > 0) {
            // Inside what was deleted only depth counts.
            gone++;
            return;
        }
        if (GONE.contains(name)) {
            if (name.equals("del") && inParagraphProperties && !open.isEmpty()) {
                open.peek().markDeleted = true;
            }
            tracked |= name.equals("del") || name.equals("moveFrom");
            gone = 1;
            return;
        }
        switch (name) {
            case "p" -> {
                Paragraph p = new Paragraph();
                p.page = paged ? page : 0;
                open.push(p);
                inParagraphProperties = false;
            }
            case "pPr" -> inParagraphProperties = true;
            case "r" -> {
                inRun = true;
                runBoldSet = false;
                runBold = false;
                runRaised = false;
                runHidden = false;
            }
            case "t" -> inText = true;
            case "ins", "moveTo" -> tracked = true;
            case "tab", "ptab" -> {
                if (inRun && !open.isEmpty() && !inParagraphProperties) {
                    open.peek().text.append('\t');
                }
            }
            case "br", "cr" -> {
                if (!open.isEmpty() && !runHidden) {
                    open.peek().text.append('\n');
                }
            }
            case "noBreakHyphen" -> append("-");
            case "sym" -> append(symbol(xml));
            case "lastRenderedPageBreak" -> {
                page++;
                if (!open.isEmpty() && open.peek().text.isEmpty()) {
                    open.peek().page = page;
                }
            }
            case "footnoteReference", "endnoteReference" -> note(xml, name);
            case "tbl" -> tables.push(new Paragraphs.Table());
            case "tr" -> {
                if (!tables.isEmpty()) {
                    tables.peek().row();
                }
            }
            case "tc" -> {
                if (!tables.isEmpty()) {
                    tables.peek().cell();
                }
            }
            case "instrText" -> inInstruction = true;
            case "blip", "imagedata" -> pictures = true;
            case "fldChar" -> field(SafeXml.attribute(xml, "fldCharType"));
            case "docPartGallery" -> {
                if (String.valueOf(SafeXml.attribute(xml, "val")).contains("Table of Contents")) {
                    contents = 1;
                }
            }
            default -> properties(xml, name);
        }
    }

    private void properties(XMLStreamReader xml, String name) {
        String value = SafeXml.attribute(xml, "val");
        if (inRun && !inParagraphProperties) {
            switch (name) {
                case "b" -> {
                    runBoldSet = true;
                    runBold = WordStyles.on(value);
                }
                case "vertAlign" -> runRaised = "superscript".equals(value);
                case "vanish" -> runHidden = WordStyles.on(value);
                default -> { }
            }
            return;
        }
        if (!inParagraphProperties || open.isEmpty()) {
            return;
        }
        Paragraph p = open.peek();
        switch (name) {
            case "pStyle" -> p.style = value;
            case "numId" -> p.list = SafeXml.number(value, -1);
            case "ilvl" -> p.depth = SafeXml.number(value, -1);
            case "outlineLvl" -> p.outline = SafeXml.number(value, -1);
            case "jc" -> p.centred = "center".equals(value);
            case "ind" -> p.indented = SafeXml.number(SafeXml.attribute(xml, "left"), SafeXml.number(SafeXml.attribute(xml, "start"), 0)) > 200;
            default -> { }
        }
    }

    private void end(String name) {
        if (gone > 0) {
            gone--;
            return;
        }
        switch (name) {
            case "t" -> inText = false;
            case "instrText" -> inInstruction = false;
            case "r" -> inRun = false;
            case "pPr" -> inParagraphProperties = false;
            case "p" -> {
                if (!open.isEmpty()) {
                    paragraph(open.pop());
                }
            }
            case "sdt" -> contents = 0;
            case "tbl" -> {
                if (!tables.isEmpty()) {
                    Paragraphs.Table done = tables.pop();
                    if (!tables.isEmpty()) {
                        out.add(done, tables.peek().current());
                    } else if (!open.isEmpty()) {
                        out.add(done, open.peek().boxed);
                    } else {
                        out.add(done);
                    }
                }
            }
            default -> { }
        }
    }

    private void field(@Nullable String type) {
        if ("begin".equals(type)) {
            fields.push(new StringBuilder());
        } else if ("end".equals(type) && !fields.isEmpty()) {
            fields.pop();
        }
    }

    private void append(String words) {
        if (!open.isEmpty() && !runHidden) {
            open.peek().text.append(words);
        }
    }

    /** A sign of a symbol font: mostly the bullet that somebody typed. */
    private static String symbol(XMLStreamReader xml) {
        String code = SafeXml.attribute(xml, "char");
        try {
            int c = code == null ? 0 : Integer.parseInt(code, 16);
            return c >= 0xf000 ? "•" : c > 32 ? Character.toString(c) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }

    // ---- notes

    private void notes(byte @Nullable [] part, int base) throws UnreadableDocument {
        if (part == null) {
            return;
        }
        int[] id = {-1};
        int[] depth = {0};
        StringBuilder text = new StringBuilder();
        boolean[] words = {false};
        SafeXml.read(part, deadline, (xml, event) -> {
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (depth[0] > 0 || GONE.contains(name)) {
                    depth[0]++;
                } else if (name.equals("footnote") || name.equals("endnote")) {
                    id[0] = SafeXml.attribute(xml, "type") == null || "normal".equals(SafeXml.attribute(xml, "type")) ? SafeXml.number(SafeXml.attribute(xml, "id"), -1) : -1;
                    text.setLength(0);
                } else if (name.equals("t")) {
                    words[0] = true;
                } else if (name.equals("tab") || name.equals("br") || name.equals("p") && !text.isEmpty()) {
                    text.append(' ');
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                String name = xml.getLocalName();
                if (depth[0] > 0) {
                    depth[0]--;
                } else if (name.equals("t")) {
                    words[0] = false;
                } else if ((name.equals("footnote") || name.equals("endnote")) && id[0] >= 0) {
                    footnotes.put(base + id[0], Chars.clean(text.toString()));
                }
            } else if (event == XMLStreamConstants.CHARACTERS && words[0] && depth[0] == 0) {
                text.append(xml.getText());
            }
        });
    }

    private int noteCount;

    private void note(XMLStreamReader xml, String name) {
        int id = SafeXml.number(SafeXml.attribute(xml, "id"), -1) + (name.equals("endnoteReference") ? 1_000_000 : 0);
        if (open.isEmpty() || !footnotes.containsKey(id)) {
            return;
        }
        noteCount++;
        open.peek().text.append(Chars.superscript(String.valueOf(noteCount)));
        open.peek().notes.add(id);
    }

    // ---- a finished paragraph

    private void paragraph(Paragraph p) {
        if (!open.isEmpty()) {
            // A text box inside a paragraph: its words follow those of the paragraph.
            emit(p, open.peek().boxed);
            return;
        }
        if (carried != null) {
            carried.text.append(p.text);
            carried.notes.addAll(p.notes);
            carried.boxed.addAll(p.boxed);
            carried.letters += p.letters;
            carried.bold += p.bold;
            boolean more = p.markDeleted;
            p = carried;
            p.markDeleted = more;
            carried = null;
        }
        if (p.markDeleted && (tables.isEmpty())) {
            if (!p.text.toString().isBlank()) {
                carried = p;
            } else {
                p.boxed.forEach(out::add);
            }
            return;
        }
        if (tables.isEmpty()) {
            List<Line> lines = new ArrayList<>();
            emit(p, lines);
            lines.forEach(out::add);
        } else {
            emit(p, tables.peek().current());
        }
    }

    private void emit(Paragraph p, List<Line> to) {
        String text = p.text.toString();
        WordStyles.Style style = styles.resolve(p.style);
        int list = p.list >= 0 ? p.list : style.list;
        int depth = p.depth >= 0 ? p.depth : style.depth >= 0 ? style.depth : p.list < 0 ? numbering.depthOfStyle(list, p.style) : 0;
        depth = list > 0 && depth < 0 ? 0 : depth;
        if (!text.isBlank()) {
            boolean tableOfContents = p.contents || style.name.startsWith("toc ") || String.valueOf(p.style).toLowerCase(java.util.Locale.ROOT).matches("toc\\d");
            boolean bold = p.letters > 0 && p.bold * 10 >= p.letters * 9;
            boolean centred = p.centred != null ? p.centred : Boolean.TRUE.equals(style.centred);
            int level = p.outline >= 0 && p.outline < 9 ? p.outline + 1 : style.outline >= 0 && style.outline < 9 ? style.outline + 1 : 0;
            Look look = new Look(true, p.indented, centred, bold, false);
            Line.Type type = tableOfContents ? Line.Type.CONTENTS : Line.Type.BODY;
            numbering.add(new Line(text, p.page, -1, type, level, look), list, depth, to);
        } else if (list > 0 && !p.markDeleted) {
            numbering.addEmpty(list, depth, p.page, Boolean.TRUE.equals(p.centred), to);
        }
        for (int id : p.notes) {
            noteLine++;
            to.add(new Line(Chars.superscript(String.valueOf(noteLine)) + " " + footnotes.get(id), p.page, -1, Line.Type.NOTE, 0, Look.PARAGRAPH));
        }
        to.addAll(p.boxed);
    }

    private int noteLine;
}
