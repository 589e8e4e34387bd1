package org.civikos.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.ConsultationWatch;
import org.civikos.notification.alert.Consultations;
import org.civikos.notification.alert.SampleAlerts;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.subscription.Why;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MailWriterTest {

    private static final Clock CLOCK = Clock.fixed(SampleAlerts.OPENED_AT, ZoneOffset.UTC);
    private static final UnsubscribeLinks LINKS = new UnsubscribeLinks("http://localhost:8080", "a-secret-of-some-length");

    private static Delivery to(Alert alert, @Nullable String name, String address, String language, String speaksFor) {
        return Delivery.waiting(Alert.idOf(alert.causeId()), "person-1", name, Channel.EMAIL, address, language, speaksFor,
                SampleAlerts.OPENED_AT);
    }

    private static byte[] write(Alert alert, Delivery delivery) throws AddressException {
        return new MailWriter(SampleAlerts.knowing(alert), new Phrases(), LINKS,
                new MailWriter.Sender("http://localhost:8080", "alerts@civikos.example.org"), WorkingDays::daysLeft, CLOCK).write(delivery);
    }

    private static Clock hand(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(now.get(), zone);
            }
        };
    }

    private static MimeMessage parse(byte[] bytes) throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream(bytes));
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        BodyPart part = ((MimeMultipart) mail.getContent()).getBodyPart(index);
        return ((String) part.getContent()).replace("\r\n", "\n");
    }

    @Test
    void theWholeMailInAlbanian() throws Exception {
        Alert alert = SampleAlerts.opened("event-1");
        Delivery delivery = to(alert, "Arta Gjëlbërishta", "arta@example.org", "sq", "Shoqata «Çelësi» & Co");
        MimeMessage mail = parse(write(alert, delivery));

        assertThat(mail.getSubject()).isEqualTo("[edhe 15 ditë] Projektligji për shoqatat, Ministria e Drejtësisë");
        InternetAddress reader = (InternetAddress) mail.getAllRecipients()[0];
        assertThat(reader.getAddress()).isEqualTo("arta@example.org");
        assertThat(reader.getPersonal()).isEqualTo("Arta Gjëlbërishta");
        assertThat(mail.getMessageID()).isEqualTo("<" + delivery.id() + "@civikos.example.org>");
        String stop = LINKS.link("person-1");
        assertThat(mail.getHeader("List-Unsubscribe", null)).isEqualTo("<" + stop + ">");
        assertThat(mail.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.getHeader("List-Id", null)).isEqualTo("<alerts.civikos.example.org>");
        assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(SampleAlerts.OPENED_AT));
        assertThat(mail.isMimeType("multipart/alternative")).isTrue();

        assertThat(part(mail, 0)).isEqualTo("""
                Përshëndetje Arta Gjëlbërishta,

                Projektligji për shoqatat
                Ministria e Drejtësisë

                Ministria e Drejtësisë e ka hapur këtë projektakt për konsultim publik.
                Edhe 15 ditë pune: mbyllet të premten, më 11 dhjetor 2026, në orën 23:59.
                Ka 24 nene.

                Lexo projektaktin: http://localhost:8080/consultations/0199a000-0000-7000-8000-000000000201
                Shkruaj koment: http://localhost:8080/consultations/0199a000-0000-7000-8000-000000000201/comment
                Nuk na prek: %s

                --\s
                E merrni këtë njoftim sepse mund të flisni në emër të organizatës Shoqata «Çelësi» & Co, të cilën e prek ky projektakt.
                Ndrysho njoftimet: %s
                Ndalo këto e-maile: %s
                Ne nuk regjistrojmë nëse e hapni këtë e-mail ose nëse i ndiqni lidhjet e tij.
                """.formatted(LINKS.relevance().link("person-1", delivery.alertId(), "arta@example.org", SampleAlerts.OPENED_AT), LINKS.preferences().link("person-1", "arta@example.org", SampleAlerts.OPENED_AT), stop));
        String html = part(mail, 1);
        assertThat(html).contains("lang=\"sq\"", "Përshëndetje Arta Gjëlbërishta,", "Shoqata «Çelësi» &amp; Co",
                "href=\"" + stop + "\"", "href=\"http://localhost:8080/consultations/0199a000-0000-7000-8000-000000000201\"",
                "prefers-color-scheme: dark", "width=\"600\"").doesNotContain("<img", "<script", "{{");
        assertThat(html.split("class=\"(go|or)\"", -1)).as("three buttons").hasSize(4);
    }

    /** Held while its deadline moves: the mail names the one that holds, under the same Message-ID, and thousands of mails ask once a second. */
    @Test
    void aMailThatWasHeldNamesTheDeadlineThatHolds() throws Exception {
        AtomicReference<ConsultationWatch.Known> standing = new AtomicReference<>(SampleAlerts.standing("2026-12-11T23:59", false));
        AtomicReference<Instant> now = new AtomicReference<>(SampleAlerts.OPENED_AT);
        AtomicInteger asked = new AtomicInteger();
        Clock hand = hand(now);
        Consultations consultations = new Consultations(_ -> {
            asked.incrementAndGet();
            return Optional.of(standing.get());
        }, hand);
        Alert alert = SampleAlerts.opened("event-held");
        Delivery delivery = to(alert, null, "reader@example.org", "en", "");
        MailWriter writer = new MailWriter(SampleAlerts.knowing(alert, consultations), new Phrases(), LINKS,
                new MailWriter.Sender("http://localhost:8080", "alerts@civikos.example.org"), WorkingDays::daysLeft, hand);
        for (int i = 0; i < 2_000; i++) {
            writer.write(delivery);
        }
        assertThat(asked).hasValue(1);
        MimeMessage before = parse(writer.write(delivery));
        assertThat(before.getSubject()).startsWith("[15 days left]");

        standing.set(SampleAlerts.standing("2026-12-18T16:00", false));
        now.set(SampleAlerts.OPENED_AT.plusSeconds(1));
        MimeMessage after = parse(writer.write(delivery));
        assertThat(after.getSubject()).startsWith("[20 days left]");
        for (int part = 0; part < 2; part++) {
            assertThat(part(after, part)).contains("20 working days left: it closes on Friday, 18 December 2026 at 16:00.").doesNotContain("11 December");
        }
        assertThat(after.getMessageID()).isEqualTo(before.getMessageID());
        assertThat(asked).hasValue(2);
    }

    /** The alert about a moved deadline keeps the one from before. */
    @Test
    void ofADeadlineThatMovedTwiceTheFirstMailNamesTheLast() throws Exception {
        Alert alert = SampleAlerts.of(AlertKind.DEADLINE_MOVED, "event-moved", SampleAlerts.OPENED_AT, "Projektligji për shoqatat", "md", "2026-12-04T23:59");
        Consultations consultations = new Consultations(_ -> Optional.of(SampleAlerts.standing("2026-12-18T16:00", false)), CLOCK);
        MimeMessage mail = parse(new MailWriter(SampleAlerts.knowing(alert, consultations), new Phrases(), LINKS,
                new MailWriter.Sender("http://localhost:8080", "alerts@civikos.example.org"), WorkingDays::daysLeft, CLOCK)
                .write(to(alert, null, "reader@example.org", "en", "")));
        assertThat(mail.getSubject()).startsWith("[new deadline: 20 days left]");
        assertThat(part(mail, 0)).contains("4 December 2026", "18 December 2026 at 16:00").doesNotContain("11 December");
    }

    @Test
    void serbianAndEnglishReadersGetTheirOwn() throws Exception {
        Alert alert = SampleAlerts.of(AlertKind.DEADLINE_MOVED, "event-2", SampleAlerts.OPENED_AT, "Projektligji për shoqatat", "md",
                "2026-12-04T23:59");
        MimeMessage sr = parse(write(alert, to(alert, "Đorđe Šćepanović", "djordje@example.org", "sr", "Udruženje")));
        assertThat(sr.getSubject()).isEqualTo("[novi rok: još 15 dana] Projektligji për shoqatat, Ministarstvo pravde");
        assertThat(part(sr, 0)).contains("Poštovani/a Đorđe Šćepanović,",
                "Ministarstvo pravde: rok ove javne rasprave je pomeren; ranije je bio petak, 4. decembar 2026. u 23:59.",
                "Još 15 radnih dana: ističe u petak, 11. decembra 2026. u 23:59.");
        MimeMessage en = parse(write(alert, to(alert, null, "reader@example.org", "en", "")));
        assertThat(en.getSubject()).isEqualTo("[new deadline: 15 days left] Projektligji për shoqatat, Ministry of Justice");
        assertThat(part(en, 0)).startsWith("Good day,").contains("15 working days left: it closes on Friday, 11 December 2026 at 23:59.",
                "You get this because you are a representative in the CiviKos network.");
    }

    @Test
    void aChangedDraftSaysWhatChangedAndLeadsToTheVersions() throws Exception {
        Alert alert = SampleAlerts.changed("event-5", 3, "file-replaced", "text-changed");
        MimeMessage en = parse(write(alert, to(alert, null, "reader@example.org", "en", "")));
        assertThat(en.getSubject()).isEqualTo("[draft changed, 15 days left] Projektligji për shoqatat, Ministry of Justice");
        assertThat(part(en, 0)).contains("3 articles or other parts read differently.", "See what changed: ", "/consultations/0199a000-0000-7000-8000-000000000201/versions").doesNotContain("Read the draft");
        MimeMessage sr = parse(write(alert, to(alert, null, "reader@example.org", "sr", "")));
        assertThat(part(sr, 0)).contains("3 člana ili druga dela glase drugačije.");
        MimeMessage sq = parse(write(alert, to(alert, null, "reader@example.org", "sq", "")));
        assertThat(part(sq, 0)).contains("3 nene ose pjesë të tjera janë ndryshe.");
        Alert renamed = SampleAlerts.renamed("event-6", "Projektligji\npër OJQ-të", "Projektligji për shoqatat");
        assertThat(part(parse(write(renamed, to(renamed, null, "reader@example.org", "en", ""))), 0))
                .contains("Ministry of Justice has renamed this draft. It was “Projektligji për OJQ-të”, and is now “Projektligji për shoqatat”.");
        assertThat(part(parse(write(renamed, to(renamed, null, "reader@example.org", "sr", ""))), 0)).contains("Ranije je bio „Projektligji për OJQ-të“, a sada je");
        assertThat(part(parse(write(renamed, to(renamed, null, "reader@example.org", "sq", ""))), 0)).contains("Më parë quhej “Projektligji për OJQ-të”, tani quhet");
        for (String kind : List.of("file-replaced", "document-added", "page-gone")) {
            Alert other = SampleAlerts.changed("event-" + kind, 0, kind);
            for (String language : List.of("sq", "sr", "en")) {
                assertThat(part(parse(write(other, to(other, null, "reader@example.org", language, ""))), 0)).as(kind + " " + language).doesNotContain("{", "differently");
            }
        }
    }

    @Test
    void linesAreShortAndEndAsTheLineProtocolWants() throws Exception {
        Alert alert = SampleAlerts.of(AlertKind.CONSULTATION_OPENED, "event-3", SampleAlerts.OPENED_AT, "Ë".repeat(600), "none-such", null);
        String raw = new String(write(alert, to(alert, "Ž".repeat(300), "a@example.org", "sr", "Š".repeat(900))), StandardCharsets.US_ASCII);
        assertThat(raw).endsWith("\r\n");
        assertThat(raw.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(raw.split("\r\n")).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(200));
        String body = raw.substring(raw.indexOf("\r\n\r\n"));
        assertThat(body.split("\r\n")).filteredOn(line -> !line.startsWith("--") && !line.startsWith("Content-"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(76));
        MimeMessage mail = parse(raw.getBytes(StandardCharsets.US_ASCII));
        assertThat(part(mail, 0)).contains("Š".repeat(900)).contains("Ë".repeat(600));
    }

    @Test
    void nobodyCanPutHeadersMarkupOrGapsIntoAMailByTheirName() throws Exception {
        Alert alert = SampleAlerts.of(AlertKind.CONSULTATION_OPENED, "event-4", SampleAlerts.OPENED_AT,
                "Law\r\nBcc: all@example.org <b>\uE002", "md", null);
        MimeMessage mail = parse(write(alert, to(alert, "Eve\r\nBcc: x@example.org\uE002<script>", "eve@example.org", "en", "<i>Org</i>{{x}}")));
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(part(mail, 1)).doesNotContain("<script>", "<i>Org").contains("&lt;script&gt;", "&lt;i&gt;Org");
        assertThat(part(mail, 0).split("unsubscribe/", -1)).hasSize(2);
    }

    @Test
    void saysThatItCanBeAnsweredWhereAnswersAreRead() throws Exception {
        Alert alert = SampleAlerts.opened("event-answers");
        Delivery delivery = to(alert, "Arta Shembulli", "arta@example.org", "sq", "Shoqata");
        MimeMessage mail = parse(new MailWriter(SampleAlerts.knowing(alert), new Phrases(), LINKS,
                new MailWriter.Sender("http://localhost:8080", "alerts@civikos.example.org", "answers@civikos.example.org"), WorkingDays::daysLeft, CLOCK).write(delivery));
        assertThat(mail.getHeader("Reply-To", null)).isEqualTo("answers@civikos.example.org");
        assertThat(part(mail, 0)).contains("Ose përgjigjuni në këtë e-mail");
        assertThat(part(mail, 1)).contains("Ose përgjigjuni në këtë e-mail");
        MimeMessage silent = parse(write(alert, delivery));
        assertThat(silent.getHeader("Reply-To")).isNull();
        assertThat(part(silent, 0)).doesNotContain("përgjigjuni");
    }

    @Test
    void twoReadersShareNothing() throws Exception {
        Alert alert = SampleAlerts.opened("event-5");
        MailWriter writer = new MailWriter(SampleAlerts.knowing(alert), new Phrases(), LINKS,
                new MailWriter.Sender("http://localhost:8080", "alerts@civikos.example.org"), WorkingDays::daysLeft, CLOCK);
        String first = new String(writer.write(to(alert, "Arta Shembulli", "arta@example.org", "sq", "Shoqata")), StandardCharsets.US_ASCII);
        Delivery other = Delivery.waiting(Alert.idOf("event-5"), "person-2", "Besa Trimi", Channel.EMAIL, "besa@example.org", "sq",
                "Tjetra", SampleAlerts.OPENED_AT);
        String second = new String(writer.write(other), StandardCharsets.US_ASCII);
        assertThat(second).doesNotContain("Arta", "arta@", "Shoqata<").contains("Besa Trimi", other.id());
        assertThat(first).doesNotContain("Besa");
    }

    /** The first half of an alert went out, then a day off was announced. */
    @Test
    void theDaysThatAreLeftFollowTheTableOfDaysOffAtOnce() throws Exception {
        Alert alert = SampleAlerts.opened("event-table");
        MailWriter writer = new MailWriter(SampleAlerts.knowing(alert), new Phrases(), LINKS,
                new MailWriter.Sender("http://localhost:8080", "alerts@civikos.example.org"), WorkingDays::daysLeft, CLOCK);
        Delivery delivery = to(alert, "Arta Shembulli", "arta@example.org", "sq", "Shoqata");
        assertThat(parse(writer.write(delivery)).getSubject()).startsWith("[edhe 15 ditë]");
        try {
            WorkingDays.announce(new WorkingDays.Table(Set.of(LocalDate.of(2026, 12, 3)), Set.of()));
            assertThat(parse(writer.write(delivery)).getSubject()).startsWith("[edhe 14 ditë]");
        } finally {
            WorkingDays.announce(WorkingDays.Table.OF_THE_LAW);
        }
        assertThat(parse(writer.write(delivery)).getSubject()).startsWith("[edhe 15 ditë]");
    }

    @Test
    void anAddressThatCannotBeOneIsRefused() {
        Alert alert = SampleAlerts.opened("event-6");
        for (String address : new String[] {"arta", "a b@example.org", "a@example.org\r\nRCPT TO:<x@example.org>", "@", "a@", ""}) {
            assertThatThrownBy(() -> write(alert, to(alert, "A", address, "en", ""))).as(address).isInstanceOf(AddressException.class);
        }
    }

    private static String why(Alert alert, Delivery delivery) throws Exception {
        String text = part(parse(write(alert, delivery)), 0);
        return text.substring(text.indexOf("-- \n") + 4).lines().findFirst().orElseThrow();
    }

    /** Each on its own, though all of them get the one mail that is written once. */
    @Test
    void theMailSaysWhichSubscriptionBroughtIt() throws Exception {
        Alert alert = SampleAlerts.opened("event-why");
        Delivery plain = to(alert, "Arta", "arta@example.org", "en", "Shoqata <A> & B");
        assertThat(why(alert, plain.because(List.of("word:shoqat", "institution:md")))).isEqualTo("You get this because it fits what you asked for: the word “shoqat” and Ministry of Justice.");
        assertThat(why(alert, plain.because(List.of("name:Noise <b>", "field:youth")))).isEqualTo("You get this because it fits your subscription “Noise <b>”: the field “Youth”.");
        assertThat(part(parse(write(alert, plain.because(List.of("name:Noise <b>", "field:youth")))), 1)).contains("“Noise &lt;b&gt;”").doesNotContain("Noise <b>");
        assertThat(why(alert, plain.because(List.of("set-by-organisation", "everything:")))).isEqualTo(
                "You get this because it fits what has been set for the people of Shoqata <A> & B: every draft.");
        assertThat(why(alert, plain)).isEqualTo("You get this because you may speak for Shoqata <A> & B, which this draft concerns.");
        assertThat(why(alert, to(alert, "Arta", "arta@example.org", "sr", "").because(List.of("region:peje", "act-kind:law", "campaign:Kohë")))).isEqualTo(
                "Ovo obaveštenje dobijate jer odgovara onome što ste tražili: region Peć, vrsta akta „Nacrt zakona“ i kampanja „Kohë“.");
    }

    @Test
    void everyCriterionHasWordsInEveryLanguage() {
        Because because = new Because(new Phrases());
        for (Language language : Language.values()) {
            for (Why.Criterion criterion : Why.Criterion.values()) {
                assertThat(because.sentence(new Why(false, "", List.of(new Why.Fitting(criterion, "other"))), language, "")).isNotBlank().doesNotContain("{");
            }
            assertThat(because.summary(Arrays.asList(null, new Why(false, "Zhurma", List.of(new Why.Fitting(Why.Criterion.DRAFT, "")))), language))
                    .contains("Zhurma").doesNotContain("{");
        }
    }

    @Test
    void aReminderSaysThatTheOrganisationHasSaidNothing() throws Exception {
        Alert alert = Alert.of(new Alert.Cause(AlertKind.REMINDER, "event-silent", "reminder-one-day", SampleAlerts.OPENED_AT), new Alert.Subject("draft-1",
                "Titulli", "sq", "md", List.of(), null, "2026-12-11T23:59", SampleAlerts.OPENED_AT.plusSeconds(60), 1), SampleAlerts.OPENED_AT);
        assertThat(why(alert, to(alert, "Arta", "arta@example.org", "en", "Shoqata").because(List.of("word:shoqat")))).isEqualTo(
                "You get this because you may speak for Shoqata, which has not said anything on this draft yet.");
    }
}
