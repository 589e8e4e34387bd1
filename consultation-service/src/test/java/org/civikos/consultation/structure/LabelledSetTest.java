package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** At least 99 % of articles with the right number and boundaries, 98 % of chapters. */
class LabelledSetTest {
    private static List<Score.Row> more;

    @BeforeAll
    static void printOnce() throws Exception {
        more = Score.more();
    }

    @Test
    void inventedActsInEveryLayout() throws Exception {
        hold(Score.invented(more));
    }

    /** By themselves, so that the many plain prints do not hide what is wrong with the others. */
    @Test
    void layoutsOfOffices() throws Exception {
        hold(more);
    }

    @Test
    void realActs() throws Exception {
        Path directory = RealActs.directory();
        if (directory == null) {
            System.out.println("SKIPPED: the real acts (shared/data/acts, or -Dcivikos.shared) are not here.");
            return;
        }
        hold(RealActs.score(directory));
    }

    /** What stands before the first article of an act in three languages: the title of each without the number of its note, and the note with its own words. */
    @Test
    void frontOfARealActInThreeLanguages() throws Exception {
        Path directory = RealActs.directory();
        if (directory == null) {
            System.out.println("SKIPPED: the real acts (shared/data/acts, or -Dcivikos.shared) are not here.");
            return;
        }
        Path file = directory.resolve(RealActs.TRILINGUAL);
        List<Node> nodes = Splitter.standard().split(Files.readAllBytes(file), RealActs.TRILINGUAL, null).nodes();
        assertThat(nodes.stream().filter(n -> n.kind() == Kind.TITLE).map(Node::text)).containsExactly("RREGULLORE (QRK) NR. 99/2099 PËR NJOFTIMET E RRJETIT",
                "REGULATION (GRK) NO. 99/2099 ON NETWORK NOTICES", "UREDBA (VRK) BR. 99/2099 O OBAVEŠTENJIMA MREŽE");
        assertThat(nodes.stream().filter(n -> n.kind() == Kind.NOTE).map(n -> n.id() + " " + n.text())).containsExactly("note_1 Shënim i shpikur për miratimin e aktit.",
                "en__note_2 Invented note on the adoption of the act.", "sr__note_3 Izmišljena napomena o usvajanju akta.");
        assertThat(nodes.stream().filter(n -> n.kind() == Kind.PREAMBLE).map(Node::text)).containsExactly("Qeveria e Republikës së Kosovës, Miraton:",
                "Government of the Republic of Kosovo, Approves:", "Vlada Republike Kosovo, Usvaja:");
    }

    private static void hold(List<Score.Row> rows) {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        Score.print(rows, new PrintStream(report, true, StandardCharsets.UTF_8));
        assertThat(Score.articles(rows)).as(report.toString(StandardCharsets.UTF_8)).isGreaterThanOrEqualTo(99);
        assertThat(Score.chapters(rows)).as(report.toString(StandardCharsets.UTF_8)).isGreaterThanOrEqualTo(98);
        System.out.printf("Splitter: %d prints, articles %.2f %%, chapters %.2f %%%n", rows.size(), Score.articles(rows), Score.chapters(rows));
    }
}
