package org.civikos.advocacy.consultation;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import org.civikos.platform.messaging.EventConsumer;
import org.civikos.platform.messaging.EventMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

import tools.jackson.databind.json.JsonMapper;

/** Follows the topics of consultation-service and notification-service; each record declares only what is read here. */
@Configuration(proxyBeanMethods = false)
class ConsultationEventsHandlers {

    private static final String CONSULTATION = "org.civikos.consultation.";

    record ConsultationFact(String consultationId, String title, String stage, String deadline, Instant deadlineAt, String previousDeadline,
            @Nullable List<ConsultationDates.Ours> internalDeadlines, @Nullable Integer deadlineRevision, @Nullable Integer internalRevision) {
    }

    /** @param previousTitle only where the publisher calls it something else now */
    record DraftFact(String consultationId, String title, String stage, String deadline, Instant deadlineAt, @Nullable String previousTitle) {
    }

    record DatesFact(String consultationId, @Nullable List<ConsultationDates.Ours> internalDeadlines, @Nullable Integer deadlineRevision, @Nullable Integer internalRevision) {
    }

    record CommentFact(String commentId, String consultationId, String organisationId, String reference) {
    }

    record AlertFact(String alertId, String consultationId, int concerned, int handedOver, int failed) {
    }

    private final Consultations consultations;
    private final ConsultationNews news;

    ConsultationEventsHandlers(Consultations consultations, ConsultationNews news) {
        this.consultations = consultations;
        this.news = news;
    }

    @Bean
    Consumer<Message<byte[]>> followConsultations(JsonMapper json) {
        return EventConsumer.named("consultations")
                .on(CONSULTATION + "consultation-opened.v1", ConsultationFact.class, (fact, event) -> consultation(fact, event, "consultation-opened"))
                .on(CONSULTATION + "consultation-closed.v1", ConsultationFact.class, (fact, event) -> consultation(fact, event, "consultation-closed"))
                .on(CONSULTATION + "early-consultation-announced.v1", ConsultationFact.class, (fact, event) -> consultation(fact, event, "early-consultation-announced"))
                .on(CONSULTATION + "consultation-answered.v1", ConsultationFact.class, (fact, event) -> consultation(fact, event, "consultation-answered"))
                .on(CONSULTATION + "consultation-adopted.v1", ConsultationFact.class, (fact, event) -> consultation(fact, event, "consultation-adopted"))
                .on(CONSULTATION + "consultation-dropped.v1", ConsultationFact.class, (fact, event) -> consultation(fact, event, "consultation-dropped"))
                .on(CONSULTATION + "consultation-stage-reverted.v1", ConsultationFact.class, (fact, event) -> consultation(fact, event, "consultation-stage-reverted"))
                .on(CONSULTATION + "consultation-corrected.v1", DraftFact.class, this::corrected)
                .on(CONSULTATION + "draft-changed.v1", DraftFact.class, this::draft)
                .on(CONSULTATION + "deadline-moved.v1", ConsultationFact.class, (fact, event) -> consultation(fact, event, "deadline-moved"))
                .on(CONSULTATION + "internal-deadlines-set.v1", DatesFact.class,
                        (fact, event) -> dates(fact.consultationId(), event, fact.internalDeadlines(), fact.deadlineRevision(), fact.internalRevision()))
                .build(json);
    }

    /** Events from before its dates were counted say nothing of them. */
    private void dates(String consultation, EventMetadata event, @Nullable List<ConsultationDates.Ours> ours, @Nullable Integer deadline, @Nullable Integer internal) {
        if (ours != null && deadline != null && internal != null) {
            consultations.putDates(consultation, event.sequence(), new ConsultationDates(ours, deadline, internal, event.time()));
        }
    }

    /** The log is written also for an event that comes late: the view shows the newest state, the log everything that happened. */
    private void consultation(ConsultationFact fact, EventMetadata event, String kind) {
        consultations.put(fact.consultationId(), event.sequence(),
                new ConsultationView(fact.title(), fact.stage(), fact.deadline(), fact.deadlineAt()));
        dates(fact.consultationId(), event, fact.internalDeadlines(), fact.deadlineRevision(), fact.internalRevision());
        tell(fact.consultationId(), event.id(), kind, event.time(),
                List.of(fact.title(), fact.deadline(), fact.previousDeadline() == null ? "" : fact.previousDeadline()));
    }

    /** Another institution or kind of act is nothing to a campaign; another title is. */
    private void corrected(DraftFact fact, EventMetadata event) {
        changed(fact, event, fact.stage(), null);
    }

    private void draft(DraftFact fact, EventMetadata event) {
        // The event knows open and closed alone: one that is dropped or answered stays so, whatever its publisher changes afterwards.
        String stage = consultations.find(fact.consultationId()).map(ConsultationView::stage).orElse(fact.stage());
        changed(fact, event, stage, "draft-changed");
    }

    /** @param otherwise what is told where the title is the same; nothing for {@code null} */
    private void changed(DraftFact fact, EventMetadata event, String stage, @Nullable String otherwise) {
        consultations.put(fact.consultationId(), event.sequence(), new ConsultationView(fact.title(), stage, fact.deadline(), fact.deadlineAt()));
        if (fact.previousTitle() != null) {
            tell(fact.consultationId(), event.id(), "title-changed", event.time(), List.of(fact.title(), fact.previousTitle()));
        } else if (otherwise != null) {
            tell(fact.consultationId(), event.id(), otherwise, event.time(), List.of(fact.title()));
        }
    }

    @Bean
    Consumer<Message<byte[]>> followComments(JsonMapper json) {
        return EventConsumer.named("comments")
                .on(CONSULTATION + "comment-submitted.v1", CommentFact.class, (fact, event) -> comment(fact, event, "comment", false))
                .on(CONSULTATION + "comment-withdrawn.v1", CommentFact.class, (fact, event) -> comment(fact, event, "comment-withdrawn", true))
                .on(CONSULTATION + "comment-superseded.v1", CommentFact.class, (fact, event) -> comment(fact, event, "comment-superseded", true))
                // What the secretariat hides is not told of here; it only no longer counts.
                .on(CONSULTATION + "comment-hidden.v1", CommentFact.class, (fact, event) -> consultations.putComment(fact.commentId(), event.sequence(), fact.consultationId(), true))
                .on(CONSULTATION + "comment-shown.v1", CommentFact.class, (fact, event) -> consultations.putComment(fact.commentId(), event.sequence(), fact.consultationId(), false))
                .build(json);
    }

    private void comment(CommentFact fact, EventMetadata event, String kind, boolean withdrawn) {
        consultations.putComment(fact.commentId(), event.sequence(), fact.consultationId(), withdrawn);
        tell(fact.consultationId(), event.id(), kind, event.time(), List.of(fact.reference(), fact.organisationId()));
    }

    @Bean
    Consumer<Message<byte[]>> followAlerts(JsonMapper json) {
        return EventConsumer.named("alerts")
                .on("org.civikos.notification.alert-completed.v1", AlertFact.class, this::alert)
                .build(json);
    }

    private void alert(AlertFact fact, EventMetadata event) {
        consultations.putAlert(fact.alertId(), event.sequence(),
                new Consultations.AlertView(fact.consultationId(), fact.concerned(), fact.handedOver(), fact.failed()));
        tell(fact.consultationId(), event.id(), "alerted", event.time(),
                List.of(Integer.toString(fact.concerned()), Integer.toString(fact.handedOver()), Integer.toString(fact.failed())));
    }

    /**
     * Kept first and told afterwards; a campaign that links the consultation is saved first and reads what was kept
     * afterwards. So whichever comes first, the campaign's log has it, and by the entry's id has it once.
     */
    private void tell(String consultation, String eventId, String kind, Instant at, List<String> arguments) {
        consultations.keep(consultation, eventId, kind, at, arguments);
        news.happened(consultation, eventId, kind, at, arguments);
    }
}
