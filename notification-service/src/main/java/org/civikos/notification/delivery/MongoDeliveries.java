package org.civikos.notification.delivery;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.civikos.notification.member.ErasureListener;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in MongoDB, one document per delivery. Workers touch it by {@code _id} alone, in bulk; the reads of the
 * secretariat's pages use the other indexes where the server has them.
 */
public final class MongoDeliveries implements Deliveries, ErasureListener {

    public static final String COLLECTION = "deliveries";
    private static final InsertManyOptions ANY_ORDER = new InsertManyOptions().ordered(false);
    private static final BulkWriteOptions BULK = new BulkWriteOptions().ordered(false);

    private final Supplier<MongoCollection<Document>> documents;

    /** @param documents gives the collection; asked at each use, so that nothing connects before */
    public MongoDeliveries(Supplier<MongoCollection<Document>> documents) {
        this.documents = documents;
    }

    /** Makes the indexes of the pages; workers need none of them. */
    public void prepare() {
        documents.get().createIndex(Indexes.ascending("alertId", "_id"));
        documents.get().createIndex(Indexes.ascending("personId", "createdAt"));
    }

    @Override
    public void insertMissing(List<Delivery> deliveries) {
        insertMissing(documents.get(), deliveries.stream().map(MongoDeliveries::write).toList());
    }

    /** Inserts what is not there by {@code _id}; what is there already is no error. */
    static void insertMissing(MongoCollection<Document> into, List<Document> missing) {
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
    public List<Delivery> find(Collection<String> ids) {
        return documents.get().find(in("_id", ids)).batchSize(1_000).map(MongoDeliveries::read).into(new ArrayList<>(ids.size()));
    }

    @Override
    public void record(List<Delivery> changed) {
        // What went well is alike but for the id: one write for all of it. Within a group the times differ by some milliseconds.
        Map<Integer, List<Delivery>> plain = new HashMap<>();
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Delivery delivery : changed) {
            if (delivery.state() == DeliveryState.HANDED_OVER && delivery.providerReference() == null) {
                plain.computeIfAbsent(delivery.attempts(), _ -> new ArrayList<>()).add(delivery);
            } else {
                writes.add(new UpdateOneModel<>(open(delivery.id()), outcome(delivery)));
            }
        }
        for (List<Delivery> alike : plain.values()) {
            Delivery last = alike.stream().max(Comparator.comparing(d -> String.valueOf(d.handedOverAt()))).orElseThrow();
            writes.add(new UpdateManyModel<>(open(new Document("$in", alike.stream().map(Delivery::id).toList())), outcome(last)));
        }
        documents.get().bulkWrite(writes, BULK);
    }

    // Flat, not by $and: the embedded server finds by _id only what stands at the top of a query, and scans for the rest.
    private static Bson open(Object id) {
        return new Document("_id", id).append("state", DeliveryState.WAITING.code());
    }

    private static Bson outcome(Delivery d) {
        return Updates.combine(Updates.set("state", d.state().code()), Updates.set("reason", d.reason() == null ? null : d.reason().code()),
                Updates.set("detail", d.detail()), Updates.set("attempts", d.attempts()), Updates.set("dueAt", Date.from(d.dueAt())),
                Updates.set("handedOverAt", date(d.handedOverAt())), Updates.set("providerReference", d.providerReference()));
    }

    /** The records of an alert after a given id, in the order of ids; empty sets of states and channels mean any. */
    public List<Delivery> ofAlert(String alertId, Set<DeliveryState> states, Set<Channel> channels, @Nullable String after, int limit) {
        List<Bson> filter = new ArrayList<>(List.of(eq("alertId", alertId)));
        if (!states.isEmpty()) {
            filter.add(in("state", states.stream().map(DeliveryState::code).toList()));
        }
        if (!channels.isEmpty()) {
            filter.add(in("channel", channels.stream().map(Channel::code).toList()));
        }
        if (after != null) {
            filter.add(gt("_id", after));
        }
        return documents.get().find(and(filter)).sort(Sorts.ascending("_id")).limit(limit).map(MongoDeliveries::read)
                .into(new ArrayList<>());
    }

    /** The e-mail records of a person (one for each alert that concerns them), latest first, before a given moment and id. */
    public List<Delivery> ofPerson(String personId, @Nullable Instant before, @Nullable String beforeId, int limit) {
        List<Bson> filter = new ArrayList<>(List.of(eq("personId", personId), eq("channel", Channel.EMAIL.code())));
        if (before != null && beforeId != null) {
            Date moment = Date.from(before);
            filter.add(or(lt("createdAt", moment), and(eq("createdAt", moment), lt("_id", beforeId))));
        }
        return documents.get().find(and(filter)).sort(Sorts.descending("createdAt", "_id")).limit(limit).map(MongoDeliveries::read)
                .into(new ArrayList<>());
    }

    /** How many deliveries of an alert stand where: channel, state, number. */
    public Map<String, Map<String, Integer>> totals(String alertId) {
        Map<String, Map<String, Integer>> totals = new TreeMap<>();
        for (Document group : documents.get().aggregate(List.of(
                new Document("$match", new Document("alertId", alertId)),
                new Document("$group", new Document("_id", new Document("channel", "$channel").append("state", "$state"))
                        .append("number", new Document("$sum", 1)))))) {
            Document key = group.get("_id", Document.class);
            totals.computeIfAbsent(key.getString("channel"), _ -> new TreeMap<>())
                    .put(key.getString("state"), group.get("number", Number.class).intValue());
        }
        return totals;
    }

    @Override
    public void erased(String personId) {
        MongoCollection<Document> ledger = documents.get();
        ledger.updateMany(and(eq("personId", personId), eq("state", DeliveryState.WAITING.code())), Updates.combine(
                Updates.set("state", DeliveryState.NOT_SENT.code()), Updates.set("reason", Reason.ERASED.code())));
        ledger.updateMany(eq("personId", personId), Updates.combine(Updates.set("address", null), Updates.set("personName", null),
                Updates.set("detail", null), Updates.set("speaksFor", "")));
    }

    private static Document write(Delivery d) {
        return new Document("_id", d.id()).append("alertId", d.alertId()).append("personId", d.personId())
                .append("personName", d.personName()).append("channel", d.channel().code()).append("address", d.address())
                .append("language", d.language()).append("speaksFor", d.speaksFor()).append("state", d.state().code())
                .append("reason", d.reason() == null ? null : d.reason().code()).append("attempts", d.attempts())
                .append("createdAt", Date.from(d.createdAt())).append("dueAt", Date.from(d.dueAt()));
    }

    private static Delivery read(Document d) {
        String reason = d.getString("reason");
        Date handedOver = d.getDate("handedOverAt");
        String speaksFor = d.getString("speaksFor");
        return new Delivery(d.getString("_id"), d.getString("alertId"), d.getString("personId"), d.getString("personName"),
                Channel.of(d.getString("channel")), d.getString("address"), d.getString("language"), speaksFor == null ? "" : speaksFor,
                DeliveryState.of(d.getString("state")), reason == null ? null : Reason.of(reason), d.getString("detail"),
                d.get("attempts", Number.class).intValue(), d.getDate("createdAt").toInstant(), d.getDate("dueAt").toInstant(),
                handedOver == null ? null : handedOver.toInstant(), d.getString("providerReference"));
    }

    private static @Nullable Date date(@Nullable Instant moment) {
        return moment == null ? null : Date.from(moment);
    }
}
