package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An amending draft is shown applied to the law in force, and commented on there. */
class AmendmentIT extends ServiceIT {

    private static String law(String number) {
        return """
            LIGJI NR. %s PËR BIBLIOTEKAT E PROVËS

            Neni 1
            Qëllimi
            Ky ligj rregullon bibliotekat e provës.

            Neni 2
            Orari
            Biblioteka është e hapur tridhjetë orë në javë.

            Neni 3
            Gjobat
            Për vonesë paguhet gjobë.
            """.formatted(number);
    }

    private static String amending(String number) {
        return """
            PROJEKTLIGJI PËR NDRYSHIMIN DHE PLOTËSIMIN E LIGJIT NR. %s PËR BIBLIOTEKAT E PROVËS

            Neni 1
            Në nenin 2, fjala “tridhjetë” zëvendësohet me fjalën “dyzet”.

            Neni 2
            Neni 3 fshihet.

            Neni 3
            Në nenin 9, fjala “asgjë” fshihet.
            """.formatted(number);
    }

    private String draft(String key, String title, String text) {
        Answer accepted = upload(SECRETARIAT, text.getBytes(StandardCharsets.UTF_8), "akti.txt", Map.of("title", title, "institution", "md", "deadline", inDays(14) + "T23:59"), "Idempotency-Key", key);
        String path = accepted.response().headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(get(path, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        assertThat(put(path + "/opening", SECRETARIAT, Map.of("title", title, "institution", "md", "actKind", "law", "fields", List.of("rule-of-law"), "deadline", inDays(14) + "T23:59",
                "language", "sq")).json().get("state").asString()).isEqualTo("opened");
        return path.substring("/api/drafts/".length());
    }

    private Answer uploadLaw(String token, String number, String key) {
        return uploadTo("/api/laws-in-force", token, law(number).getBytes(StandardCharsets.UTF_8), "ligji.txt", Map.of("title", "Ligji për bibliotekat e provës", "number", number), "Idempotency-Key", key);
    }

    private void isReady(Answer law) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/laws-in-force/" + law.json().get("id").asString(), SECRETARIAT).json().get("state").asString()).isEqualTo("ready"));
    }

    @Test
    void anAmendingDraftFindsItsLawByNumberAndIsCommentedOnThere() {
        String id = draft("amend-1", "Projektligji për ndryshimin e Ligjit Nr. 09/L-901", amending("09/L-901"));
        assertThat(get("/api/consultations/" + id + "/applied", null).code()).isEqualTo("no-law-in-force");
        assertThat(uploadLaw(null, "09/L-901", "law-1").status()).isEqualTo(401);
        assertThat(uploadLaw(representative("amend"), "09/L-901", "law-1").status()).isEqualTo(403);
        Answer made = uploadLaw(SECRETARIAT, "09 / L – 901", "law-1");
        assertThat(made.status()).as(made.body()).isEqualTo(202);
        assertThat(made.json().get("number").asString()).isEqualTo("09/L-901");
        assertThat(uploadLaw(SECRETARIAT, "09 / L – 901", "law-1").json().get("id")).isEqualTo(made.json().get("id"));
        isReady(made);
        assertThat(get("/api/laws-in-force?limit=200", SECRETARIAT).body()).contains(made.json().get("id").asString());
        assertThat(get("/api/laws-in-force/" + made.json().get("id").asString(), SECRETARIAT).json().get("articleCount").asInt()).isEqualTo(3);

        JsonNode applied = get("/api/consultations/" + id + "/applied", null).json();
        assertThat(applied.get("law").get("linkedBy").asString()).isEqualTo("number");
        assertThat(applied.get("applied").asInt()).isEqualTo(2);
        assertThat(applied.get("notApplied").asInt()).isEqualTo(1);
        assertThat(applied.get("orders").get(2).get("reason").asString()).isEqualTo("article-missing");
        String elements = applied.get("elements").toString();
        assertThat(elements).contains("{\"op\":\"delete\",\"text\":\"tridhjetë\",\"order\":0}", "{\"op\":\"insert\",\"text\":\"dyzet\",\"order\":0}");
        String node = applied.get("orders").get(0).get("node").asString();

        // A comment there stands on the draft's own node and names the article of the law that it changes.
        String token = person("amend-again", "amend", "comment", "sign-off");
        Map<String, Object> comment = comment("amend", "node", node, "references", List.of(Map.of("kind", "law", "label", "09/L-901, neni 2", "url", "https://civikos.example.org/consultations/" + id + "/applied#art_2")));
        Answer said = put(path(id, "cm-amend-1"), token, comment);
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        assertThat(said.json().get("node").asString()).isEqualTo(node);
        assertThat(said.json().get("references").get(0).get("url").asString()).endsWith("/applied#art_2");
        assertThat(said.json().get("place").get("law").isNull()).as("a free reference is no place").isTrue();

        // The place in the law is a field of the comment, in whatever list it stands.
        Map<String, Object> there = Map.of("law", made.json().get("id").asString(), "node", "art_2");
        Map<String, Object> placed = comment("amend", "node", node, "law", there);
        assertThat(put(path(id, "cm-amend-2"), token, comment("amend", "node", node, "law", Map.of("law", "law-nobody", "node", "art_2"))).json().get("errors").get(0).get("pointer").asString()).isEqualTo("/law");
        assertThat(put(path(id, "cm-amend-2"), token, comment("amend", "node", node, "law", Map.of("law", made.json().get("id").asString(), "node", "art_99"))).status()).isEqualTo(422);
        assertThat(put(path(id, "cm-amend-2"), token, comment("amend", "node", node, "law", Map.of("node", "art_2"))).status()).isEqualTo(422);
        assertThat(put(path(id, "cm-amend-2") + "/draft", token, placed).status()).isEqualTo(201);
        Answer kept = put(path(id, "cm-amend-2"), token, placed);
        assertThat(kept.status()).as(kept.body()).isEqualTo(201);
        JsonNode where = kept.json().get("place").get("law");
        assertThat(where.get("law").asString()).isEqualTo(made.json().get("id").asString());
        assertThat(where.get("node").asString()).isEqualTo("art_2");
        assertThat(where.get("label").asString()).isEqualTo("09/L-901, neni 2");
        assertThat(put(path(id, "cm-amend-2"), token, placed).status()).as("sent twice").isEqualTo(200);
        assertThat(put(path(id, "cm-amend-2"), token, comment("amend", "node", node)).code()).as("elsewhere is another comment").isEqualTo("comment-exists");
        JsonNode listed = get("/api/consultations/" + id + "/comments?node=" + node, token).json().get("items");
        assertThat(listed.valueStream().filter(one -> one.get("id").asString().equals("cm-amend-2")).findFirst().orElseThrow().get("place").get("law").get("label").asString())
                .isEqualTo("09/L-901, neni 2");
        // It stays when a person puts the comment elsewhere in the draft.
        Answer moved = put("/api/consultations/" + id + "/comments/cm-amend-2/place", SECRETARIAT, Map.of("node", applied.get("orders").get(1).get("node").asString()));
        assertThat(moved.json().get("place").get("law").get("node").asString()).as(moved.body()).isEqualTo("art_2");
    }

    @Test
    void everyPlaceOfTheLawIsCommentedOnAndCounted() {
        String id = draft("amend-everywhere", "Projektligji për ndryshimin e Ligjit Nr. 09/L-905", amending("09/L-905"));
        Answer made = uploadLaw(SECRETARIAT, "09/L-905", "law-everywhere");
        isReady(made);
        String law = made.json().get("id").asString();
        String token = representative("amend-all");

        // The draft says nothing of Article 1, so the comment stands on none of its nodes.
        Map<String, Object> untouched = comment("amend-all", "law", Map.of("law", law, "node", "art_1"));
        untouched.remove("node");
        Answer first = put(path(id, "cm-law-untouched"), token, untouched);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.json().get("node").isNull()).isTrue();
        assertThat(first.json().get("place").get("law").get("label").asString()).isEqualTo("09/L-905, neni 1");

        // What is proposed is proposed against the law's words as they would read, which stay with the comment.
        JsonNode applied = get("/api/consultations/" + id + "/applied", null).json();
        String instruction = applied.get("orders").get(0).get("node").asString();
        Answer second = put(path(id, "cm-law-touched"), token, comment("amend-all", "node", instruction, "law", Map.of("law", law, "node", "art_2")));
        assertThat(second.json().get("place").get("law").get("words").asString()).as(second.body()).contains("e hapur dyzet orë në javë").doesNotContain("tridhjetë");
        Answer third = put(path(id, "cm-law-gone"), token, comment("amend-all", "node", applied.get("orders").get(1).get("node").asString(), "law", Map.of("law", law, "node", "art_3")));
        assertThat(third.json().get("place").get("law").get("words").asString()).as("the draft takes it away").isEmpty();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(counted(id)).containsEntry("art_1", 1).containsEntry("art_2", 1).containsEntry("art_3", 1));
        assertThat(inLaw(id, token, law, "art_1")).containsExactly("cm-law-untouched");
        assertThat(inLaw(id, token, law, "art_2")).containsExactly("cm-law-touched");
        assertThat(inLaw(id, token, law + "x", "art_2")).isEmpty();
        assertThat(get("/api/consultations/" + id + "/comments?law=" + law, token).status()).isEqualTo(400);

        assertThat(put(path(id, "cm-law-untouched") + "/withdrawal", token, Map.of()).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(counted(id)).containsEntry("art_1", 0).containsEntry("art_2", 1));
        assertThat(inLaw(id, token, law, "art_1")).isEmpty();
        String sheet = get("/api/consultations/" + id + "/comment-export?format=csv", SECRETARIAT).body();
        assertThat(sheet).contains("09/L-905, neni 1").contains("e hapur dyzet orë në javë");
    }

    private Map<String, Integer> counted(String consultation) {
        Map<String, Integer> counts = new HashMap<>();
        get("/api/consultations/" + consultation + "/applied", null).json().get("elements").forEach(one -> counts.put(one.get("id").asString(), one.get("commentCount").asInt()));
        return counts;
    }

    private List<String> inLaw(String consultation, String token, String law, String node) {
        return get("/api/consultations/" + consultation + "/comments?law=" + law + "&lawNode=" + node, token).json().get("items").valueStream().map(one -> one.get("id").asString()).toList();
    }

    @Test
    void theSecretariatSaysWhichLawItIs() {
        String earlier = draft("amend-adopted", "Projektligji për bibliotekat e provës i miratuar", law("09/L-902"));
        String id = draft("amend-2", "Projektligji për ndryshimin e ligjit të provës", amending("09/L-902"));
        assertThat(put("/api/consultations/" + id + "/law-in-force", SECRETARIAT, Map.of("consultation", id)).status()).isEqualTo(422);
        assertThat(put("/api/consultations/" + id + "/law-in-force", SECRETARIAT, Map.of("law", "law-nobody")).status()).isEqualTo(422);
        assertThat(put("/api/consultations/" + id + "/law-in-force", SECRETARIAT, Map.of()).status()).isEqualTo(422);
        assertThat(put("/api/consultations/nobody/law-in-force", SECRETARIAT, Map.of("consultation", earlier)).status()).isEqualTo(404);
        assertThat(put("/api/consultations/" + id + "/law-in-force", representative("amend-link"), Map.of("consultation", earlier)).status()).isEqualTo(403);
        Answer linked = put("/api/consultations/" + id + "/law-in-force", SECRETARIAT, Map.of("consultation", earlier));
        assertThat(linked.json().get("linkedBy").asString()).as(linked.body()).isEqualTo("secretariat");
        assertThat(get("/api/consultations/" + id + "/applied", null).json().get("applied").asInt()).isEqualTo(2);
        assertThat(delete("/api/consultations/" + id + "/law-in-force", SECRETARIAT).status()).isEqualTo(204);
        assertThat(get("/api/consultations/" + id + "/applied", null).code()).isEqualTo("no-law-in-force");
    }

    @Test
    void aLawThatCannotBeTakenApartOrIsNamedTwiceIsNoLaw() {
        assertThat(uploadTo("/api/laws-in-force", SECRETARIAT, new byte[0], "l.txt", Map.of("title", "T", "number", "09/L-903")).code()).isEqualTo("document-empty");
        assertThat(uploadTo("/api/laws-in-force", SECRETARIAT, law("x").getBytes(StandardCharsets.UTF_8), "l.txt", Map.of("title", " ", "number", "09/L-903")).status()).isEqualTo(400);
        isReady(uploadLaw(SECRETARIAT, "09/L-904", "law-twice-1"));
        isReady(uploadLaw(SECRETARIAT, "09/L-904", "law-twice-2"));
        String id = draft("amend-3", "Projektligji për ndryshimin e Ligjit Nr. 09/L-904", amending("09/L-904"));
        assertThat(get("/api/consultations/" + id + "/applied", null).code()).isEqualTo("no-law-in-force");
    }
}
