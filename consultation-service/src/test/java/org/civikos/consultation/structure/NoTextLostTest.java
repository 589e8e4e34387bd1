package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every character of the body lands in exactly one node: as its text, its heading, its number, or the mark around them. */
class NoTextLostTest {
    private static final Deadline NO_HURRY = new Deadline(Duration.ofMinutes(5));

    @Test
    void inventedActsInEveryLayout() throws Exception {
        for (String name : InventedAct.NAMES) {
            for (Map.Entry<String, byte[]> print : Prints.all(InventedAct.load(name)).entrySet()) {
                check(name + " (" + print.getKey() + ")", print.getValue());
            }
        }
    }

    @Test
    void layoutsOfOffices() throws Exception {
        for (String name : InventedAct.more()) {
            for (Map.Entry<String, byte[]> print : MorePrints.all(InventedAct.load(name)).entrySet()) {
                check(name + " (" + print.getKey() + ")", print.getValue());
            }
        }
    }

    /** Acts drawn by lot that no score has seen, each printed in every way. */
    @Test
    void actsDrawnByLot() throws Exception {
        for (long seed = 5_001; seed <= 5_040; seed++) {
            InventedAct act = GeneratedActs.of(seed);
            Map<String, byte[]> prints = Prints.all(act);
            prints.putAll(MorePrints.all(act));
            for (Map.Entry<String, byte[]> print : prints.entrySet()) {
                check(act.name() + " (" + print.getKey() + ")", print.getValue());
            }
        }
    }

    @Test
    void realActs() throws Exception {
        Path directory = RealActs.directory();
        if (directory == null) {
            System.out.println("SKIPPED: the real acts (shared/data/acts, or -Dcivikos.shared) are not here.");
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(txt|pdf)")).sorted().toList()) {
                check(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
    }

    /** Lines of acts shuffled, cut, doubled and mixed across languages: nothing an author would write, and still nothing may vanish. */
    @Test
    void actsTornToPieces() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String name : InventedAct.NAMES) {
            InventedAct.load(name).printed().forEach(p -> lines.add(p.text()));
        }
        lines.addAll(List.of("Neni", "Neni 5 Neni 6", "“", "”", "„Član 3", "(", ")", "1.", "1.1.", "a)", "–", "KREU", "KREU I", "II", "IV. ", "Neni 1 ........ 4", "SHTOJCA", "Obrazloženje",
                "Sadržaj", "Article 1", "Article 2", "Article 3", "Neni 7/1", "Члан 4а", "1", "12.", "- ", "I I I", "N e n i 9", "***", "¹ shënim", "Kreu II: Emri", "Deo prvi"));
        for (long seed = 1; seed <= 400; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            int count = 1 + random.nextInt(120);
            for (int i = 0; i < count; i++) {
                String line = lines.get(random.nextInt(lines.size()));
                if (random.nextInt(6) == 0) {
                    line = line.substring(0, random.nextInt(line.length() + 1));
                }
                text.append(line).append(random.nextInt(40) == 0 ? "\n\f" : random.nextInt(4) == 0 ? "\n\n" : "\n");
            }
            if (!text.toString().isBlank()) {
                try {
                    check("seed " + seed, text.toString().getBytes(StandardCharsets.UTF_8));
                } catch (UnreadableDocument e) {
                    assertThat(e.reason()).isEqualTo(UnreadableDocument.Reason.EMPTY);
                }
            }
        }
    }

    private static void check(String name, byte[] file) throws UnreadableDocument {
        Source source = Splitter.standard().read(file, NO_HURRY);
        Map<Integer, Integer> there = new TreeMap<>();
        source.lines().forEach(l -> count(l.text(), there));
        Map<Integer, Integer> found = new TreeMap<>();
        for (Map.Entry<String, List<Line>> version : Versions.of(source.lines()).entrySet()) {
            count(Splitter.tree(version.getValue(), source.wrapped(), version.getKey()), found);
        }
        // A hyphen at the end of a line is of the line, not of the word.
        there.remove((int) '-');
        found.remove((int) '-');
        assertThat(found).as(name).isEqualTo(there);
    }

    private static void count(Draft draft, Map<Integer, Integer> into) {
        count(draft.marker.toString(), into);
        count(draft.number == null ? "" : draft.number, into);
        count(draft.heading.toString(), into);
        count(draft.text.toString(), into);
        draft.children.forEach(c -> count(c, into));
    }

    private static void count(String text, Map<Integer, Integer> into) {
        text.codePoints().filter(c -> !Character.isWhitespace(c)).forEach(c -> into.merge(c, 1, Integer::sum));
    }
}
