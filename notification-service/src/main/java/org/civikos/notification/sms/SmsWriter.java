package org.civikos.notification.sms;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongBiFunction;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;

/** Writes the SMS of an alert: what, until when, where; always one segment. The title gives way if there is not room for all. */
public final class SmsWriter {

    private static final ZoneId KOSOVO = ZoneId.of("Europe/Belgrade");
    private static final DateTimeFormatter DEADLINE = DateTimeFormatter.ofPattern("d.M.yyyy HH:mm");
    private static final String CUT = "...";
    private static final int SHORTEST_TITLE = 12;

    private final Alerts alerts;
    private final Phrases phrases;
    private final String publicUrl;
    private final ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft;
    private final SmsTexts texts;
    private final Clock clock;

    /** @param daysLeft counts the working days until a deadline */
    public SmsWriter(
            Alerts alerts, Phrases phrases, String publicUrl, ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft, Clock clock) {
        this(alerts, phrases, publicUrl, daysLeft, _ -> Optional.empty(), clock);
    }

    /**
     * @param daysLeft counts the working days until a deadline
     * @param texts what is not written from an alert's facts
     */
    public SmsWriter(
            Alerts alerts, Phrases phrases, String publicUrl, ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft, SmsTexts texts, Clock clock) {
        this.texts = texts;
        this.alerts = alerts;
        this.phrases = phrases;
        this.publicUrl = publicUrl;
        this.daysLeft = daysLeft;
        this.clock = clock;
    }

    Sms write(Delivery delivery) {
        return new Sms(String.valueOf(delivery.address()), texts.text(delivery)
                .orElseGet(() -> text(alerts.facts(delivery.alertId()), Language.of(delivery.language()))),
                delivery.id());
    }

    String text(Alert alert, Language language) {
        long days = Math.max(0, daysLeft.applyAsLong(ZonedDateTime.now(clock.withZone(KOSOVO)), alert.localDeadline()));
        String link = " " + publicUrl + "/consultations/" + alert.consultationId();
        String deadline = DEADLINE.format(alert.localDeadline());
        String title = PlainLetters.of(alert.title()).strip();
        String whole = say(language, alert, title, deadline, days) + link;
        int over = whole.length() - Sms.SEGMENT;
        if (over > 0) {
            int room = title.length() - over - CUT.length();
            if (room < SHORTEST_TITLE) {
                // An address this long leaves no room for the title: what and until when are behind the link.
                String bare = say(language, alert, "CiviKos", deadline, days) + link;
                // The link is never cut: without it nobody gets anywhere.
                return bare.length() <= Sms.SEGMENT ? bare : deadline + link;
            }
            whole = say(language, alert, title.substring(0, room).stripTrailing() + CUT, deadline, days) + link;
        }
        return whole;
    }

    private String say(Language language, Alert alert, String title, String deadline, long days) {
        return PlainLetters.of(phrases.say(language, "sms." + alert.kind().code() + (alert.change() == null ? "" : "." + alert.change().what()),
                Map.of("title", title, "deadline", deadline, "days", days)));
    }
}
