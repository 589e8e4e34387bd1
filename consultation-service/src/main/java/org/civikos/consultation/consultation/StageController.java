package org.civikos.consultation.consultation;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.consultation.Summaries.Summary;
import org.civikos.consultation.institution.Institutions;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.time.WorkingDays;
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
import org.springframework.web.bind.annotation.RestController;

/** What becomes of a consultation, and the network's own deadlines on the way, over HTTP; for the secretariat. */
@RestController
class StageController {

    private static final Logger LOG = LoggerFactory.getLogger(StageController.class);
    private static final int LONGEST_TITLE = 500;
    private static final Pattern LINK = Pattern.compile("https?://\\S{3,1000}");

    private final Consultations consultations;
    private final CommentCounts counts;
    private final InternalDefaults defaults;
    private final Summaries summaries;
    private final Institutions institutions;
    private final Clock clock;

    StageController(Consultations consultations, CommentCounts counts, InternalDefaults defaults, Summaries summaries, Institutions institutions, Clock clock) {
        this.consultations = consultations;
        this.counts = counts;
        this.defaults = defaults;
        this.summaries = summaries;
        this.institutions = institutions;
        this.clock = clock;
    }

    record Opening(@NotNull LocalDateTime deadline, @NotBlank @Size(max = 2_000) String reason) {
    }

    /**
     * @param on   the day on which it happened; today where it is left out
     * @param link where the publisher's report, the adopted act or the news of it can be read
     */
    record Note(@NotBlank @Size(max = 2_000) String reason, @Nullable LocalDate on, @Nullable String link) {
    }

    /** @param consultation that of the official draft */
    record Continuation(@NotBlank @Size(max = 200) String consultation) {
    }

    /**
     * All of them, also those that are right.
     *
     * @param institution left out for the network's own documents
     * @param reason      in words that everybody may read
     */
    record FactsNow(@NotBlank @Size(max = LONGEST_TITLE) String title, @Nullable String institution, @NotBlank String actKind, @NotNull List<@NotNull String> fields,
            @NotBlank @Size(max = 2_000) String reason) {
    }

    record Reversal(@NotBlank @Size(max = 2_000) String reason) {
    }

    /** @param deadlines by step: draft, review, sign-off, network-position; {@code null} gives one back to the settings, what is left out stays */
    record InternalDeadlines(@NotNull Map<String, @Nullable LocalDateTime> deadlines) {
    }

    /**
     * @param workingDays before the official deadline, by step, in the order of the steps not growing
     * @param time        of the day, by the clocks of Kosovo
     */
    record Settings(@NotNull Map<String, @NotNull @Min(0) @Max(60) Integer> workingDays, @NotNull LocalTime time) {
    }

    record SettingsView(Map<String, Integer> workingDays, String time, long version) {
    }

    /** The official consultation begins where there was an early one. */
    @PutMapping("/api/consultations/{id}/opening")
    @Operation(summary = "Opens the official consultation where there was an early one")
    @Outcomes(refused = {"409 opening-not-now", "422 deadline-in-past", "422 validation"})
    ResponseEntity<Summary> open(@PathVariable String id, @Valid @RequestBody Opening body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        LocalDateTime deadline = body.deadline().truncatedTo(ChronoUnit.MINUTES);
        if (find(id).state().stage() != Stage.OPEN && !Consultation.at(deadline).isAfter(clock.instant())) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "deadline-in-past").field("/deadline", "future");
        }
        return done("opened", consultations.begin(id, deadline, said(body.reason(), null, null), version -> Etags.requireMatch(ifMatch, version)));
    }

    /** Says that an early consultation goes on in another one, that of the official draft, where both were there already; both show it. Neither is closed by it. */
    @PutMapping("/api/consultations/{id}/continuation")
    @Operation(summary = "Says in which consultation an early one goes on")
    @Outcomes(refused = {"409 not-an-early-one", "422 validation"})
    ResponseEntity<Summary> continueIn(@PathVariable String id, @Valid @RequestBody Continuation body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        find(id);
        Consultation other = consultations.find(body.consultation()).map(Versioned::state).orElse(null);
        if (other == null || body.consultation().equals(id) || other.stage() == Stage.EARLY || other.life().continuesIn() != null) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("/consultation", other == null ? "unknown" : "invalid");
        }
        return done("continued in " + body.consultation(), consultations.continueIn(id, body.consultation(), version -> Etags.requireMatch(ifMatch, version)));
    }

    /** Takes that word back. */
    @DeleteMapping("/api/consultations/{id}/continuation")
    @Operation(summary = "Takes back that an early consultation goes on in another")
    ResponseEntity<Summary> standAlone(@PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        find(id);
        return done("on its own", consultations.continueIn(id, null, version -> Etags.requireMatch(ifMatch, version)));
    }

    /** The publisher has answered. */
    @PutMapping("/api/consultations/{id}/answer")
    @Operation(summary = "Notes that the publisher has answered")
    @Outcomes(refused = {"409 answer-not-now", "422 validation"})
    ResponseEntity<Summary> answer(@PathVariable String id, @Valid @RequestBody Note body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        return note(id, Stage.Transition.ANSWER, body, ifMatch);
    }

    /** The act has been adopted. */
    @PutMapping("/api/consultations/{id}/adoption")
    @Operation(summary = "Notes that the act was adopted")
    @Outcomes(refused = {"409 adoption-not-now", "422 validation"})
    ResponseEntity<Summary> adopt(@PathVariable String id, @Valid @RequestBody Note body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        return note(id, Stage.Transition.ADOPTION, body, ifMatch);
    }

    /** It was given up. */
    @PutMapping("/api/consultations/{id}/drop")
    @Operation(summary = "Notes that the draft was given up")
    @Outcomes(refused = {"409 drop-not-now", "422 validation"})
    ResponseEntity<Summary> drop(@PathVariable String id, @Valid @RequestBody Note body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        return note(id, Stage.Transition.DROP, body, ifMatch);
    }

    /** Takes the last of these notes back; the history keeps it. */
    @PutMapping("/api/consultations/{id}/reversal")
    @Operation(summary = "Takes back what was noted by mistake")
    @Outcomes(refused = {"409 reversal-not-now", "422 validation"})
    ResponseEntity<Summary> revert(@PathVariable String id, @Valid @RequestBody Reversal body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        find(id);
        return done("reverted", consultations.revert(id, said(body.reason(), null, null), version -> Etags.requireMatch(ifMatch, version)));
    }

    /** Puts right what was guessed wrong: title, institution, kind of act, fields. */
    @PutMapping("/api/consultations/{id}/facts")
    @Operation(summary = "Puts the facts about a consultation right")
    @Outcomes(refused = "422 validation")
    ResponseEntity<Summary> correct(@PathVariable String id, @Valid @RequestBody FactsNow body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Consultation consultation = find(id).state();
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        boolean network = consultation.life().owner().equals(Consultation.NETWORK);
        String given = body.institution() == null || body.institution().isBlank() || network && body.institution().equals(consultation.institution()) ? null : body.institution();
        if (network && given != null) {
            problem.field("/institution", "network-has-no-institution");
        } else if (!network && institutions.find(given).isEmpty()) {
            problem.field("/institution", given == null ? "not-blank" : "unknown");
        }
        // One that has ended since may well have published it.
        institutions.find(given).filter(one -> !one.id().equals(consultation.institution()) && one.endedBefore(consultation.firstDay()))
                .ifPresent(ended -> problem.field("/institution", "institution-ended", ended.validTo() == null ? "" : ended.validTo()));
        if (!Institutions.ACT_KINDS.contains(body.actKind())) {
            problem.field("/actKind", "unknown");
        }
        for (int i = 0; i < body.fields().size(); i++) {
            if (!institutions.fields().contains(body.fields().get(i))) {
                problem.field("/fields/" + i, "unknown");
            }
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        CorrectFacts facts = new CorrectFacts(body.title().strip(), given == null ? consultation.institution() : given, body.actKind(), body.fields());
        return done("corrected", consultations.correct(id, facts, said(body.reason(), null, null), version -> Etags.requireMatch(ifMatch, version)));
    }

    /** Sets the network's own deadlines by hand. */
    @PutMapping("/api/consultations/{id}/internal-deadlines")
    @Operation(summary = "Sets the network’s own deadlines by hand")
    @Outcomes(refused = {"422 internal-deadline-after-official", "422 validation"})
    ResponseEntity<Summary> internal(@PathVariable String id, @Valid @RequestBody InternalDeadlines body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        find(id);
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        Map<InternalDeadline.Step, Optional<LocalDateTime>> byHand = new HashMap<>();
        body.deadlines().forEach((code, at) -> {
            InternalDeadline.Step step = InternalDeadline.Step.of(code);
            if (step == null) {
                problem.field("/deadlines", "unknown");
            } else {
                byHand.put(step, Optional.ofNullable(at).map(moment -> moment.truncatedTo(ChronoUnit.MINUTES)));
            }
        });
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        return done("given own deadlines", consultations.setInternal(id, byHand, version -> Etags.requireMatch(ifMatch, version)));
    }

    @GetMapping("/api/internal-deadline-settings")
    @Operation(summary = "How long before the official deadline our own steps end")
    ResponseEntity<SettingsView> settings() {
        return answer(defaults.get());
    }

    /** Sets how long before the official deadline each step ends, for what is opened or moved from now on. */
    @PutMapping("/api/internal-deadline-settings")
    @Operation(summary = "Sets how long before the official deadline our own steps end")
    @Outcomes(refused = "422 validation")
    ResponseEntity<SettingsView> set(@Valid @RequestBody Settings body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        Map<String, Integer> days = new HashMap<>();
        int before = Integer.MAX_VALUE;
        for (InternalDeadline.Step step : InternalDeadline.Step.values()) {
            Integer given = body.workingDays().get(step.code());
            if (given == null) {
                problem.field("/workingDays/" + step.code(), "not-null");
            } else if (given > before) {
                problem.field("/workingDays/" + step.code(), "step-before-earlier-one");
            } else {
                before = given;
                days.put(step.code(), given);
            }
        }
        if (body.workingDays().size() > InternalDeadline.Step.values().length) {
            problem.field("/workingDays", "unknown");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        Etags.requireMatch(ifMatch, defaults.get().version());
        LOG.info("The network's own deadlines are set to {} by {}", days, Actor.current().id());
        return answer(defaults.put(new InternalDeadline.Defaults(days, body.time().truncatedTo(ChronoUnit.MINUTES).toString())));
    }

    private static ResponseEntity<SettingsView> answer(Versioned<InternalDeadline.Defaults> found) {
        Map<String, Integer> days = new LinkedHashMap<>();
        for (InternalDeadline.Step step : InternalDeadline.Step.values()) {
            days.put(step.code(), found.state().workingDays().getOrDefault(step.code(), 0));
        }
        return ResponseEntity.ok().eTag(Etags.of(found.version())).body(new SettingsView(days, found.state().time(), found.version()));
    }

    private ResponseEntity<Summary> note(String id, Stage.Transition transition, Note body, @Nullable String ifMatch) {
        find(id);
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        if (body.on() != null && body.on().isAfter(LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE))) {
            problem.field("/on", "past-or-present");
        }
        String link = body.link() == null || body.link().isBlank() ? null : body.link().strip();
        if (link != null && !LINK.matcher(link).matches()) {
            problem.field("/link", "invalid");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        return done(transition.to().code(), consultations.note(id, transition, said(body.reason(), body.on(), link), version -> Etags.requireMatch(ifMatch, version)));
    }

    private static Consultations.Said said(String reason, @Nullable LocalDate on, @Nullable String link) {
        return new Consultations.Said(Actor.current().id(), reason.strip(), on, link);
    }

    private ResponseEntity<Summary> done(String what, Versioned<Consultation> now) {
        LOG.info("Consultation {} is {} by decision of {}", now.id(), what, Actor.current().id());
        return ResponseEntity.ok().eTag(Etags.of(now.version())).body(summaries.of(now, counts.of(now.id())));
    }

    private Versioned<Consultation> find(String id) {
        return consultations.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }
}
