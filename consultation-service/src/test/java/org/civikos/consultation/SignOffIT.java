package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(put(path("c-strict", "cm-strict") + "/hand-over", writer, Map.of()).status()).isEqualTo(200);
        assertThat(put(path("c-strict", "cm-strict") + "/sign-off", signer, Map.of()).json().get("status").asString()).isEqualTo("submitted");
        assertThat(put(path("c-strict", "cm-strict") + "/withdrawal", writer, Map.of()).code()).isEqualTo("sign-off-needed");
        assertThat(put(path("c-strict", "cm-direct"), chief, comment("strict", "text", "Drejtpërdrejt")).status()).isEqualTo(201);
        assertThat(get("/api/consultations/c-strict/comment-settings", null).json().get("commentRightSubmits").asBoolean()).isFalse();
        assertThat(get("/api/consultations/c-strict/comments", null).json().get("items").size()).isEqualTo(2);
    }
}
