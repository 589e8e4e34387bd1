package org.civikos.notification.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The ledger of deliveries, by id. Every write is durable when the call returns. */
public interface Deliveries {

    /**
     * Adds those that are not there yet and leaves the others as they are.
     *
     * @return whether none of them was there
     */
    boolean insertMissing(List<Delivery> deliveries);

    /** Those of the given ids that exist, in no order. */
    List<Delivery> find(Collection<String> ids);

    /** For those of the given ids that were opened again, the batch in whose hands they are since, whatever earlier ones name them too. */
    default Map<String, String> hands(Collection<String> ids) {
        return Map.of();
    }

    /** Writes what attempts came to. A delivery that has ended in the store is left as it is. */
    void record(List<Delivery> changed);
}
