package org.civikos.notification.subscription;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When not to disturb somebody, and by which clocks.
 *
 * @param zone a name of the time zone database, as Europe/Belgrade; null for Kosovo's
 * @param quiet null for never
 */
public record Hours(@Nullable String zone, @Nullable Quiet quiet) {

    /** Whether a name is one of the time zone database. */
    public static boolean zone(String name) {
        try {
            return ZoneId.getAvailableZoneIds().contains(ZoneId.of(name).getId());
        } catch (DateTimeException e) {
            return false;
        }
    }
}
