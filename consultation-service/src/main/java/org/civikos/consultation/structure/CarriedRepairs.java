package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Repairs of one text done again on the publisher's next one. A repair is carried where the node that it works on says the same in both texts, and what it
 * needs beside that node is there too; any other is left out and told, since a repair in the wrong place is worse than none.
 *
 * @param split   the new text with what was carried
 * @param carried places in the given list, from 0, of what was carried, rising; what is missing in it was not
 */
public record CarriedRepairs(RepairedSplit split, List<Integer> carried) {

    public CarriedRepairs {
        carried = List.copyOf(carried);
    }

    /**
     * @param before  the text that the repairs begin from
     * @param repairs that can be done on it, in their order
     * @param after   the new text as it was read
     */
    public static CarriedRepairs carry(List<Node> before, List<Repair> repairs, List<Node> after) {
        RepairedSplit old = RepairedSplit.of(before);
        RepairedSplit now = RepairedSplit.of(after);
        Map<String, String> counterparts = counterparts(before, after);
        List<Integer> carried = new ArrayList<>();
        for (int i = 0; i < repairs.size(); i++) {
            Repair repair = repairs.get(i);
            RepairedSplit oldNext = old.with(repair);
            Repair moved = moved(repair, old.nodes(), now.nodes(), counterparts);
            RepairedSplit next = null;
            if (moved != null) {
                try {
                    next = now.with(moved);
                } catch (RepairedSplit.Impossible otherTree) {
                    moved = null;
                }
            }
            if (next != null) {
                // A node that the repair made has its counterpart in the one that it made here.
                String made = added(old.nodes(), oldNext.nodes());
                String madeHere = added(now.nodes(), next.nodes());
                if (made != null && madeHere != null) {
                    counterparts.put(made, madeHere);
                }
                now = next;
                carried.add(i);
            }
            old = oldNext;
        }
        return new CarriedRepairs(now, carried);
    }

    private static @Nullable Repair moved(Repair repair, List<Node> old, List<Node> now, Map<String, String> counterparts) {
        Node was = find(old, repair.node());
        Node is = find(now, counterparts.get(repair.node()));
        if (was == null || is == null || was.kind() != is.kind() || !Objects.equals(was.heading(), is.heading()) || !was.text().equals(is.text())) {
            return null;
        }
        return switch (repair) {
            case Repair.Merge m -> same(RepairedSplit.before(old, was.id()), RepairedSplit.before(now, is.id()), counterparts) ? new Repair.Merge(is.id()) : null;
            case Repair.Split s -> new Repair.Split(is.id(), s.at(), s.kind(), s.number(), s.heading());
            case Repair.Promote p -> same(was.parent(), is.parent(), counterparts) ? new Repair.Promote(is.id()) : null;
            case Repair.Demote d -> same(brotherBefore(old, was), brotherBefore(now, is), counterparts) ? new Repair.Demote(is.id()) : null;
            // A number that the publisher has changed is right or wrong in a new way.
            case Repair.Renumber r -> Objects.equals(was.number(), is.number()) ? new Repair.Renumber(is.id(), r.number()) : null;
            case Repair.Relabel r -> new Repair.Relabel(is.id(), r.kind());
            case Repair.Title t -> new Repair.Title(is.id(), t.characters());
            case Repair.Move m when m.before() == null -> same(was.parent(), is.parent(), counterparts) ? new Repair.Move(is.id(), null) : null;
            case Repair.Move m -> find(now, counterparts.get(m.before())) == null ? null : new Repair.Move(is.id(), counterparts.get(m.before()));
        };
    }

    private static boolean same(@Nullable String was, @Nullable String is, Map<String, String> counterparts) {
        return was == null ? is == null : is != null && is.equals(counterparts.get(was));
    }

    private static @Nullable Node find(List<Node> nodes, @Nullable String id) {
        for (Node node : nodes) {
            if (node.id().equals(id)) {
                return node;
            }
        }
        return null;
    }

    private static @Nullable String brotherBefore(List<Node> nodes, Node node) {
        String before = null;
        for (Node other : nodes) {
            if (other.id().equals(node.id())) {
                return before;
            }
            if (Objects.equals(other.parent(), node.parent())) {
                before = other.id();
            }
        }
        return null;
    }

    private static @Nullable String added(List<Node> before, List<Node> after) {
        Set<String> known = new HashSet<>();
        before.forEach(node -> known.add(node.id()));
        return after.stream().map(Node::id).filter(id -> !known.contains(id)).findFirst().orElse(null);
    }

    /**
     * Which node of the new text is which of the old: the one that says the same with the same number, under the same identifier if several do; then the only
     * one that says the same under another number; then, for what only stands beside a repair, the one with the same identifier and kind.
     */
    private static Map<String, String> counterparts(List<Node> before, List<Node> after) {
        Map<String, String> out = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (boolean number : new boolean[] {true, false}) {
            Map<List<Object>, List<Node>> old = bySignature(before.stream().filter(node -> !out.containsKey(node.id())).toList(), number);
            Map<List<Object>, List<Node>> fresh = bySignature(after.stream().filter(node -> !taken.contains(node.id())).toList(), number);
            old.forEach((signature, nodes) -> {
                List<Node> there = fresh.getOrDefault(signature, List.of());
                if (nodes.size() == 1 && there.size() == 1) {
                    out.put(nodes.getFirst().id(), there.getFirst().id());
                    taken.add(there.getFirst().id());
                } else if (number && nodes.size() == there.size()) {
                    // The same words several times over, as often as before, are told apart by their identifiers alone.
                    Set<String> ids = new HashSet<>();
                    there.forEach(node -> ids.add(node.id()));
                    nodes.stream().map(Node::id).filter(ids::contains).forEach(id -> {
                        out.put(id, id);
                        taken.add(id);
                    });
                }
            });
        }
        Map<String, Kind> kinds = new HashMap<>();
        after.forEach(node -> kinds.put(node.id(), node.kind()));
        for (Node node : before) {
            if (!out.containsKey(node.id()) && !taken.contains(node.id()) && node.kind() == kinds.get(node.id())) {
                out.put(node.id(), node.id());
                taken.add(node.id());
            }
        }
        return out;
    }

    private static Map<List<Object>, List<Node>> bySignature(List<Node> nodes, boolean number) {
        Map<List<Object>, List<Node>> out = new HashMap<>();
        for (Node node : nodes) {
            String heading = node.heading() == null ? "" : node.heading();
            out.computeIfAbsent(List.of(node.kind(), heading, node.text(), number && node.number() != null ? node.number() : ""), k -> new ArrayList<>()).add(node);
        }
        return out;
    }
}
