package org.civikos.consultation.consultation;

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
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.institution.Institution;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Warning;
import org.civikos.consultation.text.Phrases;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.time.WorkingDays;
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
    private final Phrases phrases;
    private final Clock clock;

    ConsultationController(Consultations consultations, Structures structures, Revisions revisions, Documents documents, CommentCounts counts, Institutions institutions,
            Phrases phrases, Clock clock) {
        this.consultations = consultations;
        this.structures = structures;
        this.revisions = revisions;
        this.documents = documents;
        this.counts = counts;
        this.institutions = institutions;
        this.phrases = phrases;
        this.clock = clock;
    }

    record InstitutionView(String id, Map<String, String> names) {
    }

    record Summary(String id, String reference, String title, String language, InstitutionView institution, String actKind, List<String> fields, String stage,
            Instant openedAt, String deadline, Instant deadlineAt, int workingDaysLeft, int calendarDaysLeft, int articleCount, int commentCount,
            int organisationCount, @Nullable String sourceUrl, long version) {
    }

    record DocumentView(String id, String label, String fileName, String mediaType, long bytes, LocalDate addedOn) {
    }

    record WarningView(String code, @Nullable String node, @Nullable String message) {
    }

    record Details(String id, String reference, String title, String language, InstitutionView institution, String actKind, List<String> fields, String stage,
            Instant openedAt, String deadline, Instant deadlineAt, int workingDaysLeft, int calendarDaysLeft, int articleCount, int commentCount,
            int organisationCount, @Nullable String sourceUrl, long version, int structureVersion, int publisherChanges, String description, @Nullable String officerName, List<DocumentView> documents,
            List<WarningView> warnings) {
    }

    record NodeView(String id, String kind, @Nullable String number, @Nullable String heading, @Nullable String parent, String text, @Nullable Integer page,
            double confidence, int commentCount) {
    }

    record StructureView(String language, String script, List<NodeView> nodes, List<WarningView> warnings) {
    }

    record NewDeadline(@NotNull LocalDateTime deadline, @NotBlank @Size(max = 2_000) String reason) {
    }

    /** A page of consultations: open ones by deadline, closed ones and all of them latest deadline first. */
    @GetMapping
    CursorPage<Summary> list(@RequestParam(required = false) @Nullable String stage, @RequestParam(required = false) @Nullable String institution,
            @RequestParam(required = false) @Nullable String field, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        Consultation.Stage wanted = stage == null || stage.isBlank() ? null : switch (stage) {
            case "open" -> Consultation.Stage.OPEN;
            case "closed" -> Consultation.Stage.CLOSED;
            default -> throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("stage", "unknown");
        };
        if (q != null && q.length() > 200) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("q", "too-long");
        }
        int size = Cursor.limit(limit);
        String[] after = Cursor.decode(cursor, 2);
        if (after != null && !after[0].matches("-?\\d{1,18}")) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
        }
        CursorPage<Versioned<Consultation>> page = CursorPage.of(consultations.list(new Consultations.Filter(wanted, blankToNull(institution), blankToNull(field), q, after), size + 1),
                size, last -> Cursor.encode(Long.toString(last.state().deadlineAt().toEpochMilli()), last.id()));
        Map<String, CommentCounts.Counts> all = counts.of(page.items().stream().map(Versioned::id).toList());
        return page.map(one -> summary(one, all.getOrDefault(one.id(), CommentCounts.Counts.NONE)));
    }

    @GetMapping("/{id}")
    ResponseEntity<Details> get(@PathVariable String id) {
        Versioned<Consultation> found = find(id);
        Summary s = summary(found, counts.of(id));
        Consultation c = found.state();
        return ResponseEntity.ok().eTag(Etags.of(found.version())).cacheControl(CacheControl.noCache()).body(new Details(s.id(), s.reference(), s.title(), s.language(), s.institution(), s.actKind(), s.fields(),
                s.stage(), s.openedAt(), s.deadline(), s.deadlineAt(), s.workingDaysLeft(), s.calendarDaysLeft(), s.articleCount(), s.commentCount(), s.organisationCount(),
                s.sourceUrl(), s.version(), c.structureVersion(), c.changesSeen(), c.description(), c.officerName(),
                c.documents().stream().map(d -> new DocumentView(d.id(), d.label(), d.fileName(), d.mediaType(), d.bytes(), d.addedOn())).toList(), warnings(c.warnings())));
    }

    /** The text by article; not sent again while neither it nor a count of comments has changed. */
    @GetMapping("/{id}/structure")
    @Nullable ResponseEntity<StructureView> structure(@PathVariable String id, WebRequest request) {
        Versioned<Consultation> found = find(id);
        CommentCounts.Counts figures = counts.of(id);
        String tag = "\"s-" + found.state().structureVersion() + "." + figures.round() + "-" + LocaleContextHolder.getLocale().getLanguage() + "\"";
        if (request.checkNotModified(tag)) {
            return null;
        }
        StructureView view = structures.find(id).map(structure -> new StructureView(structure.language(), structure.script(),
                structure.nodes().stream().map(node -> view(node, figures)).toList(), warnings(structure.warnings())))
                .orElseGet(() -> new StructureView(found.state().language(), "Latn", List.of(), warnings(found.state().warnings())));
        return ResponseEntity.ok().eTag(tag).cacheControl(CacheControl.noCache()).body(view);
    }

    /** A document as it was published; offered for download, never shown inside our own pages. */
    @GetMapping("/{id}/documents/{documentId}")
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
    ResponseEntity<Summary> moveDeadline(@PathVariable String id, @Valid @RequestBody NewDeadline body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        LocalDateTime deadline = body.deadline().truncatedTo(ChronoUnit.MINUTES);
        Versioned<Consultation> found = find(id);
        if (!deadline.toString().equals(found.state().deadline()) && !Consultation.at(deadline).isAfter(clock.instant())) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "deadline-in-past").field("/deadline", "future");
        }
        Versioned<Consultation> moved = consultations.moveDeadline(id, deadline, version -> Etags.requireMatch(ifMatch, version));
        LOG.info("The deadline of {} is {} by decision of the secretariat", id, deadline);
        return ResponseEntity.ok().eTag(Etags.of(moved.version())).body(summary(moved, counts.of(id)));
    }

    private Versioned<Consultation> find(String id) {
        return consultations.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    private Summary summary(Versioned<Consultation> found, CommentCounts.Counts figures) {
        Consultation c = found.state();
        Institution institution = institutions.orOther(c.institution());
        Instant now = clock.instant();
        LocalDateTime deadline = LocalDateTime.parse(c.deadline());
        boolean over = !c.takesCommentsAt(now);
        int calendarDays = over ? 0 : (int) ChronoUnit.DAYS.between(now.atZone(WorkingDays.ZONE).toLocalDate(), deadline.toLocalDate());
        return new Summary(found.id(), c.reference(), c.title(), c.language(), new InstitutionView(institution.id(), institution.names()), c.actKind(), c.fields(),
                over ? Consultation.Stage.CLOSED.code() : c.stage().code(), c.openedAt(), c.deadline(), c.deadlineAt(),
                over ? 0 : WorkingDays.daysLeft(now.atZone(WorkingDays.ZONE), deadline), calendarDays, c.articleCount(), figures.total(), figures.organisations(),
                c.sourceUrl(), found.version());
    }

    private static NodeView view(Node node, CommentCounts.Counts figures) {
        return new NodeView(node.id(), node.kind().name().toLowerCase(Locale.ROOT), node.number(), node.heading(), node.parent(), node.text(), node.page(),
                node.confidence(), figures.byNode().getOrDefault(node.id(), 0));
    }

    private List<WarningView> warnings(List<Warning> warnings) {
        return warnings.stream().map(one -> new WarningView(one.code(), one.node(), phrases.say("warning", one.code(), one.message()))).toList();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
