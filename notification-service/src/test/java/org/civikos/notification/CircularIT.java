package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.civikos.notification.alert.Alert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the secretariat writes to many: to whom, when, once. */
class CircularIT extends ServiceIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static String body(String audience, String channels, String sendAt) {
        return """
                {"texts":{"sq":{"subject":"Takimi i rrjetit","text":"{greeting}\\n\\nTakohemi të **hënën**.","sms":"Takohemi te henen."},
                "en":{"subject":"Meeting of the network","text":"{greeting}\\n\\nWe meet on **Monday**.","sms":"We meet on Monday."}},
                "audience":%s,"channels":%s,"sendAt":%s}""".formatted(audience, channels, sendAt);
    }

    private static String organisations(String... ids) {
        return "{\"scope\":\"organisations\",\"values\":[\"" + String.join("\",\"", ids) + "\"]}";
    }

    private RestTestClient.ResponseSpec put(String id, String body) {
        return secretariat().put().uri("/api/circulars/" + id).header("Accept-Language", "en").contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }

    private RestTestClient.ResponseSpec post(String path, String body) {
        return secretariat().post().uri("/api/circulars/" + path).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }

    private JsonNode begun(String id) {
        JsonNode circular = await().atMost(Duration.ofSeconds(30)).until(() -> get(secretariat(), "/api/circulars/" + id),
                one -> one.get("status").stringValue().equals("begun"));
        return await().atMost(Duration.ofSeconds(30)).until(() -> get(secretariat(), "/api/alerts/" + circular.get("alertId").stringValue()),
                alert -> alert.get("status").stringValue().equals("completed"));
    }

    @Test
    void reachesThoseItIsForInTheirLanguageOnce() {
        String field = field();
        String meant = organisation(field, "active");
        String suspended = organisation(field, "suspended");
        String other = organisation(field(), "active");
        String sq = id("sq") + "@example.org";
        String en = id("en") + "@example.org";
        String sr = id("sr") + "@example.org";
        String off = id("off") + "@example.org";
        String outside = id("outside") + "@example.org";
        person(meant, sq, "+38343900881", "sq");
        person(meant, en, null, "en");
        person(meant, sr, null, "sr");
        person(suspended, outside, null, "sq");
        person(other, outside, null, "sq");
        String stopped = person(meant, off, null, "sq");
        client(org.civikos.platformtest.TestTokens.bearer(stopped)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":false,\"sms\":false,\"scope\":\"organisation-fields\",\"fields\":[],\"institutions\":[]}").exchange().expectStatus().isOk();

        String audience = "{\"scope\":\"fields\",\"values\":[\"" + field + "\"]}";
        byte[] estimate = post("estimate", "{\"audience\":" + audience + ",\"channels\":[\"email\",\"sms\"]}").expectStatus().isOk().expectBody()
                .returnResult().getResponseBody();
        JsonNode counted = JSON.readTree(estimate);
        assertThat(counted.get("people").intValue()).isEqualTo(4);
        assertThat(counted.get("email").intValue()).isEqualTo(3);
        assertThat(counted.get("sms").intValue()).isEqualTo(1);
        assertThat(counted.get("price").decimalValue()).isEqualByComparingTo("0.04");

        String id = id("circular");
        put(id, body(audience, "[\"email\",\"sms\"]", "null")).expectStatus().isEqualTo(201);
        put(id, body(audience, "[\"email\",\"sms\"]", "null")).expectStatus().isOk();
        put(id, body(audience, "[\"email\"]", "null")).expectStatus().isEqualTo(409);
        JsonNode alert = begun(id);
        assertThat(alert.get("kind").stringValue()).isEqualTo("circular");
        assertThat(alert.get("concerned").intValue()).isEqualTo(4);
        assertThat(SMTP.to(sq)).singleElement().satisfies(mail -> {
            assertThat(mail.header("Subject")).isEqualTo("Takimi i rrjetit");
            assertThat(mail.header("Content-Language")).isEqualTo("sq");
            assertThat(mail.header("List-Unsubscribe")).contains("/unsubscribe/");
            assertThat(mail.raw()).contains("Ndalo k", "Ne nuk regjistrojm");
        });
        assertThat(SMTP.to(en)).singleElement().satisfies(mail -> assertThat(mail.raw()).contains("We meet on", "<strong>Monday</strong>",
                "You get this because you may speak for", "We do not record whether"));
        assertThat(SMTP.to(sr)).as("no Serbian text, so the Albanian one").singleElement()
                .satisfies(mail -> assertThat(mail.header("Subject")).isEqualTo("Takimi i rrjetit"));
        assertThat(SMTP.to(off)).isEmpty();
        assertThat(SMTP.to(outside)).isEmpty();
        assertThat(SMS.messages.values().stream().filter(sms -> sms.get("to").stringValue().equals("+38343900881")).map(sms -> sms.get("text").stringValue()))
                .containsExactly("Takohemi te henen.");
        assertThat(Objects.requireNonNull(mongo.findById(alert.get("id").stringValue(), Document.class, "alerts")).getList("pending", Object.class)).isEmpty();
        post(id + "/cancel", "{}").expectStatus().isEqualTo(409);
    }

    @Test
    void waitsForItsTimeAndCanBeStoppedUntilThen() {
        String organisation = organisation(field(), "active");
        String reader = id("reader") + "@example.org";
        person(organisation, reader, null, "en");
        String stopped = id("circular");
        put(stopped, body(organisations(organisation), "[\"email\"]", "\"2026-11-26T08:00:00Z\"")).expectStatus().isEqualTo(201).expectBody()
                .json("{\"status\":\"scheduled\",\"alertId\":null}");
        post(stopped + "/cancel", "{}").expectStatus().isEqualTo(204);
        post(stopped + "/cancel", "{}").expectStatus().isEqualTo(204);
        // One that is due comes after it: what was stopped would have gone before.
        mongo.getCollection("circulars").updateOne(new Document("_id", stopped), new Document("$set", new Document("sendAt", Date.from(Instant.parse("2026-11-20T08:00:00Z")))));
        String sentinel = id("circular");
        put(sentinel, body(organisations(organisation), "[\"email\"]", "null")).expectStatus().isEqualTo(201);
        begun(sentinel);
        assertThat(SMTP.to(reader)).hasSize(1);
        assertThat(get(secretariat(), "/api/circulars/" + stopped).get("status").stringValue()).isEqualTo("cancelled");
        secretariat().get().uri("/api/circulars/none-such").exchange().expectStatus().isEqualTo(404);
    }

    private void stored(String id, String organisation, String status, Instant sendAt) {
        mongo.getCollection("circulars").insertOne(new Document("_id", id).append("alertId", Alert.idOf("circular\n" + id)).append("texts", new Document("en",
                        new Document("subject", "Late").append("text", "{greeting}").append("sms", ""))).append("scope", "ORGANISATIONS")
                .append("values", List.of(organisation)).append("channels", List.of("EMAIL")).append("sendAt", Date.from(sendAt)).append("status", status)
                .append("by", "staff-1").append("createdAt", Date.from(sendAt)));
    }

    @Test
    void whatMissedItsTimeAsksAndWhatACrashLeftGoesOnOnce() {
        String organisation = organisation(field(), "active");
        String reader = id("reader") + "@example.org";
        person(organisation, reader, null, "en");
        Instant missed = Instant.parse("2026-11-20T06:00:00Z");
        String first = id("circular");
        String second = id("circular");
        stored(first, organisation, "SCHEDULED", missed);
        stored(second, organisation, "SCHEDULED", missed);
        for (String id : List.of(first, second)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> get(secretariat(), "/api/circulars/" + id).get("status").stringValue().equals("asks"));
        }
        assertThat(SMTP.to(reader)).isEmpty();
        post(first + "/skip", "{}").expectStatus().isEqualTo(204);
        post(first + "/send", "{}").expectStatus().isEqualTo(409);
        post(second + "/send", "{}").expectStatus().isEqualTo(202);
        begun(second);
        assertThat(SMTP.to(reader)).hasSize(1);

        String crashed = id("circular");
        stored(crashed, organisation, "STARTING", missed);
        begun(crashed);
        assertThat(SMTP.to(reader)).hasSize(2);
        // As if the process had ended after the alert and before the last step.
        mongo.getCollection("circulars").updateOne(new Document("_id", crashed), new Document("$set", new Document("status", "STARTING")));
        begun(crashed);
        String sentinel = id("circular");
        stored(sentinel, organisation, "STARTING", missed);
        begun(sentinel);
        assertThat(SMTP.to(reader)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"scope":"everybody"} | ["email"] | "2026-11-28T08:00:00Z" | Meeting | x | 422
            {"scope":"everybody"} | ["email"] | "2026-11-19T08:00:00Z" | Meeting | x | 422
            {"scope":"fields","values":[]} | ["email"] | null | Meeting | x | 422
            {"scope":"everybody","values":["x"]} | ["email"] | null | Meeting | x | 422
            {"scope":"some"} | ["email"] | null | Meeting | x | 400
            {"scope":"everybody"} | ["sms"] | null | Meeting | x | 400
            {"scope":"everybody"} | ["email"] | null | `` | x | 422
            {"scope":"everybody"} | ["email"] | null | Meeting | {greting} | 422
            {"scope":"everybody"} | ["email"] | null | Meeting | `<b>x</b>` | 422
            {"scope":"everybody"} | ["email","sms"] | null | Meeting | x | 422
            """)
    void whatCannotBeSentIsRefused(String audience, String channels, String sendAt, String subject, String text, int status) {
        put(id("circular"), "{\"texts\":{\"en\":{\"subject\":\"%s\",\"text\":\"%s\"}},\"audience\":%s,\"channels\":%s,\"sendAt\":%s}"
                .formatted(subject, text, audience, channels, sendAt)).expectStatus().isEqualTo(status);
    }

    @Test
    void standsInTheInboxOfThoseItIsForAndOfNobodyElse() {
        String organisation = organisation(field(), "active");
        String sr = person(organisation, id("sr") + "@example.org", "+38343900882", "sr");
        String en = person(organisation, id("en") + "@example.org", null, "en");
        String off = person(organisation, id("off") + "@example.org", null, "en");
        String other = person(organisation(field(), "active"), id("other") + "@example.org", null, "en");
        client(org.civikos.platformtest.TestTokens.bearer(off)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":false,\"sms\":false,\"scope\":\"organisation-fields\"}").exchange().expectStatus().isOk();
        String id = id("circular");
        put(id, body(organisations(organisation), "[\"email\",\"sms\"]", "null")).expectStatus().isEqualTo(201);
        begun(id);
        JsonNode mine = inbox(en);
        assertThat(mine).singleElement().satisfies(item -> {
            assertThat(item.get("kind").stringValue()).isEqualTo("circular");
            assertThat(item.get("title").stringValue()).isEqualTo("Meeting of the network");
            assertThat(item.get("text").stringValue()).isEqualTo("We meet on Monday.");
            assertThat(item.get("consultationId").isNull()).isTrue();
            assertThat(item.get("state").stringValue()).isEqualTo("handed-over");
        });
        assertThat(inbox(sr)).as("its mail and its SMS are one, in the language that there is").singleElement()
                .satisfies(item -> assertThat(item.get("text").stringValue()).isEqualTo("Takohemi të hënën."));
        assertThat(inbox(off)).as("no mail was wanted; here it can be read").singleElement()
                .satisfies(item -> assertThat(item.get("state").stringValue()).isEqualTo("not-sent"));
        assertThat(inbox(other)).isEmpty();
        assertThat(unread(sr)).isEqualTo(1);
        assertThat(unread(other)).isZero();
        client(org.civikos.platformtest.TestTokens.bearer(other)).put().uri("/api/inbox/read/" + mine.get(0).get("id").stringValue()).exchange().expectStatus().isNotFound();
        client(org.civikos.platformtest.TestTokens.bearer(en)).put().uri("/api/inbox/read/" + mine.get(0).get("id").stringValue()).exchange().expectStatus().isOk();
        assertThat(unread(en)).isZero();
    }

    private JsonNode inbox(String person) {
        return get(client(org.civikos.platformtest.TestTokens.bearer(person)), "/api/alerts/me").get("items");
    }

    private int unread(String person) {
        return get(client(org.civikos.platformtest.TestTokens.bearer(person)), "/api/inbox").get("unread").intValue();
    }
}
