package org.civikos.notification.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.civikos.notification.subscription.Frequency;
import org.civikos.notification.subscription.Quiet;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;
import org.civikos.notification.subscription.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietTest {

    @ParameterizedTest
    @CsvSource({
        "22:00,07:00,2026-11-20T21:30:00Z,2026-11-21T06:00:00Z",
        "22:00,07:00,2026-11-20T05:59:00Z,2026-11-20T06:00:00Z",
        "22:00,07:00,2026-11-20T06:00:00Z,",
        "22:00,07:00,2026-11-20T20:59:00Z,",
        "12:00,14:00,2026-11-20T11:00:00Z,2026-11-20T13:00:00Z",
        "12:00,14:00,2026-11-20T13:00:00Z,",
        // The night in which the clock is put forward, and the one in which it is put back.
        "22:00,07:00,2026-03-28T22:00:00Z,2026-03-29T05:00:00Z",
        "22:00,07:00,2026-10-24T22:00:00Z,2026-10-25T06:00:00Z",
    })
    void messagesWaitUntilTheQuietHoursEnd(String from, String to, Instant now, Instant until) {
        assertThat(new Quiet(from, to, false).until(now, AlertSettings.KOSOVO)).isEqualTo(Optional.ofNullable(until));
    }

    @Test
    void emailsOnlyWaitIfAskedTo() {
        Instant night = Instant.parse("2026-11-20T23:00:00Z");
        assertThat(AlertSettings.DEFAULT.with(null, new Quiet("22:00", "07:00", false)).quietForEmail(night)).isEmpty();
        assertThat(AlertSettings.DEFAULT.with(null, new Quiet("22:00", "07:00", true)).quietForEmail(night)).isPresent();
        assertThat(AlertSettings.DEFAULT.with("America/New_York", new Quiet("22:00", "07:00", true)).quietForSms(night)).isEmpty();
        assertThat(AlertSettings.DEFAULT.quietForSms(night)).isEmpty();
    }

    @Test
    void whoKnowsOneScopeOnlyChangesTheStandardSubscriptionAndLeavesTheOthers() {
        Subscription other = new Subscription("other", "", Scope.EVERYTHING, null, null, null, null, null, null, true, Frequency.WEEKLY,
                List.of(Way.EMAIL), null);
        AlertSettings after = AlertSettings.DEFAULT.with(other, _ -> other)
                .withStandard(true, true, Scope.CHOSEN, List.of("youth"), List.of("md"));
        assertThat(after.subscriptions()).hasSize(2).contains(other);
        assertThat(after.scope()).isEqualTo(Scope.CHOSEN);
        assertThat(after.fields()).containsExactly("youth");
        assertThat(after.without("standard").withStandard(true, false, Scope.EVERYTHING, List.of(), List.of()).subscriptions()).hasSize(2);
    }
}
