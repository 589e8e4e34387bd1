package org.civikos.consultation.structure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scripts rely on: exit codes, streams, and the JSON. */
class SplitCommandTest {
    private static final String ACT = """
            LIGJ PËR KOPSHTET

            KREU I
            DISPOZITAT E PËRGJITHSHME

            Neni 1
            Qëllimi
            1. Ky ligj rregullon "kopshtet"\tpublike.
            1.1. kopshti i qytetit;

            Neni 3
            Hyrja në fuqi
            Ky ligj hyn në fuqi menjëherë.
            """;

    @TempDir
    Path folder;

    private record Run(int exit, String out, String err) {}

    private static Run run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = SplitCommand.run(args, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8).toString();
    }

    @Test
    void jsonHasTheMembersThatWerePromised() throws Exception {
        Run run = run(file("act.txt", ACT), "--json");
        assertThat(run.exit()).isZero();
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(json.get("language").asString()).isEqualTo("sq");
        JsonNode article = null;
        for (JsonNode node : json.get("nodes")) {
            assertThat(node.propertyNames()).contains("id", "kind", "number", "heading", "parent", "text", "page", "confidence", "language");
            assertThat(node.get("confidence").asDouble()).isBetween(0.0, 1.0);
            article = node.get("id").asString().equals("art_1") ? node : article;
        }
        assertThat(article).isNotNull();
        assertThat(article.get("kind").asString()).isEqualTo("article");
        assertThat(article.get("number").asString()).isEqualTo("1");
        assertThat(article.get("heading").asString()).isEqualTo("Qëllimi");
        assertThat(article.get("parent").asString()).isEqualTo("chp_1");
        assertThat(article.get("page").isNull()).isTrue();
        assertThat(json.get("warnings").get(0).get("code").asString()).isEqualTo("number-gap");
        assertThat(json.get("warnings").get(0).get("node").asString()).isEqualTo("art_3");
    }

    @Test
    void akomaNtosoAndOutline() throws Exception {
        String file = file("act.txt", ACT);
        assertThat(run(file, "--akn").out()).startsWith("<?xml").contains("<article eId=\"art_1\">");
        assertThat(run(file).out()).contains("article 1 | Qëllimi").contains("Warning number-gap at art_3");
    }

    @Test
    void whatCannotBeReadEndsWithOneAndOneSentence() throws Exception {
        Run run = run(file("act.pdf", ""), "--json");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().skip(1)).containsExactly("The file is empty.");
    }

    @Test
    void whatCannotRunEndsWithTwo() {
        assertThat(run().exit()).isEqualTo(2);
        assertThat(run("a", "b").exit()).isEqualTo(2);
        assertThat(run("--yaml", "a").exit()).isEqualTo(2);
        Run missing = run(folder.resolve("missing.pdf").toString());
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("There is no file").hasLineCount(1);
        assertThat(run(folder.toString()).exit()).isEqualTo(2);
    }

    @Test
    void helpIsAnAnswer() {
        Run run = run("--help");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Usage: split FILE");
    }
}
