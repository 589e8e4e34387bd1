package org.civikos.membership;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP as a client of this service speaks it. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private final String base;

    public Http(int port) {
        this.base = "http://localhost:" + port;
    }

    public record Answer(int status, String body, HttpResponse<byte[]> raw) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** The text of a member, by JSON pointer. */
        public String at(String pointer) {
            return json().at(pointer).asString();
        }
    }

    public Answer get(String path, @Nullable String token, String... headers) {
        return send("GET", path, token, null, null, headers);
    }

    public Answer send(String method, String path, @Nullable String token, @Nullable String json, String... headers) {
        return send(method, path, token, json == null ? null : json.getBytes(StandardCharsets.UTF_8), "application/json", headers);
    }

    /** Uploads a file in a multipart form. */
    public Answer upload(String path, @Nullable String token, byte[] file, String... headers) {
        byte[] head = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8);
        byte[] foot = "\r\n--line--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[head.length + file.length + foot.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(file, 0, body, head.length, file.length);
        System.arraycopy(foot, 0, body, head.length + file.length, foot.length);
        return send("POST", path, token, body, "multipart/form-data; boundary=line", headers);
    }

    private Answer send(String method, String path, @Nullable String token, byte @Nullable [] body, @Nullable String type, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body != null && type != null) {
            request.header("Content-Type", type);
        }
        if (token != null) {
            request.header("Authorization", token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
