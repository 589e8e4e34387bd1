package org.civikos.notification.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.template.Filling;
import org.civikos.notification.template.MessageKinds;
import org.civikos.notification.template.Source;
import org.civikos.notification.template.TemplateChannel;
import org.civikos.notification.template.TemplateKey;
import org.civikos.notification.template.Templates;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who was told what: each person's own list, and the ledger for the secretariat. */
@RestController
@RequestMapping("/api/alerts")
class AlertController {

    /**
     * One alert.
     *
     * @param title of the draft; empty for summaries and weeks without drafts, which their kind and day name
     * @param status planning, sending or completed
     * @param concerned how many people it concerns
     * @param totals by channel (email, sms), the number of deliveries by state
     */
    record AlertView(
            String id, String kind, @Nullable String consultationId, String title, Instant createdAt, @Nullable Instant completedAt, String status,
            int concerned, Map<String, Map<String, Integer>> totals) {}

    /**
     * @param address in part, as in the ledger of a draft: whoever has to write to it finds it with the person or among the stopped addresses
     * @param lastError plain words with what to do, in the asker's language
     * @param provider who took it, or may have
     * @param detail the other side's own words
     * @param templateVersion by which version of the text it is written, 0 being the delivered one; null while nothing of the alert is written
     */
    record DeliveryView(
            String id, String personId, @Nullable String personName, String channel, @Nullable String address, String language,
            String state, int attempts, @Nullable String lastError, Instant createdAt, @Nullable Instant handedOverAt,
            @Nullable String provider, @Nullable Instant deliveredAt, @Nullable String detail, @Nullable Integer templateVersion) {}

    /** Why one channel did not reach somebody; the address in part. */
    record MissView(String channel, String state, @Nullable String address, @Nullable String lastError) {}

    /** Somebody whom no channel reached. */
    record NotReachedView(String personId, @Nullable String personName, String language, List<MissView> channels) {}

    /**
     * @param consultationId null for what is about no draft
     * @param kind of alert; circular for what the secretariat wrote to many, message for what a program sent
     * @param state of the e-mail to this person; of the SMS where there was no e-mail
     * @param text what it says, in the asker's language; by the text that was in force when the alert began. Of a circular or message the
     *     whole text, with its lines, in the language in which it went to this person
     */
    record InboxView(String id, String alertId, @Nullable String consultationId, String kind, String title, Instant createdAt, String state, String text) {}

    private final AggregateStore<Alert> alerts;
    private final Ledger ledger;
    private final InboxAlerts inbox;
    private final Map<AlertKind, InboxTexts> inboxTexts;
    private final Phrases phrases;
    private final Templates templates;
    private final Clock clock;

    AlertController(
            AggregateStore<Alert> alerts, Ledger ledger, InboxAlerts inbox, List<InboxTexts> inboxTexts, Phrases phrases, Templates templates, Clock clock) {
        this.inbox = inbox;
        this.inboxTexts = inboxTexts.stream().collect(Collectors.toMap(InboxTexts::kind, Function.identity()));
        this.clock = clock;
        this.templates = templates;
        this.alerts = alerts;
        this.ledger = ledger;
        this.phrases = phrases;
    }

    @GetMapping("/me")
    CursorPage<InboxView> mine(
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] from = Cursor.decode(cursor, 2);
        List<Delivery> read =
                ledger.inbox(Actor.current().id(), from == null ? null : moment(from[0]), from == null ? null : from[1], size);
        CursorPage<Delivery> page = CursorPage.of(read, size, last -> Cursor.encode(last.createdAt().toString(), last.id()));
        // What a summary tells stands there already, fact by fact; a page may so be shorter than asked for.
        return new CursorPage<>(inbox.standing(page.items()).stream().flatMap(one -> view(one).stream()).toList(), page.next());
    }

    private Optional<InboxView> view(InboxAlerts.Entry entry) {
        Delivery delivery = entry.delivery();
        Alert alert = entry.alert();
        InboxTexts writer = inboxTexts.get(alert.kind());
        if (writer != null) {
            return writer.inbox(delivery).map(said -> new InboxView(delivery.id(), delivery.alertId(), null, alert.kind().code(), said.title(),
                    delivery.createdAt(), delivery.state().code(), said.text()));
        }
        return Optional.of(new InboxView(delivery.id(), delivery.alertId(), alert.consultationId(), alert.kind().code(), alert.title(),
                delivery.createdAt(), delivery.state().code(), line(delivery.alertId(), alert)));
    }

    private String line(String alertId, Alert alert) {
        Language language = Language.of(LocaleContextHolder.getLocale());
        TemplateKey key = AlertTexts.key(alert, language, TemplateChannel.INBOX);
        if (MessageKinds.find(key.kind()).isEmpty()) {
            return "";
        }
        // What was never written to anybody by a changed text is told by the delivered one.
        Source source = templates.usedSoFar(alertId).map(used -> used.number(language, TemplateChannel.INBOX)).filter(number -> number > 0)
                .flatMap(number -> templates.version(key, number)).orElseGet(() -> templates.delivered(key)).source();
        long days = Math.max(0, WorkingDays.daysLeft(ZonedDateTime.now(clock.withZone(WorkingDays.ZONE)), alert.localDeadline()));
        return Filling.fill(source.text(), AlertTexts.values(phrases, alert, language, days, ""));
    }

    @GetMapping
    CursorPage<AlertView> list(
            @RequestParam(required = false) @Nullable String consultation, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] from = Cursor.decode(cursor, 2);
        // What programs sent has a list of its own.
        List<Criteria> criteria = new ArrayList<>(List.of(Criteria.where("state.kind").nin(AlertKind.NOTICE.name(), AlertKind.MESSAGE.name())));
        if (consultation != null) {
            // Somebody may have tried a text on this consultation: that told nobody anything.
            criteria.add(Criteria.where("state.consultationId").is(consultation).and("state.kind").ne(AlertKind.TEST.name()));
        }
        if (from != null) {
            Date moment = Date.from(moment(from[0]));
            criteria.add(new Criteria().orOperator(Criteria.where("state.createdAt").lt(moment),
                    Criteria.where("state.createdAt").is(moment).and("_id").lt(from[1])));
        }
        Query query = Query.query(new Criteria().andOperator(criteria));
        query.with(Sort.by(Sort.Direction.DESC, "state.createdAt", "_id")).limit(size + 1);
        return CursorPage.of(alerts.list(query), size, last -> Cursor.encode(last.state().createdAt().toString(), last.id()))
                .map(this::view);
    }

    @GetMapping("/{id}")
    AlertView read(@PathVariable String id) {
        Versioned<Alert> found = find(id);
        return view(found, ledger.totalsNow(id, found.state()));
    }

    @GetMapping("/{id}/deliveries")
    CursorPage<DeliveryView> deliveries(
            @PathVariable String id, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String channel, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] from = Cursor.decode(cursor, 1);
        DeliveryState onlyState = word("state", state, DeliveryState::of);
        Channel onlyChannel = word("channel", channel, Channel::of);
        List<Ledger.Shown> read =
                ledger.page(id, find(id).state(), onlyState, onlyChannel, from == null ? null : from[0], size);
        Optional<Templates.Used> used = templates.usedSoFar(id);
        return CursorPage.of(read, size, last -> Cursor.encode(last.delivery().id())).map(shown -> view(shown, used));
    }

    @GetMapping("/{id}/not-reached")
    CursorPage<NotReachedView> notReached(
            @PathVariable String id, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] from = Cursor.decode(cursor, 1);
        find(id);
        return CursorPage.of(ledger.notReached(id, from == null ? null : from[0], size), size,
                last -> Cursor.encode(last.email().id())).map(this::view);
    }

    private Versioned<Alert> find(String id) {
        return alerts.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-alert"));
    }

    private AlertView view(Versioned<Alert> found) {
        return view(found, ledger.totals(found.id(), found.state()));
    }

    private static AlertView view(Versioned<Alert> found, Map<String, Map<String, Integer>> totals) {
        Alert alert = found.state();
        // A week's name is a key, nothing to read.
        String title = alert.kind() == AlertKind.SILENCE ? "" : alert.title();
        return new AlertView(found.id(), alert.kind().code(), alert.consultationId().isEmpty() ? null : alert.consultationId(), title, alert.createdAt(),
                alert.completedAt(), alert.status().name().toLowerCase(Locale.ROOT), alert.concerned(), totals);
    }

    private DeliveryView view(Ledger.Shown shown, Optional<Templates.Used> used) {
        Delivery d = shown.delivery();
        return new DeliveryView(d.id(), d.personId(), d.personName(), d.channel().code(), masked(d), d.language(),
                shown.state().code(), d.attempts(), words(d.reason()), d.createdAt(), d.handedOverAt(), d.provider(),
                d.deliveredAt(), d.detail(), used.map(one -> one.number(Language.of(d.language()),
                        d.channel() == Channel.EMAIL ? TemplateChannel.EMAIL : TemplateChannel.SMS)).orElse(null));
    }

    private NotReachedView view(Ledger.NotReached missed) {
        List<MissView> channels = new ArrayList<>(List.of(miss(missed.email())));
        if (missed.sms() != null) {
            channels.add(miss(missed.sms()));
        }
        return new NotReachedView(missed.email().personId(), missed.email().personName(), missed.email().language(), channels);
    }

    private MissView miss(Delivery d) {
        return new MissView(d.channel().code(), d.state().code(), masked(d), words(d.reason()));
    }

    private static @Nullable String masked(Delivery d) {
        return d.address() == null ? null : d.channel().masked(d.address());
    }

    private @Nullable String words(@Nullable Reason reason) {
        return reason == null ? null : phrases.say(Language.of(LocaleContextHolder.getLocale()), "reason." + reason.code());
    }

    private static <T> @Nullable T word(String parameter, @Nullable String asked, Function<String, T> reader) {
        if (asked == null || asked.isBlank()) {
            return null;
        }
        try {
            return reader.apply(asked);
        } catch (IllegalArgumentException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field(parameter, "invalid");
        }
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
        }
    }
}
