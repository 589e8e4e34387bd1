package org.civikos.notification.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts of one process; forgotten when it ends, and never before: for tests and for pools that are soon gone. */
public final class MemoryPunctuality implements Punctuality {

    private static final int MINUTE = 60;
    private final Map<String, Map<Long, Sum>> minutes = new HashMap<>();

    private synchronized void add(Channel channel, String provider, Instant at, int taken, int inTime) {
        minutes.computeIfAbsent(channel.code() + ":" + provider, _ -> new HashMap<>()).merge(at.getEpochSecond() / MINUTE, new Sum(taken, inTime),
                (one, other) -> new Sum(one.taken() + other.taken(), one.inTime() + other.inTime()));
    }

    @Override
    public void taken(Channel channel, String provider, Instant at) {
        add(channel, provider, at, 1, 0);
    }

    @Override
    public void answeredInTime(Channel channel, String provider, Instant takenAt) {
        add(channel, provider, takenAt, 0, 1);
    }

    @Override
    public void share() {
        // There is nobody to share it with.
    }

    @Override
    public synchronized Sum between(Channel channel, String provider, Instant from, Instant to) {
        int taken = 0;
        int inTime = 0;
        for (Map.Entry<Long, Sum> minute : minutes.getOrDefault(channel.code() + ":" + provider, Map.of()).entrySet()) {
            long start = minute.getKey() * MINUTE;
            if (start >= from.getEpochSecond() && start + MINUTE <= to.getEpochSecond()) {
                taken += minute.getValue().taken();
                inTime += minute.getValue().inTime();
            }
        }
        return new Sum(taken, inTime);
    }
}
