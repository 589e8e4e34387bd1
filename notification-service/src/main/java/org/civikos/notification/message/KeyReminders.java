package org.civikos.notification.message;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import org.civikos.notification.apikey.ApiKey;
import org.civikos.notification.apikey.ApiKeys;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.sweep.Sweeping;

/** Tells the secretariat, once, that a key ends within two weeks. */
final class KeyReminders extends Sweeping {

    private static final Duration AHEAD = Duration.ofDays(14);

    private final ApiKeys keys;
    private final StaffNotices notices;
    private final Clock clock;

    KeyReminders(ApiKeys keys, StaffNotices notices, Clock clock, Duration pause) {
        super("key-reminders", () -> { }, pause, AFTER_SENDERS);
        this.keys = keys;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    protected void look() {
        for (ApiKey key : keys.endingBefore(clock.instant().plus(AHEAD))) {
            LocalDateTime end = LocalDateTime.ofInstant(key.expiresAt(), AlertSettings.KOSOVO);
            notices.tell("key-ends\n" + key.id(), "key-ends", Map.of("key", key.name(), "id", key.id(), "day", end.toLocalDate().toString()));
            // After the notice: a crash in between tells it again, which makes no second mail.
            keys.reminded(key.id());
        }
    }
}
