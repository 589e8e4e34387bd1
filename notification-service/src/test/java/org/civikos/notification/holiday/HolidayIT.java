package org.civikos.notification.holiday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.civikos.notification.ServiceIT;
import org.civikos.platform.messaging.Projections;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platformtest.Contracts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class HolidayIT extends ServiceIT {

    private static final String TOPIC = "consultation.holiday.events.v1";
    private static final String TYPE = Contracts.type("consultation", "holidays-changed");
    private static final LocalDate OFF = LocalDate.of(2027, 3, 8);
    private static final LocalDate WORKED = LocalDate.of(2027, 3, 9);
    private static final AtomicLong VERSION = new AtomicLong(10);

    @Autowired
    private Projections projections;

    @Autowired
    private Clock clock;

    private void told(long sequence, String json) {
        probe.send(TOPIC, TYPE, "announced", sequence, json);
    }

    private static String table(String off) {
        return "{\"tableId\":\"announced\",\"off\":[" + off + "],\"worked\":[],\"changedAt\":\"2026-11-20T09:00:00Z\",\"new\":1}";
    }

    @AfterEach
    void backToTheLaw() {
        told(VERSION.addAndGet(10), table(""));
        await().until(() -> WorkingDays.table().equals(WorkingDays.Table.OF_THE_LAW));
    }

    @Test
    void theSampleCountsAtOnceAndAnOlderOrRepeatedOneChangesNothing() {
        assertThat(WorkingDays.isWorkingDay(OFF)).isTrue();
        assertThat(WorkingDays.isWorkingDay(WORKED)).as("Bajram by calculation").isFalse();
        long sequence = VERSION.addAndGet(10);
        told(sequence, Contracts.sample("consultation", "holidays-changed"));
        await().until(() -> !WorkingDays.isWorkingDay(OFF) && WorkingDays.isWorkingDay(WORKED));

        told(sequence - 1, table("\"2027-04-01\""));
        told(sequence, table("\"2027-04-01\""));
        probe.awaitConsumed("notification-service", TOPIC);
        Document stored = mongo.findById("announced", Document.class, Holidays.COLLECTION);
        assertThat(stored.get("sourceSequence", Number.class).longValue()).isEqualTo(sequence);
        assertThat(WorkingDays.isWorkingDay(LocalDate.of(2027, 4, 1))).isTrue();
        assertThat(WorkingDays.isWorkingDay(OFF)).isFalse();

        // The table before is remembered for what was planned by it, once.
        assertThat(new Holidays(projections, clock).tables().before().getFirst().table()).isNotEqualTo(WorkingDays.table());

        told(sequence + 1, table("\"2027-04-01\""));
        await().until(() -> !WorkingDays.isWorkingDay(LocalDate.of(2027, 4, 1)) && WorkingDays.isWorkingDay(OFF));
    }

    /** A process that starts afterwards got no event; it has the read model. */
    @Test
    void aTableStandsAfterARestartAndInEveryInstance() {
        told(VERSION.addAndGet(10), table("\"2027-03-08\""));
        await().until(() -> !WorkingDays.isWorkingDay(OFF));
        WorkingDays.announce(WorkingDays.Table.OF_THE_LAW);
        Holidays started = new Holidays(projections, clock);
        DayTables tables = started.tables();
        assertThat(WorkingDays.isWorkingDay(OFF)).isFalse();
        assertThat(tables.now().isWorkingDay(OFF)).isFalse();
        assertThat(tables.before()).isNotEmpty();
    }

    @Test
    void whatCannotBeReadIsSetAsideAndHoldsNothingUp() {
        String broken = probe.send(TOPIC, TYPE, "announced", VERSION.addAndGet(10), "{\"off\":[\"2027-02-30\"],\"worked\":[]}");
        String both = probe.send(TOPIC, TYPE, "announced", VERSION.addAndGet(10), "{\"off\":[\"2027-03-08\"],\"worked\":[\"2027-03-08\"]}");
        String half = probe.send(TOPIC, TYPE, "announced", VERSION.addAndGet(10), "{\"off\":[]}");
        probe.send(TOPIC, Contracts.type("consultation", "holidays-sung"), "announced", VERSION.addAndGet(10), "{}");
        told(VERSION.addAndGet(10), table("\"2027-03-08\""));
        await().until(() -> !WorkingDays.isWorkingDay(OFF));
        for (String poison : new String[] {broken, both, half}) {
            probe.await(TOPIC + ".dlq.notification-service", seen -> poison.equals(seen.headers().get("ce_id")));
        }
    }
}
