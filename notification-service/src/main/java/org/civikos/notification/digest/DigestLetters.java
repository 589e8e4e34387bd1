package org.civikos.notification.digest;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import java.util.function.UnaryOperator;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.ConsultationWatch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.mail.Because;
import org.civikos.notification.mail.Letters;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.subscription.Why;
import org.civikos.notification.template.Markup;
import org.civikos.notification.template.Placeholder;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;

/** The summary of one person: by draft, the latest first, one line each, the most urgent deadline on top. */
final class DigestLetters implements Letters {

    private final Items items;
    private final Function<Collection<String>, List<Delivery>> ledger;
    private final Because because;
    private final Alerts alerts;
    private final Phrases phrases;
    private final UnaryOperator<String> page;
    private final ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft;
    private final Clock clock;

    /**
     * What is said of one draft.
     *
     * @param over whether it takes no comments although its deadline is to come: it was dropped, or answered early
     */
    private record Draft(Alert latest, boolean over, Map<AlertKind, Integer> counts) {}

    private final Function<String, Optional<ConsultationWatch.Known>> known;

    /**
     * @param ledger the records of deliveries, by their ids
     * @param known how a consultation stands now: a summary tells of facts that may be a week old, and of the deadline that holds
     * @param page the address of a page of ours, by its path
     */
    DigestLetters(
            Items items, Function<Collection<String>, List<Delivery>> ledger, Alerts alerts, Function<String, Optional<ConsultationWatch.Known>> known, Phrases phrases, UnaryOperator<String> page,
            ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft, Clock clock) {
        this.known = known;
        this.items = items;
        this.ledger = ledger;
        this.because = new Because(phrases);
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
        Language language = Language.of(delivery.language());
        // What asked for each fact stands with the person's record of it.
        List<Delivery> told = ledger.apply(content.stream().map(alert -> Delivery.idOf(alert, delivery.personId(), Channel.EMAIL)).toList());
        return Optional.of(letter(content.stream().map(alerts::facts).toList(), language, because.summary(told.stream().map(one -> Why.read(one.why())).toList(), language)));
    }

    @Override
    public Optional<Letter> sample(String kind, Language language) {
        if (!kind.equals(AlertKind.DIGEST.code())) {
            return Optional.empty();
        }
        LocalDateTime deadline = LocalDateTime.now(clock.withZone(AlertSettings.KOSOVO)).plusDays(4).withHour(23).withMinute(59).truncatedTo(ChronoUnit.MINUTES);
        return Optional.of(letter(List.of(sample(AlertKind.CONSULTATION_OPENED, language, "sample.title", "1", deadline),
                sample(AlertKind.DEADLINE_MOVED, language, "sample.title.other", "2", deadline.plusDays(10))), language, phrases.say(language, "digest.why")));
    }

    private Alert sample(AlertKind kind, Language language, String title, String number, LocalDateTime deadline) {
        Instant now = clock.instant();
        return Alert.of(new Alert.Cause(kind, "sample-" + number, "sample", now), new Alert.Subject("00000000-0000-7000-8000-00000000000" + number,
                phrases.say(language, title), language.code(), "md", List.of(), null, deadline.toString(), deadline.atZone(AlertSettings.KOSOVO).toInstant(), 0), now);
    }

    Letter letter(List<Alert> facts, Language language, String why) {
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(AlertSettings.KOSOVO));
        List<Draft> drafts = byDraft(facts);
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Draft draft : drafts) {
            lines.add(line(draft, now, language));
        }
        Alert urgent = drafts.stream().filter(draft -> !draft.over()).map(Draft::latest).filter(latest -> latest.deadlineAt().isAfter(now.toInstant()))
                .min(Comparator.comparing(Alert::deadlineAt)).orElse(null);
        Map<String, Object> values = new HashMap<>();
        values.put("heading", phrases.say(language, "digest.heading", Map.of("drafts", drafts.size())));
        values.put("urgent", urgent == null ? "" : phrases.say(language, "digest.urgent", Map.of("title", urgent.title(),
                "days", days(now, urgent), "moment", phrases.moment(language, urgent.localDeadline()),
                "on", phrases.on(language, urgent.localDeadline()))));
        values.put("drafts", lines);
        values.put("why", oneLine(why));
        List<Markup.Item> items = lines.stream().map(DigestLetters::item).toList();
        String subject = urgent == null ? phrases.say(language, "digest.heading", Map.of("drafts", drafts.size()))
                : phrases.say(language, "digest.subject", Map.of("drafts", drafts.size(), "days", days(now, urgent), "title", urgent.title()));
        return new Letter("digest", subject, values, new Filled(Map.of(Placeholder.HEADING, String.valueOf(values.get("heading")), Placeholder.SUMMARY, subject,
                Placeholder.URGENT, String.valueOf(values.get("urgent")), Placeholder.WHY, String.valueOf(values.get("why"))),
                Map.of(Placeholder.DRAFTS, items)));
    }

    private static Markup.Item item(Map<String, Object> line) {
        String institution = String.valueOf(line.get("institution"));
        return new Markup.Item(List.of(
                List.of(new Markup.Piece(String.valueOf(line.get("title")), String.valueOf(line.get("url")), String.valueOf(line.get("titleLanguage"))),
                        Markup.Piece.words(" (" + line.get("news") + ")")),
                List.of(Markup.Piece.words((institution.isEmpty() ? "" : institution + ". ") + line.get("closes")))), false);
    }

    private Draft draft(Alert latest) {
        return known.apply(latest.consultationId()).map(one -> new Draft(latest.as(one.title(), one.deadline(), one.deadlineAt()), one.closed(), new EnumMap<>(AlertKind.class)))
                .orElseGet(() -> new Draft(latest, false, new EnumMap<>(AlertKind.class)));
    }

    private List<Draft> byDraft(List<Alert> facts) {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        facts.stream().sorted(Comparator.comparing(Alert::eventTime).reversed()).forEach(alert -> {
            Draft draft = drafts.computeIfAbsent(alert.consultationId(), _ -> draft(alert));
            draft.counts().merge(alert.kind(), 1, Integer::sum);
        });
        return List.copyOf(drafts.values());
    }

    private Map<String, Object> line(Draft draft, ZonedDateTime now, Language language) {
        Alert latest = draft.latest();
        StringJoiner news = new StringJoiner(", ");
        draft.counts().forEach((kind, times) -> news.add(phrases.say(language, "digest." + kind.code(), Map.of("times", times))));
        boolean toCome = latest.deadlineAt().isAfter(now.toInstant());
        String closes = toCome && draft.over() ? phrases.say(language, "digest.over") : toCome
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
