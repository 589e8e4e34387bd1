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

/** Writes the SMS of an alert: what, until when, where; always one segment. The title gives way if there is not room for all. */
public final class SmsWriter {

    private static final ZoneId KOSOVO = ZoneId.of("Europe/Belgrade");
    private static final DateTimeFormatter DEADLINE = DateTimeFormatter.ofPattern("d.M.yyyy HH:mm");
    private static final String CUT = "...";
    private static final int SHORTEST_TITLE = 12;
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
     * @param sent in plain letters, one segment
     * @param fits whether it is one segment at least without the title
     */
    public record Preview(String asWritten, String sent, boolean fits) {}

    Sms write(Delivery delivery) {
        return new Sms(String.valueOf(delivery.address()), whole.text(delivery).orElseGet(() -> fromFacts(delivery)), delivery.id());
    }

    private String fromFacts(Delivery delivery) {
        Alert alert = alerts.facts(delivery.alertId());
        Language language = Language.of(delivery.language());
        return text(alert, language, texts.of(delivery.alertId(), alert, language, TemplateChannel.SMS));
    }

    /** @param own a text instead of the delivered one */
    public Preview preview(Alert alert, Language language, Optional<Source> own) {
        Map<String, String> values = AlertTexts.values(phrases, alert, language, days(alert), publicUrl);
        String asWritten = own.map(source -> Filling.fill(source.text(), values))
                .orElseGet(() -> own(alert, language, own).apply(PlainLetters.of(alert.title()).strip()));
        return new Preview(asWritten, text(alert, language, own), own(alert, language, own).apply(NO_TITLE).length() <= Sms.SEGMENT);
    }

    String text(Alert alert, Language language) {
        return text(alert, language, Optional.empty());
    }

    private String text(Alert alert, Language language, Optional<Source> source) {
        UnaryOperator<String> say = own(alert, language, source);
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
    private UnaryOperator<String> own(Alert alert, Language language, Optional<Source> source) {
        if (source.isEmpty()) {
            return title -> say(language, alert, title, DEADLINE.format(alert.localDeadline()), days(alert)) + link(alert);
        }
        Map<String, String> values = AlertTexts.values(phrases, alert, language, days(alert), publicUrl);
        String address = link(alert).strip();
        return title -> {
            values.put(Placeholder.TITLE.word(), title);
            // An address keeps its letters.
            String text = Stream.of(source.get().text().split("\\{link}", -1)).map(part -> PlainLetters.of(Filling.fill(part, values)))
                    .collect(Collectors.joining(address));
            return alert.kind() == AlertKind.TEST ? phrases.say(language, "test.sms", Map.of("text", text)) : text;
        };
    }

    private String say(Language language, Alert alert, String title, String deadline, long days) {
        return PlainLetters.of(phrases.say(language, "sms." + alert.kind().code() + (alert.change() == null ? "" : "." + alert.change().what()),
                Map.of("title", title, "deadline", deadline, "days", days)));
    }
}
