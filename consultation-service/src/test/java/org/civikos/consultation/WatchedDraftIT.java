package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.civikos.consultation.consultation.DraftChange;
import org.civikos.consultation.consultation.Revisions;
import org.civikos.consultation.consultation.Structure;
import org.civikos.consultation.source.PortalStub;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a publisher does to a draft after its consultation has opened, lies included. */
class WatchedDraftIT extends ServiceIT {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private PortalStub portal;
    private String source;

    @Autowired
    private Revisions revisions;

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
        Map<String, Object> setting = new HashMap<>(Map.of("name", "Portali i vëzhguar", "kind", "portal-by-number", "baseUrl", portal.url(), "firstNumber", 41001,
                "opening", "automatic", "paused", paused));
        setting.put("institution", "md");
        return setting;
    }

    private static byte[] act(String... articles) {
        StringBuilder act = new StringBuilder("<html><head><meta charset='utf-8'></head><body><h1>PROJEKTLIGJ PËR PROVËN</h1>");
        for (int i = 0; i < articles.length; i++) {
            act.append("<p>Neni ").append(i + 1).append("</p><p>").append(articles[i].split(" ")[0]).append("</p><p>1. ").append(articles[i]).append("</p>");
        }
        return act.append("</body></html>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pdf(String... lines) throws IOException {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                for (String line : lines) {
                    content.showText(line);
                    content.newLineAtOffset(0, -24);
                }
                content.endText();
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    private static String page(String title, LocalDate start, String... documents) {
        StringBuilder page = new StringBuilder("<html><body><h1>" + title + "</h1><p>Përshkrimi i aktit.</p><p>Data e fillimit: " + DAY.format(start)
                + "</p><p>Data e përfundimit: " + DAY.format(inDays(20)) + "</p>");
        for (String document : documents) {
            page.append("<div><h3>Dokumenti i konsultës</h3><p>20.11.2026</p><a href='").append(document).append("'>Dokumenti i konsultës</a></div>");
        }
        return page + "<p>Arta Shembulli</p><p>arta@rks-gov.example</p></body></html>";
    }

    private static String page(String title, String... documents) {
        return page(title, LocalDate.of(2026, 11, 20), documents);
    }

    private String watch(String id) {
        source = id;
        assertThat(put("/api/sources/" + id, ADMINISTRATOR, setting(false)).status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/consultations/" + id + "-41001", null).status()).isEqualTo(200));
        return id + "-41001";
    }

    private static Seen changed(String id, String kind) {
        return PROBE.await(CONSULTATIONS, seen -> id.equals(seen.key()) && "org.civikos.consultation.draft-changed.v1".equals(seen.type()) && seen.data().contains("\"" + kind + "\""));
    }

    private static long changes(String id) {
        return PROBE.all(CONSULTATIONS).stream().filter(seen -> id.equals(seen.key()) && "org.civikos.consultation.draft-changed.v1".equals(seen.type())).count();
    }

    private void awaitVersion(String id, int version) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/consultations/" + id + "/versions", null).json().get("current").asInt()).isEqualTo(version));
    }

    /** A whole round of looks at the documents has passed. */
    private void awaitLooks(String path, int more) {
        long before = portal.requests().stream().filter(request -> request.startsWith(path)).count();
        await().atMost(Duration.ofSeconds(30)).until(() -> portal.requests().stream().filter(request -> request.startsWith(path)).count() >= before + more);
    }

    @Test
    void aFileReplacedUnderTheSameAddressBecomesTheNextVersion() {
        byte[] first = act("Shoqatën e themelojnë tre persona.", "Ministria vendos brenda tridhjetë ditëve.", "Ky ligj hyn në fuqi.");
        portal.page(41001, page("PROJEKTLIGJI I ZËVENDËSUAR", "/d/ligji.html")).file("/d/ligji.html", "text/html; charset=utf-8", first);
        String id = watch("it-replaced");
        awaitLooks("/d/ligji.html", 2);
        assertThat(changes(id)).as("looked at again, and nothing is different").isZero();
        portal.file("/d/ligji.html", "text/html; charset=utf-8", act("Shoqatën e themelojnë tre persona.", "Shoqata raporton çdo vit.", "Ministria vendos brenda pesëmbëdhjetë ditëve.", "Ky ligj hyn në fuqi."));
        Seen event = changed(id, "text-changed");
        Contracts.assertLikeSample("consultation", "draft-changed", event.data());
        JsonNode told = JSON.readTree(event.data());
        assertThat(told.get("version").asInt()).isEqualTo(2);
        assertThat(told.get("changes").valueStream().map(JsonNode::asString)).containsExactly("file-replaced", "text-changed");
        assertThat(told.get("changedArticles").asInt()).isEqualTo(3);
        assertThat(told.get("articleCount").asInt()).isEqualTo(4);

        awaitVersion(id, 2);
        JsonNode versions = get("/api/consultations/" + id + "/versions", null).json();
        assertThat(versions.get("versions").size()).isEqualTo(2);
        assertThat(versions.get("versions").get(0).get("articleCount").asInt()).isEqualTo(3);
        JsonNode copies = versions.get("changes").get(0).get("copies").get(0);
        assertThat(copies.get("before").get("sha256").asString()).hasSize(64).isNotEqualTo(copies.get("after").get("sha256").asString());
        assertThat(Instant.parse(copies.get("after").get("fetchedAt").asString())).isAfter(Instant.parse(copies.get("before").get("fetchedAt").asString()));
        assertThat(get("/api/consultations/" + id + "/documents/" + copies.get("before").get("id").asString(), null).body()).isEqualTo(new String(first, StandardCharsets.UTF_8));

        JsonNode difference = get("/api/consultations/" + id + "/differences?from=1&to=2", null).json();
        assertThat(difference.get("changedArticles").asInt()).isEqualTo(3);
        List<String> kinds = difference.get("articles").valueStream().map(article -> article.get("kinds").valueStream().map(JsonNode::asString).toList().toString()).toList();
        assertThat(kinds).containsExactly("[added]", "[changed, renumbered]", "[renumbered]");
        JsonNode reworded = difference.get("articles").get(1).get("text");
        assertThat(reworded.valueStream().map(piece -> piece.get("op").asString() + ":" + piece.get("text").asString())).contains("delete:tridhjetë", "insert:pesëmbëdhjetë");
        assertThat(get("/api/consultations/" + id + "/differences?from=1&to=3", null).status()).isEqualTo(404);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get("/api/consultations/" + id + "/structure", null).body()).contains("pesëmbëdhjetë"));
        assertThat(revisions.structure(id, 1).orElseThrow().nodes()).anyMatch(node -> node.text().contains("tridhjetë"));
        assertThat(revisions.texts(id, 2).values()).anyMatch(text -> text.contains("pesëmbëdhjetë"));
        assertThat(changes(id)).isEqualTo(1);
    }

    /** What the secretariat repaired stays repaired in the publisher's next file, and what could not be carried over is told. */
    @Test
    void repairsAreCarriedOverToTheNextFile() {
        portal.page(41001, page("PROJEKTLIGJI I NDREQUR", "/d/l.html")).file("/d/l.html", "text/html; charset=utf-8",
                act("Fondin e ndreqjes e themelojnë pesë persona.", "Bordi i fondit vendos brenda tridhjetë ditëve.", "Fondi mbyllet kur mbarojnë ndreqjet."));
        String id = watch("it-repaired");
        String repair = "/api/drafts/" + id + "/repair";
        assertThat(post(repair + "/operations", SECRETARIAT, Map.of("op", "renumber", "node", "art_1", "number", "1A")).status()).isEqualTo(200);
        assertThat(post(repair + "/operations", SECRETARIAT, Map.of("op", "relabel", "node", "art_2__par_1", "kind", "point")).status()).isEqualTo(200);
        assertThat(put(repair + "/saving", SECRETARIAT, Map.of()).status()).isEqualTo(202);
        assertThat(get(repair, SECRETARIAT).json().get("lost").size()).isZero();
        // A step that nobody saved is not put in force by the publisher's file.
        assertThat(post(repair + "/operations", SECRETARIAT, Map.of("op", "renumber", "node", "art_3", "number", "9")).status()).isEqualTo(200);
        portal.file("/d/l.html", "text/html; charset=utf-8", act("Fondin e ndreqjes e themelojnë pesë persona.", "Bordi i fondit vendos brenda pesë ditëve.", "Fondi mbyllet kur mbarojnë ndreqjet."));
        awaitVersion(id, 2);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get("/api/consultations/" + id + "/structure", null).body()).contains("pesë ditëve").contains("\"number\":\"1A\"")
                .doesNotContain("\"number\":\"9\""));
        JsonNode bench = get(repair, SECRETARIAT).json();
        assertThat(bench.get("restarted").asBoolean()).isFalse();
        assertThat(bench.get("unsaved").asBoolean()).isFalse();
        assertThat(bench.get("operations").valueStream().map(one -> one.get("op").asString() + " " + one.get("node").asString())).containsExactly("renumber art_1");
        assertThat(bench.get("lost").valueStream().map(one -> one.get("op").asString() + " " + one.get("node").asString())).containsExactly("relabel art_2__par_1", "renumber art_3");
        assertThat(post(repair + "/operations", SECRETARIAT, Map.of("op", "relabel", "node", "art_2__par_1", "kind", "point")).status()).isEqualTo(200);
        assertThat(put(repair + "/saving", SECRETARIAT, Map.of()).json().get("lost").size()).isZero();
        assertThat(get("/api/consultations/" + id + "/differences?from=1&to=2", null).json().get("changedArticles").asInt()).isEqualTo(1);
    }

    @Test
    void aFileUnderAnotherAddressReplacesTheOneThatWent() {
        portal.page(41001, page("PROJEKTLIGJI I ZHVENDOSUR", "/d/a.html")).file("/d/a.html", "text/html; charset=utf-8", act("Gjoba është njëqind euro."))
                .file("/d/same.html", "text/html; charset=utf-8", act("Gjoba është njëqind euro.")).file("/d/b.html", "text/html; charset=utf-8", act("Gjoba është dyqind euro."));
        String id = watch("it-moved-file");
        portal.page(41001, page("PROJEKTLIGJI I ZHVENDOSUR", "/d/same.html"));
        awaitLooks("/d/same.html", 2);
        assertThat(changes(id)).as("the same file at another place is no change").isZero();
        portal.page(41001, page("PROJEKTLIGJI I ZHVENDOSUR", "/d/b.html"));
        JsonNode told = JSON.readTree(changed(id, "text-changed").data());
        assertThat(told.get("changes").valueStream().map(JsonNode::asString)).containsExactly("file-replaced", "text-changed");
        awaitVersion(id, 2);
        assertThat(get("/api/consultations/" + id, null).json().get("documents").size()).isEqualTo(1);
    }

    /** A copy is proof: what the publisher once had is there even after the same address has had something else. */
    @Test
    void anAddressThatComesBackWithAnotherFileLeavesTheFirstCopyAsItWas() {
        byte[] first = act("Taksa e kthimit është dhjetë euro.");
        portal.page(41001, page("PROJEKTLIGJI I KTHYER", "/d/a.html")).file("/d/a.html", "text/html; charset=utf-8", first)
                .file("/d/b.html", "text/html; charset=utf-8", act("Taksa e kthimit është njëzet euro."));
        String id = watch("it-back");
        assertThat(uploadTo("/api/drafts/" + id + "/documents", SECRETARIAT, first, "a.html", Map.of("kind", "text")).code()).isEqualTo("draft-of-publisher");
        String kept = get("/api/consultations/" + id, null).json().get("documents").get(0).get("id").asString();
        portal.page(41001, page("PROJEKTLIGJI I KTHYER", "/d/b.html"));
        awaitVersion(id, 2);
        portal.file("/d/a.html", "text/html; charset=utf-8", act("Taksa e kthimit është tridhjetë euro.")).page(41001, page("PROJEKTLIGJI I KTHYER", "/d/a.html"));
        awaitVersion(id, 3);
        assertThat(get("/api/consultations/" + id + "/documents/" + kept, null).body()).isEqualTo(new String(first, StandardCharsets.UTF_8));
    }

    @Test
    void aPageThatGoesAndComesBackIsToldEachOnceAndTheCopyStays() {
        portal.page(41001, page("PROJEKTLIGJI I ZHDUKUR", "/d/l.html")).file("/d/l.html", "text/html; charset=utf-8", act("Teksti qëndron."));
        String id = watch("it-gone");
        portal.on("/viewConsult.php?ConsultationID=41001", PortalStub.status(404));
        assertThat(JSON.readTree(changed(id, "page-gone").data()).get("version").asInt()).isEqualTo(1);
        awaitLooks("/viewConsult.php?ConsultationID=41001", 2);
        assertThat(get("/api/consultations/" + id + "/structure", null).body()).contains("Teksti qëndron.");
        portal.page(41001, page("PROJEKTLIGJI I ZHDUKUR", "/d/l.html"));
        changed(id, "page-back");
        assertThat(changes(id)).isEqualTo(2);
    }

    /** Another title is told once and taken over; the same words in other letters are no change. */
    @Test
    void anotherTitleIsToldAndTakenOver() {
        portal.page(41001, page("Projektligji për arkivat", "/d/l.html")).file("/d/l.html", "text/html; charset=utf-8", act("Arkivi ruhet."));
        String id = watch("it-renamed");
        portal.page(41001, page("PROJEKTLIGJI  PER ARKIVAT", "/d/l.html"));
        awaitLooks("/viewConsult.php?ConsultationID=41001", 3);
        assertThat(changes(id)).isZero();
        portal.page(41001, page("Projektligji për arkivat dhe muzetë", "/d/l.html"));
        Seen event = changed(id, "title-changed");
        Contracts.assertValid("consultation", "draft-changed", event.data());
        Contracts.assertLikeSample("consultation", "draft-changed", "draft-changed-title", event.data());
        JsonNode told = JSON.readTree(event.data());
        assertThat(told.get("previousTitle").asString()).isEqualTo("Projektligji për arkivat");
        assertThat(told.get("newTitle").asString()).isEqualTo("Projektligji për arkivat dhe muzetë");
        assertThat(told.get("title").asString()).isEqualTo("Projektligji për arkivat dhe muzetë");
        assertThat(told.get("version").asInt()).isEqualTo(1);
        JsonNode consultation = get("/api/consultations/" + id, null).json();
        assertThat(consultation.get("title").asString()).isEqualTo("Projektligji për arkivat dhe muzetë");
        assertThat(get("/api/consultations?q=muzet", null).body()).contains(id);
        JsonNode change = get("/api/consultations/" + id + "/versions", null).json().get("changes").get(0);
        assertThat(change.get("kinds").valueStream().map(JsonNode::asString)).containsExactly("title-changed");
        assertThat(change.get("title").get("before").asString()).isEqualTo("Projektligji për arkivat");
        awaitLooks("/viewConsult.php?ConsultationID=41001", 2);
        assertThat(changes(id)).isEqualTo(1);
    }

    /** A crash in between hands the same over again, and one that was named back is told to nobody. */
    @Test
    void aTitleHandedOverTwiceIsTakenOnceAndTheSecretariatsOwnStays() {
        source = "it-titles";
        put("/api/sources/it-titles", ADMINISTRATOR, setting(true));
        String id = consultation("it-titles-1", inDays(9).atTime(23, 59));
        String ours = get("/api/consultations/" + id, null).json().get("title").asString();
        Revisions.Seen named = title(1, "Si e quante botuesi", "Si e quan botuesi");
        revisions.take(id, List.of(named), null, null, null);
        revisions.take(id, List.of(named), null, null, null);
        revisions.take(id, List.of(named, title(2, "Si e quan botuesi", "Tjetër"), title(3, "Tjetër", "Si e quan botuesi")), null, null, null);
        revisions.take(id, List.of(new Revisions.Seen(4, DraftChange.Kind.PAGE_GONE, Instant.now(), null, null)), null, null, null);
        changed(id, "page-gone");
        assertThat(changes(id)).isEqualTo(2);
        assertThat(get("/api/consultations/" + id, null).json().get("title").asString()).isEqualTo(ours);
        revisions.take(id, List.of(title(5, ours, "Titulli i ri")), null, null, null);
        assertThat(get("/api/consultations/" + id, null).json().get("title").asString()).isEqualTo("Titulli i ri");
    }

    /** What one look finds is told once, also when it is handed over again; each fact is there for whoever wants only that one. */
    @Test
    void aDeadlineThatMovesWithTheTextIsToldWithIt() {
        source = "it-both";
        put("/api/sources/it-both", ADMINISTRATOR, setting(true));
        String id = consultation("it-both-1", inDays(9).atTime(23, 59));
        String before = get("/api/consultations/" + id, null).json().get("deadline").asString();
        LocalDateTime later = inDays(14).atTime(23, 59);
        List<Revisions.Seen> gone = List.of(new Revisions.Seen(1, DraftChange.Kind.PAGE_GONE, Instant.now(), null, null));
        revisions.take(id, gone, null, null, later);
        revisions.take(id, gone, null, null, later);
        Seen moved = PROBE.await(CONSULTATIONS, seen -> id.equals(seen.key()) && Contracts.type("consultation", "deadline-moved").equals(seen.type()));
        Seen changed = PROBE.await(CONSULTATIONS, seen -> id.equals(seen.key()) && Contracts.type("consultation", "draft-changed").equals(seen.type()));
        Contracts.assertLikeSample("consultation", "deadline-moved", "deadline-moved-with-change", moved.data());
        Contracts.assertLikeSample("consultation", "draft-changed", "draft-changed-deadline", changed.data());
        assertThat(moved.json().get("toldWith").asString()).isEqualTo("draft-changed");
        assertThat(changed.json().get("previousDeadline").asString()).isEqualTo(before).isEqualTo(moved.json().get("previousDeadline").asString());
        assertThat(changed.json().get("deadline").asString()).isEqualTo(later.toString());
        assertThat(get("/api/consultations/" + id, null).json().get("deadline").asString()).isEqualTo(later.toString());
        assertThat(PROBE.events(CONSULTATIONS, seen -> id.equals(seen.key()) && Contracts.type("consultation", "deadline-moved").equals(seen.type()))).hasSize(1);

        // With nothing to tell beside it, the deadline is told by itself.
        revisions.take(id, List.of(title(2, "A", "B"), title(3, "B", "A")), null, null, inDays(15).atTime(23, 59));
        Seen alone = PROBE.await(CONSULTATIONS, seen -> id.equals(seen.key()) && Contracts.type("consultation", "deadline-moved").equals(seen.type()) && seen.sequence() > moved.sequence());
        assertThat(alone.json().has("toldWith")).isFalse();
        assertThat(changes(id)).isEqualTo(1);
    }

    private static Revisions.Seen title(int number, String before, String after) {
        return new Revisions.Seen(number, DraftChange.Kind.TITLE_CHANGED, Instant.now(), null, null, new DraftChange.Renamed(before, after));
    }

    /** A server that answers "not modified" whatever happens to the file: after a while it is no longer believed. */
    @Test
    void anETagThatNeverChangesHidesNothingForLong() {
        byte[][] content = {act("Afati është tetë ditë.")};
        portal.page(41001, page("PROJEKTLIGJI ME ETAG", "/d/l.html")).on("/d/l.html", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"for-ever\"");
            exchange.getResponseHeaders().set("Last-Modified", "Fri, 01 Jan 2100 00:00:00 GMT");
            if (exchange.getRequestHeaders().containsKey("If-None-Match")) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                PortalStub.send(exchange, 200, "text/html; charset=utf-8", content[0]);
            }
        });
        String id = watch("it-etag");
        content[0] = act("Afati është nëntë ditë.");
        changed(id, "text-changed");
        assertThat(portal.requests()).contains("/d/l.html if-none-match \"for-ever\"");
    }

    @Test
    void anErrorPageInPlaceOfAFileReplacesNothing() throws Exception {
        portal.page(41001, page("PROJEKTLIGJI ME GABIM", "/d/l.pdf")).file("/d/l.pdf", "application/octet-stream", pdf("Neni 1", "Titulli", "1. Teksti i parë."));
        String id = watch("it-error-page");
        portal.file("/d/l.pdf", "application/pdf", "<!DOCTYPE html><html><body><h1>Gabim</h1><p>Neni 1</p></body></html>".getBytes(StandardCharsets.UTF_8));
        awaitLooks("/d/l.pdf", 3);
        portal.on("/d/l.pdf", PortalStub.status(500));
        awaitLooks("/d/l.pdf", 2);
        assertThat(changes(id)).isZero();
        portal.file("/d/l.pdf", "text/plain", pdf("Neni 1", "Titulli", "1. Teksti i dytë."));
        changed(id, "text-changed");
        assertThat(changes(id)).isEqualTo(1);
    }

    @Test
    void aReplacementThatCannotBeReadIsToldAndTheTextStays() throws Exception {
        portal.page(41001, page("PROJEKTLIGJI I DËMTUAR", "/d/l.pdf")).file("/d/l.pdf", "application/pdf", pdf("Neni 1", "Titulli", "1. Teksti i lexueshëm."));
        String id = watch("it-broken");
        portal.file("/d/l.pdf", "application/pdf", "%PDF-1.7\nthis is no pdf at all".getBytes(StandardCharsets.UTF_8));
        JsonNode told = JSON.readTree(changed(id, "file-replaced").data());
        assertThat(told.get("changes").size()).isEqualTo(1);
        assertThat(told.get("version").asInt()).isEqualTo(1);
        assertThat(get("/api/consultations/" + id + "/versions", null).json().get("changes").get(0).get("problem").asString()).isEqualTo("document-corrupt");
        assertThat(get("/api/consultations/" + id + "/structure", null).body()).contains("Teksti i lexueshëm.");
    }

    @Test
    void aNumberGivenToAnotherDraftDoesNotOverwriteTheFirst() {
        portal.page(41001, page("Projektligji për mbrojtjen e mjedisit", "/d/l.html")).file("/d/l.html", "text/html; charset=utf-8", act("Mjedisi mbrohet."))
                .file("/d/tatimi.html", "text/html; charset=utf-8", act("Tatimi paguhet."));
        String id = watch("it-reused");
        portal.page(41001, page("Rregullore për tatimin në pronë", LocalDate.of(2026, 11, 23), "/d/tatimi.html"));
        changed(id, "page-gone");
        assertThat(get("/api/consultations/" + id, null).json().get("title").asString()).isEqualTo("Projektligji për mbrojtjen e mjedisit");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/consultations?q=tatimin&stage=open", null).body()).contains("it-reused-41001-"));
    }

    /** A crash between the consultation's write and the draft's: the same changes are handed over again. */
    @Test
    void changesHandedOverTwiceAreTakenOnce() {
        source = "it-twice";
        put("/api/sources/it-twice", ADMINISTRATOR, setting(true));
        String id = consultation("it-twice-1", inDays(9).atTime(23, 59));
        Structure text = new Structure(id, "sq", "Latn", List.of(new Node("art_1", Kind.ARTICLE, "1", null, null, "Teksti tjetër.", null, 1)), List.of());
        List<Revisions.Seen> seen = List.of(new Revisions.Seen(1, DraftChange.Kind.PAGE_BACK, Instant.now(), null, null));
        revisions.take(id, seen, text, null, null);
        revisions.take(id, seen, text, null, null);
        changed(id, "text-changed");
        revisions.take(id, List.of(seen.getFirst(), new Revisions.Seen(2, DraftChange.Kind.PAGE_GONE, Instant.now(), null, null)), text, null, null);
        JsonNode last = JSON.readTree(changed(id, "page-gone").data());
        assertThat(last.get("version").asInt()).isEqualTo(2);
        assertThat(last.get("changes").size()).isEqualTo(1);
        assertThat(changes(id)).isEqualTo(2);
        assertThat(revisions.of(id)).extracting(version -> version.version() + ":" + version.current()).containsExactly("1:false", "2:true");
        assertThat(revisions.current("no-such-consultation")).isEmpty();
        assertThat(revisions.of("no-such-consultation")).isEmpty();
    }
}
