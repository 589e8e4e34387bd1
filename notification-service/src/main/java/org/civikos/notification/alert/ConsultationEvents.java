package org.civikos.notification.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.civikos.platform.messaging.EventConsumer;
import org.civikos.platform.messaging.EventMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The facts of consultations of which people are told. */
final class ConsultationEvents {

    static final String OPENED = "org.civikos.consultation.consultation-opened.v1";
    static final String CHANGED = "org.civikos.consultation.draft-changed.v1";
    static final String CLOSED = "org.civikos.consultation.consultation-closed.v1";
    static final String MOVED = "org.civikos.consultation.deadline-moved.v1";
    static final String DROPPED = "org.civikos.consultation.consultation-dropped.v1";
    static final String CORRECTED = "org.civikos.consultation.consultation-corrected.v1";
    static final String REVERTED = "org.civikos.consultation.consultation-stage-reverted.v1";
    /** What a moved deadline says where it is told with a change of the draft. */
    private static final String TOLD_WITH = "draft-changed";
    /** The stage of an official consultation that runs. */
    private static final String OPEN_STAGE = "open";
    private static final Logger log = LoggerFactory.getLogger(ConsultationEvents.class);

    /** The members that are read. */
    record ConsultationFact(
            String consultationId, String title, String language, String institution, @Nullable List<String> fields, String deadline,
            Instant deadlineAt, int articleCount, @Nullable String previousDeadline, @Nullable List<String> changes,
            @Nullable Integer changedArticles, @Nullable String actKind, @Nullable String stage, @Nullable String owner,
            @Nullable String previousTitle, @Nullable String newTitle, @Nullable String toldWith, @Nullable String text) {
        ConsultationFact {
            Objects.requireNonNull(consultationId, "consultationId");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(language, "language");
            Objects.requireNonNull(institution, "institution");
            if (Alert.NETWORK.equals(owner)) {
                // Whatever else it says: nobody outside is told of it.
                institution = Alert.NETWORK;
            }
            LocalDateTime.parse(deadline);
            Objects.requireNonNull(deadlineAt, "deadlineAt");
            if (previousDeadline != null) {
                LocalDateTime.parse(previousDeadline);
            }
        }
    }

    /** A step in the life of a consultation: only whose it is must be there. */
    record StageFact(
            String consultationId, @Nullable String title, @Nullable String language, @Nullable String institution, @Nullable List<String> fields,
            @Nullable String actKind, @Nullable String stage, @Nullable String deadline, @Nullable Instant deadlineAt) {
        StageFact {
            Objects.requireNonNull(consultationId, "consultationId");
            if (deadline != null) {
                LocalDateTime.parse(deadline);
            }
        }
    }

    private final Alerts alerts;
    private final AlertRunner runner;
    private final ConsultationWatch watch;
    private final DraftTexts texts;
    private final Clock clock;

    ConsultationEvents(Alerts alerts, AlertRunner runner, ConsultationWatch watch, DraftTexts texts, Clock clock) {
        this.texts = texts;
        this.watch = watch;
        this.alerts = alerts;
        this.runner = runner;
        this.clock = clock;
    }

    EventConsumer consumer(JsonMapper json) {
        return EventConsumer.named("followConsultations")
                .on(OPENED, ConsultationFact.class, this::opened)
                .on(MOVED, ConsultationFact.class, this::moved)
                .on(CHANGED, ConsultationFact.class, this::changed)
                .on(CLOSED, ConsultationFact.class, (fact, event) -> seen(fact, event, true, false))
                .on(DROPPED, StageFact.class, (fact, event) -> stepped(fact, event, false))
                .on(REVERTED, StageFact.class, (fact, event) -> stepped(fact, event, OPEN_STAGE.equals(fact.stage())))
                // Nobody is alerted to it; reminders and campaigns go by what is right now.
                .on(CORRECTED, StageFact.class, (fact, event) -> stepped(fact, event, OPEN_STAGE.equals(fact.stage())))
                .build(json);
    }

    private void seen(ConsultationFact fact, EventMetadata event, boolean closed, boolean deadlineSet) {
        watch.seen(new ConsultationWatch.Seen(fact.consultationId(), fact.title(), fact.language(), fact.institution(),
                fact.fields() == null ? List.of() : fact.fields(), fact.actKind(), fact.deadline(), fact.deadlineAt(), fact.articleCount(),
                closed, deadlineSet, timeOf(event)), event.sequence());
    }

    private void stepped(StageFact fact, EventMetadata event, boolean open) {
        watch.stepped(new ConsultationWatch.Stepped(fact.consultationId(), fact.title(), fact.language(), fact.institution(), fact.fields(),
                fact.actKind(), fact.deadline(), fact.deadlineAt(), open, timeOf(event)), event.sequence());
    }

    private Instant timeOf(EventMetadata event) {
        return event.time().equals(Instant.EPOCH) ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : event.time();
    }

    private void opened(ConsultationFact fact, EventMetadata event) {
        keepText(fact, event);
        open(AlertKind.CONSULTATION_OPENED, fact, event);
    }

    /** Before anybody is alerted: whoever asked for words in it is found by them. */
    private void keepText(ConsultationFact fact, EventMetadata event) {
        if (fact.text() != null) {
            texts.keep(fact.consultationId(), fact.text(), timeOf(event));
        }
    }

    /** One look at the publisher that finds a change and another deadline is told once, with the change. */
    private void moved(ConsultationFact fact, EventMetadata event) {
        if (TOLD_WITH.equals(fact.toldWith())) {
            seen(fact, event, false, true);
            return;
        }
        open(AlertKind.DEADLINE_MOVED, fact, event);
    }

    private void changed(ConsultationFact fact, EventMetadata event) {
        keepText(fact, event);
        // A draft may change after the end too, also when the consultation was dropped.
        seen(fact, event, fact.stage() != null && !fact.stage().equals(OPEN_STAGE), false);
        List<String> changes = Objects.requireNonNull(fact.changes(), "changes");
        if (told(fact).stream().noneMatch(Alert.TELLING::contains)) {
            if (fact.previousDeadline() != null) {
                open(AlertKind.DEADLINE_MOVED, fact, event);
                return;
            }
            log.info("Nobody is alerted to {} of consultation {}", changes, fact.consultationId());
            return;
        }
        open(AlertKind.DRAFT_CHANGED, fact, event);
    }

    /** What changed; another title cannot be told where the event does not say which. */
    private static List<String> told(ConsultationFact fact) {
        List<String> changes = Objects.requireNonNull(fact.changes(), "changes");
        return fact.previousTitle() != null && fact.newTitle() != null ? changes : changes.stream().filter(one -> !one.equals(Alert.TITLE_CHANGED)).toList();
    }

    private void open(AlertKind kind, ConsultationFact fact, EventMetadata event) {
        if (kind != AlertKind.DRAFT_CHANGED) {
            seen(fact, event, false, true);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (fact.deadlineAt().isBefore(now)) {
            // Happens when old events are read again into an empty store: nobody is helped by a mail about the past.
            log.info("Nobody is alerted to consultation {}: its deadline has passed", fact.consultationId());
            return;
        }
        Instant eventTime = timeOf(event);
        Alert.Subject draft = new Alert.Subject(fact.consultationId(), fact.title(), fact.language(), fact.institution(),
                fact.fields() == null ? List.of() : List.copyOf(fact.fields()), fact.actKind(), fact.deadline(), fact.deadlineAt(), fact.articleCount());
        alerts.open(Alert.of(new Alert.Cause(kind, event.id(), event.type(), eventTime), draft, now).saying(fact.previousDeadline(),
                kind == AlertKind.DRAFT_CHANGED ? new Alert.DraftChange(told(fact), fact.changedArticles() == null ? 0 : fact.changedArticles(), fact.previousTitle(), fact.newTitle()) : null, null))
                .ifPresent(runner::wake);
    }
}
