package org.civikos.consultation.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.civikos.consultation.anchor.Carried.How;
import org.civikos.consultation.anchor.Carried.Kept;
import org.civikos.consultation.anchor.Carried.Orphan;
import org.civikos.consultation.anchor.Carried.Why;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CarrierTest {

    private static final String REGISTER = "Organi kompetent vendos për kërkesën për regjistrim brenda tridhjetë ditësh nga pranimi i saj.";
    private static final String APPEAL = "Kundër vendimit të organit kompetent pala mund të paraqesë ankesë në gjykatën e themelit.";
    private static final String FEE = "Për regjistrimin e shoqatës paguhet tarifë sipas aktit nënligjor të ministrit.";

    private static Node article(int number, @Nullable String heading) {
        return new Node("art_" + number, Kind.ARTICLE, String.valueOf(number), heading, null, "", null, 1);
    }

    private static Node paragraph(int article, int number, String text) {
        return new Node("art_" + article + "__par_" + number, Kind.PARAGRAPH, String.valueOf(number), null, "art_" + article, text, null, 1);
    }

    private static Carried carry(List<Node> before, List<Node> after, String node, @Nullable String words) {
        TextTree from = TextTree.of(before);
        Quote quote = words == null ? null : Quote.in(from.text(node), from.text(node).indexOf(words), from.text(node).indexOf(words) + words.length());
        return new Carrier(from, TextTree.of(after)).carry(from.anchor(node, quote));
    }

    @Test
    void anArticleThatGotAnotherNumberIsFollowed() {
        List<Node> before = List.of(article(1, "Regjistrimi"), paragraph(1, 1, REGISTER), article(2, "Ankesa"), paragraph(2, 1, APPEAL));
        List<Node> after = List.of(article(1, "Tarifa"), paragraph(1, 1, FEE), article(2, "Regjistrimi"), paragraph(2, 1, REGISTER), article(3, "Ankesa"), paragraph(3, 1, APPEAL));
        assertThat(carry(before, after, "art_1", null)).isInstanceOfSatisfying(Kept.class, kept -> {
            assertThat(kept.anchor().node()).isEqualTo("art_2");
            assertThat(kept.how()).isEqualTo(How.MOVED);
        });
        assertThat(carry(before, after, "art_2__par_1", "ankesë në gjykatën")).isInstanceOfSatisfying(Kept.class, kept -> {
            assertThat(kept.anchor().node()).isEqualTo("art_3__par_1");
            assertThat(kept.anchor().quote().exact()).isEqualTo("ankesë në gjykatën");
        });
    }

    @Test
    void aChangedSentenceIsStillItselfAndAQuoteThatIsGoneIsSaidToBe() {
        List<Node> before = List.of(article(1, "Regjistrimi"), paragraph(1, 1, REGISTER));
        List<Node> after = List.of(article(1, "Regjistrimi"), paragraph(1, 1, REGISTER.replace("tridhjetë", "pesëmbëdhjetë")));
        assertThat(carry(before, after, "art_1__par_1", null)).isInstanceOfSatisfying(Kept.class, kept -> {
            assertThat(kept.how()).isEqualTo(How.REWORDED);
            assertThat(kept.confidence()).isBetween(0.6, 0.95);
        });
        assertThat(carry(before, after, "art_1__par_1", "tridhjetë ditësh")).isInstanceOfSatisfying(Kept.class, kept -> {
            assertThat(kept.quoteIsGone()).isTrue();
            assertThat(kept.anchor().quote()).isNull();
            assertThat(kept.confidence()).isLessThan(0.6);
        });
    }

    @Test
    void aQuoteGoesWithTheHalfThatHasIt() {
        List<Node> before = List.of(article(1, null), paragraph(1, 1, REGISTER + " " + APPEAL));
        List<Node> after = List.of(article(1, null), paragraph(1, 1, REGISTER), paragraph(1, 2, APPEAL));
        assertThat(carry(before, after, "art_1__par_1", "ankesë në gjykatën")).isInstanceOfSatisfying(Kept.class, kept -> assertThat(kept.anchor().node()).isEqualTo("art_1__par_2"));
        assertThat(carry(before, after, "art_1__par_1", null)).isInstanceOfSatisfying(Kept.class, kept -> assertThat(kept.anchor().node()).isIn("art_1", "art_1__par_1", "art_1__par_2"));
    }

    @Test
    void whatWasMergedLiesOnTheWhole() {
        List<Node> before = List.of(article(1, null), paragraph(1, 1, FEE), paragraph(1, 2, REGISTER), paragraph(1, 3, APPEAL));
        List<Node> after = List.of(article(1, null), paragraph(1, 1, FEE + " " + REGISTER + " " + APPEAL));
        assertThat(carry(before, after, "art_1__par_2", null)).isInstanceOfSatisfying(Kept.class, kept -> assertThat(kept.anchor().node()).isEqualTo("art_1__par_1"));
    }

    @Test
    void whatIsDeletedIsAnOrphanAndNotGivenToItsNeighbour() {
        List<Node> before = List.of(article(1, null), paragraph(1, 1, REGISTER), article(2, null), paragraph(2, 1, APPEAL));
        List<Node> after = List.of(article(1, null), paragraph(1, 1, APPEAL));
        assertThat(carry(before, after, "art_1__par_1", null)).isEqualTo(new Orphan(TextTree.of(before).anchor("art_1__par_1", null), Why.DELETED));
        assertThat(carry(before, after, "art_2", null)).isInstanceOfSatisfying(Kept.class, kept -> assertThat(kept.anchor().node()).isEqualTo("art_1"));
        assertThat(new Carrier(TextTree.of(before), TextTree.of(after)).carry(new Anchor("art_99", "0", null))).isInstanceOfSatisfying(Orphan.class,
                orphan -> assertThat(orphan.why()).isEqualTo(Why.UNKNOWN));
    }

    @Test
    void scriptAndDiacriticsChangeNothing() {
        List<Node> before = List.of(article(1, null), paragraph(1, 1, "Nadležni organ odlučuje o zahtevu za registraciju u roku od trideset dana."));
        List<Node> after = List.of(article(7, null), paragraph(7, 1, "Надлежни орган одлучује о захтеву за регистрацију у року од тридесет дана."));
        assertThat(carry(before, after, "art_1__par_1", null)).isInstanceOfSatisfying(Kept.class, kept -> assertThat(kept.anchor().node()).isEqualTo("art_7__par_1"));
    }

    @Test
    void ofEqualSentencesTheTurnDecides() {
        List<Node> before = new ArrayList<>();
        List<Node> after = new ArrayList<>(List.of(article(1, "E re"), paragraph(1, 1, FEE)));
        for (int i = 1; i <= 3; i++) {
            before.addAll(List.of(article(i, "Titulli " + i), paragraph(i, 1, APPEAL)));
            after.addAll(List.of(article(i + 1, "Titulli " + i), paragraph(i + 1, 1, APPEAL)));
        }
        assertThat(carry(before, after, "art_2", null)).isInstanceOfSatisfying(Kept.class, kept -> assertThat(kept.anchor().node()).isEqualTo("art_3"));
    }

    @Test
    void aQuoteThatStandsTwiceIsTheOneWithItsNeighbours() {
        String text = "Afati është tridhjetë ditë për shoqatat dhe tridhjetë ditë për fondacionet.";
        Quote second = Quote.in(text, text.lastIndexOf("tridhjetë ditë"), text.lastIndexOf("tridhjetë ditë") + 14);
        assertThat(Quotes.find("Me ligj: " + text, second).start()).isEqualTo(9 + text.lastIndexOf("tridhjetë ditë"));
        assertThat(Quotes.find(text.replace(" ", "\n  "), second)).isNotNull();
        assertThat(Quotes.find("krejt tjetër", second)).isNull();
        assertThat(Quotes.find(text, new Quote("   ", null, null, 0))).isNull();
    }

    /** 3,000 nodes of which every tenth changed: some hundred milliseconds. */
    @Test
    void aCodeOfThreeThousandNodesIsComparedInTime() {
        List<Node> before = new ArrayList<>();
        List<Node> after = new ArrayList<>();
        for (int a = 1; a <= 500; a++) {
            before.add(article(a, "Titulli " + a));
            after.add(article(a + 1, "Titulli " + a));
            for (int p = 1; p <= 5; p++) {
                String text = REGISTER + " Pika " + a * 31 % 977 + " dhe " + p * 17 + " sipas nenit " + (a * 7 + p) + ".";
                before.add(paragraph(a, p, text));
                after.add(paragraph(a + 1, p, (a + p) % 10 == 0 ? text.replace("kompetent", "përgjegjës") : text));
            }
        }
        long start = System.nanoTime();
        TextTree from = TextTree.of(before);
        Carrier carrier = new Carrier(from, TextTree.of(after));
        before.forEach(node -> carrier.carry(from.anchor(node.id(), null)));
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(20_000);
        assertThat(carrier.carry(from.anchor("art_9__par_2", null))).isInstanceOfSatisfying(Kept.class, kept -> assertThat(kept.anchor().node()).isEqualTo("art_10__par_2"));
    }
}
