package org.civikos.consultation.plan;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.consultation.NewConsultation;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.institution.InstitutionUse;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.plan.PlanSheet.Fault;
import org.civikos.consultation.text.Letters;
import org.civikos.consultation.text.Titles;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What can be done with the plan. Every operation may be repeated; the same list twice makes no entry twice. */
@Component
class Plans implements InstitutionUse {

    static final String COLLECTION = "planEntries";
    private static final int MOST_PER_YEAR = 10_000;
    private static final int COMPARED = 300;
    private static final int SUGGESTED = 5;
    private static final double SIMILAR = 0.4;
    /** How many years after its own an act of the plan may still be published. */
    private static final int YEARS_BACK = 4;

    private final AggregateStore<PlanEntry> store;
    private final Consultations consultations;
    private final DetectedDrafts detected;
    private final Institutions institutions;
    private final Clock clock;
    private final MeterRegistry meters;

    Plans(AggregateStores stores, Consultations consultations, DetectedDrafts detected, Institutions institutions, Clock clock, MeterRegistry meters) {
        this.store = stores.of(COLLECTION, PlanEntry.class);
        this.consultations = consultations;
        this.detected = detected;
        this.institutions = institutions;
        this.clock = clock;
        this.meters = meters;
    }

    /** What a row does to the plan. */
    enum Effect { CREATED, UPDATED, UNCHANGED }

    /** A good row and what it does, or did. */
    record Outcome(int row, PlanEntry.Facts facts, Effect effect) {
    }

    /**
     * What came of a file.
     *
     * @param written whether anything was allowed to be written
     */
    record Imported(int rows, boolean written, List<Outcome> outcomes, List<Fault> faults) {
    }

    private record Step(PlanRows.Wanted wanted, @Nullable Versioned<PlanEntry> before) {
    }

    /**
     * Takes in a list: all of it is read and checked before anything is written. A crash in the middle leaves the first part written, and the same list
     * again finishes it.
     *
     * @param dryRun     checks and counts, and writes nothing
     * @param skipErrors writes the good rows although others are bad
     */
    Imported take(int year, byte[] file, boolean dryRun, boolean skipErrors) {
        PlanSheet sheet = PlanSheet.read(file);
        List<Fault> faults = new ArrayList<>(sheet.faults());
        List<PlanRows.Wanted> wanted = new PlanRows(institutions).read(year, sheet.lines(), faults);
        Map<String, Versioned<PlanEntry>> byReference = new HashMap<>();
        Map<String, Versioned<PlanEntry>> byTitle = new HashMap<>();
        for (Versioned<PlanEntry> known : store.list(Query.query(Criteria.where("state.facts.year").is(year)).limit(MOST_PER_YEAR))) {
            byTitle.put(known.state().titleKey(), known);
            if (known.state().facts().reference() != null) {
                byReference.put(Letters.fold(known.state().facts().reference()), known);
            }
        }
        List<Step> steps = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (PlanRows.Wanted one : wanted) {
            Versioned<PlanEntry> before = one.facts().reference() == null ? null : byReference.get(Letters.fold(one.facts().reference()));
            if (before == null) {
                Versioned<PlanEntry> sameTitle = byTitle.get(one.facts().titleKey());
                // Another reference is another entry, even under the same title.
                before = sameTitle == null || one.facts().reference() != null && sameTitle.state().facts().reference() != null ? null : sameTitle;
            }
            if (before != null && !taken.add(before.id())) {
                faults.add(Fault.of(one.row(), "title", "same-entry-as-before"));
                continue;
            }
            steps.add(new Step(one, before));
        }
        boolean written = !dryRun && (faults.isEmpty() || skipErrors);
        List<Outcome> outcomes = new ArrayList<>();
        Function<Set<String>, List<Published>> published = oncePerInstitution();
        for (Step step : steps) {
            outcomes.add(new Outcome(step.wanted().row(), step.wanted().facts(), written ? write(step, published) : effect(step)));
        }
        meters.counter("civikos.plan.imports", "result", dryRun ? "dry-run" : written ? "written" : "refused").increment();
        return new Imported(sheet.total(), written, outcomes, faults);
    }

    private static PlanEntry.Facts merged(PlanEntry.Facts wanted, PlanEntry.Facts before) {
        // A list without references does not take away what another list said.
        return wanted.reference() != null ? wanted
                : new PlanEntry.Facts(wanted.year(), wanted.quarter(), wanted.title(), wanted.actKind(), wanted.institution(), wanted.fields(), before.reference());
    }

    private static Effect effect(Step step) {
        return step.before() == null ? Effect.CREATED
                : merged(step.wanted().facts(), step.before().state().facts()).equals(step.before().state().facts()) ? Effect.UNCHANGED : Effect.UPDATED;
    }

    private Effect write(Step step, Function<Set<String>, List<Published>> published) {
        PlanEntry.Facts facts = step.wanted().facts();
        if (step.before() == null) {
            try {
                store.insert(id(facts), PlanEntry.of(facts), List.of());
                match(id(facts), published);
                return Effect.CREATED;
            } catch (DuplicateKeyException sameListAtOnce) {
                change(id(facts), facts, published);
                return Effect.UNCHANGED;
            }
        }
        Effect effect = effect(step);
        if (effect == Effect.UPDATED) {
            change(step.before().id(), facts, published);
        }
        return effect;
    }

    private void change(String id, PlanEntry.Facts facts, Function<Set<String>, List<Published>> published) {
        store.change(id, entry -> {
            PlanEntry.Facts merged = merged(facts, entry.facts());
            return Change.quiet(merged.equals(entry.facts()) ? entry : entry.with(merged));
        });
        match(id, published);
    }

    /** Follows from what the plan calls it: the same list by two people at once makes the same entries. */
    static String id(PlanEntry.Facts facts) {
        String key = facts.reference() == null ? "t|" + facts.titleKey() : "r|" + Letters.fold(facts.reference());
        return "plan-" + facts.year() + "-" + Documents.sha256(key.getBytes(StandardCharsets.UTF_8)).substring(0, 24);
    }

    Optional<Versioned<PlanEntry>> find(String id) {
        return store.find(id);
    }

    Versioned<PlanEntry> require(String id) {
        return find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    /**
     * What a list asks for.
     *
     * @param state planned (not linked, not dropped), overdue, perhaps-published, linked, dropped; {@code null} for all
     * @param after end of the quarter in milliseconds and identifier of the last one of the page before
     */
    record Filter(@Nullable Integer year, @Nullable String state, @Nullable Collection<String> institutions, @Nullable String kind, @Nullable String field, @Nullable String text,
            String @Nullable [] after) {
    }

    /** By quarter, the earliest first. */
    List<Versioned<PlanEntry>> list(Filter filter, int limit) {
        List<Criteria> all = new ArrayList<>();
        if (filter.year() != null) {
            all.add(Criteria.where("state.facts.year").is(filter.year()));
        }
        if (filter.state() != null) {
            switch (filter.state()) {
                case "linked" -> all.add(Criteria.where("state.consultation").ne(null));
                case "dropped" -> all.add(Criteria.where("state.dropped").ne(null));
                default -> {
                    all.add(Criteria.where("state.consultation").is(null));
                    all.add(Criteria.where("state.dropped").is(null));
                    if (filter.state().equals("overdue")) {
                        all.add(Criteria.where("state.quarterEndsAt").lte(clock.instant()));
                        all.add(Criteria.where("state.likely").is(null));
                    } else if (filter.state().equals("perhaps-published")) {
                        all.add(Criteria.where("state.likely").ne(null));
                    }
                }
            }
        }
        if (filter.institutions() != null) {
            all.add(Criteria.where("state.facts.institution").in(filter.institutions()));
        }
        if (filter.kind() != null) {
            all.add(Criteria.where("state.facts.actKind").is(filter.kind()));
        }
        if (filter.field() != null) {
            all.add(Criteria.where("state.facts.fields").is(filter.field()));
        }
        if (filter.text() != null && !filter.text().isBlank()) {
            all.add(Criteria.where("state.searchText").regex(Pattern.quote(Letters.fold(filter.text()))));
        }
        if (filter.after() != null) {
            Instant at = Instant.ofEpochMilli(Long.parseLong(filter.after()[0]));
            all.add(new Criteria().orOperator(Criteria.where("state.quarterEndsAt").gt(at), Criteria.where("state.quarterEndsAt").is(at).and("_id").gt(filter.after()[1])));
        }
        Query query = all.isEmpty() ? new Query() : Query.query(new Criteria().andOperator(all));
        return store.list(query.limit(limit).with(Sort.by("state.quarterEndsAt", "_id")));
    }

    /** A consultation that an entry may have become, and how alike the titles are, from 0 to 1. */
    record Suggestion(Consultations.Card card, double likeness) {
    }

    /** Those of the same institution, or of those before and after it, with a similar title; the most alike first. */
    List<Suggestion> suggestions(PlanEntry entry) {
        Set<String> words = stems(entry.facts().title());
        return consultations.latestOf(PlanMatch.bodies(entry.facts().institution(), institutions), COMPARED).stream().map(card -> new Suggestion(card, likeness(words, stems(card.title()))))
                .filter(one -> one.likeness() >= SIMILAR).sorted((a, b) -> Double.compare(b.likeness(), a.likeness())).limit(SUGGESTED).toList();
    }

    static Set<String> stems(String title) {
        return Titles.stems(title);
    }

    static double likeness(Set<String> one, Set<String> other) {
        return Titles.likeness(one, other);
    }

    Versioned<PlanEntry> link(String id, String consultation, String by) {
        if (consultations.card(consultation).isEmpty()) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation").field("/consultation", "unknown");
        }
        return store.change(id, entry -> {
            if (entry.dropped() != null) {
                throw Problem.of(HttpStatus.CONFLICT, "plan-entry-left");
            }
            return Change.quiet(consultation.equals(entry.consultation()) ? entry : entry.linked(consultation, by));
        });
    }

    /** It did not become that one, and is not linked to it by itself again; something else may be it. */
    Versioned<PlanEntry> unlink(String id) {
        store.change(id, entry -> Change.quiet(entry.unlinked()));
        return match(id);
    }

    /** Somebody says that it is not that one. */
    Versioned<PlanEntry> refuse(String id, String published) {
        store.change(id, entry -> {
            if (entry.refused().contains(published)) {
                return Change.quiet(entry);
            }
            meters.counter("civikos.plan.matches", "result", "refused").increment();
            return Change.quiet(entry.refusing(published));
        });
        return match(id);
    }

    /**
     * Looks whether it has been published: what surely is it is linked, what may be it is kept for somebody to say. A draft that is no consultation yet is at most likely: there is nothing to
     * link before it is opened.
     */
    Versioned<PlanEntry> match(String id) {
        return match(id, this::published);
    }

    private Versioned<PlanEntry> match(String id, Function<Set<String>, List<Published>> publishedBy) {
        Versioned<PlanEntry> found = store.find(id).orElseThrow();
        if (!found.state().waits()) {
            return found;
        }
        PlanEntry.Facts facts = found.state().facts();
        PlanMatch match = new PlanMatch(facts, institutions);
        Set<String> bodies = PlanMatch.bodies(facts.institution(), institutions);
        bodies.add(Institutions.OTHER);
        Published sure = null;
        PlanEntry.Likely likely = null;
        for (Published one : publishedBy.apply(bodies)) {
            PlanMatch.Result result = match.with(one);
            if (found.state().refused().contains(one.id()) || result.sureness() == PlanMatch.Sureness.NONE) {
                continue;
            }
            if (result.sureness() == PlanMatch.Sureness.SURE && one.opened() && (sure == null || one.at().isAfter(sure.at()))) {
                sure = one;
            }
            // What surely is it and is not opened yet stands before what only may be it.
            double likeness = result.sureness() == PlanMatch.Sureness.SURE ? 1 : Math.min(result.likeness(), 0.99);
            if (likely == null || likeness > likely.likeness()) {
                likely = new PlanEntry.Likely(one.id(), one.title(), likeness);
            }
        }
        return sure != null ? settle(id, sure.id()) : keep(id, likely);
    }

    private Versioned<PlanEntry> settle(String id, String consultation) {
        Versioned<PlanEntry> linked = store.change(id, entry -> Change.quiet(!entry.waits() || entry.refused().contains(consultation) ? entry : entry.linked(consultation, PlanEntry.BY_LIKENESS)));
        meters.counter("civikos.plan.matches", "result", "linked").increment();
        return linked;
    }

    private Versioned<PlanEntry> keep(String id, PlanEntry.@Nullable Likely likely) {
        return store.change(id, entry -> {
            if (!entry.waits() || Objects.equals(entry.likely(), likely) || likely != null && entry.refused().contains(likely.published())) {
                return Change.quiet(entry);
            }
            if (likely != null) {
                meters.counter("civikos.plan.matches", "result", "likely").increment();
            }
            return Change.quiet(entry.perhaps(likely));
        });
    }

    private List<Published> published(Set<String> bodies) {
        List<Published> published = new ArrayList<>(consultations.latestOf(bodies, COMPARED).stream()
                .map(card -> new Published(card.id(), card.title(), card.institution(), card.actKind(), true, card.at())).toList());
        published.addAll(detected.detected(bodies, COMPARED));
        return published;
    }

    /** For a look at many entries: what an institution has published is asked once. */
    private Function<Set<String>, List<Published>> oncePerInstitution() {
        Map<Set<String>, List<Published>> known = new HashMap<>();
        return bodies -> known.computeIfAbsent(bodies, this::published);
    }

    /** Entries that wait and may have been published as that, the surest first. */
    List<PlanLinks.Entry> entriesOf(Published published) {
        List<PlanLinks.Entry> found = new ArrayList<>();
        for (Versioned<PlanEntry> one : waiting(published.at())) {
            PlanMatch.Result result = one.state().refused().contains(published.id()) ? null : new PlanMatch(one.state().facts(), institutions).with(published);
            if (result != null && result.sureness() != PlanMatch.Sureness.NONE) {
                PlanEntry.Facts facts = one.state().facts();
                found.add(new PlanLinks.Entry(one.id(), facts.title(), facts.year(), facts.quarter(), facts.institution(), facts.reference(), result.likeness(),
                        result.sureness() == PlanMatch.Sureness.SURE));
            }
        }
        found.sort(Comparator.comparing(PlanLinks.Entry::sure).thenComparingDouble(PlanLinks.Entry::likeness).reversed().thenComparing(PlanLinks.Entry::id));
        return found;
    }

    /** Of the years whose plan something that was published then may come from. */
    private List<Versioned<PlanEntry>> waiting(Instant publishedAt) {
        int year = publishedAt.atZone(WorkingDays.ZONE).getYear();
        return store.list(Query.query(Criteria.where("state.consultation").is(null).and("state.dropped").is(null).and("state.facts.year").gte(year - YEARS_BACK).lte(year + 1)).limit(MOST_PER_YEAR));
    }

    /** Looks again at what all entries that wait for somebody to say may be: a draft may have been laid aside. */
    void lookAgain() {
        Function<Set<String>, List<Published>> published = oncePerInstitution();
        store.list(Query.query(Criteria.where("state.likely").ne(null).and("state.consultation").is(null).and("state.dropped").is(null)).limit(MOST_PER_YEAR)).forEach(one -> match(one.id(), published));
    }

    /** Entries of which something was thought that is not so any more: it was dismissed, or is called otherwise. */
    void lookAgain(String published) {
        store.list(Query.query(Criteria.where("state.likely.published").is(published)).limit(MOST_PER_YEAR)).forEach(one -> match(one.id()));
    }

    /** It has left the plan. */
    Versioned<PlanEntry> drop(String id, String reason) {
        Instant now = now();
        return store.change(id, entry -> {
            if (entry.dropped() != null) {
                return Change.quiet(entry);
            }
            if (entry.consultation() != null) {
                throw Problem.of(HttpStatus.CONFLICT, "plan-entry-linked");
            }
            PlanEntry dropped = entry.dropped(reason);
            return new Change<>(dropped, List.of(PlanEvents.dropped(id, dropped, now)));
        });
    }

    /** It was in the plan after all. */
    Versioned<PlanEntry> undrop(String id) {
        store.change(id, entry -> Change.quiet(entry.dropped() == null ? entry : entry.dropped(null)));
        return match(id);
    }

    /**
     * The publisher asks before there is a draft: the entry becomes a consultation at an early stage, under its own identifier. Done already, nothing happens;
     * a crash in the middle is made good by the same request.
     */
    Versioned<PlanEntry> beginEarly(String id, String description, LocalDateTime deadline, String language, String by) {
        PlanEntry entry = require(id).state();
        if (entry.dropped() != null) {
            throw Problem.of(HttpStatus.CONFLICT, "plan-entry-left");
        }
        if (entry.consultation() != null && !entry.consultation().equals(id)) {
            throw Problem.of(HttpStatus.CONFLICT, "plan-entry-linked");
        }
        PlanEntry.Facts facts = entry.facts();
        consultations.open(id, new NewConsultation(facts.title(), description, language, facts.institution(), facts.actKind(), facts.fields(), now(), deadline, 0, null, null, List.of(),
                List.of(), null, false, true, by));
        return link(id, id, by);
    }

    /** Tells of those whose quarter has ended and that nobody has told of. */
    int tellOverdue() {
        Instant now = now();
        List<Versioned<PlanEntry>> due = store.list(Query.query(Criteria.where("state.quarterEndsAt").lte(now).and("state.overdueAt").is(null).and("state.consultation").is(null)
                .and("state.dropped").is(null).and("state.likely").is(null)).limit(200));
        Function<Set<String>, List<Published>> published = oncePerInstitution();
        for (Versioned<PlanEntry> one : due) {
            // A last look before anybody is told: what was published must not be called missing.
            if (!match(one.id(), published).state().overdueAt(now)) {
                continue;
            }
            store.change(one.id(), entry -> {
                if (entry.overdueAt() != null || !entry.overdueAt(now)) {
                    return Change.quiet(entry);
                }
                PlanEntry told = entry.told(now);
                return new Change<>(told, List.of(PlanEvents.overdue(one.id(), told, now)));
            });
            meters.counter("civikos.plan.overdue").increment();
        }
        return due.size();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public boolean names(String institution) {
        return !store.list(Query.query(Criteria.where("state.facts.institution").is(institution)).limit(1)).isEmpty();
    }
}
