package org.civikos.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** The store as a process of its own, killed with SIGKILL in the middle of 16 writers: what it acknowledged is there. */
class StoreDurabilityIT {

    private static final int WRITERS = 16;
    private static final int ENOUGH = 1_500;

    @TempDir
    Path dir;
    private Process process;

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @RepeatedTest(3)
    void losesNoAcknowledgedWriteWhenItIsKilled() throws Exception {
        int port = freePort();
        start(port);
        Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
        AtomicInteger count = new AtomicInteger();
        try (MongoClient client = MongoClients.create(uri(port))) {
            collection(client).createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
            List<Thread> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                writers.add(Thread.ofVirtual().start(() -> write(collection(client), writer, acknowledged, count)));
            }
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> count.get() > ENOUGH);
            process.destroyForcibly().waitFor();
            for (Thread writer : writers) {
                writer.join();
            }
        }
        start(port);
        try (MongoClient client = MongoClients.create(uri(port))) {
            Map<String, Document> stored = new ConcurrentHashMap<>();
            collection(client).find().forEach(d -> stored.put(d.getString("_id"), d));
            assertThat(acknowledged).hasSizeGreaterThan(ENOUGH / 2);
            acknowledged.forEach((id, version) -> {
                assertThat(stored).containsKey(id);
                assertThat(stored.get(id).getInteger("version")).as(id).isGreaterThanOrEqualTo(version);
            });
            // Half a write would be a document that its unique index does not know, or the other way round.
            for (Document d : stored.values()) {
                assertThat(collection(client).find(Filters.eq("key", d.getString("key"))).first()).isEqualTo(d);
            }
        }
    }

    private static void write(MongoCollection<Document> collection, int writer, Map<String, Integer> acknowledged, AtomicInteger count) {
        try {
            for (int i = 0;; i++) {
                String id = writer + "-" + i;
                collection.insertOne(new Document("_id", id).append("key", "k" + id).append("version", 0).append("text", "x".repeat(500)));
                acknowledged.put(id, 0);
                collection.updateOne(Filters.eq("_id", id), Updates.inc("version", 1));
                acknowledged.put(id, 1);
                count.addAndGet(2);
            }
        } catch (MongoException killed) {
            // This is how it ends.
        }
    }

    private static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("durability").getCollection("things");
    }

    private static String uri(int port) {
        return "mongodb://127.0.0.1:" + port + "/durability?retryWrites=false&serverSelectionTimeoutMS=3000";
    }

    private void start(int port) throws IOException {
        process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx128m", "-cp", System.getProperty("java.class.path"),
                StoreProcess.class.getName(), dir.resolve("store.mv").toString(), Integer.toString(port)).redirectErrorStream(true)
                .redirectOutput(new File(dir.toFile(), "store.log")).start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> open(port));
    }

    private static boolean open(int port) {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
