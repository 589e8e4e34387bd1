package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Where the network has agreed that the right to comment submits too. */
@TestPropertySource(properties = {"civikos.comments.comment-right-submits=true", "civikos.comments.visibility=all"})
class SignOffIT extends ServiceIT {

    @Test
    void whoeverMayCommentSubmits() {
        representative("free");
        String writer = person("free-writer", "free", "comment");
        consultation("c-free", inDays(10).atTime(23, 59));
        assertThat(put(path("c-free", "cm-free"), writer, comment("free")).status()).isEqualTo(201);
        assertThat(put(path("c-free", "cm-free-draft") + "/draft", writer, comment("free", "text", "Me radhë")).status()).isEqualTo(201);
        assertThat(put(path("c-free", "cm-free-draft") + "/sign-off", writer, Map.of()).json().get("status").asString()).isEqualTo("submitted");
        assertThat(get("/api/consultations/c-free/comment-settings", null).json().get("commentRightSubmits").asBoolean()).isTrue();
        assertThat(get("/api/consultations/c-free/comments", null).json().get("items").size()).isEqualTo(2);
    }
}
