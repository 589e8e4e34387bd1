package org.civikos.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class StoreReadsIT {

    private static final int DOCUMENTS = 100;
    private static final int READS = 300;

    /** The members are written together, so whoever reads one number must read it everywhere. */
    @Test
    void answersADocumentAsItWasAtOneMomentWhileItIsBeingWritten() {
        try (var store = StoreServer.start(null, 0); var client = MongoClients.create(store.uri("reads") + "?retryReads=false")) {
            MongoCollection<Document> things = client.getDatabase("reads").getCollection("things");
            IntStream.range(0, DOCUMENTS).forEach(i -> things.insertOne(new Document("_id", i)));
            var writing = new AtomicBoolean(true);
            var writer = CompletableFuture.runAsync(() -> {
                for (int i = 1; writing.get(); i++) {
                    things.updateMany(new Document(), change(i));
                }
            });
            for (int i = 0; i < READS; i++) {
                assertThat(things.find().into(new ArrayList<>())).hasSize(DOCUMENTS).allSatisfy(read ->
                        assertThat(read.entrySet().stream().filter(one -> !one.getKey().equals("_id")).map(Map.Entry::getValue).distinct().count()).as(read.toJson()).isLessThan(2));
            }
            writing.set(false);
            writer.join();
        }
    }

    /** Adds members and takes others away, which changes the document's own shape as well. */
    private static Document change(int number) {
        Document set = new Document();
        Document unset = new Document();
        IntStream.range(0, 60).forEach(i -> {
            set.append("m" + number % 2 + "_" + i, number);
            unset.append("m" + (number + 1) % 2 + "_" + i, "");
        });
        return new Document("$set", set).append("$unset", unset);
    }
}
