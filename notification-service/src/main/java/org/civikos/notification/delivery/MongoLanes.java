package org.civikos.notification.delivery;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Batches and lanes in MongoDB. A completed alert's are removed, so both collections stay small and may be scanned. */
public final class MongoLanes implements Lanes {

    public static final String LANES = "lanes";
    public static final String BATCHES = "batches";

    private final Supplier<MongoCollection<Document>> lanes;
    private final Supplier<MongoCollection<Document>> batches;

    public MongoLanes(Supplier<MongoCollection<Document>> lanes, Supplier<MongoCollection<Document>> batches) {
        this.lanes = lanes;
        this.batches = batches;
    }

    @Override
    public Batch insertOrFind(Batch batch) {
        try {
            batches.get().insertOne(new Document("_id", batch.id()).append("email", batch.email()).append("sms", batch.sms())
                    .append("later", batch.later().entrySet().stream()
                            .map(one -> new Document("person", one.getKey()).append("summary", one.getValue())).toList()));
            return batch;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return batch(batch.id()).orElseThrow(() -> e);
        }
    }

    @Override
    public Optional<Batch> batch(String id) {
        return Optional.ofNullable(batches.get().find(eq("_id", id)).first()).map(found ->
                new Batch(id, found.getList("email", String.class), found.getList("sms", String.class),
                        found.getList("later", Document.class, List.of()).stream()
                                .collect(Collectors.toMap(one -> one.getString("person"), one -> one.getString("summary")))));
    }

    @Override
    public void insertMissing(List<Lane> missing) {
        MongoDeliveries.insertMissing(lanes.get(), missing.stream().map(MongoLanes::write).toList());
    }

    @Override
    public Optional<Lane> claim(String id, String owner, Instant now, Instant until) {
        Document claimed = lanes.get().findOneAndUpdate(
                flat(id).append("done", false).append("leasedUntil", new Document("$lte", Date.from(now)))
                        .append("dueAt", new Document("$lte", Date.from(now))),
                Updates.combine(Updates.set("owner", owner), Updates.set("leasedUntil", Date.from(until)), Updates.inc("claims", 1)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(claimed).map(MongoLanes::read);
    }

    @Override
    public void renew(Collection<String> ids, String owner, Instant until) {
        lanes.get().updateMany(flat(new Document("$in", ids)).append("owner", owner), Updates.set("leasedUntil", Date.from(until)));
    }

    @Override
    public void release(String id, String owner, Instant dueAt) {
        lanes.get().updateOne(flat(id).append("owner", owner), released(dueAt));
    }

    @Override
    public void hold(String id, String owner, Instant until) {
        lanes.get().updateOne(flat(id).append("owner", owner), Updates.combine(released(until), Updates.set("heldUntil", Date.from(until))));
    }

    private static Bson released(Instant dueAt) {
        return Updates.combine(Updates.set("owner", null), Updates.set("leasedUntil", Date.from(Instant.EPOCH)), Updates.set("dueAt", Date.from(dueAt)));
    }

    @Override
    public void finish(String id, Lane.Result result) {
        List<Document> missed = result.missed().stream()
                .map(one -> new Document("person", one.personId()).append("failed", one.failed())).toList();
        lanes.get().updateOne(eq("_id", id), Updates.combine(Updates.set("done", true), Updates.set("owner", null),
                Updates.set("result", new Document("handedOver", result.handedOver()).append("failed", result.failed())
                        .append("notSent", result.notSent()).append("missed", missed))));
    }

    @Override
    public List<Lane> unfinished() {
        return lanes.get().find(eq("done", false)).map(MongoLanes::read).into(new ArrayList<>());
    }

    @Override
    public List<Lane> ofAlert(String alertId) {
        return lanes.get().find(eq("alertId", alertId)).map(MongoLanes::read).into(new ArrayList<>());
    }

    @Override
    public void remove(String alertId) {
        List<Lane> all = ofAlert(alertId);
        Set<String> inUse = all.stream().filter(lane -> !lane.done()).map(Lane::batchId).collect(Collectors.toSet());
        List<Lane> ended = all.stream().filter(Lane::done).toList();
        Bson theirBatches = in("_id", ended.stream().map(Lane::batchId).filter(id -> !inUse.contains(id)).distinct().toList());
        batches.get().deleteMany(theirBatches);
        lanes.get().deleteMany(in("_id", ended.stream().map(Lane::id).toList()));
    }

    // Conditions side by side, not by $and: the embedded server finds by _id only what stands at the top of a query.
    private static Document flat(Object id) {
        return new Document("_id", id);
    }

    private static Document write(Lane lane) {
        return new Document("_id", lane.id()).append("batchId", lane.batchId()).append("alertId", lane.alertId())
                .append("channel", lane.channel().code()).append("owner", lane.owner()).append("leasedUntil", Date.from(lane.leasedUntil()))
                .append("dueAt", Date.from(lane.dueAt())).append("createdAt", Date.from(lane.createdAt()))
                .append("claims", lane.claims()).append("stream", lane.stream()).append("urgent", lane.urgent()).append("done", false);
    }

    private static Lane read(Document found) {
        return new Lane(found.getString("_id"), found.getString("batchId"), found.getString("alertId"),
                Channel.of(found.getString("channel")), found.getString("owner"), found.getDate("leasedUntil").toInstant(),
                found.getDate("dueAt").toInstant(), found.getDate("createdAt").toInstant(), found.getInteger("claims"),
                found.getString("stream"), found.getBoolean("urgent"), result(found.get("result", Document.class)),
                found.getDate("heldUntil") == null ? null : found.getDate("heldUntil").toInstant());
    }

    private static Lane.@Nullable Result result(@Nullable Document found) {
        return found == null ? null : new Lane.Result(found.getInteger("handedOver"), found.getInteger("failed"),
                found.getInteger("notSent"), found.getList("missed", Document.class).stream()
                        .map(one -> new Lane.Missed(one.getString("person"), one.getBoolean("failed"))).toList());
    }
}
