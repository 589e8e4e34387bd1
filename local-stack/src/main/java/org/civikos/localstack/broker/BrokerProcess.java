package org.civikos.localstack.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker as a process of its own: {@code BrokerProcess DIR PORT} runs until it is told to end. */
public final class BrokerProcess {

    private static final Logger log = LoggerFactory.getLogger(BrokerProcess.class);

    private BrokerProcess() {
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 1 && args[0].equals("train")) {
            train();
            return;
        }
        long begin = System.nanoTime();
        KafkaNode node = KafkaNode.start(Path.of(args[0]), Integer.parseInt(args[1]));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            node.close();
            ended.countDown();
        }));
        log.info("The broker serves {} after {} ms", node.bootstrapServers(), (System.nanoTime() - begin) / 1_000_000);
        ended.await();
    }

    /** A short life on a directory of its own, for the class cache. */
    private static void train() throws IOException {
        Path dir = Files.createTempDirectory("civikos-broker");
        try (KafkaNode node = KafkaNode.start(dir, 0)) {
            Path topics = Files.writeString(dir.resolve("topics.json"),
                    "[{\"name\":\"a\",\"partitions\":1,\"retentionMs\":-1,\"compacted\":true}]");
            Topics.create(node.bootstrapServers(), topics);
        } finally {
            try (var files = Files.walk(dir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
