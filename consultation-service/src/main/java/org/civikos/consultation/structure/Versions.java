package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Parts a document that holds the same act in two or three languages into its language versions. */
final class Versions {
    private static final int ENOUGH = 12;
    private static final double SWITCH = 6;

    private static final Map<String, Pattern> NAMES = Map.of("sq", Pattern.compile("(?iu)^(?:projekt|ligj|rregullore|udhëzim|vendim|strategji)"),
            "sr", Pattern.compile("(?iu)^(?:nacrt|predlog|zakon|uredb|pravilnik|administrativno|uputstvo|odluk|strategij)(?!ji)"), "en", Pattern.compile("(?iu)^(?:draft|law|regulation|administrative instruction|decision|strategy)"));

    private static final Pattern NOTE = Pattern.compile("(\\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)");

    private Versions() {}

    /** Lines per language in the order in which the languages begin; one entry where there is one language. */
    static Map<String, List<Line>> of(List<Line> lines) {
        StringBuilder sample = new StringBuilder();
        Map<String, Set<String>> articles = new HashMap<>();
        for (Line line : lines) {
            if (sample.length() < 200_000) {
                sample.append(line.text()).append('\n');
            }
            Mark m = Grammar.mark(line.text());
            if (m != null && m.kind() == Kind.ARTICLE && !m.quoted() && (m.bare() || m.tail().length() < 80)) {
                articles.computeIfAbsent(m.language(), k -> new HashSet<>()).add(m.number());
            }
        }
        List<String> languages = sharing(articles);
        Map<String, List<Line>> out = new LinkedHashMap<>();
        if (languages.size() < 2) {
            out.put(Language.of(sample.toString()), lines);
            return out;
        }
        int[] which = assign(lines, languages);
        notes(lines, languages, which);
        for (int i = 0; i < lines.size(); i++) {
            out.computeIfAbsent(languages.get(which[i]), k -> new ArrayList<>()).add(lines.get(i));
        }
        return out;
    }

    /** A note belongs to the words that refer to it; of its own few words nobody can be sure. */
    private static void notes(List<Line> lines, List<String> languages, int[] which) {
        for (int i = 0; i < lines.size(); i++) {
            var number = lines.get(i).type() == Line.Type.NOTE ? NOTE.matcher(lines.get(i).text()) : null;
            if (number == null || !number.lookingAt()) {
                continue;
            }
            Pattern reference = Pattern.compile(Chars.superscript(number.group(1)) + "(?![⁰¹²³⁴⁵⁶⁷⁸⁹])");
            for (int k = i - 1; k >= 0; k--) {
                if (lines.get(k).type() != Line.Type.NOTE && reference.matcher(lines.get(k).text()).find()) {
                    which[i] = which[k];
                    break;
                }
            }
        }
    }

    /** Languages whose articles have largely the same numbers. */
    private static List<String> sharing(Map<String, Set<String>> articles) {
        List<String> out = new ArrayList<>();
        for (String language : Language.ALL) {
            Set<String> own = articles.getOrDefault(language, Set.of());
            for (String other : Language.ALL) {
                Set<String> theirs = articles.getOrDefault(other, Set.of());
                if (!other.equals(language) && own.size() >= 2 && theirs.size() >= 2) {
                    Set<String> both = new HashSet<>(own);
                    both.retainAll(theirs);
                    if (both.size() * 10 >= Math.max(own.size(), theirs.size()) * 6) {
                        out.add(language);
                        break;
                    }
                }
            }
        }
        return out;
    }

    /** The likeliest language of each line: its words, the column it stands in, and few changes from line to line. */
    private static int[] assign(List<Line> lines, List<String> languages) {
        int k = languages.size();
        int n = lines.size();
        double[][] evidence = new double[n][k];
        Map<String, double[]> blocks = new HashMap<>();
        Map<Integer, double[]> columns = new HashMap<>();
        for (int i = 0; i < n; i++) {
            Line line = lines.get(i);
            double[] all = Language.evidence(line.text());
            Mark m = Grammar.mark(line.text());
            for (int l = 0; l < k; l++) {
                evidence[i][l] = all[Language.ALL.indexOf(languages.get(l))];
                if (m != null && m.language().equals(languages.get(l))) {
                    evidence[i][l] += m.kind() == Kind.ARTICLE ? 12 : 6;
                }
            }
            if (Chars.isCapitals(line.text()) && line.text().length() < 300) {
                for (int l = 0; l < k; l++) {
                    // The cover names the act in each language.
                    evidence[i][l] += NAMES.get(languages.get(l)).matcher(line.text()).find() ? SWITCH : 0;
                }
            }
            if (line.column() >= 0) {
                add(blocks.computeIfAbsent(line.page() + ":" + line.column(), x -> new double[k]), evidence[i]);
                add(columns.computeIfAbsent(line.column(), x -> new double[k]), evidence[i]);
            }
        }
        // What spans the page before the first column is the letterhead of them all, and goes to the first language.
        for (int i = 0; i < n && lines.get(i).column() < 0 && lines.stream().anyMatch(l -> l.column() >= 0); i++) {
            evidence[i][0] += 50;
        }
        int[] fixed = new int[n];
        for (int i = 0; i < n; i++) {
            Line line = lines.get(i);
            fixed[i] = -1;
            if (line.column() >= 0) {
                double[] block = blocks.get(line.page() + ":" + line.column());
                fixed[i] = best(sum(block) >= ENOUGH ? block : columns.get(line.column()));
            }
        }
        double[][] score = new double[n][k];
        int[][] from = new int[n][k];
        for (int i = 0; i < n; i++) {
            for (int l = 0; l < k; l++) {
                double own = evidence[i][l] + (fixed[i] == l ? 50 : 0);
                double best = i == 0 ? 0 : Double.NEGATIVE_INFINITY;
                for (int p = 0; i > 0 && p < k; p++) {
                    // The first line of a block is the likelier place for a change, and what runs on from a full line the least likely.
                    double change = p == l ? 0 : lines.get(i).look().gap() ? SWITCH - 0.5 : lines.get(Math.max(0, i - 1)).look().full() ? SWITCH + 0.5 : SWITCH;
                    if (score[i - 1][p] - change > best) {
                        best = score[i - 1][p] - change;
                        from[i][l] = p;
                    }
                }
                score[i][l] = best + own;
            }
        }
        int[] which = new int[n];
        which[n - 1] = best(score[n - 1]);
        for (int i = n - 1; i > 0; i--) {
            which[i - 1] = from[i][which[i]];
        }
        return which;
    }

    private static void add(double[] to, double[] what) {
        for (int l = 0; l < to.length; l++) {
            to[l] += what[l];
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum;
    }

    private static int best(double[] values) {
        int best = 0;
        for (int l = 1; l < values.length; l++) {
            best = values[l] > values[best] ? l : best;
        }
        return best;
    }
}
