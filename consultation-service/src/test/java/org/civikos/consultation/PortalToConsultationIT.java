package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.civikos.consultation.draft.Announcement;
import org.civikos.consultation.draft.Drafts;
import org.civikos.consultation.source.PortalStub;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PortalToConsultationIT extends ServiceIT {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    /** Another one in each test: a file that was seen before makes no second draft. */
    private final byte[] act = ("""
            <html><head><meta charset="utf-8"></head><body><h1>PROJEKTLIGJ PËR PROVËN</h1><p>Neni 1</p><p>Qëllimi</p><p>1. Ky ligj përcakton rregullat e provës.</p>
            <p>Neni 2</p><p>Fushëveprimi</p><p>1. Ky ligj zbatohet në tërë vendin.</p></body></html><!-- """ + java.util.UUID.randomUUID() + " -->").getBytes(StandardCharsets.UTF_8);

    private PortalStub portal;
    private String source;

    @Autowired
    private Drafts drafts;

    @BeforeEach
    void start() throws Exception {
        portal = new PortalStub();
    }

    @AfterEach
    void stop() {
        if (source != null) {
            put("/api/sources/" + source, ADMINISTRATOR, setting(false, true));
        }
        portal.close();
    }

    private Map<String, Object> setting(boolean automatic, boolean paused) {
        Map<String, Object> setting = new HashMap<>(Map.of("name", "Portali i provës", "kind", "portal-by-number", "baseUrl", portal.url(), "firstNumber", 41001,
                "opening", automatic ? "automatic" : "after-review", "paused", paused));
        setting.put("institution", "md");
        return setting;
    }

    private void watch(String id, boolean automatic) {
        source = id;
        assertThat(put("/api/sources/" + id, ADMINISTRATOR, setting(automatic, false)).status()).isEqualTo(201);
    }

    private static String page(String title, @Nullable LocalDate end, String... documents) {
        StringBuilder page = new StringBuilder("<html><body><h1>" + title + "</h1><p>Përshkrimi i aktit.</p><p>Data e fillimit: 20.11.2026</p><p>Data e përfundimit: "
                + (end == null ? "" : DAY.format(end)) + "</p>");
        for (String document : documents) {
            page.append("<div><h3>Dokumenti i konsultës</h3><p>20.11.2026</p><a href='").append(document).append("'>Dokumenti i konsultës</a></div>");
        }
        return page + "<p>Arta Shembulli</p><p>arta@rks-gov.example</p></body></html>";
    }

    private void awaitStatus(String path, int status) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get(path, SECRETARIAT).status()).isEqualTo(status));
    }

    private void awaitState(String draft, String state) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Answer answer = get("/api/drafts/" + draft, SECRETARIAT);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("state").asString()).isEqualTo(state);
        });
    }

    private static Seen awaitEvent(String topic, String fact, String key) {
        return PROBE.await(topic, seen -> key.equals(seen.key()) && ("org.civikos.consultation." + fact + ".v1").equals(seen.type()));
    }

    private static long count(String topic, String fact, String key) {
        return PROBE.all(topic).stream().filter(seen -> key.equals(seen.key()) && ("org.civikos.consultation." + fact + ".v1").equals(seen.type())).count();
    }

    @Test
    void aPublishedDraftBecomesAConsultationByItself() {
        portal.page(41001, page("PROJEKTLIGJI (MD) PËR PROVËN", inDays(20), "/d/ligji.html")).file("/d/ligji.html", "text/html; charset=utf-8", act);
        watch("it-auto", true);
        awaitStatus("/api/consultations/it-auto-41001", 200);
        Answer consultation = get("/api/consultations/it-auto-41001?lang=en", null);
        assertThat(consultation.json().get("title").asString()).isEqualTo("PROJEKTLIGJI (MD) PËR PROVËN");
        assertThat(consultation.json().get("institution").get("names").get("en").asString()).isEqualTo("Ministry of Justice");
        assertThat(consultation.json().get("deadline").asString()).isEqualTo(inDays(20) + "T23:59");
        assertThat(consultation.json().get("calendarDaysLeft").asInt()).isEqualTo(20);
        assertThat(consultation.json().get("officerName").asString()).isEqualTo("Arta Shembulli");
        assertThat(consultation.json().get("articleCount").asInt()).isEqualTo(2);

        String document = consultation.json().get("documents").get(0).get("id").asString();
        Answer file = get("/api/consultations/it-auto-41001/documents/" + document, null);
        assertThat(file.body()).isEqualTo(new String(act, StandardCharsets.UTF_8));
        assertThat(file.response().headers().firstValue("Content-Disposition")).get().asString().startsWith("attachment").contains("ligji.html");

        Answer structure = get("/api/consultations/it-auto-41001/structure", null);
        assertThat(structure.json().get("nodes").findValuesAsString("kind")).contains("article");
        String tag = structure.response().headers().firstValue("ETag").orElseThrow();
        assertThat(get("/api/consultations/it-auto-41001/structure", null, "If-None-Match", tag).status()).isEqualTo(304);

        Contracts.assertLikeSample("consultation", "consultation-opened", awaitEvent(CONSULTATIONS, "consultation-opened", "it-auto-41001").data());
        Seen detected = awaitEvent(DRAFTS, "draft-detected", "it-auto-41001");
        Contracts.assertLikeSample("consultation", "draft-detected", detected.data());
        assertThat(JSON.readTree(detected.data()).get("state").asString()).isEqualTo("opened");
        assertThat(get("/api/consultations?stage=open&q=projektligji%20prov%C3%ABn&institution=md", null).body()).doesNotContain("it-auto-41001");
        assertThat(get("/api/consultations?stage=open&q=per%20proven&institution=md", null).body()).contains("it-auto-41001");
    }

    @Test
    void aMovedEndDateMovesTheDeadlineAndANewDocumentIsAdded() {
        portal.page(41001, page("PROJEKTLIGJ I LËVIZUR", inDays(10), "/d/ligji.html")).file("/d/ligji.html", "text/html; charset=utf-8", act)
                .file("/d/v2.txt", "text/plain", ("Neni 1\nI ri " + portal.url() + ".\n").getBytes(StandardCharsets.UTF_8));
        watch("it-moved", true);
        awaitStatus("/api/consultations/it-moved-41001", 200);
        portal.page(41001, page("PROJEKTLIGJ I LËVIZUR", inDays(17), "/d/ligji.html", "/d/v2.txt"));
        Seen moved = awaitEvent(CONSULTATIONS, "deadline-moved", "it-moved-41001");
        Contracts.assertLikeSample("consultation", "deadline-moved", "deadline-moved-with-change", moved.data());
        Seen changed = awaitEvent(CONSULTATIONS, "draft-changed", "it-moved-41001");
        Contracts.assertLikeSample("consultation", "draft-changed", "draft-changed-deadline", changed.data());
        assertThat(JSON.readTree(changed.data()).get("previousDeadline").asString()).isEqualTo(inDays(10) + "T23:59");
        assertThat(JSON.readTree(moved.data()).get("deadline").asString()).isEqualTo(inDays(17) + "T23:59");
        assertThat(JSON.readTree(moved.data()).get("previousDeadline").asString()).isEqualTo(inDays(10) + "T23:59");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/consultations/it-moved-41001", null).json().get("documents").size()).isEqualTo(2));
        assertThat(portal.requests().stream().filter(request -> request.contains("if-none-match"))).isNotEmpty();
        assertThat(count(CONSULTATIONS, "deadline-moved", "it-moved-41001")).isEqualTo(1);
    }

    @Test
    void whatWaitsForReviewIsOpenedBySecretariat() {
        portal.page(41001, page("Udhëzim administrativ (MAPL)", null, "/d/u.html")).file("/d/u.html", "text/html; charset=utf-8", act);
        watch("it-review", true);
        awaitState("it-review-41001", "waiting");
        Answer draft = get("/api/drafts/it-review-41001", SECRETARIAT);
        assertThat(draft.json().get("institution").asString()).isEqualTo("mapl");
        assertThat(draft.json().get("actKind").asString()).isEqualTo("administrative-instruction");
        assertThat(draft.json().get("deadline").isNull()).isTrue();
        assertThat(get("/api/drafts?state=waiting", SECRETARIAT).body()).contains("it-review-41001");
        assertThat(JSON.readTree(awaitEvent(DRAFTS, "draft-detected", "it-review-41001").data()).get("state").asString()).isEqualTo("waiting");

        Map<String, Object> opening = Map.of("title", "Udhëzimi", "institution", "mapl", "actKind", "administrative-instruction", "fields", List.of(),
                "deadline", inDays(15) + "T16:00", "language", "sq");
        Answer opened = put("/api/drafts/it-review-41001/opening", SECRETARIAT, opening);
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.json().get("consultationId").asString()).isEqualTo("it-review-41001");
        assertThat(put("/api/drafts/it-review-41001/opening", SECRETARIAT, opening).status()).isEqualTo(200);
        awaitStatus("/api/consultations/it-review-41001", 200);
        assertThat(get("/api/consultations/it-review-41001", null).json().get("deadline").asString()).isEqualTo(inDays(15) + "T16:00");
        awaitEvent(CONSULTATIONS, "consultation-opened", "it-review-41001");
        assertThat(count(CONSULTATIONS, "consultation-opened", "it-review-41001")).isEqualTo(1);
        assertThat(put("/api/drafts/it-review-41001/dismissal", SECRETARIAT, Map.of("reason", "Gabim")).code()).isEqualTo("draft-opened");
    }

    @Test
    void aDraftWithoutEndDateOpensByItselfOnceItHasOne() {
        portal.page(41001, page("Rregullore e re", null, "/d/r.html")).file("/d/r.html", "text/html; charset=utf-8", act);
        watch("it-later", true);
        awaitState("it-later-41001", "waiting");
        portal.page(41001, page("Rregullore e re", inDays(12), "/d/r.html"));
        awaitState("it-later-41001", "opened");
        awaitEvent(CONSULTATIONS, "consultation-opened", "it-later-41001");
        assertThat(count(DRAFTS, "draft-detected", "it-later-41001")).isEqualTo(1);
    }

    @Test
    void aCorruptPdfIsToldInThreeLanguages() {
        byte[] corrupt = "%PDF-1.7\nthis is no pdf at all".getBytes(StandardCharsets.UTF_8);
        portal.page(41001, page("Projektligj i dëmtuar", inDays(12), "/d/l.pdf")).file("/d/l.pdf", "application/pdf", corrupt);
        watch("it-corrupt", true);
        awaitState("it-corrupt-41001", "unreadable");
        assertThat(get("/api/drafts/it-corrupt-41001?lang=sq", SECRETARIAT).json().get("problem").asString()).startsWith("Dokumenti ");
        assertThat(get("/api/drafts/it-corrupt-41001?lang=sr", SECRETARIAT).json().get("problem").asString()).startsWith("Dokument ");
        Answer english = get("/api/drafts/it-corrupt-41001?lang=en", SECRETARIAT);
        assertThat(english.json().get("problem").asString()).startsWith("The document ");
        assertThat(english.json().get("problemCode").asString()).isEqualTo("document-corrupt");
        assertThat(JSON.readTree(awaitEvent(DRAFTS, "draft-detected", "it-corrupt-41001").data()).get("state").asString()).isEqualTo("unreadable");
    }

    @Test
    void aDraftWhoseDeadlineHasPassedIsLaidAside() {
        portal.page(41001, page("Projektligj i vjetër", inDays(-3), "/d/l.html")).file("/d/l.html", "text/html", act);
        watch("it-old", true);
        awaitState("it-old-41001", "dismissed");
        assertThat(get("/api/consultations/it-old-41001", null).status()).isEqualTo(404);
    }

    /** Some ministries type last year's date and put it right a day later. */
    @Test
    void aDateThatIsPutRightBringsTheDraftBack() {
        portal.page(41001, page("Projektligj me datë të gabuar", inDays(-360), "/d/l.html")).file("/d/l.html", "text/html", act);
        watch("it-mistyped", true);
        awaitState("it-mistyped-41001", "dismissed");
        assertThat(put("/api/drafts/it-mistyped-41001/opening", SECRETARIAT, opening(inDays(9).atTime(23, 59))).code()).isEqualTo("draft-dismissed");
        portal.page(41001, page("Projektligj me datë të gabuar", inDays(12), "/d/l.html"));
        awaitStatus("/api/consultations/it-mistyped-41001", 200);
        assertThat(get("/api/drafts/it-mistyped-41001", SECRETARIAT).json().get("state").asString()).isEqualTo("opened");
    }

    @Test
    void whatWasLaidAsideIsTakenUpAgainAndOpened() {
        portal.page(41001, page("Projektligj i lënë", inDays(-3), "/d/l.html")).file("/d/l.html", "text/html", act);
        watch("it-taken-up", true);
        awaitState("it-taken-up-41001", "dismissed");
        String dismissal = "/api/drafts/it-taken-up-41001/dismissal";
        assertThat(delete(dismissal, representative("nobody")).status()).isEqualTo(403);
        assertThat(delete(dismissal, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting");
        assertThat(delete(dismissal, SECRETARIAT).json().get("state").asString()).as("done already").isEqualTo("waiting");
        assertThat(put("/api/drafts/it-taken-up-41001/opening", SECRETARIAT, opening(inDays(9).atTime(23, 59))).json().get("state").asString()).isEqualTo("opened");
        assertThat(delete(dismissal, SECRETARIAT).json().get("state").asString()).isEqualTo("opened");
    }

    private static Map<String, Object> opening(LocalDateTime deadline) {
        return Map.of("title", "Projektligj", "institution", "md", "actKind", "law", "fields", List.of("civil-society"), "deadline", deadline.toString(), "language", "sq");
    }

    @Test
    void numbersWithGapsAreFoundAndGapsFilledLater() {
        portal.page(41001, page("Projektligj i parë", null)).page(41004, page("Projektligj i katërt", null));
        watch("it-gaps", false);
        awaitStatus("/api/drafts/it-gaps-41004", 200);
        assertThat(get("/api/drafts/it-gaps-41001", SECRETARIAT).status()).isEqualTo(200);
        portal.page(41002, page("Projektligj i dytë", null));
        awaitStatus("/api/drafts/it-gaps-41002", 200);
    }

    /** A publisher that leaves out thirty numbers is followed all the same, and what it fills in later is found. */
    @Test
    void aGapWiderThanWhatIsLookedAheadEndsNoWatch() {
        portal.page(41001, page("Projektligj para hendekut", null)).page(41031, page("Projektligj pas hendekut", null)).page(41033, page("Projektligj edhe më pas", null));
        watch("it-wide-gap", false);
        awaitStatus("/api/drafts/it-wide-gap-41031", 200);
        awaitStatus("/api/drafts/it-wide-gap-41033", 200);
        portal.page(41010, page("Projektligj në hendek", null));
        awaitStatus("/api/drafts/it-wide-gap-41010", 200);
    }

    @Test
    void aPortalThatFailsIsCountedAndTheServiceStaysHealthy() {
        portal.on("/robots.txt", exchange -> exchange.sendResponseHeaders(404, -1)).always(PortalStub.status(500));
        watch("it-failing", true);
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            var health = get("/api/sources/it-failing", SECRETARIAT).json().get("health");
            assertThat(health.get("failures7d").asInt()).isGreaterThanOrEqualTo(6);
            assertThat(health.get("circuit").asString()).isIn("open", "half-open");
        });
        assertThat(get("/actuator/health/readiness", null).status()).isEqualTo(200);
        assertThat(get("/actuator/health/liveness", null).status()).isEqualTo(200);
        assertThat(get("/actuator/prometheus", null).body()).contains("civikos_source_checks_total").contains("resilience4j_circuitbreaker_state");
        portal.onlyAnswersByPath();
        portal.page(41001, page("Projektligj pas prishjes", inDays(12), "/d/l.html")).file("/d/l.html", "text/html", act);
        awaitStatus("/api/consultations/it-failing-41001", 200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/sources/it-failing", SECRETARIAT).json().get("health").get("circuit").asString()).isEqualTo("closed"));
    }

    @Test
    void aPortalThatNeverEndsOrRedirectsForEverHoldsUpNothing() {
        portal.on("/robots.txt", exchange -> exchange.sendResponseHeaders(404, -1)).always(portal.endless());
        watch("it-endless", true);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/sources/it-endless", SECRETARIAT).json().get("health").get("lastProblem").asString("")).isEqualTo("timeout"));
        portal.always(PortalStub.redirect("/viewConsult.php?ConsultationID=41001"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/sources/it-endless", SECRETARIAT).json().get("health").get("lastProblem").asString("")).isEqualTo("too-many-redirects"));
        portal.always(PortalStub.garbage());
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/sources/it-endless", SECRETARIAT).json().get("health").get("lastProblem").asString("")).isEqualTo("page-not-understood"));
        assertThat(get("/actuator/health/readiness", null).status()).isEqualTo(200);
    }

    @Test
    void aDocumentThatFailsForAWhileIsFetchedLater() {
        portal.page(41001, page("Projektligj me vonesë", inDays(12), "/d/l.html")).on("/d/l.html", PortalStub.status(503));
        watch("it-slowdoc", true);
        awaitState("it-slowdoc-41001", "reading");
        portal.file("/d/l.html", "text/html", act);
        awaitState("it-slowdoc-41001", "opened");
    }

    /** A crash after the consultation was written and before the draft knew of it. */
    @Test
    void aDraftIsTakenUpAgainAfterACrashWithoutDoublingAnything() {
        portal.file("/d/l.txt", "text/plain", ("Neni 1\nTeksti i " + portal.url() + ".\n").getBytes(StandardCharsets.UTF_8));
        source = "it-crash";
        put("/api/sources/it-crash", ADMINISTRATOR, setting(true, true));
        consultation("it-crash-41001", inDays(9).atTime(23, 59));
        awaitEvent(CONSULTATIONS, "consultation-opened", "it-crash-41001");
        Announcement page = new Announcement(41001, "Projektligj", "", portal.url() + "/viewConsult.php?ConsultationID=41001", null, inDays(9), null, null,
                List.of(new Announcement.Document("Projektligji", "", null, portal.url() + "/d/l.txt")));
        drafts.detected("it-crash", page, true, "md");
        drafts.detected("it-crash", page, true, "md");
        awaitState("it-crash-41001", "opened");
        assertThat(count(CONSULTATIONS, "consultation-opened", "it-crash-41001")).isEqualTo(1);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat((long) mongo.execute("draftWork", work -> work.countDocuments(new Document("_id", "it-crash-41001")))).isZero());
    }

    /** Work that a dead process left in the store is found by the sweep, though nobody wakes the worker. */
    @Test
    void whatADeadProcessLeftIsSwept() {
        portal.page(41001, page("Projektligj i lënë", null));
        watch("it-left", false);
        awaitState("it-left-41001", "waiting");
        mongo.execute("drafts", all -> all.updateOne(new Document("_id", "it-left-41001"), new Document("$set", new Document("state.state", "READING"))));
        mongo.execute("draftWork", work -> work.insertOne(new Document("_id", "it-left-41001").append("round", 1L).append("attempts", 0).append("notBefore", new Date())));
        mongo.execute("leases", leases -> leases.insertOne(new Document("_id", "draft-it-left-41001").append("owner", "dead").append("until", new Date(System.currentTimeMillis() + 3_000))));
        awaitState("it-left-41001", "waiting");
        assertThat(count(DRAFTS, "draft-detected", "it-left-41001")).isEqualTo(1);
    }
}
