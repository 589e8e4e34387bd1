package org.civikos.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalkTest {

    private static LedgerSamples sample(long seed, int people) {
        LedgerSamples samples = new LedgerSamples().told("a", AlertKind.CONSULTATION_OPENED, 0).told("b", AlertKind.DEADLINE_MOVED, 1)
                .told("c", AlertKind.REMINDER, 2).told("nobody", AlertKind.DRAFT_CHANGED, 3);
        Random random = new Random(seed);
        for (int i = 0; i < people; i++) {
            for (String alert : List.of("a", "b", "c")) {
                for (Channel channel : Channel.values()) {
                    if (random.nextInt(3) > 0) {
                        samples.put(LedgerSamples.delivery(alert, "person-" + i, channel, "", DeliveryState.HANDED_OVER, null, LedgerSamples.MADE, null));
                    }
                }
            }
        }
        return samples;
    }

    private static List<List<Delivery>> all(LedgerSamples samples, Walk.Place from, int step) {
        // As if there were more people than are read as a whole, and as if nobody knew how many.
        Map<String, Integer> sizes = new TreeMap<>();
        samples.alerts.keySet().forEach(alert -> sizes.put(alert, step % 2 == 0 ? 2_000 : 0));
        Walk walk = new Walk(sizes, (alert, after, before, limit) -> samples.between(alert, Set.of(), after, before, limit), from, step);
        List<List<Delivery>> people = new ArrayList<>();
        for (List<Delivery> one = walk.next(); one != null; one = walk.next()) {
            people.add(one);
        }
        assertThat(walk.next()).as("once at the end, always at the end").isNull();
        return people;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 500})
    void everybodyComesOnceWithAllOfTheirs(int step) {
        LedgerSamples samples = sample(step, 120);
        TreeMap<String, Set<String>> expected = new TreeMap<>();
        for (String alert : samples.alerts.keySet()) {
            samples.between(alert, Set.of(), "", "~", Integer.MAX_VALUE).forEach(one -> expected.computeIfAbsent(one.personId(), _ -> new HashSet<>()).add(one.id()));
        }
        List<List<Delivery>> people = all(samples, Walk.Place.START, step);
        assertThat(people).hasSize(expected.size());
        TreeMap<String, Set<String>> seen = new TreeMap<>();
        people.forEach(theirs -> theirs.forEach(one -> seen.computeIfAbsent(one.personId(), _ -> new HashSet<>()).add(one.id())));
        assertThat(seen).isEqualTo(expected);
        assertThat(people).allSatisfy(theirs -> assertThat(theirs).extracting(Delivery::personId).containsOnly(theirs.getFirst().personId()));
    }

    @Test
    void goesOnBehindEveryPersonWhereItStopped() {
        LedgerSamples samples = sample(42, 60);
        List<String> order = all(samples, Walk.Place.START, 5).stream().map(one -> one.getFirst().personId()).toList();
        for (int at = 0; at < order.size(); at++) {
            assertThat(all(samples, Walk.Place.of(order.get(at)), 3).stream().map(one -> one.getFirst().personId()).toList())
                    .isEqualTo(order.subList(at + 1, order.size()));
        }
    }

    /** More than is read at a time, in one window. */
    @Test
    void aWindowWithMoreThanIsReadAtATimeIsReadToItsEnd() {
        LedgerSamples samples = new LedgerSamples().told("a", AlertKind.CONSULTATION_OPENED, 0);
        for (int i = 0; i < 2 * Walk.MOST; i++) {
            samples.mail("a", "person-" + i, DeliveryState.HANDED_OVER, null);
        }
        assertThat(all(samples, Walk.Place.START, 1)).hasSize(2 * Walk.MOST);
    }

    @Test
    void peopleOfOneStretchAreToldApart() {
        // Two ids that stand in the same stretch: found by trying.
        String first = "p0";
        int i = 1;
        while (Delivery.stretch("p" + i) != Delivery.stretch(first)) {
            i++;
        }
        String second = "p" + i;
        LedgerSamples samples = new LedgerSamples().told("a", AlertKind.CONSULTATION_OPENED, 0).told("b", AlertKind.REMINDER, 1);
        for (String person : List.of(first, second)) {
            samples.mail("a", person, DeliveryState.HANDED_OVER, null);
            samples.mail("b", person, DeliveryState.HANDED_OVER, null);
        }
        assertThat(all(samples, Walk.Place.START, 1)).hasSize(2).allSatisfy(theirs -> assertThat(theirs).hasSize(2));
        assertThat(all(samples, Walk.Place.of(first), 1)).hasSize(1).first().satisfies(theirs -> assertThat(theirs.getFirst().personId()).isEqualTo(second));
    }

    @Test
    void whatStandsBeforeAStretchSortsBeforeItsIdsAndBehindThoseBefore() {
        for (int i = 0; i < 500; i++) {
            String person = "person-" + i;
            String id = Delivery.idOf("alert-1", person, Channel.SMS);
            int stretch = Delivery.stretch(person);
            assertThat(id).isGreaterThan(Delivery.idBefore("alert-1", stretch));
            assertThat(stretch + 1 == Delivery.STRETCHES || id.compareTo(Delivery.idBefore("alert-1", stretch + 1)) < 0).isTrue();
        }
    }
}
