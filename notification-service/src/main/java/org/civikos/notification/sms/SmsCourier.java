package org.civikos.notification.sms;

import java.util.function.Predicate;
import org.civikos.notification.delivery.Courier;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Outcome;

/**
 * Writes each SMS and gives it to the provider, within the limits.
 *
 * @param urgent whether what is sent of the alert of an id is counted among the urgent ones
 */
public record SmsCourier(SmsWriter writer, SmsProvider provider, SmsLimits limits, Predicate<String> urgent) implements Courier {

    @Override
    public Outcome hand(Delivery delivery) {
        return limits.take(delivery, urgent.test(delivery.alertId())).orElseGet(() -> provider.send(writer.write(delivery)));
    }

    @Override
    public void rest() {
        // Nothing is kept open beyond what the HTTP client closes by itself.
    }

    @Override
    public void abort() {
        // The provider's own time limit is shorter.
    }

    @Override
    public void close() {
        // As above.
    }
}
