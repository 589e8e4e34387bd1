package org.civikos.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final Outcome NOBODY_THERE = new Outcome.Refused(Reason.ADDRESS_UNKNOWN, "550 5.1.1 No such user");
    private static final Outcome BLOCKED = new Outcome.Refused(Reason.POLICY, "550 5.7.1 Blocked");
    private static final Outcome LATER = new Outcome.Postponed(Reason.TRY_LATER, "451 Later");
    private static final Outcome TAKEN = new Outcome.Accepted(null);

    private Instant now = Instant.parse("2026-11-20T09:00:00Z");
    private Outcome answer = TAKEN;
    private final InstantSource source = () -> now;
    private final Refusals refusals = new Refusals(HealthRules.DEFAULT, source.withZone(ZoneOffset.UTC));
    private final Courier courier = refusals.watch(new Courier() {
        @Override
        public Outcome hand(Delivery delivery) {
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
    });

    /** What it comes to after it has been held, if it is. */
    private Outcome settled(String address, Outcome said) {
        Outcome outcome = hand(address, said);
        if (outcome instanceof Outcome.Held held) {
            now = now.plus(held.pause());
            outcome = hand(address, said);
        }
        return outcome;
    }

    private Outcome hand(String address, Outcome said) {
        answer = said;
        return courier.hand(Delivery.waiting("alert-1", address, null, Channel.EMAIL, address, "sq", "", now));
    }

    private Outcome refused(int people, int domains, Outcome said) {
        Outcome last = said;
        for (int i = 0; i < people; i++) {
            last = hand("p" + i + "@" + i % domains + ".example.org", said);
        }
        return last;
    }

    @Test
    void whoRefusesTenPeopleOfManyDomainsRefusesEverybody() {
        for (int i = 0; i < 500; i++) {
            hand("well" + i + "@example.org", TAKEN);
        }
        assertThat(refused(15, 5, BLOCKED)).isEqualTo(BLOCKED);
        assertThat(hand("one-more@example.org", BLOCKED)).as("16 of the last 20").isInstanceOf(Outcome.Unavailable.class);
        assertThat(hand("another@example.org", LATER)).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void whoHasJustBegunIsFoundOutAfterTen() {
        assertThat(refused(9, 1, LATER)).isEqualTo(LATER);
        assertThat(hand("tenth@example.org", LATER)).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void theSameAddressAgainAndAgainIsOne() {
        for (int i = 0; i < 50; i++) {
            assertThat(settled("wrong@example.org", NOBODY_THERE)).isEqualTo(NOBODY_THERE);
        }
    }

    @Test
    void wrongAddressesAmongRightOnesAreWrongAddresses() {
        for (int i = 0; i < 200; i++) {
            hand("right" + i + "@example.org", TAKEN);
            assertThat(refused(3, 3, NOBODY_THERE)).isEqualTo(NOBODY_THERE);
        }
    }

    @Test
    void oneDomainThatTakesNothingIsNoFaultOfTheProvider() {
        hand("other@example.com", TAKEN);
        for (int i = 0; i < 15; i++) {
            assertThat(hand("p" + i + "@closed.example.org", BLOCKED)).isEqualTo(BLOCKED);
            if (i % 5 == 0) {
                hand("other" + i + "@example.com", TAKEN);
            }
        }
    }

    @Test
    void whatIsLongAgoDoesNotCount() {
        for (int i = 0; i < 60; i++) {
            assertThat(settled("p" + i + "@" + i % 7 + ".example.org", NOBODY_THERE)).isEqualTo(NOBODY_THERE);
            now = now.plus(Duration.ofSeconds(10));
        }
    }

    @Test
    void itHoldsUntilOneIsTakenAndIsThenJudgedAnew() {
        refused(10, 10, BLOCKED);
        now = now.plus(Duration.ofHours(1));
        assertThat(hand("probe@example.org", NOBODY_THERE)).as("as long as nobody knows better").isInstanceOf(Outcome.Unavailable.class);
        assertThat(hand("probe2@example.org", TAKEN)).isEqualTo(TAKEN);
        assertThat(hand("probe@example.org", NOBODY_THERE)).isEqualTo(NOBODY_THERE);
    }

    @Test
    void whatWeFoundOutOurselvesIsNotItsAnswer() {
        Outcome ours = new Outcome.Refused(Reason.ADDRESS_INVALID, "no address");
        assertThat(refused(30, 7, ours)).isEqualTo(ours);
        Outcome doubt = new Outcome.Refused(Reason.IN_DOUBT, "gone");
        assertThat(refused(30, 7, doubt)).isEqualTo(doubt);
    }

    @Test
    void whatItRefusesForGoodIsNotBelievedBeforeItHasTakenSomebody() {
        assertThat(hand("wrong@example.org", NOBODY_THERE)).isEqualTo(new Outcome.Held(Reason.ADDRESS_UNKNOWN, "550 5.1.1 No such user", Duration.ofSeconds(2)));
        now = now.plus(Duration.ofMillis(500));
        assertThat(hand("wrong@example.org", NOBODY_THERE)).isEqualTo(new Outcome.Held(Reason.ADDRESS_UNKNOWN, "550 5.1.1 No such user", Duration.ofMillis(1_500)));
        assertThat(hand("right@example.org", TAKEN)).isEqualTo(TAKEN);
        assertThat(hand("wrong@example.org", NOBODY_THERE)).isEqualTo(NOBODY_THERE);
    }

    @Test
    void whoeverIsAloneOnAQuietDayIsRefusedAfterTwoSeconds() {
        assertThat(hand("wrong@example.org", NOBODY_THERE)).isInstanceOf(Outcome.Held.class);
        now = now.plus(Duration.ofSeconds(2));
        assertThat(hand("wrong@example.org", NOBODY_THERE)).isEqualTo(NOBODY_THERE);
    }

    @Test
    void nobodyFailsByWhoRefusesEverybodyFromTheStart() {
        for (int i = 0; i < 9; i++) {
            assertThat(hand("p" + i + "@" + i + ".example.org", NOBODY_THERE)).isInstanceOf(Outcome.Held.class);
        }
        assertThat(hand("tenth@example.org", NOBODY_THERE)).isInstanceOf(Outcome.Unavailable.class);
        now = now.plus(Duration.ofSeconds(2));
        for (int i = 0; i < 9; i++) {
            assertThat(hand("p" + i + "@" + i + ".example.org", NOBODY_THERE)).isInstanceOf(Outcome.Unavailable.class);
        }
    }

    @Test
    void policyIsDoubtedWhereNobodyElseCanBeAsked() {
        assertThat(hand("one@example.org", BLOCKED)).as("the next provider is asked at once").isEqualTo(BLOCKED);
        Courier only = new Refusals(HealthRules.DEFAULT, source.withZone(ZoneOffset.UTC), true).watch(courier);
        answer = BLOCKED;
        assertThat(only.hand(Delivery.waiting("alert-1", "two", null, Channel.EMAIL, "two@example.org", "sq", "", now))).isInstanceOf(Outcome.Held.class);
    }
}
