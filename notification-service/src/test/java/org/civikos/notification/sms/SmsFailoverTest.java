package org.civikos.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.SampleAlerts;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Dispatch;
import org.civikos.notification.delivery.HealthRules;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.MemoryDeliveries;
import org.civikos.notification.delivery.MemoryLanes;
import org.civikos.notification.delivery.MemoryWeights;
import org.civikos.notification.delivery.Pool;
import org.civikos.notification.delivery.Provider;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Refusals;
import org.civikos.notification.delivery.RetryPolicy;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two real SMPP servers as providers: one goes away in the middle, or is slow. */
class SmsFailoverTest {

    private static final String ALERT = Alert.idOf("event-1");
    private static final int WORKERS = 2;
    private static final HealthRules RULES = new HealthRules(Duration.ofSeconds(6), 10, 15, Duration.ofMillis(100), Duration.ofMinutes(5), Duration.ofMinutes(10), 25,
            Duration.ofMillis(300), Duration.ofMinutes(5), 10, Duration.ofMinutes(2), 2);

    private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), SampleAlerts.OPENED_AT.plusSeconds(5)));
    private final Alerts alerts = SampleAlerts.knowing(SampleAlerts.opened("event-1"));
    private final SmsLimits limits = new SmsLimits(new SmsLimits.Most(1, 10_000, 10_000), new MemorySmsCounts(), clock);
    private final SmppPeer first = new SmppPeer("first");
    private final SmppPeer second = new SmppPeer("second");
    private final Smpp toFirst = smpp("first", first);
    private final Smpp toSecond = smpp("second", second);
    private final MemoryDeliveries deliveries = new MemoryDeliveries();
    private final MemoryLanes lanes = new MemoryLanes();
    private final Pool pool = new Pool(List.of(provider("first", toFirst), provider("second", toSecond)), new MemoryWeights(), RULES, clock);
    private final Dispatch dispatch = new Dispatch("test", lanes, deliveries, List.of(pool), (_, _) -> Map.of(), clock,
            new Dispatch.Settings(Duration.ofSeconds(10), Duration.ofMillis(100), 16), (_, _) -> { }, _ -> { });

    private Smpp smpp(String name, SmppPeer peer) {
        return new Smpp(new Smpp.Account(name, "127.0.0.1", peer.port(), "civikos", SmppPeer.PASSWORD, "CiviKos", Duration.ofSeconds(2)), _ -> { }, _ -> { }, clock);
    }

    private Provider provider(String name, Smpp smpp) {
        SmsWriter writer = new SmsWriter(alerts, new Phrases(), "http://localhost:8080", WorkingDays::daysLeft, clock);
        CircuitBreaker breaker = CircuitBreaker.of(name, CircuitBreakerConfig.custom().slidingWindowSize(20).minimumNumberOfCalls(5)
                .waitDurationInOpenState(Duration.ofMillis(300)).permittedNumberOfCallsInHalfOpenState(2).build());
        Refusals refusals = new Refusals(RULES, clock);
        return new Provider(name, 50, Channel.SMS, WORKERS, () -> refusals.watch(new SmsCourier(writer, smpp, limits, _ -> false)), breaker, _ -> true,
                Duration.ofSeconds(30), new RetryPolicy(50, Duration.ofMillis(50), Duration.ofMillis(200)), true);
    }

    private void lane(int number, int people) {
        Instant now = clock.instant();
        List<String> ids = new ArrayList<>();
        List<Delivery> records = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            String person = "person-" + number + "-" + i;
            ids.add(person);
            records.add(Delivery.waiting(ALERT, person, null, Channel.SMS, "+38343900%03d".formatted(number * 100 + i), "sq", "Shoqata", now));
        }
        Batch batch = lanes.insertOrFind(new Batch(Batch.idOf(ALERT, number), List.of(), ids));
        deliveries.insertMissing(records);
        Lane lane = Lane.open(batch, ALERT, Channel.SMS, now);
        lanes.insertMissing(List.of(lane));
        dispatch.ready(lane);
    }

    private static List<String> numbers(SmppPeer peer) {
        return peer.taken.stream().map(one -> "+" + one.getDestAddress()).toList();
    }

    private void noNumberHasTwo() {
        List<String> all = Stream.of(first, second).flatMap(peer -> numbers(peer).stream()).toList();
        assertThat(all).doesNotHaveDuplicates();
    }

    @AfterEach
    void stop() throws InterruptedException {
        dispatch.stop();
        toFirst.close();
        toSecond.close();
        first.close();
        second.close();
    }

    @Test
    void whoDiesInTheMiddleIsFollowedByTheOtherAndNobodyIsToldTwice() throws IOException {
        first.pauseMillis = 20;
        second.pauseMillis = 20;
        toFirst.start();
        toSecond.start();
        dispatch.start();
        lane(0, 60);
        await().until(() -> first.taken.size() > 5 && second.taken.size() > 5);
        first.die();
        long began = System.nanoTime();
        lane(1, 60);
        await().atMost(Duration.ofSeconds(60)).until(() -> deliveries.all().stream().allMatch(one -> one.state().ended()));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
        noNumberHasTwo();
        List<Delivery> failed = deliveries.all().stream().filter(one -> one.state() == DeliveryState.FAILED).toList();
        // SMPP knows no repetition: of what it had in hand when it went nobody can tell whether it was taken.
        assertThat(failed).hasSizeLessThanOrEqualTo(WORKERS)
                .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Reason.IN_DOUBT))
                .allSatisfy(one -> assertThat(one.provider()).isEqualTo("first"));
        Set<String> arrived = new HashSet<>(numbers(first));
        arrived.addAll(numbers(second));
        assertThat(arrived).containsAll(deliveries.all().stream().filter(one -> one.state() == DeliveryState.HANDED_OVER).map(Delivery::address)
                .collect(Collectors.toSet()));

        int before = first.taken.size();
        first.start();
        await().atMost(Duration.ofSeconds(10)).until(toFirst::isBound);
        int number = 2;
        while (first.taken.size() == before && number < 9) {
            lane(number++, 20);
            await().atMost(Duration.ofSeconds(20)).until(() -> deliveries.all().stream().allMatch(one -> one.state().ended()));
        }
        assertThat(first.taken.size()).as("who is back gets messages again").isGreaterThan(before);
        noNumberHasTwo();
    }

    @Test
    void whoIsSlowLosesItsShareAndWhoGivesNoAnswerHasNothingSentTwice() {
        first.pauseMillis = 150;
        dispatch.start();
        for (int i = 0; i < 5; i++) {
            lane(i, 20);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> deliveries.all().stream().allMatch(one -> one.state() == DeliveryState.HANDED_OVER));
        await().atMost(Duration.ofSeconds(20)).until(() -> pool.conditions().getFirst().weight() < 50);
        noNumberHasTwo();
        assertThat(numbers(first).size() + numbers(second).size()).isEqualTo(100);

        // Longer than anybody waits for an answer: the message may be out.
        first.pauseMillis = 4_000;
        lane(5, 40);
        await().atMost(Duration.ofSeconds(60)).until(() -> deliveries.all().stream().allMatch(one -> one.state().ended()));
        assertThat(deliveries.all().stream().filter(one -> one.state() == DeliveryState.FAILED))
                .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Reason.IN_DOUBT));
        noNumberHasTwo();
    }
}
