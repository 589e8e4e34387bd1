package org.civikos.consultation.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.civikos.consultation.anchor.Carried.Kept;
import org.civikos.consultation.anchor.Carried.Orphan;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/** Generated acts under generated edits: no anchor vanishes, and every one that is carried lies on words that still say the same. */
class CarrierPropertyTest {

    private record Case(TextTree before, TextTree after, Map<String, Set<Long>> was, Map<String, Set<Long>> is, List<Anchor> anchors) {
    }

    private static Case edited(long seed, int edits) {
        EditedAct act = new EditedAct(seed);
        List<Node> nodes = act.nodes();
        TextTree before = TextTree.of(nodes);
        Map<String, Set<Long>> was = new LinkedHashMap<>(act.origins());
        List<Anchor> anchors = new ArrayList<>();
        for (Node node : nodes) {
            anchors.add(before.anchor(node.id(), null));
            if (node.text().length() > 20) {
                int from = node.text().indexOf(' ', act.roll(node.text().length() / 2)) + 1;
                int to = Math.min(node.text().length(), from + 12 + act.roll(30));
                anchors.add(before.anchor(node.id(), Quote.in(node.text(), from, to)));
            }
        }
        for (int i = 0; i < edits; i++) {
            act.edit();
        }
        return new Case(before, TextTree.of(act.nodes()), was, act.origins(), anchors);
    }

    /** Which share of the words of the old node stands in the new one, by where they were first written. */
    private static double share(Case one, String old, @Nullable String now) {
        Set<Long> there = one.is().getOrDefault(now, Set.of());
        return (double) one.was().get(old).stream().filter(there::contains).count() / one.was().get(old).size();
    }

    /** A sentence that stands twice in the act may be found in its twin: at least half of the words, in their order. */
    private static boolean saysTheSame(Case one, String old, String now) {
        List<String> before = one.before().part(old).words();
        List<String> after = one.after().part(now).words();
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = 0; i < before.size(); i++) {
            for (int j = 0; j < after.size(); j++) {
                common[i + 1][j + 1] = before.get(i).equals(after.get(j)) ? common[i][j] + 1 : Math.max(common[i][j + 1], common[i + 1][j]);
            }
        }
        return 2 * common[before.size()][after.size()] >= before.size();
    }

    @Property(tries = 600)
    void noneVanishesAndEachLiesOnWhatStillSaysTheSame(@ForAll long seed, @ForAll @IntRange(max = 12) int edits) {
        Case one = edited(seed, edits);
        Carrier carrier = new Carrier(one.before(), one.after());
        for (Anchor anchor : one.anchors()) {
            switch (carrier.carry(anchor)) {
                case Orphan orphan -> assertThat(orphan.anchor()).isEqualTo(anchor);
                case Kept kept -> {
                    String now = kept.anchor().node();
                    assertThat(one.after().has(now)).isTrue();
                    assertThat(kept.confidence()).isBetween(0.0, 1.0);
                    assertThat(kept.anchor().fingerprint()).isEqualTo(Fingerprint.of(one.after().part(now).whole()));
                    if (kept.anchor().quote() != null) {
                        assertThat(one.after().says(now, kept.anchor().quote())).isTrue();
                        assertThat(Letters.words(kept.anchor().quote().exact())).isEqualTo(Letters.words(anchor.quote().exact()));
                    } else {
                        assertThat(share(one, anchor.node(), now) >= 0.4 || saysTheSame(one, anchor.node(), now))
                                .as("%s carried to %s (%s, %s) by seed %d: \"%s\" is now \"%s\"", anchor.node(), now, kept.how(), kept.confidence(), seed,
                                        one.before().part(anchor.node()).whole(), one.after().part(now).whole()).isTrue();
                    }
                }
            }
        }
    }

    /** Found by lot once: the end of an article, left over in another one, is not the article. */
    @Example
    void aFragmentIsNotTheWhole() {
        Case one = edited(1897, 6);
        assertThat(new Carrier(one.before(), one.after()).carry(one.before().anchor("art_1", null)))
                .isInstanceOfSatisfying(Kept.class, kept -> assertThat(saysTheSame(one, "art_1", kept.anchor().node())).isTrue());
    }

    /** What nobody touched is never given up, however much was changed around it. */
    @Property(tries = 300)
    void whatStandsUnchangedIsFound(@ForAll long seed, @ForAll @IntRange(max = 12) int edits) {
        Case one = edited(seed, edits);
        Carrier carrier = new Carrier(one.before(), one.after());
        for (Anchor anchor : one.anchors()) {
            TextTree.Part old = one.before().part(anchor.node());
            if (one.before().saying(old.whole()).size() == 1 && one.after().saying(old.whole()).size() == 1) {
                assertThat(carrier.carry(anchor)).as("%s by seed %d", anchor, seed).isInstanceOf(Kept.class);
            }
        }
    }

    @Property(tries = 100)
    void withoutAnEditNothingMoves(@ForAll long seed) {
        Case one = edited(seed, 0);
        Carrier carrier = new Carrier(one.before(), one.after());
        one.anchors().forEach(anchor -> assertThat(carrier.carry(anchor)).isEqualTo(new Kept(anchor.quote() == null ? anchor
                : new Anchor(anchor.node(), anchor.fingerprint(), Quotes.find(one.before().text(anchor.node()), anchor.quote())), 1, Carried.How.SAME, false)));
    }

    /** How often a person must help: of the paragraphs of which four fifths still stand together, nearly none. */
    @Property(tries = 1)
    void whatSurvivesIsSeldomOrphaned() {
        int surviving = 0;
        int orphaned = 0;
        int wrong = 0;
        for (long seed = 1; seed <= 400; seed++) {
            Case one = edited(seed, 6);
            Carrier carrier = new Carrier(one.before(), one.after());
            for (Anchor anchor : one.anchors()) {
                if (anchor.quote() != null) {
                    continue;
                }
                boolean survives = one.is().keySet().stream().anyMatch(now -> now.contains("par") == anchor.node().contains("par") && share(one, anchor.node(), now) >= 0.8);
                if (survives) {
                    surviving++;
                    Carried carried = carrier.carry(anchor);
                    orphaned += carried instanceof Orphan ? 1 : 0;
                    wrong += carried instanceof Kept kept && share(one, anchor.node(), kept.anchor().node()) < 0.5 && !saysTheSame(one, anchor.node(), kept.anchor().node()) ? 1 : 0;
                }
            }
        }
        System.out.printf("Anchors: %d whose words survive, %d of them orphaned (%.2f %%), %d misplaced%n", surviving, orphaned, 100.0 * orphaned / surviving, wrong);
        assertThat(wrong).isZero();
        assertThat((double) orphaned / surviving).isLessThan(0.01);
    }
}
