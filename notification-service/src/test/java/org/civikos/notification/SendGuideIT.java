package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.platformtest.Contracts;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs what the guide tells people to run. */
class SendGuideIT extends ServiceIT {

    private static final Pattern EXAMPLE = Pattern.compile("<!-- test: ([a-z]+) -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);
    private static final JsonMapper JSON = JsonMapper.shared();

    private static JsonNode run(String command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(err).isZero();
        return JSON.readTree(out);
    }

    private static boolean curl() throws InterruptedException {
        try {
            return new ProcessBuilder("curl", "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theExamplesOfTheGuideWork() throws IOException, InterruptedException {
        Assumptions.assumeTrue(curl(), "curl is not installed");
        Map<String, String> examples = new HashMap<>();
        Matcher found = EXAMPLE.matcher(Files.readString(Path.of(Contracts.root().toString(), "..", "docs", "guides", "send-messages.md")));
        while (found.find()) {
            examples.put(found.group(1), found.group(2));
        }
        assertThat(examples).containsOnlyKeys("send", "batch", "list");
        String key = JSON.readTree(secretariat().put().uri("/api/api-keys/" + id("key")).contentType(MediaType.APPLICATION_JSON).body("""
                {"name":"Guide","type":"test","scopes":["messages:send","messages:read","messages:addresses"],"expiresAt":"2027-06-30T00:00:00Z"}""")
                .exchange().expectStatus().isCreated().expectBody().returnResult().getResponseBody()).get("key").stringValue();
        Map<String, String> environment = Map.of("URL", "http://127.0.0.1:" + port, "KEY", key);

        JsonNode accepted = run(examples.get("send"), environment);
        assertThat(accepted.get("state").stringValue()).isEqualTo("accepted");
        assertThat(accepted.get("reference").stringValue()).isEqualTo("application-17");
        assertThat(run(examples.get("send"), environment)).as("repeated").isEqualTo(accepted);
        JsonNode batch = run(examples.get("batch"), environment);
        assertThat(batch.get("messages")).hasSize(2);
        JsonNode listed = await().atMost(Duration.ofSeconds(20)).until(() -> run(examples.get("list"), environment),
                list -> list.at("/items/0/state").stringValue().equals("delivered"));
        assertThat(listed.get("items")).hasSize(1);
        assertThat(listed.at("/items/0/id")).isEqualTo(accepted.get("id"));
    }
}
