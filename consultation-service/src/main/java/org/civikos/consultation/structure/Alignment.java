package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The language versions of one act side by side, node by node, so that one thread of comments serves all of them.
 *
 * <p>Articles, chapters and annexes meet by their number, since the versions of a law share it. Below them nodes meet by number, and where
 * the letters of two alphabets differ (Albanian a, b, c, ç beside Serbian a, b, v, g) by their place, if both have as many. What has no
 * counterpart stands alone; nothing is left out.
 */
public final class Alignment {
    /**
     * One place of the act in all languages that have it.
     *
     * @param thread id that stands for the place: that of the main language's node, else that of the first version that has it
     * @param nodes id of the node by language, the main language first
     */
    public record Place(String thread, Kind kind, Map<String, String> nodes) {
        public Place {
            nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        }
    }

    private final List<Place> places;
    private final Map<String, Place> byNode = new HashMap<>();

    private Alignment(List<Place> places) {
        this.places = List.copyOf(places);
        places.forEach(p -> p.nodes().values().forEach(id -> byNode.put(id, p)));
    }

    /** Never fails; an act in one language has a place for each of its nodes. */
    public static Alignment of(Act act) {
        Map<String, Map<@Nullable String, List<Node>>> children = new LinkedHashMap<>();
        children.put(act.language(), new HashMap<>());
        for (Node node : act.nodes()) {
            children.computeIfAbsent(act.languageOf(node), k -> new HashMap<>()).computeIfAbsent(node.parent(), k -> new ArrayList<>()).add(node);
        }
        List<Place> out = new ArrayList<>();
        Map<String, @Nullable String> top = new LinkedHashMap<>();
        children.keySet().forEach(language -> top.put(language, null));
        below(top, children, out);
        return new Alignment(out);
    }

    /** All places, in the reading order of the main language; what only another version has follows below its parent. */
    public List<Place> places() {
        return places;
    }

    /** The articles alone. */
    public List<Place> articles() {
        return places.stream().filter(p -> p.kind() == Kind.ARTICLE).toList();
    }

    /** The id that comments on this node are kept under; the node's own where it is unknown. */
    public String thread(String node) {
        Place place = byNode.get(node);
        return place == null ? node : place.thread();
    }

    /** The same place in another language, or null where that version lacks it. */
    public @Nullable String in(String language, String node) {
        Place place = byNode.get(node);
        return place == null ? null : place.nodes().get(language);
    }

    private static void below(Map<String, @Nullable String> parents, Map<String, Map<@Nullable String, List<Node>>> children, List<Place> out) {
        Map<String, List<Node>> rows = new LinkedHashMap<>();
        parents.forEach((language, parent) -> rows.put(language, children.get(language).getOrDefault(parent, List.of())));
        Map<String, Map<String, Node>> byKey = new HashMap<>();
        List<String> order = new ArrayList<>();
        rows.forEach((language, nodes) -> {
            Map<String, Node> own = keys(nodes, rows);
            byKey.put(language, own);
            own.keySet().stream().filter(k -> !order.contains(k)).forEach(order::add);
        });
        for (String key : order) {
            Map<String, String> ids = new LinkedHashMap<>();
            Map<String, @Nullable String> next = new LinkedHashMap<>();
            Node first = null;
            for (String language : rows.keySet()) {
                Node node = byKey.get(language).get(key);
                if (node != null) {
                    first = first == null ? node : first;
                    ids.put(language, node.id());
                    next.put(language, node.id());
                }
            }
            out.add(new Place(first.id(), first.kind(), ids));
            below(next, children, out);
        }
    }

    /** What the nodes below one parent are found by: kind and number, or kind and place. */
    private static Map<String, Node> keys(List<Node> nodes, Map<String, List<Node>> rows) {
        Map<String, Node> out = new LinkedHashMap<>();
        Map<Kind, Integer> place = new HashMap<>();
        for (Node node : nodes) {
            int at = place.merge(node.kind(), 1, Integer::sum);
            boolean letters = node.kind() == Kind.POINT && node.number() != null && !Character.isDigit(node.number().codePointAt(0));
            boolean asMany = rows.values().stream().map(r -> r.stream().filter(n -> n.kind() == node.kind()).count()).distinct().count() == 1;
            String key = node.kind() + (node.number() == null || letters && asMany ? "#" + at : "=" + Ids.slug(node.number()));
            while (out.containsKey(key)) {
                key += "+";
            }
            out.put(key, node);
        }
        return out;
    }
}
