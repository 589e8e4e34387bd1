package org.civikos.notification.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Reason;
import org.jspecify.annotations.Nullable;

/** Alerts and deliveries of a draft, kept in memory as the store keeps them. */
final class LedgerSamples implements DraftLedger.Store, Carriers {

    static final String DRAFT = "0199a000-0000-7000-8000-000000000201";
    static final Instant MADE = Instant.parse("2026-11-20T08:00:00Z");

    final Map<String, Alert> alerts = new LinkedHashMap<>();
    final Map<String, Alert> summaries = new HashMap<>();
    final Map<String, Carrier> carried = new HashMap<>();
    private final Map<String, Delivery> deliveries = new TreeMap<>();
    volatile Runnable beforeRead = () -> { };

    static Alert alert(AlertKind kind, int hour, Alert.Status status, String deadlineAt) {
        Instant made = MADE.plusSeconds(3_600L * hour);
        return new Alert(kind, kind + "-" + hour, "org.civikos.consultation." + kind.code() + ".v1", made, DRAFT, "Projektligji për shoqatat", "sq", "md",
                List.of("civil-society"), "2026-12-11T23:59", Instant.parse(deadlineAt), null, 24, made, status, 0, 0, 0, Map.of(), null, null, null, null);
    }

    LedgerSamples told(String id, AlertKind kind, int hour) {
        alerts.put(id, alert(kind, hour, Alert.Status.COMPLETED, "2026-12-11T22:59:00Z"));
        return this;
    }

    Delivery put(Delivery delivery) {
        deliveries.put(delivery.id(), delivery);
        return delivery;
    }

    static Delivery delivery(
            String alertId, String person, Channel channel, String speaksFor, DeliveryState state, @Nullable Reason reason, @Nullable Instant handedOverAt,
            @Nullable Instant deliveredAt) {
        String address = channel == Channel.EMAIL ? person + "@example.org" : "+38343900101";
        return new Delivery(Delivery.idOf(alertId, person, channel), alertId, person, "Njeri " + person, channel, address, "sq", speaksFor, state, reason, null, 1,
                MADE, MADE, handedOverAt, null, "smtp", deliveredAt);
    }

    Delivery mail(String alertId, String person, DeliveryState state, @Nullable Reason reason) {
        return put(delivery(alertId, person, Channel.EMAIL, "Shoqata A", state, reason, state.reached() ? MADE : null,
                state == DeliveryState.DELIVERED ? MADE.plusSeconds(60) : null));
    }

    @Override
    public List<Delivery> between(String alertId, Set<Channel> channels, String after, String before, int limit) {
        beforeRead.run();
        List<Delivery> found = new ArrayList<>();
        for (Delivery one : deliveries.values()) {
            if (one.alertId().equals(alertId) && one.id().compareTo(after) > 0 && one.id().compareTo(before) < 0 && (channels.isEmpty() || channels.contains(one.channel())) && found.size() < limit) {
                found.add(one);
            }
        }
        return found;
    }

    @Override
    public List<Delivery> find(Collection<String> ids) {
        return ids.stream().map(deliveries::get).filter(one -> one != null).toList();
    }

    @Override
    public Map<String, Carrier> carriers(Collection<String> ids) {
        Map<String, Carrier> found = new HashMap<>(carried);
        found.keySet().retainAll(ids);
        return found;
    }

    Optional<Alert> summary(String id) {
        return Optional.ofNullable(summaries.get(id));
    }
}
