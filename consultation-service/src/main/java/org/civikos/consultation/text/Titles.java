package org.civikos.consultation.text;

import java.util.HashSet;
import java.util.Set;

/** How alike two titles are. */
public final class Titles {

    private Titles() {
    }

    /** Endings change with the case and with "the draft law": the beginnings of the longer words are what two titles share. */
    public static Set<String> stems(String title) {
        Set<String> stems = new HashSet<>();
        for (String word : Letters.words(title)) {
            if (word.length() > 2) {
                stems.add(word.substring(0, Math.min(6, word.length())));
            }
        }
        return stems;
    }

    /** Twice what they share, by what they have: from 0 to 1. */
    public static double likeness(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        long shared = one.stream().filter(other::contains).count();
        return 2.0 * shared / (one.size() + other.size());
    }
}
