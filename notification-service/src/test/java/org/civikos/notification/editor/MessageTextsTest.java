package org.civikos.notification.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.SampleAlerts;
import org.civikos.notification.mail.MailWriter;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.sms.Segments;
import org.civikos.notification.sms.SmsWriter;
import org.civikos.notification.template.MessageKind;
import org.civikos.notification.template.MessageKinds;
import org.civikos.notification.template.Source;
import org.civikos.notification.template.TemplateChannel;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message that the system sends about drafts, as its readers get it; written to target/messages to be read. */
class MessageTextsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T08:00:00Z"), ZoneOffset.UTC);
    private static final Phrases PHRASES = new Phrases();
    private static final MailWriter MAILS = new MailWriter(SampleAlerts.knowing(SampleAlerts.opened("x")), PHRASES,
            new UnsubscribeLinks("https://civikos.example.org", "a-secret-of-some-length"),
            new MailWriter.Sender("https://civikos.example.org", "alerts@civikos.example.org", "answers@civikos.example.org"), WorkingDays::daysLeft, CLOCK);
    private static final SmsWriter SMS = new SmsWriter(SampleAlerts.knowing(SampleAlerts.opened("x")), PHRASES, "https://civikos.example.org",
            WorkingDays::daysLeft, CLOCK);
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<>]+");

    private record Case(MessageKind kind, Language language) {
        @Override
        public String toString() {
            return kind.code() + " " + language.code();
        }
    }

    static Stream<Case> cases() {
        // Those that are written to each reader for themselves are looked at by TemplateIT.
        return MessageKinds.all().stream().filter(kind -> kind.channels().contains(TemplateChannel.SMS)).flatMap(kind -> Stream.of(Language.values()).map(language -> new Case(kind, language)));
    }

    private static Source delivered(Case one, TemplateChannel channel) {
        return one.kind().delivered().of(PHRASES, one.language(), channel);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void versionZeroIsWhatIsReallySent(Case one) {
        Alert alert = SampleAlert.invented(one.kind().code(), one.language(), CLOCK);
        MailWriter.Preview before = MAILS.preview(alert, one.language(), Optional.empty(), "Arta Shembulli", "Shoqata Shembull");
        MailWriter.Preview after = MAILS.preview(alert, one.language(), Optional.of(delivered(one, TemplateChannel.EMAIL)), "Arta Shembulli", "Shoqata Shembull");
        assertThat(after.subject()).isEqualTo(before.subject());
        assertThat(after.text()).isEqualTo(before.text());
        assertThat(words(after.html())).isEqualTo(words(before.html()));
        assertThat(links(after.html())).isEqualTo(links(before.html()));
        assertThat(SMS.preview(alert, one.language(), Optional.of(delivered(one, TemplateChannel.SMS))).sent())
                .isEqualTo(SMS.preview(alert, one.language(), Optional.empty()).sent());
    }

    private static String words(String html) {
        return Jsoup.parse(html).body().text().replaceAll("\\s+", " ");
    }

    private static java.util.List<String> links(String html) {
        return Jsoup.parse(html).select("a").eachAttr("href");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMailSaysUntilWhenWhyAndThatNobodyIsWatched(Case one) throws IOException {
        Alert alert = SampleAlert.invented(one.kind().code(), one.language(), CLOCK);
        MailWriter.Preview mail = MAILS.preview(alert, one.language(), Optional.empty(), "Arta Shembulli", "Shoqata Shembull");
        String sms = SMS.preview(alert, one.language(), Optional.empty()).sent();
        Path file = Path.of("target", "messages", one.toString().replace(' ', '-') + ".txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, mail.subject() + "\n\n" + mail.text() + "\n=== SMS\n" + sms + "\n");

        assertThat(mail.subject()).startsWith("[").contains("10 ").contains(alert.title()).doesNotContain("{", "''");
        assertThat(mail.text()).doesNotContain("{", "}", "''", "\n\n\n").contains("Shoqata Shembull", PHRASES.say(one.language(), "mail.privacy"),
                PHRASES.on(one.language(), alert.localDeadline()), "/unsubscribe/");
        Segments segments = Segments.of(sms);
        assertThat(segments.plain()).isTrue();
        assertThat(segments.segments()).isEqualTo(1);

        Document page = Jsoup.parse(mail.html());
        assertThat(page.select("img, script, iframe, link, object, embed, form, [background], [src], [srcset]")).as("nothing is loaded").isEmpty();
        assertThat(mail.html()).doesNotContain("url(", "@import");
        for (String text : new String[] {mail.text(), mail.html(), sms}) {
            Matcher address = ADDRESS.matcher(text);
            while (address.find()) {
                assertThat(address.group()).as("no address tells who reads, but the one that stops the mails")
                        .matches("https://civikos\\.example\\.org/(consultations/[0-9a-f-]+(/comment|/versions)?|my-alerts|relevance/…|unsubscribe/…)");
            }
        }
    }

    @Test
    void anOwnTextGoesInsteadInBothForms() {
        Alert alert = SampleAlert.invented("reminder", Language.EN, CLOCK);
        Source own = new Source("[{days_left}] Please answer: {title}", "{greeting}\n\nStill **open**: [{title}]({link}), {closes}\n\n---\n{why}\n[Stop]({stop_link})");
        MailWriter.Preview mail = MAILS.preview(alert, Language.EN, Optional.of(own), "Ada Example", "Example & Sons");
        assertThat(mail.subject()).isEqualTo("[10 days left] Please answer: Draft Law on Non-Governmental Organisations");
        assertThat(mail.text()).startsWith("Dear Ada Example,\n\nStill open: Draft Law on Non-Governmental Organisations: https://civikos.example.org/consultations/")
                .contains("You get this because you may speak for Example & Sons", "We do not record");
        assertThat(mail.html()).contains("<strong>open</strong>", "Example &amp; Sons");
        assertThat(words(mail.html())).doesNotContain("{");
    }

    @Test
    void anSmsStaysOneWhateverIsWritten() {
        Alert alert = SampleAlert.invented("reminder", Language.SQ, CLOCK);
        SmsWriter.Preview sms = SMS.preview(alert, Language.SQ, Optional.of(new Source("",
                "Përgjigjuni: {title}, afati {deadline_short}. {link}")));
        assertThat(Segments.of(sms.asWritten()).plain()).isFalse();
        assertThat(Segments.of(sms.asWritten()).segments()).isGreaterThan(1);
        assertThat(Segments.of(sms.sent()).segments()).isEqualTo(1);
        assertThat(sms.sent()).startsWith("Pergjigjuni: Projektligji").contains("https://civikos.example.org/consultations/");
        assertThat(SMS.preview(alert, Language.SQ, Optional.of(new Source("", "x".repeat(150) + " {title} {deadline_short} {link}"))).fits()).isFalse();
    }

    @Test
    void differencesAreByWord() {
        assertThat(WordChanges.between("Read {title} today", "Read {title}, please, today")).extracting(one -> one.kind() + ":" + one.text())
                .containsExactly("same:Read {title}", "removed: ", "added:, please, ", "same:today");
    }

    /** Up to three segments of the large alphabet; what has no room even so goes in plain letters, and the link is never cut. */
    @Test
    void anSmsWithAllLettersKeepsThemAndSaysWhatItCosts() {
        Alert alert = SampleAlert.invented("reminder", Language.SQ, CLOCK);
        Source plain = new Source("", "Përgjigjuni: {title}, afati {deadline_short}. {link}");
        SmsWriter.Preview all = SMS.preview(alert, Language.SQ, Optional.of(new Source("", plain.text(), true)));
        assertThat(all.sent()).startsWith("Përgjigjuni: Projektligji për").isEqualTo(all.allLetters()).contains("https://civikos.example.org/consultations/");
        assertThat(Segments.of(all.sent()).plain()).isFalse();
        assertThat(Segments.of(all.sent()).segments()).isBetween(2, 3);
        assertThat(Segments.of(all.plain()).segments()).isEqualTo(1);
        assertThat(all.fits()).isTrue();
        SmsWriter.Preview usual = SMS.preview(alert, Language.SQ, Optional.of(plain));
        assertThat(usual.sent()).isEqualTo(all.plain());
        assertThat(usual.allLetters()).isEqualTo(all.sent());

        for (int length = 1; length < 260; length++) {
            String title = "ë".repeat(length);
            Alert titled = titled(alert, title);
            String sent = SMS.preview(titled, Language.SQ, Optional.of(new Source("", plain.text(), true))).sent();
            assertThat(Segments.of(sent).segments()).as("%s letters: %s", length, sent).isBetween(1, 3);
            assertThat(sent).contains("https://civikos.example.org/consultations/");
        }
        SmsWriter.Preview tooLong = SMS.preview(alert, Language.SQ, Optional.of(new Source("", "ë".repeat(190) + " {title} {deadline_short} {link}", true)));
        assertThat(tooLong.fits()).isFalse();
        assertThat(Segments.of(tooLong.sent()).segments()).as("plain letters then").isEqualTo(1);
        assertThat(SMS.preview(titled(alert, "Draft Law on Associations"), Language.EN, Optional.of(new Source("", "Answer: {title} {deadline_short} {link}", true))).sent()).as("without letters outside it costs no more")
                .satisfies(text -> assertThat(Segments.of(text)).extracting(Segments::plain, Segments::segments).containsExactly(true, 1));
    }

    private static Alert titled(Alert a, String title) {
        return a.as(title, a.deadline(), a.deadlineAt());
    }
}
