package org.civikos.notification.holiday;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.civikos.platform.time.WorkingDays;

/**
 * The table by which working days are counted, and those by which they were counted lately.
 *
 * @param before the latest first
 */
public record DayTables(WorkingDays.Table now, List<Former> before) {

    /** Nothing was ever announced. */
    public static final DayTables OF_THE_LAW = new DayTables(WorkingDays.Table.OF_THE_LAW, List.of());

    /** @param until when this service heard of the next one */
    public record Former(WorkingDays.Table table, Instant until) {}

    public DayTables {
        before = List.copyOf(before);
    }

    /**
     * When something is due whose time follows from working days: by the present table, but never before a table ended by which it was not
     * due yet. So a day off that is announced late brings a reminder forward to now and not into the past, where it would count as missed.
     */
    public Instant due(Function<WorkingDays.Table, Instant> by) {
        Instant due = by.apply(now);
        for (Former one : before) {
            if (one.until().isAfter(due) && by.apply(one.table()).isAfter(one.until())) {
                due = one.until();
            }
        }
        return due;
    }
}
