package org.civikos.notification.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.Document;
import org.civikos.notification.ServiceIT;
import org.junit.jupiter.api.Test;

/** On collections of its own, by the store that the service uses. */
class RetentionIT extends ServiceIT {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    private final Map<String, Instant> alerts = new TreeMap<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String collection = id("deliveries");
    private final String progress = id("retention");

    private Retention at(Instant now) {
        return new Retention(() -> mongo.getCollection(collection), () -> mongo.getCollection(progress),
                (from, to) -> alerts.entrySet().stream().filter(one -> !one.getValue().isBefore(from) && one.getValue().isBefore(to)).map(Map.Entry::getKey).toList(),
                Duration.ofDays(30), meters, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void delivery(String alert, int number, String state, Instant at) {
        alerts.put(alert, at);
        mongo.getCollection(collection).insertOne(new Document("_id", alert + "-" + String.format("%04d", number)).append("alertId", alert)
                .append("personId", "person-" + number).append("personName", "Arta Shembulli").append("address", "arta@example.org").append("speaksFor", "Shoqata")
                .append("detail", "550 arta@example.org").append("state", state).append("handedOverAt", Date.from(at)).append("createdAt", Date.from(at)));
    }

    private Document read(String id) {
        return Objects.requireNonNull(mongo.findById(id, Document.class, collection));
    }

    @Test
    void afterTheTimeAddressesGoAndHistoryStays() {
        Instant old = NOW.minus(Duration.ofDays(31));
        for (int i = 0; i < 1_203; i++) {
            delivery("old", i, "delivered", old);
        }
        delivery("young", 1, "delivered", NOW.minus(Duration.ofDays(29)));
        assertThat(at(NOW).look()).isEqualTo(1_203);
        Document history = read("old-0777");
        assertThat(history.get("address")).isNull();
        assertThat(history.get("personName")).isNull();
        assertThat(history.get("detail")).isNull();
        assertThat(history.getString("speaksFor")).isEmpty();
        assertThat(history.getString("state")).isEqualTo("delivered");
        assertThat(history.getString("personId")).isEqualTo("person-777");
        assertThat(history.getDate("handedOverAt").toInstant()).isEqualTo(old);
        assertThat(read("young-0001").getString("address")).isEqualTo("arta@example.org");
        assertThat(at(NOW).look()).isZero();
        assertThat(meters.counter("civikos.deliveries.forgotten").count()).isEqualTo(1_203);
        assertThat(at(NOW.plus(Duration.ofDays(2))).look()).isEqualTo(1);
    }

    @Test
    void whatIsStillUnderWayKeepsItsAddressAndIsForgottenLater() {
        Instant old = NOW.minus(Duration.ofDays(31));
        delivery("stuck", 1, "waiting", old);
        delivery("stuck", 2, "failed", old);
        assertThat(at(NOW).look()).isEqualTo(1);
        assertThat(read("stuck-0001").getString("address")).isEqualTo("arta@example.org");
        mongo.getCollection(collection).updateOne(new Document("_id", "stuck-0001"), new Document("$set", new Document("state", "failed")));
        assertThat(at(NOW.plus(Duration.ofHours(1))).look()).isEqualTo(1);
        assertThat(List.of(read("stuck-0001").containsKey("address"), read("stuck-0001").get("address") == null)).containsExactly(true, true);
    }
}
