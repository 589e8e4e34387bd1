package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadsTest {

    private static Node node(String id, Kind kind, String number, String parent) {
        return new Node(id, kind, number, null, parent, "x", null, 1);
    }

    @Test
    void languageVersionsOfAPlaceShareOneThread() {
        Threads threads = Threads.of(List.of(node("art_5", Kind.ARTICLE, "5", null), node("art_5__par_1", Kind.PARAGRAPH, "1", "art_5"),
                node("sr__art_5", Kind.ARTICLE, "5", null), node("sr__art_5__par_1", Kind.PARAGRAPH, "1", "sr__art_5"), node("sr__art_6", Kind.ARTICLE, "6", null)));
        assertThat(threads.of("sr__art_5")).isEqualTo("art_5");
        assertThat(threads.of("sr__art_5__par_1")).isEqualTo("art_5__par_1");
        assertThat(threads.of("art_5")).isEqualTo("art_5");
        assertThat(threads.of("sr__art_6")).as("what the main version lacks stands alone").isEqualTo("sr__art_6");
        assertThat(threads.of("unknown")).isEqualTo("unknown");
    }

    @Test
    void anActInOneLanguageKeepsItsNames() {
        assertThat(Threads.of(List.of(node("art_5", Kind.ARTICLE, "5", null))).of("art_5")).isEqualTo("art_5");
        assertThat(Threads.languageOf("art_5")).isNull();
        assertThat(Threads.languageOf("en__art_5")).isEqualTo("en");
        assertThat(Threads.languageOf("enclosure__art_5")).isNull();
    }
}
