package org.civikos.platform.messaging;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be handled, for those who decide what becomes of it. The payload stays in the store: it may hold
 * personal data.
 *
 * @param id         topic, partition and offset
 * @param reason     the failure's class and message; for administrators alone
 * @param attempts   how often replaying it has been tried
 * @param replayedAt when it was handled after all
 */
public record DeadLetter(String id, String topic, int partition, long offset, @Nullable String key, Map<String, String> headers,
        String reason, Instant failedAt, int attempts, @Nullable Instant replayedAt) {
}
