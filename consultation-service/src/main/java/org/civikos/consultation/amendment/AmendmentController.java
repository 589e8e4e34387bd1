package org.civikos.consultation.amendment;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.consultation.CommentCounts;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.consultation.Structure;
import org.civikos.consultation.consultation.Structures;
import org.civikos.consultation.draft.Reader;
import org.civikos.consultation.text.Phrases;
import org.civikos.platform.id.Ids;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
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

/** Laws in force, and amending drafts applied to them, over HTTP. */
@RestController
class AmendmentController {

    private static final int LONGEST_TITLE = 500;

    private final Laws laws;
    private final Structures structures;
    private final Consultations consultations;
    private final CommentCounts counts;
    private final Reader reader;
    private final LawWorker worker;
    private final Phrases phrases;

    AmendmentController(Laws laws, Structures structures, Consultations consultations, CommentCounts counts, Reader reader, LawWorker worker, Phrases phrases) {
        this.laws = laws;
        this.structures = structures;
        this.consultations = consultations;
        this.counts = counts;
        this.reader = reader;
        this.worker = worker;
        this.phrases = phrases;
    }

    /**
     * @param state    reading, ready, or unreadable
     * @param problem  why it cannot be read, in words and as a code
     * @param progress how far the recognition of a scan has come
     */
    record LawView(String id, String title, String number, String language, int articleCount, Instant uploadedAt, String state, @Nullable String problem, @Nullable String problemCode,
            Reader.@Nullable Progress progress) {
    }

    /** One of the two: a law that was uploaded, or an earlier draft that was adopted. */
    record LinkBody(@Nullable String law, @Nullable String consultation) {
    }

    /**
     * @param uploaded whether it is one that the secretariat uploaded; else an earlier draft that was adopted
     * @param linkedBy secretariat, number or title
     */
    record LinkedView(String id, String title, @Nullable String number, boolean uploaded, String linkedBy) {
    }

    /**
     * @param op    equal, delete or insert
     * @param order that caused it, counted from 0; -1 for none
     */
    record PieceView(String op, String text, int order) {
    }

    /**
     * @param state        same, changed, deleted or added
     * @param commentCount comments that were made at this place of the law and stand; 0 for one that is added: these are made at the draft's own words
     */
    record ElementView(String id, String kind, @Nullable String number, @Nullable String heading, @Nullable String parent, String state, List<PieceView> text, List<Integer> orders,
            int commentCount) {
    }

    /**
     * @param node    of the amending draft
     * @param article that it is about
     * @param target  the element that it changed, where it was applied
     * @param reason  why it was not, a code
     */
    record OrderView(String node, String said, @Nullable String article, @Nullable String target, @Nullable String reason) {
    }

    record AppliedView(LinkedView law, String language, int applied, int notApplied, List<ElementView> elements, List<OrderView> orders) {
    }

    /** Keeps a law in force, and answers before it is read: its state says when it is ready, or why it cannot be read. */
    @PostMapping(path = "/api/laws-in-force", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Takes in a law in force")
    @Outcomes(success = 202, refused = {"413 document-too-large", "422 document-corrupt", "422 document-empty", "422 document-macro", "422 document-password", "422 document-timeout",
            "422 document-too-many-pages", "422 document-unsupported", "422 document-zip-bomb", "422 validation"}, missing = false)
    ResponseEntity<LawView> upload(@RequestPart("file") MultipartFile file, @RequestParam String title, @RequestParam String number,
            @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key) throws IOException, InterruptedException {
        if (title.isBlank() || title.length() > LONGEST_TITLE) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("title", title.isBlank() ? "not-blank" : "too-long");
        }
        if (number.isBlank() || number.length() > 40) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("number", number.isBlank() ? "not-blank" : "too-long");
        }
        String id = Laws.id(key == null ? Ids.next() : Actor.current().id() + "\n" + key);
        String name = file.getOriginalFilename() == null ? "law" : file.getOriginalFilename();
        Versioned<Law> kept = reader.take(file::getBytes, name, content -> laws.keep(id, title.strip(), number.strip(), content, name, file.getContentType()));
        worker.wake(id);
        return ResponseEntity.accepted().location(URI.create("/api/laws-in-force/" + id)).body(view(kept));
    }

    @GetMapping("/api/laws-in-force")
    @Operation(summary = "Laws in force that are known")
    CursorPage<LawView> list(@RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] after = Cursor.decode(cursor, 1);
        return CursorPage.of(laws.list(after == null ? null : after[0], size + 1), size, last -> Cursor.encode(last.id())).map(this::view);
    }

    @GetMapping("/api/laws-in-force/{id}")
    @Operation(summary = "One law in force")
    LawView get(@PathVariable String id) {
        return view(laws.law(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found")));
    }

    /** Says which law an amending draft is to be read with. */
    @PutMapping("/api/consultations/{consultation}/law-in-force")
    @Operation(summary = "Says which law an amending draft is read with")
    @Outcomes(refused = {"404 no-law-in-force", "422 validation"})
    LinkedView link(@PathVariable String consultation, @RequestBody LinkBody body) {
        Structure amending = text(consultation);
        if ((body.law() == null) == (body.consultation() == null)) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("/law", "unknown");
        }
        if (body.law() != null && laws.law(body.law()).isEmpty()) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("/law", "unknown");
        }
        if (body.consultation() != null && (body.consultation().equals(consultation) || consultations.target(body.consultation()).isEmpty() || structures.find(body.consultation()).isEmpty())) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("/consultation", "unknown");
        }
        laws.link(consultation, new LawLink(body.law(), body.consultation()));
        return laws.of(consultation, amending.nodes()).map(AmendmentController::view).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "no-law-in-force"));
    }

    /** Says that it is to be read with none, whatever its title names. */
    @DeleteMapping("/api/consultations/{consultation}/law-in-force")
    @Operation(summary = "Says that an amending draft is read with no law")
    @Outcomes(success = 204)
    ResponseEntity<Void> unlink(@PathVariable String consultation) {
        text(consultation);
        laws.link(consultation, new LawLink(null, null));
        return ResponseEntity.noContent().build();
    }

    /** The law in force as it would read with this draft, and what of the draft could not be applied. */
    @GetMapping("/api/consultations/{consultation}/applied")
    @Operation(summary = "The law in force as it would read with this draft")
    @Outcomes(refused = "404 no-law-in-force")
    ResponseEntity<AppliedView> applied(@PathVariable String consultation) {
        Structure amending = text(consultation);
        Laws.Found law = laws.of(consultation, amending.nodes()).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "no-law-in-force"));
        Consolidation result = Consolidation.of(amending.nodes(), law.text().nodes());
        CommentCounts.Counts figures = counts.of(consultation);
        int applied = (int) result.orders().stream().filter(Consolidation.Order::applied).count();
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(new AppliedView(view(law), law.text().language(), applied, result.orders().size() - applied,
                result.elements().stream().map(one -> new ElementView(one.id(), small(one.kind()), one.number(), one.heading(), one.parent(), small(one.state()),
                        one.text().stream().map(piece -> new PieceView(small(piece.op()), piece.text(), piece.order())).toList(), one.orders(), figures.inLaw(law.id(), one.id()))).toList(),
                result.orders().stream().map(one -> new OrderView(one.node(), one.said(), one.article(), one.target(), one.reason())).toList()));
    }

    private Structure text(String consultation) {
        return consultations.target(consultation).flatMap(target -> structures.find(target.id())).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    private static String small(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static LinkedView view(Laws.Found found) {
        return new LinkedView(found.id(), found.title(), found.number(), found.uploaded(), found.linkedBy());
    }

    private LawView view(Versioned<Law> found) {
        Law law = found.state();
        String problem = law.problem() == null ? null : phrases.say("problem", law.problem() + ".detail", law.problem());
        return new LawView(found.id(), law.title(), law.number(), law.language(), law.articleCount(), law.uploadedAt(),
                law.isBeingRead() ? "reading" : law.problem() == null ? "ready" : "unreadable", problem, law.problem(),
                law.isBeingRead() ? reader.progress(law.document()).orElse(null) : null);
    }
}
