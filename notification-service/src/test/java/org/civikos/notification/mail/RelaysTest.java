package org.civikos.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.civikos.notification.alert.Alert;
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
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subethamail.smtp.RejectException;

/** Two real SMTP servers as relays, which fail, are slow, and close in the middle of a mail. */
class RelaysTest {

    private static final String ALERT = Alert.idOf("event-1");
    private static final HealthRules RULES = new HealthRules(Duration.ofSeconds(6), 10, 15, Duration.ofMillis(100), Duration.ofMinutes(5), Duration.ofMinutes(10), 25,
            Duration.ofMillis(300), Duration.ofMinutes(5), 10, Duration.ofMinutes(2), 2);

    private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), SampleAlerts.OPENED_AT.plusSeconds(5)));
    private final SmtpPeer first = new SmtpPeer();
    private final SmtpPeer second = new SmtpPeer();
    private final MemoryDeliveries deliveries = new MemoryDeliveries();
    private final MemoryLanes lanes = new MemoryLanes();
    private final Pool pool = new Pool(List.of(provider("first", first), provider("second", second)), new MemoryWeights(), RULES, clock);
    private final Dispatch dispatch = new Dispatch("test", lanes, deliveries, List.of(pool), (_, _) -> Map.of(), clock,
            new Dispatch.Settings(Duration.ofSeconds(10), Duration.ofMillis(100), 16), (_, _) -> { }, _ -> { });

    private Provider provider(String name, SmtpPeer peer) {
        Alert alert = SampleAlerts.opened("event-1");
        MailWriter writer = new MailWriter(SampleAlerts.knowing(alert), new Phrases(),
                new UnsubscribeLinks("http://localhost:8080", "a-secret-of-some-length"),
                new MailWriter.Sender("http://localhost:8080", "alerts@civikos.example.org"), WorkingDays::daysLeft, clock);
        SmtpSettings settings = new SmtpSettings("127.0.0.1", peer.port(), ReturnPath.of("alerts@civikos.example.org"), "localhost", null, null, SmtpSettings.Tls.OPTIONAL, null,
                Duration.ofSeconds(2), Duration.ofSeconds(5));
        CircuitBreaker breaker = CircuitBreaker.of(name, CircuitBreakerConfig.custom().slidingWindowSize(20).minimumNumberOfCalls(5)
                .waitDurationInOpenState(Duration.ofMillis(300)).permittedNumberOfCallsInHalfOpenState(2).build());
        Refusals refusals = new Refusals(RULES, clock);
        return new Provider(name, 50, Channel.EMAIL, 2, () -> refusals.watch(new SmtpCourier(writer, settings)), breaker, _ -> true, Duration.ofSeconds(30),
                new RetryPolicy(50, Duration.ofMillis(50), Duration.ofMillis(200)), false);
    }

    private Lane lane(int number, int people) {
        Instant now = clock.instant();
        List<String> ids = new ArrayList<>();
        List<Delivery> records = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            String person = "person-" + number + "-" + i;
            ids.add(person);
            records.add(Delivery.waiting(ALERT, person, null, Channel.EMAIL, person + "@" + i % 7 + ".example.org", "sq", "Shoqata", now));
        }
        Batch batch = lanes.insertOrFind(new Batch(Batch.idOf(ALERT, number), ids, List.of()));
        deliveries.insertMissing(records);
        Lane lane = Lane.open(batch, ALERT, Channel.EMAIL, now);
        lanes.insertMissing(List.of(lane));
        dispatch.ready(lane);
        return lane;
    }

    private void awaitAll(int people) {
        await().atMost(Duration.ofSeconds(60)).until(() -> deliveries.all().stream().filter(one -> one.state() == DeliveryState.HANDED_OVER).count() == people);
    }

    private void everyoneHasOneMailFromWhomTheRecordSays() {
        for (Delivery delivery : deliveries.all()) {
            SmtpPeer by = "first".equals(delivery.provider()) ? first : second;
            SmtpPeer other = by == first ? second : first;
            assertThat(by.to(delivery.address())).as(delivery.address()).singleElement()
                    .satisfies(mail -> assertThat(mail.header("Message-ID")).startsWith("<" + delivery.id() + "@"));
            assertThat(other.to(delivery.address())).isEmpty();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        dispatch.stop();
        first.close();
        second.close();
    }

    @Test
    void aRelayThatGoesAwayIsFollowedByTheOtherAtOnce() {
        dispatch.start();
        lane(0, 60);
        await().until(() -> !first.accepted.isEmpty());
        first.stop();
        long began = System.nanoTime();
        lane(1, 60);
        // What the first one had in hand when it went is in doubt, and waits for it; everything else goes on.
        await().atMost(Duration.ofSeconds(30)).until(() -> deliveries.all().stream()
                .allMatch(one -> one.state() == DeliveryState.HANDED_OVER || "first".equals(one.provider())));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        List<Delivery> doubtful = deliveries.all().stream().filter(one -> one.state() == DeliveryState.WAITING).toList();
        assertThat(doubtful).as("one for each conversation at most").hasSizeLessThanOrEqualTo(2);
        first.restart();
        awaitAll(120);
        for (Delivery delivery : deliveries.all()) {
            SmtpPeer other = "first".equals(delivery.provider()) ? second : first;
            assertThat(other.to(delivery.address())).as("never by both").isEmpty();
        }
        assertThat(second.accepted).hasSizeGreaterThan(60);
    }

    @Test
    void aRelayThatClosesInTheMiddleOfDataKeepsItsDoubtfulOnes() {
        first.closeInData(true);
        dispatch.start();
        lane(0, 60);
        await().atMost(Duration.ofSeconds(30)).until(() -> deliveries.all().stream()
                .allMatch(one -> one.state() == DeliveryState.HANDED_OVER || "first".equals(one.provider())));
        List<Delivery> doubtful = deliveries.all().stream().filter(one -> one.state() == DeliveryState.WAITING).toList();
        assertThat(doubtful).as("those that had begun to go out").isNotEmpty();
        assertThat(second.accepted).extracting(SmtpPeer.Mail::to).doesNotContainAnyElementsOf(doubtful.stream().map(Delivery::address).toList());
        first.closeInData(false);
        awaitAll(60);
        everyoneHasOneMailFromWhomTheRecordSays();
        assertThat(doubtful).allSatisfy(one -> assertThat(first.to(one.address())).hasSize(1));
    }

    /** As a relay does that has our address on its list, or whose own disk is full. */
    @ParameterizedTest
    @CsvSource({"550, 5.7.1 Blocked", "450, 4.7.1 Blocked for now", "451, 4.3.0 Cannot look up anybody", "554, No SMTP service here"})
    void aRelayThatRefusesEveryRecipientIsFollowedByTheOther(int code, String words) {
        first.refuseRecipients(new RejectException(code, words));
        long began = System.nanoTime();
        dispatch.start();
        for (int i = 0; i < 4; i++) {
            lane(i, 50);
        }
        AtomicBoolean unwell = new AtomicBoolean();
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> {
            // Its breaker lets some through to try it between two times of rest.
            unwell.compareAndSet(false, pool.conditions().getFirst().unwell());
            return deliveries.all().stream().allMatch(one -> one.state().ended());
        });
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
        assertThat(unwell).isTrue();
        assertThat(first.accepted).isEmpty();
        assertThat(deliveries.all()).as("also what it refused for good before it was found out").allMatch(one -> one.state() == DeliveryState.HANDED_OVER);
        assertThat(second.accepted).hasSize(200);
        assertThat(pool.conditions().getFirst()).satisfies(one -> {
            assertThat(one.lastError()).startsWith("Refuses everybody: ").contains(words);
        });
        first.refuseRecipients(null);
        AtomicInteger next = new AtomicInteger(4);
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(400)).until(() -> {
            lane(next.getAndIncrement(), 20);
            return first.accepted.size() > 10;
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> deliveries.all().stream().allMatch(one -> one.state().ended()));
        assertThat(deliveries.all().stream().filter(one -> one.state() == DeliveryState.FAILED)).isEmpty();
    }

    @Test
    void wrongAddressesAreNoFaultOfTheRelay() {
        dispatch.start();
        Instant now = clock.instant();
        List<String> ids = new ArrayList<>();
        List<Delivery> records = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            ids.add("p" + i);
            String address = (i % 3 == 0 ? "reject-550-" : "person-") + i + "@" + i % 7 + ".example.org";
            records.add(Delivery.waiting(ALERT, "p" + i, null, Channel.EMAIL, address, "sq", "Shoqata", now));
        }
        Batch batch = lanes.insertOrFind(new Batch(Batch.idOf(ALERT, 0), ids, List.of()));
        deliveries.insertMissing(records);
        Lane lane = Lane.open(batch, ALERT, Channel.EMAIL, now);
        lanes.insertMissing(List.of(lane));
        dispatch.ready(lane);
        await().atMost(Duration.ofSeconds(30)).until(() -> deliveries.all().stream().allMatch(one -> one.state().ended()));
        assertThat(deliveries.all().stream().filter(one -> one.state() == DeliveryState.FAILED)).hasSize(40)
                .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Reason.ADDRESS_UNKNOWN));
        assertThat(pool.conditions()).allSatisfy(one -> assertThat(one.unwell()).isFalse());
    }

    @Test
    void aSlowRelayLosesItsShare() {
        first.pause(150);
        dispatch.start();
        for (int i = 0; i < 6; i++) {
            lane(i, 20);
        }
        awaitAll(120);
        await().atMost(Duration.ofSeconds(20)).until(() -> pool.conditions().getFirst().weight() < 50);
        everyoneHasOneMailFromWhomTheRecordSays();
    }
}
