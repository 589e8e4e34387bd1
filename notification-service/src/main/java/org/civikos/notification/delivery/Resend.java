package org.civikos.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Sends an alert anew to those whom it failed to reach, and to nobody else. */
public final class Resend {

    private static final int PART = 250;
    /** Until the deliveries are open again nobody must find their lane ready and close it. */
    private static final Duration HEAD_START = Duration.ofSeconds(5);

    private final MongoDeliveries deliveries;
    private final ResentAlerts resent;
    private final Lanes lanes;
    private final Dispatch dispatch;
    private final Predicate<String> urgent;
    private final Screen gate;
    private final Clock clock;

    /**
     * @param urgent whether what is sent of an alert goes before what is not urgent
     * @param gate who must not get anything, failed or not
     */
    public Resend(
            MongoDeliveries deliveries, ResentAlerts resent, Lanes lanes, Dispatch dispatch, Predicate<String> urgent, Screen gate, Clock clock) {
        this.deliveries = deliveries;
        this.resent = resent;
        this.lanes = lanes;
        this.dispatch = dispatch;
        this.urgent = urgent;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * Opens the failed deliveries of an alert again. Each keeps its id and so its Message-ID: what should have arrived after all
     * is seen to be the same.
     *
     * @return how many
     */
    public int failed(String alertId) {
        int opened = 0;
        String after = null;
        while (true) {
            List<Delivery> page = deliveries.ofAlert(alertId, Set.of(DeliveryState.FAILED), Set.of(), after, PART);
            if (page.isEmpty()) {
                return opened;
            }
            after = page.getLast().id();
            opened += these(alertId, page);
        }
    }

    /**
     * Opens failed deliveries of one alert again, but for those without an address and those that must not get anything. What has
     * not failed by now is left as it is.
     *
     * @param failed as many as one part of an alert has, some hundreds
     * @return how many
     */
    public int these(String alertId, List<Delivery> failed) {
        Map<String, Reason> drops = gate.drops(alertId, failed);
        List<Delivery> part = failed.stream().filter(one -> one.address() != null && !drops.containsKey(one.id())).toList();
        return part.isEmpty() ? 0 : open(alertId, part);
    }

    private int open(String alertId, List<Delivery> part) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Set<String> email = new HashSet<>();
        Set<String> sms = new HashSet<>();
        part.forEach(one -> (one.channel() == Channel.EMAIL ? email : sms).add(one.personId()));
        // Lane before delivery: a crash between the two leaves a lane that finds nothing to do, never work that nobody knows of. Each
        // delivery is in the hands of the one batch that opened it, so two who ask at once do not send it twice.
        Batch batch = lanes.insertOrFind(new Batch(alertId + Batch.AGAIN + now.toEpochMilli() + ":" + part.getFirst().id(),
                List.copyOf(email), List.copyOf(sms)));
        boolean first = urgent.test(alertId);
        List<Lane> ready = new ArrayList<>();
        if (!email.isEmpty()) {
            ready.add(Lane.open(batch, alertId, Channel.EMAIL, now.plus(HEAD_START)).urgent(first));
        }
        if (!sms.isEmpty()) {
            ready.add(Lane.open(batch, alertId, Channel.SMS, now.plus(HEAD_START)).urgent(first));
        }
        lanes.insertMissing(ready);
        resent.add(alertId, now);
        int opened = (int) deliveries.reopen(part.stream().map(Delivery::id).toList(), batch.id(), now);
        if (opened > 0) {
            ready.forEach(dispatch::ready);
        }
        return opened;
    }
}
