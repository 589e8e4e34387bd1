package org.civikos.platform.messaging;

import java.util.Map;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters over HTTP, for administrators. */
@RestController
@RequestMapping("/api/${spring.application.name}/dead-letters")
class DeadLetterController {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterController.class);
    private static final Map<String, Boolean> STATES = Map.of("waiting", false, "replayed", true);

    private final DeadLetters deadLetters;

    DeadLetterController(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** @param state {@code waiting} or {@code replayed}; all where it is missing */
    @GetMapping
    CursorPage<DeadLetter> list(@RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        if (state != null && !STATES.containsKey(state)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("state", "invalid");
        }
        int size = Cursor.limit(limit);
        String[] after = Cursor.decode(cursor, 1);
        return CursorPage.of(deadLetters.list(state == null ? null : STATES.get(state), after == null ? null : after[0], size + 1),
                size, letter -> Cursor.encode(letter.id()));
    }

    /** Hands the record to its consumer again: 200 with the letter, 409 {@code replay-failed} if it fails again. */
    @PostMapping("/{id}/replay")
    DeadLetter replay(@PathVariable String id) {
        try {
            return deadLetters.replay(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        } catch (Problem problem) {
            throw problem;
        } catch (RuntimeException failure) {
            LOG.warn("Replaying {} failed", id, failure);
            throw Problem.of(HttpStatus.CONFLICT, "replay-failed");
        }
    }
}
