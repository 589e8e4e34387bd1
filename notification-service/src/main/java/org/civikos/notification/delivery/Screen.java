package org.civikos.notification.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks once more, before work that has lain for a while goes out, at who must not get it any longer. */
public interface Screen {

    /** This one, and then another one for those whom it lets through. */
    default Screen then(Screen next) {
        Screen first = this;
        return new Screen() {
            @Override
            public Map<String, Reason> drops(String alertId, Collection<Delivery> deliveries) {
                Map<String, Reason> drops = new HashMap<>(first.drops(alertId, deliveries));
                List<Delivery> left = deliveries.stream().filter(one -> !drops.containsKey(one.id())).toList();
                if (!left.isEmpty()) {
                    drops.putAll(next.drops(alertId, left));
                }
                return drops;
            }

            @Override
            public boolean always(String alertId) {
                return first.always(alertId) || next.always(alertId);
            }
        };
    }

    /** @return by delivery id, why it is to be dropped; nothing for those that may go out */
    Map<String, Reason> drops(String alertId, Collection<Delivery> deliveries);

    /** Whether an alert's work is looked at each time, and not only after it has lain. */
    default boolean always(String alertId) {
        return false;
    }
}
