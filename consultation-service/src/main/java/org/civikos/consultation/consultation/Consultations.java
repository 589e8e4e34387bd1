package org.civikos.consultation.consultation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.institution.InstitutionUse;
import org.civikos.consultation.text.Letters;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.OutgoingEvent;
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

/** What can be done with consultations. Every operation may be repeated. */
@Component
public class Consultations implements InstitutionUse {

    static final String COLLECTION = "consultations";

    private final AggregateStore<Consultation> store;
    private final Structures structures;
    private final Counters counters;
    private final InternalDefaults internal;
    private final Clock clock;
    private final Timer opening;

    Consultations(AggregateStores stores, Structures structures, Counters counters, InternalDefaults internal, Clock clock, MeterRegistry meters) {
        this.structures = structures;
        this.store = stores.of(COLLECTION, Consultation.class);
        this.counters = counters;
        this.internal = internal;
        this.clock = clock;
        this.opening = Timer.builder("civikos.consultation.opening").description("From detection to opening").register(meters);
    }

    private static @Nullable String said(Optional<Structure> text) {
        return text.map(Structure::said).orElse(null);
    }

    /**
     * Opens a consultation; done already, nothing happens.
     *
     * @param id the draft's
     */
    public void open(String id, NewConsultation draft) {
        if (store.find(id).isPresent()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int year = now.atZone(WorkingDays.ZONE).getYear();
        String reference = "K-%d-%04d".formatted(year, counters.next("consultation-" + year));
        Stage stage = draft.early() ? Stage.EARLY : Stage.OPEN;
        StageStep begun = StageStep.of(draft.early() ? StageStep.ANNOUNCED_EARLY : StageStep.OPENED, stage, now, draft.by() == null ? StageStep.SOURCE : draft.by()).until(draft.deadline());
        Consultation.Life life = new Consultation.Life(draft.network() ? Consultation.NETWORK : Consultation.GOVERNMENT, draft.startsOn() == null ? null : draft.startsOn().toString(),
                List.of(begun), InternalDeadline.of(today(now), draft.deadline(), internal.get().state(), List.of()), null, null, Consultation.Revisions.FIRST);
        Consultation consultation = new Consultation(reference, draft.title(), draft.description(), draft.language(), draft.institution(),
                draft.actKind(), draft.fields(), stage, draft.detectedAt(), now, draft.deadline().toString(),
                Consultation.at(draft.deadline()), draft.articleCount(), draft.sourceUrl(), draft.officerName(), draft.documents(), draft.warnings(),
                Letters.fold(draft.title() + " " + draft.description()), 1, 0, life);
        try {
            store.insert(id, consultation, List.of(draft.early() ? ConsultationEvents.announcedEarly(id, consultation, null)
                    : ConsultationEvents.opened(id, consultation, said(structures.find(id)))));
            opening.record(Duration.between(draft.detectedAt(), now));
        } catch (DuplicateKeyException another) {
            // Somebody resumed the same draft at the same time and was quicker: it is open, and that is all that is wanted.
        }
    }

    /** Replaces the list of documents where it differs. */
    public void documents(String id, List<StoredDocument> documents) {
        store.change(id, state -> Change.quiet(state.documents().equals(documents) ? state : state.with(documents)));
    }

    /** Where its publisher shows it, for one of which nobody knew; an address that it has stays. */
    public void publishedAt(String id, String url) {
        store.change(id, state -> Change.quiet(state.sourceUrl() != null ? state : state.publishedAt(url)));
    }

    /**
     * Moves the deadline because the source says so; where it is the same already, or the consultation has gone beyond deadlines, nothing happens.
     *
     * @throws NoSuchElementException if there is no such consultation
     */
    public void moveDeadline(String id, LocalDateTime deadline) {
        store.change(id, state -> movedBySource(id, state, deadline, false));
    }

    /** @param withChange whether an event about a change of the draft follows at once that tells of both */
    Change<Consultation> movedBySource(String id, Consultation state, LocalDateTime deadline, boolean withChange) {
        return deadlineMoves(state.stage()) ? moved(id, state, deadline, StageStep.SOURCE, null, withChange) : Change.quiet(state);
    }

    /** The same by decision of a person. */
    Versioned<Consultation> moveDeadline(String id, LocalDateTime deadline, String by, String reason, LongConsumer versionCheck) {
        versionCheck.accept(find(id).orElseThrow(() -> new NoSuchElementException(id)).version());
        return store.change(id, state -> {
            if (!state.deadline().equals(deadline.toString()) && !deadlineMoves(state.stage())) {
                throw refused("deadline", state.stage());
            }
            return moved(id, state, deadline, by, reason, false);
        });
    }

    private static boolean deadlineMoves(Stage stage) {
        return stage == Stage.EARLY || stage == Stage.OPEN || stage == Stage.CLOSED;
    }

    private Change<Consultation> moved(String id, Consultation state, LocalDateTime deadline, String by, @Nullable String reason, boolean withChange) {
        if (state.deadline().equals(deadline.toString())) {
            return Change.quiet(state);
        }
        Instant now = now();
        Stage stage = state.stage() == Stage.EARLY ? Stage.EARLY : now.isBefore(Consultation.at(deadline)) ? Stage.OPEN : Stage.CLOSED;
        StageStep step = StageStep.of(StageStep.DEADLINE_MOVED, stage, now, by).because(reason).until(deadline);
        Consultation moved = state.until(deadline, step, internal(state, deadline, today(state.openedAt())));
        return new Change<>(moved, List.of(stage == Stage.EARLY ? ConsultationEvents.announcedEarly(id, moved, state.deadline())
                : ConsultationEvents.deadlineMoved(id, moved, state.deadline(), withChange)));
    }

    private List<InternalDeadline> internal(Consultation state, LocalDateTime deadline, LocalDate from) {
        return InternalDeadline.of(from, deadline, internal.get().state(), state.life().internalDeadlines());
    }

    /**
     * What a person says about a step.
     *
     * @param on   the day on which it happened, where it is known
     * @param link where it can be read
     */
    record Said(String by, String reason, @Nullable LocalDate on, @Nullable String link) {
    }

    /** The official consultation begins where there was an early one; begun already until that deadline, nothing happens. */
    Versioned<Consultation> begin(String id, LocalDateTime deadline, Said said, LongConsumer versionCheck) {
        find(id).filter(found -> found.state().stage() == Stage.OPEN && !found.state().deadline().equals(deadline.toString())).ifPresent(open -> {
            throw refused(Stage.Transition.OPENING.code(), Stage.OPEN);
        });
        return step(id, Stage.Transition.OPENING, versionCheck, state -> {
            StageStep step = step(Stage.Transition.OPENING, said).until(deadline);
            Consultation opened = state.until(deadline, step, internal(state, deadline, today(step.at())));
            return new Change<>(opened, List.of(ConsultationEvents.opened(id, opened, said(structures.find(id)))));
        });
    }

    /** Whether the consultation follows what this draft's source says. One follows the draft that bears its identifier, until it is joined by another. */
    public boolean follows(String id, String draft) {
        return store.find(id).map(found -> found.state().life().draft() == null ? id.equals(draft) : draft.equals(found.state().life().draft())).orElse(false);
    }

    /**
     * The official draft of an early consultation is there: the same consultation is open from now on, with the draft's facts, documents and deadline. Comments on the whole
     * stay where they are. Done already by this draft, nothing happens.
     *
     * @param version of the text, laid beside the present one before
     * @return the number of the publisher's last change that the consultation knows of; empty where it is not an early one any more
     */
    public OptionalInt join(String id, String draft, NewConsultation official, int version) {
        if (follows(id, draft)) {
            return OptionalInt.of(find(id).orElseThrow().state().changesSeen());
        }
        Versioned<Consultation> now = store.change(id, state -> {
            if (state.stage() != Stage.EARLY) {
                return Change.quiet(state);
            }
            StageStep step = StageStep.of(Stage.Transition.OPENING.code(), Stage.OPEN, now(), official.by() == null ? StageStep.SOURCE : official.by())
                    .published(null, official.sourceUrl()).until(official.deadline());
            Consultation joined = state.joinedBy(draft, official, version, step, internal(state, official.deadline(), today(step.at())));
            return new Change<>(joined, List.of(ConsultationEvents.opened(id, joined, said(structures.staged(id, version)))));
        });
        return draft.equals(now.state().life().draft()) ? OptionalInt.of(now.state().changesSeen()) : OptionalInt.empty();
    }

    /**
     * An early consultation that an official draft may belong to.
     *
     * @param owner    {@value Consultation#GOVERNMENT} or {@value Consultation#NETWORK}
     * @param deadline of the early one
     */
    public record Early(String id, String reference, String title, String institution, String owner, String deadline) {
    }

    /** Those at an early stage, by deadline, at most so many. */
    public List<Early> early(int limit) {
        return store.list(Query.query(Criteria.where("state.stage").is(Stage.EARLY)).with(Sort.by(Sort.Direction.DESC, "state.deadlineAt")).limit(limit)).stream().map(Consultations::early).toList();
    }

    /** One of them; empty where it does not exist or is not at an early stage. */
    public Optional<Early> early(String id) {
        return store.find(id).filter(found -> found.state().stage() == Stage.EARLY).map(Consultations::early);
    }

    private static Early early(Versioned<Consultation> found) {
        Consultation c = found.state();
        return new Early(found.id(), c.reference(), c.title(), c.institution(), c.life().owner(), c.deadline());
    }

    /**
     * Says in which consultation an early one goes on, where both were there before anybody saw that they are one. Neither changes its stage.
     *
     * @param other {@code null} takes the word back
     */
    Versioned<Consultation> continueIn(String id, @Nullable String other, LongConsumer versionCheck) {
        Versioned<Consultation> found = find(id).orElseThrow(() -> new NoSuchElementException(id));
        if (!Objects.equals(found.state().life().continuesIn(), other)) {
            versionCheck.accept(found.version());
        }
        return store.change(id, state -> {
            if (Objects.equals(state.life().continuesIn(), other)) {
                return Change.quiet(state);
            }
            if (other != null && state.life().steps().stream().noneMatch(step -> step.act().equals(StageStep.ANNOUNCED_EARLY))) {
                throw Problem.of(HttpStatus.CONFLICT, "not-an-early-one");
            }
            return Change.quiet(state.continuedIn(other));
        });
    }

    /** The early ones that go on in a consultation, at most ten. */
    List<Card> continuedBy(String id) {
        return store.list(Query.query(Criteria.where("state.life.continuesIn").is(id)).limit(10)).stream().map(this::card).toList();
    }

    /** Notes what has become of it: answered, adopted or dropped. Noted already, nothing happens. */
    Versioned<Consultation> note(String id, Stage.Transition transition, Said said, LongConsumer versionCheck) {
        String fact = switch (transition) {
            case ANSWER -> "consultation-answered";
            case ADOPTION -> "consultation-adopted";
            case DROP -> "consultation-dropped";
            case OPENING, CLOSING -> throw new IllegalArgumentException(transition.code());
        };
        return step(id, transition, versionCheck, state -> {
            StageStep step = step(transition, said);
            Consultation after = state.after(step);
            return new Change<>(after, List.of(ConsultationEvents.stage(fact, id, after, state.stage(), step)));
        });
    }

    /** Takes back what was noted by mistake: it stands again where it stood before; the history keeps both. */
    Versioned<Consultation> revert(String id, Said said, LongConsumer versionCheck) {
        versionCheck.accept(find(id).orElseThrow(() -> new NoSuchElementException(id)).version());
        return store.change(id, state -> {
            if (!state.stage().canBeReverted()) {
                throw refused("reversal", state.stage());
            }
            StageStep step = StageStep.of(StageStep.REVERTED, before(state), now(), said.by()).because(said.reason());
            Consultation after = state.after(step);
            return new Change<>(after, List.of(ConsultationEvents.stage("consultation-stage-reverted", id, after, state.stage(), step)));
        });
    }

    /**
     * Puts right what was guessed wrong about it, at any stage; right already, nothing happens. A title that its publisher gives it later does not take the place of a corrected one.
     *
     * @param versionCheck told the version that the facts were seen with
     */
    Versioned<Consultation> correct(String id, CorrectFacts facts, Said said, LongConsumer versionCheck) {
        Versioned<Consultation> found = find(id).orElseThrow(() -> new NoSuchElementException(id));
        if (!facts.of(found.state()).isEmpty()) {
            versionCheck.accept(found.version());
        }
        return store.change(id, state -> {
            List<StageStep.Correction> corrections = facts.of(state);
            if (corrections.isEmpty()) {
                return Change.quiet(state);
            }
            StageStep step = StageStep.of(StageStep.CORRECTED, state.stage(), now(), said.by()).because(said.reason()).correcting(corrections);
            Consultation after = state.corrected(facts, step);
            return new Change<>(after, List.of(ConsultationEvents.corrected(id, after, step)));
        });
    }

    /** Where it stood before the last step that led to another stage and has not been taken back; one that ended meanwhile is closed by the clock soon after. */
    private static Stage before(Consultation state) {
        Deque<Stage> stood = new ArrayDeque<>();
        for (StageStep step : state.life().steps()) {
            if (step.act().equals(StageStep.REVERTED)) {
                stood.poll();
            }
            if (step.stage() != stood.peek()) {
                stood.push(step.stage());
            }
        }
        if (stood.peek() == state.stage()) {
            stood.poll();
        }
        // From before steps were kept: the clock closes it where its deadline has passed.
        return stood.isEmpty() ? Stage.OPEN : stood.peek();
    }

    private Versioned<Consultation> step(String id, Stage.Transition transition, LongConsumer versionCheck, Function<Consultation, Change<Consultation>> command) {
        Versioned<Consultation> found = find(id).orElseThrow(() -> new NoSuchElementException(id));
        if (found.state().stage() != transition.to()) {
            versionCheck.accept(found.version());
        }
        return store.change(id, state -> {
            if (state.stage() == transition.to()) {
                return Change.quiet(state);
            }
            // One whose deadline has passed is closed, although the clock that writes it down may come some seconds later.
            Stage stage = state.stageAt(clock.instant());
            if (!transition.allowedFrom(stage)) {
                throw refused(transition.code(), stage);
            }
            if (stage != state.stage()) {
                Consultation closed = closed(state);
                Change<Consultation> next = command.apply(closed);
                List<OutgoingEvent> events = new ArrayList<>(List.of(ConsultationEvents.closed(id, closed)));
                events.addAll(next.events());
                return new Change<>(next.state(), events);
            }
            return command.apply(state);
        });
    }

    private StageStep step(Stage.Transition transition, Said said) {
        return StageStep.of(transition.code(), transition.to(), now(), said.by()).because(said.reason()).published(said.on(), said.link());
    }

    private static Problem refused(String what, Stage stage) {
        return Problem.of(HttpStatus.CONFLICT, what + "-not-now", stage.ordinal());
    }

    /**
     * Sets deadlines of the network's own by hand, or gives one back to the settings.
     *
     * @param byHand by step; {@code null} gives it back
     */
    Versioned<Consultation> setInternal(String id, Map<InternalDeadline.Step, Optional<LocalDateTime>> byHand, LongConsumer versionCheck) {
        versionCheck.accept(find(id).orElseThrow(() -> new NoSuchElementException(id)).version());
        return store.change(id, state -> {
            LocalDateTime official = LocalDateTime.parse(state.deadline());
            List<InternalDeadline> kept = new ArrayList<>(state.life().internalDeadlines().stream().filter(one -> !byHand.containsKey(one.step())).toList());
            byHand.forEach((step, at) -> at.ifPresent(deadline -> {
                if (deadline.isAfter(official)) {
                    throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "internal-deadline-after-official", state.deadline().replace('T', ' '))
                            .field("/deadlines/" + step.code(), "internal-deadline-after-official", state.deadline().replace('T', ' '));
                }
                kept.add(new InternalDeadline(step, deadline.toString(), true));
            }));
            List<InternalDeadline> all = InternalDeadline.of(today(state.openedAt()), official, internal.get().state(), kept);
            if (all.equals(state.life().internalDeadlines())) {
                return Change.quiet(state);
            }
            Consultation after = state.withInternal(all, now());
            return new Change<>(after, List.of(ConsultationEvents.internalDeadlinesSet(id, after)));
        });
    }

    /** What stands, or for one opened before such deadlines were kept, what the settings would give it. */
    List<InternalDeadline> internalDeadlines(Consultation state) {
        return internal.standing(state);
    }

    /** Closes those whose deadline has passed. */
    int closeDue() {
        Instant now = clock.instant();
        List<Versioned<Consultation>> due = store.list(Query.query(Criteria.where("state.stage").is(Stage.OPEN)
                .and("state.deadlineAt").lte(now)).limit(200));
        for (Versioned<Consultation> consultation : due) {
            store.change(consultation.id(), state -> {
                if (state.stage() != Stage.OPEN || now.isBefore(state.deadlineAt())) {
                    return Change.quiet(state);
                }
                Consultation closed = closed(state);
                return new Change<>(closed, List.of(ConsultationEvents.closed(consultation.id(), closed)));
            });
        }
        return due.size();
    }

    private Consultation closed(Consultation state) {
        return state.after(StageStep.of(Stage.Transition.CLOSING.code(), Stage.CLOSED, now(), StageStep.TIME));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static LocalDate today(Instant now) {
        return now.atZone(WorkingDays.ZONE).toLocalDate();
    }

    Optional<Versioned<Consultation>> find(String id) {
        return store.find(id);
    }

    /** What a comment must know of its consultation. */
    public record Target(String id, String reference, Accepts accepts, String deadline) {

        /** Whether comments are in time, at least general ones. */
        public boolean takesComments() {
            return accepts.inTime();
        }
    }

    /** The consultation that a comment is about. */
    public Optional<Target> target(String id) {
        return store.find(id).map(found -> new Target(id, found.state().reference(), found.state().accepts(clock.instant()), found.state().deadline()));
    }

    /** The fields that it is about; none where it names none, or there is no such consultation. */
    public List<String> fields(String id) {
        return store.find(id).map(found -> found.state().fields()).orElse(List.of());
    }

    /**
     * What others need to link something to a consultation.
     *
     * @param at when it began
     */
    public record Card(String id, String title, String institution, String actKind, String stage, Instant at) {
    }

    /** The card of one; empty where there is none. */
    public Optional<Card> card(String id) {
        return store.find(id).map(this::card);
    }

    /** The latest ones of some institutions, at most so many. */
    public List<Card> latestOf(Collection<String> institutions, int limit) {
        return store.list(Query.query(Criteria.where("state.institution").in(institutions)).with(Sort.by(Sort.Direction.DESC, "state.deadlineAt")).limit(limit))
                .stream().map(this::card).toList();
    }

    private Card card(Versioned<Consultation> found) {
        Consultation c = found.state();
        return new Card(found.id(), c.title(), c.institution(), c.actKind(), c.stageAt(clock.instant()).code(), c.openedAt());
    }

    /** What the consultation is called; empty where there is none. */
    public String title(String id) {
        return store.find(id).map(found -> found.state().title()).orElse("");
    }

    /**
     * What a list asks for.
     *
     * @param stages       {@code null} for all
     * @param institutions one and those that it took the place of; {@code null} for all
     * @param after        deadline in milliseconds and identifier of the last one of the page before
     */
    record Filter(@Nullable Set<Stage> stages, @Nullable Set<String> institutions, @Nullable String kind, @Nullable String field, @Nullable String text,
            String @Nullable [] after) {

        boolean soonestFirst() {
            return stages != null && (stages.equals(Set.of(Stage.OPEN)) || stages.equals(Set.of(Stage.EARLY)));
        }
    }

    /** Open and early ones by deadline, others latest first; all of them latest first. */
    List<Versioned<Consultation>> list(Filter filter, int limit) {
        boolean ascending = filter.soonestFirst();
        Criteria criteria = new Criteria();
        if (filter.stages() != null) {
            criteria = filter.stages().size() == 1 ? criteria.and("state.stage").is(filter.stages().iterator().next()) : criteria.and("state.stage").in(filter.stages());
        }
        if (filter.institutions() != null) {
            criteria = criteria.and("state.institution").in(filter.institutions());
        }
        if (filter.kind() != null) {
            criteria = criteria.and("state.actKind").is(filter.kind());
        }
        if (filter.field() != null) {
            criteria = criteria.and("state.fields").is(filter.field());
        }
        if (filter.text() != null && !filter.text().isBlank()) {
            criteria = criteria.and("state.searchText").regex(Pattern.quote(Letters.fold(filter.text())));
        }
        if (filter.after() != null) {
            Instant at = Instant.ofEpochMilli(Long.parseLong(filter.after()[0]));
            String id = filter.after()[1];
            criteria = criteria.orOperator(
                    ascending ? Criteria.where("state.deadlineAt").gt(at) : Criteria.where("state.deadlineAt").lt(at),
                    Criteria.where("state.deadlineAt").is(at).and("_id").gt(id));
        }
        return store.list(Query.query(criteria).limit(limit)
                .with(Sort.by(ascending ? Sort.Direction.ASC : Sort.Direction.DESC, "state.deadlineAt").and(Sort.by("_id"))));
    }

    @Override
    public boolean names(String institution) {
        return !store.list(Query.query(Criteria.where("state.institution").is(institution)).limit(1)).isEmpty();
    }
}
