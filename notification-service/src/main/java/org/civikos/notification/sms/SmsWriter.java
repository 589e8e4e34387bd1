package org.civikos.notification.sms;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongBiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.AlertTexts;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.template.Filling;
import org.civikos.notification.template.Placeholder;
import org.civikos.notification.template.Source;
import org.civikos.notification.template.TemplateChannel;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;

/** Writes the SMS of an alert: what, until when, where; one segment in plain letters, or up to three with all of them where its text says so. The title gives way if there is not room for all. */
public final class SmsWriter {

    private static final ZoneId KOSOVO = ZoneId.of("Europe/Belgrade");
    private static final DateTimeFormatter DEADLINE = DateTimeFormatter.ofPattern("d.M.yyyy HH:mm");
    private static final String CUT = "...";
    private static final int SHORTEST_TITLE = 12;
    /** Of the large alphabet; three parts are 201 letters, about what one segment of plain ones says with a link. */
    private static final int MOST_SEGMENTS = 3;
    private static final String NO_TITLE = "CiviKos";

    private final Alerts alerts;
    private final Phrases phrases;
    private final String publicUrl;
    private final ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft;
    private final SmsTexts whole;
    private final Clock clock;
    private final AlertTexts texts;

    /** @param daysLeft counts the working days until a deadline */
    public SmsWriter(
            Alerts alerts, Phrases phrases, String publicUrl, ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft, Clock clock) {
        this(alerts, phrases, publicUrl, daysLeft, _ -> Optional.empty(), clock, AlertTexts.delivered());
    }

    /**
     * @param daysLeft counts the working days until a deadline
     * @param whole what is not written from an alert's facts
     * @param own what the secretariat wrote instead of the delivered texts
     */
    public SmsWriter(
            Alerts alerts, Phrases phrases, String publicUrl, ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft, SmsTexts whole, Clock clock,
            AlertTexts own) {
        this.whole = whole;
        this.texts = own;
        this.alerts = alerts;
        this.phrases = phrases;
        this.publicUrl = publicUrl;
        this.daysLeft = daysLeft;
        this.clock = clock;
    }

    /**
     * What would be sent.
     *
     * @param asWritten filled in, with the whole title and all letters as they stand
     * @param sent as the text says: in plain letters one segment, with all letters up to three
     * @param plain what that is in plain letters
     * @param allLetters what that is with all letters
     * @param fits whether it has room at least without the title
     */
    public record Preview(String asWritten, String sent, String plain, String allLetters, boolean fits) {}

    Sms write(Delivery delivery) {
        return new Sms(String.valueOf(delivery.address()), whole.text(delivery).orElseGet(() -> fromFacts(delivery)), delivery.id());
    }

    private String fromFacts(Delivery delivery) {
        Alert alert = alerts.present(delivery.alertId());
        Language language = Language.of(delivery.language());
        return text(alert, language, texts.of(delivery.alertId(), alert, language, TemplateChannel.SMS));
    }

    /** @param own a text instead of the delivered one */
    public Preview preview(Alert alert, Language language, Optional<Source> own) {
        Map<String, String> values = AlertTexts.values(phrases, alert, language, days(alert), publicUrl);
        String asWritten = own.map(source -> Filling.fill(source.text(), values))
                .orElseGet(() -> own(alert, language, own, false).apply(PlainLetters.of(alert.title()).strip()));
        boolean all = own.map(Source::allLetters).orElse(false);
        String plain = text(alert, language, own, false);
        String allLetters = text(alert, language, own, true);
        return new Preview(asWritten, all ? allLetters : plain, plain, allLetters, fits(own(alert, language, own, all).apply(NO_TITLE), all));
    }

    /** How many segments a delivery is paid for. */
    public int segments(Delivery delivery) {
        Alert alert = alerts.present(delivery.alertId());
        if (!alert.kind().aboutDraft() && alert.kind() != AlertKind.TEST) {
            // What is not written from an alert's facts is refused unless it is one segment.
            return 1;
        }
        Language language = Language.of(delivery.language());
        Optional<Source> source = texts.of(delivery.alertId(), alert, language, TemplateChannel.SMS);
        return source.filter(Source::allLetters).map(own -> Segments.of(text(alert, language, Optional.of(own))).segments()).orElse(1);
    }

    String text(Alert alert, Language language) {
        return text(alert, language, Optional.empty());
    }

    private String text(Alert alert, Language language, Optional<Source> source) {
        return text(alert, language, source, source.map(Source::allLetters).orElse(false));
    }

    private String text(Alert alert, Language language, Optional<Source> source, boolean all) {
        return all ? allLetters(alert, language, source).orElseGet(() -> plain(alert, language, source)) : plain(alert, language, source);
    }

    /** Whether a text goes out as it stands: one segment of the base alphabet, or a few of the large one where that is wanted. */
    private static boolean fits(String text, boolean all) {
        return PlainLetters.allFit(text) ? text.length() <= Sms.SEGMENT : all && Segments.of(text).segments() <= MOST_SEGMENTS;
    }

    /** Empty if there is no room even without the title: then it goes in plain letters. */
    private Optional<String> allLetters(Alert alert, Language language, Optional<Source> source) {
        UnaryOperator<String> say = own(alert, language, source, true);
        String title = alert.title().replaceAll("\\s+", " ").strip();
        // More letters than this have no room whatever stands beside them.
        for (int room = Math.min(title.length(), MOST_SEGMENTS * 70); room >= SHORTEST_TITLE; room--) {
            if (!Character.isHighSurrogate(title.charAt(room - 1))) {
                String text = say.apply(room == title.length() ? title : title.substring(0, room).stripTrailing() + CUT);
                if (fits(text, true)) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.of(say.apply(title.length() < SHORTEST_TITLE ? title : NO_TITLE)).filter(text -> fits(text, true));
    }

    private String plain(Alert alert, Language language, Optional<Source> source) {
        UnaryOperator<String> say = own(alert, language, source, false);
        String title = PlainLetters.of(alert.title()).strip();
        String whole = say.apply(title);
        int over = whole.length() - Sms.SEGMENT;
        if (over > 0) {
            int room = title.length() - over - CUT.length();
            if (room < SHORTEST_TITLE || !whole.contains(title)) {
                // An address this long leaves no room for the title: what and until when are behind the link.
                String bare = say.apply(NO_TITLE);
                // The link is never cut: without it nobody gets anywhere.
                return bare.length() <= Sms.SEGMENT ? bare : DEADLINE.format(alert.localDeadline()) + link(alert);
            }
            whole = say.apply(title.substring(0, room).stripTrailing() + CUT);
        }
        return whole;
    }

    private long days(Alert alert) {
        return Math.max(0, daysLeft.applyAsLong(ZonedDateTime.now(clock.withZone(KOSOVO)), alert.localDeadline()));
    }

    private String link(Alert alert) {
        return " " + publicUrl + "/consultations/" + alert.consultationId();
    }

    /** Gives the message by its title. */
    private UnaryOperator<String> own(Alert alert, Language language, Optional<Source> source, boolean all) {
        UnaryOperator<String> letters = all ? UnaryOperator.identity() : PlainLetters::of;
        if (source.isEmpty()) {
            return title -> letters.apply(say(language, alert, title, DEADLINE.format(alert.localDeadline()), days(alert))) + link(alert);
        }
        Map<String, String> values = AlertTexts.values(phrases, alert, language, days(alert), publicUrl);
        String address = link(alert).strip();
        return title -> {
            values.put(Placeholder.TITLE.word(), title);
            // An address keeps its letters.
            String text = Stream.of(source.get().text().split("\\{link}", -1)).map(part -> letters.apply(Filling.fill(part, values)))
                    .collect(Collectors.joining(address));
            return alert.kind() == AlertKind.TEST ? phrases.say(language, "test.sms", Map.of("text", text)) : text;
        };
    }

    private String say(Language language, Alert alert, String title, String deadline, long days) {
        return phrases.say(language, "sms." + alert.kind().code() + (alert.change() == null ? "" : "." + alert.change().what()),
                Map.of("title", title, "deadline", deadline, "days", days));
    }
}
