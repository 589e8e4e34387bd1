package org.civikos.notification.delivery;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Weights of one process; forgotten when it ends. */
public final class MemoryWeights implements Weights {

    private final Map<Channel, Standing> standings = new EnumMap<>(Channel.class);

    @Override
    public synchronized Optional<Standing> read(Channel channel) {
        return Optional.ofNullable(standings.get(channel));
    }

    @Override
    public synchronized boolean write(Channel channel, Standing next) {
        Standing current = standings.get(channel);
        if ((current == null ? 0 : current.version()) != next.version() - 1) {
            return false;
        }
        standings.put(channel, next);
        return true;
    }
}
