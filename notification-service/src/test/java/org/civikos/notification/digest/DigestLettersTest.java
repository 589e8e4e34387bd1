package org.civikos.notification.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.ConsultationWatch;
import org.civikos.notification.alert.SampleAlerts;
import org.civikos.notification.mail.Letters;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.junit.jupiter.api.Test;

class DigestLettersTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");

    private static Alert fact(AlertKind kind, String draft, String at, String deadline) {
        Instant time = Instant.parse(at);
        return Alert.of(new Alert.Cause(kind, kind + draft + at, "fact", time), new Alert.Subject(draft, "Titulli " + draft, "sq", "md", List.of(), null, deadline,
                Instant.parse(deadline + ":00Z").minusSeconds(3_600), 3), time);
    }

    private static Letters.Letter letter(List<Alert> facts, Language language) {
        return letter(facts, Map.of(), language);
    }

    /** @param known by draft, how its consultation stands now */
    private static Letters.Letter letter(List<Alert> facts, Map<String, ConsultationWatch.Known> known, Language language) {
        return new DigestLetters(new MemoryItems(), _ -> List.of(), SampleAlerts.knowing(facts.getFirst()), id -> Optional.ofNullable(known.get(id)), new Phrases(), path -> "http://localhost:8080" + path,
                WorkingDays::daysLeft, Clock.fixed(NOW, ZoneOffset.UTC)).letter(facts, language, new Phrases().say(language, "digest.why"));
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<String, Object>> lines(Letters.Letter letter) {
        return ((List<Map<String, Object>>) letter.values().get("drafts")).stream();
    }

    /** Three facts of one draft are one line, by the latest of them; drafts with the latest news first; the nearest deadline on top of all. */
    @Test
    void itIsByDraftLatestFirstWithTheMostUrgentDeadlineOnTop() {
        Letters.Letter letter = letter(List.of(
                fact(AlertKind.CONSULTATION_OPENED, "a", "2026-11-23T08:00:00Z", "2026-12-20T23:59"),
                fact(AlertKind.CONSULTATION_OPENED, "urgent", "2026-11-22T08:00:00Z", "2026-11-27T23:59"),
                fact(AlertKind.CONSULTATION_OPENED, "c", "2026-11-20T08:00:00Z", "2026-12-01T23:59"),
                fact(AlertKind.DEADLINE_MOVED, "c", "2026-11-23T10:00:00Z", "2026-12-15T23:59"),
                fact(AlertKind.DEADLINE_MOVED, "c", "2026-11-23T09:00:00Z", "2026-12-10T23:59")), Language.EN);
        assertThat(lines(letter)).extracting(line -> line.get("title")).containsExactly("Titulli c", "Titulli a", "Titulli urgent");
        assertThat(lines(letter)).extracting(line -> line.get("news")).containsExactly("new, deadline moved 2 times", "new", "new");
        assertThat(lines(letter).findFirst().orElseThrow().get("closes").toString()).as("of the latest fact").contains("15 December 2026");
        assertThat(letter.values().get("urgent").toString()).startsWith("Most urgent: Titulli urgent").contains("27 November 2026");
        assertThat(letter.subject()).isEqualTo("3 drafts, the most urgent has 3 days left: Titulli urgent");
    }

    private static ConsultationWatch.Known now(String title, String deadline, boolean closed) {
        return new ConsultationWatch.Known(title, "sq", "md", List.of(), null, deadline, Instant.parse(deadline + ":00Z").minusSeconds(3_600), 3, closed);
    }

    /** A deadline that was put forward went out at once; the summary with the older fact must not promise more time than there is. */
    @Test
    void itTellsTheDeadlineAndTheTitleThatHoldNow() {
        Letters.Letter letter = letter(List.of(fact(AlertKind.CONSULTATION_OPENED, "a", "2026-11-20T08:00:00Z", "2026-12-20T23:59"),
                fact(AlertKind.CONSULTATION_OPENED, "b", "2026-11-19T08:00:00Z", "2026-12-10T23:59")),
                Map.of("a", now("Titulli i ri", "2026-11-26T23:59", false)), Language.EN);
        assertThat(letter.subject()).isEqualTo("2 drafts, the most urgent has 2 days left: Titulli i ri");
        assertThat(lines(letter).findFirst().orElseThrow().get("closes").toString()).contains("26 November 2026").doesNotContain("December");
    }

    @Test
    void whatWasDroppedBeforeItsDeadlineTakesNoMoreCommentsAndIsNotUrgent() {
        Letters.Letter letter = letter(List.of(fact(AlertKind.CONSULTATION_OPENED, "a", "2026-11-20T08:00:00Z", "2026-12-20T23:59")),
                Map.of("a", now("Titulli a", "2026-12-20T23:59", true)), Language.EN);
        assertThat(letter.values().get("urgent")).isEqualTo("");
        assertThat(lines(letter).findFirst().orElseThrow().get("closes")).isEqualTo("It takes no more comments.");
    }

    @Test
    void whatHasClosedMeanwhileIsNotUrgentAndSaysSo() {
        Letters.Letter letter = letter(List.of(fact(AlertKind.CONSULTATION_OPENED, "over", "2026-11-20T08:00:00Z", "2026-11-23T23:59")), Language.SR);
        assertThat(letter.values().get("urgent")).isEqualTo("");
        assertThat(lines(letter).findFirst().orElseThrow().get("closes").toString()).contains("23. novembra 2026.");
    }
}
