package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A split with what people did to it. Immutable: every repair gives a new one, and undoing is replaying without the last.
 *
 * <p>Ids stay with their nodes, so that comments keep their place; only a merged node's id goes, and a new node's id is made of the id it
 * came from. No text is lost: what a repair takes from one node it gives to another. A renumbered node loses its old number alone.
 */
public final class RepairedSplit {
    /** A repair that makes no sense for this tree; the message is one English sentence. */
    public static final class Impossible extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        Impossible(String code, String message) {
            super(message);
            this.code = code;
        }

        /** Why, for programs: {@code unknown-node}, {@code nothing-before}, {@code at-top}, {@code no-such-place}. */
        public String code() {
            return code;
        }
    }

    private final List<Node> original;
    private final List<Repair> repairs;
    private final List<Node> nodes;

    private RepairedSplit(List<Node> original, List<Repair> repairs, List<Node> nodes) {
        this.original = original;
        this.repairs = repairs;
        this.nodes = nodes;
    }

    /** @param nodes of an act, in reading order, parents before children */
    public static RepairedSplit of(List<Node> nodes) {
        List<Node> copy = List.copyOf(nodes);
        return new RepairedSplit(copy, List.of(), copy);
    }

    /** Replays a stored list. */
    public static RepairedSplit replay(List<Node> nodes, List<Repair> repairs) {
        RepairedSplit out = of(nodes);
        for (Repair repair : repairs) {
            out = out.with(repair);
        }
        return out;
    }

    /** @throws Impossible where the tree has no such node or place */
    public RepairedSplit with(Repair repair) {
        List<Repair> more = new ArrayList<>(repairs);
        more.add(repair);
        return new RepairedSplit(original, List.copyOf(more), new Tree(nodes).apply(repair));
    }

    /** Without the last repair; the split itself where there is none. */
    public RepairedSplit undo() {
        return repairs.isEmpty() ? this : replay(original, repairs.subList(0, repairs.size() - 1));
    }

    public List<Node> nodes() {
        return nodes;
    }

    public List<Repair> repairs() {
        return repairs;
    }

    /**
     * What a person should look at in the tree as it is now.
     *
     * @param before the warnings of the split: what they say of the file holds still, what they say of the tree is looked for anew
     */
    public List<Warning> warnings(List<Warning> before) {
        List<Warning> out = new ArrayList<>(before.stream().filter(warning -> !Checks.CODES.contains(warning.code())).toList());
        out.addAll(Checks.of(nodes));
        return List.copyOf(out);
    }

    /** The node right before another in reading order, null where there is none. */
    static @Nullable String before(List<Node> nodes, String id) {
        Tree tree = new Tree(nodes);
        Node node = tree.node(id);
        return node.parent() == null && tree.below(null).getFirst().equals(id) ? null : tree.before(node).id();
    }

    /** The tree while one repair is done. */
    private static final class Tree {
        private final Map<@Nullable String, List<String>> children = new HashMap<>();
        private final Map<String, Node> byId = new LinkedHashMap<>();
        private final Set<String> ids = new HashSet<>();

        Tree(List<Node> nodes) {
            for (Node node : nodes) {
                byId.put(node.id(), node);
                ids.add(node.id());
                below(node.parent()).add(node.id());
            }
        }

        private List<String> below(@Nullable String parent) {
            return children.computeIfAbsent(parent, k -> new ArrayList<>());
        }

        private Node node(String id) {
            Node node = byId.get(id);
            if (node == null) {
                throw new Impossible("unknown-node", "There is no node " + id + ".");
            }
            return node;
        }

        List<Node> apply(Repair repair) {
            switch (repair) {
                case Repair.Merge m -> merge(node(m.node()));
                case Repair.Split s -> split(node(s.node()), s);
                case Repair.Promote p -> promote(node(p.node()));
                case Repair.Demote d -> demote(node(d.node()));
                case Repair.Renumber r -> {
                    Node n = node(r.node());
                    byId.put(n.id(), new Node(n.id(), n.kind(), blank(r.number()), n.heading(), n.parent(), n.text(), n.page(), 1));
                }
                case Repair.Relabel r -> {
                    Node n = node(r.node());
                    byId.put(n.id(), new Node(n.id(), r.kind(), n.number(), n.heading(), n.parent(), n.text(), n.page(), 1));
                }
                case Repair.Title t -> title(node(t.node()), t.characters());
                case Repair.Move m -> move(node(m.node()), m.before());
            }
            List<Node> out = new ArrayList<>(byId.size());
            write(null, out);
            return List.copyOf(out);
        }

        private void write(@Nullable String parent, List<Node> out) {
            for (String id : children.getOrDefault(parent, List.of())) {
                out.add(byId.get(id));
                write(id, out);
            }
        }

        private static @Nullable String blank(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }

        private void put(Node n, @Nullable String parent, @Nullable String heading, String text) {
            byId.put(n.id(), new Node(n.id(), n.kind(), n.number(), heading, parent, text, n.page(), n.confidence()));
        }

        /** The node right before in reading order: the deepest last one of the brother before, or the parent. */
        private Node before(Node node) {
            List<String> brothers = below(node.parent());
            int at = brothers.indexOf(node.id());
            if (at == 0) {
                if (node.parent() == null) {
                    throw new Impossible("nothing-before", "There is nothing before the first node.");
                }
                return node(node.parent());
            }
            String last = brothers.get(at - 1);
            for (List<String> deeper = below(last); !deeper.isEmpty(); deeper = below(last)) {
                last = deeper.getLast();
            }
            return node(last);
        }

        private void merge(Node node) {
            Node target = before(node);
            String said = String.join(" ", java.util.stream.Stream.of(node.number(), node.heading()).filter(s -> s != null && !s.isBlank()).toList());
            String own = said.isEmpty() || node.text().isBlank() ? said + node.text() : said + "\n" + node.text();
            boolean parent = target.id().equals(node.parent());
            // Words for the parent come before its other children all the same: it was the first of them.
            put(target, target.parent(), target.heading(), target.text().isBlank() ? own : own.isBlank() ? target.text() : target.text() + "\n" + own);
            List<String> brothers = below(node.parent());
            int at = brothers.indexOf(node.id());
            brothers.remove(at);
            List<String> orphans = new ArrayList<>(below(node.id()));
            children.remove(node.id());
            byId.remove(node.id());
            for (String orphan : orphans) {
                Node o = node(orphan);
                put(o, target.id(), o.heading(), o.text());
            }
            if (parent) {
                brothers.addAll(at, orphans);
            } else {
                below(target.id()).addAll(orphans);
            }
        }

        private void split(Node node, Repair.Split s) {
            if (s.at() < 1 || s.at() >= node.text().length() || Character.isLowSurrogate(node.text().charAt(s.at()))) {
                throw new Impossible("no-such-place", "The text of " + node.id() + " cannot be divided there.");
            }
            String id = node.id() + "__s" + s.at();
            for (int n = 2; ids.contains(id); n++) {
                id = node.id() + "__s" + s.at() + "_" + n;
            }
            Node made = new Node(id, s.kind(), blank(s.number()), blank(s.heading()), node.parent(), node.text().substring(s.at()), node.page(), 1);
            put(node, node.parent(), node.heading(), node.text().substring(0, s.at()));
            byId.put(id, made);
            List<String> brothers = below(node.parent());
            brothers.add(brothers.indexOf(node.id()) + 1, id);
            List<String> moved = new ArrayList<>(below(node.id()));
            children.remove(node.id());
            for (String child : moved) {
                Node c = node(child);
                put(c, id, c.heading(), c.text());
            }
            below(id).addAll(moved);
        }

        private void promote(Node node) {
            if (node.parent() == null) {
                throw new Impossible("at-top", "The node " + node.id() + " is at the top already.");
            }
            Node parent = node(node.parent());
            List<String> brothers = below(parent.id());
            int at = brothers.indexOf(node.id());
            List<String> after = new ArrayList<>(brothers.subList(at + 1, brothers.size()));
            brothers.subList(at, brothers.size()).clear();
            for (String id : after) {
                Node a = node(id);
                put(a, node.id(), a.heading(), a.text());
            }
            below(node.id()).addAll(after);
            put(node, parent.parent(), node.heading(), node.text());
            List<String> above = below(parent.parent());
            above.add(above.indexOf(parent.id()) + 1, node.id());
        }

        private void demote(Node node) {
            List<String> brothers = below(node.parent());
            int at = brothers.indexOf(node.id());
            if (at == 0) {
                throw new Impossible("nothing-before", "No node stands before " + node.id() + " that it could belong to.");
            }
            String parent = brothers.get(at - 1);
            brothers.remove(at);
            below(parent).add(node.id());
            put(node, parent, node.heading(), node.text());
        }

        private void title(Node node, int characters) {
            String heading = node.heading() == null ? "" : node.heading();
            if (characters == 0) {
                put(node, node.parent(), null, heading.isEmpty() ? node.text() : node.text().isEmpty() ? heading : heading + "\n" + node.text());
                return;
            }
            if (characters < 0 || characters > node.text().length()) {
                throw new Impossible("no-such-place", "The text of " + node.id() + " is shorter than that.");
            }
            String words = node.text().substring(0, characters).replace('\n', ' ').strip();
            if (node.kind() == Kind.ARTICLE && node.number() != null && heading.isEmpty()) {
                // The label of an article that was split off: its number says the same.
                words = ArticleLabel.without(words, node.number());
            }
            put(node, node.parent(), blank((heading + " " + words).strip()), node.text().substring(characters).stripLeading());
        }

        private void move(Node node, @Nullable String before) {
            for (@Nullable String up = before; up != null; up = node(up).parent()) {
                if (up.equals(node.id())) {
                    throw new Impossible("no-such-place", "A node cannot stand before a part of itself.");
                }
            }
            below(node.parent()).remove(node.id());
            if (before == null) {
                below(node.parent()).add(node.id());
                return;
            }
            @Nullable String parent = node(before).parent();
            List<String> brothers = below(parent);
            brothers.add(brothers.indexOf(before), node.id());
            put(node, parent, node.heading(), node.text());
        }
    }
}
