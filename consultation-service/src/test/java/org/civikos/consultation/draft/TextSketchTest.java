package org.civikos.consultation.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.junit.jupiter.api.Test;

class TextSketchTest {

    private static List<String> words(int count, long seed) {
        Random random = new Random(seed);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add("fjala" + random.nextInt(5_000));
        }
        return words;
    }

    private static TextSketch sketch(List<String> words) {
        return TextSketch.of(List.of(new Node("art_1", Kind.ARTICLE, "1", "Qëllimi", null, String.join(" ", words), 1, 1)));
    }

    @Test
    void theSameWordsInOtherPartsLettersAndScriptAreTheSame() {
        List<String> words = words(400, 1);
        Node whole = new Node("art_1", Kind.ARTICLE, "1", null, null, String.join(" ", words), 1, 1);
        Node first = new Node("art_1", Kind.ARTICLE, "1", null, null, String.join(" ", words.subList(0, 200)).toUpperCase(Locale.ROOT), 1, 1);
        Node second = new Node("art_2", Kind.ARTICLE, "2", null, null, String.join(",\n", words.subList(200, 400)), 1, 1);
        assertThat(TextSketch.of(List.of(whole)).likeness(TextSketch.of(List.of(first, second)))).isEqualTo(1);
        Node other = new Node("sr__art_1", Kind.ARTICLE, "1", null, null, String.join(" ", words(400, 9)), 1, 1);
        assertThat(TextSketch.of(List.of(whole, other)).likeness(TextSketch.of(List.of(whole)))).as("another language beside it").isEqualTo(1);
    }

    @Test
    void theShareOfCommonWordsIsEstimated() {
        List<String> words = words(4_000, 2);
        List<String> half = new ArrayList<>(words.subList(0, 2_000));
        half.addAll(words(2_000, 3));
        // Of runs in either, a third is in both.
        assertThat(sketch(words).likeness(sketch(half))).isCloseTo(1 / 3.0, within(0.1));
        List<String> corrected = new ArrayList<>(words);
        for (int i = 0; i < corrected.size(); i += 100) {
            corrected.set(i, "tjeter" + i);
        }
        assertThat(sketch(words).likeness(sketch(corrected))).as("one word of a hundred").isGreaterThan(TextTwins.SURE);
        assertThat(sketch(words).likeness(sketch(words(4_000, 5)))).isLessThan(0.05);
    }

    @Test
    void tooFewWordsSayNothing() {
        assertThat(sketch(words(20, 7)).likeness(sketch(words(20, 7)))).isZero();
    }
}
