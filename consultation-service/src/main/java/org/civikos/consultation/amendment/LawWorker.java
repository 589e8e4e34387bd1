package org.civikos.consultation.amendment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.civikos.consultation.draft.Reader;
import org.civikos.consultation.draft.Reader.Lane;
import org.civikos.consultation.lease.Leases;
import org.civikos.consultation.lease.Leases.Lease;
import org.civikos.consultation.structure.ScannedPages;
import org.civikos.consultation.structure.UnreadableDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads laws that were uploaded, a scan in the lane of scans. Which ones are to be read stands in the laws themselves: what a crash left is found by the sweep. */
@Component
class LawWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LawWorker.class);

    private final Laws laws;
    private final Reader reader;
    private final Leases leases;
    private final Map<Lane, BlockingQueue<String>> woken = Map.of(Lane.TEXT, new LinkedBlockingQueue<>(), Lane.SCANS, new LinkedBlockingQueue<>());
    private final List<Thread> threads = new ArrayList<>();

    LawWorker(Laws laws, Reader reader, Leases leases) {
        this.laws = laws;
        this.reader = reader;
        this.leases = leases;
    }

    void wake(String id) {
        woken.get(Lane.TEXT).add(id);
    }

    @Scheduled(initialDelay = 1_000, fixedDelay = 10_000)
    void sweep() {
        try {
            laws.toRead().stream().filter(id -> woken.values().stream().noneMatch(queue -> queue.contains(id))).forEach(this::wake);
        } catch (RuntimeException storeAway) {
            LOG.warn("Laws that are to be read could not be looked up; tried again in 10 s: {}", storeAway.getMessage());
        }
    }

    private void run(Lane lane) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                read(woken.get(lane).take(), lane);
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError failed) {
                LOG.warn("A law could not be read; the sweep tries it again", failed);
            }
        }
    }

    private void read(String id, Lane lane) throws InterruptedException {
        Optional<Lease> lease = leases.acquire(id);
        if (lease.isEmpty()) {
            return;
        }
        try (Lease held = lease.get()) {
            Law law = laws.law(id).map(found -> found.state()).filter(Law::isBeingRead).orElse(null);
            if (law != null) {
                laws.read(id, reader.read(law.document(), lane));
            }
        } catch (ScannedPages scan) {
            if (!woken.get(Lane.SCANS).contains(id)) {
                woken.get(Lane.SCANS).add(id);
            }
        } catch (UnreadableDocument unreadable) {
            laws.notReadable(id, Reader.problemCode(unreadable));
        }
    }

    @Override
    public void start() {
        synchronized (threads) {
            for (Lane lane : Lane.values()) {
                threads.add(Thread.ofVirtual().name("laws-" + lane).start(() -> run(lane)));
            }
        }
    }

    @Override
    public void stop() {
        synchronized (threads) {
            threads.forEach(Thread::interrupt);
            threads.clear();
        }
    }

    @Override
    public boolean isRunning() {
        synchronized (threads) {
            return !threads.isEmpty();
        }
    }
}
