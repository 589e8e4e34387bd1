package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.MemoryDeliveries;
import org.civikos.notification.delivery.MemoryLanes;
import org.civikos.notification.digest.Summariser;
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

/**
 * Somebody of the network has subscribed from outside too, with the same address. Planning dies at each of its steps, and before it
 * is taken up again they change their mind: the mailbox is told once all the same.
 */
class ReadersOnceTest {

    private static final Instant NOW = SampleAlerts.OPENED_AT;
    private static final String READER = "public:arta";
    private static final String STRANGER = "public:stranger";

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class World implements Directory {
        final MemoryDeliveries deliveries = new MemoryDeliveries();
        final MemoryLanes lanes = new MemoryLanes();
        final MemoryAggregates<Alert> store = new MemoryAggregates<>();
        final MemoryUnfinishedAlerts unfinished = new MemoryUnfinishedAlerts();
        final Map<String, AlertSettings> wishes = new HashMap<>(Map.of(READER, everything(), STRANGER, everything()));
        int left = Integer.MAX_VALUE;

        static AlertSettings everything() {
            return new AlertSettings(true, false, Scope.CHOSEN, List.of(), List.of(), List.of(new Subscription("p-1", "", Scope.EVERYTHING,
                    Match.ANY, null, null, null, null, null, true, Frequency.AT_ONCE, List.of(Way.EMAIL), null)), null, null);
        }

        void step() {
            if (left-- <= 0) {
                throw new Died();
            }
        }

        boolean plans(String alertId, int steps) {
            left = steps;
            Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
            Summariser summaries = new Summariser();
            Dispatch idle = new Dispatch("test", lanes, deliveries, List.of(), (_, _) -> Map.of(), clock,
                    new Dispatch.Settings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1), (_, _) -> { }, _ -> { });
            try {
                new Planner(store, unfinished, this, lanes, deliveries, idle, new Completion(store, lanes, unfinished, clock), (_, _) -> {
                    step();
                    return Map.of();
                }, clock, 2, summaries.items(this::step), List.of(), NoReminders.NONE).plan(alertId);
                return true;
            } catch (Died e) {
                return false;
            } finally {
                left = Integer.MAX_VALUE;
            }
        }

        @Override
        public Map<String, Organisation> organisations() {
            return Map.of("law", new Organisation("Shoqata", true, List.of("rule-of-law")));
        }

        @Override
        public void forEachPerson(Consumer<Person> look) {
            for (String id : List.of("arta", "besa", "cveta", "drita")) {
                step();
                look.accept(new Person(id, List.of(new Mandate("law", LocalDate.parse("2026-01-01"), null, NOW.minusSeconds(60)))));
            }
        }

        @Override
        public void forEachReader(Consumer<PublicReaders.Reader> look) {
            step();
            look.accept(new PublicReaders.Reader(READER, NOW.minusSeconds(60), List.of("arta")));
            look.accept(new PublicReaders.Reader(STRANGER, NOW.minusSeconds(60), List.of()));
            look.accept(new PublicReaders.Reader("public:late", NOW.plusSeconds(1), List.of()));
        }

        @Override
        public List<Person> people(Collection<String> people) {
            throw new UnsupportedOperationException("Not asked for");
        }

        @Override
        public Map<String, Contact> contacts(Collection<String> people) {
            step();
            return people.stream().collect(Collectors.toMap(p -> p, p -> new Contact("", p.replace("public:", "") + "@example.org", null, "sq")));
        }

        @Override
        public void forEachChooser(Consumer<Map<String, AlertSettings>> look) {
            step();
            look.accept(Map.copyOf(wishes));
        }

        @Override
        public Map<String, AlertSettings> settings(Collection<String> people) {
            step();
            return Map.copyOf(wishes);
        }

        /** By address, how many mails wait to be sent. */
        Map<String, Integer> mails(String alertId) {
            Map<String, Integer> mails = new TreeMap<>();
            List<String> ids = List.of("arta", "besa", "cveta", "drita", READER, STRANGER, "public:late").stream()
                    .map(person -> Delivery.idOf(alertId, person, Channel.EMAIL)).toList();
            deliveries.find(ids).stream().filter(one -> one.state() == DeliveryState.WAITING).forEach(one -> mails.merge(one.address(), 1, Integer::sum));
            return mails;
        }
    }

    @Test
    void aMailboxOfBothIsToldOnceWhereverPlanningDies() {
        for (int dies = 0; ; dies++) {
            World world = new World();
            Alert alert = SampleAlerts.opened("event");
            String id = new Alerts(world.store, world.unfinished, SampleAlerts.NOTHING_KNOWN).open(alert).orElseThrow();
            boolean lived = world.plans(id, dies);
            // As a person of the network they want something else now: from here on the subscription from outside would count.
            world.wishes.put("arta", new AlertSettings(true, false, Scope.CHOSEN, List.of("health"), List.of()));
            assertThat(world.plans(id, Integer.MAX_VALUE)).isTrue();
            assertThat(world.mails(id)).as("dying at step %d", dies).isEqualTo(Map.of("arta@example.org", 1, "besa@example.org", 1,
                    "cveta@example.org", 1, "drita@example.org", 1, "stranger@example.org", 1));
            if (lived) {
                assertThat(dies).as("steps at which it died").isGreaterThan(8);
                return;
            }
        }
    }

    @Test
    void nobodyOutsideIsInAnAlertOfTheNetworksOwnDocument() {
        World world = new World();
        Alert own = SampleAlerts.of(AlertKind.CONSULTATION_OPENED, "event", NOW, "Kodi i etikës", "network", null);
        String id = new Alerts(world.store, world.unfinished, SampleAlerts.NOTHING_KNOWN).open(own).orElseThrow();
        assertThat(world.plans(id, Integer.MAX_VALUE)).isTrue();
        assertThat(world.mails(id)).hasSize(4).doesNotContainKey("stranger@example.org");
        assertThat(world.lanes.batch(Batch.idOf(id, 0))).isPresent();
    }
}
