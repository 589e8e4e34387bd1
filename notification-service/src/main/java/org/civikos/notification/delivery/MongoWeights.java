package org.civikos.notification.delivery;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;

/** Weights in MongoDB, one document per channel; read every some seconds, written only when weight moves. */
public final class MongoWeights implements Weights {

    public static final String COLLECTION = "providerWeights";

    private final Supplier<MongoCollection<Document>> documents;

    public MongoWeights(Supplier<MongoCollection<Document>> documents) {
        this.documents = documents;
    }

    @Override
    public Optional<Standing> read(Channel channel) {
        return Optional.ofNullable(documents.get().find(new Document("_id", channel.code())).first()).map(found -> {
            Map<String, Integer> weights = new HashMap<>();
            for (Document one : found.getList("weights", Document.class)) {
                weights.put(one.getString("name"), one.get("weight", Number.class).intValue());
            }
            return new Standing(weights, found.getDate("changedAt").toInstant(), found.getDate("unwellSince").toInstant(),
                    found.get("version", Number.class).longValue());
        });
    }

    @Override
    public boolean write(Channel channel, Standing next) {
        Document written = new Document("_id", channel.code())
                .append("weights", next.weights().entrySet().stream()
                        .map(one -> new Document("name", one.getKey()).append("weight", one.getValue())).toList())
                .append("changedAt", Date.from(next.changedAt())).append("unwellSince", Date.from(next.unwellSince()))
                .append("version", next.version());
        if (next.version() > 1) {
            return documents.get().replaceOne(new Document("_id", channel.code()).append("version", next.version() - 1), written)
                    .getMatchedCount() == 1;
        }
        try {
            documents.get().insertOne(written);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }
}
