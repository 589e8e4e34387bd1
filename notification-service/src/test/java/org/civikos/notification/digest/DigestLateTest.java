package org.civikos.notification.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.SampleAlerts;
import org.civikos.notification.alert.Summaries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A summary that missed its time asks rather than fires, and nothing of it is lost. */
class DigestLateTest {

    private static final Instant SEVEN = Instant.parse("2026-11-20T06:00:00Z");
    private static final Instant NEXT = SEVEN.plus(Duration.ofDays(1));
    private static final Items.Slot SLOT = new Items.Slot(SEVEN, null);
    private static final Items.Slot MORNING = new Items.Slot(NEXT, null);

    private final MemoryItems items = new MemoryItems();
    private final MemoryLateSummaries late = new MemoryLateSummaries();
    private final Alert draft = alert("draft", SEVEN.plus(Duration.ofDays(9)));
    private final Alert closing = alert("closing", SEVEN.plus(Duration.ofHours(20)));
    private final Alerts alerts = SampleAlerts.knowing(draft);

    @BeforeEach
    void bothAreKnown() {
        alerts.start(closing);
    }

    private static Alert alert(String event, Instant deadline) {
        return Alert.of(new Alert.Cause(AlertKind.CONSULTATION_OPENED, event, "opened", SEVEN.minusSeconds(60)), new Alert.Subject("c-" + event, "Titulli", "sq", "md",
                List.of(), null, "2026-12-11T23:59", deadline, 1), SEVEN.minusSeconds(60));
    }

    private void add(String person, Alert fact) {
        items.add(List.of(new Summaries.Item(person + fact.causeId(), person, Alert.idOf(fact.causeId()), SEVEN, null, null)));
    }

    private void look(Instant now) {
        new DigestRunner(items, late, alerts, () -> { }, Clock.fixed(now, ZoneOffset.UTC), Duration.ofSeconds(1), Duration.ofHours(1)).look();
    }

    private boolean begun(Items.Slot slot) {
        return alerts.status(DigestRunner.idOf(slot)).isPresent();
    }

    @Test
    void anHourLateIsStillSent() {
        add("arta", draft);
        look(SEVEN.plus(Duration.ofMinutes(59)));
        assertThat(begun(SLOT)).isTrue();
        assertThat(late.putOff).isEmpty();
    }

    @Test
    void laterItComesWithTheNextMorningsAndThenWhateverTheHour() {
        add("arta", draft);
        look(SEVEN.plus(Duration.ofHours(3)));
        assertThat(begun(SLOT)).isFalse();
        assertThat(late.putOff).containsEntry(SLOT, NEXT);
        assertThat(items.slots(SEVEN.plus(Duration.ofHours(4)))).isEmpty();
        look(NEXT.plus(Duration.ofHours(5)));
        assertThat(begun(MORNING)).as("not put off for ever").isTrue();
        assertThat(items.due(MORNING, DigestRunner.idOf(MORNING))).extracting(Summaries.Item::personId).containsExactly("arta");
    }

    @Test
    void aDraftThatClosesBeforeIsToldNow() {
        add("arta", draft);
        add("arta", closing);
        look(SEVEN.plus(Duration.ofHours(3)));
        assertThat(begun(SLOT)).isTrue();
        assertThat(items.due(SLOT, DigestRunner.idOf(SLOT))).extracting(Summaries.Item::alertId).containsExactly(Alert.idOf("closing"));
        assertThat(items.due(MORNING, "")).extracting(Summaries.Item::alertId).containsExactly(Alert.idOf("draft"));
    }

    @Test
    void theSecretariatMayHaveItSentBefore() {
        add("arta", draft);
        Instant now = SEVEN.plus(Duration.ofHours(3));
        look(now);
        Instant soon = DigestPlan.next(now);
        items.hasten(SLOT, NEXT, soon);
        look(soon.plusSeconds(5));
        assertThat(begun(new Items.Slot(soon, null))).isTrue();
        look(NEXT);
        assertThat(begun(MORNING)).as("nothing is left of it").isFalse();
    }
}
