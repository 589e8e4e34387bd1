package org.civikos.consultation.consultation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.civikos.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** The facts about a consultation, as contracts/events/consultation promises them. */
final class ConsultationEvents {

    static final String TOPIC = "consultation.consultation.events.v1";

    private ConsultationEvents() {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Facts(String consultationId, String title, String language, String institution, String actKind, List<String> fields,
            String stage, String openedAt, String deadline, String deadlineAt, int articleCount, @Nullable String sourceUrl,
            @Nullable String previousDeadline) {
    }

    static OutgoingEvent opened(String id, Consultation consultation) {
        return event("consultation-opened", id, consultation, null);
    }

    static OutgoingEvent closed(String id, Consultation consultation) {
        return event("consultation-closed", id, consultation, null);
    }

    static OutgoingEvent deadlineMoved(String id, Consultation consultation, String previousDeadline) {
        return event("deadline-moved", id, consultation, previousDeadline);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DraftChanged(String consultationId, String title, String language, String institution, String actKind, List<String> fields,
            String stage, String openedAt, String deadline, String deadlineAt, int articleCount, @Nullable String sourceUrl, int version,
            List<String> changes, int changedArticles, String at) {
    }

    static OutgoingEvent draftChanged(String id, Consultation c, DraftChange change) {
        return new OutgoingEvent(TOPIC, "org.civikos.consultation.draft-changed.v1", id, new DraftChanged(id, c.title(), c.language(), c.institution(),
                c.actKind(), c.fields(), c.stage().code(), c.openedAt().toString(), c.deadline(), c.deadlineAt().toString(), c.articleCount(), c.sourceUrl(),
                change.version(), change.kinds().stream().map(DraftChange.Kind::code).toList(), change.changedArticles(), change.at().toString()));
    }

    private static OutgoingEvent event(String fact, String id, Consultation c, @Nullable String previousDeadline) {
        return new OutgoingEvent(TOPIC, "org.civikos.consultation." + fact + ".v1", id, new Facts(id, c.title(), c.language(), c.institution(),
                c.actKind(), c.fields(), c.stage().code(), c.openedAt().toString(), c.deadline(), c.deadlineAt().toString(), c.articleCount(),
                c.sourceUrl(), previousDeadline));
    }
}
