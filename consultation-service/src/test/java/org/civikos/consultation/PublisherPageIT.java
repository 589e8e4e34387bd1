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
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Drafts that came by upload or message, watched at their publisher's page once somebody has said where it is. */
class PublisherPageIT extends ServiceIT {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private PortalStub portal;
    private String source;

    @BeforeEach
    void start() throws Exception {
        portal = new PortalStub();
    }

    @AfterEach
    void stop() {
        put("/api/sources/" + source, ADMINISTRATOR, setting(true));
        portal.close();
    }

    private Map<String, Object> setting(boolean paused) {
        return new HashMap<>(Map.of("name", "Portali i botuesit", "kind", "portal-by-number", "baseUrl", portal.url(), "firstNumber", 51001, "opening", "after-review", "paused", paused,
                "institution", "md"));
    }

    private void source(String id) {
        source = id;
        assertThat(put("/api/sources/" + id, ADMINISTRATOR, setting(false)).status()).isEqualTo(201);
    }

    private static byte[] act(String word, String... articles) {
        StringBuilder act = new StringBuilder("<html><head><meta charset='utf-8'></head><body><h1>PROJEKTLIGJ PËR " + word + "</h1>");
        for (int i = 0; i < articles.length; i++) {
            act.append("<p>Neni ").append(i + 1).append("</p><p>Titulli ").append(i + 1).append("</p><p>1. ").append(articles[i]).append("</p>");
        }
        return act.append("</body></html>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String page(String title, String... documents) {
        StringBuilder page = new StringBuilder("<html><body><h1>" + title + "</h1><p>Përshkrimi.</p><p>Data e fillimit: 20.11.2026</p><p>Data e përfundimit: " + DAY.format(inDays(25)) + "</p>");
        for (String document : documents) {
            page.append("<div><h3>Dokumenti i konsultës</h3><p>20.11.2026</p><a href='").append(document).append("'>Dokumenti i konsultës</a></div>");
        }
        return page + "<p>Arta Shembulli</p><p>arta@rks-gov.example</p></body></html>";
    }

    /** An uploaded draft that is a consultation. */
    private String opened(String title, byte[] act, String key) {
        Answer accepted = upload(SECRETARIAT, act, "ligji.html", Map.of("title", title, "institution", "md", "deadline", inDays(20) + "T23:59"), "Idempotency-Key", key);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        String id = accepted.json().get("id").asString();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(draft(id).get("state").asString()).isEqualTo("waiting"));
        assertThat(put("/api/drafts/" + id + "/opening", SECRETARIAT, Map.of("title", title, "institution", "md", "actKind", "law", "fields", List.of("rule-of-law"), "deadline",
                inDays(20) + "T23:59", "language", "sq")).json().get("state").asString()).isEqualTo("opened");
        return id;
    }

    private JsonNode draft(String id) {
        return get("/api/drafts/" + id, SECRETARIAT).json();
    }

    private void awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(draft(id).get("publisherPage").path("state").asString()).isEqualTo(state));
    }

    private static Seen changed(String id, String kind) {
        return PROBE.await(CONSULTATIONS, seen -> id.equals(seen.key()) && "org.civikos.consultation.draft-changed.v1".equals(seen.type()) && seen.data().contains("\"" + kind + "\""));
    }

    private static long changes(String id) {
        return PROBE.all(CONSULTATIONS).stream().filter(seen -> id.equals(seen.key()) && "org.civikos.consultation.draft-changed.v1".equals(seen.type())).count();
    }

    private void awaitLooks(String path, int more) {
        long before = portal.requests().stream().filter(request -> request.startsWith(path)).count();
        await().atMost(Duration.ofSeconds(30)).until(() -> portal.requests().stream().filter(request -> request.startsWith(path)).count() >= before + more);
    }

    @Test
    void anUploadedDraftIsWatchedAtThePageThatIsGiven() {
        byte[] ours = act("PULLAT", "Pulla lëshohet nga posta.", "Pulla vlen një vit.", "Posta raporton.");
        portal.page(51077, page("Projektligji për pullat", "/d/pullat.html")).file("/d/pullat.html", "text/html; charset=utf-8", ours);
        String id = opened("Projektligji për pullat", ours, "page-given");
        assertThat(draft(id).get("publisherPage").isNull()).isTrue();
        source("it-page-given");
        Answer given = put("/api/drafts/" + id + "/publisher-page", SECRETARIAT, Map.of("url", portal.url() + "/viewConsult.php?lang=sq&ConsultationID=51077#top"));
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertThat(given.json().get("publisherPage").get("url").asString()).isEqualTo(portal.url() + "/viewConsult.php?ConsultationID=51077");
        assertThat(given.json().get("publisherPage").get("by").asString()).isEqualTo("secretariat");
        awaitState(id, "watched");
        awaitLooks("/d/pullat.html", 3);
        assertThat(changes(id)).as("the same file is no change").isZero();
        assertThat(get("/api/consultations/" + id, null).json().get("sourceUrl").asString()).endsWith("ConsultationID=51077");
        assertThat(get("/api/consultations/" + id, null).json().get("deadline").asString()).as("what people decided stands until the page changes").isEqualTo(inDays(20) + "T23:59");
        assertThat(get("/api/drafts?limit=200", SECRETARIAT).body()).as("and the page is no draft of its own").doesNotContain("it-page-given-51077");
        assertThat(put("/api/drafts/" + id + "/publisher-page", SECRETARIAT, Map.of("url", portal.url() + "/viewConsult.php?ConsultationID=51077"), "If-Match", "\"0\"").status())
                .as("said already").isEqualTo(200);

        portal.file("/d/pullat.html", "text/html; charset=utf-8", act("PULLAT", "Pulla lëshohet nga posta.", "Pulla vlen dy vjet.", "Posta raporton."));
        JsonNode told = JSON.readTree(changed(id, "text-changed").data());
        assertThat(told.get("changes").valueStream().map(JsonNode::asString)).containsExactly("file-replaced", "text-changed");
        assertThat(told.get("text").asString()).as("for those who look for words in it").contains("Pulla vlen dy vjet.");
        String opened = PROBE.await(CONSULTATIONS, seen -> id.equals(seen.key()) && "org.civikos.consultation.consultation-opened.v1".equals(seen.type())).data();
        assertThat(JSON.readTree(opened).get("text").asString()).contains("Pulla vlen një vit.");
        Contracts.assertValid("consultation", "consultation-opened", opened);
        assertThat(told.get("changedArticles").asInt()).isEqualTo(1);
        portal.page(51077, page("Projektligji për pullat postare", "/d/pullat.html"));
        Contracts.assertValid("consultation", "draft-changed", changed(id, "title-changed").data());
        assertThat(get("/api/consultations/" + id, null).json().get("title").asString()).isEqualTo("Projektligji për pullat postare");

        assertThat(delete("/api/drafts/" + id + "/publisher-page", SECRETARIAT).json().get("publisherPage").isNull()).isTrue();
        await("the page is found like any other again").atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get("/api/drafts/it-page-given-51077", SECRETARIAT).status()).isEqualTo(200));
        portal.page(51077, page("Projektligji për pullat e rralla", "/d/pullat.html"));
        awaitLooks("/viewConsult.php?ConsultationID=51077", 3);
        assertThat(get("/api/consultations/" + id, null).json().get("title").asString()).isEqualTo("Projektligji për pullat postare");
    }

    /** The same words in another file are nobody's change; another document is one more; another version is told as such. */
    @Test
    void thePublishersFileIsHeldAgainstOurs() {
        byte[] ours = act("URAT", "Ura ndërtohet nga komuna.", "Ura mirëmbahet çdo vit.", "Komuna raporton.");
        portal.page(51088, page("Projektligji për urat", "/d/formulari.html", "/d/urat.html"))
                .file("/d/formulari.html", "text/html; charset=utf-8", act("FORMULARIN", "Emri dhe mbiemri.", "Adresa."))
                .file("/d/urat.html", "text/html; charset=utf-8", (new String(ours, StandardCharsets.UTF_8) + "\n<!-- printed later -->").getBytes(StandardCharsets.UTF_8));
        String id = opened("Projektligji për urat", ours, "page-held");
        source("it-page-held");
        assertThat(put("/api/drafts/" + id + "/publisher-page", SECRETARIAT, Map.of("url", portal.url() + "/viewConsult.php?ConsultationID=51088")).status()).isEqualTo(200);
        JsonNode first = JSON.readTree(changed(id, "document-added").data());
        assertThat(first.get("changes").valueStream().map(JsonNode::asString)).containsExactly("document-added");
        assertThat(get("/api/consultations/" + id + "/structure", null).body()).contains("Ura mirëmbahet").doesNotContain("Adresa.");
        portal.file("/d/urat.html", "text/html; charset=utf-8", act("URAT", "Ura ndërtohet nga komuna.", "Ura mirëmbahet çdo muaj.", "Komuna raporton."));
        assertThat(JSON.readTree(changed(id, "text-changed").data()).get("version").asInt()).isEqualTo(2);
        assertThat(changes(id)).isEqualTo(2);
    }

    /** What the source had found itself gives its page, unless it is a consultation. */
    @Test
    void aPageThatIsAnotherDraftsIsGivenOrRefused() {
        portal.page(51001, page("Projektligji për kopshtet", "/d/k.html")).file("/d/k.html", "text/html; charset=utf-8", act("KOPSHTET", "Kopshti hapet.", "Kopshti mbyllet."))
                .page(51002, page("Projektligji për parqet", "/d/p.html")).file("/d/p.html", "text/html; charset=utf-8", act("PARQET", "Parku hapet.", "Parku mbyllet."));
        source("it-page-two");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(get("/api/drafts/it-page-two-51001", SECRETARIAT).json().path("state").asString()).isEqualTo("waiting");
            assertThat(get("/api/drafts/it-page-two-51002", SECRETARIAT).json().path("state").asString()).isEqualTo("waiting");
        });
        assertThat(put("/api/drafts/it-page-two-51002/opening", SECRETARIAT, Map.of("title", "Projektligji për parqet", "institution", "md", "actKind", "law", "fields", List.of("rule-of-law"),
                "deadline", inDays(20) + "T23:59", "language", "sq")).json().get("state").asString()).isEqualTo("opened");
        String id = opened("Akti për vendet ku luajnë fëmijët", act("LOJËN", "Fëmijët luajnë."), "page-two");
        assertThat(put("/api/drafts/" + id + "/publisher-page", SECRETARIAT, Map.of("url", portal.url() + "/viewConsult.php?ConsultationID=51002")).status()).isEqualTo(200);
        awaitState(id, "failing");
        assertThat(draft(id).get("publisherPage").get("problemCode").asString()).isEqualTo("page-of-another-draft");
        assertThat(put("/api/drafts/" + id + "/publisher-page", SECRETARIAT, Map.of("url", portal.url() + "/viewConsult.php?ConsultationID=51001")).status()).isEqualTo(200);
        awaitState(id, "watched");
        assertThat(draft("it-page-two-51001").get("sameAs").asString()).isEqualTo(id);
        assertThat(draft(id).get("seenAlso").get(0).get("how").asString()).isEqualTo("page");
        // It was a mistake: the other one is a draft of its own again.
        assertThat(delete("/api/drafts/" + id + "/publisher-page", SECRETARIAT).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(draft("it-page-two-51001").get("state").asString()).isEqualTo("waiting"));
    }

    @Test
    void whatCannotBeWatchedIsSaidAndRobotsAreObeyed() {
        String id = opened("Projektligji për muzikën", act("MUZIKËN", "Muzika luhet."), "page-refused");
        source("it-page-refused");
        String path = "/api/drafts/" + id + "/publisher-page";
        for (String url : List.of("http://127.0.0.1:1/viewConsult.php?ConsultationID=1", "http://169.254.169.254/latest", portal.url() + "/", portal.url() + "/viewConsult.php?ConsultationID=x",
                "ftp://127.0.0.1/1", "no address", "http://user@" + portal.url().substring(7) + "/viewConsult.php?ConsultationID=5")) {
            Answer refused = put(path, SECRETARIAT, Map.of("url", url));
            assertThat(refused.status()).as(url).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("page-of-no-source");
        }
        assertThat(put(path, SECRETARIAT, Map.of("url", "")).status()).isEqualTo(400);
        assertThat(put(path, SECRETARIAT, Map.of("url", portal.url() + "/viewConsult.php?ConsultationID=51099"), "If-Match", "\"0\"").status()).isEqualTo(412);
        assertThat(put("/api/drafts/none/publisher-page", SECRETARIAT, Map.of("url", portal.url())).status()).isEqualTo(404);
        assertThat(put(path, null, Map.of("url", portal.url())).status()).isEqualTo(401);
    }

    @Test
    void robotsAreObeyed() {
        portal.on("/robots.txt", exchange -> PortalStub.send(exchange, 200, "text/plain", "User-agent: *\nDisallow: /viewConsult.php?ConsultationID=51099\n".getBytes(StandardCharsets.UTF_8)))
                .page(51099, page("Projektligji për teatrin", "/d/t.html"));
        String id = opened("Projektligji për teatrin", act("TEATRIN", "Teatri luan."), "page-robots");
        source("it-page-robots");
        assertThat(put("/api/drafts/" + id + "/publisher-page", SECRETARIAT, Map.of("url", portal.url() + "/viewConsult.php?ConsultationID=51099")).json().get("publisherPage").get("state").asString())
                .isEqualTo("waiting");
        awaitState(id, "failing");
        assertThat(draft(id).get("publisherPage").get("problemCode").asString()).isEqualTo("robots-disallowed");
        assertThat(portal.requests()).noneMatch(request -> request.contains("ConsultationID=51099"));
        assertThat(get("/api/sources/it-page-robots", SECRETARIAT).json().get("health").get("lastProblem").isNull()).as("the source itself is well").isTrue();
    }
}
