package org.civikos.consultation.consultation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.text.Letters;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Versioned;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** What feeds and calendars tell of consultations to whoever follows them. */
@Component
public class Notices {

    private final AggregateStore<Consultation> store;
    private final MongoTemplate mongo;
    private final Institutions institutions;
    private final InternalDefaults internal;

    Notices(AggregateStores stores, MongoTemplate mongo, Institutions institutions, InternalDefaults internal) {
        this.internal = internal;
        this.store = stores.of(Consultations.COLLECTION, Consultation.class);
        this.mongo = mongo;
        this.institutions = institutions;
    }

    /**
     * A consultation as it stands.
     *
     * @param changedAt when it opened, its deadline, those of the network's own or its stage were set last, or the publisher's last change was seen
     * @param deadline  by the clocks of Kosovo
     * @param version   grows with each change of ours
     * @param revision  grows when the deadline is set anew, when it is dropped and when that is taken back, and then alone; never goes back
     * @param ours      the network's own deadlines before the official one
     * @param oursRevision the same of those
     * @param stage     early, open, closed, answered, adopted or dropped
     */
    public record Notice(String id, String reference, String title, String description, String language, String institution, String actKind,
            List<String> fields, Instant openedAt, Instant changedAt, LocalDateTime deadline, Instant deadlineAt, long version, long revision, List<Ours> ours, long oursRevision, String stage) {

        /** Whether its deadline is still to come, as far as anybody has looked. */
        public boolean runs() {
            Stage at = Stage.of(stage);
            return at != null && at.runs();
        }

        public boolean isDropped() {
            return stage.equals(Stage.DROPPED.code());
        }
    }

    /** @param step draft, review, sign-off, network-position */
    public record Ours(String step, LocalDateTime deadline, Instant deadlineAt) {
    }

    /** What a follower asks for; null means any. */
    public record Wanted(@Nullable String institution, @Nullable String field, @Nullable String text) {
    }

    /** The latest to be opened, latest first. */
    public List<Notice> latest(Wanted wanted, int limit) {
        Criteria criteria = new Criteria();
        if (wanted.institution() != null) {
            criteria = criteria.and("state.institution").in(institutions.withPredecessors(wanted.institution()));
        }
        if (wanted.field() != null) {
            criteria = criteria.and("state.fields").is(wanted.field());
        }
        if (wanted.text() != null) {
            criteria = criteria.and("state.searchText").regex(Pattern.quote(Letters.fold(wanted.text())));
        }
        return notices(store.list(Query.query(criteria).limit(limit).with(Sort.by(Sort.Direction.DESC, "state.openedAt").and(Sort.by("_id")))));
    }

    /** Those whose deadline is later than a moment and still means something, or did before it was dropped, by deadline. */
    public List<Notice> endingAfter(Instant moment, int limit) {
        return notices(store.list(Query.query(Criteria.where("state.stage").in(Stage.EARLY, Stage.OPEN, Stage.CLOSED, Stage.DROPPED).and("state.deadlineAt").gt(moment)).limit(limit)
                .with(Sort.by("state.deadlineAt").and(Sort.by("_id")))));
    }

    public Optional<Notice> of(String id) {
        return store.find(id).map(found -> notices(List.of(found)).getFirst());
    }

    private List<Notice> notices(List<Versioned<Consultation>> found) {
        Map<String, Instant> changes = new HashMap<>();
        mongo.find(Query.query(Criteria.where("consultation").in(found.stream().map(Versioned::id).toList())), DraftChange.class, Revisions.HISTORY)
                .forEach(change -> changes.merge(change.consultation(), change.at(), (a, b) -> a.isAfter(b) ? a : b));
        return found.stream().map(one -> {
            Consultation c = one.state();
            Consultation.Revisions counted = c.life().revisions();
            Instant changed = Stream.concat(Stream.of(c.openedAt(), changes.getOrDefault(one.id(), c.openedAt()), counted == null || counted.ownSetAt() == null ? c.openedAt() : counted.ownSetAt()), c.life().steps().stream().map(StageStep::at))
                    .max(Comparator.naturalOrder()).orElseThrow();
            return new Notice(one.id(), c.reference(), c.title(), c.description(), c.language(), c.institution(), c.actKind(), c.fields(), c.openedAt(),
                    changed, LocalDateTime.parse(c.deadline()), c.deadlineAt(), one.version(),
                    counted == null ? one.version() : counted.deadline(), internal.standing(c).stream().map(ours -> {
                        LocalDateTime deadline = LocalDateTime.parse(ours.deadline());
                        return new Ours(ours.step().code(), deadline, Consultation.at(deadline));
                    }).toList(), counted == null ? one.version() : counted.internal(), c.stage().code());
        }).toList();
    }
}
