package org.civikos.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index may change how fast the store answers and nothing else. */
class StoreIndexesIT {

    @TempDir
    Path dir;

    @Test
    void answersTheSameWithAndWithoutIndexes() {
        try (var store = StoreServer.start(dir.resolve("store.mv"), 0); var client = MongoClients.create(store.uri("a"))) {
            Random random = new Random(7);
            MongoDatabase database = client.getDatabase("a");
            MongoCollection<Document> plain = database.getCollection("plain");
            MongoCollection<Document> indexed = database.getCollection("indexed");
            prepare(indexed);
            for (int round = 0; round < 4; round++) {
                for (int i = 0; i < 150; i++) {
                    Document document = document("d%03d".formatted(round * 150 + i), random);
                    plain.insertOne(new Document(document));
                    indexed.insertOne(document);
                }
                for (int i = 0; i < 60; i++) {
                    Document query = query(random);
                    Document scanned = scanned(query);
                    Document change = new Document("$set", new Document("a", value(random)).append("when", new Date(random.nextInt(50)))
                            .append("tags", tags(random)));
                    assertThat(indexed.updateMany(query, change).getModifiedCount()).isEqualTo(plain.updateMany(scanned, change).getModifiedCount());
                }
                Document gone = query(random);
                assertThat(indexed.deleteMany(gone).getDeletedCount()).as(gone.toJson()).isEqualTo(plain.deleteMany(scanned(gone)).getDeletedCount());
                compare(plain, indexed, random);
            }
        }
    }

    private static void compare(MongoCollection<Document> plain, MongoCollection<Document> indexed, Random random) {
        for (int i = 0; i < 400; i++) {
            Document query = query(random);
            Document order = order(random);
            int limit = random.nextInt(3) * 5;
            assertThat(read(indexed, query, order, limit)).as("%s by %s, %d", query.toJson(), order.toJson(), limit)
                    .isEqualTo(read(plain, scanned(query), order, limit));
            assertThat(indexed.countDocuments(query)).as(query.toJson()).isEqualTo(plain.countDocuments(scanned(query)));
            List<Document> groups = List.of(new Document("$match", query),
                    new Document("$group", new Document("_id", "$b").append("n", new Document("$sum", 1))), new Document("$sort", new Document("_id", 1)));
            List<Document> scannedGroups = List.of(new Document("$match", scanned(query)), groups.get(1), groups.get(2));
            assertThat(indexed.aggregate(groups).into(new ArrayList<>())).isEqualTo(plain.aggregate(scannedGroups).into(new ArrayList<>()));
        }
    }

    @Test
    void fillsAnIndexMadeLaterAndKeepsItOverARestart() {
        Path file = dir.resolve("late.mv");
        try (var store = StoreServer.start(file, 0); var client = MongoClients.create(store.uri("a"))) {
            MongoCollection<Document> things = client.getDatabase("a").getCollection("things");
            things.insertMany(List.of(new Document("_id", 1).append("a", "x"), new Document("_id", 2).append("a", "y")));
            things.createIndex(Indexes.ascending("a"));
            assertThat(things.find(new Document("a", "y")).first()).containsEntry("_id", 2);
        }
        try (var store = StoreServer.start(file, 0); var client = MongoClients.create(store.uri("a"))) {
            MongoCollection<Document> things = client.getDatabase("a").getCollection("things");
            things.insertOne(new Document("_id", 3).append("a", "y"));
            assertThat(things.find(new Document("a", "y")).map(d -> d.getInteger("_id")).into(new ArrayList<>())).containsExactly(2, 3);
            things.dropIndex(Indexes.ascending("a"));
            assertThat(things.countDocuments(new Document("a", "y"))).isEqualTo(2);
        }
    }

    private static void prepare(MongoCollection<Document> indexed) {
        indexed.createIndex(Indexes.ascending("a", "when"));
        indexed.createIndex(Indexes.ascending("b"));
        indexed.createIndex(Indexes.ascending("a", "_id"));
        indexed.createIndex(Indexes.descending("a", "b", "when"));
        indexed.createIndex(Indexes.ascending("tags", "when"));
        indexed.createIndex(Indexes.ascending("key", "part"), new IndexOptions().unique(true));
        indexed.createIndex(Indexes.ascending("sub.c"));
        indexed.createIndex(Indexes.ascending("parts.c", "_id"));
    }

    /** The same query in a form for which no index is looked into, not even the one on {@code _id}. */
    private static Document scanned(Document query) {
        return new Document("$or", List.of(query));
    }

    private static Document document(String id, Random random) {
        Document document = new Document("_id", id).append("key", id.substring(0, 3)).append("part", id).append("a", value(random))
                .append("when", new Date(random.nextInt(50))).append("tags", tags(random)).append("sub", new Document("c", random.nextInt(4)))
                .append("parts", tags(random).stream().map(tag -> new Document("c", tag).append("d", random.nextInt(3))).toList());
        if (random.nextInt(5) > 0) {
            document.append("b", random.nextInt(4) == 0 ? null : random.nextInt(3));
        }
        return document;
    }

    private static String value(Random random) {
        return "v" + random.nextInt(4);
    }

    private static List<String> tags(Random random) {
        return Arrays.asList("t1", "t2", "t3").subList(0, random.nextInt(4));
    }

    private static Document query(Random random) {
        Document query = new Document();
        String id = "d%03d".formatted(random.nextInt(600));
        List<Runnable> parts = new ArrayList<>(List.of(
                () -> query.append("a", value(random)),
                () -> query.append("a", new Document("$in", List.of(value(random), value(random)))),
                () -> query.append("a", new Document("$ne", value(random))),
                () -> query.append("b", random.nextInt(3)),
                () -> query.append("b", (long) random.nextInt(3)),
                () -> query.append("b", null),
                () -> query.append("b", new Document("$gt", random.nextInt(3))),
                () -> query.append("when", new Document("$gte", new Date(random.nextInt(50))).append("$lt", new Date(random.nextInt(60)))),
                () -> query.append("when", new Document("$gt", new Date(random.nextInt(50)))),
                () -> query.append("when", new Document("$lte", new Date(random.nextInt(50)))),
                () -> query.append("tags", "t" + (1 + random.nextInt(3))),
                () -> query.append("tags", new Document("$in", List.of("t1", "t3"))),
                () -> query.append("_id", id),
                () -> query.append("_id", new Document("$in", List.of(id, "d001", "d100", "none"))),
                () -> query.append(random.nextBoolean() ? "_id" : "a", new Document("$in", List.of())),
                () -> query.append("_id", new Document("$gt", id)),
                () -> query.append("_id", new Document("$gte", id).append("$lt", "d400")),
                () -> query.append("parts.c", "t" + (1 + random.nextInt(3))),
                () -> query.append("key", id.substring(0, 3)).append("part", id),
                () -> query.append("sub.c", random.nextInt(4)),
                () -> query.append("$or", List.of(new Document("a", value(random)), new Document("b", 1)))));
        Collections.shuffle(parts, random);
        parts.subList(0, 1 + random.nextInt(3)).forEach(Runnable::run);
        return query;
    }

    /** Always down to the id, so that the order is one and the same. */
    private static Document order(Random random) {
        int way = random.nextBoolean() ? 1 : -1;
        return switch (random.nextInt(5)) {
            case 0 -> new Document("_id", way);
            case 1 -> new Document("when", way).append("_id", way);
            case 2 -> new Document("when", way).append("_id", -way);
            case 3 -> new Document("a", way).append("when", way).append("_id", way);
            default -> new Document("b", way).append("when", way).append("_id", way);
        };
    }

    private static List<Document> read(MongoCollection<Document> from, Document query, Document order, int limit) {
        FindIterable<Document> found = from.find(query).sort(order);
        return (limit == 0 ? found : found.limit(limit)).into(new ArrayList<>());
    }
}
