package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.MemoryDeliveries;
import org.civikos.notification.delivery.MemoryLanes;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.digest.Summariser;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Mandate;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.subscription.Frequency;
import org.civikos.notification.subscription.Hours;
import org.civikos.notification.subscription.Match;
import org.civikos.notification.subscription.Quiet;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;
import org.civikos.notification.subscription.Way;

/**
 * Over generated histories of events, changed minds, jumps of the clock and processes that die at any step: whoever a fact
 * concerns is told of it exactly once, at once or in a summary, as a plain model says: by what they wanted when it was planned.
 */
class OnceOrLaterTest {

    private static final Instant START = Instant.parse("2026-10-23T09:17:00Z");
    private static final List<String> PEOPLE = List.of("ana", "besa", "cveta");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    sealed interface Step {}

    /** @param diesAt calls to the store until each process that takes it up dies; if there are none, it is planned by one that lives */
    record Happens(int field, List<Integer> diesAt) implements Step {}

    record Wants(int person, AlertSettings wishes) implements Step {}

    record Passes(Duration time, List<Integer> diesAt) implements Step {}

    /** A process stands still at one of its calls; meanwhile time passes, somebody changes their mind, and another process does all the work, or that of the summaries alone. */
    record Stalls(int at, Duration time, int person, AlertSettings wishes, boolean summariesOnly) implements Step {}

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A clock that is moved by hand. */
    private static final class Hand extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Not asked for");
        }
    }

    /** What a fact may come to for one person, by each wish under which it may have been planned. */
    private record Expected(Map<String, List<Optional<Frequency>>> byPerson) {}

    private static final class World implements Directory {
        final Hand clock = new Hand();
        final MemoryDeliveries deliveries = new MemoryDeliveries();
        final MemoryLanes lanes = new MemoryLanes();
        final MemoryAggregates<Alert> store = new MemoryAggregates<>();
        final MemoryUnfinishedAlerts unfinished = new MemoryUnfinishedAlerts();
        final Alerts alerts = new Alerts(store, unfinished, SampleAlerts.NOTHING_KNOWN);
        final Summariser summaries = new Summariser();
        final Map<String, AlertSettings> wishes = new HashMap<>();
        int left = Integer.MAX_VALUE;
        int standsStillIn = -1;
        Runnable meanwhile = () -> { };

        void step() {
            if (standsStillIn-- == 0) {
                meanwhile.run();
            }
            if (left-- <= 0) {
                throw new Died();
            }
        }

        Planner planner() {
            Completion completion = new Completion(store, lanes, unfinished, clock);
            Dispatch idle = new Dispatch("test", lanes, deliveries, List.of(), (_, _) -> Map.of(), clock,
                    new Dispatch.Settings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1), (_, _) -> { }, _ -> { });
            return new Planner(store, unfinished, this, lanes, deliveries, idle, completion, (_, _) -> Map.of(), clock, 2, summaries.items(this::step),
                    List.of(summaries.plan(this::step, lanes, deliveries, this::contacts, this::settings, clock)), NoReminders.NONE);
        }

        void summarise() {
            summaries.look(this::step, alerts, clock);
            for (String alertId : List.copyOf(unfinished.list())) {
                if (store.find(alertId).orElseThrow().state().kind() == AlertKind.DIGEST) {
                    planner().plan(alertId);
                }
            }
        }

        /** One look by a process that dies after so many calls. @return whether it lived */
        boolean look(int steps) {
            left = steps;
            try {
                summaries.look(this::step, alerts, clock);
                for (String alertId : List.copyOf(unfinished.list())) {
                    planner().plan(alertId);
                }
                return true;
            } catch (Died e) {
                return false;
            } finally {
                left = Integer.MAX_VALUE;
            }
        }

        @Override
        public Map<String, Organisation> organisations() {
            return Map.of("law", new Organisation("Shoqata", true, List.of("field-0", "field-1", "field-2")));
        }

        @Override
        public void forEachPerson(Consumer<Person> look) {
            PEOPLE.forEach(id -> {
                step();
                look.accept(new Person(id, List.of(new Mandate("law", LocalDate.parse("2026-01-01"), null, START.minusSeconds(60)))));
            });
        }

        @Override
        public List<Person> people(Collection<String> people) {
            throw new UnsupportedOperationException("Only reminders ask");
        }

        @Override
        public Map<String, Contact> contacts(Collection<String> people) {
            step();
            return people.stream().collect(Collectors.toMap(p -> p, p -> new Contact("Name " + p, p + "@example.org", null, "sq")));
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
    }

    @Provide
    Arbitrary<AlertSettings> wishes() {
        Arbitrary<Quiet> quiet = Arbitraries.of(new Quiet("22:00", "08:30", true), new Quiet("06:00", "12:00", true), new Quiet("22:00", "07:00", false))
                .injectNull(0.5);
        Arbitrary<String> zone = Arbitraries.of(NEW_YORK.getId(), "Europe/Belgrade").injectNull(0.5);
        Arbitrary<Hours> hours = Combinators.combine(zone, quiet).as(Hours::new).injectNull(0.5);
        Arbitrary<Subscription> subscription = Combinators.combine(Arbitraries.of(Frequency.values()), Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false), Arbitraries.integers().between(0, 99), Arbitraries.of("sq", "en").injectNull(0.3), hours)
                .as((frequency, field, everything, number, language, own) -> new Subscription("s-" + number, "",
                        everything ? Scope.EVERYTHING : Scope.CHOSEN, Match.ANY, null, null, List.of("field-" + field), null, null, true,
                        frequency, List.of(Way.EMAIL), language, null, null, null, own));
        return Combinators.combine(subscription.list().ofMaxSize(3), zone, quiet).as((all, abroad, night) -> new AlertSettings(
                true, false, Scope.ORGANISATION_FIELDS, List.of(), List.of(), all, abroad, night));
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<List<Integer>> deaths = Arbitraries.integers().between(0, 25).list().ofMaxSize(3);
        Arbitrary<Step> happens = Combinators.combine(Arbitraries.integers().between(0, 2), deaths).as(Happens::new);
        Arbitrary<Step> wants = Combinators.combine(Arbitraries.integers().between(0, 2), wishes()).as(Wants::new);
        Arbitrary<Step> passes = Combinators.combine(Arbitraries.of(Duration.ofMinutes(3), Duration.ofHours(5), Duration.ofHours(21),
                Duration.ofDays(4)), deaths).as(Passes::new);
        Arbitrary<Step> stalls = Combinators.combine(Arbitraries.integers().between(0, 30), Arbitraries.of(Duration.ofMinutes(3), Duration.ofHours(22),
                Duration.ofDays(4)), Arbitraries.integers().between(0, 2), wishes(), Arbitraries.of(true, false)).as(Stalls::new);
        return Arbitraries.oneOf(happens, wants, passes, stalls).list().ofMinSize(3).ofMaxSize(25);
    }

    @Property(tries = 1000)
    void everyFactReachesEverybodyExactlyOnce(@ForAll("histories") List<Step> history) {
        World world = new World();
        Map<String, Expected> expected = new HashMap<>();
        int events = 0;
        for (Step step : history) {
            switch (step) {
                case Happens(int field, List<Integer> diesAt) -> {
                    Alert alert = fact("event-" + events++, field, world.clock.instant());
                    world.alerts.open(alert);
                    Expected model = new Expected(new HashMap<>());
                    expected.put(Alert.idOf(alert.causeId()), model);
                    look(world, diesAt, expected);
                }
                case Stalls(int at, Duration time, int person, AlertSettings wishes, boolean summariesOnly) -> {
                    note(world, expected);
                    world.standsStillIn = at;
                    world.meanwhile = () -> {
                        world.clock.now = world.clock.now.plus(time);
                        world.wishes.put(PEOPLE.get(person), wishes);
                        if (summariesOnly) {
                            note(world, expected);
                            world.summarise();
                        } else {
                            look(world, List.of(), expected);
                        }
                    };
                    assertThat(world.look(Integer.MAX_VALUE)).isTrue();
                    world.standsStillIn = -1;
                }
                case Wants(int person, AlertSettings wishes) -> world.wishes.put(PEOPLE.get(person), wishes);
                case Passes(Duration time, List<Integer> diesAt) -> {
                    world.clock.now = world.clock.now.plus(time);
                    look(world, diesAt, expected);
                }
            }
        }
        // A week for the weekly ones, and a day more for what missed its morning.
        for (int day = 0; day < 11; day++) {
            look(world, List.of(), expected);
            world.clock.now = world.clock.now.plus(Duration.ofDays(1));
        }
        look(world, List.of(), expected);
        look(world, List.of(), expected);
        assertThat(world.summaries.idle(world.clock.instant())).as("nothing waits any more").isTrue();
        expected.forEach((alertId, model) -> model.byPerson().forEach((person, possible) -> check(world, alertId, person, possible)));
    }

    private static void look(World world, List<Integer> diesAt, Map<String, Expected> expected) {
        for (int steps : diesAt) {
            note(world, expected);
            world.look(steps);
        }
        if (!diesAt.isEmpty()) {
            return;
        }
        note(world, expected);
        assertThat(world.look(Integer.MAX_VALUE)).isTrue();
        // What was made by this look is planned by the next one.
        note(world, expected);
        assertThat(world.look(Integer.MAX_VALUE)).isTrue();
    }

    /** Of facts that are not planned yet, what the wishes of the moment would make of them. */
    private static void note(World world, Map<String, Expected> expected) {
        expected.forEach((alertId, model) -> {
            Alert alert = world.store.find(alertId).orElseThrow().state();
            if (alert.status() == Alert.Status.PLANNING) {
                for (String person : PEOPLE) {
                    model.byPerson().computeIfAbsent(person, _ -> new ArrayList<>())
                            .add(world.wishes.getOrDefault(person, AlertSettings.DEFAULT).plan(alert.fact(List.of()), List.of(alert.fields()))
                                    .map(plan -> plan.frequency()));
                }
            }
        });
    }

    private static void check(World world, String alertId, String person, List<Optional<Frequency>> possible) {
        List<Delivery> all = world.deliveries.all();
        boolean atOnce = all.stream().anyMatch(d -> d.id().equals(Delivery.idOf(alertId, person, Channel.EMAIL))
                && d.state() == DeliveryState.WAITING);
        long later = all.stream().filter(d -> d.personId().equals(person) && d.state() == DeliveryState.WAITING)
                .flatMap(d -> world.summaries.content(d.id()).stream()).filter(alertId::equals).count();
        long told = later + (atOnce ? 1 : 0);
        assertThat(told).as("never twice").isLessThanOrEqualTo(1);
        assertThat(possible).as("told as was wanted at some moment while it was planned")
                .anySatisfy(wanted -> {
                    assertThat(told).isEqualTo(wanted.isPresent() ? 1 : 0);
                    assertThat(atOnce).isEqualTo(wanted.filter(Frequency.AT_ONCE::equals).isPresent());
                });
        assertThat(all.stream().filter(d -> d.id().equals(Delivery.idOf(alertId, person, Channel.EMAIL))
                && d.reason() == Reason.IN_DIGEST).count()).as("the ledger says so").isEqualTo(later);
    }

    private static Alert fact(String event, int field, Instant at) {
        return Alert.of(new Alert.Cause(AlertKind.CONSULTATION_OPENED, event, "opened", at), new Alert.Subject("draft-" + field, "Titulli", "sq", "md",
                List.of("field-" + field), null, "2027-02-01T23:59", at.plus(Duration.ofDays(60)), 3), at);
    }
}
