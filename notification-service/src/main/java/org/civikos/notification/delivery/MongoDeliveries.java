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
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
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
import java.util.Optional;
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
        // For providers whose receipts know their own reference only; sparse, so that mails do not pay for it.
        documents.get().createIndex(Indexes.ascending("providerReference"), new IndexOptions().sparse(true));
    }

    @Override
    public boolean insertMissing(List<Delivery> deliveries) {
        return insertMissing(documents.get(), deliveries.stream().map(MongoDeliveries::write).toList());
    }

    /** Inserts what is not there by {@code _id}; what is there already is no error, but the answer is then false. */
    static boolean insertMissing(MongoCollection<Document> into, List<Document> missing) {
        try {
            into.insertMany(missing, ANY_ORDER);
            return true;
        } catch (MongoBulkWriteException e) {
            if (!e.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)
                    || e.getWriteConcernError() != null) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public List<Delivery> find(Collection<String> ids) {
        return documents.get().find(in("_id", ids)).batchSize(1_000).map(MongoDeliveries::read).into(new ArrayList<>(ids.size()));
    }

    @Override
    public List<InHand> inHand(Collection<String> ids) {
        return documents.get().find(in("_id", ids)).batchSize(1_000).map(one -> new InHand(read(one), one.getString("hands"))).into(new ArrayList<>(ids.size()));
    }

    @Override
    public void record(List<Delivery> changed) {
        if (changed.isEmpty()) {
            return;
        }
        // What went well is alike but for the id: one write for all of it. Within a group the times differ by some milliseconds.
        record Alike(int attempts, @Nullable String provider) {}
        Map<Alike, List<Delivery>> plain = new HashMap<>();
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Delivery delivery : changed) {
            if (delivery.state() == DeliveryState.HANDED_OVER && delivery.providerReference() == null) {
                plain.computeIfAbsent(new Alike(delivery.attempts(), delivery.provider()), _ -> new ArrayList<>()).add(delivery);
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
                Updates.set("handedOverAt", date(d.handedOverAt())), Updates.set("provider", d.provider()),
                // Only where there is one, so that the sparse index of references knows no mails.
                d.providerReference() == null ? Updates.unset("providerReference")
                        : Updates.set("providerReference", d.providerReference()));
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

    /**
     * The records of an alert between two ids, in the order of ids; an empty set of channels means any. Bounded on both sides, since the
     * embedded server goes through all that lies between before it looks at the limit.
     */
    public List<Delivery> ofAlertBetween(String alertId, Set<Channel> channels, String after, String before, int limit) {
        Document which = new Document("alertId", alertId).append("_id", new Document("$gt", after).append("$lt", before));
        if (!channels.isEmpty()) {
            which.append("channel", new Document("$in", channels.stream().map(Channel::code).toList()));
        }
        return documents.get().find(which).sort(Sorts.ascending("_id")).limit(limit).batchSize(limit).map(MongoDeliveries::read).into(new ArrayList<>());
    }

    /** The e-mail records of a person (one for each alert that concerns them), latest first, before a given moment and id. */
    public List<Delivery> ofPerson(String personId, @Nullable Instant before, @Nullable String beforeId, int limit) {
        return page(List.of(eq("personId", personId), eq("channel", Channel.EMAIL.code())), before, beforeId, limit);
    }

    /** The same with the records of all channels. */
    public List<Delivery> ofPersonEveryWay(String personId, @Nullable Instant before, @Nullable String beforeId, int limit) {
        return page(List.of(eq("personId", personId)), before, beforeId, limit);
    }

    private List<Delivery> page(List<Bson> which, @Nullable Instant before, @Nullable String beforeId, int limit) {
        List<Bson> filter = new ArrayList<>(which);
        if (before != null && beforeId != null) {
            Date moment = Date.from(before);
            filter.add(or(lt("createdAt", moment), and(eq("createdAt", moment), lt("_id", beforeId))));
        }
        return documents.get().find(and(filter)).sort(Sorts.descending("createdAt", "_id")).limit(limit).map(MongoDeliveries::read)
                .into(new ArrayList<>());
    }

    /** The records of a person after a moment, of all channels, latest first. */
    public List<Delivery> ofPersonAfter(String personId, Instant after, int limit) {
        return documents.get().find(new Document("personId", personId).append("createdAt", new Document("$gt", Date.from(after)))).sort(Sorts.descending("createdAt", "_id")).limit(limit).map(MongoDeliveries::read).into(new ArrayList<>());
    }

    /** The SMS records of a person that were made after a moment, latest first. */
    public List<Delivery> smsOf(String personId, Instant after, int limit) {
        return documents.get().find(new Document("personId", personId).append("createdAt", new Document("$gt", Date.from(after)))
                .append("channel", Channel.SMS.code())).sort(Sorts.descending("createdAt", "_id")).limit(limit).map(MongoDeliveries::read).into(new ArrayList<>());
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

    /** Of some alerts, how many deliveries by each channel could have gone since a moment and wait: alert, channel, number. */
    public Map<String, Map<Channel, Integer>> late(Collection<String> alertIds, Instant since) {
        Map<String, Map<Channel, Integer>> late = new HashMap<>();
        if (alertIds.isEmpty()) {
            return late;
        }
        Date moment = Date.from(since);
        for (Document group : documents.get().aggregate(List.of(
                new Document("$match", new Document("alertId", new Document("$in", List.copyOf(alertIds))).append("state", DeliveryState.WAITING.code())
                        .append("createdAt", new Document("$lt", moment))
                        .append("$or", List.of(new Document("heldUntil", null), new Document("heldUntil", new Document("$lt", moment))))),
                new Document("$group", new Document("_id", new Document("alertId", "$alertId").append("channel", "$channel"))
                        .append("number", new Document("$sum", 1)))))) {
            Document key = group.get("_id", Document.class);
            late.computeIfAbsent(key.getString("alertId"), _ -> new HashMap<>()).put(Channel.of(key.getString("channel")), group.get("number", Number.class).intValue());
        }
        return late;
    }

    /** The id of the delivery that a provider took under a reference of its own. */
    public Optional<String> byReference(String provider, String reference) {
        return documents.get().find(eq("providerReference", reference)).map(MongoDeliveries::read).into(new ArrayList<>()).stream()
                .filter(one -> provider.equals(one.provider())).map(Delivery::id).findFirst();
    }

    /**
     * Writes down what a provider says became of a message. What has been said before, or is outdone by what has been said
     * before, changes nothing, so receipts may come twice and in any order: an SMS that reached the telephone has reached it,
     * and a mail that came back has come back, whatever else is said.
     *
     * @return the delivery as it is afterwards if this changed it
     */
    public Optional<Delivery> settle(String id, Receipt receipt, boolean sms) {
        return switch (receipt.kind()) {
            case DELIVERED, COMPLAINT -> delivered(id, receipt, sms);
            case FAILED -> failed(id, receipt, sms);
            case DELAYED -> change(open(id, DeliveryState.HANDED_OVER), Updates.combine(
                    Updates.set("reason", code(receipt.reason(), Reason.DELAYED)), Updates.set("detail", cut(receipt.detail()))));
        };
    }

    // The states are tried in the order in which a delivery goes through them: whatever moves it on meanwhile, a later try finds it.
    private Optional<Delivery> delivered(String id, Receipt receipt, boolean sms) {
        Bson arrived = Updates.combine(Updates.set("state", DeliveryState.DELIVERED.code()), Updates.set("reason", null),
                Updates.set("detail", null), Updates.set("deliveredAt", Date.from(receipt.at())));
        // Earlier than our own record of the handing over: that it was taken is said by this, too.
        Bson taken = Updates.combine(arrived, Updates.set("provider", receipt.provider()), Updates.set("handedOverAt", Date.from(receipt.at())));
        Document failed = open(id, DeliveryState.FAILED);
        return change(open(id, DeliveryState.WAITING), taken)
                .or(() -> change(open(id, DeliveryState.HANDED_OVER), arrived))
                .or(() -> change(sms ? failed : failed.append("reason", new Document("$in", List.of(Reason.NO_RECEIPT.code(),
                        Reason.IN_DOUBT.code(), Reason.INTERRUPTED.code()))), arrived));
    }

    private Optional<Delivery> failed(String id, Receipt receipt, boolean sms) {
        Bson failed = Updates.combine(Updates.set("state", DeliveryState.FAILED.code()),
                Updates.set("reason", code(receipt.reason(), Reason.REFUSED)), Updates.set("detail", cut(receipt.detail())));
        return change(open(id, DeliveryState.WAITING), Updates.combine(failed, Updates.set("provider", receipt.provider())))
                .or(() -> change(open(id, DeliveryState.HANDED_OVER), failed))
                .or(() -> sms ? Optional.empty() : change(open(id, DeliveryState.DELIVERED), failed));
    }

    private static Document open(String id, DeliveryState state) {
        return new Document("_id", id).append("state", state.code());
    }

    private Optional<Delivery> change(Document which, Bson how) {
        return Optional.ofNullable(documents.get().findOneAndUpdate(which, how,
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))).map(MongoDeliveries::read);
    }

    private static String code(@Nullable Reason said, Reason otherwise) {
        return (said == null ? otherwise : said).code();
    }

    private static @Nullable String cut(@Nullable String words) {
        return words == null || words.length() <= 300 ? words : words.substring(0, 300);
    }

    /** What providers that give receipts took of an alert before a moment and have not spoken of, after a given id, in the order of ids. */
    public List<Delivery> silent(String alertId, Collection<String> providers, Instant takenBefore, @Nullable String after, int limit) {
        Document which = new Document("alertId", alertId).append("state", DeliveryState.HANDED_OVER.code())
                .append("provider", new Document("$in", List.copyOf(providers))).append("handedOverAt", new Document("$lt", Date.from(takenBefore)));
        if (after != null) {
            which.append("_id", new Document("$gt", after));
        }
        return documents.get().find(which).sort(Sorts.ascending("_id")).limit(limit).map(MongoDeliveries::read).into(new ArrayList<>());
    }

    /** Ends, as failed, those of the given ids that were taken before a moment and of which nobody has spoken meanwhile. @return how many */
    public long giveUp(Collection<String> ids, Instant takenBefore) {
        return documents.get().updateMany(new Document("_id", new Document("$in", List.copyOf(ids))).append("state", DeliveryState.HANDED_OVER.code())
                        .append("handedOverAt", new Document("$lt", Date.from(takenBefore))),
                Updates.combine(Updates.set("state", DeliveryState.FAILED.code()), Updates.set("reason", Reason.NO_RECEIPT.code())))
                .getModifiedCount();
    }

    /** Opens failed deliveries again, with all attempts before them. @return how many */
    long reopen(Collection<String> ids, String batchId, Instant now) {
        return documents.get().updateMany(new Document("_id", new Document("$in", List.copyOf(ids)))
                        .append("state", DeliveryState.FAILED.code()),
                Updates.combine(Updates.set("state", DeliveryState.WAITING.code()), Updates.set("reason", null), Updates.set("detail", null),
                        Updates.set("attempts", 0), Updates.set("dueAt", Date.from(now)), Updates.set("hands", batchId), Updates.set("openedAgainAt", Date.from(now)),
                        Updates.set("provider", null), Updates.unset("providerReference")))
                .getModifiedCount();
    }

    @Override
    public void erased(String personId) {
        MongoCollection<Document> ledger = documents.get();
        ledger.updateMany(and(eq("personId", personId), eq("state", DeliveryState.WAITING.code())), Updates.combine(
                Updates.set("state", DeliveryState.NOT_SENT.code()), Updates.set("reason", Reason.ERASED.code())));
        ledger.updateMany(eq("personId", personId), Updates.combine(Updates.set("address", null), Updates.set("personName", null),
                Updates.set("detail", null), Updates.set("speaksFor", ""), Updates.unset("why")));
    }

    private static Document write(Delivery d) {
        Document written = new Document("_id", d.id()).append("alertId", d.alertId()).append("personId", d.personId())
                .append("personName", d.personName()).append("channel", d.channel().code()).append("address", d.address())
                .append("language", d.language()).append("speaksFor", d.speaksFor()).append("state", d.state().code())
                .append("reason", d.reason() == null ? null : d.reason().code()).append("attempts", d.attempts())
                .append("createdAt", Date.from(d.createdAt())).append("dueAt", Date.from(d.dueAt()));
        // Most have neither.
        if (d.why() != null) {
            written.append("why", d.why());
        }
        return d.heldUntil() == null ? written : written.append("heldUntil", Date.from(d.heldUntil()));
    }

    private static Delivery read(Document d) {
        String reason = d.getString("reason");
        String speaksFor = d.getString("speaksFor");
        return new Delivery(d.getString("_id"), d.getString("alertId"), d.getString("personId"), d.getString("personName"),
                Channel.of(d.getString("channel")), d.getString("address"), d.getString("language"), speaksFor == null ? "" : speaksFor,
                DeliveryState.of(d.getString("state")), reason == null ? null : Reason.of(reason), d.getString("detail"),
                d.get("attempts", Number.class).intValue(), d.getDate("createdAt").toInstant(), d.getDate("dueAt").toInstant(),
                instant(d.getDate("handedOverAt")), d.getString("providerReference"), d.getString("provider"), instant(d.getDate("deliveredAt")),
                d.getList("why", String.class), instant(d.getDate("heldUntil")), instant(d.getDate("openedAgainAt")));
    }

    private static @Nullable Instant instant(@Nullable Date moment) {
        return moment == null ? null : moment.toInstant();
    }

    private static @Nullable Date date(@Nullable Instant moment) {
        return moment == null ? null : Date.from(moment);
    }
}
