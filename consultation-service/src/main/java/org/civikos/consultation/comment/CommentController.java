package org.civikos.consultation.comment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.civikos.consultation.network.Network;
import org.civikos.platform.id.Ids;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Comments over HTTP: read by the network, written by mandated representatives. */
@RestController
@RequestMapping("/api/consultations/{consultation}/comments")
class CommentController {

    private static final int LONGEST_TEXT = 20_000;

    private final Comments comments;
    private final Network network;
    private final Clock clock;

    CommentController(Comments comments, Network network, Clock clock) {
        this.comments = comments;
        this.network = network;
        this.clock = clock;
    }

    record OrganisationView(String id, String name) {
    }

    record View(String id, String reference, @Nullable String node, String kind, String importance, @Nullable String text, @Nullable String proposedWording,
            @Nullable String justification, OrganisationView organisation, String status, Instant submittedAt, boolean mine) {
    }

    record Submission(@Nullable String organisation, @Nullable String node, @Nullable String kind, @Nullable String importance, @Nullable String text,
            @Nullable String proposedWording, @Nullable String justification) {
    }

    /** Comments in the order of their submission; {@code node=} without a value are those on the draft as a whole. */
    @GetMapping
    CursorPage<View> list(@PathVariable String consultation, @RequestParam(required = false) @Nullable String node, @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] after = Cursor.decode(cursor, 2);
        if (after != null && !after[0].matches("-?\\d{1,18}")) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
        }
        Set<String> organisations = network.organisationsOf(Actor.current().id());
        return CursorPage.of(comments.list(consultation, node, mine, organisations, after, size + 1), size,
                last -> Cursor.encode(Long.toString(last.state().submittedAt().toEpochMilli()), last.id())).map(one -> view(one, organisations));
    }

    /** Submits under an identifier that the client has made: 201 the first time, 200 when it is there already. */
    @PutMapping("/{id}")
    ResponseEntity<View> submit(@PathVariable String consultation, @PathVariable String id, @RequestBody Submission body) {
        Actor actor = Actor.current();
        Comments.Submitted submitted = comments.submit(id, checked(consultation, id, body, actor.id()));
        return ResponseEntity.status(submitted.made() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(view(submitted.comment(), network.organisationsOf(actor.id())));
    }

    @PutMapping("/{id}/withdrawal")
    View withdraw(@PathVariable String consultation, @PathVariable String id) {
        Actor actor = Actor.current();
        return view(comments.withdraw(consultation, id, actor.id()), network.organisationsOf(actor.id()));
    }

    private Comment checked(String consultation, String id, Submission body, String person) {
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
        if (Comment.Kind.of(body.kind()).isEmpty()) {
            problem.field("/kind", body.kind() == null ? "not-null" : "unknown");
        }
        if (Comment.Importance.of(body.importance()).isEmpty()) {
            problem.field("/importance", body.importance() == null ? "not-null" : "unknown");
        }
        if (blankToNull(body.text()) == null && blankToNull(body.proposedWording()) == null && blankToNull(body.justification()) == null) {
            problem.field("/text", "not-blank");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        Comment.Kind kind = Comment.Kind.of(body.kind()).orElseThrow();
        if (kind.needsJustification() && blankToNull(body.justification()) == null) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "justification-required").field("/justification", "not-blank");
        }
        return new Comment(consultation, "", String.valueOf(body.organisation()), "", person, blankToNull(body.node()), kind,
                Comment.Importance.of(body.importance()).orElseThrow(), blankToNull(body.text()), blankToNull(body.proposedWording()), blankToNull(body.justification()),
                Comment.Status.SUBMITTED, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static View view(Versioned<Comment> found, Set<String> mine) {
        Comment c = found.state();
        return new View(found.id(), c.reference(), c.node(), c.kind().code(), c.importance().code(), c.text(), c.proposedWording(), c.justification(),
                new OrganisationView(c.organisation(), c.organisationName()), c.status().code(), c.submittedAt(), mine.contains(c.organisation()));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
