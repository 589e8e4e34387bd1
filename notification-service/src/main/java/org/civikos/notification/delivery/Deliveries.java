package org.civikos.notification.delivery;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** A record and, if it was opened again, the batch in whose hands it is since, whatever earlier ones name it too. */
    record InHand(Delivery delivery, @Nullable String again) {}

    /** The same as {@link #find}, and in whose hands they are. */
    default List<InHand> inHand(Collection<String> ids) {
        return find(ids).stream().map(one -> new InHand(one, null)).toList();
    }

    /** Writes what attempts came to. A delivery that has ended in the store is left as it is; of none, nothing is written. */
    void record(List<Delivery> changed);
}
