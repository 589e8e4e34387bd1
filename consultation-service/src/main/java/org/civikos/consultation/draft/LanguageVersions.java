package org.civikos.consultation.draft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.consultation.structure.Act;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Warning;

/** Joins the language versions of one act that are files of their own, into what a file with all of them would have given: their articles meet by number, and have one thread of comments. */
final class LanguageVersions {

    /** Of the articles of the longer one, so many must be in the other too. */
    private static final double SAME_ARTICLES = 0.8;

    private LanguageVersions() {
    }

    /** Whether one says in another language what the other says, as far as numbers of articles can tell. */
    static boolean isVersionOf(Act other, Act act) {
        if (other.languages().size() > 1 || act.languages().contains(other.language())) {
            return false;
        }
        Set<String> mine = articles(act);
        Set<String> theirs = articles(other);
        Set<String> both = new HashSet<>(mine);
        both.retainAll(theirs);
        return !both.isEmpty() && both.size() >= SAME_ARTICLES * Math.max(mine.size(), theirs.size());
    }

    private static Set<String> articles(Act act) {
        return act.nodes().stream().filter(node -> node.kind() == Kind.ARTICLE && node.number() != null && act.languageOf(node).equals(act.language())).map(Node::number).collect(Collectors.toSet());
    }

    /** @param others each in a language of its own, none of them that of the first */
    static Act joined(Act main, List<Act> others) {
        List<Node> nodes = new ArrayList<>(main.nodes());
        List<Warning> warnings = new ArrayList<>(main.warnings());
        for (Act other : others) {
            String prefix = other.language() + "__";
            // A page of another file than the one that is offered beside the text leads nowhere.
            other.nodes().forEach(node -> nodes.add(new Node(prefix + node.id(), node.kind(), node.number(), node.heading(), node.parent() == null ? null : prefix + node.parent(), node.text(), null, node.confidence())));
            other.warnings().forEach(warning -> warnings.add(new Warning(warning.code(), warning.node() == null ? null : prefix + warning.node(), warning.message())));
        }
        return new Act(main.language(), main.script(), main.title(), nodes, warnings);
    }
}
