package org.civikos.consultation.comment;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Set;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.comment.CommentViews.View;
import org.civikos.consultation.network.Network;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endorsing and opposing over HTTP, and finding what has been said already. */
@RestController
@RequestMapping("/api/consultations/{consultation}")
class CommentOpinionController {

    private static final int LONGEST_REASON = 2_000;

    private final Opinions opinions;
    private final Network network;

    CommentOpinionController(Opinions opinions, Network network) {
        this.opinions = opinions;
        this.network = network;
    }

    /** @param stance endorse or oppose */
    record Stance(@Nullable String stance, @Nullable String reason) {
    }

    /**
     * @param node none for the draft as a whole
     * @param law  a place in the law in force
     */
    record Words(@Nullable String node, @Nullable String text, CommentController.@Nullable LawBody law) {
    }

    /** @param likeness from 0 to 1 */
    record SimilarView(double likeness, View comment) {
    }

    record SimilarComments(List<SimilarView> items) {
    }

    /** Takes a stance for an organisation, in place of the one before. */
    @PutMapping("/comments/{id}/stances/{organisation}")
    @Operation(summary = "Takes a stance on a comment for an organisation")
    @Outcomes(refused = {"401 sign-in-required", "403 no-mandate", "403 organisation-suspended", "409 comment-not-standing", "409 comments-not-taken", "409 deadline-passed",
            "409 own-comment", "422 validation"})
    View take(@PathVariable String consultation, @PathVariable String id, @PathVariable String organisation, @RequestBody Stance body) {
        boolean endorses = "endorse".equals(body.stance());
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        if (!endorses && !"oppose".equals(body.stance())) {
            problem.field("/stance", body.stance() == null ? "not-null" : "unknown");
        }
        if (body.reason() != null && body.reason().length() > LONGEST_REASON) {
            problem.field("/reason", "too-long");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        Viewer viewer = viewer();
        return CommentViews.whole(opinions.take(consultation, id, viewer, organisation, endorses, CommentController.blankToNull(body.reason())), viewer);
    }

    /** Takes the stance back. */
    @DeleteMapping("/comments/{id}/stances/{organisation}")
    @Operation(summary = "Takes a stance back")
    @Outcomes(refused = {"403 no-mandate", "403 organisation-suspended", "409 comment-not-standing", "409 comments-not-taken", "409 deadline-passed", "409 own-comment"})
    View takeBack(@PathVariable String consultation, @PathVariable String id, @PathVariable String organisation) {
        Viewer viewer = viewer();
        return CommentViews.whole(opinions.take(consultation, id, viewer, organisation, null, null), viewer);
    }

    /** Comments at a place, at what it stands in and at its parts that say nearly the same, shown before one is submitted. */
    @PostMapping("/similar-comments")
    @Operation(summary = "Comments at a place that say nearly the same")
    @Outcomes(refused = {"422 comment-too-long", "422 quote-not-found", "422 unknown-node", "422 validation"})
    SimilarComments similar(@PathVariable String consultation, @RequestBody Words body) {
        String text = body.text() == null ? "" : body.text();
        if (text.length() > 3 * CommentController.LONGEST_TEXT) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "comment-too-long", CommentController.LONGEST_TEXT).field("/text", "too-long");
        }
        Viewer viewer = viewer();
        Comments.LawAt law = body.law() == null || body.law().law() == null || body.law().node() == null ? null : new Comments.LawAt(body.law().law(), body.law().node());
        return new SimilarComments(opinions.similar(consultation, CommentController.blankToNull(body.node()), law, text, viewer).stream()
                .map(one -> new SimilarView(one.likeness(), CommentViews.listed(one.comment(), viewer))).toList());
    }

    private Viewer viewer() {
        Actor actor = Actor.current();
        return Viewer.of(actor, actor.isAnonymous() ? Set.of() : network.organisationsOf(actor.id()));
    }
}
