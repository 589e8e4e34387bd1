package org.civikos.notification.circular;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.editor.FindingView;
import org.civikos.notification.editor.Review;
import org.civikos.notification.editor.TestPlan;
import org.civikos.notification.member.Members;
import org.civikos.notification.sms.PlainLetters;
import org.civikos.notification.sms.SmsBudget;
import org.civikos.notification.template.Finding;
import org.civikos.notification.template.Source;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.id.Ids;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the secretariat writes to many, now or up to seven days ahead. */
@RestController
@RequestMapping("/api/circulars")
class CircularController {

    private static final Duration AHEAD = Duration.ofDays(7);
    private static final int SHOWN = 100;

    record TextBody(
            @NotNull @Size(max = Source.SUBJECT_LIMIT) String subject, @NotNull @Size(max = Source.TEXT_LIMIT) String text,
            @Nullable @Size(max = 500) String sms) {}

    /** @param scope everybody, organisations or fields; {@code values} their ids or words */
    record AudienceBody(@NotNull String scope, @Nullable @Size(max = 500) List<String> values) {}

    /** @param channels email, and sms beside it if wished */
    record EstimateBody(@NotNull @Valid AudienceBody audience, @NotEmpty List<String> channels) {}

    /**
     * @param texts by language: sq, sr, en
     * @param sendAt at most seven days ahead; null for at once
     */
    record CircularBody(
            @NotEmpty Map<String, @Valid TextBody> texts, @NotNull @Valid AudienceBody audience, @NotEmpty List<String> channels, @Nullable Instant sendAt) {}

    /**
     * @param texts by language: sq, sr, en
     * @param channels email, and sms beside it if wished
     */
    record CircularPreviewBody(@NotEmpty Map<String, @Valid TextBody> texts, @NotEmpty List<String> channels) {}

    /**
     * @param mail as an invented reader would get it, null while what is refused in it has not been mended; the same for {@code sms}, also null where none
     *     is sent
     */
    record CircularLookView(String language, List<FindingView> findings, Review.@Nullable Look mail, Review.@Nullable Look sms) {}

    record CircularPreviewView(List<CircularLookView> items) {}

    /** @param language of the one text: sq, sr or en */
    record CircularTestBody(@NotNull String language, @NotNull @Valid TextBody text, @NotEmpty List<String> channels) {}

    /**
     * @param alertId under which it stands in the ledger
     * @param address of the asker's own, in part
     */
    record CircularTestMessageView(String channel, String alertId, String address) {}

    record CircularTestView(List<CircularTestMessageView> items) {}

    /**
     * @param people whom it would concern now; {@code email} and {@code sms}, how many of them it would reach
     * @param price of the SMS in euro, one segment each; null if the price is not known
     */
    record EstimateView(int people, int email, int sms, @Nullable BigDecimal price) {}

    /**
     * @param status scheduled, starting, begun, cancelled or asks (it missed its time)
     * @param alertId under which it stands in the ledger; null until it has begun
     */
    record CircularView(
            String id, Map<String, TextBody> texts, AudienceBody audience, List<String> channels, Instant sendAt, String status, Instant createdAt,
            @Nullable String byName, @Nullable String alertId) {}

    record CircularsView(List<CircularView> items) {}

    private final Circulars circulars;
    private final CircularTexts texts;
    private final CircularPlan plan;
    private final CircularTrials trials;
    private final Review review;
    private final Members members;
    private final SmsBudget budget;
    private final Phrases phrases;
    private final MeterRegistry meters;
    private final Clock clock;

    CircularController(
            Circulars circulars, CircularTexts texts, CircularPlan plan, CircularTrials trials, Review review, Members members, SmsBudget budget, Phrases phrases,
            MeterRegistry meters, Clock clock) {
        this.circulars = circulars;
        this.texts = texts;
        this.plan = plan;
        this.trials = trials;
        this.review = review;
        this.members = members;
        this.budget = budget;
        this.phrases = phrases;
        this.meters = meters;
        this.clock = clock;
    }

    @GetMapping
    CircularsView list() {
        return new CircularsView(circulars.latest(SHOWN).stream().map(this::view).toList());
    }

    @GetMapping("/{id}")
    CircularView read(@PathVariable String id) {
        return view(find(id));
    }

    /** How many people it would reach if it were sent now. */
    @PostMapping("/estimate")
    EstimateView estimate(@RequestBody @Valid EstimateBody body) {
        CircularPlan.Reach reach = plan.reach(audience(body.audience()), channels(body.channels()));
        BigDecimal price = budget.price();
        return new EstimateView(reach.people(), reach.email(), reach.sms(), price == null ? null : price.multiply(BigDecimal.valueOf(reach.sms())));
    }

    /** How each language's text would look, and what stands against it. Stores nothing. */
    @PostMapping("/preview")
    CircularPreviewView preview(@RequestBody @Valid CircularPreviewBody body) {
        boolean bySms = channels(body.channels()).contains(Channel.SMS);
        Language asker = Language.of(LocaleContextHolder.getLocale());
        return new CircularPreviewView(texts(body.texts()).entrySet().stream().map(one -> {
            String typed = body.texts().get(one.getKey().code()).sms();
            CircularTrials.Seen seen = trials.look(one.getValue(), one.getKey(), !bySms ? null : typed == null ? "" : typed.strip());
            return new CircularLookView(one.getKey().code(), review.views(seen.findings(), asker), seen.mail(), seen.sms());
        }).toList());
    }

    /**
     * Sends a text to who asks, and to nobody else; it is no circular and counts as none.
     *
     * @param request makes one wish of all that come under it; without one, each is another
     */
    @PostMapping("/test")
    ResponseEntity<CircularTestView> test(
            @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String request, @RequestBody @Valid CircularTestBody body) {
        List<Channel> channels = channels(body.channels());
        Map.Entry<Language, Circular.Text> text = texts(Map.of(body.language(), body.text())).entrySet().iterator().next();
        List<TestPlan.Sent> sent = trials.send(text.getValue(), text.getKey(), channels.contains(Channel.SMS), Actor.current().id(),
                request == null ? Ids.next() : request);
        sent.forEach(one -> meters.counter("civikos.circulars.tests", "channel", one.channel().code()).increment());
        return ResponseEntity.accepted().body(new CircularTestView(sent.stream()
                .map(one -> new CircularTestMessageView(one.channel().code(), one.alertId(), one.address())).toList()));
    }

    /** Under an id that the asker makes, so that asking twice sends once. */
    @PutMapping("/{id}")
    ResponseEntity<CircularView> schedule(@PathVariable String id, @RequestBody @Valid CircularBody body) {
        if (!id.matches("[A-Za-z0-9-]{8,64}")) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("id", "invalid");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Circular before = circulars.find(id).orElse(null);
        Instant sendAt = body.sendAt() != null ? body.sendAt().truncatedTo(ChronoUnit.MILLIS) : before != null ? before.sendAt() : now;
        Circular wanted = new Circular(id, texts(body.texts()), audience(body.audience()), channels(body.channels()), sendAt, Circular.Status.SCHEDULED,
                Actor.current().id(), now, null);
        if (before == null) {
            if (body.sendAt() != null && body.sendAt().isBefore(now.minus(Duration.ofMinutes(5)))) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "circular-in-the-past").field("/sendAt", "circular-in-the-past");
            }
            if (sendAt.isAfter(now.plus(AHEAD))) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "circular-too-far").field("/sendAt", "circular-too-far");
            }
            refuse(wanted);
        }
        Circular stored = before != null ? before : circulars.insertOrFind(wanted);
        if (!stored.same(wanted)) {
            throw Problem.of(HttpStatus.CONFLICT, "circular-exists");
        }
        if (before == null) {
            meters.counter("civikos.circulars", "step", "scheduled").increment();
        }
        return ResponseEntity.status(before == null ? HttpStatus.CREATED : HttpStatus.OK).body(view(stored));
    }

    private void refuse(Circular wanted) {
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "template-refused");
        Language asker = Language.of(LocaleContextHolder.getLocale());
        boolean bad = false;
        for (Language language : wanted.texts().keySet()) {
            for (Finding one : texts.refused(wanted.texts().get(language), language, wanted.channels().contains(Channel.SMS))) {
                problem.field("/texts/" + language.code() + "/" + one.place(), "template-finding", phrases.say(asker, "template.finding." + one.code(), one.args()));
                bad = true;
            }
        }
        if (bad) {
            throw problem;
        }
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<Void> cancel(@PathVariable String id) {
        Circular one = find(id);
        if (one.status() == Circular.Status.CANCELLED) {
            return ResponseEntity.noContent().build();
        }
        decide(id, Circular.Status.SCHEDULED, Circular.Status.CANCELLED);
        return ResponseEntity.noContent().build();
    }

    /** One that missed its time is sent all the same. */
    @PostMapping("/{id}/send")
    ResponseEntity<Void> send(@PathVariable String id) {
        find(id);
        decide(id, Circular.Status.ASKS, Circular.Status.STARTING);
        return ResponseEntity.accepted().build();
    }

    /** One that missed its time is not sent. */
    @PostMapping("/{id}/skip")
    ResponseEntity<Void> skip(@PathVariable String id) {
        find(id);
        decide(id, Circular.Status.ASKS, Circular.Status.CANCELLED);
        return ResponseEntity.noContent().build();
    }

    private void decide(String id, Circular.Status before, Circular.Status next) {
        if (!circulars.step(id, before, next, Actor.current().id())) {
            throw Problem.of(HttpStatus.CONFLICT, "circular-decided");
        }
        meters.counter("civikos.circulars", "step", next == Circular.Status.CANCELLED ? "cancelled" : "sent-late").increment();
    }

    private Circular find(String id) {
        return circulars.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-circular"));
    }

    private static Map<Language, Circular.Text> texts(Map<String, TextBody> written) {
        Map<Language, Circular.Text> texts = new EnumMap<>(Language.class);
        written.forEach((code, text) -> {
            Language language = Language.of(code);
            if (!language.code().equals(code)) {
                throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("/texts", "invalid");
            }
            Source source = new Source(text.subject(), text.text());
            texts.put(language, new Circular.Text(source.subject(), source.text(), text.sms() == null ? "" : PlainLetters.of(text.sms().strip())));
        });
        return texts;
    }

    private static Circular.Audience audience(AudienceBody body) {
        try {
            Circular.Scope scope = Circular.Scope.valueOf(body.scope().toUpperCase(Locale.ROOT));
            List<String> values = body.values() == null ? List.of() : body.values().stream().distinct().sorted().toList();
            if (values.isEmpty() == (scope != Circular.Scope.EVERYBODY)) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "circular-for-nobody").field("/audience/values", "circular-for-nobody");
            }
            return new Circular.Audience(scope, values);
        } catch (IllegalArgumentException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("/audience/scope", "invalid");
        }
    }

    private static List<Channel> channels(List<String> words) {
        try {
            List<Channel> channels = words.stream().map(Channel::of).distinct().sorted().toList();
            if (!channels.contains(Channel.EMAIL)) {
                throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("/channels", "invalid");
            }
            return channels;
        } catch (IllegalArgumentException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("/channels", "invalid");
        }
    }

    private CircularView view(Circular one) {
        Map<String, TextBody> shown = new TreeMap<>();
        one.texts().forEach((language, text) -> shown.put(language.code(), new TextBody(text.subject(), text.text(), text.sms())));
        return new CircularView(one.id(), shown, new AudienceBody(one.audience().scope().name().toLowerCase(Locale.ROOT), one.audience().values()),
                one.channels().stream().map(Channel::code).toList(), one.sendAt(), one.status().name().toLowerCase(Locale.ROOT), one.createdAt(),
                members.contact(one.by()).map(contact -> contact.name()).orElse(null), one.status() == Circular.Status.BEGUN ? one.alertId() : null);
    }
}
