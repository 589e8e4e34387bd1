package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Where the network has agreed that the right to comment alone does not submit. */
@TestPropertySource(properties = {"civikos.comments.comment-right-submits=false", "civikos.comments.visibility=all"})
class SignOffIT extends ServiceIT {

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
        assertThat(get("/api/consultations/c-strict/comments", null).json().get("items").size()).isEqualTo(2);
    }
}
