package org.civikos.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.SampleAlerts;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.junit.jupiter.api.Test;

class SmsLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:15:00Z");

    private final MemorySmsCounts store = new MemorySmsCounts();
    private int made;

    private SmsLimits limits(int perNumber, int all, Instant now) {
        return new SmsLimits(new SmsLimits.Most(perNumber, all, 2), store, Clock.fixed(now, ZoneOffset.UTC));
    }

    private Delivery to(String number) {
        return Delivery.waiting("alert-" + made++, "p1", null, Channel.SMS, number, "sq", "", NOW);
    }

    private Optional<Outcome> take(SmsLimits limits, String number) {
        return limits.take(to(number), false);
    }

    @Test
    void aNewStartOrAnotherInstanceDoesNotBeginAtZero() {
        assertThat(take(limits(1, 100, NOW), "+38343900123")).isEmpty();
        assertThat(take(limits(1, 100, NOW), "+38343900123")).isPresent();
        assertThat(take(limits(1, 100, NOW.plus(Duration.ofMinutes(45))), "+38343900123")).as("the next hour").isEmpty();
    }

    @Test
    void aMessageCountsOnceHoweverOftenItIsTried() {
        Delivery one = to("+38343900123");
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(limits(2, 3, NOW).take(one, false)).as("attempt %d, by a process that has just begun", attempt).isEmpty();
        }
        assertThat(take(limits(2, 3, NOW), "+38343900123")).as("another message").isEmpty();
        assertThat(take(limits(2, 3, NOW), "+38343900123")).as("a third").isPresent();
        assertThat(take(limits(2, 3, NOW), "+38343900124")).as("three in all").isEmpty();
        assertThat(take(limits(2, 3, NOW), "+38343900125")).as("and no more").isPresent();
    }

    @Test
    void whatIsHeldForAllIsNotTakenToBeCountedWhenItComesAgain() {
        SmsLimits limits = limits(2, 1, NOW);
        take(limits, "+38343900123");
        Delivery held = to("+38343900124");
        assertThat(limits.take(held, false)).isPresent();
        assertThat(limits.take(held, false)).isPresent();
    }

    @Test
    void whatIsUrgentHasPlacesOfItsOwnAndNotWithoutEnd() {
        SmsLimits limits = limits(1, 1, NOW);
        take(limits, "+38343900123");
        assertThat(take(limits, "+38343900123")).isPresent();
        assertThat(take(limits, "+38343900124")).isPresent();
        assertThat(limits.take(to("+38343900123"), true)).isEmpty();
        assertThat(limits.take(to("+38343900123"), true)).as("a second one to a number").isPresent();
        assertThat(limits.take(to("+38343900124"), true)).isEmpty();
        assertThat(limits.take(to("+38343900125"), true)).as("a third one in all").isPresent();
    }

    /** Half a minute in which the provider is away costs a number one message of its hour, and not ten. */
    @Test
    void aProviderThatFailsUsesNothingUp() {
        AtomicInteger asked = new AtomicInteger();
        SmsWriter writer = new SmsWriter(SampleAlerts.knowing(SampleAlerts.opened("event-1")), new Phrases(), "http://localhost:8080", WorkingDays::daysLeft,
                Clock.fixed(NOW, ZoneOffset.UTC));
        SmsLimits limits = limits(2, 100, NOW);
        SmsProvider away = _ -> asked.incrementAndGet() > 30 ? new Outcome.Accepted(null) : new Outcome.Unavailable("No connection");
        SmsCourier first = new SmsCourier(writer, away, limits, _ -> false);
        SmsCourier second = new SmsCourier(writer, away, limits, _ -> false);
        Delivery delivery = Delivery.waiting(Alert.idOf("event-1"), "p1", null, Channel.SMS, "+38343900123", "sq", "", NOW);
        for (int attempt = 0; attempt < 15; attempt++) {
            assertThat(first.hand(delivery)).isInstanceOf(Outcome.Unavailable.class);
            assertThat(second.hand(delivery)).as("by the next provider").isInstanceOf(Outcome.Unavailable.class);
        }
        assertThat(first.hand(delivery)).isInstanceOf(Outcome.Accepted.class);
        assertThat(take(limits, "+38343900123")).as("a second message").isEmpty();
    }

    @Test
    void whatIsHeldForItsNumberDoesNotUseUpTheLimitOfAll() {
        SmsLimits limits = limits(1, 2, NOW);
        for (int i = 0; i < 5; i++) {
            take(limits, "+38343900123");
        }
        assertThat(take(limits, "+38343900124")).isEmpty();
    }

    @Test
    void oneNumberGetsNoMoreThanItsShareOfAnHour() {
        SmsLimits limits = limits(2, 100, NOW);
        assertThat(take(limits, "+38343900123")).isEmpty();
        assertThat(take(limits, "+38343900123")).isEmpty();
        assertThat(take(limits, "+38343900123")).get().isInstanceOfSatisfying(Outcome.Held.class, held -> {
            assertThat(held.reason()).isEqualTo(Reason.TOO_MANY);
            assertThat(held.pause()).isEqualTo(Duration.ofMinutes(45));
        });
        assertThat(take(limits, "+38343900124")).as("others are not kept waiting").isEmpty();
    }

    @Test
    void allNumbersTogetherHaveALimitToo() {
        SmsLimits limits = limits(10, 3, NOW);
        for (int i = 0; i < 3; i++) {
            assertThat(take(limits, "+3834390012" + i)).isEmpty();
        }
        assertThat(take(limits, "+38343900129")).isPresent();
    }

    @Test
    void numbersOfOtherCountriesAreHeldBack() {
        Countries countries = new Countries(List.of("XK", "AL"));
        Delivery here = Delivery.waiting("alert-1", "p1", null, Channel.SMS, "+38343900123", "sq", "", NOW);
        Delivery abroad = Delivery.waiting("alert-1", "p2", null, Channel.SMS, "+12025550123", "sq", "", NOW);
        Delivery mail = Delivery.waiting("alert-1", "p2", null, Channel.EMAIL, "x@example.org", "sq", "", NOW);
        assertThat(countries.drops("alert-1", List.of(here, abroad, mail))).isEqualTo(Map.of(abroad.id(), Reason.COUNTRY_NOT_ALLOWED));
    }
}
