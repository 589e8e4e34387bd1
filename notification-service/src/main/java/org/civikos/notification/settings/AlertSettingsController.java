package org.civikos.notification.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.civikos.notification.subscription.Scope;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the person who asks wants to be told. */
@RestController
@RequestMapping("/api/alert-settings/me")
class AlertSettingsController {

    static final Set<String> FIELDS = Set.of("rule-of-law", "public-administration", "education", "health", "environment",
            "gender-equality", "youth", "minorities-human-rights", "social-welfare", "economy-employment", "agriculture",
            "culture-sport", "media", "local-government", "european-integration", "civil-society");
    static final String ID = "[a-z0-9][a-z0-9-]{1,63}";

    /**
     * The settings as they are read and written.
     *
     * @param scope which consultations
     * @param fields used with scope {@code chosen}
     * @param institutions used with scope {@code chosen}
     */
    record SettingsBody(
            @NotNull Boolean email, @NotNull Boolean sms, @NotNull Scope scope,
            @Nullable @Size(max = 16) List<@NotNull String> fields,
            @Nullable @Size(max = 100) List<@NotNull @Pattern(regexp = ID) String> institutions) {}

    /** Whether to be told once a week that there was nothing to tell, and how often the sources were looked at. */
    record SilenceBody(@NotNull Boolean wanted) {}

    private final Settings settings;
    private final SilenceWishes silence;

    AlertSettingsController(Settings settings, SilenceWishes silence) {
        this.silence = silence;
        this.settings = settings;
    }

    @GetMapping
    ResponseEntity<SettingsBody> read() {
        return answer(settings.of(Actor.current().id()));
    }

    @PutMapping
    ResponseEntity<SettingsBody> write(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, @RequestBody @Valid SettingsBody body) {
        List<String> fields = body.fields() == null ? List.of() : body.fields().stream().distinct().sorted().toList();
        List<String> institutions = body.institutions() == null ? List.of() : body.institutions().stream().distinct().sorted().toList();
        for (String field : fields) {
            if (!FIELDS.contains(field)) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-field", field).field("/fields", "unknown-field", field);
            }
        }
        if (body.scope() == Scope.CHOSEN && fields.isEmpty() && institutions.isEmpty()) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "nothing-chosen").field("/fields", "nothing-chosen");
        }
        String person = Actor.current().id();
        if (ifMatch != null) {
            Etags.requireMatch(ifMatch, settings.of(person).version());
        }
        return answer(settings.change(person, wishes -> wishes.withStandard(body.email(), body.sms(), body.scope(), fields, institutions)));
    }

    @GetMapping("/silence")
    SilenceBody silence() {
        return new SilenceBody(silence.wanted(Actor.current().id()));
    }

    @PutMapping("/silence")
    SilenceBody changeSilence(@RequestBody @Valid SilenceBody body) {
        silence.change(Actor.current().id(), body.wanted());
        return body;
    }

    private static ResponseEntity<SettingsBody> answer(Versioned<AlertSettings> current) {
        AlertSettings state = current.state();
        return ResponseEntity.ok().eTag(Etags.of(current.version()))
                .body(new SettingsBody(state.email(), state.sms(), state.scope(), state.fields(), state.institutions()));
    }
}
