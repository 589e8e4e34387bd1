package org.civikos.consultation.difference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.civikos.consultation.difference.Difference.Article;
import org.civikos.consultation.difference.Difference.Kind;
import org.civikos.consultation.difference.Difference.Op;
import org.civikos.consultation.difference.Difference.Piece;
import org.civikos.consultation.difference.Difference.Place;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.text.Letters;

/**
 * Finds for each article of one version the one that it became in the next: by its words, its number and its heading, the surest
 * pairs first; what finds no partner has been removed or added.
 */
public final class Comparison {

    private static final Set<org.civikos.consultation.structure.Kind> INNER = Set.of(org.civikos.consultation.structure.Kind.PARAGRAPH,
            org.civikos.consultation.structure.Kind.POINT, org.civikos.consultation.structure.Kind.QUOTATION, org.civikos.consultation.structure.Kind.TEXT,
            org.civikos.consultation.structure.Kind.NOTE, org.civikos.consultation.structure.Kind.TABLE);
    /** Below this two texts with different numbers are different articles. */
    private static final double ALIKE = 0.55;
    /** Below this two texts with the same number and different headings are different articles. */
    private static final double HARDLY_ALIKE = 0.25;
    /** Most pairs that are weighed one by one; a hostile act with more falls back on numbers. */
    private static final long MOST_PAIRS = 1_500_000;

    private Comparison() {
    }

    /** A part that stands by itself, with the words of everything below it. */
    private record Unit(int at, Place place, String key, String heading, String text, Map<String, Integer> bag) {

        boolean sameWords(Unit other) {
            return text.equals(other.text) && heading.equals(other.heading);
        }
    }

    private record Pair(Unit before, Unit after, double weight) {
    }

    /** Compares two versions, given as their nodes in reading order. */
    public static Difference of(List<Node> before, List<Node> after) {
        List<Unit> first = units(before);
        List<Unit> second = units(after);
        Unit[] partner = new Unit[second.size()];
        boolean[] taken = new boolean[first.size()];
        identical(first, second, partner, taken);
        weighed(first, second, partner, taken);
        byNumber(first, second, partner, taken);
        return new Difference(articles(first, second, partner, taken, moved(partner)));
    }

    /** Whether the words differ anywhere: in text, number, heading or order. */
    public static boolean sameText(List<Node> before, List<Node> after) {
        List<Unit> first = units(before);
        List<Unit> second = units(after);
        if (first.size() != second.size()) {
            return false;
        }
        for (int i = 0; i < first.size(); i++) {
            if (!first.get(i).key().equals(second.get(i).key()) || !first.get(i).sameWords(second.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<Unit> units(List<Node> nodes) {
        Map<String, Integer> homes = new HashMap<>();
        List<Node> heads = new ArrayList<>();
        List<StringBuilder> texts = new ArrayList<>();
        for (Node node : nodes) {
            Integer home = INNER.contains(node.kind()) && node.parent() != null ? homes.get(node.parent()) : null;
            if (home == null) {
                home = heads.size();
                heads.add(node);
                texts.add(new StringBuilder());
                append(texts.get(home), node.text());
            } else {
                append(texts.get(home), marked(node));
            }
            homes.put(node.id(), home);
        }
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            Node head = heads.get(i);
            String kind = head.kind().name().toLowerCase(Locale.ROOT);
            String heading = head.heading() == null ? "" : head.heading();
            String text = texts.get(i).toString();
            // The version of another language has ids that begin with the language; its articles are compared among themselves.
            String language = head.id().matches("[a-z]{2}__.*") ? head.id().substring(0, 2) : "";
            units.add(new Unit(i, new Place(head.id(), kind, head.number(), head.heading()), language + ":" + kind + ":" + (head.number() == null ? "" : head.number()),
                    heading, text, Words.bag(heading + "\n" + text)));
        }
        return units;
    }

    private static void append(StringBuilder text, String line) {
        if (!line.isBlank()) {
            text.append(text.isEmpty() ? "" : "\n").append(line.strip());
        }
    }

    private static String marked(Node node) {
        String text = node.text().strip();
        String heading = node.heading() == null || node.heading().isBlank() ? "" : node.heading().strip() + " ";
        if (node.number() == null) {
            return heading + text;
        }
        return (node.number().matches("[\\d.]+") ? node.number().replaceFirst("\\.$", "") + ". " : node.number() + ") ") + heading + text;
    }

    private static boolean comparable(Unit one, Unit other) {
        return one.key().substring(0, one.key().lastIndexOf(':')).equals(other.key().substring(0, other.key().lastIndexOf(':')));
    }

    private static void identical(List<Unit> first, List<Unit> second, Unit[] partner, boolean[] taken) {
        for (boolean sameNumber : new boolean[] {true, false}) {
            Map<String, List<Unit>> byWords = new HashMap<>();
            for (Unit unit : first) {
                if (!taken[unit.at()] && (sameNumber || !unit.text().isBlank())) {
                    byWords.computeIfAbsent(words(unit, sameNumber), key -> new ArrayList<>()).add(unit);
                }
            }
            for (Unit unit : second) {
                List<Unit> same = partner[unit.at()] == null ? byWords.get(words(unit, sameNumber)) : null;
                if (same != null && !same.isEmpty()) {
                    pair(same.removeFirst(), unit, partner, taken);
                }
            }
        }
    }

    private static String words(Unit unit, boolean withNumber) {
        return (withNumber ? unit.key() : unit.key().substring(0, unit.key().lastIndexOf(':'))) + "\n" + unit.heading() + "\n" + unit.text();
    }

    private static void weighed(List<Unit> first, List<Unit> second, Unit[] partner, boolean[] taken) {
        List<Unit> left = first.stream().filter(unit -> !taken[unit.at()]).toList();
        List<Unit> right = second.stream().filter(unit -> partner[unit.at()] == null).toList();
        if ((long) left.size() * right.size() > MOST_PAIRS) {
            return;
        }
        List<Pair> pairs = new ArrayList<>();
        for (Unit before : left) {
            for (Unit after : right) {
                if (!comparable(before, after)) {
                    continue;
                }
                boolean sameNumber = before.key().equals(after.key());
                boolean sameHeading = !before.heading().isBlank() && Letters.fold(before.heading()).equals(Letters.fold(after.heading()));
                double likeness = Words.likeness(before.bag(), after.bag());
                if (likeness >= ALIKE || sameNumber && (likeness >= HARDLY_ALIKE || sameHeading) || sameHeading && likeness >= HARDLY_ALIKE) {
                    pairs.add(new Pair(before, after, likeness + (sameNumber ? 0.25 : 0) + (sameHeading ? 0.25 : 0)));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::weight).reversed().thenComparingInt(pair -> Math.abs(pair.before().at() - pair.after().at()))
                .thenComparingInt(pair -> pair.before().at()));
        for (Pair pair : pairs) {
            if (!taken[pair.before().at()] && partner[pair.after().at()] == null) {
                pair(pair.before(), pair.after(), partner, taken);
            }
        }
    }

    /** Parts of which there is but one, as title and preamble, stay what they are however much they change; so does everything of an act that is too large. */
    private static void byNumber(List<Unit> first, List<Unit> second, Unit[] partner, boolean[] taken) {
        boolean large = (long) first.size() * second.size() > MOST_PAIRS;
        Map<String, Unit> byKey = new HashMap<>();
        for (Unit unit : first) {
            if (!taken[unit.at()] && (large || unit.place().number() == null && Set.of("title", "preamble", "memorandum").contains(unit.place().kind()))) {
                byKey.putIfAbsent(unit.key(), unit);
            }
        }
        for (Unit unit : second) {
            Unit same = partner[unit.at()] == null ? byKey.remove(unit.key()) : null;
            if (same != null) {
                pair(same, unit, partner, taken);
            }
        }
    }

    private static void pair(Unit before, Unit after, Unit[] partner, boolean[] taken) {
        partner[after.at()] = before;
        taken[before.at()] = true;
    }

    /** Those outside the longest run that kept its order. */
    private static boolean[] moved(Unit[] partner) {
        int n = partner.length;
        int[] tails = new int[n];
        int[] previous = new int[n];
        Arrays.fill(previous, -1);
        int length = 0;
        for (int i = 0; i < n; i++) {
            if (partner[i] == null) {
                continue;
            }
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (partner[tails[middle]].at() < partner[i].at()) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low > 0 ? tails[low - 1] : -1;
            tails[low] = i;
            length = Math.max(length, low + 1);
        }
        boolean[] moved = new boolean[n];
        for (int i = 0; i < n; i++) {
            moved[i] = partner[i] != null;
        }
        for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = previous[i]) {
            moved[i] = false;
        }
        return moved;
    }

    private static List<Article> articles(List<Unit> first, List<Unit> second, Unit[] partner, boolean[] taken, boolean[] moved) {
        List<Article> articles = new ArrayList<>();
        int shown = 0;
        for (Unit after : second) {
            Unit before = partner[after.at()];
            if (before == null) {
                articles.add(new Article(List.of(Kind.ADDED), null, after.place(), whole(Op.INSERT, after.heading()), whole(Op.INSERT, after.text())));
                continue;
            }
            if (!moved[after.at()]) {
                for (; shown < before.at(); shown++) {
                    removed(first.get(shown), taken, articles);
                }
            }
            List<Kind> kinds = new ArrayList<>();
            if (!before.sameWords(after)) {
                kinds.add(Kind.CHANGED);
            }
            if (moved[after.at()]) {
                kinds.add(Kind.MOVED);
            }
            if (!before.key().equals(after.key())) {
                kinds.add(Kind.RENUMBERED);
            }
            articles.add(new Article(kinds, before.place(), after.place(), Words.pieces(before.heading(), after.heading()), Words.pieces(before.text(), after.text())));
        }
        for (; shown < first.size(); shown++) {
            removed(first.get(shown), taken, articles);
        }
        return articles;
    }

    private static void removed(Unit unit, boolean[] taken, List<Article> articles) {
        if (!taken[unit.at()]) {
            articles.add(new Article(List.of(Kind.REMOVED), unit.place(), null, whole(Op.DELETE, unit.heading()), whole(Op.DELETE, unit.text())));
        }
    }

    private static List<Piece> whole(Op op, String text) {
        return text.isEmpty() ? List.of() : List.of(new Piece(op, text));
    }
}
