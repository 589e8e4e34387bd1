package org.civikos.consultation.comment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.civikos.consultation.text.Letters;

/**
 * How much two comments say the same, from 0 to 1, whatever their case, diacritics and script: the greater of shared groups of three letters
 * (which forgives endings and slips) and shared words, each by Dice's measure. Words of up to three letters and what is beyond
 * {@value #LONGEST} characters do not count.
 */
final class Likeness {

    private static final int LONGEST = 2_000;

    private final Set<String> words = new HashSet<>();
    private final Set<String> triples = new HashSet<>();

    Likeness(String text) {
        List<String> all = Letters.words(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        for (String word : all) {
            if (word.length() > 3) {
                words.add(word);
                String padded = " " + word + " ";
                for (int i = 0; i + 3 <= padded.length(); i++) {
                    triples.add(padded.substring(i, i + 3));
                }
            }
        }
    }

    double to(Likeness other) {
        return Math.max(dice(words, other.words), dice(triples, other.triples));
    }

    private static double dice(Set<String> a, Set<String> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        long common = a.stream().filter(b::contains).count();
        return 2.0 * common / (a.size() + b.size());
    }
}
