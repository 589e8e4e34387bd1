package org.civikos.notification.member;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a person may speak for an organisation.
 *
 * @param since when it was granted, by the time of the event that first named it
 * @param validFrom first day, in Kosovo
 * @param validTo last day, in Kosovo; null for no end
 * @param rights what the person may do for it: comment, sign-off, vote, manage
 * @param deputy whether the person stands in for others
 */
public record Mandate(
        String organisationId, LocalDate validFrom, @Nullable LocalDate validTo, Instant since, List<String> rights, boolean deputy) {

    /** One without a right of its own, of somebody who is nobody's deputy. */
    public Mandate(String organisationId, LocalDate validFrom, @Nullable LocalDate validTo, Instant since) {
        this(organisationId, validFrom, validTo, since, List.of(), false);
    }

    public boolean validOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** Whether it is valid on the day of a moment and had been granted by then. */
    public boolean heldAt(Instant moment, LocalDate day) {
        return validOn(day) && !since.isAfter(moment);
    }

    /** Whether the mandate gives a right on a day. */
    public boolean allows(String right, LocalDate day) {
        return validOn(day) && rights.contains(right);
    }
}
