package org.civikos.benchmarks;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.civikos.systemtests.Installation;

/** Looks every second at how much of its heap a service uses, garbage included, and keeps the highest. */
final class Heap implements AutoCloseable {

    private final AtomicLong highest = new AtomicLong();
    private final Thread watch;

    Heap(Installation installation, String service) {
        watch = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    var used = installation.send("GET", installation.directUrl(service) + "/actuator/prometheus", Map.of(), null, null).body().lines()
                            .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
                    highest.accumulateAndGet((long) used, Math::max);
                    Thread.sleep(1_000);
                }
            } catch (InterruptedException e) {
                // The measured time is over.
            }
        });
    }

    /** MiB. */
    long highest() {
        return highest.get() >> 20;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
