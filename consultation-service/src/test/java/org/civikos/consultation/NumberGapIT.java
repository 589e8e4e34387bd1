package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.civikos.consultation.source.PortalStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A publisher that leaves out hundreds of numbers, or lies about them, does not end the watch. */
class NumberGapIT extends ServiceIT {

    private PortalStub portal;
    private String source;
    private Map<String, Object> setting;

    @BeforeEach
    void start() throws Exception {
        portal = new PortalStub();
    }

    @AfterEach
    void stop() {
        setting.put("paused", true);
        put("/api/sources/" + source, ADMINISTRATOR, setting);
        portal.close();
    }

    private void page(int number, String title) {
        portal.page(number, "<html><body><h1>" + title + "</h1><p>Përshkrimi.</p><p>Data e fillimit: 20.11.2026</p><p>Arta Shembulli</p><p>arta@rks-gov.example</p></body></html>");
    }

    private void watch(String id, int first) {
        source = id;
        setting = new HashMap<>(Map.of("name", "Portali me vrima", "kind", "portal-by-number", "baseUrl", portal.url(), "firstNumber", first, "opening", "after-review", "paused", false, "institution", "md"));
        assertThat(put("/api/sources/" + id, ADMINISTRATOR, setting).status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/drafts/" + id + "-" + first, SECRETARIAT).status()).isEqualTo(200));
    }

    private int lastNumber() {
        return get("/api/sources/" + source, SECRETARIAT).json().get("health").get("lastNumber").asInt();
    }

    /** Without a start page: after half of the looks that it takes, the other half. */
    @Test
    void aJumpOfFiveHundredIsFoundByLookingFurtherOn() {
        page(71_001, "Projektligji për hapin e parë");
        watch("it-gap-far", 71_001);
        page(71_501, "Projektligji për kapërcimin e largët");
        // As it stands after 100 looks in vain; 71,501 is tried at the 109th.
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            // A look that is under way writes its own turn over it.
            boolean there = stored("sourceProgress", source).getInteger("farTurn", 0) > 100;
            if (!there) {
                mongo.execute("sourceProgress", all -> all.updateOne(new Document("_id", source), new Document("$set", new Document("farTurn", 100))));
            }
            return there;
        });
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(get("/api/drafts/it-gap-far-71501", SECRETARIAT).status()).isEqualTo(200));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(lastNumber()).isEqualTo(71_501));
        // What lies between is looked through once.
        page(71_240, "Projektligji në mes të kapërcimit");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(get("/api/drafts/it-gap-far-71240", SECRETARIAT).status()).isEqualTo(200));
        assertThat(lastNumber()).isEqualTo(71_501);
        // It goes on from there, with the numbers just below kept in mind and no more.
        page(71_502, "Projektligji për hapin tjetër");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/drafts/it-gap-far-71502", SECRETARIAT).status()).isEqualTo(200));
        long kept = mongo.execute("sourcePages", all -> all.countDocuments(new Document("source", source)));
        assertThat(kept).isLessThan(80);
        assertThat(portal.requests().stream().filter(request -> request.contains("ConsultationID=")).count()).as("requests at a look are bounded").isLessThan(100L * 30);
    }

    /** With a start page: at its next look, however far; and what it says in vain costs a bounded number of requests. */
    @Test
    void theStartPageLeadsOverAnyGapAndItsLiesLeadNowhere() {
        page(72_001, "Projektligji për nisjen");
        page(72_501, "Projektligji në faqen e parë");
        // A page with a number out of all proportion is there, too.
        page(900_000_001, "Projektligji i provës së portalit");
        StringBuilder front = new StringBuilder("<html><body><a href='viewConsult.php?ConsultationID=72501'>I ri</a><a href='/viewConsult.php?lang=sq&amp;ConsultationID=900000001'>?</a>");
        for (int lie = 0; lie < 300; lie++) {
            front.append("<a href='viewConsult.php?ConsultationID=").append(80_000 + lie).append("'>Nuk ekziston</a>");
        }
        portal.file("/", "text/html; charset=utf-8", front.append("</body></html>").toString().getBytes(StandardCharsets.UTF_8));
        watch("it-gap-front", 72_001);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/drafts/it-gap-front-72501", SECRETARIAT).status()).isEqualTo(200));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(lastNumber()).isEqualTo(72_501));
        long lies = portal.requests().stream().filter(request -> request.matches(".*ConsultationID=80\\d{3}")).distinct().count();
        assertThat(lies).as("no more at one look than new pages are read").isLessThanOrEqualTo(20L * portal.requests().stream().filter("/"::equals).count());
        // Where the publisher goes on is looked at, whatever the odd page says.
        page(72_502, "Projektligji pas gënjeshtrës");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/drafts/it-gap-front-72502", SECRETARIAT).status()).isEqualTo(200));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(lastNumber()).isEqualTo(72_502));
        assertThat(get("/api/sources/" + source, SECRETARIAT).json().get("health").get("failures7d").asInt()).isZero();
    }

    @Test
    void aSourceThatIsQuietAgainstItsHabitIsToldApartFromOneThatHasNothingNew() {
        page(73_001, "Projektligji para heshtjes");
        watch("it-quiet", 73_001);
        JsonNode busy = get("/api/sources/it-quiet", SECRETARIAT).json().get("health");
        assertThat(busy.get("quiet").isNull()).isTrue();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<String> habit = List.of(today.minusDays(20).toString(), today.minusDays(18).toString(), today.minusDays(16).toString(), today.minusDays(14).toString());
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            mongo.execute("sourceProgress", all -> all.updateOne(new Document("_id", source), new Document("$set", new Document("foundOn", habit).append("lastProblem", null))));
            JsonNode health = get("/api/sources/it-quiet", SECRETARIAT, "Accept-Language", "en").json().get("health");
            assertThat(health.get("quiet").path("days").asInt()).isEqualTo(14);
            assertThat(health.get("quiet").get("usually").asInt()).isEqualTo(2);
            assertThat(health.get("quiet").get("sentence").asString()).isEqualTo("Nothing new for 14 days, though it usually brings something every 2 days: please look at the site yourself.");
            assertThat(health.get("lastProblem").isNull()).isTrue();
        });
        JsonNode summary = get("/api/sources/summary?days=7", SECRETARIAT, "Accept-Language", "en").json();
        assertThat(summary.get("quiet").asInt()).isEqualTo(1);
        assertThat(summary.get("sentence").asString()).endsWith("One source has brought nothing for unusually long.");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/actuator/prometheus", null).body()).containsPattern("civikos_source_quiet_days\\{[^}]*source=\"it-quiet\"[^}]*} 14"));
    }
}
