package org.civikos.consultation.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.HashSet;
import java.util.Collections;
import java.util.Set;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Threads;
import org.civikos.consultation.text.Letters;

/**
 * The words of a text in a few hundred numbers, by which the share that two texts have in common is estimated without either of them: the smallest hashes of all runs of {@value #RUN} words
 * (Broder, On the resemblance and containment of documents, 1997). Letters are folded, so that script and diacritics make no difference; so do page marks hardly.
 *
 * @param runs     how many different runs of words the text has
 * @param smallest hashes in order, {@value #SIZE} at most
 */
record TextSketch(int runs, List<Long> smallest) {

    static final int RUN = 5;
    static final int SIZE = 256;
    /** Fewer say too little: two short regulations share most of their words. */
    private static final int FEWEST_RUNS = 60;

    TextSketch {
        smallest = List.copyOf(smallest);
    }

    /** Of the main language alone: a source may have the other versions in files of their own. */
    static TextSketch of(List<Node> nodes) {
        List<String> words = new ArrayList<>();
        for (Node node : nodes) {
            if (Threads.languageOf(node.id()) == null) {
                words.addAll(Letters.words(node.heading() == null ? node.text() : node.heading() + " " + node.text()));
            }
        }
        Set<Long> hashes = new HashSet<>();
        PriorityQueue<Long> smallest = new PriorityQueue<>(SIZE + 1, Collections.reverseOrder());
        for (int i = 0; i + RUN <= words.size(); i++) {
            long hash = hash(words, i);
            if (hashes.add(hash)) {
                smallest.add(hash);
                if (smallest.size() > SIZE) {
                    smallest.poll();
                }
            }
        }
        return new TextSketch(hashes.size(), smallest.stream().sorted().toList());
    }

    /** FNV-1a over the letters, then mixed, so that near words do not lie near. */
    private static long hash(List<String> words, int from) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < from + RUN; i++) {
            String word = words.get(i);
            for (int k = 0; k < word.length(); k++) {
                hash = (hash ^ word.charAt(k)) * 0x100000001b3L;
            }
            hash = (hash ^ ' ') * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }

    boolean saysEnough() {
        return runs >= FEWEST_RUNS;
    }

    /** Which share of all runs of words of the two stands in both, estimated: from 0 to 1, 0 where either says too little. Off by some hundredths. */
    double likeness(TextSketch other) {
        if (!saysEnough() || !other.saysEnough()) {
            return 0;
        }
        int mine = 0;
        int theirs = 0;
        int looked = 0;
        int shared = 0;
        while (looked < SIZE && (mine < smallest.size() || theirs < other.smallest.size())) {
            long a = mine < smallest.size() ? smallest.get(mine) : Long.MAX_VALUE;
            long b = theirs < other.smallest.size() ? other.smallest.get(theirs) : Long.MAX_VALUE;
            shared += a == b ? 1 : 0;
            mine += a <= b ? 1 : 0;
            theirs += b <= a ? 1 : 0;
            looked++;
        }
        return looked == 0 ? 0 : (double) shared / looked;
    }
}
