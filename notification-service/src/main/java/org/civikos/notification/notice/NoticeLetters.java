package org.civikos.notification.notice;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongBiFunction;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.mail.Letters;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.template.Markup;
import org.civikos.notification.template.MessageKinds;
import org.civikos.notification.template.Placeholder;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;

/** What a notice says: why it comes, and one button. */
final class NoticeLetters implements Letters {

    /** How the kinds begin by which colleagues are asked for something. */
    private static final String ASKED = "comment-";

    private final Notices notices;
    private final Alerts alerts;
    private final Phrases phrases;
    private final String publicUrl;
    private final ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft;
    private final Clock clock;

    /**
     * @param publicUrl for samples
     * @param daysLeft working days from a moment to a deadline
     */
    NoticeLetters(Notices notices, Alerts alerts, Phrases phrases, String publicUrl, ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft, Clock clock) {
        this.publicUrl = publicUrl;
        this.daysLeft = daysLeft;
        this.clock = clock;
        this.notices = notices;
        this.alerts = alerts;
        this.phrases = phrases;
    }

    @Override
    public Optional<Letter> of(Delivery delivery) {
        if (alerts.facts(delivery.alertId()).kind() != AlertKind.NOTICE) {
            return Optional.empty();
        }
        return Optional.of(notices.find(delivery.alertId()).map(this::letter)
                .orElseThrow(() -> new IllegalStateException("Notice " + delivery.alertId() + " is no longer there")));
    }

    @Override
    public Optional<Letter> sample(String kind, Language language) {
        if (!kind.startsWith(Notices.KIND) || MessageKinds.find(kind).isEmpty()) {
            return Optional.empty();
        }
        String what = kind.substring(Notices.KIND.length());
        boolean asked = what.startsWith(ASKED);
        boolean aboutDraft = what.startsWith("sms-") || asked;
        List<String> details = new ArrayList<>();
        if (aboutDraft) {
            details.add(phrases.say(language, "sample.title"));
        }
        if (asked) {
            details.add(phrases.say(language, "asked.by", Map.of("name", phrases.say(language, "sample.name"))));
        }
        return Optional.of(letter(new Notices.Notice("sample", "reader@example.org", language.code(), what,
                publicUrl + (asked ? "/comment-drafts" : aboutDraft ? "/consultations/00000000-0000-7000-8000-000000000000" : "/my-alerts"),
                details, asked ? LocalDateTime.now(clock.withZone(AlertSettings.KOSOVO)).plusDays(9).withHour(23).withMinute(59).truncatedTo(ChronoUnit.MINUTES).toString() : null)));
    }

    private Letter letter(Notices.Notice notice) {
        Language language = Language.of(notice.language());
        String key = "notice." + notice.what() + ".";
        Map<String, Object> values = new HashMap<>();
        String heading = phrases.say(language, key + "heading");
        values.put("heading", heading);
        values.put("text", phrases.say(language, key + "text"));
        List<String> details = new ArrayList<>(notice.details());
        String subject = heading;
        if (notice.deadline() != null) {
            LocalDateTime deadline = LocalDateTime.parse(notice.deadline());
            long days = Math.max(0, daysLeft.applyAsLong(ZonedDateTime.now(clock.withZone(AlertSettings.KOSOVO)), deadline));
            subject = phrases.say(language, "mail.subject.days", Map.of("days", days, "what", heading));
            details.add(phrases.say(language, "mail.closes", Map.of("days", days, "moment", phrases.moment(language, deadline), "on", phrases.on(language, deadline))));
        }
        values.put("details", details.stream().map(line -> Map.of("line", line)).toList());
        values.put("button", phrases.say(language, key + "button"));
        values.put("url", notice.url());
        values.put("after", phrases.say(language, key + "after"));
        if (notice.what().startsWith("reply-")) {
            values.put(ANSWERS, true);
        }
        String why = phrases.say(language, notice.what().startsWith(ASKED) ? "notice.why-asked" : "notice.why");
        values.put("why", why);
        return new Letter("notice", subject, values, new Filled(Map.of(Placeholder.SUMMARY, subject, Placeholder.LINK, notice.url(), Placeholder.WHY, why),
                Map.of(Placeholder.DETAILS, details.stream().map(Markup.Item::of).toList())));
    }
}
