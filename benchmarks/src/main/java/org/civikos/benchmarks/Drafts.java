package org.civikos.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.civikos.systemtests.Installation;

import tools.jackson.databind.JsonNode;

/** Uploads invented acts and opens them as consultations, as the secretariat would. */
final class Drafts {

    private Drafts() {
    }

    /** The id of the consultation. */
    static String open(Installation installation, String title, LocalDate until) {
        return uploaded(installation, title, until, List.of()).open().consultation();
    }

    /** @param asked when the opening was asked for */
    record Opened(String consultation, Instant asked) {}

    /** A draft that is read and waits to be opened. */
    record Waiting(Installation installation, String path, String title, LocalDate until, List<String> fields) {

        Opened open() {
            var asked = Instant.now();
            return new Opened(opened(installation.api("PUT", path + "/opening", Map.of("title", title, "institution", "md", "actKind", "law",
                    "fields", fields, "deadline", until + "T23:59", "language", "sq"))), asked);
        }
    }

    static Waiting uploaded(Installation installation, String title, LocalDate until, List<String> fields) {
        var act = new StringBuilder("<html><body><h1>PROJEKTLIGJ " + title + "</h1>\n");
        for (var article = 1; article <= 30; article++) {
            act.append("<p>Neni ").append(article).append("</p><p>Dispozita ").append(article).append("</p><p>1. Ky ligj përcakton rregullat e provës, pika ")
                    .append(article).append(".</p><p>2. Organi kompetent i zbaton ato brenda afatit.</p>\n");
        }
        act.append("</body></html>");
        var boundary = "civikos-" + UUID.randomUUID();
        var body = part(boundary, "title", title) + part(boundary, "institution", "md") + part(boundary, "deadline", until + "T23:59")
                + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"act.html\"\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                + act + "\r\n--" + boundary + "--\r\n";
        var response = installation.send("POST", installation.publicUrl() + "/api/drafts", Map.of("Authorization", "Bearer " + installation.scriptToken(),
                "Content-Type", "multipart/form-data; boundary=" + boundary, "Idempotency-Key", UUID.randomUUID().toString()),
                null, body.getBytes(StandardCharsets.UTF_8));
        Installation.json(response);
        var location = response.headers().firstValue("Location").orElseThrow();
        var path = location.substring(location.indexOf("/api/"));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> installation.api("GET", path, null).get("state").asString().equals("waiting"));
        return new Waiting(installation, path, title, until, fields);
    }

    private static String opened(JsonNode answer) {
        return answer.hasNonNull("consultationId") ? answer.get("consultationId").asString() : answer.get("id").asString();
    }

    private static String part(String boundary, String name, String value) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + value + "\r\n";
    }
}
