package org.civikos.localstack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    @Test
    void oneCommitServesAllWhoWaitForIt() throws Exception {
        AtomicInteger commits = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (GroupCommit group = new GroupCommit(() -> {
            commits.incrementAndGet();
            first.countDown();
            awaitQuietly(release);
        })) {
            Thread one = Thread.ofPlatform().start(group::await);
            first.await();
            // These wrote while the first commit was under way: it may not hold them, so they need the second.
            Thread[] others = new Thread[20];
            for (int i = 0; i < others.length; i++) {
                others[i] = Thread.ofPlatform().start(group::await);
            }
            for (Thread other : others) {
                // For the commit, not for the lock on the way there.
                while (Arrays.stream(other.getStackTrace()).noneMatch(frame -> frame.getMethodName().equals("awaitUninterruptibly"))) {
                    Thread.onSpinWait();
                }
            }
            release.countDown();
            one.join();
            for (Thread other : others) {
                other.join();
            }
            assertThat(commits).hasValue(2);
        }
    }

    @Test
    void aFailedCommitIsToldToWhoeverWaitedAndTheNextIsTriedAgain() {
        AtomicBoolean full = new AtomicBoolean(true);
        try (GroupCommit group = new GroupCommit(() -> {
            if (full.get()) {
                throw new IllegalStateException("no space left");
            }
        })) {
            assertThatThrownBy(group::await).hasMessageContaining("no space left");
            full.set(false);
            group.await();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
