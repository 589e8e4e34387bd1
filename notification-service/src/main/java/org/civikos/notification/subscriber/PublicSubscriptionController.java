package org.civikos.notification.subscriber;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.Readers;
import org.civikos.notification.settings.PreviewView;
import org.civikos.notification.settings.PublicSubscriptionForm;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.text.Language;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What people outside the network do without signing in, and what the secretariat can prove of it. */
@RestController
class PublicSubscriptionController {

    /** As strict as is useful: what it lets through and does not exist is found out by the mail to it. */
    private static final String ADDRESS = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+";

    /**
     * Somebody wants to be told.
     *
     * @param wording the version of the words that were shown with the form
     */
    record AskBody(
            @NotBlank @Size(max = 254) @Pattern(regexp = ADDRESS) String email, @NotNull @Pattern(regexp = "sq|sr|en") String language,
            @NotBlank @Size(max = 64) String wording, @NotNull @Valid PublicSubscriptionForm wanted) {}

    record AddressBody(@NotBlank @Size(max = 254) @Pattern(regexp = ADDRESS) String email) {}

    /** The same whatever is known of the address. */
    record AcceptedView(String state) {}

    /** @param wanted what would be told */
    record RequestView(String language, PublicSubscriptionForm wanted, Instant expiresAt, boolean confirmed) {}

    /** @param preferences the token of the page on which it can be changed */
    record ConfirmedView(String preferences) {}

    /** @param text to which one agrees by asking */
    record WordingView(String version, String language, String text) {}

    /**
     * What was agreed to.
     *
     * @param from where it was asked: the kind of address, and a name for it that only this installation can compare
     * @param text the very words
     */
    record ProofView(
            Instant requestedAt, String from, String wording, @Nullable String text, String language, Instant confirmedAt, String confirmedFrom,
            PublicSubscriptionForm asked) {}

    record ReaderView(String id, String address, String language, Instant since, List<ProofView> proofs) {}

    private final Subscribing subscribing;
    private final Subscribers subscribers;
    private final UnsubscribeLinks links;
    private final Members members;
    private final JsonMapper json;
    private final Clock clock;

    PublicSubscriptionController(
            Subscribing subscribing, Subscribers subscribers, UnsubscribeLinks links, Members members, JsonMapper json, Clock clock) {
        this.subscribing = subscribing;
        this.subscribers = subscribers;
        this.links = links;
        this.members = members;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/api/public-subscriptions/wording")
    WordingView wording(@RequestParam(defaultValue = "sq") String language) {
        Wording words = subscribing.wording(Language.of(language));
        return new WordingView(words.version(), words.language(), words.text());
    }

    @PostMapping("/api/public-subscriptions")
    ResponseEntity<AcceptedView> ask(@RequestBody @Valid AskBody body, HttpServletRequest request) {
        subscribing.ask(body.email(), Language.of(body.language()), body.wanted(), body.wording(), ip(request));
        return ResponseEntity.accepted().body(new AcceptedView("accepted"));
    }

    /** Says how often it would have fired, before anybody gives an address. */
    @PostMapping("/api/public-subscriptions/preview")
    PreviewView preview(@RequestBody @Valid PublicSubscriptionForm wanted, HttpServletRequest request) {
        return subscribing.preview(wanted, ip(request));
    }

    /** Changes nothing, since mail scanners follow every link. */
    @GetMapping("/api/public-subscriptions/confirmations/{token}")
    ResponseEntity<RequestView> request(@PathVariable String token) {
        Subscribers.Request found = subscribing.request(token);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).header("Referrer-Policy", "no-referrer")
                .body(new RequestView(found.language(), subscribing.wanted(found), found.expiresAt(), found.confirmedAt() != null));
    }

    @PostMapping("/api/public-subscriptions/confirmations/{token}")
    ConfirmedView confirm(@PathVariable String token, HttpServletRequest request) {
        return new ConfirmedView(subscribing.confirm(token, ip(request)));
    }

    @PostMapping("/api/preferences/links")
    ResponseEntity<AcceptedView> mailLink(@RequestBody @Valid AddressBody body, HttpServletRequest request) {
        subscribing.mailLink(body.email(), ip(request));
        return ResponseEntity.accepted().body(new AcceptedView("accepted"));
    }

    /** Erases what is kept of somebody outside the network; those of the network are erased by the secretariat. */
    @DeleteMapping("/api/preferences/{token}")
    ResponseEntity<Void> erase(@PathVariable String token) {
        subscribing.erase(reader(token));
        return ResponseEntity.noContent().build();
    }

    /** All that is kept of somebody outside the network beside their choice, for themselves. */
    @GetMapping("/api/preferences/{token}/data")
    ResponseEntity<ReaderView> data(@PathVariable String token) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).header("Referrer-Policy", "no-referrer")
                .body(subscribers.find(reader(token)).map(found -> view(found, subscribers.wordings()))
                        .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "link-not-good")));
    }

    private String reader(String token) {
        String person = links.preferences().person(token, clock.instant(), id -> members.contact(id).map(Contact::email))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "link-not-good"));
        if (!Readers.isPublic(person)) {
            throw Problem.of(HttpStatus.CONFLICT, "erased-by-secretariat");
        }
        return person;
    }

    @GetMapping("/api/public-subscriptions")
    CursorPage<ReaderView> list(
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] from = Cursor.decode(cursor, 1);
        Map<String, String> texts = subscribers.wordings();
        return CursorPage.of(subscribers.page(from == null ? null : from[0], size), size, last -> Cursor.encode(last.id()))
                .map(reader -> view(reader, texts));
    }

    private ReaderView view(Subscribers.Reader reader, Map<String, String> texts) {
        return new ReaderView(reader.id(), reader.address(), reader.language(), reader.since(), reader.proofs().stream()
                .map(proof -> new ProofView(proof.requestedAt(), proof.from(), proof.wording(), texts.get(proof.wording()),
                        proof.wordingLanguage(), proof.confirmedAt(), proof.confirmedFrom(), form(proof.asked()))).toList());
    }

    private PublicSubscriptionForm form(Document stored) {
        return json.readValue(stored.toJson(), PublicSubscriptionForm.class);
    }

    // The gateway writes this header itself, whatever a client sent; nobody else reaches this service.
    private static String ip(HttpServletRequest request) {
        String forwarded = request.getHeader("X-Forwarded-For");
        return forwarded == null || forwarded.isBlank() ? request.getRemoteAddr() : forwarded.split(",", 2)[0].strip();
    }
}
