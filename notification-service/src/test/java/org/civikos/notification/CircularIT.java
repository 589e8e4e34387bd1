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

    private static RestTestClient.ResponseSpec ask(RestTestClient who, String path, String request, String body) {
        return who.post().uri("/api/circulars/" + path).header("Accept-Language", "en").header("Idempotency-Key", request).contentType(MediaType.APPLICATION_JSON)
                .body(body).exchange();
    }

    private static JsonNode body(RestTestClient.ResponseSpec answer) {
        return JSON.readTree(answer.expectBody().returnResult().getResponseBody());
    }

    @Test
    void isSeenInEachLanguageAsItsReadersWillGetIt() {
        JsonNode seen = body(post("preview", """
                {"texts":{"sq":{"subject":"Takimi i rrjetit","text":"{greeting}\\n\\nTakohemi të **hënën**.","sms":"Takohemi të hënën."},
                "sr":{"subject":"Sastanak mreže","text":"{greeting}\\n\\nVidimo se u **ponedeljak**.","sms":"Vidimo se u ponedeljak."},
                "en":{"subject":"Meeting of the network","text":"{greeting}\\n\\nWe meet on **Monday**.","sms":"We meet on Monday."}},
                "channels":["email","sms"]}""").expectStatus().isOk()).get("items");
        assertThat(seen.valueStream().map(one -> one.get("language").stringValue())).containsExactly("sq", "sr", "en");
        JsonNode en = seen.get(2);
        assertThat(en.get("findings")).isEmpty();
        assertThat(en.get("mail").get("subject").stringValue()).isEqualTo("Meeting of the network");
        assertThat(en.get("mail").get("html").stringValue()).contains("Dear Ada Example", "<strong>Monday</strong>", "You get this because you may speak for Example Association",
                "Stop these e-mails", "/unsubscribe/", "We do not record whether");
        assertThat(en.get("mail").get("text").stringValue()).contains("We meet on Monday.", "You get this because you may speak for Example Association", "/unsubscribe/");
        assertThat(en.get("sms").get("sent").get("segments").intValue()).isEqualTo(1);
        assertThat(en.get("sms").get("sent").get("price").decimalValue()).isEqualByComparingTo("0.04");
        assertThat(seen.get(0).get("mail").get("text").stringValue()).contains("Arta Shembulli", "Takohemi të hënën.", "Shoqata Shembull", "Ndalo këto");
        assertThat(seen.get(1).get("mail").get("text").stringValue()).contains("Jovana Primer", "Vidimo se u ponedeljak.", "Udruženje Primer");
        JsonNode letters = seen.get(0).get("sms");
        assertThat(letters.get("text").stringValue()).isEqualTo("Takohemi te henen.");
        assertThat(letters.get("asWritten").get("encoding").stringValue()).isEqualTo("ucs-2");
        assertThat(seen.get(0).get("findings")).singleElement().satisfies(one -> {
            assertThat(one.get("code").stringValue()).isEqualTo("sms-letters");
            assertThat(one.get("refused").booleanValue()).isFalse();
            assertThat(one.get("place").stringValue()).isEqualTo("sms");
        });
        assertThat(mongo.getCollection("circulars").countDocuments(new Document("texts.sr.subject", "Sastanak mreže"))).isZero();
    }

    @Test
    void aTextWithFaultsIsSeenWithThemAndTheRestOfItAllTheSame() {
        JsonNode seen = body(post("preview", """
                {"texts":{"en":{"subject":"Meeting","text":"Come, {greting}","sms":"We meet."},"sq":{"subject":"Takimi","text":"Ejani.","sms":""},
                "sr":{"subject":"%s","text":"Dođite.","sms":""}},"channels":["email","sms"]}""".formatted("x".repeat(201))).expectStatus().isOk()).get("items");
        JsonNode sq = seen.get(0);
        assertThat(sq.get("findings")).singleElement().satisfies(one -> assertThat(one.get("place").stringValue()).isEqualTo("sms"));
        assertThat(sq.get("mail").get("text").stringValue()).contains("Ejani.");
        assertThat(sq.get("sms").isNull()).isTrue();
        assertThat(seen.get(1).get("findings").valueStream().map(one -> one.get("code").stringValue())).contains("subject-over");
        assertThat(seen.get(1).get("mail").isNull()).isTrue();
        JsonNode en = seen.get(2);
        assertThat(en.get("findings").get(0).get("code").stringValue()).isEqualTo("unknown-placeholder-likely");
        assertThat(en.get("findings").get(0).get("line").intValue()).isEqualTo(1);
        assertThat(en.get("mail").isNull()).isTrue();
        assertThat(en.get("sms").get("text").stringValue()).isEqualTo("We meet.");
        post("preview", "{\"texts\":{\"de\":{\"subject\":\"x\",\"text\":\"x\"}},\"channels\":[\"email\"]}").expectStatus().isEqualTo(400);
        post("preview", "{\"texts\":{},\"channels\":[\"email\"]}").expectStatus().isEqualTo(400);
    }

    private static final String TRIED = """
            {"language":"en","text":{"subject":"Meeting of the network","text":"{greeting}\\n\\nWe meet on **Monday**.","sms":"We meet at noon."},"channels":["email","sms"]}""";

    @Test
    void isTriedOnWhoWritesItOnceHoweverOftenTheButtonIsPressed() {
        String audience = id("audience") + "@example.org";
        person(organisation(field(), "active"), audience, "+38343900884", "en");
        String writer = id("writer");
        String mail = writer + "@example.org";
        contact(writer, mail, "+38343900883", "sq");
        RestTestClient me = client(org.civikos.platformtest.TestTokens.bearer(writer, "secretariat"));
        String request = id("press");
        JsonNode sent = body(ask(me, "test", request, TRIED).expectStatus().isEqualTo(202)).get("items");
        assertThat(body(ask(me, "test", request, TRIED).expectStatus().isEqualTo(202)).get("items")).isEqualTo(sent);
        // As if the process had ended after the alerts and before the answer was kept.
        mongo.getCollection("idempotencyKeys").deleteMany(new Document());
        assertThat(body(ask(me, "test", request, TRIED).expectStatus().isEqualTo(202)).get("items")).isEqualTo(sent);
        assertThat(sent.valueStream().map(one -> one.get("channel").stringValue())).containsExactly("email", "sms");
        assertThat(sent.get(0).get("address").stringValue()).isEqualTo("w•••@example.org");
        assertThat(sent.get(1).get("address").stringValue()).isEqualTo("+383•••83");
        for (JsonNode one : sent) {
            JsonNode alert = await().atMost(Duration.ofSeconds(30)).until(() -> get(me, "/api/alerts/" + one.get("alertId").stringValue()),
                    it -> it.get("status").stringValue().equals("completed"));
            assertThat(alert.get("kind").stringValue()).isEqualTo("test");
            assertThat(alert.get("title").stringValue()).isEqualTo("Meeting of the network");
            assertThat(alert.get("concerned").intValue()).isEqualTo(1);
        }
        assertThat(SMTP.to(mail)).singleElement().satisfies(got -> {
            assertThat(got.header("Subject")).isEqualTo("[Test] Meeting of the network");
            assertThat(got.header("Content-Language")).isEqualTo("en");
            assertThat(unfolded(got.raw())).contains("<strong>Monday</strong>", "Stop these e-mails");
        });
        assertThat(SMS.messages.values().stream().filter(sms -> sms.get("to").stringValue().equals("+38343900883")).map(sms -> sms.get("text").stringValue()))
                .containsExactly("Test: We meet at noon.");
        // Another press is another wish, and comes after all that the first could have sent.
        body(ask(me, "test", id("press"), TRIED.replace("[\"email\",\"sms\"]", "[\"email\"]")).expectStatus().isEqualTo(202));
        await().atMost(Duration.ofSeconds(30)).until(() -> SMTP.to(mail).size() == 2);
        assertThat(SMTP.to(audience)).isEmpty();
        assertThat(SMS.messages.values()).noneMatch(sms -> sms.get("to").stringValue().equals("+38343900884"));
        assertThat(mongo.getCollection("circulars").countDocuments(new Document("by", writer))).isZero();
        assertThat(inbox(writer)).isEmpty();
    }

    @Test
    void isNotTriedWhereItWouldNotArrive() {
        String writer = id("writer");
        String mail = writer + "@example.org";
        RestTestClient me = client(org.civikos.platformtest.TestTokens.bearer(writer, "secretariat"));
        String byMail = TRIED.replace("[\"email\",\"sms\"]", "[\"email\"]");
        ask(me, "test", id("press"), byMail).expectStatus().isEqualTo(409).expectBody().json("{\"code\":\"no-address-of-yours\"}");
        contact(writer, mail, null, "sq");
        // No number, so nothing goes out at all: a half test would look like a whole one.
        ask(me, "test", id("press"), TRIED).expectStatus().isEqualTo(409).expectBody().json("{\"code\":\"no-address-of-yours\"}");
        ask(me, "test", id("press"), byMail.replace("{greeting}", "{greting}")).expectStatus().isEqualTo(422).expectBody().json("{\"code\":\"template-refused\"}");
        ask(me, "test", id("press"), byMail.replace("\"en\"", "\"de\"")).expectStatus().isEqualTo(400);
        String stopped = "{\"channel\":\"email\",\"address\":\"%s\"}".formatted(mail);
        secretariat().post().uri("/api/suppressions").contentType(MediaType.APPLICATION_JSON).body(stopped).exchange().expectStatus().isCreated();
        JsonNode problem = body(ask(me, "test", id("press"), byMail).expectStatus().isEqualTo(409));
        assertThat(problem.get("code").stringValue()).isEqualTo("test-held-back");
        assertThat(problem.get("detail").stringValue()).contains("The test would not reach you.", "list of stopped addresses");
        secretariat().post().uri("/api/suppressions/release").contentType(MediaType.APPLICATION_JSON).body(stopped).exchange().expectStatus().isNoContent();
        Date lately = Date.from(Instant.parse("2026-11-20T08:00:05Z"));
        for (int i = 0; i < 19; i++) {
            mongo.getCollection("templateTests").insertOne(new Document("_id", id("t")).append("by", writer).append("at", lately));
        }
        ask(me, "test", id("press"), byMail).expectStatus().isEqualTo(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> SMTP.to(mail).size() == 1);
        ask(me, "test", id("press"), byMail).expectStatus().isEqualTo(429);
        assertThat(SMTP.to(mail)).hasSize(1);
    }

    private JsonNode inbox(String person) {
        return get(client(org.civikos.platformtest.TestTokens.bearer(person)), "/api/alerts/me").get("items");
    }

    private int unread(String person) {
        return get(client(org.civikos.platformtest.TestTokens.bearer(person)), "/api/inbox").get("unread").intValue();
    }
}
