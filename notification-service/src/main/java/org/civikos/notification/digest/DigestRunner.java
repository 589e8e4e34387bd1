package org.civikos.notification.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.Summaries;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.sweep.Sweeping;

/**
 * Looks every few seconds for items whose moment has come and makes the alert of that moment, which everybody who looks makes
 * under the same id; it is planned and sent as every other one is. No process is special, and none has to be alive at seven: what
 * missed its time by too much is put off to the next morning, and the secretariat is asked whether to send it before.
 */
final class DigestRunner extends Sweeping {

    /** A summary that could not be handed over for so long is no longer worth sending. */
    private static final Duration GOOD_FOR = Duration.ofDays(7);

    private final Items items;
    private final LateSummaries late;
    private final Alerts alerts;
    private final Duration tooLate;
    private final Clock clock;

    /** @param tooLate how far behind its time a summary is still sent without asking */
    DigestRunner(Items items, LateSummaries late, Alerts alerts, Runnable prepare, Clock clock, Duration sweep, Duration tooLate) {
        super("digests", prepare, sweep, AFTER_PLANNER);
        this.items = items;
        this.late = late;
        this.tooLate = tooLate;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** The id of the alert that carries the summaries of a moment. */
    static String idOf(Items.Slot slot) {
        return Alert.idOf(cause(slot));
    }

    private static String cause(Items.Slot slot) {
        return "digest\n" + slot.at() + (slot.language() == null ? "" : "\n" + slot.language());
    }

    /** One look; may be done by several at once. */
    @Override
    protected void look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (Items.Slot slot : items.slots(now)) {
            Optional<Alert.Status> status = alerts.status(idOf(slot));
            if (status.isEmpty()) {
                if (slot.at().plus(tooLate).isBefore(now) && !late.putOffTo(slot.at())) {
                    putOff(slot, now);
                } else {
                    alerts.start(summary(slot, now));
                }
            } else if (status.get() != Alert.Status.PLANNING) {
                // Written down after its summary had been: told in one of its own, soon.
                items.postpone(slot, DigestPlan.next(now));
            }
        }
        for (Map.Entry<String, List<Summaries.Item>> left : items.unsettled().entrySet()) {
            if (alerts.status(left.getKey()).filter(status -> status != Alert.Status.PLANNING).isPresent()) {
                DigestPlan.settle(items, left.getKey(), left.getValue(), now);
            }
        }
    }

    /** What missed its time comes with the next morning's; only a draft that closes before is told now, whatever the hour. */
    private void putOff(Items.Slot slot, Instant now) {
        List<Summaries.Item> due = items.due(slot, idOf(slot));
        ZonedDateTime next = slot.at().atZone(AlertSettings.KOSOVO);
        while (!next.toInstant().isAfter(now)) {
            next = next.plusDays(1);
        }
        Instant to = late.putOff(slot, next.toInstant(), (int) due.stream().map(Summaries.Item::personId).distinct().count());
        List<String> waits = due.stream().filter(item -> alerts.present(item.alertId()).deadlineAt().isAfter(to)).map(Summaries.Item::id).toList();
        items.putOff(waits, slot, to);
        if (waits.size() < due.size()) {
            alerts.start(summary(slot, now));
        }
    }

    private static Alert summary(Items.Slot slot, Instant now) {
        return Alert.of(new Alert.Cause(AlertKind.DIGEST, cause(slot), "digest", slot.at()), Alert.Subject.noDraft("", "sq",
                slot.language() == null ? List.of() : List.of(DigestPlan.LANGUAGE + slot.language()), slot.at().plus(GOOD_FOR)), now);
    }
}
