package org.civikos.consultation.structure;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of one language version of a document, and what the recogniser found each to be. */
final class Plan {
    final List<Line> lines;
    final boolean wrapped;
    final String language;
    final Role[] role;
    /** The mark of a line whose role is MARK. */
    final @Nullable Mark[] mark;
    /** For HEADING: index of the MARK line it belongs to, before or after it. */
    final int[] owner;
    /** Depth of a HEADING mark, from 1. */
    final int[] level;
    /** Where in the line the title of the act begins, when the preamble and the title share a line; else 0. */
    final int[] cut;
    /** 1 for a mark that was beyond doubt. */
    final double[] confidence;

    /** The act writes "Section 5" for an article. */
    private boolean sections;
    /** The title of each article stands on the article's own line before its text: "Section 5. Title. Text". */
    boolean runInTitles;
    /** Nearly every article has a title. */
    boolean titled;

    private final @Nullable Mark[] nominees;
    private final boolean[] asked;

    Plan(List<Line> lines, boolean wrapped, String language) {
        this.lines = lines;
        this.wrapped = wrapped;
        this.language = language;
        int n = lines.size();
        role = new Role[n];
        Arrays.fill(role, Role.BODY);
        mark = new Mark[n];
        nominees = new Mark[n];
        asked = new boolean[n];
        owner = new int[n];
        cut = new int[n];
        level = new int[n];
        confidence = new double[n];
        Arrays.fill(confidence, 1);
        for (int i = 0; i < n; i++) {
            role[i] = switch (lines.get(i).type()) {
                case TABLE -> Role.TABLE;
                case NOTE -> Role.NOTE;
                case CONTENTS -> Role.CONTENTS;
                case BODY -> Role.BODY;
            };
        }
    }

    int size() {
        return lines.size();
    }

    String text(int i) {
        return lines.get(i).text();
    }

    Look look(int i) {
        return lines.get(i).look();
    }

    /** The heading that line i begins like, or null; the question is asked often, so the answer is kept. */
    @Nullable Mark nominee(int i) {
        if (!asked[i]) {
            asked[i] = true;
            String text = text(i);
            // Both words have seven letters, so all places in the line stay as they are.
            boolean article = sections && text.regionMatches(true, 0, "Section ", 0, 8);
            nominees[i] = Grammar.mark(article ? "Article" + text.substring(7) : text);
        }
        return nominees[i];
    }

    boolean sections() {
        return sections;
    }

    void readSectionsAsArticles() {
        sections = true;
        Arrays.fill(asked, false);
    }

    boolean isText(int i) {
        return role[i] != Role.NOTE && role[i] != Role.TABLE;
    }

    /** The line before that is running text, notes and tables passed over; -1 where there is none. */
    int before(int i) {
        int k = i - 1;
        while (k >= 0 && !isText(k)) {
            k--;
        }
        return k;
    }

    /** The line after that is running text, or size(). */
    int after(int i) {
        int k = i + 1;
        while (k < size() && !isText(k)) {
            k++;
        }
        return k;
    }

    /** Whether what stands before line i is finished, so that i can begin something. */
    boolean fresh(int i) {
        int b = before(i);
        if (b < 0 || !wrapped) {
            return true;
        }
        String text = text(b);
        return look(i).gap() || role[b] != Role.BODY || Chars.endsSentence(text) || !look(b).full() || Chars.isOpeningQuote(text.charAt(text.length() - 1));
    }
}
