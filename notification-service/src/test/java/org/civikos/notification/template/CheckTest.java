package org.civikos.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {

    private static final Phrases PHRASES = new Phrases();
    private static final MessageKind KIND = MessageKinds.find("consultation-opened").orElseThrow();
    private static final Source MAIL = KIND.delivered().of(PHRASES, Language.EN, TemplateChannel.EMAIL);
    private static final Source SMS = KIND.delivered().of(PHRASES, Language.EN, TemplateChannel.SMS);

    private static List<Finding> mail(String subject, String text) {
        return Check.of(KIND, TemplateChannel.EMAIL, new Source(subject, text), MAIL);
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }

    private static final MessageKind SUMMARY = MessageKinds.find("digest").orElseThrow();
    private static final Source SUMMARY_MAIL = SUMMARY.delivered().of(PHRASES, Language.EN, TemplateChannel.EMAIL);

    private static List<Finding> summary(String subject, String text) {
        return Check.of(SUMMARY, TemplateChannel.EMAIL, new Source(subject, text), SUMMARY_MAIL);
    }

    @Test
    void aListStandsAloneAndSummariesHaveTheirs() {
        String text = SUMMARY_MAIL.text();
        assertThat(summary("{summary}", text)).isEmpty();
        assertThat(codes(summary("{summary}", text.replace("{drafts}", "")))).contains("missing-placeholder", "placeholder-removed");
        assertThat(codes(summary("{drafts}", text))).contains("list-in-subject");
        for (String wrong : List.of("News: {drafts}", "- {drafts}", "# {drafts}", "{drafts} {urgent}", "Above\n{drafts}", "{drafts}\nBelow")) {
            List<Finding> findings = summary("{summary}", text.replace("{drafts}", wrong));
            assertThat(codes(findings)).as(wrong).contains("list-not-alone");
            assertThat(findings.getFirst().refused()).isTrue();
        }
        assertThat(summary("{summary}", text.replace("{drafts}", "  {drafts}  "))).isEmpty();
        assertThat(codes(summary("{summary}", text + "\n{title}"))).as("of one draft alone").contains("unknown-placeholder");
    }

    @Test
    void everyDeliveredTextPassesItsOwnCheck() {
        for (MessageKind kind : MessageKinds.all()) {
            for (Language language : Language.values()) {
                for (TemplateChannel channel : kind.channels()) {
                    Source source = kind.delivered().of(PHRASES, language, channel);
                    assertThat(Check.of(kind, channel, source, source)).as(kind.code() + language + channel).isEmpty();
                    assertThat(source.subject() + source.text()).as("numbers became placeholders").doesNotContain("25", "''");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {days_lef}   | days_left
            {Titel}      | title
            {deadlin}    | deadline
            {stop-link}  | stop_link
            {horoscope}  | ''
            """)
    void anUnknownPlaceholderIsRefusedWithItsPlaceAndWhatWasMeant(String written, String likely) {
        List<Finding> found = mail(MAIL.subject(), MAIL.text() + "\n\nSee " + written + ".");
        Finding one = found.getFirst();
        assertThat(one.refused()).isTrue();
        assertThat(one.code()).isEqualTo(likely.isEmpty() ? "unknown-placeholder" : "unknown-placeholder-likely");
        assertThat(one.args().get("likely")).isEqualTo(likely);
        assertThat(one.line()).isEqualTo((int) MAIL.text().lines().count() + 2);
        assertThat(one.column()).isEqualTo(5);
    }

    @Test
    void whatEveryReaderNeedsCannotBeLeftOut() {
        assertThat(codes(mail("{title}", MAIL.text()))).contains("missing-deadline");
        for (String word : List.of("link", "why", "stop_link")) {
            List<Finding> found = mail(MAIL.subject(), MAIL.text().replace("{" + word + "}", "https://example.org"));
            assertThat(found.getFirst().code()).as(word).isEqualTo("missing-placeholder");
            assertThat(found.getFirst().args().get("word")).isEqualTo(word);
            assertThat(found.getFirst().refused()).isTrue();
        }
        assertThat(codes(Check.of(KIND, TemplateChannel.SMS, new Source("", "{title} {link}"), SMS))).contains("missing-deadline");
        assertThat(codes(Check.of(KIND, TemplateChannel.SMS, new Source("", "{title} {deadline_short}"), SMS))).contains("missing-placeholder");
        assertThat(codes(mail(MAIL.subject(), ""))).contains("empty");
    }

    @Test
    void aChangeThatBreaksSomethingIsAWarning() {
        List<Finding> found = mail(MAIL.subject(), MAIL.text().replace("{institution}", "{deadline_short}"));
        assertThat(codes(found)).contains("placeholder-added");
        assertThat(found).noneMatch(Finding::refused);
        assertThat(codes(mail(MAIL.subject().replace("{institution}", ""), MAIL.text().replace("{institution}", "")))).containsExactly("placeholder-removed");
    }

    @Test
    void nothingThatTellsWhoReadsAndNothingThatRunsGetsIn() {
        String text = MAIL.text();
        assertThat(codes(mail(MAIL.subject(), text + "\n\n![x](https://example.org/pixel.png)"))).contains("picture");
        assertThat(codes(mail(MAIL.subject(), text + "\n\n[x](https://example.org/?who={organisation})"))).contains("person-in-link");
        assertThat(codes(mail(MAIL.subject(), text + "\n\n[x](javascript:alert)"))).contains("bad-link");
        assertThat(codes(mail(MAIL.subject(), text + "\n\na <b>bold</b> word"))).contains("html");
        assertThat(codes(mail("[{days_left}] {link}", text))).contains("link-in-subject");
        assertThat(codes(mail(MAIL.subject(), text + "\n\nan {open brace"))).contains("open-brace");
        assertThat(codes(mail(MAIL.subject(), text + "\n\n[more](https://example.org/page)"))).isEmpty();
    }

    @Test
    void findingsHaveWordsInEveryLanguage() {
        for (Language language : Language.values()) {
            assertThat(PHRASES.say(language, "template.finding.unknown-placeholder-likely", Map.of("word", "titel", "likely", "title")))
                    .contains("{titel}", "{title}");
            assertThat(PHRASES.say(language, "template.finding.sms-letters", Map.of("letters", "ë", "segments", 2, "price", " (0.08 EUR)")))
                    .contains("ë", "2 segment", "(0.08 EUR)");
            assertThat(PHRASES.say(language, "template.finding.open-brace")).contains("{title}");
        }
    }
}
