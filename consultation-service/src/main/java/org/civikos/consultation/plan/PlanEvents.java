package org.civikos.consultation.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.civikos.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** The facts about the plan, as contracts/events/consultation promises them. */
final class PlanEvents {

    static final String TOPIC = "consultation.plan.events.v1";

    private PlanEvents() {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Facts(String planEntryId, int year, int quarter, String title, String institution, String actKind, List<String> fields, @Nullable String reference,
            @Nullable String quarterEndedOn, String at) {
    }

    static OutgoingEvent overdue(String id, PlanEntry entry, Instant at) {
        return event("plan-entry-overdue", id, entry, entry.facts().lastDay().toString(), at);
    }

    static OutgoingEvent dropped(String id, PlanEntry entry, Instant at) {
        return event("plan-entry-dropped", id, entry, null, at);
    }

    private static OutgoingEvent event(String fact, String id, PlanEntry entry, @Nullable String endedOn, Instant at) {
        PlanEntry.Facts facts = entry.facts();
        return new OutgoingEvent(TOPIC, "org.civikos.consultation." + fact + ".v1", id, new Facts(id, facts.year(), facts.quarter(), facts.title(), facts.institution(), facts.actKind(),
                facts.fields(), facts.reference(), endedOn, at.toString()));
    }
}
