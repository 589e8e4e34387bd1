package org.civikos.notification.editor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertTexts;
import org.civikos.notification.mail.MailWriter;
import org.civikos.notification.sms.PlainLetters;
import org.civikos.notification.sms.Segments;
import org.civikos.notification.sms.SmsBudget;
import org.civikos.notification.sms.SmsWriter;
import org.civikos.notification.template.Check;
import org.civikos.notification.template.Filling;
import org.civikos.notification.template.Finding;
import org.civikos.notification.template.MessageKind;
import org.civikos.notification.template.Source;
import org.civikos.notification.template.TemplateChannel;
import org.civikos.notification.template.TemplateKey;
import org.civikos.notification.template.Templates;
import org.civikos.notification.template.Version;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import java.time.ZonedDateTime;

/** Looks at a text as its readers will: everything that can be said about it before it is published. */
public final class Review {

    /** Many programs show so much of a subject. */
    private static final int SUBJECT_SEEN = 90;
    /** A line of a header must not become so long that servers fold or refuse it. */
    public static final int SUBJECT_MOST = 200;
    private static final Map<Language, String> READERS = Map.of(Language.SQ, "Arta Shembulli", Language.SR, "Jovana Primer", Language.EN, "Ada Example");
    private static final Map<Language, String> ORGANISATIONS = Map.of(Language.SQ, "Shoqata Shembull", Language.SR, "Udruženje Primer",
            Language.EN, "Example Association");

    /**
     * What an SMS takes.
     *
     * @param encoding gsm-7 or ucs-2
     * @param price in euro; null if the price of a segment is not known
     */
    public record Cost(String text, String encoding, int units, int segments, @Nullable BigDecimal price) {}

    /**
     * A text filled in.
     *
     * @param subject of a mail, null for others, as is {@code html}
     * @param asWritten of an SMS: what the text would cost with its letters as they stand and the whole title
     * @param sent of an SMS: what is really sent
     * @param plain of an SMS: what would be sent in plain letters, and {@code allLetters} what with all of them
     */
    public record Look(@Nullable String subject, String text, @Nullable String html, @Nullable Cost asWritten, @Nullable Cost sent, @Nullable Cost plain, @Nullable Cost allLetters) {}

    private final MailWriter mails;
    private final SmsWriter sms;
    private final SmsBudget budget;
    private final Templates templates;
    private final Phrases phrases;
    private final Clock clock;

    Review(MailWriter mails, SmsWriter sms, SmsBudget budget, Templates templates, Phrases phrases, Clock clock) {
        this.mails = mails;
        this.sms = sms;
        this.budget = budget;
        this.templates = templates;
        this.phrases = phrases;
        this.clock = clock;
    }

    /** @param own empty for the delivered text, which is written as it always was */
    public Look look(Alert about, TemplateKey key, Optional<Source> own) {
        Language language = key.language();
        return switch (key.channel()) {
            case EMAIL -> {
                MailWriter.Preview mail = mails.preview(about, language, own, READERS.get(language), ORGANISATIONS.get(language));
                yield new Look(mail.subject(), mail.text(), mail.html(), null, null, null, null);
            }
            case SMS -> {
                SmsWriter.Preview message = sms.preview(about, language, own);
                yield new Look(null, message.sent(), null, cost(message.asWritten()), cost(message.sent()), cost(message.plain()), cost(message.allLetters()));
            }
            case INBOX -> {
                long days = Math.max(0, WorkingDays.daysLeft(ZonedDateTime.now(clock.withZone(WorkingDays.ZONE)), about.localDeadline()));
                yield new Look(null, Filling.fill(own.orElseGet(() -> templates.delivered(key).source()).text(),
                        AlertTexts.values(phrases, about, language, days, "")), null, null, null, null, null);
            }
        };
    }

    /** What stands in for the facts in the placeholders of a text. */
    Map<String, String> sample(TemplateKey key) {
        return mails.sampleValues(key.kind(), key.language()).orElseGet(() -> {
            Alert sample = SampleAlert.invented(key.kind(), key.language(), clock);
            long days = WorkingDays.daysLeft(ZonedDateTime.now(clock.withZone(WorkingDays.ZONE)), sample.localDeadline());
            return AlertTexts.values(phrases, sample, key.language(), days, "https://…");
        });
    }

    private Cost cost(String text) {
        Segments segments = Segments.of(text);
        BigDecimal price = budget.price();
        return new Cost(text, segments.plain() ? "gsm-7" : "ucs-2", segments.units(), segments.segments(),
                price == null ? null : price.multiply(BigDecimal.valueOf(segments.segments())));
    }

    /** What stands against a text, what is refused first. */
    List<Finding> findings(MessageKind kind, TemplateKey key, Source source, Version published) {
        List<Finding> all = new ArrayList<>(Check.of(kind, key.channel(), source, published.source()));
        if (all.stream().noneMatch(Finding::refused)) {
            Alert sample = SampleAlert.invented(key.kind(), key.language(), clock);
            if (key.channel() == TemplateChannel.EMAIL) {
                subject(look(sample, key, Optional.of(source)).subject(), all);
            } else if (key.channel() == TemplateChannel.SMS) {
                all.addAll(letters(sample, key.language(), source));
            }
        }
        List<String> behind = source.equals(published.source()) ? List.of() : behind(key, published);
        if (!behind.isEmpty()) {
            all.add(Finding.warning("languages-behind", Finding.TEXT, Map.of("languages", String.join(", ", behind))));
        }
        return all.stream().sorted(Comparator.comparing(one -> !one.refused())).toList();
    }

    private static void subject(@Nullable String subject, List<Finding> all) {
        int letters = subject == null ? 0 : subject.length();
        if (letters > SUBJECT_MOST) {
            all.add(Finding.refused("subject-too-long", Finding.SUBJECT, Map.of("letters", letters, "most", SUBJECT_MOST)));
        } else if (letters > SUBJECT_SEEN) {
            all.add(Finding.warning("subject-long", Finding.SUBJECT, Map.of("letters", letters)));
        }
    }

    /** What an SMS takes more than it seems to, by its length or its letters. */
    public List<Finding> letters(Alert about, Language language, Source source) {
        List<Finding> all = new ArrayList<>();
        SmsWriter.Preview message = sms.preview(about, language, Optional.of(source));
        if (!message.fits()) {
            all.add(Finding.refused("sms-too-long", Finding.TEXT, Map.of()));
        }
        String fixed = Filling.fill(source.text(), Map.of());
        String outside = fixed.codePoints().filter(c -> !PlainLetters.of(Character.toString(c)).equals(Character.toString(c))).distinct()
                .mapToObj(Character::toString).collect(Collectors.joining(" "));
        Cost sent = cost(message.sent());
        if (source.allLetters()) {
            if (sent.segments() > 1) {
                all.add(Finding.warning("sms-all-letters", Finding.TEXT, Map.of("units", sent.units(), "segments", sent.segments(), "price", price(sent))));
            }
            return all;
        }
        if (!outside.isEmpty()) {
            Cost written = cost(message.asWritten());
            all.add(Finding.warning("sms-letters", Finding.TEXT, Map.of("letters", outside, "segments", written.segments(), "price", price(written))));
        }
        Cost plain = cost(PlainLetters.of(message.asWritten()));
        if (plain.segments() > 1) {
            all.add(Finding.warning("sms-segments", Finding.TEXT, Map.of("units", plain.units(), "segments", plain.segments(), "price", price(plain))));
        }
        return all;
    }

    private static String price(Cost cost) {
        return cost.price() == null ? "" : " (" + cost.price().setScale(2, RoundingMode.HALF_UP).toPlainString() + " EUR)";
    }

    /** The other languages whose text will be older than one that is published now. */
    private List<String> behind(TemplateKey key, Version published) {
        List<String> all = new ArrayList<>();
        for (Language other : Language.values()) {
            if (other != key.language()) {
                Version there = templates.published(new TemplateKey(key.kind(), other, key.channel()));
                if (there.at() == null || published.at() == null || !there.at().isAfter(published.at())) {
                    all.add(other.locale().getDisplayLanguage(other.locale()));
                }
            }
        }
        return all;
    }

    /** Findings as they are shown to whoever writes. */
    public List<FindingView> views(List<Finding> findings, Language language) {
        return findings.stream().map(one -> new FindingView(one.code(), one.refused(), one.place(), one.line(), one.column(), words(one, language))).toList();
    }

    /** A finding in words. */
    String words(Finding one, Language language) {
        return phrases.say(language, "template.finding." + one.code(), new HashMap<>(one.args()));
    }
}
