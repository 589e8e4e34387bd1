package org.civikos.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import com.mongodb.reactivestreams.client.MongoClients;

import org.bson.Document;
import org.civikos.localstack.store.StoreServer;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import reactor.core.publisher.Mono;

/** One gateway for all integration tests, with a real session store behind it and stubs for the services and the provider. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
abstract class GatewayIntegration {

    static final int PORT = freePort();
    static final int CLOSED_PORT = freePort();
    static final String ORIGIN = "http://localhost:" + PORT;
    static final StubUpstream UPSTREAM = new StubUpstream();
    static final BrokenUpstream BROKEN = new BrokenUpstream();
    static final StubProvider PROVIDER = UPSTREAM.provider;
    static final StoreServer STORE = StoreServer.start(null, 0);
    static final String STORE_URI = System.getenv().getOrDefault("TEST_MONGODB_URI", "mongodb://127.0.0.1:" + STORE.port())
            + "/gateway-" + System.nanoTime();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("PORT", () -> PORT);
        registry.add("PUBLIC_URL", () -> ORIGIN);
        registry.add("MONGODB_URI", () -> STORE_URI);
        registry.add("GATEWAY_CLIENT_SECRET", () -> "test-secret");
        registry.add("MEMBERSHIP_URL", () -> StubProvider.at(UPSTREAM.port()));
        registry.add("CONSULTATION_URL", () -> StubProvider.at(UPSTREAM.port()));
        registry.add("NOTIFICATION_URL", () -> StubProvider.at(BROKEN.port()));
        registry.add("ADVOCACY_URL", () -> StubProvider.at(CLOSED_PORT));
        registry.add("SIGN_IN_LIMIT_PER_MINUTE", () -> 3);
        registry.add("RATE_LIMIT_PER_MINUTE", () -> 200);
        registry.add("ANONYMOUS_LIMIT_PER_MINUTE", () -> 2_000);
        registry.add("TRUSTED_PROXIES", () -> "127.0.0.1");
        registry.add("civikos.gateway.timeouts.answer", () -> "2s");
    }

    @BeforeEach
    void calm() {
        PROVIDER.issuer = ORIGIN + "/id";
        PROVIDER.life = 300;
        PROVIDER.gate = null;
        PROVIDER.down = false;
        PROVIDER.refreshes.set(0);
    }

    static Browser browser() {
        return new Browser(ORIGIN);
    }

    static Document storedSession(String id) {
        try (var client = MongoClients.create(STORE_URI)) {
            var name = STORE_URI.substring(STORE_URI.lastIndexOf('/') + 1);
            return Mono.from(client.getDatabase(name).getCollection("sessions").find(new Document("_id", id)).first()).block();
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
