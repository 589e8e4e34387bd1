package org.civikos.notification.webhook;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.civikos.notification.apikey.ApiKeys;
import org.civikos.platform.id.Ids;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Addresses that are told of changes, for the secretariat. What answers with a secret is a PUT, since an answer to a POST could be
 * kept for the sake of Idempotency-Key.
 */
@RestController
@RequestMapping("/api/webhooks")
class WebhookController {

    /** How long an old secret still signs, so that the receiver can change over. */
    static final Duration OVERLAP = Duration.ofHours(24);
    private static final int MOST_PER_KEY = 5;

    /** @param state on, off or failed @param oldSecretUntil until when the secret before this one signs too */
    record WebhookView(
            String id, String keyId, String url, String state, Instant createdAt, String createdBy, int failures, @Nullable Instant pausedUntil,
            @Nullable String lastError, @Nullable Instant lastErrorAt, @Nullable Instant lastSuccessAt, @Nullable Instant oldSecretUntil) {}

    record WebhookList(List<WebhookView> items) {}

    /** @param secret shown by this answer alone */
    record SecretView(WebhookView webhook, String secret) {}

    record WebhookBody(@NotBlank @Size(max = 64) String keyId, @NotBlank @Size(max = 500) String url) {}

    record AttemptView(Instant at, @Nullable Integer status, @Nullable String error, int millis) {}

    /** @param state waiting, delivered, refused or missed */
    record CallView(
            String id, String messageId, String eventId, String state, int tries, Instant createdAt, Instant nextAt, String body,
            List<AttemptView> attempts) {}

    /** @param calls how many go out again */
    record AgainView(long calls) {}

    private final MongoWebhooks webhooks;
    private final ApiKeys keys;
    private final AddressGuard guard;
    private final Sealed sealed;
    private final WebhookRunner runner;
    private final Duration day;
    private final Clock clock;

    WebhookController(
            MongoWebhooks webhooks, ApiKeys keys, AddressGuard guard, Sealed sealed, WebhookRunner runner, WebhookRunner.Settings settings, Clock clock) {
        this.webhooks = webhooks;
        this.keys = keys;
        this.guard = guard;
        this.sealed = sealed;
        this.runner = runner;
        this.day = settings.day();
        this.clock = clock;
    }

    @GetMapping
    WebhookList list() {
        return new WebhookList(webhooks.all().stream().map(this::view).toList());
    }

    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SecretView> make(@PathVariable String id, @RequestBody @Valid WebhookBody body) {
        if (!Ids.isValid(id)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("id", "invalid");
        }
        Problem wrong = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "webhook-not-possible");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (keys.find(body.keyId()).filter(key -> key.open(now)).isEmpty()) {
            wrong.field("/keyId", "unknown-open-key");
        } else if (webhooks.all().stream().filter(one -> one.keyId().equals(body.keyId())).count() >= MOST_PER_KEY) {
            wrong.field("/keyId", "too-many-webhooks", MOST_PER_KEY);
        }
        String url = body.url().strip();
        guard.wrong(url).ifPresent(what -> wrong.field("/url", what));
        if (!wrong.fields().isEmpty()) {
            throw wrong;
        }
        byte[] secret = Signature.makeSecret();
        Webhook made = new Webhook(id, body.keyId(), url, Webhook.State.ON, List.of(new Webhook.Secret(sealed.seal(secret), null)), now,
                Actor.current().id(), 0, null, null, null, null);
        if (!webhooks.insert(made)) {
            throw Problem.of(HttpStatus.CONFLICT, "webhook-exists");
        }
        runner.reload();
        return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore()).body(new SecretView(view(made), Signature.text(secret)));
    }

    @PutMapping("/{id}/secret")
    ResponseEntity<SecretView> rotate(@PathVariable String id) {
        Webhook webhook = find(id);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] secret = Signature.makeSecret();
        List<Webhook.Secret> secrets = new ArrayList<>(List.of(new Webhook.Secret(sealed.seal(secret), null)));
        // Two at a time: whoever changes over twice within a day has lost the oldest one.
        secrets.add(new Webhook.Secret(webhook.secrets().getFirst().sealed(), now.plus(OVERLAP)));
        webhooks.secrets(id, secrets);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new SecretView(view(find(id)), Signature.text(secret)));
    }

    @PostMapping("/{id}/on")
    WebhookView on(@PathVariable String id) {
        return state(id, Webhook.State.ON);
    }

    @PostMapping("/{id}/off")
    WebhookView off(@PathVariable String id) {
        WebhookView view = state(id, Webhook.State.OFF);
        webhooks.missAll(id);
        return view;
    }

    private WebhookView state(String id, Webhook.State state) {
        find(id);
        webhooks.state(id, state);
        runner.reload();
        return view(find(id));
    }

    @GetMapping("/{id}/calls")
    CursorPage<CallView> calls(
            @PathVariable String id, @RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        find(id);
        int size = Cursor.limit(limit);
        String[] behind = Cursor.decode(cursor, 2);
        return CursorPage.of(webhooks.page(id, callState(state), behind == null ? null : moment(behind[0]), behind == null ? null : behind[1], size + 1), size,
                last -> Cursor.encode(last.createdAt().toString(), last.id())).map(WebhookController::view);
    }

    /** Once more, whatever became of it. */
    @PostMapping("/{id}/calls/{callId}/again")
    CallView again(@PathVariable String id, @PathVariable String callId) {
        Webhook webhook = find(id);
        webhooks.call(id, callId).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-call"));
        mustBeOn(webhook);
        webhooks.again(id, List.of(Call.State.values()), callId, clock.instant().truncatedTo(ChronoUnit.MILLIS), day);
        runner.wake();
        return view(webhooks.call(id, callId).orElseThrow());
    }

    /** All that was missed while the address was off. */
    @PostMapping("/{id}/missed/again")
    AgainView missedAgain(@PathVariable String id) {
        mustBeOn(find(id));
        long calls = webhooks.again(id, List.of(Call.State.MISSED), null, clock.instant().truncatedTo(ChronoUnit.MILLIS), day);
        runner.wake();
        return new AgainView(calls);
    }

    private static void mustBeOn(Webhook webhook) {
        if (webhook.state() != Webhook.State.ON) {
            throw Problem.of(HttpStatus.CONFLICT, "webhook-off");
        }
    }

    private Webhook find(String id) {
        return webhooks.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-webhook"));
    }

    private static Call.@Nullable State callState(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return null;
        }
        try {
            return Call.State.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("state", "invalid");
        }
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
        }
    }

    private WebhookView view(Webhook one) {
        Instant now = clock.instant();
        Instant until = one.secrets().size() < 2 ? null : one.secrets().get(1).until();
        return new WebhookView(one.id(), one.keyId(), one.url(), one.state().code(), one.createdAt(), one.createdBy(), one.failures(), one.pausedUntil(),
                one.lastError(), one.lastErrorAt(), one.lastSuccessAt(), until == null || until.isBefore(now) ? null : until);
    }

    private static CallView view(Call call) {
        return new CallView(call.id(), call.messageId(), call.eventId(), call.state().code(), call.tries(), call.createdAt(), call.nextAt(), call.body(),
                call.attempts().stream().map(one -> new AttemptView(one.at(), one.status(), one.error(), one.millis())).toList());
    }
}
