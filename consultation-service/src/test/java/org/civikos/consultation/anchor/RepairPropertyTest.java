package org.civikos.consultation.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.civikos.consultation.anchor.Carried.Kept;
import org.civikos.consultation.anchor.Carried.Orphan;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Repair;
import org.civikos.consultation.structure.RepairedSplit;
import org.civikos.consultation.text.Letters;

/** Whatever a person does to a split, no comment on it may vanish or come to stand on other words. */
class RepairPropertyTest {

    private static RepairedSplit repaired(List<Node> nodes, Random random, int repairs) {
        RepairedSplit now = RepairedSplit.of(nodes);
        for (int i = 0; i < repairs; i++) {
            Node n = now.nodes().get(random.nextInt(now.nodes().size()));
            Node other = now.nodes().get(random.nextInt(now.nodes().size()));
            Repair repair = switch (random.nextInt(8)) {
                case 0 -> new Repair.Merge(n.id());
                case 1 -> new Repair.Split(n.id(), 1 + random.nextInt(Math.max(1, n.text().length())), random.nextBoolean() ? Kind.ARTICLE : Kind.PARAGRAPH, "9", null);
                case 2 -> new Repair.Promote(n.id());
                case 3 -> new Repair.Demote(n.id());
                case 4 -> new Repair.Move(n.id(), random.nextInt(4) == 0 ? null : other.id());
                case 5 -> new Repair.Title(n.id(), random.nextInt(1 + n.text().length()));
                case 6 -> new Repair.Renumber(n.id(), String.valueOf(random.nextInt(200)));
                default -> new Repair.Relabel(n.id(), Kind.TEXT);
            };
            try {
                now = now.with(repair);
            } catch (RepairedSplit.Impossible refused) {
                continue;
            }
        }
        return now;
    }

    @Property(tries = 500)
    void noAnchorVanishesAndOnlyAMergedOneCanBeAnOrphan(@ForAll long seed, @ForAll @IntRange(max = 15) int repairs) {
        EditedAct act = new EditedAct(seed);
        List<Node> nodes = act.nodes();
        List<Node> after = repaired(nodes, new Random(seed), repairs).nodes();
        TextTree before = TextTree.of(nodes);
        TextTree now = TextTree.of(after);
        Carrier carrier = new Carrier(before, now);
        Set<String> there = new HashSet<>(after.stream().map(Node::id).toList());
        for (Node node : nodes) {
            List<Anchor> anchors = new ArrayList<>(List.of(before.anchor(node.id(), null)));
            if (node.text().length() > 20) {
                anchors.add(before.anchor(node.id(), Quote.in(node.text(), 0, node.text().indexOf(' ', 12) + 1)));
            }
            for (Anchor anchor : anchors) {
                switch (carrier.carryRepaired(anchor)) {
                    case Orphan orphan -> {
                        assertThat(orphan.anchor()).isEqualTo(anchor);
                        assertThat(there).as("%s by seed %d is there and was given up", anchor.node(), seed).doesNotContain(anchor.node());
                    }
                    case Kept kept -> {
                        assertThat(there).contains(kept.anchor().node());
                        assertThat(kept.confidence()).isBetween(0.0, 1.0);
                        assertThat(kept.anchor().fingerprint()).isEqualTo(Fingerprint.of(now.part(kept.anchor().node()).whole()));
                        if (kept.anchor().quote() != null) {
                            assertThat(now.says(kept.anchor().node(), kept.anchor().quote())).isTrue();
                            assertThat(Letters.words(kept.anchor().quote().exact())).isEqualTo(Letters.words(anchor.quote().exact()));
                        }
                    }
                }
            }
        }
    }

    /** Numbers and levels are no words: what only got another number, kind or place keeps its comments with full confidence. */
    @Property(tries = 200)
    void renumberingMovesNothing(@ForAll long seed) {
        List<Node> nodes = new EditedAct(seed).nodes();
        RepairedSplit split = RepairedSplit.of(nodes);
        for (Node node : nodes) {
            split = split.with(new Repair.Renumber(node.id(), "7")).with(new Repair.Relabel(node.id(), Kind.TEXT));
        }
        TextTree before = TextTree.of(nodes);
        Carrier carrier = new Carrier(before, TextTree.of(split.nodes()));
        Map<String, Carried> carried = new HashMap<>();
        nodes.forEach(node -> carried.put(node.id(), carrier.carryRepaired(before.anchor(node.id(), null))));
        carried.forEach((id, one) -> {
            assertThat(one).isInstanceOf(Kept.class);
            assertThat(((Kept) one).anchor().node()).isEqualTo(id);
            assertThat(((Kept) one).confidence()).isEqualTo(1);
        });
    }
}
