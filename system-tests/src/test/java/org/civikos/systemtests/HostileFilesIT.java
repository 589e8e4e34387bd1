package org.civikos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
    private static final String SOURCE = "hostile-portal";
    private static final String HONEST = "Projektligj i ndershëm";
    private static final byte[] ACT = "PROJEKTLIGJ\nPËR PROVËN\n\nNeni 1\nQëllimi\n\n1. Ky ligj përcakton rregullat.\n\nNeni 2\nHyrja në fuqi\n\n1. Ky ligj hyn në fuqi.\n"
            .getBytes(StandardCharsets.UTF_8);
    private static final String TITLE = "Projektligj i keq ";
    /** The longest that one file may hold its reader, with the rest of the machine at work. */
    private static final Duration ONE_FILE = Duration.ofSeconds(45);
    /** What its resident memory may grow by: the heap of 192 MB, which a fresh process has not touched yet, and some for buffers and stacks. */
    private static final long MOST_GROWTH_KB = 256 * 1024;
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final int MOST_UPLOAD = 50 * 1024 * 1024;

    private final List<Hostile> files = HostileFiles.all();
    private final List<String> unready = new CopyOnWriteArrayList<>();
    private JsonNode before;
    private long peakBefore;
    private Thread probe;
    private HttpServer portal;

    @Override
    int portBase() {
        return 28_880;
    }

    /** A portal with the files on it, the honest one last; the sample portal has too little memory for the largest. */
    @BeforeAll
    void openPortal() throws IOException {
        portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        portal.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        portal.createContext("/", exchange -> answer(exchange, 404, "text/plain", new byte[0]));
        var list = new StringBuilder("<html><body><ul>");
        for (var i = 0; i <= files.size(); i++) {
            var path = "/f/" + i + "/" + (i < files.size() ? files.get(i).fileName() : "act.txt");
            var content = i < files.size() ? files.get(i).content() : ACT;
            portal.createContext(path, exchange -> answer(exchange, 200, "application/octet-stream", content));
            list.append("<li><a href='/d/").append(i).append("'>").append(i < files.size() ? TITLE + i + "." : HONEST).append("</a> <span class=end>Afati: ")
                    .append(LocalDate.now().plusDays(14).format(DAY)).append("</span> <a class=file href='").append(path).append("'>Drafti</a></li>");
        }
        var page = list.append("</ul></body></html>").toString().getBytes(StandardCharsets.UTF_8);
        portal.createContext("/list", exchange -> answer(exchange, 200, "text/html; charset=utf-8", page));
        portal.start();
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] content) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private String site() {
        return "http://127.0.0.1:" + portal.getAddress().getPort();
    }

    @BeforeAll
    void lookAfterIt() throws IOException {
        before = installation.processes().get(SERVICE);
        peakBefore = peakKb();
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
        if (portal != null) {
            portal.stop(0);
        }
    }

    @Test
    @Order(1)
    void whatAPortalPublishesIsMarkedAsUnreadableForItsOwnReason() {
        installation.api("PUT", "/api/sources/" + SOURCE, Map.of("name", "Portal", "kind", "html-list", "baseUrl", site(), "firstNumber", 0, "opening", "after-review", "institution", "md",
                "paused", false, "listing", Map.of("address", site() + "/list", "follow", false, "fields", Map.of("item", "li", "end", ".end", "document", "a.file"))));
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
        honest(seen.get(HONEST));
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
            var answers = new ArrayList<Future<HttpResponse<String>>>();
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
        var accepted = installation.upload("/api/drafts", "ligj.txt", ACT, Map.of("title", "Projektligj i mirë"));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        var place = accepted.headers().firstValue("Location").orElseThrow();
        honest(Awaitility.await().atMost(ONE_FILE).until(() -> draft(place), one -> !one.get("state").asString().equals("reading")));

        assertThat(unready).as("answers of the readiness probe that were not UP").isEmpty();
        var now = installation.processes().get(SERVICE);
        assertThat(now.get("pid").asLong()).as("the same process as before").isEqualTo(before.get("pid").asLong());
        assertThat(Files.readString(installation.log(SERVICE))).doesNotContain("OutOfMemoryError");
        assertThat(peakKb() - peakBefore).as("kB that the process has had in memory more than after its start").isLessThan(MOST_GROWTH_KB);
    }

    /** The most that the process has had in memory so far; 0 where the system has no /proc. */
    private long peakKb() throws IOException {
        var status = Path.of("/proc/" + before.get("pid").asLong() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        var peak = PEAK.matcher(Files.readString(status));
        assertThat(peak.find()).isTrue();
        return Long.parseLong(peak.group(1));
    }

    private static void honest(JsonNode draft) {
        assertThat(draft.get("state").asString()).as(draft.toString()).isEqualTo("waiting");
        assertThat(draft.get("articleCount").asInt()).isGreaterThan(1);
    }

    private List<JsonNode> drafts() {
        return installation.api("GET", "/api/drafts?limit=100&lang=en", null).get("items").valueStream().filter(one -> one.get("source").asString().equals(SOURCE)).toList();
    }

    private JsonNode draft(String place) {
        return installation.api("GET", place + "?lang=en", null);
    }
}
