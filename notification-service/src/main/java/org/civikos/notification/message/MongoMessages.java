package org.civikos.notification.message;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.civikos.notification.apikey.ApiKey;
import org.civikos.notification.delivery.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Messages in MongoDB. A request is accepted by one write, of a document that holds all its messages; the message documents are
 * derived from it, as often as it takes.
 */
final class MongoMessages implements MessageChanges {

    static final String MESSAGES = "apiMessages";
    static final String REQUESTS = "apiRequests";

    /** How far the work on a message has come. */
    enum Stage {
        ACCEPTED,
        STARTED,
        /** Nothing is expected to change any more; a late receipt still can. */
        SETTLED
    }

    /** A request that was accepted. @param messages in the request's order */
    record Accepted(String id, String fingerprint, Instant at, List<Message> messages) {}

    /**
     * A message as it stands.
     *
     * @param version counts the changes of its state
     * @param reason why something did not arrive, as a word; null where nothing is wrong
     */
    record Standing(
            Message message, Stage stage, MessageState state, int version, MessageState.Counts counts, @Nullable String reason, Instant changedAt) {}

    /** What a list is narrowed to; null for what does not matter. */
    record Filter(@Nullable String keyId, @Nullable String reference, @Nullable MessageState state, @Nullable Instant from, @Nullable Instant until) {}

    private final Supplier<MongoCollection<Document>> messages;
    private final Supplier<MongoCollection<Document>> requests;
    private final Map<String, Message> known = new ConcurrentHashMap<>();

    MongoMessages(Supplier<MongoCollection<Document>> messages, Supplier<MongoCollection<Document>> requests) {
        this.messages = messages;
        this.requests = requests;
    }

    void prepare() {
        messages.get().createIndex(Indexes.ascending("stage", "lane", "keyId", "order", "acceptedAt"));
        messages.get().createIndex(Indexes.ascending("stage", "nextLook"));
        messages.get().createIndex(Indexes.ascending("keyId", "acceptedAt"));
        messages.get().createIndex(Indexes.ascending("acceptedAt"));
        messages.get().createIndex(Indexes.ascending("reference"), new IndexOptions().sparse(true));
        messages.get().createIndex(Indexes.ascending("untold"), new IndexOptions().sparse(true));
        requests.get().createIndex(Indexes.ascending("spread", "acceptedAt"));
    }

    /** Accepts a request by a single write. @return false if there is one of this id */
    boolean accept(Accepted request) {
        try {
            requests.get().insertOne(new Document("_id", request.id()).append("fingerprint", request.fingerprint())
                    .append("acceptedAt", Date.from(request.at())).append("spread", false)
                    .append("messages", request.messages().stream().map(MongoMessages::write).toList()));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    Optional<Accepted> request(String id) {
        return Optional.ofNullable(requests.get().find(new Document("_id", id)).first()).map(MongoMessages::readRequest);
    }

    /** Makes the messages of a request, those that are not there yet. May be broken off and begun again. */
    void spread(Accepted request) {
        insertMissing(request.messages());
        requests.get().updateOne(new Document("_id", request.id()), Updates.set("spread", true));
    }

    void insertMissing(List<Message> made) {
        List<Document> documents = made.stream().map(message -> write(message).append("stage", Stage.ACCEPTED.name()).append("lane", message.lane())
                .append("order", order(message.critical())).append("state", MessageState.ACCEPTED.code()).append("version", 0)
                .append("changedAt", Date.from(message.acceptedAt())).append("leasedUntil", new Date(0))).toList();
        try {
            messages.get().insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (!e.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
        }
    }

    /** Requests whose messages were not all made, by a crash in between. */
    List<Accepted> unspread(Instant before) {
        return requests.get().find(new Document("spread", false).append("acceptedAt", new Document("$lt", Date.from(before)))).limit(100)
                .map(MongoMessages::readRequest).into(new ArrayList<>());
    }

    /** The messages of a key that wait to be begun, critical or not, by age. */
    List<Message> waiting(String lane, String keyId, boolean critical, Instant now, int limit) {
        return messages.get().find(new Document("stage", Stage.ACCEPTED.name()).append("lane", lane).append("keyId", keyId).append("order", order(critical))
                        .append("leasedUntil", new Document("$lt", Date.from(now))))
                .sort(Sorts.ascending("acceptedAt")).limit(limit).map(MongoMessages::read).into(new ArrayList<>());
    }

    private static int order(boolean critical) {
        return critical ? 0 : 1;
    }

    /** When the oldest message that waits to be begun was accepted. */
    Optional<Instant> oldestWaiting() {
        return messages.get().find(new Document("stage", Stage.ACCEPTED.name())).limit(1_000).map(d -> d.getDate("acceptedAt").toInstant())
                .into(new ArrayList<>()).stream().min(Instant::compareTo);
    }

    /** Takes a waiting message for a while. */
    boolean claim(String id, Instant now, Instant until) {
        return messages.get().updateOne(new Document("_id", id).append("stage", Stage.ACCEPTED.name())
                .append("leasedUntil", new Document("$lt", Date.from(now))), Updates.set("leasedUntil", Date.from(until))).getModifiedCount() == 1;
    }

    void started(String id, Instant nextLook) {
        messages.get().updateOne(new Document("_id", id).append("stage", Stage.ACCEPTED.name()),
                Updates.combine(Updates.set("stage", Stage.STARTED.name()), Updates.set("nextLook", Date.from(nextLook))));
    }

    /** Messages on their way that have not been looked at for long enough. */
    List<String> dueForALook(Instant now, int limit) {
        return messages.get().find(new Document("stage", Stage.STARTED.name()).append("nextLook", new Document("$lt", Date.from(now))))
                .limit(limit).map(d -> d.getString("_id")).into(new ArrayList<>());
    }

    /**
     * Writes down a change of state together with what programs are to be told of it, in one write.
     *
     * @return false if somebody else changed the message meanwhile
     */
    boolean change(Standing before, Standing after, Instant nextLook, boolean tell) {
        List<Bson> update = new ArrayList<>(List.of(Updates.set("stage", after.stage().name()), Updates.set("nextLook", Date.from(nextLook)),
                Updates.set("state", after.state().code()), Updates.set("version", after.version()), Updates.set("counts", counts(after.counts())),
                Updates.set("reason", after.reason()), Updates.set("changedAt", Date.from(after.changedAt()))));
        if (tell) {
            update.add(Updates.push("outbox", new Document("sequence", after.version()).append("state", after.state().code())
                    .append("at", Date.from(after.changedAt())).append("counts", counts(after.counts())).append("reason", after.reason())));
            update.add(Updates.set("untold", true));
        }
        return messages.get().updateOne(new Document("_id", before.message().id()).append("version", before.version()), Updates.combine(update))
                .getModifiedCount() == 1;
    }

    void lookAgain(String id, Instant nextLook, Stage stage) {
        messages.get().updateOne(new Document("_id", id),
                Updates.combine(Updates.set("nextLook", Date.from(nextLook)), Updates.set("stage", stage.name())));
    }

    /** Changes of which programs have not been told; by message and in order. */
    @Override
    public List<MessageChange> untold(int limit) {
        List<MessageChange> changes = new ArrayList<>();
        for (Document found : messages.get().find(new Document("untold", true)).limit(limit)) {
            Message message = read(found);
            for (Document one : found.getList("outbox", Document.class, List.of())) {
                changes.add(new MessageChange(message.id(), message.keyId(), message.reference(), message.test(), one.getInteger("sequence"),
                        one.getString("state"), one.getDate("at").toInstant(), publicCounts(counts(one.get("counts", Document.class))),
                        one.getString("reason")));
            }
        }
        return changes;
    }

    /** Forgets a change that has been passed on. */
    @Override
    public void told(MessageChange change) {
        messages.get().updateOne(new Document("_id", change.messageId()),
                Updates.pull("outbox", new Document("sequence", change.sequence())));
        messages.get().updateOne(new Document("_id", change.messageId()).append("outbox", List.of()), Updates.unset("untold"));
    }

    static Map<String, Integer> publicCounts(MessageState.Counts counts) {
        return Map.of("waiting", counts.waiting(), "sent", counts.handedOver(), "delivered", counts.delivered(), "failed", counts.failed(),
                "notSent", counts.notSent());
    }

    Optional<Standing> find(String id) {
        return Optional.ofNullable(messages.get().find(new Document("_id", id)).first()).map(MongoMessages::standing);
    }

    /** What stands in a message; empty if no program sent it. Kept in memory, since it never changes. */
    Optional<Message> content(String id) {
        Message message = known.get(id);
        if (message == null) {
            message = find(id).map(Standing::message).orElse(null);
            if (message != null) {
                if (known.size() >= 500) {
                    known.clear();
                }
                known.put(id, message);
            }
        }
        return Optional.ofNullable(message);
    }

    /** The latest first, behind a given one. */
    List<Standing> page(Filter filter, @Nullable Instant before, @Nullable String beforeId, int limit) {
        List<Document> all = new ArrayList<>();
        if (filter.keyId() != null) {
            all.add(new Document("keyId", filter.keyId()));
        }
        if (filter.reference() != null) {
            all.add(new Document("reference", filter.reference()));
        }
        if (filter.state() != null) {
            all.add(new Document("state", filter.state().code()));
        }
        if (filter.from() != null) {
            all.add(new Document("acceptedAt", new Document("$gte", Date.from(filter.from()))));
        }
        if (filter.until() != null) {
            all.add(new Document("acceptedAt", new Document("$lt", Date.from(filter.until()))));
        }
        if (before != null && beforeId != null) {
            Date moment = Date.from(before);
            all.add(new Document("$or", List.of(new Document("acceptedAt", new Document("$lt", moment)),
                    new Document("acceptedAt", moment).append("_id", new Document("$lt", beforeId)))));
        }
        Document query = all.isEmpty() ? new Document() : all.size() == 1 ? all.getFirst() : new Document("$and", all);
        return messages.get().find(query).sort(Sorts.descending("acceptedAt", "_id")).limit(limit).map(MongoMessages::standing)
                .into(new ArrayList<>());
    }

    /** Forgets what is older. */
    void purge(Instant messagesBefore, Instant requestsBefore) {
        messages.get().deleteMany(new Document("stage", Stage.SETTLED.name()).append("acceptedAt", new Document("$lt", Date.from(messagesBefore))));
        requests.get().deleteMany(new Document("spread", true).append("acceptedAt", new Document("$lt", Date.from(requestsBefore))));
    }

    private static Document write(Message m) {
        Document document = new Document("_id", m.id()).append("seed", m.seed()).append("keyId", m.keyId()).append("sender", m.sender())
                .append("type", m.type().name()).append("people", m.people())
                .append("to", new Document("kind", m.to().kind().name()).append("value", m.to().value()))
                .append("channels", m.channels().stream().map(Channel::code).toList()).append("language", m.language())
                .append("subject", m.subject()).append("text", m.text()).append("sms", m.sms()).append("critical", m.critical())
                .append("acceptedAt", Date.from(m.acceptedAt()));
        if (m.reference() != null) {
            document.append("reference", m.reference());
        }
        return document;
    }

    private static Message read(Document d) {
        Document to = d.get("to", Document.class);
        return new Message(d.getString("seed"), d.getString("keyId"), d.getString("sender"), ApiKey.Type.valueOf(d.getString("type")),
                d.getList("people", String.class, List.of()), d.getString("reference"),
                new Recipient(Recipient.Kind.valueOf(to.getString("kind")), to.getString("value")),
                d.getList("channels", String.class).stream().map(Channel::of).toList(), d.getString("language"), d.getString("subject"),
                d.getString("text"), d.getString("sms"), d.getBoolean("critical", false), d.getDate("acceptedAt").toInstant());
    }

    private static Standing standing(Document d) {
        return new Standing(read(d), Stage.valueOf(d.getString("stage")), MessageState.of(d.getString("state")), d.getInteger("version"),
                counts(d.get("counts", Document.class)), d.getString("reason"), d.getDate("changedAt").toInstant());
    }

    private static Accepted readRequest(Document d) {
        return new Accepted(d.getString("_id"), d.getString("fingerprint"), d.getDate("acceptedAt").toInstant(),
                d.getList("messages", Document.class, List.of()).stream().map(MongoMessages::read).toList());
    }

    private static Document counts(MessageState.Counts c) {
        return new Document("waiting", c.waiting()).append("handedOver", c.handedOver()).append("delivered", c.delivered())
                .append("failed", c.failed()).append("notSent", c.notSent());
    }

    private static MessageState.Counts counts(@Nullable Document d) {
        return d == null ? MessageState.Counts.NONE : new MessageState.Counts(d.getInteger("waiting"), d.getInteger("handedOver"),
                d.getInteger("delivered"), d.getInteger("failed"), d.getInteger("notSent"));
    }
}
