package org.civikos.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civikos.sample.SampleApplication.IN;
import static org.civikos.sample.SampleApplication.OUT;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.civikos.localstack.broker.KafkaNode;
import org.civikos.platform.messaging.Projections;
import org.civikos.platformtest.CivikosIT;
import org.civikos.platformtest.EventProbe;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.platformtest.TestInfrastructure;
import org.civikos.platformtest.TestTokens;
import org.civikos.sample.SampleApplication.Other;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A broker of its own, which stops and comes back: the API answers all the while, and all is published in order afterwards. */
@CivikosIT(classes = SampleApplication.class, properties = "civikos.messaging.sweep-interval=500ms")
@DirtiesContext
class BrokerOutageIT {

    private static final Path DIRECTORY = TestInfrastructure.temporaryDirectory("outage");
    private static KafkaNode broker = start(0);
    private static final String BOOTSTRAP = broker.bootstrapServers();

    @Autowired
    private MeterRegistry meters;
    @Autowired
    private Projections projections;
    @LocalServerPort
    private int port;

    private static KafkaNode start(int port) {
        KafkaNode node = KafkaNode.start(DIRECTORY, port);
        TestInfrastructure.createTopics(node.bootstrapServers(), 3, OUT, IN, SampleApplication.IN_DLQ);
        return node;
    }

    @DynamicPropertySource
    static void broker(DynamicPropertyRegistry registry) {
        registry.add("civikos.messaging.bootstrap-servers", () -> BOOTSTRAP);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void answersWhileTheBrokerIsAwayAndPublishesAllInOrderAfterwards() throws Exception {
        EventProbe probe = new EventProbe(BOOTSTRAP);
        String first = "first-" + UUID.randomUUID();
        put(first, 1);
        probe.await(OUT, seen -> first.equals(seen.key()));
        int brokerPort = broker.port();
        broker.close();

        List<String> ids = IntStream.range(0, 20).mapToObj(i -> "outage-" + UUID.randomUUID()).toList();
        List<Long> millis = new ArrayList<>();
        for (int version = 1; version <= 3; version++) {
            for (String id : ids) {
                millis.add(put(id, version));
            }
        }
        assertThat(millis).as("no request waits for the broker").allMatch(time -> time < 2_000);
        await().atMost(Duration.ofSeconds(20)).until(() -> meters.get("civikos.outbox.oldest.pending").gauge().value() > 3);
        assertThat(meters.get("civikos.outbox.pending").gauge().value()).isEqualTo(60);
        assertThat(get("/actuator/health/readiness")).isEqualTo(200);
        assertThat(get("/actuator/health/liveness")).isEqualTo(200);

        long back = System.nanoTime();
        broker = start(brokerPort);
        for (String id : ids) {
            probe.await(OUT, seen -> id.equals(seen.key()) && seen.sequence() == 3, Duration.ofSeconds(40));
        }
        System.out.println("[figures] 60 events published " + Duration.ofNanos(System.nanoTime() - back).toMillis()
                + " ms after the broker's start began");
        for (String id : ids) {
            // An acknowledgement may be lost with the broker, so an event may come twice, but none may be missing or late.
            assertThat(probe.events(OUT, seen -> id.equals(seen.key()))).extracting(Seen::sequence).containsSubsequence(1L, 2L, 3L);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> meters.get("civikos.outbox.pending").gauge().value() == 0);
        assertThat(meters.get("civikos.outbox.oldest.pending").gauge().value()).isZero();

        String key = "after-" + UUID.randomUUID();
        probe.send(IN, SampleApplication.SEEN, key, 1, "{\"name\":\"after\",\"number\":1}");
        await().atMost(Duration.ofSeconds(40)).until(() -> projections.find("others", key, Other.class).isPresent());
    }

    private long put(String id, int version) throws Exception {
        long begun = System.nanoTime();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/things/" + id))
                    .header("Authorization", TestTokens.bearer("person-1")).header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"name\":\"v" + version + "\",\"parts\":[]}")).build(), BodyHandlers.discarding())
                    .statusCode()).isEqualTo(200);
        }
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    private int get(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
