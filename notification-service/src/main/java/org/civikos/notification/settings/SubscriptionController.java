package org.civikos.notification.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.subscription.Frequency;
import org.civikos.notification.subscription.Hours;
import org.civikos.notification.subscription.Match;
import org.civikos.notification.subscription.Quiet;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;
import org.civikos.notification.subscription.Way;
import org.civikos.notification.subscription.Words;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.place.Municipality;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person has subscribed to, and what an organisation sets for its people. */
@RestController
@RequestMapping("/api/subscriptions")
class SubscriptionController {

    private static final Set<String> ACT_KINDS = Set.of("law", "concept-document", "regulation", "administrative-instruction",
            "strategy", "programme", "action-plan", "other");
    /** Ids of drafts, campaigns and working groups. */
    static final String DRAFT = "[a-z0-9][a-z0-9-]{2,63}";
    private static final int SHORTEST_WORD = 3;

    /**
     * A subscription as it is written.
     *
     * @param scope which drafts; the criteria count with {@code chosen} alone
     * @param match whether one criterion is enough or all have to fit
     * @param words each a word or phrase of the title; ë/e, ç/c, š/s, đ/dj, case and script make no difference
     * @param inText whether the words are looked for in the draft's text too; false unless said
     * @param consultationId one draft
     * @param regions of municipalities: ferizaj, gjakove, gjilan, mitrovice, peje, prishtine, prizren
     * @param campaigns ids of campaigns; who follows one is also told when it takes a draft up
     * @param groups ids of working groups; the same for all campaigns of each
     * @param unsorted also drafts that nobody has given a field; true unless said
     * @param ways email, sms, inbox
     * @param language in which to write; the person's own unless said
     * @param hours when not to disturb with what this one brings, and by which clocks; the person's own unless said
     */
    record SubscriptionBody(
            @Nullable @Size(max = 80) String name, @NotNull Scope scope, @Nullable Match match,
            @Nullable @Size(max = 50) List<@NotNull @Pattern(regexp = AlertSettingsController.ID) String> institutions,
            @Nullable @Size(max = 8) List<@NotNull String> actKinds, @Nullable @Size(max = 16) List<@NotNull String> fields,
            @Nullable @Size(max = 20) List<@NotNull @Size(max = 60) String> words,
            @Nullable @Pattern(regexp = DRAFT) String consultationId, @Nullable Boolean unsorted,
            @NotNull Frequency frequency, @NotNull @Size(min = 1, max = 3) List<@NotNull Way> ways,
            @Nullable @Pattern(regexp = "sq|sr|en") String language, @Nullable @Size(max = 7) List<@NotNull String> regions,
            @Nullable @Size(max = 20) List<@NotNull @Pattern(regexp = DRAFT) String> campaigns,
            @Nullable @Size(max = 20) List<@NotNull @Pattern(regexp = DRAFT) String> groups, @Nullable @Valid TimesBody hours,
            @Nullable Boolean inText) {}

    record SubscriptionView(
            String id, String name, Scope scope, Match match, List<String> institutions, List<String> actKinds, List<String> fields,
            List<String> words, @Nullable String consultationId, boolean unsorted, Frequency frequency, List<Way> ways,
            @Nullable String language, List<String> regions, List<String> campaigns, List<String> groups, @Nullable TimesBody hours,
            boolean inText) {}

    /** When not to disturb; {@code email} if e-mails wait as well. */
    record QuietBody(
            @NotNull @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]") String from,
            @NotNull @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]") String to, boolean email) {}

    /** @param zone a name of the time zone database, as Europe/Belgrade; null for Kosovo's */
    record TimesBody(@Nullable @Size(max = 60) String zone, @Nullable @Valid QuietBody quiet) {}

    /**
     * All that a person has asked for.
     *
     * @param email whether the person takes e-mails at all
     * @param most how many subscriptions there may be
     * @param own whether the subscriptions are the person's choice, and not what is set for whoever chose none
     * @param setBy names of the organisations that set the subscriptions or the hours for their people; empty where they are the
     *     person's own, or only the network's
     */
    record MineView(
            boolean email, boolean sms, String zone, @Nullable QuietBody quiet, int most, List<SubscriptionView> subscriptions, boolean own,
            List<String> setBy) {}

    /** @param zone and {@code quiet}: when those who chose nothing are not disturbed; none where they are left out */
    record DefaultsBody(
            @NotNull @Size(max = 5) List<@NotNull @Valid SubscriptionBody> subscriptions, @Nullable @Size(max = 60) String zone,
            @Nullable @Valid QuietBody quiet) {}

    record DefaultsView(String organisationId, List<SubscriptionView> subscriptions, String zone, @Nullable QuietBody quiet) {}

    private final Settings settings;
    private final Members members;
    private final PastFacts past;
    private final Clock clock;

    SubscriptionController(Settings settings, Members members, PastFacts past, Clock clock) {
        this.settings = settings;
        this.members = members;
        this.past = past;
        this.clock = clock;
    }

    @GetMapping("/me")
    ResponseEntity<MineView> mine() {
        return answer(settings.of(Actor.current().id()));
    }

    @PutMapping("/me/{id}")
    ResponseEntity<MineView> write(
            @PathVariable String id, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid SubscriptionBody body) {
        if (!id.matches("[a-z0-9][a-z0-9-]{2,63}")) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "bad-subscription-id");
        }
        Subscription written = subscription(id, body, "");
        return answer(settings.change(Actor.current().id(), ifMatch, wishes -> {
            AlertSettings after = wishes.with(written, _ -> written);
            if (after.subscriptions().size() > AlertSettings.MOST) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "too-many-subscriptions", AlertSettings.MOST);
            }
            // Whoever asks for a way takes it; it is switched off again for all where it was switched on.
            return after.withChannels(after.email() || written.ways().contains(Way.EMAIL) && !id.equals(Subscription.STANDARD),
                    after.sms() || written.ways().contains(Way.SMS) && !id.equals(Subscription.STANDARD));
        }));
    }

    @DeleteMapping("/me/{id}")
    ResponseEntity<MineView> remove(
            @PathVariable String id, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(settings.change(Actor.current().id(), ifMatch, wishes -> wishes.without(id)));
    }

    @PutMapping("/me")
    ResponseEntity<MineView> times(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch, @RequestBody @Valid TimesBody body) {
        Quiet quiet = hours(body.zone(), body.quiet(), "");
        return answer(settings.change(Actor.current().id(), ifMatch, wishes -> wishes.with(body.zone(), quiet)));
    }

    /**
     * Goes back from subscriptions of one's own to what one's organisations set, or else the network; channels and hours stay.
     */
    @DeleteMapping("/me")
    ResponseEntity<MineView> inherit() {
        return answer(settings.inherit(Actor.current().id()));
    }

    /** @throws Problem 422 for a zone that does not exist and for hours without an end */
    static @Nullable Quiet hours(@Nullable String zone, @Nullable QuietBody quiet, String at) {
        if (zone != null && !Hours.zone(zone)) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-time-zone").field(at + "/zone", "unknown-time-zone");
        }
        if (quiet != null && quiet.from().equals(quiet.to())) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "quiet-without-end").field(at + "/quiet/to", "quiet-without-end");
        }
        return quiet == null ? null : new Quiet(quiet.from(), quiet.to(), quiet.email());
    }

    @PostMapping("/preview")
    PreviewView preview(@RequestBody @Valid SubscriptionBody body) {
        Subscription asked = subscription("preview", body, "");
        Instant now = clock.instant();
        PreviewView.Count count = new PreviewView.Count(asked, fieldsOf(Actor.current().id(), now), now);
        past.show(count);
        return count.view();
    }

    private List<List<String>> fieldsOf(String personId, Instant now) {
        LocalDate today = now.atZone(AlertSettings.KOSOVO).toLocalDate();
        return members.person(personId).map(person -> person.organisationsAt(now, today, members.organisations())).orElse(List.of())
                .stream().map(Organisation::fields).toList();
    }

    @GetMapping("/organisations/{organisationId}")
    ResponseEntity<DefaultsView> defaults(@PathVariable String organisationId) {
        requireManager(organisationId);
        return answer(organisationId, settings.organisationDefault(organisationId));
    }

    @PutMapping("/organisations/{organisationId}")
    ResponseEntity<DefaultsView> setDefaults(
            @PathVariable String organisationId, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid DefaultsBody body) {
        requireManager(organisationId);
        List<Subscription> set = new ArrayList<>();
        for (int i = 0; i < body.subscriptions().size(); i++) {
            set.add(subscription("default-" + (i + 1), body.subscriptions().get(i), "/subscriptions/" + i));
        }
        return answer(organisationId, settings.changeDefault(organisationId, ifMatch,
                new Settings.OrganisationDefault(set, body.zone(), hours(body.zone(), body.quiet(), ""))));
    }

    private void requireManager(String organisationId) {
        LocalDate today = clock.instant().atZone(AlertSettings.KOSOVO).toLocalDate();
        if (!members.person(Actor.current().id()).map(person -> manages(person, organisationId, today)).orElse(false)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "not-your-organisation");
        }
    }

    private static boolean manages(Person person, String organisationId, LocalDate today) {
        return person.mandates().stream()
                .anyMatch(mandate -> mandate.organisationId().equals(organisationId) && mandate.allows("manage", today));
    }

    static Subscription subscription(String id, SubscriptionBody body, String at) {
        List<String> institutions = sorted(body.institutions());
        List<String> actKinds = sorted(body.actKinds());
        List<String> fields = sorted(body.fields());
        List<String> regions = sorted(body.regions());
        for (String region : regions) {
            if (!Municipality.regions().contains(region)) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-region", region).field(at + "/regions", "unknown-region", region);
            }
        }
        List<Way> ways = body.ways().stream().distinct().sorted().toList();
        for (String kind : actKinds) {
            if (!ACT_KINDS.contains(kind)) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-act-kind", kind).field(at + "/actKinds", "unknown-act-kind", kind);
            }
        }
        for (String field : fields) {
            if (!AlertSettingsController.FIELDS.contains(field)) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-field", field).field(at + "/fields", "unknown-field", field);
            }
        }
        if (ways.contains(Way.SMS) && body.frequency() != Frequency.AT_ONCE) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "sms-only-at-once").field(at + "/ways", "sms-only-at-once");
        }
        Subscription made = new Subscription(id, body.name() == null ? "" : body.name().strip(), body.scope(),
                body.match() == null ? Match.ANY : body.match(), institutions, actKinds, fields, words(body, at), body.consultationId(),
                body.unsorted() == null || body.unsorted(), body.frequency(), ways, body.language(), regions, sorted(body.campaigns()),
                sorted(body.groups()), body.hours() == null ? null
                        : new Hours(body.hours().zone(), hours(body.hours().zone(), body.hours().quiet(), at + "/hours")), body.inText());
        if (made.empty()) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "nothing-chosen").field(at + "/scope", "nothing-chosen");
        }
        return made;
    }

    private static List<String> words(SubscriptionBody body, String at) {
        List<String> words = new ArrayList<>();
        Set<List<String>> alike = new HashSet<>();
        for (String word : body.words() == null ? List.<String>of() : body.words()) {
            List<String> folded = Words.of(word);
            if (folded.stream().mapToInt(String::length).sum() < SHORTEST_WORD) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "word-too-short", word).field(at + "/words", "word-too-short", word);
            }
            if (alike.add(folded)) {
                words.add(word.strip());
            }
        }
        return words;
    }

    private static List<String> sorted(@Nullable List<String> list) {
        return list == null ? List.of() : list.stream().distinct().sorted().toList();
    }

    private ResponseEntity<MineView> answer(Versioned<AlertSettings> current) {
        AlertSettings state = current.state();
        return ResponseEntity.ok().eTag(Etags.of(current.version())).body(new MineView(state.email(), state.sms(),
                state.timeZone().getId(), view(state.quiet()), AlertSettings.MOST,
                state.subscriptions().stream().map(SubscriptionController::view).toList(), !state.inheriting(), settings.settingFor(current)));
    }

    private static ResponseEntity<DefaultsView> answer(String organisationId, Versioned<Settings.OrganisationDefault> current) {
        return ResponseEntity.ok().eTag(Etags.of(current.version())).body(new DefaultsView(organisationId,
                current.state().subscriptions().stream().map(SubscriptionController::view).toList(), current.state().timeZone().getId(),
                view(current.state().quiet())));
    }

    static @Nullable QuietBody view(@Nullable Quiet quiet) {
        return quiet == null ? null : new QuietBody(quiet.from(), quiet.to(), quiet.email());
    }

    static SubscriptionView view(Subscription s) {
        return new SubscriptionView(s.id(), s.name(), s.scope(), s.match(), s.institutions(), s.actKinds(), s.fields(), s.words(),
                s.consultationId(), s.unsorted(), s.frequency(), s.ways(), s.language(), s.regions(), s.campaigns(), s.groups(),
                s.hours() == null ? null : new TimesBody(s.hours().zone(), view(s.hours().quiet())), Boolean.TRUE.equals(s.inText()));
    }
}
