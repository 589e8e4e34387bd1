package org.civikos.consultation.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.civikos.consultation.amendment.Consolidation.Element;
import org.civikos.consultation.amendment.Consolidation.Order;
import org.civikos.consultation.amendment.Consolidation.State;
import org.civikos.consultation.difference.Difference.Op;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Splitter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invented amending acts on invented laws: what is certain is applied, everything else is told with its reason and changes nothing. */
class ConsolidationTest {

    private static final String LAW_SQ = """
            LIGJI NR. 09/L-900 PËR SHOQATAT E PROVËS

            Neni 1
            Qëllimi
            Ky ligj përcakton themelimin e shoqatave të provës.

            Neni 3
            Statuti
            1. Statuti miratohet nga kuvendi i shoqatës.
            2. Ministri mund të kërkojë ndryshimin e statutit.

            Neni 5
            Regjistrimi
            1. Kërkesa i paraqitet organit kompetent.
            2. Organi vendos brenda tridhjetë ditësh nga pranimi i kërkesës.
            3. Nëse organi nuk vendos brenda afatit, organi njofton palën.

            Neni 7
            Gjobat
            Për shkelje shqiptohet gjobë prej njëqind eurosh.
            """;

    private static final String LAW_SR = """
            ZAKON BR. 09/L-900 O PROBNIM UDRUŽENJIMA

            Član 1
            Predmet
            Ovim zakonom uređuje se osnivanje probnih udruženja.

            Član 5
            Upis
            Zahtev se podnosi nadležnom organu.
            Organ odlučuje u roku od trideset dana od prijema zahteva.

            Član 7
            Kazne
            Za prekršaj se izriče kazna od sto evra.
            """;

    private static final String LAW_EN = """
            LAW NO. 09/L-900 ON TEST ASSOCIATIONS

            Article 1
            Purpose
            This Law regulates the founding of test associations.

            Article 5
            Registration
            1. The application is filed with the competent body.
            2. The body decides within thirty days of receipt.

            Article 7
            Fines
            A fine of one hundred euros is imposed.
            """;

    private static List<Node> split(String text) throws Exception {
        return Splitter.standard().split(text.getBytes(StandardCharsets.UTF_8), "act.txt", null).nodes();
    }

    private static Consolidation apply(String law, String... instructions) throws Exception {
        StringBuilder act = new StringBuilder("PROJEKTLIGJI PËR NDRYSHIMIN DHE PLOTËSIMIN E LIGJIT NR. 09/L-900\n\n");
        String word = law.contains("Član") ? "Član" : law.contains("Article") ? "Article" : "Neni";
        for (int i = 0; i < instructions.length; i++) {
            act.append(word).append(' ').append(i + 1).append('\n').append(instructions[i]).append("\n\n");
        }
        return Consolidation.of(split(act.toString()), split(law));
    }

    private static String text(Consolidation law, String id) {
        return law.elements().stream().filter(one -> one.id().equals(id)).flatMap(one -> one.text().stream())
                .map(piece -> piece.op() == Op.DELETE ? "[-" + piece.text() + "-]" : piece.op() == Op.INSERT ? "{+" + piece.text() + "+}" : piece.text()).collect(Collectors.joining());
    }

    private static Element element(Consolidation law, String id) {
        return law.elements().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    private static List<String> reasons(Consolidation law) {
        return law.orders().stream().map(order -> order.applied() ? "applied" : order.reason()).toList();
    }

    /** The law with the deletions and without the insertions is the law as it was, whatever was applied. */
    private static void assertNothingOfTheLawIsLost(Consolidation result, List<Node> law) {
        for (Node node : law) {
            Element element = element(result, node.id());
            assertThat(element.text().stream().filter(piece -> piece.op() != Op.INSERT).map(Consolidation.Piece::text).collect(Collectors.joining())).isEqualTo(node.text());
        }
    }

    @Test
    void albanianInstructionsAreApplied() throws Exception {
        Consolidation result = apply(LAW_SQ, "Në nenin 5, paragrafi 2, fjala „tridhjetë” zëvendësohet me fjalën „dhjetë”.", "Neni 7 i ligjit bazik fshihet.",
                "Pas nenit 3 shtohet neni 3A me tekstin si vijon:\n“Neni 3A\nAnëtarësia\nAnëtarësia është vullnetare.”", "Në nenin 3, paragrafi 2, fjala “Ministri” fshihet.",
                "Pas paragrafit 3 të nenit 5 shtohet paragrafi 4 si vijon:\n“4. Vendimi i dorëzohet palës me shkrim.”");
        assertThat(reasons(result)).as(result.orders().toString()).containsOnly("applied").hasSize(5);
        assertThat(text(result, "art_5__par_2")).isEqualTo("Organi vendos brenda [-tridhjetë-]{+dhjetë+} ditësh nga pranimi i kërkesës.");
        assertThat(element(result, "art_7").state()).isEqualTo(State.DELETED);
        assertThat(text(result, "art_3__par_2")).startsWith("[-Ministri-] mund");
        Element fresh = result.elements().stream().filter(one -> one.state() == State.ADDED && "3A".equals(one.number())).findFirst().orElseThrow();
        assertThat(text(result, fresh.id())).isEqualTo("{+Anëtarësia\nAnëtarësia është vullnetare.+}");
        List<String> numbers = result.elements().stream().filter(one -> one.id().matches("art_\\d+|new_1")).map(Element::number).toList();
        assertThat(numbers).containsExactly("1", "3", "3A", "5", "7");
        Element paragraph = result.elements().stream().filter(one -> "4".equals(one.number())).findFirst().orElseThrow();
        assertThat(paragraph.parent()).isEqualTo("art_5");
        assertThat(text(result, paragraph.id())).isEqualTo("{+Vendimi i dorëzohet palës me shkrim.+}");
        assertNothingOfTheLawIsLost(result, split(LAW_SQ));
    }

    @Test
    void serbianInstructionsAreApplied() throws Exception {
        Consolidation result = apply(LAW_SR, "U članu 5 stav 2 reč „trideset“ zamenjuje se rečju „petnaest“.", "Član 7 briše se.",
                "Posle člana 5 dodaje se član 5A koji glasi:\n„Član 5A\nOdluka se dostavlja stranci.“", "U članu 1 posle reči „osnivanje“ dodaje se reč „i rad“.");
        assertThat(reasons(result)).as(result.orders().toString()).containsOnly("applied").hasSize(4);
        assertThat(result.elements().stream().map(one -> text(result, one.id())).collect(Collectors.joining("\n"))).contains("u roku od [-trideset-]{+petnaest+} dana", "osnivanje{+ i rad+} probnih", "{+Odluka se dostavlja stranci.+}");
        assertNothingOfTheLawIsLost(result, split(LAW_SR));
    }

    @Test
    void englishInstructionsAreApplied() throws Exception {
        Consolidation result = apply(LAW_EN, "In Article 5, paragraph 2, the word “thirty” is replaced by the word “ten”.", "Article 7 is deleted.",
                "After Article 5, a new Article 5A is added with the following text:\n“Article 5A\nThe decision is served on the party.”", "Article 1 is replaced by the following:\n“Article 1\nThis Law regulates test associations.”");
        assertThat(reasons(result)).as(result.orders().toString()).containsOnly("applied").hasSize(4);
        assertThat(text(result, "art_5__par_2")).contains("[-thirty-]{+ten+} days");
        assertThat(result.elements().stream().map(one -> text(result, one.id())).collect(Collectors.joining("\n"))).contains("{+This Law regulates test associations.+}", "{+The decision is served on the party.+}");
        assertNothingOfTheLawIsLost(result, split(LAW_EN));
    }

    @Test
    void cyrillicInstructionsAreUnderstood() throws Exception {
        Consolidation result = apply(LAW_SR, "Члан 7 брише се.");
        assertThat(reasons(result)).containsExactly("applied");
        assertThat(element(result, "art_7").state()).isEqualTo(State.DELETED);
    }

    /** What is not certain changes nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Në nenin 5, paragrafi 3, fjala “organi” zëvendësohet me fjalën “ministria”. | words-twice
            Në nenin 5, paragrafi 2, fjala “dyzet” zëvendësohet me fjalën “dhjetë”. | words-missing
            Në nenin 99, fjala “tridhjetë” zëvendësohet me fjalën “dhjetë”. | article-missing
            Në nenin 5, paragrafi 8, fjala “tridhjetë” fshihet. | paragraph-missing
            Në nenin 5, paragrafi 2, pika 4, fjala “tridhjetë” fshihet. | point-missing
            Paragrafët 2 dhe 3 të nenit 5 fshihen. | several-places
            Nenet 5 dhe 7 ndryshohen. | several-places
            Paragrafi 2 fshihet. | no-target
            Neni 7 ndryshohet. | no-new-text
            Pas nenit 3 shtohet neni 5 me tekstin si vijon: “Neni 5 Diçka tjetër.” | exists-already
            Në nenin 5 bëhen ndryshimet përkatëse dhe fjalitë riformulohen sipas nevojës me “këtë” dhe “atë”. | not-understood
            Pas nenit 3 shtohet një nen i ri. | not-understood
            """)
    void whatIsNotCertainIsToldWithItsReason(String instruction, String reason) throws Exception {
        Consolidation result = apply(LAW_SQ, instruction);
        assertThat(reasons(result)).as(result.orders().toString()).containsExactly(reason);
        assertThat(result.elements()).allSatisfy(one -> assertThat(one.state()).isEqualTo(State.SAME));
        assertThat(result.orders().getFirst().said()).isNotBlank();
    }

    /** The law has articles 1, 3, 5, 5A, 6, 7 and 9. */
    private static String withManyArticles(String word) {
        StringBuilder law = new StringBuilder(word.equals("Član") ? "ZAKON BR. 09/L-901 O PROBI\n\n" : word.equals("Neni") ? "LIGJI NR. 09/L-901 PËR PROVËN\n\n" : "LAW NO. 09/L-901 ON TRIALS\n\n");
        List.of("1", "3", "5", "5A", "6", "7", "9").forEach(n -> law.append(word).append(' ').append(n).append("\nTitulli\nTeksti i parë, me fund.\n\n"));
        return law.toString();
    }

    /** Several articles named together go one by one, those with letters in between included. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Neni    | Nenet 5 dhe 7 fshihen.                                  | 5 7
            Neni    | Nenet 3, 5 dhe 9 të ligjit bazik fshihen.               | 3 5 9
            Neni    | Nenet 5-7 të ligjit bazik shfuqizohen.                  | 5 5A 6 7
            Neni    | Nga neni 5 deri në nenin 7 të ligjit bazik fshihen.     | 5 5A 6 7
            Neni    | Nenet nga 5 deri 6 dhe neni 9 fshihen.                  | 5 5A 6 9
            Neni    | Neni 1 dhe neni 3 i ligjit bazik fshihen.               | 1 3
            Član    | Članovi 5. i 7. brišu se.                               | 5 7
            Član    | Čl. 5–7. brišu se.                                      | 5 5A 6 7
            Član    | Članovi 3, 5. i 9. brišu se.                            | 3 5 9
            Član    | Članovi od 5. do 7. brišu se.                           | 5 5A 6 7
            Član    | Чланови 5. до 7. бришу се.                              | 5 5A 6 7
            Article | Articles 5 and 7 are deleted.                           | 5 7
            Article | Articles 3, 5A, and 9 of the basic Law shall be deleted. | 3 5A 9
            Article | Articles 5 to 7 of the basic Law are repealed.          | 5 5A 6 7
            Article | Articles 1, 5-6 and 9 are deleted.                      | 1 5 5A 6 9
            """)
    void articlesNamedTogetherAllGo(String word, String instruction, String gone) throws Exception {
        String law = withManyArticles(word);
        Consolidation result = apply(law, instruction);
        assertThat(reasons(result)).as(result.orders().toString()).containsOnly("applied");
        assertThat(result.elements().stream().filter(one -> one.kind() == org.civikos.consultation.structure.Kind.ARTICLE && one.state() == State.DELETED).map(Element::number).toList())
                .containsExactly(gone.split(" "));
        assertThat(result.orders()).extracting(order -> order.article().toUpperCase(java.util.Locale.ROOT)).containsExactlyInAnyOrder(gone.split(" "));
        assertNothingOfTheLawIsLost(result, split(law));
    }

    @Test
    void anArticleOfAListThatTheLawDoesNotHaveIsToldAndTheOthersGo() throws Exception {
        Consolidation result = apply(withManyArticles("Neni"), "Nenet 5, 8 dhe 9 fshihen.");
        assertThat(result.orders()).extracting(order -> order.article() + " " + (order.applied() ? "applied" : order.reason())).containsExactly("5 applied", "8 article-missing", "9 applied");
    }

    @Test
    void aSecondListMakesItUnsureWhichIsMeant() throws Exception {
        Consolidation result = apply(withManyArticles("Article"), "Articles 5 and 7, as amended by Articles 3 and 9 of another act, are deleted.");
        assertThat(reasons(result)).containsExactly("several-places");
    }

    @Test
    void everywhereMeansEverywhere() throws Exception {
        Consolidation result = apply(LAW_SQ, "Në nenin 5, paragrafi 3, fjala “organi” kudo zëvendësohet me fjalën “ministria”.", "Në nenin 5, paragrafi 3, fjala “organi” zëvendësohet me fjalën “ministria”, kudo në tekst.");
        assertThat(reasons(result)).as(result.orders().toString()).contains("applied");
        assertThat(text(result, "art_5__par_3")).isEqualTo("Nëse [-organi-]{+ministria+} nuk vendos brenda afatit, [-organi-]{+ministria+} njofton palën.");
    }

    @Test
    void oneInstructionAfterAnotherAndNoneOnWhatIsGone() throws Exception {
        Consolidation result = apply(LAW_SQ, "Në nenin 7, fjala “njëqind” zëvendësohet me fjalën “dyqind”.", "Në nenin 7, fjala “dyqind” zëvendësohet me fjalën “treqind”.", "Neni 7 fshihet.", "Neni 7 fshihet.");
        assertThat(reasons(result)).containsExactly("applied", "applied", "applied", "target-gone");
        assertNothingOfTheLawIsLost(result, split(LAW_SQ));
    }

    @Test
    void aLawWithTheSameArticleTwiceIsNotGuessedAt() throws Exception {
        Consolidation result = apply(LAW_SQ + "\nNeni 7\nTjetra\nTjetër tekst.\n", "Neni 7 fshihet.");
        assertThat(reasons(result)).containsExactly("article-twice");
    }

    @Test
    void whatIsQuotedIsNeverAnInstruction() throws Exception {
        Consolidation result = apply(LAW_SQ, "Neni 1 ndryshohet si vijon:\n“Neni 1\nNeni 7 fshihet dhe neni 5 fshihet.”");
        assertThat(result.orders()).hasSize(1);
        assertThat(element(result, "art_7").state()).isEqualTo(State.SAME);
        assertThat(element(result, "art_5").state()).isEqualTo(State.SAME);
    }

    @Test
    void theArticleIsNamedOnceAboveItsParts() throws Exception {
        Consolidation result = apply(LAW_SQ, "Në nenin 5 bëhen ndryshimet si vijon:\n1. Në paragrafin 1, fjala “kompetent” fshihet.\n2. Paragrafi 3 fshihet.");
        assertThat(reasons(result)).as(result.orders().toString()).containsExactly("applied", "applied");
        assertThat(element(result, "art_5__par_3").state()).isEqualTo(State.DELETED);
        assertThat(text(result, "art_5__par_1")).contains("[-kompetent-]");
    }

    @Test
    void anActThatAmendsNothingChangesNothing() throws Exception {
        Consolidation result = Consolidation.of(split(LAW_EN), split(LAW_SQ));
        assertThat(result.orders()).isEmpty();
        assertThat(Consolidation.of(List.of(), List.of()).elements()).isEmpty();
        // A hostile text: an endless row of unclosed quotation marks is answered in time.
        Order order = apply(LAW_SQ, "Neni 7 fshihet " + "“ „ ".repeat(20_000)).orders().getFirst();
        assertThat(order.said()).isNotBlank();
    }
}
