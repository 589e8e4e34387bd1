package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.civikos.consultation.consultation.Structure;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The secretariat repairs a split, before and after its consultation has opened, and no comment is lost. */
class SplitRepairIT extends ServiceIT {

    private static final String ACT = """
            PROJEKTLIGJ PËR SHOQATAT E PROVËS

            Neni 1
            Qëllimi
            Ky ligj përcakton themelimin dhe regjistrimin e shoqatave të provës.

            Neni 2
            Themelimi
            1. Shoqata themelohet nga së paku tre persona fizikë ose juridikë.
            2. Kërkesa për regjistrim shqyrtohet brenda tridhjetë ditësh nga pranimi i saj.

            Neni 4
            Ankesa
            Kundër vendimit të organit mund të paraqitet ankesë në gjykatën themelore.

            Neni 5
            Hyrja në fuqi
            Ky ligj hyn në fuqi pesëmbëdhjetë ditë pas publikimit në gazetën zyrtare.
            """;

    private String uploaded(String key) {
        Answer accepted = upload(SECRETARIAT, ACT.getBytes(StandardCharsets.UTF_8), "ligji.txt", Map.of("title", "Projektligji " + key, "institution", "md", "deadline", inDays(14) + "T23:59"),
                "Idempotency-Key", key);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        String path = accepted.response().headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(get(path, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        return path.substring("/api/drafts/".length());
    }

    private void open(String id) {
        Answer opened = put("/api/drafts/" + id + "/opening", SECRETARIAT, Map.of("title", "Projektligji", "institution", "md", "actKind", "law", "fields", List.of("rule-of-law"),
                "deadline", inDays(14) + "T23:59", "language", "sq"));
        assertThat(opened.json().get("state").asString()).as(opened.body()).isEqualTo("opened");
    }

    private static String repair(String id) {
        return "/api/drafts/" + id + "/repair";
    }

    private Answer step(String id, Map<String, Object> step) {
        return post(repair(id) + "/operations", SECRETARIAT, step);
    }

    private List<String> ids(String consultation) {
        List<String> ids = new ArrayList<>();
        get("/api/consultations/" + consultation + "/structure", null).json().get("nodes").forEach(node -> ids.add(node.get("id").asString()));
        return ids;
    }

    private void awaitCarried(String id, int edition) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Answer carriage = get("/api/consultations/" + id + "/carriage", null);
            assertThat(carriage.status()).as(carriage.body()).isEqualTo(200);
            assertThat(carriage.json().get("state").asString()).isEqualTo("done");
            assertThat(carriage.json().get("edition").asInt()).isEqualTo(edition);
            assertThat(carriage.json().get("done").asInt()).isEqualTo(carriage.json().get("total").asInt());
        });
    }

    @Test
    void aSplitIsRepairedBeforeItsConsultationOpens() {
        String id = uploaded("repair-before");
        Answer whole = get(repair(id), SECRETARIAT);
        assertThat(whole.response().headers().firstValue("ETag")).contains("\"0\"");
        assertThat(whole.json().get("unsaved").asBoolean()).isFalse();
        assertThat(whole.json().get("warnings").toString()).contains("number-gap").contains("art_4");
        assertThat(get(repair(id), TestTokens.bearer("person-x")).status()).isEqualTo(403);
        assertThat(get(repair("nobody"), SECRETARIAT).status()).isEqualTo(404);

        Answer renumbered = step(id, Map.of("op", "renumber", "node", "art_4", "number", "3"));
        assertThat(renumbered.status()).as(renumbered.body()).isEqualTo(200);
        assertThat(renumbered.json().get("changed").size()).isEqualTo(1);
        assertThat(renumbered.json().get("changed").get(0).get("number").asString()).isEqualTo("3");
        assertThat(renumbered.json().get("focus").asString()).isEqualTo("art_4");
        assertThat(renumbered.json().get("unsaved").asBoolean()).isTrue();
        assertThat(send("If-Match", "\"0\"", id).status()).isEqualTo(412);
        assertThat(step(id, Map.of("op", "renumber", "node", "art_5", "number", "4")).json().get("warnings").size()).isZero();

        Answer merged = step(id, Map.of("op", "merge", "node", "art_2__par_2"));
        assertThat(merged.json().get("order").toString()).doesNotContain("art_2__par_2");
        assertThat(merged.json().get("focus").asString()).isEqualTo("art_2__par_1");
        Answer undone = post(repair(id) + "/undo", SECRETARIAT);
        assertThat(undone.json().get("order").toString()).contains("art_2__par_2");
        assertThat(undone.json().get("undone").asInt()).isEqualTo(1);
        assertThat(post(repair(id) + "/redo", SECRETARIAT).json().get("undone").asInt()).isZero();
        post(repair(id) + "/undo", SECRETARIAT);

        // What stands in force is what was read, until somebody saves.
        assertThat(structures.find(id).orElseThrow().nodes().toString()).contains("number=4");
        Answer saved = put(repair(id) + "/saving", SECRETARIAT, Map.of());
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        assertThat(saved.json().get("unsaved").asBoolean()).isFalse();
        assertThat(saved.json().get("operations").size()).isEqualTo(3);
        assertThat(saved.json().get("operations").get(2).get("undone").asBoolean()).isTrue();
        assertThat(put(repair(id) + "/saving", SECRETARIAT, Map.of()).json().get("revision")).isEqualTo(saved.json().get("revision"));
        assertThat(get("/api/drafts/" + id, SECRETARIAT).json().get("warnings").size()).isZero();
        open(id);
        JsonNode nodes = get("/api/consultations/" + id + "/structure", null).json().get("nodes");
        assertThat(nodes.toString()).contains("\"art_4\"");
        for (JsonNode node : nodes) {
            if (node.get("id").asString().equals("art_4")) {
                assertThat(node.get("number").asString()).isEqualTo("3");
            }
        }
        assertThat(get("/api/consultations/" + id, null).json().get("warnings").size()).isZero();
        takenAlong(id);
    }

    /** The export is the text as it was repaired, not as it was read. */
    private void takenAlong(String id) {
        String act = "/api/consultations/" + id + "/act";
        Answer akn = get(act, null);
        assertThat(akn.response().headers().firstValue("Content-Type").orElse("")).startsWith("application/akn+xml");
        assertThat(akn.response().headers().firstValue("Content-Disposition").orElse("")).contains("attachment").contains("-v1.akn.xml");
        assertThat(akn.body()).contains("<akomaNtoso").contains("eId=\"art_4\"").containsPattern("(?s)eId=\"art_4\".{0,200}<num>[^<]*3");
        JsonNode tree = get(act + "?format=json&version=1", null).json();
        assertThat(tree.get("nodes").valueStream().filter(node -> node.get("id").asString().equals("art_4")).map(node -> node.get("number").asString())).containsExactly("3");
        assertThat(get(act + "?format=pdf", null).status()).isEqualTo(400);
        assertThat(get(act + "?version=2", null).status()).isEqualTo(404);
        assertThat(get("/api/consultations/nowhere/act", null).status()).isEqualTo(404);
    }

    private Answer send(String header, String value, String id) {
        return put(repair(id) + "/saving", SECRETARIAT, Map.of(), header, value);
    }

    @Test
    void whatMakesNoSenseIsRefusedWithAReason() {
        String id = uploaded("repair-refused");
        assertThat(step(id, Map.of("op", "merge", "node", "art_77")).code()).isEqualTo("repair-unknown-node");
        assertThat(step(id, Map.of("op", "promote", "node", "title")).code()).isEqualTo("repair-at-top");
        assertThat(step(id, Map.of("op", "merge", "node", "title")).code()).isEqualTo("repair-nothing-before");
        assertThat(step(id, Map.of("op", "split", "node", "art_1", "at", 100_000, "kind", "article")).code()).isEqualTo("repair-no-such-place");
        assertThat(step(id, Map.of("op", "move", "node", "art_2", "before", "art_2__par_1")).code()).isEqualTo("repair-no-such-place");
        Answer wrong = step(id, Map.of("op", "explode", "node", "art_1", "kind", "poem"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("errors").size()).isEqualTo(2);
        assertThat(step(id, Map.of("op", "split", "node", "art_1")).json().get("errors").size()).isEqualTo(2);
        assertThat(step(id, Map.of("op", "merge")).status()).isEqualTo(400);
        assertThat(step(id, Map.of("op", "title", "node", "art_1", "at", -1)).status()).isEqualTo(400);
        assertThat(get(repair(id), SECRETARIAT).json().get("operations").size()).isZero();
        // Undoing where there is nothing to undo, and saving where nothing was done, change nothing.
        assertThat(post(repair(id) + "/undo", SECRETARIAT).json().get("revision").asInt()).isZero();
        assertThat(put(repair(id) + "/saving", SECRETARIAT, Map.of()).json().get("revision").asInt()).isZero();
    }

    @Test
    void commentsFollowARepairOfAnOpenConsultation() {
        String token = representative("repairs");
        String id = uploaded("repair-open");
        open(id);
        assertThat(get("/api/consultations/" + id + "/carriage", null).json().get("state").asString()).isEqualTo("none");
        assertThat(get("/api/consultations/nobody/carriage", null).status()).isEqualTo(404);
        put(path(id, "cm-rp-1"), token, comment("repairs", "node", "art_2__par_2", "quote", Map.of("exact", "brenda tridhjetë ditësh")));
        put(path(id, "cm-rp-2"), token, comment("repairs", "node", "art_4"));
        put(path(id, "cm-rp-3"), token, comment("repairs"));
        put(path(id, "cm-rp-4") + "/draft", token, comment("repairs", "node", "art_5"));

        step(id, Map.of("op", "merge", "node", "art_2__par_2"));
        step(id, Map.of("op", "merge", "node", "art_4"));
        Answer saved = put(repair(id) + "/saving", SECRETARIAT, Map.of());
        assertThat(saved.status()).as(saved.body()).isEqualTo(202);
        assertThat(saved.response().headers().firstValue("Location")).contains("/api/consultations/" + id + "/carriage");
        awaitCarried(id, 1);
        Answer quoted = get(path(id, "cm-rp-1"), token);
        assertThat(quoted.json().get("node").asString()).as(quoted.body()).isEqualTo("art_2__par_1");
        assertThat(quoted.json().get("quote").get("exact").asString()).isEqualTo("brenda tridhjetë ditësh");
        assertThat(quoted.json().get("place").get("version").asInt()).isEqualTo(1);
        assertThat(ids(id)).doesNotContain("art_4").contains(get(path(id, "cm-rp-2"), token).json().get("node").asString());
        assertThat(get(path(id, "cm-rp-4"), token).json().get("node").asString()).isEqualTo("art_5");
        assertThat(get("/api/consultations/" + id + "/versions", null).json().get("current").asInt()).isEqualTo(1);
        assertThat(get("/api/consultations/" + id, null).json().get("articleCount").asInt()).isEqualTo(3);

        // Undone and saved again, the articles are back; the comments go to where their words are.
        post(repair(id) + "/undo", SECRETARIAT);
        post(repair(id) + "/undo", SECRETARIAT);
        put(repair(id) + "/saving", SECRETARIAT, Map.of());
        awaitCarried(id, 2);
        assertThat(ids(id)).contains("art_4", "art_2__par_2");
        assertThat(get(path(id, "cm-rp-1"), token).json().get("node").asString()).isEqualTo("art_2__par_2");
        Answer late = put(path(id, "cm-rp-5"), token, comment("repairs", "node", "art_4"));
        assertThat(late.status()).as(late.body()).isEqualTo(201);
        assertThat(get("/api/consultations/" + id + "/comments", token).json().get("items").size()).isEqualTo(4);
    }

    /** Repairs drawn by lot on an open consultation with a comment on each node: each comment stands on a node of the text or in the queue. */
    @Test
    void noCommentVanishesWhateverIsRepaired() {
        String token = representative("lot");
        String id = uploaded("repair-lot");
        open(id);
        List<String> nodes = ids(id);
        for (int i = 0; i < nodes.size(); i++) {
            assertThat(put(path(id, "cm-lot-" + i), token, comment("lot", "node", nodes.get(i))).status()).isEqualTo(201);
        }
        Random random = new Random(5);
        for (int edition = 1; edition <= 3; edition++) {
            List<String> now = ids(id);
            for (int k = 0; k < 6; k++) {
                String node = now.get(random.nextInt(now.size()));
                step(id, switch (random.nextInt(5)) {
                    case 0 -> Map.of("op", "merge", "node", node);
                    case 1 -> Map.of("op", "split", "node", node, "at", 10, "kind", "paragraph");
                    case 2 -> Map.of("op", "promote", "node", node);
                    case 3 -> Map.of("op", "demote", "node", node);
                    default -> Map.of("op", "move", "node", node, "before", now.get(random.nextInt(now.size())));
                });
            }
            put(repair(id) + "/saving", SECRETARIAT, Map.of());
            awaitCarried(id, edition);
            Set<String> there = new HashSet<>(ids(id));
            Set<String> queue = new HashSet<>();
            get("/api/consultations/" + id + "/comment-queues/orphans?limit=100", SECRETARIAT).json().get("items").forEach(one -> queue.add(one.get("id").asString()));
            for (int i = 0; i < nodes.size(); i++) {
                JsonNode comment = get(path(id, "cm-lot-" + i), token).json();
                boolean placed = comment.hasNonNull("node") && there.contains(comment.get("node").asString());
                assertThat(placed || queue.contains("cm-lot-" + i)).as("comment %d on %s after edition %d: %s", i, nodes.get(i), edition, comment).isTrue();
                if (placed) {
                    assertThat(get("/api/consultations/" + id + "/comments?limit=100&node=" + comment.get("node").asString(), token).body()).contains("cm-lot-" + i);
                }
            }
        }
    }

    /** The service dies between the wish to save and the new text: the sweep puts it in force. */
    @Test
    void aSaveThatACrashBrokeOffIsTakenUp() {
        String id = uploaded("repair-crash");
        open(id);
        step(id, Map.of("op", "renumber", "node", "art_4", "number", "3"));
        mongo.execute("splitRepairs", all -> all.updateOne(new Document("_id", id), new Document("$set", new Document("state.saving",
                new Document("by", "it").append("at", new java.util.Date()).append("version", 1).append("edition", 1)))));
        assertThat(step(id, Map.of("op", "merge", "node", "art_5")).code()).isEqualTo("repair-being-saved");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/consultations/" + id + "/structure", null).body()).contains("\"number\":\"3\""));
        awaitCarried(id, 1);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get(repair(id), SECRETARIAT).json().get("saving").asBoolean()).isFalse());
    }

    /** The publisher's file is read anew in the middle of the work: steps on the old text are dropped, and said to be. */
    @Test
    void stepsOnATextThatIsGoneAreDropped() {
        String id = uploaded("repair-overtaken");
        step(id, Map.of("op", "renumber", "node", "art_4", "number", "3"));
        Structure read = structures.find(id).orElseThrow();
        structures.keep(new Structure(id, "sq", "Latn", read.nodes().subList(0, 3), List.of()));
        Answer seen = get(repair(id), SECRETARIAT);
        assertThat(seen.json().get("restarted").asBoolean()).isTrue();
        assertThat(seen.json().get("nodes").size()).isEqualTo(3);
        String tag = seen.response().headers().firstValue("ETag").orElseThrow();
        assertThat(put(repair(id) + "/saving", SECRETARIAT, Map.of(), "If-Match", tag).json().get("nodes").size()).isEqualTo(3);
        assertThat(step(id, Map.of("op", "renumber", "node", "art_1", "number", "2")).status()).isEqualTo(200);
        assertThat(get(repair(id), SECRETARIAT).json().get("operations").size()).isEqualTo(1);
    }
}
