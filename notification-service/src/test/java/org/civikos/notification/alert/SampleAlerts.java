package org.civikos.notification.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;

/** Alerts for tests, about the consultation of the committed samples. */
public final class SampleAlerts {

    public static final Instant OPENED_AT = Instant.parse("2026-11-20T08:00:00Z");

    /** For tests in which no consultation goes on after its alert. */
    static final Consultations NOTHING_KNOWN = new Consultations(_ -> Optional.empty(), Clock.systemUTC());

    private SampleAlerts() {
    }

    public static Alert opened(String eventId) {
        return opened(eventId, OPENED_AT);
    }

    static Alert opened(String eventId, Instant eventTime) {
        return of(AlertKind.CONSULTATION_OPENED, eventId, eventTime, "Projektligji për shoqatat", "md", null);
    }

    public static Alert of(AlertKind kind, String eventId, Instant eventTime, String title, String institution,
            @Nullable String previous) {
        return Alert.of(new Alert.Cause(kind, eventId, "org.civikos.consultation." + kind.code() + ".v1", eventTime),
                new Alert.Subject("0199a000-0000-7000-8000-000000000201", title, "sq", institution, List.of("rule-of-law", "civil-society"), null,
                        "2026-12-11T23:59", Instant.parse("2026-12-11T22:59:00Z"), 24), eventTime)
                .saying(previous, kind == AlertKind.DRAFT_CHANGED ? new Alert.DraftChange(List.of("text-changed"), 1) : null, null);
    }

    /** A draft whose publisher changed it. */
    public static Alert changed(String eventId, int articles, String... changes) {
        return of(AlertKind.DRAFT_CHANGED, eventId, OPENED_AT, "Projektligji për shoqatat", "md", null).saying(null, new Alert.DraftChange(List.of(changes), articles), null);
    }

    /** A draft that its publisher calls something else. */
    public static Alert renamed(String eventId, String before, String after) {
        return of(AlertKind.DRAFT_CHANGED, eventId, OPENED_AT, after, "md", null).saying(null, new Alert.DraftChange(List.of("title-changed"), 0, before, after), null);
    }

    /** Alerts that know this one under its id. */
    public static Alerts knowing(Alert alert) {
        return knowing(alert, NOTHING_KNOWN);
    }

    /** The same while consultations go on. */
    public static Alerts knowing(Alert alert, Consultations consultations) {
        AggregateStore<Alert> store = new MemoryAggregates<>();
        store.insert(Alert.idOf(alert.causeId()), alert, List.of());
        return new Alerts(store, new MemoryUnfinishedAlerts(), consultations);
    }

    /** How the consultation of the samples stands when its deadline is another one. */
    public static ConsultationWatch.Known standing(String deadline, boolean closed) {
        Alert plain = opened("standing");
        return new ConsultationWatch.Known(plain.title(), plain.language(), plain.institution(), plain.fields(), plain.actKind(), deadline,
                LocalDateTime.parse(deadline).atZone(WorkingDays.ZONE).toInstant(), plain.articleCount(), closed);
    }
}
