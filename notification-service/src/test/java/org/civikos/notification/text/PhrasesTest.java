package org.civikos.notification.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.template.MessageKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {

    private final Phrases phrases = new Phrases();

    @Test
    void allLanguagesHaveTheSamePhrases() {
        assertThat(phrases.keys(Language.SQ)).isEqualTo(phrases.keys(Language.EN));
        assertThat(phrases.keys(Language.SR)).isEqualTo(phrases.keys(Language.EN));
    }

    @Test
    void everyReasonHasPlainWordsInEveryLanguage() {
        for (Language language : Language.values()) {
            for (Reason reason : Reason.values()) {
                assertThat(phrases.say(language, "reason." + reason.code())).isNotBlank().doesNotContain("''");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EN | 0  | [closes today] X
            EN | 1  | [1 day left] X
            EN | 5  | [5 days left] X
            SQ | 0  | [mbyllet sot] X
            SQ | 1  | [edhe 1 ditë] X
            SQ | 5  | [edhe 5 ditë] X
            SR | 0  | [ističe danas] X
            SR | 1  | [još 1 dan] X
            SR | 2  | [još 2 dana] X
            SR | 5  | [još 5 dana] X
            SR | 21 | [još 21 dan] X
            """)
    void theSubjectCountsInTheFormsOfEachLanguage(Language language, int days, String expected) {
        assertThat(phrases.say(language, "mail.subject.days", Map.of("days", days, "what", "X"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1  | Ima 1 član.
            3  | Ima 3 člana.
            11 | Ima 11 članova.
            24 | Ima 24 člana.
            25 | Ima 25 članova.
            """)
    void serbianHasThreePluralForms(int articles, String expected) {
        assertThat(phrases.say(Language.SR, "mail.size", Map.of("articles", articles))).isEqualTo(expected);
    }

    @Test
    void aDeadlineIsWrittenAsPeopleWriteIt() {
        LocalDateTime deadline = LocalDateTime.parse("2026-11-27T23:59");
        assertThat(phrases.moment(Language.EN, deadline)).isEqualTo("Friday, 27 November 2026 at 23:59");
        assertThat(phrases.moment(Language.SQ, deadline)).isEqualTo("e premte, 27 nëntor 2026, në orën 23:59");
        assertThat(phrases.moment(Language.SR, deadline)).isEqualTo("petak, 27. novembar 2026. u 23:59");
    }

    @Test
    void aDayStandsInTheCaseThatFromAndUntilAskFor() {
        LocalDate day = LocalDate.parse("2026-11-16");
        assertThat(phrases.day(Language.EN, day)).isEqualTo("16 November 2026");
        assertThat(phrases.day(Language.SQ, day)).isEqualTo("16 nëntor 2026");
        assertThat(phrases.day(Language.SR, day)).isEqualTo("16. novembra 2026.");
    }

    @Test
    void anUnknownLanguageIsAlbanian() {
        assertThat(Language.of("de")).isEqualTo(Language.SQ);
        assertThat(Language.of("sr")).isEqualTo(Language.SR);
    }

    /** A notice that is sent without a kind could not be changed by anybody. */
    @Test
    void everyNoticeThatHasWordsIsAKind() {
        assertThat(phrases.keys(Language.EN)).filteredOn(key -> key.startsWith("notice.") && key.endsWith(".heading"))
                .allSatisfy(key -> assertThat(MessageKinds.find(key.substring(0, key.length() - ".heading".length()))).as(key).isPresent());
        assertThat(MessageKinds.all()).filteredOn(kind -> kind.code().startsWith("notice."))
                .allSatisfy(kind -> assertThat(phrases.find(Language.SR, kind.code() + ".heading")).as(kind.code()).isPresent());
    }

    @Test
    void whatWasToldOfAnInstitutionGoesBeforeWhatCameWithTheSystem() {
        assertThat(phrases.institution(Language.EN, "md")).contains("Ministry of Justice");
        assertThat(phrases.institution(Language.EN, "nobody")).isEmpty();
        Phrases told = new Phrases((language, id) -> id.equals("md") ? Optional.of("Justice " + language.code()) : Optional.empty());
        assertThat(told.institution(Language.SR, "md")).contains("Justice sr");
        assertThat(told.institution(Language.EN, "msh")).contains("Ministry of Health");
        assertThat(told.institution(Language.EN, "komuna-peje")).isPresent();
    }
}
