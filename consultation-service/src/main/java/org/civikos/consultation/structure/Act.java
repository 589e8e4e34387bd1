package org.civikos.consultation.structure;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * A document taken apart.
 *
 * @param language {@code sq}, {@code sr} or {@code en}: the main language of the document
 * @param script {@code Latn} or {@code Cyrl}: the script the document is written in
 * @param title name of the act on one line, empty where none was found
 * @param nodes in reading order, parents before children
 * @param warnings what a person should look at
 */
public record Act(String language, String script, String title, List<Node> nodes, List<Warning> warnings) {
    public Act {
        nodes = List.copyOf(nodes);
        warnings = List.copyOf(warnings);
    }

    /** The language that a node is written in; the nodes of other versions than the main one begin with it: {@code en__art_5}. */
    public String languageOf(Node node) {
        String id = node.id();
        return id.startsWith("sq__") || id.startsWith("sr__") || id.startsWith("en__") ? id.substring(0, 2) : language;
    }

    /** The main language first, then those of the other versions in the order in which they begin. */
    public List<String> languages() {
        LinkedHashSet<String> out = new LinkedHashSet<>(List.of(language));
        nodes.forEach(n -> out.add(languageOf(n)));
        return List.copyOf(out);
    }
}
