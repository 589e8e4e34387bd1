package org.civikos.consultation.anchor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/** One version of a text, with what each node says together with everything below it. */
public final class TextTree {

    /**
     * A node with what it says.
     *
     * @param place    its rank in reading order, from 0
     * @param words    of its heading, its text and everything below, made comparable; numbers are no part of it, so that renumbering
     *                 changes nothing
     * @param whole    the same as one text
     * @param own      its own text as printed
     */
    record Part(String id, Kind kind, @Nullable String parent, int place, List<String> words, String whole, String own, boolean leaf) {
    }

    private final Map<String, Part> parts;
    private final Map<String, List<Part>> bySaying = new HashMap<>();

    private TextTree(Map<String, Part> parts) {
        this.parts = parts;
        parts.values().stream().filter(part -> !part.whole().isEmpty()).forEach(part -> bySaying.computeIfAbsent(part.whole(), any -> new ArrayList<>()).add(part));
    }

    /** Reads a structure's nodes, which stand in reading order, parents before their children. */
    public static TextTree of(List<Node> nodes) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        Map<String, Node> byId = new HashMap<>();
        Map<String, Boolean> leaves = new HashMap<>();
        for (Node node : nodes) {
            byId.put(node.id(), node);
            leaves.put(node.id(), true);
            List<String> said = new ArrayList<>();
            if (node.heading() != null) {
                said.addAll(Letters.words(node.heading()));
            }
            List<String> own = Letters.words(node.text());
            said.addAll(own);
            words.put(node.id(), said);
            // Every node above says it as well; a parent that comes after its child or twice around is a broken list and ends the walk.
            Node above = node.parent() == null ? null : byId.get(node.parent());
            for (int depth = 0; above != null && depth < 64; depth++) {
                List<String> saidAbove = words.get(above.id());
                if (saidAbove == null || above.id().equals(node.id())) {
                    break;
                }
                saidAbove.addAll(said);
                leaves.put(above.id(), false);
                above = above.parent() == null ? null : byId.get(above.parent());
            }
        }
        Map<String, Part> parts = new LinkedHashMap<>();
        int place = 0;
        for (Map.Entry<String, List<String>> one : words.entrySet()) {
            Node node = byId.get(one.getKey());
            List<String> said = List.copyOf(one.getValue());
            parts.put(node.id(), new Part(node.id(), node.kind(), node.parent(), place++, said, String.join(" ", said), node.text(), leaves.getOrDefault(node.id(), true)));
        }
        return new TextTree(parts);
    }

    public boolean has(String node) {
        return parts.containsKey(node);
    }

    /**
     * An anchor in this version.
     *
     * @throws IllegalArgumentException if there is no such node
     */
    public Anchor anchor(String node, @Nullable Quote quote) {
        Part part = part(node);
        if (part == null) {
            throw new IllegalArgumentException("No node " + node);
        }
        return new Anchor(node, Fingerprint.of(part.whole()), quote);
    }

    /** Whether the node's own text has the quoted words, white space aside. */
    public boolean says(String node, Quote quote) {
        Part part = part(node);
        return part != null && Quotes.find(part.own(), quote) != null;
    }

    /** The quoted words as they stand in the node's own text; nothing where it has not got them. */
    public @Nullable Quote locate(String node, Quote quote) {
        Part part = part(node);
        return part == null ? null : Quotes.find(part.own(), quote);
    }

    /** The node's own text, empty where there is no such node. */
    public String text(String node) {
        Part part = part(node);
        return part == null ? "" : part.own();
    }

    /** The node with what it stands in, up to the article, and with everything below it: where else the same may have been said. */
    public Set<String> family(String node) {
        Set<String> family = new LinkedHashSet<>(Set.of(node));
        Part at = part(node);
        for (int depth = 0; at != null && at.kind() != Kind.ARTICLE && at.parent() != null && depth < 64; depth++) {
            at = part(at.parent());
            if (at != null && (at.kind() == Kind.ARTICLE || at.kind() == Kind.PARAGRAPH || at.kind() == Kind.POINT)) {
                family.add(at.id());
            }
        }
        Set<String> below = new HashSet<>(Set.of(node));
        for (Part part : parts.values()) {
            if (part.parent() != null && below.contains(part.parent())) {
                below.add(part.id());
                family.add(part.id());
            }
        }
        return family;
    }

    @Nullable Part part(String node) {
        return parts.get(node);
    }

    Iterable<Part> all() {
        return parts.values();
    }

    List<Part> saying(String whole) {
        return bySaying.getOrDefault(whole, List.of());
    }
}
