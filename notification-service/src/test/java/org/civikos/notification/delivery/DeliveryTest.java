package org.civikos.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final RetryPolicy THREE = new RetryPolicy(3, Duration.ofSeconds(30), Duration.ofMinutes(30));

    private final Delivery waiting =
            Delivery.waiting("alert-1", "person-1", "Arta Shembulli", Channel.EMAIL, "arta@example.org", "sq", "Shoqata", NOW);

    @Test
    void theIdIsTheSameForTheSameAlertPersonAndChannelAndNoOther() {
        assertThat(waiting.id()).isEqualTo(Delivery.idOf("alert-1", "person-1", Channel.EMAIL))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isNotEqualTo(Delivery.idOf("alert-1", "person-1", Channel.SMS))
                .isNotEqualTo(Delivery.idOf("alert-1", "person-2", Channel.EMAIL))
                .isNotEqualTo(Delivery.idOf("alert-2", "person-1", Channel.EMAIL));
    }

    @Test
    void acceptanceHandsOver() {
        Delivery after = waiting.after(new Outcome.Accepted("id-9"), true, NOW.plusSeconds(1), THREE);
        assertThat(after.state()).isEqualTo(DeliveryState.HANDED_OVER);
        assertThat(after.handedOverAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(after.attempts()).isEqualTo(1);
        assertThat(after.reason()).isNull();
    }

    @Test
    void refusalFailsAtOnceAndIsNotTriedAgain() {
        Delivery after = waiting.after(new Outcome.Refused(Reason.ADDRESS_UNKNOWN, "550 5.1.1"), true, NOW, THREE);
        assertThat(after.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(after.reason()).isEqualTo(Reason.ADDRESS_UNKNOWN);
        assertThatThrownBy(() -> after.after(new Outcome.Accepted(null), true, NOW, THREE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void postponementWaitsLongerEachTimeAndEndsAtTheLimit() {
        Outcome later = new Outcome.Postponed(Reason.TRY_LATER, "451");
        Delivery first = waiting.after(later, true, NOW, THREE);
        assertThat(first.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(Duration.between(NOW, first.dueAt())).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
        Delivery second = first.after(later, true, NOW, THREE);
        assertThat(Duration.between(NOW, second.dueAt())).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(66));
        Delivery third = second.after(later, true, NOW, THREE);
        assertThat(third.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(third.attempts()).isEqualTo(3);
        assertThat(third.reason()).isEqualTo(Reason.TRY_LATER);
    }

    @Test
    void anOutageNeverCountsAsAnAttempt() {
        Delivery held = waiting;
        for (int i = 0; i < 100; i++) {
            held = held.after(new Outcome.Unavailable("refused"), false, NOW, THREE);
            held = held.after(new Outcome.Interrupted("broken"), false, NOW, THREE);
        }
        assertThat(held.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(held.attempts()).isZero();
        assertThat(held.reason()).isEqualTo(Reason.PROVIDER_UNAVAILABLE);
    }

    @Test
    void aBreakWhileTheProviderWorksCounts() {
        Delivery after = waiting.after(new Outcome.Interrupted("broken"), true, NOW, THREE);
        assertThat(after.attempts()).isEqualTo(1);
        assertThat(after.reason()).isEqualTo(Reason.INTERRUPTED);
    }

    @Test
    void longWordsOfTheOtherSideAreCut() {
        Delivery after = waiting.after(new Outcome.Refused(Reason.REFUSED, "x".repeat(5_000)), true, NOW, THREE);
        assertThat(after.detail()).hasSize(300);
    }

    @Test
    void thePauseHasALimit() {
        RetryPolicy many = new RetryPolicy(100, Duration.ofSeconds(30), Duration.ofMinutes(30));
        assertThat(many.pauseAfter(60, 7)).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(33));
    }

    @Test
    void everyStateAndReasonHasAWordThatReadsBack() {
        for (DeliveryState state : DeliveryState.values()) {
            assertThat(DeliveryState.of(state.code())).isEqualTo(state);
        }
        for (Reason reason : Reason.values()) {
            assertThat(Reason.of(reason.code())).isEqualTo(reason);
        }
    }
}
