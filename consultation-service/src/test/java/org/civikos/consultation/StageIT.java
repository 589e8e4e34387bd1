package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.civikos.consultation.consultation.NewConsultation;
import org.civikos.consultation.consultation.Revisions;
import org.civikos.consultation.consultation.Structure;
import org.civikos.consultation.rules.Rules;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class StageIT extends ServiceIT {

    @Autowired
    Rules rules;
    @Autowired
    private Revisions revisions;

    private static final byte[] ACT = "PROJEKT\nPËR KODIN E SJELLJES\n\nNeni 1\nQëllimi\n\n1. Ky kod përcakton sjelljen.\n\nNeni 2\nZbatimi\n\n1. Ky kod zbatohet.\n".getBytes(StandardCharsets.UTF_8);

    private String early(String id, LocalDateTime until) {
        structures.keep(new Structure(id, "sq", "Latn", List.of(new Node("art_1", Kind.ARTICLE, "1", null, null, "Teksti.", null, 1)), List.of()));
        consultations.open(id, new NewConsultation("Koncept dokumenti " + id, "", "sq", "md", "concept-document", List.of("civil-society"), Instant.now().truncatedTo(ChronoUnit.MILLIS), until,
                1, "https://portal.example.org/viewConsult.php?ConsultationID=2", null, List.of(), List.of(), null, false, true, "it-secretariat"));
        return "/api/consultations/" + id;
    }

    private static Map<String, Object> note(String reason) {
        return Map.of("reason", reason, "link", "https://portal.example.org/report.pdf", "on", inDays(0).toString());
    }

    private Seen event(String consultation, String fact) {
        return PROBE.await(CONSULTATIONS, seen -> consultation.equals(seen.key()) && Contracts.type("consultation", fact).equals(seen.type()));
    }

    private static List<String> steps(JsonNode details) {
        List<String> steps = new ArrayList<>();
        details.get("steps").forEach(step -> steps.add(step.get("act").asString()));
        return steps;
    }

    @Test
    void goesItsWholeWayFromEarlyToAdopted() {
        String path = early("st-whole", inDays(20).atTime(23, 59));
        Contracts.assertLikeSample("consultation", "early-consultation-announced", event("st-whole", "early-consultation-announced").data());
        JsonNode announced = get(path, null).json();
        assertThat(announced.get("stage").asString()).isEqualTo("early");
        assertThat(announced.get("accepts").asString()).isEqualTo("general");
        assertThat(announced.get("period").isNull()).isTrue();

        String token = representative("st-whole");
        assertThat(put(path("st-whole", "cm-st-1"), token, comment("st-whole")).status()).isEqualTo(201);
        assertThat(put(path("st-whole", "cm-st-2"), token, comment("st-whole", "node", "art_1")).code()).isEqualTo("comments-general-only");
        assertThat(put(path("st-whole", "cm-st-2") + "/draft", token, comment("st-whole", "node", "art_1")).code()).isEqualTo("comments-general-only");

        assertThat(put(path + "/answer", SECRETARIAT, note("Raporti")).code()).isEqualTo("answer-not-now");
        assertThat(put(path + "/opening", SECRETARIAT, Map.of("deadline", "2020-01-01T10:00", "reason", "x")).code()).isEqualTo("deadline-in-past");
        Answer opened = put(path + "/opening", SECRETARIAT, Map.of("deadline", inDays(30) + "T23:59", "reason", "U publikua projekti."));
        assertThat(opened.json().get("stage").asString()).isEqualTo("open");
        assertThat(put(path + "/opening", SECRETARIAT, Map.of("deadline", inDays(30) + "T23:59", "reason", "U publikua projekti.")).json().get("version").asLong())
                .isEqualTo(opened.json().get("version").asLong());
        assertThat(put(path + "/opening", SECRETARIAT, Map.of("deadline", inDays(31) + "T23:59", "reason", "Tjetër afat.")).code()).isEqualTo("opening-not-now");
        assertThat(get(path, null).response().headers().firstValue("Cache-Control")).contains("no-store");
        Contracts.assertLikeSample("consultation", "consultation-opened", event("st-whole", "consultation-opened").data());
        assertThat(put(path("st-whole", "cm-st-2"), token, comment("st-whole", "node", "art_1")).status()).isEqualTo(201);
        assertThat(put(path + "/adoption", SECRETARIAT, note("x")).code()).isEqualTo("adoption-not-now");

        // The deadline is set to a moment that passes at once, since nobody may set one in the past.
        consultations.moveDeadline("st-whole", LocalDateTime.now(WorkingDays.ZONE).minusMinutes(1).truncatedTo(ChronoUnit.MINUTES));
        Answer answered = put(path + "/answer", SECRETARIAT, note("Ministria e botoi raportin."));
        assertThat(answered.json().get("stage").asString()).as(answered.body()).isEqualTo("answered");
        Contracts.assertLikeSample("consultation", "consultation-answered", event("st-whole", "consultation-answered").data());
        assertThat(put(path("st-whole", "cm-st-3"), token, comment("st-whole")).code()).isEqualTo("comments-not-taken");
        assertThat(put(path + "/deadline", SECRETARIAT, Map.of("deadline", inDays(9) + "T16:00", "reason", "x")).code()).isEqualTo("deadline-not-now");
        // A page that changes its date afterwards changes nothing.
        consultations.moveDeadline("st-whole", inDays(40).atTime(12, 0));
        assertThat(get(path, null).json().get("stage").asString()).isEqualTo("answered");

        assertThat(put(path + "/adoption", SECRETARIAT, note("U miratua."), "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(put(path + "/adoption", SECRETARIAT, note("U miratua.")).json().get("stage").asString()).isEqualTo("adopted");
        Contracts.assertLikeSample("consultation", "consultation-adopted", event("st-whole", "consultation-adopted").data());
        assertThat(put(path + "/drop", SECRETARIAT, note("x")).code()).isEqualTo("drop-not-now");

        JsonNode publicly = get(path, null).json();
        assertThat(steps(publicly)).containsExactly("announced-early", "opening", "deadline-moved", "answer", "adoption");
        publicly.get("steps").forEach(step -> assertThat(step.get("person").isNull()).isTrue());
        JsonNode last = get(path, SECRETARIAT).json().get("steps").get(4);
        assertThat(last.get("person").asString()).isEqualTo("it-secretariat");
        assertThat(last.get("reason").asString()).isEqualTo("U miratua.");
        assertThat(last.get("link").asString()).isEqualTo("https://portal.example.org/report.pdf");
    }

    @Test
    void aStepTakenByMistakeIsTakenBackAndStaysInTheHistory() {
        consultation("st-mistake", inDays(10).atTime(23, 59));
        String path = "/api/consultations/st-mistake";
        assertThat(put(path + "/reversal", SECRETARIAT, Map.of("reason", "x")).code()).isEqualTo("reversal-not-now");
        assertThat(put(path + "/drop", SECRETARIAT, note("Qeveria e tërhoqi.")).json().get("stage").asString()).isEqualTo("dropped");
        Contracts.assertLikeSample("consultation", "consultation-dropped", event("st-mistake", "consultation-dropped").data());
        String token = representative("st-mistake");
        assertThat(put(path("st-mistake", "cm-st-m"), token, comment("st-mistake")).code()).isEqualTo("comments-not-taken");
        Answer again = put(path + "/reversal", SECRETARIAT, Map.of("reason", "Ishte projekti tjetër."), "Accept-Language", "en");
        assertThat(again.json().get("stage").asString()).as(again.body()).isEqualTo("open");
        Contracts.assertLikeSample("consultation", "consultation-stage-reverted", event("st-mistake", "consultation-stage-reverted").data());
        assertThat(put(path("st-mistake", "cm-st-m"), token, comment("st-mistake")).status()).isEqualTo(201);
        assertThat(steps(get(path, null).json())).containsExactly("opened", "drop", "reverted");
    }

    @Test
    void whatWasGuessedWrongIsPutRightAtAnyStage() {
        consultation("st-facts", inDays(10).atTime(23, 59));
        String path = "/api/consultations/st-facts/facts";
        JsonNode before = get("/api/consultations/st-facts", null).json();
        String title = before.get("title").asString();
        Map<String, Object> right = Map.of("title", title + " i saktë", "institution", "mfpt", "actKind", "strategy", "fields", List.of("civil-society"), "reason", "U lexua gabim.");
        assertThat(put(path, representative("st-facts"), right).status()).isEqualTo(403);
        assertThat(put("/api/consultations/st-nowhere/facts", SECRETARIAT, right).status()).isEqualTo(404);
        Map<String, Object> wrong = new HashMap<>(right);
        wrong.putAll(Map.of("institution", "nobody", "actKind", "poem", "fields", List.of("civil-society", "weather")));
        assertThat(put(path, SECRETARIAT, wrong).json().get("errors").valueStream().map(error -> error.get("pointer").asString()))
                .containsExactlyInAnyOrder("/institution", "/actKind", "/fields/1");
        wrong.putAll(right);
        wrong.put("title", " ");
        assertThat(put(path, SECRETARIAT, wrong).code()).isEqualTo("validation");
        assertThat(put(path, SECRETARIAT, right, "If-Match", "\"0\"").status()).isEqualTo(412);

        Answer done = put(path, SECRETARIAT, right, "If-Match", "\"" + before.get("version").asLong() + "\"");
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.json().get("institution").get("id").asString()).isEqualTo("mfpt");
        String event = event("st-facts", "consultation-corrected").data();
        Contracts.assertLikeSample("consultation", "consultation-corrected", event);
        assertThat(event).contains("\"previousTitle\":\"" + title + "\"").doesNotContain("U lexua gabim");
        // The same again changes nothing, whatever version was seen.
        assertThat(put(path, SECRETARIAT, right, "If-Match", "\"0\"").json().get("version").asLong()).isEqualTo(done.json().get("version").asLong());

        JsonNode after = get("/api/consultations/st-facts", null).json();
        assertThat(steps(after)).containsExactly("opened", "corrected");
        JsonNode step = after.get("steps").get(1);
        assertThat(step.get("person").isNull()).isTrue();
        assertThat(step.get("reason").asString()).isEqualTo("U lexua gabim.");
        assertThat(step.get("corrected").get(0).get("before").asString()).isEqualTo(title);
        assertThat(get("/api/consultations/st-facts", SECRETARIAT).json().get("steps").get(1).get("person").asString()).isEqualTo("it-secretariat");
        assertThat(get("/api/consultations?institution=mfpt&q=st-facts&limit=50", null).body()).contains("\"st-facts\"");
        // It can be dropped and taken back as before.
        put("/api/consultations/st-facts/drop", SECRETARIAT, note("U tërhoq."));
        assertThat(put(path, SECRETARIAT, Map.of("title", title, "institution", "mfpt", "actKind", "law", "fields", List.of("civil-society"), "reason", "Prapë.")).json().get("stage").asString())
                .isEqualTo("dropped");
        assertThat(put("/api/consultations/st-facts/reversal", SECRETARIAT, Map.of("reason", "Jo.")).json().get("stage").asString()).isEqualTo("open");
    }

    @Test
    void takingBackTwiceGoesBackTwoSteps() {
        consultation("st-twice", inDays(-1).atTime(23, 59));
        String path = "/api/consultations/st-twice";
        put(path + "/answer", SECRETARIAT, note("U përgjigj."));
        assertThat(put(path + "/adoption", SECRETARIAT, note("U miratua.")).json().get("stage").asString()).isEqualTo("adopted");
        assertThat(put(path + "/reversal", SECRETARIAT, Map.of("reason", "Jo ky.")).json().get("stage").asString()).isEqualTo("answered");
        assertThat(put(path + "/reversal", SECRETARIAT, Map.of("reason", "As përgjigjja.")).json().get("stage").asString()).isEqualTo("closed");
        assertThat(put(path + "/reversal", SECRETARIAT, Map.of("reason", "x")).code()).isEqualTo("reversal-not-now");
        put(path + "/drop", SECRETARIAT, note("U tërhoq."));
        assertThat(put(path + "/reversal", SECRETARIAT, Map.of("reason", "Jo.")).json().get("stage").asString()).isEqualTo("closed");
    }

    @Test
    void refusalsSayWhereItStandsInThreeLanguages() {
        consultation("st-words", inDays(10).atTime(23, 59));
        String path = "/api/consultations/st-words/answer";
        assertThat(put(path, SECRETARIAT, note("x"), "Accept-Language", "en").json().get("detail").asString()).contains("This one is open.");
        assertThat(put(path, SECRETARIAT, note("x"), "Accept-Language", "sq").json().get("detail").asString()).contains("Ky është i hapur.");
        assertThat(put(path, SECRETARIAT, note("x"), "Accept-Language", "sr").json().get("detail").asString()).contains("Ova je otvorena.");
        assertThat(put("/api/consultations/st-nowhere/answer", SECRETARIAT, note("x")).status()).isEqualTo(404);
        assertThat(put("/api/consultations/st-words/drop", SECRETARIAT, Map.of("reason", " ")).status()).isEqualTo(400);
        Answer wrong = put("/api/consultations/st-words/drop", SECRETARIAT, Map.of("reason", "x", "link", "javascript:alert(1)", "on", inDays(3).toString()));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("errors").size()).isEqualTo(2);
    }

    @Test
    void theSameStepByManyAtOnceIsTakenOnce() throws Exception {
        consultation("st-race", inDays(10).atTime(23, 59));
        List<Callable<Answer>> all = Collections.nCopies(6, () -> put("/api/consultations/st-race/drop", SECRETARIAT, note("U tërhoq.")));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : threads.invokeAll(all)) {
                assertThat(one.get().json().get("stage").asString()).isEqualTo("dropped");
            }
        }
        assertThat(steps(get("/api/consultations/st-race", null).json())).containsExactly("opened", "drop");
        event("st-race", "consultation-dropped");
        put("/api/consultations/st-race/reversal", SECRETARIAT, Map.of("reason", "x"));
        event("st-race", "consultation-stage-reverted");
        assertThat(PROBE.all(CONSULTATIONS).stream().filter(seen -> "st-race".equals(seen.key()) && seen.type().endsWith("consultation-dropped.v1"))).hasSize(1);
    }

    /** Documents from before stages had a history. */
    @Test
    void oneThatWasOpenedBeforeReadsAsGovernmentsWithoutHistory() {
        consultation("st-old", inDays(30).atTime(23, 59));
        mongo.execute("consultations", all -> all.updateOne(new Document("_id", "st-old"), new Document("$unset", new Document("state.life", ""))));
        JsonNode old = get("/api/consultations/st-old", null).json();
        assertThat(old.get("owner").asString()).isEqualTo("government");
        assertThat(old.get("steps").size()).isZero();
        assertThat(old.get("internalDeadlines").size()).isEqualTo(4);
        assertThat(put("/api/consultations/st-old/drop", SECRETARIAT, note("x")).json().get("stage").asString()).isEqualTo("dropped");
        // Nobody knows any more where it stood; what is still to come is open again, by its deadline.
        assertThat(put("/api/consultations/st-old/reversal", SECRETARIAT, Map.of("reason", "x")).json().get("stage").asString()).isEqualTo("open");
    }

    @Test
    void onlyTheSecretariatTakesSteps() {
        consultation("st-rights", inDays(10).atTime(23, 59));
        String token = representative("st-rights");
        for (String step : List.of("opening", "answer", "adoption", "drop", "reversal", "internal-deadlines")) {
            String path = "/api/consultations/st-rights/" + step;
            assertThat(put(path, token, note("x")).status()).as(step).isEqualTo(403);
            assertThat(put(path, null, note("x")).status()).as(step).isEqualTo(401);
            assertThat(put(path, TestTokens.forged("it-secretariat"), note("x")).status()).as(step).isEqualTo(401);
        }
        assertThat(put("/api/rules/grk-05-2016-period", token, Map.of()).status()).isEqualTo(403);
        assertThat(put("/api/internal-deadline-settings", token, Map.of()).status()).isEqualTo(403);
        assertThat(get("/api/internal-deadline-settings", token).status()).isEqualTo(403);
    }

    @Test
    void theNetworksOwnDeadlinesFollowTheOfficialOne() {
        consultation("st-own", inDays(40).atTime(23, 59));
        String path = "/api/consultations/st-own";
        JsonNode before = get(path, null).json().get("internalDeadlines");
        assertThat(before.size()).isEqualTo(4);
        assertThat(before.get(0).get("step").asString()).isEqualTo("draft");
        String hand = inDays(20) + "T10:00";
        Map<String, Object> review = new HashMap<>(Map.of("review", hand));
        Answer set = put(path + "/internal-deadlines", SECRETARIAT, Map.of("deadlines", review));
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.json().get("internalDeadlines").get(1).get("deadline").asString()).isEqualTo(hand);
        assertThat(set.json().get("internalDeadlines").get(1).get("byHand").asBoolean()).isTrue();
        Contracts.assertLikeSample("consultation", "internal-deadlines-set", event("st-own", "internal-deadlines-set").data());
        Answer moved = put(path + "/deadline", SECRETARIAT, Map.of("deadline", inDays(50) + "T16:00", "reason", "U zgjat."));
        assertThat(moved.json().get("internalDeadlines").get(1).get("deadline").asString()).isEqualTo(hand);
        assertThat(moved.json().get("internalDeadlines").get(0).get("deadline").asString()).isNotEqualTo(before.get(0).get("deadline").asString());
        Contracts.assertLikeSample("consultation", "deadline-moved", event("st-own", "deadline-moved").data());
        // Given back to the settings.
        Answer back = put(path + "/internal-deadlines", SECRETARIAT, Map.of("deadlines", Collections.singletonMap("review", null)));
        assertThat(back.json().get("internalDeadlines").get(1).get("byHand").asBoolean()).isFalse();
        assertThat(put(path + "/internal-deadlines", SECRETARIAT, Map.of("deadlines", Map.of("review", inDays(51) + "T10:00"))).code()).isEqualTo("internal-deadline-after-official");
        assertThat(put(path + "/internal-deadlines", SECRETARIAT, Map.of("deadlines", Map.of("nonsense", hand))).status()).isEqualTo(422);
        assertThat(put(path + "/internal-deadlines", SECRETARIAT, Map.of("deadlines", review), "If-Match", "\"1\"").status()).isEqualTo(412);
    }

    @Test
    void theSettingsOfStepsKeepTheirOrder() {
        Answer before = get("/api/internal-deadline-settings", SECRETARIAT);
        assertThat(before.json().get("workingDays").get("draft").asInt()).isEqualTo(7);
        Map<String, Object> wrong = Map.of("workingDays", Map.of("draft", 2, "review", 5, "sign-off", 3, "network-position", 1), "time", "16:00");
        assertThat(put("/api/internal-deadline-settings", SECRETARIAT, wrong).status()).isEqualTo(422);
        assertThat(put("/api/internal-deadline-settings", SECRETARIAT, Map.of("workingDays", Map.of("draft", 2), "time", "16:00")).json().get("errors").size()).isEqualTo(3);
        Map<String, Object> right = Map.of("workingDays", Map.of("draft", 7, "review", 5, "sign-off", 3, "network-position", 1), "time", "16:00");
        Answer put = put("/api/internal-deadline-settings", SECRETARIAT, right, "If-Match", before.response().headers().firstValue("ETag").orElseThrow());
        assertThat(put.status()).as(put.body()).isEqualTo(200);
    }

    @Test
    void aShortConsultationIsHeldAgainstTheRuleWithTheWordThatNobodyConfirmedIt() {
        consultation("st-short", inDays(4).atTime(23, 59));
        JsonNode period = get("/api/consultations/st-short", null).json().get("period");
        assertThat(period.get("needed").asInt()).isEqualTo(15);
        assertThat(period.get("given").asInt()).isBetween(1, 5);
        assertThat(period.get("met").asBoolean()).isFalse();
        assertThat(period.get("confirmed").asBoolean()).isFalse();
        assertThat(get("/api/consultations/st-short", null).json().get("report").isNull()).isTrue();
        consultation("st-enough", inDays(60).atTime(23, 59));
        assertThat(get("/api/consultations/st-enough", null).json().get("period").get("met").asBoolean()).isTrue();
        consultation("st-report", inDays(-120).atTime(23, 59));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/consultations/st-report", null).json().get("steps").size()).isEqualTo(2));
        JsonNode report = get("/api/consultations/st-report", null).json().get("report");
        assertThat(report.get("overdue").asBoolean()).isTrue();
        assertThat(report.get("days").asInt()).isEqualTo(30);
        assertThat(put("/api/consultations/st-report/answer", SECRETARIAT, Map.of("reason", "Erdhi.")).status()).isEqualTo(200);
        assertThat(get("/api/consultations/st-report", null).json().get("report").get("overdue").asBoolean()).isFalse();
    }

    /** A new value from a day on ends the old one the day before; what was in force before is held against the old one still. */
    @Test
    void aRuleGetsASecondPeriod() {
        Map<String, Object> next = new HashMap<>(Map.of("code", "report-after-close", "act", "Regulation (GRK) No. 05/2016", "value", 20, "unit", "working-days", "firstDayCounts", false,
                "validFrom", "2031-01-01", "confirmed", false));
        String path = "/api/rules/report-after-close-2031-01-01";
        assertThat(put(path, SECRETARIAT, next).code()).isEqualTo("rule-overlaps");
        next.put("follows", "grk-05-2016-period");
        assertThat(put(path, SECRETARIAT, next).json().get("errors").get(0).get("pointer").asString()).as("a rule on something else").isEqualTo("/follows");
        next.put("follows", "grk-05-2016-report");
        next.put("validFrom", "2016-01-01");
        assertThat(put(path, SECRETARIAT, next).json().get("errors").get(0).get("pointer").asString()).isEqualTo("/validFrom");
        next.put("validFrom", "2031-01-01");
        next.put("act", " ");
        assertThat(put(path, SECRETARIAT, next).status()).isGreaterThanOrEqualTo(400);
        assertThat(rule("grk-05-2016-report").get("validTo").isNull()).as("what is refused changes nothing").isTrue();
        next.put("act", "Regulation (GRK) No. 05/2016");
        assertThat(put(path, SECRETARIAT, next, "If-Match", "\"0\"").status()).isEqualTo(200);
        assertThat(rule("grk-05-2016-report").get("validTo").asString()).isEqualTo("2030-12-31");
        assertThat(rule("report-after-close-2031-01-01").get("value").asInt()).isEqualTo(20);
        assertThat(put(path, SECRETARIAT, next).status()).as("the same again").isEqualTo(200);
        assertThat(rules.on("report-after-close", LocalDate.of(2030, 12, 31)).orElseThrow().value()).isEqualTo(30);
        assertThat(rules.on("report-after-close", LocalDate.of(2031, 1, 1)).orElseThrow().value()).isEqualTo(20);
    }

    private JsonNode rule(String id) {
        return get("/api/rules", null).json().get("items").valueStream().filter(one -> one.get("id").asString().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void rulesAreSettings() {
        JsonNode rules = get("/api/rules", null).json().get("items");
        assertThat(rules.size()).isGreaterThanOrEqualTo(4);
        rules.forEach(rule -> assertThat(rule.get("confirmed").asBoolean()).isFalse());
        Map<String, Object> rule = new HashMap<>(Map.of("code", "meeting-notice", "act", "Regulation (GRK) No. 05/2016", "unit", "working-days", "firstDayCounts", false, "validFrom", "2017-01-01",
                "confirmed", true, "value", 5));
        Answer unproven = put("/api/rules/grk-05-2016-meeting-notice", SECRETARIAT, rule);
        assertThat(unproven.status()).isEqualTo(422);
        assertThat(unproven.json().get("errors").size()).isEqualTo(2);
        rule.put("confirmed", false);
        Answer written = put("/api/rules/grk-05-2016-meeting-notice", SECRETARIAT, rule, "If-Match", "\"0\"");
        assertThat(written.status()).as(written.body()).isEqualTo(200);
        assertThat(written.json().get("value").asInt()).isEqualTo(5);
        assertThat(put("/api/rules/grk-05-2016-meeting-notice", SECRETARIAT, rule, "If-Match", "\"0\"").status()).isEqualTo(412);
        assertThat(put("/api/rules/another-notice", SECRETARIAT, rule).code()).isEqualTo("rule-overlaps");
        rule.putAll(Map.of("code", "nonsense", "unit", "moons", "validTo", "2016-01-01"));
        assertThat(put("/api/rules/another-notice", SECRETARIAT, rule).json().get("errors").size()).isEqualTo(3);
    }

    @Test
    void theNetworkConsultsItsOwnDocuments() {
        Answer accepted = upload(SECRETARIAT, ACT, "kodi.txt", Map.of("title", "Kodi i sjelljes"));
        String location = accepted.response().headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(get(location, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        Map<String, Object> opening = new HashMap<>(Map.of("title", "Kodi i sjelljes", "actKind", "other", "fields", List.of("civil-society"), "deadline", inDays(5) + "T23:59", "language", "sq",
                "owner", "network", "institution", "md"));
        assertThat(put(location + "/opening", SECRETARIAT, opening).json().get("errors").get(0).get("pointer").asString()).isEqualTo("/institution");
        opening.remove("institution");
        Answer opened = put(location + "/opening", SECRETARIAT, opening);
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        String id = opened.json().get("consultationId").asString();
        JsonNode own = get("/api/consultations/" + id, null).json();
        assertThat(own.get("owner").asString()).isEqualTo("network");
        assertThat(own.get("institution").get("names").get("en").asString()).isEqualTo("The network");
        assertThat(own.get("period").isNull()).as("the rule binds public bodies").isTrue();
        Contracts.assertValid("consultation", "consultation-opened", event(id, "consultation-opened").data());
        String token = representative("st-network");
        assertThat(put(path(id, "cm-st-network"), token, comment("st-network", "node", own.get("articleCount").asInt() == 0 ? null : "art_1")).status()).isEqualTo(201);
        assertThat(get("/api/consultations?institution=network", null).body()).contains(id);
        // Without an owner it is a public body's, and that needs an institution.
        opening.remove("owner");
        Answer second = upload(SECRETARIAT, ACT, "kodi2.txt", Map.of("title", "Kodi tjetër"));
        String other = second.response().headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(get(other, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        assertThat(put(other + "/opening", SECRETARIAT, opening).status()).isEqualTo(422);
    }

    private String waiting(String title) {
        Answer accepted = upload(SECRETARIAT, ACT, "akti.txt", Map.of("title", title, "institution", "md"));
        String location = accepted.response().headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(get(location, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        return location;
    }

    private static Map<String, Object> official(String title, String early) {
        return Map.of("title", title, "institution", "md", "actKind", "law", "fields", List.of("civil-society"), "deadline", inDays(25) + "T23:59", "language", "sq", "earlyConsultation", early);
    }

    private static long opened(String consultation) {
        return PROBE.all(CONSULTATIONS).stream().filter(seen -> consultation.equals(seen.key()) && Contracts.type("consultation", "consultation-opened").equals(seen.type())).count();
    }

    @Test
    void theOfficialDraftJoinsItsEarlyConsultation() {
        String path = early("st-joined", inDays(20).atTime(23, 59));
        String reference = get(path, null).json().get("reference").asString();
        String token = representative("st-joined");
        assertThat(put(path("st-joined", "cm-joined-whole"), token, comment("st-joined")).status()).isEqualTo(201);
        String draft = waiting("Koncept dokumenti st joined");
        String other = waiting("Dokumenti tjetër i bashkimit");

        JsonNode suggestions = get(draft + "/early-consultations", SECRETARIAT).json().get("items");
        JsonNode found = suggestions.valueStream().filter(one -> one.get("id").asString().equals("st-joined")).findFirst().orElseThrow();
        assertThat(found.get("suggested").asBoolean()).isTrue();
        assertThat(get(draft + "/early-consultations", token).status()).isEqualTo(403);

        assertThat(put(draft + "/opening", SECRETARIAT, official("Ligji", "st-nowhere")).json().get("errors").get(0).get("pointer").asString()).isEqualTo("/earlyConsultation");
        Map<String, Object> contradicting = new HashMap<>(official("Ligji", "st-joined"));
        contradicting.put("stage", "early");
        assertThat(put(draft + "/opening", SECRETARIAT, contradicting).status()).isEqualTo(422);

        Answer answer = put(draft + "/opening", SECRETARIAT, official("Projektligji i bashkuar", "st-joined"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("consultationId").asString()).isEqualTo("st-joined");
        assertThat(answer.json().get("state").asString()).isEqualTo("opened");
        assertThat(put(draft + "/opening", SECRETARIAT, official("Projektligji i bashkuar", "st-joined")).json().get("consultationId").asString()).isEqualTo("st-joined");
        assertThat(get(draft, SECRETARIAT).json().get("consultationId").asString()).isEqualTo("st-joined");
        assertThat(get("/api/consultations/" + draft.substring(draft.lastIndexOf('/') + 1), null).status()).as("no second consultation").isEqualTo(404);

        JsonNode joined = get(path, null).json();
        assertThat(joined.get("stage").asString()).isEqualTo("open");
        assertThat(joined.get("reference").asString()).isEqualTo(reference);
        assertThat(joined.get("title").asString()).isEqualTo("Projektligji i bashkuar");
        assertThat(joined.get("deadline").asString()).isEqualTo(inDays(25) + "T23:59");
        assertThat(joined.get("articleCount").asInt()).isEqualTo(2);
        assertThat(joined.get("documents").size()).isEqualTo(1);
        assertThat(joined.get("structureVersion").asInt()).as("the early text stays as the first version").isEqualTo(2);
        assertThat(steps(joined)).containsExactly("announced-early", "opening");
        JsonNode nodes = get(path + "/structure", null).json().get("nodes");
        assertThat(nodes.valueStream().map(one -> one.get("text").asString())).anySatisfy(text -> assertThat(text).contains("përcakton sjelljen"));
        assertThat(get(path("st-joined", "cm-joined-whole"), token).json().get("status").asString()).isEqualTo("submitted");
        assertThat(put(path("st-joined", "cm-joined-node"), token, comment("st-joined", "node", "art_2")).status()).isEqualTo(201);
        Contracts.assertValid("consultation", "consultation-opened", event("st-joined", "consultation-opened").data());

        // Another draft comes too late for it, and waits on.
        assertThat(put(other + "/opening", SECRETARIAT, official("Tjetri", "st-joined")).code()).isEqualTo("early-consultation-gone");
        assertThat(get(other, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting");
        assertThat(opened("st-joined")).isEqualTo(1);

        // Its split is repaired where its text lies now.
        JsonNode bench = get("/api/drafts/" + joined.get("draftId").asString() + "/repair", SECRETARIAT).json();
        assertThat(bench.get("nodes").size()).isEqualTo(nodes.size());
    }

    @Test
    void ofTwoDraftsAtOnceOneJoinsAndTheOtherWaits() throws Exception {
        String path = early("st-two-drafts", inDays(20).atTime(23, 59));
        List<String> drafts = List.of(waiting("Bashkimi i parë"), waiting("Bashkimi i dytë"));
        try (var threads = Executors.newFixedThreadPool(2)) {
            threads.invokeAll(drafts.stream().<Callable<Answer>>map(draft -> () -> put(draft + "/opening", SECRETARIAT, official("Një nga dy", "st-two-drafts"))).toList());
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(drafts.stream().map(draft -> get(draft, SECRETARIAT).json().get("state").asString()))
                .containsExactlyInAnyOrder("opened", "waiting"));
        assertThat(get(path, null).json().get("stage").asString()).isEqualTo("open");
        PROBE.await(CONSULTATIONS, seen -> "st-two-drafts".equals(seen.key()) && Contracts.type("consultation", "consultation-opened").equals(seen.type()));
        assertThat(opened("st-two-drafts")).isEqualTo(1);
    }

    @Test
    void whatACrashLeftHalfJoinedIsMadeGood() {
        String path = early("st-half-joined", inDays(20).atTime(23, 59));
        String draft = waiting("Gjysma e bashkuar");
        String id = draft.substring(draft.lastIndexOf('/') + 1);
        // The consultation knows, the draft does not, and the text still lies beside it.
        int version = revisions.lay("st-half-joined", new Structure("st-half-joined", "sq", "Latn", List.of(new Node("art_9", Kind.ARTICLE, "9", null, null, "I ri.", null, 1)), List.of()));
        consultations.join("st-half-joined", id, new NewConsultation("Gjysma", "", "sq", "md", "law", List.of("civil-society"), Instant.now().truncatedTo(ChronoUnit.MILLIS),
                inDays(25).atTime(23, 59), 1, null, null, List.of(), List.of(), null, false, false, "it-secretariat"), version);
        Answer answer = put(draft + "/opening", SECRETARIAT, official("Gjysma", "st-half-joined"));
        assertThat(answer.json().get("state").asString()).as(answer.body()).isEqualTo("opened");
        assertThat(get(path + "/structure", null).body()).contains("art_9");
        assertThat(opened("st-half-joined")).isLessThanOrEqualTo(1);
        // What follows another draft does not follow the one that bears its name.
        assertThat(consultations.follows("st-half-joined", "st-half-joined")).isFalse();
    }

    @Test
    void whereBothWereThereTheEarlyOneSaysWhereItGoesOn() {
        String path = early("st-goes-on", inDays(20).atTime(23, 59));
        consultation("st-goes-on-here", inDays(20).atTime(23, 59));
        assertThat(put(path + "/continuation", SECRETARIAT, Map.of("consultation", "st-goes-on")).status()).isEqualTo(422);
        assertThat(put(path + "/continuation", SECRETARIAT, Map.of("consultation", "st-nowhere")).status()).isEqualTo(422);
        Answer linked = put(path + "/continuation", SECRETARIAT, Map.of("consultation", "st-goes-on-here"));
        assertThat(linked.status()).as(linked.body()).isEqualTo(200);
        assertThat(put(path + "/continuation", SECRETARIAT, Map.of("consultation", "st-goes-on-here")).json().get("version").asLong()).isEqualTo(linked.json().get("version").asLong());
        assertThat(get(path, null).json().get("continuesIn").get("id").asString()).isEqualTo("st-goes-on-here");
        JsonNode here = get("/api/consultations/st-goes-on-here", null).json();
        assertThat(here.get("continues").get(0).get("id").asString()).isEqualTo("st-goes-on");
        assertThat(here.get("continuesIn").isNull()).isTrue();
        consultation("st-never-early", inDays(20).atTime(23, 59));
        assertThat(put("/api/consultations/st-never-early/continuation", SECRETARIAT, Map.of("consultation", "st-goes-on-here")).code()).isEqualTo("not-an-early-one");
        assertThat(delete(path + "/continuation", SECRETARIAT).status()).isEqualTo(200);
        assertThat(get("/api/consultations/st-goes-on-here", null).json().get("continues").isEmpty()).isTrue();
    }

    @Test
    void tabsAndFiltersFindWhatTheySay() {
        early("st-tab-early", inDays(20).atTime(23, 59));
        consultation("st-tab-open", inDays(20).atTime(23, 59));
        consultation("st-tab-dropped", inDays(20).atTime(23, 59));
        put("/api/consultations/st-tab-dropped/drop", SECRETARIAT, Map.of("reason", "x"));
        assertThat(get("/api/consultations?limit=200&tab=planned", null).body()).contains("st-tab-early").doesNotContain("st-tab-open").doesNotContain("st-tab-dropped");
        assertThat(get("/api/consultations?limit=200&tab=open", null).body()).contains("st-tab-open").doesNotContain("st-tab-early").doesNotContain("st-tab-dropped");
        assertThat(get("/api/consultations?limit=200&tab=closed", null).body()).contains("st-tab-dropped").doesNotContain("st-tab-open");
        assertThat(get("/api/consultations?limit=200&stage=dropped&kind=law&q=per%20shoqatat", null).body()).contains("st-tab-dropped");
        assertThat(get("/api/consultations?limit=200&kind=strategy", null).body()).doesNotContain("st-tab");
        assertThat(get("/api/consultations?tab=nonsense", null).status()).isEqualTo(400);
        assertThat(get("/api/consultations?kind=nonsense", null).status()).isEqualTo(400);
        assertThat(get("/api/consultations?stage=nonsense", null).status()).isEqualTo(400);
    }

    @Test
    void anEarlyDateMovesWithoutOpeningAnything() {
        String path = early("st-early-moved", inDays(10).atTime(23, 59));
        assertThat(put(path + "/deadline", SECRETARIAT, Map.of("deadline", inDays(15) + "T23:59", "reason", "x")).json().get("stage").asString()).isEqualTo("early");
        PROBE.await(CONSULTATIONS, seen -> "st-early-moved".equals(seen.key()) && seen.data().contains("previousDeadline"));
        assertThat(PROBE.all(CONSULTATIONS).stream().filter(seen -> "st-early-moved".equals(seen.key())).map(Seen::type))
                .containsOnly(Contracts.type("consultation", "early-consultation-announced"));
        PROBE.all(CONSULTATIONS).stream().filter(seen -> "st-early-moved".equals(seen.key())).forEach(seen -> Contracts.assertValid("consultation", "early-consultation-announced", seen.data()));
    }
}
