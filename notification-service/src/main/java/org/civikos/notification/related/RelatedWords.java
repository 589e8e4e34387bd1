package org.civikos.notification.related;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.civikos.notification.subscription.Words;
import org.jspecify.annotations.Nullable;

/** Finds the words that belong to what somebody has written, in the thesaurus and in the titles of the drafts that everybody may see. */
final class RelatedWords {

    /** Why a word is offered; in this order. */
    enum Why {
        /** The beginning of the same word, which finds its other endings too. */
        OTHER_FORM,
        SYNONYM,
        TRANSLATION,
        NARROWER,
        BROADER,
        /** It stands in the same titles more often than by chance. */
        TOGETHER;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A word that is offered.
     *
     * @param word   what to look for
     * @param shown  as people write it
     * @param drafts in how many titles it is found
     */
    record Related(String word, String shown, String language, Why why, int drafts) {}

    /** Of one kind, so that no kind crowds out the others. */
    private static final int MOST_OF_A_KIND = 6;
    private static final int SHORTEST = 3;
    /** Titles come about by the day; reading them takes some milliseconds a thousand. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final Thesaurus thesaurus;
    private final Supplier<List<Titles.Title>> source;
    private final Clock clock;
    private @Nullable Titles titles;
    private Instant readAt = Instant.MIN;

    RelatedWords(Thesaurus thesaurus, Supplier<List<Titles.Title>> source, Clock clock) {
        this.thesaurus = thesaurus;
        this.source = source;
        this.clock = clock;
    }

    private synchronized Titles titles() {
        Instant now = clock.instant();
        if (titles == null || readAt.plus(GOOD_FOR).isBefore(now)) {
            titles = new Titles(source.get());
            readAt = now;
        }
        return titles;
    }

    /**
     * What belongs to words; what they find already is left out.
     *
     * @param language of the reader, whose words come first among others of their kind
     */
    List<Related> of(List<String> written, String language) {
        List<List<String>> entered = written.stream().map(Words::of).filter(RelatedWords::longEnough).distinct().toList();
        Titles seen = titles();
        Map<List<String>, Related> found = new LinkedHashMap<>();
        for (List<String> one : entered) {
            seen.otherForms(one).forEach(near -> put(found, entered, seen, near.start(), near.shown(), near.language(), Why.OTHER_FORM));
        }
        for (List<String> one : entered) {
            for (Concept concept : thesaurus.meant(one)) {
                Set<String> writtenIn = new HashSet<>();
                concept.terms().forEach((in, terms) -> {
                    if (terms.stream().anyMatch(term -> term.meant(one))) {
                        writtenIn.add(in);
                    }
                });
                concept.terms().forEach((in, terms) -> terms.forEach(term -> put(found, entered, seen, term, in, writtenIn.contains(in) ? Why.SYNONYM : Why.TRANSLATION)));
                thesaurus.narrower(concept).forEach(other -> usual(found, entered, seen, other, Why.NARROWER));
                thesaurus.broader(concept).forEach(other -> usual(found, entered, seen, other, Why.BROADER));
            }
            seen.together(one).forEach(near -> put(found, entered, seen, near.start(), near.shown(), near.language(), Why.TOGETHER));
        }
        return chosen(found.values(), language);
    }

    private void usual(Map<List<String>, Related> found, List<List<String>> entered, Titles seen, Concept concept, Why why) {
        concept.terms().forEach((in, terms) -> terms.stream().findFirst().ifPresent(term -> put(found, entered, seen, term, in, why)));
    }

    private void put(Map<List<String>, Related> found, List<List<String>> entered, Titles seen, Term term, String language, Why why) {
        put(found, entered, seen, term.compared(), term.shown(), language, why);
    }

    private static void put(Map<List<String>, Related> found, List<List<String>> entered, Titles seen, String word, String shown, String language, Why why) {
        List<String> folded = Words.of(word);
        if (longEnough(folded) && entered.stream().noneMatch(one -> Words.contains(folded, one)) && found.keySet().stream().noneMatch(one -> Words.contains(folded, one))) {
            found.put(folded, new Related(word, shown, language, why, seen.found(folded)));
        }
    }

    private static boolean longEnough(List<String> folded) {
        return folded.stream().mapToInt(String::length).sum() >= SHORTEST;
    }

    private static List<Related> chosen(Iterable<Related> found, String language) {
        Map<Why, List<Related>> byKind = new LinkedHashMap<>();
        for (Why why : Why.values()) {
            byKind.put(why, new ArrayList<>());
        }
        found.forEach(one -> byKind.get(one.why()).add(one));
        // A translation is wanted because it is in another language; of the rest the reader's own words come first.
        byKind.forEach((why, all) -> {
            if (why != Why.TRANSLATION) {
                all.sort(Comparator.comparing((Related one) -> !one.language().equals(language)));
            }
        });
        return byKind.values().stream().flatMap(all -> all.stream().limit(MOST_OF_A_KIND)).toList();
    }
}
