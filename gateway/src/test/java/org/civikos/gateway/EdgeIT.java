package org.civikos.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeIT extends GatewayIntegration {

    private static final String MULTIPART = "multipart/form-data; boundary=x";

    /** So many zero bytes without holding them. */
    private static InputStream bytes(long count) {
        return new InputStream() {
            private long left = count;

            @Override
            public int read() {
                return left-- > 0 ? 'a' : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                var n = (int) Math.min(length, left);
                java.util.Arrays.fill(buffer, offset, offset + n, (byte) 'a');
                left -= n;
                return n;
            }
        };
    }

    private static HttpResponse<String> upload(String method, String path, long size, boolean lengthKnown, String type) {
        var body = BodyPublishers.ofInputStream(() -> bytes(size));
        return browser().send(method, path, lengthKnown ? BodyPublishers.fromPublisher(body, size) : body, "Content-Type", type,
                "Authorization", "Bearer of-a-script");
    }

    @Test
    void refusesAnUploadOf60MegabytesBeforeTheServiceHearsOfIt() {
        var before = UPSTREAM.requests.get();
        var answer = upload("POST", "/api/imports?kind=organisations", 60L << 20, true, MULTIPART);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(Browser.json(answer).get("code").asString()).isEqualTo("body-too-large");
        assertThat(UPSTREAM.requests).hasValue(before);
    }

    @Test
    void relaysAnUploadOfAFewMegabytes() {
        for (var lengthKnown : new boolean[] {true, false}) {
            for (var path : new String[] {"/api/drafts", "/api/drafts/x/documents", "/api/plan-imports", "/api/consultations/x/comments/y/attachments", "/api/consultations/x/comment-form"}) {
                var answer = upload("POST", path, 5L << 20, lengthKnown, MULTIPART);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(Browser.json(answer).get("bytes").asLong()).isEqualTo(5L << 20);
            }
        }
    }

    @Test
    void refusesALargeBodyWhereNoUploadBelongs() {
        assertThat(upload("PUT", "/api/consultations/x/comments/y", 2_000_000, true, "application/json").statusCode()).isEqualTo(413);
        assertThat(upload("POST", "/api/imports", 2_000_000, true, "application/json").statusCode()).isEqualTo(413);
        assertThat(upload("PUT", "/api/consultations/x/comments/y/attachments", 2_000_000, true, MULTIPART).statusCode()).isEqualTo(413);
        assertThat(upload("PUT", "/api/consultations/x/comments/y", 250_000, true, "application/json").statusCode()).isEqualTo(200);
    }

    @Test
    void countsABodyOfUnknownLength() {
        var answer = upload("PUT", "/api/consultations/x/comments/y", 2_000_000, false, "application/json");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(upload("PUT", "/api/consultations/x/comments/y", 250_000, false, "application/json").statusCode()).isEqualTo(200);
    }

    @Test
    void limitsSignInMailsByAddress() {
        var browser = browser();
        var statuses = IntStream.range(0, 5).mapToObj(i -> browser.send("POST", "/id/sign-in", BodyPublishers.ofString("email=a@example.org"),
                "X-Forwarded-For", "198.51.100.7, 203.0.113.9", "Content-Type", "application/x-www-form-urlencoded")).toList();
        assertThat(statuses).extracting(HttpResponse::statusCode).containsExactly(200, 200, 200, 429, 429);
        var refused = statuses.getLast();
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 60);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        // Another address behind the same proxy is another client; a made-up first element is not.
        assertThat(browser.send("POST", "/id/sign-in", BodyPublishers.ofString("email=a@example.org"), "X-Forwarded-For", "203.0.113.10",
                "Content-Type", "application/x-www-form-urlencoded").statusCode()).isEqualTo(200);
        assertThat(browser.send("POST", "/id/sign-in", BodyPublishers.ofString("email=a@example.org"), "X-Forwarded-For", "192.0.2.1, 203.0.113.9",
                "Content-Type", "application/x-www-form-urlencoded").statusCode()).isEqualTo(429);
    }

    /** Whoever may have mails sent to any address without signing in shares the limit of the sign-in. */
    @Test
    void mailsThatStrangersAskForAreLimitedAsTheSignInIs() {
        var browser = browser();
        var statuses = IntStream.range(0, 5).mapToObj(i -> browser.send("POST", i % 2 == 0 ? "/api/public-subscriptions" : "/api/preferences/links",
                BodyPublishers.ofString("{}"), "X-Forwarded-For", "203.0.113.77", "Content-Type", "application/json").statusCode()).toList();
        assertThat(statuses.subList(0, 3)).doesNotContain(429);
        assertThat(statuses.subList(3, 5)).containsOnly(429);
        assertThat(browser.get("/api/public-subscriptions/wording", "X-Forwarded-For", "203.0.113.77").statusCode()).as("reading is not").isNotEqualTo(429);
    }

    @Test
    void limitsASessionForItself() {
        var busy = browser().signedIn();
        var other = browser().signedIn();
        var statuses = IntStream.range(0, 260).map(i -> busy.get("/api/consultations").statusCode()).boxed().toList();
        assertThat(statuses).contains(200, 429);
        assertThat(other.get("/api/consultations").statusCode()).isEqualTo(200);
        assertThat(browser().get("/actuator/prometheus", "Accept", "text/plain").body()).contains("civikos_gateway_limited_total{limit=\"signed-in\"}");
    }

    @Test
    void failsHonestlyAndThenQuicklyWhenAServiceIsAway() {
        HttpResponse<String> answer = null;
        for (int i = 0; i < 12; i++) {
            answer = browser().send("POST", "/api/campaigns/x/log", BodyPublishers.ofString("{}"), "Accept-Language", "sq-XK,sq;q=0.9,en;q=0.5");
            assertThat(answer.statusCode()).isEqualTo(503);
        }
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.headers().firstValue("Content-Language")).hasValue("sq");
        assertThat(Browser.json(answer).get("title").asString()).isEqualTo("Kjo pjesë nuk është e qasshme për momentin");
        assertThat(browser().get("/actuator/prometheus").body()).contains("civikos_gateway_circuit{route=\"advocacy-service\"} 1.0");
        assertThat(browser().get("/api/consultations").statusCode()).isEqualTo(200);
    }

    @Test
    void repeatsReadsOnlyAndNeverAChange() {
        var before = BROKEN.requests.get();
        assertThat(browser().get("/api/alerts/me").statusCode()).isEqualTo(503);
        assertThat(BROKEN.requests).hasValue(before + 3);
        assertThat(browser().send("POST", "/api/alerts/x", BodyPublishers.ofString("{}")).statusCode()).isEqualTo(503);
        assertThat(BROKEN.requests).hasValue(before + 4);
    }

    @Test
    void endsAnAnswerThatDoesNotCome() {
        var answer = browser().get("/api/consultations/slow");
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(Browser.json(answer).get("code").asString()).isEqualTo("service-timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/consultations", "/api/nothing", "/id/sign-in", "/api/session", "/api/campaigns", "/api/openapi"})
    void sendsTheSecurityHeadersOnceOnEveryAnswer(String path) {
        var headers = browser().get(path, "Accept", "text/html,application/json").headers();
        assertThat(headers.allValues("Content-Security-Policy")).hasSize(1);
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-inline", "*");
        assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).isPresent();
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
        assertThat(headers.firstValue("Strict-Transport-Security")).as("only with https").isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @Test
    void keepsCookiesOfServicesOut() {
        assertThat(browser().get("/api/consultations").headers().allValues("Set-Cookie")).noneMatch(c -> c.contains("FROM_UPSTREAM"));
    }

    @Test
    void servesTheAppAndItsAddresses() {
        for (var path : new String[] {"/", "/consultations/x", "/drafts"}) {
            var page = browser().get(path, "Accept", "text/html");
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).contains("/assets/app-0a1b2c3d.js");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(page.headers().allValues("Set-Cookie")).anyMatch(c -> c.startsWith("XSRF-TOKEN="));
        }
        var asset = browser().get("/assets/app-0a1b2c3d.js", "Accept-Encoding", "gzip");
        assertThat(asset.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(asset.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(asset.headers().firstValue("Content-Type").orElseThrow()).contains("javascript");
        var etag = asset.headers().firstValue("ETag").orElseThrow();
        assertThat(browser().get("/assets/app-0a1b2c3d.js", "If-None-Match", etag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api/nothing/at-all", "/assets/gone-12345678.js", "/actuator/env", "/v3/api-docs", "/consultations-secret.txt"})
    void answersNotFoundAsAProblem(String path) {
        var answer = browser().get(path, "Accept", path.startsWith("/api") ? "text/html" : "*/*");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/..%2fapplication.yaml", "/%2e%2e/application.yaml", "/assets/%2e%2e/%2e%2e/application.yaml", "/api/..;/actuator", "//example.org"})
    void climbsNowhere(String path) {
        var answer = browser().get(path, "Accept", "*/*");
        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(answer.body()).doesNotContain("civikos.gateway");
    }

    @Test
    void keepsItsMeasurementsAtHome() {
        assertThat(browser().get("/actuator/prometheus").statusCode()).isEqualTo(200);
        assertThat(browser().get("/actuator/prometheus", "X-Forwarded-For", "203.0.113.9").statusCode()).isEqualTo(404);
        assertThat(browser().get("/actuator/health/readiness", "X-Forwarded-For", "203.0.113.9").statusCode()).isEqualTo(200);
    }

    @Test
    void describesTheApi() {
        var page = browser().get("/api/openapi", "Accept", "text/html");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("membership-service", "/api/campaigns", "Campaigns &lt;all&gt;", "Not available").doesNotContain("<script", "style=");
        assertThat(Browser.json(browser().get("/api/openapi/consultation-service")).get("openapi").asString()).isEqualTo("3.1.0");
        assertThat(browser().get("/api/openapi/advocacy-service").statusCode()).isEqualTo(503);
        assertThat(browser().get("/api/openapi/unknown").statusCode()).isEqualTo(404);
        assertThat(browser().get("/api/openapi/style.css").headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
    }

    @Test
    void compressesOnlyWhatIsWorthItForThoseWhoAsk() {
        var large = "X".repeat(3_000);
        var asked = browser().send("GET", "/api/consultations?" + large, BodyPublishers.noBody(), "Accept-Encoding", "gzip");
        assertThat(asked.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(browser().get("/api/consultations?" + large).headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(browser().get("/api/consultations", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding")).isEmpty();
    }
}
