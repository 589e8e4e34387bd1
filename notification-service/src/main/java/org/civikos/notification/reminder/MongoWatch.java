package org.civikos.notification.reminder;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bson.Document;
import org.civikos.notification.alert.ConsultationWatch;
import org.civikos.notification.ledger.KnownDrafts;
import org.civikos.platform.messaging.Projections;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Consultations, answers and missed reminders in MongoDB. */
class MongoWatch implements Watch, ConsultationWatch, KnownDrafts {

    static final String CONSULTATIONS = "watchedConsultations";
    static final String ANSWERS = "answers";
    static final String MISSED = "missedReminders";
    static final String ESCALATED = "escalatedConsultations";

    /** One comment, one stance on another's, or one word on whether a consultation concerns an organisation. */
    record Answer(String consultationId, String organisationId, boolean answered) {}

    /** A draft that was handed over to the secretariat. @param silent the organisations that had said nothing by then */
    record Escalated(String id, String consultationId, String title, Instant deadlineAt, Instant at, List<String> silent) {

        boolean of(Watched one) {
            return consultationId.equals(one.consultationId()) && deadlineAt.equals(one.deadlineAt());
        }
    }

    private final MongoTemplate mongo;
    private final Projections projections;

    MongoWatch(MongoTemplate mongo, Projections projections) {
        this.mongo = mongo;
        this.projections = projections;
    }

    void prepare() {
        mongo.getCollection(CONSULTATIONS).createIndex(Indexes.ascending("closed", "deadlineAt"));
        mongo.getCollection(ANSWERS).createIndex(Indexes.ascending("consultationId", "answered"));
    }

    @Override
    public void seen(Seen seen, long sequence) {
        Instant since = seen.deadlineSet() ? seen.at()
                : projections.find(CONSULTATIONS, seen.consultationId(), Watched.class).map(Watched::since).orElse(seen.at());
        projections.replaceIfNewer(CONSULTATIONS, seen.consultationId(), sequence, new Watched(seen.consultationId(), seen.title(),
                seen.language(), seen.institution(), seen.fields(), seen.actKind(), seen.deadline(), seen.deadlineAt(), seen.articleCount(),
                seen.closed(), since));
    }

    @Override
    public Optional<Known> known(String consultationId) {
        return find(consultationId).map(one -> new Known(one.title(), one.language(), one.institution(), one.fields(), one.actKind(),
                one.deadline(), one.deadlineAt(), one.articleCount(), one.closed()));
    }

    @Override
    public void stepped(Stepped step, long sequence) {
        Watched known = projections.find(CONSULTATIONS, step.consultationId(), Watched.class).orElse(null);
        boolean dated = step.deadline() != null && step.deadlineAt() != null;
        if (known == null && !dated) {
            if (!step.open()) {
                // Nothing to remind of, but an older event that comes later must not open it.
                projections.deleteIfNewer(CONSULTATIONS, step.consultationId(), sequence);
            }
            return;
        }
        projections.replaceIfNewer(CONSULTATIONS, step.consultationId(), sequence, new Watched(step.consultationId(),
                told(step.title(), known, Watched::title, ""), told(step.language(), known, Watched::language, "sq"),
                told(step.institution(), known, Watched::institution, ""), told(step.fields(), known, Watched::fields, List.of()),
                step.actKind() == null && known != null ? known.actKind() : step.actKind(),
                dated ? step.deadline() : known.deadline(), dated ? step.deadlineAt() : known.deadlineAt(),
                known == null ? 0 : known.articleCount(), !step.open(), known == null ? step.at() : known.since()));
    }

    private static <T> T told(@Nullable T now, @Nullable Watched known, Function<Watched, T> before, T otherwise) {
        return now != null ? now : known != null ? before.apply(known) : otherwise;
    }

    void answer(String id, long sequence, Answer answer) {
        projections.replaceIfNewer(ANSWERS, id, sequence, answer);
    }

    /** Begins the ids of what organisations think of another's comment. */
    static String stance(String commentId) {
        return "stance:" + commentId + ":";
    }

    /** A comment was withdrawn: who endorsed or opposed it has nothing left to point to. */
    void unsupported(String commentId, long sequence) {
        for (Document found : mongo.getCollection(ANSWERS).find(regex("_id", "^" + Pattern.quote(stance(commentId)))).into(new ArrayList<>())) {
            answer(found.getString("_id"), sequence, new Answer(found.getString("consultationId"), found.getString("organisationId"), false));
        }
    }

    @Override
    public Set<String> answered(String consultationId) {
        Set<String> organisations = new HashSet<>();
        for (Document found : mongo.getCollection(ANSWERS).find(new Document("consultationId", consultationId).append("answered", true))) {
            organisations.add(found.getString("organisationId"));
        }
        return organisations;
    }

    @Override
    public boolean stands(String consultationId, Instant deadlineAt) {
        return projections.find(CONSULTATIONS, consultationId, Watched.class)
                .filter(one -> !one.closed() && one.deadlineAt().equals(deadlineAt)).isPresent();
    }

    @Override
    public List<Watched> open(Instant after) {
        return mongo.getCollection(CONSULTATIONS).find(new Document("closed", false).append("deadlineAt", new Document("$gt", Date.from(after))))
                .map(found -> mongo.getConverter().read(Watched.class, found)).into(new ArrayList<>());
    }

    @Override
    public void missed(Missed missed) {
        mongo.getCollection(MISSED).updateOne(eq("_id", missed.id()), new Document("$setOnInsert", new Document("consultationId",
                missed.consultationId()).append("title", missed.title()).append("step", missed.step().name())
                .append("dueAt", Date.from(missed.dueAt())).append("deadlineAt", Date.from(missed.deadlineAt()))
                .append("decision", Missed.ASKS)), new UpdateOptions().upsert(true));
    }

    @Override
    public boolean asked(String id) {
        return findMissed(id).isPresent();
    }

    /** Those that wait for a decision, the oldest first. */
    List<Missed> asking() {
        return mongo.getCollection(MISSED).find(eq("decision", Missed.ASKS)).sort(Sorts.ascending("dueAt")).map(MongoWatch::missed)
                .into(new ArrayList<>());
    }

    Optional<Missed> findMissed(String id) {
        return Optional.ofNullable(mongo.getCollection(MISSED).find(eq("_id", id)).first()).map(MongoWatch::missed);
    }

    /** Decides unless somebody has decided. @return whether it was decided now */
    boolean decide(String id, String decision, String by, Instant at) {
        return mongo.getCollection(MISSED).updateOne(new Document("_id", id).append("decision", Missed.ASKS), new Document("$set",
                new Document("decision", decision).append("decidedBy", by).append("decidedAt", Date.from(at)))).getModifiedCount() > 0;
    }

    /** Notes it down unless it is there. */
    void escalated(Escalated one) {
        mongo.getCollection(ESCALATED).updateOne(eq("_id", one.id()), new Document("$setOnInsert", new Document("consultationId", one.consultationId())
                .append("title", one.title()).append("deadlineAt", Date.from(one.deadlineAt())).append("at", Date.from(one.at()))
                .append("silent", one.silent()).append("told", false)), new UpdateOptions().upsert(true));
    }

    boolean told(String id) {
        return mongo.getCollection(ESCALATED).find(new Document("_id", id).append("told", true)).first() != null;
    }

    void toldOf(String id) {
        mongo.getCollection(ESCALATED).updateOne(eq("_id", id), new Document("$set", new Document("told", true)));
    }

    /** Those whose deadline lies after a moment, the latest first. */
    List<Escalated> escalatedSince(Instant after) {
        return mongo.getCollection(ESCALATED).find(gt("deadlineAt", Date.from(after))).sort(Sorts.descending("deadlineAt"))
                .map(found -> new Escalated(found.getString("_id"), found.getString("consultationId"), found.getString("title"),
                        found.getDate("deadlineAt").toInstant(), found.getDate("at").toInstant(), found.getList("silent", String.class, List.of())))
                .into(new ArrayList<>());
    }

    void forgetEscalated(Instant before) {
        mongo.getCollection(ESCALATED).deleteMany(lt("deadlineAt", Date.from(before)));
    }

    @Override
    public Optional<String> title(String consultationId) {
        return find(consultationId).map(Watched::title);
    }

    Optional<Watched> find(String consultationId) {
        return projections.find(CONSULTATIONS, consultationId, Watched.class);
    }

    private static Missed missed(Document found) {
        return new Missed(found.getString("_id"), found.getString("consultationId"), found.getString("title"), Step.valueOf(found.getString("step")),
                found.getDate("dueAt").toInstant(), found.getDate("deadlineAt").toInstant(), found.getString("decision"));
    }
}
