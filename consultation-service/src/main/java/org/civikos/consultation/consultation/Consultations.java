package org.civikos.consultation.consultation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.text.Letters;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** What can be done with consultations. Every operation may be repeated. */
@Component
public class Consultations {

    static final String COLLECTION = "consultations";

    private final AggregateStore<Consultation> store;
    private final Counters counters;
    private final Clock clock;
    private final Timer opening;

    Consultations(AggregateStores stores, Counters counters, Clock clock, MeterRegistry meters) {
        this.store = stores.of(COLLECTION, Consultation.class);
        this.counters = counters;
        this.clock = clock;
        this.opening = Timer.builder("civikos.consultation.opening").description("From detection to opening").register(meters);
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
        Consultation consultation = new Consultation(reference, draft.title(), draft.description(), draft.language(), draft.institution(),
                draft.actKind(), draft.fields(), Consultation.Stage.OPEN, draft.detectedAt(), now, draft.deadline().toString(),
                Consultation.at(draft.deadline()), draft.articleCount(), draft.sourceUrl(), draft.officerName(), draft.documents(), draft.warnings(),
                Letters.fold(draft.title() + " " + draft.description()), 1, 0);
        try {
            store.insert(id, consultation, List.of(ConsultationEvents.opened(id, consultation)));
            opening.record(Duration.between(draft.detectedAt(), now));
        } catch (DuplicateKeyException another) {
            // Somebody resumed the same draft at the same time and was quicker: it is open, and that is all that is wanted.
        }
    }

    /** Replaces the list of documents where it differs. */
    public void documents(String id, List<StoredDocument> documents) {
        store.change(id, state -> Change.quiet(state.documents().equals(documents) ? state : state.with(documents)));
    }

    /**
     * Moves the deadline; where it is the same already, nothing happens.
     *
     * @throws NoSuchElementException if there is no such consultation
     */
    public void moveDeadline(String id, LocalDateTime deadline) {
        store.change(id, state -> moved(id, state, deadline));
    }

    Versioned<Consultation> moveDeadline(String id, LocalDateTime deadline, LongConsumer versionCheck) {
        versionCheck.accept(find(id).orElseThrow(() -> new NoSuchElementException(id)).version());
        return store.change(id, state -> moved(id, state, deadline));
    }

    private Change<Consultation> moved(String id, Consultation state, LocalDateTime deadline) {
        if (state.deadline().equals(deadline.toString())) {
            return Change.quiet(state);
        }
        Consultation moved = state.until(deadline, clock.instant());
        return new Change<>(moved, List.of(ConsultationEvents.deadlineMoved(id, moved, state.deadline())));
    }

    /** Closes those whose deadline has passed. */
    int closeDue() {
        Instant now = clock.instant();
        List<Versioned<Consultation>> due = store.list(Query.query(Criteria.where("state.stage").is(Consultation.Stage.OPEN)
                .and("state.deadlineAt").lte(now)).limit(200));
        for (Versioned<Consultation> consultation : due) {
            store.change(consultation.id(), state -> {
                if (state.stage() == Consultation.Stage.CLOSED || state.takesCommentsAt(now)) {
                    return Change.quiet(state);
                }
                Consultation closed = state.closed();
                return new Change<>(closed, List.of(ConsultationEvents.closed(consultation.id(), closed)));
            });
        }
        return due.size();
    }

    Optional<Versioned<Consultation>> find(String id) {
        return store.find(id);
    }

    /** What a comment must know of its consultation. */
    public record Target(String id, String reference, boolean takesComments, String deadline) {
    }

    /** The consultation that a comment is about. */
    public Optional<Target> target(String id) {
        return store.find(id).map(found -> new Target(id, found.state().reference(), found.state().takesCommentsAt(clock.instant()), found.state().deadline()));
    }

    /** What the consultation is called; empty where there is none. */
    public String title(String id) {
        return store.find(id).map(found -> found.state().title()).orElse("");
    }

    /**
     * What a list asks for.
     *
     * @param after deadline in milliseconds and identifier of the last one of the page before
     */
    record Filter(Consultation.@Nullable Stage stage, @Nullable String institution, @Nullable String field, @Nullable String text,
            String @Nullable [] after) {
    }

    /** Open ones by deadline, closed ones latest first; all of them latest first. */
    List<Versioned<Consultation>> list(Filter filter, int limit) {
        boolean ascending = filter.stage() == Consultation.Stage.OPEN;
        Criteria criteria = new Criteria();
        if (filter.stage() != null) {
            criteria = criteria.and("state.stage").is(filter.stage());
        }
        if (filter.institution() != null) {
            criteria = criteria.and("state.institution").is(filter.institution());
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
}
