package org.civikos.notification.digest;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What was put off, in memory. */
final class MemoryLateSummaries implements LateSummaries {

    final Map<Items.Slot, Instant> putOff = new HashMap<>();

    @Override
    public Instant putOff(Items.Slot slot, Instant to, int people) {
        putOff.putIfAbsent(slot, to);
        return putOff.get(slot);
    }

    @Override
    public boolean putOffTo(Instant moment) {
        return putOff.containsValue(moment);
    }
}
