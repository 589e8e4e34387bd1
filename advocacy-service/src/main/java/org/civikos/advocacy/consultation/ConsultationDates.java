package org.civikos.advocacy.consultation;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The dates of a consultation beside its deadline, and how often they were set.
 *
 * @param ours             the network's own deadlines, before the official one
 * @param deadlineRevision how often the official one was set anew; never goes back
 * @param oursRevision     the same of the network's own
 * @param toldAt           when the event came about that said so; {@code null} where that was not kept yet
 */
public record ConsultationDates(List<Ours> ours, int deadlineRevision, int oursRevision, @Nullable Instant toldAt) {

    /** @param step draft, review, sign-off, network-position; there may be more one day */
    public record Ours(String step, String deadline, Instant deadlineAt) {
    }

    public ConsultationDates {
        ours = List.copyOf(ours);
    }
}
