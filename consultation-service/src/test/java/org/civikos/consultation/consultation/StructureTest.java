package org.civikos.consultation.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StructureTest {

    private static Node node(@Nullable String heading, String text) {
        return new Node("art_1", Kind.ARTICLE, "1", heading, null, text, null, 1);
    }

    private static Structure of(List<Node> nodes) {
        return new Structure("draft", "sq", "Latn", nodes, List.of());
    }

    @Test
    void itSaysItsHeadingsAndTextInTheirOrder() {
        assertThat(of(List.of(node("Qëllimi", "Ky ligj rregullon."), node(null, ""), node("Fusha", ""))).said()).isEqualTo("Qëllimi\nKy ligj rregullon.\nFusha");
        assertThat(of(List.of()).said()).isNull();
        assertThat(of(List.of(node(null, " "))).said()).isNull();
    }

    /** An event of more than a megabyte is taken by no broker. */
    @Test
    void aCodeIsCutOff() {
        assertThat(of(Collections.nCopies(40, node("Члан", "ж".repeat(10_000)))).said()).hasSize(250_000);
    }
}
