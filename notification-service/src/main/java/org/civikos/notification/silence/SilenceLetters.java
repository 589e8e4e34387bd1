package org.civikos.notification.silence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.mail.Letters;
import org.civikos.notification.template.Markup;
import org.civikos.notification.template.Placeholder;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;

/** Says how often each source was looked at, and plainly which could not be read and which is quiet for unusually long. */
final class SilenceLetters implements Letters {

    private final Weeks weeks;
    private final Alerts alerts;
    private final Phrases phrases;

    SilenceLetters(Weeks weeks, Alerts alerts, Phrases phrases) {
        this.weeks = weeks;
        this.alerts = alerts;
        this.phrases = phrases;
    }

    @Override
    public Optional<Letter> of(Delivery delivery) {
        Alert alert = alerts.facts(delivery.alertId());
        if (alert.kind() != AlertKind.SILENCE) {
            return Optional.empty();
        }
        Week week = weeks.find(alert.title()).orElseThrow(() -> new IllegalStateException("Nothing is known of " + alert.title()));
        return Optional.of(letter(week, Language.of(delivery.language())));
    }

    @Override
    public Optional<Letter> sample(String kind, Language language) {
        return !kind.equals(AlertKind.SILENCE.code()) ? Optional.empty()
                : Optional.of(letter(new Week("sample", "2026-11-16", "2026-11-22", 84, 12, 0, List.of(new Week.Source("konsultimet.example.org", 42, 0, 0, new Week.Quiet(53, 4)),
                        new Week.Source("gazeta.example.org", 42, 12, 0, null))), language));
    }

    Letter letter(Week week, Language language) {
        Map<String, Object> given = new HashMap<>();
        given.put("sources", week.sources().size());
        given.put("checks", week.checks());
        given.put("found", week.found());
        given.put("from", day(week.from(), language));
        given.put("to", day(week.to(), language));
        List<Map<String, Object>> troubled = new ArrayList<>();
        List<Map<String, Object>> still = new ArrayList<>();
        List<Map<String, Object>> well = new ArrayList<>();
        for (Week.Source source : week.sources()) {
            Map<String, Object> line = Map.of("name", source.name(), "checks", source.checks(), "failures", source.failures());
            Week.Quiet quiet = source.quiet();
            if (quiet != null) {
                still.add(Map.of("line", phrases.say(language, "silence.source.quiet", Map.of("name", source.name(), "days", quiet.days(), "usually", quiet.usually()))));
            }
            if (source.readable()) {
                well.add(Map.of("line", phrases.say(language, "silence.source", line)));
            } else {
                String key = source.checks() == 0 ? "silence.source.unseen" : source.failures() == source.checks() ? "silence.source.never" : "silence.source.at-times";
                troubled.add(Map.of("line", phrases.say(language, key, line)));
            }
        }
        String heading = phrases.say(language, week.allReadable() ? "silence.heading" : "silence.heading.unreadable");
        Map<String, Object> values = new HashMap<>();
        values.put("heading", heading);
        values.put("text", phrases.say(language, "silence.text", given));
        values.put("readable", phrases.say(language, week.allReadable() ? "silence.readable" : "silence.unreadable"));
        // In the list that no changed text may leave out.
        troubled.addAll(still);
        values.put("troubled", troubled);
        values.put("well", well);
        values.put("nothing", phrases.say(language, week.found() == 0 ? "silence.nothing" : "silence.nothing-for-you", given));
        values.put("why", phrases.say(language, "silence.why"));
        Map<Placeholder, String> words = Map.of(Placeholder.HEADING, heading, Placeholder.REPORT, values.get("text") + " " + values.get("readable"),
                Placeholder.NOTHING, String.valueOf(values.get("nothing")), Placeholder.WHY, String.valueOf(values.get("why")));
        return new Letter("silence", heading, values, new Filled(words, Map.of(Placeholder.TROUBLED, items(troubled, true), Placeholder.SOURCES, items(well, false))));
    }

    private static List<Markup.Item> items(List<Map<String, Object>> lines, boolean pressing) {
        return lines.stream().map(line -> new Markup.Item(List.of(List.of(Markup.Piece.words(String.valueOf(line.get("line"))))), pressing)).toList();
    }

    private String day(String day, Language language) {
        return phrases.day(language, LocalDate.parse(day));
    }
}
