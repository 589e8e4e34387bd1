package org.civikos.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several providers of a channel, with stubs that fail, are slow and break off. */
class PoolTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final RetryPolicy POLICY = new RetryPolicy(5, Duration.ofSeconds(30), Duration.ofMinutes(30));
    private static final HealthRules RULES = HealthRules.DEFAULT;

    private static final class Hands extends Clock {
        private Instant now = NOW;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final class Stub implements Courier {
        private final List<String> taken = new ArrayList<>();
        private Outcome answer = new Outcome.Accepted(null);
        private Duration takes = Duration.ofMillis(20);
        private int asked;

        @Override
        public Outcome hand(Delivery delivery) {
            asked++;
            nanos += takes.toNanos();
            if (answer instanceof Outcome.Accepted) {
                taken.add(delivery.id());
            }
            return answer;
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

    private record Coming(String provider, Instant takenAt, Instant at) {}

    private final Hands clock = new Hands();
    private final List<Coming> coming = new LinkedList<>();
    private long nanos;
    private final Weights weights = new MemoryWeights();
    private final Punctuality punctuality = new MemoryPunctuality();
    private final Stub first = new Stub();
    private final Stub second = new Stub();
    private final Pool pool = pool(weights, 50, 50);
    private final Desk desk = pool.desk();
    private int made;

    private Pool pool(Weights shared, int one, int other) {
        return new Pool(List.of(provider("first", one, first, false), provider("second", other, second, false)), shared, punctuality, RULES, clock, () -> nanos);
    }

    /** Two of which each says what becomes of what it took. */
    private Pool awaited(Weights shared) {
        return new Pool(Stream.of("first", "second").map(name -> provider(name, 50, punctuality.watch(name.equals("first") ? first : second, name,
                clock), false, true)).toList(), shared, punctuality, RULES, clock, () -> nanos);
    }

    /** A minute in which so many messages are taken, each of them spoken of by those who speak, after so long. */
    private void minute(Pool its, int messages, Map<String, Duration> spoken) {
        Desk at = its.desk();
        for (int i = 0; i < messages; i++) {
            Pool.Attempt attempt = its.hand(at, next()).orElseThrow();
            Duration after = spoken.get(attempt.provider());
            if (after != null) {
                coming.add(new Coming(attempt.provider(), clock.instant(), clock.instant().plus(after)));
            }
        }
        for (int seconds = 0; seconds < 60; seconds += 10) {
            clock.pass(Duration.ofSeconds(10));
            for (Coming receipt : List.copyOf(coming)) {
                if (!receipt.at().isAfter(clock.instant())) {
                    its.answered(receipt.provider(), receipt.takenAt(), receipt.at());
                    coming.remove(receipt);
                }
            }
            its.review();
        }
    }

    private static Map<String, Integer> standing(Pool its) {
        Map<String, Integer> standing = new HashMap<>();
        its.conditions().forEach(one -> standing.put(one.name(), one.weight()));
        return standing;
    }

    private static Provider provider(String name, int weight, Courier courier, boolean breaks) {
        return provider(name, weight, courier, breaks, false);
    }

    private static Provider provider(String name, int weight, Courier courier, boolean breaks, boolean receipts) {
        CircuitBreakerConfig breaker = CircuitBreakerConfig.custom().slidingWindowSize(breaks ? 20 : 100_000).minimumNumberOfCalls(breaks ? 5 : 100_000)
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED).build();
        return new Provider(name, weight, Channel.EMAIL, 2, () -> courier, CircuitBreaker.of(name, breaker), _ -> true,
                Duration.ofMinutes(1), POLICY, receipts);
    }

    private Delivery next() {
        return Delivery.waiting("alert-1", "person-" + made++, null, Channel.EMAIL, "reader@example.org", "sq", "", NOW);
    }

    private Pool.Attempt hand(Delivery delivery) {
        return pool.hand(desk, delivery).orElseThrow();
    }

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            hand(next());
        }
    }

    private Map<String, Integer> standing() {
        return standing(pool);
    }

    @Test
    void messagesFollowTheWeights() {
        Pool uneven = pool(new MemoryWeights(), 70, 30);
        Desk its = uneven.desk();
        for (int i = 0; i < 10_000; i++) {
            uneven.hand(its, next());
        }
        assertThat(first.taken.size()).isBetween(6_800, 7_200);
        assertThat(second.taken).hasSize(10_000 - first.taken.size());
    }

    @Test
    void whoIsAskedFirstDependsOnTheMessageAloneAndAStepMovesNoMoreThanItMust() {
        Pool again = pool(new MemoryWeights(), 50, 50);
        Pool lighter = pool(new MemoryWeights(), 25, 75);
        int moved = 0;
        for (int i = 0; i < 4_000; i++) {
            String id = next().id();
            assertThat(again.line(id)).isEqualTo(pool.line(id));
            if (pool.line(id).getFirst().equals("second")) {
                assertThat(lighter.line(id).getFirst()).as("what was with the heavier one stays there").isEqualTo("second");
            } else if (lighter.line(id).getFirst().equals("second")) {
                moved++;
            }
        }
        assertThat(moved).isBetween(850, 1_150);
    }

    @Test
    void whatThePolicyOfOneForbidsIsTriedAtTheOther() {
        first.answer = new Outcome.Refused(Reason.POLICY, "550 5.7.1 Blocked");
        send(100);
        assertThat(second.taken).hasSize(100);
        second.answer = new Outcome.Refused(Reason.POLICY, "554 5.7.1 Spam");
        assertThat(hand(next()).outcome()).as("all have said no").isInstanceOf(Outcome.Refused.class);
        second.answer = new Outcome.Postponed(Reason.POLICY, "450 4.7.1 Later");
        assertThat(hand(next()).outcome()).isInstanceOf(Outcome.Postponed.class);
        second.answer = new Outcome.Unavailable("away");
        for (int i = 0; i < 10; i++) {
            assertThat(hand(next()).outcome()).as("the other has not been asked").isEqualTo(new Outcome.Postponed(Reason.POLICY, "550 5.7.1 Blocked"));
        }
    }

    @Test
    void whatAProviderSurelyHasNotTakenGoesToTheOtherAtOnce() {
        first.answer = new Outcome.Unavailable("refused");
        send(200);
        assertThat(second.taken).as("nothing waits for the first").hasSize(200).doesNotHaveDuplicates();
        assertThat(first.asked).isPositive();
    }

    @Test
    void theRecordSaysWhoTookIt() {
        Delivery delivery = next();
        Pool.Attempt attempt = hand(delivery);
        assertThat(attempt.provider()).isEqualTo(pool.line(delivery.id()).getFirst());
        assertThat(delivery.after(attempt, NOW).provider()).isEqualTo(attempt.provider());
    }

    @Test
    void whatIsInDoubtIsNeverGivenToAnother() {
        first.answer = new Outcome.Interrupted("closed after DATA");
        List<Delivery> doubtful = new ArrayList<>();
        while (doubtful.size() < 20) {
            Delivery delivery = next();
            Pool.Attempt attempt = hand(delivery);
            if (attempt.outcome() instanceof Outcome.Interrupted) {
                doubtful.add(delivery.after(attempt, NOW));
            }
        }
        int atSecond = second.asked;
        first.answer = new Outcome.Unavailable("gone");
        for (Delivery delivery : doubtful) {
            Delivery after = delivery.after(hand(delivery), NOW);
            assertThat(after.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(after.provider()).isEqualTo("first");
        }
        assertThat(second.asked).as("the other one never saw them").isEqualTo(atSecond);
        first.answer = new Outcome.Accepted(null);
        doubtful.forEach(this::hand);
        assertThat(first.taken).containsAll(doubtful.stream().map(Delivery::id).toList());
    }

    @Test
    void whatIsInDoubtAtAProviderThatIsNoLongerSetUpFails() {
        Delivery delivery = next();
        Delivery doubtful = delivery.after(new Pool.Attempt(new Outcome.Interrupted("broken"), "former", true, POLICY), NOW);
        Delivery after = doubtful.after(hand(doubtful), NOW);
        assertThat(after.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(after.reason()).isEqualTo(Reason.IN_DOUBT);
        assertThat(first.asked + second.asked).isZero();
    }

    @Test
    void aSlowProviderIsAllButLeftWithinAMinute() {
        first.takes = Duration.ofSeconds(6);
        for (int seconds = 0; seconds < 60; seconds += 5) {
            send(30);
            clock.pass(Duration.ofSeconds(5));
            pool.review();
        }
        assertThat(standing().get("first")).isEqualTo(2);
        assertThat(standing().get("second")).isEqualTo(98);
    }

    @Test
    void aFailingProviderLosesWeightToo() {
        first.answer = new Outcome.Unavailable("refused");
        for (int seconds = 0; seconds < 60; seconds += 5) {
            send(30);
            clock.pass(Duration.ofSeconds(5));
            pool.review();
        }
        assertThat(standing().get("first")).isEqualTo(2);
        assertThat(pool.conditions().getFirst().lastError()).isEqualTo("refused");
    }

    /** At a provider that knows no repetition a broken connection ends each message; the next ones must not follow it there. */
    @Test
    void whatEndsInDoubtIsTheProvidersFailureToo() {
        first.answer = new Outcome.Refused(Reason.IN_DOUBT, "the session broke");
        for (int seconds = 0; seconds < 60; seconds += 5) {
            send(30);
            clock.pass(Duration.ofSeconds(5));
            pool.review();
        }
        assertThat(standing().get("first")).isEqualTo(2);
        assertThat(pool.conditions().getFirst().lastError()).isEqualTo("the session broke");
        assertThat(first.asked).as("its circuit opens long before every message has been tried there").isLessThan(100);
    }

    @Test
    void whatAProviderRefusesForTheMessagesSakeIsNoFailureOfIts() {
        first.answer = new Outcome.Refused(Reason.ADDRESS_UNKNOWN, "no such user");
        send(60);
        clock.pass(Duration.ofMinutes(1));
        pool.review();
        assertThat(standing()).containsEntry("first", 50).containsEntry("second", 50);
    }

    @Test
    void aFewFailuresAmongManyMoveNothing() {
        for (int i = 0; i < 40; i++) {
            first.answer = i % 10 == 0 ? new Outcome.Unavailable("once") : new Outcome.Accepted(null);
            send(4);
        }
        pool.review();
        assertThat(standing()).containsEntry("first", 50).containsEntry("second", 50);
    }

    @Test
    void ifAllAreSlowNothingMoves() {
        first.takes = Duration.ofSeconds(6);
        second.takes = Duration.ofSeconds(6);
        send(60);
        pool.review();
        assertThat(standing()).containsEntry("first", 50).containsEntry("second", 50);
    }

    @Test
    void aProviderThatTakesEverythingAndNeverSpeaksLosesItsWeight() {
        Pool its = awaited(weights);
        Map<String, Duration> secondSpeaks = Map.of("second", Duration.ofSeconds(20));
        for (int minutes = 0; minutes < 5; minutes++) {
            minute(its, 60, secondSpeaks);
        }
        assertThat(standing(its)).as("before five minutes are over nobody can know").containsEntry("first", 50);
        minute(its, 60, secondSpeaks);
        minute(its, 60, secondSpeaks);
        assertThat(standing(its)).containsEntry("first", 2).containsEntry("second", 98);
        Pool.Condition silent = its.conditions().getFirst();
        assertThat(silent.unwell()).isTrue();
        assertThat(silent.unanswered()).isEqualTo(silent.due()).isGreaterThan(10);
        assertThat(silent.lastError()).contains("without a receipt after 5 minutes");
        assertThat(its.conditions().getLast().unanswered()).isZero();
    }

    @Test
    void weightComesBackOnceTheProviderSpeaksAgain() {
        aProviderThatTakesEverythingAndNeverSpeaksLosesItsWeight();
        Pool its = awaited(weights);
        for (int minutes = 0; minutes < 14; minutes++) {
            minute(its, 60, Map.of("first", Duration.ofSeconds(20), "second", Duration.ofSeconds(20)));
        }
        assertThat(standing(its)).as("not while what it kept silent about is judged").containsEntry("first", 2);
        for (int minutes = 14; minutes < 35; minutes++) {
            minute(its, 60, Map.of("first", Duration.ofSeconds(20), "second", Duration.ofSeconds(20)));
        }
        assertThat(standing(its)).containsEntry("first", 50).containsEntry("second", 50);
    }

    @Test
    void receiptsThatComeLateAreAsBadAsNone() {
        Pool its = awaited(weights);
        for (int minutes = 0; minutes < 7; minutes++) {
            minute(its, 60, Map.of("first", Duration.ofMinutes(6), "second", Duration.ofMinutes(4)));
        }
        assertThat(standing(its)).containsEntry("first", 2).containsEntry("second", 98);
    }

    @Test
    void aTelephoneHereAndThereThatIsOffMovesNothing() {
        Pool its = awaited(weights);
        for (int minutes = 0; minutes < 12; minutes++) {
            minute(its, 60, Map.of("first", Duration.ofSeconds(20), "second", Duration.ofSeconds(20)));
            // Five or so more at each, of which nothing is heard: less than 15 %.
            for (int i = 0; i < 4; i++) {
                punctuality.taken(Channel.EMAIL, "first", clock.instant());
            }
        }
        assertThat(its.conditions().getFirst().unanswered()).isPositive();
        assertThat(standing(its)).containsEntry("first", 50).containsEntry("second", 50);
    }

    @Test
    void fewMessagesAllowNoJudgementAndNeitherDoesTheSilenceOfBoth() {
        Pool few = awaited(new MemoryWeights());
        for (int minutes = 0; minutes < 12; minutes++) {
            minute(few, 1, Map.of());
        }
        assertThat(standing(few)).containsEntry("first", 50);
        Pool both = awaited(new MemoryWeights());
        for (int minutes = 0; minutes < 12; minutes++) {
            minute(both, 60, Map.of());
        }
        assertThat(standing(both)).containsEntry("first", 50).containsEntry("second", 50);
        assertThat(both.conditions()).allMatch(Pool.Condition::unwell);
    }

    @Test
    void whereNoReceiptIsExpectedSilenceIsNothing() {
        for (int minutes = 0; minutes < 12; minutes++) {
            minute(pool, 60, Map.of());
        }
        assertThat(standing()).containsEntry("first", 50).containsEntry("second", 50);
        assertThat(pool.conditions()).noneMatch(Pool.Condition::unwell).allMatch(one -> one.due() == 0);
    }

    @Test
    void aReceiptAtAnotherInstanceCountsAndAWrongClockDoesNotHelp() {
        Pool here = awaited(weights);
        Pool elsewhere = awaited(weights);
        for (int minutes = 0; minutes < 7; minutes++) {
            Desk desk = here.desk();
            for (int i = 0; i < 60; i++) {
                String provider = here.hand(desk, next()).orElseThrow().provider();
                if (provider.equals("second")) {
                    elsewhere.answered(provider, clock.instant(), clock.instant().plus(Duration.ofSeconds(20)));
                }
            }
            for (int seconds = 0; seconds < 60; seconds += 10) {
                clock.pass(Duration.ofSeconds(10));
                here.review();
            }
            if (minutes == 6) {
                // Told now of what was taken seven minutes ago, by a clock an hour behind: that is not in time.
                for (int i = 0; i < 30; i++) {
                    elsewhere.answered("first", clock.instant().minus(Duration.ofMinutes(7)), clock.instant().minus(Duration.ofHours(1)));
                }
            }
        }
        here.review();
        assertThat(standing(here)).containsEntry("first", 2).containsEntry("second", 98);
        assertThat(here.conditions().getFirst().unanswered()).isEqualTo(here.conditions().getFirst().due());
    }

    @Test
    void weightDriftsBackWithinHalfAnHour() {
        aSlowProviderIsAllButLeftWithinAMinute();
        first.takes = Duration.ofMillis(20);
        clock.pass(Duration.ofMinutes(4));
        pool.review();
        assertThat(standing()).as("not before it has been quiet for a while").containsEntry("first", 2);
        for (int minutes = 4; minutes < 30; minutes++) {
            send(5);
            clock.pass(Duration.ofMinutes(1));
            pool.review();
        }
        assertThat(standing()).containsEntry("first", 50).containsEntry("second", 50);
    }

    @Test
    void anotherInstanceTakesTheWeightsOver() {
        Pool elsewhere = pool(weights, 50, 50);
        aSlowProviderIsAllButLeftWithinAMinute();
        elsewhere.review();
        assertThat(elsewhere.conditions()).extracting(Pool.Condition::weight).containsExactly(2, 98);
    }

    @Test
    void weightsThatSomebodyElseChangedFirstAreNotOverwritten() {
        assertThat(weights.write(Channel.EMAIL, new Weights.Standing(Map.of("first", 10, "second", 90), NOW, NOW, 1))).isTrue();
        assertThat(weights.write(Channel.EMAIL, new Weights.Standing(Map.of("first", 90, "second", 10), NOW, NOW, 1))).isFalse();
        pool.review();
        assertThat(standing()).containsEntry("first", 10);
    }

    @Test
    void anOpenCircuitIsSteppedOverWithoutAsking() {
        Pool guarded = new Pool(List.of(provider("first", 50, first, true), provider("second", 50, second, true)), weights, RULES, clock);
        Desk its = guarded.desk();
        first.answer = new Outcome.Unavailable("refused");
        for (int i = 0; i < 100; i++) {
            guarded.hand(its, next());
        }
        assertThat(first.asked).as("left alone after a few failures").isLessThan(15);
        assertThat(second.taken).hasSize(100);
        assertThat(guarded.resting()).isFalse();
    }

    @Test
    void ifEveryCircuitIsOpenTheMessageWaits() {
        Pool guarded = new Pool(List.of(provider("first", 50, first, true), provider("second", 50, second, true)), weights, RULES, clock);
        Desk its = guarded.desk();
        first.answer = new Outcome.Unavailable("refused");
        second.answer = new Outcome.Unavailable("refused");
        Optional<Pool.Attempt> last = Optional.empty();
        for (int i = 0; i < 40; i++) {
            last = guarded.hand(its, next());
        }
        assertThat(last).isEmpty();
        assertThat(guarded.resting()).isTrue();
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> new Pool(List.of(provider("first", 1, first, false), provider("first", 1, second, false)), weights,
                RULES, clock)).isInstanceOf(IllegalArgumentException.class);
    }
}
