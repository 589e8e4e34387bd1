package org.civikos.consultation.note;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.comment.CommentPlaces;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Notes of the secretariat's over HTTP; the access rules let nobody else in, and no event, feed or export knows of them. */
@RestController
@RequestMapping("/api/consultations/{consultation}/notes")
class NoteController {

    static final String COLLECTION = "notes";
    private static final int LONGEST = 5_000;
    private static final int MOST = 1_000;

    private final AggregateStore<Note> store;
    private final Consultations consultations;
    private final CommentPlaces comments;
    private final Clock clock;

    NoteController(AggregateStores stores, Consultations consultations, CommentPlaces comments, Clock clock) {
        this.store = stores.of(COLLECTION, Note.class);
        this.consultations = consultations;
        this.comments = comments;
        this.clock = clock;
    }

    /** @param mine whether whoever asks wrote it */
    record NoteView(String id, @Nullable String node, @Nullable String comment, String text, Instant at, boolean changed, boolean mine) {
    }

    record NoteList(List<NoteView> items) {
    }

    /** @param node and {@code comment}: one of them, or none for the whole */
    record Wanted(@Nullable @Size(max = 200) String node, @Nullable @Size(max = 64) String comment, @NotBlank @Size(max = LONGEST) String text) {
    }

    /** All notes on the consultation, the oldest first, 1,000 at most. */
    @GetMapping
    @Operation(summary = "Notes of the secretariat on a consultation")
    NoteList list(@PathVariable String consultation) {
        mustExist(consultation);
        return new NoteList(store.list(Query.query(Criteria.where("state.consultation").is(consultation).and("state.gone").is(false))
                .with(Sort.by("_id")).limit(MOST)).stream().map(NoteController::view).toList());
    }

    /** Writes a note under an identifier made by whoever sends it, so that sending it twice writes one; or says another thing in its place. */
    @PutMapping("/{id}")
    @Operation(summary = "Writes a note")
    @Outcomes(refused = {"403 not-your-note", "422 validation"})
    NoteView put(@PathVariable String consultation, @PathVariable String id, @Valid @RequestBody Wanted wanted) {
        mustExist(consultation);
        if (!id.matches("[A-Za-z0-9-]{8,64}")) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("id", "invalid");
        }
        if (wanted.node() != null && wanted.comment() != null) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("/comment", "invalid");
        }
        if (wanted.comment() != null && !comments.exists(consultation, wanted.comment())) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("/comment", "unknown");
        }
        String text = wanted.text().strip();
        if (store.find(id).isEmpty()) {
            try {
                return view(store.insert(id, new Note(consultation, wanted.node(), wanted.comment(), Actor.current().id(), text, now(), false, List.of()), List.of()));
            } catch (DuplicateKeyException sentTwice) {
                // The other one was quicker; what follows finds nothing left to do.
            }
        }
        return view(store.change(mine(consultation, id), note -> note.text().equals(text) && !note.gone() ? Change.quiet(note) : Change.quiet(note.saying(text, now()))));
    }

    /** Takes a note away; taken away already, nothing happens. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes a note away")
    @Outcomes(refused = "403 not-your-note")
    void delete(@PathVariable String consultation, @PathVariable String id) {
        store.change(mine(consultation, id), note -> Change.quiet(note.gone() ? note : note.takenAway(now())));
    }

    private String mine(String consultation, String id) {
        Note found = store.find(id).map(Versioned::state).filter(note -> note.consultation().equals(consultation))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        if (!found.author().equals(Actor.current().id())) {
            throw Problem.of(HttpStatus.FORBIDDEN, "not-your-note");
        }
        return id;
    }

    private void mustExist(String consultation) {
        if (consultations.target(consultation).isEmpty()) {
            throw Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static NoteView view(Versioned<Note> found) {
        Note note = found.state();
        return new NoteView(found.id(), note.node(), note.comment(), note.text(), note.at(), !note.before().isEmpty(), note.author().equals(Actor.current().id()));
    }
}
