package org.civikos.notification.digest;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToLongBiFunction;
import java.util.function.UnaryOperator;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.mail.Letters;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;

/** The summary of one person: by draft, the latest first, one line each, the most urgent deadline on top. */
final class DigestLetters implements Letters {

    private final Items items;
    private final Alerts alerts;
    private final Phrases phrases;
    private final UnaryOperator<String> page;
    private final ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft;
    private final Clock clock;

    /** What is said of one draft. */
    private record Draft(Alert latest, Map<AlertKind, Integer> counts) {}

    /** @param page the address of a page of ours, by its path */
    DigestLetters(
            Items items, Alerts alerts, Phrases phrases, UnaryOperator<String> page, ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft,
            Clock clock) {
        this.items = items;
        this.alerts = alerts;
        this.phrases = phrases;
        this.page = page;
        this.daysLeft = daysLeft;
        this.clock = clock;
    }

    @Override
    public Optional<Letter> of(Delivery delivery) {
        if (alerts.facts(delivery.alertId()).kind() != AlertKind.DIGEST) {
            return Optional.empty();
        }
        List<String> content = items.fixed(List.of(delivery.id())).getOrDefault(delivery.id(), List.of());
        return Optional.of(letter(content.stream().map(alerts::facts).toList(), Language.of(delivery.language())));
    }

    Letter letter(List<Alert> facts, Language language) {
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(AlertSettings.KOSOVO));
        List<Draft> drafts = byDraft(facts);
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Draft draft : drafts) {
            lines.add(line(draft, now, language));
        }
        Alert urgent = drafts.stream().map(Draft::latest).filter(draft -> draft.deadlineAt().isAfter(now.toInstant()))
                .min(Comparator.comparing(Alert::deadlineAt)).orElse(null);
        Map<String, Object> values = new HashMap<>();
        values.put("heading", phrases.say(language, "digest.heading", Map.of("drafts", drafts.size())));
        values.put("urgent", urgent == null ? "" : phrases.say(language, "digest.urgent", Map.of("title", urgent.title(),
                "days", days(now, urgent), "moment", phrases.moment(language, urgent.localDeadline()),
                "on", phrases.on(language, urgent.localDeadline()))));
        values.put("drafts", lines);
        values.put("why", phrases.say(language, "digest.why"));
        String subject = urgent == null ? phrases.say(language, "digest.heading", Map.of("drafts", drafts.size()))
                : phrases.say(language, "digest.subject", Map.of("drafts", drafts.size(), "days", days(now, urgent), "title", urgent.title()));
        return new Letter("digest", subject, values);
    }

    private static List<Draft> byDraft(List<Alert> facts) {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        facts.stream().sorted(Comparator.comparing(Alert::eventTime).reversed()).forEach(alert -> {
            Draft draft = drafts.computeIfAbsent(alert.consultationId(), _ -> new Draft(alert, new EnumMap<>(AlertKind.class)));
            draft.counts().merge(alert.kind(), 1, Integer::sum);
        });
        return List.copyOf(drafts.values());
    }

    private Map<String, Object> line(Draft draft, ZonedDateTime now, Language language) {
        Alert latest = draft.latest();
        StringJoiner news = new StringJoiner(", ");
        draft.counts().forEach((kind, times) -> news.add(phrases.say(language, "digest." + kind.code(), Map.of("times", times))));
        String closes = latest.deadlineAt().isAfter(now.toInstant())
                ? phrases.say(language, "mail.closes", Map.of("days", days(now, latest),
                        "moment", phrases.moment(language, latest.localDeadline()), "on", phrases.on(language, latest.localDeadline())))
                : phrases.say(language, "digest.closed", Map.of("on", phrases.on(language, latest.localDeadline())));
        String url = page.apply("/consultations/" + latest.consultationId());
        Map<String, Object> line = new HashMap<>();
        line.put("title", oneLine(latest.title()));
        line.put("titleLanguage", latest.language());
        line.put("institution", phrases.institution(language, latest.institution()).orElse(""));
        line.put("news", news.toString());
        line.put("closes", closes);
        line.put("url", url);
        return line;
    }

    private static String oneLine(String title) {
        return title.replaceAll("[\\p{Cntrl}\\p{Co}]+", " ").strip();
    }

    private long days(ZonedDateTime now, Alert alert) {
        return Math.max(0, daysLeft.applyAsLong(now, alert.localDeadline()));
    }
}
