package org.civikos.notification.receipt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryChanges;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.Pool;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Receipt;
import org.civikos.notification.delivery.Tally;
import org.civikos.notification.suppression.BounceRules;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what providers say became of messages. A receipt that names a reference which no record has yet is kept and tried again,
 * since providers are at times faster than our own record of the handing over.
 */
public final class Receipts {

    public static final String EARLY = "earlyReceipts";
    private static final Logger log = LoggerFactory.getLogger(Receipts.class);
    /** A record is written some milliseconds after the handing over; a store that was away for hours is the longest delay. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final MongoDeliveries deliveries;
    private final Supplier<MongoCollection<Document>> early;
    private final BounceRules bounces;
    private final Consumer<Delivery> fallback;
    private final DeliveryChanges changes;
    private final Map<Channel, Pool> pools;
    private final Tally tally;
    private final MeterRegistry meters;
    private final Clock clock;

    /** @param fallback told of what failed after it was handed over */
    Receipts(
            MongoDeliveries deliveries, Supplier<MongoCollection<Document>> early, BounceRules bounces, Consumer<Delivery> fallback, DeliveryChanges changes,
            Map<Channel, Pool> pools, Tally tally, MeterRegistry meters, Clock clock) {
        this.tally = tally;
        this.deliveries = deliveries;
        this.early = early;
        this.bounces = bounces;
        this.fallback = fallback;
        this.changes = changes;
        this.pools = pools;
        this.meters = meters;
        this.clock = clock;
    }

    /** Writes a receipt down, or keeps it until the message it speaks of is known. Once or often, early or late: the same. */
    public void take(Channel channel, Receipt receipt) {
        if (!settle(channel, receipt, true)) {
            keep(channel, receipt);
        }
    }

    /** The same of a message that no provider ever had: nobody's punctuality is judged by it. Names our own record. */
    public void takeSimulated(Channel channel, Receipt receipt) {
        settle(channel, receipt, false);
    }

    private boolean settle(Channel channel, Receipt receipt, boolean byProvider) {
        String id = receipt.deliveryId() != null ? receipt.deliveryId()
                : deliveries.byReference(receipt.provider(), Objects.requireNonNull(receipt.reference())).orElse(null);
        if (id == null) {
            return false;
        }
        Optional<Delivery> changed = deliveries.settle(id, receipt.of(id), channel == Channel.SMS);
        String effect = changed.isPresent() ? "changed" : "nothing-new";
        changed.ifPresent(after -> follow(receipt, after, byProvider));
        if (changed.isEmpty()) {
            Optional<Delivery> known = deliveries.find(List.of(id)).stream().findFirst();
            if (known.isEmpty()) {
                effect = "unknown";
            } else if (receipt.kind() == Receipt.Kind.COMPLAINT) {
                bounces.complaint(known.get());
            } else if (receipt.kind() == Receipt.Kind.FAILED && known.get().state() == DeliveryState.FAILED && known.get().reason() == receipt.reason()) {
                // Whoever wrote it down may have died before what follows from it; said twice it is the same.
                bounces.failed(known.get());
                fallback.accept(known.get());
            }
        }
        meters.counter("civikos.receipts", "channel", channel.code(), "kind", receipt.kind().name().toLowerCase(Locale.ROOT), "effect", effect)
                .increment();
        return true;
    }

    private void follow(Receipt receipt, Delivery after, boolean byProvider) {
        if (after.state() == DeliveryState.DELIVERED) {
            tally.delivered(after);
        }
        Pool pool = pools.get(after.channel());
        boolean last = receipt.kind() == Receipt.Kind.DELIVERED || receipt.kind() == Receipt.Kind.FAILED;
        if (byProvider && last && pool != null && after.provider() != null) {
            pool.answered(after.provider(), after.handedOverAt() == null ? receipt.at() : after.handedOverAt(), receipt.at());
        }
        if (receipt.kind() == Receipt.Kind.COMPLAINT) {
            bounces.complaint(after);
        } else if (after.state() == DeliveryState.FAILED) {
            bounces.failed(after);
            fallback.accept(after);
        }
        changes.tell(after);
    }

    private void keep(Channel channel, Receipt receipt) {
        String key = receipt.provider() + '\n' + receipt.reference() + '\n' + receipt.kind();
        early.get().replaceOne(new Document("_id", key), new Document("_id", key).append("channel", channel.code())
                .append("provider", receipt.provider()).append("reference", receipt.reference()).append("kind", receipt.kind().name())
                .append("reason", receipt.reason() == null ? null : receipt.reason().name()).append("detail", receipt.detail())
                .append("at", Date.from(receipt.at())).append("cameAt", Date.from(clock.instant())), new ReplaceOptions().upsert(true));
    }

    /** Tries again what came too early; forgets, and counts, what no message turned up for. */
    void retryEarly() {
        for (Document kept : early.get().find().limit(10_000).into(new ArrayList<>())) {
            Channel channel = Channel.of(kept.getString("channel"));
            if (settle(channel, read(kept), true)) {
                early.get().deleteOne(new Document("_id", kept.getString("_id")));
            } else if (kept.getDate("cameAt").toInstant().plus(KEPT).isBefore(clock.instant())) {
                early.get().deleteOne(new Document("_id", kept.getString("_id")));
                log.warn("A receipt of {} speaks of a message that we do not know", kept.getString("provider"));
                meters.counter("civikos.receipts", "channel", channel.code(), "kind", kept.getString("kind").toLowerCase(Locale.ROOT),
                        "effect", "unknown").increment();
            }
        }
    }

    private static Receipt read(Document kept) {
        @Nullable String reason = kept.getString("reason");
        Instant at = kept.getDate("at").toInstant();
        return new Receipt(kept.getString("provider"), null, kept.getString("reference"), Receipt.Kind.valueOf(kept.getString("kind")),
                reason == null ? null : Reason.valueOf(reason), kept.getString("detail"), at);
    }
}
