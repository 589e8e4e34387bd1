package org.civikos.consultation.amendment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.civikos.consultation.amendment.Instruction.Op;
import org.civikos.consultation.amendment.Instruction.Span;
import org.civikos.consultation.amendment.Instruction.Target;
import org.civikos.consultation.difference.Difference;
import org.civikos.consultation.structure.ArticleLabel;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/**
 * A law as it would read with an amending act. An instruction is applied where what it names is there exactly once; otherwise it is told with the reason and
 * changes nothing: a wrong text misleads more than a missing one.
 *
 * @param elements in reading order, those that go and those that come included
 * @param orders   what the amending act says, in its order
 */
public record Consolidation(List<Element> elements, List<Order> orders) {

    /** Words in a row with the same fate, and the order that caused it, counted from 0; -1 for none. */
    public record Piece(Difference.Op op, String text, int order) {
    }

    /** What becomes of an element. */
    public enum State { SAME, CHANGED, DELETED, ADDED }

    /**
     * @param id     the law's node, or {@code new_} and a number for one that comes
     * @param orders that concern the whole of it, counted from 0
     */
    public record Element(String id, Kind kind, @Nullable String number, @Nullable String heading, @Nullable String parent, State state, List<Piece> text, List<Integer> orders) {
    }

    /**
     * @param node    of the amending act that says it
     * @param said    its words
     * @param article that it is about, as it is numbered in the law, where it names one
     * @param target  the element that it changed, where it was applied
     * @param reason  why it was not applied: {@code article-missing} {@code article-twice} {@code paragraph-missing} {@code point-missing} {@code words-missing}
     *                {@code words-twice} {@code exists-already} {@code no-new-text} {@code no-target} {@code several-places} {@code target-gone} {@code not-understood}
     */
    public record Order(String node, String said, @Nullable String article, @Nullable String target, @Nullable String reason) {

        public boolean applied() {
            return reason == null;
        }
    }

    /**
     * What an element and everything below it would say, a line for each, those below with their numbers; empty where all of it goes.
     *
     * @param id of an element
     */
    public String words(String id) {
        Set<String> inside = new HashSet<>(Set.of(id));
        List<String> lines = new ArrayList<>();
        for (Element one : elements) {
            if (one.id().equals(id) || one.parent() != null && inside.contains(one.parent())) {
                inside.add(one.id());
                String said = one.text().stream().filter(piece -> piece.op() != Difference.Op.DELETE).map(Piece::text).collect(Collectors.joining()).strip();
                if (!said.isEmpty()) {
                    lines.add(one.id().equals(id) || one.number() == null ? said : (one.number().matches("[\\d.]+") ? one.number().replaceAll("\\.$", "") + ". " : one.number() + ") ") + said);
                }
            }
        }
        return String.join("\n", lines);
    }

    /** Reads the amending act and applies it to the law. */
    public static Consolidation of(List<Node> amending, List<Node> law) {
        return new Work(law).apply(AmendingAct.read(amending));
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason, null, false, false);
        }
    }

    private static final class Part {
        final String id;
        final Kind kind;
        final @Nullable String number;
        final @Nullable String heading;
        final @Nullable String parent;
        final Marked text;
        final boolean made;
        boolean gone;
        boolean touched;
        final List<Integer> orders = new ArrayList<>();

        Part(String id, Kind kind, @Nullable String number, @Nullable String heading, @Nullable String parent, Marked text, boolean made) {
            this.id = id;
            this.kind = kind;
            this.number = number;
            this.heading = heading;
            this.parent = parent;
            this.text = text;
            this.made = made;
        }
    }

    private static final class Work {
        private final List<Part> parts = new ArrayList<>();
        private int made;

        Work(List<Node> law) {
            for (Node node : law) {
                parts.add(new Part(node.id(), node.kind(), node.number(), node.heading(), node.parent(), Marked.of(node.text()), false));
            }
        }

        Consolidation apply(List<Instruction> instructions) {
            List<Order> orders = new ArrayList<>();
            for (Instruction one : instructions.stream().flatMap(given -> eachArticle(given).stream()).toList()) {
                String target = null;
                String reason = null;
                try {
                    target = apply(one, orders.size()).id;
                } catch (Refused refused) {
                    reason = refused.getMessage();
                }
                orders.add(new Order(one.node(), one.said(), one.where().article(), target, reason));
            }
            List<Element> elements = parts.stream().map(part -> new Element(part.id, part.kind, part.number, part.heading, part.parent,
                    part.made ? part.gone ? State.DELETED : State.ADDED : part.gone ? State.DELETED : part.touched ? State.CHANGED : State.SAME, part.text.pieces(), List.copyOf(part.orders)))
                    .filter(element -> !(element.state() == State.DELETED && element.id().startsWith("new_"))).toList();
            return new Consolidation(elements, List.copyOf(orders));
        }

        /** "Articles 5 to 7 are deleted" is an order for each article that the law has from the first to the last, 6A included. */
        private List<Instruction> eachArticle(Instruction given) {
            if (given.articles().isEmpty()) {
                return List.of(given);
            }
            Set<String> numbers = new LinkedHashSet<>();
            for (Span span : given.articles()) {
                numbers.add(span.from());
                int from = articleAt(span.from(), 0);
                int to = from < 0 ? -1 : articleAt(span.to(), from);
                for (int i = from; i >= 0 && i < to; i++) {
                    Part part = parts.get(i);
                    if (part.kind == Kind.ARTICLE && part.number != null) {
                        numbers.add(part.number);
                    }
                }
                // An end that the law does not have is told by an order of its own.
                numbers.add(span.to());
            }
            Map<String, String> once = new LinkedHashMap<>();
            numbers.forEach(number -> once.putIfAbsent(plain(number), number));
            return once.values().stream().map(number -> new Instruction(given.node(), given.said(), given.op(), new Target(number, null, null, false), null, null, null, false)).toList();
        }

        private int articleAt(String number, int from) {
            for (int i = from; i < parts.size(); i++) {
                if (parts.get(i).kind == Kind.ARTICLE && same(parts.get(i).number, number)) {
                    return i;
                }
            }
            return -1;
        }

        private Part apply(Instruction one, int order) throws Refused {
            Target where = one.where();
            if (one.op() == Op.UNKNOWN) {
                throw new Refused("not-understood");
            }
            if (where.several()) {
                throw new Refused("several-places");
            }
            if (where.article() == null) {
                throw new Refused("no-target");
            }
            Part target = find(where);
            return switch (one.op()) {
                case REPLACE_WORDS, DELETE_WORDS, ADD_WORDS -> words(one, target, order);
                case DELETE -> {
                    below(target).forEach(part -> gone(part, order));
                    yield target;
                }
                case REPLACE -> replace(one, target, order);
                case ADD_AFTER -> add(one, target, order, false);
                case ADD_LAST -> add(one, target, order, true);
                case UNKNOWN -> throw new Refused("not-understood");
            };
        }

        private static void gone(Part part, int order) {
            if (!part.gone) {
                part.text.deleteAll(order);
                part.gone = true;
                part.orders.add(order);
            }
        }

        private Part words(Instruction one, Part target, int order) throws Refused {
            Map<Part, List<int[]>> found = new LinkedHashMap<>();
            int count = 0;
            for (Part part : below(target)) {
                List<int[]> places = part.gone ? List.of() : part.text.find(one.oldWords());
                if (!places.isEmpty()) {
                    found.put(part, places);
                    count += places.size();
                }
            }
            if (count == 0) {
                throw new Refused("words-missing");
            }
            if (count > 1 && !one.everywhere()) {
                throw new Refused("words-twice");
            }
            found.forEach((part, places) -> {
                for (int[] place : places.reversed()) {
                    if (one.op() == Op.ADD_WORDS) {
                        part.text.add(place[1], " " + one.newWords().strip(), order);
                    } else {
                        // The new words first: taking out what was put in earlier moves everything behind it.
                        if (one.op() == Op.REPLACE_WORDS) {
                            part.text.add(place[1], one.newWords().strip(), order);
                        }
                        part.text.delete(place[0], place[1], order);
                    }
                }
                part.touched = true;
            });
            return found.keySet().iterator().next();
        }

        private Part replace(Instruction one, Part target, int order) throws Refused {
            String text = text(one, target.kind, target.number);
            for (Part part : below(target)) {
                if (part == target) {
                    part.text.deleteAll(order);
                    part.text.append(text, order);
                    part.touched = true;
                    part.orders.add(order);
                } else {
                    gone(part, order);
                }
            }
            return target;
        }

        private Part add(Instruction one, Part target, int order, boolean last) throws Refused {
            Kind kind = last ? Kind.PARAGRAPH : target.kind;
            String parent = last ? target.id : target.parent;
            for (Part part : parts) {
                boolean sameLevel = kind == Kind.ARTICLE ? part.kind == Kind.ARTICLE : parent != null && parent.equals(part.parent);
                if (!part.gone && sameLevel && same(part.number, one.made())) {
                    throw new Refused("exists-already");
                }
            }
            String text = text(one, kind, one.made());
            Marked marked = Marked.of("");
            marked.append(text, order);
            Part fresh = new Part("new_" + ++made, kind, one.made().toUpperCase(Locale.ROOT), null, parent, marked, true);
            fresh.orders.add(order);
            List<Part> before = below(target);
            parts.add(parts.indexOf(before.getLast()) + 1, fresh);
            return fresh;
        }

        /** The new text without the number that it begins with, for the element has it already. */
        private static String text(Instruction one, Kind kind, @Nullable String number) throws Refused {
            String text = one.newWords() == null ? "" : AmendingAct.unquoted(one.newWords());
            if (number != null) {
                String mark = Pattern.quote(number);
                text = kind == Kind.ARTICLE ? ArticleLabel.without(text, number)
                        : text.replaceFirst("(?iu)^\\s*\\(?" + mark + "\\s*[.)]\\s*", "");
            }
            if (text.isBlank()) {
                throw new Refused("no-new-text");
            }
            return text.strip();
        }

        private Part find(Target where) throws Refused {
            List<Part> articles = parts.stream().filter(part -> part.kind == Kind.ARTICLE && same(part.number, where.article())).toList();
            Part at = only(articles, "article-missing", "article-twice");
            if (where.paragraph() != null) {
                at = child(at, where.paragraph(), "paragraph-missing");
            }
            return where.point() == null ? at : child(at, where.point(), "point-missing");
        }

        private Part child(Part above, String number, String missing) throws Refused {
            List<Part> inside = below(above).stream().filter(part -> part != above).toList();
            List<Part> numbered = inside.stream().filter(part -> same(part.number, number) && (part.kind == Kind.PARAGRAPH || part.kind == Kind.POINT)).toList();
            List<Part> direct = numbered.stream().filter(part -> above.id.equals(part.parent)).toList();
            if (!direct.isEmpty() || !numbered.isEmpty()) {
                return only(direct.isEmpty() ? numbered : direct, missing, "several-places");
            }
            // Paragraphs without numbers are counted, as lawyers do: the second one is paragraph 2.
            List<Part> plain = inside.stream().filter(part -> part.kind == Kind.PARAGRAPH && above.id.equals(part.parent)).toList();
            if (number.matches("\\d{1,3}") && missing.startsWith("paragraph")) {
                int n = Integer.parseInt(number);
                if (plain.stream().allMatch(part -> part.number == null) && n >= 1 && n <= plain.size()) {
                    return only(List.of(plain.get(n - 1)), missing, missing);
                }
                if (n == 1 && plain.isEmpty()) {
                    return above;
                }
            }
            throw new Refused(missing);
        }

        private static Part only(List<Part> found, String missing, String twice) throws Refused {
            List<Part> left = found.stream().filter(part -> !part.gone).toList();
            if (left.size() == 1) {
                return left.getFirst();
            }
            throw new Refused(left.size() > 1 ? twice : found.isEmpty() ? missing : "target-gone");
        }

        private List<Part> below(Part target) {
            List<Part> out = new ArrayList<>();
            Set<String> ids = new HashSet<>(List.of(target.id));
            for (Part part : parts) {
                if (part == target || part.parent != null && ids.contains(part.parent)) {
                    ids.add(part.id);
                    out.add(part);
                }
            }
            return out;
        }

        private static boolean same(@Nullable String first, @Nullable String second) {
            return first != null && second != null && plain(first).equals(plain(second));
        }

        private static String plain(String number) {
            return Letters.fold(number).replaceAll("[\\s()]", "").replaceAll("\\.$", "");
        }
    }
}
