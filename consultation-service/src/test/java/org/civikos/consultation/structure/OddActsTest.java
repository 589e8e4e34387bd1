package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Invented acts as people really send them, each beside its outline, which was read by eye: kind, number, heading, and how many letters and
 * digits of text each node has.
 */
class OddActsTest {
    @TestFactory
    List<DynamicTest> outlines() throws IOException, URISyntaxException {
        List<DynamicTest> out = new ArrayList<>();
        for (Path file : files()) {
            Path outline = file.resolveSibling(file.getFileName().toString().replaceAll("\\.\\w+$", ".outline"));
            out.add(DynamicTest.dynamicTest(file.getFileName().toString(), () -> assertThat(outline(file)).isEqualTo(Files.readString(outline, StandardCharsets.UTF_8).strip())));
        }
        assertThat(out).hasSizeGreaterThanOrEqualTo(45);
        return out;
    }

    private static List<Path> files() throws IOException, URISyntaxException {
        Path folder = Path.of(OddActsTest.class.getResource("/structure/odd").toURI());
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(f -> !f.toString().endsWith(".outline")).sorted().toList();
        }
    }

    static String outline(Path file) throws IOException, UnreadableDocument {
        Act act = Splitter.standard().split(Files.readAllBytes(file), file.getFileName().toString(), null);
        StringBuilder out = new StringBuilder(act.language()).append(' ').append(act.script()).append('\n');
        Map<String, Integer> depth = new HashMap<>();
        for (Node n : act.nodes()) {
            int d = n.parent() == null ? 0 : depth.get(n.parent()) + 1;
            depth.put(n.id(), d);
            out.append("  ".repeat(d)).append(n.kind().name().toLowerCase(java.util.Locale.ROOT)).append(n.number() == null ? "" : " " + n.number())
                    .append(n.heading() == null ? "" : " | " + n.heading()).append(n.text().isBlank() ? "" : " : " + InventedAct.letters(n.text()).length()).append('\n');
        }
        act.warnings().forEach(w -> out.append("! ").append(w.code()).append('\n'));
        return out.toString().strip();
    }
}
