package org.civikos.notification.related;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.civikos.notification.related.RelatedWords.Related;
import org.civikos.notification.related.RelatedWords.Why;
import org.civikos.notification.subscription.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelatedWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private final List<Titles.Title> titles = new ArrayList<>();

    private List<Related> of(String... words) {
        return new RelatedWords(Thesaurus.delivered(), () -> titles, Clock.fixed(NOW, ZoneOffset.UTC)).of(List.of(words), "sq");
    }

    private void title(String language, String... texts) {
        for (String text : texts) {
            titles.add(new Titles.Title(text, language));
        }
    }

    private static List<String> words(List<Related> found, Why why) {
        return found.stream().filter(one -> one.why() == why).map(Related::word).toList();
    }

    @ParameterizedTest
    @CsvSource({"arsim, obrazovanj", "arsim, education", "ARSIMIT, obrazovanj", "obrazovanju, arsim", "образовање, arsim", "education, arsim",
            "mjedis, životn sredin", "životna sredina, mjedis", "zivotne sredine, environment", "животна средина, mjedis", "mjedisit, environment",
            "javne nabavke, prokurim", "prokurim publik, procurement", "shendetesi, zdravlj", "shëndetësisë, health", "pushimi i lehonisë, maternity leave"})
    void findsTheSameThingInTheOtherLanguagesHoweverItIsWritten(String written, String related) {
        assertThat(words(of(written), Why.TRANSLATION)).contains(related);
    }

    @Test
    void findsWiderAndNarrowerThings() {
        List<Related> found = of("mjedis");
        assertThat(words(found, Why.NARROWER)).isNotEmpty();
        assertThat(words(of("hekurudha"), Why.BROADER)).contains("transport");
    }

    /** What is offered would only be found twice. */
    @Test
    void offersNothingThatTheWordsFindAlready() {
        for (String written : List.of("arsim", "mjedis", "prokurim", "shëndet", "pension", "bank", "media", "women")) {
            List<Related> found = of(written);
            assertThat(found).noneMatch(one -> Words.contains(Words.of(one.word()), Words.of(written)));
            assertThat(found).extracting(one -> Words.of(one.word())).doesNotHaveDuplicates();
        }
        assertThat(of("arsim", "obrazovanj")).extracting(Related::word).doesNotContain("obrazovanj", "arsim");
    }

    @Test
    void saysNothingOfWordsThatNobodyKnowsAndOfTheEmptyOne() {
        assertThat(of("ornitologji")).isEmpty();
        assertThat(of("", "ab", "!!!", "  ")).isEmpty();
        assertThat(of()).isEmpty();
    }

    @Test
    void readsTheOtherFormsOfAWordFromTitles() {
        title("sr", "Nacrt zakona o pčelarstvu", "Nacrt zakona o izmeni zakona o pčelarstvu", "Uredba o podsticaju pčelarstva");
        List<Related> found = of("pčelarstvo");
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.why()).isEqualTo(Why.OTHER_FORM);
            assertThat(one.word()).isEqualTo("pčelarstv");
            assertThat(one.drafts()).isEqualTo(3);
        });
        assertThat(of("pčelarstv")).as("it finds them all").isEmpty();
    }

    @Test
    void readsFromTitlesWhatStandsTogetherMoreOftenThanByChance() {
        title("sq", "Projektligji për bletarinë dhe mjaltin", "Udhëzim administrativ për bletarinë dhe cilësinë e mjaltit", "Strategjia e bletarisë", "Projektligji për shoqatat",
                "Projektligji për prokurimin publik", "Projektligji për gjykatat", "Udhëzim administrativ për rrugët", "Rregullore për cilësinë e rrugëve", "Projektligji për bankat");
        List<Related> found = of("bletari");
        assertThat(words(found, Why.TOGETHER)).containsExactly("mjalti");
        assertThat(found).as("kinds of acts and joining words say nothing").noneMatch(one -> one.word().startsWith("projektligj") || one.word().startsWith("administrativ"));
        assertThat(found.getFirst().drafts()).isEqualTo(2);
    }

    @Test
    void readsNewTitlesAfterTenMinutesAndNotAtEachQuestion() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        int[] reads = new int[1];
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        RelatedWords words = new RelatedWords(Thesaurus.delivered(), () -> {
            reads[0]++;
            return List.copyOf(titles);
        }, clock);
        words.of(List.of("pčelarstvo"), "sr");
        title("sr", "Nacrt zakona o pčelarstvu");
        assertThat(words.of(List.of("pčelarstvo"), "sr")).isEmpty();
        now.set(NOW.plus(Duration.ofMinutes(11)));
        assertThat(words.of(List.of("pčelarstvo"), "sr")).hasSize(1);
        assertThat(reads[0]).isEqualTo(2);
    }

    /** The file as it is delivered: whole, and of use in each language. */
    @Test
    void theThesaurusHoldsTogether() {
        List<Concept> all = Thesaurus.delivered().all();
        Set<String> ids = new HashSet<>(all.stream().map(Concept::id).toList());
        assertThat(all).hasSizeGreaterThan(150);
        assertThat(all).allSatisfy(one -> {
            assertThat(ids).containsAll(one.broader());
            assertThat(one.broader()).doesNotContain(one.id());
            assertThat(one.terms().keySet()).containsExactlyElementsOf(Thesaurus.LANGUAGES);
            assertThat(one.terms().values()).allSatisfy(terms -> assertThat(terms).isNotEmpty());
            one.terms().values().stream().flatMap(List::stream).forEach(term -> {
                assertThat(String.join("", term.folded())).as(term.shown()).hasSizeGreaterThanOrEqualTo(3);
                assertThat(Words.contains(Words.of(term.shown()), term.folded())).as("finds itself: %s", term.shown()).isTrue();
            });
        });
    }
}
