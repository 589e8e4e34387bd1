package org.civikos.notification.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at a text before it is published: its placeholders, its marks, and what changed for those who rely on it. */
public final class Check {

    /** A word that is further away is no slip of the pen. */
    private static final int NEAR = 4;

    private Check() {}

    /**
     * @param published what is in force now
     * @return what is refused first, then warnings; empty if all is well
     */
    public static List<Finding> of(MessageKind kind, TemplateChannel channel, Source source, Source published) {
        List<Finding> all = new ArrayList<>();
        if (source.text().isBlank()) {
            all.add(Finding.refused("empty", Finding.TEXT, Map.of()));
        }
        placeholders(kind, Finding.SUBJECT, source.subject(), all);
        placeholders(kind, Finding.TEXT, source.text(), all);
        Set<String> inSubject = words(source.subject());
        Set<String> inText = words(source.text());
        Set<String> can = kind.placeholders().stream().map(Placeholder::word).collect(Collectors.toSet());
        switch (channel) {
            case EMAIL -> {
                deadline(kind, Finding.SUBJECT, inSubject, all);
                deadline(kind, Finding.TEXT, inText, all);
                for (Placeholder one : Placeholder.values()) {
                    if (one.needed()) {
                        required(one, can, inText, all);
                    }
                }
                lists(kind, source, all);
                all.addAll(Markup.check(source.text()));
            }
            case SMS -> {
                deadline(kind, Finding.TEXT, inText, all);
                required(Placeholder.LINK, can, inText, all);
            }
            // Its title stands above it.
            case INBOX -> deadline(kind, Finding.TEXT, inText, all);
        }
        compare(published, source, all);
        return all.stream().sorted(Comparator.comparing(one -> !one.refused())).toList();
    }

    private static void placeholders(MessageKind kind, String place, String text, List<Finding> all) {
        Set<String> can = kind.placeholders().stream().map(Placeholder::word).collect(Collectors.toCollection(LinkedHashSet::new));
        for (Filling.Found found : Filling.find(text)) {
            if (!can.contains(found.word())) {
                String likely = likely(found.word(), can);
                all.add(Finding.at(likely.isEmpty() ? "unknown-placeholder" : "unknown-placeholder-likely", place, text, found.start(),
                        Map.of("word", found.word(), "likely", likely)));
            } else if (place.equals(Finding.SUBJECT) && found.word().endsWith("link")) {
                all.add(Finding.at("link-in-subject", place, text, found.start(), Map.of("word", found.word())));
            }
        }
        String rest = Filling.blank(text);
        for (int i = 0; i < rest.length(); i++) {
            if (rest.charAt(i) == '{' || rest.charAt(i) == '}') {
                all.add(Finding.at("open-brace", place, text, i, Map.of()));
                break;
            }
        }
    }

    /** A list takes lines of its own, and has no place in a subject. */
    private static void lists(MessageKind kind, Source source, List<Finding> all) {
        Set<String> lists = kind.placeholders().stream().filter(Placeholder::list).map(Placeholder::word).collect(Collectors.toSet());
        for (Filling.Found found : Filling.find(source.subject())) {
            if (lists.contains(found.word())) {
                all.add(Finding.at("list-in-subject", Finding.SUBJECT, source.subject(), found.start(), Map.of("word", found.word())));
            }
        }
        for (Filling.Found found : Filling.find(source.text())) {
            if (lists.contains(found.word()) && !Markup.alone(source.text(), found.start())) {
                all.add(Finding.at("list-not-alone", Finding.TEXT, source.text(), found.start(), Map.of("word", found.word())));
            }
        }
    }

    private static void deadline(MessageKind kind, String place, Set<String> used, List<Finding> all) {
        List<String> any = kind.placeholders().stream().filter(Placeholder::deadline).map(Placeholder::word).toList();
        if (!any.isEmpty() && any.stream().noneMatch(used::contains)) {
            all.add(Finding.refused("missing-deadline", place, Map.of("words", any.stream().map(w -> "{" + w + "}").collect(Collectors.joining(", ")))));
        }
    }

    private static void required(Placeholder one, Set<String> can, Set<String> used, List<Finding> all) {
        if (can.contains(one.word()) && !used.contains(one.word())) {
            all.add(Finding.refused("missing-placeholder", Finding.TEXT, Map.of("word", one.word())));
        }
    }

    private static void compare(Source published, Source source, List<Finding> all) {
        Set<String> before = words(published.subject() + " " + published.text());
        Set<String> after = words(source.subject() + " " + source.text());
        before.stream().filter(word -> !after.contains(word))
                .forEach(word -> all.add(Finding.warning("placeholder-removed", Finding.TEXT, Map.of("word", word))));
        after.stream().filter(word -> !before.contains(word))
                .forEach(word -> all.add(Finding.warning("placeholder-added", Finding.TEXT, Map.of("word", word))));
    }

    static Set<String> words(String text) {
        return Filling.find(text).stream().map(Filling.Found::word).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String likely(String word, Set<String> can) {
        String asked = word.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return can.stream().map(one -> Map.entry(one, distance(asked, one)))
                .filter(one -> one.getValue() < NEAR && one.getValue() < Math.max(one.getKey().length(), asked.length()) - 1)
                .min(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
    }

    /** How many letters have to be put in, left out or changed (Levenshtein). */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
