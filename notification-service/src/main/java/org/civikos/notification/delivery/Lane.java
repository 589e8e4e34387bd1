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
 * @param claims how often it has been taken: at 1 nobody has worked on it before
 * @param stream lanes that wait go out in turn by stream, so that a flood in one does not hold up another; the alert's id, as a rule
 * @param urgent to go out before all that is not
 * @param heldUntil until when all that was left of it was held back by its readers' wish; null if it never was
 * @param result null until every delivery of the lane has ended
 */
public record Lane(
        String id, String batchId, String alertId, Channel channel, @Nullable String owner, Instant leasedUntil, Instant dueAt,
        Instant createdAt, int claims, String stream, boolean urgent, @Nullable Result result,
        @Nullable Instant heldUntil) {

    /**
     * How the deliveries of a lane ended.
     *
     * @param missed everybody who was not reached, few as a rule
     */
    public record Result(int handedOver, int failed, int notSent, List<Missed> missed) {}

    /** A person who was not reached, and whether by failure (else by choice or for want of an address). */
    public record Missed(String personId, boolean failed) {}

    public static Lane open(Batch batch, String alertId, Channel channel, Instant now) {
        return new Lane(batch.id() + ":" + channel.code(), batch.id(), alertId, channel, null, Instant.EPOCH, now, now, 0, alertId, false, null, null);
    }

    /** The same, to go out before all that is not urgent. */
    public Lane urgent(boolean now) {
        return new Lane(id, batchId, alertId, channel, owner, leasedUntil, dueAt, createdAt, claims, stream, now, result, heldUntil);
    }

    /** The same in another stream: what has one stream takes one turn together. */
    public Lane in(String other) {
        return new Lane(id, batchId, alertId, channel, owner, leasedUntil, dueAt, createdAt, claims, other, urgent, result, heldUntil);
    }

    /** Since when it could have gone out, whatever kept it. */
    Instant freeSince() {
        return heldUntil == null || heldUntil.isBefore(createdAt) ? createdAt : heldUntil;
    }

    public boolean done() {
        return result != null;
    }
}
