package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
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

    private void page(String path, String title, int days, String... files) {
        StringBuilder links = new StringBuilder();
        for (String file : files) {
            links.append("<p><a href='").append(file).append("'>Dokumenti ").append(file).append("</a></p>");
        }
        portal.file(path, "text/html; charset=utf-8", ("<html><body><h1>" + title + "</h1><p>Data e fillimit: " + DAY.format(inDays(-1)) + "</p><p>Data e përfundimit: " + DAY.format(inDays(days)) + "</p>" + links
                + "</body></html>").getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode publisherChanges(String consultation) {
        return get("/api/consultations/" + consultation + "/versions", null).json();
    }

    /** Newer entries push it off the list of which nobody has set how its pages are read; the publisher goes on changing it. */
    @Test
    void whatDropsOffAListIsFollowedAtItsOwnPageUntilItCloses() {
        file("/f/7.html", "Lista largohet nga faqja.");
        file("/f/7b.html", "Shtojcë e re.");
        page("/d/7", "Ministria: konsultim", 12, "/f/7.html", "/f/rregullat.html");
        list(entry("Projektligji larguarprova", "/d/7", "/f/7.html", 12));
        watch("it-off", setting("html-list", "/list", false, SELECTORS));
        String id = opened("larguarprova");
        assertThat(portal.requests()).as("the list alone is read while it names the entry").doesNotContain("/d/7");
        file("/f/8.html", "Tjetër ligj, tjetër tekst.");
        list(entry("Projektligji ndjekesprova", "/d/8", "/f/8.html", 12));
        await().atMost(Duration.ofSeconds(30)).until(() -> portal.requests().contains("/d/7"));
        opened("ndjekesprova");
        assertThat(publisherChanges(id).toString()).as("what had always been on its page is no change").doesNotContain("document-added", "title-changed");
        assertThat(get("/api/consultations/" + id, null).json().get("deadline").asString()).isEqualTo(inDays(12) + "T23:59");

        page("/d/7", "Ministria: konsultim i zgjatur", 21, "/f/7.html", "/f/rregullat.html", "/f/7b.html");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/consultations/" + id, null).json().get("deadline").asString()).isEqualTo(inDays(21) + "T23:59"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(publisherChanges(id).toString()).contains("document-added", "title-changed"));
        assertThat(get("/api/consultations/" + id, null).body()).as("a file that was there all the time is not news").doesNotContain("rregullat");
        portal.on("/d/7", PortalStub.status(404));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(publisherChanges(id).toString()).contains("page-gone"));
        assertThat(get("/api/sources/it-off", SECRETARIAT).json().get("health").get("lastProblem").isNull()).isTrue();
    }

    @Test
    void whatLeavesAFeedIsFollowedByTheSettingOfItsPages() {
        file("/f/9.html", "Feedi e harron shpejt.");
        portal.file("/d/9", "text/html; charset=utf-8", ("<html><body><p class=end>" + DAY.format(inDays(9)) + "</p><a class=file href='/f/9.html'>Drafti</a></body></html>").getBytes(StandardCharsets.UTF_8));
        String channel = "<rss version='2.0'><channel><title>G</title><link>" + portal.url() + "</link><description>d</description>";
        portal.file("/rss", "application/rss+xml", (channel + "<item><title>Projektligji harruarprova</title><link>" + portal.url() + "/d/9</link></item></channel></rss>").getBytes(StandardCharsets.UTF_8));
        watch("it-off-feed", setting("feed", "/rss", true, Map.of("end", ".end", "document", "a.file")));
        String id = opened("harruarprova");
        portal.file("/rss", "application/rss+xml", (channel + "</channel></rss>").getBytes(StandardCharsets.UTF_8));
        file("/f/9b.html", "Memorandumi i ri.");
        portal.file("/d/9", "text/html; charset=utf-8", ("<html><body><p class=end>" + DAY.format(inDays(17)) + "</p><a class=file href='/f/9.html'>Drafti</a><a class=file href='/f/9b.html'>Tabela</a></body></html>")
                .getBytes(StandardCharsets.UTF_8));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/consultations/" + id, null).json().get("deadline").asString()).isEqualTo(inDays(17) + "T23:59"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(publisherChanges(id).toString()).contains("document-added"));
        assertThat(publisherChanges(id).toString()).doesNotContain("title-changed");
        portal.on("/d/9", PortalStub.redirect("/"));
        portal.file("/", "text/html", "<h1>Ballina</h1>".getBytes(StandardCharsets.UTF_8));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(publisherChanges(id).toString()).contains("page-gone"));
    }

    private void words(String path, String text) {
        portal.file(path, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Memorandum and financial statement come first on the page; the act is in three files, one for each language. */
    @Test
    void theDraftIsFoundAmongItsPagesDocumentsInAllItsLanguages() {
        words("/l/memo.txt", "MEMORANDUM SHPJEGUES\n\nNeni 1 përcakton qëllimin e ligjit. Neni 2 përcakton fushën.\n\nNeni 1\n\nShpjegohet qëllimi.\n\nNeni 2\n\nShpjegohet fusha.\n");
        words("/l/financa.txt", "DEKLARATË FINANCIARE\n\nKosto e zbatimit është 10.000 euro në vit.\n");
        words("/l/sq.txt", "PROJEKTLIGJI PËR PYJET\n\nNeni 1\nQëllimi\n\n1. Ky ligj përcakton mbrojtjen e pyjeve dhe të tokës pyjore në Republikën e Kosovës.\n\nNeni 2\nFushëveprimi\n\n1. Ky ligj vlen për të gjitha pyjet që janë pronë publike ose private.\n");
        words("/l/sr.txt", "NACRT ZAKONA O ŠUMAMA\n\nČlan 1\nCilj\n\n1. Ovim zakonom se uređuje zaštita šuma i šumskog zemljišta u Republici Kosovo.\n\nČlan 2\nDelokrug\n\n1. Ovaj zakon važi za sve šume koje su u javnoj ili privatnoj svojini.\n");
        words("/l/en.txt", "DRAFT LAW ON FORESTS\n\nArticle 1\nPurpose\n\n1. This law provides for the protection of forests and of forest land in the Republic of Kosovo.\n\nArticle 2\nScope\n\n1. This law applies to all forests that are publicly or privately owned.\n");
        String links = "<a class=file href='/l/memo.txt'>Memorandumi shpjegues</a><a class=file href='/l/financa.txt'>Deklarata financiare</a><a class=file href='/l/sr.txt'>Nacrt zakona</a>"
                + "<a class=file href='/l/sq.txt'>Projektligji</a>";
        String item = "<li class=d><a href='/d/l'>Projektligji gjuhaprova</a><span class=end>" + DAY.format(inDays(12)) + "</span>" + links;
        list(item + "</li>");
        watch("it-languages", setting("html-list", "/list", false, SELECTORS));
        String id = opened("gjuhaprova");
        JsonNode structure = get("/api/consultations/" + id + "/structure", null).json();
        assertThat(structure.get("languages").valueStream().map(JsonNode::asString)).containsExactly("sq", "sr");
        assertThat(structure.get("nodes").toString()).contains("mbrojtjen e pyjeve", "zaštita šuma").doesNotContain("Shpjegohet", "10.000 euro");
        assertThat(structure.get("nodes").valueStream().filter(node -> node.get("thread").asString().equals("art_2__par_1")).map(node -> node.get("id").asString())).containsExactlyInAnyOrder("art_2__par_1", "sr__art_2__par_1");
        assertThat(get("/api/drafts/" + id, SECRETARIAT).json().get("articleCount").asInt()).as("counted once").isEqualTo(2);

        // The third language comes later, and one of the others is corrected.
        list(item + "<a class=file href='/l/en.txt'>Draft law</a></li>");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/consultations/" + id + "/structure", null).json().get("languages").valueStream().map(JsonNode::asString)).containsExactly("sq", "sr", "en"));
        words("/l/sr.txt", "NACRT ZAKONA O ŠUMAMA\n\nČlan 1\nCilj\n\n1. Ovim zakonom se uređuje zaštita šuma i šumskog zemljišta u Republici Kosovo.\n\nČlan 2\nDelokrug\n\n1. Ovaj zakon važi za sve šume i za svo zemljište oko njih.\n");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/consultations/" + id + "/structure", null).body()).contains("svo zemljište oko njih", "mbrojtjen e pyjeve", "forest land"));
    }

    /** No name says which it is: the one with articles. */
    @Test
    void whereNoNameTellsTheOneWithArticlesIsTheDraft() {
        words("/n/1.txt", "Të nderuar,\n\nJu lutem shihni dokumentin për të cilin kërkojmë mendimin tuaj deri në fund të muajit.\n");
        words("/n/2.txt", "PROJEKTLIGJ\n\nNeni 1\nQëllimi\n\n1. Ky ligj rregullon çështjen e përmbajtjes.\n");
        list("<li class=d><a href='/d/n'>Projektligji përmbajtjaprova</a><span class=end>" + DAY.format(inDays(12)) + "</span><a class=file href='/n/1.txt'>Dokumenti 1</a><a class=file href='/n/2.txt'>Dokumenti 2</a></li>");
        watch("it-content", setting("html-list", "/list", false, SELECTORS));
        String id = opened("permbajtjaprova");
        assertThat(get("/api/consultations/" + id + "/structure", null).body()).contains("çështjen e përmbajtjes").doesNotContain("Të nderuar");
        words("/n/2.txt", "PROJEKTLIGJ\n\nNeni 1\nQëllimi\n\n1. Ky ligj rregullon çështjen e përmbajtjes dhe të formës.\n");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/consultations/" + id + "/structure", null).body()).as("the same place, another content").contains("dhe të formës"));
    }

    @Test
    void theOwnPagesOfJsonEntriesAreReadBySelectors() {
        file("/f/j.html", "Jeta e faqes vetanake.");
        portal.file("/api/own", "application/json", "{\"rows\":[{\"t\":\"Projektligji jsonprova\",\"u\":\"/d/j\"}]}".getBytes(StandardCharsets.UTF_8));
        portal.file("/d/j", "text/html; charset=utf-8", ("<html><body><p class=end>" + DAY.format(inDays(9)) + "</p><a class=file href='/f/j.html'>Drafti</a></body></html>").getBytes(StandardCharsets.UTF_8));
        Map<String, Object> settings = setting("json", "/api/own", true, Map.of("item", "/rows", "title", "/t", "link", "/u"));
        Map<String, Object> listing = new HashMap<>(Map.of("address", portal.url() + "/api/own", "follow", true, "fields", Map.of("item", "/rows", "title", "/t", "link", "/u"), "page", Map.of("end", "p[", "title", "h1")));
        settings.put("listing", listing);
        Answer refused = put("/api/sources/it-json-own", ADMINISTRATOR, settings);
        assertThat(refused.json().get("errors").valueStream().map(one -> one.get("pointer").asString())).containsExactlyInAnyOrder("/listing/page/end", "/listing/page/title");
        listing.put("page", Map.of("end", "p.end", "document", "a.file"));
        watch("it-json-own", settings);
        String id = opened("jsonprova");
        assertThat(get("/api/consultations/" + id, null).json().get("deadline").asString()).isEqualTo(inDays(9) + "T23:59");
        assertThat(get("/api/sources/it-json-own", SECRETARIAT).json().get("listing").get("page").get("end").asString()).isEqualTo("p.end");
    }

    @Test
    void aPortalOfAnotherMakeIsASetting() throws Exception {
        try (PortalStub files = new PortalStub()) {
            files.file("/dok/1.html", "text/html; charset=utf-8", "<html><body><h1>PROJEKTLIGJ</h1><p>Neni 1</p><p>Qëllimi</p><p>1. Teksti i markës tjetër.</p></body></html>".getBytes(StandardCharsets.UTF_8));
            portal.file("/rasprave/1", "text/html; charset=utf-8", ("<h1>Nacrt odluke markaprova</h1><p>Otvoreno: " + DAY.format(inDays(-1)) + "</p><p>Rok: " + DAY.format(inDays(11)) + "</p><p><a href='" + files.url() + "/dok/1.html'>Nacrt</a></p>")
                    .getBytes(StandardCharsets.UTF_8));
            Map<String, Object> settings = new HashMap<>(Map.of("name", "Portal druge marke", "kind", "portal-by-number", "baseUrl", portal.url(), "firstNumber", 1, "opening", "automatic", "paused", false, "institution", "md",
                    "numbered", Map.of("address", "/rasprave", "labels", Map.of("finish", List.of("Rok"))), "documentHosts", List.of("not a host")));
            Answer refused = put("/api/sources/it-other-make", ADMINISTRATOR, settings);
            assertThat(refused.json().get("errors").valueStream().map(one -> one.get("pointer").asString())).containsExactlyInAnyOrder("/numbered/address", "/numbered/labels/finish", "/documentHosts");
            settings.put("numbered", Map.of("address", "/rasprave/{number}", "labels", Map.of("start", List.of("Otvoreno"), "end", List.of("Rok"))));
            settings.put("documentHosts", List.of(files.url().replace("http://", "")));
            watch("it-other-make", settings);
            String id = opened("markaprova");
            assertThat(id).isEqualTo("it-other-make-1");
            assertThat(get("/api/consultations/" + id, null).json().get("deadline").asString()).isEqualTo(inDays(11) + "T23:59");
            assertThat(get("/api/consultations/" + id + "/structure", null).body()).contains("Teksti i markës tjetër");
        }
    }
}
