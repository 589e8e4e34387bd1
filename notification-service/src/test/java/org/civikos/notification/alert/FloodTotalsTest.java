package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.MemoryLanes;
import org.civikos.notification.delivery.MongoDeliveries;
import org.junit.jupiter.api.Test;

/** Whoever watches a flood reads no record of it: there are a hundred thousand. */
class FloodTotalsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final String ALERT = "alert-1";

    private final MemoryLanes lanes = new MemoryLanes();
    private final MongoDeliveries untouched = new MongoDeliveries(() -> {
        throw new IllegalStateException("The records were read");
    });
    private final Ledger ledger = new Ledger(untouched, lanes, Clock.fixed(NOW, ZoneOffset.UTC));

    private Lane part(int number) {
        List<String> people = IntStream.range(0, 10).mapToObj(one -> "person-" + number + "-" + one).toList();
        Batch batch = lanes.insertOrFind(new Batch(Batch.idOf(ALERT, number), people, List.of(), Map.of()));
        Lane lane = Lane.open(batch, ALERT, Channel.EMAIL, NOW.minusSeconds(120));
        lanes.insertMissing(List.of(lane));
        return lane;
    }

    @Test
    void aFloodIsCountedByItsLanes() {
        List<Lane> all = IntStream.range(0, 50).mapToObj(this::part).toList();
        lanes.finish(all.get(0).id(), new Lane.Result(9, 0, 1, List.of()));
        lanes.finish(all.get(1).id(), new Lane.Result(8, 2, 0, List.of()));
        lanes.claim(all.get(2).id(), "worker", NOW, NOW.plusSeconds(30));
        lanes.claim(all.get(3).id(), "died", NOW.minusSeconds(60), NOW.minusSeconds(30));
        assertThat(ledger.totals(ALERT, SampleAlerts.opened("event-1"))).isEqualTo(Map.of("email",
                Map.of("handed-over", 17, "failed", 2, "not-sent", 1, "sending", 10, "waiting", 470)));
    }

    @Test
    void aSmallAlertIsCountedRecordByRecord() {
        IntStream.range(0, 8).forEach(this::part);
        assertThatThrownBy(() -> ledger.totals(ALERT, SampleAlerts.opened("event-1"))).hasMessage("The records were read");
    }
}
