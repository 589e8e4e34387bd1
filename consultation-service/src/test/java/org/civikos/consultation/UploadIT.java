package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;

class UploadIT extends ServiceIT {

    private static final byte[] ACT = "PROJEKTLIGJ\nPËR NGARKIMIN\n\nNeni 1\nQëllimi\n\n1. Ky ligj përcakton rregullat e provës.\n\nNeni 2\nHyrja në fuqi\n\n1. Ky ligj hyn në fuqi pas botimit.\n"
            .getBytes(StandardCharsets.UTF_8);

    @Test
    void anUploadedDraftWaitsAndIsOpened() {
        Answer accepted = upload(SECRETARIAT, ACT, "ligji i ri.txt", Map.of("title", "Projektligji për ngarkimin", "institution", "msh", "deadline", inDays(14) + "T23:59"), "Idempotency-Key", "up-1");
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        String location = accepted.response().headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith("/api/drafts/upload-");
        Answer again = upload(SECRETARIAT, ACT, "ligji i ri.txt", Map.of("title", "Projektligji për ngarkimin", "institution", "msh", "deadline", inDays(14) + "T23:59"), "Idempotency-Key", "up-1");
        assertThat(again.response().headers().firstValue("Location")).contains(location);
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(get(location, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        assertThat(get(location, SECRETARIAT).json().get("deadline").asString()).isEqualTo(inDays(14) + "T23:59");
        Answer opened = put(location + "/opening", SECRETARIAT, Map.of("title", "Projektligji", "institution", "msh", "actKind", "law", "fields", List.of("health"), "deadline", inDays(14) + "T23:59", "language", "sq"));
        assertThat(opened.json().get("state").asString()).isEqualTo("opened");
        String consultation = opened.json().get("consultationId").asString();
        assertThat(get("/api/consultations/" + consultation + "/structure", null).json().get("nodes").isEmpty()).isFalse();
        PROBE.await(CONSULTATIONS, seen -> consultation.equals(seen.key()));
    }

    private static byte[] act(String first) {
        return ("PROJEKTRREGULLORE\nPËR RRJETIN\n\nNeni 1\nQëllimi\n\n1. " + first + "\n\nNeni 2\nAnëtarësia\n\n1. Anëtarët paguajnë kuotë vjetore sipas vendimit të kuvendit.\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What people brought in, the network's own documents among it, has versions like a publisher's draft. */
    @Test
    void anotherVersionOfADocumentOfOurOwnIsTakenInAndItsCommentsAreCarried() {
        Answer accepted = upload(SECRETARIAT, act("Rregullorja përcakton punën e rrjetit."), "rregullorja.txt", Map.of("title", "Rregullorja e rrjetit versionale"));
        String draft = accepted.response().headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(get(draft, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        String documents = draft + "/documents";
        // Before it opens a better file simply takes the first one's place.
        assertThat(uploadTo(documents, SECRETARIAT, act("Rregullorja përcakton punën e rrjetit tonë."), "rregullorja2.txt", Map.of("kind", "text")).status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(get(draft, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        String consultation = put(draft + "/opening", SECRETARIAT, Map.of("title", "Rregullorja e rrjetit versionale", "owner", "network", "actKind", "regulation", "fields", List.of("civil-society"),
                "deadline", inDays(14) + "T23:59", "language", "sq")).json().get("consultationId").asString();
        assertThat(get("/api/consultations/" + consultation + "/structure", null).body()).contains("rrjetit tonë");
        assertThat(get("/api/consultations/" + consultation + "/versions", null).json().get("current").asInt()).isEqualTo(1);
        String token = representative("own-version");
        assertThat(put(path(consultation, "cm-own-version"), token, comment("own-version", "node", "art_2__par_1", "quote", Map.of("exact", "kuotë vjetore"))).status()).isEqualTo(201);

        byte[] second = act("Rregullorja përcakton punën e rrjetit dhe të sekretariatit.");
        assertThat(uploadTo(documents, token, second, "v2.txt", Map.of("kind", "text")).status()).isEqualTo(403);
        assertThat(uploadTo(documents, SECRETARIAT, second, "v2.txt", Map.of("kind", "poem")).status()).isEqualTo(400);
        assertThat(uploadTo(documents, SECRETARIAT, "%PDF-1.7\nno".getBytes(StandardCharsets.UTF_8), "v2.pdf", Map.of("kind", "text")).code()).isEqualTo("document-corrupt");
        assertThat(uploadTo(documents, SECRETARIAT, second, "v2.txt", Map.of("kind", "text"), "If-Match", "\"0\"").status()).isEqualTo(412);
        assertThat(uploadTo(documents, SECRETARIAT, second, "v2.txt", Map.of("kind", "text")).status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/consultations/" + consultation + "/versions", null).json().get("current").asInt()).isEqualTo(2));
        PROBE.await(CONSULTATIONS, seen -> consultation.equals(seen.key()) && "org.civikos.consultation.draft-changed.v1".equals(seen.type()) && seen.data().contains("text-changed"));
        assertThat(get("/api/consultations/" + consultation + "/differences?from=1&to=2", null).json().get("changedArticles").asInt()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get(path(consultation, "cm-own-version"), token).json().get("place").get("version").asInt()).isEqualTo(2));
        assertThat(get(path(consultation, "cm-own-version"), token).json().get("node").asString()).isEqualTo("art_2__par_1");

        // A document beside the text changes nothing in it; the same file again changes nothing at all.
        assertThat(uploadTo(documents, SECRETARIAT, "Arsyetimi i rregullores.".getBytes(StandardCharsets.UTF_8), "arsyetimi.txt", Map.of("kind", "memorandum")).status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/consultations/" + consultation, null).json().get("documents").valueStream()
                .map(one -> one.get("label").asString())).contains("Memorandumi shpjegues"));
        assertThat(uploadTo(documents, SECRETARIAT, second, "v2.txt", Map.of("kind", "text")).status()).isEqualTo(202);
        assertThat(get("/api/consultations/" + consultation + "/versions", null).json().get("current").asInt()).isEqualTo(2);
        assertThat(get("/api/consultations/" + consultation + "/structure", null).body()).contains("sekretariatit").doesNotContain("Arsyetimi");
    }

    @Test
    void aDraftIsDismissedWithAReason() {
        Answer accepted = upload(SECRETARIAT, ACT, "l.txt", Map.of("title", "Për hedhje poshtë"));
        String location = accepted.response().headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(get(location, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        assertThat(put(location + "/dismissal", SECRETARIAT, Map.of("reason", "")).status()).isEqualTo(400);
        Answer dismissed = put(location + "/dismissal", SECRETARIAT, Map.of("reason", "Nuk është projektakt."));
        assertThat(dismissed.json().get("state").asString()).isEqualTo("dismissed");
        assertThat(dismissed.json().get("problem").asString()).isEqualTo("Nuk është projektakt.");
    }

    @Test
    void aCorruptPdfIsRefusedWithAClearSentence() {
        byte[] corrupt = "%PDF-1.7\nthis is no pdf at all".getBytes(StandardCharsets.UTF_8);
        Answer refused = upload(SECRETARIAT, corrupt, "l.pdf", Map.of("title", "I dëmtuar"), "Accept-Language", "sr");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("document-corrupt");
        assertThat(refused.json().get("title").asString()).isEqualTo("Dokument je oštećen");
    }

    /** What only reading shows is told by the draft itself, and another file takes its place. */
    @Test
    void aFileWithoutTextIsTakenInAndSaysSo() throws Exception {
        byte[] blank;
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.save(out);
            blank = out.toByteArray();
        }
        Answer accepted = upload(SECRETARIAT, blank, "zbrazet.pdf", Map.of("title", "Projektligji pa tekst"));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        String draft = accepted.response().headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(get(draft, SECRETARIAT).json().get("state").asString()).isEqualTo("unreadable"));
        Answer said = get(draft, SECRETARIAT, "Accept-Language", "en");
        assertThat(said.json().get("problemCode").asString()).isEqualTo("document-empty");
        assertThat(said.json().get("problem").asString()).isEqualTo("There is no text in the document.");
        assertThat(uploadTo(draft + "/documents", SECRETARIAT, ACT, "me-tekst.txt", Map.of("kind", "text")).status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(get(draft, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        assertThat(get(draft, SECRETARIAT).json().get("articleCount").asInt()).isEqualTo(2);
    }

    @Test
    void sixtyMegabytesAreTooLarge() {
        Answer refused = upload(SECRETARIAT, new byte[60 * 1024 * 1024], "l.pdf", Map.of("title", "I madh"));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("body-too-large");
        assertThat(get("/actuator/health/readiness", null).status()).isEqualTo(200);
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        assertThat(upload(SECRETARIAT, ACT, "l.txt", Map.of()).status()).isEqualTo(400);
        assertThat(upload(SECRETARIAT, ACT, "l.txt", Map.of("title", "T", "institution", "nonsense")).status()).isEqualTo(422);
        assertThat(upload(SECRETARIAT, ACT, "l.txt", Map.of("title", "T", "deadline", "soon")).status()).isEqualTo(400);
        assertThat(upload(SECRETARIAT, ACT, "l.txt", Map.of("title", "T", "deadline", "2020-01-01T23:59")).code()).isEqualTo("deadline-in-past");
        assertThat(upload(SECRETARIAT, new byte[0], "l.txt", Map.of("title", "T")).code()).isEqualTo("document-empty");
        assertThat(upload(null, ACT, "l.txt", Map.of("title", "T")).status()).isEqualTo(401);
    }
}
