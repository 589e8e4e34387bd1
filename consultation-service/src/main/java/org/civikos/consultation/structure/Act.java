package org.civikos.consultation.structure;

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
}
