package org.civikos.notification.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address that is told of what becomes of a key's messages.
 *
 * @param secrets sealed; the first signs from now on, a second one until its end
 * @param failures calls in a row that failed for the address's sake
 * @param pausedUntil not called before; null if nothing holds it back
 * @param lastError null if the last call went well
 */
record Webhook(
        String id, String keyId, String url, State state, List<Secret> secrets, Instant createdAt, String createdBy, int failures,
        @Nullable Instant pausedUntil, @Nullable String lastError, @Nullable Instant lastErrorAt, @Nullable Instant lastSuccessAt) {

    enum State {
        ON,
        /** Switched off by the secretariat. */
        OFF,
        /** Switched off since it took nothing for a day, or said that it is gone. */
        FAILED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param until signs no longer from then on; null for the present one */
    record Secret(String sealed, @Nullable Instant until) {}

    Webhook {
        secrets = List.copyOf(secrets);
    }
}
