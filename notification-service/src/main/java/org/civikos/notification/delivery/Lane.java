package org.civikos.notification.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The work of one batch on one channel: what a worker leases, and goes on with when another one has died.
 *
 * @param id batch id and channel
 * @param owner the process that holds the lease, null if none does
 * @param leasedUntil when the lease runs out unless renewed
 * @param dueAt not to be worked on before
 * @param result null until every delivery of the lane has ended
 */
public record Lane(
        String id, String batchId, String alertId, Channel channel, @Nullable String owner, Instant leasedUntil, Instant dueAt,
        Instant createdAt, @Nullable Result result) {

    /**
     * How the deliveries of a lane ended.
     *
     * @param missed everybody who was not reached, few as a rule
     */
    public record Result(int handedOver, int failed, int notSent, List<Missed> missed) {}

    /** A person who was not reached, and whether by failure (else by choice or for want of an address). */
    public record Missed(String personId, boolean failed) {}

    public static Lane open(Batch batch, String alertId, Channel channel, Instant now) {
        return new Lane(batch.id() + ":" + channel.code(), batch.id(), alertId, channel, null, Instant.EPOCH, now, now, null);
    }

    public boolean done() {
        return result != null;
    }
}
