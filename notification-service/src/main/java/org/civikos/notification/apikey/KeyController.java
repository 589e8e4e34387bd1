package org.civikos.notification.apikey;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.platform.id.Ids;
import org.civikos.platform.security.Actor;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The keys of programs, for the secretariat. A key is made with PUT under an id of the maker's choice: an answer to a POST could be
 * kept for the sake of Idempotency-Key, and this one holds a secret.
 */
@RestController
@RequestMapping("/api/api-keys")
class KeyController {

    static final int MOST_PER_MINUTE = 10_000;
    private static final Duration LONGEST = Duration.ofDays(731);
    private static final Duration SOON = Duration.ofDays(14);

    /** @param at when @param by the person's id, or system @param what created, revoked or reminded */
    record EntryView(Instant at, String by, String what) {}

    /** @param state open, ends-soon, expired or revoked @param begins how the key begins, to recognise it */
    record KeyView(
            String id, String name, String type, List<String> scopes, List<String> people, int perMinute, String begins, String state,
            Instant createdAt, String createdBy, Instant expiresAt, @Nullable Instant revokedAt, @Nullable String revokedBy,
            @Nullable Instant lastUsedAt, List<EntryView> history) {}

    record KeyList(List<KeyView> items) {}

    /** @param key the key itself; this answer alone shows it */
    record MadeView(KeyView about, String key) {}

    /**
     * @param type live, team or test
     * @param scopes messages:send, messages:read, messages:addresses, messages:critical
     * @param people for type team: whom it may reach beside the secretariat
     * @param perMinute the most requests and messages within a minute; 300 if not given
     */
    record KeyBody(
            @NotBlank @Size(max = 80) String name, @NotBlank String type, @NotEmpty @Size(max = 4) List<@NotBlank String> scopes,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 320) String> people, @Nullable @Min(1) @Max(MOST_PER_MINUTE) Integer perMinute,
            @NotNull Instant expiresAt) {}

    private final ApiKeys keys;
    private final Clock clock;

    KeyController(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping
    KeyList list() {
        return new KeyList(keys.all().stream().map(key -> view(key, keys.history(key.id()))).toList());
    }

    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MadeView> make(@PathVariable String id, @RequestBody @Valid KeyBody body) {
        if (!Ids.isValid(id)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("id", "invalid");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Problem wrong = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "key-not-possible");
        ApiKey.Type type = type(body.type(), wrong);
        Set<ApiKey.Scope> scopes = scopes(body.scopes(), wrong);
        List<String> people = people(body.people() == null ? List.of() : body.people(), wrong);
        if (type != null && (type == ApiKey.Type.TEAM) == people.isEmpty()) {
            wrong.field("/people", type == ApiKey.Type.TEAM ? "team-without-people" : "people-without-team");
        }
        if (!body.expiresAt().isAfter(now) || body.expiresAt().isAfter(now.plus(LONGEST))) {
            wrong.field("/expiresAt", "expiry-not-possible");
        }
        if (!wrong.fields().isEmpty() || type == null) {
            throw wrong;
        }
        String name = body.name().replaceAll("[\\p{Cntrl}\\p{Co}\\p{Cf}]+", " ").strip();
        ApiKey key = new ApiKey(id, name, type, scopes, people, body.perMinute() == null ? 300 : body.perMinute(), now, Actor.current().id(),
                body.expiresAt().truncatedTo(ChronoUnit.MILLIS), null, null, null, null);
        ApiKeys.Made made = keys.make(key).orElseThrow(() -> Problem.of(HttpStatus.CONFLICT, "key-exists"));
        return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore())
                .body(new MadeView(view(made.key(), keys.history(id)), made.text()));
    }

    @PostMapping("/{id}/revoke")
    KeyView revoke(@PathVariable String id) {
        return keys.revoke(id, Actor.current().id()).map(key -> view(key, keys.history(id)))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-key"));
    }

    private static ApiKey.@Nullable Type type(String word, Problem wrong) {
        for (ApiKey.Type type : ApiKey.Type.values()) {
            if (type.code().equals(word)) {
                return type;
            }
        }
        wrong.field("/type", "unknown-key-type");
        return null;
    }

    private static Set<ApiKey.Scope> scopes(List<String> words, Problem wrong) {
        Set<ApiKey.Scope> scopes = EnumSet.noneOf(ApiKey.Scope.class);
        for (int i = 0; i < words.size(); i++) {
            try {
                scopes.add(ApiKey.Scope.of(words.get(i)));
            } catch (IllegalArgumentException e) {
                wrong.field("/scopes/" + i, "unknown-scope");
            }
        }
        return scopes;
    }

    private static List<String> people(List<String> written, Problem wrong) {
        List<String> people = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String one = written.get(i).strip();
            Optional<String> address = one.contains("@")
                    ? Optional.of(one.toLowerCase(Locale.ROOT)).filter(a -> a.matches("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+"))
                    : PhoneNumbers.international(one);
            if (address.isEmpty()) {
                wrong.field("/people/" + i, one.contains("@") ? "not-an-address" : "not-a-number");
            } else {
                people.add(address.get());
            }
        }
        return people;
    }

    private KeyView view(ApiKey key, List<ApiKeys.Entry> history) {
        Instant now = clock.instant();
        String state = key.revokedAt() != null ? "revoked" : !key.expiresAt().isAfter(now) ? "expired"
                : key.expiresAt().isBefore(now.plus(SOON)) ? "ends-soon" : "open";
        return new KeyView(key.id(), key.name(), key.type().code(), key.scopes().stream().map(ApiKey.Scope::code).sorted().toList(), key.people(),
                key.perMinute(), KeyText.BEGINNING + key.type().code() + "_" + key.id(), state, key.createdAt(), key.createdBy(), key.expiresAt(),
                key.revokedAt(), key.revokedBy(), key.lastUsedAt(), history.stream().map(e -> new EntryView(e.at(), e.by(), e.what())).toList());
    }
}
