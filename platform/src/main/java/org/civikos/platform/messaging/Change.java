package org.civikos.platform.messaging;

import java.util.List;

/** What a command decided: the new state and the facts that follow from it, in order. */
public record Change<S>(S state, List<OutgoingEvent> events) {

    public Change {
        events = List.copyOf(events);
    }

    /** A change that nobody else needs to hear of. */
    public static <S> Change<S> quiet(S state) {
        return new Change<>(state, List.of());
    }
}
