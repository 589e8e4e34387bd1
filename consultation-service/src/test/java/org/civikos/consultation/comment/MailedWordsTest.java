package org.civikos.consultation.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
                """)).isEqualTo(new MailedWords("7", "Afati është i shkurtër.\nJu lutem.", "Afati është\n30 ditë.", "Për organizatat e vogla."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Neni 7: X|7|X", "NENI 16A - X|16A|X", "Në lidhje me nenin 3: X|3|X", "Član 7. X|7|X", "U vezi sa članom 12: X|12|X", "Члан 7: Х|7|Х", "Article 7, X|7|X",
        "Art. 75/1 X|75/1|X", "Nenit 7 X|7|X", "Shoqata jonë mendon: neni 7|-|Shoqata jonë mendon: neni 7", "Neni i ri duhet|-|Neni i ri duhet", "Neni 70000 X|-|Neni 70000 X"})
    void findsTheArticleInTheFirstLineOnly(String mail, String article, String text) {
        MailedWords words = MailedWords.of(mail);
        assertThat(words.article()).isEqualTo(article.equals("-") ? null : article);
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
        assertThat(MailedWords.of(mail)).isEqualTo(new MailedWords(null, "Đorđe dhe Ljubiša: propozojmë\n\nPropozimi ynë është i mirë", null, null));
        assertThat(MailedWords.of(" \n ")).isEqualTo(new MailedWords(null, null, null, null));
    }

    @Test
    void choosesAnArticleOnlyWhereThereIsOneOfItsNumber() {
        List<Node> nodes = List.of(article("art_7", "7"), article("art_16A", "16 A"), article("art_9", "9"), article("art_9__2", "9"));
        assertThat(MailedWords.node(nodes, "7")).isEqualTo("art_7");
        assertThat(MailedWords.node(nodes, "16A")).isEqualTo("art_16A");
        assertThat(MailedWords.node(nodes, "9")).isNull();
        assertThat(MailedWords.node(nodes, "8")).isNull();
        assertThat(MailedWords.node(nodes, null)).isNull();
    }

    private static Node article(String id, String number) {
        return new Node(id, Kind.ARTICLE, number, null, null, "", null, 1);
    }
}
