package org.civikos.notification.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what attempts came to by group commit: while one group is being written the next one gathers, so a result waits a
 * few milliseconds at most. What the provider has taken and the ledger does not say yet is all that a crash can double; the
 * number of such results is bounded, and senders wait when the bound is reached.
 */
final class Recorder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    private static final long PAUSE_MILLIS = 200;

    private record Entry(Delivery delivery, Runnable recorded) {}

    private final Deliveries store;
    private final int bound;
    private final Semaphore room;
    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean closed;

    Recorder(Deliveries store, int bound, String name) {
        this.store = store;
        this.bound = bound;
        this.room = new Semaphore(bound);
        this.writer = Thread.ofPlatform().daemon().name("recorder-" + name).start(this::run);
    }

    /**
     * Hands a result over to be written; waits while too many are unwritten.
     *
     * @param recorded called once it is durable; never called if the process ends before
     */
    void submit(Delivery changed, Runnable recorded) throws InterruptedException {
        room.acquire();
        entries.add(new Entry(changed, recorded));
    }

    private void run() {
        List<Entry> group = new ArrayList<>();
        try {
            while (!closed || !entries.isEmpty()) {
                Entry first = entries.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                group.add(first);
                entries.drainTo(group, bound - 1);
                write(group);
                room.release(group.size());
                group.forEach(Recorder::tell);
                group.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Entry entry) {
        try {
            entry.recorded().run();
        } catch (RuntimeException e) {
            log.warn("Delivery {} is recorded, but somebody could not be told: {}", entry.delivery().id(), e.toString());
        }
    }

    // The store may be away for a while: the results are kept and nothing more is sent (the bound), rather than sent again.
    private void write(List<Entry> group) throws InterruptedException {
        List<Delivery> changed = group.stream().map(Entry::delivery).toList();
        while (true) {
            try {
                store.record(changed);
                return;
            } catch (RuntimeException e) {
                log.warn("Results of {} deliveries cannot be recorded yet: {}", changed.size(), e.toString());
                if (closed) {
                    throw new InterruptedException("closed while the store is away");
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** Writes what is there and ends. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        writer.join(5_000);
        writer.interrupt();
    }
}
