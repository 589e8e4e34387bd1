package org.civikos.notification.delivery;

import java.util.Collection;
import java.util.Map;

/** Looks once more, before work that has lain for a while goes out, at who must not get it any longer. */
public interface Screen {

    /** @return by delivery id, why it is to be dropped; nothing for those that may go out */
    Map<String, Reason> drops(String alertId, Collection<Delivery> deliveries);

    /** Whether an alert's work is looked at each time, and not only after it has lain. */
    default boolean always(String alertId) {
        return false;
    }
}
