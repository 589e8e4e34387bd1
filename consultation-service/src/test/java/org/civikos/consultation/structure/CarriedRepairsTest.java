package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people repaired is found again in the publisher's next file, where it still fits; nothing is repaired in a wrong place, and no text is lost. */
class CarriedRepairsTest {
    private static final String FIRST = """
            LIGJI PËR PROVËN

            Neni 1
            Qëllimi
            Ky ligj rregullon provën.

            Neni 2
            Fusha
            Zbatohet kudo. Përjashtim bëjnë shkollat.

            Neni 4
            Fundi
            Ky ligj hyn në fuqi nesër.
            """;

    private static List<Node> split(String text) throws UnreadableDocument {
        return Splitter.standard().split(text.getBytes(StandardCharsets.UTF_8), "act.txt", null).nodes();
    }

    private static Node node(List<Node> nodes, String id) {
        return nodes.stream().filter(n -> n.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void anotherArticleChangedAndOneInsertedBefore() throws Exception {
        List<Node> before = split(FIRST);
        List<Repair> repairs = List.of(new Repair.Split("art_2", 15, Kind.ARTICLE, "3", "Përjashtimet"), new Repair.Renumber("art_2__s15", "2A"), new Repair.Renumber("art_4", "5"),
                new Repair.Relabel("art_1", Kind.HEADING));
        assertThat(RepairedSplit.replay(before, repairs).nodes()).hasSize(before.size() + 1);
        List<Node> after = split(FIRST.replace("rregullon provën", "rregullon provat dhe garat"));
        CarriedRepairs carried = CarriedRepairs.carry(before, repairs, after);
        assertThat(carried.carried()).containsExactly(0, 1, 2);
        assertThat(node(carried.split().nodes(), "art_2").text()).isEqualTo("Zbatohet kudo. ");
        assertThat(node(carried.split().nodes(), "art_2__s15").number()).isEqualTo("2A");
        assertThat(node(carried.split().nodes(), "art_4").number()).isEqualTo("5");
        assertThat(node(carried.split().nodes(), "art_1").kind()).isEqualTo(Kind.ARTICLE);
        // One article more in front: the same article has another number and another identifier now.
        after = split(FIRST.replace("Neni 4\n", "Neni 5\n").replace("Neni 2\nFusha", "Neni 2\nParimet\nParimet janë tri.\n\nNeni 3\nFusha"));
        carried = CarriedRepairs.carry(before, repairs, after);
        // A number that the publisher changed himself is not changed again.
        assertThat(carried.carried()).containsExactly(0, 1, 3);
        assertThat(carried.split().nodes()).extracting(Node::number).contains("2A");
        assertThat(node(carried.split().nodes(), "art_3").text()).isEqualTo("Zbatohet kudo. ");
        assertThat(node(carried.split().nodes(), "art_2").text()).isEqualTo("Parimet janë tri.");
        assertThat(node(carried.split().nodes(), "art_5").number()).isEqualTo("5");
    }

    @Test
    void aRepairThatAnotherOneLostBelongsToIsLostToo() throws Exception {
        List<Node> before = split(FIRST);
        List<Repair> repairs = List.of(new Repair.Split("art_2", 15, Kind.ARTICLE, "3", null), new Repair.Renumber("art_2__s15", "2A"));
        CarriedRepairs carried = CarriedRepairs.carry(before, repairs, split(FIRST.replace("Zbatohet kudo", "Zbatohet në Kosovë")));
        assertThat(carried.carried()).isEmpty();
        assertThat(carried.split().nodes()).isEqualTo(split(FIRST.replace("Zbatohet kudo", "Zbatohet në Kosovë")));
    }

    /** Acts drawn by lot, repairs drawn by lot, and some nodes said otherwise by the publisher. */
    @Test
    void editsDrawnByLot() throws Exception {
        int done = 0;
        int lost = 0;
        for (long seed = 1; seed <= 150; seed++) {
            Random random = new Random(seed);
            List<Node> before = split(Prints.text(GeneratedActs.of(seed), false));
            List<Repair> repairs = repairs(before, random);
            CarriedRepairs same = CarriedRepairs.carry(before, repairs, before);
            assertThat(same.carried()).as("seed %d: the same file again loses nothing", seed).hasSize(repairs.size());
            assertThat(same.split().nodes()).isEqualTo(RepairedSplit.replay(before, repairs).nodes());
            Set<String> touched = new HashSet<>();
            List<Node> after = new ArrayList<>();
            for (Node n : before) {
                boolean edit = random.nextInt(8) == 0 && !n.text().isBlank();
                after.add(edit ? new Node(n.id(), n.kind(), n.number(), n.heading(), n.parent(), n.text() + " Fjalia " + seed + ".", n.page(), n.confidence()) : n);
                if (edit) {
                    touched.add(n.id());
                }
            }
            CarriedRepairs carried = CarriedRepairs.carry(before, repairs, after);
            assertThat(letters(carried.split().nodes())).as("seed %d", seed).isEqualTo(letters(after));
            assertThat(new HashSet<>(carried.split().nodes().stream().map(Node::id).toList())).hasSize(carried.split().nodes().size());
            // Every repair of a node that no edit and no lost repair has touched is there.
            Set<String> spoilt = new HashSet<>(touched);
            RepairedSplit old = RepairedSplit.of(before);
            for (int i = 0; i < repairs.size(); i++) {
                Repair repair = repairs.get(i);
                RepairedSplit next = old.with(repair);
                String target = repair instanceof Repair.Merge ? RepairedSplit.before(old.nodes(), repair.node()) : null;
                boolean kept = carried.carried().contains(i);
                if (!kept) {
                    assertThat(spoilt.contains(repair.node()) || target != null && spoilt.contains(target)).as("seed %d: %s was lost without need", seed, repair).isTrue();
                    lost++;
                }
                done += kept ? 1 : 0;
                if (!kept || target != null && spoilt.contains(repair.node())) {
                    spoilt.add(repair.node());
                    Map<String, Node> known = new HashMap<>();
                    old.nodes().forEach(n -> known.put(n.id(), n));
                    next.nodes().stream().filter(n -> !n.equals(known.get(n.id()))).map(Node::id).forEach(spoilt::add);
                }
                old = next;
            }
        }
        assertThat(done).isGreaterThan(500);
        assertThat(lost).isGreaterThan(20);
    }

    private static List<Repair> repairs(List<Node> nodes, Random random) {
        RepairedSplit split = RepairedSplit.of(nodes);
        for (int k = 0; k < 12; k++) {
            Node n = split.nodes().get(random.nextInt(split.nodes().size()));
            Repair repair = switch (random.nextInt(6)) {
                case 0 -> new Repair.Split(n.id(), 1 + random.nextInt(Math.max(1, n.text().length())), Kind.PARAGRAPH, null, null);
                case 1 -> new Repair.Relabel(n.id(), Kind.POINT);
                case 2 -> new Repair.Title(n.id(), random.nextInt(20));
                case 3 -> new Repair.Merge(n.id());
                case 4 -> new Repair.Relabel(n.id(), Kind.PARAGRAPH);
                default -> new Repair.Title(n.id(), 0);
            };
            try {
                split = split.with(repair);
            } catch (RepairedSplit.Impossible notHere) {
                continue;
            }
        }
        return split.repairs();
    }

    private static Map<Integer, Integer> letters(List<Node> nodes) {
        Map<Integer, Integer> out = new HashMap<>();
        nodes.forEach(n -> (n.text() + n.heading() + n.number()).replace("null", "").codePoints().filter(Character::isLetterOrDigit).forEach(c -> out.merge(c, 1, Integer::sum)));
        return out;
    }
}
