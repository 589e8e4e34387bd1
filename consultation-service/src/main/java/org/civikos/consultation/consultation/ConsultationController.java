package org.civikos.consultation.consultation;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.consultation.Summaries.InstitutionView;
import org.civikos.consultation.consultation.Summaries.Summary;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.rules.RuleCheck;
import org.civikos.consultation.structure.Threads;
import org.civikos.consultation.structure.Warning;
import org.civikos.consultation.text.Phrases;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Consultations over HTTP. */
@RestController
@RequestMapping("/api/consultations")
class ConsultationController {

    private static final Logger LOG = LoggerFactory.getLogger(ConsultationController.class);

    private final Consultations consultations;
    private final Structures structures;
    private final Revisions revisions;
    private final Documents documents;
    private final CommentCounts counts;
    private final Institutions institutions;
    private final Summaries summaries;
    private final Phrases phrases;
    private final Clock clock;

    ConsultationController(Consultations consultations, Structures structures, Revisions revisions, Documents documents, CommentCounts counts, Institutions institutions,
            Summaries summaries, Phrases phrases, Clock clock) {
        this.consultations = consultations;
        this.structures = structures;
        this.revisions = revisions;
        this.documents = documents;
        this.counts = counts;
        this.institutions = institutions;
        this.summaries = summaries;
        this.phrases = phrases;
        this.clock = clock;
    }

    record DocumentView(String id, String label, String fileName, String mediaType, long bytes, LocalDate addedOn) {
    }

    record WarningView(String code, @Nullable String node, @Nullable String message) {
    }

    /**
     * @param steps       what has become of it, the oldest first
     * @param period      the rule on its shortest length; {@code null} where none can be checked
     * @param report      when the publisher's report is due; {@code null} where it cannot be said yet
     * @param continuesIn the consultation of the official draft, where this was the early one and was not joined with it
     * @param continues   the early ones that go on here
     * @param draftId     the draft that it follows: where its split is repaired
     */
    record Details(String id, String reference, String title, String language, InstitutionView institution, String actKind, List<String> fields, String stage,
            Instant openedAt, String deadline, Instant deadlineAt, int workingDaysLeft, int calendarDaysLeft, int articleCount, int commentCount,
            int organisationCount, @Nullable String sourceUrl, long version, int structureVersion, int publisherChanges, String description, @Nullable String officerName, List<DocumentView> documents,
            List<WarningView> warnings, String owner, String accepts, List<Summaries.InternalView> internalDeadlines, List<Summaries.StepView> steps, @Nullable RuleCheck period,
            Summaries.@Nullable ReportView report, @Nullable LinkedConsultationView continuesIn, List<LinkedConsultationView> continues, String draftId) {
    }

    /** Another consultation that belongs to this one. */
    record LinkedConsultationView(String id, String title, String stage) {
    }

    record NodeView(String id, String kind, @Nullable String number, @Nullable String heading, @Nullable String parent, String text, @Nullable Integer page,
            double confidence, int commentCount, String language, String thread) {
    }

    /** @param languages of the act's versions, the main one first */
    record StructureView(String language, String script, List<String> languages, List<NodeView> nodes, List<WarningView> warnings) {
    }

    record NewDeadline(@NotNull LocalDateTime deadline, @NotBlank @Size(max = 2_000) String reason) {
    }

    /**
     * A page of consultations: open and early ones by deadline, others and all of them latest deadline first.
     *
     * @param stage       early, open, closed, answered, adopted, dropped
     * @param tab         open; planned (those at an early stage, the plan's entries are elsewhere); closed (answered, adopted and dropped as well)
     * @param institution also finds what was published by those that it took the place of
     */
    @GetMapping
    @Operation(summary = "Consultations")
    CursorPage<Summary> list(@RequestParam(required = false) @Nullable String stage, @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String institution, @RequestParam(required = false) @Nullable String kind, @RequestParam(required = false) @Nullable String field, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        Set<Stage> wanted = stages(stage, tab);
        if (kind != null && !kind.isBlank() && !Institutions.ACT_KINDS.contains(kind)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("kind", "unknown");
        }
        if (q != null && q.length() > 200) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("q", "too-long");
        }
        int size = Cursor.limit(limit);
        String[] after = Cursor.decode(cursor, 2);
        if (after != null && !after[0].matches("-?\\d{1,18}")) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
        }
        CursorPage<Versioned<Consultation>> page = CursorPage.of(consultations.list(new Consultations.Filter(wanted,
                blankToNull(institution) == null ? null : institutions.withPredecessors(institution), blankToNull(kind), blankToNull(field), q, after), size + 1),
                size, last -> Cursor.encode(Long.toString(last.state().deadlineAt().toEpochMilli()), last.id()));
        Map<String, CommentCounts.Counts> all = counts.of(page.items().stream().map(Versioned::id).toList());
        return page.map(one -> summaries.of(one, all.getOrDefault(one.id(), CommentCounts.Counts.NONE)));
    }

    /** Never answered from a cache: days left, what may be commented and what the rules say change without a new version. */
    @GetMapping("/{id}")
    @Operation(summary = "One consultation")
    ResponseEntity<Details> get(@PathVariable String id) {
        Versioned<Consultation> found = find(id);
        Summary s = summaries.of(found, counts.of(id));
        Consultation c = found.state();
        return ResponseEntity.ok().eTag(Etags.of(found.version())).cacheControl(CacheControl.noStore()).body(new Details(s.id(), s.reference(), s.title(), s.language(), s.institution(), s.actKind(), s.fields(),
                s.stage(), s.openedAt(), s.deadline(), s.deadlineAt(), s.workingDaysLeft(), s.calendarDaysLeft(), s.articleCount(), s.commentCount(), s.organisationCount(),
                s.sourceUrl(), s.version(), c.structureVersion(), c.changesSeen(), c.description(), c.officerName(),
                c.documents().stream().map(d -> new DocumentView(d.id(), d.label(), d.fileName(), d.mediaType(), d.bytes(), d.addedOn())).toList(), warnings(c.warnings()),
                s.owner(), s.accepts(), s.internalDeadlines(), summaries.steps(c), summaries.period(c), summaries.report(c),
                c.life().continuesIn() == null ? null : consultations.card(c.life().continuesIn()).map(ConsultationController::link).orElse(null),
                consultations.continuedBy(id).stream().map(ConsultationController::link).toList(), c.life().draft() == null ? id : c.life().draft()));
    }

    /** The text by article; not sent again while neither it nor a count of comments has changed. */
    @GetMapping("/{id}/structure")
    @Operation(summary = "The text of a consultation by article")
    @Outcomes(success = {200, 304})
    @Nullable ResponseEntity<StructureView> structure(@PathVariable String id, WebRequest request) {
        Versioned<Consultation> found = find(id);
        CommentCounts.Counts figures = counts.of(id);
        // The version of the consultation too: an early one without a text may get one, and its text be repaired, under the same number.
        String tag = "\"s-" + found.state().structureVersion() + "-" + found.version() + "." + figures.round() + "-" + LocaleContextHolder.getLocale().getLanguage() + "\"";
        if (request.checkNotModified(tag)) {
            return null;
        }
        StructureView view = structures.find(id).map(structure -> view(structure, figures))
                .orElseGet(() -> new StructureView(found.state().language(), "Latn", List.of(found.state().language()), List.of(), warnings(found.state().warnings())));
        return ResponseEntity.ok().eTag(tag).cacheControl(CacheControl.noCache()).body(view);
    }

    /** A document as it was published; offered for download, never shown inside our own pages. */
    @GetMapping("/{id}/documents/{documentId}")
    @Operation(summary = "A document as it was published")
    ResponseEntity<StreamingResponseBody> document(@PathVariable String id, @PathVariable String documentId) {
        StoredDocument document = find(id).state().documents().stream().filter(one -> one.id().equals(documentId)).findFirst()
                .or(() -> revisions.copy(id, documentId)).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(document.mediaType())).contentLength(document.bytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(document.fileName(), StandardCharsets.UTF_8).build().toString())
                .header("X-Content-Type-Options", "nosniff").header("Content-Security-Policy", "sandbox")
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(out -> documents.write(document, out));
    }

    /** Moves the deadline; one that is over opens again where the new deadline is still to come. */
    @PutMapping("/{id}/deadline")
    @Operation(summary = "Moves the deadline")
    @Outcomes(refused = {"409 deadline-not-now", "422 deadline-in-past"})
    ResponseEntity<Summary> moveDeadline(@PathVariable String id, @Valid @RequestBody NewDeadline body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        LocalDateTime deadline = body.deadline().truncatedTo(ChronoUnit.MINUTES);
        Versioned<Consultation> found = find(id);
        if (!deadline.toString().equals(found.state().deadline()) && !Consultation.at(deadline).isAfter(clock.instant())) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "deadline-in-past").field("/deadline", "future");
        }
        Versioned<Consultation> moved = consultations.moveDeadline(id, deadline, Actor.current().id(), body.reason().strip(), version -> Etags.requireMatch(ifMatch, version));
        LOG.info("The deadline of {} is {} by decision of the secretariat", id, deadline);
        return ResponseEntity.ok().eTag(Etags.of(moved.version())).body(summaries.of(moved, counts.of(id)));
    }

    private static LinkedConsultationView link(Consultations.Card card) {
        return new LinkedConsultationView(card.id(), card.title(), card.stage());
    }

    private Versioned<Consultation> find(String id) {
        return consultations.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    private static @Nullable Set<Stage> stages(@Nullable String stage, @Nullable String tab) {
        if (stage != null && !stage.isBlank()) {
            Stage wanted = Stage.of(stage);
            if (wanted == null) {
                throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("stage", "unknown");
            }
            return Set.of(wanted);
        }
        if (tab == null || tab.isBlank()) {
            return null;
        }
        return switch (tab) {
            case "open" -> Stage.Tab.OPEN.stages();
            case "planned" -> Stage.Tab.PLANNED.stages();
            case "closed" -> Stage.Tab.CLOSED.stages();
            default -> throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("tab", "unknown");
        };
    }

    private StructureView view(Structure structure, CommentCounts.Counts figures) {
        Threads threads = Threads.of(structure.nodes());
        List<NodeView> nodes = structure.nodes().stream().map(node -> {
            String language = Threads.languageOf(node.id());
            String thread = threads.of(node.id());
            return new NodeView(node.id(), node.kind().name().toLowerCase(Locale.ROOT), node.number(), node.heading(), node.parent(), node.text(), node.page(),
                    node.confidence(), figures.byNode().getOrDefault(thread, 0), language == null ? structure.language() : language, thread);
        }).toList();
        List<String> languages = Stream.concat(Stream.of(structure.language()), nodes.stream().map(NodeView::language)).distinct().toList();
        return new StructureView(structure.language(), structure.script(), languages, nodes, warnings(structure.warnings()));
    }

    private List<WarningView> warnings(List<Warning> warnings) {
        return warnings.stream().map(one -> new WarningView(one.code(), one.node(), phrases.say("warning", one.code(), one.message()))).toList();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
