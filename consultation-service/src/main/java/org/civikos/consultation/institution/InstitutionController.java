package org.civikos.consultation.institution;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.civikos.consultation.api.Outcomes;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.place.Municipality;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Institutions over HTTP: for whoever fills in a form or a filter, and for the office that keeps them; who wrote what is the office's alone. */
@RestController
@RequestMapping("/api/institutions")
class InstitutionController {

    /** The one by which subscriptions name it too. */
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{1,63}");
    private static final Pattern INITIALS = Pattern.compile("[\\p{Lu}\\p{N}]{2,15}");
    private static final Set<String> LANGUAGES = Set.of("sq", "sr", "en");
    private static final int LONGEST_NAME = 200;

    private final InstitutionRegister register;
    private final Institutions institutions;

    InstitutionController(InstitutionRegister register, Institutions institutions) {
        this.register = register;
        this.institutions = institutions;
    }

    /** @param from first day of the name, where it is known */
    record FormerView(Map<String, String> names, List<String> initials, @Nullable LocalDate from, LocalDate until) {
    }

    /**
     * @param initials     what titles of drafts call it
     * @param fields       of its drafts when their own words say nothing
     * @param validFrom    first day on which there was this institution
     * @param validTo      last day on which there was this institution; a form offers those that still are
     * @param predecessors those whose drafts are found under it as well
     * @param successors   those that took its work over
     * @param region       of a municipality
     * @param formerNames  what it was called before, the oldest first
     * @param fixed        whether nobody can change it
     * @param version      of this institution, for If-Match
     */
    record Item(String id, Map<String, String> names, List<String> initials, List<String> fields, @Nullable String validFrom, @Nullable String validTo,
            List<String> predecessors, List<String> successors, @Nullable String region, List<FormerView> formerNames, boolean fixed, long version) {
    }

    record Items(List<Item> items) {
    }

    /**
     * @param what   names.sq, names.sr, names.en, initials, fields, validFrom, validTo, region, formerNames, predecessors or successors
     * @param before what it was, as far as there was something
     * @param after  what it is
     */
    record ChangeView(String what, @Nullable String before, @Nullable String after) {
    }

    /** @param what added, corrected, renamed, ended, resumed or removed */
    record StepView(String what, String institution, Map<String, String> names, List<ChangeView> changes, String by, Instant at) {
    }

    record History(List<StepView> items) {
    }

    record Former(@NotNull Map<String, @Nullable String> names, @Nullable @Size(max = 10) List<@NotNull String> initials, @Nullable LocalDate from, @NotNull LocalDate until) {
    }

    /**
     * @param names        by language, sq, sr or en, one of them at least
     * @param initials     in capitals, what titles of drafts call it
     * @param predecessors those whose work it took over
     * @param region       for a municipality
     * @param formerNames  the oldest first
     */
    record Wanted(@NotNull Map<String, @Nullable String> names, @Nullable @Size(max = 10) List<@NotNull String> initials, @Nullable @Size(max = 4) List<@NotNull String> fields,
            @Nullable LocalDate validFrom, @Nullable LocalDate validTo, @Nullable @Size(max = 20) List<@NotNull String> predecessors, @Nullable String region,
            @Nullable @Size(max = 20) List<@Valid @NotNull Former> formerNames) {
    }

    /**
     * @param initials those of the new name; as they were where they are not said
     * @param from     first day of the new name, today at the latest
     */
    record NewName(@NotNull Map<String, @Nullable String> names, @Nullable @Size(max = 10) List<@NotNull String> initials, @NotNull LocalDate from) {
    }

    /** @param successors those that take its work over; none where nobody does */
    record Ending(@NotNull LocalDate lastDay, @Nullable @Size(max = 10) List<@NotBlank String> successors) {
    }

    /** All of them, former ones too. */
    @GetMapping
    @Operation(summary = "Institutions")
    @Outcomes(success = {200, 304})
    ResponseEntity<Items> list() {
        Items all = new Items(institutions.all().stream().map(this::view).toList());
        // Before anybody wrote one, the table may differ from release to release under the same version.
        String tag = "\"" + institutions.version() + "-" + Integer.toHexString(all.hashCode()) + "\"";
        return ResponseEntity.ok().eTag(tag).cacheControl(CacheControl.noCache().cachePublic()).body(all);
    }

    /** Who added, renamed, ended, corrected and took away which, the latest first. */
    @GetMapping("/history")
    @Operation(summary = "Who wrote what of which institution")
    History history() {
        return new History(register.table().state().history().reversed().stream().map(step -> new StepView(step.what(), step.institution(), step.names(),
                step.changes().stream().map(one -> new ChangeView(one.what(), one.before(), one.after())).toList(), step.by(), step.at())).toList());
    }

    /** Adds an institution under an identifier chosen by whoever sends it, so that sending it twice adds one; or puts right what is said of one that is there. */
    @PutMapping("/{id}")
    @Operation(summary = "Adds an institution, or corrects what is said of it")
    @Outcomes(success = {200, 201}, refused = {"409 institution-exists", "409 institution-removed", "409 institution-name-taken", "409 institution-fixed", "409 too-many-institutions",
            "422 validation"}, missing = false)
    ResponseEntity<Item> put(@PathVariable String id, @Valid @RequestBody Wanted body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Institution wanted = checked(id, body);
        boolean[] made = new boolean[1];
        Versioned<InstitutionTable> table = register.put(wanted, Actor.current().id(), revision -> {
            made[0] = revision == 0;
            if (!made[0] && Etags.of(0).equals(ifMatch)) {
                throw Problem.of(HttpStatus.CONFLICT, "institution-exists").field("id", "institution-exists");
            }
            Etags.requireMatch(ifMatch, revision);
        });
        return answer(made[0] ? HttpStatus.CREATED : HttpStatus.OK, table, id);
    }

    /** Gives it another name from a day on: the one before stays in its history, and whatever was published under it is still its own. */
    @PutMapping("/{id}/names")
    @Operation(summary = "Renames an institution from a day on")
    @Outcomes(refused = {"409 institution-name-taken", "409 institution-fixed", "422 validation"})
    ResponseEntity<Item> rename(@PathVariable String id, @Valid @RequestBody NewName body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Problem problem = validation();
        Map<String, String> names = names(problem, "/names", body.names());
        List<String> initials = body.initials() == null ? null : initials(problem, "/initials", body.initials());
        refuse(problem);
        return answer(HttpStatus.OK, register.rename(id, names, initials, body.from(), Actor.current().id(), matching(ifMatch)), id);
    }

    /** Ends it with a day, and says which others took its work over: who looks for one of those finds its drafts, and who follows it is told of theirs. */
    @PutMapping("/{id}/ending")
    @Operation(summary = "Ends an institution, and says which took its place")
    @Outcomes(refused = {"409 institution-fixed", "422 validation"})
    ResponseEntity<Item> end(@PathVariable String id, @Valid @RequestBody Ending body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        List<String> successors = body.successors() == null ? List.of() : body.successors().stream().distinct().toList();
        return answer(HttpStatus.OK, register.end(id, body.lastDay(), successors, Actor.current().id(), matching(ifMatch)), id);
    }

    /** Takes the end back: it was a mistake, and nobody took its place. */
    @DeleteMapping("/{id}/ending")
    @Operation(summary = "Takes the end of an institution back")
    @Outcomes(refused = {"409 institution-fixed", "409 institution-name-taken", "422 validation"})
    ResponseEntity<Item> resume(@PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(HttpStatus.OK, register.resume(id, Actor.current().id(), matching(ifMatch)), id);
    }

    /** Takes away one that was added by mistake; one that something names is ended. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes away an institution that nothing names")
    @Outcomes(success = 204, refused = {"409 institution-fixed", "409 institution-in-use"})
    void remove(@PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        register.remove(id, Actor.current().id(), matching(ifMatch));
    }

    private static LongConsumer matching(@Nullable String ifMatch) {
        return revision -> Etags.requireMatch(ifMatch, revision);
    }

    private ResponseEntity<Item> answer(HttpStatus status, Versioned<InstitutionTable> table, String id) {
        Institution written = table.state().find(id).orElseThrow();
        return ResponseEntity.status(status).eTag(Etags.of(written.revision())).body(view(written));
    }

    private Institution checked(String id, Wanted body) {
        Problem problem = validation();
        if (id.equals(Institutions.OTHER)) {
            throw Problem.of(HttpStatus.CONFLICT, "institution-fixed");
        }
        if (!ID.matcher(id).matches() || id.equals(Institutions.NETWORK.id()) || id.equals("history")) {
            problem.field("id", "invalid");
        }
        List<String> fields = body.fields() == null ? List.of() : body.fields().stream().distinct().toList();
        for (int at = 0; at < fields.size(); at++) {
            if (!institutions.fields().contains(fields.get(at))) {
                problem.field("/fields/" + at, "unknown");
            }
        }
        if (body.region() != null && !Municipality.regions().contains(body.region())) {
            problem.field("/region", "unknown");
        }
        List<FormerName> former = new ArrayList<>();
        List<Former> given = body.formerNames() == null ? List.of() : body.formerNames();
        for (int at = 0; at < given.size(); at++) {
            Former one = given.get(at);
            String pointer = "/formerNames/" + at;
            former.add(new FormerName(names(problem, pointer + "/names", one.names()), one.initials() == null ? List.of() : initials(problem, pointer + "/initials", one.initials()),
                    text(one.from()), one.until().toString()));
        }
        Institution wanted = new Institution(id, names(problem, "/names", body.names()), body.initials() == null ? List.of() : initials(problem, "/initials", body.initials()), List.of(),
                fields, text(body.validFrom()), text(body.validTo()), body.predecessors() == null ? List.of() : body.predecessors().stream().distinct().toList(), body.region(), former, 0);
        refuse(problem);
        return wanted;
    }

    private static Map<String, String> names(Problem problem, String pointer, Map<String, @Nullable String> given) {
        Map<String, String> names = new TreeMap<>();
        boolean refused = false;
        for (Map.Entry<String, @Nullable String> one : given.entrySet()) {
            String name = one.getValue() == null ? "" : one.getValue().strip();
            String fault = !LANGUAGES.contains(one.getKey()) ? "unknown" : name.length() > LONGEST_NAME ? "size" : name.chars().anyMatch(Character::isISOControl) ? "invalid" : null;
            if (fault != null) {
                String at = fault.equals("unknown") ? pointer : pointer + "/" + one.getKey();
                problem.field(at, fault, fault.equals("size") ? new Object[] {1, LONGEST_NAME} : new Object[0]);
                refused = true;
            } else if (!name.isEmpty()) {
                names.put(one.getKey(), name);
            }
        }
        if (names.isEmpty() && !refused) {
            problem.field(pointer + "/sq", "institution-name-missing");
        }
        return names;
    }

    private static List<String> initials(Problem problem, String pointer, List<String> given) {
        List<String> initials = given.stream().map(String::strip).filter(one -> !one.isEmpty()).distinct().toList();
        if (initials.stream().anyMatch(one -> !INITIALS.matcher(one).matches())) {
            problem.field(pointer, "initials-in-capitals");
        }
        return initials;
    }

    private static Problem validation() {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
    }

    private static void refuse(Problem problem) {
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private Item view(Institution one) {
        return new Item(one.id(), one.names(), one.initials(), one.fields(), one.validFrom(), one.validTo(), one.predecessors(),
                institutions.successors(one.id()).stream().map(Institution::id).toList(), one.region(), one.formerNames().stream()
                        .map(name -> new FormerView(name.names(), name.initials(), name.from() == null ? null : LocalDate.parse(name.from()), LocalDate.parse(name.until()))).toList(),
                one.id().equals(Institutions.OTHER), one.revision());
    }
}
