package org.civikos.consultation.rules;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.civikos.consultation.api.Outcomes;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules over HTTP: everybody may read them, with the word that nobody has confirmed one. */
@RestController
@RequestMapping("/api/rules")
class RuleController {

    private static final Logger LOG = LoggerFactory.getLogger(RuleController.class);
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{2,63}");
    private static final int MOST = 200;

    private final Rules rules;

    RuleController(Rules rules) {
        this.rules = rules;
    }

    record RuleView(String id, String code, String act, @Nullable String article, @Nullable Integer value, String unit, boolean firstDayCounts, String validFrom,
            @Nullable String validTo, boolean confirmed, @Nullable String source, long version) {
    }

    record RuleList(List<RuleView> items) {
    }

    /** @param follows the rule that it takes the place of from its first day on, which ends that one; {@code null} for none */
    record NewRule(@NotBlank String code, @NotBlank @Size(max = 300) String act, @Nullable @Size(max = 100) String article, @Nullable @Min(1) @Max(1_000) Integer value, @NotBlank String unit,
            boolean firstDayCounts, @NotNull LocalDate validFrom, @Nullable LocalDate validTo, boolean confirmed, @Nullable @Size(max = 500) String source, @Nullable @Size(max = 64) String follows) {
    }

    @GetMapping
    @Operation(summary = "Rules on how long a consultation lasts and when its report is due")
    ResponseEntity<RuleList> list() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(new RuleList(rules.all().stream().map(RuleController::view).toList()));
    }

    /** Writes a rule; one that is said to be confirmed needs its article and where it was read. */
    @PutMapping("/{id}")
    @Operation(summary = "Writes a rule")
    @Outcomes(refused = {"409 rule-overlaps", "409 too-many-rules", "422 validation"}, missing = false)
    ResponseEntity<RuleView> put(@PathVariable String id, @Valid @RequestBody NewRule body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        if (!ID.matcher(id).matches()) {
            problem.field("id", "invalid");
        }
        if (!Rules.CODES.contains(body.code())) {
            problem.field("/code", "unknown");
        }
        if (!body.unit().equals(Rule.WORKING_DAYS) && !body.unit().equals(Rule.CALENDAR_DAYS)) {
            problem.field("/unit", "unknown");
        }
        if (body.validTo() != null && body.validTo().isBefore(body.validFrom())) {
            problem.field("/validTo", "invalid");
        }
        if (body.confirmed() && blank(body.article()) == null) {
            problem.field("/article", "not-blank");
        }
        if (body.confirmed() && blank(body.source()) == null) {
            problem.field("/source", "not-blank");
        }
        if (body.confirmed() && body.value() == null) {
            problem.field("/value", "not-null");
        }
        List<Versioned<Rule>> all = rules.all();
        Versioned<Rule> before = all.stream().filter(one -> one.id().equals(body.follows()) && !one.id().equals(id) && one.state().code().equals(body.code())).findFirst().orElse(null);
        if (body.follows() != null && before == null) {
            problem.field("/follows", "unknown");
        } else if (before != null && body.validFrom().toString().compareTo(before.state().validFrom()) <= 0) {
            problem.field("/validFrom", "invalid");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        Rule rule = new Rule(body.code(), body.act().strip(), blank(body.article()), body.value(), body.unit(), body.firstDayCounts(), body.validFrom().toString(),
                body.validTo() == null ? null : body.validTo().toString(), body.confirmed(), blank(body.source()));
        Etags.requireMatch(ifMatch, all.stream().filter(one -> one.id().equals(id)).findFirst().map(Versioned::version).orElse(0L));
        if (all.stream().anyMatch(other -> !other.id().equals(id) && (other == before ? other.state().until(body.validFrom()) : other.state()).overlaps(rule))) {
            throw Problem.of(HttpStatus.CONFLICT, "rule-overlaps").field("/validFrom", "rule-overlaps");
        }
        if (all.size() >= MOST && all.stream().noneMatch(one -> one.id().equals(id))) {
            throw Problem.of(HttpStatus.CONFLICT, "too-many-rules", MOST);
        }
        Versioned<Rule> written = before == null ? rules.put(id, rule) : rules.putAfter(id, rule, before.id());
        LOG.info("Rule {} was written by {}: {} {}", id, Actor.current().id(), rule.value(), rule.unit());
        return ResponseEntity.ok().eTag(Etags.of(written.version())).body(view(written));
    }

    private static RuleView view(Versioned<Rule> found) {
        Rule rule = found.state();
        return new RuleView(found.id(), rule.code(), rule.act(), rule.article(), rule.value(), rule.unit(), rule.firstDayCounts(), rule.validFrom(), rule.validTo(),
                rule.confirmed(), rule.source(), found.version());
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
