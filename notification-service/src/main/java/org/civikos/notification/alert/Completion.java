package org.civikos.notification.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.Lanes;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platform.messaging.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes an alert when its last lane has ended, and says so to the others. */
public final class Completion {

    static final String TOPIC = "notification.alert.events.v1";
    static final String TYPE = "org.civikos.notification.alert-completed.v1";

    /** The event's payload; by people, not by messages. */
    record AlertCompleted(
            String alertId, String cause, String consultationId, int concerned, int handedOver, int failed, Instant completedAt) {}

    private static final Logger log = LoggerFactory.getLogger(Completion.class);

    private final AggregateStore<Alert> alerts;
    private final Lanes lanes;
    private final UnfinishedAlerts unfinished;
    private final Clock clock;

    Completion(AggregateStore<Alert> alerts, Lanes lanes, UnfinishedAlerts unfinished, Clock clock) {
        this.alerts = alerts;
        this.lanes = lanes;
        this.unfinished = unfinished;
        this.clock = clock;
    }

    /** Completes the alert if all is planned and every lane has ended; may be called at any time and by several at once. */
    public void tryComplete(String alertId) {
        Versioned<Alert> current = alerts.find(alertId).orElse(null);
        if (current == null || current.state().status() == Alert.Status.PLANNING) {
            return;
        }
        List<Lane> all = lanes.ofAlert(alertId);
        if (!all.stream().allMatch(Lane::done)) {
            return;
        }
        // A completed alert has lanes again when failed deliveries are sent anew; they end without a second event.
        if (!current.state().completed()) {
            complete(alertId, all);
        }
        lanes.remove(alertId);
        unfinished.remove(alertId);
    }

    private void complete(String alertId, List<Lane> all) {
        Map<String, Map<String, Integer>> totals = new TreeMap<>();
        List<String> notByMail = new ArrayList<>();
        Set<String> failedByMail = new HashSet<>();
        Set<String> notBySms = new HashSet<>();
        Set<String> failedBySms = new HashSet<>();
        Set<String> bySms = new HashSet<>();
        for (Lane lane : all) {
            Lane.Result result = Objects.requireNonNull(lane.result());
            Map<String, Integer> counts = totals.computeIfAbsent(lane.channel().code(), _ -> new TreeMap<>());
            counts.merge(DeliveryState.HANDED_OVER.code(), result.handedOver(), Integer::sum);
            counts.merge(DeliveryState.FAILED.code(), result.failed(), Integer::sum);
            counts.merge(DeliveryState.NOT_SENT.code(), result.notSent(), Integer::sum);
            boolean mail = lane.channel() == Channel.EMAIL;
            for (Lane.Missed missed : result.missed()) {
                if (mail) {
                    notByMail.add(missed.personId());
                } else {
                    notBySms.add(missed.personId());
                }
                if (missed.failed()) {
                    (mail ? failedByMail : failedBySms).add(missed.personId());
                }
            }
        }
        // Only the parts with somebody whom no mail reached have to be looked at for SMS.
        for (Lane lane : all) {
            if (lane.channel() == Channel.SMS && !notByMail.isEmpty()) {
                lanes.batch(lane.batchId()).map(Batch::sms).orElse(List.of()).stream()
                        .filter(person -> !notBySms.contains(person)).forEach(bySms::add);
            }
        }
        List<String> byNone = notByMail.stream().filter(person -> !bySms.contains(person)).toList();
        int unreached = (int) byNone.stream().filter(p -> failedByMail.contains(p) || failedBySms.contains(p)).count();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Alert completed = alerts.change(alertId, alert -> {
            if (alert.completed()) {
                return new Change<>(alert, List.of());
            }
            Alert after = alert.completedWith(alert.concerned() - byNone.size(), unreached, totals, now);
            return new Change<>(after, after.kind().fact()
                    ? List.of(new OutgoingEvent(TOPIC, TYPE, alertId, payload(alertId, after))) : List.of());
        }).state();
        log.info("Alert {} for consultation {} is completed: {} concerned, {} reached, {} failed", alertId,
                completed.consultationId(), completed.concerned(), completed.reached(), completed.unreached());
    }

    static AlertCompleted payload(String alertId, Alert alert) {
        return new AlertCompleted(alertId, alert.cause(), alert.consultationId(), alert.concerned(), alert.reached(),
                alert.unreached(), Objects.requireNonNull(alert.completedAt()));
    }
}
