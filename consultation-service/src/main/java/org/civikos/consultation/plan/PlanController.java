package org.civikos.consultation.plan;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.institution.Institution;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.text.Phrases;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The yearly plan over HTTP: everybody reads it, the secretariat keeps it. */
@RestController
class PlanController {

    private static final Logger LOG = LoggerFactory.getLogger(PlanController.class);
    private static final Set<String> STATES = Set.of("planned", "overdue", "perhaps-published", "linked", "dropped");
    private static final Set<String> LANGUAGES = Set.of("sq", "sr", "en");
    private static final int FIRST_YEAR = 2007;
    private static final int MEGABYTES = 2;

    private final Plans plans;
    private final Consultations consultations;
    private final Institutions institutions;
    private final Phrases phrases;
    private final Clock clock;

    PlanController(Plans plans, Consultations consultations, Institutions institutions, Phrases phrases, Clock clock) {
        this.plans = plans;
        this.consultations = consultations;
        this.institutions = institutions;
        this.phrases = phrases;
        this.clock = clock;
    }

    record PlanInstitution(String id, Map<String, String> names) {
    }

    record ConsultationCard(String id, String title, String stage, Instant openedAt) {
    }

    /**
     * @param stage        planned, dropped, or the stage of the consultation that it became
     * @param quarterEndOn last day of its quarter
     * @param overdue      whether its quarter has ended and nothing was published that is it, or may be it
     * @param dropped      why it left the plan
     * @param perhapsPublished whether something that was published may be it, and nobody has said yet
     * @param linkedByItself   whether title, institution and kind were the same, so that nobody had to say
     */
    record EntryView(String id, int year, int quarter, LocalDate quarterEndOn, String title, String actKind, PlanInstitution institution, List<String> fields, @Nullable String reference,
            String stage, boolean overdue, @Nullable ConsultationCard consultation, @Nullable String dropped, long version, boolean perhapsPublished, boolean linkedByItself) {
    }

    /** @param likeness of the titles, from 0 to 1 */
    record SuggestionView(ConsultationCard consultation, double likeness) {
    }

    /**
     * What was published and may be it, until somebody says.
     *
     * @param id           of the draft, or of its consultation
     * @param likeness     of what the titles tell, from 0 to 1
     * @param consultation {@code null} where it is a draft that is not opened yet
     */
    record LikelyView(String id, String title, double likeness, @Nullable ConsultationCard consultation) {
    }

    record Suggestions(List<SuggestionView> items, @Nullable LikelyView likely) {
    }

    /** @param effect created, updated, unchanged */
    record RowView(int row, String title, String institution, String actKind, int quarter, String effect) {
    }

    /**
     * @param row     the line of the file; the header is line 1
     * @param column  the column that is meant; {@code null} if it is the whole row or file
     * @param message in the language of the request
     */
    record PlanRowError(int row, @Nullable String column, String code, @Nullable String message) {
    }

    /** @param written whether anything was written; where not, the counts say what would be */
    record PlanImportReport(int year, boolean dryRun, boolean written, int rows, int created, int updated, int unchanged, List<RowView> good, List<PlanRowError> errors) {
    }

    record Link(@NotBlank String consultation) {
    }

    record Drop(@NotBlank @Size(max = 2_000) String reason) {
    }

    record Early(@NotNull LocalDateTime deadline, @Nullable @Size(max = 5_000) String description, @NotBlank String language) {
    }

    /**
     * A page of the plan, the earliest quarter first.
     *
     * @param state planned, overdue, perhaps-published, linked, dropped
     */
    @GetMapping("/api/plan-entries")
    @Operation(summary = "Entries of the yearly plan")
    CursorPage<EntryView> list(@RequestParam(required = false) @Nullable Integer year, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String institution, @RequestParam(required = false) @Nullable String kind, @RequestParam(required = false) @Nullable String field,
            @RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        if (blank(state) != null && !STATES.contains(state)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("state", "unknown");
        }
        if (q != null && q.length() > 200) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("q", "too-long");
        }
        int size = Cursor.limit(limit);
        String[] after = Cursor.decode(cursor, 2);
        if (after != null && !after[0].matches("-?\\d{1,18}")) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
        }
        return CursorPage.of(plans.list(new Plans.Filter(year, blank(state), blank(institution) == null ? null : institutions.withPredecessors(institution), blank(kind), blank(field), q, after),
                size + 1), size, last -> Cursor.encode(Long.toString(last.state().quarterEndsAt().toEpochMilli()), last.id())).map(this::view);
    }

    @GetMapping("/api/plan-entries/{id}")
    @Operation(summary = "One entry of the plan")
    ResponseEntity<EntryView> get(@PathVariable String id) {
        return answer(plans.require(id));
    }

    /** Consultations that it may have become. */
    @GetMapping("/api/plan-entries/{id}/suggestions")
    @Operation(summary = "Consultations that an entry of the plan may have become")
    Suggestions suggestions(@PathVariable String id) {
        PlanEntry entry = plans.require(id).state();
        PlanEntry.Likely likely = entry.isPerhapsPublished() ? entry.likely() : null;
        return new Suggestions(plans.suggestions(entry).stream().map(one -> new SuggestionView(card(one.card()), rounded(one.likeness()))).toList(),
                likely == null ? null : new LikelyView(likely.published(), likely.title(), rounded(likely.likeness()), consultations.card(likely.published()).map(PlanController::card).orElse(null)));
    }

    private static double rounded(double likeness) {
        return Math.round(likeness * 100) / 100.0;
    }

    /** Says that what was published and may be an entry is not it: it is not thought so again, and an entry whose quarter has ended is overdue. Said already, the answer is the same. */
    @PutMapping("/api/plan-entries/{id}/refusals/{published}")
    @Operation(summary = "Says that an entry of the plan was not published as that")
    ResponseEntity<EntryView> refuse(@PathVariable String id, @PathVariable String published) {
        plans.require(id);
        return answer(plans.refuse(id, published));
    }

    /** Says which consultation it became. */
    @PutMapping("/api/plan-entries/{id}/consultation")
    @Operation(summary = "Says which consultation an entry of the plan became")
    @Outcomes(refused = {"409 plan-entry-left", "409 plan-entry-linked", "422 validation"})
    ResponseEntity<EntryView> link(@PathVariable String id, @Valid @RequestBody Link body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Versioned<PlanEntry> found = plans.require(id);
        if (!body.consultation().equals(found.state().consultation())) {
            Etags.requireMatch(ifMatch, found.version());
        }
        return answer(plans.link(id, body.consultation(), Actor.current().id()));
    }

    @DeleteMapping("/api/plan-entries/{id}/consultation")
    @Operation(summary = "Takes back which consultation an entry became")
    ResponseEntity<EntryView> unlink(@PathVariable String id) {
        plans.require(id);
        return answer(plans.unlink(id));
    }

    /** It becomes a consultation at an early stage. */
    @PutMapping("/api/plan-entries/{id}/early-consultation")
    @Operation(summary = "Makes an early consultation of an entry of the plan")
    @Outcomes(refused = {"409 plan-entry-left", "409 plan-entry-linked", "422 deadline-in-past", "422 validation"})
    ResponseEntity<EntryView> early(@PathVariable String id, @Valid @RequestBody Early body) {
        plans.require(id);
        LocalDateTime deadline = body.deadline().truncatedTo(ChronoUnit.MINUTES);
        if (!deadline.atZone(WorkingDays.ZONE).toInstant().isAfter(clock.instant())) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "deadline-in-past").field("/deadline", "future");
        }
        if (!LANGUAGES.contains(body.language())) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("/language", "unknown");
        }
        return answer(plans.beginEarly(id, body.description() == null ? "" : body.description().strip(), deadline, body.language(), Actor.current().id()));
    }

    /** It has left the plan. */
    @PutMapping("/api/plan-entries/{id}/drop")
    @Operation(summary = "Says that an entry has left the plan")
    @Outcomes(refused = "409 plan-entry-linked")
    ResponseEntity<EntryView> drop(@PathVariable String id, @Valid @RequestBody Drop body) {
        plans.require(id);
        return answer(plans.drop(id, body.reason().strip()));
    }

    @DeleteMapping("/api/plan-entries/{id}/drop")
    @Operation(summary = "Takes back that an entry has left the plan")
    ResponseEntity<EntryView> undrop(@PathVariable String id) {
        plans.require(id);
        return answer(plans.undrop(id));
    }

    /**
     * Takes in the plan of a year as CSV or XLSX; nothing is written while there are errors, unless skipErrors says that the good rows are to be.
     */
    @PostMapping(path = "/api/plan-imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Takes in the plan of a year")
    @Outcomes(refused = {"413 plan-too-large", "422 validation"})
    PlanImportReport take(@RequestParam int year, @RequestParam(defaultValue = "false") boolean dryRun, @RequestParam(defaultValue = "false") boolean skipErrors,
            @RequestPart("file") MultipartFile file) throws IOException {
        int thisYear = clock.instant().atZone(WorkingDays.ZONE).getYear();
        if (year < FIRST_YEAR || year > thisYear + 5) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("year", "invalid");
        }
        if (file.getSize() > MEGABYTES * 1024L * 1024L) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "plan-too-large", MEGABYTES);
        }
        Plans.Imported done = plans.take(year, file.getBytes(), dryRun, skipErrors);
        LOG.info("The plan of {} was {} by {}: {} rows, {} good, {} errors", year, dryRun ? "tried" : done.written() ? "taken in" : "refused", Actor.current().id(), done.rows(),
                done.outcomes().size(), done.faults().size());
        return new PlanImportReport(year, dryRun, done.written(), done.rows(), count(done, Plans.Effect.CREATED), count(done, Plans.Effect.UPDATED), count(done, Plans.Effect.UNCHANGED),
                done.outcomes().stream().map(one -> new RowView(one.row(), one.facts().title(), one.facts().institution(), one.facts().actKind(), one.facts().quarter(),
                        one.effect().name().toLowerCase(Locale.ROOT))).toList(),
                done.faults().stream().sorted(Comparator.comparingInt(PlanSheet.Fault::row)).map(this::error).toList());
    }

    private static int count(Plans.Imported done, Plans.Effect effect) {
        return (int) done.outcomes().stream().filter(one -> one.effect() == effect).count();
    }

    private PlanRowError error(PlanSheet.Fault fault) {
        // Text, so that no number is written in another form than in the file.
        return new PlanRowError(fault.row(), fault.column(), fault.code(), phrases.fill("plan", fault.code(), fault.arguments().stream().map(String::valueOf).toArray()));
    }

    private ResponseEntity<EntryView> answer(Versioned<PlanEntry> found) {
        return ResponseEntity.ok().eTag(Etags.of(found.version())).body(view(found));
    }

    private EntryView view(Versioned<PlanEntry> found) {
        PlanEntry entry = found.state();
        PlanEntry.Facts facts = entry.facts();
        Institution institution = institutions.orOther(facts.institution());
        Consultations.Card card = entry.consultation() == null ? null : consultations.card(entry.consultation()).orElse(null);
        return new EntryView(found.id(), facts.year(), facts.quarter(), facts.lastDay(), facts.title(), facts.actKind(), new PlanInstitution(institution.id(), institution.names()), facts.fields(),
                facts.reference(), entry.dropped() != null ? "dropped" : card == null ? "planned" : card.stage(), entry.overdueAt(clock.instant()), card == null ? null : card(card),
                entry.dropped(), found.version(), entry.isPerhapsPublished(), PlanEntry.BY_LIKENESS.equals(entry.linkedBy()));
    }

    private static ConsultationCard card(Consultations.Card card) {
        return new ConsultationCard(card.id(), card.title(), card.stage(), card.at());
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
