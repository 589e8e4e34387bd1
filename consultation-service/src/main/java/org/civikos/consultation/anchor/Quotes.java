package org.civikos.consultation.anchor;

import java.util.ArrayList;
import java.util.List;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/** Finds quoted words in a text again. */
final class Quotes {

    private Quotes() {
    }

    /** The text with each run of white space as one space, and where each of its characters stood. */
    private record Plain(String text, int[] at) {

        static Plain of(String text) {
            StringBuilder plain = new StringBuilder(text.length());
            int[] at = new int[text.length() + 1];
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean space = Character.isWhitespace(c) || c == '\u00a0';
                if (space && !plain.isEmpty() && plain.charAt(plain.length() - 1) == ' ') {
                    continue;
                }
                at[plain.length()] = i;
                plain.append(space ? ' ' : c);
            }
            at[plain.length()] = text.length();
            return new Plain(plain.toString(), at);
        }
    }

    /**
     * The words where they stand in the text: of several places the one whose surroundings fit best, then the one nearest to where
     * they stood.
     *
     * @return nothing where the text has not got them
     */
    static @Nullable Quote find(String text, Quote quote) {
        String wanted = Plain.of(quote.exact()).text().strip();
        if (wanted.isEmpty()) {
            return null;
        }
        Plain plain = Plain.of(text);
        List<Integer> places = new ArrayList<>();
        for (int from = plain.text().indexOf(wanted); from >= 0; from = plain.text().indexOf(wanted, from + 1)) {
            places.add(from);
        }
        Integer best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int place : places) {
            int start = plain.at()[place];
            int end = plain.at()[place + wanted.length() - 1] + 1;
            double score = around(quote.prefix(), text.substring(0, start), true) + around(quote.suffix(), text.substring(end), false)
                    - Math.abs(start - quote.start()) / (text.length() + 1.0) / 2;
            if (score > bestScore) {
                bestScore = score;
                best = place;
            }
        }
        return best == null ? null : Quote.in(text, plain.at()[best], plain.at()[best + wanted.length() - 1] + 1);
    }

    /** How much of what stood beside the words stands there still, from 0 to 1. */
    private static double around(@Nullable String expected, String there, boolean before) {
        String wanted = expected == null ? "" : Letters.fold(expected);
        if (wanted.isEmpty()) {
            return 0;
        }
        String side = Letters.fold(before ? there.substring(Math.max(0, there.length() - 2 * Quote.AROUND)) : there.substring(0, Math.min(there.length(), 2 * Quote.AROUND)));
        int same = 0;
        while (same < wanted.length() && same < side.length()
                && (before ? wanted.charAt(wanted.length() - 1 - same) == side.charAt(side.length() - 1 - same) : wanted.charAt(same) == side.charAt(same))) {
            same++;
        }
        return (double) same / wanted.length();
    }
}
