package org.civikos.localstack.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store as a process of its own: {@code StoreProcess FILE PORT} runs until it is told to end. */
public final class StoreProcess {

    private static final Logger log = LoggerFactory.getLogger(StoreProcess.class);

    private StoreProcess() {
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 1 && args[0].equals("train")) {
            Path file = Files.createTempFile("civikos-store", ".mv");
            Files.delete(file);
            StoreServer.start(file, 0).close();
            Files.deleteIfExists(file);
            return;
        }
        long begin = System.nanoTime();
        StoreServer store = StoreServer.start(Path.of(args[0]), Integer.parseInt(args[1]));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            store.close();
            ended.countDown();
        }));
        log.info("The store serves {} after {} ms", store.uri(""), (System.nanoTime() - begin) / 1_000_000);
        ended.await();
    }
}
