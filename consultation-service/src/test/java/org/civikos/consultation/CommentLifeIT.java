package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Collectors;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.civikos.consultation.comment.Carriage;
import org.civikos.consultation.consultation.Structure;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;

/** A comment's way inside its organisation, among the others, through the secretariat's hands, and to the next version of the text. */
class CommentLifeIT extends ServiceIT {

    @Autowired
    private Carriage carriage;

    private static String type(String fact) {
        return "org.civikos.consultation." + fact + ".v1";
    }

    private static List<String> acts(Answer answer) {
        List<String> acts = new ArrayList<>();
        answer.json().get("history").forEach(step -> acts.add(step.get("act").asString()));
        return acts;
    }

    private int count(String consultation) {
        return get("/api/consultations/" + consultation, null).json().get("commentCount").asInt();
    }

    private int drafts(String consultation, String token) {
        return get("/api/consultations/" + consultation + "/comment-drafts", token).json().get("items").size();
    }

    @Test
    void aDraftGoesFromHandToHandAndIsSeenByItsOrganisationAlone() {
        String chief = representative("life");
        String writer = person("life-writer", "life", "comment");
        String colleague = person("life-colleague", "life", "comment");
        String stranger = representative("life-stranger");
        consultation("c-life", inDays(10).atTime(23, 59));
        String draft = path("c-life", "cm-life") + "/draft";
        Answer made = put(draft, writer, Map.of("organisation", "org-life", "node", "art_1", "kind", "change", "text", "Fillimi"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("status").asString()).isEqualTo("draft");
        assertThat(made.json().get("reference").isNull()).isTrue();
        Contracts.assertLikeSample("consultation", "comment-drafted", PROBE.await(COMMENTS, seen -> "cm-life".equals(seen.key()) && type("comment-drafted").equals(seen.type())).data());
        assertThat(put(draft, writer, Map.of("organisation", "org-life", "node", "art_1", "kind", "change", "text", "Tjetër"), "If-Match", "\"99\"").status()).isEqualTo(412);

        // Others, and the secretariat, do not learn that it exists.
        for (String other : List.of(stranger, SECRETARIAT)) {
            assertThat(get(path("c-life", "cm-life"), other).status()).isEqualTo(404);
            assertThat(put(path("c-life", "cm-life") + "/withdrawal", other, Map.of()).status()).isEqualTo(404);
            assertThat(drafts("c-life", other)).isZero();
        }
        assertThat(get(path("c-life", "cm-life"), null).status()).isEqualTo(404);
        assertThat(put(path("c-life", "cm-life") + "/sign-off", stranger, Map.of()).status()).isEqualTo(404);
        assertThat(put(draft, stranger, Map.of("organisation", "org-life-stranger")).code()).isEqualTo("comment-exists");
        assertThat(get("/api/consultations/c-life/comments", writer).json().get("items").size()).isZero();
        assertThat(drafts("c-life", colleague)).isEqualTo(1);
        assertThat(get("/api/comment-drafts", colleague).json().get("items").get(0).get("id").asString()).isEqualTo("cm-life");

        // Nothing incomplete reaches the desk of whoever signs.
        assertThat(put(path("c-life", "cm-life") + "/hand-over", writer, Map.of()).status()).isEqualTo(422);
        assertThat(put(draft, writer, comment("life", "node", "art_1")).status()).isEqualTo(200);
        assertThat(put(path("c-life", "cm-life") + "/review", writer, Map.of("note", "A është e qartë?")).json().get("status").asString()).isEqualTo("in-review");
        assertThat(put(path("c-life", "cm-life") + "/hand-over", writer, Map.of()).code()).isEqualTo("review-by-another");
        assertThat(put(path("c-life", "cm-life") + "/hand-over", colleague, Map.of("note", "Mirë")).json().get("status").asString()).isEqualTo("for-sign-off");
        assertThat(put(draft, writer, comment("life", "node", "art_1", "text", "Fshehurazi")).code()).isEqualTo("sign-off-needed");
        assertThat(put(path("c-life", "cm-life") + "/return", chief, Map.of("note", "Më shkurt")).json().get("status").asString()).isEqualTo("draft");
        assertThat(put(draft, writer, comment("life", "node", "art_1", "text", "Më shkurt.")).status()).isEqualTo(200);
        assertThat(put(path("c-life", "cm-life") + "/hand-over", writer, Map.of()).status()).isEqualTo(200);
        Answer signed = put(path("c-life", "cm-life") + "/sign-off", chief, Map.of());
        assertThat(signed.json().get("status").asString()).isEqualTo("submitted");
        assertThat(signed.json().get("reference").asString()).endsWith("-0001");
        assertThat(put(path("c-life", "cm-life") + "/sign-off", chief, Map.of()).json().get("reference").asString()).endsWith("-0001");
        assertThat(acts(signed)).containsExactly("drafted", "review-asked", "handed-over", "returned", "edited", "handed-over", "submitted");
        Contracts.assertLikeSample("consultation", "comment-submitted", PROBE.await(COMMENTS, seen -> "cm-life".equals(seen.key()) && type("comment-submitted").equals(seen.type())).data());
        assertThat(drafts("c-life", colleague)).isZero();
        assertThat(put(draft, chief, comment("life")).code()).isEqualTo("comment-not-open");
        Answer seen = get(path("c-life", "cm-life"), stranger);
        assertThat(seen.json().get("text").asString()).isEqualTo("Më shkurt.");
        assertThat(seen.json().get("history").isNull()).isTrue();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(count("c-life")).isEqualTo(1));
    }

    /** As a network begins: draft, a colleague's review, and whoever has the right signs it off. */
    @Test
    void whoeverMayOnlyCommentHandsOver() {
        String chief = representative("strict");
        String writer = person("strict-writer", "strict", "comment");
        String signer = person("strict-signer", "strict", "sign-off");
        consultation("c-strict", inDays(10).atTime(23, 59));
        assertThat(put(path("c-strict", "cm-strict"), writer, comment("strict")).code()).isEqualTo("sign-off-needed");
        assertThat(put(path("c-strict", "cm-strict") + "/draft", writer, comment("strict")).status()).isEqualTo(201);
        assertThat(put(path("c-strict", "cm-strict") + "/sign-off", writer, Map.of()).code()).isEqualTo("sign-off-needed");
        String files = path("c-strict", "cm-strict") + "/attachments";
        assertThat(uploadTo(files, writer, "Tabela".getBytes(StandardCharsets.UTF_8), "tabela.txt", Map.of()).status()).isEqualTo(200);
        Answer handed = put(path("c-strict", "cm-strict") + "/hand-over", writer, Map.of());
        assertThat(handed.status()).isEqualTo(200);
        // What waits for a signature is what was handed over, its files included, and what the signer has read.
        assertThat(uploadTo(files, writer, "Tjetër".getBytes(StandardCharsets.UTF_8), "tjeter.txt", Map.of()).code()).isEqualTo("sign-off-needed");
        assertThat(delete(files + "/" + handed.json().get("attachments").get(0).get("id").asString(), writer).code()).isEqualTo("sign-off-needed");
        String read = handed.response().headers().firstValue("ETag").orElseThrow();
        assertThat(put(path("c-strict", "cm-strict") + "/draft", chief, comment("strict", "text", "Ndryshuar nga kryetarja")).status()).isEqualTo(200);
        assertThat(put(path("c-strict", "cm-strict") + "/sign-off", signer, Map.of(), "If-Match", read).status()).isEqualTo(412);
        assertThat(put(path("c-strict", "cm-strict") + "/sign-off", signer, Map.of()).json().get("status").asString()).isEqualTo("submitted");
        assertThat(put(path("c-strict", "cm-strict") + "/withdrawal", writer, Map.of()).code()).isEqualTo("sign-off-needed");
        assertThat(put(path("c-strict", "cm-direct"), chief, comment("strict", "text", "Drejtpërdrejt")).status()).isEqualTo(201);
        assertThat(get("/api/consultations/c-strict/comment-settings", null).json().get("commentRightSubmits").asBoolean()).isFalse();
        assertThat(get("/api/consultations/c-strict/comments", chief).json().get("items").size()).isEqualTo(2);
    }

    @Test
    void twoSignaturesAtOnceSubmitOnce() throws Exception {
        String chief = representative("sign");
        consultation("c-sign", inDays(10).atTime(23, 59));
        put(path("c-sign", "cm-sign") + "/draft", chief, comment("sign"));
        List<Callable<Answer>> both = List.of(() -> put(path("c-sign", "cm-sign") + "/sign-off", chief, Map.of()), () -> put(path("c-sign", "cm-sign"), chief, comment("sign")),
                () -> put(path("c-sign", "cm-sign") + "/sign-off", chief, Map.of()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> one : threads.invokeAll(both)) {
                assertThat(one.get().status()).isLessThan(300);
            }
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(count("c-sign")).isEqualTo(1));
        PROBE.await(COMMENTS, seen -> "cm-sign".equals(seen.key()) && type("comment-submitted").equals(seen.type()));
        assertThat(PROBE.all(COMMENTS).stream().filter(seen -> "cm-sign".equals(seen.key()) && type("comment-submitted").equals(seen.type()))).hasSize(1);
        put(path("c-sign", "cm-thrown") + "/draft", chief, comment("sign"));
        assertThat(put(path("c-sign", "cm-thrown") + "/withdrawal", chief, Map.of()).json().get("status").asString()).isEqualTo("withdrawn");
        assertThat(drafts("c-sign", chief)).isZero();
        assertThat(get("/api/consultations/c-sign/comments?mine=true", chief).json().get("items").size()).isEqualTo(1);
    }

    @Test
    void aNewOneTakesThePlaceOfAnOldOneOnce() {
        String token = representative("again");
        String other = representative("again-other");
        consultation("c-again", inDays(10).atTime(23, 59));
        put(path("c-again", "cm-old"), token, comment("again", "node", "art_1"));
        assertThat(put(path("c-again", "cm-theirs"), other, comment("again-other", "replaces", "cm-old")).status()).isEqualTo(422);
        assertThat(put(path("c-again", "cm-new"), token, comment("again", "node", "art_1", "text", "E re", "replaces", "cm-old")).status()).isEqualTo(201);
        assertThat(put(path("c-again", "cm-new"), token, comment("again", "node", "art_1", "text", "E re", "replaces", "cm-old")).status()).isEqualTo(200);
        Answer old = get(path("c-again", "cm-old"), other);
        assertThat(old.json().get("status").asString()).isEqualTo("superseded");
        assertThat(old.json().get("replacedBy").asString()).isEqualTo("cm-new");
        assertThat(get(path("c-again", "cm-new"), other).json().get("replaces").asString()).isEqualTo("cm-old");
        assertThat(put(path("c-again", "cm-third"), token, comment("again", "replaces", "cm-old")).code()).isEqualTo("comment-superseded");
        assertThat(put(path("c-again", "cm-old") + "/withdrawal", token, Map.of()).code()).isEqualTo("comment-superseded");
        Contracts.assertLikeSample("consultation", "comment-superseded", PROBE.await(COMMENTS, seen -> "cm-old".equals(seen.key()) && type("comment-superseded").equals(seen.type())).data());
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(count("c-again")).isEqualTo(1));
        assertThat(get("/api/consultations/c-again/comments?node=art_1", other).json().get("items").size()).isEqualTo(1);

        // Hidden and shown, it does not count again: whoever follows the figures must not be told that it is shown.
        put(path("c-again", "cm-old") + "/hiding", SECRETARIAT, Map.of("reason", "Provë."));
        assertThat(delete(path("c-again", "cm-old") + "/hiding", SECRETARIAT).json().get("hidden").asBoolean()).isFalse();
        put(path("c-again", "cm-old") + "/hiding", SECRETARIAT, Map.of("reason", "Provë e dytë."));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(PROBE.all(COMMENTS).stream().filter(seen -> "cm-old".equals(seen.key()) && type("comment-hidden").equals(seen.type()))).hasSize(2));
        assertThat(PROBE.all(COMMENTS).stream().filter(seen -> "cm-old".equals(seen.key()) && type("comment-shown").equals(seen.type()))).isEmpty();
    }

    @Test
    void exactWordsReferencesAndHostileOnes() {
        String token = representative("words");
        consultation("c-words", inDays(10).atTime(23, 59));
        Answer quoted = put(path("c-words", "cm-words"), token, comment("words", "node", "art_1", "quote", Map.of("exact", "Teksti", "prefix", "", "suffix", ".", "start", 0),
                "references", List.of(Map.of("kind", "acquis", "label", "Direktiva 2014/24/BE", "url", "https://eur-lex.example.org/x"))));
        assertThat(quoted.status()).isEqualTo(201);
        assertThat(quoted.json().get("quote").get("exact").asString()).isEqualTo("Teksti");
        assertThat(quoted.json().get("references").get(0).get("label").asString()).isEqualTo("Direktiva 2014/24/BE");
        assertThat(put(path("c-words", "cm-words-2"), token, comment("words", "node", "art_1", "quote", Map.of("exact", "nuk gjendet"))).code()).isEqualTo("quote-not-found");
        assertThat(put(path("c-words", "cm-words-2"), token, comment("words", "quote", Map.of("exact", "Teksti"))).code()).isEqualTo("quote-not-found");
        assertThat(put(path("c-words", "cm-words-2"), token, comment("words", "references", List.of(Map.of("kind", "law", "label", "x", "url", "javascript:alert(1)")))).status()).isEqualTo(422);
        assertThat(put(path("c-words", "cm-words-2"), token, comment("words", "references", List.of(Map.of("kind", "gossip", "label", "x")))).status()).isEqualTo(422);
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void filesAreTakenIfTheyAreWhatTheySay() throws IOException {
        String token = representative("files");
        consultation("c-files", inDays(10).atTime(23, 59));
        put(path("c-files", "cm-files") + "/draft", token, comment("files"));
        String files = path("c-files", "cm-files") + "/attachments";
        Answer added = uploadTo(files, token, "Tabela e të dhënave".getBytes(StandardCharsets.UTF_8), "../../të dhëna.txt", Map.of());
        assertThat(added.status()).isEqualTo(200);
        JsonNode file = added.json().get("attachments").get(0);
        assertThat(file.get("fileName").asString()).isEqualTo("të dhëna.txt");
        assertThat(uploadTo(files, token, "Tabela e të dhënave".getBytes(StandardCharsets.UTF_8), "të dhëna.txt", Map.of()).json().get("attachments").size()).isEqualTo(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 160; i++) {
                zip.write(zeros);
            }
        }
        byte[] bomb = bytes.toByteArray();
        Object[][] hostile = {
                {"virus.exe", "MZ".getBytes(StandardCharsets.UTF_8), "attachment-kind"},
                {"faqe.html", "<html>".getBytes(StandardCharsets.UTF_8), "attachment-kind"},
                {"vizatim.svg", "<svg onload='x'/>".getBytes(StandardCharsets.UTF_8), "attachment-kind"},
                {"bosh.pdf", new byte[0], "attachment-empty"},
                {"jo.pdf", "MZ is not a PDF".getBytes(StandardCharsets.UTF_8), "attachment-mismatch"},
                {"prerë.pdf", "%PDF-1.7 1 0 obj".getBytes(StandardCharsets.UTF_8), "attachment-damaged"},
                {"skript.pdf", "%PDF-1.7 /JavaScript (app.alert(1)) %%EOF".getBytes(StandardCharsets.UTF_8), "attachment-macro"},
                {"makro.docx", zip("word/document.xml", "<w/>", "word/vbaProject.bin", "x"), "attachment-macro"},
                {"tjetër.docx", zip("xl/workbook.xml", "<w/>"), "attachment-mismatch"},
                {"bombë.docx", bomb, "attachment-bomb"},
                {"faqe.txt", "<html><script>x</script>".getBytes(StandardCharsets.UTF_8), "attachment-mismatch"},
                {"foto.png", "GIF89a".getBytes(StandardCharsets.UTF_8), "attachment-mismatch"},
                {"madh.txt", "x".repeat(11 * 1024 * 1024).getBytes(StandardCharsets.UTF_8), "attachment-too-large"},
        };
        for (Object[] one : hostile) {
            Answer refused = uploadTo(files, token, (byte[]) one[1], (String) one[0], Map.of());
            assertThat(refused.code()).as((String) one[0]).isEqualTo(one[2]);
            assertThat(refused.status()).as((String) one[0]).isIn(413, 422);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(uploadTo(files, token, ("Skedari " + i).getBytes(StandardCharsets.UTF_8), "s" + i + ".txt", Map.of()).status()).isEqualTo(200);
        }
        assertThat(uploadTo(files, token, "një tepër".getBytes(StandardCharsets.UTF_8), "s9.txt", Map.of()).code()).isEqualTo("too-many-attachments");
        assertThat(delete(files + "/" + uploadedId(token, files, "s3.txt"), token).json().get("attachments").size()).isEqualTo(4);

        // The bytes of what was taken away go, those of what is there stay; and so do those of one that is added again.
        assertThat(uploadTo(files, token, "Vjen e shkon".getBytes(StandardCharsets.UTF_8), "vjen.txt", Map.of()).status()).isEqualTo(200);
        String again = uploadedId(token, files, "vjen.txt");
        assertThat(delete(files + "/" + again, token).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stored("documentPieces", "comment.cm-files." + again + ":0")).isNull());
        assertThat(uploadTo(files, token, "Vjen e shkon".getBytes(StandardCharsets.UTF_8), "vjen.txt", Map.of()).status()).isEqualTo(200);
        // A request that died before its comment was written has left a note and bytes.
        mongo.execute("documentPieces", all -> all.insertOne(new Document("_id", "comment.cm-files.died:0").append("data", new Binary(new byte[] {1}))));
        mongo.execute("attachmentNotes", all -> all.insertOne(new Document("_id", "comment.cm-files.died").append("comment", "cm-files").append("attachment", "died").append("bytes", 1L).append("due", new Date())));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stored("documentPieces", "comment.cm-files.died:0")).isNull());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(mongo.<Long>execute("attachmentNotes", all -> all.countDocuments(new Document("comment", "cm-files")))).isZero());
        assertThat(stored("documentPieces", "comment.cm-files." + again + ":0")).as("it is referred to again").isNotNull();
        assertThat(delete(files + "/" + again, token).json().get("attachments").size()).isEqualTo(4);

        // Submitted under the same identifier with the files of the draft; then they are fixed, and there for the others.
        String stranger = representative("files-stranger");
        assertThat(get(files + "/" + file.get("id").asString(), stranger).status()).isEqualTo(404);
        assertThat(put(path("c-files", "cm-files"), token, comment("files")).json().get("attachments").size()).isEqualTo(4);
        Answer read = get(files + "/" + file.get("id").asString(), stranger);
        assertThat(read.body()).isEqualTo("Tabela e të dhënave");
        assertThat(read.response().headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(delete(files + "/" + file.get("id").asString(), token).code()).isEqualTo("comment-not-open");
        assertThat(uploadTo(files, stranger, "x".getBytes(StandardCharsets.UTF_8), "x.txt", Map.of()).status()).isEqualTo(403);
    }

    private String uploadedId(String token, String files, String name) {
        for (JsonNode one : get(files.replace("/attachments", ""), token).json().get("attachments")) {
            if (one.get("fileName").asString().equals(name)) {
                return one.get("id").asString();
            }
        }
        throw new AssertionError("no file " + name);
    }

    @Test
    void othersEndorseAndOpposeUntilTheDeadline() {
        String token = representative("liked");
        String other = representative("likes");
        consultation("c-liked", inDays(10).atTime(23, 59));
        put(path("c-liked", "cm-liked"), token, comment("liked"));
        String stance = path("c-liked", "cm-liked") + "/stances/org-likes";
        assertThat(put(path("c-liked", "cm-liked") + "/stances/org-liked", token, Map.of("stance", "endorse")).code()).isEqualTo("own-comment");
        assertThat(put(stance, token, Map.of("stance", "endorse")).code()).isEqualTo("no-mandate");
        assertThat(put(stance, other, Map.of("stance", "loves")).status()).isEqualTo(422);
        assertThat(put(stance, other, Map.of("stance", "endorse")).json().get("endorsed").asInt()).isEqualTo(1);
        assertThat(put(stance, other, Map.of("stance", "endorse")).json().get("endorsed").asInt()).isEqualTo(1);
        Answer changed = put(stance, other, Map.of("stance", "oppose", "reason", "Jo kështu."));
        assertThat(changed.json().get("endorsed").asInt()).isZero();
        assertThat(changed.json().get("opposed").asInt()).isEqualTo(1);
        assertThat(changed.json().get("stances").get(0).get("organisation").get("name").asString()).isEqualTo("Shoqata org-likes");
        assertThat(delete(stance, other).json().get("opposed").asInt()).isZero();
        Contracts.assertLikeSample("consultation", "comment-endorsed", PROBE.await(COMMENTS, seen -> "cm-liked".equals(seen.key()) && type("comment-endorsed").equals(seen.type())).data());
        assertThat(PROBE.all(COMMENTS).stream().filter(seen -> "cm-liked".equals(seen.key()) && type("comment-endorsed").equals(seen.type())).map(Seen::data).toList())
                .hasSizeLessThanOrEqualTo(3);
        put(path("c-liked", "cm-liked") + "/withdrawal", token, Map.of());
        assertThat(put(stance, other, Map.of("stance", "endorse")).code()).isEqualTo("comment-not-standing");
        assertThat(put(path("c-liked", "cm-nothing") + "/stances/org-likes", other, Map.of("stance", "endorse")).status()).isEqualTo(404);
    }

    @Test
    void whoSeesCommentsIsASettingOfTheConsultation() {
        String token = representative("seen");
        String other = representative("sees");
        consultation("c-seen", inDays(10).atTime(23, 59));
        put(path("c-seen", "cm-seen"), token, comment("seen", "node", "art_1"));
        String list = "/api/consultations/c-seen/comments?node=art_1";
        String settings = "/api/consultations/c-seen/comment-settings";
        assertThat(get(settings, null).json().get("visibility").asString()).isEqualTo("network");
        assertThat(get(list, other).json().get("items").size()).isEqualTo(1);
        assertThat(get(list, null).status()).isEqualTo(401);
        assertThat(get(path("c-seen", "cm-seen"), null).status()).isEqualTo(401);
        assertThat(put(settings, other, Map.of("visibility", "all", "late", "refuse")).status()).isEqualTo(403);
        assertThat(put(settings, SECRETARIAT, Map.of("visibility", "moon")).json().get("errors").size()).isEqualTo(2);
        Answer all = put(settings, SECRETARIAT, Map.of("visibility", "all", "late", "refuse"), "If-Match", "\"0\"");
        assertThat(all.status()).isEqualTo(200);
        assertThat(put(settings, SECRETARIAT, Map.of("visibility", "nobody", "late", "refuse"), "If-Match", "\"0\"").status()).isEqualTo(412);
        Answer open = get(list, null);
        assertThat(open.json().get("items").size()).isEqualTo(1);
        assertThat(open.body()).doesNotContain("person-seen");
        put(settings, SECRETARIAT, Map.of("visibility", "nobody", "late", "refuse"));
        assertThat(get(list, null).status()).isEqualTo(401);
        assertThat(get(list, other).json().get("items").size()).isZero();
        assertThat(get(path("c-seen", "cm-seen"), other).status()).isEqualTo(404);
        assertThat(put(path("c-seen", "cm-seen") + "/stances/org-sees", other, Map.of("stance", "endorse")).status()).isEqualTo(404);
        assertThat(post("/api/consultations/c-seen/similar-comments", other, Map.of("node", "art_1", "text", "Ky nen duhet ndryshuar")).json().get("items").size()).isZero();
        assertThat(get(list, token).json().get("items").size()).isEqualTo(1);
        assertThat(get(list, SECRETARIAT).json().get("items").size()).isEqualTo(1);
    }

    private List<String> walked(String list, String token) {
        return walked(list, "", token);
    }

    private List<String> walked(String list, String from, String token) {
        List<String> ids = new ArrayList<>();
        JsonNode page;
        String cursor = from;
        do {
            page = get(list + cursor, token).json();
            page.get("items").forEach(item -> ids.add(item.get("id").asString()));
            cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());
        return ids;
    }

    @Test
    void ownCommentsOnAPartAreFoundBehindAnyNumberOnOtherParts() {
        String token = representative("own-part");
        consultation("c-own-part", inDays(10).atTime(23, 59));
        for (String node : List.of("art_1", "art_1", "art_1", "art_2", "art_1", "art_2")) {
            String id = "cm-own-part-" + walked("/api/consultations/c-own-part/comments?mine=true", token).size();
            assertThat(put(path("c-own-part", id), token, comment("own-part", "node", node)).status()).isEqualTo(201);
        }
        for (int limit : List.of(1, 2, 50)) {
            assertThat(walked("/api/consultations/c-own-part/comments?mine=true&node=art_2&limit=" + limit, token)).containsExactly("cm-own-part-3", "cm-own-part-5");
        }
    }

    @Test
    void whereNobodySeesTheCommentsOfOthersOnlyThoseOfTheOwnOrganisationsAreLookedAt() {
        String token = representative("own-row");
        String other = representative("own-row-other");
        consultation("c-own-row", inDays(10).atTime(23, 59));
        String list = "/api/consultations/c-own-row/comments?limit=1";
        int number = 0;
        for (String node : List.of("art_1", "art_2", "art_1")) {
            put(path("c-own-row", "cm-own-row-other-" + number), other, comment("own-row-other", "node", node));
            put(path("c-own-row", "cm-own-row-" + number++), token, comment("own-row", "node", node));
        }
        put(path("c-own-row", "cm-own-row-gone"), token, comment("own-row", "node", "art_1"));
        put(path("c-own-row", "cm-own-row-gone") + "/withdrawal", token, Map.of());
        String cursorOfAll = "&cursor=" + get(list, token).json().get("next").asString();
        List<String> before = walked(list, token).stream().filter(id -> !id.contains("other")).toList();
        put("/api/consultations/c-own-row/comment-settings", SECRETARIAT, Map.of("visibility", "nobody", "late", "refuse"));
        // The rows that hold everybody's comments are not needed.
        for (String row : List.of("c-own-row|*", "c-own-row|n|art_1")) {
            assertThat(mongo.remove(Query.query(Criteria.where("_id").is(row + "|0")), "commentPages").getDeletedCount()).isEqualTo(1);
        }
        assertThat(walked(list, token)).isEqualTo(before).contains("cm-own-row-0", "cm-own-row-1", "cm-own-row-2");
        assertThat(walked(list + "&node=art_1", token)).contains("cm-own-row-0", "cm-own-row-2").doesNotContain("cm-own-row-1");
        assertThat(walked(list, representative("own-row-silent"))).isEmpty();
        // Who was paging when the setting changed may see one twice, and misses none.
        assertThat(walked(list, cursorOfAll, token)).containsAll(before);
    }

    /** The late ones of a consultation of thousands have turns far behind the first page of their queue. */
    @Test
    void lateOnesAreFoundBehindHoweverManyThatCameInTime() {
        String token = representative("tardy-many");
        consultation("c-tardy-many", inDays(-1).atTime(23, 59));
        mongo.execute("counters", all -> all.insertOne(new Document("_id", "comments-c-tardy-many").append("value", 2_000L)));
        put("/api/consultations/c-tardy-many/comment-settings", SECRETARIAT, Map.of("visibility", "network", "late", "queue"));
        assertThat(put(path("c-tardy-many", "cm-tardy-many"), token, comment("tardy-many")).json().get("status").asString()).isEqualTo("late");
        assertThat(get("/api/consultations/c-tardy-many/comment-queues/late", SECRETARIAT).json().get("items").size()).isEqualTo(1);
    }

    @Test
    void whatComesLateIsQueuedOrMarkedByTheSetting() {
        String token = representative("tardy");
        String other = representative("tardy-other");
        consultation("c-tardy", inDays(-1).atTime(23, 59));
        String settings = "/api/consultations/c-tardy/comment-settings";
        assertThat(put(path("c-tardy", "cm-tardy-1"), token, comment("tardy")).code()).isEqualTo("deadline-passed");
        assertThat(put(path("c-tardy", "cm-tardy-1") + "/draft", token, comment("tardy")).code()).isEqualTo("deadline-passed");
        put(settings, SECRETARIAT, Map.of("visibility", "network", "late", "queue"));
        Answer queued = put(path("c-tardy", "cm-tardy-1"), token, comment("tardy"));
        assertThat(queued.status()).isEqualTo(201);
        assertThat(queued.json().get("status").asString()).isEqualTo("late");
        assertThat(put(path("c-tardy", "cm-tardy-1"), token, comment("tardy")).status()).isEqualTo(200);
        put(path("c-tardy", "cm-tardy-2"), token, comment("tardy", "text", "Edhe kjo"));
        assertThat(get(path("c-tardy", "cm-tardy-1"), other).status()).isEqualTo(404);
        String queue = "/api/consultations/c-tardy/comment-queues/late";
        assertThat(get(queue, SECRETARIAT).json().get("items").size()).isEqualTo(2);
        assertThat(get(queue, token).status()).isEqualTo(403);
        assertThat(get("/api/consultations/c-tardy/comment-queues/nothing", SECRETARIAT).status()).isEqualTo(404);
        assertThat(put(path("c-tardy", "cm-tardy-1") + "/acceptance", SECRETARIAT, Map.of()).json().get("status").asString()).isEqualTo("submitted");
        assertThat(put(path("c-tardy", "cm-tardy-2") + "/refusal", SECRETARIAT, Map.of("reason", "Një javë pas afatit.")).json().get("status").asString()).isEqualTo("refused");
        assertThat(put(path("c-tardy", "cm-tardy-2") + "/acceptance", SECRETARIAT, Map.of()).code()).isEqualTo("comment-not-late");
        assertThat(get(queue, SECRETARIAT).json().get("items").size()).isZero();
        assertThat(get(path("c-tardy", "cm-tardy-1"), other).json().get("late").asBoolean()).isTrue();
        Seen submitted = PROBE.await(COMMENTS, seen -> "cm-tardy-1".equals(seen.key()));
        assertThat(submitted.type()).isEqualTo(type("comment-submitted"));
        assertThat(JSON.readTree(submitted.data()).get("late").asBoolean()).isTrue();
        put(settings, SECRETARIAT, Map.of("visibility", "network", "late", "mark"));
        Answer marked = put(path("c-tardy", "cm-tardy-3"), token, comment("tardy", "text", "E treta"));
        assertThat(marked.json().get("status").asString()).isEqualTo("submitted");
        assertThat(marked.json().get("late").asBoolean()).isTrue();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(count("c-tardy")).isEqualTo(2));
        assertThat(PROBE.all(COMMENTS).stream().filter(seen -> "cm-tardy-2".equals(seen.key()))).isEmpty();
    }

    @Test
    void aLateOneIsTakenBackWhileItWaitsAndARefusedReplacementLeavesTheFirstFree() {
        String token = representative("waiting");
        consultation("c-waiting", inDays(-1).atTime(23, 59));
        String settings = "/api/consultations/c-waiting/comment-settings";
        put(settings, SECRETARIAT, Map.of("visibility", "network", "late", "mark"));
        assertThat(put(path("c-waiting", "cm-waiting-1"), token, comment("waiting")).json().get("status").asString()).isEqualTo("submitted");
        assertThat(put(path("c-waiting", "cm-waiting-1") + "/withdrawal", token, Map.of()).code()).as("taken already").isEqualTo("deadline-passed");
        put(settings, SECRETARIAT, Map.of("visibility", "network", "late", "queue"));
        put(path("c-waiting", "cm-waiting-2"), token, comment("waiting", "text", "Për radhë"));
        assertThat(put(path("c-waiting", "cm-waiting-2") + "/withdrawal", token, Map.of()).json().get("status").asString()).isEqualTo("withdrawn");
        assertThat(put(path("c-waiting", "cm-waiting-2") + "/acceptance", SECRETARIAT, Map.of()).code()).isEqualTo("comment-not-late");

        put(path("c-waiting", "cm-waiting-3"), token, comment("waiting", "text", "Më mirë", "replaces", "cm-waiting-1"));
        assertThat(put(path("c-waiting", "cm-waiting-4"), token, comment("waiting", "text", "Edhe më mirë", "replaces", "cm-waiting-1")).code())
                .as("one waits for the secretariat").isEqualTo("comment-superseded");
        put(path("c-waiting", "cm-waiting-3") + "/refusal", SECRETARIAT, Map.of("reason", "Një javë pas afatit."));
        put(path("c-waiting", "cm-waiting-5"), token, comment("waiting", "text", "Edhe më mirë", "replaces", "cm-waiting-1"));
        put(path("c-waiting", "cm-waiting-5") + "/withdrawal", token, Map.of());
        assertThat(put(path("c-waiting", "cm-waiting-6"), token, comment("waiting", "text", "E fundit", "replaces", "cm-waiting-1")).status()).isEqualTo(201);
        assertThat(put(path("c-waiting", "cm-waiting-6") + "/acceptance", SECRETARIAT, Map.of()).json().get("status").asString()).isEqualTo("submitted");
        assertThat(get(path("c-waiting", "cm-waiting-1"), token).json().get("status").asString()).isEqualTo("superseded");
    }

    @Test
    void theSecretariatHidesWithAReasonThatTheOrganisationReads() {
        String token = representative("hidden");
        String other = representative("hidden-other");
        consultation("c-hidden", inDays(10).atTime(23, 59));
        put(path("c-hidden", "cm-hidden"), token, comment("hidden", "node", "art_1"));
        put(path("c-hidden", "cm-hidden") + "/stances/org-hidden-other", other, Map.of("stance", "oppose", "reason", "Ky person gënjen."));
        assertThat(get(path("c-hidden", "cm-hidden"), other).json().get("stances").get(0).get("reason").asString()).isEqualTo("Ky person gënjen.");
        String hiding = path("c-hidden", "cm-hidden") + "/hiding";
        assertThat(put(hiding, token, Map.of("reason", "x")).status()).isEqualTo(403);
        assertThat(put(hiding, SECRETARIAT, Map.of("reason", " ")).status()).isEqualTo(400);
        assertThat(put(hiding, SECRETARIAT, Map.of("reason", "Fyen një person me emër.")).json().get("hidden").asBoolean()).isTrue();
        assertThat(get("/api/consultations/c-hidden/comments?node=art_1", other).json().get("items").size()).isZero();
        Answer seen = get(path("c-hidden", "cm-hidden"), other);
        assertThat(seen.json().get("hidden").asBoolean()).isTrue();
        assertThat(seen.json().get("text").isNull()).isTrue();
        assertThat(seen.json().get("hiddenReason").isNull()).isTrue();
        assertThat(seen.json().get("stances").get(0).get("reason").isNull()).as("a reason repeats what was hidden").isTrue();
        assertThat(get(path("c-hidden", "cm-hidden"), SECRETARIAT).json().get("stances").get(0).get("reason").asString()).isEqualTo("Ky person gënjen.");
        assertThat(get(path("c-hidden", "cm-hidden"), token).json().get("hiddenReason").asString()).isEqualTo("Fyen një person me emër.");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(count("c-hidden")).isZero());
        Contracts.assertLikeSample("consultation", "comment-hidden", PROBE.await(COMMENTS, one -> "cm-hidden".equals(one.key()) && type("comment-hidden").equals(one.type())).data());
        assertThat(delete(hiding, SECRETARIAT).json().get("hidden").asBoolean()).isFalse();
        Contracts.assertLikeSample("consultation", "comment-shown", PROBE.await(COMMENTS, one -> "cm-hidden".equals(one.key()) && type("comment-shown").equals(one.type())).data());
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(count("c-hidden")).isEqualTo(1));
    }

    @Test
    void whatHasBeenSaidAlreadyIsShownWhateverItsScript() {
        String token = representative("similar");
        consultation("c-similar", inDays(10).atTime(23, 59));
        put(path("c-similar", "cm-similar-1"), token, comment("similar", "node", "art_1", "text", "Rok za registraciju udruženja treba da bude trideset dana", "justification", "Kraći rok štiti članove."));
        put(path("c-similar", "cm-similar-2"), token, comment("similar", "node", "art_1", "text", "Porezi na imovinu su previsoki za opštine", "justification", "Budžet."));
        Answer found = post("/api/consultations/c-similar/similar-comments", token, Map.of("node", "art_1", "text", "Рок за регистрацију удружења треба да буде тридесет дана, краћи рок"));
        assertThat(found.json().get("items").size()).isEqualTo(1);
        assertThat(found.json().get("items").get(0).get("comment").get("id").asString()).isEqualTo("cm-similar-1");
        assertThat(found.json().get("items").get(0).get("likeness").asDouble()).isGreaterThan(0.6);
        assertThat(post("/api/consultations/c-similar/similar-comments", token, Map.of("text", "Rok za registraciju")).json().get("items").size()).isZero();
    }

    @Test
    void anOrganisationSaysThatItIsNotConcernedAndTheSecretariatSeesWhoIsSilent() {
        String token = representative("relevant");
        String silent = representative("silent");
        consultation("c-relevant", inDays(10).atTime(23, 59));
        String mine = "/api/consultations/c-relevant/participations/org-relevant/not-relevant";
        assertThat(put(mine, silent, Map.of()).code()).isEqualTo("no-mandate");
        assertThat(put(mine, token, Map.of()).json().get("notRelevant").asBoolean()).isTrue();
        assertThat(put(mine, token, Map.of()).json().get("notRelevant").asBoolean()).isTrue();
        Seen said = PROBE.await("consultation.participation.events.v1", seen -> "c-relevant.org-relevant".equals(seen.key()));
        Contracts.assertLikeSample("consultation", "consultation-not-relevant", said.data());
        JsonNode states = get("/api/consultations/c-relevant/organisation-states", SECRETARIAT).json();
        assertThat(state(states, "org-relevant")).isEqualTo("not-relevant");
        JsonNode standing = get("/api/standings?consultation=c-relevant&consultation=c-nowhere", token).json().get("items");
        assertThat(standing.get(0).at("/organisations/0/notRelevant").asBoolean()).isTrue();
        assertThat(standing.get(1).at("/organisations/0/submitted").asInt()).isZero();
        assertThat(get("/api/standings?consultation=c-relevant", null).status()).isEqualTo(401);
        assertThat(get("/api/standings", token).status()).isEqualTo(400);
        assertThat(state(states, "org-silent")).isEqualTo("silent");
        // An organisation in another field is told of apart: of it nobody awaits an answer.
        PROBE.send("membership.organisation.events.v1", "org.civikos.membership.organisation-registered.v1", "org-elsewhere", 1,
                JSON.writeValueAsString(Map.of("organisationId", "org-elsewhere", "name", "Aaa", "status", "active", "fields", List.of("health"), "municipality", "Prizren")));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stored("organisations", "org-elsewhere")).isNotNull());
        states = get("/api/consultations/c-relevant/organisation-states", SECRETARIAT).json();
        List<JsonNode> items = states.get("items").valueStream().toList();
        JsonNode elsewhere = items.stream().filter(one -> one.get("id").asString().equals("org-elsewhere")).findFirst().orElseThrow();
        assertThat(elsewhere.get("concerned").asBoolean()).isFalse();
        assertThat(items.stream().filter(one -> one.get("id").asString().equals("org-silent")).findFirst().orElseThrow().get("concerned").asBoolean()).isTrue();
        assertThat(items.stream().map(one -> !one.get("concerned").asBoolean())).as("those concerned first").isSorted();
        for (boolean concerned : new boolean[] {true, false}) {
            JsonNode figures = states.get(concerned ? "concerned" : "others");
            assertThat(figures.get("organisations").asInt()).isEqualTo((int) items.stream().filter(one -> one.get("concerned").asBoolean() == concerned).count());
            assertThat(figures.get("silent").asInt()).isEqualTo((int) items.stream().filter(one -> one.get("concerned").asBoolean() == concerned && one.get("state").asString().equals("silent")).count());
        }
        assertThat(get("/api/consultations/c-relevant/organisation-states", token).status()).isEqualTo(403);
        assertThat(get("/api/consultations/c-relevant/participations", token).json().get("items").get(0).get("notRelevant").asBoolean()).isTrue();
        assertThat(delete(mine, token).json().get("notRelevant").asBoolean()).isFalse();
        Contracts.assertLikeSample("consultation", "consultation-relevant-again",
                PROBE.await("consultation.participation.events.v1", seen -> "c-relevant.org-relevant".equals(seen.key()) && type("consultation-relevant-again").equals(seen.type())).data());
        put(path("c-relevant", "cm-relevant"), token, comment("relevant"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(state(get("/api/consultations/c-relevant/organisation-states", SECRETARIAT).json(), "org-relevant")).isEqualTo("spoken"));
        assertThat(get("/api/standings?consultation=c-relevant", token).json().at("/items/0/organisations/0/submitted").asInt()).isEqualTo(1);
        assertThat(get("/api/standings?consultation=c-relevant", silent).json().at("/items/0/organisations/0/submitted").asInt()).as("of others nothing is counted").isZero();
        assertThat(put("/api/consultations/c-unknown/participations/org-relevant/not-relevant", token, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void whatBecameOfAProposalIsRecordedAndCounted() {
        String token = representative("answered");
        consultation("c-answered", inDays(10).atTime(23, 59));
        for (String id : List.of("cm-answered-1", "cm-answered-2")) {
            assertThat(put(path("c-answered", id), token, comment("answered", "text", "Teksti " + id)).status()).isEqualTo(201);
        }
        // Far behind all others, as in a consultation of thousands: its page of the row is not the first one.
        mongo.execute("counters", all -> all.updateOne(Filters.eq("_id", "comments-c-answered"), Updates.set("value", 2_000L)));
        assertThat(put(path("c-answered", "cm-answered-3"), token, comment("answered", "text", "Teksti i tretë")).status()).isEqualTo(201);
        String answer = path("c-answered", "cm-answered-3") + "/answer";
        Map<String, Object> partly = Map.of("outcome", "partly", "words", "Pranohet afati.", "where", "Raporti, faqja 4", "link", "https://ministria.example.org/raporti");
        assertThat(put(answer, token, partly).status()).isEqualTo(403);
        assertThat(put(answer, SECRETARIAT, Map.of("outcome", "noted", "link", "javascript:alert(1)")).json().get("errors").valueStream().map(one -> one.get("pointer").asString()).toList())
                .containsExactlyInAnyOrder("/outcome", "/where", "/link");
        Answer recorded = put(answer, SECRETARIAT, partly);
        assertThat(recorded.status()).as(recorded.body()).isEqualTo(200);
        assertThat(recorded.json().at("/answer/words").asString()).isEqualTo("Pranohet afati.");
        Contracts.assertLikeSample("consultation", "comment-answered", PROBE.await(COMMENTS, one -> "cm-answered-3".equals(one.key()) && type("comment-answered").equals(one.type())).data());
        assertThat(put(answer, SECRETARIAT, partly).json().get("version").asLong()).as("the same again changes nothing").isEqualTo(recorded.json().get("version").asLong());

        String outcomes = "/api/consultations/c-answered/comment-outcomes";
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get(outcomes, token).json().toString()).isEqualTo("{\"accepted\":0,\"partly\":1,\"rejected\":0,\"unanswered\":2}"));
        assertThat(ids("?outcome=partly", token)).containsExactly("cm-answered-3");
        assertThat(ids("?outcome=none", token)).containsExactly("cm-answered-1", "cm-answered-2");
        assertThat(get("/api/consultations/c-answered/comments?outcome=noted", token).status()).isEqualTo(400);

        // The record follows what is decided later, and goes with what is hidden.
        assertThat(put(answer, SECRETARIAT, Map.of("outcome", "rejected", "where", "Letra nr. 7")).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get(outcomes, token).json().toString()).isEqualTo("{\"accepted\":0,\"partly\":0,\"rejected\":1,\"unanswered\":2}"));
        assertThat(ids("?outcome=partly", token)).isEmpty();
        assertThat(put(path("c-answered", "cm-answered-3") + "/hiding", SECRETARIAT, Map.of("reason", "Provë")).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get(outcomes, token).json().toString()).isEqualTo("{\"accepted\":0,\"partly\":0,\"rejected\":0,\"unanswered\":2}"));
        assertThat(put(answer, SECRETARIAT, partly).code()).isEqualTo("comment-not-standing");
        assertThat(delete(answer, SECRETARIAT).json().get("answer").isNull()).isTrue();

        // Figures and answers are for whoever may read the comments: nobody before they are published.
        assertThat(get(outcomes, null).status()).isEqualTo(401);
        assertThat(put("/api/consultations/c-answered/comment-settings", SECRETARIAT, Map.of("visibility", "nobody", "late", "refuse")).status()).isEqualTo(200);
        assertThat(get(outcomes, representative("answered-other")).status()).isEqualTo(403);
        assertThat(put("/api/consultations/c-answered/comment-settings", SECRETARIAT, Map.of("visibility", "all", "late", "refuse")).status()).isEqualTo(200);
        assertThat(get(outcomes, null).json().get("unanswered").asInt()).isEqualTo(2);
        assertThat(get("/api/consultations/c-answered/comment-export?format=csv", SECRETARIAT).body()).contains("Çfarë u bë me të");
    }

    private List<String> ids(String query, String token) {
        return get("/api/consultations/c-answered/comments" + query, token).json().get("items").valueStream().map(one -> one.get("id").asString()).toList();
    }

    /** Each organisation by itself, each draft by what it waits for; of the drafts of others nobody learns anything. */
    @Test
    void whereEachOfMyOrganisationsStands() {
        representative("stand-a");
        String other = representative("stand-c");
        organisation("org-stand-b", "active", 1);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stored("organisations", "org-stand-b")).isNotNull());
        Map<String, Object> first = Map.of("organisationId", "org-stand-a", "rights", List.of("comment", "sign-off"), "validFrom", "2020-01-01", "deputy", false);
        Map<String, Object> second = Map.of("organisationId", "org-stand-b", "rights", List.of("comment"), "validFrom", "2020-01-01", "deputy", false);
        PROBE.send("membership.person.events.v1", "org.civikos.membership.mandate-granted.v1", "person-stand-a", 2,
                JSON.writeValueAsString(Map.of("personId", "person-stand-a", "organisationId", "org-stand-b", "mandates", List.of(first, second))));
        String both = TestTokens.bearer("person-stand-a");
        consultation("c-stand", inDays(10).atTime(23, 59));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(own(both).size()).isEqualTo(2));
        for (int i = 0; i < 3; i++) {
            assertThat(put(path("c-stand", "st-a" + i) + "/draft", both, comment("stand-a")).status()).isEqualTo(201);
        }
        assertThat(put(path("c-stand", "st-b0") + "/draft", both, comment("stand-b")).status()).isEqualTo(201);
        assertThat(put(path("c-stand", "st-a0") + "/review", both, Map.of()).status()).isEqualTo(200);
        assertThat(put(path("c-stand", "st-b0") + "/hand-over", both, Map.of()).status()).isEqualTo(200);
        assertThat(put(path("c-stand", "st-a3"), both, comment("stand-a")).status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(own(both).get(0).get("submitted").asInt()).isEqualTo(1));
        JsonNode own = own(both);
        assertThat(own.get(0).get("organisation").asString()).isEqualTo("org-stand-a");
        assertThat(own.get(0).get("writing").asInt()).isEqualTo(2);
        assertThat(own.get(0).get("inReview").asInt()).isEqualTo(1);
        assertThat(own.get(0).get("forSignOff").asInt()).isZero();
        assertThat(own.get(1).get("name").asString()).isEqualTo("Shoqata org-stand-b");
        assertThat(own.get(1).get("forSignOff").asInt()).isEqualTo(1);
        assertThat(own.get(1).get("submitted").asInt()).isZero();
        JsonNode others = own(other);
        assertThat(others.size()).isEqualTo(1);
        assertThat(others.get(0).get("writing").asInt() + others.get(0).get("inReview").asInt() + others.get(0).get("forSignOff").asInt() + others.get(0).get("submitted").asInt()).isZero();
        assertThat(get("/api/standings?consultation=c-stand", SECRETARIAT).json().at("/items").size()).isZero();
        String many = IntStream.range(0, 101).mapToObj(i -> "consultation=c" + i).collect(Collectors.joining("&"));
        assertThat(get("/api/standings?" + many, both).status()).isEqualTo(400);
    }

    private JsonNode own(String token) {
        return get("/api/standings?consultation=c-stand", token).json().at("/items/0/organisations");
    }

    @Test
    void whatTheSecretariatNotesNobodyElseSees() {
        String token = representative("noted");
        consultation("c-noted", inDays(10).atTime(23, 59));
        put(path("c-noted", "cm-noted"), token, comment("noted"));
        String notes = "/api/consultations/c-noted/notes";
        String words = "Shënim i fshehtë për veten";
        assertThat(put(notes + "/note-on-node", SECRETARIAT, Map.of("node", "art_1", "text", words)).status()).isEqualTo(200);
        assertThat(put(notes + "/note-on-node", SECRETARIAT, Map.of("node", "art_1", "text", words)).json().get("changed").asBoolean()).as("sent twice").isFalse();
        assertThat(put(notes + "/note-on-comment", SECRETARIAT, Map.of("comment", "cm-noted", "text", words)).status()).isEqualTo(200);
        assertThat(put(notes + "/note-nowhere", SECRETARIAT, Map.of("comment", "cm-unknown", "text", words)).status()).isEqualTo(422);
        assertThat(put(notes + "/note-empty-one", SECRETARIAT, Map.of("text", "  ")).status()).isEqualTo(400);
        assertThat(put("/api/consultations/c-unknown/notes/note-on-none", SECRETARIAT, Map.of("text", words)).status()).isEqualTo(404);
        assertThat(get(notes, SECRETARIAT).json().get("items").size()).isEqualTo(2);
        for (String other : Arrays.asList(token, null)) {
            assertThat(get(notes, other).status()).isIn(401, 403);
            for (String page : List.of("/api/consultations/c-noted", "/api/consultations/c-noted/structure", "/api/consultations/c-noted/comments?node=art_1", path("c-noted", "cm-noted"),
                    "/api/feeds/consultations.atom", "/api/consultations")) {
                assertThat(get(page, other).body()).as(page).doesNotContain(words);
            }
        }
        assertThat(put(notes + "/note-on-node", TestTokens.bearer("another-of-the-secretariat", "secretariat"), Map.of("text", "x")).code()).isEqualTo("not-your-note");
        assertThat(put(notes + "/note-on-node", SECRETARIAT, Map.of("node", "art_1", "text", "Ndryshe")).json().get("changed").asBoolean()).isTrue();
        assertThat(delete(notes + "/note-on-node", SECRETARIAT).status()).isEqualTo(204);
        assertThat(delete(notes + "/note-on-node", SECRETARIAT).status()).isEqualTo(204);
        assertThat(get(notes, SECRETARIAT).json().get("items").size()).isEqualTo(1);
    }

    private static String state(JsonNode states, String organisation) {
        for (JsonNode one : states.get("items")) {
            if (one.get("id").asString().equals(organisation)) {
                return one.get("state").asString();
            }
        }
        return "none";
    }

    /** A paragraph and its article meet, and so does what was said long ago. */
    @Test
    void whatIsSimilarIsFoundAboveAndBelowThePlaceAndHoweverOldItIs() {
        String token = representative("similar-far");
        consultation("c-similar-far", inDays(10).atTime(23, 59));
        Node article = new Node("art_1", Kind.ARTICLE, "1", null, null, "", null, 1);
        Node first = new Node("art_1__par_1", Kind.PARAGRAPH, "1", null, "art_1", "Rok je šezdeset dana.", null, 1);
        Node second = new Node("art_1__par_2", Kind.PARAGRAPH, "2", null, "art_1", "Taksa je deset evra.", null, 1);
        structures.keep(new Structure("c-similar-far", "sr", "Latn", List.of(article, first, second), List.of()));
        String old = "Rok za registraciju udruženja treba da bude trideset dana";
        assertThat(put(path("c-similar-far", "cm-far-article"), token, comment("similar-far", "node", "art_1", "text", old)).status()).isEqualTo(201);
        for (int i = 0; i < 310; i++) {
            put(path("c-similar-far", "cm-far-" + i), token, comment("similar-far", "node", "art_1", "text", "Xhaz muzika " + i, "justification", "Vetëm kjo"));
        }
        assertThat(similar("c-similar-far", token, "art_1", old)).containsExactly("cm-far-article");
        assertThat(similar("c-similar-far", token, "art_1__par_1", old)).as("said on the article").containsExactly("cm-far-article");
        assertThat(put(path("c-similar-far", "cm-far-paragraph"), token, comment("similar-far", "node", "art_1__par_1", "text", old)).status()).isEqualTo(201);
        assertThat(similar("c-similar-far", token, "art_1", old)).as("said on its paragraph").containsExactlyInAnyOrder("cm-far-article", "cm-far-paragraph");
        assertThat(similar("c-similar-far", token, "art_1__par_2", old)).as("another paragraph is another thing").containsExactly("cm-far-article");
    }

    private List<String> similar(String consultation, String token, String node, String text) {
        return post("/api/consultations/" + consultation + "/similar-comments", token, Map.of("node", node, "text", text)).json().get("items").valueStream()
                .map(one -> one.get("comment").get("id").asString()).toList();
    }

    private static Node node(String id, String text) {
        return new Node(id, Kind.ARTICLE, id.substring(4), null, null, text, null, 1);
    }

    /** The text changes under comments: one moves, one stays, one is lost and is placed by the secretariat; a draft travels too. */
    @Test
    void commentsTravelToTheNextVersionAndNoneIsLost() {
        String token = representative("travels");
        consultation("c-travels", inDays(10).atTime(23, 59));
        String register = "Organi kompetent vendos për kërkesën për regjistrim brenda tridhjetë ditësh nga pranimi i saj.";
        String appeal = "Kundër vendimit të organit kompetent pala mund të paraqesë ankesë në gjykatën e themelit.";
        String fee = "Për regjistrimin e shoqatës paguhet tarifë sipas aktit nënligjor të ministrit.";
        structures.keep(new Structure("c-travels", "sq", "Latn", List.of(node("art_1", register), node("art_2", appeal), node("art_3", fee)), List.of()));
        put(path("c-travels", "cm-t-1"), token, comment("travels", "node", "art_1"));
        put(path("c-travels", "cm-t-2"), token, comment("travels", "node", "art_2", "quote", Map.of("exact", "ankesë në gjykatën")));
        put(path("c-travels", "cm-t-3"), token, comment("travels", "node", "art_3"));
        put(path("c-travels", "cm-t-0"), token, comment("travels"));
        put(path("c-travels", "cm-t-4") + "/draft", token, comment("travels", "node", "art_2"));

        structures.keep(new Structure("c-travels@1", "sq", "Latn", List.of(node("art_1", register), node("art_2", appeal), node("art_3", fee)), List.of()));
        structures.keep(new Structure("c-travels@2", "sq", "Latn", List.of(node("art_1", "Ky ligj rregullon diçka krejt të re."), node("art_2", register), node("art_3", appeal)), List.of()));
        carriage.versionStands("c-travels", 1, 2);
        carriage.versionStands("c-travels", 1, 2);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(get(path("c-travels", "cm-t-1"), token).json().get("node").asString()).isEqualTo("art_2");
            assertThat(get(path("c-travels", "cm-t-4"), token).json().get("node").asString()).isEqualTo("art_3");
            assertThat(get("/api/consultations/c-travels/comment-queues/orphans", SECRETARIAT).json().get("items").size()).isEqualTo(1);
        });
        Answer quoted = get(path("c-travels", "cm-t-2"), token);
        assertThat(quoted.json().get("node").asString()).isEqualTo("art_3");
        assertThat(quoted.json().get("quote").get("exact").asString()).isEqualTo("ankesë në gjykatën");
        assertThat(quoted.json().get("place").get("movedFrom").asString()).isEqualTo("art_2");
        assertThat(get("/api/consultations/c-travels/comments?node=art_2", token).json().get("items").size()).isEqualTo(1);
        assertThat(get("/api/consultations/c-travels/comments?node=art_3", token).json().get("items").size()).isEqualTo(1);
        assertThat(get("/api/consultations/c-travels/comments?node=", token).json().get("items").size()).isEqualTo(1);
        assertThat(get("/api/consultations/c-travels/comments", token).json().get("items").size()).isEqualTo(4);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(count("c-travels")).isEqualTo(4));

        Answer orphan = get("/api/consultations/c-travels/comment-queues/orphans", SECRETARIAT);
        assertThat(orphan.json().get("items").get(0).get("id").asString()).isEqualTo("cm-t-3");
        assertThat(orphan.json().get("items").get(0).get("place").get("orphan").asString()).isEqualTo("deleted");
        // Whoever places it sees the words that it was about, which no version in force has any more.
        JsonNode former = get(path("c-travels", "cm-t-3") + "/former-text", SECRETARIAT).json();
        assertThat(former.get("node").asString()).isEqualTo("art_3");
        assertThat(former.get("version").asInt()).isEqualTo(1);
        assertThat(former.at("/nodes/0/text").asString()).isEqualTo(fee);
        assertThat(former.get("nodes").size()).isEqualTo(1);
        assertThat(get(path("c-travels", "cm-t-3") + "/former-text", token).status()).isEqualTo(403);
        assertThat(get(path("c-travels", "cm-t-0") + "/former-text", SECRETARIAT).status()).as("on the whole").isEqualTo(404);
        assertThat(put(path("c-travels", "cm-t-3") + "/place", token, Map.of("node", "art_1")).status()).isEqualTo(403);
        assertThat(put(path("c-travels", "cm-t-3") + "/place", SECRETARIAT, Map.of("node", "art_9")).code()).isEqualTo("unknown-node");
        assertThat(put(path("c-travels", "cm-t-3") + "/place", SECRETARIAT, Map.of("node", "art_1")).json().get("node").asString()).isEqualTo("art_1");
        assertThat(get("/api/consultations/c-travels/comment-queues/orphans", SECRETARIAT).json().get("items").size()).isZero();
        assertThat(get("/api/consultations/c-travels/comments?node=art_1", token).json().get("items").size()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(get("/api/consultations/c-travels/comment-settings", SECRETARIAT).json().get("orphans").asInt()).isZero());
        assertThat(put(path("c-travels", "cm-t-4") + "/sign-off", token, Map.of()).json().get("node").asString()).isEqualTo("art_3");
    }
}
