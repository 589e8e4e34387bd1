package org.civikos.notification.subscription;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The hours in which somebody is not to be disturbed, by the clocks of their zone.
 *
 * @param from as 22:00; may be later than {@code to}, across midnight, and is never the same
 * @param to   as 07:00; from then on one may write again
 * @param email whether e-mails wait as well as SMS
 */
public record Quiet(String from, String to, boolean email) {

    /** Until when to wait at a moment; empty outside the quiet hours. */
    public Optional<Instant> until(Instant now, ZoneId zone) {
        LocalTime start = LocalTime.parse(from);
        LocalTime end = LocalTime.parse(to);
        ZonedDateTime local = now.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean acrossMidnight = start.isAfter(end);
        boolean quiet = acrossMidnight ? !time.isBefore(start) || time.isBefore(end) : !time.isBefore(start) && time.isBefore(end);
        if (!quiet) {
            return Optional.empty();
        }
        boolean tomorrow = acrossMidnight && !time.isBefore(start);
        Instant until = local.toLocalDate().plusDays(tomorrow ? 1 : 0).atTime(end).atZone(zone).toInstant();
        // Where the clock is put back in these hours, the end may seem to lie behind us.
        return until.isAfter(now) ? Optional.of(until) : Optional.empty();
    }
}
