package org.civikos.consultation.participation;

import org.civikos.platform.messaging.OutgoingEvent;

/** The facts about taking part, as contracts/events/consultation promises them. */
final class ParticipationEvents {

    static final String TOPIC = "consultation.participation.events.v1";

    private ParticipationEvents() {
    }

    record Facts(String consultationId, String organisationId, String at) {
    }

    static OutgoingEvent of(String id, Participation participation) {
        String fact = participation.notRelevant() ? "consultation-not-relevant" : "consultation-relevant-again";
        return new OutgoingEvent(TOPIC, "org.civikos.consultation." + fact + ".v1", id,
                new Facts(participation.consultation(), participation.organisation(), participation.at().toString()));
    }
}
