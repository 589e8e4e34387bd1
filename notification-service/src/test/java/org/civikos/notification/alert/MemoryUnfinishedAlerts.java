package org.civikos.notification.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Unfinished alerts in memory. */
final class MemoryUnfinishedAlerts implements UnfinishedAlerts {

    private final Map<String, Integer> parts = new TreeMap<>();

    @Override
    public synchronized void add(String alertId) {
        parts.putIfAbsent(alertId, 0);
    }

    @Override
    public synchronized int parts(String alertId, int proposed) {
        return parts.merge(alertId, proposed, (before, now) -> before == 0 ? now : before);
    }

    @Override
    public boolean claim(String alertId, String owner, Instant now, Instant until) {
        return true;
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(parts.keySet());
    }

    @Override
    public synchronized void remove(String alertId) {
        parts.remove(alertId);
    }
}
