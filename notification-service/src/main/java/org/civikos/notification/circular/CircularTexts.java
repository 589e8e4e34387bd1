package org.civikos.notification.circular;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.InboxTexts;
import org.civikos.notification.alert.OwnTexts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.editor.Review;
import org.civikos.notification.sms.PlainLetters;
import org.civikos.notification.sms.Segments;
import org.civikos.notification.template.Check;
import org.civikos.notification.template.Filling;
import org.civikos.notification.template.Finding;
import org.civikos.notification.template.Markup;
import org.civikos.notification.template.MessageKind;
import org.civikos.notification.template.Placeholder;
import org.civikos.notification.template.Source;
import org.civikos.notification.template.TemplateChannel;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;

/** The words of circulars: each mail has the reason and the way to stop at its foot, whoever wrote it. */
final class CircularTexts implements OwnTexts, InboxTexts {

    /** Where a finding about the SMS stands. */
    static final String SMS = "sms";
    private static final int REMEMBERED = 64;
    private static final MessageKind KIND = new MessageKind(AlertKind.CIRCULAR.code(),
            EnumSet.of(Placeholder.GREETING, Placeholder.ORGANISATION, Placeholder.SETTINGS_LINK, Placeholder.WHY, Placeholder.STOP_LINK),
            List.of(TemplateChannel.EMAIL, TemplateChannel.SMS), (_, _, _) -> new Source("", ""));

    private final Circulars circulars;
    private final Phrases phrases;
    /** What has begun never changes. */
    private final Map<String, Circular> known = new ConcurrentHashMap<>();

    CircularTexts(Circulars circulars, Phrases phrases) {
        this.circulars = circulars;
        this.phrases = phrases;
    }

    @Override
    public AlertKind kind() {
        return AlertKind.CIRCULAR;
    }

    /** In the words of its mail, without the foot, which is about mails. */
    @Override
    public Optional<Said> inbox(Delivery delivery) {
        Circular one = circular(delivery.alertId());
        Language language = one.languageFor(Language.of(delivery.language()));
        Map<String, String> values = Map.of(Placeholder.ORGANISATION.word(), delivery.speaksFor());
        return one.text(language).map(text -> new Said(Filling.fill(text.subject(), values).strip(),
                Markup.render(text.text(), values, language.code()).text().strip()));
    }

    @Override
    public Optional<Source> of(String alertId, Language language, TemplateChannel channel) {
        Circular one = circular(alertId);
        return one.text(one.languageFor(language)).map(text -> channel == TemplateChannel.SMS ? new Source("", text.sms()) : mail(text, language));
    }

    private Circular circular(String alertId) {
        Circular one = known.get(alertId);
        if (one == null) {
            one = circulars.ofAlert(alertId).orElseThrow(() -> new IllegalStateException("There is no circular of alert " + alertId));
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            known.put(alertId, one);
        }
        return one;
    }

    /** The whole mail, with the foot that nobody has to write. */
    Source mail(Circular.Text text, Language language) {
        return new Source(text.subject(), text.text() + "\n\n---\n{why}\n[" + phrases.say(language, "mail.stop") + "]({stop_link})");
    }

    /**
     * What keeps a text from being sent.
     *
     * @param bySms whether it goes by SMS too
     */
    List<Finding> refused(Circular.Text text, Language language, boolean bySms) {
        List<Finding> all = new ArrayList<>();
        Source mail = mail(text, language);
        int letters = Filling.fill(text.subject(), Map.of()).length();
        if (text.subject().isBlank()) {
            all.add(Finding.refused("no-subject", Finding.SUBJECT, Map.of()));
        } else if (letters > Review.SUBJECT_MOST) {
            all.add(Finding.refused("subject-over", Finding.SUBJECT, Map.of("letters", letters, "most", Review.SUBJECT_MOST)));
        }
        if (text.text().isBlank()) {
            all.add(Finding.refused("empty", Finding.TEXT, Map.of()));
        }
        all.addAll(Check.of(KIND, TemplateChannel.EMAIL, mail, mail));
        if (bySms) {
            if (text.sms().isBlank()) {
                all.add(Finding.refused("empty", SMS, Map.of()));
            } else if (Segments.of(PlainLetters.of(text.sms())).segments() > 1) {
                all.add(Finding.refused("sms-longer-than-one", SMS, Map.of()));
            } else if (text.sms().indexOf('{') >= 0) {
                all.add(Finding.refused("open-brace", SMS, Map.of()));
            }
        }
        return all.stream().filter(Finding::refused).toList();
    }
}
