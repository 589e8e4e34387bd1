package org.civikos.consultation.comment;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.civikos.consultation.anchor.Quote;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.comment.CommentViews.View;
import org.civikos.consultation.consultation.CommentCounts;
import org.civikos.consultation.network.Network;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The secretariat's side of comments over HTTP: settings, queues, and what it decides about one. */
@RestController
@RequestMapping("/api/consultations/{consultation}")
class CommentModerationController {

    private static final Logger LOG = LoggerFactory.getLogger(CommentModerationController.class);

    private static final int LONGEST_WHERE = 500;

    private final Moderation moderation;
    private final Comments comments;
    private final Settings settings;
    private final Shelves shelves;
    private final CommentProperties properties;
    private final Network network;

    CommentModerationController(Moderation moderation, Comments comments, Settings settings, Shelves shelves, CommentProperties properties, Network network) {
        this.moderation = moderation;
        this.comments = comments;
        this.settings = settings;
        this.shelves = shelves;
        this.properties = properties;
        this.network = network;
    }

    /**
     * @param visibility          network, all or nobody
     * @param late                refuse, queue or mark
     * @param commentRightSubmits whether the right {@code comment} alone submits: of the network, not of the consultation
     * @param mayRead             whether whoever asks sees the comments of others
     * @param orphans             for the secretariat: comments that wait to be placed in the text in force
     */
    record SettingsView(String visibility, String late, boolean commentRightSubmits, boolean mayRead, int orphans) {
    }

    record SettingsBody(@Nullable String visibility, @Nullable String late) {
    }

    record Reason(@NotBlank @Size(max = 2_000) String reason) {
    }

    /** @param node none for the draft as a whole */
    record PlaceBody(@Nullable String node, CommentController.@Nullable QuoteBody quote) {
    }

    /** What holds for the comments of this consultation. */
    @GetMapping("/comment-settings")
    @Operation(summary = "What holds for the comments of a consultation")
    ResponseEntity<SettingsView> settings(@PathVariable String consultation) {
        comments.target(consultation);
        return view(settings.versioned(consultation));
    }

    /** Sets who sees comments and what becomes of late ones; from nobody to one of the others is the publication. */
    @PutMapping("/comment-settings")
    @Operation(summary = "Sets who sees comments and what becomes of late ones")
    @Outcomes(refused = "422 validation")
    ResponseEntity<SettingsView> set(@PathVariable String consultation, @RequestBody SettingsBody body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        comments.target(consultation);
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        if (CommentSettings.Visibility.of(body.visibility()).isEmpty()) {
            problem.field("/visibility", body.visibility() == null ? "not-null" : "unknown");
        }
        if (CommentSettings.LatePolicy.of(body.late()).isEmpty()) {
            problem.field("/late", body.late() == null ? "not-null" : "unknown");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        CommentSettings wanted = new CommentSettings(CommentSettings.Visibility.of(body.visibility()).orElseThrow(), CommentSettings.LatePolicy.of(body.late()).orElseThrow());
        Versioned<CommentSettings> set = settings.set(consultation, wanted, version -> Etags.requireMatch(ifMatch, version));
        LOG.info("Comments on {} are seen by {}, late ones: {}", consultation, wanted.visibility().code(), wanted.late().code());
        return view(set);
    }

    /** Comments that wait for the secretariat: {@code orphans} of an earlier text, or {@code late} ones. */
    @GetMapping("/comment-queues/{queue}")
    @Operation(summary = "Comments that wait for the secretariat")
    CursorPage<View> queue(@PathVariable String consultation, @PathVariable String queue, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] decoded = Cursor.decode(cursor, 2);
        if (decoded != null && !decoded[1].matches("\\d{1,9}")) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
        }
        int after = decoded == null ? 0 : Integer.parseInt(decoded[1]);
        Viewer viewer = viewer();
        return CursorPage.of(switch (queue) {
            case "orphans" -> moderation.orphans(consultation, after, size + 1);
            case "late" -> moderation.late(consultation, after, size + 1);
            default -> throw Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }, size, last -> Cursor.encode("", String.valueOf(last.turn()))).map(one -> CommentViews.whole(one.comment(), viewer));
    }

    /** @param kind article, paragraph, point … */
    record FormerNode(String id, String kind, @Nullable String number, @Nullable String heading, @Nullable String parent, String text) {
    }

    /**
     * @param version of the publisher's text
     * @param node    that the comment was about
     * @param nodes   the way down to it from the article, and all below it, as they stood
     */
    record FormerText(long version, String node, List<FormerNode> nodes) {
    }

    /** The text that a comment was about before it lost its place, for whoever finds it a new one. */
    @GetMapping("/comments/{id}/former-text")
    @Operation(summary = "The text that a comment was about before it lost its place")
    FormerText former(@PathVariable String consultation, @PathVariable String id) {
        Moderation.Former former = moderation.former(consultation, id);
        return new FormerText(former.version(), former.node(), former.nodes().stream()
                .map(one -> new FormerNode(one.id(), one.kind().name().toLowerCase(Locale.ROOT), one.number(), one.heading(), one.parent(), one.text())).toList());
    }

    /** Takes a comment out of sight. */
    @PutMapping("/comments/{id}/hiding")
    @Operation(summary = "Takes a comment out of sight")
    View hide(@PathVariable String consultation, @PathVariable String id, @Valid @RequestBody Reason body) {
        return CommentViews.whole(moderation.hide(consultation, id, Actor.current().id(), body.reason().strip()), viewer());
    }

    /** Shows it again. */
    @DeleteMapping("/comments/{id}/hiding")
    @Operation(summary = "Shows a hidden comment again")
    View show(@PathVariable String consultation, @PathVariable String id) {
        return CommentViews.whole(moderation.show(consultation, id, Actor.current().id()), viewer());
    }

    /** Takes a late comment. */
    @PutMapping("/comments/{id}/acceptance")
    @Operation(summary = "Takes a late comment")
    @Outcomes(refused = "409 comment-not-late")
    View accept(@PathVariable String consultation, @PathVariable String id) {
        return CommentViews.whole(moderation.accept(consultation, id, Actor.current().id()), viewer());
    }

    /** Does not take a late comment. */
    @PutMapping("/comments/{id}/refusal")
    @Operation(summary = "Does not take a late comment")
    @Outcomes(refused = "409 comment-not-late")
    View refuse(@PathVariable String consultation, @PathVariable String id, @Valid @RequestBody Reason body) {
        return CommentViews.whole(moderation.refuse(consultation, id, Actor.current().id(), body.reason().strip()), viewer());
    }

    /**
     * @param outcome accepted, partly or rejected
     * @param words   in which the publisher gave it, at most 20,000 characters
     * @param where   it stands, at most 500 characters: a report with its page, a letter with its number
     * @param link    to that
     */
    record AnswerBody(@Nullable String outcome, @Nullable String words, @Nullable String where, @Nullable String link) {
    }

    /** Records what became of a comment at the publisher's, in place of what was recorded before. */
    @PutMapping("/comments/{id}/answer")
    @Operation(summary = "Records what became of a comment")
    @Outcomes(refused = {"409 comment-not-standing", "422 validation"})
    View answer(@PathVariable String consultation, @PathVariable String id, @RequestBody AnswerBody body) {
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        String words = CommentController.blankToNull(body.words());
        String where = CommentController.blankToNull(body.where());
        String link = CommentController.blankToNull(body.link());
        if (Comment.Outcome.of(body.outcome()).isEmpty()) {
            problem.field("/outcome", body.outcome() == null ? "not-null" : "unknown");
        }
        if (words != null && words.length() > CommentController.LONGEST_TEXT) {
            problem.field("/words", "too-long");
        }
        if (where == null || where.length() > LONGEST_WHERE) {
            problem.field("/where", where == null ? "not-blank" : "too-long");
        }
        if (link != null && !CommentController.WEB.matcher(link).matches()) {
            problem.field("/link", "invalid");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        String person = Actor.current().id();
        Comment.Answer answer = new Comment.Answer(Comment.Outcome.of(body.outcome()).orElseThrow(), words, String.valueOf(where), link, person, moderation.now());
        return CommentViews.whole(moderation.answer(consultation, id, person, answer), viewer());
    }

    /** Takes a record back that was made by mistake. */
    @DeleteMapping("/comments/{id}/answer")
    @Operation(summary = "Takes the record of what became of a comment back")
    View unanswer(@PathVariable String consultation, @PathVariable String id) {
        return CommentViews.whole(moderation.answer(consultation, id, Actor.current().id(), null), viewer());
    }

    /** @param unanswered of which nothing is recorded yet */
    record OutcomesView(int accepted, int partly, int rejected, int unanswered) {
    }

    /** How many of the comments that stand were taken over; for whoever may read them. */
    @GetMapping("/comment-outcomes")
    @Operation(summary = "What became of the comments on a consultation, in figures")
    @Outcomes(refused = {"401 sign-in-required", "403 forbidden"})
    OutcomesView outcomes(@PathVariable String consultation) {
        if (comments.readsOwnAlone(consultation, viewer())) {
            throw Problem.of(HttpStatus.FORBIDDEN, "forbidden");
        }
        CommentCounts.Counts figures = shelves.of(consultation);
        int accepted = figures.byOutcome().getOrDefault(Comment.Outcome.ACCEPTED.code(), 0);
        int partly = figures.byOutcome().getOrDefault(Comment.Outcome.PARTLY.code(), 0);
        int rejected = figures.byOutcome().getOrDefault(Comment.Outcome.REJECTED.code(), 0);
        return new OutcomesView(accepted, partly, rejected, Math.max(0, figures.total() - accepted - partly - rejected));
    }

    /** Says where a comment belongs in the text in force. */
    @PutMapping("/comments/{id}/place")
    @Operation(summary = "Says where a comment belongs in the text in force")
    @Outcomes(refused = {"409 comment-changed", "422 quote-not-found", "422 unknown-node", "422 validation"})
    View place(@PathVariable String consultation, @PathVariable String id, @RequestBody PlaceBody body) {
        Quote quote = body.quote() == null || body.quote().exact() == null ? null
                : new Quote(body.quote().exact(), body.quote().prefix(), body.quote().suffix(), body.quote().start() == null ? 0 : body.quote().start());
        return CommentViews.whole(moderation.place(consultation, id, Actor.current().id(), CommentController.blankToNull(body.node()), quote), viewer());
    }

    private ResponseEntity<SettingsView> view(Versioned<CommentSettings> found) {
        CommentSettings state = found.state();
        return ResponseEntity.ok().eTag(Etags.of(found.version()))
                .body(new SettingsView(state.visibility().code(), state.late().code(), properties.commentRightSubmits(), viewer().mayRead(state),
                        viewer().secretariat() ? shelves.orphans(found.id()) : 0));
    }

    private Viewer viewer() {
        Actor actor = Actor.current();
        return Viewer.of(actor, actor.isAnonymous() ? Set.of() : network.organisationsOf(actor.id()));
    }
}
