package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
