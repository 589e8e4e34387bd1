package org.civikos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.civikos.platformtest.HostileFiles;
import org.civikos.platformtest.HostileFiles.Hostile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import tools.jackson.databind.JsonNode;

/**
 * Files made to hurt, handed to the service as it is installed, with its small heap: by the portal that it watches and by upload. Each is refused with its
 * sentence in bounded time, the service stays ready all the while, is the same process afterwards, and takes the next honest file apart.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileFilesIT extends InstallationIT {

    private static final String SERVICE = "consultation-service";
    private static final String TITLE = "Projektligj i keq ";
    /** The longest that one file may hold its reader, with the rest of the machine at work. */
    private static final Duration ONE_FILE = Duration.ofSeconds(45);
    /** The heap of 192 MB, and what a Java process has beside it: classes, code, stacks, buffers. */
    private static final long MOST_RESIDENT_KB = 512 * 1024;
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final int MOST_UPLOAD = 50 * 1024 * 1024;

    private final List<Hostile> files = HostileFiles.all();
    private final List<String> unready = new CopyOnWriteArrayList<>();
    private JsonNode before;
    private Thread probe;

    @Override
    int portBase() {
        return 28_880;
    }

    @BeforeAll
    void lookAfterIt() {
        before = installation.processes().get(SERVICE);
        probe = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    var answer = installation.send("GET", installation.directUrl(SERVICE) + "/actuator/health/readiness", Map.of(), null, null);
                    if (answer.statusCode() != 200) {
                        unready.add(answer.statusCode() + " " + answer.body());
                    }
                } catch (RuntimeException unreachable) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    unready.add(unreachable.toString());
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(250);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    @AfterAll
    void leaveIt() {
        if (probe != null) {
            probe.interrupt();
        }
    }

    @Test
    @Order(1)
    void whatAPortalPublishesIsMarkedAsUnreadableForItsOwnReason() {
        var next = Installation.json(installation.send("GET", installation.portalUrl() + "/admin/state", Map.of(), null, null)).get("nextNumber").asInt();
        installation.api("PUT", "/api/sources/hostile-portal", Map.of("name", "Portal", "kind", "portal-by-number", "baseUrl", installation.portalUrl(),
                "firstNumber", next, "opening", "after-review", "institution", "md", "paused", false));
        for (var i = 0; i < files.size(); i++) {
            publish(Map.of("title", TITLE + i + ".", "fileName", files.get(i).fileName(), "file", Base64.getEncoder().encodeToString(files.get(i).content())));
        }
        publish(Map.of("title", "Projektligj i ndershëm", "sample", "associations-sq"));
        var seen = new HashMap<String, JsonNode>();
        Awaitility.await().atMost(ONE_FILE.multipliedBy(files.size() / 4)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            drafts().stream().filter(one -> !one.get("state").asString().equals("reading")).forEach(one -> seen.put(one.get("title").asString(), one));
            return seen.size() > files.size();
        });
        for (var i = 0; i < files.size(); i++) {
            var draft = seen.get(TITLE + i + ".");
            assertThat(draft.get("state").asString()).as(files.get(i).what()).isEqualTo("unreadable");
            assertThat(draft.get("problemCode").asString()).as(files.get(i).what()).isEqualTo("document-" + files.get(i).reason());
            assertThat(draft.get("problem").asString()).as(files.get(i).what()).matches("\\p{Lu}.{10,}\\.");
        }
        honest(seen.get("Projektligj i ndershëm"));
    }

    @Test
    @Order(2)
    void whatIsUploadedIsRefusedForItsOwnReason() {
        for (var file : files) {
            var start = System.nanoTime();
            var answer = installation.upload("/api/drafts", file.fileName(), file.content(), Map.of("title", TITLE + file.what()));
            JsonNode said;
            if (answer.statusCode() == 202) {
                // What only reading shows is said by the draft.
                var place = answer.headers().firstValue("Location").orElseThrow();
                said = Awaitility.await().atMost(ONE_FILE).pollInterval(Duration.ofMillis(200)).until(() -> draft(place), one -> !one.get("state").asString().equals("reading"));
                assertThat(said.get("state").asString()).as(file.what()).isEqualTo("unreadable");
                assertThat(said.get("problemCode").asString()).as(file.what()).isEqualTo("document-" + file.reason());
            } else {
                said = Installation.JSON.readTree(answer.body());
                assertThat(answer.statusCode()).as(file.what()).isEqualTo(file.reason().equals("too-large") ? 413 : 422);
                assertThat(said.get("code").asString()).as(file.what()).isEqualTo("document-" + file.reason());
                assertThat(said.get("title").asString()).as(file.what()).isNotBlank();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(file.what()).isLessThan(ONE_FILE);
        }
    }

    /** Each of the largest size that is taken; one after the other has room in the heap, all together do not. */
    @Test
    @Order(3)
    void fiveOfTheLargestFilesAtATimeAreRefusedOneByOne() throws Exception {
        var large = new byte[MOST_UPLOAD - 4096];
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, large, 0, 9);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<java.util.concurrent.Future<java.net.http.HttpResponse<String>>>();
            for (var i = 0; i < 5; i++) {
                var title = TITLE + "large " + i;
                answers.add(people.submit(() -> installation.upload("/api/drafts", "act.pdf", large, Map.of("title", title))));
            }
            for (var answer : answers) {
                assertThat(answer.get(2, TimeUnit.MINUTES).body()).contains("document-corrupt");
            }
        }
    }

    @AfterEach
    void theServiceIsWell() throws IOException {
        var accepted = installation.upload("/api/drafts", "ligj.txt", "PROJEKTLIGJ\nPËR PROVËN\n\nNeni 1\nQëllimi\n\n1. Ky ligj përcakton rregullat.\n\nNeni 2\nHyrja në fuqi\n\n1. Ky ligj hyn në fuqi.\n"
                .getBytes(StandardCharsets.UTF_8), Map.of("title", "Projektligj i mirë"));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        var place = accepted.headers().firstValue("Location").orElseThrow();
        honest(Awaitility.await().atMost(ONE_FILE).until(() -> draft(place), one -> !one.get("state").asString().equals("reading")));

        assertThat(unready).as("answers of the readiness probe that were not UP").isEmpty();
        var now = installation.processes().get(SERVICE);
        assertThat(now.get("pid").asLong()).as("the same process as before").isEqualTo(before.get("pid").asLong());
        assertThat(Files.readString(installation.log(SERVICE))).doesNotContain("OutOfMemoryError");
        var status = Path.of("/proc/" + now.get("pid").asLong() + "/status");
        if (Files.exists(status)) {
            var peak = PEAK.matcher(Files.readString(status));
            assertThat(peak.find()).isTrue();
            assertThat(Long.parseLong(peak.group(1))).as("kB that the process has had in memory at most").isLessThan(MOST_RESIDENT_KB);
        }
    }

    private static void honest(JsonNode draft) {
        assertThat(draft.get("state").asString()).as(draft.toString()).isEqualTo("waiting");
        assertThat(draft.get("articleCount").asInt()).isGreaterThan(1);
    }

    private void publish(Map<String, String> what) {
        Installation.json(installation.send("POST", installation.portalUrl() + "/admin/publish", Map.of("Content-Type", "application/json"), Installation.JSON.writeValueAsString(what), null));
    }

    private List<JsonNode> drafts() {
        return installation.api("GET", "/api/drafts?limit=100&lang=en", null).get("items").valueStream().filter(one -> one.get("source").asString().equals("hostile-portal")).toList();
    }

    private JsonNode draft(String place) {
        return installation.api("GET", place + "?lang=en", null);
    }
}
