package org.civikos.consultation.structure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Real acts, which stand outside the project: read where they are, never copied. In these files every article's heading is a line of its
 * own, so where an article begins and ends can be said without the splitter.
 */
final class RealActs {
    private static final Pattern ARTICLE = Pattern.compile("^(?:Neni|Član|Члан|Article)\\s+(\\d+[A-Za-zа-я]?)\\s*\\.?$");
    private static final Pattern CHAPTER = Pattern.compile("^(?:(KREU|KAPITULLI|CHAPTER|PJESA|Section|Odsek|Odeljak)\\s+([IVXL]+|\\d+)|(DEO|Deo)\\s+(\\p{L}+)(?:\\s*-\\s*(.*))?|([IVX]+)\\.?\\s+(\\p{Lu}.*))$");
    /** Where an act goes on after its last article, as read by eye: the line that its signatures, its annex or its reasons begin with. */
    private static final Map<String, String> AFTER = Map.of("en_eu-regulation-2016-679_gdpr", "This Regulation shall be binding", "sq-AL_ligj-19-2016_siguria-publike", "Miratuar në datën",
            "sq-AL_ligj-38-2025_informacioni-i-udhetimit", "Miratuar në datën", "sq-AL_ligj-82-2024_policia-e-shtetit", "Lindita NIKOLLA",
            "sr-Latn_pravilnik-finansijsko-upravljanje", "REPUBLIKA SRBIJA", "sr-Latn_uredba-izmene-nagrade-notara_PREDLOG", "Broj:",
            "sr-Latn_pravilnik-video-nadzor", "Rs-Apv");
    static final String TRILINGUAL = "SYNTHETIC_trilingual_gazette-layout.txt";
    private static final Pattern DIVISION = Pattern.compile("(?:(?:KAPITULLI|CHAPTER) ([IVX]+)|([IVX]+) POGLAVLJE) [-–] (.*)");
    private static final Pattern ENACTING = Pattern.compile("^(?:Qeveria e|Government of|Vlada R)");
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
            files = list.filter(f -> f.getFileName().toString().matches("(?:s[qr]|en)[-_].*\\.(?:txt|pdf)")).sorted().toList();
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
        if (Files.exists(directory.resolve(TRILINGUAL))) {
            rows.addAll(trilingual(directory.resolve(TRILINGUAL)));
        }
        rows.addAll(GoldActs.score(directory));
        return rows;
    }

    /** Lines without blanks, page numbers and the word about the source. */
    private static List<String> lines(String text) {
        List<String> out = new ArrayList<>();
        for (String page : Normalizer.normalize(text, Normalizer.Form.NFC).split("\f")) {
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
            end = Math.min(end, last ? closing(name, lines, from) : starts.get(k + 1));
            if (before && (!last || atChapter)) {
                // Title lines of what comes next.
                while (end - 1 > from && !lines.get(end - 1).matches(".*[.;:”“\"]$") && Character.isUpperCase(lines.get(end - 1).codePointAt(0)) || end - 1 > from && lines.get(end - 1).matches("\\d+\\. \\p{Lu}[^.]*|.* i sl\\.")) {
                    end--;
                }
            }
            String expected = InventedAct.letters(String.join(" ", lines.subList(from + 1, end)));
            String problem = node == null ? "missing" : !InventedAct.letters(node.number()).equals(InventedAct.letters(m.group(1))) ? "number " + node.number()
                    : compare(expected, node, nodes, before, name.endsWith(".pdf"));
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

    /** Where the last article ends. */
    private static int closing(String name, List<String> lines, int from) {
        String begins = AFTER.get(name.replaceFirst("\\.(?:txt|pdf).*$", ""));
        if (begins == null) {
            return lines.size();
        }
        return IntStream.range(from, lines.size()).filter(i -> lines.get(i).startsWith(begins)).findFirst().orElseThrow(() -> new IllegalStateException("No " + begins + " in " + name));
    }

    /** @param printed the lines were taken out of the PDF by another program, which breaks the order of some */
    private static @Nullable String compare(String expected, Node node, List<Node> nodes, boolean before, boolean printed) {
        // The plain text of a page with footnotes has them between the lines.
        String problem = whole(expected, node, nodes, before, printed);
        return problem == null ? null : whole(expected, node, nodes.stream().filter(n -> n.kind() != Kind.NOTE).toList(), before, printed);
    }

    private static @Nullable String whole(String expected, Node node, List<Node> nodes, boolean before, boolean printed) {
        // Another program leaves the reference to a note on the line.
        String text = Score.letters(node, printed ? nodes.stream().map(n -> new Node(n.id(), n.kind(), n.number(), n.heading(), n.parent(), Normalizer.normalize(n.text(), Normalizer.Form.NFKC), n.page(), n.confidence())).toList() : nodes);
        String found = before ? text : InventedAct.letters(node.heading() == null ? "" : node.heading()) + text;
        return found.equals(expected) || printed && sameLetters(found, notes(node, nodes), expected) ? null : "text …" + Score.difference(found, expected);
    }

    private static String notes(Node node, List<Node> nodes) {
        StringBuilder out = new StringBuilder();
        nodes.stream().filter(n -> n.kind() == Kind.NOTE && n.id().startsWith(node.id() + "__")).forEach(n -> out.append(n.number()).append(n.text()));
        return InventedAct.letters(out.toString());
    }

    /** The same beginning and end, and no letter more or less between them; the notes stand there as well. */
    private static boolean sameLetters(String found, String notes, String expected) {
        int edge = Math.min(EDGE, expected.length());
        return found.startsWith(expected.substring(0, edge)) && found.endsWith(expected.substring(expected.length() - edge))
                && Arrays.equals((found + notes).chars().sorted().toArray(), expected.chars().sorted().toArray());
    }

    /** The act in three languages, page by page: what each article and chapter of each language holds, up to the next heading of any. */
    private static List<Score.Row> trilingual(Path file) throws IOException {
        List<InventedAct.Expected> sq = new ArrayList<>();
        List<InventedAct.Expected> en = new ArrayList<>();
        List<InventedAct.Expected> sr = new ArrayList<>();
        List<String> lines = lines(Files.readString(file, StandardCharsets.UTF_8)).stream().filter(l -> !l.matches("\\d+ / \\d+")).toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher article = ARTICLE.matcher(lines.get(i));
            Matcher chapter = DIVISION.matcher(lines.get(i));
            boolean isArticle = article.matches();
            if (!isArticle && !chapter.matches()) {
                continue;
            }
            int end = i + 1;
            while (end < lines.size() && !ARTICLE.matcher(lines.get(end)).matches() && !DIVISION.matcher(lines.get(end)).matches() && !ENACTING.matcher(lines.get(end)).find()) {
                end++;
            }
            String first = lines.get(i);
            List<InventedAct.Expected> to = first.matches("(?:Neni|KAPITULLI).*") ? sq : first.matches("(?:Article|CHAPTER).*") ? en : sr;
            to.add(isArticle ? new InventedAct.Expected(Kind.ARTICLE, article.group(1), lines.get(i + 1), InventedAct.letters(String.join(" ", lines.subList(i + 2, end))))
                    : new InventedAct.Expected(Kind.CHAPTER, chapter.group(1) == null ? chapter.group(2) : chapter.group(1), String.join(" ", Stream.concat(Stream.of(chapter.group(3)), lines.subList(i + 1, end).stream()).toList()), ""));
        }
        byte[] content = Files.readAllBytes(file);
        return List.of(Score.row(TRILINGUAL + " (sq)", sq, content, ""), Score.row(TRILINGUAL + " (en)", en, content, "en__"), Score.row(TRILINGUAL + " (sr)", sr, content, "sr__"));
    }
}
