package org.civikos.notification.related;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The things that drafts are about, with their names in our three languages, from {@code thesaurus/concepts.txt}. */
final class Thesaurus {

    static final List<String> LANGUAGES = List.of("sq", "sr", "en");
    private static final String FILE = "/thesaurus/concepts.txt";

    private final Map<String, Concept> concepts = new LinkedHashMap<>();

    private Thesaurus(Stream<String> lines) {
        lines.filter(line -> !line.isBlank() && !line.startsWith("#")).map(Thesaurus::read).forEach(one -> {
            if (concepts.put(one.id(), one) != null) {
                throw new IllegalStateException("The thesaurus has two lines for " + one.id());
            }
        });
    }

    static Thesaurus delivered() {
        try (InputStream in = Objects.requireNonNull(Thesaurus.class.getResourceAsStream(FILE), FILE)) {
            return new Thesaurus(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Concept read(String line) {
        String[] columns = line.split("\\|", -1);
        if (columns.length != 2 + LANGUAGES.size()) {
            throw new IllegalStateException("A line of the thesaurus has " + columns.length + " columns: " + line);
        }
        Map<String, List<Term>> terms = new LinkedHashMap<>();
        for (int i = 0; i < LANGUAGES.size(); i++) {
            terms.put(LANGUAGES.get(i), parts(columns[i + 2]).map(Term::of).toList());
        }
        return new Concept(columns[0].strip(), parts(columns[1]).toList(), terms);
    }

    private static Stream<String> parts(String column) {
        return Stream.of(column.split(";")).map(String::strip).filter(part -> !part.isEmpty());
    }

    List<Concept> all() {
        return List.copyOf(concepts.values());
    }

    /** Those that somebody means, the ones whose usual name it is first. */
    List<Concept> meant(List<String> written) {
        List<Concept> usual = new ArrayList<>();
        List<Concept> others = new ArrayList<>();
        for (Concept one : concepts.values()) {
            if (one.meant(written)) {
                boolean first = one.terms().values().stream().anyMatch(terms -> !terms.isEmpty() && terms.getFirst().folded().size() == written.size()
                        && terms.getFirst().meant(written));
                (first ? usual : others).add(one);
            }
        }
        usual.addAll(others);
        return usual;
    }

    List<Concept> broader(Concept one) {
        return one.broader().stream().map(concepts::get).filter(Objects::nonNull).toList();
    }

    List<Concept> narrower(Concept one) {
        return concepts.values().stream().filter(other -> other.broader().contains(one.id())).toList();
    }
}
