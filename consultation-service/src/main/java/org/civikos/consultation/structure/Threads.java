package org.civikos.consultation.structure;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Under which node the comments on a place are kept, so that the language versions of one act have one thread for each of their articles. */
public final class Threads {

    private static final Pattern OTHER_VERSION = Pattern.compile("^(sq|sr|en)__.*");
    /** Stands for the language of the nodes whose names say none. */
    private static final String MAIN = "main";

    private final @Nullable Alignment alignment;

    private Threads(@Nullable Alignment alignment) {
        this.alignment = alignment;
    }

    /** @param nodes of all versions, in reading order */
    public static Threads of(List<Node> nodes) {
        boolean several = nodes.stream().anyMatch(node -> OTHER_VERSION.matcher(node.id()).matches());
        return new Threads(several ? Alignment.of(new Act(MAIN, "Latn", "", nodes, List.of())) : null);
    }

    /** How many articles an act has, language versions of one counted once. */
    public static int articles(List<Node> nodes) {
        Threads threads = of(nodes);
        return (int) nodes.stream().filter(node -> node.kind() == Kind.ARTICLE).map(node -> threads.of(node.id())).distinct().count();
    }

    /** The node's own name where it has no counterpart. */
    public String of(String node) {
        return alignment == null ? node : alignment.thread(node);
    }

    /** The language that a node's name says; none where it is written in the main one. */
    public static @Nullable String languageOf(String node) {
        return OTHER_VERSION.matcher(node).matches() ? node.substring(0, 2) : null;
    }
}
