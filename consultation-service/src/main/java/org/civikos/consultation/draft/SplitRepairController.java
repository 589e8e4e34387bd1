package org.civikos.consultation.draft;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Warning;
import org.civikos.consultation.text.Phrases;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The repair of a draft's split over HTTP, for the secretariat. Every answer has the repair's revision as its entity tag. */
@RestController
@RequestMapping("/api/drafts/{id}/repair")
class SplitRepairController {

    private static final Set<String> OPERATIONS = Set.of("merge", "split", "promote", "demote", "renumber", "relabel", "title", "move");

    private final SplitRepairs repairs;
    private final Phrases phrases;

    SplitRepairController(SplitRepairs repairs, Phrases phrases) {
        this.repairs = repairs;
        this.phrases = phrases;
    }

    record NodeView(String id, String kind, @Nullable String number, @Nullable String heading, @Nullable String parent, String text, @Nullable Integer page, double confidence) {
    }

    /**
     * @param node  where it is, if it is about one place; where it is about pages, the first node on the first of them
     * @param pages of the file that it is about
     */
    record WarningView(String code, @Nullable String node, List<Integer> pages, @Nullable String message) {
    }

    /** @param undone whether it was taken back and can be done again */
    record OperationView(String op, String node, @Nullable Integer at, @Nullable String kind, @Nullable String number, @Nullable String heading, @Nullable String before, Instant when, boolean mine,
            boolean undone) {
    }

    /**
     * @param unsaved   whether the text here differs from the one in force
     * @param saving    whether it is being put in force
     * @param restarted whether steps were dropped, since the publisher's text is another now
     * @param lost      steps on the publisher's text before that could not be carried over, until the next saving
     */
    record RepairView(String draft, String title, String language, String script, String state, @Nullable String consultationId, long revision, boolean unsaved, boolean saving, boolean restarted,
            List<NodeView> nodes, List<WarningView> warnings, List<OperationView> operations, List<OperationView> lost) {
    }

    /**
     * What one step changed.
     *
     * @param order   the identifiers of all nodes in reading order
     * @param changed nodes that are new or differ
     * @param focus   the node to go on with
     */
    record StepView(long revision, boolean unsaved, int done, int undone, List<String> order, List<NodeView> changed, List<WarningView> warnings, @Nullable String focus) {
    }

    /**
     * @param op     merge, split, promote, demote, renumber, relabel, title or move
     * @param at     characters that stay (split) or become the heading (title)
     * @param kind   of the new node (split) or the one it shall be (relabel), in small letters
     * @param before the node that it shall precede, or nothing for the end of its parent (move)
     */
    record Operation(@NotBlank String op, @NotBlank @Size(max = 500) String node, @Nullable @PositiveOrZero Integer at, @Nullable String kind, @Nullable @Size(max = 40) String number,
            @Nullable @Size(max = 500) String heading, @Nullable @Size(max = 500) String before) {
    }

    @GetMapping
    @io.swagger.v3.oas.annotations.Operation(summary = "The split of a draft, with its steps of repair")
    @Outcomes(refused = {"409 draft-being-read", "409 draft-has-no-text"})
    ResponseEntity<RepairView> get(@PathVariable String id) {
        return whole(repairs.find(id));
    }

    /** Takes one step. It binds nobody before it is saved. */
    @PostMapping("/operations")
    @io.swagger.v3.oas.annotations.Operation(summary = "Takes one step of repair")
    @Outcomes(refused = {"409 draft-being-read", "409 draft-has-no-text", "409 repair-being-saved", "409 too-many-repairs", "422 repair-at-top", "422 repair-no-such-place",
            "422 repair-nothing-before", "422 repair-unknown-node", "422 validation"})
    ResponseEntity<StepView> operate(@PathVariable String id, @Valid @RequestBody Operation body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        if (!OPERATIONS.contains(body.op())) {
            problem.field("/op", "unknown");
        }
        Kind kind = kind(body.kind());
        if (body.kind() != null && kind == null) {
            problem.field("/kind", "unknown");
        } else if (kind == null && (body.op().equals("relabel") || body.op().equals("split"))) {
            problem.field("/kind", "not-null");
        }
        if (body.at() == null && (body.op().equals("split") || body.op().equals("title"))) {
            problem.field("/at", "not-null");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        SplitRepairs.Bench before = repairs.find(id);
        SplitRepair.Step step = new SplitRepair.Step(body.op(), body.node(), body.at(), kind, body.number(), body.heading(), body.before(), Actor.current().id(), repairs.now());
        SplitRepairs.Bench after = repairs.step(id, step, revision -> Etags.requireMatch(ifMatch, revision));
        return step(before, after, body.node());
    }

    /** Takes back the last step that counts. */
    @PostMapping("/undo")
    @io.swagger.v3.oas.annotations.Operation(summary = "Takes back the last step of repair")
    @Outcomes(refused = {"409 draft-being-read", "409 draft-has-no-text", "409 repair-being-saved"})
    ResponseEntity<StepView> undo(@PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        SplitRepairs.Bench before = repairs.find(id);
        SplitRepairs.Bench after = repairs.turn(id, true, revision -> Etags.requireMatch(ifMatch, revision));
        int undone = after.state().done();
        return step(before, after, undone < after.state().steps().size() ? after.state().steps().get(undone).node() : null);
    }

    /** Does again the last step that was taken back. */
    @PostMapping("/redo")
    @io.swagger.v3.oas.annotations.Operation(summary = "Does again the step of repair that was taken back")
    @Outcomes(refused = {"409 draft-being-read", "409 draft-has-no-text", "409 repair-being-saved"})
    ResponseEntity<StepView> redo(@PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        SplitRepairs.Bench before = repairs.find(id);
        SplitRepairs.Bench after = repairs.turn(id, false, revision -> Etags.requireMatch(ifMatch, revision));
        return step(before, after, after.state().done() > 0 ? after.state().steps().get(after.state().done() - 1).node() : null);
    }

    /**
     * Puts the repaired text in force; done already, the answer is the same. Where the consultation is open its comments are carried along: the answer
     * is then 202 with the place at which the progress can be seen.
     */
    @PutMapping("/saving")
    @io.swagger.v3.oas.annotations.Operation(summary = "Puts the repaired text in force")
    @Outcomes(success = {200, 202}, refused = {"409 draft-being-read", "409 draft-has-no-text", "409 repair-being-saved"})
    ResponseEntity<RepairView> save(@PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) throws InterruptedException {
        SplitRepairs.Bench saved = repairs.save(id, Actor.current().id(), revision -> Etags.requireMatch(ifMatch, revision));
        if (saved.draft().state() == Draft.State.OPENED || saved.state().saving() != null) {
            return ResponseEntity.accepted().location(URI.create(saved.draft().state() == Draft.State.OPENED ? "/api/consultations/" + saved.draft().consultation(id) + "/carriage" : "/api/drafts/" + id + "/repair"))
                    .eTag(Etags.of(saved.state().revision())).body(view(saved));
        }
        return whole(saved);
    }

    private static @Nullable Kind kind(@Nullable String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        return null;
    }

    private ResponseEntity<RepairView> whole(SplitRepairs.Bench bench) {
        return ResponseEntity.ok().eTag(Etags.of(bench.state().revision())).cacheControl(CacheControl.noCache()).body(view(bench));
    }

    private RepairView view(SplitRepairs.Bench bench) {
        SplitRepair state = bench.state();
        Draft draft = bench.draft();
        String me = Actor.current().id();
        return new RepairView(bench.inForce().draft(), draft.facts().title(), bench.inForce().language(), bench.inForce().script(), draft.state().code(),
                draft.state() == Draft.State.OPENED ? bench.inForce().draft() : null, state.revision(), bench.unsaved(), state.saving() != null, bench.restarted(),
                bench.split().nodes().stream().map(SplitRepairController::view).toList(), warnings(bench),
                IntStream.range(0, state.steps().size()).mapToObj(i -> view(state.steps().get(i), me, i >= state.done())).toList(),
                state.lost().stream().map(step -> view(step, me, true)).toList());
    }

    private ResponseEntity<StepView> step(SplitRepairs.Bench before, SplitRepairs.Bench after, @Nullable String wanted) {
        Map<String, Node> known = new HashMap<>();
        before.split().nodes().forEach(node -> known.put(node.id(), node));
        List<Node> nodes = after.split().nodes();
        Set<String> there = new HashSet<>(nodes.stream().map(Node::id).toList());
        // A merged node is gone: go on with the one that stood before it.
        String focus = wanted;
        for (int i = 0; focus != null && !there.contains(focus); i++) {
            String gone = focus;
            int at = IntStream.range(0, before.split().nodes().size()).filter(n -> before.split().nodes().get(n).id().equals(gone)).findFirst().orElse(-1);
            focus = at <= 0 ? nodes.isEmpty() ? null : nodes.getFirst().id() : before.split().nodes().get(at - 1).id();
        }
        SplitRepair state = after.state();
        StepView body = new StepView(state.revision(), after.unsaved(), state.done(), state.steps().size() - state.done(), nodes.stream().map(Node::id).toList(),
                nodes.stream().filter(node -> !Objects.equals(known.get(node.id()), node)).map(SplitRepairController::view).toList(), warnings(after), focus);
        return ResponseEntity.ok().eTag(Etags.of(state.revision())).body(body);
    }

    private List<WarningView> warnings(SplitRepairs.Bench bench) {
        List<Node> nodes = bench.split().nodes();
        Set<String> there = new HashSet<>(nodes.stream().map(Node::id).toList());
        return bench.warnings().stream().map(warning -> new WarningView(warning.code(), place(warning, nodes, there), warning.pages(),
                phrases.say("warning", warning.code(), warning.message()))).toList();
    }

    private static @Nullable String place(Warning warning, List<Node> nodes, Set<String> there) {
        if (warning.node() != null) {
            return there.contains(warning.node()) ? warning.node() : null;
        }
        if (warning.pages().isEmpty()) {
            return null;
        }
        int page = warning.pages().getFirst();
        // A page that could not be read has no node of its own: what comes right after it is where the text is missing.
        return nodes.stream().filter(node -> node.page() != null && node.page() >= page).map(Node::id).findFirst()
                .orElse(nodes.isEmpty() ? null : nodes.getLast().id());
    }

    private static NodeView view(Node node) {
        return new NodeView(node.id(), node.kind().name().toLowerCase(Locale.ROOT), node.number(), node.heading(), node.parent(), node.text(), node.page(), node.confidence());
    }

    private static OperationView view(SplitRepair.Step step, String me, boolean undone) {
        return new OperationView(step.op(), step.node(), step.at(), step.kind() == null ? null : step.kind().name().toLowerCase(Locale.ROOT), step.number(), step.heading(), step.before(), step.when(),
                step.by().equals(me), undone);
    }
}
