package org.civikos.notification.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** How soon somebody is told; the most immediate first. */
public enum Frequency {
    @JsonProperty("at-once")
    AT_ONCE,
    /** Each day at 07:00, if there is anything. */
    @JsonProperty("daily")
    DAILY,
    /** Each Monday at 07:00, if there is anything. */
    @JsonProperty("weekly")
    WEEKLY;

    private static final LocalTime MORNING = LocalTime.of(7, 0);

    /**
     * When the next summary goes out after a moment, by the clocks of a zone. A clock that is put forward or back does not
     * move it: it is seven by the wall.
     *
     * @throws IllegalStateException for {@link #AT_ONCE}, which has no summary
     */
    public Instant next(Instant after, ZoneId zone) {
        LocalDate day = after.atZone(zone).toLocalDate();
        LocalDate slot = switch (this) {
            case AT_ONCE -> throw new IllegalStateException("What is told at once has no summary");
            case DAILY -> day;
            case WEEKLY -> day.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        };
        Instant morning = slot.atTime(MORNING).atZone(zone).toInstant();
        return morning.isAfter(after) ? morning : slot.plusDays(this == DAILY ? 1 : 7).atTime(MORNING).atZone(zone).toInstant();
    }
}
