package org.civikos.notification.notice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.mail.Letters;
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

    /** @param publicUrl for samples */
    NoticeLetters(Notices notices, Alerts alerts, Phrases phrases, String publicUrl) {
        this.publicUrl = publicUrl;
        this.notices = notices;
        this.alerts = alerts;
        this.phrases = phrases;
    }

    @Override
    public Optional<Letter> of(Delivery delivery) {
        if (alerts.facts(delivery.alertId()).kind() != AlertKind.NOTICE) {
            return Optional.empty();
        }
        return Optional.of(notices.find(delivery.alertId()).map(notice -> letter(notice, phrases))
                .orElseThrow(() -> new IllegalStateException("Notice " + delivery.alertId() + " is no longer there")));
    }

    @Override
    public Optional<Letter> sample(String kind, Language language) {
        if (!kind.startsWith(Notices.KIND) || MessageKinds.find(kind).isEmpty()) {
            return Optional.empty();
        }
        String what = kind.substring(Notices.KIND.length());
        boolean aboutDraft = what.startsWith("sms-") || what.startsWith(ASKED);
        return Optional.of(letter(new Notices.Notice("sample", "reader@example.org", language.code(), what,
                publicUrl + (what.startsWith(ASKED) ? "/comment-drafts" : aboutDraft ? "/consultations/00000000-0000-7000-8000-000000000000" : "/my-alerts"),
                aboutDraft ? List.of(phrases.say(language, "sample.title")) : List.of()), phrases));
    }

    static Letter letter(Notices.Notice notice, Phrases phrases) {
        Language language = Language.of(notice.language());
        String key = "notice." + notice.what() + ".";
        Map<String, Object> values = new HashMap<>();
        String heading = phrases.say(language, key + "heading");
        values.put("heading", heading);
        values.put("text", phrases.say(language, key + "text"));
        values.put("details", notice.details().stream().map(line -> Map.of("line", line)).toList());
        values.put("button", phrases.say(language, key + "button"));
        values.put("url", notice.url());
        values.put("after", phrases.say(language, key + "after"));
        if (notice.what().startsWith("reply-")) {
            values.put(ANSWERS, true);
        }
        String why = phrases.say(language, notice.what().startsWith(ASKED) ? "notice.why-asked" : "notice.why");
        values.put("why", why);
        return new Letter("notice", heading, values, new Filled(Map.of(Placeholder.LINK, notice.url(), Placeholder.WHY, why),
                Map.of(Placeholder.DETAILS, notice.details().stream().map(Markup.Item::of).toList())));
    }
}
