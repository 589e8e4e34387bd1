package org.civikos.advocacy.consultation;

import java.time.Instant;
import java.util.List;

/** Told of everything that happens to a consultation, once or more often; whoever listens must bear repeats. */
@FunctionalInterface
public interface ConsultationNews {

    /**
     * @param eventId      the same for every redelivery of one event
     * @param kind         what happened: consultation-opened, consultation-closed, deadline-moved, comment, comment-withdrawn, comment-superseded, alerted
     * @param arguments    what the sentence about it needs, in the order of the bundle's {@code log.<kind>}
     */
    void happened(String consultation, String eventId, String kind, Instant at, List<String> arguments);
}
