package org.civikos.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class StoreCountersIT {

    private static final int NUMBERS = 5_000;

    /** The backend by itself tells one number in sixty to two callers. */
    @Test
    void givesEachNumberOnce() {
        Set<Long> given = ConcurrentHashMap.newKeySet();
        try (StoreServer store = StoreServer.start(null, 0); var client = MongoClients.create(store.uri("counters"))) {
            var counters = client.getDatabase("counters").getCollection("counters");
            counters.insertOne(new Document("_id", "a").append("value", 0L));
            try (var threads = Executors.newFixedThreadPool(8)) {
                for (int i = 0; i < NUMBERS; i++) {
                    threads.submit(() -> given.add(counters.findOneAndUpdate(Filters.eq("_id", "a"), Updates.inc("value", 1L),
                            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)).getLong("value")));
                }
            }
        }
        assertThat(given).hasSize(NUMBERS);
    }
}
