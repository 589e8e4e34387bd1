package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.civikos.notification.delivery.Reason;
import org.junit.jupiter.api.Test;

/** What becomes of a message that was held while its consultation went on. The alerts of the samples tell of a deadline on 11 December 2026 at 23:59. */
class OverTest {

    private static final Instant NIGHT = Instant.parse("2026-11-21T06:00:00Z");
    private static final String SAME = "2026-12-11T23:59";

    private static Optional<Reason> over(Alert alert, ConsultationWatch.Known standing, Instant now) {
        return SampleAlerts.knowing(alert, new Consultations(_ -> Optional.ofNullable(standing), Clock.fixed(now, ZoneOffset.UTC)))
                .over(Alert.idOf(alert.causeId()), now);
    }

    private static Alert moved(String from) {
        return SampleAlerts.of(AlertKind.DEADLINE_MOVED, "event-2", SampleAlerts.OPENED_AT, "Projektligji", "md", from);
    }

    @Test
    void whatStandsGoesOut() {
        assertThat(over(SampleAlerts.opened("event-1"), SampleAlerts.standing(SAME, false), NIGHT)).isEmpty();
        assertThat(over(SampleAlerts.opened("event-1"), null, NIGHT)).as("of an alert older than the watch nothing is known").isEmpty();
        assertThat(over(moved("2026-12-04T23:59"), SampleAlerts.standing(SAME, false), NIGHT)).isEmpty();
    }

    @Test
    void theDeadlineThatHoldsDecidesWhetherItIsTooLate() {
        Instant between = Instant.parse("2026-12-14T10:00:00Z");
        assertThat(over(SampleAlerts.opened("event-1"), SampleAlerts.standing("2026-12-18T16:00", false), between)).isEmpty();
        assertThat(over(SampleAlerts.opened("event-1"), SampleAlerts.standing(SAME, false), between)).contains(Reason.DEADLINE_PASSED);
        assertThat(over(SampleAlerts.opened("event-1"), SampleAlerts.standing("2026-11-20T16:00", false), NIGHT)).contains(Reason.DEADLINE_PASSED);
    }

    @Test
    void nobodyIsInvitedToWhatWasDropped() {
        ConsultationWatch.Known dropped = SampleAlerts.standing(SAME, true);
        assertThat(over(SampleAlerts.opened("event-1"), dropped, NIGHT)).contains(Reason.SUPERSEDED);
        assertThat(over(moved("2026-12-04T23:59"), dropped, NIGHT)).contains(Reason.SUPERSEDED);
        assertThat(over(SampleAlerts.changed("event-3", 2, "text-changed"), dropped, NIGHT)).as("news after the end too").isEmpty();
    }

    @Test
    void aDeadlineThatWasMovedBackHasNotMoved() {
        assertThat(over(moved("2026-12-04T23:59"), SampleAlerts.standing("2026-12-04T23:59", false), NIGHT)).contains(Reason.SUPERSEDED);
    }

    /** What changed beside it has changed all the same. */
    @Test
    void aChangeToldWithADeadlineThatWasMovedBackIsTold() {
        Alert both = SampleAlerts.changed("event-5", 2, "text-changed").saying("2026-12-04T23:59", new Alert.DraftChange(List.of("text-changed"), 2), null);
        assertThat(over(both, SampleAlerts.standing("2026-12-04T23:59", false), NIGHT)).isEmpty();
        assertThat(both.as(both.title(), "2026-12-04T23:59", NIGHT).previousDeadline()).isNull();
        assertThat(both.as(both.title(), SAME, NIGHT).previousDeadline()).isEqualTo("2026-12-04T23:59");
    }

    @Test
    void whatIsAboutNoDraftNeverAsks() {
        Alert circular = SampleAlerts.of(AlertKind.CIRCULAR, "event-4", SampleAlerts.OPENED_AT, "Ftesë", "", null);
        assertThat(over(circular, SampleAlerts.standing(SAME, true), NIGHT)).isEmpty();
    }
}
