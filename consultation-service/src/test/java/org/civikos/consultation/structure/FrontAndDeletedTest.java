package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headings before the first numbered one, and articles that one line deletes together. */
class FrontAndDeletedTest {
    private static Act split(String text) throws Exception {
        return Splitter.standard().split(text.getBytes(StandardCharsets.UTF_8), "act.txt", null);
    }

    private static List<String> headings(Act act) {
        return act.nodes().stream().filter(n -> n.kind() == Kind.HEADING || n.kind() == Kind.CHAPTER).map(n -> n.heading() + (n.text().isBlank() ? "" : " +")).toList();
    }

    @Test
    void whatStandsBeforeTheFirstNumberedHeadingIsNoPreamble() throws Exception {
        Act act = split("""
                REPUBLIKA E KOSOVËS
                QEVERIA

                KONCEPT DOKUMENT PËR TRANSPORTIN E NXËNËSVE

                Përmbledhje ekzekutive

                Transporti i nxënësve në zonat rurale nuk është i rregulluar njësoj në të gjitha komunat, andaj nevojitet një politikë e re.

                1. Hyrje
                Transporti i nxënësve në zonat rurale nuk është i rregulluar njësoj.

                2. Përkufizimi i problemit
                Problemi kryesor është mungesa e autobusëve.
                """);
        assertThat(act.title()).isEqualTo("KONCEPT DOKUMENT PËR TRANSPORTIN E NXËNËSVE");
        assertThat(headings(act)).containsExactly("Përmbledhje ekzekutive +", "Hyrje +", "Përkufizimi i problemit +");
        assertThat(act.nodes()).noneMatch(n -> n.kind() == Kind.PREAMBLE);
    }

    @Test
    void serbianAndEnglishFrontsAreReadTheSame() throws Exception {
        Act sr = split("""
                Vlada Kosova

                Koncept dokument o prevozu učenika

                Ministarstvo obrazovanja
                Priština, 2026

                Predgovor

                Na osnovu programa rada Vlade izrađen je ovaj dokument o prevozu učenika u ruralnim područjima.

                Rezime

                U dokumentu se razmatraju tri opcije za rešavanje problema.

                Poglavlje 1: Uvod
                Prevoz učenika nije uređen isto u svim opštinama.
                """);
        assertThat(headings(sr)).containsExactly("Predgovor +", "Rezime +", "Uvod +");
        assertThat(sr.nodes().stream().filter(n -> n.kind() == Kind.CHAPTER).findFirst().orElseThrow().parent()).isNull();
        Act en = split("""
                CONCEPT DOCUMENT

                ON SCHOOL TRANSPORT

                Executive summary

                School transport in rural areas is not regulated in the same way everywhere.

                Abbreviations

                GK Government of Kosovo

                1 Introduction
                This concept document compares options.

                2 Problem
                The main problem is the lack of buses.
                """);
        assertThat(en.title()).isEqualTo("CONCEPT DOCUMENT ON SCHOOL TRANSPORT");
        assertThat(headings(en)).containsExactly("Executive summary +", "Abbreviations +", "Introduction +", "Problem +");
    }

    /** A law's preamble stays one. */
    @Test
    void aPreambleStaysAPreamble() throws Exception {
        Act act = split("""
                LIGJI PËR PROVËN

                Kuvendi i Republikës së Kosovës,

                Në mbështetje të nenit 65 (1) të Kushtetutës së Republikës së Kosovës,

                Miraton:

                Neni 1
                Qëllimi
                Ky ligj rregullon provën.
                """);
        assertThat(act.nodes()).anyMatch(n -> n.kind() == Kind.PREAMBLE);
        assertThat(act.nodes()).noneMatch(n -> n.kind() == Kind.HEADING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Član | Članovi 2-4. (brisani) | brisani
            Član | Članovi 2, 3. i 4. (brisani) | brisani
            Члан | Чланови 2-4. (брисани) | брисани
            Neni | Nenet 2 – 4 (shfuqizuar) | shfuqizuar
            Neni | Nenet 2, 3 dhe 4 [të shfuqizuara me Ligjin Nr. 09/L-1] | të shfuqizuara me Ligjin Nr. 09/L-1
            Article | Articles 2 to 4 (deleted) | deleted
            """)
    void articlesDeletedTogetherAreArticles(String word, String line, String heading) throws Exception {
        Act act = split(word.equals("Neni") ? "LIGJI PËR PROVËN\n\nNeni 1\nQëllimi\nKy ligj rregullon provën.\n\n" + line + "\n\nNeni 5\nFundi\nKy ligj hyn në fuqi.\n"
                : word.equals("Article") ? "LAW ON TESTS\n\nArticle 1\nPurpose\nThis law regulates tests.\n\n" + line + "\n\nArticle 5\nEnd\nThis law enters into force.\n"
                : "ZAKON O PROBI\n\n" + word + " 1\nPredmet\nOvim zakonom uređuje se proba.\n\n" + line + "\n\n" + word + " 5\nKraj\nOvaj zakon stupa na snagu.\n");
        List<Node> articles = act.nodes().stream().filter(n -> n.kind() == Kind.ARTICLE).toList();
        assertThat(articles.stream().map(Node::number)).containsExactly("1", "2", "3", "4", "5");
        assertThat(articles.subList(1, 4)).allSatisfy(n -> assertThat(n.heading()).isEqualTo(heading));
        assertThat(act.warnings()).isEmpty();
    }

    /** What an amending act orders, and what cannot be a range, stays text. */
    @ParameterizedTest
    @ValueSource(strings = {"Nenet 2-4 fshihen.", "Nenet 4-2 (shfuqizuar)", "Nenet 2-4 (zbatohen përshtatshmërisht)", "Nenet 1-9999 (shfuqizuar)"})
    void otherLinesStayText(String line) throws Exception {
        Act act = split("LIGJI PËR PROVËN\n\nNeni 1\nQëllimi\nKy ligj rregullon provën.\n\n" + line + "\n\nNeni 2\nFundi\nKy ligj hyn në fuqi.\n");
        assertThat(act.nodes().stream().filter(n -> n.kind() == Kind.ARTICLE).map(Node::number)).containsExactly("1", "2");
        assertThat(act.nodes().toString()).contains(line.substring(0, 10));
    }
}
