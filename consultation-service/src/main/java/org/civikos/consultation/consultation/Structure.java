package org.civikos.consultation.consultation;

import java.util.List;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Warning;
import org.springframework.data.annotation.Id;

/**
 * The text of a draft by article, under the identifier of the draft, which is the consultation's as well: the
 * current version. Earlier ones lie under {@code <identifier>@<version>}.
 *
 * @param script Latn or Cyrl
 */
public record Structure(@Id String draft, String language, String script, List<Node> nodes, List<Warning> warnings) {

    public Structure {
        nodes = List.copyOf(nodes);
        warnings = List.copyOf(warnings);
    }
}
