package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.civikos.consultation.source.PortalStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sources that are set, not coded: HTML lists, feeds and JSON. */
class ListSourceIT extends ServiceIT {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final Map<String, String> SELECTORS = Map.of("item", "li.d", "end", ".end", "document", "a.file");

    private PortalStub portal;
    private String source;
    private Map<String, Object> setting;

    @BeforeEach
    void start() throws Exception {
        portal = new PortalStub();
    }

    @AfterEach
    void stop() {
        if (source != null) {
            setting.put("paused", true);
            assertThat(put("/api/sources/" + source, ADMINISTRATOR, setting).status()).isEqualTo(200);
        }
        portal.close();
    }

    private Map<String, Object> setting(String kind, String path, boolean follow, Map<String, String> fields) {
        return new HashMap<>(Map.of("name", "Lista e provës", "kind", kind, "baseUrl", portal.url(), "firstNumber", 0, "opening", "automatic", "paused", false, "institution", "md",
                "listing", Map.of("address", portal.url() + path, "follow", follow, "fields", fields)));
    }

    private void watch(String id, Map<String, Object> settings) {
        source = id;
        setting = settings;
        Answer made = put("/api/sources/" + id, ADMINISTRATOR, settings);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private void file(String path, String words) {
        portal.file(path, "text/html; charset=utf-8", ("<html><body><h1>PROJEKTLIGJ</h1><p>Neni 1</p><p>Qëllimi</p><p>1. " + words + "</p></body></html>").getBytes(StandardCharsets.UTF_8));
    }

    private void list(String html) {
        portal.file("/list", "text/html; charset=utf-8", ("<html><body><ul>" + html + "</ul></body></html>").getBytes(StandardCharsets.UTF_8));
    }

    private static String entry(String title, String link, String file, int days) {
        return "<li class=d><a href='" + link + "'>" + title + "</a><span class=end>Afati: " + DAY.format(inDays(days)) + "</span><a class=file href='" + file + "'>Drafti</a></li>";
    }

    private String opened(String title) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode items = get("/api/consultations?q=" + title + "&stage=open", null).json().get("items");
            return items.isEmpty() ? null : items.get(0).get("id").asString();
        }, id -> id != null);
    }

    @Test
    void anHtmlListIsTriedOutSavedAndWatched() {
        file("/f/1.html", "Lista mbahet nga ministria.");
        list(entry("Projektligji alfaprova", "/d/1", "/f/1.html", 12));
        Map<String, Object> settings = setting("html-list", "/list", false, SELECTORS);
        assertThat(post("/api/sources/previews", ADMINISTRATOR, Map.of()).status()).isEqualTo(400);
        assertThat(post("/api/sources/previews", SECRETARIAT, settings).status()).isEqualTo(403);
        JsonNode preview = post("/api/sources/previews", ADMINISTRATOR, settings).json();
        assertThat(preview.get("total").asInt()).isEqualTo(1);
        assertThat(preview.get("items").get(0).get("end").asString()).isEqualTo(inDays(12).toString());
        assertThat(preview.get("items").get(0).get("documents").get(0).get("url").asString()).isEqualTo(portal.url() + "/f/1.html");
        assertThat(get("/api/drafts", SECRETARIAT).body()).as("trying out writes nothing").doesNotContain("alfaprova");

        watch("it-list", settings);
        String id = opened("alfaprova");
        assertThat(id).startsWith("it-list-");
        assertThat(get("/api/consultations/" + id, null).json().get("deadline").asString()).isEqualTo(inDays(12) + "T23:59");
        file("/f/1.html", "Lista mbahet nga komuna.");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/consultations/" + id + "/versions", null).json().get("current").asInt()).isEqualTo(2));
        list(entry("Projektligji alfaprova", "/d/1", "/f/1.html", 15));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/consultations/" + id, null).json().get("deadline").asString()).isEqualTo(inDays(15) + "T23:59"));
        JsonNode health = get("/api/sources/it-list", SECRETARIAT).json();
        assertThat(health.get("listing").get("fields").get("item").asString()).isEqualTo("li.d");
        assertThat(health.get("health").get("found7d").asInt()).isEqualTo(1);

        list("<li>Jemi në mirëmbajtje</li>");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode failing = get("/api/sources/it-list?lang=en", SECRETARIAT).json().get("health");
            assertThat(failing.get("lastProblem").asString("")).isEqualTo("page-not-understood");
            assertThat(failing.get("problem").asString("")).startsWith("The page cannot be read as it is set");
        });
    }

    @Test
    void aFeedWhoseEntriesHavePagesOfTheirOwnIsFollowed() {
        file("/f/2.html", "Ujërat mbrohen.");
        portal.file("/d/2", "text/html; charset=utf-8", ("<html><body><p class=end>" + DAY.format(inDays(9)) + "</p><a class=file href='/f/2.html'>Drafti</a></body></html>").getBytes(StandardCharsets.UTF_8));
        portal.file("/rss", "application/rss+xml", ("<rss version='2.0'><channel><title>G</title><link>" + portal.url() + "</link><description>d</description><item><title>Projektligji betaprova</title><link>"
                + portal.url() + "/d/2</link></item></channel></rss>").getBytes(StandardCharsets.UTF_8));
        watch("it-feed", setting("feed", "/rss", true, Map.of("end", ".end", "document", "a.file")));
        String id = opened("betaprova");
        assertThat(get("/api/consultations/" + id, null).json().get("deadline").asString()).isEqualTo(inDays(9) + "T23:59");
        portal.on("/d/2", PortalStub.status(404));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/consultations/" + id + "/versions", null).body()).contains("page-gone"));
    }

    @Test
    void jsonIsReadByPointersAndRobotsAreObeyed() {
        file("/f/3.html", "Energjia kursehet.");
        portal.file("/api/drafts", "application/json", ("{\"rows\":[{\"t\":\"Projektligji gamaprova\",\"u\":\"/d/3\",\"e\":\"" + inDays(11) + "\",\"f\":[\"/f/3.html\"]}]}").getBytes(StandardCharsets.UTF_8));
        portal.file("/robots.txt", "text/plain", "User-agent: *\nDisallow: /secret\n".getBytes(StandardCharsets.UTF_8));
        Map<String, String> pointers = Map.of("item", "/rows", "title", "/t", "link", "/u", "end", "/e", "document", "/f");
        JsonNode forbidden = post("/api/sources/previews?lang=en", ADMINISTRATOR, setting("json", "/secret", false, pointers)).json();
        assertThat(forbidden.get("problemCode").asString()).isEqualTo("robots-disallowed");
        assertThat(forbidden.get("problem").asString()).startsWith("The site asks programs");
        watch("it-json", setting("json", "/api/drafts", false, pointers));
        opened("gamaprova");
    }

    @Test
    void wrongSettingsAreRefusedByField() {
        Map<String, Object> wrong = setting("html-list", "/list", false, Map.of("title", "a["));
        wrong.put("listing", Map.of("address", "http://elsewhere.example.org/list", "follow", false, "fields", Map.of("title", "a[")));
        Answer answer = put("/api/sources/it-wrong", ADMINISTRATOR, wrong);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").size()).as(answer.body()).isEqualTo(3);
        wrong.remove("listing");
        assertThat(put("/api/sources/it-wrong", ADMINISTRATOR, wrong).status()).isEqualTo(422);
    }

    @Test
    void theWeeksFigureTellsOfSilence() {
        JsonNode summary = get("/api/sources/summary?days=7&lang=en", SECRETARIAT).json();
        assertThat(summary.get("days").asInt()).isEqualTo(7);
        assertThat(summary.get("sentence").asString()).isNotBlank();
        assertThat(get("/api/sources/summary?days=99", SECRETARIAT).status()).isEqualTo(400);
        portal.page(1, "<p>nothing</p>");
        list(entry("Projektligji deltaprova", "/d/4", "/f/4.html", -4));
        watch("it-silent", setting("html-list", "/list", false, SELECTORS));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode mine = get("/api/sources/summary?lang=en", SECRETARIAT).json().get("sources").valueStream().filter(one -> one.get("id").asString().equals("it-silent")).findFirst().orElseThrow();
            assertThat(mine.get("checks").asInt()).isGreaterThan(1);
            assertThat(mine.get("found").asInt()).isEqualTo(1);
            assertThat(mine.get("sentence").asString()).matches("Checked \\d+ times in the last 7 days, all readable\\. One new draft\\.");
        });
    }

    /** Portal and gazette have the same file under different titles; the second sighting is recorded on the first draft, until somebody says otherwise. */
    @Test
    void theSameDraftSeenTwiceIsOne() {
        file("/f/5.html", "Shoqata epsilonprova mbahet.");
        portal.file("/f/6.html", "text/html; charset=utf-8", "<html><body><p>Neni 1</p><p>Tjetër dokument me fjalë të tjera.</p></body></html>".getBytes(StandardCharsets.UTF_8));
        list(entry("Projektligji epsilonprova për shoqatat", "/d/5", "/f/5.html", 12));
        watch("it-first", setting("html-list", "/list", false, SELECTORS));
        String first = opened("epsilonprova");
        setting.put("paused", true);
        put("/api/sources/it-first", ADMINISTRATOR, setting);
        list(entry("Gazeta: shpallje nr. 12", "/g/5", "/f/5.html", 12) + entry("PROJEKTLIGJI EPSILONPROVA PER SHOQATAT", "/g/6", "/f/6.html", 12));
        watch("it-second", setting("html-list", "/list", false, SELECTORS));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/drafts/" + first, SECRETARIAT).json().get("seenAlso").valueStream().map(one -> one.get("how").asString()))
                .containsExactlyInAnyOrder("file", "title"));
        JsonNode sighting = get("/api/drafts/" + first, SECRETARIAT).json().get("seenAlso").valueStream().filter(one -> one.get("how").asString().equals("title")).findFirst().orElseThrow();
        String second = sighting.get("draft").asString();
        assertThat(sighting.get("source").asString()).isEqualTo("it-second");
        JsonNode laid = get("/api/drafts/" + second + "?lang=en", SECRETARIAT).json();
        assertThat(laid.get("state").asString()).isEqualTo("dismissed");
        assertThat(laid.get("sameAs").asString()).isEqualTo(first);
        assertThat(laid.get("problem").asString()).isEqualTo("This draft had been seen before at another source.");
        assertThat(get("/api/consultations?q=epsilonprova&stage=open", null).json().get("items").size()).isEqualTo(1);

        assertThat(delete("/api/drafts/" + second + "/same-as", SECRETARIAT).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/drafts/" + second, SECRETARIAT).json().get("state").asString()).isEqualTo("opened"));
        assertThat(get("/api/drafts/" + first, SECRETARIAT).json().get("seenAlso").size()).isEqualTo(1);
        assertThat(put("/api/drafts/" + second + "/same-as", SECRETARIAT, Map.of("draft", first)).code()).isEqualTo("draft-opened");
        assertThat(put("/api/drafts/" + second + "/same-as", SECRETARIAT, Map.of("draft", second)).status()).isEqualTo(422);
        assertThat(put("/api/drafts/" + second + "/same-as", SECRETARIAT, Map.of("draft", "no-such-draft")).status()).isEqualTo(422);
    }
}
