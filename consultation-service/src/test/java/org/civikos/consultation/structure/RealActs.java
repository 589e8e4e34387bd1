package org.civikos.consultation.structure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Real acts, which stand outside the project: read where they are, never copied. In these files every article's heading is a line of its
 * own, so where an article begins and ends can be said without the splitter.
 */
final class RealActs {
    private static final Pattern ARTICLE = Pattern.compile("^(?:Neni|Član|Члан|Article)\\s+(\\d+[A-Za-zа-я]?)\\s*\\.?$");
    private static final Pattern CHAPTER = Pattern.compile("^(?:(KREU|KAPITULLI|CHAPTER|PJESA|Section|Odsek|Odeljak)\\s+([IVXL]+|\\d+)|(DEO|Deo)\\s+(\\p{L}+)(?:\\s*-\\s*(.*))?|([IVX]+)\\.?\\s+(\\p{Lu}.*))$");
    private static final int EDGE = 36;

    private RealActs() {}

    /** {@code -Dcivikos.acts=...}, {@code -Dcivikos.shared=...}, or beside the project, or null. */
    static @Nullable Path directory() {
        String named = System.getProperty("civikos.acts");
        if (named != null) {
            return Files.isDirectory(Path.of(named)) ? Path.of(named) : null;
        }
        for (String base : new String[] {System.getProperty("civikos.shared", "../../shared"), "../shared", "../../../shared"}) {
            Path acts = Path.of(base).resolve("data/acts");
            if (Files.isDirectory(acts)) {
                return acts;
            }
        }
        return null;
    }

    static List<Score.Row> score(Path directory) throws IOException {
        List<Score.Row> rows = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> list = Files.list(directory)) {
            files = list.filter(f -> f.getFileName().toString().matches("s[qr].*\\.(txt|pdf)|en_.*\\.txt")).sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            List<String> lines = lines(Files.readString(directory.resolve(name.replaceAll("\\.pdf$", ".txt")), StandardCharsets.UTF_8));
            try {
                rows.add(row(name, lines, Splitter.standard().split(Files.readAllBytes(file), name, null).nodes()));
            } catch (UnreadableDocument e) {
                rows.add(row(name + ": " + e.getMessage(), lines, List.of()));
            }
        }
        return rows;
    }

    /** Lines without blanks, page numbers and the word about the source. */
    private static List<String> lines(String text) {
        List<String> out = new ArrayList<>();
        for (String page : text.split("\f")) {
            List<String> own = new ArrayList<>();
            for (String line : page.split("\n")) {
                String clean = line.strip().replaceAll("\\s+", " ");
                if (!clean.isEmpty() && !clean.startsWith("SOURCE:")) {
                    own.add(clean);
                }
            }
            if (!own.isEmpty() && own.getLast().matches("\\d{1,4}")) {
                own.removeLast();
            }
            out.addAll(own);
        }
        return out;
    }

    private static Score.Row row(String name, List<String> lines, List<Node> nodes) {
        boolean romans = name.startsWith("sr-Cyrl") || name.contains("obligacionim");
        boolean before = name.contains("video") || name.contains("obligacionim") || name.contains("postupku");
        List<Integer> starts = new ArrayList<>();
        List<Integer> chapters = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (ARTICLE.matcher(lines.get(i)).matches()) {
                starts.add(i);
            } else if (chapter(lines, i, romans) != null) {
                chapters.add(i);
            }
            if (lines.get(i).startsWith("Obrazloženje Uredbe")) {
                break;
            }
        }
        List<Node> articles = nodes.stream().filter(n -> n.kind() == Kind.ARTICLE).toList();
        List<Node> divisions = nodes.stream().filter(n -> n.kind() == Kind.CHAPTER || n.kind() == Kind.PART || n.kind() == Kind.SECTION && n.number() != null && !n.number().matches("\\d+")
                || n.kind() == Kind.SECTION && lines.stream().anyMatch(l -> l.matches("(?:Section|Odsek|Odeljak) " + n.number()))).toList();
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (int k = 0; k < starts.size(); k++) {
            Matcher m = ARTICLE.matcher(lines.get(starts.get(k)));
            m.matches();
            Node node = k < articles.size() ? articles.get(k) : null;
            int from = starts.get(k);
            int end = lines.size();
            boolean last = k + 1 == starts.size();
            for (int c : chapters) {
                end = c > from ? Math.min(end, c) : end;
            }
            boolean atChapter = end < lines.size() && (last || end < starts.get(k + 1));
            end = last ? end : Math.min(end, starts.get(k + 1));
            if (before && (!last || atChapter)) {
                // Title lines of what comes next.
                while (end - 1 > from && !lines.get(end - 1).matches(".*[.;:”“\"]$") && Character.isUpperCase(lines.get(end - 1).codePointAt(0)) || end - 1 > from && lines.get(end - 1).matches("\\d+\\. \\p{Lu}[^.]*|.* i sl\\.")) {
                    end--;
                }
            }
            String expected = InventedAct.letters(String.join(" ", lines.subList(from + 1, end)));
            String problem = node == null ? "missing" : !InventedAct.letters(node.number()).equals(InventedAct.letters(m.group(1))) ? "number " + node.number()
                    : compare(expected, node, nodes, before, last);
            if (problem == null) {
                right++;
            } else {
                wrong.add("article " + m.group(1) + ": " + problem);
            }
        }
        if (articles.size() > starts.size()) {
            wrong.add("too many articles: " + (articles.size() - starts.size()));
        }
        int chaptersRight = 0;
        for (int k = 0; k < chapters.size(); k++) {
            String[] want = chapter(lines, chapters.get(k), romans);
            Node node = k < divisions.size() ? divisions.get(k) : null;
            boolean ok = node != null && InventedAct.letters(node.number()).equals(InventedAct.letters(want[0]))
                    && (want[1].isEmpty() || InventedAct.letters(node.heading() == null ? "" : node.heading()).startsWith(InventedAct.letters(want[1])));
            chaptersRight += ok ? 1 : 0;
            if (!ok) {
                wrong.add("chapter " + lines.get(chapters.get(k)) + " found as " + (node == null ? "nothing" : node.number() + " " + node.heading()));
            }
        }
        return new Score.Row(name, Math.max(starts.size(), articles.size()), right, Math.max(chapters.size(), divisions.size()), chaptersRight, wrong);
    }

    /** Number and name, or null where the line heads no division. */
    private static String @Nullable [] chapter(List<String> lines, int i, boolean romans) {
        Matcher m = CHAPTER.matcher(lines.get(i));
        if (!m.matches() || i + 1 >= lines.size()) {
            return null;
        }
        if (m.group(1) != null) {
            String next = lines.get(i + 1);
            return new String[] {m.group(2), ARTICLE.matcher(next).matches() || CHAPTER.matcher(next).matches() && !romans ? "" : next};
        }
        if (m.group(3) != null) {
            return new String[] {m.group(4), m.group(5)};
        }
        return romans ? new String[] {m.group(6), m.group(7)} : null;
    }

    private static @Nullable String compare(String expected, Node node, List<Node> nodes, boolean before, boolean last) {
        // The plain text of a page with footnotes has them between the lines.
        String problem = ends(expected, node, nodes, before, last);
        return problem == null ? null : ends(expected, node, nodes.stream().filter(n -> n.kind() != Kind.NOTE).toList(), before, last);
    }

    private static @Nullable String ends(String expected, Node node, List<Node> nodes, boolean before, boolean last) {
        String text = Score.letters(node, nodes);
        String whole = before ? text : InventedAct.letters(node.heading() == null ? "" : node.heading()) + text;
        String a = expected.substring(0, Math.min(EDGE, expected.length()));
        if (!whole.startsWith(a)) {
            return "begins …" + whole.substring(0, Math.min(EDGE, whole.length())) + " not …" + a;
        }
        String z = expected.substring(Math.max(0, expected.length() - EDGE));
        // Signatures and annexes follow the last article in the raw text.
        if (!last && !whole.endsWith(z)) {
            return "ends …" + whole.substring(Math.max(0, whole.length() - EDGE)) + " not …" + z;
        }
        return Math.abs(whole.length() - expected.length()) > 0.03 * expected.length() + 12 && !last ? "length " + whole.length() + " not " + expected.length() : null;
    }
}
