package org.civikos.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The gateway with no session store at all: it starts, serves what is public, and says what it cannot do. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SessionStoreAwayIT {

    private static final StubUpstream UPSTREAM = new StubUpstream();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("PORT", () -> 0);
        registry.add("PUBLIC_URL", () -> "https://platforma.example.org");
        registry.add("MONGODB_URI", () -> "mongodb://127.0.0.1:" + GatewayIntegration.freePort() + "/gateway");
        registry.add("GATEWAY_CLIENT_SECRET", () -> "test-secret");
        for (var service : new String[] {"MEMBERSHIP_URL", "CONSULTATION_URL", "NOTIFICATION_URL", "ADVOCACY_URL"}) {
            registry.add(service, () -> StubProvider.at(UPSTREAM.port()));
        }
    }

    @Test
    void servesThePublicPartAndSaysThatSignInRests() {
        var browser = new Browser("http://localhost:" + port);
        var page = browser.get("/api/consultations");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Strict-Transport-Security").orElseThrow()).contains("max-age=31536000");
        assertThat(Browser.json(page).get("headers").get("x-forwarded-proto").asString()).isEqualTo("https");
        assertThat(Browser.json(page).get("headers").get("x-forwarded-port").asString()).isEqualTo("443");

        var signIn = browser.get("/oauth2/authorization/civikos", "Accept-Language", "sr");
        assertThat(signIn.statusCode()).isEqualTo(503);
        assertThat(Browser.json(signIn).get("code").asString()).isEqualTo("sessions-unavailable");
        var withSession = browser.get("/api/consultations/me", "Cookie", "CIVIKOS_SESSION=" + "A".repeat(43));
        assertThat(withSession.statusCode()).isEqualTo(503);
        assertThat(browser.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(browser.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(browser.get("/api/session").headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure", "SameSite=Lax");
    }
}
