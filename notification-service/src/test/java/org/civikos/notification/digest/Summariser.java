package org.civikos.notification.digest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.SpecialPlan;
import org.civikos.notification.alert.Summaries;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.member.Contact;
import org.civikos.notification.settings.AlertSettings;

/** Summaries in memory for tests of other rooms: what outlives a process, and a process on top of it that may die. */
public final class Summariser {

    private final MemoryItems store = new MemoryItems();

    /** Before and after each call to the store, so that a process may die on either side of it. */
    private Items mortal(Runnable step) {
        return (Items) Proxy.newProxyInstance(Items.class.getClassLoader(), new Class<?>[] {Items.class}, (_, method, arguments) -> {
            step.run();
            try {
                Object answer = method.invoke(store, arguments);
                step.run();
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    public Summaries items(Runnable step) {
        return mortal(step);
    }

    public SpecialPlan plan(Runnable step, Lanes lanes, Deliveries deliveries, Function<Collection<String>, Map<String, Contact>> contacts,
            Function<Collection<String>, Map<String, AlertSettings>> settings, Clock clock) {
        return new DigestPlan(mortal(step), lanes, deliveries, contacts, settings, (_, _) -> Map.of(), clock);
    }

    public void look(Runnable step, Alerts alerts, Clock clock) {
        new DigestRunner(mortal(step), alerts, () -> { }, clock, Duration.ofSeconds(1)).look();
    }

    /** The alerts in the summary that a delivery carries. */
    public List<String> content(String deliveryId) {
        return store.summaries.getOrDefault(deliveryId, List.of());
    }

    /** Whether anything waits that is due by a moment. */
    public boolean idle(Instant now) {
        return store.slots(now).isEmpty() && store.unsettled().isEmpty();
    }
}
