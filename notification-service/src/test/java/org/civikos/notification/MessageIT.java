package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.civikos.notification.mail.SmtpPeer;
import org.civikos.platformtest.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys of programs, and what they send. */
class MessageIT extends ServiceIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ALL = "\"messages:send\",\"messages:read\",\"messages:addresses\",\"messages:critical\"";

    record Answer(int status, JsonNode body, EntityExchangeResult<byte[]> raw) {
        @Nullable String header(String name) {
            return raw.getResponseHeaders().getFirst(name);
        }
    }

    private Answer makeKey(String id, String body) {
        return answer(secretariat().put().uri("/api/api-keys/" + id).contentType(MediaType.APPLICATION_JSON).body(body));
    }

    private String key(String type, String scopes, String more) {
        Answer made = makeKey(id("key"), """
                {"name":"Grant portal","type":"%s","scopes":[%s],"expiresAt":"2027-06-30T00:00:00Z"%s}""".formatted(type, scopes, more));
        assertThat(made.status()).isEqualTo(201);
        return made.body().get("key").stringValue();
    }

    private String key() {
        return key("live", ALL, ",\"perMinute\":5000");
    }

    private static String idOf(String key) {
        return key.split("_")[2];
    }

    private RestTestClient by(String key) {
        return client("Bearer " + key);
    }

    private static Answer answer(RestTestClient.RequestHeadersSpec<?> request) {
        EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
        byte[] body = result.getResponseBody();
        return new Answer(result.getStatus().value(), body == null || body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body), result);
    }

    private Answer send(String key, @Nullable String idempotencyKey, String body) {
        return post(key, "/api/messages", idempotencyKey, body);
    }

    private Answer post(String key, String path, @Nullable String idempotencyKey, String body) {
        RestTestClient.RequestBodySpec request = by(key).post().uri(path).contentType(MediaType.APPLICATION_JSON);
        if (idempotencyKey != null) {
            request = request.header("Idempotency-Key", idempotencyKey);
        }
        return answer(request.body(body));
    }

    private static String toAddress(String address) {
        return """
                {"to":{"email":"%s"},"language":"en","subject":"Your application has arrived","text":"Thank you.\\n\\nYou will hear from us."}"""
                .formatted(address);
    }

    private JsonNode awaitState(String key, String id, String state) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> get(by(key), "/api/messages/" + id + "?lang=en"),
                message -> message.get("state").stringValue().equals(state));
    }

    @Test
    void aKeyIsShownOnceAndKeptAsAHashAlone() {
        String key = key();
        assertThat(key).matches("civikos_live_key-[0-9a-f]{8}_[A-Za-z0-9_-]{43}");
        Document stored = mongo.findById(idOf(key), Document.class, "apiKeys");
        assertThat(stored.toJson()).doesNotContain(key.substring(key.length() - 43));
        JsonNode listed = get(secretariat(), "/api/api-keys").get("items");
        assertThat(listed.toString()).doesNotContain(key.substring(key.length() - 43)).contains("civikos_live_" + idOf(key));
        for (JsonNode one : listed) {
            if (one.get("id").stringValue().equals(idOf(key))) {
                assertThat(one.at("/history/0/by").stringValue()).isEqualTo("staff-1");
                assertThat(one.at("/history/0/what").stringValue()).isEqualTo("created");
            }
        }
        assertThat(makeKey(idOf(key), """
                {"name":"Again","type":"live","scopes":["messages:send"],"expiresAt":"2027-06-30T00:00:00Z"}""").status())
                .as("an id is given once").isEqualTo(409);
    }

    @Test
    void whatCannotBeAKeyIsToldMemberByMember() {
        Answer refused = makeKey(id("key"), """
                {"name":"X","type":"team","scopes":["messages:send","everything"],"people":[],"expiresAt":"2020-01-01T00:00:00Z"}""");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().get("errors").valueStream().map(e -> e.get("pointer").stringValue()))
                .containsExactlyInAnyOrder("/scopes/1", "/people", "/expiresAt");
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/alerts/me", "GET,/api/alert-settings/me", "PUT,/api/alert-settings/me", "GET,/api/subscriptions/me", "GET,/api/api-keys",
            "GET,/api/alerts", "GET,/api/providers", "GET,/api/suppressions", "GET,/api/webhooks", "GET,/actuator/health/readiness",
            "GET,/api/notification-service/dead-letters", "DELETE,/api/messages/x-1", "GET,/api/messages/x-1/y"})
    void aKeyNeverWorksAsAPerson(String method, String path) {
        by(key()).method(HttpMethod.valueOf(method)).uri(path).exchange().expectStatus().isForbidden();
    }

    @Test
    void aPersonNeverSendsAsAProgram() {
        secretariat().post().uri("/api/messages").contentType(MediaType.APPLICATION_JSON).body(toAddress("nobody@example.org")).exchange()
                .expectStatus().isForbidden();
    }

    @Test
    void aKeyOpensNothingOnceItIsRevokedExpiredOrWrong() {
        String key = key();
        assertThat(get(by(key), "/api/messages").get("items")).isEmpty();
        String other = key();
        // Another key's secret under this key's id, one letter more, one less.
        for (String wrong : List.of(key.substring(0, key.length() - 43) + other.substring(other.length() - 43), key + "A",
                key.substring(0, key.length() - 1), key.replace("_live_", "_test_"), "civikos_", "civikos_live_x_y")) {
            by(wrong).get().uri("/api/messages").exchange().expectStatus().isUnauthorized();
        }
        assertThat(answer(secretariat().post().uri("/api/api-keys/" + idOf(key) + "/revoke")).body().get("state").stringValue()).isEqualTo("revoked");
        by(key).get().uri("/api/messages").exchange().expectStatus().isUnauthorized();
        mongo.getCollection("apiKeys").updateOne(new Document("_id", idOf(other)), Updates.set("expiresAt", Date.from(Instant.parse("2026-11-19T00:00:00Z"))));
        by(other).get().uri("/api/messages").exchange().expectStatus().isUnauthorized();
        JsonNode history = get(secretariat(), "/api/api-keys").get("items").valueStream()
                .filter(one -> one.get("id").stringValue().equals(idOf(key))).findFirst().orElseThrow();
        assertThat(history.at("/history/1/what").stringValue()).isEqualTo("revoked");
        assertThat(history.get("lastUsedAt").isNull()).isFalse();
    }

    @Test
    void aKeyThatEndsSoonIsToldToTheSecretariatOnce() {
        String id = id("key");
        assertThat(makeKey(id, """
                {"name":"Short-lived","type":"live","scopes":["messages:send"],"expiresAt":"2026-11-29T00:00:00Z"}""").status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(20)).until(() -> SMTP.to("office@example.org").stream().anyMatch(mail -> mail.raw().contains(id)));
        // As if the process had ended before it noted that it had told.
        mongo.getCollection("apiKeys").updateOne(new Document("_id", id), Updates.set("remindedAt", null));
        await().until(() -> mongo.findById(id, Document.class, "apiKeys").get("remindedAt") != null);
        assertThat(SMTP.to("office@example.org").stream().filter(mail -> mail.raw().contains(id))).hasSize(1);
        assertThat(SMTP.to("office@example.org").stream().filter(mail -> mail.raw().contains(id)).findFirst().orElseThrow().header("Subject")).contains("ends on 2026-11-29");
    }

    @Test
    void aMessageToAnAddressGoesOutOnceAndSentIsNotDelivered() {
        String key = key();
        String address = id("reader") + "@example.org";
        Answer accepted = send(key, null, toAddress(address).replace("\"language\"", "\"reference\":\"a-17\",\"language\""));
        assertThat(accepted.status()).isEqualTo(202);
        String id = accepted.body().get("id").stringValue();
        assertThat(accepted.header("Location")).isEqualTo("/api/messages/" + id);
        JsonNode sent = awaitState(key, id, "sent");
        assertThat(sent.get("stateText").stringValue()).startsWith("Sent:").contains("do not know yet");
        assertThat(sent.at("/counts/sent").intValue()).isEqualTo(1);
        assertThat(sent.at("/counts/delivered").intValue()).isZero();
        assertThat(sent.at("/recipients/0/address").stringValue()).isEqualTo(address);
        SmtpPeer.Mail mail = SMTP.to(address).getFirst();
        assertThat(SMTP.to(address)).hasSize(1);
        assertThat(mail.header("Subject")).isEqualTo("Your application has arrived");
        assertThat(mail.raw()).contains("Grant portal sends you this").contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        assertThat(mail.raw()).contains("Good day,\r\n\r\nYour application has arrived\r\n\r\nThank you.\r\n\r\nYou will hear from us.\r\n\r\n--=20\r\nGrant portal sends you this");
        // The relay says that it arrived.
        Document delivery = mongo.getCollection("deliveries").find(new Document("alertId", id)).first();
        client(null).post().uri("/callbacks/smtp").header("X-Callback-Secret", "a-secret-of-the-relay").contentType(MediaType.APPLICATION_JSON)
                .body("{\"message-id\":\"<" + delivery.getString("_id") + "@civikos.example.org>\",\"status\":\"delivery\"}").exchange().expectStatus().is2xxSuccessful();
        JsonNode delivered = awaitState(key, id, "delivered");
        assertThat(delivered.get("stateText").stringValue()).startsWith("Delivered:");
        assertThat(get(by(key), "/api/messages?reference=a-17").get("items")).hasSize(1);
        assertThat(get(by(key), "/api/messages?state=delivered&reference=a-17").get("items")).hasSize(1);
        assertThat(get(by(key), "/api/messages?state=failed").get("items")).isEmpty();
        by(key()).get().uri("/api/messages/" + id).exchange().expectStatus().isNotFound();
        assertThat(get(secretariat(), "/api/messages?key=" + idOf(key)).get("items")).hasSize(1);
        assertThat(get(secretariat(), "/api/alerts?limit=200").get("items").valueStream().map(a -> a.get("id").stringValue()))
                .as("the list of alerts is not mixed with what programs send").doesNotContain(id);
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerAndSendsNothing() {
        String key = key();
        String address = id("once") + "@example.org";
        Answer first = send(key, "request-1", toAddress(address));
        Answer second = send(key, "request-1", toAddress(address));
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        Answer other = send(key, "request-1", toAddress("else@example.org"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().get("code").stringValue()).isEqualTo("idempotency-key-reused");
        // The same name at another key is another request.
        assertThat(send(key(), "request-1", toAddress(address)).body().get("id")).isNotEqualTo(first.body().get("id"));
        assertThat(send(key, "x".repeat(256), toAddress(address)).status()).isEqualTo(400);
        awaitState(key, first.body().get("id").stringValue(), "sent");
        await().until(() -> SMTP.to(address).size() == 2);
    }

    @Test
    void aRequestStillAtWorkIsRefusedAndOneWhoseProcessDiedIsFoundAgain() {
        String key = key();
        String address = id("died") + "@example.org";
        Answer first = send(key, "request-2", toAddress(address));
        awaitState(key, first.body().get("id").stringValue(), "sent");
        // As it stood before the answer was kept: the messages accepted, nobody told.
        Document answers = new Document("body", new Document("$exists", true)).append("status", 202);
        Document kept = mongo.getCollection("idempotencyKeys").find(answers).into(new ArrayList<>()).stream()
                .filter(one -> new String(one.get("body", Binary.class).getData(), StandardCharsets.UTF_8)
                        .contains(first.body().get("id").stringValue())).findFirst().orElseThrow();
        mongo.getCollection("idempotencyKeys").updateOne(new Document("_id", kept.getString("_id")), Updates.combine(Updates.unset("status"),
                Updates.unset("body"), Updates.set("startedAt", Date.from(Instant.parse("2026-11-20T09:30:00Z")))));
        Answer during = send(key, "request-2", toAddress(address));
        assertThat(during.status()).isEqualTo(409);
        assertThat(during.header("Retry-After")).isEqualTo("1");
        mongo.getCollection("idempotencyKeys").updateOne(new Document("_id", kept.getString("_id")),
                Updates.set("startedAt", Date.from(Instant.parse("2026-11-20T07:00:00Z"))));
        Answer after = send(key, "request-2", toAddress(address));
        assertThat(after.status()).isEqualTo(202);
        assertThat(after.body()).isEqualTo(first.body());
        assertThat(SMTP.to(address)).as("not sent a second time").hasSize(1);
    }

    @Test
    void whatACrashLeftBetweenAcceptanceAndMessagesIsMadeAndSentOnce() {
        String key = key();
        String address = id("left") + "@example.org";
        mongo.getCollection("apiMessages").deleteMany(new Document("keyId", "none"));
        Answer accepted = send(key, "request-3", toAddress(address));
        String id = accepted.body().get("id").stringValue();
        awaitState(key, id, "sent");
        // The message is gone, its acceptance is not: the same comes out again, and the ledger knows that it went out.
        mongo.getCollection("apiMessages").deleteOne(new Document("_id", id));
        mongo.getCollection("apiRequests").updateMany(new Document("messages._id", id), Updates.set("spread", false));
        awaitStored("apiMessages", id, "state", "sent");
        assertThat(SMTP.to(address)).hasSize(1);
    }

    @Test
    void manyAtOnceWithOneIdempotencyKeyMakeOneMessage() throws InterruptedException {
        String key = key();
        String address = id("race") + "@example.org";
        Set<String> ids = ConcurrentHashMap.newKeySet();
        ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Answer answer = send(key, "race", toAddress(address));
                    statuses.add(answer.status());
                    if (answer.status() == 202) {
                        ids.add(answer.body().get("id").stringValue());
                    }
                });
            }
            go.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(statuses).hasSize(8).allMatch(status -> status == 202 || status == 409);
        assertThat(ids).hasSize(1);
        awaitState(key, ids.iterator().next(), "sent");
        assertThat(SMTP.to(address)).hasSize(1);
    }

    @Test
    void everyWrongMemberOfABatchIsNamedAndNothingOfItIsAccepted() {
        String key = key("live", "\"messages:send\",\"messages:read\"", ",\"perMinute\":2000");
        Answer refused = post(key, "/api/messages/batches", null, """
                {"messages":[
                {"to":{"person":"nobody-here"},"subject":"S","text":"T"},
                {"to":{"email":"a@example.org"},"subject":"S","text":"T"},
                {"to":{"person":"p","field":"youth"},"subject":"","text":" \\n "},
                {"subject":"S","text":"T","channels":["pigeon"],"language":"de","critical":true,"reference":""},
                null]}""");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().get("code").stringValue()).isEqualTo("message-invalid");
        assertThat(refused.body().get("errors").valueStream().map(e -> e.get("pointer").stringValue() + " " + e.get("code").stringValue()))
                .contains("/messages/0/to/person unknown-person", "/messages/1/to/email addresses-not-allowed", "/messages/2/to to-one-of",
                        "/messages/2/subject required", "/messages/2/text required", "/messages/3/to to-one-of",
                        "/messages/3/channels/0 unknown-channel", "/messages/3/language unknown-language", "/messages/3/critical critical-not-allowed",
                        "/messages/3/reference reference-length", "/messages/4 required");
        assertThat(get(by(key), "/api/messages").get("items")).isEmpty();
        assertThat(post(key, "/api/messages/batches", null, "{\"messages\":[]}").status()).isEqualTo(422);
        String one = "{\"to\":{\"person\":\"p\"},\"subject\":\"S\",\"text\":\"T\"}";
        assertThat(post(key, "/api/messages/batches", null, "{\"messages\":[" + (one + ",").repeat(500) + one + "]}").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b@c", "a b@example.org", "\"x\" <a@example.org>", "a@example.org,b@example.org", "a@example.org\\r\\nBcc: c@example.org", "@", ""})
    void whatIsNoAddressIsRefused(String address) {
        assertThat(send(key(), null, toAddress(address.replace("\"", "\\\""))).status()).isEqualTo(422);
    }

    @Test
    void nothingInAMessageEndsAHeaderFillsOurGapsOrBecomesMarkup() {
        String key = key();
        String address = id("hostile") + "@example.org";
        Answer accepted = send(key, null, """
                {"to":{"email":"%s"},"language":"en","subject":"Hello\\r\\nBcc: victim@example.org\\r\\n\\r\\nBody",
                "text":"<script>alert(1)</script>\\n\\n\\ue002 {{greeting}} \\u202ereversed\\u0000"}""".formatted(address));
        assertThat(accepted.status()).isEqualTo(202);
        awaitState(key, accepted.body().get("id").stringValue(), "sent");
        SmtpPeer.Mail mail = SMTP.to(address).getFirst();
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(mail.header("Subject")).isEqualTo("Hello Bcc: victim@example.org Body");
        assertThat(SMTP.to("victim@example.org")).isEmpty();
        String body = mail.raw().replace("=\r\n", "");
        assertThat(body.substring(body.indexOf("text/html"))).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script");
        String plain = body.substring(0, body.indexOf("text/html"));
        assertThat(plain).contains("\r\n{{greeting}} reversed\r\n").doesNotContain("=E2=80=AE").doesNotContain("=00");
        assertThat(plain.split("/unsubscribe/", -1)).as("the one link of ours, and none where the text had our mark for it").hasSize(3);
    }

    @Test
    void aTestKeySendsNothingAndSaysWhatWouldHaveBecomeOfIt() {
        String key = key("test", ALL, "");
        int mails = SMTP.accepted.size();
        record Case(String to, String state) {}
        String real = id("real") + "@example.org";
        for (Case one : List.of(new Case("\"email\":\"delivered@simulator.invalid\"", "delivered"), new Case("\"email\":\"unknown@simulator.invalid\"", "failed"),
                new Case("\"email\":\"bounce@simulator.invalid\"", "failed"), new Case("\"email\":\"full@simulator.invalid\"", "failed"),
                new Case("\"email\":\"accepted@simulator.invalid\"", "sent"), new Case("\"email\":\"" + real + "\"", "delivered"),
                new Case("\"phone\":\"+38349000001\"", "delivered"), new Case("\"phone\":\"+38349000003\"", "failed"),
                new Case("\"phone\":\"+38349000006\"", "failed"), new Case("\"phone\":\"+38343900779\"", "delivered"))) {
            Answer accepted = send(key, null, "{\"to\":{%s},\"subject\":\"S\",\"text\":\"T\"}".formatted(one.to()));
            assertThat(accepted.status()).as(one.to()).isEqualTo(202);
            JsonNode ended = awaitState(key, accepted.body().get("id").stringValue(), one.state());
            assertThat(ended.get("test").booleanValue()).isTrue();
        }
        assertThat(SMTP.to(real)).isEmpty();
        assertThat(SMS.messages.values().stream().map(sms -> sms.get("to").stringValue())).doesNotContain("+38343900779", "+38349000001");
        assertThat(mails).isLessThanOrEqualTo(SMTP.accepted.size());
    }

    @Test
    void aTeamKeyReachesTheNamedAndTheSecretariatAlone() {
        String named = id("named") + "@example.org";
        String key = key("team", ALL, ",\"people\":[\"" + named.toUpperCase(Locale.ROOT) + "\"]");
        String stranger = id("stranger") + "@example.org";
        String toNamed = send(key, null, toAddress(named)).body().get("id").stringValue();
        String toOffice = send(key, null, toAddress("office@example.org")).body().get("id").stringValue();
        String toStranger = send(key, null, toAddress(stranger)).body().get("id").stringValue();
        awaitState(key, toNamed, "sent");
        awaitState(key, toOffice, "sent");
        assertThat(awaitState(key, toStranger, "failed").get("reason").stringValue()).contains("nobody else");
        assertThat(SMTP.to(stranger)).isEmpty();
    }

    @Test
    void aKeysLimitAnswersWithTheTimeToWait() {
        String key = key("test", ALL, ",\"perMinute\":5");
        List<Integer> statuses = new ArrayList<>();
        Answer last = null;
        for (int i = 0; i < 12; i++) {
            last = send(key, null, toAddress("delivered@simulator.invalid"));
            statuses.add(last.status());
            if (last.status() == 429) {
                break;
            }
        }
        assertThat(statuses).contains(202).endsWith(429);
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
        assertThat(last.body().get("code").stringValue()).isEqualTo("key-limit");
        String batchKey = key("test", ALL, ",\"perMinute\":5");
        String two = "{\"to\":{\"email\":\"delivered@simulator.invalid\"},\"subject\":\"S\",\"text\":\"T\"}";
        Answer large = post(batchKey, "/api/messages/batches", null, "{\"messages\":[" + (two + ",").repeat(6) + two + "]}");
        assertThat(large.status()).isEqualTo(422);
        assertThat(large.body().at("/errors/0/code").stringValue()).isEqualTo("more-than-limit");
        assertThat(get(by(key()), "/api/messages").get("items")).as("one key's limit is not another's").isEmpty();
    }

    @Test
    void membersAreReachedByOrganisationAndFieldInTheirLanguageAndWhoStoppedIsNot() {
        String field = field();
        String organisation = organisation(field, "active");
        String sq = id("sq") + "@example.org";
        String stopped = id("stopped") + "@example.org";
        person(organisation, sq, null, "sq");
        String left = person(organisation, stopped, null, "sr");
        client(TestTokens.bearer(left)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":false,\"sms\":false,\"scope\":\"organisation-fields\"}").exchange().expectStatus().isOk();
        String key = key();
        for (String to : List.of("\"organisation\":\"" + organisation + "\"", "\"field\":\"" + field + "\"")) {
            Answer accepted = send(key, null, "{\"to\":{%s},\"subject\":\"Mbledhje\",\"text\":\"Nesër në orën 10.\"}".formatted(to));
            assertThat(accepted.status()).isEqualTo(202);
            JsonNode ended = awaitState(key, accepted.body().get("id").stringValue(), "partly-failed");
            assertThat(ended.at("/counts/sent").intValue()).isEqualTo(1);
            assertThat(ended.at("/counts/notSent").intValue()).isEqualTo(1);
        }
        assertThat(SMTP.to(sq)).hasSize(2).allSatisfy(mail -> assertThat(mail.header("Content-Language")).isEqualTo("sq"));
        assertThat(SMTP.to(stopped)).isEmpty();
    }

    @Test
    void whoeverStopsMailsToABareAddressGetsNoFurtherOnes() {
        String key = key();
        String address = id("enough") + "@example.org";
        awaitState(key, send(key, null, toAddress(address)).body().get("id").stringValue(), "sent");
        Matcher link = Pattern.compile("List-Unsubscribe: <[^>]*(/unsubscribe/[^>]+)>").matcher(SMTP.to(address).getFirst().raw().replace("\r\n ", ""));
        assertThat(link.find()).isTrue();
        client(null).post().uri(link.group(1)).contentType(MediaType.APPLICATION_FORM_URLENCODED).body("List-Unsubscribe=One-Click").exchange()
                .expectStatus().isOk();
        awaitState(key, send(key, null, toAddress(address)).body().get("id").stringValue(), "failed");
        assertThat(SMTP.to(address)).hasSize(1);
    }

    @Test
    void anSmsIsOneSegmentOfPlainLettersOrRefused() {
        String key = key();
        String number = "+3834390" + (1000 + Math.abs(id("n").hashCode() % 9000));
        Answer accepted = send(key, null, "{\"to\":{\"phone\":\"%s\"},\"subject\":\"S\",\"text\":\"Mbledhja është nesër, çështjet në faqe.\"}".formatted(number));
        assertThat(accepted.status()).isEqualTo(202);
        awaitState(key, accepted.body().get("id").stringValue(), "sent");
        assertThat(SMS.messages.values().stream().filter(sms -> sms.get("to").stringValue().equals(number)).map(sms -> sms.get("text").stringValue()))
                .containsExactly("Mbledhja eshte neser, ceshtjet ne faqe.");
        Answer refused = send(key, null, "{\"to\":{\"phone\":\"%s\"},\"subject\":\"S\",\"text\":\"%s\"}".formatted(number, "a".repeat(161)));
        assertThat(refused.body().at("/errors/0/code").stringValue()).isEqualTo("sms-too-long");
    }

    @ParameterizedTest
    @CsvSource({"\"email\":\"Alerts@civikos.example.org\",own-address", "\"email\":\"answers@example.org\",own-address",
            "\"phone\":\"+44 909 879 0000\",costly-number", "\"phone\":\"not a number\",not-a-number"})
    void neitherOurselvesNorNumbersThatEarnByItAreWrittenTo(String to, String why) {
        Answer refused = send(key(), null, "{\"to\":{%s},\"subject\":\"S\",\"text\":\"T\"}".formatted(to));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/code").stringValue()).isEqualTo(why);
    }

    @Test
    void oneNumberCannotBePumped() {
        String key = key();
        String number = "+3834490" + (1000 + Math.abs(id("n").hashCode() % 9000));
        String one = "{\"to\":{\"phone\":\"%s\"},\"subject\":\"S\",\"text\":\"Code\"}".formatted(number);
        Answer batch = post(key, "/api/messages/batches", null, "{\"messages\":[" + (one + ",").repeat(29) + one + "]}");
        assertThat(batch.status()).isEqualTo(202);
        List<String> ids = batch.body().get("messages").valueStream().map(m -> m.get("id").stringValue()).toList();
        // All have been tried: ten have gone out, the others wait for the next hour.
        await().atMost(Duration.ofSeconds(20)).until(() -> ids.stream().map(id -> get(by(key), "/api/messages/" + id)).filter(m ->
                m.get("state").stringValue().equals("sent") || !m.at("/recipients/0/reason").isNull() && m.get("state").stringValue().equals("sending")).count() == 30);
        assertThat(SMS.messages.values().stream().filter(sms -> sms.get("to").stringValue().equals(number))).hasSize(10);
    }

    @Test
    void aFloodOfMessagesDoesNotStandInAnAlertsWay() {
        String field = field();
        String reader = id("urgent") + "@example.org";
        person(organisation(field, "active"), reader, null, "en");
        String key = key();
        String mark = id("flood");
        SMTP.pause(20);
        try {
            String messages = IntStream.range(0, 400).mapToObj(i -> "{\"to\":{\"email\":\"%s-%d@example.org\"},\"subject\":\"S\",\"text\":\"T\"}".formatted(mark, i))
                    .collect(Collectors.joining(","));
            Answer flood = post(key, "/api/messages/batches", null, "{\"messages\":[" + messages + "]}");
            assertThat(flood.status()).isEqualTo(202);
            Set<String> ids = flood.body().get("messages").valueStream().map(m -> m.get("id").stringValue()).collect(Collectors.toSet());
            String consultation = id("consultation");
            opened(consultation, field);
            List<Integer> withTheWorkers = new ArrayList<>();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                withTheWorkers.add((int) mongo.findAll(Document.class, "lanes").stream().filter(lane -> ids.contains(lane.getString("alertId"))).count());
                return !SMTP.to(reader).isEmpty();
            });
            assertThat(withTheWorkers).as("messages with the workers").allMatch(number -> number <= 40).anyMatch(number -> number > 0);
            long before = SMTP.accepted.stream().filter(mail -> mail.to().startsWith(mark)).count();
            assertThat(before).as("messages that went out before the alert").isLessThan(200);
        } finally {
            SMTP.pause(0);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> IntStream.range(0, 400).allMatch(i -> SMTP.to(mark + "-" + i + "@example.org").size() == 1));
    }

    /** As simulated mail addresses do, simulated numbers reach nobody with whatever key. */
    @Test
    void simulatedNumbersNeedNoTestKey() {
        String key = key();
        String one = "{\"to\":{\"phone\":\"%s\"},\"subject\":\"S\",\"text\":\"T\"}";
        assertThat(awaitState(key, send(key, null, one.formatted("+38349000001")).body().get("id").stringValue(), "delivered")).isNotNull();
        assertThat(awaitState(key, send(key, null, one.formatted("+38349000003")).body().get("id").stringValue(), "failed")).isNotNull();
        assertThat(SMS.messages.values().stream().map(sms -> sms.get("to").stringValue())).noneMatch(to -> to.startsWith("+3834900000"));
    }

    /** A relay that takes a second over each mail, with sixteen messages of the same program and another alert in its line. */
    @Test
    void whatIsCriticalDoesNotWaitForItsOwnProgramsFlood() {
        String key = key();
        String mark = id("slow");
        String critical = id("critical") + "@example.org";
        SMTP.pause(1_000);
        try {
            String messages = IntStream.range(0, 60).mapToObj(i -> "{\"to\":{\"email\":\"%s-%d@example.org\"},\"subject\":\"S\",\"text\":\"T\"}".formatted(mark, i))
                    .collect(Collectors.joining(","));
            assertThat(post(key, "/api/messages/batches", null, "{\"messages\":[" + messages + "]}").status()).isEqualTo(202);
            await().atMost(Duration.ofSeconds(20)).until(() -> mongo.findAll(Document.class, "lanes").size() >= 12);
            long began = System.nanoTime();
            assertThat(send(key, null, "{\"to\":{\"email\":\"%s\"},\"subject\":\"S\",\"text\":\"T\",\"critical\":true}".formatted(critical)).status()).isEqualTo(202);
            await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).until(() -> !SMTP.to(critical).isEmpty());
            // The mail in hand, its own second, and what accepting and planning take.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(3_200));
        } finally {
            SMTP.pause(0);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> IntStream.range(0, 60).allMatch(i -> SMTP.to(mark + "-" + i + "@example.org").size() == 1));
    }

    @Test
    void theListIsPagedByKeys() {
        String key = key("test", ALL, ",\"perMinute\":2000");
        String one = "{\"to\":{\"email\":\"delivered@simulator.invalid\"},\"subject\":\"S\",\"text\":\"T\"}";
        Answer batch = post(key, "/api/messages/batches", null, "{\"messages\":[" + (one + ",").repeat(6) + one + "]}");
        assertThat(batch.status()).isEqualTo(202);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = get(by(key), "/api/messages?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.get("items").valueStream().forEach(m -> seen.add(m.get("id").stringValue()));
            cursor = page.get("next").isNull() ? null : page.get("next").stringValue();
        }
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        assertThat(get(by(key), "/api/messages?from=2030-01-01T00:00:00Z").get("items")).isEmpty();
        by(key).get().uri("/api/messages?state=lost").exchange().expectStatus().isBadRequest();
        by(key).get().uri("/api/messages?cursor=%21").exchange().expectStatus().isBadRequest();
    }

    @Test
    void membersFindMessagesInTheirInboxAndWhoIsNotReachedByTheKeyFindsNothing() {
        String field = field();
        String organisation = organisation(field, "active");
        String one = person(organisation, id("reads") + "@example.org", "+38344200" + (100 + Math.abs(id("n").hashCode() % 900)), "sq");
        String other = person(organisation(field(), "active"), id("reads-not") + "@example.org", null, "sq");
        client(TestTokens.bearer(one)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":true,\"sms\":true,\"scope\":\"organisation-fields\"}").exchange().expectStatus().isOk();
        String key = key();
        String mail = send(key, null, "{\"to\":{\"person\":\"%s\"},\"channels\":[\"email\",\"sms\"],\"subject\":\"Mbledhje\",\"text\":\"Nesër në orën 10.\\n\\nSjellni draftin.\",\"sms\":\"Neser ne 10.\"}".formatted(one))
                .body().get("id").stringValue();
        awaitState(key, mail, "sent");
        String sms = send(key, null, "{\"to\":{\"person\":\"%s\"},\"channels\":[\"sms\"],\"subject\":\"Vetëm SMS\",\"text\":\"Salla 2.\"}".formatted(one))
                .body().get("id").stringValue();
        awaitState(key, sms, "sent");
        JsonNode inbox = get(client(TestTokens.bearer(one)), "/api/alerts/me").get("items");
        assertThat(inbox).as("by mail and SMS is one").hasSize(2);
        assertThat(inbox.get(0).get("title").stringValue()).isEqualTo("Vetëm SMS");
        assertThat(inbox.get(1).get("kind").stringValue()).isEqualTo("message");
        assertThat(inbox.get(1).get("text").stringValue()).isEqualTo("Nesër në orën 10.\n\nSjellni draftin.");
        assertThat(inbox.get(1).get("consultationId").isNull()).isTrue();
        assertThat(get(client(TestTokens.bearer(one)), "/api/inbox").get("unread").intValue()).isEqualTo(2);

        String test = key("test", ALL, "");
        awaitState(test, send(test, null, "{\"to\":{\"person\":\"%s\"},\"subject\":\"Provë\",\"text\":\"T\"}".formatted(one)).body().get("id").stringValue(), "delivered");
        String team = key("team", ALL, ",\"people\":[\"somebody-else@example.org\"]");
        awaitState(team, send(team, null, "{\"to\":{\"person\":\"%s\"},\"subject\":\"Ekipi\",\"text\":\"T\"}".formatted(one)).body().get("id").stringValue(), "failed");
        assertThat(get(client(TestTokens.bearer(one)), "/api/alerts/me").get("items")).as("neither what is simulated nor what the key may not send them").hasSize(2);
        assertThat(get(client(TestTokens.bearer(one)), "/api/inbox").get("unread").intValue()).isEqualTo(2);
        assertThat(get(client(TestTokens.bearer(other)), "/api/alerts/me").get("items")).isEmpty();
    }
}
