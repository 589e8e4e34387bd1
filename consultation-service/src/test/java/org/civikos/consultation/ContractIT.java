package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.SecurityMatrix;
import org.civikos.platformtest.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ContractIT extends ServiceIT {

    private static final String ORGANISATION = "0199a000-0000-7000-8000-000000000001";
    private static final String PERSON = "0199a000-0000-7000-8000-000000000101";
    private static final JsonMapper PRETTY = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Autowired
    private ApplicationContext context;

    private void sample(String topic, String fact, String key, long sequence) {
        PROBE.send(topic, "org.civikos.membership." + fact + ".v1", key, sequence, Contracts.sample("membership", fact));
    }

    private @Nullable List<Document> mandates() {
        Document stored = stored("mandates", PERSON);
        return stored == null ? null : stored.getList("mandates", Document.class);
    }

    @Test
    void membershipsSamplesAreUnderstood() {
        String organisations = "membership.organisation.events.v1";
        long sequence = 10;
        for (Map.Entry<String, String> fact : List.of(Map.entry("organisation-registered", "active"), Map.entry("organisation-suspended", "suspended"),
                Map.entry("organisation-reinstated", "active"), Map.entry("organisation-changed", "active"))) {
            long current = ++sequence;
            sample(organisations, fact.getKey(), ORGANISATION, current);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                Document organisation = stored("organisations", ORGANISATION);
                assertThat(organisation).isNotNull();
                assertThat(organisation.get("sourceSequence", Number.class).longValue()).isEqualTo(current);
                assertThat(organisation.getString("status")).isEqualTo(fact.getValue());
                assertThat(organisation.getString("name")).isEqualTo("Shoqata Shembull");
            });
        }
        sample("membership.person.events.v1", "mandate-granted", PERSON, 1);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(mandates()).hasSize(1));
        sample("membership.person.events.v1", "mandate-ended", PERSON, 2);
        sample("membership.person.events.v1", "mandate-granted", PERSON, 1);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(mandates()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"membership.organisation.events.v1", "membership.person.events.v1"})
    void aPoisonEventBecomesADeadLetterAndHoldsUpNothing(String topic) {
        boolean organisation = topic.contains("organisation");
        String type = organisation ? "org.civikos.membership.organisation-changed.v1" : "org.civikos.membership.mandate-granted.v1";
        String id = PROBE.send(topic, type, "poisoned-one", 1, "{\"this is\": not json");
        String incomplete = PROBE.send(topic, type, "poisoned-one", 2, "{}");
        PROBE.send(topic, "org.civikos.membership.something-new.v1", "poisoned-one", 3, "{}");
        if (organisation) {
            organisation("poisoned-one", "active", 4);
        } else {
            mandate("poisoned-one", "org-x-1", 4, "2020-01-01", null, "comment");
        }
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(stored(organisation ? "organisations" : "mandates", "poisoned-one")).isNotNull());
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            String letters = get("/api/consultation-service/dead-letters?limit=200", ADMINISTRATOR).body();
            assertThat(letters).contains(id).contains(incomplete);
        });
        PROBE.await(topic + ".dlq.consultation-service", seen -> id.equals(seen.headers().get("ce_id")));
    }

    @Test
    void everyMappingIsInTheMatrix() {
        SecurityMatrix.verify(context, "security-matrix.csv");
    }

    @Test
    void theDescriptionOfTheInterfaceIsTheCommittedOne() throws IOException {
        JsonNode now = JSON.readTree(get("/v3/api-docs", null).body());
        ((ObjectNode) now).remove("servers");
        Path committed = Contracts.root().resolve("openapi/consultation-service.json");
        String text = PRETTY.writeValueAsString(now) + "\n";
        if (Boolean.getBoolean("contracts.update")) {
            Files.createDirectories(committed.getParent());
            Files.writeString(committed, text);
        }
        assertThat(PRETTY.readTree(Files.readString(committed))).as("contracts/openapi/consultation-service.json; write it with -Dcontracts.update=true").isEqualTo(now);
        assertThat(now.get("openapi").asString()).startsWith("3.1");
    }

    /** Whoever writes a client knows from the description alone what an operation is for and with what it refuses. */
    @Test
    void everyOperationSaysWhatItIsForAndHowItRefuses() throws IOException {
        JsonNode api = JSON.readTree(get("/v3/api-docs", null).body());
        Set<String> promised = new TreeSet<>();
        api.get("paths").properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            String name = operation.getKey() + " " + path.getKey();
            JsonNode said = operation.getValue();
            assertThat(said.path("summary").asString("")).as(name).hasSizeBetween(5, 120).doesNotEndWith(".");
            assertThat(said.get("responses").propertyNames()).as(name).anyMatch(status -> status.startsWith("2")).contains("503");
            said.get("responses").properties().forEach(answer -> {
                if (answer.getKey().compareTo("400") >= 0) {
                    Set<String> codes = Refusals.codes(api, answer.getValue());
                    assertThat(codes).as(name + " " + answer.getKey()).isNotEmpty();
                    promised.addAll(codes);
                }
            });
            assertThat(!said.has("security") || said.get("responses").has("401")).as(name + " needs a token, and says so").isTrue();
        }));
        assertThat(api.at("/components/schemas/Problem/required").valueStream().map(JsonNode::asString)).contains("code");
        assertThat(api.at("/components/responses").valueStream()).isNotEmpty()
                .allMatch(answer -> answer.at("/content/application~1problem+json/schema/allOf/0/$ref").asString().equals("#/components/schemas/Problem"));
        // Every code is one that the asker is told in words, and every code that the source names is promised somewhere.
        for (String language : List.of("en", "sq", "sr")) {
            String texts = Files.readString(Path.of("src/main/resources/i18n/messages_" + language + ".properties"));
            assertThat(promised).as(language).allMatch(code -> texts.contains("problem." + code + ".title=") || PLATFORMS.contains(code));
        }
        Set<String> named = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(one -> one.toString().endsWith(".java")).toList()) {
                Matcher matcher = Pattern.compile("Problem\\.of\\(HttpStatus\\.\\w+, \"([a-z-]+[a-z])\"").matcher(Files.readString(source));
                while (matcher.find()) {
                    named.add(matcher.group(1));
                }
            }
        }
        assertThat(named).hasSizeGreaterThan(40);
        assertThat(promised).containsAll(named);
    }

    /** What the platform says in words for all services. */
    private static final Set<String> PLATFORMS = Set.of("body-too-large", "forbidden", "invalid-token", "idempotency-key-reused", "invalid-cursor", "invalid-idempotency-key", "invalid-limit", "malformed-body",
            "media-type-not-supported", "not-found", "precondition-failed", "request-in-progress", "sign-in-required", "store-away", "validation", "replay-failed");

    @Test
    void sourcesAreSetByAdministratorsWithinBounds() {
        Map<String, Object> setting = Map.of("name", "Portali", "kind", "portal-by-number", "baseUrl", "https://portal.example.org/", "firstNumber", 1, "opening", "automatic", "paused", true);
        assertThat(put("/api/sources/contract-source", SECRETARIAT, setting).status()).isEqualTo(403);
        Answer made = put("/api/sources/contract-source", ADMINISTRATOR, setting);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("baseUrl").asString()).isEqualTo("https://portal.example.org");
        assertThat(put("/api/sources/contract-source", ADMINISTRATOR, setting, "If-Match", "\"9\"").status()).isEqualTo(412);
        assertThat(put("/api/sources/contract-source", ADMINISTRATOR, setting).status()).isEqualTo(200);
        assertThat(post("/api/sources/contract-source/checks", SECRETARIAT).code()).isEqualTo("source-paused");
        Map<String, Object> wrong = Map.of("name", "P", "kind", "feed", "baseUrl", "file:///etc/passwd", "firstNumber", 1, "opening", "never", "institution", "nobody", "paused", false);
        assertThat(put("/api/sources/contract-wrong", ADMINISTRATOR, wrong).json().get("errors").size()).isEqualTo(4);
        assertThat(get("/api/sources", TestTokens.bearer("person-x")).status()).isEqualTo(403);
    }

    @Test
    void institutionsHaveNamesInThreeLanguages() {
        JsonNode items = get("/api/institutions", null).json().get("items");
        assertThat(items.size()).as("and 38 municipalities").isEqualTo(13 + 38);
        assertThat(items.get(1).get("names").get("sr").asString()).isEqualTo("Ministarstvo pravde");
    }
}
