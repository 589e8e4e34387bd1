package org.civikos.consultation.draft;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.institution.Institution;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.plan.PlanLinks;
import org.civikos.consultation.plan.Published;
import org.civikos.consultation.rules.RuleCheck;
import org.civikos.consultation.rules.Rules;
import org.civikos.consultation.structure.Warning;
import org.civikos.consultation.text.Phrases;
import org.civikos.consultation.text.Titles;
import org.civikos.platform.id.Ids;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Detected and uploaded drafts over HTTP, for the secretariat. */
@RestController
@RequestMapping("/api/drafts")
class DraftController {

    private static final Set<String> LANGUAGES = Set.of("sq", "sr", "en");
    private static final int LONGEST_TITLE = 500;
    private static final int MOST_EARLY = 200;
    private static final int MOST_SHOWN = 30;
    /** Likeness of titles from which on one is suggested: of the same institution, and of any. */
    private static final double SIMILAR = 0.3;
    private static final double VERY_SIMILAR = 0.7;

    private final Drafts drafts;
    private final DraftWorker worker;
    private final Reader reader;
    private final Consultations consultations;
    private final Institutions institutions;
    private final Rules rules;
    private final Phrases phrases;
    private final PublisherPages pages;
    private final PlanLinks plan;
    private final Clock clock;

    DraftController(Drafts drafts, DraftWorker worker, Reader reader, Consultations consultations, Institutions institutions, Rules rules, Phrases phrases, PublisherPages pages, PlanLinks plan,
            Clock clock) {
        this.drafts = drafts;
        this.worker = worker;
        this.reader = reader;
        this.consultations = consultations;
        this.institutions = institutions;
        this.rules = rules;
        this.phrases = phrases;
        this.pages = pages;
        this.plan = plan;
        this.clock = clock;
    }

    /**
     * Another place at which the draft was seen.
     *
     * @param how file, title, text (the same words in another file), said by the secretariat, or page: the secretariat or a message named its page for another draft
     * @param newerText whether it brought another text after this one was taken in, which can be taken as the next version
     */
    record SightingView(String draft, String source, @Nullable String url, Instant at, String how, boolean newerText) {
    }

    record Same(@NotBlank String draft) {
    }

    record WarningView(String code, @Nullable String node, @Nullable String message) {
    }

    /**
     * @param problem     why it cannot be read or was dismissed, one sentence in the asker's language
     * @param problemCode the same for programs
     * @param progress    how far the recognition of a scan has come, while its text is being read
     * @param incoming    another version of the text that was brought in: being read, or not readable
     * @param perhapsSame a draft with many of the same words that came before: it is opened by nobody but the secretariat
     */
    record View(String id, String source, String title, String description, @Nullable String sourceUrl, Instant detectedAt, String state, @Nullable String deadline,
            String institution, String actKind, List<String> fields, String language, int articleCount, List<WarningView> warnings, @Nullable String problem,
            @Nullable String problemCode, @Nullable String consultationId, long version, @Nullable String sameAs, List<SightingView> seenAlso, @Nullable RuleCheck period, @Nullable PageView publisherPage,
            Reader.@Nullable Progress progress, @Nullable IncomingView incoming, @Nullable PerhapsView perhapsSame) {
    }

    /**
     * A draft of another source that it may be, until somebody says.
     *
     * @param likeness share of the words in common, from 0 to 1
     */
    record PerhapsView(String draft, String title, double likeness) {
    }

    /**
     * @param state   reading or refused
     * @param problem why it could not be read, in words and as a code; the text of before stays in force
     */
    record IncomingView(String fileName, String state, @Nullable String problem, @Nullable String problemCode) {
    }

    /**
     * The publisher's page of a draft that came by upload or message.
     *
     * @param by       the secretariat, mail (a link in the message), sighting (the source found it itself)
     * @param state    waiting until the source's next look, watched, or failing
     * @param problem  why it could not be read at the last look, in words and as a code
     */
    record PageView(String url, String source, String by, Instant givenAt, @Nullable Instant lookedAt, String state, @Nullable String problem, @Nullable String problemCode) {
    }

    record PageWish(@NotBlank @Size(max = 2_000) String url) {
    }

    /**
     * @param institution who publishes it; left out for the network's own documents
     * @param owner       government, which it is where nothing is said, or network
     * @param stage       open, which it is where nothing is said, or early: before there is an official draft
     * @param deadline    until when comments are taken
     * @param earlyConsultation whose official draft it is: that consultation is opened with it, and none is made beside it
     * @param planEntry which entry of the yearly plan it is; empty for none; where nothing is said, that of the same title, institution and kind
     */
    record Opening(@NotBlank @Size(max = LONGEST_TITLE) String title, @Nullable String institution, @NotBlank String actKind, @NotNull List<String> fields,
            @NotNull LocalDateTime deadline, @NotBlank String language, @Nullable String owner, @Nullable String stage, @Nullable String earlyConsultation,
            @Nullable @Size(max = 100) String planEntry) {
    }

    /**
     * An entry of the plan that the draft may be.
     *
     * @param likeness of what the titles tell, from 0 to 1
     * @param sure     whether title, institution and kind of act are the same
     */
    record PlannedView(String id, String title, int year, int quarter, @Nullable String reference, double likeness, boolean sure) {
    }

    record PlannedViews(List<PlannedView> items) {
    }

    /**
     * An early consultation that the draft may be the official one of.
     *
     * @param likeness  of the titles, from 0 to 1
     * @param suggested whether it looks like it: the same institution, or one before or after it, and similar words
     */
    record EarlyView(String id, String reference, String title, String institution, String deadline, double likeness, boolean suggested) {
    }

    record EarlyViews(List<EarlyView> items) {
    }

    record Opened(String id, String consultationId, String state) {
    }

    record Dismissal(@NotBlank @Size(max = 2_000) String reason) {
    }

    @GetMapping
    @Operation(summary = "Detected and uploaded drafts")
    CursorPage<View> list(@RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Draft.State wanted = null;
        if (state != null && !state.isBlank()) {
            for (Draft.State one : Draft.State.values()) {
                wanted = one.code().equals(state) ? one : wanted;
            }
            if (wanted == null) {
                throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("state", "unknown");
            }
        }
        int size = Cursor.limit(limit);
        String[] after = Cursor.decode(cursor, 2);
        if (after != null && !after[0].matches("-?\\d{1,18}")) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
        }
        CursorPage<Versioned<Draft>> page = CursorPage.of(drafts.list(wanted, after, size + 1), size,
                last -> Cursor.encode(Long.toString(last.state().origin().detectedAt().toEpochMilli()), last.id()));
        return new CursorPage<>(views(page.items()), page.next());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One draft")
    ResponseEntity<View> get(@PathVariable String id) {
        Versioned<Draft> found = find(id);
        return ResponseEntity.ok().eTag(Etags.of(found.version())).body(view(found));
    }

    /** Opens the consultation; done already, the answer is the same. */
    @PutMapping("/{id}/opening")
    @Operation(summary = "Opens a draft as a consultation")
    @Outcomes(refused = {"409 draft-being-read", "409 draft-dismissed", "409 early-consultation-gone", "422 deadline-in-past", "422 validation"})
    Opened open(@PathVariable String id, @Valid @RequestBody Opening body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) throws InterruptedException {
        Versioned<Draft> found = find(id);
        Draft draft = found.state();
        if (draft.state() == Draft.State.OPENED) {
            // Also what a crash kept from being linked.
            linkPlanned(body.planEntry(), draft.consultation(id));
            return new Opened(id, draft.consultation(id), draft.state().code());
        }
        Etags.requireMatch(ifMatch, found.version());
        if (draft.state() == Draft.State.READING || draft.isReadingAnother()) {
            throw Problem.of(HttpStatus.CONFLICT, "draft-being-read");
        }
        if (draft.state() == Draft.State.DISMISSED) {
            throw Problem.of(HttpStatus.CONFLICT, "draft-dismissed");
        }
        Draft.Facts decided = decided(id, body, draft);
        String consultation = decided.into() == null ? id : decided.into();
        if (body.planEntry() != null) {
            plan.chosen(new Published(consultation, decided.title(), decided.institution(), decided.actKind(), true, draft.origin().detectedAt()), body.planEntry());
        }
        drafts.decideToOpen(id, decided);
        worker.carryOn(id);
        Draft now = find(id).state();
        if (decided.into() != null && now.state() != Draft.State.OPENED && now.opening() == null) {
            throw Problem.of(HttpStatus.CONFLICT, "early-consultation-gone");
        }
        if (now.state() == Draft.State.OPENED) {
            linkPlanned(body.planEntry(), consultation);
        }
        return new Opened(id, consultation, now.state().code());
    }

    private void linkPlanned(@Nullable String entry, String consultation) {
        if (entry != null && !entry.isBlank() && plan.isFree(entry, consultation)) {
            plan.link(entry, consultation, Actor.current().id());
        }
    }

    /** Entries of the yearly plan that it may be, the surest first. */
    @GetMapping("/{id}/plan-entries")
    @Operation(summary = "Entries of the plan that a draft may be")
    PlannedViews planned(@PathVariable String id) {
        return new PlannedViews(plan.entriesOf(Drafts.published(id, find(id).state())).stream().limit(MOST_SHOWN)
                .map(one -> new PlannedView(one.id(), one.title(), one.year(), one.quarter(), one.reference(), Math.round(one.likeness() * 100) / 100.0, one.sure())).toList());
    }

    /** Early consultations that may be the beginning of this one, the most alike first. */
    @GetMapping("/{id}/early-consultations")
    @Operation(summary = "Early consultations that a draft may be the official one of")
    EarlyViews early(@PathVariable String id) {
        Draft draft = find(id).state();
        Set<String> bodies = new HashSet<>(institutions.withPredecessors(draft.facts().institution()));
        institutions.successors(draft.facts().institution()).stream().map(Institution::id).forEach(bodies::add);
        Set<String> words = Titles.stems(draft.facts().title());
        return new EarlyViews(consultations.early(MOST_EARLY).stream().filter(one -> !one.id().equals(id)).map(one -> {
            double likeness = Titles.likeness(words, Titles.stems(one.title()));
            return new EarlyView(one.id(), one.reference(), one.title(), one.institution(), one.deadline(), Math.round(likeness * 100) / 100.0,
                    likeness >= (bodies.contains(one.institution()) ? SIMILAR : VERY_SIMILAR));
        }).sorted(Comparator.comparing(EarlyView::suggested).thenComparingDouble(EarlyView::likeness).reversed()).limit(MOST_SHOWN).toList());
    }

    /** Decides that it will not become a consultation. */
    @PutMapping("/{id}/dismissal")
    @Operation(summary = "Decides that a draft will be no consultation")
    @Outcomes(refused = "409 draft-opened")
    View dismiss(@PathVariable String id, @Valid @RequestBody Dismissal body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Etags.requireMatch(ifMatch, find(id).version());
        Versioned<Draft> dismissed = drafts.store().change(id, draft -> {
            if (draft.state() == Draft.State.OPENED || draft.opening() != null) {
                throw Problem.of(HttpStatus.CONFLICT, "draft-opened");
            }
            return draft.state() == Draft.State.DISMISSED ? Change.quiet(draft) : Change.quiet(draft.dismissed(body.reason()));
        });
        plan.withdrawn(id);
        return view(dismissed);
    }

    /** Takes a draft up again that was laid aside; one that was not stays as it is. Of one that is another seen again, that has to be taken back first. */
    @DeleteMapping("/{id}/dismissal")
    @Operation(summary = "Takes up a dismissed draft again")
    @Outcomes(refused = "409 draft-seen-again")
    View takeUp(@PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Versioned<Draft> found = find(id);
        if (found.state().state() != Draft.State.DISMISSED) {
            return view(found);
        }
        Etags.requireMatch(ifMatch, found.version());
        if (found.state().sameAs() != null) {
            throw Problem.of(HttpStatus.CONFLICT, "draft-seen-again");
        }
        Versioned<Draft> taken = drafts.takeUp(id);
        plan.published(Drafts.published(id, taken.state()));
        return view(taken);
    }

    /** Says that it is another draft seen again: it is laid aside, and recorded there. Said already, the answer is the same. */
    @PutMapping("/{id}/same-as")
    @Operation(summary = "Says that a draft is another one seen again")
    @Outcomes(refused = {"409 draft-opened", "422 validation"})
    View same(@PathVariable String id, @Valid @RequestBody Same body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Versioned<Draft> found = find(id);
        if (body.draft().equals(found.state().sameAs())) {
            return view(found);
        }
        Etags.requireMatch(ifMatch, found.version());
        Draft first = drafts.find(body.draft()).map(Versioned::state).orElse(null);
        if (first == null || body.draft().equals(id) || first.sameAs() != null || !found.state().seenAlso().isEmpty()) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("/draft", first == null ? "unknown" : "invalid");
        }
        if (found.state().state() == Draft.State.OPENED || found.state().opening() != null) {
            throw Problem.of(HttpStatus.CONFLICT, "draft-opened");
        }
        drafts.same(id, body.draft(), "said");
        plan.withdrawn(id);
        return view(find(id));
    }

    /** Says that it is not the same, or not what it may be: it is carried on as a draft of its own, and not compared again. */
    @DeleteMapping("/{id}/same-as")
    @Operation(summary = "Says that a draft is not another one seen again")
    View apart(@PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Versioned<Draft> found = find(id);
        Draft draft = found.state();
        String first = draft.sameAs() != null ? draft.sameAs() : draft.perhaps() != null && draft.state() != Draft.State.OPENED && draft.opening() == null ? draft.perhaps().draft() : null;
        if (first == null) {
            return view(found);
        }
        Etags.requireMatch(ifMatch, found.version());
        return view(drafts.apart(id, first));
    }

    /**
     * Says where the publisher shows a draft that came by upload or message: from the source's next look on its page and documents are watched like those of any other.
     * Said already, the answer is the same.
     */
    @PutMapping("/{id}/publisher-page")
    @Operation(summary = "Says where the publisher shows a draft")
    @Outcomes(refused = {"409 draft-not-watched-elsewhere", "409 page-of-another-draft", "422 page-of-no-source"})
    View watchAt(@PathVariable String id, @Valid @RequestBody PageWish body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Versioned<Draft> found = find(id);
        Draft draft = found.state();
        PublisherPages.Place place = pages.place(body.url().strip()).orElseThrow(() -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "page-of-no-source")
                .field("/url", "page-of-no-source"));
        if (draft.page() != null && draft.page().url().equals(place.url())) {
            return view(found);
        }
        Etags.requireMatch(ifMatch, found.version());
        if (draft.origin().url() != null || draft.state() == Draft.State.DISMISSED || Boolean.TRUE.equals(draft.facts().network())) {
            throw Problem.of(HttpStatus.CONFLICT, "draft-not-watched-elsewhere");
        }
        if (drafts.isPageOfAnother(place.source(), place.url(), place.number())) {
            throw Problem.of(HttpStatus.CONFLICT, "page-of-another-draft");
        }
        drafts.watchAt(id, place, Actor.current().id());
        return view(find(id));
    }

    /** The page is watched no more; what was taken from it stays. */
    @DeleteMapping("/{id}/publisher-page")
    @Operation(summary = "Watches the publisher’s page no more")
    View leavePage(@PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Versioned<Draft> found = find(id);
        if (found.state().page() == null) {
            return view(found);
        }
        Etags.requireMatch(ifMatch, found.version());
        return view(drafts.leavePage(id));
    }

    /**
     * Takes in a file, and answers before it is read. What can be told from it in a second or two is refused at once; what only reading it shows is the
     * draft's {@code problem} later.
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Takes in a draft as a file")
    @Outcomes(success = 202, refused = {"413 document-too-large", "422 deadline-in-past", "422 document-corrupt", "422 document-empty", "422 document-macro", "422 document-password",
            "422 document-timeout", "422 document-too-many-pages", "422 document-unsupported", "422 document-zip-bomb", "422 validation"}, missing = false)
    ResponseEntity<View> upload(@RequestPart("file") MultipartFile file, @RequestParam String title, @RequestParam(required = false) @Nullable String institution,
            @RequestParam(required = false) @Nullable String deadline, @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key)
            throws IOException, InterruptedException {
        if (title.isBlank() || title.length() > LONGEST_TITLE) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("title", title.isBlank() ? "not-blank" : "too-long");
        }
        if (institution != null && !institution.isBlank() && institutions.find(institution).isEmpty()) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("institution", "unknown");
        }
        String until = deadline == null || deadline.isBlank() ? null : deadline(deadline);
        // The same key names the same draft, also where the first request died before it could be remembered.
        String id = "upload-" + (key == null ? Ids.next() : sha256(Actor.current().id() + "\n" + key).substring(0, 32));
        String name = file.getOriginalFilename() == null ? "draft" : file.getOriginalFilename();
        reader.take(file::getBytes, name,
                content -> drafts.uploaded(id, name, content, file.getContentType(), title.strip(), institution == null || institution.isBlank() ? null : institution, until));
        return ResponseEntity.accepted().location(URI.create("/api/drafts/" + id)).body(view(find(id)));
    }

    private String deadline(String text) {
        LocalDateTime deadline;
        try {
            deadline = LocalDateTime.parse(text).truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeParseException malformed) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("deadline", "invalid");
        }
        return future(deadline, "deadline").toString();
    }

    private LocalDateTime future(LocalDateTime deadline, String pointer) {
        if (!deadline.atZone(WorkingDays.ZONE).toInstant().isAfter(clock.instant())) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "deadline-in-past").field(pointer, "future");
        }
        return deadline;
    }

    private Draft.Facts decided(String id, Opening body, Draft draft) {
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        boolean network = "network".equals(body.owner());
        if (body.owner() != null && !network && !body.owner().equals("government")) {
            problem.field("/owner", "unknown");
        }
        if (network && (draft.origin().url() != null || draft.page() != null)) {
            // What was found at a publisher's is the publisher's.
            problem.field("/owner", "invalid");
        }
        if (network ? body.institution() != null && !body.institution().isBlank() : institutions.find(body.institution()).isEmpty()) {
            problem.field("/institution", network ? "network-has-no-institution" : body.institution() == null || body.institution().isBlank() ? "not-blank" : "unknown");
        }
        institutions.find(body.institution()).filter(one -> one.endedBefore(LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE)))
                .ifPresent(ended -> problem.field("/institution", "institution-ended", ended.validTo() == null ? "" : ended.validTo()));
        boolean early = "early".equals(body.stage());
        if (body.stage() != null && !early && !body.stage().equals("open")) {
            problem.field("/stage", "unknown");
        }
        String into = body.earlyConsultation() == null || body.earlyConsultation().isBlank() ? null : body.earlyConsultation();
        Consultations.Early joined = into == null ? null : consultations.early(into).orElse(null);
        // Joined already by this very draft: a crash came before it was written down here.
        boolean done = into != null && consultations.follows(into, id);
        if (into != null && !done && joined == null && consultations.card(into).isPresent()) {
            throw Problem.of(HttpStatus.CONFLICT, "early-consultation-gone");
        }
        if (into != null && !done && (joined == null || early || !joined.owner().equals(network ? "network" : "government"))) {
            problem.field("/earlyConsultation", joined == null ? "unknown" : "invalid");
        }
        if (!Institutions.ACT_KINDS.contains(body.actKind())) {
            problem.field("/actKind", "unknown");
        }
        for (int i = 0; i < body.fields().size(); i++) {
            if (!institutions.fields().contains(body.fields().get(i))) {
                problem.field("/fields/" + i, "unknown");
            }
        }
        if (!LANGUAGES.contains(body.language())) {
            problem.field("/language", "unknown");
        }
        if (body.planEntry() != null && !body.planEntry().isBlank() && !plan.isFree(body.planEntry(), into == null ? id : into)) {
            problem.field("/planEntry", "unknown");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        LocalDateTime deadline = future(body.deadline().truncatedTo(ChronoUnit.MINUTES), "/deadline");
        return new Draft.Facts(body.title().strip(), draft.facts().description(), network ? Institutions.NETWORK.id() : Objects.requireNonNull(body.institution()), body.actKind(),
                body.fields().stream().distinct().toList(), deadline.toString(), body.language(), draft.facts().officerName(), draft.facts().start(), network, early, Actor.current().id(), into);
    }

    private Versioned<Draft> find(String id) {
        return drafts.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    private View view(Versioned<Draft> found) {
        return views(List.of(found)).getFirst();
    }

    /** What their other sightings brought is looked up once for all of them. */
    private List<View> views(List<Versioned<Draft>> all) {
        Set<String> sightings = all.stream().map(Versioned::state).filter(draft -> !Drafts.bringsNoTexts(draft)).flatMap(draft -> draft.seenAlso().stream()).map(Draft.Sighting::draft)
                .collect(Collectors.toSet());
        Map<String, Draft> seen = drafts.byId(sightings);
        return all.stream().map(found -> view(found, seen)).toList();
    }

    private View view(Versioned<Draft> found, Map<String, Draft> seen) {
        Draft draft = found.state();
        Draft.Facts facts = draft.facts();
        String code = draft.state() == Draft.State.DISMISSED ? draft.reason() : draft.reading().problem();
        boolean known = code != null && code.matches("[a-z-]+");
        List<SightingView> seenAlso = draft.seenAlso().stream()
                .map(one -> new SightingView(one.draft(), one.source(), one.url(), one.at(), one.how(), Drafts.hasNewerText(draft, seen.get(one.draft())))).toList();
        return new View(found.id(), draft.origin().source(), facts.title(), facts.description(), draft.origin().url(), draft.origin().detectedAt(), draft.state().code(),
                facts.deadline(), facts.institution(), facts.actKind(), facts.fields(), facts.language(), draft.reading().articleCount(),
                draft.reading().warnings().stream().map(this::warning).toList(), problem(code), known ? code : null,
                draft.state() == Draft.State.OPENED ? draft.consultation(found.id()) : null, found.version(), draft.sameAs(), seenAlso, period(draft), page(draft.page()),
                progress(draft), incoming(draft.incoming()), perhaps(draft));
    }

    private @Nullable PerhapsView perhaps(Draft draft) {
        Draft.Perhaps perhaps = draft.state() == Draft.State.WAITING || draft.state() == Draft.State.UNREADABLE ? draft.perhaps() : null;
        return perhaps == null ? null : drafts.find(perhaps.draft()).filter(other -> other.state().state() != Draft.State.DISMISSED)
                .map(other -> new PerhapsView(other.id(), other.state().facts().title(), Math.round(perhaps.likeness() * 100) / 100.0)).orElse(null);
    }

    private @Nullable String problem(@Nullable String code) {
        return code == null ? null : phrases.say("problem", code + ".detail", phrases.say("draft", code, code));
    }

    private Reader.@Nullable Progress progress(Draft draft) {
        StoredDocument read = draft.isReadingAnother() ? draft.incoming().document() : draft.state() == Draft.State.READING ? MainDocument.of(draft) : null;
        return reader.progress(read).orElse(null);
    }

    private @Nullable IncomingView incoming(Draft.@Nullable Kept kept) {
        return kept == null ? null : new IncomingView(kept.document().fileName(), kept.problem() == null ? "reading" : "refused", problem(kept.problem()), kept.problem());
    }

    private @Nullable PageView page(Draft.@Nullable Page page) {
        if (page == null) {
            return null;
        }
        String by = page.by().equals(Draft.Page.BY_MAIL) || page.by().equals(Draft.Page.BY_SIGHTING) ? page.by() : "secretariat";
        String problem = page.problem() == null ? null : phrases.say("source", page.problem(), page.problem());
        return new PageView(page.url(), page.source(), by, page.givenAt(), page.lookedAt(), page.followed() ? "watched" : page.problem() == null ? "waiting" : "failing", problem, page.problem());
    }

    /** Whether the publisher gives enough days, from the first day it names or the day on which it was found. */
    private @Nullable RuleCheck period(Draft draft) {
        if (draft.facts().deadline() == null || Boolean.TRUE.equals(draft.facts().network()) || Boolean.TRUE.equals(draft.facts().early())) {
            return null;
        }
        LocalDate last = LocalDateTime.parse(draft.facts().deadline()).toLocalDate();
        LocalDate found = draft.origin().detectedAt().atZone(WorkingDays.ZONE).toLocalDate();
        LocalDate said = draft.facts().start() == null ? found : LocalDate.parse(draft.facts().start());
        return RuleCheck.ofPeriod(rules, said.isAfter(last) ? found : said, last);
    }

    private WarningView warning(Warning warning) {
        return new WarningView(warning.code(), warning.node(), phrases.say("warning", warning.code(), warning.message()));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))).toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
