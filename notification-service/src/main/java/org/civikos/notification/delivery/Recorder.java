package org.civikos.notification.delivery;

import com.mongodb.MongoException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what attempts came to by group commit: while one group is being written the next one gathers, so a result waits a
 * few milliseconds at most. What the provider has taken and the ledger does not say yet is all that a crash can double; the
 * number of such results is bounded, and senders wait when the bound is reached. Where they are noted beside the process
 * ({@link Taken}), its next start writes them down first, and nothing is sent before.
 */
final class Recorder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    private static final long PAUSE_MILLIS = 200;

    private record Entry(Delivery delivery, Runnable recorded, int note) {}

    private final Deliveries store;
    private final int bound;
    private final Semaphore room;
    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final Taken taken;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread writer;
    private volatile boolean closed;

    Recorder(Deliveries store, int bound, String name, Taken taken) {
        this.taken = taken;
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
        int note = taken.note(changed);
        room.acquire();
        entries.add(new Entry(changed, recorded, note));
    }

    /** Waits until what the process before this one had in doubt is written down. */
    void awaitCaughtUp() throws InterruptedException {
        caughtUp.await();
    }

    // Only a store that is away is waited for: whatever else is wrong with old notes must not keep the channel shut.
    private void catchUp() throws InterruptedException {
        List<Taken.Note> left = taken.left();
        while (!left.isEmpty()) {
            try {
                Map<String, Delivery> known = new HashMap<>();
                store.find(left.stream().map(Taken.Note::id).toList()).forEach(one -> known.put(one.id(), one));
                List<Delivery> unwritten = left.stream().filter(note -> known.containsKey(note.id())).map(note -> known.get(note.id()).takenBefore(note)).flatMap(Optional::stream).toList();
                // The usual case: the kill came after the ledger was written and before the notes were struck out.
                if (!unwritten.isEmpty()) {
                    store.record(unwritten);
                }
                log.info("Of {} messages noted as handed over when the process before this one ended, {} were not in the ledger yet", left.size(), unwritten.size());
                break;
            } catch (MongoException e) {
                log.warn("What was handed over before cannot be written down yet: {}", e.toString());
                if (closed) {
                    return;
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (RuntimeException e) {
                log.error("What was handed over before the process ended cannot be written down; {} messages are in doubt", left.size(), e);
                break;
            }
        }
        taken.forgetLeft();
        caughtUp.countDown();
    }

    private void run() {
        List<Entry> group = new ArrayList<>();
        try {
            catchUp();
            while (!closed || !entries.isEmpty()) {
                Entry first = entries.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                group.add(first);
                entries.drainTo(group, bound - 1);
                write(group);
                group.forEach(entry -> taken.strike(entry.note()));
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
        taken.close();
    }
}
