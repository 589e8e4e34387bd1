package org.civikos.advocacy.consultation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.civikos.platform.messaging.Projections;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Read models of consultations, the comments on them, and who was alerted; each guarded by the sequence of its source. */
@Component
public class Consultations {

    private static final String VIEWS = "consultationViews";
    private static final String DATES = "consultationDates";
    private static final String COMMENTS = "commentViews";
    private static final String ALERTS = "alertViews";

    record CommentView(String consultation, boolean withdrawn) {
    }

    record AlertView(String consultation, int concerned, int handedOver, int failed) {
    }

    /** How many people were concerned by the alerts about a consultation, and to how many they were handed over. */
    public record Reach(int concerned, int handedOver) {
    }

    /** One thing that happened to a consultation, kept for campaigns that link it later. */
    @Document("consultationNews")
    public record News(@Id String id, String consultation, String eventId, String kind, Instant at, List<String> arguments) {
    }

    private final Projections projections;
    private final MongoTemplate mongo;

    Consultations(Projections projections, MongoTemplate mongo) {
        this.projections = projections;
        this.mongo = mongo;
    }

    public Optional<ConsultationView> find(String id) {
        return projections.find(VIEWS, id, ConsultationView.class);
    }

    /** Empty until an event says them: those from before the dates were counted do not. */
    public Optional<ConsultationDates> dates(String id) {
        return projections.find(DATES, id, ConsultationDates.class);
    }

    public long comments(String consultation) {
        return mongo.count(Query.query(Criteria.where("consultation").is(consultation).and("withdrawn").is(false)), COMMENTS);
    }

    /** Of the largest alert about the consultation: alerts about a moved deadline reach the same people again. */
    public Reach reach(String consultation) {
        return mongo.find(Query.query(Criteria.where("consultation").is(consultation)), AlertView.class, ALERTS).stream()
                .map(alert -> new Reach(alert.concerned(), alert.handedOver()))
                .max(Comparator.comparingInt(Reach::concerned)).orElse(new Reach(0, 0));
    }

    /** Everything that has happened to a consultation so far, linked or not. */
    public List<News> news(String consultation) {
        return mongo.find(Query.query(Criteria.where("consultation").is(consultation)), News.class);
    }

    /** What has happened to its dates so far: opened, moved, closed, struck out and shown again. */
    public List<News> steps(String consultation) {
        return mongo.find(Query.query(Criteria.where("consultation").is(consultation).and("kind").in("consultation-opened", "deadline-moved", "consultation-closed", "consultation-dropped", "consultation-stage-reverted")), News.class);
    }

    /** Writing the same event again changes nothing. */
    void keep(String consultation, String eventId, String kind, Instant at, List<String> arguments) {
        mongo.save(new News(consultation + ":" + eventId, consultation, eventId, kind, at, arguments));
    }

    boolean put(String id, long sequence, ConsultationView view) {
        return projections.replaceIfNewer(VIEWS, id, sequence, view);
    }

    boolean putDates(String id, long sequence, ConsultationDates dates) {
        return projections.replaceIfNewer(DATES, id, sequence, dates);
    }

    boolean putComment(String id, long sequence, String consultation, boolean withdrawn) {
        return projections.replaceIfNewer(COMMENTS, id, sequence, new CommentView(consultation, withdrawn));
    }

    boolean putAlert(String id, long sequence, AlertView alert) {
        return projections.replaceIfNewer(ALERTS, id, sequence, alert);
    }
}
