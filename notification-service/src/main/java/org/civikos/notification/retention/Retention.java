package org.civikos.notification.retention;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.delivery.DeliveryState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a history record of each delivery that is older than the setting says: alert, person, channel, state, reason and times
 * stay; name, address, organisation and the other side's words go. It walks alert by alert, by index, some hundred records at a
 * time, and remembers how far it came, so that it may be broken off anywhere; doing a step twice changes nothing.
 */
final class Retention {

    static final String PROGRESS = "retention";
    private static final String ID = "deliveries";
    private static final int STEP = 500;
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final Supplier<MongoCollection<Document>> deliveries;
    private final Supplier<MongoCollection<Document>> progress;
    private final BiFunction<Instant, Instant, List<String>> alertsBetween;
    private final Duration kept;
    private final MeterRegistry meters;
    private final Clock clock;

    /**
     * @param alertsBetween ids of the alerts made between two moments, the first included
     * @param kept how long addresses are kept
     */
    Retention(
            Supplier<MongoCollection<Document>> deliveries, Supplier<MongoCollection<Document>> progress,
            BiFunction<Instant, Instant, List<String>> alertsBetween, Duration kept, MeterRegistry meters, Clock clock) {
        this.deliveries = deliveries;
        this.progress = progress;
        this.alertsBetween = alertsBetween;
        this.kept = kept;
        this.meters = meters;
        this.clock = clock;
    }

    /** One look; by several at once it does no harm. @return how many records lost their addresses */
    long look() {
        Instant until = clock.instant().minus(kept).truncatedTo(ChronoUnit.HOURS);
        Document before = progress.get().find(eq("_id", ID)).first();
        Instant from = before == null ? Instant.EPOCH : before.getDate("until").toInstant();
        long forgotten = 0;
        boolean open = false;
        for (String alert : from.isBefore(until) ? alertsBetween.apply(from, until) : List.<String>of()) {
            Step step = forget(alert);
            forgotten += step.changed();
            open |= step.open();
        }
        if (!open && from.isBefore(until)) {
            // Only now: what a crash leaves half done, or what was still under way, is gone through again.
            progress.get().updateOne(eq("_id", ID), new Document("$set", new Document("until", Date.from(until))), new UpdateOptions().upsert(true));
        }
        if (forgotten > 0) {
            log.info("{} deliveries older than {} days have lost their addresses", forgotten, kept.toDays());
            meters.counter("civikos.deliveries.forgotten").increment(forgotten);
        }
        return forgotten;
    }

    /** @param open whether something of it is still to be sent, and needs its address */
    private record Step(long changed, boolean open) {}

    private Step forget(String alert) {
        long changed = 0;
        boolean open = false;
        String after = "";
        while (true) {
            List<Document> found = deliveries.get().find(new Document("alertId", alert).append("_id", new Document("$gt", after)))
                    .sort(Sorts.ascending("_id")).limit(STEP).projection(Projections.include("_id", "state")).into(new ArrayList<>(STEP));
            if (found.isEmpty()) {
                return new Step(changed, open);
            }
            List<String> ended = found.stream().filter(one -> !DeliveryState.WAITING.code().equals(one.getString("state")))
                    .map(one -> one.getString("_id")).toList();
            open |= ended.size() < found.size();
            changed += deliveries.get().updateMany(in("_id", ended), new Document("$set", new Document("address", null).append("personName", null)
                    .append("speaksFor", "").append("detail", null).append("why", null))).getModifiedCount();
            after = found.getLast().getString("_id");
        }
    }
}
