package org.civikos.notification.delivery;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * Counts in MongoDB, one document per provider and minute, found by their ids. They are added up in memory first, so no message costs a
 * write of its own; what a crash loses is a few seconds of counts.
 */
public final class MongoPunctuality implements Punctuality {

    public static final String COLLECTION = "providerPunctuality";
    private static final int MINUTE = 60;
    private static final Duration KEPT = Duration.ofHours(2);
    private static final Duration CLEANED = Duration.ofMinutes(10);
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

    private final Supplier<MongoCollection<Document>> documents;
    private final Clock clock;
    private Map<String, Sum> pending = new HashMap<>();
    private Instant cleaned = Instant.EPOCH;

    public MongoPunctuality(Supplier<MongoCollection<Document>> documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    private static String id(Channel channel, String provider, long minute) {
        return channel.code() + ":" + provider + ":" + minute;
    }

    private synchronized void add(String id, Sum more) {
        pending.merge(id, more, (one, other) -> new Sum(one.taken() + other.taken(), one.inTime() + other.inTime()));
    }

    @Override
    public void taken(Channel channel, String provider, Instant at) {
        add(id(channel, provider, at.getEpochSecond() / MINUTE), new Sum(1, 0));
    }

    @Override
    public void answeredInTime(Channel channel, String provider, Instant takenAt) {
        add(id(channel, provider, takenAt.getEpochSecond() / MINUTE), new Sum(0, 1));
    }

    @Override
    public void share() {
        Map<String, Sum> counted;
        synchronized (this) {
            counted = pending;
            pending = new HashMap<>();
        }
        Instant now = clock.instant();
        if (!counted.isEmpty()) {
            List<WriteModel<Document>> writes = new ArrayList<>();
            counted.forEach((id, sum) -> writes.add(new UpdateOneModel<>(new Document("_id", id),
                    new Document("$inc", new Document("taken", sum.taken()).append("inTime", sum.inTime())).append("$set", new Document("at", Date.from(now))),
                    new UpdateOptions().upsert(true))));
            try {
                documents.get().bulkWrite(writes, ANY_ORDER);
            } catch (RuntimeException e) {
                counted.forEach(this::add);
                throw e;
            }
        }
        if (now.isAfter(cleaned.plus(CLEANED))) {
            cleaned = now;
            documents.get().deleteMany(new Document("at", new Document("$lt", Date.from(now.minus(KEPT)))));
        }
    }

    @Override
    public Sum between(Channel channel, String provider, Instant from, Instant to) {
        List<String> ids = new ArrayList<>();
        for (long minute = Math.ceilDiv(from.getEpochSecond(), MINUTE); (minute + 1) * MINUTE <= to.getEpochSecond(); minute++) {
            ids.add(id(channel, provider, minute));
        }
        int taken = 0;
        int inTime = 0;
        for (Document found : documents.get().find(new Document("_id", new Document("$in", ids)))) {
            taken += found.get("taken", Number.class).intValue();
            inTime += found.get("inTime", Number.class).intValue();
        }
        return new Sum(taken, inTime);
    }
}
