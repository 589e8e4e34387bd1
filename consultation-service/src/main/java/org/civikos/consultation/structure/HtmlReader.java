package org.civikos.consultation.structure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.HashSet;
import java.util.Locale;
import org.civikos.consultation.structure.UnreadableDocument.Reason;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** Reads an HTML page: its blocks, lists, tables; scripts, navigation and forms are left out. */
final class HtmlReader implements NodeVisitor {
    private static final Set<String> SKIPPED = Set.of("script", "style", "noscript", "template", "nav", "button", "select", "option", "input", "textarea", "svg", "iframe", "object",
            "head", "title", "aside", "footer");
    private static final Set<String> BLOCKS = Set.of("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tr", "td", "th", "section", "article", "header",
            "main", "blockquote", "pre", "dl", "dt", "dd", "figure", "figcaption", "hr", "center", "body", "address", "fieldset", "details", "summary", "caption", "tbody", "thead");

    private static final Pattern RULE = Pattern.compile("([^{}]{1,500})\\{([^{}]{0,2000})\\}");

    private final Set<String> centredBy = new HashSet<>();
    private final Set<String> boldBy = new HashSet<>();
    private final Deadline deadline;
    private final Paragraphs out = new Paragraphs();
    private final Deque<Paragraphs.Table> tables = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private String label = "";
    private int skip;
    private int letters;
    private int boldLetters;
    private int bold;
    private int visited;
    private final Map<Element, Integer> counters = new IdentityHashMap<>();

    /** The page itself: while it is parsed there is nobody else to ask for time and memory. */
    private static final class Watched extends ByteArrayInputStream {
        private final Deadline deadline;

        Watched(byte[] content, Deadline deadline) {
            super(content);
            this.deadline = deadline;
        }

        @Override
        public synchronized int read(byte[] to, int offset, int length) {
            deadline.hold();
            return super.read(to, offset, length);
        }
    }

    private HtmlReader(Deadline deadline) {
        this.deadline = deadline;
    }

    static Source read(byte[] content, Limits limits, Deadline deadline) throws UnreadableDocument {
        if (content.length > limits.text()) {
            throw new UnreadableDocument(Reason.TOO_LARGE, "The page is larger than %d MB.".formatted(limits.text() / 1024 / 1024));
        }
        limits.mustHoldTags(content);
        HtmlReader reader = new HtmlReader(deadline);
        try {
            Document document = Jsoup.parse(new Watched(content, deadline), null, "");
            deadline.check();
            reader.sheets(document);
            NodeTraversor.traverse(reader, document.body());
        } catch (IOException e) {
            throw new UnreadableDocument(Reason.CORRUPT, "The page cannot be read.", e);
        }
        deadline.check();
        reader.flush(null);
        return reader.out.source();
    }

    /** Which simple selectors (an element, a class) the page's own style sheet centres or sets in bold. */
    private void sheets(Document document) {
        for (Element sheet : document.select("style")) {
            String css = sheet.data();
            var rule = RULE.matcher(css.length() > 200_000 ? css.substring(0, 200_000) : css);
            while (rule.find()) {
                String body = rule.group(2).replaceAll("\\s", "").toLowerCase(Locale.ROOT);
                boolean middle = body.contains("text-align:center");
                boolean heavy = body.contains("font-weight:bold") || body.matches(".*font-weight:[6-9]00.*");
                for (String selector : rule.group(1).split(",")) {
                    String name = selector.strip().toLowerCase(Locale.ROOT);
                    if (name.matches("[a-z0-9]*(?:\\.[a-z0-9_-]+)?") && !name.isEmpty()) {
                        if (middle) {
                            centredBy.add(name);
                        }
                        if (heavy) {
                            boldBy.add(name);
                        }
                    }
                }
            }
        }
    }

    private static boolean styled(Element e, Set<String> by) {
        if (by.isEmpty()) {
            return false;
        }
        String name = e.normalName();
        if (by.contains(name)) {
            return true;
        }
        for (String style : e.classNames()) {
            String lower = style.toLowerCase(Locale.ROOT);
            if (by.contains("." + lower) || by.contains(name + "." + lower)) {
                return true;
            }
        }
        return false;
    }

    private static boolean heavy(Element e) {
        String style = e.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
        return style.contains("font-weight:bold") || style.contains("font-weight:700");
    }

    /** A footnote or endnote at the end of a page that Word, LibreOffice or a careful author saved. */
    private static boolean note(Element e) {
        String style = e.attr("style").replace(" ", "");
        return style.contains("mso-element:footnote") || style.contains("mso-element:endnote") || e.attr("role").matches("doc-(?:foot|end)notes?") || e.id().matches("_?(?:ftn|edn|sdfootnote|sdendnote)\\d+")
                || e.className().matches("(?i).*(?:footnotetext|endnotetext).*");
    }

    @Override
    public void head(Node node, int depth) {
        if ((++visited & 4095) == 0) {
            deadline.hold();
        }
        if (node instanceof TextNode words) {
            if (skip == 0) {
                words(words);
            }
            return;
        }
        if (!(node instanceof Element e)) {
            return;
        }
        String name = e.normalName();
        if (skips(e)) {
            skip++;
            return;
        }
        if (skip > 0) {
            return;
        }
        if (BLOCKS.contains(name)) {
            flush(e.parent());
        }
        switch (name) {
            case "br" -> text.append('\n');
            case "b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6" -> bold++;
            case "table" -> tables.push(new Paragraphs.Table());
            case "tr" -> {
                if (!tables.isEmpty()) {
                    tables.peek().row();
                }
            }
            case "li" -> label = label(e);
            default -> { }
        }
        if (styled(e, boldBy) || heavy(e)) {
            bold++;
        }
        if (name.equals("td") || name.equals("th")) {
            if (!tables.isEmpty()) {
                tables.peek().cell();
            }
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element e)) {
            return;
        }
        String name = e.normalName();
        if (skips(e)) {
            skip--;
            return;
        }
        if (skip > 0) {
            return;
        }
        if (BLOCKS.contains(name)) {
            flush(e);
        }
        if (styled(e, boldBy) || heavy(e)) {
            bold--;
        }
        switch (name) {
            case "b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6" -> bold--;
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

    private static boolean skips(Element e) {
        return SKIPPED.contains(e.normalName()) || e.hasAttr("hidden") || e.attr("style").replace(" ", "").contains("display:none");
    }

    private void words(TextNode node) {
        boolean pre = node.parent() instanceof Element p && (p.normalName().equals("pre") || p.closest("pre") != null);
        String words = node.getWholeText();
        if (!pre) {
            words = words.replaceAll("[ \\t\\r\\n\\f]+", " ");
            if (words.startsWith(" ") && (text.isEmpty() || text.charAt(text.length() - 1) == ' ' || text.charAt(text.length() - 1) == '\n')) {
                words = words.substring(1);
            }
        }
        if (node.parent() instanceof Element p && p.normalName().equals("sup")) {
            words = words.matches("\\d{1,3}") ? Chars.superscript(words) : words;
        }
        text.append(words);
        long count = words.codePoints().filter(Character::isLetterOrDigit).count();
        letters += (int) count;
        boldLetters += bold > 0 ? (int) count : 0;
    }

    /** Ends the paragraph that has been read so far; the element tells its style. */
    private void flush(@Nullable Element block) {
        String words = text.toString();
        text.setLength(0);
        boolean isBold = letters > 0 && boldLetters * 10 >= letters * 9;
        letters = 0;
        boldLetters = 0;
        // Word saves an empty paragraph as one with a hard blank.
        if (Chars.clean(words).isEmpty()) {
            return;
        }
        int level = 0;
        boolean centred = false;
        boolean isNote = false;
        for (Element e = block; e != null && !e.normalName().equals("body"); e = e.parent()) {
            String name = e.normalName();
            if (level == 0 && name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1))) {
                level = name.charAt(1) - '0';
            }
            String style = e.attr("style").replace(" ", "");
            centred |= name.equals("center") || e.attr("align").equalsIgnoreCase("center") || style.toLowerCase(Locale.ROOT).contains("text-align:center") || styled(e, centredBy);
            isNote |= note(e);
            if (name.equals("td") || name.equals("table")) {
                break;
            }
        }
        String first = Chars.clean(words.strip().split("\\n", 2)[0]);
        if (!label.isEmpty() && !Labels.starts(first) && Grammar.mark(first) == null) {
            words = label + words.strip();
        }
        label = "";
        Line line = new Line(words, 0, -1, isNote ? Line.Type.NOTE : Line.Type.BODY, level, new Look(true, false, centred, isBold, false));
        if (tables.isEmpty()) {
            out.add(line);
        } else {
            List<Line> cell = tables.peek().current();
            List<Line> parts = new ArrayList<>();
            Paragraphs.add(line, parts);
            cell.addAll(parts);
        }
    }

    /** The label that a browser prints before a list item. */
    private String label(Element item) {
        Element list = item.parent();
        if (list == null || list.normalName().equals("ul") || !list.normalName().equals("ol")) {
            return "• ";
        }
        String style = list.attr("style").replace(" ", "");
        if (style.contains("list-style:none") || style.contains("list-style-type:none")) {
            return "";
        }
        int value = counters.containsKey(list) ? counters.get(list) + 1 : SafeXml.number(list.attr("start"), 1);
        value = SafeXml.number(item.attr("value"), value);
        counters.put(list, value);
        String type = list.attr("type").isEmpty() ? style.contains("lower-alpha") || style.contains("lower-latin") ? "a" : style.contains("lower-roman") ? "i"
                : style.contains("upper-roman") ? "I" : style.contains("upper-alpha") ? "A" : "1" : list.attr("type");
        String number = ListNumbers.format(value, type);
        return number + (Character.isDigit(number.charAt(0)) ? ". " : ") ");
    }
}
