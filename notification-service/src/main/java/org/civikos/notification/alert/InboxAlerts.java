package org.civikos.notification.alert;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.Reason;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.Versioned;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** What of a person's records stands in their inbox: each alert and each message once, by whatever ways it went. */
public final class InboxAlerts {

    /** One thing in the inbox. @param delivery its mail; its SMS where there is no mail */
    public record Entry(Delivery delivery, Alert alert) {}

    private final AggregateStore<Alert> alerts;
    private final MongoDeliveries deliveries;

    InboxAlerts(AggregateStore<Alert> alerts, MongoDeliveries deliveries) {
        this.alerts = alerts;
        this.deliveries = deliveries;
    }

    /** In the order of the records. */
    public List<Entry> standing(List<Delivery> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        Map<String, Alert> facts = alerts.list(Query.query(Criteria.where("_id").in(records.stream().map(Delivery::alertId).distinct().toList()))).stream()
                .collect(Collectors.toMap(Versioned::id, Versioned::state));
        List<Entry> entries = records.stream().filter(one -> facts.containsKey(one.alertId())).map(one -> new Entry(one, facts.get(one.alertId())))
                .filter(InboxAlerts::mayStand).toList();
        Set<String> mails = deliveries.find(entries.stream().filter(one -> one.delivery().channel() == Channel.SMS).map(InboxAlerts::mailId).toList()).stream()
                .map(Delivery::id).collect(Collectors.toSet());
        return entries.stream().filter(one -> one.delivery().channel() == Channel.EMAIL || !mails.contains(mailId(one))).toList();
    }

    private static boolean mayStand(Entry one) {
        // Whom a program's key does not reach learns nothing of what it sent; and each alert about a draft has a mail's record.
        return one.alert().kind().inInbox() && !one.alert().simulated() && one.delivery().reason() != Reason.TEAM_ONLY
                && (one.delivery().channel() == Channel.EMAIL || one.alert().kind() == AlertKind.MESSAGE);
    }

    private static String mailId(Entry one) {
        return Delivery.idOf(one.delivery().alertId(), one.delivery().personId(), Channel.EMAIL);
    }
}
