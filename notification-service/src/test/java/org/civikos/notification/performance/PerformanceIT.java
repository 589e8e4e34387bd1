package org.civikos.notification.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.civikos.notification.ServiceIT;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.MongoDeliveries;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class PerformanceIT extends ServiceIT {

    @Autowired
    private Figures figures;
    @Autowired
    private MongoDeliveries deliveries;

    private Figures.Sum today(Channel channel) {
        Map<LocalDate, Map<Channel, Figures.Sum>> days = figures.lately();
        return days.getOrDefault(figures.today(), Map.of()).getOrDefault(channel, new Figures.Sum());
    }

    @Test
    void aLaneIsCountedOnceHoweverOftenItIsWalked() {
        String field = field();
        String organisation = organisation(field, "active");
        String first = person(organisation, id("counted") + "@example.org", null, "sq");
        String second = person(organisation, id("counted") + "@example.org", null, "en");
        person(organisation, null, null, "sr");
        Figures.Sum before = today(Channel.EMAIL);
        String consultation = id("consultation");
        opened(consultation, field);
        String alert = completed(consultation).get("id").stringValue();

        Figures.Sum after = today(Channel.EMAIL);
        assertThat(after.accepted - before.accepted).as("who has no address is not counted").isEqualTo(2);
        assertThat(after.handedOver - before.handedOver).isEqualTo(2);
        assertThat(after.durations.count() - before.durations.count()).isEqualTo(2);

        List<Delivery> told = deliveries.find(List.of(Delivery.idOf(alert, first, Channel.EMAIL), Delivery.idOf(alert, second, Channel.EMAIL)));
        assertThat(told).extracting(Delivery::state).containsOnly(DeliveryState.HANDED_OVER);
        Lane lane = Lane.open(new Batch(Batch.idOf(alert, 0), List.of(first, second), List.of()), alert, Channel.EMAIL, Instant.now());
        figures.ended(lane, told);
        assertThat(today(Channel.EMAIL).accepted).as("walked again after a crash").isEqualTo(after.accepted);
        figures.ended(Lane.open(new Batch(alert + ":again:1:x", List.of(first), List.of()), alert, Channel.EMAIL, Instant.now()), told);
        assertThat(today(Channel.EMAIL).accepted).as("sent again by hand").isEqualTo(after.accepted);
        figures.ended(Lane.open(new Batch(Batch.idOf(alert, 7), List.of(first, second), List.of()), alert, Channel.EMAIL, Instant.now()), told);
        assertThat(today(Channel.EMAIL).accepted).as("another part").isEqualTo(after.accepted + 2);
    }

    @Test
    void everybodySeesThirtyDaysAndNobodySeesAPerson() {
        JsonNode page = get(client(null), "/api/performance");
        assertThat(page.get("days")).hasSize(30);
        assertThat(page.get("days").get(0).get("day").stringValue()).isEqualTo(figures.today().toString());
        assertThat(page.toString()).doesNotContain("@", "person");
        client(null).get().uri("/api/performance").exchange().expectHeader().valueMatches("Cache-Control", ".*max-age=60.*");
    }
}
