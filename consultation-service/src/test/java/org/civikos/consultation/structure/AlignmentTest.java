package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One thread for all language versions of an article. */
class AlignmentTest {
    @Test
    void articlesOfThreeLanguagesMeet() throws Exception {
        List<InventedAct> three = List.of(InventedAct.load("trilingual/sq"), InventedAct.load("trilingual/en"), InventedAct.load("trilingual/sr"));
        Act act = Splitter.standard().split(Prints.pdf(three, 3, true, 9), "a", null);
        Alignment alignment = Alignment.of(act);
        assertThat(act.languages()).containsExactlyInAnyOrder("sq", "en", "sr").startsWith("sq");
        assertThat(alignment.articles()).hasSize(6).allSatisfy(p -> assertThat(p.nodes().keySet()).containsExactlyInAnyOrder("sq", "en", "sr"));
        assertThat(alignment.thread("sr__art_3")).isEqualTo("art_3");
        assertThat(alignment.thread("art_3")).isEqualTo("art_3");
        assertThat(alignment.in("en", "sr__art_3")).isEqualTo("en__art_3");
        everyNodeOnce(act, alignment);
    }

    @Test
    void lettersOfTwoAlphabetsMeetByTheirPlace() {
        Act act = act(article("art_1", null, "1"), point("art_1__a", "art_1", "a"), point("art_1__b", "art_1", "b"), point("art_1__c", "art_1", "c"),
                article("sr__art_1", null, "1"), point("sr__art_1__a", "sr__art_1", "а"), point("sr__art_1__b", "sr__art_1", "б"), point("sr__art_1__v", "sr__art_1", "в"));
        Alignment alignment = Alignment.of(act);
        assertThat(alignment.thread("sr__art_1__v")).isEqualTo("art_1__c");
        everyNodeOnce(act, alignment);
    }

    @Test
    void whatOneVersionLacksStandsAlone() {
        Act act = act(article("art_1", null, "1"), article("art_2", null, "2"), article("sr__art_1", null, "1"), article("sr__art_2a", null, "2a"));
        Alignment alignment = Alignment.of(act);
        assertThat(alignment.thread("sr__art_2a")).isEqualTo("sr__art_2a");
        assertThat(alignment.in("sr", "art_2")).isNull();
        assertThat(alignment.in("sr", "art_1")).isEqualTo("sr__art_1");
        assertThat(alignment.thread("unknown")).isEqualTo("unknown");
        everyNodeOnce(act, alignment);
    }

    @Test
    void twoArticlesOfOneNumberKeepApart() {
        Act act = act(article("art_1", null, "1"), article("art_1_v2", null, "1"), article("en__art_1", null, "1"));
        Alignment alignment = Alignment.of(act);
        assertThat(alignment.thread("en__art_1")).isEqualTo("art_1");
        assertThat(alignment.thread("art_1_v2")).isEqualTo("art_1_v2");
        everyNodeOnce(act, alignment);
    }

    private static void everyNodeOnce(Act act, Alignment alignment) {
        Set<String> seen = new HashSet<>();
        for (Alignment.Place place : alignment.places()) {
            for (Map.Entry<String, String> e : place.nodes().entrySet()) {
                assertThat(seen.add(e.getValue())).as(e.getValue()).isTrue();
            }
        }
        assertThat(seen).isEqualTo(new HashSet<>(act.nodes().stream().map(Node::id).toList()));
    }

    private static Act act(Node... nodes) {
        return new Act("sq", "Latn", "", List.of(nodes), List.of());
    }

    private static Node article(String id, String parent, String number) {
        return new Node(id, Kind.ARTICLE, number, null, parent, "x", null, 1);
    }

    private static Node point(String id, String parent, String number) {
        return new Node(id, Kind.POINT, number, null, parent, "x", null, 1);
    }
}
