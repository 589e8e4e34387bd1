package org.civikos.notification.receipt;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** One thread for what has to be looked at from time to time: early receipts, the mailbox for reports, silence of three days. */
final class Sweeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration HOURLY = Duration.ofHours(1);

    private final Receipts receipts;
    private final SmsReplies replies;
    private final Optional<BounceMailbox> mailbox;
    private final Duration mailboxPause;
    private final Silence silence;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Duration pause;
    private final Runnable prepare;
    private volatile @Nullable Thread thread;

    /**
     * @param pause between looks at early receipts
     * @param prepare makes what the store needs; may be called again
     */
    Sweeper(
            Receipts receipts, SmsReplies replies, Optional<BounceMailbox> mailbox, Duration mailboxPause, Silence silence,
            MeterRegistry meters, Clock clock, Duration pause, Runnable prepare) {
        this.receipts = receipts;
        this.replies = replies;
        this.mailbox = mailbox;
        this.mailboxPause = mailboxPause;
        this.silence = silence;
        this.meters = meters;
        this.clock = clock;
        this.pause = pause;
        this.prepare = prepare;
    }

    private void run() {
        Instant nextMailbox = Instant.EPOCH;
        Instant nextHour = Instant.EPOCH;
        while (thread == Thread.currentThread()) {
            Instant now = clock.instant();
            attempt("Early receipts", receipts::retryEarly);
            if (mailbox.isPresent() && !now.isBefore(nextMailbox)) {
                attempt("The mailbox for reports", () -> readMailbox(mailbox.get()));
                nextMailbox = now.plus(mailboxPause);
            }
            if (!now.isBefore(nextHour)) {
                attempt("Indexes", prepare);
                attempt("Silence", silence::look);
                attempt("Old answers", replies::forgetOld);
                nextHour = now.plus(HOURLY);
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("{} cannot be looked at now: {}", what, e.toString());
        }
    }

    private void readMailbox(BounceMailbox box) {
        try {
            box.read();
            meters.counter("civikos.bounce.mailbox", "result", "read").increment();
        } catch (MessagingException e) {
            meters.counter("civikos.bounce.mailbox", "result", "failed").increment();
            log.warn("The mailbox for reports cannot be read: {}", e.toString());
        }
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("receipts").unstarted(this::run);
        thread.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
