package org.civikos.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civikos.sample.SampleApplication.IN;
import static org.civikos.sample.SampleApplication.IN_DLQ;
import static org.civikos.sample.SampleApplication.SEEN;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.civikos.platform.messaging.PermanentFailure;
import org.civikos.platform.messaging.Projections;
import org.civikos.platform.messaging.TemporaryFailure;
import org.civikos.platformtest.EventProbe;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.platformtest.TestTokens;
import org.civikos.sample.SampleApplication.Journal;
import org.civikos.sample.SampleApplication.Other;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SampleIT
class ConsumerIT {

    private static final String GROUP = "sample-service";
    private static final String ADMINISTRATOR = TestTokens.bearer("admin-1", "administrator");

    @Autowired
    private EventProbe probe;
    @Autowired
    private Journal journal;
    @Autowired
    private Projections projections;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private MeterRegistry meters;
    @LocalServerPort
    private int port;

    private final String key = "other-" + UUID.randomUUID();

    @AfterEach
    void failNoLonger() {
        journal.failure.set(null);
    }

    private static String json(String name, int number) {
        return "{\"name\":\"" + name + "\",\"number\":" + number + ",\"unknownMember\":[1]}";
    }

    private long handled() {
        return journal.handled.stream().filter(event -> event.key().equals(key)).count();
    }

    private void awaitName(String name) {
        await().atMost(Duration.ofSeconds(20)).until(() -> projections.find("others", key, Other.class).map(Other::name)
                .filter(name::equals).isPresent());
    }

    private Document awaitLetter() {
        return await().atMost(Duration.ofSeconds(20)).until(() -> mongo.findOne(Query.query(Criteria.where("key").is(key)),
                Document.class, "deadLetters"), letter -> letter != null);
    }

    @Test
    void handsOverPayloadAndHeaders() {
        String id = probe.send(IN, SEEN, key, 3, json("one", 1));
        awaitName("one");
        var event = journal.handled.stream().filter(seen -> seen.key().equals(key)).findFirst().orElseThrow();
        assertThat(event.id()).isEqualTo(id);
        assertThat(event.sequence()).isEqualTo(3);
        assertThat(event.subject()).isEqualTo(key);
        assertThat(event.type()).isEqualTo(SEEN);
        assertThat(event.source()).isEqualTo("/probe");
    }

    @Test
    void handlesADuplicateOnceAndKeepsTheNewerOfTwoOutOfOrder() {
        String id = probe.send(IN, SEEN, key, 5, json("five", 5));
        probe.send(IN, id, SEEN, key, 5, json("five", 5));
        probe.send(IN, SEEN, key, 4, json("four", 4));
        probe.awaitConsumed(GROUP, IN);
        assertThat(handled()).isEqualTo(1);
        awaitName("five");
        probe.send(IN, SEEN, key, 6, json("six", 6));
        awaitName("six");
    }

    @Test
    void doesNotRaiseTheDead() {
        probe.send(IN, SEEN, key, 1, json("one", 1));
        awaitName("one");
        probe.send(IN, SEEN, key, 3, null);
        probe.send(IN, SEEN, key, 2, json("late", 2));
        probe.awaitConsumed(GROUP, IN);
        assertThat(journal.erased).contains(key);
        assertThat(projections.find("others", key, Other.class)).isEmpty();
        probe.send(IN, SEEN, key, 4, json("back", 4));
        awaitName("back");
        probe.sendTombstone(IN, key);
        await().atMost(Duration.ofSeconds(20)).until(() -> projections.find("others", key, Other.class).isEmpty());
    }

    @Test
    void ignoresWhatItDoesNotKnow() {
        double before = count("unknown");
        probe.send(IN, "org.civikos.sample.other-vanished.v9", key, 1, "{\"anything\":true}");
        probe.awaitConsumed(GROUP, IN);
        assertThat(count("unknown")).isEqualTo(before + 1);
        assertThat(mongo.exists(Query.query(Criteria.where("key").is(key)), "deadLetters")).isFalse();
    }

    private double count(String outcome) {
        var counter = meters.find("civikos.consumer.events").tags("consumer", "others", "outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void storesTheMalformedAsDeadLettersAndGoesOn() {
        probe.send(IN, SEEN, key, 1, "{\"name\":");
        probe.send(IN, SEEN, key, 2, "{\"name\":\"a\",\"number\":\"no number\"}");
        probe.sendRaw(IN, key, Map.of(), "no headers".getBytes(StandardCharsets.UTF_8));
        probe.sendRaw(IN, key, Map.of("ce_type", SEEN, "ce_id", "a", "ce_sequence", "first"), json("a", 1).getBytes(StandardCharsets.UTF_8));
        probe.sendRaw(IN, key, Map.of("ce_type", SEEN, "ce_id", "b", "ce_sequence", "1"), "null".getBytes(StandardCharsets.UTF_8));
        probe.send(IN, SEEN, key, 3, json("sentinel", 3));
        awaitName("sentinel");
        assertThat(mongo.count(Query.query(Criteria.where("key").is(key)), "deadLetters")).isEqualTo(5);
    }

    @Test
    void storesAPoisonWithPayloadAndHeadersAndReplaysItOnCommand() throws Exception {
        journal.failingKey.set(key);
        journal.failure.set(new IllegalStateException("cannot"));
        int attempts = journal.attempts.get();
        String id = probe.send(IN, SEEN, key, 1, json("poison", 1));
        Document letter = awaitLetter();
        assertThat(journal.attempts.get() - attempts).isEqualTo(3);
        assertThat(letter.getString("reason")).contains("IllegalStateException");
        Seen copy = probe.await(IN_DLQ, seen -> key.equals(seen.key()));
        assertThat(copy.id()).isEqualTo(id);
        assertThat(copy.data()).isEqualTo(json("poison", 1));
        assertThat(copy.headers()).containsEntry("dlq-topic", IN);
        await().atMost(Duration.ofSeconds(10)).until(() -> meters.get("civikos.deadletters.waiting").gauge().value() >= 1);

        JsonNode listed = JsonMapper.shared().readTree(call("GET", "/api/sample-service/dead-letters?state=waiting&limit=200").body());
        JsonNode found = listed.get("items").valueStream().filter(item -> item.get("key").asString().equals(key)).findFirst().orElseThrow();
        assertThat(found.get("headers").get("ce_id").asString()).isEqualTo(id);
        assertThat(found.has("payload")).isFalse();
        String path = "/api/sample-service/dead-letters/" + found.get("id").asString() + "/replay";

        HttpResponse<String> failing = call("POST", path);
        assertThat(failing.statusCode()).isEqualTo(409);
        assertThat(failing.body()).contains("replay-failed").doesNotContain("cannot");
        journal.failure.set(null);
        HttpResponse<String> replayed = call("POST", path);
        assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(200);
        assertThat(projections.find("others", key, Other.class)).hasValue(new Other("poison", 1));
        assertThat(call("GET", "/api/sample-service/dead-letters?state=replayed&limit=200").body()).contains(key);
        assertThat(call("POST", "/api/sample-service/dead-letters/none-0-0/replay").statusCode()).isEqualTo(404);
        assertThat(call("GET", "/api/sample-service/dead-letters?state=odd").statusCode()).isEqualTo(400);
        assertThat(call("GET", "/api/sample-service/dead-letters?limit=1").body()).contains("\"next\"");
    }

    @Test
    void givesUpWhatIsPermanentAndNothingElse() {
        journal.failingKey.set(key);
        journal.failure.set(new PermanentFailure("never"));
        probe.send(IN, SEEN, key, 1, json("never", 1));
        assertThat(awaitLetter().getString("reason")).contains("PermanentFailure");
        probe.send(IN, SEEN, "other-" + key, 1, json("free", 1));
        await().atMost(Duration.ofSeconds(20)).until(() -> projections.find("others", "other-" + key, Other.class).isPresent());
    }

    @Test
    void waitsForWhatIsOnlyAway() {
        for (RuntimeException failure : new RuntimeException[] {new TemporaryFailure("later"),
                new DataAccessResourceFailureException("store away")}) {
            journal.failingKey.set(key);
            journal.failure.set(failure);
            int attempts = journal.attempts.get();
            int sequence = attempts + 1;
            probe.send(IN, SEEN, key, sequence, json("late-" + sequence, 1));
            await().atMost(Duration.ofSeconds(30)).until(() -> journal.attempts.get() - attempts > 4);
            assertThat(mongo.exists(Query.query(Criteria.where("key").is(key)), "deadLetters")).isFalse();
            journal.failure.set(null);
            awaitName("late-" + sequence);
        }
    }

    private HttpResponse<String> call(String method, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", ADMINISTRATOR).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        }
    }
}
