package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.civikos.notification.reminder.Reminding;
import org.civikos.platform.time.WorkingDays;
import org.junit.jupiter.api.Test;

/** The deadline is Friday 16 October 2026: three working days are left on the morning of Tuesday the 13th, seven on that of Wednesday the 7th. */
class ReminderTableTest {

    private static final LocalDateTime DEADLINE = LocalDateTime.parse("2026-10-16T23:59");
    private static final WorkingDays.Table THURSDAY_OFF = off("2026-10-15");

    private final Alerts alerts = new Alerts(new MemoryAggregates<>(), new MemoryUnfinishedAlerts(), SampleAlerts.NOTHING_KNOWN);
    private final Reminding reminding = new Reminding();

    private static WorkingDays.Table off(String... days) {
        return new WorkingDays.Table(Set.of(days).stream().map(LocalDate::parse).collect(java.util.stream.Collectors.toSet()), Set.of());
    }

    /** One look at a moment in Kosovo's summer time, two hours ahead of UTC. */
    private void look(String local) {
        reminding.look(alerts, Clock.fixed(at(local), ZoneOffset.UTC));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WorkingDays.ZONE).toInstant();
    }

    private Optional<Instant> made(String step) {
        return alerts.find(reminding.alertId(step)).map(Alert::eventTime);
    }

    @Test
    void whatIsNotSentYetMovesWithTheTable() {
        reminding.deadline(DEADLINE, at("2026-10-01T10:00"));
        reminding.announce(THURSDAY_OFF, at("2026-10-05T12:00"));
        look("2026-10-06T08:59");
        assertThat(made("SEVEN_DAYS")).isEmpty();
        look("2026-10-06T09:00");
        assertThat(made("SEVEN_DAYS")).contains(at("2026-10-06T09:00"));
        reminding.announce(WorkingDays.Table.OF_THE_LAW, at("2026-10-06T12:00"));
        look("2026-10-12T09:00");
        assertThat(made("THREE_DAYS")).as("due on Monday, had Thursday stayed off").isEmpty();
        look("2026-10-13T09:00");
        assertThat(made("THREE_DAYS")).contains(at("2026-10-13T09:00"));
    }

    @Test
    void whatWasSentIsNotSentAgainWhenItsTimeMovesOn() {
        reminding.deadline(DEADLINE, at("2026-10-01T10:00"));
        reminding.announce(THURSDAY_OFF, at("2026-10-05T12:00"));
        look("2026-10-12T09:00");
        assertThat(made("THREE_DAYS")).contains(at("2026-10-12T09:00"));
        reminding.announce(WorkingDays.Table.OF_THE_LAW, at("2026-10-12T10:00"));
        look("2026-10-13T09:00");
        look("2026-10-13T09:30");
        assertThat(made("THREE_DAYS")).as("one alert, from before").contains(at("2026-10-12T09:00"));
    }

    /** Announced on the afternoon of the day on whose morning it would have been due. */
    @Test
    void whatTheTableMovesIntoThePastIsSentNowAndNotTakenForMissed() {
        reminding.deadline(DEADLINE, at("2026-10-01T10:00"));
        look("2026-10-12T14:00");
        assertThat(made("THREE_DAYS")).isEmpty();
        reminding.announce(THURSDAY_OFF, at("2026-10-12T15:30"));
        reminding.announce(off("2026-10-15", "2026-12-24"), at("2026-10-12T15:31"));
        look("2026-10-12T15:32");
        assertThat(made("THREE_DAYS")).contains(at("2026-10-12T15:30"));
        assertThat(reminding.asked(reminding.alertId("THREE_DAYS"))).isFalse();
        look("2026-10-13T09:00");
        assertThat(made("THREE_DAYS")).contains(at("2026-10-12T15:30"));
    }

    /** A whole week is given: both reminders lie in the past at once. */
    @Test
    void ofSeveralThatFallTogetherTheLastIsSentAlone() {
        reminding.deadline(DEADLINE, at("2026-10-01T10:00"));
        reminding.announce(off("2026-10-07", "2026-10-08", "2026-10-09", "2026-10-12", "2026-10-13"), at("2026-10-06T15:00"));
        look("2026-10-06T15:01");
        assertThat(made("THREE_DAYS")).contains(at("2026-10-06T15:00"));
        assertThat(made("SEVEN_DAYS")).isEmpty();
        look("2026-10-07T09:00");
        assertThat(made("SEVEN_DAYS")).isEmpty();
        assertThat(reminding.asked(reminding.alertId("SEVEN_DAYS"))).isFalse();
    }

    /** Nobody looked when it was due; then the table moves it on. The secretariat was asked, and so decides. */
    @Test
    void whatWasAskedAboutIsNotSentByAnotherTable() {
        reminding.deadline(DEADLINE, at("2026-10-01T10:00"));
        reminding.announce(THURSDAY_OFF, at("2026-10-05T12:00"));
        look("2026-10-12T11:00");
        assertThat(reminding.asked(reminding.alertId("THREE_DAYS"))).isTrue();
        reminding.announce(WorkingDays.Table.OF_THE_LAW, at("2026-10-12T12:00"));
        look("2026-10-13T09:00");
        assertThat(made("THREE_DAYS")).isEmpty();
    }

    /** A day off that lies in the past of the deadline's setting reminds of nothing that was skipped then. */
    @Test
    void whatWasPastWhenTheDeadlineWasSetStaysSo() {
        reminding.announce(THURSDAY_OFF, at("2026-10-05T12:00"));
        reminding.deadline(DEADLINE, at("2026-10-12T16:00"));
        look("2026-10-12T16:01");
        assertThat(made("THREE_DAYS")).isEmpty();
        assertThat(made("SEVEN_DAYS")).isEmpty();
    }
}
