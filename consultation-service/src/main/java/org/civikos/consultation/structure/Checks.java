package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person should look at after a split. */
final class Checks {
    /** All that is said of a tree; everything else is about the file. */
    static final Set<String> CODES = Set.of("number-twice", "number-order", "number-gap", "empty-article", "unsure", "no-articles", "division-gap", "division-twice");

    private Checks() {}

    static List<Warning> of(List<Node> nodes) {
        List<Warning> out = new ArrayList<>();
        articles(nodes, out);
        divisions(nodes, out);
        return out;
    }

    private static void articles(List<Node> nodes, List<Warning> out) {
        Map<String, String> parents = new HashMap<>();
        Map<String, Kind> kinds = new HashMap<>();
        for (Node node : nodes) {
            parents.put(node.id(), node.parent());
            kinds.put(node.id(), node.kind());
        }
        Map<String, Node> last = new HashMap<>();
        Map<String, Map<String, Node>> seen = new HashMap<>();
        int count = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.kind() != Kind.ARTICLE) {
                continue;
            }
            count++;
            String scope = scope(node, parents, kinds);
            ArticleNumber number = ArticleNumber.of(node.number());
            Node twin = seen.computeIfAbsent(scope, k -> new HashMap<>()).put(number.base() + number.suffix(), node);
            Node before = last.put(scope, node);
            if (twin != null) {
                out.add(new Warning("number-twice", node.id(), "There is more than one article " + node.number() + "."));
            } else if (before != null) {
                ArticleNumber previous = ArticleNumber.of(before.number());
                if (number.compareTo(previous) < 0) {
                    out.add(new Warning("number-order", node.id(), "Article " + node.number() + " stands after article " + before.number() + "."));
                } else if (number.base() > previous.base() + 1) {
                    out.add(new Warning("number-gap", node.id(), missing(previous.base() + 1, number.base() - 1) + " before article " + node.number() + "."));
                }
            } else if (number.base() > 1) {
                out.add(new Warning("number-gap", node.id(), "The first article has number " + node.number() + "."));
            }
            boolean hasText = !node.text().isBlank() || node.heading() != null || i + 1 < nodes.size() && node.id().equals(nodes.get(i + 1).parent());
            if (!hasText) {
                out.add(new Warning("empty-article", node.id(), "Article " + node.number() + " has no text."));
            }
            if (node.confidence() < 0.6) {
                out.add(new Warning("unsure", node.id(), "Article " + node.number() + " does not fit the sequence; please look whether it is an article of this act."));
            }
        }
        if (count == 0) {
            out.add(new Warning("no-articles", null, "No articles were found; the document was divided by its headings."));
        }
    }

    private static String missing(int from, int to) {
        return from == to ? "Article " + from + " is missing" : "Articles " + from + " to " + to + " are missing";
    }

    /** The annex and language version that an article belongs to. */
    private static String scope(Node node, Map<String, String> parents, Map<String, Kind> kinds) {
        String prefix = node.id().matches("(?:sq|sr|en)__.*") ? node.id().substring(0, 2) : "";
        for (@Nullable String p = node.parent(); p != null; p = parents.get(p)) {
            if (kinds.get(p) == Kind.ANNEX) {
                return p;
            }
        }
        return prefix;
    }

    private static void divisions(List<Node> nodes, List<Warning> out) {
        Map<String, Integer> last = new HashMap<>();
        for (Node node : nodes) {
            if (node.kind() != Kind.CHAPTER && node.kind() != Kind.PART || node.number() == null) {
                continue;
            }
            int value = Numerals.value(node.number());
            String key = node.kind() + ":" + node.parent() + ":" + (node.id().matches("(?:sq|sr|en)__.*") ? node.id().substring(0, 2) : "");
            Integer before = last.put(key, value);
            if (before != null && value > before + 1) {
                out.add(new Warning("division-gap", node.id(), "The number before " + node.number() + " is missing."));
            } else if (before != null && value > 0 && value == before) {
                out.add(new Warning("division-twice", node.id(), "There are two divisions with number " + node.number() + "."));
            }
        }
    }
}
