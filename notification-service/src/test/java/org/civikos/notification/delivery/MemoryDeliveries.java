package org.civikos.notification.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A ledger in memory with the promises of the port: every call is one step that nothing comes between. */
public class MemoryDeliveries implements Deliveries {

    private final Map<String, Delivery> all = new TreeMap<>();

    @Override
    public synchronized boolean insertMissing(List<Delivery> deliveries) {
        return deliveries.stream().filter(delivery -> all.putIfAbsent(delivery.id(), delivery) != null).count() == 0;
    }

    @Override
    public synchronized List<Delivery> find(Collection<String> ids) {
        return ids.stream().map(all::get).filter(delivery -> delivery != null).toList();
    }

    @Override
    public synchronized void record(List<Delivery> changed) {
        changed.forEach(delivery -> all.computeIfPresent(delivery.id(), (_, now) -> now.state().ended() ? now : delivery));
    }

    public synchronized List<Delivery> all() {
        return List.copyOf(all.values());
    }
}
