package org.civikos.membership.person;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.civikos.membership.input.Faults;
import org.jspecify.annotations.Nullable;

/**
 * A person may speak for an organisation: with these rights, from a day to a day.
 *
 * @param rights    at least one, in the order of {@link Right}
 * @param validFrom the first day, by the calendar of Europe/Belgrade
 * @param validTo   the last day, still valid; {@code null} while no end is set
 * @param deputy    stands in for the representative
 */
public record Mandate(String organisationId, List<Right> rights, LocalDate validFrom, @Nullable LocalDate validTo, boolean deputy) {

    public Mandate {
        if (rights.isEmpty()) {
            throw new IllegalArgumentException("A mandate without a right");
        }
        rights = List.copyOf(EnumSet.copyOf(rights));
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw new IllegalArgumentException("A mandate that ends before it begins");
        }
    }

    /**
     * Reads what was typed.
     *
     * @param validFromOrElse the first day if none was given
     * @throws org.civikos.membership.input.InvalidInput naming every member that is wrong, by the names of the API
     */
    public static Mandate of(String organisationId, @Nullable List<String> rights, @Nullable String validFrom,
            @Nullable String validTo, @Nullable Boolean deputy, LocalDate validFromOrElse) {
        Faults faults = new Faults();
        Set<Right> readRights = EnumSet.noneOf(Right.class);
        for (String right : rights == null ? List.<String>of() : rights) {
            Right.find(right).ifPresentOrElse(readRights::add, () -> faults.add("rights", "unknown-right", right.strip()));
        }
        if (readRights.isEmpty() && faults.found().isEmpty()) {
            faults.add("rights", "right-required");
        }
        LocalDate from = faults.date("validFrom", validFrom);
        LocalDate first = from == null ? validFromOrElse : from;
        LocalDate to = faults.date("validTo", validTo);
        if (to != null && to.isBefore(first)) {
            faults.add("validTo", "ends-before-it-begins", first, to);
        }
        faults.throwIfAny();
        return new Mandate(organisationId, List.copyOf(readRights), first, to, deputy != null && deputy);
    }

    /** Whether it holds on a day. */
    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    boolean allows(Right right, LocalDate day) {
        return isValidOn(day) && rights.contains(right);
    }

    public List<String> rightCodes() {
        return rights.stream().map(Right::code).toList();
    }
}
