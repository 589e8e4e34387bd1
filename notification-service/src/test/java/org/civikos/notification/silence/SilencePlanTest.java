package org.civikos.notification.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.SpecialPlan;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.MemoryDeliveries;
import org.civikos.notification.delivery.MemoryLanes;
import org.civikos.notification.member.Contact;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.subscription.Quiet;
import org.civikos.notification.subscription.Scope;
import org.junit.jupiter.api.Test;

/** A process dies at each step of planning, and meanwhile somebody hears of a draft and somebody else asks for the mail. */
class SilencePlanTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T06:00:00Z");
    private static final List<String> PEOPLE = List.of("ana", "besa", "cveta", "drita", "emina");

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class World {
        final MemoryLanes lanes = new MemoryLanes();
        final MemoryDeliveries deliveries = new MemoryDeliveries();
        final Set<String> wanted = new TreeSet<>(PEOPLE.subList(0, 4));
        final Set<String> heard = new TreeSet<>();
        final Map<String, AlertSettings> settings = new HashMap<>();
        final Map<String, Integer> ready = new HashMap<>();
        int left;
        int steps;

        void step() {
            steps++;
            if (left-- == 0) {
                throw new Died();
            }
        }

        SilencePlan plan() {
            return new SilencePlan(() -> {
                step();
                return Set.copyOf(wanted);
            }, (person, _) -> {
                step();
                return heard.contains(person);
            }, people -> {
                step();
                return contacts(people);
            }, _ -> {
                step();
                return settings;
            }, lanes, deliveries, (_, _) -> {
                step();
                return Map.of();
            }, Clock.fixed(MONDAY, ZoneOffset.UTC));
        }

        static Map<String, Contact> contacts(Collection<String> people) {
            return people.stream().collect(Collectors.toMap(p -> p, p -> new Contact(p, p + "@example.org", null, "sq")));
        }

        boolean plans(int steps) {
            left = steps;
            try {
                plan().write("alert-1", alert(), new SpecialPlan.Tools() {
                    @Override
                    public int parts(int people) {
                        step();
                        return 2;
                    }

                    @Override
                    public int part(String personId, int parts) {
                        return Math.floorMod(personId.hashCode(), parts);
                    }

                    @Override
                    public void ready(Lane lane) {
                        step();
                        ready.merge(lane.id(), 1, Integer::sum);
                    }
                });
                return true;
            } catch (Died e) {
                return false;
            }
        }
    }

    private static Alert alert() {
        return Alert.of(new Alert.Cause(AlertKind.SILENCE, "silence\nweek", "silence", MONDAY),
                Alert.Subject.noDraft("week", "sq", List.of(), Instant.parse("2026-11-29T06:00:00Z")), MONDAY);
    }

    @Test
    void nobodyGetsTwoAndWhoeverWasNotedGetsOne() {
        for (int dies = 0; ; dies++) {
            World world = new World();
            boolean lived = world.plans(dies);
            // Both fall into a part of their own side of the hash: what was written stands, what was not is looked at anew.
            world.heard.add("ana");
            world.wanted.add("emina");
            assertThat(world.plans(Integer.MAX_VALUE)).isTrue();
            List<String> ids = PEOPLE.stream().map(person -> Delivery.idOf("alert-1", person, Channel.EMAIL)).toList();
            Set<String> told = world.deliveries.find(ids).stream().map(Delivery::personId).collect(Collectors.toSet());
            Set<String> noted = new TreeSet<>();
            for (int part = 0; part < 2; part++) {
                List<String> in = world.lanes.batch(Batch.idOf("alert-1", part)).map(Batch::email).orElse(List.of());
                in.forEach(person -> assertThat(noted.add(person)).as("%s is in one part, dying at %d", person, world.steps).isTrue());
            }
            assertThat(told).as("dying at step %d", dies).isEqualTo(noted).contains("besa", "cveta", "drita");
            if (lived) {
                assertThat(told).as("what was planned stands").contains("ana").doesNotContain("emina");
                return;
            }
        }
    }

    @Test
    void whoAskedForNoMailsInTheMorningGetsItAfterwards() {
        World world = new World();
        world.settings.put("ana", new AlertSettings(true, false, Scope.ORGANISATION_FIELDS, List.of(), List.of(), List.of(), null,
                new Quiet("22:00", "09:00", true)));
        assertThat(world.plans(Integer.MAX_VALUE)).isTrue();
        assertThat(world.deliveries.all()).filteredOn(one -> one.personId().equals("ana")).extracting(Delivery::dueAt)
                .containsExactly(Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(world.deliveries.all()).filteredOn(one -> one.personId().equals("besa")).extracting(Delivery::dueAt).containsExactly(MONDAY);
    }
}
