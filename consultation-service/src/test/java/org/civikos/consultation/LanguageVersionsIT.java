package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.civikos.consultation.consultation.NewConsultation;
import org.civikos.consultation.consultation.Structure;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An act in two languages has one thread of comments for each of its places. */
class LanguageVersionsIT extends ServiceIT {

    private static Node node(String id, String number, @Nullable String parent, String text) {
        return new Node(id, parent == null ? Kind.ARTICLE : Kind.PARAGRAPH, number, null, parent, text, null, 1);
    }

    @Test
    void commentsOnEitherVersionStandTogether() {
        String token = representative("languages");
        structures.keep(new Structure("c-languages", "sq", "Latn", List.of(node("art_1", "1", null, "Qëllimi."), node("art_1__par_1", "1", "art_1", "Ky ligj vlen."),
                node("sr__art_1", "1", null, "Cilj."), node("sr__art_1__par_1", "1", "sr__art_1", "Ovaj zakon važi.")), List.of()));
        consultations.open("c-languages", new NewConsultation("Projektligji dygjuhësh", "", "sq", "md", "law", List.of("civil-society"),
                Instant.now().truncatedTo(ChronoUnit.MILLIS), inDays(10).atTime(23, 59), 1, null, null, List.of(), List.of()));
        assertThat(put(path("c-languages", "languages-sr"), token, comment("languages", "node", "sr__art_1__par_1", "quote", Map.of("exact", "zakon važi"))).status()).isEqualTo(201);
        assertThat(put(path("c-languages", "languages-sq"), token, comment("languages", "node", "art_1__par_1", "text", "Tjetër")).status()).isEqualTo(201);

        for (String node : List.of("art_1__par_1", "sr__art_1__par_1")) {
            JsonNode items = get("/api/consultations/c-languages/comments?node=" + node, token).json().get("items");
            assertThat(items.valueStream().map(one -> one.get("id").asString())).as(node).containsExactlyInAnyOrder("languages-sr", "languages-sq");
            assertThat(items.valueStream().map(one -> one.get("node").asString())).containsOnly("art_1__par_1");
            assertThat(items.valueStream().map(one -> one.get("place").get("node").asString())).as("the words each is about")
                    .containsExactlyInAnyOrder("art_1__par_1", "sr__art_1__par_1");
            assertThat(get("/api/consultations/c-languages/comments?mine=true&node=" + node, token).json().get("items")).hasSize(2);
        }
        JsonNode structure = get("/api/consultations/c-languages/structure", token).json();
        assertThat(structure.get("languages").valueStream().map(JsonNode::asString)).containsExactly("sq", "sr");
        assertThat(structure.get("nodes").valueStream().filter(one -> one.get("id").asString().endsWith("art_1__par_1")).toList()).hasSize(2)
                .allSatisfy(one -> {
                    assertThat(one.get("commentCount").asInt()).isEqualTo(2);
                    assertThat(one.get("thread").asString()).isEqualTo("art_1__par_1");
                });
        assertThat(put(path("c-languages", "languages-wrong"), token, comment("languages", "node", "art_1__par_1", "quote", Map.of("exact", "zakon važi"))).code()).isEqualTo("quote-not-found");
    }
}
