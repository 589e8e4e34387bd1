package org.civikos.notification.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.civikos.platform.time.WorkingDays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTest {

    /** 11 December 2026 is a Friday; 2 January 2027 is a holiday on a Saturday, taken on Monday the 4th. */
    @ParameterizedTest
    @CsvSource({
        "ONE_DAY,2026-12-11T23:59,2026-12-10T08:00:00Z",
        "THREE_DAYS,2026-12-11T23:59,2026-12-08T08:00:00Z",
        "SEVEN_DAYS,2026-12-11T23:59,2026-12-02T08:00:00Z",
        "TWO_HOURS,2026-12-11T23:59,2026-12-11T20:59:00Z",
        "ONE_DAY,2026-12-14T12:00,2026-12-11T08:00:00Z",
        "ONE_DAY,2026-12-13T12:00,2026-12-10T08:00:00Z",
        "THREE_DAYS,2026-12-13T12:00,2026-12-08T08:00:00Z",
        "ONE_DAY,2027-01-05T12:00,2026-12-31T08:00:00Z",
        "ONE_DAY,2026-10-26T12:00,2026-10-23T07:00:00Z",
    })
    void countsWorkingDaysBack(Step step, LocalDateTime deadline, Instant at) {
        assertThat(step.at(deadline, deadline.atZone(WorkingDays.ZONE).toInstant(), WorkingDays.Table.OF_THE_LAW)).isEqualTo(at);
    }
}
