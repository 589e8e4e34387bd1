package org.civikos.notification.digest;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.alert.Summaries;
import org.civikos.notification.ledger.Carriers;
import org.civikos.notification.member.ErasureListener;
import org.civikos.notification.subscription.Hours;
import org.civikos.notification.subscription.Quiet;
import org.jspecify.annotations.Nullable;

/** Items and summaries in MongoDB. */
final class MongoItems implements Items, Carriers, ErasureListener {

    static final String ITEMS = "summaryItems";
    static final String SUMMARIES = "summaries";
    private static final String OPEN = "open";
    private static final String TAKEN = "taken";
    private static final String TOLD = "told";
    /** Null for each person's own. */
    private static final List<@Nullable String> LANGUAGES = Arrays.asList(null, "sq", "sr", "en");
    private static final InsertManyOptions ANY_ORDER = new InsertManyOptions().ordered(false);

    private final Supplier<MongoCollection<Document>> items;
    private final Supplier<MongoCollection<Document>> summaries;

    MongoItems(Supplier<MongoCollection<Document>> items, Supplier<MongoCollection<Document>> summaries) {
        this.items = items;
        this.summaries = summaries;
    }

    /** Makes the indexes by which due and unsettled items are found. */
    void prepare() {
        items.get().createIndex(Indexes.ascending("state", "dueAt"));
        items.get().createIndex(Indexes.ascending("personId"));
    }

    @Override
    public void add(List<Item> added) {
        insertMissing(items.get(), added.stream().map(item -> new Document("_id", item.id()).append("personId", item.personId())
                .append("alertId", item.alertId()).append("dueAt", Date.from(item.dueAt())).append("state", OPEN)
                .append("language", item.language()).append("hours", stored(item.hours()))).toList());
    }

    private static void insertMissing(MongoCollection<Document> into, List<Document> missing) {
        if (missing.isEmpty()) {
            return;
        }
        try {
            into.insertMany(missing, ANY_ORDER);
        } catch (MongoBulkWriteException e) {
            if (!e.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)
                    || e.getWriteConcernError() != null) {
                throw e;
            }
        }
    }

    @Override
    public List<Slot> slots(Instant now) {
        List<Slot> slots = new ArrayList<>();
        // One step from each moment to the next rather than a look at all that is due.
        Date after = new Date(0);
        while (true) {
            Document next = items.get().find(new Document("state", OPEN)
                    .append("dueAt", new Document("$gt", after).append("$lte", Date.from(now)))).sort(new Document("dueAt", 1)).first();
            if (next == null) {
                return List.copyOf(slots);
            }
            after = next.getDate("dueAt");
            for (String language : LANGUAGES) {
                Slot slot = new Slot(after.toInstant(), language);
                if (items.get().find(open(slot)).first() != null) {
                    slots.add(slot);
                }
            }
        }
    }

    // What was written before languages were asked for lacks the member, which a search for null finds too.
    private static Document open(Slot slot) {
        return new Document("state", OPEN).append("dueAt", Date.from(slot.at())).append("language", slot.language());
    }

    @Override
    public List<Item> due(Slot slot, String summaryId) {
        List<Item> found = new ArrayList<>();
        for (Document one : items.get().find(open(slot)).batchSize(1_000)) {
            found.add(read(one));
        }
        for (Document one : items.get().find(new Document("state", new Document("$in", List.of(TAKEN, TOLD)))
                .append("dueAt", Date.from(slot.at()))).batchSize(1_000)) {
            if (summaryId.equals(one.getString("summaryId"))) {
                found.add(read(one));
            }
        }
        return found;
    }

    @Override
    public void take(Collection<String> ids, Slot slot, String summaryId) {
        Document among = new Document("_id", new Document("$in", ids));
        among.putAll(open(slot));
        items.get().updateMany(among,
                Updates.combine(Updates.set("state", TAKEN), Updates.set("summaryId", summaryId)));
    }

    @Override
    public List<Item> taken(Collection<String> ids, String summaryId) {
        return items.get().find(new Document("_id", new Document("$in", ids)).append("summaryId", summaryId)).map(MongoItems::read)
                .into(new ArrayList<>());
    }

    @Override
    public void fix(Map<String, List<String>> alertsByDelivery) {
        insertMissing(summaries.get(), alertsByDelivery.entrySet().stream()
                .map(one -> new Document("_id", one.getKey()).append("alerts", one.getValue())).toList());
    }

    @Override
    public Map<String, List<String>> fixed(Collection<String> deliveryIds) {
        Map<String, List<String>> found = new HashMap<>();
        for (Document one : summaries.get().find(in("_id", deliveryIds))) {
            found.put(one.getString("_id"), one.getList("alerts", String.class));
        }
        return found;
    }

    @Override
    public void told(Collection<String> ids) {
        items.get().updateMany(new Document("_id", new Document("$in", ids)).append("state", TAKEN), Updates.set("state", TOLD));
    }

    @Override
    public void reopen(Collection<String> ids, Instant dueAt) {
        items.get().updateMany(new Document("_id", new Document("$in", ids)).append("state", TAKEN), Updates.combine(
                Updates.set("state", OPEN), Updates.set("dueAt", Date.from(dueAt)), Updates.unset("summaryId")));
    }

    @Override
    public void postpone(Slot slot, Instant to) {
        items.get().updateMany(open(slot), Updates.set("dueAt", Date.from(to)));
    }

    @Override
    public void putOff(Collection<String> ids, Slot slot, Instant to) {
        Document among = new Document("_id", new Document("$in", ids));
        among.putAll(open(slot));
        items.get().updateMany(among, Updates.combine(Updates.set("dueAt", Date.from(to)), Updates.set("putOffFrom", Date.from(slot.at()))));
    }

    @Override
    public void hasten(Slot from, Instant to, Instant earlier) {
        items.get().updateMany(open(new Slot(to, from.language())).append("putOffFrom", Date.from(from.at())), Updates.set("dueAt", Date.from(earlier)));
    }

    @Override
    public Map<String, List<Item>> unsettled() {
        Map<String, List<Item>> found = new HashMap<>();
        for (Document one : items.get().find(new Document("state", TAKEN))) {
            found.computeIfAbsent(one.getString("summaryId"), _ -> new ArrayList<>()).add(read(one));
        }
        return found;
    }

    @Override
    public Map<String, Carrier> carriers(Collection<String> deliveryIds) {
        Map<String, Carrier> found = HashMap.newHashMap(deliveryIds.size());
        for (Document one : items.get().find(in("_id", deliveryIds))) {
            // What is taken may still be opened again: only what is told is in a summary for good.
            found.put(one.getString("_id"), new Carrier(one.getDate("dueAt").toInstant(), TOLD.equals(one.getString("state")) ? one.getString("summaryId") : null));
        }
        return found;
    }

    private static Item read(Document found) {
        return new Summaries.Item(found.getString("_id"), found.getString("personId"), found.getString("alertId"),
                found.getDate("dueAt").toInstant(), found.getString("language"), hours(found.get("hours", Document.class)));
    }

    private static @Nullable Document stored(@Nullable Hours hours) {
        Quiet quiet = hours == null ? null : hours.quiet();
        return hours == null ? null : new Document("zone", hours.zone()).append("quiet", quiet == null ? null
                : new Document("from", quiet.from()).append("to", quiet.to()).append("email", quiet.email()));
    }

    private static @Nullable Hours hours(@Nullable Document found) {
        Document quiet = found == null ? null : found.get("quiet", Document.class);
        return found == null ? null : new Hours(found.getString("zone"), quiet == null ? null
                : new Quiet(quiet.getString("from"), quiet.getString("to"), quiet.getBoolean("email", false)));
    }

    /** What waits for somebody who was erased need not be told to anybody; what they read is known by the ledger's ids alone. */
    @Override
    public void erased(String personId) {
        items.get().deleteMany(new Document("personId", personId).append("state", OPEN));
    }
}
