package org.civikos.notification.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Dispatch;

/** Counts how deliveries end, and measures from the fact to its handing over. */
final class AlertMetrics implements BiConsumer<Delivery, Delivery> {

    private final MeterRegistry meters;
    private final Alerts alerts;

    AlertMetrics(MeterRegistry meters, Alerts alerts) {
        this.meters = meters;
        this.alerts = alerts;
    }

    /** The age of the oldest work that is not done: it says "broken" where the length of a queue only says "busy". */
    void watch(Dispatch dispatch, Clock clock) {
        Gauge.builder("civikos.deliveries.oldest.waiting", dispatch,
                        d -> d.oldestWaiting().map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0).orElse(0.0))
                .baseUnit("seconds").description("How long the oldest lane with open deliveries could have gone; what readers hold back until a time counts from then on").register(meters);
    }

    // The fact's time is by another machine's clock, which may go ahead of ours.
    private Duration sinceTheFact(String alertId, Instant handedOver) {
        Duration since = Duration.between(alerts.facts(alertId).eventTime(), handedOver);
        return since.isNegative() ? Duration.ZERO : since;
    }

    @Override
    public void accept(Delivery before, Delivery after) {
        String channel = after.channel().code();
        if (!after.state().ended()) {
            meters.counter("civikos.deliveries.postponed", "channel", channel, "reason",
                    after.reason() == null ? "none" : after.reason().code()).increment();
            return;
        }
        meters.counter("civikos.deliveries", "channel", channel, "state", after.state().code()).increment();
        if (after.handedOverAt() != null && alerts.facts(after.alertId()).kind().fact()) {
            Timer.builder("civikos.alert.handover").tag("channel", channel)
                    .description("From the fact being stored by its owner to the provider's acceptance")
                    .serviceLevelObjectives(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30),
                            Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1))
                    .register(meters).record(sinceTheFact(after.alertId(), after.handedOverAt()));
        }
    }
}
