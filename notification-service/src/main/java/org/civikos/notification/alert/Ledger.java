package org.civikos.notification.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.MongoDeliveries;
import org.jspecify.annotations.Nullable;

/** Reads of the ledger for the pages, with "being sent" put in from the lanes that workers hold at the moment. */
final class Ledger {

    /** A delivery and the state in which it is shown. */
    record Shown(Delivery delivery, DeliveryState state) {}

    /** A person whom no channel reached. */
    record NotReached(Delivery email, @Nullable Delivery sms) {}

    /** So many lanes are two thousand people or so, counted one by one in some hundredths of a second; to count more would slow down what is counted. */
    private static final int EXACT_UP_TO = 8;

    private final MongoDeliveries deliveries;
    private final Lanes lanes;
    private final Clock clock;
    private final Glance<Map<String, Map<String, Integer>>> soFar = new Glance<>();
    private final Glance<Map<String, Map<String, Integer>>> since = new Glance<>();

    Ledger(MongoDeliveries deliveries, Lanes lanes, Clock clock) {
        this.deliveries = deliveries;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** By channel and state, how many, with what has been told since the alert was completed. */
    Map<String, Map<String, Integer>> totalsNow(String alertId, Alert alert) {
        return alert.completed() ? since.of(alertId, () -> deliveries.totals(alertId)) : totals(alertId, alert);
    }

    /** By channel and state, how many; of a completed alert as it was completed. */
    Map<String, Map<String, Integer>> totals(String alertId, Alert alert) {
        return alert.completed() ? alert.totals() : soFar.of(alertId, () -> count(alertId));
    }

    private Map<String, Map<String, Integer>> count(String alertId) {
        List<Lane> all = lanes.ofAlert(alertId);
        return all.size() > EXACT_UP_TO ? byLanes(alertId, all) : exactly(alertId);
    }

    /**
     * From how the lanes stand, so that a flood can be watched while it goes out: exact for lanes that have ended, but for what has
     * arrived since, and of the others all is taken to wait, whoever of them may turn out not to get it.
     */
    private Map<String, Map<String, Integer>> byLanes(String alertId, List<Lane> all) {
        Map<String, Map<String, Integer>> totals = new TreeMap<>();
        for (Lane lane : all) {
            Map<String, Integer> counts = totals.computeIfAbsent(lane.channel().code(), _ -> new TreeMap<>());
            Lane.Result result = lane.result();
            if (result == null) {
                int people = lanes.batch(lane.batchId()).map(batch -> batch.people(lane.channel()).size()).orElse(0);
                add(counts, working(lane) ? DeliveryState.SENDING : DeliveryState.WAITING, people);
            } else {
                add(counts, DeliveryState.HANDED_OVER, result.handedOver());
                add(counts, DeliveryState.FAILED, result.failed());
                add(counts, DeliveryState.NOT_SENT, result.notSent());
            }
        }
        return totals;
    }

    private static void add(Map<String, Integer> counts, DeliveryState state, int people) {
        if (people > 0) {
            counts.merge(state.code(), people, Integer::sum);
        }
    }

    private boolean working(Lane lane) {
        return !lane.done() && lane.owner() != null && lane.leasedUntil().isAfter(clock.instant());
    }

    private Map<String, Map<String, Integer>> exactly(String alertId) {
        Map<String, Map<String, Integer>> totals = new TreeMap<>(deliveries.totals(alertId));
        for (Delivery sent : deliveries.find(beingSent(alertId))) {
            if (sent.state() == DeliveryState.WAITING) {
                Map<String, Integer> counts = totals.computeIfAbsent(sent.channel().code(), _ -> new TreeMap<>());
                counts.computeIfPresent(DeliveryState.WAITING.code(), (_, number) -> number == 1 ? null : number - 1);
                counts.merge(DeliveryState.SENDING.code(), 1, Integer::sum);
            }
        }
        return totals;
    }

    /** One item more than the limit if there are more. */
    List<Shown> page(
            String alertId, Alert alert, @Nullable DeliveryState state, @Nullable Channel channel, @Nullable String after, int limit) {
        Set<String> sending = alert.completed() ? Set.of() : beingSent(alertId);
        Set<Channel> channels = channel == null ? Set.of() : Set.of(channel);
        if (state == DeliveryState.SENDING) {
            return deliveries.find(sending).stream()
                    .filter(d -> d.state() == DeliveryState.WAITING && (channel == null || d.channel() == channel)
                            && (after == null || d.id().compareTo(after) > 0))
                    .sorted(Comparator.comparing(Delivery::id)).limit(limit + 1L)
                    .map(d -> new Shown(d, DeliveryState.SENDING)).toList();
        }
        Set<DeliveryState> states = state == null ? Set.of() : Set.of(state);
        // What is being sent is stored as waiting: read so many more that a page of what really waits is full.
        int extra = state == DeliveryState.WAITING ? sending.size() : 0;
        return deliveries.ofAlert(alertId, states, channels, after, limit + 1 + extra).stream()
                .map(d -> new Shown(d, d.state() == DeliveryState.WAITING && sending.contains(d.id()) ? DeliveryState.SENDING : d.state()))
                .filter(shown -> state == null || shown.state() == state)
                .limit(limit + 1L).toList();
    }

    /** People who have been reached by no channel, by their own choice or by failure; with one more than the limit if there are. */
    List<NotReached> notReached(String alertId, @Nullable String after, int limit) {
        List<NotReached> found = new ArrayList<>();
        String from = after;
        while (found.size() <= limit) {
            List<Delivery> missed = deliveries.ofAlert(alertId, Set.of(DeliveryState.FAILED, DeliveryState.NOT_SENT), Set.of(Channel.EMAIL),
                    from, limit + 1);
            if (missed.isEmpty()) {
                break;
            }
            Map<String, Delivery> bySms = deliveries
                    .find(missed.stream().map(d -> Delivery.idOf(alertId, d.personId(), Channel.SMS)).toList()).stream()
                    .collect(Collectors.toMap(Delivery::personId, d -> d));
            for (Delivery mail : missed) {
                Delivery sms = bySms.get(mail.personId());
                boolean otherwise = mail.reason() != null && mail.reason().toldOtherwise();
                if (!otherwise && (sms == null || sms.state().ended() && !sms.state().reached())) {
                    found.add(new NotReached(mail, sms));
                }
            }
            from = missed.getLast().id();
        }
        return found.size() > limit + 1 ? found.subList(0, limit + 1) : found;
    }

    List<Delivery> inbox(String personId, @Nullable Instant before, @Nullable String beforeId, int limit) {
        return deliveries.ofPersonEveryWay(personId, before, beforeId, limit + 1);
    }

    private Set<String> beingSent(String alertId) {
        Set<String> ids = new HashSet<>();
        for (Lane lane : lanes.ofAlert(alertId)) {
            if (working(lane)) {
                List<String> people = lanes.batch(lane.batchId()).map(batch -> batch.people(lane.channel())).orElse(List.of());
                people.forEach(person -> ids.add(Delivery.idOf(alertId, person, lane.channel())));
            }
        }
        return ids;
    }
}
