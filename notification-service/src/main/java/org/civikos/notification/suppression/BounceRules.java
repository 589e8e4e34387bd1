package org.civikos.notification.suppression;

import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.suppression.Suppression.Why;

/**
 * What follows for an address from how a delivery to it ended. An address that does not exist gets nothing more; one that
 * cannot be reached on three days within a month neither; a refusal for what we are (our domain, our content) says nothing of
 * the address and never counts, so that a mistake of our own does not empty the list of readers.
 */
public final class BounceRules implements BiConsumer<Delivery, Delivery> {

    /** Enhanced status codes (RFC 3463) that speak of the address itself, and the words of servers that give none. */
    private static final Pattern NOBODY_THERE = Pattern.compile(
            "\\b5\\.1\\.(?:1|2|3|6|10)\\b|user unknown|unknown user|no such (?:user|mailbox|recipient)|does not exist|mailbox unavailable",
            Pattern.CASE_INSENSITIVE);

    private final Suppressions suppressions;

    public BounceRules(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    @Override
    public void accept(Delivery before, Delivery after) {
        if (after.state() == DeliveryState.FAILED) {
            failed(after);
        }
    }

    /** A delivery that has failed, now or some time after it was handed over. */
    public void failed(Delivery delivery) {
        Reason reason = delivery.reason();
        if (reason == null || delivery.address() == null) {
            return;
        }
        switch (reason) {
            case ADDRESS_UNKNOWN -> {
                boolean sure = delivery.channel() == Channel.SMS || delivery.detail() != null && NOBODY_THERE.matcher(delivery.detail()).find();
                if (sure) {
                    suppressions.came(delivery, Why.HARD_BOUNCE);
                } else {
                    suppressions.softBounce(delivery);
                }
            }
            case MAILBOX_FULL, TRY_LATER, PHONE_OFF -> suppressions.softBounce(delivery);
            default -> { }
        }
    }

    /** The receiver has called a mail of ours unwanted. */
    public void complaint(Delivery delivery) {
        if (delivery.address() != null) {
            suppressions.came(delivery, Why.COMPLAINT);
        }
    }
}
