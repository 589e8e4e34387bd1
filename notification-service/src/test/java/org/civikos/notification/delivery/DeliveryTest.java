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

    private static Pool.Attempt attempt(Outcome outcome, boolean works) {
        return new Pool.Attempt(outcome, "first", works, THREE);
    }

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
        Delivery after = waiting.after(attempt(new Outcome.Accepted("id-9"), true), NOW.plusSeconds(1));
        assertThat(after.state()).isEqualTo(DeliveryState.HANDED_OVER);
        assertThat(after.handedOverAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(after.attempts()).isEqualTo(1);
        assertThat(after.reason()).isNull();
    }

    @Test
    void refusalFailsAtOnceAndIsNotTriedAgain() {
        Delivery after = waiting.after(attempt(new Outcome.Refused(Reason.ADDRESS_UNKNOWN, "550 5.1.1"), true), NOW);
        assertThat(after.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(after.reason()).isEqualTo(Reason.ADDRESS_UNKNOWN);
        assertThatThrownBy(() -> after.after(attempt(new Outcome.Accepted(null), true), NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void postponementWaitsLongerEachTimeAndEndsAtTheLimit() {
        Outcome later = new Outcome.Postponed(Reason.TRY_LATER, "451");
        Delivery first = waiting.after(attempt(later, true), NOW);
        assertThat(first.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(Duration.between(NOW, first.dueAt())).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
        Delivery second = first.after(attempt(later, true), NOW);
        assertThat(Duration.between(NOW, second.dueAt())).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(66));
        Delivery third = second.after(attempt(later, true), NOW);
        assertThat(third.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(third.attempts()).isEqualTo(3);
        assertThat(third.reason()).isEqualTo(Reason.TRY_LATER);
    }

    @Test
    void anOutageNeverCountsAsAnAttempt() {
        Delivery held = waiting;
        for (int i = 0; i < 100; i++) {
            held = held.after(attempt(new Outcome.Unavailable("refused"), false), NOW);
            held = held.after(attempt(new Outcome.Interrupted("broken"), false), NOW);
        }
        assertThat(held.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(held.attempts()).isZero();
        assertThat(held.reason()).isEqualTo(Reason.PROVIDER_UNAVAILABLE);
    }

    @Test
    void aBreakWhileTheProviderWorksCounts() {
        Delivery after = waiting.after(attempt(new Outcome.Interrupted("broken"), true), NOW);
        assertThat(after.attempts()).isEqualTo(1);
        assertThat(after.reason()).isEqualTo(Reason.INTERRUPTED);
    }

    @Test
    void whatIsInDoubtStaysWithTheProviderThatMayHaveIt() {
        Delivery doubtful = waiting.after(attempt(new Outcome.Interrupted("broken"), false), NOW);
        assertThat(doubtful.provider()).isEqualTo("first");
        assertThat(doubtful.after(attempt(new Outcome.Unavailable("refused"), false), NOW).provider()).isEqualTo("first");
        assertThat(doubtful.after(attempt(new Outcome.Postponed(Reason.TRY_LATER, "451"), true), NOW).provider())
                .as("that it is put off says nothing of the copy before").isEqualTo("first");
        assertThat(waiting.after(attempt(new Outcome.Unavailable("refused"), false), NOW).provider()).isNull();
    }

    @Test
    void whatHasWaitedForThreeDaysHasFailed() {
        Delivery held = waiting.after(attempt(new Outcome.Unavailable("refused"), false), NOW.plus(Delivery.GIVE_UP));
        assertThat(held.state()).isEqualTo(DeliveryState.WAITING);
        Delivery over = held.after(attempt(new Outcome.Unavailable("refused"), false), NOW.plus(Delivery.GIVE_UP).plusSeconds(1));
        assertThat(over.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(over.reason()).isEqualTo(Reason.PROVIDER_UNAVAILABLE);
        Delivery doubtful = waiting.after(attempt(new Outcome.Interrupted("broken"), false), NOW);
        assertThat(doubtful.after(attempt(new Outcome.Unavailable("refused"), false), NOW.plus(Delivery.GIVE_UP).plusSeconds(1)).reason())
                .isEqualTo(Reason.IN_DOUBT);
    }

    @Test
    void aLimitOfOurOwnIsNoAttempt() {
        Delivery held = waiting.after(attempt(new Outcome.Held(Reason.TRY_LATER, "limit", Duration.ofMinutes(5)), true), NOW);
        assertThat(held.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(held.attempts()).isZero();
        assertThat(held.dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void longWordsOfTheOtherSideAreCut() {
        Delivery after = waiting.after(attempt(new Outcome.Refused(Reason.REFUSED, "x".repeat(5_000)), true), NOW);
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

    /** Sent again ten days after its alert, while the provider is away for a moment. */
    @Test
    void whatIsSentAgainHasThreeDaysFromThenOn() {
        Instant again = NOW.plus(Duration.ofDays(10));
        Delivery w = waiting;
        Delivery opened = new Delivery(w.id(), w.alertId(), w.personId(), w.personName(), w.channel(), w.address(), w.language(), w.speaksFor(), w.state(), null, null, 0,
                w.createdAt(), again, null, null, null, null, null, null, again);
        Outcome away = new Outcome.Unavailable("No connection");
        Delivery held = opened.after(attempt(away, true), again.plusSeconds(1));
        assertThat(held.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(held.after(attempt(away, true), again.plus(Duration.ofDays(3)).plusSeconds(1)).state()).isEqualTo(DeliveryState.FAILED);
        assertThat(w.after(attempt(away, true), again).state()).as("the first time it has three days from its alert on").isEqualTo(DeliveryState.FAILED);
    }
}
