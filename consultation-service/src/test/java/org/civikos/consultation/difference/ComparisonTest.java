package org.civikos.consultation.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.civikos.consultation.difference.Difference.Article;
import org.civikos.consultation.difference.Difference.Kind;
import org.civikos.consultation.difference.Difference.Op;
import org.civikos.consultation.difference.Difference.Piece;
import org.civikos.consultation.structure.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final List<String> WORDS = List.of("ministria", "shoqata", "regjistrim", "afat", "ditë", "ligj", "neni", "dispozitë", "organ", "kërkesë", "ankesë", "gjobë",
            "buxhet", "raport", "mbikëqyrje", "pajisje", "leje", "komunë", "qytetar", "informim");

    private static List<Node> act(String... articles) {
        List<Node> nodes = new ArrayList<>();
        for (String article : articles) {
            String[] parts = article.split("\\|");
            String id = "art_" + parts[0];
            nodes.add(new Node(id, org.civikos.consultation.structure.Kind.ARTICLE, parts[0], parts[1], null, "", 1, 1));
            for (int i = 2; i < parts.length; i++) {
                nodes.add(new Node(id + "__par_" + (i - 1), org.civikos.consultation.structure.Kind.PARAGRAPH, String.valueOf(i - 1), null, id, parts[i], 1, 1));
            }
        }
        return nodes;
    }

    private static Article at(Difference difference, @Nullable String before, @Nullable String after) {
        return difference.articles().stream().filter(one -> number(one.before()).equals(String.valueOf(before)) && number(one.after()).equals(String.valueOf(after))).findFirst()
                .orElseThrow(() -> new AssertionError(difference.toString()));
    }

    private static String number(Difference.@Nullable Place place) {
        return place == null ? "null" : String.valueOf(place.number());
    }

    private static String text(List<Piece> pieces, Op without) {
        return pieces.stream().filter(piece -> piece.op() != without).map(Piece::text).collect(Collectors.joining());
    }

    @Test
    void whatIsTheSameDoesNotDiffer() {
        List<Node> act = act("1|Qëllimi|Ky ligj përcakton rregullat.", "2|Fushëveprimi|Ky ligj zbatohet në tërë vendin.");
        assertThat(Comparison.of(act, act).changedArticles()).isZero();
        assertThat(Comparison.sameText(act, act)).isTrue();
    }

    @Test
    void aChangedWordIsShownByWord() {
        List<Node> before = act("7|Regjistrimi|Ministria vendos brenda tridhjetë (30) ditëve nga kërkesa.");
        List<Node> after = act("7|Regjistrimi|Ministria vendos brenda pesëmbëdhjetë (15) ditëve nga kërkesa.");
        Difference difference = Comparison.of(before, after);
        assertThat(difference.changedArticles()).isEqualTo(1);
        Article article = at(difference, "7", "7");
        assertThat(article.kinds()).containsExactly(Kind.CHANGED);
        assertThat(article.text()).contains(new Piece(Op.DELETE, "tridhjetë"), new Piece(Op.INSERT, "pesëmbëdhjetë"), new Piece(Op.DELETE, "30"), new Piece(Op.INSERT, "15"));
        assertThat(article.text().getFirst()).isEqualTo(new Piece(Op.EQUAL, "1. Ministria vendos brenda "));
        assertThat(Comparison.sameText(before, after)).isFalse();
    }

    @Test
    void anArticlePutInBetweenRenumbersTheRestAndNothingElse() {
        List<Node> before = act("1|Qëllimi|Ky ligj përcakton rregullat e shoqatave.", "2|Themelimi|Shoqatën e themelojnë tre persona.", "3|Regjistri|Regjistrin e mban ministria.");
        List<Node> after = act("1|Qëllimi|Ky ligj përcakton rregullat e shoqatave.", "2|Përkufizimet|Shprehjet e përdorura kanë këto kuptime.",
                "3|Themelimi|Shoqatën e themelojnë tre persona.", "4|Regjistri|Regjistrin e mban ministria përkatëse.");
        Difference difference = Comparison.of(before, after);
        assertThat(at(difference, null, "2").kinds()).containsExactly(Kind.ADDED);
        assertThat(at(difference, "2", "3").kinds()).containsExactly(Kind.RENUMBERED);
        assertThat(at(difference, "3", "4").kinds()).containsExactly(Kind.CHANGED, Kind.RENUMBERED);
        assertThat(difference.changedArticles()).isEqualTo(3);
    }

    @Test
    void anArticleMovedToTheEndIsMovedAndTheOthersStay() {
        List<Node> before = act("1|A|Gjoba shqiptohet nga gjykata.", "2|B|Ministria mban regjistrin publik.", "3|C|Shoqata raporton çdo vit.", "4|D|Ky ligj hyn në fuqi.");
        List<Node> after = act("2|B|Ministria mban regjistrin publik.", "3|C|Shoqata raporton çdo vit.", "4|D|Ky ligj hyn në fuqi.", "1|A|Gjoba shqiptohet nga gjykata.");
        Difference difference = Comparison.of(before, after);
        assertThat(difference.changedArticles()).isEqualTo(1);
        assertThat(at(difference, "1", "1").kinds()).containsExactly(Kind.MOVED);
    }

    @Test
    void aRemovedArticleStandsWhereItStood() {
        List<Node> before = act("1|A|Gjoba shqiptohet nga gjykata.", "2|B|Ministria mban regjistrin publik.", "3|C|Shoqata raporton çdo vit.");
        List<Node> after = act("1|A|Gjoba shqiptohet nga gjykata.", "3|C|Shoqata raporton çdo vit.");
        Difference difference = Comparison.of(before, after);
        assertThat(difference.articles()).extracting(article -> number(article.before())).containsExactly("1", "2", "3");
        assertThat(difference.articles().get(1).kinds()).containsExactly(Kind.REMOVED);
    }

    @Test
    void anotherArticleUnderAnOldNumberIsNotAChangeOfIt() {
        List<Node> before = act("5|Gjobat|Personi që vepron në kundërshtim dënohet me gjobë prej njëqind euro.");
        List<Node> after = act("5|Buxheti|Mjetet financiare sigurohen nga donatorët dhe kuotat vjetore.");
        assertThat(Comparison.of(before, after).articles()).extracting(Article::kinds).containsExactlyInAnyOrder(List.of(Kind.ADDED), List.of(Kind.REMOVED));
    }

    /** Generated edits: whatever is done to an act, no word of either version is lost and every article appears exactly once. */
    @RepeatedTest(60)
    void noWordIsLostWhateverIsEdited(RepetitionInfo round) {
        Random random = new Random(round.getCurrentRepetition());
        List<String> before = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            before.add(i + "|Titulli " + i + "|" + sentence(random) + "|" + sentence(random));
        }
        List<String> after = new ArrayList<>(before);
        for (int edit = 0; edit < 6; edit++) {
            int i = random.nextInt(after.size());
            switch (random.nextInt(5)) {
                case 0 -> after.remove(i);
                case 1 -> after.add(i, (100 + edit) + "|I ri|" + sentence(random));
                case 2 -> after.set(i, after.get(i).replace("ligj", "akt") + "!");
                case 3 -> Collections.swap(after, i, random.nextInt(after.size()));
                default -> after.set(i, (200 + edit) + after.get(i).substring(after.get(i).indexOf('|')));
            }
        }
        List<Node> first = act(before.toArray(String[]::new));
        List<Node> second = act(after.toArray(String[]::new));
        Difference difference = Comparison.of(first, second);
        assertThat(difference.articles().stream().filter(one -> one.before() != null).map(one -> one.before().node())).containsExactlyInAnyOrderElementsOf(articles(first));
        assertThat(difference.articles().stream().filter(one -> one.after() != null).map(one -> one.after().node())).containsExactlyElementsOf(articles(second));
        for (Article article : difference.articles()) {
            if (article.before() != null) {
                assertThat(text(article.text(), Op.INSERT)).isEqualTo(words(first, article.before().node()));
            }
            if (article.after() != null) {
                assertThat(text(article.text(), Op.DELETE)).isEqualTo(words(second, article.after().node()));
            }
        }
    }

    @Test
    void fourHundredRewordedArticlesAreComparedInSeconds() {
        Random random = new Random(7);
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (int i = 1; i <= 400; i++) {
            String text = sentence(random) + sentence(random) + sentence(random);
            before.add(i + "|T" + i + "|" + text);
            after.add((i + 1) + "|T" + i + "|" + text + " e re");
        }
        long start = System.nanoTime();
        Difference difference = Comparison.of(act(before.toArray(String[]::new)), act(after.toArray(String[]::new)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(difference.articles()).hasSize(400).allMatch(article -> article.kinds().equals(List.of(Kind.CHANGED, Kind.RENUMBERED)));
    }

    private static List<String> articles(List<Node> nodes) {
        return nodes.stream().filter(node -> node.kind() == org.civikos.consultation.structure.Kind.ARTICLE).map(Node::id).toList();
    }

    private static String words(List<Node> nodes, String article) {
        return nodes.stream().filter(node -> article.equals(node.parent())).map(node -> node.number() + ". " + node.text().strip()).collect(Collectors.joining("\n"));
    }

    private static String sentence(Random random) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            sentence.append(WORDS.get(random.nextInt(WORDS.size()))).append(i == 11 ? ". " : " ");
        }
        return sentence.toString();
    }
}
