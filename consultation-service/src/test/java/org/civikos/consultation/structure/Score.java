package org.civikos.consultation.structure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The score of the splitter over the labelled set; {@code ./civikos score} prints it.
 *
 * <p>An article counts when it has its number and exactly its text; a chapter (part, section, annex, heading) when it has its number and
 * its name.
 */
final class Score {
    /** One file in one layout. */
    record Row(String file, int articles, int articlesRight, int chapters, int chaptersRight, List<String> wrong) {
        Row {
            wrong = List.copyOf(wrong);
        }
    }

    private Score() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (args.length == 2 && args[0].equals("--sample")) {
            Files.write(Path.of(args[1]), Prints.pdf(List.of(GeneratedActs.long150()), 1, true, 11));
            System.err.println("An invented act of 150 articles is in " + args[1] + ".");
            return;
        }
        List<Row> rows = new ArrayList<>(invented());
        Path acts = args.length > 0 ? Path.of(args[0]) : RealActs.directory();
        if (acts != null && Files.isDirectory(acts)) {
            rows.addAll(RealActs.score(acts));
        } else {
            System.err.println("SKIPPED: the real acts are not here; only invented ones are scored.");
        }
        print(rows, out);
        System.exit(articles(rows) >= 99 && chapters(rows) >= 98 ? 0 : 1);
    }

    static void print(List<Row> rows, PrintStream out) {
        out.printf("%-72s %9s %9s%n", "file", "articles", "chapters");
        for (Row r : rows) {
            out.printf("%-72s %4d/%-4d %4d/%-4d%n", r.file(), r.articlesRight(), r.articles(), r.chaptersRight(), r.chapters());
            r.wrong().forEach(w -> out.println("    " + w));
        }
        out.printf("articles %.2f %%, chapters %.2f %%%n", articles(rows), chapters(rows));
    }

    static double articles(List<Row> rows) {
        int all = rows.stream().mapToInt(Row::articles).sum();
        return all == 0 ? 100 : 100.0 * rows.stream().mapToInt(Row::articlesRight).sum() / all;
    }

    static double chapters(List<Row> rows) {
        int all = rows.stream().mapToInt(Row::chapters).sum();
        return all == 0 ? 100 : 100.0 * rows.stream().mapToInt(Row::chaptersRight).sum() / all;
    }

    static List<Row> invented() throws IOException {
        return invented(more());
    }

    /** The same, with what {@link #more} gave. */
    static List<Row> invented(List<Row> more) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String name : InventedAct.NAMES) {
            InventedAct act = InventedAct.load(name);
            for (Map.Entry<String, byte[]> print : Prints.all(act).entrySet()) {
                rows.add(row(name + " (" + print.getKey() + ")", act.expected(), print.getValue(), ""));
            }
        }
        rows.addAll(more);
        rows.addAll(generated(Integer.getInteger("seeds", 40)));
        List<InventedAct> three = List.of(InventedAct.load("trilingual/sq"), InventedAct.load("trilingual/en"), InventedAct.load("trilingual/sr"));
        byte[] columns = Prints.pdf(three, 3, true, 9);
        byte[] two = Prints.pdf(three.subList(0, 2), 2, true, 10);
        for (InventedAct act : three) {
            rows.add(row(act.name() + " (pdf, three languages in columns)", act.expected(), columns, act.language().equals("sq") ? "" : act.language() + "__"));
        }
        for (InventedAct act : three.subList(0, 2)) {
            rows.add(row(act.name() + " (pdf, two languages in columns)", act.expected(), two, act.language().equals("sq") ? "" : act.language() + "__"));
        }
        return rows;
    }

    /** The acts of the folder {@code more} in every layout, and the others in the layouts of offices. */
    static List<Row> more() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String name : InventedAct.more()) {
            InventedAct act = InventedAct.load(name);
            Map<String, byte[]> prints = Prints.all(act);
            prints.putAll(MorePrints.all(act));
            for (Map.Entry<String, byte[]> print : prints.entrySet()) {
                rows.add(row(name + " (" + print.getKey() + ")", act.expected(), print.getValue(), ""));
            }
        }
        for (String name : InventedAct.NAMES) {
            InventedAct act = InventedAct.load(name);
            for (Map.Entry<String, byte[]> print : MorePrints.all(act).entrySet()) {
                rows.add(row(name + " (" + print.getKey() + ")", act.expected(), print.getValue(), ""));
            }
        }
        return rows;
    }

    /** Acts drawn by lot, each in all layouts. */
    static List<Row> generated(int seeds) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            InventedAct act = GeneratedActs.of(seed);
            for (Map.Entry<String, byte[]> print : Prints.all(act).entrySet()) {
                rows.add(row(act.name() + " (" + print.getKey() + ")", act.expected(), print.getValue(), ""));
            }
        }
        return rows;
    }

    static Row row(String name, List<InventedAct.Expected> expected, byte[] file, String prefix) {
        try {
            return row(name, expected, Splitter.standard().split(file, name, null).nodes(), prefix);
        } catch (UnreadableDocument e) {
            return row(name + ": " + e.getMessage(), expected, List.of(), prefix);
        }
    }

    static Row row(String name, List<InventedAct.Expected> expected, List<Node> nodes, String prefix) {
        int articles = 0;
        int articlesRight = 0;
        int chapters = 0;
        int chaptersRight = 0;
        List<String> wrong = new ArrayList<>();
        List<Node> found = nodes.stream().filter(n -> counts(n, nodes) && version(n.id()).equals(prefix)).toList();
        boolean[] used = new boolean[found.size()];
        for (InventedAct.Expected e : expected) {
            int at = -1;
            for (int i = 0; i < found.size() && at < 0; i++) {
                Node n = found.get(i);
                if (!used[i] && n.kind() == e.kind() && same(n.number(), e.number())) {
                    at = i;
                }
            }
            Node n = at < 0 ? null : found.get(at);
            if (at >= 0) {
                used[at] = true;
            }
            boolean heading = n != null && InventedAct.letters(n.heading() == null ? "" : n.heading()).equals(InventedAct.letters(e.heading() == null ? "" : e.heading()));
            String text = n == null ? "" : letters(n, nodes);
            boolean right = heading && (e.kind() == Kind.ARTICLE || e.kind() == Kind.ANNEX ? text.equals(e.letters()) : true);
            if (e.kind() == Kind.ARTICLE) {
                articles++;
                articlesRight += right ? 1 : 0;
            } else {
                chapters++;
                chaptersRight += right ? 1 : 0;
            }
            if (!right) {
                wrong.add(n == null ? "missing: " + e.kind() + " " + e.number() : "wrong: " + e.kind() + " " + e.number() + (heading ? "" : ", heading \"" + n.heading() + "\" not \"" + e.heading() + "\"")
                        + (text.equals(e.letters()) ? "" : ", text …" + difference(text, e.letters())));
            }
        }
        for (int i = 0; i < found.size(); i++) {
            if (!used[i] && (found.get(i).kind() == Kind.ARTICLE || found.get(i).kind() == Kind.CHAPTER || found.get(i).kind() == Kind.PART)) {
                // What is not there counts as wrong as what is missed.
                if (found.get(i).kind() == Kind.ARTICLE) {
                    articles++;
                } else {
                    chapters++;
                }
                wrong.add("too many: " + found.get(i).kind() + " " + found.get(i).number() + " " + found.get(i).id());
            }
        }
        return new Row(name, articles, articlesRight, chapters, chaptersRight, wrong);
    }

    private static boolean counts(Node n, List<Node> nodes) {
        return switch (n.kind()) {
            case PART, CHAPTER, SECTION, ARTICLE, ANNEX, MEMORANDUM -> true;
            case HEADING -> n.number() != null && !n.id().contains("memo");
            default -> false;
        };
    }

    private static String version(String id) {
        return id.matches("(?:sq|sr|en)__.*") ? id.substring(0, 4) : "";
    }

    /** The place where two texts part. */
    static String difference(String found, String expected) {
        int at = 0;
        while (at < Math.min(found.length(), expected.length()) && found.charAt(at) == expected.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 15);
        return found.substring(from, Math.min(found.length(), at + 25)) + " not …" + expected.substring(from, Math.min(expected.length(), at + 25));
    }

    private static boolean same(@Nullable String a, @Nullable String b) {
        return a == null ? b == null : b != null && InventedAct.letters(a).equals(InventedAct.letters(b));
    }

    /** Letters of a node and everything below it, in reading order, labels included; articles and divisions inside an annex are counted by themselves. */
    static String letters(Node top, List<Node> nodes) {
        StringBuilder out = new StringBuilder(top.text());
        java.util.Set<String> inside = new java.util.HashSet<>(List.of(top.id()));
        for (Node n : nodes) {
            if (n.parent() != null && n.kind() != Kind.NOTE && !counts(n, nodes) && inside.contains(n.parent())) {
                inside.add(n.id());
                out.append(n.number() == null ? "" : n.number()).append(n.heading() == null ? "" : n.heading()).append(n.text());
            }
        }
        return InventedAct.letters(out.toString());
    }
}
