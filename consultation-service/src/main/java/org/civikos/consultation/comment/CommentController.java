package org.civikos.consultation.comment;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.civikos.consultation.anchor.Quote;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.comment.CommentViews.View;
import org.civikos.consultation.network.Network;
import org.civikos.platform.id.Ids;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Comments over HTTP: read by whom the consultation's setting lets, written by mandated representatives. */
@RestController
class CommentController {

    static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_NOTE = 2_000;
    private static final int MOST_REFERENCES = 10;
    /** Nothing but the web: an address of another kind could run something in the reader's browser. */
    static final Pattern WEB = Pattern.compile("https?://[^\\s<>\"]{3,1000}");
    private static final Set<String> REFERENCE_KINDS = Set.of("law", "acquis", "data", "case", "other");
    private static final String PATH = "/api/consultations/{consultation}/comments";

    private final Comments comments;
    private final Attachments attachments;
    private final Network network;

    CommentController(Comments comments, Attachments attachments, Network network) {
        this.comments = comments;
        this.attachments = attachments;
        this.network = network;
    }

    record QuoteBody(@Nullable String exact, @Nullable String prefix, @Nullable String suffix, @Nullable Integer start) {
    }

    record ReferenceBody(@Nullable String kind, @Nullable String label, @Nullable String url) {
    }

    /** The place in the law in force at which it is written, with the draft applied to it: the law's identifier and a node of its text. */
    record LawBody(@Nullable String law, @Nullable String node) {
    }

    record Submission(@Nullable String organisation, @Nullable String node, @Nullable QuoteBody quote, @Nullable String kind, @Nullable String importance, @Nullable String text,
            @Nullable String proposedWording, @Nullable String justification, @Nullable List<ReferenceBody> references, @Nullable String replaces, @Nullable LawBody law) {
    }

    /** What to tell the colleagues. */
    record Note(@Nullable String note) {
    }

    record Drafts(List<View> items) {
    }

    /**
     * Comments in the order of their submission, where only those of my own organisations are asked for or may be read one organisation after the
     * other; {@code node=} without a value are those on the draft as a whole, {@code law} and {@code lawNode} name a place in the law in force at which they
     * were made, {@code outcome} what became of them at the publisher's: accepted, partly, rejected or none.
     */
    @GetMapping(PATH)
    @Operation(summary = "Comments on a consultation or on a part of it")
    @Outcomes(refused = "401 sign-in-required")
    CursorPage<View> list(@PathVariable String consultation, @RequestParam(required = false) @Nullable String node, @RequestParam(required = false) @Nullable String law,
            @RequestParam(required = false) @Nullable String lawNode, @RequestParam(required = false) @Nullable String outcome, @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] after = Cursor.decode(cursor, 2);
        if (after != null && !after[1].matches("\\d{1,9}")) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
        }
        if ((law == null) != (lawNode == null)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field(law == null ? "law" : "lawNode", "not-blank");
        }
        Comments.Where where = new Comments.Where(node, law == null ? null : new Comments.LawAt(law, lawNode),
                outcome == null || outcome.equals("none") ? null : Comment.Outcome.of(outcome).orElseThrow(() -> Problem.of(HttpStatus.BAD_REQUEST, "validation").field("outcome", "unknown")),
                "none".equals(outcome));
        Viewer viewer = viewer();
        if (mine || comments.readsOwnAlone(consultation, viewer)) {
            return CursorPage.of(comments.own(consultation, where, viewer, after == null ? "" : after[0], after == null ? 0 : Integer.parseInt(after[1]), size + 1, !mine), size,
                    last -> Cursor.encode(last.comment().state().organisation(), String.valueOf(last.turn()))).map(one -> CommentViews.listed(one.comment(), viewer));
        }
        // A cursor in the row of an organisation is from before the setting changed: rather some twice than any missed.
        int from = after == null || !after[0].isEmpty() ? 0 : Integer.parseInt(after[1]);
        return CursorPage.of(comments.list(consultation, where, viewer, from, size + 1), size, last -> Cursor.encode("", String.valueOf(last.turn())))
                .map(one -> CommentViews.listed(one.comment(), viewer));
    }

    /** One comment, under its own address. */
    @GetMapping(PATH + "/{id}")
    @Operation(summary = "One comment")
    @Outcomes(refused = "401 sign-in-required")
    ResponseEntity<View> get(@PathVariable String consultation, @PathVariable String id) {
        Viewer viewer = viewer();
        return answer(HttpStatus.OK, comments.find(consultation, id, viewer), viewer);
    }

    /** Submits under an identifier that the client has made: 201 the first time, 200 when it is there already. */
    @PutMapping(PATH + "/{id}")
    @Operation(summary = "Submits a comment under an identifier made by the client")
    @Outcomes(success = {200, 201}, refused = {"403 no-mandate", "403 organisation-suspended", "403 sign-off-needed", "409 comment-changed", "409 comment-exists", "409 comment-not-open",
            "409 comment-superseded", "409 comments-general-only", "409 comments-not-taken", "409 deadline-passed", "409 place-lost", "422 comment-too-long",
            "422 justification-required", "422 quote-not-found", "422 unknown-node", "422 validation", "422 wording-required"})
    ResponseEntity<View> submit(@PathVariable String consultation, @PathVariable String id, @RequestBody Submission body) {
        Viewer viewer = viewer();
        Comments.Made made = comments.submit(id, checked(consultation, id, body, viewer.person(), true));
        return answer(made.made() ? HttpStatus.CREATED : HttpStatus.OK, made.comment(), viewer);
    }

    /** Keeps a draft under an identifier that the client has made, for the organisation alone. */
    @PutMapping(PATH + "/{id}/draft")
    @Operation(summary = "Keeps a draft of a comment, for the organisation alone")
    @Outcomes(success = {200, 201}, refused = {"403 no-mandate", "403 organisation-suspended", "403 sign-off-needed", "409 comment-exists", "409 comment-not-open", "409 comments-general-only",
            "409 comments-not-taken", "409 deadline-passed", "409 too-many-drafts", "422 comment-too-long", "422 quote-not-found", "422 unknown-node",
            "422 validation"})
    ResponseEntity<View> save(@PathVariable String consultation, @PathVariable String id, @RequestBody Submission body,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Viewer viewer = viewer();
        Comments.Made made = comments.save(id, checked(consultation, id, body, viewer.person(), false), version -> Etags.requireMatch(ifMatch, version));
        return answer(made.made() ? HttpStatus.CREATED : HttpStatus.OK, made.comment(), viewer);
    }

    /** Asks a colleague to look at a draft. */
    @PutMapping(PATH + "/{id}/review")
    @Operation(summary = "Asks a colleague to look at a draft")
    @Outcomes(refused = {"403 no-mandate", "403 organisation-suspended", "409 comment-not-open", "409 comments-not-taken", "409 deadline-passed", "422 validation"})
    ResponseEntity<View> review(@PathVariable String consultation, @PathVariable String id, @RequestBody Note body) {
        Viewer viewer = viewer();
        return answer(HttpStatus.OK, comments.askReview(consultation, id, viewer.person(), note(body)), viewer);
    }

    /** Hands a draft to whoever may sign off; where it is with a colleague, only a colleague can. */
    @PutMapping(PATH + "/{id}/hand-over")
    @Operation(summary = "Hands a draft to whoever may sign off")
    @Outcomes(refused = {"403 no-mandate", "403 organisation-suspended", "409 comment-not-open", "409 comments-not-taken", "409 deadline-passed", "409 review-by-another",
            "422 justification-required", "422 validation", "422 wording-required"})
    ResponseEntity<View> handOver(@PathVariable String consultation, @PathVariable String id, @RequestBody Note body) {
        Viewer viewer = viewer();
        return answer(HttpStatus.OK, comments.handOver(consultation, id, viewer.person(), note(body)), viewer);
    }

    /** Gives a draft back to be worked on. */
    @PutMapping(PATH + "/{id}/return")
    @Operation(summary = "Gives a draft back to be worked on")
    @Outcomes(refused = {"403 no-mandate", "403 organisation-suspended", "409 comment-not-open", "409 comments-not-taken", "409 deadline-passed", "422 validation"})
    ResponseEntity<View> giveBack(@PathVariable String consultation, @PathVariable String id, @RequestBody Note body) {
        Viewer viewer = viewer();
        return answer(HttpStatus.OK, comments.giveBack(consultation, id, viewer.person(), note(body)), viewer);
    }

    /** Signs off a draft, which submits it. With If-Match only what the signer has read. */
    @PutMapping(PATH + "/{id}/sign-off")
    @Operation(summary = "Signs off a draft, which submits it")
    @Outcomes(refused = {"403 no-mandate", "403 organisation-suspended", "403 sign-off-needed", "409 comment-changed", "409 comment-not-open", "409 comment-superseded",
            "409 comments-not-taken", "409 deadline-passed", "409 place-lost", "422 justification-required", "422 validation", "422 wording-required"})
    ResponseEntity<View> signOff(@PathVariable String consultation, @PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Viewer viewer = viewer();
        return answer(HttpStatus.OK, comments.signOff(consultation, id, viewer.person(), version -> Etags.requireMatch(ifMatch, version)), viewer);
    }

    /** Takes a submitted comment back, or throws a draft away. */
    @PutMapping(PATH + "/{id}/withdrawal")
    @Operation(summary = "Takes a comment back, or throws a draft away")
    @Outcomes(refused = {"403 no-mandate", "403 organisation-suspended", "403 sign-off-needed", "409 comment-superseded", "409 comments-not-taken", "409 deadline-passed"})
    ResponseEntity<View> withdraw(@PathVariable String consultation, @PathVariable String id) {
        Viewer viewer = viewer();
        return answer(HttpStatus.OK, comments.withdraw(consultation, id, viewer.person()), viewer);
    }

    /** Drafts of my organisations on this consultation, longest waiting first. */
    @GetMapping("/api/consultations/{consultation}/comment-drafts")
    @Operation(summary = "Drafts of my organisations on a consultation")
    Drafts drafts(@PathVariable String consultation) {
        comments.target(consultation);
        Viewer viewer = viewer();
        return new Drafts(comments.open(consultation, viewer.organisations()).stream().map(one -> CommentViews.whole(one, viewer)).toList());
    }

    /** Drafts of my organisations on all consultations, longest waiting first. */
    @GetMapping("/api/comment-drafts")
    @Operation(summary = "Drafts of my organisations on all consultations")
    Drafts allDrafts() {
        Viewer viewer = viewer();
        return new Drafts(comments.open(null, viewer.organisations()).stream().map(one -> CommentViews.whole(one, viewer)).toList());
    }

    /** Adds a file to a draft: PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG or plain text. */
    @PostMapping(path = PATH + "/{id}/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Adds a file to a draft of a comment")
    @Outcomes(refused = {"403 no-mandate", "403 organisation-suspended", "403 sign-off-needed", "409 comment-not-open", "409 too-many-attachments", "413 attachment-too-large",
            "422 attachment-bomb", "422 attachment-damaged", "422 attachment-empty", "422 attachment-kind", "422 attachment-locked",
            "422 attachment-macro", "422 attachment-mismatch"})
    ResponseEntity<View> attach(@PathVariable String consultation, @PathVariable String id, @RequestPart("file") MultipartFile file) throws IOException {
        Viewer viewer = viewer();
        return answer(HttpStatus.OK, attachments.add(consultation, id, viewer.person(), file.getOriginalFilename() == null ? "" : file.getOriginalFilename(), file.getBytes()), viewer);
    }

    @DeleteMapping(PATH + "/{id}/attachments/{attachment}")
    @Operation(summary = "Takes a file off a draft of a comment")
    @Outcomes(refused = {"403 no-mandate", "403 organisation-suspended", "403 sign-off-needed", "409 comment-not-open"})
    ResponseEntity<View> detach(@PathVariable String consultation, @PathVariable String id, @PathVariable String attachment) {
        Viewer viewer = viewer();
        return answer(HttpStatus.OK, attachments.remove(consultation, id, viewer.person(), attachment), viewer);
    }

    /** A file as it was attached; offered for download, never shown inside our own pages. */
    @GetMapping(PATH + "/{id}/attachments/{attachment}")
    @Operation(summary = "A file of a comment")
    @Outcomes(refused = "401 sign-in-required")
    ResponseEntity<StreamingResponseBody> attachment(@PathVariable String consultation, @PathVariable String id, @PathVariable String attachment) {
        Viewer viewer = viewer();
        Comment comment = comments.find(consultation, id, viewer).state();
        Comment.Attachment file = comment.content().attachments().stream().filter(one -> one.id().equals(attachment) && viewer.reads(comment)).findFirst()
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(file.mediaType())).contentLength(file.bytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(file.fileName(), StandardCharsets.UTF_8).build().toString())
                .header("X-Content-Type-Options", "nosniff").header("Content-Security-Policy", "sandbox")
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(out -> attachments.write(id, file, out));
    }

    private Viewer viewer() {
        Actor actor = Actor.current();
        return Viewer.of(actor, actor.isAnonymous() ? Set.of() : network.organisationsOf(actor.id()));
    }

    private static ResponseEntity<View> answer(HttpStatus status, Versioned<Comment> found, Viewer viewer) {
        return ResponseEntity.status(status).eTag(Etags.of(found.version())).body(CommentViews.whole(found, viewer));
    }

    private static @Nullable String note(Note body) {
        if (body.note() != null && body.note().length() > LONGEST_NOTE) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("/note", "too-long");
        }
        return blankToNull(body.note());
    }

    /** @param whole whether nothing may be missing any more */
    static Comments.Wish checked(String consultation, String id, Submission body, String person, boolean whole) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        texts.put("/text", body.text());
        texts.put("/proposedWording", body.proposedWording());
        texts.put("/justification", body.justification());
        texts.forEach((pointer, text) -> {
            if (text != null && text.codePointCount(0, text.length()) > LONGEST_TEXT) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "comment-too-long", LONGEST_TEXT).field(pointer, "too-long");
            }
        });
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        if (!Ids.isValid(id)) {
            problem.field("id", "pattern");
        }
        if (body.organisation() == null || body.organisation().isBlank()) {
            problem.field("/organisation", "not-blank");
        }
        if (Comment.Kind.of(body.kind()).isEmpty() && (whole || body.kind() != null)) {
            problem.field("/kind", body.kind() == null ? "not-null" : "unknown");
        }
        if (Comment.Importance.of(body.importance()).isEmpty() && (whole || body.importance() != null)) {
            problem.field("/importance", body.importance() == null ? "not-null" : "unknown");
        }
        if (whole && blankToNull(body.text()) == null && blankToNull(body.proposedWording()) == null && blankToNull(body.justification()) == null) {
            problem.field("/text", "not-blank");
        }
        if (body.replaces() != null && (!Ids.isValid(body.replaces()) || body.replaces().equals(id))) {
            problem.field("/replaces", "unknown");
        }
        List<Comment.Reference> references = references(body.references(), problem);
        Quote quote = quote(body.quote(), problem);
        if (body.law() != null && (blankToNull(body.law().law()) == null || blankToNull(body.law().node()) == null)) {
            problem.field("/law", "not-blank");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        Comment.Kind kind = Comment.Kind.of(body.kind()).orElse(null);
        if (whole && kind != null && kind.needsJustification() && blankToNull(body.justification()) == null) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "justification-required").field("/justification", "not-blank");
        }
        Comment.Content content = new Comment.Content(kind, Comment.Importance.of(body.importance()).orElse(null), blankToNull(body.text()), blankToNull(body.proposedWording()),
                blankToNull(body.justification()), references, List.of());
        return new Comments.Wish(consultation, person, String.valueOf(body.organisation()), content, blankToNull(body.node()), quote, body.replaces(),
                body.law() == null ? null : new Comments.LawAt(String.valueOf(body.law().law()), String.valueOf(body.law().node())));
    }

    private static List<Comment.Reference> references(@Nullable List<ReferenceBody> bodies, Problem problem) {
        List<Comment.Reference> references = new ArrayList<>();
        if (bodies == null) {
            return references;
        }
        if (bodies.size() > MOST_REFERENCES) {
            problem.field("/references", "too-many");
            return references;
        }
        for (int i = 0; i < bodies.size(); i++) {
            ReferenceBody one = bodies.get(i);
            if (one == null || one.kind() == null || !REFERENCE_KINDS.contains(one.kind())) {
                problem.field("/references/" + i + "/kind", "unknown");
            } else if (one.label() == null || one.label().isBlank() || one.label().length() > 500) {
                problem.field("/references/" + i + "/label", one.label() == null || one.label().isBlank() ? "not-blank" : "too-long");
            } else if (one.url() != null && !one.url().isBlank() && !WEB.matcher(one.url()).matches()) {
                problem.field("/references/" + i + "/url", "invalid");
            } else {
                references.add(new Comment.Reference(one.kind(), one.label().strip(), blankToNull(one.url())));
            }
        }
        return references;
    }

    private static @Nullable Quote quote(@Nullable QuoteBody body, Problem problem) {
        if (body == null) {
            return null;
        }
        if (body.exact() == null || body.exact().isBlank() || body.exact().length() > Quote.LONGEST) {
            problem.field("/quote/exact", body.exact() == null || body.exact().isBlank() ? "not-blank" : "too-long");
            return null;
        }
        if (body.prefix() != null && body.prefix().length() > Quote.AROUND || body.suffix() != null && body.suffix().length() > Quote.AROUND) {
            problem.field("/quote/prefix", "too-long");
            return null;
        }
        return new Quote(body.exact(), body.prefix(), body.suffix(), body.start() == null ? 0 : Math.max(0, body.start()));
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
