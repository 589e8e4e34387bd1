package org.civikos.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInIT extends GatewayIntegration {

    @Test
    void signsInByCodeWithPkceAndReturnsToThePageAskedFor() {
        var browser = browser();
        var arrived = browser.get("/oauth2/authorization/civikos?return=%2Fconsultations%2Fx%3Ftab%3D1", "Accept", "text/html");

        assertThat(arrived.uri()).hasToString(ORIGIN + "/consultations/x?tab=1");
        var asked = PROVIDER.authorizations.getLast();
        assertThat(asked).containsEntry("code_challenge_method", "S256").containsKeys("state", "nonce", "code_challenge")
                .containsEntry("redirect_uri", ORIGIN + "/login/oauth2/code/civikos");
        var session = Browser.json(browser.get("/api/session"));
        assertThat(session.get("signedIn").asBoolean()).isTrue();
        assertThat(session.get("personId").asString()).isEqualTo("arta");
        assertThat(session.get("csrfHeader").asString()).isEqualTo("X-XSRF-TOKEN");
        assertThat(session.toString()).doesNotContain("access-");
    }

    @Test
    void takesANewSessionIdAtSignInAndHidesItFromScripts() {
        var browser = new Browser(ORIGIN, HttpClient.Redirect.NEVER);
        var toProvider = browser.get("/oauth2/authorization/civikos");
        var before = browser.cookie("CIVIKOS_SESSION");
        assertThat(toProvider.headers().firstValue("Set-Cookie").orElseThrow()).containsIgnoringCase("HttpOnly").contains("SameSite=Lax", "Path=/").doesNotContain("Secure");

        var location = toProvider.headers().firstValue("Location").orElseThrow().substring(ORIGIN.length());
        var back = browser.get(location).headers().firstValue("Location").orElseThrow().substring(ORIGIN.length());
        assertThat(browser.get(back).statusCode()).isEqualTo(302);

        assertThat(browser.cookie("CIVIKOS_SESSION")).isNotEqualTo(before);
        assertThat(storedSession(before)).isNull();
        assertThat(storedSession(browser.cookie("CIVIKOS_SESSION"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https%3A%2F%2Fexample.org", "%2F%2Fexample.org", "%2F%5Cexample.org", "%2F%09%2Fexample.org", "javascript%3Aalert(1)",
        "%2Flogout", "%2Fid%2Fconnect%2Flogout"})
    void neverReturnsAnywhereElse(String target) {
        var arrived = browser().get("/oauth2/authorization/civikos?return=" + target, "Accept", "text/html");
        assertThat(arrived.uri()).hasToString(ORIGIN + "/");
    }

    @Test
    void refusesAForgedCallback() {
        var browser = browser();
        var arrived = browser.get("/login/oauth2/code/civikos?code=abc&state=forged", "Accept", "text/html");
        assertThat(arrived.uri()).hasToString(ORIGIN + "/?sign-in=failed");
        assertThat(Browser.json(browser.get("/api/session")).get("signedIn").asBoolean()).isFalse();
    }

    @Test
    void relaysTheTokenAndNothingThatAnOutsiderClaims() {
        var headers = Browser.json(browser().signedIn().get("/api/consultations", "X-User-Id", "board", "X-Forwarded-Host", "evil.example.org",
                "Forwarded", "host=evil.example.org", "X-Forwarded-Prefix", "/evil", "X-Roles", "administrator", "Authorization", "Basic YTpi",
                "X-Original-URL", "/api/people", "Accept-Language", "sq", "If-None-Match", "\"3\"")).get("headers");

        assertThat(headers.get("authorization").asString()).startsWith("Bearer access-");
        assertThat(headers.get("x-forwarded-host").asString()).isEqualTo("localhost:" + PORT);
        assertThat(headers.get("x-forwarded-proto").asString()).isEqualTo("http");
        assertThat(headers.get("accept-language").asString()).isEqualTo("sq");
        assertThat(headers.get("if-none-match").asString()).isEqualTo("\"3\"");
        assertThat(headers.get("traceparent").asString()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        for (var name : new String[] {"x-user-id", "forwarded", "x-forwarded-prefix", "x-roles", "x-original-url", "cookie"}) {
            assertThat(headers.has(name)).as(name).isFalse();
        }
    }

    @Test
    void theProviderSeesItsOwnCookiesAndNotTheSession() {
        var browser = browser().signedIn();
        browser.cookies.getCookieStore().add(java.net.URI.create(ORIGIN), cookie("ID_SESSION", "provider"));
        var headers = Browser.json(browser.get("/id/sign-in", "X-Forwarded-Host", "evil.example.org")).get("headers");
        assertThat(headers.get("cookie").asString()).contains("ID_SESSION=provider").doesNotContain("CIVIKOS_SESSION");
        assertThat(headers.has("authorization")).isFalse();
        assertThat(headers.get("x-forwarded-host").asString()).isEqualTo("localhost:" + PORT);
    }

    @Test
    void eightCallsAfterExpiryCostOneRefreshAndAllSucceed() {
        PROVIDER.life = 1;
        var browser = browser().signedIn();
        PROVIDER.life = 300;
        var calls = IntStream.range(0, 8).mapToObj(i -> browser.sendAsync("GET", "/api/consultations/me")).toList();
        var answers = calls.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(answers.stream().map(a -> Browser.json(a).get("headers").get("authorization").asString()).distinct()).hasSize(1);
        assertThat(PROVIDER.refreshes).hasValue(1);
        assertThat(browser.get("/api/consultations/me").statusCode()).isEqualTo(200);
        assertThat(PROVIDER.refreshes).hasValue(1);
    }

    @Test
    void goesOnAsAStrangerWhenTheGrantIsOver() {
        PROVIDER.life = 1;
        var browser = browser().signedIn();
        var id = browser.cookie("CIVIKOS_SESSION");
        PROVIDER.forgetGrants();

        var answer = browser.get("/api/consultations/me");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(storedSession(id)).isNull();
        assertThat(Browser.json(browser.get("/api/session")).get("signedIn").asBoolean()).isFalse();
    }

    @Test
    void keepsTheSessionWhileTheProviderRests() {
        PROVIDER.life = 1;
        var browser = browser().signedIn();
        PROVIDER.down = true;
        var answer = browser.get("/api/consultations/me", "Accept-Language", "sr");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Browser.json(answer).get("title").asString()).isEqualTo("Prijava trenutno nije moguća");
        PROVIDER.down = false;
        PROVIDER.life = 300;
        assertThat(browser.get("/api/consultations/me").statusCode()).isEqualTo(200);
    }

    @Test
    void logsOutHereAndAtTheProvider() {
        var browser = browser().signedIn();
        var id = browser.cookie("CIVIKOS_SESSION");
        var answer = browser.send("POST", "/logout", BodyPublishers.noBody(), "X-XSRF-TOKEN", browser.csrf(), "Accept", "text/html");

        assertThat(answer.uri()).hasToString(ORIGIN + "/");
        assertThat(PROVIDER.logouts.getLast()).containsEntry("post_logout_redirect_uri", ORIGIN + "/").containsKey("id_token_hint");
        assertThat(storedSession(id)).isNull();
        browser.cookies.getCookieStore().add(java.net.URI.create(ORIGIN), cookie("CIVIKOS_SESSION", id));
        assertThat(browser.get("/api/consultations/me").statusCode()).isEqualTo(401);
    }

    @Test
    void logsOutByAPlainForm() {
        var browser = browser().signedIn();
        var answer = browser.send("POST", "/logout", BodyPublishers.ofString("_csrf=" + browser.csrf()), "Content-Type", "application/x-www-form-urlencoded",
                "Accept", "text/html");
        assertThat(answer.uri()).hasToString(ORIGIN + "/");
        assertThat(Browser.json(browser.get("/api/session")).get("signedIn").asBoolean()).isFalse();
    }

    @Test
    void aRequestInFlightCannotUndoALogout() throws Exception {
        PROVIDER.life = 1;
        var browser = browser().signedIn();
        PROVIDER.life = 300;
        var id = browser.cookie("CIVIKOS_SESSION");
        var csrf = browser.csrf();
        PROVIDER.gate = new CountDownLatch(1);
        PROVIDER.waiting = new CountDownLatch(1);
        // This one will want to write its new tokens into the session once the gate opens.
        var inFlight = browser.sendAsync("GET", "/api/consultations/me");
        assertThat(PROVIDER.waiting.await(10, TimeUnit.SECONDS)).isTrue();

        browser.send("POST", "/logout", BodyPublishers.noBody(), "X-XSRF-TOKEN", csrf, "Accept", "text/html");
        assertThat(storedSession(id)).isNull();
        PROVIDER.gate.countDown();
        inFlight.get(10, TimeUnit.SECONDS);

        assertThat(storedSession(id)).isNull();
        browser.cookies.getCookieStore().add(java.net.URI.create(ORIGIN), cookie("CIVIKOS_SESSION", id));
        assertThat(browser.get("/api/consultations/me").statusCode()).isEqualTo(401);
    }

    @Test
    void readsDoNotRewriteTheSession() {
        var browser = browser().signedIn();
        var id = browser.cookie("CIVIKOS_SESSION");
        var before = storedSession(id);
        for (int i = 0; i < 5; i++) {
            browser.get("/api/consultations");
        }
        assertThat(storedSession(id)).isEqualTo(before);
    }

    @Test
    void aChangeWithoutTheTokenIsRefused() {
        var browser = browser().signedIn();
        var before = UPSTREAM.requests.get();
        var answer = browser.send("PUT", "/api/consultations/x/deadline", BodyPublishers.ofString("{}"), "Content-Type", "application/json", "Accept-Language", "sq");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Browser.json(answer).get("code").asString()).isEqualTo("csrf-missing");
        assertThat(Browser.json(answer).get("title").asString()).isEqualTo("Kërkesa nuk vjen nga kjo faqe");
        browser.csrf();
        assertThat(browser.send("PUT", "/api/consultations/x/deadline", BodyPublishers.ofString("{}"), "X-XSRF-TOKEN", "wrong").statusCode()).isEqualTo(403);
        assertThat(browser.send("POST", "/logout", BodyPublishers.noBody()).statusCode()).isEqualTo(403);
        assertThat(UPSTREAM.requests).hasValue(before);
        assertThat(browser.put("/api/consultations/x/deadline", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void aScriptNeedsNoCsrfTokenAndItsOwnTokenCounts() {
        var browser = browser().signedIn();
        var answer = Browser.json(browser.send("PUT", "/api/consultations/x/deadline", BodyPublishers.ofString("{}"), "Authorization", "Bearer of-a-script"));
        assertThat(answer.get("headers").get("authorization").asString()).isEqualTo("Bearer of-a-script");
    }

    @Test
    void aForgedSessionIsNoSession() {
        var browser = browser();
        for (var forged : new String[] {"x", "A".repeat(43), "{\"$gt\":\"\"}"}) {
            browser.cookies.getCookieStore().removeAll();
            var answer = browser.get("/api/consultations/me", "Accept-Language", "en");
            assertThat(answer.statusCode()).isEqualTo(401);
            browser.cookies.getCookieStore().add(java.net.URI.create(ORIGIN), cookie("CIVIKOS_SESSION", forged));
            assertThat(browser.get("/api/consultations/me").statusCode()).isEqualTo(401);
            assertThat(Browser.json(browser.get("/api/session")).get("signedIn").asBoolean()).isFalse();
        }
    }

    @Test
    void formsOfTheProviderAndOfTheMailsProtectThemselves() {
        var browser = browser().signedIn();
        assertThat(browser.send("POST", "/id/sign-in/link", BodyPublishers.ofString("token=x"), "Content-Type", "application/x-www-form-urlencoded").statusCode())
                .isEqualTo(200);
        // The stub behind /unsubscribe breaks off: 503 and not 403 says that the request went through.
        assertThat(browser.send("POST", "/unsubscribe/abc", BodyPublishers.ofString("List-Unsubscribe=One-Click"), "Content-Type",
                "application/x-www-form-urlencoded").statusCode()).isEqualTo(503);
        // What an SMS provider calls has no session and no token of ours.
        assertThat(browser().send("POST", "/callbacks/sms", BodyPublishers.ofString("{}"), "Content-Type", "application/json",
                "X-Callback-Secret", "a-secret").statusCode()).isEqualTo(503);
    }

    /** Whichever header a provider proves its call by, the service that knows it gets it; what only a proxy may say stays ours. */
    @Test
    void aProvidersCallGoesOnWithItsProof() {
        browser().signedIn().send("POST", "/callbacks/twilio?x=1", BodyPublishers.ofString("MessageSid=SM1"), "Content-Type", "application/x-www-form-urlencoded",
                "X-Twilio-Signature", "proof=", "X-Callback-Secret", "a-secret", "X-Acme-Mac", "mac", "Authorization", "Basic YTpi",
                "X-Forwarded-Host", "evil.example.org", "Forwarded", "host=evil.example.org", "X-Forwarded-Prefix", "/evil", "X-Original-URL", "/api/people");
        var head = BROKEN.head.toLowerCase(java.util.Locale.ROOT);
        assertThat(head).startsWith("post /callbacks/twilio?x=1 ").contains("x-twilio-signature: proof=", "x-callback-secret: a-secret", "x-acme-mac: mac",
                "authorization: basic ytpi", "x-forwarded-host: localhost:" + PORT).doesNotContain("evil", "x-original-url", "cookie:");
    }

    @Test
    void anUnreadableSessionIsNoSession() {
        var browser = browser().signedIn();
        var id = browser.cookie("CIVIKOS_SESSION");
        try (var client = com.mongodb.reactivestreams.client.MongoClients.create(STORE_URI)) {
            var name = STORE_URI.substring(STORE_URI.lastIndexOf('/') + 1);
            reactor.core.publisher.Mono.from(client.getDatabase(name).getCollection("sessions").updateOne(new org.bson.Document("_id", id),
                    new org.bson.Document("$set", new org.bson.Document("attr", new byte[] {1, 2, 3})))).block();
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> browser.get("/api/consultations/me").statusCode() == 401);
    }

    private static java.net.HttpCookie cookie(String name, String value) {
        var cookie = new java.net.HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        return cookie;
    }
}
