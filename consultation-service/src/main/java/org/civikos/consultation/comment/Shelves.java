package org.civikos.consultation.comment;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.civikos.consultation.consultation.CommentCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Lists and figures of comments, found by keys alone, however many there are. A list (the comments of a node, of an organisation, of a
 * consultation) is a row of pages of {@value #PAGE} slots with keys that can be worked out; a comment's slot is given once and stands in the
 * comment, so that writing it twice is writing it once. A page is counted when it changes, and its figure is kept with the page's revision in one
 * number, of which the greatest stands: so no crash, repetition, or order of arrival can make the figures wrong.
 *
 * <p>Before a comment is written a mark is set, and taken away only when pages and figures have followed; what a crash leaves is made good by the
 * sweep. Lists may name comments that no longer belong there: whoever reads looks at the comment itself.
 */
@Component
class Shelves implements CommentCounts, Voices {

    static final int PAGE = 128;
    /** Where comments on the draft as a whole stand. */
    static final String WHOLE = "~";
    /** Where comments stand that could not be carried to the text in force. */
    static final String ORPHANS = "!";
    private static final Logger LOG = LoggerFactory.getLogger(Shelves.class);
    private static final String PAGES = "commentPages";
    private static final String COUNTS = "commentCounts";
    private static final String OPEN = "openComments";
    private static final String COUNTERS = "counters";
    private static final long FACTOR = 1_024;
    private static final int PAGES_AT_ONCE = 4;
    private static final int SPARSE_PAGES_AT_ONCE = 64;

    private final MongoTemplate mongo;
    private final Marks marks;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    Shelves(MongoTemplate mongo, Marks marks) {
        this.mongo = mongo;
        this.marks = marks;
    }

    /** Figures that are to be written, and the marks that may go afterwards. */
    private static final class Waiting {
        private final Map<String, Long> values = new HashMap<>();
        private final List<Marks.Mark> done = new ArrayList<>();
        private boolean written;
    }

    /**
     * The turns that a comment gets when it is submitted.
     *
     * @param inLaw at its place in the law in force; 0 where it has none
     */
    record Turns(int number, int ofOrganisation, int ofPlace, int inLaw) {
    }

    /** Gives the next turns, each once: a crash leaves a gap. One write. */
    Turns turns(String consultation, String organisation, Comment.Place place) {
        String organisations = "organisations." + key(organisation);
        String nodes = "nodes." + key(shelf(place));
        String laws = place.law() == null ? null : "laws." + key(lawPlace(place.law()));
        List<Bson> changes = new ArrayList<>(List.of(Updates.inc("value", 1L), Updates.inc(organisations, 1L), Updates.inc(nodes, 1L)));
        if (laws != null) {
            changes.add(Updates.inc(laws, 1L));
        }
        Document after = count(consultation, Updates.combine(changes));
        return new Turns(number(after, "value"), number(after, organisations), number(after, nodes), laws == null ? 0 : number(after, laws));
    }

    /** The next turn at another place. */
    int turn(String consultation, Comment.Place place) {
        String nodes = "nodes." + key(shelf(place));
        return number(count(consultation, Updates.inc(nodes, 1L)), nodes);
    }

    private Document count(String consultation, Bson change) {
        String id = "comments-" + consultation;
        Document after = null;
        while (after == null) {
            after = mongo.execute(COUNTERS, counters -> counters.findOneAndUpdate(Filters.eq("_id", id), change, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
            if (after == null) {
                make(COUNTERS, new Document("_id", id).append("value", 0L));
            }
        }
        return after;
    }

    /** Makes a document if there is none. Not by an upsert: on a server whose upserts are not atomic the second of two would undo the first. */
    private void make(String collection, Document empty) {
        try {
            mongo.execute(collection, all -> all.insertOne(empty));
        } catch (DuplicateKeyException madeByAnother) {
            // That is all that is wanted.
        }
    }

    private static int number(Document document, String path) {
        Object at = document;
        for (String part : path.split("\\.")) {
            at = ((Document) at).get(part);
        }
        return ((Number) at).intValue();
    }

    /**
     * Puts the comment where it belongs in all lists; the pages are written when this returns, figures follow at once.
     *
     * @param mark set before the comment was written
     */
    void put(String id, long version, Comment comment, Marks.Mark mark) {
        String consultation = comment.consultation();
        if (!comment.wasSubmitted()) {
            open(id, comment);
            marks.clear(List.of(mark));
            return;
        }
        Map<String, Long> figures = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        Map<String, Runnable> work = new LinkedHashMap<>();
        boolean counts = comment.stands();
        work.put("all", () -> slot(consultation + "|*", comment.number(), id, version, counts));
        work.put("organisation", () -> figures.put("o." + key(comment.organisation()) + ".p" + page(comment.turn()),
                slot(consultation + "|o|" + comment.organisation(), comment.turn(), id, version, counts)));
        for (Comment.Place place : comment.left()) {
            if (place.slot() > 0) {
                work.put(shelf(place) + place.slot(), () -> figures.put("n." + key(shelf(place)) + ".p" + page(place.slot()),
                        slot(consultation + "|n|" + shelf(place), place.slot(), id, version, false)));
            }
        }
        Comment.Place now = comment.place();
        work.put(shelf(now) + now.slot(), () -> figures.put("n." + key(shelf(now)) + ".p" + page(now.slot()),
                slot(consultation + "|n|" + shelf(now), now.slot(), id, version, counts)));
        Comment.InLaw law = now.law();
        if (law != null && law.slot() != null) {
            work.put("law", () -> figures.put("l." + key(lawPlace(law)) + ".p" + page(law.slot()), slot(rowOfLaw(consultation, law.law(), law.node()), law.slot(), id, version, counts)));
        }
        if (comment.wasAnswered()) {
            for (Comment.Outcome outcome : Comment.Outcome.values()) {
                boolean so = counts && comment.answer() != null && comment.answer().outcome() == outcome;
                work.put(outcome.code(), () -> figures.put("x." + outcome.code() + ".p" + page(comment.number()), slot(rowOfOutcome(consultation, outcome), comment.number(), id, version, so)));
            }
        }
        if (comment.status() == Comment.Status.LATE) {
            work.put("late", () -> slot(consultation + "|late", comment.number(), id, version, true));
        }
        if (comment.history().stream().anyMatch(step -> step.act() == Comment.Act.DRAFTED)) {
            work.put("open", () -> open(id, comment));
        }
        for (Runnable one : work.values()) {
            threads.add(Thread.ofVirtual().name("shelf").start(() -> {
                try {
                    one.run();
                } catch (RuntimeException failed) {
                    synchronized (failures) {
                        failures.add(failed);
                    }
                }
            }));
        }
        join(threads);
        if (!failures.isEmpty()) {
            // The comment stands; its mark stays, and the sweep tries again.
            LOG.info("The lists follow {} with the next sweep: {}", id, failures.getFirst().getMessage());
            return;
        }
        write(consultation, figures, mark);
    }

    private static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException stopped) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Drafts of an organisation, in one document: added and taken away by name. */
    private void open(String id, Comment comment) {
        String member = "ids." + id;
        Bson change = comment.status().isOpen() ? Updates.set(member, comment.consultation()) : Updates.unset(member);
        for (String list : List.of("o|" + comment.organisation(), "c|" + comment.consultation())) {
            long found = mongo.execute(OPEN, all -> all.updateOne(Filters.eq("_id", list), change)).getMatchedCount();
            if (found == 0 && comment.status().isOpen()) {
                make(OPEN, new Document("_id", list).append("ids", new Document()));
                mongo.execute(OPEN, all -> all.updateOne(Filters.eq("_id", list), change));
            }
        }
    }

    /** Comments of these organisations that are not submitted, with the consultation of each; a few more may be named that are no longer so. */
    Map<String, String> openOf(Collection<String> organisations) {
        Map<String, String> found = new TreeMap<>();
        mongo.execute(OPEN, all -> {
            all.find(Filters.in("_id", organisations.stream().map(one -> "o|" + one).toList())).forEach(one -> {
                Document ids = one.get("ids", Document.class);
                if (ids != null) {
                    ids.forEach((id, consultation) -> found.put(id, String.valueOf(consultation)));
                }
            });
            return null;
        });
        return found;
    }

    /** Those of one consultation, whoever's they are: for carrying them. */
    Set<String> openIn(String consultation) {
        Document found = mongo.execute(OPEN, all -> all.find(Filters.eq("_id", "c|" + consultation)).first());
        Document ids = found == null ? null : found.get("ids", Document.class);
        return ids == null ? Set.of() : Set.copyOf(ids.keySet());
    }

    /** @return the page's figure with its revision */
    private long slot(String row, int turn, String id, long version, boolean counts) {
        String page = row + "|" + page(turn);
        String name = "s" + (turn - 1) % PAGE;
        String slot = "slots." + name;
        // Written flat: the embedded server goes through the whole collection for a conjunction with $and.
        Bson older = new Document("_id", page).append("$or", List.of(new Document(slot, new Document("$exists", false)), new Document(slot + ".v", new Document("$lte", version))));
        Bson put = Updates.combine(Updates.set(slot, new Document("i", id).append("v", version).append("c", counts)), Updates.inc("revision", 1L));
        Document after = null;
        while (after == null) {
            after = mongo.execute(PAGES, pages -> pages.findOneAndUpdate(older, put, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
            if (after == null) {
                // Either the slot is newer than this, and only the figure may be wanting; or the page is still to be made.
                after = mongo.execute(PAGES, pages -> pages.find(Filters.eq("_id", page)).first());
                if (after == null) {
                    make(PAGES, new Document("_id", page).append("revision", 0L).append("slots", new Document()));
                } else if (!(after.get("slots", Document.class).get(name) instanceof Document known) || known.get("v", Number.class).longValue() <= version) {
                    after = null;
                }
            }
        }
        long counted = after.get("slots", Document.class).values().stream().filter(one -> Boolean.TRUE.equals(((Document) one).getBoolean("c"))).count();
        return after.get("revision", Number.class).longValue() * FACTOR + counted;
    }

    /** Writes figures in the background; those that come while a write is under way go together with the next. */
    private void write(String consultation, Map<String, Long> figures, Marks.Mark mark) {
        boolean[] mine = {false};
        waiting.compute(consultation, (any, found) -> {
            Waiting now = found == null ? new Waiting() : found;
            figures.forEach((name, value) -> now.values.merge(name, value, Math::max));
            now.done.add(mark);
            mine[0] = !now.written;
            now.written = true;
            return now;
        });
        if (mine[0]) {
            Thread.ofVirtual().name("comment-counts").start(() -> writeAll(consultation));
        }
    }

    private void writeAll(String consultation) {
        while (true) {
            Waiting[] taken = new Waiting[1];
            waiting.compute(consultation, (any, found) -> {
                if (found == null || found.done.isEmpty()) {
                    return null;
                }
                taken[0] = found;
                Waiting next = new Waiting();
                next.written = true;
                return next;
            });
            if (taken[0] == null) {
                return;
            }
            try {
                List<Bson> changes = new ArrayList<>();
                taken[0].values.forEach((name, value) -> changes.add(Updates.max(name, value)));
                changes.add(Updates.inc("round", 1L));
                if (mongo.execute(COUNTS, counts -> counts.updateOne(Filters.eq("_id", consultation), Updates.combine(changes))).getMatchedCount() == 0) {
                    make(COUNTS, new Document("_id", consultation).append("round", 0L));
                    mongo.execute(COUNTS, counts -> counts.updateOne(Filters.eq("_id", consultation), Updates.combine(changes)));
                }
                marks.clear(taken[0].done);
            } catch (RuntimeException storeAway) {
                LOG.info("The figures of {} follow with the next sweep: {}", consultation, storeAway.getMessage());
            }
        }
    }

    /** The row of a place, of an organisation, or of everything. */
    static String rowOf(String consultation, Comment.Place place) {
        return consultation + "|n|" + shelf(place);
    }

    static String rowOfNode(String consultation, String shelf) {
        return consultation + "|n|" + shelf;
    }

    /** The row of a place in a law in force. */
    static String rowOfLaw(String consultation, String law, String node) {
        return consultation + "|l|" + CommentCounts.lawPlace(law, node);
    }

    static String rowOfOrganisation(String consultation, String organisation) {
        return consultation + "|o|" + organisation;
    }

    static String rowOfAll(String consultation) {
        return consultation + "|*";
    }

    static String rowOfLate(String consultation) {
        return consultation + "|late";
    }

    /** The row of what has become of comments, in which each has the turn that it has in the consultation. */
    static String rowOfOutcome(String consultation, Comment.Outcome outcome) {
        return consultation + "|x|" + outcome.code();
    }

    /** One comment's name with its turn in a row. */
    record Named(int turn, String id) {
    }

    /**
     * The names in a row behind a turn, in order of their submission.
     *
     * @param most stops after the page that reaches it
     * @param last the greatest turn that there can be, where whole pages may be missing before it; 0 where the first missing page is the end
     */
    List<Named> names(String row, int after, int most, int last) {
        List<Named> found = new ArrayList<>();
        int atOnce = last == 0 ? PAGES_AT_ONCE : SPARSE_PAGES_AT_ONCE;
        for (int first = after / PAGE; ; first += atOnce) {
            List<String> wanted = new ArrayList<>();
            for (int page = first; page < first + atOnce; page++) {
                wanted.add(row + "|" + page);
            }
            Map<String, Document> pages = new HashMap<>();
            mongo.execute(PAGES, all -> {
                all.find(Filters.in("_id", wanted)).forEach(one -> pages.put(one.getString("_id"), one));
                return null;
            });
            if (pages.isEmpty() && page(last) < first + atOnce) {
                return found;
            }
            for (int page = first; page < first + atOnce && found.size() < most; page++) {
                Document one = pages.get(row + "|" + page);
                if (one == null) {
                    continue;
                }
                Document slots = one.get("slots", Document.class);
                for (int i = 0; i < PAGE; i++) {
                    int turn = page * PAGE + i + 1;
                    if (turn > after && slots.get("s" + i) instanceof Document slot) {
                        found.add(new Named(turn, slot.getString("i")));
                    }
                }
            }
            if (found.size() >= most) {
                return found;
            }
        }
    }

    /**
     * The newest names at a place, newest first, looking at the last pages of its row only.
     *
     * @param node {@value #WHOLE} for the draft as a whole
     */
    List<String> newest(String consultation, String node, int most) {
        return newest(consultation, "nodes." + key(node), rowOfNode(consultation, node), most);
    }

    /** The same at a place in a law in force. */
    List<String> newestInLaw(String consultation, String law, String node, int most) {
        return newest(consultation, "laws." + key(CommentCounts.lawPlace(law, node)), rowOfLaw(consultation, law, node), most);
    }

    private List<String> newest(String consultation, String turns, String row, int most) {
        Document counter = mongo.execute(COUNTERS, all -> all.find(Filters.eq("_id", "comments-" + consultation)).projection(new Document(turns, 1)).first());
        String[] path = turns.split("\\.", 2);
        Document all = counter == null ? null : counter.get(path[0], Document.class);
        if (all == null || !(all.get(path[1]) instanceof Number last)) {
            return List.of();
        }
        return names(row, Math.max(0, last.intValue() - most), most + PAGE, 0).stream().map(Named::id).toList().reversed();
    }

    @Override
    public Counts of(String consultation) {
        return of(List.of(consultation)).getOrDefault(consultation, Counts.NONE);
    }

    @Override
    public Map<String, Counts> of(Collection<String> consultations) {
        if (consultations.isEmpty()) {
            return Map.of();
        }
        Map<String, Counts> found = new HashMap<>();
        mongo.execute(COUNTS, counts -> {
            counts.find(Filters.in("_id", consultations)).forEach(one -> {
                Map<String, Integer> byNode = sums(one, "n");
                int total = byNode.values().stream().mapToInt(Integer::intValue).sum();
                byNode.remove(WHOLE);
                byNode.remove(ORPHANS);
                Number round = one.get("round", Number.class);
                found.put(one.getString("_id"), new Counts(total, sums(one, "o").size(), round == null ? 0 : round.longValue(), byNode, sums(one, "l"), sums(one, "x")));
            });
            return null;
        });
        return found;
    }

    @Override
    public Map<String, Integer> byOrganisation(String consultation) {
        Document found = mongo.execute(COUNTS, counts -> counts.find(Filters.eq("_id", consultation)).first());
        return found == null ? Map.of() : sums(found, "o");
    }

    @Override
    public Map<String, Map<String, Integer>> byOrganisation(Collection<String> consultations) {
        Map<String, Map<String, Integer>> found = new HashMap<>();
        mongo.execute(COUNTS, counts -> {
            counts.find(Filters.in("_id", consultations)).projection(new Document("o", 1)).forEach(one -> found.put(one.getString("_id"), sums(one, "o")));
            return null;
        });
        return found;
    }

    /** Comments that wait to be placed again. */
    int orphans(String consultation) {
        Document found = mongo.execute(COUNTS, counts -> counts.find(Filters.eq("_id", consultation)).projection(new Document("n." + ORPHANS, 1)).first());
        return found == null ? 0 : sums(found, "n").getOrDefault(ORPHANS, 0);
    }

    /** How many comments were ever submitted, as far as turns were given: a crash leaves a gap. */
    int given(String consultation) {
        Document found = mongo.execute(COUNTERS, counters -> counters.find(Filters.eq("_id", "comments-" + consultation)).projection(new Document("value", 1)).first());
        return found == null ? 0 : found.get("value", Number.class).intValue();
    }

    private static Map<String, Integer> sums(Document counts, String group) {
        Map<String, Integer> sums = new HashMap<>();
        Document members = counts.get(group, Document.class);
        if (members != null) {
            members.forEach((name, pages) -> {
                long sum = ((Document) pages).values().stream().mapToLong(value -> ((Number) value).longValue() % FACTOR).sum();
                if (sum > 0) {
                    sums.put(unkey(name), (int) sum);
                }
            });
        }
        return sums;
    }

    private static String shelf(Comment.Place place) {
        return place.orphan() != null ? ORPHANS : place.anchor() == null ? WHOLE : String.valueOf(place.node());
    }

    private static String lawPlace(Comment.InLaw law) {
        return CommentCounts.lawPlace(law.law(), law.node());
    }

    private static int page(int turn) {
        return (turn - 1) / PAGE;
    }

    /** Members' names may hold neither dots nor dollars. */
    private static String key(String name) {
        return name.replace('.', '\uff0e').replace('$', '\uff04');
    }

    private static String unkey(String name) {
        return name.replace('\uff0e', '.').replace('\uff04', '$');
    }
}
