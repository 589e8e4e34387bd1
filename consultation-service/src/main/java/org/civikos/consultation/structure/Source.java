package org.civikos.consultation.structure;

import java.util.List;

/**
 * What a reader hands on.
 *
 * @param lines in reading order, none of them blank
 * @param wrapped a paragraph may run over several lines
 */
record Source(List<Line> lines, boolean wrapped, List<Warning> warnings) {

    /** Whether lines are broken inside sentences, judged by how often a line without an end is followed by a small letter. */
    static boolean looksWrapped(List<String> lines) {
        int open = 0;
        int pairs = 0;
        for (int i = 0; i + 1 < lines.size(); i++) {
            String a = lines.get(i);
            String b = lines.get(i + 1);
            if (a.length() < 30 || b.isEmpty()) {
                continue;
            }
            pairs++;
            if (!Chars.endsSentence(a) && Character.isLowerCase(b.codePointAt(0))) {
                open++;
            }
        }
        return pairs > 0 && open * 100 / pairs >= 15;
    }

    /** The same for plain text, where lines of one width tell more than in a file that has paragraphs. */
    static boolean looksWrappedText(List<String> lines) {
        if (looksWrapped(lines)) {
            return true;
        }
        int[] lengths = lines.stream().mapToInt(String::length).sorted().toArray();
        if (lengths.length < 4 || lengths[lengths.length - 1] > 140) {
            return false;
        }
        for (int i = 0; i + 1 < lines.size(); i++) {
            String a = lines.get(i);
            if (a.length() > 0.75 * lengths[lengths.length - 1] && !Chars.endsSentence(a) && Character.isLowerCase(lines.get(i + 1).codePointAt(0))) {
                return true;
            }
        }
        return false;
    }
}
