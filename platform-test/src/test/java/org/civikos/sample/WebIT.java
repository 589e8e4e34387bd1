package org.civikos.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.civikos.platformtest.SecurityMatrix;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SampleIT
class WebIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PERSON = TestTokens.bearer("person-1");
    private static final String SECRETARIAT = TestTokens.bearer("person-2", "secretariat");

    @LocalServerPort
    private int port;
    @Autowired
    private SampleApplication.Journal journal;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private MongoTemplate mongo;

    private HttpResponse<String> call(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode problem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(response.body());
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + code);
        return problem;
    }

    @Test
    void namesEveryWrongFieldInTheAskersLanguage() throws Exception {
        String body = "{\"name\":\"\",\"parts\":[{\"label\":\"a\"},{\"label\":\" \"}]}";
        JsonNode sq = problem(call("PUT", "/api/things/" + UUID.randomUUID(), body, "Authorization", PERSON,
                "Accept-Language", "de, sq;q=0.8, en;q=0.5"), 400, "validation");
        assertThat(sq.get("title").asString()).isEqualTo("Disa të dhëna mungojnë ose nuk janë të sakta");
        assertThat(sq.get("errors").valueStream().map(error -> error.get("pointer").asString()))
                .containsExactlyInAnyOrder("/name", "/parts/1/label");
        assertThat(sq.get("errors").get(0).get("detail").asString()).isEqualTo("Kjo fushë është e detyrueshme.");
        JsonNode sr = problem(call("PUT", "/api/things/x-1?lang=sr", body, "Authorization", PERSON, "Accept-Language", "sq"), 400,
                "validation");
        assertThat(sr.get("title").asString()).isEqualTo("Neki podaci nedostaju ili nisu ispravni");
        JsonNode tooLong = problem(call("PUT", "/api/things/x-1", "{\"name\":\"" + "a".repeat(21) + "\",\"parts\":[]}",
                "Authorization", PERSON, "Accept-Language", "en"), 400, "validation");
        assertThat(tooLong.get("errors").get(0).get("detail").asString()).isEqualTo("The length must be between 0 and 20.");
    }

    @Test
    void answersWhatTheFrameworkRefusesAsProblems() throws Exception {
        problem(call("PUT", "/api/things/x-1", "{\"name\":", "Authorization", PERSON), 400, "malformed-body");
        JsonNode wrong = problem(call("PUT", "/api/things/x-1", "{\"name\":\"a\",\"parts\":[{\"label\":{}}]}", "Authorization", PERSON),
                400, "malformed-body");
        assertThat(wrong.get("errors").get(0).get("pointer").asString()).isEqualTo("/parts/0/label");
        problem(call("PUT", "/api/things/x-1", "<a/>", "Authorization", PERSON, "Content-Type", "application/xml"), 415,
                "media-type-not-supported");
        problem(call("GET", "/api/things/no-such", null), 404, "not-found");
        problem(call("GET", "/api/things/a/b/c", null), 404, "not-found");
        problem(call("GET", "/api/things/failing?number=many", null), 400, "validation");
        problem(call("POST", "/api/things", "{\"name\":\"conflict\",\"parts\":[]}", "Authorization", SECRETARIAT), 409, "already-exists");
        problem(call("PUT", "/api/things/no-body", null, "Authorization", PERSON, "Content-Type", "application/json"), 400,
                "malformed-body");
        HttpResponse<String> method = call("POST", "/api/files", "{}", "Authorization", PERSON);
        assertThat(method.statusCode()).isIn(400, 415);
        assertThat(method.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void refusesAMethodThatIsOpenToTheActorButNotOffered() throws Exception {
        HttpResponse<String> response = call("HEAD", "/api/things/no-such", null);
        assertThat(response.statusCode()).isEqualTo(401);
        problem(call("DELETE", "/api/things/x-1", null, "Authorization", PERSON), 403, "forbidden");
        HttpResponse<String> notOffered = call("POST", "/api/sample-service/dead-letters", "{}", "Authorization",
                TestTokens.bearer("admin-1", "administrator"));
        problem(notOffered, 405, "method-not-allowed");
        assertThat(notOffered.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void neverTellsWhatAnExceptionSays() throws Exception {
        HttpResponse<String> response = call("GET", "/api/things/failing", null);
        problem(response, 500, "internal");
        assertThat(response.body()).doesNotContain("secret", "Exception", "org.");
    }

    @ParameterizedTest
    @CsvSource({"expired", "forged", "audience", "issuer", "garbage", "unsigned"})
    void refusesEveryTokenButTheProvidersOwn(String kind) throws Exception {
        TestTokens.Token good = TestTokens.token("person-1", "secretariat").withAudience("sample-service");
        String header = switch (kind) {
            case "expired" -> good.expired().header();
            case "forged" -> good.forged().header();
            case "audience" -> good.withAudience("gateway").header();
            case "issuer" -> good.withIssuer("http://localhost:8080/elsewhere").header();
            case "unsigned" -> "Bearer eyJhbGciOiJub25lIn0." + good.value().split("\\.")[1] + ".";
            default -> "Bearer not-a-token";
        };
        HttpResponse<String> refused = call("PUT", "/api/things/x-1", "{\"name\":\"a\",\"parts\":[]}", "Authorization", header);
        problem(refused, 401, "invalid-token");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        assertThat(call("PUT", "/api/things/token-" + kind, "{\"name\":\"a\",\"parts\":[]}", "Authorization", good.header()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void closesWhatNoRuleOpens() throws Exception {
        problem(call("GET", "/api/elsewhere", null), 401, "sign-in-required");
        problem(call("GET", "/api/elsewhere", null, "Authorization", TestTokens.bearer("a", "administrator", "board")), 403, "forbidden");
        problem(call("POST", "/api/things", "{}", "Authorization", PERSON), 403, "forbidden");
        problem(call("GET", "/api/sample-service/dead-letters", null, "Authorization", SECRETARIAT), 403, "forbidden");
        problem(call("GET", "/actuator/env", null), 401, "sign-in-required");
    }

    @Test
    void holdsItsSecurityMatrix() {
        SecurityMatrix.verify(context, "security-matrix.csv");
    }

    @Test
    void isReadyAndShowsItsFigures() throws Exception {
        assertThat(call("GET", "/actuator/health/liveness", null).body()).contains("UP");
        assertThat(call("GET", "/actuator/health/readiness", null).body()).contains("UP");
        String figures = call("GET", "/actuator/prometheus", null).body();
        assertThat(figures).contains("civikos_outbox_oldest_pending_seconds", "civikos_outbox_pending", "civikos_outbox_published_total",
                "civikos_deadletters_waiting", "application=\"sample-service\"");
    }

    @Test
    void holdsVersionsApart() throws Exception {
        String path = "/api/things/" + UUID.randomUUID();
        call("PUT", path, "{\"name\":\"one\",\"parts\":[]}", "Authorization", PERSON);
        assertThat(call("GET", path, null).headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(call("PUT", path, "{\"name\":\"two\",\"parts\":[]}", "Authorization", PERSON, "If-Match", "\"1\"").statusCode())
                .isEqualTo(200);
        problem(call("PUT", path, "{\"name\":\"three\",\"parts\":[]}", "Authorization", PERSON, "If-Match", "\"1\""), 412,
                "precondition-failed");
        assertThat(call("GET", path, null).body()).contains("two");
    }

    @Test
    void doesARequestOncePerKey() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = "{\"name\":\"once\",\"parts\":[]}";
        HttpResponse<String> first = call("POST", "/api/things", body, "Authorization", SECRETARIAT, "Idempotency-Key", key);
        int calls = journal.calls.get();
        HttpResponse<String> second = call("POST", "/api/things", body, "Authorization", SECRETARIAT, "Idempotency-Key", key);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
        assertThat(second.headers().firstValue("Content-Type")).isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(journal.calls).hasValue(calls);
        problem(call("POST", "/api/things", "{\"name\":\"other\",\"parts\":[]}", "Authorization", SECRETARIAT, "Idempotency-Key", key),
                422, "idempotency-key-reused");
        // Another actor's key is another key.
        assertThat(call("POST", "/api/things", body, "Authorization", TestTokens.bearer("person-3", "board"), "Idempotency-Key", key)
                .headers().firstValue("Idempotency-Replayed")).isEmpty();
        problem(call("POST", "/api/things", body, "Authorization", SECRETARIAT, "Idempotency-Key", "k".repeat(256)), 400,
                "invalid-idempotency-key");
    }

    @Test
    void doesARequestOnceThoughItComesManyTimesAtOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        int before = journal.calls.get();
        Callable<Integer> request = () -> call("POST", "/api/things", "{\"name\":\"race\",\"parts\":[]}", "Authorization", SECRETARIAT,
                "Idempotency-Key", key).statusCode();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = threads.invokeAll(IntStream.range(0, 16).mapToObj(i -> request).toList()).stream()
                    .map(future -> future.resultNow()).toList();
            assertThat(answers).containsOnlyElementsOf(List.of(201, 409)).contains(201);
        }
        assertThat(journal.calls).hasValue(before + 1);
    }

    @Test
    void keepsNoAnswerThatTryingAgainMayChange() throws Exception {
        String key = UUID.randomUUID().toString();
        problem(call("POST", "/api/things", "{\"name\":\"a\",\"parts\":[]}", "Authorization", PERSON, "Idempotency-Key", key), 403,
                "forbidden");
        HttpResponse<String> invalid = call("POST", "/api/things", "{\"name\":\"\",\"parts\":[]}", "Authorization", SECRETARIAT,
                "Idempotency-Key", key);
        problem(invalid, 400, "validation");
        assertThat(call("POST", "/api/things", "{\"name\":\"\",\"parts\":[]}", "Authorization", SECRETARIAT, "Idempotency-Key", key)
                .headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        String large = "{\"name\":\"" + "a".repeat(256 * 1024) + "\",\"parts\":[]}";
        problem(call("PUT", "/api/things/x-1", large, "Authorization", PERSON), 413, "body-too-large");
        // Without an announced length it is refused at the first byte too many.
        HttpResponse<String> chunked = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/things/x-1"))
                .header("Authorization", PERSON).header("Content-Type", "application/json")
                .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofString(large))).build(), BodyHandlers.ofString());
        problem(chunked, 413, "body-too-large");
        HttpResponse<String> keyed = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/things"))
                .header("Authorization", SECRETARIAT).header("Content-Type", "application/json").header("Idempotency-Key", "large")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large))).build(), BodyHandlers.ofString());
        problem(keyed, 413, "body-too-large");
    }

    @Test
    void takesAFileOfThirtyMegabytesAndRefusesOneOfSixtyCleanly() throws Exception {
        assertThat(upload(30, true)).contains("HTTP/1.1 200", "31457280");
        assertThat(upload(60, true)).contains("HTTP/1.1 413", "application/problem+json", "body-too-large");
        assertThat(upload(60, false)).contains("HTTP/1.1 413", "application/problem+json", "body-too-large");
    }

    /** By a bare socket that writes all before it reads, as simple clients do: a reset connection would show here. */
    private String upload(int megabytes, boolean announced) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            byte[] head = ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n"
                    + "Content-Type: application/pdf\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII);
            byte[] block = new byte[1024 * 1024];
            long length = head.length + tail.length + (long) megabytes * block.length;
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/files HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: " + PERSON
                    + "\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                    + (announced ? "Content-Length: " + length : "Transfer-Encoding: chunked") + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            chunk(out, head, announced);
            for (int i = 0; i < megabytes; i++) {
                chunk(out, block, announced);
            }
            chunk(out, tail, announced);
            if (!announced) {
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).lines()
                    .collect(Collectors.joining("\n"));
        }
    }

    private static void chunk(OutputStream out, byte[] bytes, boolean announced) throws Exception {
        if (!announced) {
            out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(bytes);
        if (!announced) {
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void storesLocalTimesByNoZone() {
        record Times(String id, java.time.LocalDateTime deadline, java.time.LocalDate day, java.math.BigDecimal amount) {
        }
        Times times = new Times("t-1", java.time.LocalDateTime.parse("2026-03-29T02:30"), java.time.LocalDate.parse("2026-03-29"),
                new java.math.BigDecimal("12.50"));
        mongo.save(times, "times");
        assertThat(mongo.findById("t-1", Times.class, "times")).isEqualTo(times);
    }
}
