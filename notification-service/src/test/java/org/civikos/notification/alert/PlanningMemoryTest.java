package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.MemoryLanes;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Mandate;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.subscription.Frequency;
import org.civikos.notification.subscription.Match;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;
import org.civikos.notification.subscription.Way;
import org.junit.jupiter.api.Test;

/** What people chose is held for some at a time, however many have chosen. */
class PlanningMemoryTest {

    private static final int SUBSCRIPTIONS = 5;
    private static final Clock CLOCK = Clock.fixed(SampleAlerts.OPENED_AT.plusSeconds(5), ZoneOffset.UTC);

    /** Everybody has chosen, each something of their own; made anew at each reading, as from a store. */
    private static final class Choosers implements Directory {
        private final int people;
        private final List<WeakReference<AlertSettings>> read = new ArrayList<>();

        Choosers(int people) {
            this.people = people;
        }

        private static String id(int number) {
            return "%08d-0000-7000-8000-000000000000".formatted(number);
        }

        @Override
        public Map<String, Organisation> organisations() {
            return Map.of("law", new Organisation("Shoqata", true, List.of("rule-of-law")));
        }

        @Override
        public void forEachPerson(Consumer<Person> look) {
            for (int i = 0; i < people; i++) {
                look.accept(new Person(id(i), List.of(new Mandate("law", LocalDate.parse("2026-01-01"), null, SampleAlerts.OPENED_AT.minusSeconds(60)))));
            }
        }

        @Override
        public List<Person> people(Collection<String> asked) {
            throw new UnsupportedOperationException("All are looked at");
        }

        @Override
        public Map<String, Contact> contacts(Collection<String> asked) {
            Map<String, Contact> contacts = new HashMap<>();
            asked.forEach(person -> contacts.put(person, new Contact("Name " + person, person + "@example.org", null, "sq")));
            return contacts;
        }

        @Override
        public void forEachChooser(Consumer<Map<String, AlertSettings>> look) {
            throw new UnsupportedOperationException("All are looked at");
        }

        @Override
        public Map<String, AlertSettings> settings(Collection<String> asked) {
            Map<String, AlertSettings> settings = new HashMap<>();
            for (String person : asked) {
                List<Subscription> theirs = IntStream.range(0, SUBSCRIPTIONS).mapToObj(i -> new Subscription(person + i, "", Scope.EVERYTHING, Match.ANY, null, null,
                        null, List.of("fjalë " + person), null, true, Frequency.AT_ONCE, List.of(Way.EMAIL), null)).toList();
                AlertSettings own = new AlertSettings(true, false, Scope.CHOSEN, List.of(), List.of(), theirs, null, null);
                read.add(new WeakReference<>(own));
                settings.put(person, own);
            }
            return settings;
        }

        long held() {
            System.gc();
            return read.stream().filter(one -> one.get() != null).count();
        }
    }

    /** Takes records and keeps none. */
    private static final class Gone implements Deliveries {
        private int written;

        @Override
        public boolean insertMissing(List<Delivery> deliveries) {
            written += deliveries.size();
            return false;
        }

        @Override
        public List<Delivery> find(Collection<String> ids) {
            return List.of();
        }

        @Override
        public void record(List<Delivery> changed) {
            throw new UnsupportedOperationException("Nothing is sent");
        }
    }

    private record Seen(long settings, long heap) {}

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Looks when all people have been gone through and the first part is about to be written: when most is held. */
    private static Seen plan(int people) {
        MemoryAggregates<Alert> store = new MemoryAggregates<>();
        MemoryUnfinishedAlerts unfinished = new MemoryUnfinishedAlerts();
        MemoryLanes lanes = new MemoryLanes();
        Gone deliveries = new Gone();
        Choosers choosers = new Choosers(people);
        String alertId = new Alerts(store, unfinished, SampleAlerts.NOTHING_KNOWN).open(SampleAlerts.opened("event-1")).orElseThrow();
        Dispatch idle = new Dispatch("test", lanes, deliveries, List.of(), (_, _) -> Map.of(), CLOCK,
                new Dispatch.Settings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1), (_, _) -> { }, _ -> { });
        List<Seen> seen = new ArrayList<>();
        long before = heap();
        new Planner(store, unfinished, choosers, lanes, deliveries, idle, new Completion(store, lanes, unfinished, CLOCK), (_, _) -> {
            if (seen.isEmpty()) {
                long held = choosers.held();
                choosers.read.clear();
                seen.add(new Seen(held, heap() - before));
            }
            return Map.of();
        }, CLOCK, 250, _ -> { }, List.of(), NoReminders.NONE).plan(alertId);
        assertThat(deliveries.written).isEqualTo(people);
        return seen.getFirst();
    }

    @Test
    void whatPeopleChoseIsNotHeld() {
        plan(1_000);
        Seen few = plan(10_000);
        Seen many = plan(100_000);
        long before = heap();
        Map<String, AlertSettings> chosen = new Choosers(10_000).settings(IntStream.range(0, 10_000).mapToObj(Choosers::id).toList());
        long each = (heap() - before) / chosen.size();
        System.out.printf("Planning for people with %d subscriptions each holds %d KiB for 10,000 and %d KiB for 100,000: %d bytes a person more; what one chose takes %d%n",
                SUBSCRIPTIONS, few.heap() >> 10, many.heap() >> 10, (many.heap() - few.heap()) / 90_000, each);
        assertThat(few.settings()).isLessThanOrEqualTo(1_000);
        assertThat(many.settings()).as("a page of them at most").isLessThanOrEqualTo(1_000);
        assertThat((many.heap() - few.heap()) / 90_000).as("bytes of each person: who they are, and no more").isLessThan(250);
    }
}
