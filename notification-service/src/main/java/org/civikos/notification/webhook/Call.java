package org.civikos.notification.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that one address is told.
 *
 * @param eventId the same at each repetition and for each address: what receivers tell doubles by
 * @param body the same bytes at each repetition
 * @param giveUpAt until then it is repeated
 * @param attempts the last ones, at most 10
 */
record Call(
        String id, String webhookId, String messageId, String eventId, int sequence, String body, State state, int tries, Instant createdAt,
        Instant nextAt, Instant giveUpAt, List<Attempt> attempts) {

    enum State {
        WAITING,
        DELIVERED,
        /** The other side does not want it; repeating would change nothing. */
        REFUSED,
        /** The address was off, or took nothing for a day. */
        MISSED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param status null where no answer came @param millis how long it took */
    record Attempt(Instant at, @Nullable Integer status, @Nullable String error, int millis) {}
}
