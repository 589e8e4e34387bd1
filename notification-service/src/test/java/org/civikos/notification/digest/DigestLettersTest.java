package org.civikos.notification.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
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
        return new Alert(kind, kind + draft + at, "fact", time, draft, "Titulli " + draft, "sq", "md", List.of(), deadline,
                Instant.parse(deadline + ":00Z").minusSeconds(3_600), null, 3, time, Alert.Status.PLANNING, 0, 0, 0, Map.of(), null);
    }

    private static Letters.Letter letter(List<Alert> facts, Language language) {
        return new DigestLetters(new MemoryItems(), SampleAlerts.knowing(facts.getFirst()), new Phrases(), path -> "http://localhost:8080" + path,
                WorkingDays::daysLeft, Clock.fixed(NOW, ZoneOffset.UTC)).letter(facts, language);
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

    @Test
    void whatHasClosedMeanwhileIsNotUrgentAndSaysSo() {
        Letters.Letter letter = letter(List.of(fact(AlertKind.CONSULTATION_OPENED, "over", "2026-11-20T08:00:00Z", "2026-11-23T23:59")), Language.SR);
        assertThat(letter.values().get("urgent")).isEqualTo("");
        assertThat(lines(letter).findFirst().orElseThrow().get("closes").toString()).contains("23. novembra 2026.");
    }
}
