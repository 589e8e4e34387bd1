package org.civikos.consultation.comment;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.civikos.consultation.api.Outcomes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far the comments of a consultation have been carried to its text in force: figures alone, so anyone may ask. */
@RestController
@RequestMapping("/api/consultations/{consultation}/carriage")
class CarriageController {

    private final Carriage carriage;
    private final Comments comments;

    CarriageController(Carriage carriage, Comments comments) {
        this.carriage = carriage;
        this.comments = comments;
    }

    /**
     * @param state   none (the text never changed), carrying or done
     * @param version of the text that they are carried to
     * @param edition of that version: 0 as it was published, one more with each repair of its split
     * @param done    comments looked at, of all that were submitted
     * @param orphans comments that wait for the secretariat to place them
     */
    record CarriageView(String state, long version, int edition, int done, int total, int orphans, @Nullable Instant startedAt, @Nullable Instant finishedAt) {
    }

    /** While it is under way the answer is 202. */
    @GetMapping
    @Operation(summary = "How far comments have been carried to the text in force")
    @Outcomes(success = {200, 202})
    ResponseEntity<CarriageView> get(@PathVariable String consultation) {
        comments.target(consultation);
        Carriage.Progress progress = carriage.progress(consultation).orElse(null);
        if (progress == null) {
            return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(new CarriageView("none", 1, 0, 0, 0, 0, null, null));
        }
        boolean done = progress.finishedAt() != null;
        return ResponseEntity.status(done ? HttpStatus.OK : HttpStatus.ACCEPTED).cacheControl(CacheControl.noCache()).body(new CarriageView(done ? "done" : "carrying",
                progress.to().version(), progress.to().edition(), progress.done(), progress.total(), progress.orphans(), progress.startedAt(), progress.finishedAt()));
    }
}
