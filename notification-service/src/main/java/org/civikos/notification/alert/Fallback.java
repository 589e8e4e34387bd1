package org.civikos.notification.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.settings.AlertSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where it is switched on: whom the mail of an alert failed to reach gets an SMS, also who never asked for any; never who has chosen and
 * takes none, however critical it is. One at most, since the SMS of
 * an alert to a person has one id, and none who has already had one. A summary is too long for an SMS; and in quiet hours only
 * what is critical is said at once.
 */
public final class Fallback implements BiConsumer<Delivery, Delivery> {

    /** Whether the network wants it. */
    public record Switch(boolean on) {}

    private static final Logger log = LoggerFactory.getLogger(Fallback.class);

    private final boolean enabled;
    private final Alerts alerts;
    private final Directory directory;
    private final Deliveries deliveries;
    private final Lanes lanes;
    private final Supplier<Dispatch> dispatch;
    private final Screen gate;
    private final Clock clock;

    /**
     * @param dispatch asked at use, since the workers themselves tell of failures
     * @param gate who must not get anything
     */
    Fallback(
            boolean enabled, Alerts alerts, Directory directory, Deliveries deliveries, Lanes lanes, Supplier<Dispatch> dispatch, Screen gate,
            Clock clock) {
        this.enabled = enabled;
        this.alerts = alerts;
        this.directory = directory;
        this.deliveries = deliveries;
        this.lanes = lanes;
        this.dispatch = dispatch;
        this.gate = gate;
        this.clock = clock;
    }

    @Override
    public void accept(Delivery before, Delivery after) {
        if (after.state() == DeliveryState.FAILED) {
            failed(after);
        }
    }

    /** A delivery that has failed, now or some time after it was handed over. May be told more than once. */
    public void failed(Delivery mail) {
        if (!enabled || mail.channel() != Channel.EMAIL) {
            return;
        }
        Alert alert = alerts.facts(mail.alertId());
        if (!alert.fitsSms() || alert.simulated() || alerts.over(mail.alertId(), clock.instant()).isPresent()) {
            return;
        }
        Contact contact = directory.contacts(List.of(mail.personId())).get(mail.personId());
        String number = contact == null || contact.phone() == null ? null : PhoneNumbers.international(contact.phone()).orElse(null);
        if (number == null) {
            return;
        }
        AlertSettings chosen = directory.settings(List.of(mail.personId())).get(mail.personId());
        if (chosen != null && !chosen.sms()) {
            log.info("The mail {} failed; no SMS goes instead, since its reader takes none", mail.id());
            return;
        }
        AlertSettings wishes = chosen == null ? AlertSettings.DEFAULT : chosen;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Delivery atOnce = Delivery.waiting(mail.alertId(), mail.personId(), mail.personName(), Channel.SMS, number, mail.language(), mail.speaksFor(), now);
        Delivery sms = alert.critical() ? atOnce : wishes.quietForSms(now).map(atOnce::notBefore).orElse(atOnce);
        if (!deliveries.find(List.of(sms.id())).isEmpty() || !gate.drops(mail.alertId(), List.of(sms)).isEmpty()) {
            return;
        }
        Batch batch = lanes.insertOrFind(new Batch(mail.alertId() + ":fallback:" + mail.id(), List.of(), List.of(mail.personId())));
        deliveries.insertMissing(List.of(sms));
        Lane lane = Lane.open(batch, mail.alertId(), Channel.SMS, now).urgent(alert.critical());
        lanes.insertMissing(List.of(lane));
        dispatch.get().ready(lane);
        log.info("The mail {} failed; an SMS goes instead", mail.id());
    }
}
