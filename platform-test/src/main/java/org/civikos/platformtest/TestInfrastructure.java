package org.civikos.platformtest;

import com.mongodb.ConnectionString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Exit;
import org.civikos.localstack.broker.KafkaNode;
import org.civikos.localstack.broker.Topics;
import org.civikos.localstack.store.StoreServer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/** The broker and the store of this JVM's tests, started when they are first asked for. */
public final class TestInfrastructure {

    /** The images of docker-compose.yml. */
    private static final String KAFKA_IMAGE = "apache/kafka:4.2.0";
    private static final String MONGODB_IMAGE = "mongo:8.0";
    private static final Set<String> CREATED = ConcurrentHashMap.newKeySet();

    private TestInfrastructure() {
    }

    private static final class Broker {
        static final String BOOTSTRAP = start();

        private static String start() {
            String given = System.getenv("TEST_KAFKA_BOOTSTRAP");
            String bootstrap;
            if (given != null && !given.isBlank()) {
                bootstrap = given;
                say("Kafka: running server at " + given);
            } else if (docker()) {
                KafkaContainer container = new KafkaContainer(KAFKA_IMAGE);
                container.start();
                bootstrap = container.getBootstrapServers();
                say("Kafka: container " + KAFKA_IMAGE + " at " + bootstrap);
            } else {
                // Its directory is deleted while the JVM ends; the broker would take that for a broken disk and halt the JVM with a code
                // that counts as a failed run.
                Exit.setHaltProcedure((status, message) -> { });
                Exit.setExitProcedure((status, message) -> { });
                KafkaNode node = KafkaNode.start(temporaryDirectory("kafka"), 0);
                bootstrap = node.bootstrapServers();
                say("Kafka: embedded broker at " + bootstrap);
            }
            Topics.create(bootstrap, Contracts.root().resolve("topics.json"));
            return bootstrap;
        }
    }

    private static final class Store {
        static final String URI = start();

        private static String start() {
            String given = System.getenv("TEST_MONGODB_URI");
            if (given != null && !given.isBlank()) {
                say("MongoDB protocol: running server at " + new ConnectionString(given).getHosts());
                return given;
            }
            if (docker()) {
                MongoDBContainer container = new MongoDBContainer(MONGODB_IMAGE);
                container.start();
                say("MongoDB protocol: container " + MONGODB_IMAGE + " at " + container.getConnectionString());
                return container.getConnectionString();
            }
            StoreServer server = StoreServer.start(null, 0);
            say("MongoDB protocol: embedded server at " + server.uri("test"));
            return server.uri("test");
        }
    }

    /** Where the broker is, as host:port. */
    public static String kafkaBootstrap() {
        return Broker.BOOTSTRAP;
    }

    /** The connection string of a database that nobody else uses. */
    public static String freshDatabase() {
        return mongoUri("test-" + UUID.randomUUID().toString().substring(0, 13));
    }

    /** Where a database of the store is. */
    public static String mongoUri(String database) {
        String uri = Store.URI;
        int options = uri.indexOf('?');
        String tail = options < 0 ? "" : uri.substring(options);
        String address = options < 0 ? uri : uri.substring(0, options);
        int slash = address.indexOf('/', "mongodb://".length());
        return (slash < 0 ? address : address.substring(0, slash)) + "/" + database + tail;
    }

    /** Creates topics with three partitions on the shared broker; those that exist stay as they are. */
    public static void createTopics(String... names) {
        createTopics(kafkaBootstrap(), 3, names);
    }

    /** Creates topics on any broker. */
    public static void createTopics(String bootstrap, int partitions, String... names) {
        List<NewTopic> wanted = Stream.of(names).filter(name -> CREATED.add(bootstrap + " " + name))
                .map(name -> new NewTopic(name, partitions, (short) 1)).toList();
        if (wanted.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            for (var result : admin.createTopics(wanted).values().values()) {
                try {
                    result.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("Topics could not be created", failed);
                    }
                }
            }
        } catch (InterruptedException | TimeoutException failed) {
            throw new IllegalStateException("Topics could not be created", failed);
        }
    }

    /** A directory that is deleted when the JVM ends. */
    public static Path temporaryDirectory(String name) {
        try {
            Path directory = Files.createTempDirectory("civikos-" + name + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException alreadyGone) {
            // The broker may still be deleting its own; the system's temporary directory is cleaned sooner or later.
        }
    }

    /** Whether a Docker engine answers; asked only where one may be, since asking in vain costs seconds. */
    private static boolean docker() {
        boolean possible = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return possible && DockerClientFactory.instance().isDockerAvailable();
    }

    private static void say(String sentence) {
        System.out.println("[servers] " + sentence);
    }

    /** How long tests wait for something that takes milliseconds when all is well. */
    static final Duration PATIENCE = Duration.ofSeconds(20);
}
