package org.civikos.notification.related;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.notification.subscription.Words;
import org.jspecify.annotations.Nullable;

/** The words in the titles of the drafts that the network has seen: which forms of a word there are, and which words stand together. */
final class Titles {

    /**
     * A draft's title.
     *
     * @param language sq, sr or en
     */
    record Title(String text, String language) {}

    /** A word of the titles. @param start what is to be looked for, as people write it */
    record Near(String start, String shown, String language, double weight) {}

    private static final Set<String> EMPTY_WORDS = emptyWords();
    private static final int SHORTEST = 4;
    /** One title says nothing of which words belong together. */
    private static final int FEWEST_TOGETHER = 2;
    /** How much more often than by chance two words stand together. */
    private static final double LIFT = 1.5;
    /** A word in more than this share of all titles says nothing, once there are enough titles to tell. */
    private static final double EVERYWHERE = 0.4;
    private static final int ENOUGH_TITLES = 20;

    /** The forms of one word, and in which titles they stand. */
    private static final class Entry {
        private final String language;
        private final BitSet titles = new BitSet();
        private final Map<String, Integer> forms = new LinkedHashMap<>();

        private Entry(String language) {
            this.language = language;
        }

        /** The form that stands there most often. */
        private String usual() {
            return forms.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        }
    }

    private final List<List<String>> folded = new ArrayList<>();
    private final Map<String, Entry> byStem = new HashMap<>();

    Titles(Collection<Title> titles) {
        titles.forEach(this::read);
    }

    private void read(Title title) {
        int number = folded.size();
        folded.add(Words.of(title.text()));
        for (String form : title.text().split("[^\\p{L}\\p{N}'’]+")) {
            List<String> word = Words.of(form);
            if (word.size() == 1 && word.getFirst().length() >= SHORTEST && !EMPTY_WORDS.contains(word.getFirst()) && !Character.isDigit(word.getFirst().charAt(0))) {
                Entry entry = byStem.computeIfAbsent(key(word.getFirst(), title.language()), _ -> new Entry(title.language()));
                entry.titles.set(number);
                entry.forms.merge(form.toLowerCase(Locale.ROOT), 1, Integer::sum);
            }
        }
    }

    private static String key(String word, String language) {
        return language + ':' + Stems.of(word, language);
    }

    /** In how many titles something is found. */
    int found(List<String> phrase) {
        return where(phrase).cardinality();
    }

    private BitSet where(List<String> phrase) {
        BitSet found = new BitSet();
        for (int i = 0; i < folded.size(); i++) {
            if (Words.contains(folded.get(i), phrase)) {
                found.set(i);
            }
        }
        return found;
    }

    /** The beginnings that also find those forms of a word which it does not find itself: for "obrazovanje" that of "obrazovanju". */
    List<Near> otherForms(List<String> written) {
        if (written.size() != 1) {
            return List.of();
        }
        String word = written.getFirst();
        BitSet found = where(written);
        List<Near> near = new ArrayList<>();
        for (String language : Thesaurus.LANGUAGES) {
            Entry entry = byStem.get(key(word, language));
            if (entry != null && missed(entry, found) > 0) {
                String common = entry.forms.keySet().stream().map(form -> Words.of(form).getFirst()).reduce(word, Titles::commonStart);
                String start = startOf(entry.usual(), common);
                if (common.length() >= SHORTEST && !common.equals(word) && start != null) {
                    near.add(new Near(start, start + "…", language, missed(entry, found)));
                }
            }
        }
        return near;
    }

    private static int missed(Entry entry, BitSet found) {
        BitSet rest = (BitSet) entry.titles.clone();
        rest.andNot(found);
        return rest.cardinality();
    }

    private static String commonStart(String one, String other) {
        int at = 0;
        while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return one.substring(0, at);
    }

    /** The beginning of a form as it is written that is compared as this; folding may make one letter of two. */
    private static @Nullable String startOf(String form, String folded) {
        for (int end = 1; end <= form.length(); end++) {
            List<String> words = Words.of(form.substring(0, end));
            if (words.size() == 1 && words.getFirst().equals(folded)) {
                return form.substring(0, end);
            }
        }
        return null;
    }

    /** The words that stand beside this one more often than by chance, the closest first. */
    List<Near> together(List<String> written) {
        BitSet here = where(written);
        int all = folded.size();
        if (here.cardinality() < FEWEST_TOGETHER) {
            return List.of();
        }
        List<Near> near = new ArrayList<>();
        for (Entry entry : byStem.values()) {
            BitSet both = (BitSet) entry.titles.clone();
            both.and(here);
            int count = both.cardinality();
            int own = entry.titles.cardinality();
            double lift = (double) count * all / ((double) own * here.cardinality());
            boolean everywhere = all >= ENOUGH_TITLES && own > EVERYWHERE * all;
            if (count >= FEWEST_TOGETHER && lift >= LIFT && !everywhere && entry.forms.keySet().stream().noneMatch(form -> Words.contains(Words.of(form), written))) {
                String common = entry.forms.keySet().stream().map(form -> Words.of(form).getFirst()).reduce(Titles::commonStart).orElseThrow();
                String start = common.length() < SHORTEST ? null : startOf(entry.usual(), common);
                near.add(new Near(start == null ? entry.usual() : start, entry.usual(), entry.language, count * Math.log(lift)));
            }
        }
        near.sort(Comparator.comparingDouble(Near::weight).reversed().thenComparing(Near::shown));
        return near;
    }

    private static Set<String> emptyWords() {
        String file = "/thesaurus/empty-words.txt";
        try (InputStream in = Objects.requireNonNull(Titles.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Words.of(line).stream()).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
