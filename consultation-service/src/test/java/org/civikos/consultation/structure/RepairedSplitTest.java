package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repairs of a split: each does what it says, none loses a word, and undoing gives back what was there. */
class RepairedSplitTest {
    private static Node node(String id, Kind kind, String number, String parent, String text) {
        return new Node(id, kind, number, null, parent, text, 1, 0.9);
    }

    private final RepairedSplit split = RepairedSplit.of(List.of(node("chp_1", Kind.CHAPTER, "I", null, ""), node("art_1", Kind.ARTICLE, "1", "chp_1", "Një."),
            node("art_1__par_1", Kind.PARAGRAPH, "1", "art_1", "Dy. Tre."), node("art_1__par_2", Kind.PARAGRAPH, "2", "art_1", "Katër."), node("art_9", Kind.ARTICLE, "9", "chp_1", "i ligjit."),
            node("art_9__par_1", Kind.PARAGRAPH, "1", "art_9", "Pesë."), node("art_2", Kind.ARTICLE, "2", null, "Gjashtë.")));

    private static String outline(RepairedSplit split) {
        StringBuilder out = new StringBuilder();
        split.nodes().forEach(n -> out.append(n.parent() == null ? "" : n.parent() + ">").append(n.id()).append('=').append(n.text().strip().replace('\n', '|')).append(' '));
        return out.toString().strip();
    }

    @Test
    void mergeGivesWordsAndChildrenToTheNodeBefore() {
        RepairedSplit merged = split.with(new Repair.Merge("art_9"));
        assertThat(outline(merged)).isEqualTo("chp_1= chp_1>art_1=Një. art_1>art_1__par_1=Dy. Tre. art_1>art_1__par_2=Katër.|9|i ligjit. art_1__par_2>art_9__par_1=Pesë. art_2=Gjashtë.");
        assertThat(outline(split.with(new Repair.Merge("art_1__par_1")))).startsWith("chp_1= chp_1>art_1=Një.|1|Dy. Tre. art_1>art_1__par_2=Katër.");
    }

    @Test
    void splitMakesANodeWhoseIdTellsWhereItCameFrom() {
        RepairedSplit two = split.with(new Repair.Split("art_1__par_1", 4, Kind.PARAGRAPH, "1a", null));
        assertThat(outline(two)).contains("art_1>art_1__par_1=Dy. art_1>art_1__par_1__s4=Tre. art_1>art_1__par_2");
        assertThat(two.nodes().stream().filter(n -> n.id().equals("art_1__par_1__s4")).findFirst().orElseThrow().number()).isEqualTo("1a");
        assertThat(outline(split.with(new Repair.Split("art_9", 2, Kind.ARTICLE, null, null)))).contains("chp_1>art_9=i chp_1>art_9__s2=ligjit.").contains("art_9__s2>art_9__par_1=Pesë.");
    }

    @Test
    void promoteAndDemoteKeepTheReadingOrder() {
        assertThat(outline(split.with(new Repair.Promote("art_1__par_1")))).contains("chp_1>art_1=Një. chp_1>art_1__par_1=Dy. Tre. art_1__par_1>art_1__par_2=Katër. chp_1>art_9");
        assertThat(outline(split.with(new Repair.Demote("art_9")))).contains("art_1>art_1__par_2=Katër. art_1>art_9=i ligjit. art_9>art_9__par_1");
        assertThatThrownBy(() -> split.with(new Repair.Promote("chp_1"))).isInstanceOf(RepairedSplit.Impossible.class);
        assertThatThrownBy(() -> split.with(new Repair.Demote("chp_1"))).isInstanceOf(RepairedSplit.Impossible.class);
    }

    @Test
    void renumberRelabelTitleAndMove() {
        RepairedSplit done = split.with(new Repair.Renumber("art_2", "10")).with(new Repair.Relabel("art_2", Kind.ANNEX)).with(new Repair.Title("art_2", 8)).with(new Repair.Move("art_2", "art_9"));
        assertThat(done.nodes().stream().map(Node::id)).containsExactly("chp_1", "art_1", "art_1__par_1", "art_1__par_2", "art_2", "art_9", "art_9__par_1");
        Node moved = done.nodes().get(4);
        assertThat(moved).isEqualTo(new Node("art_2", Kind.ANNEX, "10", "Gjashtë.", "chp_1", "", 1, 1));
        assertThat(done.with(new Repair.Title("art_2", 0)).nodes().get(4).text()).isEqualTo("Gjashtë.");
        assertThatThrownBy(() -> split.with(new Repair.Move("chp_1", "art_9__par_1"))).isInstanceOf(RepairedSplit.Impossible.class).hasMessageContaining("itself");
        assertThatThrownBy(() -> split.with(new Repair.Merge("art_77"))).isInstanceOf(RepairedSplit.Impossible.class);
    }

    /** A missed article that is split off has its label and its title as words; the first heading takes both, and nothing else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Neni 5|Neni 5/Regjistrimi/Kërkesa|5|Regjistrimi", "Član 5.|Član 5./Upis/Zahtev|5|Upis", "Члан 5а|Члан 5а/Упис/Захтев|5а|Упис", "Neni 6|Neni 6/Titulli/Fjala|5|Neni 6 Titulli",
        "Regjistrimi|Regjistrimi/Kërkesa|5|Regjistrimi"})
    void aMissedArticleGetsItsTitle(String first, String words, String number, String heading) {
        String text = words.replace('/', '\n');
        RepairedSplit missed = RepairedSplit.of(List.of(new Node("art_4", Kind.ARTICLE, "4", "Katër", null, "Fjalë.\n" + text, 1, 1)));
        RepairedSplit done = missed.with(new Repair.Split("art_4", 7, Kind.ARTICLE, number, null));
        String made = done.nodes().get(1).id();
        done = done.with(new Repair.Title(made, text.lastIndexOf('\n')));
        assertThat(done.nodes().get(1).heading()).isEqualTo(heading);
        assertThat(done.nodes().get(1).text()).isEqualTo(text.substring(text.lastIndexOf('\n') + 1));
        assertThat(done.undo().nodes().get(1).text()).as("undone").isEqualTo(text);
    }

    @Test
    void undoReplays() {
        RepairedSplit done = split.with(new Repair.Merge("art_9")).with(new Repair.Promote("art_1__par_2"));
        assertThat(done.undo().nodes()).isEqualTo(split.with(new Repair.Merge("art_9")).nodes());
        assertThat(done.undo().undo().nodes()).isEqualTo(split.nodes());
        assertThat(split.undo()).isSameAs(split);
        assertThat(RepairedSplit.replay(split.nodes(), done.repairs()).nodes()).isEqualTo(done.nodes());
    }

    /** Any repairs in any order on any act. */
    @Test
    void noWordIsLostWhateverIsDone() throws Exception {
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            List<Node> start = Splitter.standard().split(Prints.text(GeneratedActs.of(seed), false).getBytes(StandardCharsets.UTF_8), "a", null).nodes();
            RepairedSplit now = RepairedSplit.of(start);
            Map<Integer, Integer> letters = letters(start);
            List<List<Node>> history = new ArrayList<>(List.of(start));
            for (int k = 0; k < 40; k++) {
                Node n = now.nodes().get(random.nextInt(now.nodes().size()));
                Node other = now.nodes().get(random.nextInt(now.nodes().size()));
                Repair repair = switch (random.nextInt(7)) {
                    case 0 -> new Repair.Merge(n.id());
                    case 1 -> new Repair.Split(n.id(), 1 + random.nextInt(Math.max(1, n.text().length())), Kind.ARTICLE, null, null);
                    case 2 -> new Repair.Promote(n.id());
                    case 3 -> new Repair.Demote(n.id());
                    case 4 -> new Repair.Move(n.id(), random.nextInt(4) == 0 ? null : other.id());
                    case 5 -> new Repair.Title(n.id(), random.nextInt(1 + n.text().length()));
                    default -> new Repair.Relabel(n.id(), Kind.TEXT);
                };
                try {
                    now = now.with(repair);
                } catch (RepairedSplit.Impossible e) {
                    assertThat(e.getMessage()).endsWith(".");
                    continue;
                }
                history.add(now.nodes());
                assertThat(letters(now.nodes())).as("seed " + seed + " " + repair).isEqualTo(letters);
                Set<String> seen = new HashSet<>();
                for (Node node : now.nodes()) {
                    assertThat(node.parent() == null || seen.contains(node.parent())).as("parent before child").isTrue();
                    assertThat(seen.add(node.id())).as("one node an id").isTrue();
                }
            }
            for (int k = history.size() - 2; k >= 0; k--) {
                now = now.undo();
                assertThat(now.nodes()).isEqualTo(history.get(k));
            }
        }
    }

    private static Map<Integer, Integer> letters(List<Node> nodes) {
        Map<Integer, Integer> out = new TreeMap<>();
        for (Node n : nodes) {
            for (String part : new String[] {n.number(), n.heading(), n.text()}) {
                if (part != null) {
                    part.codePoints().filter(c -> !Character.isWhitespace(c)).forEach(c -> out.merge(c, 1, Integer::sum));
                }
            }
        }
        return out;
    }
}
