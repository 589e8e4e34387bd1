package org.civikos.notification.alert;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.civikos.notification.template.Placeholder;
import org.civikos.notification.template.Source;
import org.civikos.notification.template.TemplateChannel;
import org.civikos.notification.template.TemplateKey;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;

/** What the secretariat wrote instead of the delivered texts, and what the facts of an alert put into their placeholders. */
@FunctionalInterface
public interface AlertTexts {

    /** The cause of the test of a text begins so; its kind follows. */
    String TEST = "test-of:";

    /** The text that somebody wrote for messages of an alert; empty where the delivered one is used. */
    Optional<Source> of(String alertId, Alert alert, Language language, TemplateChannel channel);

    /** Nobody wrote anything. */
    static AlertTexts delivered() {
        return (_, _, _, _) -> Optional.empty();
    }

    /** The kind of message that tells of an alert, as in the keys of its texts. */
    static String kind(Alert alert) {
        if (alert.cause().startsWith(TEST)) {
            return alert.cause().substring(TEST.length());
        }
        // A notice says in its cause which one it is.
        return alert.kind() == AlertKind.NOTICE ? alert.cause() : alert.kind().code() + (alert.change() == null ? "" : "." + alert.change().what());
    }

    /**
     * What an alert puts into placeholders; without what differs from reader to reader.
     *
     * @param days working days until the deadline, not below 0
     * @param publicUrl without a slash at the end
     */
    static Map<String, String> values(Phrases phrases, Alert alert, Language language, long days, String publicUrl) {
        String page = publicUrl + "/consultations/" + alert.consultationId();
        Map<String, String> values = new HashMap<>();
        values.put(Placeholder.TITLE.word(), oneLine(alert.title()));
        values.put(Placeholder.INSTITUTION.word(),
                phrases.institution(language, alert.institution()).orElseGet(() -> phrases.say(language, "institution.unknown")));
        String moment = phrases.moment(language, alert.localDeadline());
        values.put(Placeholder.DEADLINE.word(), moment);
        values.put(Placeholder.DEADLINE_SHORT.word(), DateTimeFormatter.ofPattern("d.M.yyyy HH:mm").format(alert.localDeadline()));
        values.put(Placeholder.DAYS_LEFT.word(), phrases.say(language, "days.left", Map.of("days", days)));
        values.put(Placeholder.DAYS_SHORT.word(), phrases.say(language, "sms.days", Map.of("days", days)));
        values.put(Placeholder.CLOSES.word(), phrases.say(language, "mail.closes", Map.of("days", days, "moment", moment,
                "on", phrases.on(language, alert.localDeadline()))));
        values.put(Placeholder.SIZE.word(),
                alert.articleCount() == 0 ? "" : phrases.say(language, "mail.size", Map.of("articles", alert.articleCount())));
        values.put(Placeholder.PREVIOUS_DEADLINE.word(),
                alert.previousDeadline() == null ? "" : phrases.moment(language, LocalDateTime.parse(alert.previousDeadline())));
        values.put(Placeholder.CHANGED_ARTICLES.word(), alert.change() == null ? ""
                : phrases.say(language, "changed.articles", Map.of("articles", alert.change().articles())));
        values.put(Placeholder.CAMPAIGN.word(), alert.takenUp() == null ? "" : alert.takenUp().title());
        values.put(Placeholder.PREVIOUS_TITLE.word(), alert.change() == null || alert.change().previousTitle() == null ? "" : oneLine(alert.change().previousTitle()));
        values.put(Placeholder.NEW_TITLE.word(), alert.change() == null || alert.change().newTitle() == null ? "" : oneLine(alert.change().newTitle()));
        values.put(Placeholder.LINK.word(), alert.change() == null ? page : page + "/versions");
        values.put(Placeholder.COMMENT_LINK.word(), page + "/comment");
        values.put(Placeholder.NOT_RELEVANT_LINK.word(), page);
        values.put(Placeholder.SETTINGS_LINK.word(), publicUrl + "/my-alerts");
        return values;
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Co}]+", " ").strip();
    }

    /** The id of the text that an alert is written with. */
    static TemplateKey key(Alert alert, Language language, TemplateChannel channel) {
        return new TemplateKey(kind(alert), language, channel);
    }
}
