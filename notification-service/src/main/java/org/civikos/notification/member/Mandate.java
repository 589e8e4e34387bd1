package org.civikos.notification.member;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That a person may speak for an organisation.
 *
 * @param since when it was granted, by the time of the event that first named it
 * @param validFrom first day, in Kosovo
 * @param validTo last day, in Kosovo; null for no end
 */
public record Mandate(String organisationId, LocalDate validFrom, @Nullable LocalDate validTo, Instant since) {

    boolean validOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
}
