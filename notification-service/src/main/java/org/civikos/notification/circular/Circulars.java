package org.civikos.notification.circular;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.text.Language;
import org.jspecify.annotations.Nullable;

/** Circulars in MongoDB. Each step is one write that happens only from the state before, so of two who want another thing one succeeds. */
final class Circulars {

    static final String COLLECTION = "circulars";

    private final Supplier<MongoCollection<Document>> documents;

    Circulars(Supplier<MongoCollection<Document>> documents) {
        this.documents = documents;
    }

    void prepare() {
        documents.get().createIndex(Indexes.ascending("status", "sendAt"));
        documents.get().createIndex(Indexes.ascending("alertId"));
        documents.get().createIndex(Indexes.descending("createdAt"));
    }

    /** @return what is stored under the id: this one, or one that was there before */
    Circular insertOrFind(Circular one) {
        try {
            documents.get().insertOne(write(one));
            return one;
        } catch (MongoWriteException taken) {
            if (taken.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return find(one.id()).orElseThrow();
            }
            throw taken;
        }
    }

    Optional<Circular> find(String id) {
        return Optional.ofNullable(documents.get().find(eq("_id", id)).first()).map(Circulars::read);
    }

    Optional<Circular> ofAlert(String alertId) {
        return Optional.ofNullable(documents.get().find(eq("alertId", alertId)).first()).map(Circulars::read);
    }

    /** The latest first. */
    List<Circular> latest(int most) {
        return documents.get().find().sort(Sorts.descending("createdAt")).limit(most).map(Circulars::read).into(new ArrayList<>());
    }

    List<Circular> in(Circular.Status status, Instant until) {
        return documents.get().find(new Document("status", status.name()).append("sendAt", new Document("$lte", Date.from(until))))
                .map(Circulars::read).into(new ArrayList<>());
    }

    /** @return whether it was in the state before, and is in the next one now */
    boolean step(String id, Circular.Status before, Circular.Status next, @Nullable String by) {
        Document set = new Document("status", next.name());
        if (by != null) {
            set.append("decidedBy", by);
        }
        return documents.get().updateOne(new Document("_id", id).append("status", before.name()), new Document("$set", set)).getModifiedCount() > 0;
    }

    private static Document write(Circular one) {
        Document texts = new Document();
        one.texts().forEach((language, text) -> texts.append(language.code(), new Document("subject", text.subject()).append("text", text.text())
                .append("sms", text.sms())));
        return new Document("_id", one.id()).append("alertId", Alert.idOf(Circular.causeId(one.id()))).append("texts", texts)
                .append("scope", one.audience().scope().name()).append("values", one.audience().values())
                .append("channels", one.channels().stream().map(Channel::name).toList()).append("sendAt", Date.from(one.sendAt()))
                .append("status", one.status().name()).append("by", one.by()).append("createdAt", Date.from(one.createdAt()));
    }

    private static Circular read(Document found) {
        Map<Language, Circular.Text> texts = new EnumMap<>(Language.class);
        found.get("texts", Document.class).forEach((language, value) -> {
            Document text = (Document) value;
            texts.put(Language.of(language), new Circular.Text(text.getString("subject"), text.getString("text"), text.getString("sms")));
        });
        return new Circular(found.getString("_id"), texts,
                new Circular.Audience(Circular.Scope.valueOf(found.getString("scope")), found.getList("values", String.class, List.of())),
                found.getList("channels", String.class).stream().map(Channel::valueOf).toList(), found.getDate("sendAt").toInstant(),
                Circular.Status.valueOf(found.getString("status")), found.getString("by"), found.getDate("createdAt").toInstant(),
                found.getString("decidedBy"));
    }
}
