package org.civikos.consultation.config;

import com.mongodb.client.model.Indexes;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Indexes for what is not found by {@code _id}; made after the start, for a store that is away must not stop it. */
@Component
class StoreIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(StoreIndexes.class);

    private final MongoTemplate mongo;

    StoreIndexes(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @EventListener(ApplicationReadyEvent.class)
    void make() {
        Thread.ofVirtual().name("indexes").start(() -> {
            try {
                index("consultations", Indexes.ascending("state.stage", "state.deadlineAt"));
                index("consultations", Indexes.ascending("state.institution", "state.deadlineAt"));
                index("consultations", Indexes.ascending("state.life.continuesIn"));
                index("planEntries", Indexes.ascending("state.quarterEndsAt", "_id"));
                index("planEntries", Indexes.ascending("state.facts.year"));
                index("drafts", Indexes.descending("state.origin.detectedAt"));
                index("drafts", Indexes.ascending("state.watch.page.source"));
                index("draftSketches", Indexes.ascending("at"));
                index("draftChanges", Indexes.ascending("consultation", "number"));
                index("lawsInForce", Indexes.ascending("state.number"));
                index("notes", Indexes.ascending("state.consultation", "_id"));
                index("sourcePages", Indexes.ascending("source", "nextVisitAt"));
            } catch (RuntimeException storeAway) {
                LOG.warn("The indexes are made at the next start: {}", storeAway.getMessage());
            }
        });
    }

    private void index(String collection, Bson keys) {
        mongo.execute(collection, documents -> documents.createIndex(keys));
    }
}
