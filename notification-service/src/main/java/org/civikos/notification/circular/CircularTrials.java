package org.civikos.notification.circular;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.editor.Review;
import org.civikos.notification.editor.TestPlan;
import org.civikos.notification.sms.PlainLetters;
import org.civikos.notification.template.Finding;
import org.civikos.notification.template.Source;
import org.civikos.notification.template.TemplateChannel;
import org.civikos.notification.template.TemplateKey;
import org.civikos.notification.text.Language;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A text before anybody has it: how it looks, and a try on who writes it. Nothing of it is stored as a circular. */
final class CircularTrials {

    /**
     * How a text reaches its readers in one language.
     *
     * @param mail null while what is refused in it has not been mended, as is {@code sms}, which is also null where none is sent
     */
    record Seen(List<Finding> findings, Review.@Nullable Look mail, Review.@Nullable Look sms) {}

    private final CircularTexts texts;
    private final Review review;
    private final TestPlan tests;
    private final Clock clock;

    CircularTrials(CircularTexts texts, Review review, TestPlan tests, Clock clock) {
        this.texts = texts;
        this.review = review;
        this.tests = tests;
        this.clock = clock;
    }

    /** @param typed the SMS with the letters that it was written with; null where none is sent */
    Seen look(Circular.Text text, Language language, @Nullable String typed) {
        List<Finding> findings = new ArrayList<>(texts.refused(text, language, typed != null));
        boolean badSms = findings.stream().anyMatch(one -> one.place().equals(CircularTexts.SMS));
        boolean badMail = findings.stream().anyMatch(one -> !one.place().equals(CircularTexts.SMS));
        Alert about = Circular.alert("preview", text.subject(), language, clock.instant());
        Review.Look mail = badMail ? null : review.look(about, key(language, TemplateChannel.EMAIL), Optional.of(texts.mail(text, language)));
        if (typed == null || badSms) {
            return new Seen(findings, mail, null);
        }
        Source sms = new Source("", typed);
        review.letters(about, language, sms).forEach(one -> findings.add(new Finding(one.code(), one.refused(), CircularTexts.SMS, one.line(), one.column(), one.args())));
        return new Seen(findings, mail, review.look(about, key(language, TemplateChannel.SMS), Optional.of(sms)));
    }

    /**
     * Sends a text to who wrote it, and to nobody else.
     *
     * @param request the same for the same wish, which is met once
     * @throws Problem if the text is refused, or the person cannot get it
     */
    List<TestPlan.Sent> send(Circular.Text text, Language language, boolean bySms, String person, String request) {
        if (!texts.refused(text, language, bySms).isEmpty()) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "template-refused");
        }
        Alert about = Circular.alert("test", text.subject(), language, clock.instant());
        List<TestPlan.Message> messages = new ArrayList<>(List.of(new TestPlan.Message(key(language, TemplateChannel.EMAIL), texts.mail(text, language), about)));
        if (bySms) {
            messages.add(new TestPlan.Message(key(language, TemplateChannel.SMS), new Source("", PlainLetters.of(text.sms())), about));
        }
        return tests.send(messages, person, request);
    }

    private static TemplateKey key(Language language, TemplateChannel channel) {
        return new TemplateKey(AlertKind.CIRCULAR.code(), language, channel);
    }
}
