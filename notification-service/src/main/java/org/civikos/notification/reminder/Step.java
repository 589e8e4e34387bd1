package org.civikos.notification.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.civikos.platform.time.WorkingDays;

/** When people are reminded of a deadline. */
enum Step {
    SEVEN_DAYS(7),
    THREE_DAYS(3),
    ONE_DAY(1),
    /** The last, which goes to the deputies too. */
    TWO_HOURS(0);

    private static final LocalTime MORNING = LocalTime.of(9, 0);
    /** How long before the deadline the last one is due. */
    static final Duration LAST = Duration.ofHours(2);

    private final int workingDays;

    Step(int workingDays) {
        this.workingDays = workingDays;
    }

    /** At nine on the last working day from which so many working days are left; the last one two hours before it. */
    Instant at(LocalDateTime deadline, Instant deadlineAt, WorkingDays.Table table) {
        if (this == TWO_HOURS) {
            return deadlineAt.minus(LAST);
        }
        LocalDate end = deadline.toLocalDate();
        LocalDate day = end.minusDays(workingDays);
        // As the mail counts what is left, so that it says the number after which the step is called.
        while (!table.isWorkingDay(day) || table.between(day, end) < workingDays) {
            day = day.minusDays(1);
        }
        return day.atTime(MORNING).atZone(WorkingDays.ZONE).toInstant();
    }

    /** The word in events and addresses, as seven-days. */
    String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
