package org.civikos.consultation.structure;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts lines together; a word divided at the end of a line is made whole unless the document writes it with its hyphen elsewhere. */
final class Joiner {
    private static final Pattern HYPHENATED = Pattern.compile("\\p{L}+-\\p{L}+");
    private final Set<String> hyphenated = new HashSet<>();

    Joiner(List<Line> lines) {
        for (Line line : lines) {
            if (line.text().indexOf('-') > 0) {
                Matcher m = HYPHENATED.matcher(line.text());
                while (m.find()) {
                    hyphenated.add(m.group().toLowerCase(java.util.Locale.ROOT));
                }
            }
        }
    }

    void append(StringBuilder out, String more) {
        if (more.isEmpty()) {
            return;
        }
        int n = out.length();
        if (n == 0 || out.charAt(n - 1) == '\n') {
            out.append(more);
            return;
        }
        if (n > 1 && out.charAt(n - 1) == '-' && Character.isLetter(out.charAt(n - 2)) && Character.isLowerCase(more.codePointAt(0))) {
            int from = n - 1;
            while (from > 0 && Character.isLetter(out.charAt(from - 1))) {
                from--;
            }
            int to = 0;
            while (to < more.length() && Character.isLetter(more.charAt(to))) {
                to++;
            }
            String word = out.substring(from, n) + more.substring(0, to);
            if (!hyphenated.contains(word.toLowerCase(java.util.Locale.ROOT))) {
                out.setLength(n - 1);
            }
            out.append(more);
            return;
        }
        out.append(' ').append(more);
    }
}
