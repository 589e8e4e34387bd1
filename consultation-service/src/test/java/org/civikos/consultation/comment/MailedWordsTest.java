package org.civikos.consultation.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.civikos.consultation.comment.MailedWords.Named;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailedWordsTest {

    @Test
    void takesPlaceWordingAndJustificationApart() {
        assertThat(MailedWords.of("""

                Neni 7: Afati është i shkurtër.
                Ju lutem.

                Propozim: Afati është
                30 ditë.
                Arsyetim: Për organizatat e vogla.
                """)).isEqualTo(new MailedWords(new Named("Neni 7", "7", List.of()), null, "Afati është i shkurtër.\nJu lutem.", "Afati është\n30 ditë.", "Për organizatat e vogla."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Neni 7: X|7|X", "NENI 16A - X|16a|X", "Члан 3а: Х|3a|Х", "Члан 3А Х|3a|Х", "Në lidhje me nenin 3: X|3|X", "Član 7. X|7|X", "U vezi sa članom 12: X|12|X", "Члан 7: Х|7|Х", "Article 7, X|7|X",
        "Art. 75/1 X|75/1|X", "Nenit 7 X|7|X", "Shoqata jonë mendon: neni 7|-|Shoqata jonë mendon: neni 7", "Neni i ri duhet|-|Neni i ri duhet", "Neni 70000 X|-|Neni 70000 X"})
    void findsTheArticleInTheFirstLineOnly(String mail, String article, String text) {
        MailedWords words = MailedWords.of(mail);
        assertThat(words.place() == null ? "-" : words.place().article()).isEqualTo(article);
        assertThat(words.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Predlog: x|Obrazloženje: y", "Предлог: x|Образложење: y", "Proposed wording: x|Why: y", "Teksti i propozuar: x|Pse: y", "PROPOZIMI : x|ARSYETIMI: y"})
    void knowsTheHeadingsInEachLanguage(String wording, String justification) {
        MailedWords words = MailedWords.of(justification + "\n" + wording);
        assertThat(words.wording()).isEqualTo("x");
        assertThat(words.justification()).isEqualTo("y");
        assertThat(words.text()).isNull();
    }

    @Test
    void keepsEveryWordThatIsNoHeading() {
        String mail = "Đorđe dhe Ljubiša: propozojmë\n\n\n\nPropozimi ynë është i mirë";
        assertThat(MailedWords.of(mail)).isEqualTo(new MailedWords(null, null, "Đorđe dhe Ljubiša: propozojmë\n\nPropozimi ynë është i mirë", null, null));
        assertThat(MailedWords.of(" \n ")).isEqualTo(new MailedWords(null, null, null, null, null));
    }

    @Test
    void choosesAnArticleOnlyWhereThereIsOneOfItsNumber() {
        List<Node> nodes = List.of(article("art_7", "7"), article("art_16A", "16 A"), article("art_9", "9"), article("art_9__2", "9"));
        assertThat(node(nodes, "Neni 7: X")).isEqualTo("art_7");
        assertThat(node(nodes, "Neni 16A: X")).isEqualTo("art_16A");
        assertThat(node(nodes, "Neni 9: X")).isNull();
        assertThat(node(nodes, "Neni 8: X")).isNull();
        assertThat(node(nodes, "X")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Члан 3а: Х", "Član 3a: X", "Članom 3A - X"})
    void findsAnArticleWithALetterInEitherScript(String mail) {
        assertThat(node(List.of(article("art_3", "3"), article("art_3a", "3а")), mail)).isEqualTo("art_3a");
        assertThat(node(List.of(article("art_3", "3"), article("art_3a", "3a")), mail)).isEqualTo("art_3a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Neni 5, paragrafi 2: X|par_2|X", "Neni 5.2 X|par_2|X", "Član 5. stav 2. X|par_2|X", "Члан 5, став 2: Х|par_2|Х", "Article 5, paragraph 2, point b) X|b|X",
        "Neni 5, paragrafi 2, pika (b): X|b|X", "Neni 6, paragrafi 2: X|plain_2|X", "Neni 6, paragrafi 3: X|art_6|Neni 6, paragrafi 3: X", "Neni 5, pika 9 – X|art_5|Neni 5, pika 9: X",
        "Neni 77, paragrafi 2: X|-|Neni 77, paragrafi 2: X", "Neni 5, paragrafi i dytë: X|art_5|paragrafi i dytë: X"})
    void findsThePlaceBelowTheArticleAndLosesNoWordWhereItDoesNot(String mail, String node, String text) {
        List<Node> nodes = List.of(article("art_5", "5"), below("par_1", "1", "art_5", Kind.PARAGRAPH), below("par_2", "2", "art_5", Kind.PARAGRAPH), below("a", "a", "par_2", Kind.POINT),
                below("b", "b", "par_2", Kind.POINT), article("art_6", "6"), below("plain_1", null, "art_6", Kind.PARAGRAPH), below("plain_2", null, "art_6", Kind.PARAGRAPH));
        MailedWords words = MailedWords.of(mail);
        assertThat(node(nodes, mail)).isEqualTo(node.equals("-") ? null : node);
        assertThat(words.text(words.in(nodes))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Të fshihet.|DELETE", "Brisati stav.|DELETE", "Обрисати|DELETE", "Delete this article.|DELETE", "Pyetje: kush vendos|QUESTION", "Kush e paguan?|QUESTION",
        "Ko to plaća?|QUESTION", "E përkrahim këtë nen.|SUPPORT", "Podržavamo predlog.|SUPPORT", "We support this.|SUPPORT", "Shtohet një paragraf|ADD", "Dodati: tekst|ADD", "Add a definition|ADD",
        "Afati është i shkurtër.|-", "Supporting documents are missing.|-", "Nuk e përkrahim.|-", "Additional costs arise.|-"})
    void takesTheKindFromTheWordsAlone(String text, String kind) {
        Comment.Kind wanted = kind.equals("-") ? null : Comment.Kind.valueOf(kind);
        assertThat(MailedWords.of(text).kind(true)).isEqualTo(wanted);
        assertThat(MailedWords.of(text).kind(false)).as("nobody asks the deletion of the whole").isEqualTo(wanted == Comment.Kind.DELETE ? null : wanted);
        String withWording = text + "\nPropozim: tekst";
        assertThat(MailedWords.of(withWording).kind(true)).as("what has a wording changes or adds").isEqualTo(wanted == Comment.Kind.ADD ? Comment.Kind.ADD : Comment.Kind.CHANGE);
        assertThat(MailedWords.of(withWording).kind(false)).isEqualTo(wanted == Comment.Kind.ADD ? Comment.Kind.ADD : null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Organizata: Qendra Arbëria", "ORGANIZACIJA: Qendra Arbëria", "Организација: Qendra Arbëria", "Organisation : Qendra Arbëria", "Në emër të: Qendra Arbëria"})
    void readsForWhomItIsSaid(String line) {
        MailedWords words = MailedWords.of(line + "\nNeni 7: Afati.");
        assertThat(words.organisation()).isEqualTo("Qendra Arbëria");
        assertThat(words.place()).isEqualTo(new Named("Neni 7", "7", List.of()));
        assertThat(words.text()).isEqualTo("Afati.");
    }

    private static String node(List<Node> nodes, String mail) {
        return MailedWords.of(mail).in(nodes).node();
    }

    private static Node below(String id, String number, String parent, Kind kind) {
        return new Node(id, kind, number, null, parent, "", null, 1);
    }

    private static Node article(String id, String number) {
        return new Node(id, Kind.ARTICLE, number, null, null, "", null, 1);
    }
}
