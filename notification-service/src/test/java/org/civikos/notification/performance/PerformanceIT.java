package org.civikos.notification.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.civikos.notification.ServiceIT;
import org.civikos.notification.delivery.Batch;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.MongoDeliveries;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
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
    void whatQuietHoursHeldBackIsNotLateByWhateverChannel() {
        String field = field();
        String person = person(organisation(field, "active"), id("held") + "@example.org", null, "sq");
        String consultation = id("consultation");
        opened(consultation, field);
        String alert = completed(consultation).get("id").stringValue();
        Delivery mail = deliveries.find(List.of(Delivery.idOf(alert, person, Channel.EMAIL))).getFirst();
        Figures.Sum before = today(Channel.EMAIL);
        figures.ended(Lane.open(new Batch(Batch.idOf(alert, 8), List.of(person), List.of()), alert, Channel.EMAIL, Instant.now()),
                List.of(mail.notBefore(mail.createdAt().plusSeconds(3_600))));
        Figures.Sum after = today(Channel.EMAIL);
        assertThat(after.heldByWish - before.heldByWish).isEqualTo(1);
        assertThat(after.durations.count()).isEqualTo(before.durations.count());
    }

    /** A lane that cannot end is counted when all is over: until then it is seen by what waits. */
    @Test
    void anOutageShowsWhileItLasts() {
        String field = field();
        String organisation = organisation(field, "active");
        List<String> people = List.of(person(organisation, id("late") + "@example.org", null, "sq"), person(organisation, id("late") + "@example.org", null, "en"));
        Figures.Sum before = today(Channel.EMAIL);
        SMTP.stop();
        Figures.Sum during;
        String consultation = id("consultation");
        try {
            opened(consultation, field);
            Query theirs = Query.query(Criteria.where("personId").in(people).and("state").is("waiting"));
            await().until(() -> mongo.find(theirs, Document.class, "deliveries").size() == 2);
            assertThat(today(Channel.EMAIL).accepted).as("no ten seconds yet").isEqualTo(before.accepted);
            mongo.updateMulti(theirs, new Update().set("createdAt", Date.from(Instant.parse("2026-11-20T07:59:00Z"))), "deliveries");
            during = today(Channel.EMAIL);
        } finally {
            SMTP.restart();
        }
        assertThat(during.accepted - before.accepted).isEqualTo(2);
        assertThat(during.handedOver).isEqualTo(before.handedOver);
        completed(consultation);
        Figures.Sum after = today(Channel.EMAIL);
        assertThat(after.accepted - before.accepted).as("counted once").isEqualTo(2);
        assertThat(after.handedOver - before.handedOver).isEqualTo(2);
    }

    @Test
    void messagesToManyAreCountedToo() {
        String field = field();
        String reader = id("circular") + "@example.org";
        person(organisation(field, "active"), reader, null, "sq");
        Figures.Sum before = today(Channel.EMAIL);
        secretariat().put().uri("/api/circulars/" + id("circular")).contentType(MediaType.APPLICATION_JSON).body("""
                {"audience":{"scope":"fields","values":["%s"]},"channels":["email"],"sendAt":null,
                 "texts":{"sq":{"subject":"Takimi","text":"Takohemi të hënën."}}}""".formatted(field)).exchange().expectStatus().isEqualTo(201);
        await().until(() -> SMTP.to(reader).size() == 1 && today(Channel.EMAIL).handedOver == before.handedOver + 1);
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
