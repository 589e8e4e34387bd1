package org.civikos.notification.sms;

import org.civikos.notification.delivery.Courier;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Outcome;

/** Writes each SMS and gives it to the provider, within the limits. */
public record SmsCourier(SmsWriter writer, SmsProvider provider, SmsLimits limits) implements Courier {

    @Override
    public Outcome hand(Delivery delivery) {
        return limits.take(String.valueOf(delivery.address())).orElseGet(() -> provider.send(writer.write(delivery)));
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
