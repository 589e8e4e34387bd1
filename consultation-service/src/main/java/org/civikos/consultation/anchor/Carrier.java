package org.civikos.consultation.anchor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civikos.consultation.anchor.Carried.How;
import org.civikos.consultation.anchor.Carried.Kept;
import org.civikos.consultation.anchor.Carried.Orphan;
import org.civikos.consultation.anchor.Carried.Why;
import org.civikos.consultation.anchor.TextTree.Part;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/**
 * Carries anchors from one version of a text to the next. Numbers decide nothing: an article is the same where it says the same.
 * In order: the same words (same node, or moved); nearly the same words, where each is the other's best; the quoted words in
 * a part of what was split; all of the words inside something longer. Whatever is left, or fits twice, is an orphan: a comment
 * that stands at the wrong place misleads more than one that asks to be placed.
 *
 * <p>Two versions of 3,000 nodes are compared in well under a second; each anchor then costs a look-up. Not safe for several threads.
 */
public final class Carrier {

    /** Two texts of which at least this share of words and word pairs is common are the same text, reworded. */
    private static final double SAME_TEXT = 0.6;
    /** What is contained in something else is there with at least this share of its groups of three words. */
    private static final double CONTAINED = 0.75;
    /** The second best must be worse by this much. */
    private static final double MARGIN = 0.08;
    /** Quotes shorter than this, in words, are not looked for in other nodes. */
    private static final int TELLING_QUOTE = 3;
    private static final Set<Kind> DIVISIONS = Set.of(Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.HEADING, Kind.ANNEX, Kind.MEMORANDUM);

    private final TextTree from;
    private final TextTree to;
    /** New nodes that say exactly what an old one said: nothing else has been reworded into them or merged with them. */
    private final Set<String> claimed = new HashSet<>();
    private final Map<String, Map<String, Integer>> common = new HashMap<>();
    private final Map<String, Grams> oldGrams = new HashMap<>();
    private final Map<String, Grams> newGrams = new HashMap<>();
    private final Map<String, Match> matches = new HashMap<>();

    /** Words and pairs (for likeness), groups of three (for containment), each with how often it occurs. */
    private record Grams(Map<String, Integer> likeness, int size, Map<String, Integer> triples, int tripleCount) {

        static Grams of(List<String> words) {
            Map<String, Integer> likeness = new HashMap<>();
            Map<String, Integer> triples = new HashMap<>();
            int size = 0;
            int tripleCount = 0;
            for (int i = 0; i < words.size(); i++) {
                likeness.merge(words.get(i), 1, Integer::sum);
                size++;
                if (i + 1 < words.size()) {
                    likeness.merge(words.get(i) + " " + words.get(i + 1), 1, Integer::sum);
                    size++;
                }
                if (i + 2 < words.size()) {
                    triples.merge(words.get(i) + " " + words.get(i + 1) + " " + words.get(i + 2), 1, Integer::sum);
                    tripleCount++;
                }
            }
            return new Grams(likeness, size, triples, tripleCount);
        }
    }

    /** @param part none where no new node says the same */
    private record Match(@Nullable Part part, How how, double confidence, Why why) {

        static Match of(Part part, How how, double confidence) {
            return new Match(part, how, confidence, Why.DELETED);
        }

        static Match none(Why why) {
            return new Match(null, How.SAME, 0, why);
        }
    }

    public Carrier(TextTree from, TextTree to) {
        this.from = from;
        this.to = to;
        for (Part old : from.all()) {
            if (!old.whole().isEmpty()) {
                List<Part> saying = to.saying(old.whole());
                List<Part> ofKind = saying.stream().filter(same -> same.kind() == old.kind()).toList();
                // An article whose paragraphs became one says the same as its new paragraph, which was merged all the same.
                (ofKind.isEmpty() ? saying : ofKind).forEach(same -> claimed.add(same.id()));
            }
        }
        Map<String, List<Part>> holders = new HashMap<>();
        for (Part fresh : to.all()) {
            if (!claimed.contains(fresh.id()) && !fresh.words().isEmpty()) {
                Grams grams = Grams.of(fresh.words());
                newGrams.put(fresh.id(), grams);
                grams.likeness().keySet().forEach(gram -> holders.computeIfAbsent(gram, any -> new ArrayList<>()).add(fresh));
            }
        }
        for (Part old : from.all()) {
            if (old.whole().isEmpty() || !to.saying(old.whole()).isEmpty()) {
                continue;
            }
            Grams grams = Grams.of(old.words());
            oldGrams.put(old.id(), grams);
            Map<String, Integer> counts = new HashMap<>();
            grams.likeness().forEach((gram, times) -> holders.getOrDefault(gram, List.of()).forEach(
                    fresh -> counts.merge(fresh.id(), Math.min(times, fresh(fresh.id()).likeness().get(gram)), Integer::sum)));
            common.put(old.id(), counts);
        }
    }

    /** Where the anchor belongs in the new version. */
    public Carried carry(Anchor anchor) {
        Part old = from.part(anchor.node());
        if (old == null) {
            return new Orphan(anchor, Why.UNKNOWN);
        }
        Match match = matches.computeIfAbsent(old.id(), id -> match(old));
        Quote quote = anchor.quote();
        if (quote == null) {
            return match.part() == null ? new Orphan(anchor, match.why()) : kept(match.part(), null, match.confidence(), match.how(), false);
        }
        if (match.part() != null) {
            Quote there = Quotes.find(match.part().own(), quote);
            if (there != null) {
                return kept(match.part(), there, match.confidence(), match.how(), false);
            }
        }
        Part holder = onlyHolder(quote, match);
        if (holder != null) {
            return kept(holder, Quotes.find(holder.own(), quote), match.part() == null ? 0.6 : Math.min(0.8, match.confidence()), How.SPLIT, false);
        }
        return match.part() == null ? new Orphan(anchor, match.why()) : kept(match.part(), null, 0.6 * match.confidence(), match.how(), true);
    }

    /**
     * Where the anchor belongs after a repair of the same text, in which nodes keep their names: on what says the same, else on the node of
     * the same name, whatever of its text has gone elsewhere. Only what was merged away and says too little to be found is an orphan.
     */
    public Carried carryRepaired(Anchor anchor) {
        Carried carried = carry(anchor);
        Part sameName = to.part(anchor.node());
        if (!(carried instanceof Orphan) || sameName == null) {
            return carried;
        }
        Quote there = anchor.quote() == null ? null : Quotes.find(sameName.own(), anchor.quote());
        boolean same = Fingerprint.of(sameName.whole()).equals(anchor.fingerprint());
        return kept(sameName, there, same ? 1 : 0.5, same ? How.SAME : How.SPLIT, anchor.quote() != null && there == null);
    }

    private Kept kept(Part part, @Nullable Quote quote, double confidence, How how, boolean quoteIsGone) {
        return new Kept(new Anchor(part.id(), Fingerprint.of(part.whole()), quote), Math.round(confidence * 100) / 100.0, how, quoteIsGone);
    }

    /** The one changed node that has the quoted words now: inside of what the old node has become, or else anywhere. */
    private @Nullable Part onlyHolder(Quote quote, Match match) {
        if (Letters.words(quote.exact()).size() < TELLING_QUOTE) {
            return null;
        }
        List<Part> holders = new ArrayList<>();
        List<Part> inside = new ArrayList<>();
        for (Part fresh : to.all()) {
            if (claimed.contains(fresh.id()) || Quotes.find(fresh.own(), quote) == null) {
                continue;
            }
            holders.add(fresh);
            if (match.part() != null && isWithin(to, fresh, match.part())) {
                inside.add(fresh);
            }
        }
        return inside.size() == 1 ? inside.getFirst() : inside.isEmpty() && holders.size() == 1 ? holders.getFirst() : null;
    }

    private Match match(Part old) {
        Part sameNode = to.part(old.id());
        if (sameNode != null && sameNode.whole().equals(old.whole())) {
            return Match.of(sameNode, How.SAME, 1);
        }
        if (old.whole().isEmpty()) {
            return Match.none(Why.DELETED);
        }
        List<Part> saying = to.saying(old.whole());
        if (!saying.isEmpty()) {
            return moved(old, saying);
        }
        Match reworded = reworded(old);
        if (reworded != null) {
            return reworded;
        }
        return contained(old);
    }

    /** The same words elsewhere: the only node of that kind, else the one at the same turn, else the one in the same surroundings. */
    private Match moved(Part old, List<Part> saying) {
        List<Part> ofKind = saying.stream().filter(one -> one.kind() == old.kind() && one.leaf() == old.leaf()).toList();
        List<Part> candidates = ofKind.isEmpty() ? saying : ofKind;
        if (candidates.size() == 1 && from.saying(old.whole()).stream().filter(one -> one.kind() == old.kind()).count() == 1) {
            return Match.of(candidates.getFirst(), How.MOVED, 0.98);
        }
        List<Part> before = from.saying(old.whole()).stream().filter(one -> one.kind() == old.kind() && one.leaf() == old.leaf()).toList();
        if (before.size() == candidates.size()) {
            return Match.of(candidates.get(before.indexOf(old)), How.MOVED, 0.9);
        }
        Part parent = old.parent() == null ? null : from.part(old.parent());
        if (parent != null) {
            Part home = matches.containsKey(parent.id()) ? matches.get(parent.id()).part() : match(parent).part();
            List<Part> athome = home == null ? List.of() : candidates.stream().filter(one -> home.id().equals(one.parent())).toList();
            if (athome.size() == 1) {
                return Match.of(athome.getFirst(), How.MOVED, 0.85);
            }
        }
        return Match.none(Why.AMBIGUOUS);
    }

    private @Nullable Match reworded(Part old) {
        Part best = null;
        double bestScore = 0;
        for (String id : common.get(old.id()).keySet()) {
            Part fresh = part(id);
            double score = score(old, fresh);
            if (score > bestScore) {
                bestScore = score;
                best = fresh;
            }
        }
        if (best == null) {
            return null;
        }
        double likeness = likeness(old.id(), best.id());
        // Short for long can be alike enough and yet a fragment: most of the old words must be there.
        if (likeness < SAME_TEXT || 2 * common.get(old.id()).get(best.id()) < old(old.id()).size()) {
            return null;
        }
        for (String id : common.get(old.id()).keySet()) {
            Part other = part(id);
            if (!related(to, other, best) && score(old, other) > bestScore - MARGIN) {
                return Match.none(Why.AMBIGUOUS);
            }
        }
        for (Map.Entry<String, Map<String, Integer>> rival : common.entrySet()) {
            Part other = from.part(rival.getKey());
            if (other != null && !related(from, other, old) && rival.getValue().containsKey(best.id()) && score(other, best) > bestScore) {
                return null;
            }
        }
        return Match.of(best, How.REWORDED, 0.95 * likeness);
    }

    /** Likeness, with a little more for what has kept its number or its kind, which only matters between equals. */
    private double score(Part old, Part fresh) {
        return likeness(old.id(), fresh.id()) + (old.id().equals(fresh.id()) ? 0.05 : 0) + (old.kind() == fresh.kind() && old.leaf() == fresh.leaf() ? 0.04 : 0);
    }

    private double likeness(String old, String fresh) {
        return 2.0 * common.get(old).getOrDefault(fresh, 0) / (old(old).size() + fresh(fresh).size());
    }

    /** Inside something longer: the shortest that holds it; or spread over parts: what holds them all, or the one with most of it. */
    private Match contained(Part old) {
        Part shortest = null;
        Part largest = null;
        double largestCover = 0;
        List<Part> holding = new ArrayList<>();
        for (String id : common.get(old.id()).keySet()) {
            Part fresh = part(id);
            double cover = cover(old, fresh);
            boolean tooWide = DIVISIONS.contains(fresh.kind()) && !DIVISIONS.contains(old.kind()) && fresh.words().size() > 4 * old.words().size();
            if (cover >= CONTAINED && !tooWide) {
                holding.add(fresh);
                if (shortest == null || fresh.words().size() < shortest.words().size()) {
                    shortest = fresh;
                }
            }
            if (!tooWide && fresh.leaf() && cover > largestCover) {
                largestCover = cover;
                largest = fresh;
            }
        }
        if (shortest != null) {
            for (Part other : holding) {
                if (!related(to, other, shortest)) {
                    return Match.none(Why.AMBIGUOUS);
                }
            }
            boolean spread = !shortest.leaf() && old.leaf();
            return Match.of(shortest, spread ? How.SPLIT : How.MERGED, 0.85 * cover(old, shortest));
        }
        if (largest != null && largestCover >= 0.5) {
            return Match.of(largest, How.SPLIT, 0.8 * largestCover);
        }
        return Match.none(Why.DELETED);
    }

    /** Which share of the old words stands in the new node in the old order; short texts must stand there as they are. */
    private double cover(Part old, Part fresh) {
        Grams a = old(old.id());
        if (a.tripleCount() < 4) {
            return (" " + fresh.whole() + " ").contains(" " + old.whole() + " ") && old.words().size() >= TELLING_QUOTE ? 1 : 0;
        }
        Map<String, Integer> there = fresh(fresh.id()).triples();
        int same = 0;
        for (Map.Entry<String, Integer> triple : a.triples().entrySet()) {
            same += Math.min(triple.getValue(), there.getOrDefault(triple.getKey(), 0));
        }
        return (double) same / a.tripleCount();
    }

    private static boolean related(TextTree tree, Part a, Part b) {
        return isWithin(tree, a, b) || isWithin(tree, b, a);
    }

    private static boolean isWithin(TextTree tree, Part inner, Part outer) {
        Part at = inner;
        for (int depth = 0; at != null && depth < 64; depth++) {
            if (at.id().equals(outer.id())) {
                return true;
            }
            at = at.parent() == null ? null : tree.part(at.parent());
        }
        return false;
    }

    private Part part(String id) {
        Part part = to.part(id);
        if (part == null) {
            throw new IllegalStateException("No node " + id);
        }
        return part;
    }

    private Grams old(String id) {
        return oldGrams.getOrDefault(id, Grams.of(List.of()));
    }

    private Grams fresh(String id) {
        return newGrams.getOrDefault(id, Grams.of(List.of()));
    }
}
