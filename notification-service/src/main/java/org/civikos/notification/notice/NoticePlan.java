package org.civikos.notification.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.SpecialPlan;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Members;

/** Writes down the one delivery of a notice. */
final class NoticePlan implements SpecialPlan {

    private final Notices notices;
    private final Lanes lanes;
    private final Deliveries deliveries;
    private final Screen gate;
    private final Members members;
    private final Clock clock;

    NoticePlan(Notices notices, Lanes lanes, Deliveries deliveries, Screen gate, Members members, Clock clock) {
        this.notices = notices;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.gate = gate;
        this.members = members;
        this.clock = clock;
    }

    @Override
    public AlertKind kind() {
        return AlertKind.NOTICE;
    }

    @Override
    public int write(String alertId, Alert alert, Tools tools) {
        Optional<Notices.Notice> found = notices.find(alertId);
        if (found.isEmpty()) {
            return 0;
        }
        Notices.Notice notice = found.get();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Batch batch = lanes.insertOrFind(new Batch(Batch.idOf(alertId, 0), List.of(notice.personId()), List.of()));
        Delivery mail = Delivery.waiting(alertId, notice.personId(), members.contact(notice.personId()).map(Contact::name).orElse(""), Channel.EMAIL, notice.address(), notice.language(), "", now);
        Map<String, Reason> held = gate.drops(alertId, List.of(mail));
        deliveries.insertMissing(List.of(held.containsKey(mail.id()) ? mail.dropped(held.get(mail.id())) : mail));
        Lane lane = Lane.open(batch, alertId, Channel.EMAIL, now);
        lanes.insertMissing(List.of(lane));
        tools.ready(lane);
        return 1;
    }
}
