package org.civikos.platform.messaging;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Gives the store of a collection, and tells the relay that the collection may hold pending events. */
public class AggregateStores {

    private final MongoTemplate mongo;
    private final EventFactory factory;
    private final OutboxRelay relay;
    private final Clock clock;
    private final Map<String, AggregateStore<?>> stores = new ConcurrentHashMap<>();

    AggregateStores(MongoTemplate mongo, EventFactory factory, OutboxRelay relay, Clock clock) {
        this.mongo = mongo;
        this.factory = factory;
        this.relay = relay;
        this.clock = clock;
    }

    /**
     * The store of one aggregate type; asking twice gives the same.
     *
     * @param collection the collection, for these aggregates alone
     * @param stateType  what {@code state} is mapped to
     */
    @SuppressWarnings("unchecked")
    public <S> AggregateStore<S> of(String collection, Class<S> stateType) {
        return (AggregateStore<S>) stores.computeIfAbsent(collection, name -> {
            relay.watch(name);
            return new MongoAggregateStore<>(name, stateType, mongo, factory, relay, clock);
        });
    }
}
