package org.civikos.notification.receipt;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.MongoDeliveries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what providers that give receipts took three days ago and never spoke of, with all that follows from a failure. */
public final class Silence {

    /** After so long without a receipt a message is taken to have failed. */
    static final Duration LASTS = Duration.ofDays(3);
    /** From when an alert was made, or sent again: three days in which a message may wait, three of silence, and room for a sweeper that was away. */
    private static final Duration OPEN = LASTS.multipliedBy(2).plusDays(2);
    private static final int PAGE = 500;
    private static final Logger log = LoggerFactory.getLogger(Silence.class);

    private final MongoDeliveries deliveries;
    private final List<String> receiptGivers;
    private final BiFunction<Instant, Instant, List<String>> madeBetween;
    private final Function<Instant, List<String>> resentSince;
    private final Consumer<Delivery> fallback;
    private final Consumer<Delivery> follow;
    private final MeterRegistry meters;
    private final Clock clock;

    /**
     * @param receiptGivers names of the providers whose silence means something
     * @param madeBetween ids of the alerts made between two moments
     * @param resentSince ids of the alerts sent again since a moment
     * @param fallback told of each before it is ended, at least once; may be told twice
     * @param follow told of each after it has ended, at most once
     */
    Silence(
            MongoDeliveries deliveries, List<String> receiptGivers, BiFunction<Instant, Instant, List<String>> madeBetween,
            Function<Instant, List<String>> resentSince, Consumer<Delivery> fallback, Consumer<Delivery> follow, MeterRegistry meters, Clock clock) {
        this.deliveries = deliveries;
        this.receiptGivers = List.copyOf(receiptGivers);
        this.madeBetween = madeBetween;
        this.resentSince = resentSince;
        this.fallback = fallback;
        this.follow = follow;
        this.meters = meters;
        this.clock = clock;
    }

    /** Looks at all alerts of which anything may be open. @return how many messages it ended */
    public long look() {
        if (receiptGivers.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        Set<String> alerts = new LinkedHashSet<>(madeBetween.apply(now.minus(OPEN), now.minus(LASTS)));
        alerts.addAll(resentSince.apply(now.minus(OPEN)));
        long ended = 0;
        for (String alertId : alerts) {
            ended += end(alertId, now.minus(LASTS));
        }
        if (ended > 0) {
            log.info("{} deliveries have failed: no receipt for three days", ended);
        }
        return ended;
    }

    private long end(String alertId, Instant takenBefore) {
        long ended = 0;
        List<Delivery> page = deliveries.silent(alertId, receiptGivers, takenBefore, null, PAGE);
        while (!page.isEmpty()) {
            // First: if the process ends in between, it is told again at the next look, and an SMS goes once whoever asks for it.
            page.forEach(fallback);
            List<String> ids = page.stream().map(Delivery::id).toList();
            long changed = deliveries.giveUp(ids, takenBefore);
            deliveries.find(ids).stream().filter(one -> one.state() == DeliveryState.FAILED).forEach(follow);
            meters.counter("civikos.deliveries.silent").increment(changed);
            ended += changed;
            page = deliveries.silent(alertId, receiptGivers, takenBefore, page.getLast().id(), PAGE);
        }
        return ended;
    }
}
