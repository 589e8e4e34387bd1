package org.civikos.localstack.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.civikos.localstack.supervisor.Installation;
import org.civikos.localstack.supervisor.Secrets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API as a script uses it: through the gateway, with a token of the client {@code civikos-cli}. */
final class Api {

    static final JsonMapper JSON = JsonMapper.shared();
    /** Renewed before its five minutes are over. */
    private static final Duration TOKEN_LASTS = Duration.ofMinutes(4);

    private final Installation installation;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private @Nullable String token;
    private Instant tokenUntil = Instant.EPOCH;

    Api(Installation installation) {
        this.installation = installation;
    }

    /** The system answered, and not as it should. */
    static final class Unexpected extends RuntimeException {

        private final int status;

        Unexpected(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private String token() {
        if (token == null || Instant.now().isAfter(tokenUntil)) {
            String secret = Secrets.in(installation.home()).get("CLI_CLIENT_SECRET");
            String basic = Base64.getEncoder().encodeToString(("civikos-cli:" + secret).getBytes(StandardCharsets.UTF_8));
            JsonNode answer = json(send(HttpRequest.newBuilder(URI.create(installation.publicUrl() + "/id/oauth2/token"))
                    .header("Authorization", "Basic " + basic).header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials"))));
            token = answer.path("access_token").asString();
            tokenUntil = Instant.now().plus(TOKEN_LASTS);
        }
        return token;
    }

    JsonNode get(String path) {
        return json(send(request(path).GET()));
    }

    JsonNode put(String path, Object body) {
        return json(send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    JsonNode post(String path, Object body) {
        return json(send(request(path).header("Content-Type", "application/json").header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    /** Whether there is something at a path. */
    boolean has(String path) {
        try {
            get(path);
            return true;
        } catch (Unexpected e) {
            if (e.status() == 404) {
                return false;
            }
            throw e;
        }
    }

    /** Imports a list and fails on any bad row. */
    JsonNode importCsv(String kind, String csv) {
        String boundary = "civikos" + UUID.randomUUID();
        String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + kind
                + ".csv\"\r\nContent-Type: text/csv; charset=utf-8\r\n\r\n" + csv + "\r\n--" + boundary + "--\r\n";
        JsonNode report = json(send(request("/api/imports?kind=" + kind + "&dryRun=false")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary).POST(BodyPublishers.ofString(body))));
        if (!report.path("errors").isEmpty()) {
            throw new Unexpected(200, "the list of " + kind + " was not taken: " + report.path("errors"));
        }
        return report;
    }

    JsonNode portal(String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(installation.local(6) + path));
        return json(send(body == null ? request.GET() : request.POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    /** What the catchers have taken since a message, oldest first. */
    JsonNode messages(long after, @Nullable String to) {
        String query = "?after=" + after + (to == null ? "" : "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
        return json(send(HttpRequest.newBuilder(URI.create(installation.local(5) + "/api/messages" + query)).GET())).path("messages");
    }

    long lastMessage() {
        return json(send(HttpRequest.newBuilder(URI.create(installation.local(5) + "/api/summary")).GET())).path("lastSeq").asLong();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(installation.publicUrl() + path)).header("Authorization", "Bearer " + token())
                .header("Accept", "application/json, application/problem+json").header("Accept-Language", "en");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unexpected(0, "no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected(0, "interrupted");
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new Unexpected(response.statusCode(), response.request().method() + " " + response.uri() + " answered "
                    + response.statusCode() + ": " + response.body());
        }
        return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }
}
