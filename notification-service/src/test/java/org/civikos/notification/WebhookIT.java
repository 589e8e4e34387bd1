package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs are told of what becomes of their messages. */
class WebhookIT extends ServiceIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    record Got(String id, String timestamp, String signature, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    @Autowired
    private Clock samplesClock;
    private final Queue<Got> got = new ConcurrentLinkedQueue<>();
    /** What is answered to the n-th call, from 1. */
    private volatile Function<Integer, Integer> answers = _ -> 204;
    private volatile @Nullable String retryAfter;
    private HttpServer receiver;
    private String key;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::take);
        receiver.start();
        key = JSON.readTree(secretariat().put().uri("/api/api-keys/" + id("key")).contentType(MediaType.APPLICATION_JSON).body("""
                {"name":"Listener","type":"test","scopes":["messages:send","messages:read","messages:addresses"],"perMinute":5000,
                "expiresAt":"2027-06-30T00:00:00Z"}""").exchange().expectStatus().isCreated().expectBody().returnResult().getResponseBody())
                .get("key").stringValue();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int number;
        synchronized (got) {
            got.add(new Got(exchange.getRequestHeaders().getFirst("webhook-id"), exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"), body));
            number = got.size();
        }
        String pause = retryAfter;
        if (pause != null) {
            exchange.getResponseHeaders().add("Retry-After", pause);
        }
        exchange.sendResponseHeaders(answers.apply(number), -1);
        exchange.close();
    }

    private String keyId() {
        return key.split("_")[2];
    }

    private JsonNode make(String id) {
        return JSON.readTree(secretariat().put().uri("/api/webhooks/" + id).contentType(MediaType.APPLICATION_JSON)
                .body("{\"keyId\":\"%s\",\"url\":\"http://127.0.0.1:%d/hook\"}".formatted(keyId(), receiver.getAddress().getPort())).exchange()
                .expectStatus().isCreated().expectBody().returnResult().getResponseBody());
    }

    private List<String> send(String... addresses) {
        String messages = String.join(",", List.of(addresses).stream().map(to -> "{\"to\":{\"email\":\"%s\"},\"subject\":\"S\",\"text\":\"T\",\"reference\":\"r-1\"}".formatted(to)).toList());
        JsonNode accepted = JSON.readTree(client("Bearer " + key).post().uri("/api/messages/batches").contentType(MediaType.APPLICATION_JSON)
                .body("{\"messages\":[" + messages + "]}").exchange().expectStatus().isAccepted().expectBody().returnResult().getResponseBody());
        return accepted.get("messages").valueStream().map(m -> m.get("id").stringValue()).toList();
    }

    private List<Got> of(String messageId) {
        return got.stream().filter(one -> one.json().at("/data/id").stringValue().equals(messageId)).toList();
    }

    private static String sign(String secret, Got call) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal((call.id() + "." + call.timestamp() + "." + call.body()).getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode calls(String webhook) {
        return get(secretariat(), "/api/webhooks/" + webhook + "/calls").get("items");
    }

    private RestTestClient.ResponseSpec post(String path) {
        return secretariat().post().uri(path).exchange();
    }

    @Test
    void eachChangeIsToldSignedWithAStableIdAndInOrder() throws GeneralSecurityException {
        String hook = id("hook");
        String secret = make(hook).get("secret").stringValue();
        String message = send("bounce@simulator.invalid").getFirst();
        await().atMost(Duration.ofSeconds(20)).until(() -> of(message).stream().anyMatch(one -> one.json().at("/data/state").stringValue().equals("failed")));
        List<Got> told = of(message);
        assertThat(told.getLast().json().get("type").stringValue()).isEqualTo("message.failed");
        assertThat(told.getLast().json().at("/data/reference").stringValue()).isEqualTo("r-1");
        assertThat(told.getLast().json().at("/data/test").booleanValue()).isTrue();
        assertThat(told.getLast().json().at("/data/reason").stringValue()).isEqualTo("address-unknown");
        assertThat(told.stream().map(Got::id)).doesNotHaveDuplicates().allMatch(one -> one.startsWith(message));
        assertThat(told.stream().map(one -> one.json().at("/data/sequence").intValue())).isSorted();
        for (Got one : told) {
            assertThat(one.signature()).isEqualTo(sign(secret, one));
        }
        assertThat(get(secretariat(), "/api/webhooks").toString()).doesNotContain(secret.substring(10));
        assertThat(mongo.findById(hook, Document.class, "webhooks").toJson()).doesNotContain(secret.substring(10));
        await().until(() -> calls(hook).valueStream().allMatch(call -> call.get("state").stringValue().equals("delivered")));
        assertThat(get(secretariat(), "/api/webhooks").get("items").valueStream().filter(one -> one.get("id").stringValue().equals(hook)).findFirst()
                .orElseThrow().get("lastSuccessAt").isNull()).isFalse();
    }

    @Test
    void whatFailsForNowIsRepeatedWithTheSameIdAndWhatIsRefusedIsNot() {
        String hook = id("hook");
        make(hook);
        answers = number -> number <= 2 ? 503 : 200;
        String message = send("delivered@simulator.invalid").getFirst();
        await().atMost(Duration.ofSeconds(20)).until(() -> of(message).size() >= 3
                && calls(hook).valueStream().allMatch(call -> call.get("state").stringValue().equals("delivered")));
        List<Got> told = of(message);
        assertThat(told.getLast().json().at("/data/state").stringValue()).isEqualTo("delivered");
        assertThat(told.getFirst().id()).isEqualTo(told.get(1).id()).isEqualTo(told.get(2).id());
        assertThat(told.getFirst().body()).isEqualTo(told.get(2).body());
        got.clear();
        answers = _ -> 400;
        String other = send("unknown@simulator.invalid").getFirst();
        await().atMost(Duration.ofSeconds(20)).until(() -> calls(hook).valueStream().anyMatch(call -> call.get("messageId").stringValue().equals(other)
                && call.get("state").stringValue().equals("refused")));
        // A later one gets through, so the address was not left alone, and the refused one has not come again by then.
        answers = _ -> 204;
        String third = send("unknown@simulator.invalid").getFirst();
        await().atMost(Duration.ofSeconds(20)).until(() -> !of(third).isEmpty());
        assertThat(of(other)).hasSize(1);
    }

    @Test
    void whoeverAsksToBeLeftAloneIsLeftAlone() {
        String hook = id("hook");
        make(hook);
        retryAfter = "2";
        answers = number -> number == 1 ? 429 : 204;
        long began = System.nanoTime();
        String message = send("unknown@simulator.invalid").getFirst();
        await().atMost(Duration.ofSeconds(20)).until(() -> of(message).size() == 2);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void aDeadAddressCostsLittleAndHoldsNobodyElseUp() {
        String dead = id("hook");
        make(dead);
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
        answers = _ -> 500;
        String[] many = IntStream.range(0, 40).mapToObj(i -> "unknown@simulator.invalid").toArray(String[]::new);
        send(many);
        // Forty calls wait; five failures in a row open the breaker, and from then on one call at a time tries.
        await().atMost(Duration.ofSeconds(20)).until(() -> mongo.findById(dead, Document.class, "webhooks").get("pausedUntil") != null);
        int before = got.size();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertThat(got.size() - before).as("calls in two seconds to an address that is down (%s)", url).isLessThanOrEqualTo(6);
        answers = _ -> 204;
        await().atMost(Duration.ofSeconds(40)).until(() -> calls(dead).valueStream().allMatch(call -> call.get("state").stringValue().equals("delivered")));
    }

    @Test
    void anAddressThatTakesNothingForADayIsSwitchedOffAndTheSecretariatToldAndWhatWasMissedCanBeSentAgain() {
        String hook = id("hook");
        make(hook);
        answers = _ -> 500;
        String message = send("unknown@simulator.invalid").getFirst();
        await().atMost(Duration.ofSeconds(20)).until(() -> of(message).size() >= 1);
        mongo.getCollection("webhookCalls").updateMany(new Document("webhookId", hook), Updates.set("giveUpAt", new Date(0)));
        await().atMost(Duration.ofSeconds(20)).until(() -> mongo.findById(hook, Document.class, "webhooks").getString("state").equals("FAILED"));
        await().atMost(Duration.ofSeconds(20)).until(() -> SMTP.to("office@example.org").stream()
                .anyMatch(mail -> mail.header("Subject").contains("switched off") && mail.raw().contains(String.valueOf(receiver.getAddress().getPort()))));
        String during = send("unknown@simulator.invalid").getFirst();
        await().atMost(Duration.ofSeconds(20)).until(() -> calls(hook).valueStream().anyMatch(call -> call.get("messageId").stringValue().equals(during)));
        assertThat(calls(hook).valueStream().map(call -> call.get("state").stringValue())).containsOnly("missed");
        post("/api/webhooks/" + hook + "/missed/again").expectStatus().isEqualTo(409);
        got.clear();
        answers = _ -> 204;
        post("/api/webhooks/" + hook + "/on").expectStatus().isOk();
        post("/api/webhooks/" + hook + "/missed/again").expectStatus().isOk().expectBody().json("{\"calls\":2}");
        await().atMost(Duration.ofSeconds(20)).until(() -> !of(message).isEmpty() && !of(during).isEmpty());
    }

    @Test
    void anAddressThatSaysItIsGoneIsSwitchedOffAtOnce() {
        String hook = id("hook");
        make(hook);
        answers = _ -> 410;
        send("unknown@simulator.invalid");
        await().atMost(Duration.ofSeconds(20)).until(() -> mongo.findById(hook, Document.class, "webhooks").getString("state").equals("FAILED"));
    }

    @Test
    void aRotatedSecretAndTheOneBeforeBothSign() throws GeneralSecurityException {
        String hook = id("hook");
        String old = make(hook).get("secret").stringValue();
        JsonNode rotated = JSON.readTree(secretariat().put().uri("/api/webhooks/" + hook + "/secret").exchange().expectStatus().isOk().expectBody()
                .returnResult().getResponseBody());
        String fresh = rotated.get("secret").stringValue();
        assertThat(fresh).isNotEqualTo(old);
        assertThat(rotated.at("/webhook/oldSecretUntil").isNull()).isFalse();
        String message = send("unknown@simulator.invalid").getFirst();
        await().atMost(Duration.ofSeconds(20)).until(() -> !of(message).isEmpty());
        Got one = of(message).getFirst();
        assertThat(one.signature()).isEqualTo(sign(fresh, one) + " " + sign(old, one));
    }

    @Test
    void aCallGoesOutAgainByButtonAndOneThatAProcessDiedOverByItself() {
        String hook = id("hook");
        make(hook);
        String message = send("unknown@simulator.invalid").getFirst();
        await().atMost(Duration.ofSeconds(20)).until(() -> calls(hook).valueStream().anyMatch(call -> call.get("state").stringValue().equals("delivered")));
        String call = calls(hook).get(0).get("id").stringValue();
        post("/api/webhooks/" + hook + "/calls/" + call + "/again").expectStatus().isOk();
        await().atMost(Duration.ofSeconds(20)).until(() -> of(message).size() == 2);
        assertThat(of(message).get(0).id()).isEqualTo(of(message).get(1).id());
        // Another process holds the address and dies: it is called again when the lease has run out, not before.
        await().until(() -> mongo.findById(hook, Document.class, "webhooks").getDate("leasedUntil").getTime() == 0);
        Date until = Date.from(clock().plusSeconds(3));
        mongo.getCollection("webhooks").updateOne(new Document("_id", hook), Updates.combine(Updates.set("owner", "a-dead-process"), Updates.set("leasedUntil", until)));
        mongo.getCollection("webhookCalls").updateOne(new Document("_id", call), Updates.combine(Updates.set("state", "WAITING"), Updates.set("nextAt", new Date(0))));
        await().atMost(Duration.ofSeconds(20)).until(() -> of(message).size() == 3);
        assertThat(clock()).isAfter(until.toInstant());
    }

    private Instant clock() {
        return samplesClock.instant();
    }

    @Test
    void changesThatACrashLeftUntoldAreTold() {
        String hook = id("hook");
        make(hook);
        String message = send("unknown@simulator.invalid").getFirst();
        await().atMost(Duration.ofSeconds(20)).until(() -> calls(hook).valueStream().anyMatch(call -> call.get("state").stringValue().equals("delivered")));
        Document told = mongo.getCollection("webhookCalls").find(new Document("webhookId", hook)).first();
        // As it stood between the change of state and the call: the change is in the message's own document, no call is made of it.
        mongo.getCollection("webhookCalls").deleteMany(new Document("webhookId", hook));
        got.clear();
        Document counts = new Document("waiting", 0).append("handedOver", 0).append("delivered", 0).append("failed", 1).append("notSent", 0);
        mongo.getCollection("apiMessages").updateOne(new Document("_id", message), Updates.combine(Updates.set("untold", true),
                Updates.set("outbox", List.of(new Document("sequence", told.getInteger("sequence")).append("state", "failed")
                        .append("at", new Date(0)).append("counts", counts).append("reason", "address-unknown")))));
        await().atMost(Duration.ofSeconds(20)).until(() -> of(message).size() == 1);
        assertThat(of(message).getFirst().id()).isEqualTo(told.getString("eventId"));
        await().until(() -> mongo.findById(message, Document.class, "apiMessages").get("untold") == null);
    }

    @Test
    void whatCannotBeAnAddressOrAKeyIsRefused() {
        for (String url : List.of("ftp://example.org/x", "https://u:p@example.org/", "nonsense")) {
            secretariat().put().uri("/api/webhooks/" + id("hook")).contentType(MediaType.APPLICATION_JSON)
                    .body("{\"keyId\":\"%s\",\"url\":\"%s\"}".formatted(keyId(), url)).exchange().expectStatus().isEqualTo(422);
        }
        secretariat().put().uri("/api/webhooks/" + id("hook")).contentType(MediaType.APPLICATION_JSON)
                .body("{\"keyId\":\"no-such-key\",\"url\":\"https://example.org/\"}").exchange().expectStatus().isEqualTo(422);
        post("/api/webhooks/no-such-hook/on").expectStatus().isNotFound();
        String hook = id("hook");
        make(hook);
        post("/api/webhooks/" + hook + "/calls/none/again").expectStatus().isNotFound();
    }
}
