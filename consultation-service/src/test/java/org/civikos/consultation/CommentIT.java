package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.platformtest.TestTokens;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class CommentIT extends ServiceIT {

    @Test
    void aRepresentativeCommentsOnTheWholeAnArticleAndAParagraph() {
        String token = representative("whole");
        consultation("c-whole", inDays(10).atTime(23, 59));
        Answer whole = put(path("c-whole", "cm-whole-1"), token, comment("whole", "proposedWording", "Neni 1 fshihet."));
        assertThat(whole.status()).isEqualTo(201);
        String reference = whole.json().get("reference").asString();
        assertThat(reference).matches("K-\\d{4}-\\d{4}-0001");
        assertThat(put(path("c-whole", "cm-whole-2"), token, comment("whole", "node", "art_1")).json().get("reference").asString()).isEqualTo(reference.replaceAll("0001$", "0002"));
        assertThat(put(path("c-whole", "cm-whole-3"), token, comment("whole", "node", "art_1__par_1", "kind", "support")).status()).isEqualTo(201);

        Seen submitted = PROBE.await(COMMENTS, seen -> "cm-whole-2".equals(seen.key()));
        Contracts.assertLikeSample("consultation", "comment-submitted", submitted.data());
        assertThat(submitted.data()).doesNotContain("ndryshuar");
        assertThat(submitted.headers()).containsEntry("ce_type", "org.civikos.consultation.comment-submitted.v1").containsEntry("ce_sequence", "1");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get("/api/consultations/c-whole", null).json().get("commentCount").asInt()).isEqualTo(3));
        assertThat(get("/api/consultations/c-whole", null).json().get("organisationCount").asInt()).isEqualTo(1);
        Answer structure = get("/api/consultations/c-whole/structure", null);
        assertThat(structure.json().get("nodes").get(0).get("commentCount").asInt()).isEqualTo(1);

        Answer all = get("/api/consultations/c-whole/comments", TestTokens.bearer("somebody-else"));
        assertThat(all.json().get("items").size()).isEqualTo(3);
        assertThat(all.json().get("items").get(0).get("mine").asBoolean()).isFalse();
        assertThat(get("/api/consultations/c-whole/comments?node=art_1", token).json().get("items").size()).isEqualTo(1);
        assertThat(get("/api/consultations/c-whole/comments?node=", token).json().get("items").size()).isEqualTo(1);
        Answer page = get("/api/consultations/c-whole/comments?limit=2", token);
        assertThat(page.json().get("items").get(0).get("mine").asBoolean()).isTrue();
        assertThat(get("/api/consultations/c-whole/comments?limit=2&cursor=" + page.json().get("next").asString(), token).json().get("items").size()).isEqualTo(1);
    }

    @Test
    void theSameCommentTwiceIsOneComment() throws Exception {
        String token = representative("twice");
        consultation("c-twice", inDays(10).atTime(23, 59));
        List<Callable<Answer>> attempts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            attempts.add(() -> put(path("c-twice", "cm-twice"), token, comment("twice")));
        }
        Set<String> references = new HashSet<>();
        int made = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> attempt : threads.invokeAll(attempts)) {
                references.add(attempt.get().json().get("reference").asString());
                made += attempt.get().status() == 201 ? 1 : 0;
            }
        }
        assertThat(references).hasSize(1);
        assertThat(made).isEqualTo(1);
        assertThat(put(path("c-twice", "cm-twice"), token, comment("twice")).status()).isEqualTo(200);
        assertThat(put(path("c-twice", "cm-twice"), token, comment("twice", "text", "Tjetër")).code()).isEqualTo("comment-exists");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get("/api/consultations/c-twice", null).json().get("commentCount").asInt()).isEqualTo(1));
        PROBE.await(COMMENTS, seen -> "cm-twice".equals(seen.key()));
        assertThat(PROBE.all(COMMENTS).stream().filter(seen -> "cm-twice".equals(seen.key()))).hasSize(1);
    }

    @Test
    void referencesAreUniqueUnderManyAtOnce() throws Exception {
        String token = representative("many");
        consultation("c-many", inDays(10).atTime(23, 59));
        List<Callable<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String id = "cm-many-" + i;
            all.add(() -> put(path("c-many", id), token, comment("many", "node", "art_2")));
        }
        Set<String> references = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Answer> one : threads.invokeAll(all)) {
                references.add(one.get().json().get("reference").asString());
            }
        }
        assertThat(references).hasSize(40);
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(get("/api/consultations/c-many", null).json().get("commentCount").asInt()).isEqualTo(40);
            assertThat(get("/api/consultations/c-many/structure", null).json().get("nodes").get(2).get("commentCount").asInt()).isEqualTo(40);
        });
    }

    @Test
    void afterTheDeadlineItIsRefusedAndTheConsultationCloses() {
        String token = representative("late");
        consultation("c-late", inDays(-1).atTime(23, 59));
        Answer refused = put(path("c-late", "cm-late"), token, comment("late"), "Accept-Language", "sq");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("deadline-passed");
        assertThat(refused.json().get("title").asString()).isEqualTo("Afati ka kaluar");
        assertThat(get("/api/consultations/c-late", null).json().get("stage").asString()).isEqualTo("closed");
        Seen closed = PROBE.await(CONSULTATIONS, seen -> "c-late".equals(seen.key()) && "org.civikos.consultation.consultation-closed.v1".equals(seen.type()));
        Contracts.assertLikeSample("consultation", "consultation-closed", closed.data());

        Answer moved = put("/api/consultations/c-late/deadline", SECRETARIAT, Map.of("deadline", inDays(5) + "T16:00", "reason", "Ministria e zgjati afatin."));
        assertThat(moved.json().get("stage").asString()).isEqualTo("open");
        assertThat(put(path("c-late", "cm-late"), token, comment("late")).status()).isEqualTo(201);
        Contracts.assertLikeSample("consultation", "deadline-moved",
                PROBE.await(CONSULTATIONS, seen -> "c-late".equals(seen.key()) && "org.civikos.consultation.deadline-moved.v1".equals(seen.type())).data());
        assertThat(put("/api/consultations/c-late/deadline", SECRETARIAT, Map.of("deadline", "2020-01-01T16:00", "reason", "x")).code()).isEqualTo("deadline-in-past");
        assertThat(put("/api/consultations/c-late/deadline", SECRETARIAT, Map.of("deadline", inDays(6) + "T16:00", "reason", "x"), "If-Match", "\"1\"").status()).isEqualTo(412);
    }

    @Test
    void withoutMandateNobodySpeaks() {
        representative("mandated");
        consultation("c-mandate", inDays(10).atTime(23, 59));
        assertThat(put(path("c-mandate", "cm-1"), TestTokens.bearer("person-nobody"), comment("mandated")).code()).isEqualTo("no-mandate");
        mandate("person-expired", "org-mandated", 1, "2020-01-01", "2020-12-31", "comment");
        mandate("person-future", "org-mandated", 1, "2090-01-01", null, "comment");
        mandate("person-votes", "org-mandated", 1, "2020-01-01", null, "vote");
        await().atMost(Duration.ofSeconds(20)).until(() -> stored("mandates", "person-votes") != null
                && stored("mandates", "person-expired") != null
                && stored("mandates", "person-future") != null);
        for (String person : List.of("person-expired", "person-future", "person-votes")) {
            Answer refused = put(path("c-mandate", "cm-2"), TestTokens.bearer(person), comment("mandated"));
            assertThat(refused.status()).as(person).isEqualTo(403);
            assertThat(refused.code()).as(person).isEqualTo("no-mandate");
        }
        assertThat(put(path("c-mandate", "cm-3"), TestTokens.bearer("person-mandated"), comment("other-organisation")).code()).isEqualTo("no-mandate");
        assertThat(put(path("c-mandate", "cm-3"), SECRETARIAT, comment("mandated")).code()).isEqualTo("no-mandate");
        assertThat(put(path("c-mandate", "cm-3"), null, comment("mandated")).status()).isEqualTo(401);
        assertThat(put(path("c-mandate", "cm-3"), TestTokens.forged("person-mandated"), comment("mandated")).status()).isEqualTo(401);
        assertThat(put(path("c-mandate", "cm-3"), TestTokens.expired("person-mandated"), comment("mandated")).status()).isEqualTo(401);
        assertThat(put(path("c-mandate", "cm-3"), TestTokens.withAudience("advocacy-service", "person-mandated"), comment("mandated")).status()).isEqualTo(401);
    }

    @Test
    void aSuspendedOrganisationReadsButDoesNotSpeak() {
        String token = representative("suspended");
        consultation("c-suspended", inDays(10).atTime(23, 59));
        organisation("org-suspended", "suspended", 5);
        // Older than the suspension: it must not bring the organisation back.
        organisation("org-suspended", "active", 4);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Answer refused = put(path("c-suspended", "cm-suspended"), token, comment("suspended"));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("organisation-suspended");
        });
        assertThat(get("/api/consultations/c-suspended/comments", token).status()).isEqualTo(200);
        organisation("org-suspended", "active", 6);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(put(path("c-suspended", "cm-reinstated"), token, comment("suspended")).status()).isEqualTo(201));
    }

    @Test
    void anEndedMandateIsGoneAtOnce() {
        String token = representative("ended");
        consultation("c-ended", inDays(10).atTime(23, 59));
        PROBE.send("membership.person.events.v1", "org.civikos.membership.mandate-ended.v1", "person-ended", 2,
                "{\"personId\":\"person-ended\",\"organisationId\":\"org-ended\",\"mandates\":[]}");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(put(path("c-ended", "cm-ended"), token, comment("ended", "kind", "nonsense")).status()).isEqualTo(422));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(stored("mandates", "person-ended").getList("mandates", Document.class)).isEmpty());
        assertThat(put(path("c-ended", "cm-ended"), token, comment("ended")).code()).isEqualTo("no-mandate");
    }

    @Test
    void whatIsNotRightIsRefusedWithItsCode() {
        String token = representative("wrong");
        consultation("c-wrong", inDays(10).atTime(23, 59));
        assertThat(put(path("c-unknown", "cm-wrong"), token, comment("wrong")).status()).isEqualTo(404);
        Answer node = put(path("c-wrong", "cm-wrong"), token, comment("wrong", "node", "art_99"));
        assertThat(node.status()).isEqualTo(422);
        assertThat(node.code()).isEqualTo("unknown-node");
        Answer reason = put(path("c-wrong", "cm-wrong"), token, comment("wrong", "justification", " "));
        assertThat(reason.status()).isEqualTo(422);
        assertThat(reason.code()).isEqualTo("justification-required");
        Answer nothingToAdd = put(path("c-wrong", "cm-wrong"), token, comment("wrong", "kind", "add"));
        assertThat(nothingToAdd.status()).isEqualTo(422);
        assertThat(nothingToAdd.code()).isEqualTo("wording-required");
        assertThat(nothingToAdd.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/proposedWording");
        assertThat(put(path("c-wrong", "cm-addition"), token, comment("wrong", "kind", "add", "proposedWording", "Neni 1a")).status()).isEqualTo(201);
        assertThat(put(path("c-wrong", "cm-change-by-reason"), token, comment("wrong")).status()).as("another wording may be asked for by its reason").isEqualTo(201);
        assertThat(put(path("c-wrong", "cm-question"), token, comment("wrong", "justification", "", "kind", "question")).status()).isEqualTo(201);
        Answer tooLong = put(path("c-wrong", "cm-wrong"), token, comment("wrong", "text", "x".repeat(20_001)));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.code()).isEqualTo("comment-too-long");
        assertThat(put(path("c-wrong", "cm-just-right"), token, comment("wrong", "text", "ë".repeat(20_000))).status()).isEqualTo(201);
        assertThat(put(path("c-wrong", "cm-wrong"), token, comment("wrong", "text", "x".repeat(2_000_000))).status()).isEqualTo(413);
        assertThat(put(path("c-wrong", "CM_wrong"), token, comment("wrong")).status()).isEqualTo(422);
        assertThat(put(path("c-wrong", "cm-wrong"), token, Map.of()).json().get("errors").size()).isEqualTo(4);
        consultation("c-other", inDays(10).atTime(23, 59));
        assertThat(put(path("c-other", "cm-question"), token, comment("wrong", "kind", "question")).code()).isEqualTo("comment-exists");
    }

    @Test
    void aWithdrawnCommentNoLongerCounts() {
        String token = representative("withdraw");
        consultation("c-withdraw", inDays(10).atTime(23, 59));
        put(path("c-withdraw", "cm-withdraw"), token, comment("withdraw", "node", "art_1"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get("/api/consultations/c-withdraw", null).json().get("commentCount").asInt()).isEqualTo(1));
        String other = representative("withdraw-other");
        assertThat(put(path("c-withdraw", "cm-withdraw") + "/withdrawal", other, Map.of()).code()).isEqualTo("no-mandate");
        assertThat(put(path("c-withdraw", "cm-withdraw") + "/withdrawal", token, Map.of()).json().get("status").asString()).isEqualTo("withdrawn");
        assertThat(put(path("c-withdraw", "cm-withdraw") + "/withdrawal", token, Map.of()).status()).isEqualTo(200);
        Seen withdrawn = PROBE.await(COMMENTS, seen -> "cm-withdraw".equals(seen.key()) && "org.civikos.consultation.comment-withdrawn.v1".equals(seen.type()));
        Contracts.assertLikeSample("consultation", "comment-withdrawn", withdrawn.data());
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get("/api/consultations/c-withdraw", null).json().get("commentCount").asInt()).isZero());
        assertThat(get("/api/consultations/c-withdraw/comments", token).json().get("items").size()).isZero();
        assertThat(get("/api/consultations/c-withdraw/comments?mine=true", token).json().get("items").size()).isEqualTo(1);
    }

    /** A crash between the comment and its lists: the mark is there, pages and figures are not. */
    @Test
    void listsAndFiguresAreMadeGoodAfterACrash() {
        String token = representative("counts");
        consultation("c-counts", inDays(10).atTime(23, 59));
        put(path("c-counts", "cm-counts"), token, comment("counts", "node", "art_1"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(get("/api/consultations/c-counts", null).json().get("commentCount").asInt()).isEqualTo(1);
            assertThat(marks("cm-counts")).isZero();
        });
        mongo.execute("commentCounts", all -> all.deleteOne(new Document("_id", "c-counts")));
        for (String row : List.of("*", "n|art_1", "o|org-counts")) {
            assertThat(mongo.execute("commentPages", all -> all.deleteOne(new Document("_id", "c-counts|" + row + "|0"))).getDeletedCount()).isEqualTo(1);
        }
        assertThat(get("/api/consultations/c-counts/comments?node=art_1", token).json().get("items").size()).isZero();
        mongo.execute("commentMarks", all -> all.insertOne(new Document("_id", "left-behind").append("comment", "cm-counts")));
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(get("/api/consultations/c-counts", null).json().get("commentCount").asInt()).isEqualTo(1);
            assertThat(get("/api/consultations/c-counts/comments?node=art_1", token).json().get("items").size()).isEqualTo(1);
            assertThat(get("/api/consultations/c-counts/comments?mine=true", token).json().get("items").size()).isEqualTo(1);
            assertThat(marks("cm-counts")).isZero();
        });
    }

    private long marks(String comment) {
        return mongo.execute("commentMarks", all -> all.countDocuments(new Document("comment", comment)));
    }

    /** More than one page of a list, read with cursors: each comment once, in the order of their references. */
    @Test
    void aLongListIsReadPageByPage() throws Exception {
        String token = representative("long");
        consultation("c-long", inDays(10).atTime(23, 59));
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Answer>> all = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                String id = "cm-long-" + i;
                all.add(() -> put(path("c-long", id), token, comment("long", "node", "art_2")));
            }
            for (Future<Answer> one : threads.invokeAll(all)) {
                assertThat(one.get().status()).isEqualTo(201);
            }
        }
        assertThat(put(path("c-long", "cm-long-7") + "/withdrawal", token, Map.of()).status()).isEqualTo(200);
        for (String list : List.of("?node=art_2", "?x=", "?mine=true")) {
            List<String> seen = new ArrayList<>();
            String next = "";
            do {
                Answer page = get("/api/consultations/c-long/comments" + list + "&limit=40" + next, token);
                page.json().get("items").forEach(one -> seen.add(one.get("id").asString()));
                next = page.json().get("next").isNull() ? "" : "&cursor=" + page.json().get("next").asString();
            } while (!next.isEmpty());
            assertThat(seen).as(list).doesNotHaveDuplicates().hasSize(list.contains("mine") ? 150 : 149);
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get("/api/consultations/c-long", null).json().get("commentCount").asInt()).isEqualTo(149));
        assertThat(get("/api/consultations/c-long/comments?cursor=nonsense", token).status()).isEqualTo(400);
    }
}
