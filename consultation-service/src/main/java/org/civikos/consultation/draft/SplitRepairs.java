package org.civikos.consultation.draft;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.consultation.Revisions;
import org.civikos.consultation.consultation.Structure;
import org.civikos.consultation.consultation.Structures;
import org.civikos.consultation.lease.Leases.Lease;
import org.civikos.consultation.lease.Leases;
import org.civikos.consultation.difference.Comparison;
import org.civikos.consultation.structure.CarriedRepairs;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Repair;
import org.civikos.consultation.structure.RepairedSplit;
import org.civikos.consultation.structure.Threads;
import org.civikos.consultation.structure.Warning;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Repairs of a draft's split, before and after its consultation has opened. Steps are kept at once and bind nobody; saving puts the repaired
 * text in force, and where the consultation is open its comments are carried along.
 */
@Component
class SplitRepairs {

    /** The most steps on one text: each look at it replays them. */
    static final int MOST_STEPS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(SplitRepairs.class);
    private static final int KEPT = 4;
    private static final int LEASE_ATTEMPTS = 30;
    private static final long LEASE_PAUSE_MILLIS = 100;

    private final AggregateStore<SplitRepair> store;
    private final Drafts drafts;
    private final Structures structures;
    private final Revisions revisions;
    private final Consultations consultations;
    private final Leases leases;
    private final Clock clock;
    private final MeterRegistry meters;
    /** The latest trees, so that a step costs one step. */
    private final Map<String, Tree> trees = new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tree> eldest) {
            return size() > KEPT;
        }
    };

    private record Tree(String base, List<SplitRepair.Step> steps, RepairedSplit split) {
    }

    /**
     * A draft's text on the bench.
     *
     * @param stored    whether anything was done to it yet
     * @param restarted whether steps were dropped, since the publisher's text is another now
     */
    record Bench(Draft draft, SplitRepair state, RepairedSplit split, Structure inForce, boolean stored, boolean restarted) {

        boolean unsaved() {
            return !fingerprint(split.nodes()).equals(state.standing());
        }

        List<Warning> warnings() {
            return split.warnings(inForce.warnings());
        }
    }

    SplitRepairs(AggregateStores stores, Drafts drafts, Structures structures, Revisions revisions, Consultations consultations, Leases leases, Clock clock, MeterRegistry meters) {
        this.store = stores.of("splitRepairs", SplitRepair.class);
        this.drafts = drafts;
        this.structures = structures;
        this.revisions = revisions;
        this.consultations = consultations;
        this.leases = leases;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * The text as it is on the bench; nothing is written.
     *
     * @throws Problem 404 where there is no such draft, 409 where it has no text that could be repaired
     */
    Bench find(String id) {
        Draft draft = drafts.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found")).state();
        if (draft.state() == Draft.State.READING) {
            throw Problem.of(HttpStatus.CONFLICT, "draft-being-read");
        }
        Structure inForce = draft.state() == Draft.State.WAITING || draft.state() == Draft.State.OPENED && consultations.follows(draft.consultation(id), id)
                ? structures.find(draft.consultation(id)).orElse(null) : null;
        if (inForce == null) {
            throw Problem.of(HttpStatus.CONFLICT, "draft-has-no-text");
        }
        return bench(id, draft, inForce, store.find(id).map(Versioned::state).orElse(null));
    }

    private Bench bench(String id, Draft draft, Structure inForce, @Nullable SplitRepair state) {
        String standing = fingerprint(inForce.nodes());
        if (state == null) {
            return new Bench(draft, new SplitRepair(0, standing, standing, List.of(), 0, null, 0, 0, List.of()), RepairedSplit.of(inForce.nodes()), inForce, false, false);
        }
        if (state.saving() == null && !state.standing().equals(standing)) {
            return new Bench(draft, state.anew(standing), RepairedSplit.of(inForce.nodes()), inForce, true, state.done() > 0);
        }
        RepairedSplit split = tree(id, state);
        // The text that the steps begin from is gone (a crash before it was written, or somebody's restored backup): what is in force stays.
        return split == null ? new Bench(draft, state.anew(standing), RepairedSplit.of(inForce.nodes()), inForce, true, state.done() > 0)
                : new Bench(draft, state, split, inForce, true, false);
    }

    private @Nullable RepairedSplit tree(String id, SplitRepair state) {
        List<SplitRepair.Step> steps = state.steps().subList(0, state.done());
        Tree known;
        synchronized (trees) {
            known = trees.get(id);
        }
        RepairedSplit split = null;
        if (known != null && known.base().equals(state.base())) {
            if (known.steps().equals(steps)) {
                return known.split();
            }
            if (steps.size() == known.steps().size() + 1 && steps.subList(0, known.steps().size()).equals(known.steps())) {
                split = known.split().with(steps.getLast().repair());
            }
        }
        if (split == null) {
            Structure base = base(id, state.base());
            if (base == null) {
                return null;
            }
            split = RepairedSplit.replay(base.nodes(), state.repairs());
        }
        synchronized (trees) {
            trees.put(id, new Tree(state.base(), List.copyOf(steps), split));
        }
        return split;
    }

    private static String baseOf(String id) {
        return id + "@read";
    }

    /** Where the next text is kept while the one before is still needed. */
    private static String otherBaseOf(String id) {
        return id + "@read2";
    }

    private @Nullable Structure base(String id, String fingerprint) {
        for (String key : List.of(baseOf(id), otherBaseOf(id))) {
            Structure base = structures.find(key).orElse(null);
            if (base != null && fingerprint(base.nodes()).equals(fingerprint)) {
                return base;
            }
        }
        return null;
    }

    /**
     * The publisher's new text with the repairs that were in force on the one before, where what they work on says the same. Under the draft's lease; may be
     * repeated after a crash, with the same result.
     *
     * @param fresh   as it was read
     * @param compare whether a text of the same words will not be put in force, so that the steps stay with the one before
     * @return what shall be put in force
     */
    Structure carried(String id, Structure fresh, boolean compare) {
        SplitRepair state = store.find(id).map(Versioned::state).orElse(null);
        if (state == null || state.done() == 0) {
            return fresh;
        }
        String read = fingerprint(fresh.nodes());
        Structure base = base(id, state.base());
        if (base == null) {
            return fresh;
        }
        List<Repair> repairs = state.repairs();
        if (state.base().equals(read) && inForce(base.nodes(), state) < 0) {
            return fresh;
        }
        int saved = state.saving() != null ? state.done() : inForce(base.nodes(), state);
        if (saved <= 0) {
            // Nothing of it was ever in force.
            return fresh;
        }
        CarriedRepairs all = CarriedRepairs.carry(base.nodes(), repairs.subList(0, saved), fresh.nodes());
        Structure text = new Structure(fresh.draft(), fresh.language(), fresh.script(), all.split().nodes(), all.split().warnings(fresh.warnings()));
        Structure before = compare ? structures.find(id).orElse(null) : null;
        if (state.base().equals(read) || before != null && Comparison.sameText(before.nodes(), text.nodes())) {
            return text;
        }
        List<SplitRepair.Step> steps = new ArrayList<>();
        for (int k = 0; k < all.carried().size(); k++) {
            steps.add(state.steps().get(all.carried().get(k)).as(all.split().repairs().get(k)));
        }
        List<SplitRepair.Step> lost = new ArrayList<>();
        for (int k = 0; k < state.done(); k++) {
            // Steps that were on the bench alone are told too: whoever took them must know that they are not in the new text.
            if (!all.carried().contains(k)) {
                lost.add(state.steps().get(k));
            }
        }
        String spare = structures.find(baseOf(id)).filter(one -> fingerprint(one.nodes()).equals(state.base())).isPresent() ? otherBaseOf(id) : baseOf(id);
        structures.keep(new Structure(spare, fresh.language(), fresh.script(), fresh.nodes(), fresh.warnings()));
        String standing = fingerprint(text.nodes());
        store.change(id, one -> one.revision() == state.revision() ? Change.quiet(one.carried(read, standing, steps, lost)) : Change.quiet(one));
        meters.counter("civikos.split.repairs.carried", "outcome", "carried").increment(steps.size());
        meters.counter("civikos.split.repairs.carried", "outcome", "lost").increment(lost.size());
        LOG.info("{} of {} repairs of {} were carried over to the publisher's new text", steps.size(), state.done(), id);
        return text;
    }

    /** How many of the steps the text in force has, or -1 where it has none of their texts. */
    private static int inForce(List<Node> base, SplitRepair state) {
        RepairedSplit split = RepairedSplit.of(base);
        int found = fingerprint(split.nodes()).equals(state.standing()) ? 0 : -1;
        List<Repair> repairs = state.repairs();
        for (int k = 0; k < repairs.size(); k++) {
            split = split.with(repairs.get(k));
            found = fingerprint(split.nodes()).equals(state.standing()) ? k + 1 : found;
        }
        return found;
    }

    /** Takes one step. */
    Bench step(String id, SplitRepair.Step step, LongConsumer revisionCheck) {
        Bench bench = find(id);
        revisionCheck.accept(bench.state().revision());
        requireIdle(bench.state());
        if (bench.state().done() >= MOST_STEPS) {
            throw Problem.of(HttpStatus.CONFLICT, "too-many-repairs");
        }
        try {
            bench.split().with(step.repair());
        } catch (RepairedSplit.Impossible impossible) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "repair-" + impossible.code());
        }
        meters.counter("civikos.split.repairs", "op", step.op()).increment();
        return write(id, bench, bench.state().with(step));
    }

    /** Takes back the last step, or does again the last one that was taken back; where there is none nothing happens. */
    Bench turn(String id, boolean back, LongConsumer revisionCheck) {
        Bench bench = find(id);
        SplitRepair state = bench.state();
        revisionCheck.accept(state.revision());
        requireIdle(state);
        int count = state.done() + (back ? -1 : 1);
        return count < 0 || count > state.steps().size() ? bench : write(id, bench, state.at(count));
    }

    private static void requireIdle(SplitRepair state) {
        if (state.saving() != null) {
            throw Problem.of(HttpStatus.CONFLICT, "repair-being-saved");
        }
    }

    private Bench write(String id, Bench seen, SplitRepair next) {
        if (!seen.stored() || seen.state().steps().isEmpty()) {
            // The text first: steps without the text that they begin from could not be replayed.
            Structure s = seen.inForce();
            structures.keep(new Structure(baseOf(id), s.language(), s.script(), s.nodes(), s.warnings()));
        }
        if (!seen.stored()) {
            try {
                store.insert(id, next, List.of());
            } catch (DuplicateKeyException another) {
                throw Problem.of(HttpStatus.PRECONDITION_FAILED, "precondition-failed");
            }
        } else {
            store.change(id, state -> {
                // What was seen may be a restart, one revision further than what is stored.
                if (state.revision() != next.revision() - 1 && !(seen.state().steps().isEmpty() && state.revision() == next.revision() - 2)) {
                    throw Problem.of(HttpStatus.PRECONDITION_FAILED, "precondition-failed");
                }
                return Change.quiet(next);
            });
        }
        return bench(id, seen.draft(), seen.inForce(), next);
    }

    /** Puts the text on the bench in force; done already, nothing happens. The comments follow in the background. */
    Bench save(String id, String by, LongConsumer revisionCheck) throws InterruptedException {
        Bench bench = find(id);
        revisionCheck.accept(bench.state().revision());
        if (bench.state().saving() == null && bench.stored() && bench.unsaved()) {
            int version = bench.draft().state() == Draft.State.OPENED ? revisions.current(bench.draft().consultation(id)).orElse(0) : 0;
            int edition = version == bench.state().version() ? bench.state().edition() + 1 : 1;
            write(id, bench, bench.state().toBeSaved(new SplitRepair.Saving(by, clock.instant().truncatedTo(ChronoUnit.MILLIS), version, edition)));
        }
        for (int attempt = 0; !carryOut(id) && attempt < LEASE_ATTEMPTS; attempt++) {
            Thread.sleep(LEASE_PAUSE_MILLIS);
        }
        return find(id);
    }

    /** Takes up what a crash left. */
    @Scheduled(initialDelay = 4_000, fixedDelay = 5_000)
    void sweep() {
        try {
            store.list(Query.query(Criteria.where("state.saving").ne(null)).limit(50)).forEach(one -> carryOut(one.id()));
        } catch (RuntimeException storeAway) {
            LOG.warn("Repaired texts could not be put in force; tried again in 5 s: {}", storeAway.getMessage());
        }
    }

    /** @return whether nothing is left to be saved: false while somebody else works on the draft */
    private boolean carryOut(String id) {
        Optional<Lease> lease = leases.acquire("draft-" + id);
        if (lease.isEmpty()) {
            return false;
        }
        try (Lease held = lease.get()) {
            SplitRepair state = store.find(id).map(Versioned::state).orElse(null);
            if (state == null || state.saving() == null) {
                return true;
            }
            put(id, state, state.saving());
            return true;
        }
    }

    private void put(String id, SplitRepair state, SplitRepair.Saving saving) {
        // Where the draft has joined an early consultation, its text lies there.
        String at = drafts.find(id).map(found -> found.state().consultation(id)).orElse(id);
        Structure inForce = structures.find(at).orElse(null);
        RepairedSplit split = tree(id, state);
        String now = inForce == null ? "" : fingerprint(inForce.nodes());
        String wanted = split == null ? "" : fingerprint(split.nodes());
        if (inForce == null || split == null || !now.equals(state.standing()) && !now.equals(wanted)) {
            LOG.info("The text of {} was read anew while its repair was being saved; the repair is dropped", id);
            store.change(id, one -> one.revision() == state.revision() ? Change.quiet(one.anew(now)) : Change.quiet(one));
            return;
        }
        Structure text = new Structure(at, inForce.language(), inForce.script(), split.nodes(), split.warnings(inForce.warnings()));
        int articles = Threads.articles(split.nodes());
        // A draft may have been opened between the wish and now: then the text that its consultation began with is the one to be repaired.
        int version = revisions.current(at).orElse(0);
        int edition = version == saving.version() ? saving.edition() : 1;
        if (version > 0) {
            revisions.repaired(at, text, edition);
        } else {
            structures.keep(text);
        }
        drafts.store().change(id, draft -> Change.quiet(draft.read(draft.reading().repaired(articles, text.warnings()), draft.facts().language())));
        store.change(id, one -> one.revision() == state.revision() ? Change.quiet(one.saved(wanted, version, edition)) : Change.quiet(one));
        meters.counter("civikos.split.repairs.saved", "when", version > 0 ? "open" : "before").increment();
        LOG.info("The split of {} was repaired by {} with {} steps; version {}, edition {}", id, saving.by(), state.done(), version, edition);
    }

    /** What tells one text from another: everything that its nodes say of themselves. */
    static String fingerprint(List<Node> nodes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Node node : nodes) {
                digest.update((node.id() + '\u0001' + node.kind() + '\u0001' + node.number() + '\u0001' + node.heading() + '\u0001' + node.parent() + '\u0001' + node.text() + '\u0001'
                        + node.page() + '\u0001' + node.confidence() + '\u0002').getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
