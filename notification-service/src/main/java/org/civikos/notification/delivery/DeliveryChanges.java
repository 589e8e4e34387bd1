package org.civikos.notification.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other rooms of what became of deliveries, once it is in the ledger. Told at best, not for certain: a process can end in
 * between, so whoever must know looks at the ledger too.
 */
public final class DeliveryChanges {

    private static final Logger log = LoggerFactory.getLogger(DeliveryChanges.class);

    private final List<Consumer<Delivery>> listeners = new CopyOnWriteArrayList<>();

    /** Adds one who is told; on the thread that wrote, so it must not take long. */
    public void listen(Consumer<Delivery> listener) {
        listeners.add(listener);
    }

    /** Tells of a delivery as it stands now. */
    public void tell(Delivery delivery) {
        for (Consumer<Delivery> listener : listeners) {
            try {
                listener.accept(delivery);
            } catch (RuntimeException e) {
                log.debug("Somebody could not be told of delivery {}", delivery.id(), e);
            }
        }
    }
}
