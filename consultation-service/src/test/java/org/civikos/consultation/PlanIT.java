package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PlanIT extends ServiceIT {

    private static final String PLAN = "consultation.plan.events.v1";
    private static final String HEADER = "title;kind;institution;quarter;fields;reference\n";

    private Answer take(String text, String... parameters) {
        return uploadTo("/api/plan-imports" + (parameters.length > 0 ? "?" + parameters[0] : ""), SECRETARIAT, text.getBytes(StandardCharsets.UTF_8), "plani.csv", Map.of(), "Accept-Language", "en");
    }

    private List<JsonNode> entries(String query) {
        List<JsonNode> items = new ArrayList<>();
        get("/api/plan-entries?limit=200&" + query, null).json().get("items").forEach(items::add);
        return items;
    }

    private String id(String query) {
        return entries(query).getFirst().get("id").asString();
    }

    private static List<Seen> told(String fact, String entry) {
        return PROBE.all(PLAN).stream().filter(seen -> entry.equals(seen.key()) && Contracts.type("consultation", fact).equals(seen.type())).toList();
    }

    @Test
    void aDryRunWritesNothingAndTheSameListTwiceMakesNoDoubles() throws Exception {
        String list = HEADER + "Projektligji për provën e planit;law;MD;4;civil-society;PP-1\nStrategjia për provën e planit;;Ministria e Drejtësisë;4;;\n";
        Answer dry = take(list, "year=2031&dryRun=true");
        assertThat(dry.status()).as(dry.body()).isEqualTo(200);
        assertThat(dry.json().get("created").asInt()).isEqualTo(2);
        assertThat(dry.json().get("written").asBoolean()).isFalse();
        assertThat(dry.json().get("good").get(1).get("actKind").asString()).isEqualTo("strategy");
        assertThat(entries("year=2031")).isEmpty();
        List<Callable<Answer>> twice = List.of(() -> take(list, "year=2031"), () -> take(list, "year=2031"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : threads.invokeAll(twice)) {
                assertThat(one.get().json().get("written").asBoolean()).isTrue();
            }
        }
        assertThat(entries("year=2031")).hasSize(2).allSatisfy(entry -> assertThat(entry.get("stage").asString()).isEqualTo("planned"));
        assertThat(take(list, "year=2031").json().get("unchanged").asInt()).isEqualTo(2);
        // The reference is known: another quarter is a change of the entry. A reference for one that had none is no second one.
        Answer changed = take(HEADER + "Projektligji për provën e planit;law;MD;3;civil-society;pp-1\nStrategjia për provën e planit;;md;4;;PP-2\n", "year=2031");
        assertThat(changed.json().get("updated").asInt()).as(changed.body()).isEqualTo(2);
        assertThat(entries("year=2031")).hasSize(2).extracting(entry -> entry.get("quarter").asInt()).containsExactly(3, 4);
        // A list without references takes none away.
        take(HEADER + "Strategjia për provën e planit;;md;3;;\n", "year=2031");
        assertThat(entries("year=2031&kind=strategy")).singleElement().satisfies(entry -> assertThat(entry.get("reference").asString()).isEqualTo("PP-2"));
    }

    @Test
    void badRowsKeepEverythingOutUnlessTheGoodOnesAreAskedFor() {
        String list = HEADER + "Projektligji i mirë;law;MD;4;;BR-1\nProjektligji i keq;law;Ministria e Askujt;4;;BR-2\nTjetër i keq;law;MD;7;;BR-3\n";
        Answer refused = take(list, "year=2030");
        assertThat(refused.json().get("written").asBoolean()).isFalse();
        assertThat(refused.json().get("errors").size()).isEqualTo(2);
        assertThat(refused.json().get("errors").get(0).get("row").asInt()).isEqualTo(3);
        assertThat(refused.json().get("errors").get(0).get("message").asString()).isEqualTo("\"Ministria e Askujt\" is not a known institution. Please use its name, its initials or its code.");
        assertThat(entries("year=2030")).isEmpty();
        Answer some = take(list, "year=2030&skipErrors=true");
        assertThat(some.json().get("written").asBoolean()).isTrue();
        assertThat(entries("year=2030")).hasSize(1);
        assertThat(take(list, "year=1999").status()).isEqualTo(422);
        byte[] large = new byte[3 * 1024 * 1024];
        assertThat(uploadTo("/api/plan-imports?year=2030", SECRETARIAT, large, "plani.csv", Map.of()).code()).isEqualTo("plan-too-large");
    }

    @Test
    void onlyTheSecretariatKeepsThePlan() {
        String token = representative("pl-rights");
        assertThat(uploadTo("/api/plan-imports?year=2030", token, HEADER.getBytes(StandardCharsets.UTF_8), "p.csv", Map.of()).status()).isEqualTo(403);
        assertThat(uploadTo("/api/plan-imports?year=2030", null, HEADER.getBytes(StandardCharsets.UTF_8), "p.csv", Map.of()).status()).isEqualTo(401);
        assertThat(put("/api/plan-entries/plan-x/consultation", token, Map.of("consultation", "x")).status()).isEqualTo(403);
        assertThat(put("/api/plan-entries/plan-x/drop", token, Map.of("reason", "x")).status()).isEqualTo(403);
        assertThat(put("/api/plan-entries/plan-x/early-consultation", token, Map.of()).status()).isEqualTo(403);
        assertThat(get("/api/plan-entries/plan-x/suggestions", token).status()).isEqualTo(403);
        assertThat(get("/api/plan-entries/plan-x", null).status()).isEqualTo(404);
        assertThat(get("/api/plan-entries?state=nonsense", null).status()).isEqualTo(400);
    }

    @Test
    void whatIsNotPublishedWhenItsQuarterHasEndedIsToldOnce() {
        take(HEADER + "Ligji që nuk u publikua;law;MD;1;;OV-1\nLigji i hequr nga plani;law;MD;1;;OV-2\n", "year=2019");
        String late = id("year=2019&q=nuk%20u%20publikua");
        Seen told = PROBE.await(PLAN, seen -> late.equals(seen.key()));
        Contracts.assertLikeSample("consultation", "plan-entry-overdue", told.data());
        assertThat(entries("year=2019&state=overdue")).isNotEmpty().allSatisfy(entry -> assertThat(entry.get("overdue").asBoolean()).isTrue());

        // Linked and let go again: overdue once more, and not told once more.
        consultation("pl-late", inDays(10).atTime(23, 59));
        assertThat(put("/api/plan-entries/" + late + "/consultation", SECRETARIAT, Map.of("consultation", "pl-nowhere")).status()).isEqualTo(422);
        Answer linked = put("/api/plan-entries/" + late + "/consultation", SECRETARIAT, Map.of("consultation", "pl-late"));
        assertThat(linked.json().get("overdue").asBoolean()).isFalse();
        assertThat(linked.json().get("stage").asString()).isEqualTo("open");
        assertThat(put("/api/plan-entries/" + late + "/drop", SECRETARIAT, Map.of("reason", "x")).code()).isEqualTo("plan-entry-linked");
        assertThat(delete("/api/plan-entries/" + late + "/consultation", SECRETARIAT).json().get("overdue").asBoolean()).isTrue();

        String dropped = id("year=2019&q=hequr");
        assertThat(put("/api/plan-entries/" + dropped + "/drop", SECRETARIAT, Map.of("reason", "Qeveria e hoqi.")).json().get("stage").asString()).isEqualTo("dropped");
        Contracts.assertLikeSample("consultation", "plan-entry-dropped",
                PROBE.await(PLAN, seen -> dropped.equals(seen.key()) && Contracts.type("consultation", "plan-entry-dropped").equals(seen.type())).data());
        assertThat(put("/api/plan-entries/" + dropped + "/consultation", SECRETARIAT, Map.of("consultation", "pl-late")).code()).isEqualTo("plan-entry-left");
        assertThat(get("/api/plan-entries/" + dropped, null).json().get("overdue").asBoolean()).isFalse();
        assertThat(delete("/api/plan-entries/" + dropped + "/drop", SECRETARIAT).json().get("stage").asString()).isEqualTo("planned");

        // A third entry, told after the others were looked at again, is the sentinel.
        take(HEADER + "Ligji i dytë që nuk u publikua;law;MD;2;;OV-3\n", "year=2019");
        String sentinel = id("year=2019&q=dyt%C3%AB");
        PROBE.await(PLAN, seen -> sentinel.equals(seen.key()));
        assertThat(told("plan-entry-overdue", late)).hasSize(1);
    }

    @Test
    void whatIsStillToComeIsNotOverdue() {
        LocalDate today = LocalDate.now(WorkingDays.ZONE);
        take(HEADER + "Ligji i këtij tremujori;law;MD;" + ((today.getMonthValue() + 2) / 3) + ";;NO-1\n", "year=" + today.getYear());
        assertThat(entries("q=ligji%20i%20ketij%20tremujori")).singleElement().satisfies(entry -> assertThat(entry.get("overdue").asBoolean()).isFalse());
        assertThat(entries("state=overdue&q=ketij%20tremujori")).isEmpty();
    }

    @Test
    void suggestsConsultationsOfTheSameInstitutionWithASimilarTitle() {
        consultation("pl-similar", inDays(10).atTime(23, 59));
        take(HEADER + "Projektligji për shoqatat pl-similar;law;MD;4;;SU-1\nProjektligji për shoqatat pl-similar;law;MSH;4;;SU-2\n", "year=2029");
        String same = id("year=2029&institution=md");
        JsonNode items = get("/api/plan-entries/" + same + "/suggestions", SECRETARIAT).json().get("items");
        assertThat(items.get(0).get("consultation").get("id").asString()).isEqualTo("pl-similar");
        assertThat(items.get(0).get("likeness").asDouble()).isGreaterThan(0.9);
        assertThat(get("/api/plan-entries/" + id("year=2029&institution=msh") + "/suggestions", SECRETARIAT).body()).doesNotContain("pl-similar");
    }

    @Test
    void anEntryBecomesAnEarlyConsultation() {
        take(HEADER + "Koncept dokumenti për rininë;concept-document;MD;4;youth;EA-1\n", "year=2028");
        String id = id("year=2028");
        Map<String, Object> early = Map.of("deadline", inDays(12) + "T23:59", "language", "sq", "description", "Ministria pyet për fushën.");
        Answer begun = put("/api/plan-entries/" + id + "/early-consultation", SECRETARIAT, early);
        assertThat(begun.json().get("stage").asString()).as(begun.body()).isEqualTo("early");
        assertThat(put("/api/plan-entries/" + id + "/early-consultation", SECRETARIAT, early).json().get("version").asLong()).isEqualTo(begun.json().get("version").asLong());
        JsonNode consultation = get("/api/consultations/" + id, null).json();
        assertThat(consultation.get("accepts").asString()).isEqualTo("general");
        assertThat(consultation.get("description").asString()).isEqualTo("Ministria pyet për fushën.");
        assertThat(get("/api/consultations/" + id + "/structure", null).json().get("nodes").size()).isZero();
        String token = representative("pl-early");
        assertThat(put(path(id, "cm-pl-early"), token, comment("pl-early", "kind", "question")).status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get("/api/consultations?tab=planned&limit=200", null).body()).contains(id));
        assertThat(entries("year=2028&state=planned")).isEmpty();
        assertThat(put("/api/plan-entries/" + id + "/early-consultation", SECRETARIAT, Map.of("deadline", "2020-01-01T10:00", "language", "sq")).code()).isEqualTo("deadline-in-past");
    }

    private String waitingDraft(String title) {
        byte[] act = "PROJEKTLIGJ\n\nNeni 1\nQëllimi\n\n1. Teksti i ligjit.\n".getBytes(StandardCharsets.UTF_8);
        String location = upload(SECRETARIAT, act, "ligji.txt", Map.of("title", title, "institution", "md", "deadline", inDays(14) + "T23:59")).response().headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get(location, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private Answer open(String draft, String title, String... planEntry) {
        Map<String, Object> opening = new HashMap<>(Map.of("title", title, "institution", "md", "actKind", "law", "fields", List.of("civil-society"), "deadline", inDays(14) + "T23:59", "language", "sq"));
        if (planEntry.length > 0) {
            opening.put("planEntry", planEntry[0]);
        }
        return put("/api/drafts/" + draft + "/opening", SECRETARIAT, opening);
    }

    private static int lastYear() {
        return LocalDate.now(WorkingDays.ZONE).getYear() - 1;
    }

    private JsonNode entry(String id) {
        return get("/api/plan-entries/" + id, null).json();
    }

    /** Found before the plan was taken in, opened afterwards, linked without anybody saying so, and let go again. */
    @Test
    void whatSurelyIsAnEntryIsLinkedByItselfAndNeverCalledMissing() {
        String draft = waitingDraft("LIGJI PËR KOOPERATIVAT SURAPROVA");
        take(HEADER + "Projektligji për kooperativa suraprova;law;MD;4;;LB-1\n", "year=" + lastYear());
        String id = id("year=" + lastYear() + "&q=suraprova");
        assertThat(entry(id).get("perhapsPublished").asBoolean()).isTrue();
        assertThat(entry(id).get("overdue").asBoolean()).as("its quarter has ended, but a draft of it lies here").isFalse();
        assertThat(entries("state=overdue&q=suraprova")).isEmpty();
        assertThat(entries("state=perhaps-published&q=suraprova")).hasSize(1);
        JsonNode likely = get("/api/plan-entries/" + id + "/suggestions", SECRETARIAT).json().get("likely");
        assertThat(likely.get("id").asString()).isEqualTo(draft);
        assertThat(likely.get("consultation").isNull()).isTrue();
        JsonNode planned = get("/api/drafts/" + draft + "/plan-entries", SECRETARIAT).json().get("items");
        assertThat(planned.get(0).get("id").asString()).isEqualTo(id);
        assertThat(planned.get(0).get("sure").asBoolean()).isTrue();

        assertThat(open(draft, "LIGJI PËR KOOPERATIVAT SURAPROVA").json().get("state").asString()).isEqualTo("opened");
        assertThat(entry(id).get("consultation").get("id").asString()).isEqualTo(draft);
        assertThat(entry(id).get("linkedByItself").asBoolean()).isTrue();

        // A sentinel that is overdue shows that this one was looked at in vain.
        take(HEADER + "Ligji i rojës suraprova tjetër;law;MSH;4;;LB-2\n", "year=" + lastYear());
        String sentinel = id("year=" + lastYear() + "&institution=msh&q=suraprova");
        PROBE.await(PLAN, seen -> sentinel.equals(seen.key()));
        assertThat(told("plan-entry-overdue", id)).isEmpty();

        Answer undone = delete("/api/plan-entries/" + id + "/consultation", SECRETARIAT);
        assertThat(undone.json().get("overdue").asBoolean()).as("not linked to the same one again").isTrue();
        PROBE.await(PLAN, seen -> id.equals(seen.key()));
        // Somebody may change their mind.
        assertThat(put("/api/plan-entries/" + id + "/consultation", SECRETARIAT, Map.of("consultation", draft)).json().get("linkedByItself").asBoolean()).isFalse();
    }

    @Test
    void whatMayBeAnEntryIsAskedAndOnlyCalledMissingWhenSomebodySaysNo() {
        take(HEADER + "Projektligji për ndihmën juridike falas mundprova;law;MD;3;;LB-3\n", "year=" + lastYear());
        String id = id("year=" + lastYear() + "&q=mundprova");
        PROBE.await(PLAN, seen -> id.equals(seen.key()));
        assertThat(entry(id).get("overdue").asBoolean()).isTrue();
        String draft = waitingDraft("Ligji për ndihmën juridike mundprova");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(entry(id).get("overdue").asBoolean()).as("found later").isFalse());
        assertThat(open(draft, "Ligji për ndihmën juridike mundprova").json().get("state").asString()).isEqualTo("opened");
        assertThat(entry(id).get("consultation").isNull()).as("only likely").isTrue();
        assertThat(get("/api/plan-entries/" + id + "/suggestions", SECRETARIAT).json().get("likely").get("consultation").get("id").asString()).isEqualTo(draft);
        assertThat(put("/api/plan-entries/" + id + "/refusals/" + draft, TestTokens.bearer("person-x"), Map.of()).status()).isEqualTo(403);
        Answer refused = put("/api/plan-entries/" + id + "/refusals/" + draft, SECRETARIAT, Map.of());
        assertThat(refused.json().get("overdue").asBoolean()).isTrue();
        assertThat(put("/api/plan-entries/" + id + "/refusals/" + draft, SECRETARIAT, Map.of()).json().get("version").asLong()).isEqualTo(refused.json().get("version").asLong());

        // Dismissed is not published.
        String second = waitingDraft("Ligji për ndihmën juridike falas të mundprova");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(entry(id).get("perhapsPublished").asBoolean()).isTrue());
        put("/api/drafts/" + second + "/dismissal", SECRETARIAT, Map.of("reason", "Nuk është projektakt."));
        assertThat(entry(id).get("overdue").asBoolean()).isTrue();
        delete("/api/drafts/" + second + "/dismissal", SECRETARIAT);
        assertThat(entry(id).get("perhapsPublished").asBoolean()).as("taken up again").isTrue();
    }

    @Test
    void theOpeningSaysWhichEntryItIs() {
        take(HEADER + "Projektligji për sportin e të rinjve zgjedhprova;law;MD;3;;LB-4\nProjektligji për sportin zgjedhprova;law;MD;3;;LB-5\n", "year=" + lastYear());
        String likely = id("year=" + lastYear() + "&q=rinjve%20zgjedhprova");
        String sure = id("year=" + lastYear() + "&q=sportin%20zgjedhprova");
        String draft = waitingDraft("Ligji për sportin zgjedhprova");
        assertThat(get("/api/drafts/" + draft + "/plan-entries", SECRETARIAT).json().get("items").valueStream().map(one -> one.get("id").asString())).containsExactly(sure, likely);
        assertThat(open(draft, "Ligji për sportin zgjedhprova", "plan-no-such").status()).isEqualTo(422);
        assertThat(open(draft, "Ligji për sportin zgjedhprova", likely).json().get("state").asString()).isEqualTo("opened");
        assertThat(entry(likely).get("consultation").get("id").asString()).isEqualTo(draft);
        assertThat(entry(likely).get("linkedByItself").asBoolean()).isFalse();
        assertThat(entry(sure).get("consultation").isNull()).isTrue();
        assertThat(entry(sure).get("overdue").asBoolean()).isTrue();

        String none = waitingDraft("Ligji për sportin zgjedhprova");
        open(none, "Ligji për sportin zgjedhprova", "");
        assertThat(entry(sure).get("consultation").isNull()).as("said to be none").isTrue();
    }
}
