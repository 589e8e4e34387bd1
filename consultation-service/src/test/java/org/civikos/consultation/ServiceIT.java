package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Exit;
import org.bson.Document;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.consultation.NewConsultation;
import org.civikos.consultation.consultation.Structure;
import org.civikos.consultation.consultation.Structures;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platformtest.CivikosIT;
import org.civikos.platformtest.EventProbe;
import org.civikos.platformtest.TestTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests against the running service have in common: one context for all of them. */
@CivikosIT
@TestPropertySource(properties = {"civikos.comments.removed-files-kept=PT1S", "civikos.sources.poll-interval=PT0.4S", "civikos.sources.pause=PT0.01S", "civikos.sources.page-timeout=PT2S",
        "civikos.sources.breaker-wait=PT1S", "civikos.sources.trust-validators=PT2S", "civikos.sources.mail-secrets.default.password=it-mail-password", "civikos.sources.mail-secrets.second.password=it-second-password",
        "civikos.sources.mail-secrets.elsewhere.password=it-elsewhere-password", "civikos.sources.mail-secrets.elsewhere.host=imap.example.org", "civikos.sources.open-page-factor=2", "civikos.sources.longest-back-off=PT1S", "civikos.plan.look-interval=PT0.5S",
        "civikos.sources.week-first-look=PT1S", "civikos.sources.week-look-interval=PT0.3S"})
abstract class ServiceIT {

    static final String CONSULTATIONS = "consultation.consultation.events.v1";
    static final String DRAFTS = "consultation.draft.events.v1";
    static final String COMMENTS = "consultation.comment.events.v1";
    static final JsonMapper JSON = JsonMapper.shared();
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final EventProbe PROBE = new EventProbe();
    static final String SECRETARIAT = "secretariat";
    static final String ADMINISTRATOR = "administrator";

    static {
        // The embedded broker's directory is deleted while the JVM ends; the broker would take that for a broken disk and halt
        // the JVM with a code that counts as a failed run.
        Exit.setHaltProcedure((status, message) -> { });
        Exit.setExitProcedure((status, message) -> { });
    }

    @LocalServerPort
    int port;

    @Autowired
    Consultations consultations;

    @Autowired
    Structures structures;

    @Autowired
    MongoTemplate mongo;

    record Answer(int status, String body, HttpResponse<String> response) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String code() {
            return json().path("code").asString();
        }
    }

    @Nullable Document stored(String collection, String id) {
        return mongo.execute(collection, all -> all.find(new Document("_id", id)).first());
    }

    Answer get(String path, @Nullable String token, String... headers) {
        return send(request(path, token, headers).GET());
    }

    Answer put(String path, @Nullable String token, Object body, String... headers) {
        return send(request(path, token, headers).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer delete(String path, @Nullable String token) {
        return send(request(path, token).DELETE());
    }

    Answer post(String path, @Nullable String token) {
        return send(request(path, token).POST(BodyPublishers.noBody()));
    }

    Answer post(String path, @Nullable String token, Object body) {
        return send(request(path, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer upload(@Nullable String token, byte[] file, String fileName, Map<String, String> fields, String... headers) {
        return uploadTo("/api/drafts", token, file, fileName, fields, headers);
    }

    Answer uploadTo(String path, @Nullable String token, byte[] file, String fileName, Map<String, String> fields, String... headers) {
        String boundary = "civikos-test-boundary";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path, token, headers).header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private HttpRequest.Builder request(String path, @Nullable String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) {
            // A role stands for a fresh token with it: the tests last longer than one.
            request.header("Authorization", token.startsWith("Bearer ") ? token : TestTokens.bearer("it-" + token, token));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    Answer delete(String path, @Nullable String token, String... headers) {
        return send(request(path, token, headers).DELETE());
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            Answer answer = new Answer(response.statusCode(), response.body(), response);
            String type = response.headers().firstValue("Content-Type").orElse("");
            Refusals.mustBePromised(response.request().method(), response.request().uri().getRawPath(), answer.status(), type.startsWith("application/problem+json") ? answer.code() : "");
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    static LocalDate inDays(int days) {
        return LocalDate.now(WorkingDays.ZONE).plusDays(days);
    }

    /** A consultation with articles 1 and 2, as if a draft had been opened. */
    String consultation(String id, LocalDateTime deadline) {
        structures.keep(new Structure(id, "sq", "Latn", List.of(node("art_1", null), node("art_1__par_1", "art_1"), node("art_2", null)), List.of()));
        consultations.open(id, new NewConsultation("Projektligji për shoqatat " + id, "Përshkrimi", "sq", "md", "law", List.of("rule-of-law", "civil-society"),
                Instant.now().truncatedTo(ChronoUnit.MILLIS), deadline, 2, "https://portal.example.org/viewConsult.php?ConsultationID=1", null, List.of(), List.of()));
        return id;
    }

    private static Node node(String id, @Nullable String parent) {
        return new Node(id, parent == null ? Kind.ARTICLE : Kind.PARAGRAPH, "1", null, parent, "Teksti.", null, 1);
    }

    /** Tells the service of an organisation as membership would. */
    static void organisation(String id, String status, long sequence) {
        String fact = status.equals("suspended") ? "organisation-suspended" : "organisation-registered";
        PROBE.send("membership.organisation.events.v1", "org.civikos.membership." + fact + ".v1", id, sequence,
                JSON.writeValueAsString(Map.of("organisationId", id, "name", "Shoqata " + id, "status", status, "fields", List.of("rule-of-law"), "municipality", "Prizren")));
    }

    /** Tells the service of a person's mandate as membership would; no rights at all is no mandate. */
    static void mandate(String person, String organisation, long sequence, String validFrom, @Nullable String validTo, String... rights) {
        Map<String, Object> mandate = new LinkedHashMap<>();
        mandate.put("organisationId", organisation);
        mandate.put("rights", List.of(rights));
        mandate.put("validFrom", validFrom);
        mandate.put("validTo", validTo);
        mandate.put("deputy", false);
        PROBE.send("membership.person.events.v1", "org.civikos.membership.mandate-granted.v1", person, sequence, JSON.writeValueAsString(
                Map.of("personId", person, "organisationId", organisation, "mandates", rights.length == 0 ? List.of() : List.of(mandate))));
    }

    /** A person with a mandate for an organisation, both of this name, who may comment and sign off. */
    String representative(String name) {
        organisation("org-" + name, "active", 1);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stored("organisations", "org-" + name)).isNotNull());
        return person(name, name, "comment", "sign-off");
    }

    /** A person with these rights for an organisation that is there. */
    String person(String name, String organisation, String... rights) {
        mandate("person-" + name, "org-" + organisation, 1, "2020-01-01", null, rights);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stored("mandates", "person-" + name)).isNotNull());
        return TestTokens.bearer("person-" + name);
    }

    static Map<String, Object> comment(String name, Object... more) {
        Map<String, Object> comment = new HashMap<>(Map.of("organisation", "org-" + name, "kind", "change", "importance", "important", "text", "Ky nen duhet ndryshuar.",
                "justification", "Bie ndesh me kushtetutën."));
        for (int i = 0; i < more.length; i += 2) {
            comment.put((String) more[i], more[i + 1]);
        }
        return comment;
    }

    static String path(String consultation, String id) {
        return "/api/consultations/" + consultation + "/comments/" + id;
    }
}
