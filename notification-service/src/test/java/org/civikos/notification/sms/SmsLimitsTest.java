package org.civikos.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.member.PhoneNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:15:00Z");

    private final Map<String, Integer> store = new HashMap<>();

    private SmsLimits limits(int perNumber, int all, Instant now) {
        return new SmsLimits(perNumber, all, (hour, what) -> store.merge(hour + what, 1, Integer::sum), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void aNewStartOrAnotherInstanceDoesNotBeginAtZero() {
        assertThat(limits(1, 100, NOW).take("+38343900123")).isEmpty();
        assertThat(limits(1, 100, NOW).take("+38343900123")).isPresent();
        assertThat(limits(1, 100, NOW.plus(Duration.ofMinutes(45))).take("+38343900123")).as("the next hour").isEmpty();
    }

    @Test
    void whatIsHeldForItsNumberDoesNotUseUpTheLimitOfAll() {
        SmsLimits limits = limits(1, 2, NOW);
        for (int i = 0; i < 5; i++) {
            limits.take("+38343900123");
        }
        assertThat(limits.take("+38343900124")).isEmpty();
    }

    @Test
    void oneNumberGetsNoMoreThanItsShareOfAnHour() {
        SmsLimits limits = limits(2, 100, NOW);
        assertThat(limits.take("+38343900123")).isEmpty();
        assertThat(limits.take("+38343900123")).isEmpty();
        assertThat(limits.take("+38343900123")).get().isInstanceOfSatisfying(Outcome.Held.class, held -> {
            assertThat(held.reason()).isEqualTo(Reason.TOO_MANY);
            assertThat(held.pause()).isEqualTo(Duration.ofMinutes(45));
        });
        assertThat(limits.take("+38343900124")).as("others are not kept waiting").isEmpty();
    }

    @Test
    void allNumbersTogetherHaveALimitToo() {
        SmsLimits limits = limits(10, 3, NOW);
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take("+3834390012" + i)).isEmpty();
        }
        assertThat(limits.take("+38343900129")).isPresent();
    }

    @Test
    void numbersOfOtherCountriesAreHeldBack() {
        Countries countries = new Countries(List.of("XK", "AL"));
        Delivery here = Delivery.waiting("alert-1", "p1", null, Channel.SMS, "+38343900123", "sq", "", NOW);
        Delivery abroad = Delivery.waiting("alert-1", "p2", null, Channel.SMS, "+12025550123", "sq", "", NOW);
        Delivery mail = Delivery.waiting("alert-1", "p2", null, Channel.EMAIL, "x@example.org", "sq", "", NOW);
        assertThat(countries.drops("alert-1", List.of(here, abroad, mail))).isEqualTo(Map.of(abroad.id(), Reason.COUNTRY_NOT_ALLOWED));
    }

    @ParameterizedTest
    @CsvSource({"+377 44 123 456, +38344123456", "00377 45 123456, +38345123456", "+386 49 123 456, +38349123456",
        "+386 43 123456, +38343123456", "+381 38 123 456, +38338123456"})
    void oldNumbersAreOfferedInTheirPresentForm(String old, String present) {
        assertThat(PhoneNumbers.presentForm(old)).contains(present);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+38343900123", "043 900 123", "+37799123456", "+38641123456", "+38164123456", "", "not a number"})
    void numbersThatMayBeOfTheOtherCountryAreLeftAlone(String number) {
        assertThat(PhoneNumbers.presentForm(number)).isEmpty();
    }
}
