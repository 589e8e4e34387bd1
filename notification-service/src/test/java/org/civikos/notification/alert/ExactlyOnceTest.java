package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.awaitility.Awaitility;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Courier;
import org.civikos.notification.delivery.Deliveries;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.Lanes;
import org.civikos.notification.delivery.MemoryDeliveries;
import org.civikos.notification.delivery.MemoryLanes;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Pool;
import org.civikos.notification.delivery.Provider;
import org.civikos.notification.delivery.RetryPolicy;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Mandate;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.subscription.Frequency;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;
import org.civikos.notification.subscription.Way;

/**
 * The promise, under crashes at any step: a process is ended at a random step of its work (any call to the store or to a
 * provider), others follow, each ended at a random step too, and the last one is let live. Then everyone concerned has the
 * message by each channel, and twice only what a provider had taken and no process could write down any more.
 */
class ExactlyOnceTest {

    private static final int PEOPLE = 120;
    private static final int PART = 25;
    private static final int UNRECORDED = 8;
    private static final Instant FACT = SampleAlerts.OPENED_AT;

    private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), FACT.plusSeconds(5)));

    /** Every fifth person takes SMS too, every seventh has no e-mail address, every eleventh has switched mails off, every thirteenth takes a daily summary. */
    private static final class Network implements Directory {

        @Override
        public Map<String, Organisation> organisations() {
            return Map.of("law", new Organisation("Shoqata", true, List.of("rule-of-law")));
        }

        @Override
        public void forEachPerson(Consumer<Person> look) {
            for (int i = 0; i < PEOPLE; i++) {
                look.accept(new Person("person-" + i,
                        List.of(new Mandate("law", LocalDate.parse("2026-01-01"), null, FACT.minusSeconds(60)))));
            }
        }

        @Override
        public List<Person> people(Collection<String> people) {
            throw new UnsupportedOperationException("Only reminders ask");
        }

        @Override
        public Map<String, Contact> contacts(Collection<String> people) {
            return people.stream().collect(Collectors.toMap(p -> p, p -> new Contact("Name " + p,
                    number(p) % 7 == 0 ? null : p + "@example.org", "+383439" + String.format("%05d", number(p)), "sq")));
        }

        @Override
        public void forEachChooser(Consumer<Map<String, AlertSettings>> look) {
            look.accept(settings());
        }

        private static Map<String, AlertSettings> settings() {
            Map<String, AlertSettings> settings = new TreeMap<>();
            for (int i = 0; i < PEOPLE; i++) {
                if (i % 5 == 0 || i % 11 == 0) {
                    settings.put("person-" + i,
                            new AlertSettings(i % 11 != 0, i % 5 == 0, Scope.ORGANISATION_FIELDS, List.of(), List.of()));
                }
            }
            for (int i = 0; i < PEOPLE; i += 13) {
                Subscription standard = Subscription.standard(Scope.ORGANISATION_FIELDS, List.of(), List.of());
                settings.put("person-" + i, new AlertSettings(i % 11 != 0, false, standard.scope(), List.of(), List.of(),
                        List.of(new Subscription(standard.id(), "", standard.scope(), standard.match(), List.of(), List.of(), List.of(),
                                List.of(), null, true, Frequency.DAILY, List.of(Way.EMAIL), null)), null, null));
            }
            return settings;
        }

        @Override
        public Map<String, AlertSettings> settings(Collection<String> people) {
            return settings();
        }

        static int number(String person) {
            return Integer.parseInt(person.substring("person-".length()));
        }
    }

    /** What outlives every process. */
    private static final class World {
        final MemoryDeliveries deliveries = new MemoryDeliveries();
        final MemoryLanes lanes = new MemoryLanes();
        final MemoryAggregates<Alert> alerts = new MemoryAggregates<>();
        final MemoryUnfinishedAlerts unfinished = new MemoryUnfinishedAlerts();
        final Collection<String> accepted = new ConcurrentLinkedQueue<>();
        /** What had been taken and not written down when a process ended. */
        final Set<String> inDoubt = new HashSet<>();

        final Map<String, Summaries.Item> later = new ConcurrentHashMap<>();

        void summarised(Summaries.Item item) {
            later.putIfAbsent(item.id(), item);
        }

        synchronized void crashed() {
            Set<String> written = deliveries.all().stream().filter(d -> d.state() == DeliveryState.HANDED_OVER).map(Delivery::id)
                    .collect(Collectors.toSet());
            accepted.stream().filter(id -> !written.contains(id)).forEach(inDoubt::add);
        }
    }

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** One process that ends after so many steps. */
    private final class Process {
        private final World world;
        private final AtomicInteger stepsLeft;
        private final Dispatch dispatch;
        private final Planner planner;

        Process(String name, World world, int steps) {
            this.world = world;
            this.stepsLeft = new AtomicInteger(steps);
            Deliveries deliveries = new MortalDeliveries(this);
            Lanes lanes = new MortalLanes(this);
            Completion completion = new Completion(world.alerts, lanes, world.unfinished, clock);
            dispatch = new Dispatch(name, lanes, deliveries, List.of(Pool.of(provider(Channel.EMAIL), clock), Pool.of(provider(Channel.SMS), clock)),
                    (_, _) -> Map.of(), clock, new Dispatch.Settings(Duration.ofMillis(250), Duration.ofMillis(40), UNRECORDED),
                    (_, _) -> { }, alertId -> {
                        step();
                        completion.tryComplete(alertId);
                    });
            planner = new Planner(world.alerts, world.unfinished, new Network(), lanes, deliveries, dispatch, completion, (_, _) -> Map.of(), clock, PART,
                    added -> {
                        step();
                        added.forEach(world::summarised);
                    }, List.of(), NoReminders.NONE);
        }

        private Provider provider(Channel channel) {
            return new Provider("test", 1, channel, 3, () -> new MortalCourier(this), CircuitBreaker.ofDefaults("test"), _ -> true,
                    Duration.ofMinutes(1), new RetryPolicy(5, Duration.ofMillis(10), Duration.ofMillis(20)), false);
        }

        synchronized void step() {
            int left = stepsLeft.getAndDecrement();
            if (left == 0) {
                world.crashed();
            }
            if (left <= 0) {
                throw new Died();
            }
        }

        boolean dead() {
            return stepsLeft.get() < 0;
        }

        /** Works until the alert is completed or the process has died. */
        void live(String alertId) throws InterruptedException {
            dispatch.start();
            Awaitility.await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> {
                if (!dead() && world.unfinished.list().contains(alertId)) {
                    try {
                        step();
                        planner.plan(alertId);
                    } catch (Died e) {
                        return true;
                    }
                }
                return dead() || !world.unfinished.list().contains(alertId);
            });
            // The dead do nothing more, so they are buried only when all is over.
            Thread.ofVirtual().start(() -> {
                try {
                    dispatch.stop();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private record MortalCourier(Process process) implements Courier {
        @Override
        public Outcome hand(Delivery delivery) {
            // No step between the two: a provider that has taken a message has taken it, whatever becomes of us.
            synchronized (process) {
                process.step();
                process.world.accepted.add(delivery.id());
            }
            return new Outcome.Accepted(null);
        }

        @Override
        public void rest() {
        }

        @Override
        public void abort() {
        }

        @Override
        public void close() {
        }
    }

    private record MortalDeliveries(Process process) implements Deliveries {
        @Override
        public boolean insertMissing(List<Delivery> deliveries) {
            // The records of one write may be there in part when the process ends.
            boolean all = true;
            for (Delivery delivery : deliveries) {
                if (delivery.id().hashCode() % 16 == 0) {
                    process.step();
                }
                synchronized (process) {
                    all &= process.world.deliveries.insertMissing(List.of(delivery));
                }
            }
            return all;
        }

        @Override
        public List<Delivery> find(Collection<String> ids) {
            process.step();
            return process.world.deliveries.find(ids);
        }

        @Override
        public void record(List<Delivery> changed) {
            for (Delivery delivery : changed) {
                synchronized (process) {
                    process.step();
                    process.world.deliveries.record(List.of(delivery));
                }
            }
        }
    }

    private record MortalLanes(Process process) implements Lanes {
        private Lanes alive() {
            process.step();
            return process.world.lanes;
        }

        @Override
        public Batch insertOrFind(Batch batch) {
            return alive().insertOrFind(batch);
        }

        @Override
        public Optional<Batch> batch(String id) {
            return alive().batch(id);
        }

        @Override
        public void insertMissing(List<Lane> lanes) {
            lanes.forEach(lane -> alive().insertMissing(List.of(lane)));
        }

        @Override
        public Optional<Lane> claim(String id, String owner, Instant now, Instant until) {
            return alive().claim(id, owner, now, until);
        }

        @Override
        public void renew(Collection<String> ids, String owner, Instant until) {
            alive().renew(ids, owner, until);
        }

        @Override
        public void release(String id, String owner, Instant dueAt) {
            alive().release(id, owner, dueAt);
        }

        @Override
        public void hold(String id, String owner, Instant until) {
            alive().hold(id, owner, until);
        }

        @Override
        public void finish(String id, Lane.Result result) {
            alive().finish(id, result);
        }

        @Override
        public List<Lane> unfinished() {
            return process.dead() ? List.of() : process.world.lanes.unfinished();
        }

        @Override
        public List<Lane> ofAlert(String alertId) {
            return alive().ofAlert(alertId);
        }

        @Override
        public void remove(String alertId) {
            alive().remove(alertId);
        }
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void everyoneIsReachedOnceByEachChannel(@ForAll @Size(max = 5) List<@IntRange(min = 0, max = 500) Integer> lives)
            throws InterruptedException {
        World world = new World();
        Alert alert = SampleAlerts.opened("event-1");
        Alerts alerts = new Alerts(world.alerts, world.unfinished, SampleAlerts.NOTHING_KNOWN);
        String alertId = alerts.open(alert).orElseThrow();
        assertThat(alerts.open(alert)).as("the event comes twice").contains(alertId);

        for (int i = 0; i < lives.size(); i++) {
            new Process("process-" + i, world, lives.get(i)).live(alertId);
        }
        Process last = new Process("last", world, Integer.MAX_VALUE);
        last.live(alertId);

        Map<String, Integer> times = new HashMap<>();
        world.accepted.forEach(id -> times.merge(id, 1, Integer::sum));
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < PEOPLE; i++) {
            if (i % 7 != 0 && i % 11 != 0 && i % 13 != 0) {
                expected.add(Delivery.idOf(alertId, "person-" + i, Channel.EMAIL));
            }
            if (i % 5 == 0 && i % 13 != 0) {
                expected.add(Delivery.idOf(alertId, "person-" + i, Channel.SMS));
            }
        }
        assertThat(times.keySet()).as("nobody is left out and nobody else is written to").isEqualTo(expected);
        assertThat(times.entrySet().stream().filter(e -> e.getValue() > 1).map(Map.Entry::getKey))
                .as("twice only what was in doubt").isSubsetOf(world.inDoubt);
        assertThat(world.inDoubt).as("what a crash leaves in doubt is bounded")
                .hasSizeLessThanOrEqualTo(lives.size() * 2 * (UNRECORDED + 3));
        List<Delivery> ledger = world.deliveries.all();
        assertThat(world.later.values().stream().map(Summaries.Item::personId)).as("noted for a summary, once each")
                .containsExactlyInAnyOrder("person-13", "person-26", "person-39", "person-52", "person-65", "person-78", "person-91",
                        "person-104", "person-117");
        assertThat(ledger).hasSize(PEOPLE + 22).allMatch(d -> d.state().ended());
        assertThat(ledger.stream().filter(d -> d.state() == DeliveryState.HANDED_OVER).map(Delivery::id)).hasSameElementsAs(expected);
        assertThat(world.alerts.published).as("completed once").hasSize(1);
        Alert completed = world.alerts.find(alertId).orElseThrow().state();
        assertThat(completed.concerned()).isEqualTo(PEOPLE);
        assertThat(completed.totals().get("email").get("handed-over"))
                .isEqualTo((int) ledger.stream().filter(d -> d.channel() == Channel.EMAIL && d.state().reached()).count());
        List<String> unreached = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            if ((i % 7 == 0 || i % 11 == 0 || i % 13 == 0) && (i % 5 != 0 || i % 13 == 0)) {
                unreached.add("person-" + i);
            }
        }
        assertThat(completed.reached()).isEqualTo(PEOPLE - unreached.size());
        assertThat(completed.unreached()).as("nobody failed").isZero();
    }
}
