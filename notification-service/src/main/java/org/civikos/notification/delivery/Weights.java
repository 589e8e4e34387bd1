package org.civikos.notification.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The weights of a channel's providers as they stand, shared by all instances and kept over a restart. */
public interface Weights {

    /**
     * @param weights by provider
     * @param changedAt when weight last moved
     * @param unwellSince when something was last amiss; weight drifts back some time after
     * @param version grows with each change
     */
    record Standing(Map<String, Integer> weights, Instant changedAt, Instant unwellSince, long version) {}

    Optional<Standing> read(Channel channel);

    /** Writes a standing over the one with the version before it; false if somebody else was first. */
    boolean write(Channel channel, Standing next);
}
