package org.civikos.consultation.rules;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * A limit in time that an act sets.
 *
 * @param code           what it limits, one of {@link Rules#CODES}
 * @param act            the act that says so, as it is cited
 * @param article        where in it; {@code null} while nobody has found it
 * @param value          number of days; {@code null} where it is not known, and then nothing is checked
 * @param unit           {@link #WORKING_DAYS} or {@link #CALENDAR_DAYS}
 * @param firstDayCounts whether the day on which the period begins is its first day
 * @param validFrom      first day of its validity
 * @param validTo        last day of its validity; {@code null} without end
 * @param confirmed      whether somebody has read it in the act
 * @param source         where it was read
 */
public record Rule(String code, String act, @Nullable String article, @Nullable Integer value, String unit, boolean firstDayCounts, String validFrom,
        @Nullable String validTo, boolean confirmed, @Nullable String source) {

    static final String WORKING_DAYS = "working-days";
    static final String CALENDAR_DAYS = "calendar-days";

    /** Whether it was in force on a day. */
    public boolean inForceOn(LocalDate day) {
        return !day.isBefore(LocalDate.parse(validFrom)) && (validTo == null || !day.isAfter(LocalDate.parse(validTo)));
    }

    /** How many of its days lie from the first day up to and including the last; none where the last comes first. */
    public int days(LocalDate first, LocalDate last) {
        LocalDate before = firstDayCounts ? first.minusDays(1) : first;
        return unit.equals(CALENDAR_DAYS) ? (int) Math.max(0, ChronoUnit.DAYS.between(before, last)) : WorkingDays.between(before, last);
    }

    /** The last day of a period that begins on a day; empty rules have none. */
    public @Nullable LocalDate lastDay(LocalDate first) {
        if (value == null) {
            return null;
        }
        LocalDate before = firstDayCounts ? first.minusDays(1) : first;
        return unit.equals(CALENDAR_DAYS) ? before.plusDays(value) : WorkingDays.after(before, value);
    }

    /** The same until the day before another takes its place; one that ends earlier ends as it did. */
    Rule until(LocalDate firstOfNext) {
        String last = firstOfNext.minusDays(1).toString();
        return validTo != null && validTo.compareTo(last) <= 0 ? this : new Rule(code, act, article, value, unit, firstDayCounts, validFrom, last, confirmed, source);
    }

    /** Whether both hold on some day for the same thing. */
    boolean overlaps(Rule other) {
        return code.equals(other.code) && (validTo == null || other.validFrom.compareTo(validTo) <= 0) && (other.validTo == null || validFrom.compareTo(other.validTo) <= 0);
    }
}
