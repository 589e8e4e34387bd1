package org.civikos.localstack.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Apache Kafka node, broker and controller together, bound to 127.0.0.1.
 *
 * <p>For one machine and for tests: every replication factor is 1. What was acknowledged survives a SIGKILL of the
 * process (it is in the operating system's cache), and the node starts again on the same directory and port: about
 * 2.6 s after a clean stop and 4 s after a SIGKILL, since a dead broker's session lasts 1.5 s here instead of 9 s.
 */
public final class KafkaNode implements AutoCloseable {

    private static final int NODE_ID = 1;
    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final int port;

    private KafkaNode(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a node and returns once it serves requests.
     *
     * @param dir where the log lies; made and formatted when it is new
     * @param port the port for clients; 0 takes a free one
     * @throws IllegalStateException when the node does not come up, for example because the port is in use
     */
    public static KafkaNode start(Path dir, int port) {
        RuntimeException last = null;
        // Free ports are looked for before they are bound, so another process may be quicker.
        for (int attempt = 0; attempt < (port == 0 ? ATTEMPTS : 1); attempt++) {
            try {
                return startOnce(dir, port == 0 ? freePort() : port);
            } catch (RuntimeException e) {
                last = e;
            }
        }
        throw last;
    }

    private static KafkaNode startOnce(Path dir, int port) {
        KafkaConfig config = new KafkaConfig(settings(dir, port, freePort()), false);
        format(dir);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
        } catch (Throwable e) {
            server.shutdown();
            throw new IllegalStateException("the broker did not start on port " + port + " with " + dir + ": " + e.getMessage(), e);
        }
        return new KafkaNode(server, port);
    }

    private static Map<String, String> settings(Path dir, int port, int controllerPort) {
        Map<String, String> s = new HashMap<>();
        s.put("process.roles", "broker,controller");
        s.put("node.id", Integer.toString(NODE_ID));
        s.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        s.put("controller.listener.names", "CONTROLLER");
        s.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        s.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        s.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        s.put("inter.broker.listener.name", "PLAINTEXT");
        s.put("log.dirs", dir.toAbsolutePath().toString());
        s.put("auto.create.topics.enable", "false");
        s.put("offsets.topic.replication.factor", "1");
        s.put("offsets.topic.num.partitions", "6");
        s.put("offsets.topic.segment.bytes", "4194304");
        s.put("transaction.state.log.replication.factor", "1");
        s.put("transaction.state.log.min.isr", "1");
        s.put("transaction.state.log.num.partitions", "2");
        s.put("share.coordinator.state.topic.replication.factor", "1");
        s.put("share.coordinator.state.topic.min.isr", "1");
        s.put("share.coordinator.state.topic.num.partitions", "2");
        s.put("default.replication.factor", "1");
        s.put("min.insync.replicas", "1");
        s.put("group.initial.rebalance.delay.ms", "0");
        // Controlled shutdown stays on: with these three a restart takes seconds and not a dozen.
        s.put("controlled.shutdown.enable", "true");
        s.put("broker.session.timeout.ms", "1500");
        s.put("broker.heartbeat.interval.ms", "300");
        // One machine, few clients: fewer threads and smaller buffers fit into a heap of 64 MB.
        s.put("num.network.threads", "2");
        s.put("num.io.threads", "4");
        s.put("num.recovery.threads.per.data.dir", "2");
        s.put("log.cleaner.dedupe.buffer.size", "4194304");
        s.put("log.index.size.max.bytes", "1048576");
        s.put("socket.request.max.bytes", "16777216");
        s.put("log.segment.bytes", "67108864");
        return s;
    }

    private static void format(Path dir) {
        if (Files.exists(dir.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(dir);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(dir.toAbsolutePath().toString())
                    .addDirectory(dir.toAbsolutePath().toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("the broker's directory " + dir + " cannot be formatted: " + e.getMessage(), e);
        }
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What clients connect to: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Stops in an orderly way and returns when everything is closed; a second call does nothing. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
