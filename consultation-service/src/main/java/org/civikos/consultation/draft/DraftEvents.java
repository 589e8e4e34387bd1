package org.civikos.consultation.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.civikos.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** The facts about a draft, as contracts/events/consultation promises them. */
final class DraftEvents {

    static final String TOPIC = "consultation.draft.events.v1";

    private DraftEvents() {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Detected(String draftId, String source, String title, String detectedAt, String state, @Nullable String sourceUrl) {
    }

    /** Told once, when it is known what has become of it: waiting, opened, dismissed or unreadable. */
    static OutgoingEvent detected(String id, Draft draft) {
        return new OutgoingEvent(TOPIC, "org.civikos.consultation.draft-detected.v1", id, new Detected(id, draft.origin().source(), draft.facts().title(),
                draft.origin().detectedAt().toString(), draft.state().code(), draft.origin().url()));
    }
}
