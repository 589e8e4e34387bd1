package org.civikos.notification.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/**
 * The marks that a mail's text may carry, a part of Markdown: headings (#), lists (-, 1.), bold (**), italic (*), links
 * ([words](address)) and a line (---). A paragraph of links alone becomes buttons; what stands under the last line is the foot.
 * One text becomes the plain text and the HTML, so that neither can say what the other does not.
 */
public final class Markup {

    /**
     * A mail's text, written twice.
     *
     * @param text the plain text, whole
     * @param html the part above the last line, without a frame; safe
     * @param foot the part under it
     */
    public record Rendered(String text, String html, String foot) {}

    /**
     * A piece of a line.
     *
     * @param url where it leads; null for words alone
     * @param language of the words; null for the mail's
     */
    public record Piece(String text, @Nullable String url, @Nullable String language) {

        public static Piece words(String text) {
            return new Piece(text, null, null);
        }
    }

    /**
     * One of several things in a list: a paragraph of its own.
     *
     * @param pressing whether it looks like time running out
     */
    public record Item(List<List<Piece>> lines, boolean pressing) {

        public static Item of(String line) {
            return new Item(List.of(List.of(Piece.words(line))), false);
        }
    }

    private static final Parser PARSER = Parser.builder().enabledBlockTypes(Set.of(Heading.class, ListBlock.class, ThematicBreak.class))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();
    private static final Pattern WEB = Pattern.compile("https?://[^\\s{}]+");
    private static final Pattern LINK_TARGET = Pattern.compile("]\\(\\{([^{}\\n]*)}\\)");
    private static final Safelist ALLOWED = Safelist.none().addTags("p", "h1", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "br", "hr")
            .addAttributes(":all", "style", "class", "lang").addAttributes("a", "href").addProtocols("a", "href", "http", "https")
            .preserveRelativeLinks(true);
    private static final String GO = "display:inline-block;margin:0 12px 12px 0;padding:12px 20px;background:#0b5c5e;color:#ffffff;"
            + "text-decoration:none;font-weight:600;border-radius:4px;";
    private static final String OR = "display:inline-block;margin:0 12px 12px 0;padding:11px 19px;border:1px solid #0b5c5e;color:#0b5c5e;"
            + "text-decoration:none;font-weight:600;border-radius:4px;";
    private static final String H1 = "margin:0 0 8px 0;font-family:'Source Serif 4',Georgia,'Times New Roman',serif;font-size:26px;"
            + "line-height:34px;font-weight:600;";
    private static final String H2 = "margin:16px 0 8px 0;font-size:18px;line-height:26px;font-weight:600;";

    private Markup() {}

    /**
     * @param values by placeholder; what stands in a value is never a mark, whatever letters it has
     * @param titleLanguage of the value of {title}
     */
    public static Rendered render(String source, Map<String, String> values, String titleLanguage) {
        return render(source, values, Map.of(), titleLanguage);
    }

    /**
     * @param values by placeholder; what stands in a value is never a mark, whatever letters it has
     * @param lists by placeholder, what stands where one of them is a paragraph of its own; nor is anything in these a mark
     * @param titleLanguage of the value of {title}
     */
    public static Rendered render(String source, Map<String, String> values, Map<String, List<Item>> lists, String titleLanguage) {
        Map<String, String> present = new HashMap<>(values);
        lists.forEach((word, items) -> present.put(word, items.isEmpty() ? "" : word));
        Node document = PARSER.parse(withoutEmptyLines(source, present));
        Styles styles = new Styles(titleLanguage);
        document.accept(styles);
        Map<Node, List<Item>> places = places(document, lists);
        document.accept(new Fill(values));
        // After the filling: a title in a list may have braces of its own.
        places.forEach((place, items) -> {
            items.forEach(item -> place.insertBefore(paragraph(item, styles)));
            place.unlink();
        });
        Node foot = foot(document);
        String text = new Plain(foot).of(document);
        StringBuilder main = new StringBuilder();
        StringBuilder under = new StringBuilder();
        HtmlRenderer renderer = HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).softbreak("<br>\n")
                .attributeProviderFactory(_ -> (node, _, attributes) -> styles.attributes(node, attributes)).build();
        boolean below = false;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node == foot) {
                below = true;
            } else {
                (below ? under : main).append(renderer.render(node));
            }
        }
        return new Rendered(text, clean(main.toString()), clean(under.toString()));
    }

    /** The renderer escapes already; this is the second lock, for the day on which somebody opens the first one. */
    static String clean(String html) {
        return Jsoup.clean(html, "https://placeholder.invalid/", ALLOWED, new Document.OutputSettings().prettyPrint(false));
    }

    /** What a text must not have: HTML, pictures, addresses that are none, and addresses that tell who reads. */
    static List<Finding> check(String source) {
        List<Finding> all = new ArrayList<>();
        PARSER.parse(source).accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlInline html) {
                all.add(at("html", html, Map.of()));
            }

            @Override
            public void visit(Image image) {
                all.add(at("picture", image, Map.of()));
            }

            @Override
            public void visit(Link link) {
                String target = link.getDestination();
                boolean placeholder = target.matches("\\{[a-z_]*link}");
                if (!placeholder && target.contains("{")) {
                    all.add(at("person-in-link", link, Map.of("address", target)));
                } else if (!placeholder && !WEB.matcher(target).matches()) {
                    all.add(at("bad-link", link, Map.of("address", target)));
                }
                visitChildren(link);
            }

            private Finding at(String code, Node node, Map<String, Object> args) {
                int start = node.getSourceSpans().isEmpty() ? 0 : node.getSourceSpans().getFirst().getInputIndex();
                return Finding.at(code, Finding.TEXT, source, Math.min(start, source.length()), args);
            }
        });
        return all;
    }

    private static Map<Node, List<Item>> places(Node document, Map<String, List<Item>> lists) {
        Map<Node, List<Item>> places = new IdentityHashMap<>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            String only = node instanceof Paragraph ? Styles.only(node) : "";
            if (only.startsWith("{") && only.endsWith("}") && lists.containsKey(only.substring(1, only.length() - 1).strip())) {
                places.put(node, lists.get(only.substring(1, only.length() - 1).strip()));
            }
        }
        return places;
    }

    private static Paragraph paragraph(Item item, Styles styles) {
        Paragraph paragraph = new Paragraph();
        Node into = paragraph;
        if (item.pressing()) {
            into = new StrongEmphasis();
            styles.times.add(into);
            paragraph.appendChild(into);
        }
        for (int i = 0; i < item.lines().size(); i++) {
            if (i > 0) {
                into.appendChild(new SoftLineBreak());
            }
            for (Piece piece : item.lines().get(i)) {
                Node words = new Text(piece.text());
                if (piece.url() != null) {
                    Link link = new Link(piece.url(), null);
                    link.appendChild(words);
                    words = link;
                }
                if (piece.language() != null) {
                    styles.languages.put(words, piece.language());
                }
                into.appendChild(words);
            }
        }
        return paragraph;
    }

    /** Whether a placeholder is a paragraph of its own. @param start where its brace opens */
    static boolean alone(String source, int start) {
        int from = source.lastIndexOf('\n', start - 1) + 1;
        int end = source.indexOf('\n', start) < 0 ? source.length() : source.indexOf('\n', start);
        String before = source.substring(0, from);
        String after = source.substring(end);
        return source.substring(from, end).strip().matches("\\{[^{}]*}") && (before.isBlank() || before.matches("(?s).*\\n[ \\t]*\\n"))
                && (after.isBlank() || after.matches("(?s)\\n[ \\t]*\\n.*"));
    }

    /** A line of which nothing is left but marks is none: a mail about a draft without a known size has no empty place. */
    private static String withoutEmptyLines(String source, Map<String, String> values) {
        StringBuilder kept = new StringBuilder(source.length());
        for (String line : source.split("\n", -1)) {
            List<Filling.Found> found = Filling.find(line);
            Matcher target = LINK_TARGET.matcher(line);
            boolean deadLink = target.find() && values.getOrDefault(target.group(1).strip(), "").isEmpty();
            boolean nothing = !found.isEmpty() && found.stream().allMatch(one -> values.getOrDefault(one.word(), "").isEmpty())
                    && Filling.blank(line).codePoints().noneMatch(Character::isLetterOrDigit);
            if (!deadLink && !nothing) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString();
    }

    private static Node foot(Node document) {
        Node last = null;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof ThematicBreak) {
                last = node;
            }
        }
        return last;
    }

    private static boolean buttons(Node node) {
        if (!(node instanceof Paragraph) || node.getFirstChild() == null) {
            return false;
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (!(child instanceof Link || child instanceof SoftLineBreak || child instanceof Text text && text.getLiteral().isBlank())) {
                return false;
            }
        }
        return true;
    }

    private static final class Fill extends AbstractVisitor {
        private final Map<String, String> values;

        private Fill(Map<String, String> values) {
            this.values = values;
        }

        @Override
        public void visit(Text text) {
            text.setLiteral(Filling.fill(text.getLiteral(), values));
        }

        @Override
        public void visit(Code code) {
            code.setLiteral(Filling.fill(code.getLiteral(), values));
        }

        @Override
        public void visit(Link link) {
            link.setDestination(Filling.fill(link.getDestination(), values));
            visitChildren(link);
        }
    }

    /** Looks at the text before it is filled in: what is only a deadline looks like time running out, a title has its own language. */
    private static final class Styles extends AbstractVisitor {
        private final Set<Node> times = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Set<Node> titles = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Map<Node, String> languages = new IdentityHashMap<>();
        private final Set<String> deadlines = new HashSet<>();
        private final String titleLanguage;

        private Styles(String titleLanguage) {
            this.titleLanguage = titleLanguage;
            for (Placeholder one : Placeholder.values()) {
                if (one.deadline() || one == Placeholder.URGENT) {
                    deadlines.add(one.braces());
                }
            }
        }

        private static String only(Node node) {
            return node.getFirstChild() instanceof Text text && text.getNext() == null ? text.getLiteral().strip() : "";
        }

        @Override
        public void visit(StrongEmphasis strong) {
            if (deadlines.contains(only(strong))) {
                times.add(strong);
            }
            visitChildren(strong);
        }

        @Override
        public void visit(Heading heading) {
            if (Placeholder.TITLE.braces().equals(only(heading))) {
                titles.add(heading);
            }
            visitChildren(heading);
        }

        private void attributes(Node node, Map<String, String> attributes) {
            if (languages.containsKey(node)) {
                attributes.put("lang", languages.get(node));
            }
            switch (node) {
                case Heading heading -> {
                    attributes.put("style", heading.getLevel() == 1 ? H1 : H2);
                    if (titles.contains(node)) {
                        attributes.put("lang", titleLanguage);
                    }
                }
                case StrongEmphasis _ when times.contains(node) -> {
                    attributes.put("class", "time");
                    attributes.put("style", "color:#8a4b00;font-weight:600;");
                }
                case Paragraph _ -> attributes.put("style", "margin:0 0 16px 0;");
                case Link link when buttons(link.getParent()) && !(under(link)) -> {
                    boolean first = link.getParent().getFirstChild() == link;
                    attributes.put("class", first ? "go" : "or");
                    attributes.put("style", first ? GO : OR);
                }
                case Link link -> attributes.put("style", under(link) ? "color:#4f5a5c;" : "color:#0b5c5e;");
                default -> { }
            }
        }

        /** Whether it stands in the foot, where links are quiet. */
        private static boolean under(Node node) {
            Node top = node;
            while (top.getParent() != null && top.getParent().getParent() != null) {
                top = top.getParent();
            }
            boolean before = false;
            for (Node one = top; one != null; one = one.getPrevious()) {
                before |= one instanceof ThematicBreak;
            }
            for (Node one = top.getNext(); one != null; one = one.getNext()) {
                if (one instanceof ThematicBreak) {
                    return false;
                }
            }
            return before;
        }
    }

    /** Writes the plain text. */
    private static final class Plain {
        private final Node foot;

        private Plain(Node foot) {
            this.foot = foot;
        }

        private String of(Node document) {
            StringBuilder out = new StringBuilder();
            for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
                block(node, out, "");
            }
            return out.toString().strip() + "\n";
        }

        private void block(Node node, StringBuilder out, String indent) {
            switch (node) {
                case ThematicBreak _ -> out.append(node == foot ? "-- \n" : "----\n\n");
                // What a heading heads follows at once.
                case Heading _ -> out.append(indent).append(inline(node)).append('\n');
                case ListBlock list -> {
                    int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null ? ordered.getMarkerStartNumber() : 1;
                    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
                        StringBuilder inner = new StringBuilder();
                        for (Node child = item.getFirstChild(); child != null; child = child.getNext()) {
                            block(child, inner, "");
                        }
                        String mark = list instanceof BulletList || !(item instanceof ListItem) ? "- " : number++ + ". ";
                        out.append(indent).append(mark).append(inner.toString().strip().replace("\n", "\n" + " ".repeat(mark.length()))).append('\n');
                    }
                    out.append('\n');
                }
                case Block _ -> out.append(indent).append(inline(node)).append("\n\n");
                default -> out.append(inline(node));
            }
        }

        private String inline(Node parent) {
            StringBuilder out = new StringBuilder();
            for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
                switch (node) {
                    case Text text -> out.append(text.getLiteral());
                    case Code code -> out.append(code.getLiteral());
                    case SoftLineBreak _, HardLineBreak _ -> out.append('\n');
                    case HtmlInline html -> out.append(html.getLiteral());
                    case Link link -> {
                        String words = inline(link);
                        out.append(words.equals(link.getDestination()) ? words : words + ": " + link.getDestination());
                    }
                    default -> out.append(inline(node));
                }
            }
            return out.toString();
        }
    }
}
