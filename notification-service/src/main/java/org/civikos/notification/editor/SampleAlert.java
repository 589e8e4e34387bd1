package org.civikos.notification.editor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.AlertTexts;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.text.Language;
import org.jspecify.annotations.Nullable;

/** Facts to try texts on: an invented consultation, or those of a real alert told as another kind. */
final class SampleAlert {

    private static final Map<Language, String> TITLES = Map.of(
            Language.SQ, "Projektligji për organizatat joqeveritare",
            Language.SR, "Nacrt zakona o nevladinim organizacijama",
            Language.EN, "Draft Law on Non-Governmental Organisations");
    private static final Map<String, String> CAMPAIGNS = Map.of("sq", "Kohë e mjaftueshme për komente", "sr", "Dovoljno vremena za komentare",
            "en", "Enough time to comment");
    private static final Map<Language, String> BEFORE = Map.of(
            Language.SQ, "Projektligji për shoqatat",
            Language.SR, "Nacrt zakona o udruženjima",
            Language.EN, "Draft Law on Associations");
    private static final int AHEAD = 14;

    private SampleAlert() {}

    /** An invented consultation that ends in two weeks. */
    static Alert invented(String kind, Language language, Clock clock) {
        LocalDateTime deadline = LocalDate.now(clock.withZone(AlertSettings.KOSOVO)).plusDays(AHEAD).atTime(LocalTime.of(23, 59));
        return of(kind, "sample", "00000000-0000-7000-8000-000000000000", TITLES.get(language), language.code(), "md", deadline,
                24, null, clock.instant());
    }

    /** What a real alert is about. */
    static Alert like(Alert real, String kind, Clock clock) {
        return of(kind, "sample", real.consultationId(), real.title(), real.language(), real.institution(), real.localDeadline(),
                real.articleCount(), real.previousDeadline(), clock.instant());
    }

    /** The same as the alert of a test, which carries the kind in its cause. */
    static Alert test(Alert sample, String kind, String causeId) {
        return Alert.of(new Alert.Cause(AlertKind.TEST, causeId, AlertTexts.TEST + kind, sample.eventTime()), new Alert.Subject(sample.consultationId(), sample.title(),
                        sample.language(), sample.institution(), List.of(), null, sample.deadline(), sample.deadlineAt(), sample.articleCount()), sample.createdAt())
                .saying(sample.previousDeadline(), sample.change(), sample.takenUp());
    }

    private static Alert of(
            String kind, String causeId, String consultationId, String title, String language, String institution, LocalDateTime deadline,
            int articles, @Nullable String previous, Instant now) {
        int dot = kind.indexOf('.');
        AlertKind about = AlertKind.valueOf((dot < 0 ? kind : kind.substring(0, dot)).toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        String before = about != AlertKind.DEADLINE_MOVED ? null : previous != null ? previous : deadline.minusDays(7).toString();
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        Instant end = deadline.atZone(AlertSettings.KOSOVO).toInstant();
        Alert.Cause cause = new Alert.Cause(about, causeId, about == AlertKind.NOTICE ? kind : about.code(), at);
        Alert.Subject subject = new Alert.Subject(consultationId, title, language, institution, List.of(), null, deadline.toString(),
                end.isAfter(at) ? end : at.plus(Duration.ofDays(1)), articles);
        return Alert.of(cause, subject, at).saying(before,
                about != AlertKind.DRAFT_CHANGED ? null
                        : new Alert.DraftChange(List.of(kind.substring(dot + 1)), 3, BEFORE.get(Language.of(language)), title),
                about != AlertKind.CAMPAIGN_LINKED ? null
                        : new Alert.TakenUp("sample", "participation", CAMPAIGNS.getOrDefault(language, CAMPAIGNS.get("en"))));
    }
}
