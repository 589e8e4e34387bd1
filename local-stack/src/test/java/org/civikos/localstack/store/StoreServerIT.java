package org.civikos.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreServerIT {

    @TempDir
    Path dir;

    @Test
    void answersHelloAndKeepsDocumentsAndUniqueIndexesOverARestart() {
        Path file = dir.resolve("store.mv");
        int port;
        try (StoreServer store = StoreServer.start(file, 0); MongoClient client = MongoClients.create(store.uri("a"))) {
            port = store.port();
            assertThat(client.getDatabase("a").runCommand(new Document("hello", 1)))
                    .containsEntry("isWritablePrimary", true).containsEntry("ok", 1.0);
            MongoCollection<Document> people = client.getDatabase("a").getCollection("people");
            people.createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
            people.insertOne(new Document("_id", "p1").append("email", "arta@example.org"));
        }
        try (StoreServer store = StoreServer.start(file, port); MongoClient client = MongoClients.create(store.uri("a"))) {
            MongoCollection<Document> people = client.getDatabase("a").getCollection("people");
            assertThat(people.find(Filters.eq("email", "arta@example.org")).first()).containsEntry("_id", "p1");
            assertThatThrownBy(() -> people.insertOne(new Document("_id", "p2").append("email", "arta@example.org")))
                    .isInstanceOf(MongoWriteException.class);
        }
    }

    @Test
    void keepsNothingWhenInMemory() {
        int port;
        try (StoreServer store = StoreServer.start(null, 0); MongoClient client = MongoClients.create(store.uri("a"))) {
            port = store.port();
            client.getDatabase("a").getCollection("c").insertOne(new Document("_id", 1));
        }
        try (StoreServer store = StoreServer.start(null, port); MongoClient client = MongoClients.create(store.uri("a"))) {
            assertThat(client.getDatabase("a").getCollection("c").countDocuments()).isZero();
        }
    }

    @Test
    void saysWhyItDoesNotStartOnAPortInUse() {
        try (StoreServer store = StoreServer.start(null, 0)) {
            assertThatThrownBy(() -> StoreServer.start(null, store.port()))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining(Integer.toString(store.port()));
        }
    }
}
