package org.civikos.notification.mail;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongBiFunction;
import java.util.stream.Collectors;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.AlertTexts;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.mail.MailForm.Gap;
import org.civikos.notification.member.Readers;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.subscription.Why;
import org.civikos.notification.template.Filling;
import org.civikos.notification.template.Markup;
import org.civikos.notification.template.Placeholder;
import org.civikos.notification.template.Source;
import org.civikos.notification.template.TemplateChannel;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the mail of an alert: once per alert, language, deadline and hour; then only what differs for each reader. */
public final class MailWriter {

    /**
     * Who writes.
     *
     * @param publicUrl where readers reach us, without a slash at the end
     * @param from the address in From and in the envelope; its domain is also that of the Message-ID
     * @param answers where answers to an alert are read; null if nobody reads them
     */
    public record Sender(String publicUrl, String from, @Nullable String answers) {

        /** Whose answers nobody reads. */
        public Sender(String publicUrl, String from) {
            this(publicUrl, from, null);
        }

        String domain() {
            return from.substring(from.indexOf('@') + 1);
        }
    }

    /**
     * @param outside whether the reader is none of the network
     * @param subscribed whether a subscription of the reader's own brought it
     */
    private record Key(String alertId, Language language, boolean organisation, boolean name, boolean outside, boolean subscribed) {}

    private record Subscribed(List<String> why, Language language, String organisations) {}

    private record Written(MailForm form, String deadline, LocalDateTime hour, WorkingDays.Table counted) {}

    private static final Logger log = LoggerFactory.getLogger(MailWriter.class);
    private static final ZoneId KOSOVO = ZoneId.of("Europe/Belgrade");
    private static final int REMEMBERED = 200;
    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Alerts alerts;
    private final Phrases phrases;
    private final UnsubscribeLinks links;
    private final Sender sender;
    private final ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft;
    private final Clock clock;
    private final @Nullable Dkim dkim;
    private final AlertTexts texts;
    private final Template text;
    private final Template html;
    private final Letters letters;
    private final Map<String, Template> templates = new ConcurrentHashMap<>();
    private final Map<Key, Written> written = new ConcurrentHashMap<>();
    private final Because because;
    /** Many readers have the same one. */
    private final Map<Subscribed, String> reasons = new ConcurrentHashMap<>();

    /** @param daysLeft counts the working days until a deadline */
    public MailWriter(
            Alerts alerts, Phrases phrases, UnsubscribeLinks links, Sender sender, ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft, Clock clock) {
        this(alerts, phrases, links, sender, daysLeft, _ -> Optional.empty(), clock, null);
    }

    /**
     * @param daysLeft counts the working days until a deadline
     * @param letters what is written to each reader for themselves
     * @param dkim signs each mail; null if the relay does, or nobody
     */
    public MailWriter(
            Alerts alerts, Phrases phrases, UnsubscribeLinks links, Sender sender, ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft,
            Letters letters, Clock clock, @Nullable Dkim dkim) {
        this(alerts, phrases, links, sender, daysLeft, letters, clock, dkim, AlertTexts.delivered());
    }

    /**
     * @param daysLeft counts the working days until a deadline
     * @param letters what is written to each reader for themselves
     * @param dkim signs each mail; null if the relay does, or nobody
     * @param texts what the secretariat wrote instead of the delivered texts
     */
    public MailWriter(
            Alerts alerts, Phrases phrases, UnsubscribeLinks links, Sender sender, ToLongBiFunction<ZonedDateTime, LocalDateTime> daysLeft,
            Letters letters, Clock clock, @Nullable Dkim dkim, AlertTexts texts) {
        this.texts = texts;
        this.because = new Because(phrases);
        this.letters = letters;
        this.dkim = dkim;
        this.alerts = alerts;
        this.phrases = phrases;
        this.links = links;
        this.sender = sender;
        this.daysLeft = daysLeft;
        this.clock = clock;
        this.text = Mustache.compiler().emptyStringIsFalse(true).escapeHTML(false).compile(resource("/mail/alert.txt"));
        this.html = Mustache.compiler().emptyStringIsFalse(true).escapeHTML(true).compile(resource("/mail/alert.html"));
    }

    private static String resource(String name) {
        try (InputStream in = MailWriter.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The whole mail as it goes over the line, with CR LF at the ends of lines.
     *
     * @throws AddressException if the address cannot be one
     */
    byte[] write(Delivery delivery) throws AddressException {
        boolean named = delivery.personName() != null && !delivery.personName().isBlank();
        Key key = new Key(delivery.alertId(), Language.of(delivery.language()), !delivery.speaksFor().isBlank(), named,
                Readers.isPublic(delivery.personId()), delivery.why() != null);
        String stop = links.link(delivery.personId());
        Map<Gap, String> values = new EnumMap<>(Gap.class);
        values.put(Gap.NAME, named ? oneLine(delivery.personName()) : "");
        values.put(Gap.ORGANISATION, oneLine(delivery.speaksFor()));
        values.put(Gap.STOP_LINK, stop);
        if (asksRelevance(key, alerts.facts(delivery.alertId()))) {
            values.put(Gap.NOT_RELEVANT_LINK, links.relevance().link(delivery.personId(), delivery.alertId(), String.valueOf(delivery.address()), clock.instant()));
        }
        if (delivery.why() != null) {
            values.put(Gap.WHY, why(new Subscribed(delivery.why(), key.language(), delivery.speaksFor())));
        }
        values.put(Gap.SETTINGS_LINK, links.preferences().link(delivery.personId(), String.valueOf(delivery.address()), clock.instant()));
        String headers = "Message-ID: <" + delivery.id() + "@" + sender.domain() + ">\r\n"
                + "Date: " + RFC_1123.format(clock.instant()) + "\r\n"
                + "To: " + to(delivery, named) + "\r\n"
                + (alerts.facts(delivery.alertId()).kind() == AlertKind.NOTICE ? ""
                        : "List-Unsubscribe: <" + stop + ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
        MailForm form = letters.of(delivery).map(letter -> form(letter, key)).orElseGet(() -> form(key));
        byte[] mail = form.fill(headers, values, Escapers.HTML::escape);
        return dkim == null ? mail : dkim.sign(mail);
    }

    private static String to(Delivery delivery, boolean named) throws AddressException {
        InternetAddress address = new InternetAddress(String.valueOf(delivery.address()), true);
        if (named) {
            try {
                address.setPersonal(oneLine(delivery.personName()), "UTF-8");
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException("Every Java platform has UTF-8", e);
            }
        }
        return MimeUtility.fold(4, address.toString());
    }

    // A name is a line of a header and of a text: nothing in it may end that line or pass for one of our gaps.
    private static String oneLine(String value) {
        StringBuilder clean = new StringBuilder(value.length());
        value.codePoints().forEach(c -> clean.appendCodePoint(
                Character.isISOControl(c) || Character.getType(c) == Character.PRIVATE_USE ? ' ' : c));
        return clean.toString().strip();
    }

    private MailForm form(Key key) {
        // The deadline may move while mails wait, and the days that are left change with time and with the table of days off: then a mail is written anew.
        Alert alert = alerts.present(key.alertId());
        WorkingDays.Table counted = WorkingDays.table();
        LocalDateTime hour = LocalDateTime.now(clock.withZone(KOSOVO)).truncatedTo(ChronoUnit.HOURS);
        Written known = written.get(key);
        if (known != null && known.deadline().equals(alert.deadline()) && known.hour().equals(hour) && known.counted().equals(counted)) {
            return known.form();
        }
        if (written.size() >= REMEMBERED) {
            written.clear();
        }
        MailForm form = form(alert, key);
        written.put(key, new Written(form, alert.deadline(), hour, counted));
        return form;
    }

    private MailForm form(Letters.Letter letter, Key key) {
        Composed mail = compose(letter, key);
        return MailForm.of(headers(mail.subject(), key.language(), letter.values().containsKey(Letters.ANSWERS)), mail.text(), mail.html(), "=_civikos_" + key.alertId());
    }

    private Composed compose(Letters.Letter letter, Key key) {
        Letters.Filled filled = letter.filled();
        if (filled == null) {
            return delivered(letter, key);
        }
        Alert alert = alerts.facts(key.alertId());
        Optional<Source> own = texts.of(key.alertId(), alert, key.language(), TemplateChannel.EMAIL);
        if (own.isPresent()) {
            try {
                return composed(filled, key, own.get(), false);
            } catch (RuntimeException e) {
                log.error("The text of {} cannot be written in {}; the delivered one goes instead", AlertTexts.kind(alert), key.language(), e);
            }
        }
        return delivered(letter, key);
    }

    private Composed delivered(Letters.Letter letter, Key key) {
        Map<String, Object> values = new HashMap<>(letter.values());
        String subject = oneLine(letter.subject());
        values.put("language", key.language().code());
        values.put("subject", subject);
        frame(values, key);
        return new Composed(subject, template(letter.template() + ".txt").execute(values), template(letter.template() + ".html").execute(values));
    }

    private Composed composed(Letters.Filled filled, Key key, Source source, boolean test) {
        Map<String, String> values = new HashMap<>();
        filled.values().forEach((one, value) -> values.put(one.word(), oneLine(value)));
        Map<String, List<Markup.Item>> lists = new HashMap<>();
        filled.lists().forEach((one, items) -> lists.put(one.word(), items));
        return whole(values, lists, key, source, test, key.language().code());
    }

    private Composed whole(
            Map<String, String> values, Map<String, List<Markup.Item>> lists, Key key, Source source, boolean test, String titleLanguage) {
        Language language = key.language();
        Map<String, Object> around = new HashMap<>();
        frame(around, key);
        values.put(Placeholder.GREETING.word(), String.valueOf(around.get("greeting")));
        values.put(Placeholder.SETTINGS_LINK.word(), Gap.SETTINGS_LINK.mark());
        values.put(Placeholder.STOP_LINK.word(), Gap.STOP_LINK.mark());
        // What differs from reader to reader would be the same for all in a subject, which is written once.
        Map<String, String> inSubject = new HashMap<>(values);
        inSubject.put(Placeholder.GREETING.word(), "");
        inSubject.put(Placeholder.ORGANISATION.word(), "");
        inSubject.put(Placeholder.WHY.word(), "");
        String subject = oneLine(Filling.fill(source.subject(), inSubject)).replaceAll(" {2,}", " ");
        if (test) {
            subject = phrases.say(language, "test.mail", Map.of("subject", subject));
        }
        Markup.Rendered mail = Markup.render(source.text(), values, lists, titleLanguage);
        around.put("language", language.code());
        around.put("subject", subject);
        around.put("main", mail.html());
        around.put("foot", mail.foot());
        return new Composed(subject, mail.text() + around.get("privacy") + "\n", template("own.html").execute(around));
    }

    private Template template(String file) {
        return templates.computeIfAbsent(file, name -> Mustache.compiler().emptyStringIsFalse(true).escapeHTML(name.endsWith(".html"))
                .compile(resource("/mail/" + name)));
    }

    /** What stands around every mail. */
    private void frame(Map<String, Object> values, Key key) {
        Language language = key.language();
        values.put("greeting", key.name() ? phrases.say(language, "mail.greeting", Map.of("name", Gap.NAME.mark()))
                : phrases.say(language, "mail.greeting.nameless"));
        values.put("privacy", phrases.say(language, "mail.privacy"));
        addLink(values, language, "settings", Gap.SETTINGS_LINK.mark());
        values.put("stop", phrases.say(language, "mail.stop"));
        values.put("stopUrl", Gap.STOP_LINK.mark());
        values.put("stopText", phrases.say(language, "mail.stop.text", Map.of("link", Gap.STOP_LINK.mark())));
    }

    private MailForm form(Alert alert, Key key) {
        Optional<Source> own = texts.of(key.alertId(), alert, key.language(), TemplateChannel.EMAIL);
        Letters.Filled sample = alert.kind() == AlertKind.TEST && own.isPresent()
                ? letters.sample(AlertTexts.kind(alert), key.language()).map(Letters.Letter::filled).orElse(null) : null;
        if (sample != null) {
            Composed test = composed(sample, key, own.orElseThrow(), true);
            return MailForm.of(headers(test.subject(), key.language(), false), test.text(), test.html(), "=_civikos_" + key.alertId());
        }
        Composed mail = compose(alert, key, own);
        String answers = answered(key) ? "Reply-To: " + sender.answers() + "\r\n" : "";
        return MailForm.of(headers(mail.subject(), key.language(), false) + answers, mail.text(), mail.html(), "=_civikos_" + key.alertId());
    }

    /** Whether the reader can say that it does not concern their organisation: who speaks for none cannot. */
    private static boolean asksRelevance(Key key, Alert alert) {
        return key.organisation() && !key.outside() && alert.kind().aboutDraft();
    }

    /** Whether an answer by mail becomes something: who is none of the network speaks for no organisation. */
    private boolean answered(Key key) {
        return sender.answers() != null && !key.outside();
    }

    /** A text about a change has no words of its own for a deadline that was found moved with it. */
    private Source withDeadline(Alert alert, Language language, Source own) {
        return alert.change() == null || alert.previousDeadline() == null ? own : new Source(own.subject(), movedToo(alert, language) + "\n\n" + own.text(), own.allLetters());
    }

    private String movedToo(Alert alert, Language language) {
        return phrases.say(language, "mail.deadline-moved.too", Map.of("previous", phrases.moment(language, LocalDateTime.parse(alert.previousDeadline()))));
    }

    private Composed compose(Alert alert, Key key, Optional<Source> own) {
        if (own.isPresent()) {
            try {
                return composed(alert, key, withDeadline(alert, key.language(), own.get()));
            } catch (RuntimeException e) {
                // A text that was published can be written; should one fail all the same, people are told in the delivered words.
                log.error("The text of {} cannot be written in {}; the delivered one goes instead", AlertTexts.kind(alert), key.language(), e);
            }
        }
        return delivered(alert, key);
    }

    private Composed composed(Alert alert, Key key, Source source) {
        Language language = key.language();
        long days = Math.max(0, daysLeft.applyAsLong(ZonedDateTime.now(clock.withZone(KOSOVO)), alert.localDeadline()));
        Map<String, String> values = AlertTexts.values(phrases, alert, language, days, sender.publicUrl());
        values.put(Placeholder.ORGANISATION.word(), key.organisation() ? Gap.ORGANISATION.mark() : "");
        values.put(Placeholder.NOT_RELEVANT_LINK.word(), asksRelevance(key, alert) ? Gap.NOT_RELEVANT_LINK.mark() : "");
        values.put(Placeholder.ANSWER.word(), answered(key) ? phrases.say(language, "mail.answer") : "");
        if (key.outside()) {
            values.put(Placeholder.COMMENT_LINK.word(), "");
        }
        values.put(Placeholder.WHY.word(), why(alert, key));
        return whole(values, Map.of(), key, source, alert.kind() == AlertKind.TEST, alert.language());
    }

    /**
     * A mail as one reader would get it.
     *
     * @param html a whole document
     */
    public record Preview(String subject, String text, String html) {}

    private record Composed(String subject, String text, String html) {}

    /**
     * What would be written.
     *
     * @param own a text instead of the delivered one
     * @param name of the reader, and {@code organisation} for which they are told
     */
    public Preview preview(Alert alert, Language language, Optional<Source> own, String name, String organisation) {
        Key key = new Key("preview", language, !organisation.isBlank(), !name.isBlank(), false, false);
        Letters.Letter sample = letters.sample(AlertTexts.kind(alert), language).orElse(null);
        Letters.Filled filled = sample == null ? null : sample.filled();
        Composed mail = sample != null && filled != null ? own.isPresent() ? composed(filled, key, own.get(), false) : delivered(sample, key)
                : own.isPresent() ? composed(alert, key, own.get()) : delivered(alert, key);
        Map<Gap, String> values = Map.of(Gap.NAME, name, Gap.ORGANISATION, organisation, Gap.STOP_LINK, sender.publicUrl() + "/unsubscribe/…",
                Gap.SETTINGS_LINK, sender.publicUrl() + "/my-alerts", Gap.NOT_RELEVANT_LINK, sender.publicUrl() + "/relevance/…");
        String plain = mail.text();
        String page = mail.html();
        for (Map.Entry<Gap, String> gap : values.entrySet()) {
            plain = plain.replace(gap.getKey().mark(), gap.getValue());
            page = page.replace(gap.getKey().mark(), Escapers.HTML.escape(gap.getValue()));
        }
        return new Preview(mail.subject(), plain, page);
    }

    /** What an invented letter of a kind puts into the placeholders; empty for messages that are written from an alert's facts. */
    public Optional<Map<String, String>> sampleValues(String kind, Language language) {
        return letters.sample(kind, language).map(Letters.Letter::filled).map(filled -> {
            Map<String, String> values = new HashMap<>();
            filled.values().forEach((one, value) -> values.put(one.word(), value));
            filled.lists().forEach((one, items) -> values.put(one.word(), items.stream().flatMap(item -> item.lines().stream())
                    .map(line -> line.stream().map(Markup.Piece::text).collect(Collectors.joining())).collect(Collectors.joining(" / "))));
            values.put(Placeholder.SETTINGS_LINK.word(), sender.publicUrl() + "/my-alerts");
            return values;
        });
    }

    private String why(Alert alert, Key key) {
        if (AlertTexts.kind(alert).equals(AlertKind.CIRCULAR.code())) {
            return key.organisation() ? phrases.say(key.language(), "mail.why.circular", Map.of("organisation", Gap.ORGANISATION.mark()))
                    : phrases.say(key.language(), "mail.why.nobody");
        }
        if (alert.kind() == AlertKind.REMINDER && key.organisation()) {
            return phrases.say(key.language(), "mail.why.reminder", Map.of("organisation", Gap.ORGANISATION.mark()));
        }
        if (key.subscribed()) {
            return Gap.WHY.mark();
        }
        return key.organisation() ? phrases.say(key.language(), "mail.why", Map.of("organisation", Gap.ORGANISATION.mark()))
                : phrases.say(key.language(), key.outside() ? "mail.why.public" : "mail.why.nobody");
    }

    private String why(Subscribed one) {
        String known = reasons.get(one);
        if (known != null) {
            return known;
        }
        Why why = Why.read(one.why());
        String said = why == null ? phrases.say(one.language(), "mail.why.nobody") : oneLine(because.sentence(why, one.language(), one.organisations()));
        if (reasons.size() >= REMEMBERED) {
            reasons.clear();
        }
        reasons.put(one, said);
        return said;
    }

    private Composed delivered(Alert alert, Key key) {
        Language language = key.language();
        String title = oneLine(alert.title());
        Optional<String> institution = phrases.institution(language, alert.institution());
        long days = Math.max(0, daysLeft.applyAsLong(ZonedDateTime.now(clock.withZone(KOSOVO)), alert.localDeadline()));
        String what = institution
                .map(name -> phrases.say(language, "mail.subject.institution", Map.of("title", title, "institution", name))).orElse(title);
        String about = alert.previousDeadline() != null ? "mail.subject.moved" : alert.change() != null ? "mail.subject.changed" : "mail.subject.days";
        String subject = phrases.say(language, about, Map.of("days", days, "what", what));

        String page = sender.publicUrl() + "/consultations/" + alert.consultationId();
        Map<String, Object> values = new HashMap<>();
        values.put("language", language.code());
        values.put("titleLanguage", alert.language());
        values.put("subject", subject);
        frame(values, key);
        values.put("title", title);
        values.put("institution", institution.orElse(""));
        Map<String, String> facts = new HashMap<>();
        institution.ifPresent(name -> facts.put("institution", name));
        if (alert.previousDeadline() != null) {
            facts.put("previous", phrases.moment(language, LocalDateTime.parse(alert.previousDeadline())));
        }
        String kind = "mail." + alert.kind().code() + (alert.change() == null ? "" : "." + alert.change().what()) + ".what";
        Map<String, Object> given = new HashMap<>(facts);
        if (alert.change() != null) {
            given.put("articles", alert.change().articles());
            given.put("before", alert.change().previousTitle() == null ? "" : oneLine(alert.change().previousTitle()));
            given.put("after", alert.change().newTitle() == null ? "" : oneLine(alert.change().newTitle()));
        }
        if (alert.takenUp() != null) {
            given.put("campaign", oneLine(alert.takenUp().title()));
        }
        String happened = phrases.say(language, institution.isPresent() ? kind : kind + ".nobody", given);
        values.put("what", alert.change() == null || alert.previousDeadline() == null ? happened : happened + " " + movedToo(alert, language));
        values.put("closes", phrases.say(language, "mail.closes",
                Map.of("days", days, "moment", phrases.moment(language, alert.localDeadline()),
                        "on", phrases.on(language, alert.localDeadline()))));
        values.put("size", alert.articleCount() == 0 ? "" : phrases.say(language, "mail.size", Map.of("articles", alert.articleCount())));
        values.put("why", why(alert, key));
        if (alert.change() == null) {
            addLink(values, language, "read", page);
        } else {
            addLink(values, language, "read", "changes", page + "/versions");
        }
        if (key.outside()) {
            // They speak for no organisation.
            values.put("commentLink", "");
            values.put("commentUrl", "");
        } else {
            addLink(values, language, "comment", page + "/comment");
        }
        if (asksRelevance(key, alert)) {
            addLink(values, language, "notRelevant", "not-relevant", Gap.NOT_RELEVANT_LINK.mark());
        } else {
            values.put("notRelevantLink", "");
            values.put("notRelevantUrl", "");
        }
        values.put("answer", answered(key) ? phrases.say(language, "mail.answer") : "");
        return new Composed(subject, text.execute(values), html.execute(values));
    }

    private void addLink(Map<String, Object> values, Language language, String name, String url) {
        addLink(values, language, name, name, url);
    }

    private void addLink(Map<String, Object> values, Language language, String name, String words, String url) {
        values.put(name, phrases.say(language, "mail.button." + words));
        values.put(name + "Url", url);
        values.put(name + "Link", phrases.say(language, "mail.link." + words, Map.of("link", url)));
    }

    /** @param answers whether it goes out because its reader has written to us (RFC 3834, 5) */
    private String headers(String subject, Language language, boolean answers) {
        try {
            return "From: " + new InternetAddress(sender.from(), phrases.say(language, "mail.from"), "UTF-8") + "\r\n"
                    + "Subject: " + MimeUtility.fold(9, MimeUtility.encodeText(subject, "UTF-8", null)) + "\r\n"
                    + "List-Id: <alerts." + sender.domain() + ">\r\n"
                    + "List-Help: <" + sender.publicUrl() + "/my-alerts>\r\n"
                    + "List-Owner: <mailto:" + sender.from() + ">\r\n"
                    + "List-Post: NO\r\n"
                    + "Auto-Submitted: " + (answers ? "auto-replied" : "auto-generated") + "\r\n"
                    + "Content-Language: " + language.code() + "\r\n";
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java platform has UTF-8", e);
        }
    }
}
