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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where it is switched on, whom the mail of an alert failed to reach gets an SMS, also who never asked for any; whom an SMS about a draft failed to reach gets a
 * mail, which costs nothing and needs no switch. Never who has chosen and takes none, however critical it is. One at most, since the message of
 * an alert to a person by a channel has one id, and none who has already had one: so it never goes to and fro. A summary is too long for an SMS; and in quiet
 * hours only what is critical is said at once.
 */
public final class Fallback implements BiConsumer<Delivery, Delivery> {

    /** Whether the network wants SMS in the place of mails. */
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
    public void failed(Delivery failed) {
        switch (failed.channel()) {
            case EMAIL -> instead(failed, Channel.SMS);
            case SMS -> instead(failed, Channel.EMAIL);
        }
    }

    private void instead(Delivery failed, Channel other) {
        Alert alert = alerts.facts(failed.alertId());
        boolean wanted = other == Channel.SMS ? enabled && alert.fitsSms() : alert.kind().aboutDraft();
        if (!wanted || alert.simulated() || alerts.over(failed.alertId(), clock.instant()).isPresent()) {
            return;
        }
        String address = address(failed.personId(), other);
        if (address == null) {
            return;
        }
        AlertSettings chosen = directory.settings(List.of(failed.personId())).get(failed.personId());
        if (chosen != null && !(other == Channel.SMS ? chosen.sms() : chosen.email())) {
            log.info("The {} {} failed; nothing goes by {} instead, since its reader takes none", failed.channel().code(), failed.id(), other.code());
            return;
        }
        AlertSettings wishes = chosen == null ? AlertSettings.DEFAULT : chosen;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Delivery atOnce = Delivery.waiting(failed.alertId(), failed.personId(), failed.personName(), other, address, failed.language(), failed.speaksFor(), now);
        Delivery message = alert.critical() ? atOnce : (other == Channel.SMS ? wishes.quietForSms(now) : wishes.quietForEmail(now)).map(atOnce::notBefore).orElse(atOnce);
        if (!deliveries.find(List.of(message.id())).isEmpty() || !gate.drops(failed.alertId(), List.of(message)).isEmpty()) {
            return;
        }
        List<String> person = List.of(failed.personId());
        Batch batch = lanes.insertOrFind(new Batch(failed.alertId() + ":fallback:" + failed.id(), other == Channel.EMAIL ? person : List.of(), other == Channel.SMS ? person : List.of()));
        deliveries.insertMissing(List.of(message));
        Lane lane = Lane.open(batch, failed.alertId(), other, now).urgent(alert.critical());
        lanes.insertMissing(List.of(lane));
        dispatch.get().ready(lane);
        log.info("The {} {} failed; one goes by {} instead", failed.channel().code(), failed.id(), other.code());
    }

    private @Nullable String address(String personId, Channel channel) {
        Contact contact = directory.contacts(List.of(personId)).get(personId);
        if (contact == null) {
            return null;
        }
        return channel == Channel.EMAIL ? contact.mailAddress() : contact.phone() == null ? null : PhoneNumbers.international(contact.phone()).orElse(null);
    }
}
