package org.civikos.consultation.lease;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * One document per lease, found by {@code _id}; it lasts {@link #LENGTH} and is renewed in the background while it is held,
 * so that a dead holder's work is free again within that time. Clocks of the instances may differ by some seconds. Work
 * under a lease must still bear to be done twice: a holder may be slow rather than dead.
 */
@Component
public class Leases {

    /** How long a lease lasts without being renewed. */
    public static final Duration LENGTH = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final String COLLECTION = "leases";

    private final MongoTemplate mongo;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();
    private final Map<String, String> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("leases").factory());

    Leases(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        renewal.scheduleWithFixedDelay(this::renew, LENGTH.toMillis() / 4, LENGTH.toMillis() / 4, TimeUnit.MILLISECONDS);
    }

    /** A lease that is held until it is closed. */
    public interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes the lease if nobody holds it.
     *
     * @return empty where somebody does, in this process or in another
     */
    public Optional<Lease> acquire(String name) {
        String token = owner + "/" + UUID.randomUUID();
        Instant now = clock.instant();
        if (held.putIfAbsent(name, token) != null) {
            return Optional.empty();
        }
        boolean taken = false;
        try {
            Date until = Date.from(now.plus(LENGTH));
            taken = mongo.execute(COLLECTION, leases -> leases.updateOne(
                    Filters.and(Filters.eq("_id", name), Filters.lt("until", Date.from(now))),
                    Updates.combine(Updates.set("owner", token), Updates.set("until", until))).getMatchedCount()) == 1;
            if (!taken) {
                try {
                    mongo.execute(COLLECTION, leases -> leases.insertOne(new Document("_id", name).append("owner", token).append("until", until)));
                    taken = true;
                } catch (DuplicateKeyException someoneHoldsIt) {
                    taken = false;
                }
            }
        } finally {
            if (!taken) {
                held.remove(name, token);
            }
        }
        return taken ? Optional.of(() -> release(name, token)) : Optional.empty();
    }

    private void release(String name, String token) {
        held.remove(name, token);
        try {
            mongo.execute(COLLECTION, leases -> leases.deleteOne(Filters.and(Filters.eq("_id", name), Filters.eq("owner", token))));
        } catch (DataAccessException storeAway) {
            LOG.debug("The lease {} runs out by itself", name, storeAway);
        }
    }

    private void renew() {
        held.forEach((name, token) -> {
            try {
                mongo.execute(COLLECTION, leases -> leases.updateOne(
                        Filters.and(Filters.eq("_id", name), Filters.eq("owner", token)),
                        Updates.set("until", Date.from(clock.instant().plus(LENGTH)))));
            } catch (RuntimeException storeAway) {
                LOG.debug("The lease {} could not be renewed", name, storeAway);
            }
        });
    }

    @PreDestroy
    void stop() {
        renewal.shutdownNow();
    }
}
