package org.civikos.notification.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platform.messaging.Versioned;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.query.Query;

/** Aggregates in memory, and the events that they would publish. */
final class MemoryAggregates<S> implements AggregateStore<S> {

    private final Map<String, Versioned<S>> all = new TreeMap<>();
    final List<OutgoingEvent> published = new ArrayList<>();

    @Override
    public synchronized Optional<Versioned<S>> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized Versioned<S> insert(String id, S state, List<OutgoingEvent> events) {
        if (all.containsKey(id)) {
            throw new DuplicateKeyException(id);
        }
        return put(id, 0, state, events);
    }

    @Override
    public synchronized Versioned<S> update(String id, long expectedVersion, S state, List<OutgoingEvent> events) {
        if (!all.containsKey(id) || all.get(id).version() != expectedVersion) {
            throw new OptimisticLockingFailureException(id);
        }
        return put(id, expectedVersion, state, events);
    }

    private Versioned<S> put(String id, long before, S state, List<OutgoingEvent> events) {
        published.addAll(events);
        Versioned<S> written = new Versioned<>(id, before + Math.max(1, events.size()), state);
        all.put(id, written);
        return written;
    }

    @Override
    public List<Versioned<S>> list(Query query) {
        throw new UnsupportedOperationException("Not asked for in memory");
    }

    @Override
    public String collection() {
        return "memory";
    }
}
