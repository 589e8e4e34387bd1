package org.civikos.notification.performance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.civikos.notification.delivery.Channel;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How soon alerts are handed over, for everybody. */
@RestController
class PerformanceController {

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    /**
     * The messages of one day by one channel.
     *
     * @param accepted that were to go out at once
     * @param within10s the share of them that was handed over within 10 s of the fact, from 0 to 1; those that their readers' quiet
     *     hours held back are not in it
     * @param medianSeconds from the fact to the handing over, about: by buckets that are a third wide
     * @param deliveredShare of what was handed over to providers that tell what arrives; null if there was nothing of that kind
     */
    record ChannelView(
            String channel, long accepted, long handedOver, @Nullable Double within10s, @Nullable Double medianSeconds,
            @Nullable Double p95Seconds, @Nullable Double deliveredShare) {}

    record DayView(LocalDate day, List<ChannelView> channels) {}

    /** @param days latest first, each of the last thirty, also those without messages */
    record PerformanceView(Instant at, List<DayView> days) {}

    private final Figures figures;
    private final Clock clock;
    private volatile @Nullable PerformanceView last;

    PerformanceController(Figures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    @GetMapping("/api/performance")
    ResponseEntity<PerformanceView> read() {
        return ResponseEntity.ok().cacheControl(CacheControl.maxAge(GOOD_FOR).cachePublic()).body(current());
    }

    private PerformanceView current() {
        PerformanceView known = last;
        if (known != null && known.at().plus(GOOD_FOR).isAfter(clock.instant())) {
            return known;
        }
        synchronized (this) {
            known = last;
            if (known == null || !known.at().plus(GOOD_FOR).isAfter(clock.instant())) {
                known = compute();
                last = known;
            }
            return known;
        }
    }

    private PerformanceView compute() {
        Map<LocalDate, Map<Channel, Figures.Sum>> sums = figures.lately();
        List<DayView> days = new ArrayList<>(Figures.DAYS);
        LocalDate today = figures.today();
        for (int i = 0; i < Figures.DAYS; i++) {
            LocalDate day = today.minusDays(i);
            days.add(new DayView(day, sums.getOrDefault(day, Map.of()).entrySet().stream()
                    .map(entry -> view(entry.getKey(), entry.getValue())).toList()));
        }
        return new PerformanceView(clock.instant(), days);
    }

    static ChannelView view(Channel channel, Figures.Sum sum) {
        return new ChannelView(channel.code(), sum.accepted, sum.handedOver, share(sum.durations.withinTenSeconds(), sum.accepted - sum.heldByWish),
                seconds(sum.durations.quantile(0.5)), seconds(sum.durations.quantile(0.95)),
                // A receipt may be written before the lane it belongs to is counted.
                share(Math.min(sum.delivered, sum.receipted), sum.receipted));
    }

    private static @Nullable Double share(long part, long whole) {
        return whole <= 0 ? null : Math.round(10_000.0 * part / whole) / 10_000.0;
    }

    private static @Nullable Double seconds(OptionalDouble value) {
        return value.isEmpty() ? null : Math.round(value.getAsDouble() * 100) / 100.0;
    }
}
