package org.civikos.localstack.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread commits for everybody: at once for a write that comes alone, and at most every 2 ms under load, so that
 * many writers share one commit.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Runnable commit;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Condition done = lock.newCondition();
    /** Commits that have begun and that have ended; a writer needs one that begins after its write. */
    private long begun;
    private long ended;
    /** The newest commit that succeeded. */
    private long good;
    private long wanted;
    private boolean stopping;
    private RuntimeException failure;

    GroupCommit(Runnable commit) {
        this.commit = commit;
        this.thread = Thread.ofPlatform().name("store-commit").daemon().start(this::run);
    }

    /**
     * Waits until a commit that began after this call has ended.
     *
     * @throws IllegalStateException when the commit failed (a full disk, for example) or the store is closing: the write
     *     must then not be acknowledged
     */
    void await() {
        lock.lock();
        try {
            long mine = begun + 1;
            wanted = Math.max(wanted, mine);
            asked.signal();
            while (good < mine) {
                if (ended >= mine) {
                    throw new IllegalStateException("the store could not commit: " + failure, failure);
                }
                if (stopping) {
                    throw new IllegalStateException("the store is closing");
                }
                done.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long last = 0;
        while (true) {
            lock.lock();
            try {
                while (wanted <= ended && !stopping) {
                    asked.awaitUninterruptibly();
                }
                if (stopping) {
                    done.signalAll();
                    return;
                }
                long early = last + INTERVAL_NANOS - System.nanoTime();
                while (early > 0 && last != 0 && !stopping) {
                    early = asked.awaitNanos(early);
                }
                begun++;
            } catch (InterruptedException e) {
                return;
            } finally {
                lock.unlock();
            }
            last = System.nanoTime();
            RuntimeException problem = null;
            try {
                commit.run();
            } catch (RuntimeException e) {
                log.error("The store could not commit", e);
                problem = e;
            }
            lock.lock();
            try {
                ended = begun;
                if (problem == null) {
                    good = begun;
                } else {
                    // Nobody is answered from a failed commit: all who wait are told, and the next write tries again.
                    failure = problem;
                }
                done.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            asked.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
