package org.civikos.notification.webhook;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Webhooks and their calls in MongoDB. What a process that died had in hand is found by the next one when its lease runs out. */
final class MongoWebhooks {

    static final String WEBHOOKS = "webhooks";
    static final String CALLS = "webhookCalls";
    private static final int ATTEMPTS_KEPT = 10;

    private final Supplier<MongoCollection<Document>> webhooks;
    private final Supplier<MongoCollection<Document>> calls;

    MongoWebhooks(Supplier<MongoCollection<Document>> webhooks, Supplier<MongoCollection<Document>> calls) {
        this.webhooks = webhooks;
        this.calls = calls;
    }

    void prepare() {
        calls.get().createIndex(Indexes.ascending("webhookId", "state", "createdAt", "sequence"));
        calls.get().createIndex(Indexes.ascending("webhookId", "createdAt"));
        calls.get().createIndex(Indexes.ascending("createdAt"));
    }

    boolean insert(Webhook one) {
        try {
            webhooks.get().insertOne(new Document("_id", one.id()).append("keyId", one.keyId()).append("url", one.url()).append("state", one.state().name())
                    .append("secrets", one.secrets().stream().map(MongoWebhooks::write).toList()).append("createdAt", Date.from(one.createdAt()))
                    .append("createdBy", one.createdBy()).append("failures", 0).append("leasedUntil", new Date(0)));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    List<Webhook> all() {
        return webhooks.get().find().sort(Sorts.descending("createdAt")).map(MongoWebhooks::read).into(new ArrayList<>());
    }

    Optional<Webhook> find(String id) {
        return Optional.ofNullable(webhooks.get().find(new Document("_id", id)).first()).map(MongoWebhooks::read);
    }

    void secrets(String id, List<Webhook.Secret> secrets) {
        webhooks.get().updateOne(new Document("_id", id), Updates.set("secrets", secrets.stream().map(MongoWebhooks::write).toList()));
    }

    /** @return whether it was in another state before */
    boolean state(String id, Webhook.State state) {
        return webhooks.get().updateOne(new Document("_id", id).append("state", new Document("$ne", state.name())), Updates.combine(
                Updates.set("state", state.name()), Updates.set("failures", 0), Updates.set("pausedUntil", null))).getModifiedCount() == 1;
    }

    boolean claim(String id, String owner, Instant now, Instant until) {
        return webhooks.get().updateOne(new Document("_id", id).append("state", Webhook.State.ON.name())
                        .append("leasedUntil", new Document("$lt", Date.from(now))),
                Updates.combine(Updates.set("owner", owner), Updates.set("leasedUntil", Date.from(until)))).getModifiedCount() == 1;
    }

    boolean renew(String id, String owner, Instant until) {
        return webhooks.get().updateOne(new Document("_id", id).append("owner", owner).append("state", Webhook.State.ON.name()),
                Updates.set("leasedUntil", Date.from(until))).getMatchedCount() == 1;
    }

    void release(String id, String owner) {
        webhooks.get().updateOne(new Document("_id", id).append("owner", owner), Updates.set("leasedUntil", new Date(0)));
    }

    void wentWell(String id, Instant now) {
        webhooks.get().updateOne(new Document("_id", id), Updates.combine(Updates.set("failures", 0), Updates.set("pausedUntil", null),
                Updates.set("lastError", null), Updates.set("lastSuccessAt", Date.from(now))));
    }

    void wentWrong(String id, int failures, @Nullable Instant pausedUntil, String error, Instant now) {
        webhooks.get().updateOne(new Document("_id", id), Updates.combine(Updates.set("failures", failures),
                Updates.set("pausedUntil", pausedUntil == null ? null : Date.from(pausedUntil)), Updates.set("lastError", error),
                Updates.set("lastErrorAt", Date.from(now))));
    }

    void insertMissing(List<Call> missing) {
        if (missing.isEmpty()) {
            return;
        }
        try {
            calls.get().insertMany(missing.stream().map(MongoWebhooks::write).toList(), new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (!e.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
        }
    }

    /** The calls that wait, the oldest first. */
    List<Call> waiting(String webhookId, int limit) {
        return calls.get().find(new Document("webhookId", webhookId).append("state", Call.State.WAITING.name()))
                .sort(Sorts.ascending("createdAt", "sequence")).limit(limit).map(MongoWebhooks::readCall).into(new ArrayList<>());
    }

    void record(Call call, Call.State state, Call.Attempt attempt, Instant nextAt) {
        Document written = new Document("at", Date.from(attempt.at())).append("status", attempt.status()).append("error", attempt.error())
                .append("millis", attempt.millis());
        List<Bson> update = List.of(Updates.set("state", state.name()), Updates.set("nextAt", Date.from(nextAt)), Updates.inc("tries", 1),
                Updates.pushEach("attempts", List.of(written), new PushOptions().slice(-ATTEMPTS_KEPT)));
        calls.get().updateOne(new Document("_id", call.id()), Updates.combine(update));
    }

    /** All that wait for an address are missed. */
    void missAll(String webhookId) {
        calls.get().updateMany(new Document("webhookId", webhookId).append("state", Call.State.WAITING.name()),
                Updates.set("state", Call.State.MISSED.name()));
    }

    /** Lets calls go out again, with a day before them. @return how many */
    long again(String webhookId, Collection<Call.State> from, @Nullable String callId, Instant now, Duration day) {
        Document which = new Document("webhookId", webhookId).append("state", new Document("$in", from.stream().map(Enum::name).toList()));
        if (callId != null) {
            which = new Document("_id", callId).append("webhookId", webhookId).append("state", new Document("$in", from.stream().map(Enum::name).toList()));
        }
        return calls.get().updateMany(which, Updates.combine(Updates.set("state", Call.State.WAITING.name()), Updates.set("tries", 0),
                Updates.set("nextAt", Date.from(now)), Updates.set("giveUpAt", Date.from(now.plus(day))))).getModifiedCount();
    }

    Optional<Call> call(String webhookId, String id) {
        return Optional.ofNullable(calls.get().find(new Document("_id", id).append("webhookId", webhookId)).first()).map(MongoWebhooks::readCall);
    }

    /** The latest first, behind a given one. */
    List<Call> page(String webhookId, Call.@Nullable State state, @Nullable Instant before, @Nullable String beforeId, int limit) {
        List<Document> all = new ArrayList<>(List.of(new Document("webhookId", webhookId)));
        if (state != null) {
            all.add(new Document("state", state.name()));
        }
        if (before != null && beforeId != null) {
            all.add(new Document("$or", List.of(new Document("createdAt", new Document("$lt", Date.from(before))),
                    new Document("createdAt", Date.from(before)).append("_id", new Document("$lt", beforeId)))));
        }
        return calls.get().find(all.size() == 1 ? all.getFirst() : new Document("$and", all)).sort(Sorts.descending("createdAt", "_id")).limit(limit)
                .map(MongoWebhooks::readCall).into(new ArrayList<>());
    }

    void purge(Instant before) {
        calls.get().deleteMany(new Document("createdAt", new Document("$lt", Date.from(before))));
    }

    private static Document write(Webhook.Secret secret) {
        return new Document("sealed", secret.sealed()).append("until", secret.until() == null ? null : Date.from(secret.until()));
    }

    private static Webhook read(Document d) {
        return new Webhook(d.getString("_id"), d.getString("keyId"), d.getString("url"), Webhook.State.valueOf(d.getString("state")),
                d.getList("secrets", Document.class).stream().map(one -> new Webhook.Secret(one.getString("sealed"), instant(one.getDate("until")))).toList(),
                d.getDate("createdAt").toInstant(), d.getString("createdBy"), d.getInteger("failures", 0), instant(d.getDate("pausedUntil")),
                d.getString("lastError"), instant(d.getDate("lastErrorAt")), instant(d.getDate("lastSuccessAt")));
    }

    private static Document write(Call c) {
        return new Document("_id", c.id()).append("webhookId", c.webhookId()).append("messageId", c.messageId()).append("eventId", c.eventId())
                .append("sequence", c.sequence()).append("body", c.body()).append("state", c.state().name()).append("tries", c.tries())
                .append("createdAt", Date.from(c.createdAt())).append("nextAt", Date.from(c.nextAt())).append("giveUpAt", Date.from(c.giveUpAt()));
    }

    private static Call readCall(Document d) {
        return new Call(d.getString("_id"), d.getString("webhookId"), d.getString("messageId"), d.getString("eventId"), d.getInteger("sequence"),
                d.getString("body"), Call.State.valueOf(d.getString("state").toUpperCase(Locale.ROOT)), d.getInteger("tries", 0),
                d.getDate("createdAt").toInstant(), d.getDate("nextAt").toInstant(), d.getDate("giveUpAt").toInstant(),
                d.getList("attempts", Document.class, List.of()).stream().map(one -> new Call.Attempt(one.getDate("at").toInstant(),
                        one.getInteger("status"), one.getString("error"), one.getInteger("millis", 0))).toList());
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
