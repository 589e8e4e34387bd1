package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.MemoryDeliveries;
import org.civikos.notification.delivery.MemoryLanes;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Mandate;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.reminder.Reminding;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.platform.time.WorkingDays;

/**
 * Over generated histories of answers, words taken back, moved deadlines, tables of days off, closings and jumps of the clock: a reminder never
 * reaches somebody whose organisations have all answered, never speaks of a deadline that is no longer so, comes once for each
 * step, and what missed its time is asked about and not sent.
 */
class ReminderPropertyTest {

    private static final Instant START = Instant.parse("2026-10-12T09:17:00Z");
    private static final List<String> ORGANISATIONS = List.of("one", "two");

    sealed interface Step {}

    record Answers(int organisation, int by, boolean answered) implements Step {}

    record Moves(int days, int hour) implements Step {}

    record Passes(Duration time, Duration each) implements Step {}

    record Closes() implements Step {}

    /** @param off how many days from now are announced as off; in place of what was announced before */
    record Announces(Set<Integer> off) implements Step {}

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

    /** Ana and Besa speak for one organisation each, Cveta for both, Drita is a deputy in the first. */
    private static final class Network implements Directory {

        private static final Map<String, List<Mandate>> MANDATES = Map.of("ana", List.of(mandate("one", false)), "besa", List.of(mandate("two", false)),
                "cveta", List.of(mandate("one", false), mandate("two", false)), "drita", List.of(mandate("one", true)));

        private static Mandate mandate(String organisation, boolean deputy) {
            return new Mandate(organisation, LocalDate.parse("2026-01-01"), null, START.minusSeconds(60), List.of("comment"), deputy);
        }

        @Override
        public Map<String, Organisation> organisations() {
            return ORGANISATIONS.stream().collect(Collectors.toMap(id -> id, id -> new Organisation("Shoqata " + id, true, List.of("law"))));
        }

        @Override
        public void forEachPerson(Consumer<Person> look) {
            people(MANDATES.keySet()).forEach(look);
        }

        @Override
        public List<Person> people(Collection<String> people) {
            return people.stream().map(id -> new Person(id, MANDATES.get(id))).toList();
        }

        @Override
        public Map<String, Contact> contacts(Collection<String> people) {
            return people.stream().collect(Collectors.toMap(p -> p, p -> new Contact("Name " + p, p + "@example.org", null, "sq")));
        }

        @Override
        public void forEachChooser(Consumer<Map<String, AlertSettings>> look) {
            look.accept(Map.of());
        }

        @Override
        public Map<String, AlertSettings> settings(Collection<String> people) {
            return Map.of();
        }
    }

    /** One message: to whom, of which step, before which deadline. */
    private record Sent(String person, String alert) {}

    private static final class World {
        final Hand clock = new Hand();
        final Reminding reminding = new Reminding();
        final MemoryDeliveries deliveries = new MemoryDeliveries();
        final MemoryLanes lanes = new MemoryLanes();
        final MemoryAggregates<Alert> store = new MemoryAggregates<>();
        final MemoryUnfinishedAlerts unfinished = new MemoryUnfinishedAlerts();
        final Alerts alerts = new Alerts(store, unfinished, SampleAlerts.NOTHING_KNOWN);
        final Network network = new Network();
        final List<Sent> sent = new ArrayList<>();
        final Set<String> ended = new HashSet<>();

        void plan() {
            Completion completion = new Completion(store, lanes, unfinished, clock);
            Dispatch idle = new Dispatch("test", lanes, deliveries, List.of(), (_, _) -> Map.of(), clock,
                    new Dispatch.Settings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1), (_, _) -> { }, _ -> { });
            reminding.look(alerts, clock);
            Planner planner = new Planner(store, unfinished, network, lanes, deliveries, idle, completion, (_, _) -> Map.of(), clock, 2, _ -> { }, List.of(), reminding);
            List.copyOf(unfinished.list()).forEach(planner::plan);
        }

        /** As a lane's walk does it: what waits is screened, and what passes goes out. */
        void send() {
            Screen screen = new Leavers(alerts, network, reminding, clock).then((_, _) -> Map.of());
            for (Delivery delivery : deliveries.all()) {
                if (delivery.state() == DeliveryState.WAITING && ended.add(delivery.id())) {
                    assertThat(screen.always(delivery.alertId())).isTrue();
                    Map<String, Reason> drops = screen.drops(delivery.alertId(), List.of(delivery));
                    if (drops.isEmpty()) {
                        check(delivery);
                    }
                }
            }
        }

        void check(Delivery delivery) {
            Alert alert = alerts.facts(delivery.alertId());
            Set<String> answered = reminding.answered(Reminding.CONSULTATION);
            assertThat(Network.MANDATES.get(delivery.personId()).stream().map(Mandate::organisationId))
                    .as("somebody whose organisations have all answered").anyMatch(organisation -> !answered.contains(organisation));
            assertThat(alert.deadlineAt()).as("the deadline as it is now").isEqualTo(reminding.deadlineAt());
            assertThat(reminding.closed()).isFalse();
            assertThat(clock.now).as("not after the deadline").isBeforeOrEqualTo(alert.deadlineAt());
            sent.add(new Sent(delivery.personId(), delivery.alertId()));
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Step> answers = Combinators.combine(Arbitraries.integers().between(0, 1), Arbitraries.integers().between(0, 2),
                Arbitraries.of(true, true, false)).as(Answers::new);
        Arbitrary<Step> moves = Combinators.combine(Arbitraries.integers().between(1, 25), Arbitraries.integers().between(0, 23)).as(Moves::new);
        Arbitrary<Step> passes = Combinators.combine(Arbitraries.of(Duration.ofHours(3), Duration.ofHours(30), Duration.ofDays(3), Duration.ofDays(8)),
                Arbitraries.of(Duration.ofMinutes(20), Duration.ofDays(30))).as(Passes::new);
        Arbitrary<Step> announces = Arbitraries.integers().between(0, 14).set().ofMaxSize(8).map(Announces::new);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(2, announces), net.jqwik.api.Tuple.of(4, answers), net.jqwik.api.Tuple.of(2, moves), net.jqwik.api.Tuple.of(6, passes),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(new Closes()))).list().ofMinSize(3).ofMaxSize(20);
    }

    @Property(tries = 400)
    void whoHasAnsweredIsNotReminded(@ForAll("histories") List<Step> history, @ForAll boolean sendsLate) {
        World world = new World();
        world.reminding.deadline(LocalDateTime.parse("2026-10-30T23:59"), START);
        for (Step step : history) {
            switch (step) {
                case Answers(int organisation, int by, boolean answered) ->
                        world.reminding.answer(ORGANISATIONS.get(organisation), "source-" + by, answered);
                case Moves(int days, int hour) -> world.reminding.deadline(
                        LocalDate.ofInstant(world.clock.now, ZoneId.of("UTC")).plusDays(days).atTime(hour, 30), world.clock.now);
                case Closes() -> world.reminding.close();
                case Announces(Set<Integer> off) -> world.reminding.announce(new WorkingDays.Table(off.stream()
                        .map(day -> LocalDate.ofInstant(world.clock.now, ZoneId.of("UTC")).plusDays(day)).collect(Collectors.toSet()), Set.of()), world.clock.now);
                case Passes(Duration time, Duration each) -> pass(world, time, each, sendsLate);
            }
            if (sendsLate) {
                // Between a reminder being written down and handed over, anything may have happened.
                world.send();
            }
        }
        assertThat(world.sent).as("once for each step").doesNotHaveDuplicates();
        assertThat(world.sent).as("asked about, and so not sent").noneMatch(one -> world.reminding.asked(one.alert()));
    }

    private static void pass(World world, Duration time, Duration each, boolean sendsLate) {
        Instant end = world.clock.now.plus(time);
        while (world.clock.now.isBefore(end)) {
            Instant before = world.clock.now;
            world.clock.now = before.plus(each).isBefore(end) ? before.plus(each) : end;
            world.plan();
            if (!sendsLate) {
                world.send();
                complete(world, before);
            }
        }
    }

    /** What fell due while somebody looked often enough has gone out to everybody who had not answered, or is asked about. */
    private static void complete(World world, Instant before) {
        if (world.reminding.closed() || !world.reminding.deadlineAt().isAfter(world.clock.now)) {
            return;
        }
        Set<String> answered = world.reminding.answered(Reminding.CONSULTATION);
        Map<String, Boolean> silent = new HashMap<>();
        Network.MANDATES.forEach((person, mandates) -> mandates.stream().filter(mandate -> !answered.contains(mandate.organisationId()))
                .forEach(mandate -> silent.merge(person, !mandate.deputy(), Boolean::logicalOr)));
        world.reminding.moments().forEach((alert, due) -> {
            Instant made = world.alerts.find(alert).map(Alert::eventTime).orElse(due);
            if (!made.equals(due) || world.reminding.asked(alert) && !world.reminding.missed(due, world.reminding.deadlineAt())) {
                // It went out, or was asked about, by another table: that stands.
                return;
            }
            if (due.isAfter(before) && !due.isAfter(world.clock.now)) {
                boolean late = due.plus(Reminding.TOO_LATE).isBefore(world.clock.now);
                boolean last = due.equals(world.reminding.deadlineAt().minus(Duration.ofHours(2)));
                assertThat(world.reminding.missed(due, world.reminding.deadlineAt())).isEqualTo(late);
                if (!late) {
                    assertThat(world.sent.stream().filter(one -> one.alert().equals(alert))
                            .map(Sent::person)).containsExactlyInAnyOrderElementsOf(
                            silent.entrySet().stream().filter(one -> last || one.getValue()).map(Map.Entry::getKey).toList());
                }
            }
        });
    }
}
