package org.civikos.notification.reminder;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.civikos.notification.holiday.DayTables;
import org.jspecify.annotations.Nullable;

/**
 * A consultation as far as reminders need it.
 *
 * @param since when its deadline was set last: what should have been sent before is not missed
 */
record Watched(
        String consultationId, String title, String language, String institution, List<String> fields, @Nullable String actKind,
        String deadline, Instant deadlineAt, int articleCount, boolean closed, Instant since) {

    Watched {
        fields = fields == null ? List.of() : List.copyOf(fields);
    }

    /**
     * When the reminders of its deadline are due, in their order. Where a table of days off that changed brings several forward to the same
     * moment, the last of them is left: one mail says how long there is.
     */
    Map<Step, Instant> due(DayTables days) {
        LocalDateTime local = LocalDateTime.parse(deadline);
        Map<Step, Instant> due = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            Instant at = days.due(table -> step.at(local, deadlineAt, table));
            due.values().remove(at);
            due.put(step, at);
        }
        return due;
    }
}
