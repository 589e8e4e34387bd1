package org.civikos.consultation.consultation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDateTime;
import java.util.List;
import org.civikos.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** The facts about a consultation, as contracts/events/consultation promises them. */
final class ConsultationEvents {

    static final String TOPIC = "consultation.consultation.events.v1";

    private ConsultationEvents() {
    }

    /**
     * @param step     draft, review, sign-off, network-position
     * @param deadline by the clocks of Kosovo, and the same moment
     */
    record Internal(String step, String deadline, String deadlineAt) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Facts(String consultationId, String title, String language, String institution, String actKind, List<String> fields,
            String stage, String openedAt, String deadline, String deadlineAt, int articleCount, @Nullable String sourceUrl,
            @Nullable String previousDeadline, @Nullable String owner, @Nullable List<Internal> internalDeadlines,
            @Nullable Integer deadlineRevision, @Nullable Integer internalRevision, @Nullable String toldWith, @Nullable String text) {
    }

    /** @param text what it says, where that could be read */
    static OutgoingEvent opened(String id, Consultation consultation, @Nullable String text) {
        return event("consultation-opened", id, consultation, null, consultation.life().owner(), internal(consultation), null, text);
    }

    static OutgoingEvent closed(String id, Consultation consultation) {
        return event("consultation-closed", id, consultation, null, null, null);
    }

    /** @param withChange whether a {@link #draftChanged} follows at once that tells of both */
    static OutgoingEvent deadlineMoved(String id, Consultation consultation, String previousDeadline, boolean withChange) {
        return event("deadline-moved", id, consultation, previousDeadline, null, internal(consultation), withChange ? "draft-changed" : null, null);
    }

    /** Early on, and again whenever its date moves: nobody takes it for the official consultation. */
    static OutgoingEvent announcedEarly(String id, Consultation consultation, @Nullable String previousDeadline) {
        return event("early-consultation-announced", id, consultation, previousDeadline, consultation.life().owner(), internal(consultation));
    }

    record InternalFacts(String consultationId, String deadline, String deadlineAt, List<Internal> internalDeadlines, int deadlineRevision, int internalRevision) {
    }

    static OutgoingEvent internalDeadlinesSet(String id, Consultation c) {
        return new OutgoingEvent(TOPIC, "org.civikos.consultation.internal-deadlines-set.v1", id, new InternalFacts(id, c.deadline(), c.deadlineAt().toString(), internal(c),
                revisions(c).deadline(), revisions(c).internal()));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StageFacts(String consultationId, String title, String language, String institution, String actKind, List<String> fields, String owner, String stage, String previousStage,
            String deadline, String deadlineAt, String at, @Nullable String on, @Nullable String link, @Nullable List<Internal> internalDeadlines, @Nullable Integer deadlineRevision,
            @Nullable Integer internalRevision) {
    }

    /** A step that a person took; its reason is for those who read the history. */
    static OutgoingEvent stage(String fact, String id, Consultation c, Stage previous, StageStep step) {
        // Calendars strike dates out, or show them again, by a number that has grown.
        Consultation.Revisions struck = c.stage() == Stage.DROPPED || step.act().equals(StageStep.REVERTED) ? c.life().revisions() : null;
        return new OutgoingEvent(TOPIC, "org.civikos.consultation." + fact + ".v1", id, new StageFacts(id, c.title(), c.language(), c.institution(), c.actKind(), c.fields(),
                c.life().owner(), c.stage().code(), previous.code(), c.deadline(), c.deadlineAt().toString(), step.at().toString(), step.on(), step.link(), struck == null ? null : internal(c),
                struck == null ? null : struck.deadline(), struck == null ? null : struck.internal()));
    }

    /** @param corrected title, institution, actKind, fields: which of them are others now */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Corrected(String consultationId, String title, String language, String institution, String actKind, List<String> fields, String owner, String stage, String deadline,
            String deadlineAt, String at, List<String> corrected, @Nullable String previousTitle) {
    }

    static OutgoingEvent corrected(String id, Consultation c, StageStep step) {
        List<StageStep.Correction> all = step.corrected() == null ? List.of() : step.corrected();
        return new OutgoingEvent(TOPIC, "org.civikos.consultation.consultation-corrected.v1", id, new Corrected(id, c.title(), c.language(), c.institution(), c.actKind(), c.fields(),
                c.life().owner(), c.stage().code(), c.deadline(), c.deadlineAt().toString(), step.at().toString(), all.stream().map(StageStep.Correction::fact).toList(),
                all.stream().filter(one -> one.fact().equals("title")).map(StageStep.Correction::before).findFirst().orElse(null)));
    }

    private static List<Internal> internal(Consultation c) {
        return c.life().internalDeadlines().stream()
                .map(one -> new Internal(one.step().code(), one.deadline(), Consultation.at(LocalDateTime.parse(one.deadline())).toString())).toList();
    }

    private static Consultation.Revisions revisions(Consultation c) {
        return c.life().revisions() == null ? Consultation.Revisions.FIRST : c.life().revisions();
    }

    /** Older consumers know of two stages: comments are taken, or not. */
    private static String stage(Consultation c) {
        return c.stage() == Stage.OPEN || c.stage() == Stage.EARLY ? Stage.OPEN.code() : Stage.CLOSED.code();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DraftChanged(String consultationId, String title, String language, String institution, String actKind, List<String> fields,
            String stage, String openedAt, String deadline, String deadlineAt, int articleCount, @Nullable String sourceUrl, int version,
            List<String> changes, int changedArticles, String at, @Nullable String previousTitle, @Nullable String newTitle, @Nullable String previousDeadline,
            @Nullable String text) {
    }

    /**
     * @param previousDeadline where the same look at the publisher found another deadline
     * @param text what it says now, where that is something else
     */
    static OutgoingEvent draftChanged(String id, Consultation c, DraftChange change, @Nullable String previousDeadline, @Nullable String text) {
        return new OutgoingEvent(TOPIC, "org.civikos.consultation.draft-changed.v1", id, new DraftChanged(id, c.title(), c.language(), c.institution(),
                c.actKind(), c.fields(), stage(c), c.openedAt().toString(), c.deadline(), c.deadlineAt().toString(), c.articleCount(), c.sourceUrl(),
                change.version(), change.kinds().stream().map(DraftChange.Kind::code).toList(), change.changedArticles(), change.at().toString(),
                change.title() == null ? null : change.title().before(), change.title() == null ? null : change.title().after(), previousDeadline, text));
    }

    private static OutgoingEvent event(String fact, String id, Consultation c, @Nullable String previousDeadline, @Nullable String owner, @Nullable List<Internal> internal) {
        return event(fact, id, c, previousDeadline, owner, internal, null, null);
    }

    private static OutgoingEvent event(String fact, String id, Consultation c, @Nullable String previousDeadline, @Nullable String owner, @Nullable List<Internal> internal,
            @Nullable String toldWith, @Nullable String text) {
        String stage = fact.equals("early-consultation-announced") ? c.stage().code() : stage(c);
        return new OutgoingEvent(TOPIC, "org.civikos.consultation." + fact + ".v1", id, new Facts(id, c.title(), c.language(), c.institution(),
                c.actKind(), c.fields(), stage, c.openedAt().toString(), c.deadline(), c.deadlineAt().toString(), c.articleCount(),
                c.sourceUrl(), previousDeadline, owner, internal, internal == null ? null : revisions(c).deadline(), internal == null ? null : revisions(c).internal(), toldWith, text));
    }
}
