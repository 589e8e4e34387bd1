package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.civikos.consultation.institution.Institutions;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.platformtest.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class InstitutionIT extends ServiceIT {

    private static final String TOPIC = "consultation.institution.events.v1";
    private static final LocalDate TODAY = LocalDate.now(WorkingDays.ZONE);

    @Autowired
    Institutions institutions;

    @AfterEach
    void backToTheFile() {
        Document table = stored("institutions", "kept");
        if (table != null) {
            await().until(() -> stored("institutions", "kept").getList("pending", Document.class, List.of()).isEmpty());
            mongo.getCollection("institutions").deleteOne(new Document("_id", "kept"));
        }
        await().until(() -> institutions.version() == 0);
    }

    private static Map<String, Object> wanted(String sq, @Nullable String en) {
        Map<String, Object> body = new HashMap<>(Map.of("names", en == null ? Map.of("sq", sq) : Map.of("sq", sq, "en", en), "fields", List.of("environment")));
        body.put("initials", List.of());
        return body;
    }

    private @Nullable JsonNode listed(String id) {
        return get("/api/institutions", null).json().get("items").valueStream().filter(one -> one.get("id").asString().equals(id)).findFirst().orElse(null);
    }

    private static List<Seen> told() {
        return PROBE.all(TOPIC);
    }

    private List<String> found(String institution) {
        return get("/api/consultations?institution=" + institution, null).json().get("items").valueStream().map(one -> one.get("id").asString()).toList();
    }

    @Test
    void anInstitutionIsAddedOnceKnownAtOnceAndTold() {
        int before = told().size();
        Answer made = put("/api/institutions/agjencia-pyjeve", SECRETARIAT, wanted("Agjencia e Pyjeve", "Forest Agency"), "If-Match", "\"0\"");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.response().headers().firstValue("ETag")).contains("\"1\"");
        assertThat(listed("agjencia-pyjeve").get("names").get("en").asString()).isEqualTo("Forest Agency");
        assertThat(institutions.guessInstitution("Projektrregullorja e Agjencisë së Pyjeve", "", null)).contains("agjencia-pyjeve");
        assertThat(listed("other")).as("what stands for all others comes last").isEqualTo(get("/api/institutions", null).json().get("items").valueStream().toList().getLast());

        assertThat(put("/api/institutions/agjencia-pyjeve", SECRETARIAT, wanted("Agjencia e Pyjeve", "Forest Agency"), "If-Match", "\"0\"").status()).as("sent again").isEqualTo(200);
        Answer taken = put("/api/institutions/agjencia-pyjeve", SECRETARIAT, wanted("Agjencia e Lumenjve", null), "If-Match", "\"0\"");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("institution-exists");
        assertThat(put("/api/institutions/md", SECRETARIAT, wanted("Ministria tjetër", null), "If-Match", "\"0\"").code()).as("those of the file are there already").isEqualTo("institution-exists");
        Answer doubled = put("/api/institutions/tjeter-pyjet", ADMINISTRATOR, wanted("AGJENCIA E  PYJËVE", null));
        assertThat(doubled.status()).isEqualTo(409);
        assertThat(doubled.code()).isEqualTo("institution-name-taken");
        assertThat(doubled.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/names/sq");

        await().until(() -> told().size() > before);
        Seen event = told().getLast();
        assertThat(event.type()).isEqualTo(Contracts.type("consultation", "institutions-changed"));
        assertThat(event.key()).isEqualTo("kept");
        Contracts.assertLikeSample("consultation", "institutions-changed", event.data());
        assertThat(event.json().get("institutions").valueStream().map(one -> one.get("id").asString())).contains("agjencia-pyjeve", "md", "komuna-peje");
    }

    @Test
    void aNewNameKeepsTheOldOneAndWhateverWasFoundUnderIt() {
        consultation("institution-rename", LocalDateTime.parse("2031-05-06T23:59"));
        String feed = "/api/feeds/consultations.atom?institution=md&lang=sq";
        String tag = get(feed, null).response().headers().firstValue("ETag").orElseThrow();
        Map<String, Object> body = Map.of("names", Map.of("sq", "Ministria e Drejtësisë dhe e të Drejtave", "sr", "Ministarstvo pravde i prava", "en", "Ministry of Justice and Rights"), "from", TODAY.minusDays(3).toString());
        assertThat(put("/api/institutions/md/names", SECRETARIAT, body, "If-Match", "\"9\"").status()).isEqualTo(412);
        Answer renamed = put("/api/institutions/md/names", SECRETARIAT, body, "If-Match", "\"1\"");
        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
        assertThat(put("/api/institutions/md/names", SECRETARIAT, body).json().get("version").asInt()).as("sent again").isEqualTo(2);

        JsonNode now = listed("md");
        assertThat(now.get("names").get("sr").asString()).isEqualTo("Ministarstvo pravde i prava");
        assertThat(now.get("formerNames").get(0).get("names").get("sq").asString()).isEqualTo("Ministria e Drejtësisë");
        assertThat(now.get("formerNames").get(0).get("until").asString()).isEqualTo(TODAY.minusDays(4).toString());
        assertThat(get("/api/consultations/institution-rename", null).json().get("institution").get("names").get("en").asString()).isEqualTo("Ministry of Justice and Rights");
        assertThat(found("md")).contains("institution-rename");
        assertThat(institutions.guessInstitution("Projektligji", "Ministria e Drejtësisë fton të interesuarit.", null)).contains("md");
        assertThat(institutions.guessInstitution("Draft law of the Ministry of Justice and Rights", "", null)).contains("md");
        Answer after = get(feed, null, "If-None-Match", tag);
        assertThat(after.status()).as("a feed says the new name to whoever has it").isEqualTo(200);
        assertThat(after.body()).contains("Ministria e Drejtësisë dhe e të Drejtave");
        assertThat(put("/api/institutions/tjeter", SECRETARIAT, wanted("Ministria e Drejtësisë", null)).status()).as("a name that nobody has any more").isEqualTo(201);

        JsonNode step = get("/api/institutions/history", ADMINISTRATOR).json().get("items").get(1);
        assertThat(step.get("what").asString()).isEqualTo("renamed");
        assertThat(step.get("by").asString()).isEqualTo("it-secretariat");
        assertThat(step.get("changes").valueStream().filter(one -> one.get("what").asString().equals("names.en")).findFirst().orElseThrow().get("before").asString()).isEqualTo("Ministry of Justice");
        assertThat(get("/api/institutions", null).body()).as("who it was is not for everybody").doesNotContain("it-secretariat");
    }

    @Test
    void whatIsMergedIsFoundUnderItsSuccessorAndTheEndIsTakenBack() {
        consultation("institution-merge", LocalDateTime.parse("2031-05-06T23:59"));
        Map<String, Object> ending = Map.of("lastDay", TODAY.minusDays(1).toString(), "successors", List.of("mpb"));
        Answer ended = put("/api/institutions/md/ending", SECRETARIAT, ending, "If-Match", "\"1\"");
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        assertThat(ended.json().get("successors").get(0).asString()).isEqualTo("mpb");
        assertThat(listed("mpb").get("predecessors").get(0).asString()).isEqualTo("md");
        assertThat(found("mpb")).contains("institution-merge");
        assertThat(get("/api/feeds/consultations.atom?institution=mpb", null).body()).contains("institution-merge");
        assertThat(get("/api/consultations/institution-merge", null).json().get("institution").get("successors").get(0).get("en").asString()).isEqualTo("Ministry of Internal Affairs");
        assertThat(institutions.guessInstitution("Projektligji", "Ministria e Drejtësisë fton.", null)).as("today it is the successor's").contains("mpb");

        Answer circle = put("/api/institutions/mpb/ending", SECRETARIAT, Map.of("lastDay", TODAY.toString(), "successors", List.of("md")));
        assertThat(circle.status()).isEqualTo(422);
        assertThat(circle.json().get("errors").get(0).get("code").asString()).isEqualTo("institution-follows-itself");
        assertThat(delete("/api/institutions/md/ending", SECRETARIAT, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(delete("/api/institutions/md/ending", SECRETARIAT, "If-Match", "\"2\"").status()).isEqualTo(200);
        assertThat(found("mpb")).doesNotContain("institution-merge");
        assertThat(listed("md").get("validTo").isNull()).isTrue();
        assertThat(get("/api/institutions/history", SECRETARIAT).json().get("items").valueStream().map(one -> one.get("what").asString())).startsWith("resumed", "ended");
    }

    @Test
    void aMistakeIsPutRightAndWhatNothingNamesIsTakenAway() {
        assertThat(put("/api/institutions/gabim", SECRETARIAT, wanted("Agjencia e Gabimve", null)).status()).isEqualTo(201);
        Map<String, Object> better = wanted("Agjencia e Gabimeve", "Agency of Mistakes");
        better.put("validFrom", "2020-01-01");
        better.put("formerNames", List.of(Map.of("names", Map.of("sq", "Zyra e Gabimeve"), "from", "2020-01-01", "until", "2023-12-31")));
        Answer corrected = put("/api/institutions/gabim", ADMINISTRATOR, better, "If-Match", "\"1\"");
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(corrected.json().get("formerNames").size()).isEqualTo(1);
        assertThat(institutions.guessInstitution("Rregullorja e Zyrës së Gabimeve", "", null)).contains("gabim");
        assertThat(delete("/api/institutions/gabim", SECRETARIAT, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(delete("/api/institutions/gabim", SECRETARIAT, "If-Match", "\"2\"").status()).isEqualTo(204);
        assertThat(delete("/api/institutions/gabim", SECRETARIAT).status()).as("twice").isEqualTo(204);
        assertThat(delete("/api/institutions/never-there", SECRETARIAT).status()).isEqualTo(404);
        assertThat(put("/api/institutions/gabim", SECRETARIAT, better).code()).as("a late repetition brings nothing back").isEqualTo("institution-removed");
        assertThat(listed("gabim")).isNull();

        consultation("institution-used", LocalDateTime.parse("2031-05-06T23:59"));
        assertThat(delete("/api/institutions/md", SECRETARIAT).code()).isEqualTo("institution-in-use");
        assertThat(delete("/api/institutions/other", SECRETARIAT).code()).isEqualTo("institution-fixed");
        assertThat(put("/api/institutions/other/names", SECRETARIAT, Map.of("names", Map.of("sq", "X Y"), "from", TODAY.toString())).code()).isEqualTo("institution-fixed");
    }

    @Test
    void onlyTheOfficeWritesAndReadsWhoDid() {
        String person = TestTokens.bearer("person-x");
        assertThat(put("/api/institutions/e-huaj", person, wanted("E huaj", null)).status()).isEqualTo(403);
        assertThat(put("/api/institutions/md/names", person, Map.of("names", Map.of("sq", "E huaj"), "from", TODAY.toString())).status()).isEqualTo(403);
        assertThat(put("/api/institutions/md/ending", person, Map.of("lastDay", TODAY.toString())).status()).isEqualTo(403);
        assertThat(delete("/api/institutions/md/ending", person).status()).isEqualTo(403);
        assertThat(delete("/api/institutions/md", person).status()).isEqualTo(403);
        assertThat(get("/api/institutions/history", person).status()).isEqualTo(403);
        assertThat(get("/api/institutions/history", null).status()).isEqualTo(401);
        assertThat(stored("institutions", "kept")).as("nothing of it was begun").isNull();
    }

    @Test
    void theListIsAskedForAnewWhereItChanged() {
        Answer first = get("/api/institutions", null);
        String tag = first.response().headers().firstValue("ETag").orElseThrow();
        assertThat(get("/api/institutions", null, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(put("/api/institutions/e-re", SECRETARIAT, wanted("E reja e fundit", null)).status()).isEqualTo(201);
        assertThat(get("/api/institutions", null, "If-None-Match", tag).status()).isEqualTo(200);
    }

    /** Two people add one after a new cabinet, each by a code of their own. */
    @Test
    void oneNameIsGivenOnceByWhoeverIsQuicker() throws Exception {
        try (ExecutorService people = Executors.newFixedThreadPool(6)) {
            List<Callable<Integer>> attempts = IntStream.range(0, 6).<Callable<Integer>>mapToObj(
                    one -> () -> put("/api/institutions/race-" + one, SECRETARIAT, wanted("Ministria e Garave", null)).status()).toList();
            assertThat(people.invokeAll(attempts).stream().map(Future::resultNow).sorted().toList()).containsExactly(201, 409, 409, 409, 409, 409);
        }
    }

    /** What another instance wrote is in the store, and in nothing else that this one has. */
    @Test
    void whatAnotherInstanceWroteIsKnownHereASecondLater() {
        assertThat(put("/api/institutions/instanca", SECRETARIAT, wanted("Agjencia e Instancave", null)).status()).isEqualTo(201);
        List<Document> all = new ArrayList<>(stored("institutions", "kept").get("state", Document.class).getList("institutions", Document.class));
        Document other = all.stream().filter(one -> "instanca".equals(one.getString("_id"))).findFirst().orElseThrow();
        other.put("names", new Document("sq", "Agjencia e Shkruar Diku Tjetër"));
        mongo.getCollection("institutions").updateOne(new Document("_id", "kept"), new Document("$set", new Document("state.institutions", all)).append("$inc", new Document("version", 1)));
        await().atMost(Duration.ofSeconds(5)).until(() -> listed("instanca").get("names").get("sq").asString().equals("Agjencia e Shkruar Diku Tjetër"));
        assertThat(institutions.guessInstitution("Rregullorja e Agjencisë së Shkruar Diku Tjetër", "", null)).contains("instanca");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"names\":{}} | /names/sq",
        "{\"names\":{\"sq\":\" \"}} | /names/sq",
        "{\"names\":{\"de\":\"Amt\"}} | /names",
        "{\"names\":{\"sq\":\"Ministria e Pavlefshme\"},\"validFrom\":\"2026-02-01\",\"validTo\":\"2026-01-01\"} | /validTo",
        "{\"names\":{\"sq\":\"Ministria e Pavlefshme\"},\"predecessors\":[\"md\",\"nobody\"]} | /predecessors/1",
        "{\"names\":{\"sq\":\"Ministria e Pavlefshme\"},\"predecessors\":[\"e-pavlefshme\"]} | /predecessors/0",
        "{\"names\":{\"sq\":\"Ministria e Pavlefshme\"},\"fields\":[\"astrology\"]} | /fields/0",
        "{\"names\":{\"sq\":\"Ministria e Pavlefshme\"},\"region\":\"atlantis\"} | /region",
        "{\"names\":{\"sq\":\"Ministria e Pavlefshme\"},\"initials\":[\"mp\"]} | /initials",
        "{\"names\":{\"sq\":\"Ministria e Pavlefshme\"},\"initials\":[\"MAPL\"]} | /initials",
        "{\"names\":{\"sq\":\"Ministria e Pavlefshme\"},\"formerNames\":[{\"names\":{\"sq\":\"A B\"},\"from\":\"2026-01-01\",\"until\":\"2025-01-01\"}]} | /formerNames/0/until",
    })
    void whatDoesNotFitIsRefusedAtItsField(String body, String pointer) {
        Answer refused = put("/api/institutions/e-pavlefshme", SECRETARIAT, JSON.readTree(body), "Accept-Language", "sq");
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
        assertThat(refused.json().get("errors").get(0).get("detail").asString()).isNotBlank();
    }

    @Test
    void datesThatCannotBeAreRefusedAtTheirField() {
        Map<String, String> names = Map.of("sq", "Ministria e Ditëve");
        assertThat(put("/api/institutions/md/names", SECRETARIAT, Map.of("names", names, "from", TODAY.plusDays(1).toString())).json().get("errors").get(0).get("code").asString()).isEqualTo("name-not-yet");
        assertThat(put("/api/institutions/md/names", SECRETARIAT, Map.of("names", names, "from", "2026-02-30")).status()).isEqualTo(400);
        assertThat(put("/api/institutions/md/names", SECRETARIAT, Map.of("names", names, "from", "2026-05-01")).status()).isEqualTo(200);
        Answer earlier = put("/api/institutions/md/names", SECRETARIAT, Map.of("names", Map.of("sq", "Ministria e Netëve"), "from", "2026-04-01"));
        assertThat(earlier.json().get("errors").get(0).get("code").asString()).isEqualTo("name-before-the-last");
        Answer end = put("/api/institutions/md/ending", SECRETARIAT, Map.of("lastDay", "2026-04-01"));
        assertThat(end.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/lastDay");
        assertThat(put("/api/institutions/md/ending", SECRETARIAT, Map.of("lastDay", "2026-06-01", "successors", List.of("nobody"))).json().get("errors").get(0).get("pointer").asString()).isEqualTo("/successors/0");
        assertThat(put("/api/institutions/nobody/names", SECRETARIAT, Map.of("names", names, "from", "2026-05-01")).status()).isEqualTo(404);
        assertThat(put("/api/institutions/-", SECRETARIAT, wanted("Ministria", null)).status()).isEqualTo(422);
        assertThat(put("/api/institutions/network", SECRETARIAT, wanted("Ministria e Rrjetit", null)).status()).isEqualTo(422);
    }
}
