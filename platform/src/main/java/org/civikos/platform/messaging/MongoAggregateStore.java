package org.civikos.platform.messaging;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

/** State and events in one document, by single-document writes alone: right on a standalone server as on a cluster. */
final class MongoAggregateStore<S> implements AggregateStore<S> {

    static final String VERSION = "version";
    static final String STATE = "state";
    static final String PENDING = "pending";
    /** Present from a write with events until all of them are acknowledged: a sparse index finds what a crash left. */
    static final String OUTBOX = "outbox";

    private final String collection;
    private final Class<S> stateType;
    private final MongoTemplate mongo;
    private final EventFactory factory;
    private final OutboxRelay relay;
    private final Clock clock;

    MongoAggregateStore(String collection, Class<S> stateType, MongoTemplate mongo, EventFactory factory, OutboxRelay relay,
            Clock clock) {
        this.collection = collection;
        this.stateType = stateType;
        this.mongo = mongo;
        this.factory = factory;
        this.relay = relay;
        this.clock = clock;
    }

    @Override
    public Optional<Versioned<S>> find(String id) {
        Document found = mongo.execute(collection, documents -> documents.find(Filters.eq("_id", id))
                .projection(Projections.include(VERSION, STATE)).first());
        return Optional.ofNullable(found).map(this::read);
    }

    @Override
    public Versioned<S> insert(String id, S state, List<OutgoingEvent> events) {
        Instant now = clock.instant();
        List<PendingEvent> pending = factory.pending(id, 0, now, events);
        long version = Math.max(1, events.size());
        Document document = new Document("_id", id).append(VERSION, version).append(STATE, write(state))
                .append(PENDING, documents(pending));
        if (!pending.isEmpty()) {
            document.append(OUTBOX, Date.from(now));
        }
        mongo.execute(collection, documents -> documents.insertOne(document));
        if (!pending.isEmpty()) {
            relay.wake(collection, id, version, pending);
        }
        return new Versioned<>(id, version, state);
    }

    @Override
    public Versioned<S> update(String id, long expectedVersion, S state, List<OutgoingEvent> events) {
        Instant now = clock.instant();
        List<PendingEvent> added = factory.pending(id, expectedVersion, now, events);
        long version = expectedVersion + Math.max(1, events.size());
        Bson filter = Filters.and(Filters.eq("_id", id), Filters.eq(VERSION, expectedVersion));
        List<Bson> changes = new ArrayList<>();
        changes.add(Updates.set(STATE, write(state)));
        changes.add(Updates.set(VERSION, version));
        if (added.isEmpty()) {
            long matched = mongo.execute(collection, documents -> documents.updateOne(filter, Updates.combine(changes))
                    .getMatchedCount());
            if (matched == 0) {
                throw conflict(id, expectedVersion);
            }
            return new Versioned<>(id, version, state);
        }
        changes.add(Updates.pushEach(PENDING, documents(added)));
        changes.add(Updates.set(OUTBOX, Date.from(now)));
        // The write hands back what now waits, older events first, so that the relay need not read the document again.
        Document after = mongo.execute(collection, documents -> documents.findOneAndUpdate(filter, Updates.combine(changes),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER).projection(Projections.include(PENDING))));
        if (after == null) {
            throw conflict(id, expectedVersion);
        }
        relay.wake(collection, id, version, pending(id, after));
        return new Versioned<>(id, version, state);
    }

    @Override
    public List<Versioned<S>> list(Query query) {
        return mongo.find(query, Document.class, collection).stream().map(this::read).toList();
    }

    @Override
    public String collection() {
        return collection;
    }

    static List<PendingEvent> pending(String id, Document document) {
        return document.getList(PENDING, Document.class, List.of()).stream().map(event -> PendingEvent.of(id, event)).toList();
    }

    private OptimisticLockingFailureException conflict(String id, long expectedVersion) {
        return new OptimisticLockingFailureException(collection + " " + id + " is no longer at version " + expectedVersion);
    }

    private static List<Document> documents(List<PendingEvent> events) {
        return events.stream().map(PendingEvent::toDocument).toList();
    }

    private Document write(S state) {
        Document document = new Document();
        mongo.getConverter().write(state, document);
        if (stateType.getName().equals(document.get("_class"))) {
            document.remove("_class");
        }
        return document;
    }

    private Versioned<S> read(Document document) {
        S state = mongo.getConverter().read(stateType, document.get(STATE, Document.class));
        return new Versioned<>(document.getString("_id"), document.get(VERSION, Number.class).longValue(), state);
    }
}
