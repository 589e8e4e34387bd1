package org.civikos.notification.sms;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.member.PhoneNumbers;

/** Numbers of countries that are not on the list get no SMS: who makes a network pay for messages abroad earns by them. */
public final class Countries implements Screen {

    private final Set<String> allowed;

    /** @param allowed ISO codes, such as XK */
    public Countries(List<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** Whether a number in the international form is of a country on the list. */
    public boolean allow(String number) {
        return PhoneNumbers.country(number).filter(allowed::contains).isPresent();
    }

    @Override
    public Map<String, Reason> drops(String alertId, Collection<Delivery> deliveries) {
        Map<String, Reason> drops = new HashMap<>();
        for (Delivery delivery : deliveries) {
            if (delivery.channel() == Channel.SMS && delivery.address() != null
                    && !allow(delivery.address())) {
                drops.put(delivery.id(), Reason.COUNTRY_NOT_ALLOWED);
            }
        }
        return drops;
    }
}
