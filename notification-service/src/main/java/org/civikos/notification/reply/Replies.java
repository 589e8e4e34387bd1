package org.civikos.notification.reply;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.member.Members;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.OutgoingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/** Takes answers: only from the person to whom the alert went, and each once. The words go on by event and are not kept here. */
public final class Replies {

    static final String TOPIC = "notification.reply.events.v1";
    static final String TYPE = "org.civikos.notification.reply-received.v1";

    private static final Logger log = LoggerFactory.getLogger(Replies.class);

    /** An answer as it is remembered. */
    record Received(String personId, String consultationId, Instant receivedAt) {}

    record ReplyReceived(String replyId, String personId, String consultationId, String text, Instant receivedAt) {}

    private final AggregateStore<Received> store;
    private final MongoDeliveries deliveries;
    private final Alerts alerts;
    private final Members members;
    private final MeterRegistry meters;
    private final Clock clock;

    Replies(AggregateStore<Received> store, MongoDeliveries deliveries, Alerts alerts, Members members, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.alerts = alerts;
        this.members = members;
        this.meters = meters;
        this.clock = clock;
    }

    /** @return whether it was taken; what was not is for people to look at */
    boolean take(ReplyReader.Read read) {
        if (read.reply().isEmpty()) {
            count(read.refusal().orElseThrow().name());
            return false;
        }
        ReplyReader.Reply reply = read.reply().get();
        Optional<Delivery> delivery = deliveries.find(List.of(reply.delivery())).stream().findFirst();
        if (delivery.isEmpty()) {
            count("NO_ALERT");
            return false;
        }
        String person = delivery.get().personId();
        boolean theirs = members.contact(person).filter(contact -> contact.email() != null
                && contact.email().strip().toLowerCase(Locale.ROOT).equals(reply.from())).isPresent();
        if (!theirs) {
            log.info("An answer to delivery {} comes from somebody else's address", reply.delivery());
            count("OTHER_SENDER");
            return false;
        }
        Optional<Alert> alert = alerts.find(delivery.get().alertId());
        if (alert.isEmpty()) {
            // A summary tells of several drafts: nobody knows which one is meant.
            count("NO_ALERT");
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String consultation = alert.get().consultationId();
        ReplyReceived fact = new ReplyReceived(reply.id(), person, consultation, reply.text(), now);
        try {
            store.insert(reply.id(), new Received(person, consultation, now), List.of(new OutgoingEvent(TOPIC, TYPE, reply.id(), fact)));
            count("TAKEN");
        } catch (DuplicateKeyException readBefore) {
            log.debug("Answer {} was read before", reply.id());
        }
        return true;
    }

    private void count(String outcome) {
        meters.counter("civikos.replies", "outcome", outcome.toLowerCase(Locale.ROOT).replace('_', '-')).increment();
    }
}
