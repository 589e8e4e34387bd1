package org.civikos.notification.suppression;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.member.PhoneNumbers;

/** While the system is being tried out, nothing leaves but to named people. */
public final class TrialMode implements Screen {

    private final boolean enabled;
    private final Set<String> people = new HashSet<>();

    /** @param people their e-mail addresses and telephone numbers */
    public TrialMode(boolean enabled, List<String> people) {
        this.enabled = enabled;
        for (String one : people) {
            this.people.add(one.contains("@") ? one.strip().toLowerCase(Locale.ROOT) : PhoneNumbers.international(one).orElse(one.strip()));
        }
    }

    public boolean enabled() {
        return enabled;
    }

    /** To how many addresses messages leave all the same. */
    public int people() {
        return people.size();
    }

    @Override
    public Map<String, Reason> drops(String alertId, Collection<Delivery> deliveries) {
        Map<String, Reason> drops = new HashMap<>();
        if (enabled) {
            for (Delivery delivery : deliveries) {
                if (delivery.address() == null || !people.contains(delivery.address().strip().toLowerCase(Locale.ROOT))) {
                    drops.put(delivery.id(), Reason.TRIAL);
                }
            }
        }
        return drops;
    }
}
