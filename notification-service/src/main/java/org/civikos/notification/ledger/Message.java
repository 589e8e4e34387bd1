package org.civikos.notification.ledger;

import java.time.Instant;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One alert for one person by one channel, with what became of it: where it is told in a summary, what became of that.
 *
 * @param carrier the summary that tells it; null where it is told by itself
 * @param carried the summary's own delivery; null until it is written
 */
record Message(String alertId, Alert alert, Delivery delivery, Carriers.@Nullable Carrier carrier, @Nullable Delivery carried) {

    /** What really went out, or was to. */
    Delivery sent() {
        return carried != null ? carried : delivery;
    }

    private boolean forSummary() {
        return delivery.state() == DeliveryState.NOT_SENT && delivery.reason() == Reason.IN_DIGEST;
    }

    Standing standing() {
        if (!forSummary()) {
            return Standing.of(delivery);
        }
        if (carried != null) {
            return Standing.of(carried);
        }
        if (carrier != null && carrier.summaryId() != null) {
            return Standing.ON_ITS_WAY;
        }
        // What was noted for somebody who was erased meanwhile has been thrown away; while an alert is planned it may not be noted yet.
        return carrier == null && alert.status() == Alert.Status.COMPLETED ? Standing.NOT_REACHED : Standing.IN_SUMMARY;
    }

    /** Since when its reader has it: by the provider's word that it arrived, or else that it was taken. Null where neither is. */
    @Nullable Instant since() {
        return switch (standing()) {
            case DELIVERED -> sent().deliveredAt();
            case HANDED_OVER -> sent().handedOverAt();
            default -> null;
        };
    }

    /** When a summary goes out, or what waits is tried; null where nothing is to come. */
    @Nullable Instant dueAt() {
        return switch (standing()) {
            case IN_SUMMARY -> carrier == null ? null : carrier.dueAt();
            case ON_ITS_WAY -> sent().dueAt();
            default -> null;
        };
    }

    /** Why it is not with its reader, or not yet: a provider may have taken it and still be trying. */
    @Nullable Reason reason() {
        if (standing() == Standing.NOT_REACHED && forSummary() && carried == null) {
            return Reason.ERASED;
        }
        return standing() == Standing.IN_SUMMARY ? null : sent().reason();
    }

    /** Whether it was tried and failed. */
    boolean failed() {
        return standing() == Standing.NOT_REACHED && sent().state() == DeliveryState.FAILED;
    }
}
