package org.civikos.notification.message;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a message's state, as programs are told of it.
 *
 * @param keyId whose message it is
 * @param reference the program's own
 * @param sequence orders the changes of one message
 * @param counts how many deliveries stand where: waiting, sent, delivered, failed, notSent
 * @param reason why something did not arrive, as a word
 */
public record MessageChange(
        String messageId, String keyId, @Nullable String reference, boolean test, int sequence, String state, Instant at,
        Map<String, Integer> counts, @Nullable String reason) {}
