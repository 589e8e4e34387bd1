package org.civikos.notification.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.civikos.notification.member.ErasureListener;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** The wishes of those who have stated any. */
public class Settings implements ErasureListener {

    private static final String COLLECTION = "alertSettings";

    private final AggregateStore<AlertSettings> store;
    private final MongoTemplate mongo;

    Settings(AggregateStores stores, MongoTemplate mongo) {
        this.store = stores.of(COLLECTION, AlertSettings.class);
        this.mongo = mongo;
    }

    /** A person's settings; version 0 and the default for who never chose. */
    Versioned<AlertSettings> of(String personId) {
        return store.find(personId).orElseGet(() -> new Versioned<>(personId, 0, AlertSettings.DEFAULT));
    }

    /** Of those of the given people who chose, what. */
    public Map<String, AlertSettings> of(Collection<String> people) {
        return byPerson(store.list(Query.query(Criteria.where("_id").in(people))));
    }

    /** Everyone who chose, and what. */
    public Map<String, AlertSettings> all() {
        return byPerson(store.list(new Query()));
    }

    private static Map<String, AlertSettings> byPerson(List<Versioned<AlertSettings>> found) {
        Map<String, AlertSettings> settings = HashMap.newHashMap(found.size());
        found.forEach(one -> settings.put(one.id(), one.state()));
        return settings;
    }

    /** Changes the settings of a person, whoever changes them at the same time. */
    Versioned<AlertSettings> change(String personId, UnaryOperator<AlertSettings> how) {
        if (store.find(personId).isEmpty()) {
            try {
                return store.insert(personId, how.apply(AlertSettings.DEFAULT), List.of());
            } catch (DuplicateKeyException somebodyWasFirst) {
                // Then there is something to change.
            }
        }
        return store.change(personId, settings -> {
            AlertSettings after = how.apply(settings);
            return new Change<>(after.equals(settings) ? settings : after, List.of());
        });
    }

    @Override
    public void erased(String personId) {
        mongo.remove(Query.query(Criteria.where("_id").is(personId)), COLLECTION);
    }
}
