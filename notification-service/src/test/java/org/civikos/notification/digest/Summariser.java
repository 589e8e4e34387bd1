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
    private final MemoryLateSummaries late = new MemoryLateSummaries();

    /** Before and after each call to the store, so that a process may die on either side of it. */
    private Items mortal(Runnable step) {
        return mortal(Items.class, store, step);
    }

    private static <T> T mortal(Class<T> port, T outlives, Runnable step) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
            step.run();
            try {
                Object answer = method.invoke(outlives, arguments);
                step.run();
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    public Summaries items(Runnable step) {
        return mortal(step);
    }

    public SpecialPlan plan(Runnable step, Lanes lanes, Deliveries deliveries, Function<Collection<String>, Map<String, Contact>> contacts,
            Function<Collection<String>, Map<String, AlertSettings>> settings, Clock clock) {
        return new DigestPlan(mortal(step), lanes, deliveries, contacts, settings, (_, _) -> Map.of(), clock);
    }

    public void look(Runnable step, Alerts alerts, Clock clock) {
        new DigestRunner(mortal(step), mortal(LateSummaries.class, late, step), alerts, () -> { }, clock, Duration.ofSeconds(1), Duration.ofHours(1)).look();
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
