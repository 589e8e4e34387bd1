package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands below the last article, and numbers of notes on lines of their own, is no text of an article. */
class ClosingTest {
    private static List<Node> split(String text) throws Exception {
        return Splitter.standard().split(text.getBytes(StandardCharsets.UTF_8), "act.txt", null).nodes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Albin Shembulli\n\nKryeministër", "Albin Shembulli\nKryeministër i Republikës së Kosovës", "Dr. Arta Shembulli-Prova\n\nMinistre e Drejtësisë", "Arta Shembulli,\nKryetare",
            "Milan Primerović\n\npredsednik Vlade", "Milan Primerović,\nnačelnik Gradske uprave,\nSombor", "Ann Example\n\nPrime Minister", "Prishtinë, 12 maj 2099\n\nAlbin Shembulli\nKryeministër"})
    void aNameAndAnOfficeInSmallLettersSignTheAct(String signature) throws Exception {
        List<Node> nodes = split("LIGJ\nPËR PROVËN\n\nNeni 1\nQëllimi\n\n1. Ky ligj përcakton rregullat.\n\nNeni 2\nHyrja në fuqi\n\nKy ligj hyn në fuqi ditën e botimit.\n\n" + signature + "\n");
        assertThat(nodes.getLast().id()).isEqualTo("closing");
        assertThat(InventedAct.letters(nodes.getLast().text())).isEqualTo(InventedAct.letters(signature));
        assertThat(nodes).filteredOn(n -> n.id().startsWith("art_2")).singleElement().satisfies(n -> assertThat(n.text()).isEqualTo("Ky ligj hyn në fuqi ditën e botimit."));
    }

    @Test
    void aNameWithoutAnOfficeBelowItStaysInItsArticle() throws Exception {
        List<Node> nodes = split("VENDIM\nPËR EMËRIMIN\n\nNeni 1\nEmërimi\n\nAnëtar i komisionit emërohet personi vijues.\n\nAlbin Shembulli\n\nNeni 2\nHyrja në fuqi\n\nKy vendim hyn në fuqi sot.\n");
        assertThat(nodes).noneMatch(n -> "closing".equals(n.id()));
        assertThat(nodes).anyMatch(n -> n.id().startsWith("art_1__") && n.text().equals("Albin Shembulli"));
    }

    @Test
    void numbersOfNotesOnLinesOfTheirOwn() throws Exception {
        List<Node> nodes = split("""
                RREGULLORE PËR PROVËN
                1

                1
                Shënim i shpikur.

                Qeveria miraton:

                Neni 1
                Qëllimi

                1. Kjo rregullore përcakton rregullat.

                Neni 2
                Hyrja në fuqi

                1. Hyn në fuqi sot.
                """);
        assertThat(nodes).filteredOn(n -> n.kind() == Kind.TITLE).singleElement().satisfies(n -> assertThat(n.text()).isEqualTo("RREGULLORE PËR PROVËN"));
        assertThat(nodes).filteredOn(n -> n.kind() == Kind.NOTE).singleElement().satisfies(n -> {
            assertThat(n.number()).isEqualTo("1");
            assertThat(n.text()).isEqualTo("Shënim i shpikur.");
        });
    }

    /** Cells of a table that came out as lines are numbers too. */
    @Test
    void numbersThatStandAloneButReferToNothingStay() throws Exception {
        List<Node> nodes = split("VENDIM PËR TARIFAT\n\nNeni 1\nTarifat\n\nTarifat janë:\n12\nPër regjistrim.\n14\nPër vërtetim.\n\nNeni 2\nHyrja në fuqi\n\nHyn në fuqi sot.\n");
        assertThat(nodes).noneMatch(n -> n.kind() == Kind.NOTE);
        assertThat(String.join(" ", nodes.stream().map(Node::text).toList())).contains("12", "14");
    }
}
