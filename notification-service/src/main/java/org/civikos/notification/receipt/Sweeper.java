package org.civikos.notification.receipt;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.civikos.notification.delivery.MongoDeliveries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** One thread for what has to be looked at from time to time: early receipts, the mailbox for reports, silence of three days. */
final class Sweeper implements SmartLifecycle {

    /** After so long without a receipt a message is taken to have failed. */
    static final Duration SILENCE = Duration.ofDays(3);
    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration HOURLY = Duration.ofHours(1);

    private final Receipts receipts;
    private final SmsReplies replies;
    private final Optional<BounceMailbox> mailbox;
    private final Duration mailboxPause;
    private final MongoDeliveries deliveries;
    private final List<String> receiptGivers;
    private final BiFunction<Instant, Instant, List<String>> alertsBetween;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Duration pause;
    private final Runnable prepare;
    private volatile @Nullable Thread thread;

    /**
     * @param receiptGivers names of the providers whose silence means something
     * @param alertsBetween ids of the alerts made between two moments
     * @param pause between looks at early receipts
     * @param prepare makes what the store needs; may be called again
     */
    Sweeper(
            Receipts receipts, SmsReplies replies, Optional<BounceMailbox> mailbox, Duration mailboxPause, MongoDeliveries deliveries,
            List<String> receiptGivers, BiFunction<Instant, Instant, List<String>> alertsBetween, MeterRegistry meters, Clock clock,
            Duration pause, Runnable prepare) {
        this.receipts = receipts;
        this.replies = replies;
        this.mailbox = mailbox;
        this.mailboxPause = mailboxPause;
        this.deliveries = deliveries;
        this.receiptGivers = receiptGivers;
        this.alertsBetween = alertsBetween;
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
                attempt("Silence", this::giveUp);
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

    /** Ends what has been silent for three days. Waiting ends after three days too, so after a week nothing of an alert is open. */
    void giveUp() {
        if (receiptGivers.isEmpty()) {
            return;
        }
        Instant takenBefore = clock.instant().minus(SILENCE);
        long ended = 0;
        for (String alertId : alertsBetween.apply(takenBefore.minus(SILENCE).minus(Duration.ofDays(2)), takenBefore)) {
            ended += deliveries.giveUp(alertId, receiptGivers, takenBefore);
        }
        if (ended > 0) {
            log.info("{} deliveries have failed: no receipt for three days", ended);
            meters.counter("civikos.deliveries.silent").increment(ended);
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
