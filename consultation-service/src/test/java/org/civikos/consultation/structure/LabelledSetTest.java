package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

    private static void hold(List<Score.Row> rows) {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        Score.print(rows, new PrintStream(report, true, StandardCharsets.UTF_8));
        assertThat(Score.articles(rows)).as(report.toString(StandardCharsets.UTF_8)).isGreaterThanOrEqualTo(99);
        assertThat(Score.chapters(rows)).as(report.toString(StandardCharsets.UTF_8)).isGreaterThanOrEqualTo(98);
        System.out.printf("Splitter: %d prints, articles %.2f %%, chapters %.2f %%%n", rows.size(), Score.articles(rows), Score.chapters(rows));
    }
}
