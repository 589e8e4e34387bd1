package org.civikos.notification.editor;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.member.Members;
import org.civikos.notification.template.Draft;
import org.civikos.notification.template.Finding;
import org.civikos.notification.template.MessageKind;
import org.civikos.notification.template.MessageKinds;
import org.civikos.notification.template.Placeholder;
import org.civikos.notification.template.Source;
import org.civikos.notification.template.TemplateChannel;
import org.civikos.notification.template.TemplateKey;
import org.civikos.notification.template.Templates;
import org.civikos.notification.template.Version;
import org.civikos.notification.text.Language;
import org.civikos.platform.id.Ids;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The texts of messages: what is in force, what is being written, what was before, how it will look. */
@RestController
@RequestMapping("/api/templates")
class TemplateController {

    private static final String ONE = "/{kind}/{language}/{channel}";

    /**
     * One text in the list.
     *
     * @param version in force; 0 is what came with the system
     * @param draft whether somebody is writing another one
     * @param behind whether the same text was changed later in another language
     */
    record StateView(String language, String channel, int version, @Nullable Instant publishedAt, boolean draft, boolean behind) {}

    /** @param heading of its delivered mail, in the asker's language; null where that depends on what it tells */
    record KindView(String kind, @Nullable String heading, List<StateView> texts) {}

    record KindsView(List<KindView> items) {}

    /** @param sample what stands there for the invented consultation */
    record PlaceholderView(String word, String sample) {}

    record TextDraftView(String subject, String text, boolean allLetters, int basedOn, @Nullable String byName, Instant at) {}

    /**
     * One text.
     *
     * @param subject of mails; empty for others
     * @param allLetters of SMS: whether ë, ç and š go out as they are written
     * @param draft null if nobody writes another one; the entity tag is that of the draft, "0" without one
     */
    record TextView(
            String kind, String language, String channel, int version, String subject, String text, boolean allLetters, @Nullable String publishedByName,
            @Nullable Instant publishedAt, @Nullable TextDraftView draft, List<PlaceholderView> placeholders) {}

    /** @param allLetters of SMS: whether ë, ç and š go out as they are written; not, unless said */
    record TextBody(
            @NotNull @Size(max = Source.SUBJECT_LIMIT) String subject, @NotNull @Size(max = Source.TEXT_LIMIT) String text, @Nullable Boolean allLetters) {

        Source source() {
            return new Source(subject, text, Boolean.TRUE.equals(allLetters));
        }
    }

    /** @param alertId whose facts are shown; null for the invented consultation */
    record PreviewBody(
            @NotNull @Size(max = Source.SUBJECT_LIMIT) String subject, @NotNull @Size(max = Source.TEXT_LIMIT) String text,
            @Nullable @Size(max = 100) String alertId, @Nullable Boolean allLetters) {

        Source source() {
            return new Source(subject, text, Boolean.TRUE.equals(allLetters));
        }
    }

    /** @param look null while what is refused has not been mended */
    record PreviewView(List<FindingView> findings, Review.@Nullable Look look) {}

    /** @param draft whether it is the text being written that is shown, rather than the one in force */
    record LookView(String language, String channel, int version, boolean draft, Review.Look look) {}

    record LooksView(List<LookView> items) {}

    /** @param acknowledged whether the warnings were read */
    record PublishBody(@NotBlank @Size(max = 500) String why, boolean acknowledged) {}

    record RestoreBody(@NotBlank @Size(max = 500) String why) {}

    /**
     * @param copyOf the version whose text it brought back
     * @param subjectChanges against the version before, word by word, as {@code textChanges}
     */
    record VersionView(
            int number, String subject, String text, @Nullable String byName, @Nullable Instant at, String why, @Nullable Integer copyOf,
            List<WordChanges.Piece> subjectChanges, List<WordChanges.Piece> textChanges) {}

    record VersionsView(List<VersionView> items) {}

    /** @param alertId under which it stands in the ledger */
    record SentView(String alertId) {}

    private final Templates templates;
    private final Review review;
    private final TestPlan tests;
    private final Alerts alerts;
    private final Members members;
    private final MeterRegistry meters;
    private final Clock clock;

    TemplateController(
            Templates templates, Review review, TestPlan tests, Alerts alerts, Members members, MeterRegistry meters, Clock clock) {
        this.templates = templates;
        this.review = review;
        this.tests = tests;
        this.alerts = alerts;
        this.members = members;
        this.meters = meters;
        this.clock = clock;
    }

    @GetMapping
    KindsView list() {
        Map<String, Version> changed = templates.changed();
        Set<String> drafted = new HashSet<>(templates.drafted());
        return new KindsView(MessageKinds.all().stream().map(kind -> new KindView(kind.code(), heading(kind), states(kind, changed, drafted))).toList());
    }

    private @Nullable String heading(MessageKind kind) {
        Source delivered = templates.delivered(new TemplateKey(kind.code(), asker(), TemplateChannel.EMAIL)).source();
        return Stream.concat(Stream.of(delivered.subject()), delivered.text().lines().filter(line -> line.startsWith("# ")).map(line -> line.substring(2)))
                .filter(line -> !line.contains("{")).findFirst().orElse(null);
    }

    private static List<StateView> states(MessageKind kind, Map<String, Version> changed, Set<String> drafted) {
        List<StateView> states = new ArrayList<>();
        for (TemplateChannel channel : kind.channels()) {
            Instant latest = Instant.MIN;
            for (Language language : Language.values()) {
                Version one = changed.get(new TemplateKey(kind.code(), language, channel).id());
                latest = one != null && one.at() != null && one.at().isAfter(latest) ? one.at() : latest;
            }
            for (Language language : Language.values()) {
                String id = new TemplateKey(kind.code(), language, channel).id();
                Version one = changed.get(id);
                Instant at = one == null ? null : one.at();
                states.add(new StateView(language.code(), channel.code(), one == null ? 0 : one.number(), at, drafted.contains(id),
                        !latest.equals(Instant.MIN) && (at == null || at.isBefore(latest))));
            }
        }
        return states;
    }

    /** A kind in all languages and by all channels side by side: what is being written, else what is in force. */
    @GetMapping("/{kind}/looks")
    LooksView looks(@PathVariable String kind, @RequestParam(required = false) @Nullable String alert) {
        MessageKind found = kind(kind);
        List<LookView> looks = new ArrayList<>();
        for (TemplateChannel channel : found.channels()) {
            for (Language language : Language.values()) {
                TemplateKey key = new TemplateKey(kind, language, channel);
                Version published = templates.published(key);
                Optional<Source> draft = templates.draft(key).map(Draft::source)
                        .filter(source -> review.findings(found, key, source, published).stream().noneMatch(Finding::refused));
                Optional<Source> shown = draft.isPresent() ? draft : published.number() == 0 ? Optional.empty() : Optional.of(published.source());
                looks.add(new LookView(language.code(), channel.code(), published.number(), draft.isPresent(), review.look(about(key, alert), key, shown)));
            }
        }
        return new LooksView(looks);
    }

    @GetMapping(ONE)
    ResponseEntity<TextView> read(@PathVariable String kind, @PathVariable String language, @PathVariable String channel) {
        TemplateKey key = key(kind, language, channel);
        return answer(key, templates.draft(key));
    }

    private ResponseEntity<TextView> answer(TemplateKey key, Optional<Draft> draft) {
        Version published = templates.published(key);
        List<String> people = new ArrayList<>();
        draft.ifPresent(one -> people.add(one.by()));
        if (published.by() != null) {
            people.add(published.by());
        }
        Map<String, String> names = names(people);
        return ResponseEntity.ok().eTag(Etags.of(draft.map(Draft::revision).orElse(0L))).body(new TextView(key.kind(), key.language().code(),
                key.channel().code(), published.number(), published.source().subject(), published.source().text(), published.source().allLetters(), name(names, published.by()),
                published.at(), draft.map(one -> new TextDraftView(one.source().subject(), one.source().text(), one.source().allLetters(), one.basedOn(), name(names, one.by()), one.at()))
                        .orElse(null), placeholders(key)));
    }

    private List<PlaceholderView> placeholders(TemplateKey key) {
        Map<String, String> values = review.sample(key);
        Set<Placeholder> perReader = Set.of(Placeholder.GREETING, Placeholder.ORGANISATION, Placeholder.ANSWER, Placeholder.WHY, Placeholder.STOP_LINK);
        return kind(key.kind()).placeholders().stream().sorted()
                .filter(one -> key.channel() == TemplateChannel.EMAIL || !perReader.contains(one))
                .map(one -> new PlaceholderView(one.word(), values.getOrDefault(one.word(), ""))).toList();
    }

    @PutMapping(ONE + "/draft")
    ResponseEntity<TextView> save(
            @PathVariable String kind, @PathVariable String language, @PathVariable String channel,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch, @RequestBody @Valid TextBody body) {
        TemplateKey key = key(kind, language, channel);
        long revision = Etags.requireMatch(ifMatch, templates.draft(key).map(Draft::revision).orElse(0L));
        Draft saved = templates.save(key, body.source(), revision, Actor.current().id())
                .orElseThrow(() -> Problem.of(HttpStatus.PRECONDITION_FAILED, "precondition-failed"));
        return answer(key, Optional.of(saved));
    }

    @DeleteMapping(ONE + "/draft")
    ResponseEntity<Void> discard(@PathVariable String kind, @PathVariable String language, @PathVariable String channel) {
        templates.discard(key(kind, language, channel));
        return ResponseEntity.noContent().build();
    }

    /** How a text that need not be saved would look, and what stands against it. */
    @PostMapping(ONE + "/preview")
    PreviewView preview(
            @PathVariable String kind, @PathVariable String language, @PathVariable String channel, @RequestBody @Valid PreviewBody body) {
        TemplateKey key = key(kind, language, channel);
        Source source = body.source();
        List<Finding> findings = review.findings(kind(kind), key, source, templates.published(key));
        boolean refused = findings.stream().anyMatch(Finding::refused);
        return new PreviewView(review.views(findings, asker()), refused ? null : review.look(about(key, body.alertId()), key, Optional.of(source)));
    }

    @GetMapping(ONE + "/versions")
    VersionsView versions(@PathVariable String kind, @PathVariable String language, @PathVariable String channel) {
        List<Version> all = templates.versions(key(kind, language, channel));
        Map<String, String> names = names(all.stream().map(Version::by).filter(Objects::nonNull).toList());
        List<VersionView> views = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            Version one = all.get(i);
            Source before = i + 1 < all.size() ? all.get(i + 1).source() : one.source();
            views.add(new VersionView(one.number(), one.source().subject(), one.source().text(), name(names, one.by()), one.at(), one.why(), one.copyOf(),
                    WordChanges.between(before.subject(), one.source().subject()), WordChanges.between(before.text(), one.source().text())));
        }
        return new VersionsView(views);
    }

    /** Puts the draft in force. Alerts that have begun keep the text that they began with. */
    @PostMapping(ONE + "/versions")
    ResponseEntity<TextView> publish(
            @PathVariable String kind, @PathVariable String language, @PathVariable String channel,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch, @RequestBody @Valid PublishBody body) {
        TemplateKey key = key(kind, language, channel);
        Draft draft = templates.draft(key).orElseThrow(() -> Problem.of(HttpStatus.CONFLICT, "no-template-draft"));
        Etags.requireMatch(ifMatch, draft.revision());
        Version published = templates.published(key);
        List<Finding> findings = review.findings(kind(kind), key, draft.source(), published);
        if (findings.stream().anyMatch(Finding::refused)) {
            Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "template-refused");
            findings.stream().filter(Finding::refused).forEach(one -> problem.field("/" + one.place(), "template-finding",
                    review.words(one, asker())));
            throw problem;
        }
        if (!findings.isEmpty() && !body.acknowledged()) {
            throw Problem.of(HttpStatus.CONFLICT, "template-warnings", findings.size());
        }
        if (draft.basedOn() != published.number()) {
            throw Problem.of(HttpStatus.CONFLICT, "template-published-meanwhile");
        }
        put(key, draft.source(), published.number(), body.why(), null);
        // After the version: a crash in between leaves a draft that says what is in force.
        templates.discard(key);
        return answer(key, Optional.empty());
    }

    /** Puts an earlier text in force again, as a version of its own. */
    @PostMapping(ONE + "/versions/{number}/restore")
    ResponseEntity<TextView> restore(
            @PathVariable String kind, @PathVariable String language, @PathVariable String channel, @PathVariable int number,
            @RequestBody @Valid RestoreBody body) {
        TemplateKey key = key(kind, language, channel);
        Version old = templates.version(key, number).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-template-version"));
        put(key, old.source(), templates.published(key).number(), body.why(), number);
        return answer(key, templates.draft(key));
    }

    private void put(TemplateKey key, Source source, int after, String why, @Nullable Integer copyOf) {
        templates.publish(key, source, after, Actor.current().id(), why.strip(), copyOf)
                .orElseThrow(() -> Problem.of(HttpStatus.CONFLICT, "template-published-meanwhile"));
        meters.counter("civikos.templates.published", "kind", key.kind(), "channel", key.channel().code()).increment();
    }

    /** Sends a text to who asks, and to nobody else. */
    @PostMapping(ONE + "/test")
    ResponseEntity<SentView> test(
            @PathVariable String kind, @PathVariable String language, @PathVariable String channel, @RequestBody @Valid PreviewBody body) {
        TemplateKey key = key(kind, language, channel);
        if (key.channel() == TemplateChannel.INBOX) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("channel", "invalid");
        }
        Source source = body.source();
        if (review.findings(kind(kind), key, source, templates.published(key)).stream().anyMatch(Finding::refused)) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "template-refused");
        }
        TestPlan.Sent sent = tests.send(List.of(new TestPlan.Message(key, source, about(key, body.alertId()))), Actor.current().id(), Ids.next()).getFirst();
        meters.counter("civikos.templates.tests", "channel", key.channel().code()).increment();
        return ResponseEntity.accepted().body(new SentView(sent.alertId()));
    }

    private Alert about(TemplateKey key, @Nullable String alertId) {
        if (alertId == null || alertId.isBlank()) {
            return SampleAlert.invented(key.kind(), key.language(), clock);
        }
        return alerts.find(alertId).filter(one -> !one.consultationId().isEmpty()).map(one -> SampleAlert.like(one, key.kind(), clock))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-alert"));
    }

    private static Language asker() {
        return Language.of(LocaleContextHolder.getLocale());
    }

    private static MessageKind kind(String code) {
        return MessageKinds.find(code).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-template"));
    }

    private static TemplateKey key(String kind, String language, String channel) {
        MessageKind found = kind(kind);
        TemplateChannel by = TemplateChannel.of(channel).filter(found.channels()::contains)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-template"));
        Language in = Language.of(language);
        if (!in.code().equals(language)) {
            throw Problem.of(HttpStatus.NOT_FOUND, "unknown-template");
        }
        return new TemplateKey(kind, in, by);
    }

    private Map<String, String> names(Collection<String> people) {
        Map<String, String> names = new HashMap<>();
        members.contacts(people).forEach((id, contact) -> names.put(id, contact.name()));
        return names;
    }

    private static @Nullable String name(Map<String, String> names, @Nullable String person) {
        return person == null ? null : names.get(person);
    }
}
