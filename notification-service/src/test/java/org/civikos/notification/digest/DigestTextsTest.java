package org.civikos.notification.digest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.SampleAlerts;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.mail.MailWriter;
import org.civikos.notification.mail.WrittenMail;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The summary as its readers get it; written to target/messages to be read. */
class DigestTextsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysWhatIsMostUrgentWhyAndThatNobodyIsWatched(Language language) throws Exception {
        Phrases phrases = new Phrases();
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Alert opened = SampleAlerts.opened("a");
        Alert moved = SampleAlerts.of(AlertKind.DEADLINE_MOVED, "b", NOW, "Uredba o obrazovanju", "mashti", "2026-12-04T23:59");
        DigestLetters letters = new DigestLetters(new MemoryItems(), _ -> List.of(), SampleAlerts.knowing(opened), _ -> Optional.empty(), phrases, path -> "https://civikos.example.org" + path,
                WorkingDays::daysLeft, clock);
        MailWriter writer = new MailWriter(SampleAlerts.knowing(opened), phrases, new UnsubscribeLinks("https://civikos.example.org", "a-secret-of-some-length"),
                new MailWriter.Sender("https://civikos.example.org", "alerts@civikos.example.org"), WorkingDays::daysLeft,
                _ -> Optional.of(letters.letter(List.of(opened, moved), language, phrases.say(language, "digest.why"))), clock, null);
        MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(WrittenMail.of(writer, Delivery.waiting(Alert.idOf("a"), "person-1", "Arta Shembulli",
                Channel.EMAIL, "arta@example.org", language.code(), "Shoqata", NOW))));
        String text = ((String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent()).replace("\r\n", "\n");
        String html = (String) ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent();
        Path file = Path.of("target", "messages", "digest-" + language.code() + ".txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, mail.getSubject() + "\n\n" + text);

        assertThat(mail.getSubject()).contains("15 ").doesNotContain("{");
        assertThat(text).contains(phrases.say(language, "digest.why"), phrases.say(language, "mail.privacy"), "/unsubscribe/", phrases.on(language, opened.localDeadline()))
                .doesNotContain("{", "''", "\n\n\n");
        assertThat(Jsoup.parse(html).select("img, script, [src], [srcset]")).isEmpty();
        assertThat(Jsoup.parse(html).select("a").eachAttr("href")).allSatisfy(address -> assertThat(address)
                .matches("https://civikos\\.example\\.org/(consultations/[0-9a-f-]+|my-alerts|(unsubscribe|preferences)/[\\w-]+)"));
        assertThat(Jsoup.parse(html).text()).contains(phrases.say(language, "mail.privacy"));
    }
}
