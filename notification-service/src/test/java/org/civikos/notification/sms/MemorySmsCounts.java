package org.civikos.notification.sms;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Counts in memory, each call one step that nothing comes between. */
final class MemorySmsCounts implements SmsLimits.Counts {

    private final Map<String, Set<String>> places = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    @Override
    public synchronized SmsLimits.Place enter(Instant hour, String number, String deliveryId, int most) {
        Set<String> taken = places.computeIfAbsent(hour + number, _ -> new LinkedHashSet<>());
        if (taken.contains(deliveryId)) {
            return SmsLimits.Place.KEPT;
        }
        return taken.size() < most && taken.add(deliveryId) ? SmsLimits.Place.GIVEN : SmsLimits.Place.NONE;
    }

    @Override
    public synchronized void leave(Instant hour, String number, String deliveryId) {
        places.getOrDefault(hour + number, Set.of()).remove(deliveryId);
    }

    @Override
    public synchronized int add(Instant hour, String what) {
        return counts.merge(hour + what, 1, Integer::sum);
    }
}
