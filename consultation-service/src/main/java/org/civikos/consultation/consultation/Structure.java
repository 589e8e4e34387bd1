package org.civikos.consultation.consultation;

import java.util.List;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Warning;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * The text of a draft by article, under the identifier of the draft, which is the consultation's as well: the
 * current version. Earlier ones lie under {@code <identifier>@<version>}.
 *
 * @param script Latn or Cyrl
 */
public record Structure(@Id String draft, String language, String script, List<Node> nodes, List<Warning> warnings) {

    /** What an event may hold of it: half a megabyte where each letter has two bytes. */
    private static final int MOST_SAID = 250_000;

    public Structure {
        nodes = List.copyOf(nodes);
        warnings = List.copyOf(warnings);
    }

    /** Headings and text in their order, the first quarter of a million characters; null where there are none. */
    @Nullable String said() {
        StringBuilder said = new StringBuilder();
        for (Node node : nodes) {
            for (String words : new String[] {node.heading(), node.text()}) {
                if (words != null && !words.isBlank()) {
                    said.append(said.isEmpty() ? "" : "\n").append(words);
                }
            }
            if (said.length() >= MOST_SAID) {
                break;
            }
        }
        said.setLength(Math.min(said.length(), MOST_SAID));
        return said.isEmpty() ? null : said.toString();
    }
}
