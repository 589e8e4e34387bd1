package org.civikos.notification.delivery;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many messages a provider may be given in each second of the clock, by all instances together: each takes a tenth of a second's
 * allowance at a time from the store, which costs about ten writes a second and none per message. Without the store nothing is allowed;
 * nothing could be recorded either. An instance whose clock is behind takes from the second that the others have come to. What is urgent takes
 * from a second before all that waits in the same instance.
 */
public final class SharedRate implements Provider.Turns {

    public static final String COLLECTION = "providerRates";
    private static final Logger log = LoggerFactory.getLogger(SharedRate.class);
    private static final int BLOCKS = 10;
    private static final long PATIENCE_MILLIS = 2_000;
    /** Once something urgent had to wait, the others leave the turns to it until it has asked for none for so long. */
    private static final long COURTESY_NANOS = 250_000_000;
    private static final long LOOK_MILLIS = 10;

    private final Supplier<MongoCollection<Document>> rates;
    private final String id;
    private final int perSecond;
    private final int block;
    private final Clock clock;
    private final AtomicInteger urgentWaiting = new AtomicInteger();
    private volatile long courtesyUntil = System.nanoTime();
    private long second;
    private int left;

    /** @param name of the provider with its channel, by which all instances know its rate */
    public SharedRate(Supplier<MongoCollection<Document>> rates, String name, int perSecond, Clock clock) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("A provider that may be given nothing");
        }
        this.rates = rates;
        this.id = name;
        this.perSecond = perSecond;
        this.block = Math.max(1, perSecond / BLOCKS);
        this.clock = clock;
    }

    /** Waits up to two seconds for its turn. @return whether one message may be handed over now */
    @Override
    public boolean await(boolean urgent) {
        try {
            if (!urgent) {
                return waitFor(() -> urgentWaiting.get() == 0 && courtesyUntil - System.nanoTime() <= 0);
            }
            if (courtesyUntil - System.nanoTime() > 0) {
                courtesyUntil = System.nanoTime() + COURTESY_NANOS;
            }
            if (take()) {
                return true;
            }
            urgentWaiting.incrementAndGet();
            try {
                return waitFor(() -> true);
            } finally {
                courtesyUntil = System.nanoTime() + COURTESY_NANOS;
                urgentWaiting.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (MongoException e) {
            log.warn("The rate of {} cannot be asked for: {}", id, e.toString());
            return false;
        }
    }

    private boolean waitFor(BooleanSupplier ourTurn) throws InterruptedException {
        long end = clock.millis() + PATIENCE_MILLIS;
        while (true) {
            boolean ours = ourTurn.getAsBoolean();
            if (ours && take()) {
                return true;
            }
            long now = clock.millis();
            if (now >= end) {
                return false;
            }
            Thread.sleep(Math.min(end - now, ours ? 1_000 - now % 1_000 : LOOK_MILLIS));
        }
    }

    private synchronized boolean take() {
        long now = clock.millis() / 1_000;
        if (now > second) {
            left = 0;
            second = now;
            left = claim(now) ? block : -1;
        } else if (left == 0) {
            left = claim(now) ? block : -1;
        }
        if (left <= 0) {
            // Below nothing: this second is spent, and the store need not be asked again before the next.
            return false;
        }
        left--;
        return true;
    }

    private boolean claim(long now) {
        for (int attempt = 0; attempt < 3; attempt++) {
            MongoCollection<Document> all = rates.get();
            if (all.updateOne(new Document("_id", id).append("second", new Document("$gte", now)).append("taken", new Document("$lte", perSecond - block)),
                    Updates.inc("taken", block)).getMatchedCount() > 0
                    || all.updateOne(new Document("_id", id).append("second", new Document("$lt", now)),
                    Updates.combine(Updates.set("second", now), Updates.set("taken", block))).getMatchedCount() > 0) {
                return true;
            }
            try {
                all.insertOne(new Document("_id", id).append("second", now).append("taken", block));
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                Document found = all.find(new Document("_id", id)).first();
                if (found != null && found.getLong("second") >= now && found.getInteger("taken") > perSecond - block) {
                    return false;
                }
            }
        }
        return false;
    }
}
