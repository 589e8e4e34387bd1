package org.civikos.notification.sms;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Screen;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The month's money for SMS. It is set aside once per part of an alert, before anything is sent, so several instances together
 * never spend more than the limit. A part that is planned twice because of a crash sets aside twice: the error is on the side of
 * spending less.
 */
public final class SmsBudget implements Screen {

    public static final String COLLECTION = "smsBudget";
    /** From this share of the limit on, staff are warned. */
    private static final int WARNED_AT_PERCENT = 80;
    private static final Logger log = LoggerFactory.getLogger(SmsBudget.class);
    private static final ZoneId KOSOVO = ZoneId.of("Europe/Belgrade");

    /**
     * @param segments set aside this month
     * @param spent in euro; null without a price
     * @param limit in euro; null for none
     * @param warning whether 80 % of the limit are reached
     */
    public record Standing(
            String month, long segments, @Nullable BigDecimal price, @Nullable BigDecimal spent, @Nullable BigDecimal limit, boolean warning) {}

    private final Supplier<MongoCollection<Document>> months;
    private final @Nullable BigDecimal price;
    private final @Nullable BigDecimal limit;
    private final Clock clock;

    /**
     * @param price of a segment in euro, null if unknown
     * @param limit for a month in euro, null for none
     * @throws IllegalArgumentException for a limit without a price
     */
    public SmsBudget(
            Supplier<MongoCollection<Document>> months, @Nullable BigDecimal price, @Nullable BigDecimal limit, Clock clock) {
        if (limit != null && (price == null || price.signum() <= 0)) {
            throw new IllegalArgumentException("A monthly budget for SMS needs the price of a segment");
        }
        this.months = months;
        this.price = price;
        this.limit = limit;
        this.clock = clock;
    }

    /** Price of a segment in euro; null if nobody has said it. */
    public @Nullable BigDecimal price() {
        return price;
    }

    private String month() {
        return YearMonth.now(clock.withZone(KOSOVO)).toString();
    }

    @Override
    public Map<String, Reason> drops(String alertId, Collection<Delivery> deliveries) {
        List<String> sms = deliveries.stream().filter(one -> one.channel() == Channel.SMS).map(Delivery::id).toList();
        if (sms.isEmpty()) {
            return Map.of();
        }
        // Our alerts are one segment each; SmsWriter sees to that.
        long before = add(sms.size()) - sms.size();
        Map<String, Reason> drops = new HashMap<>();
        if (limit != null && price != null) {
            long most = limit.divide(price, 0, RoundingMode.FLOOR).longValueExact();
            long allowed = Math.clamp(most - before, 0, sms.size());
            sms.subList((int) allowed, sms.size()).forEach(id -> drops.put(id, Reason.BUDGET_SPENT));
            if (!drops.isEmpty()) {
                add(-drops.size());
                log.error("The month's money for SMS is spent: {} messages are not sent", drops.size());
            } else if (before * 100 < most * WARNED_AT_PERCENT && (before + sms.size()) * 100 >= most * WARNED_AT_PERCENT) {
                log.warn("{} % of the month's money for SMS are spent", WARNED_AT_PERCENT);
            }
        }
        return drops;
    }

    private long add(int segments) {
        Document after = months.get().findOneAndUpdate(new Document("_id", month()),
                new Document("$inc", new Document("segments", (long) segments)),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return after == null ? segments : after.get("segments", Number.class).longValue();
    }

    /** How the month stands. */
    public Standing standing() {
        Document found = months.get().find(new Document("_id", month())).first();
        long segments = found == null ? 0 : found.get("segments", Number.class).longValue();
        BigDecimal spent = price == null ? null : price.multiply(BigDecimal.valueOf(segments));
        boolean warning = spent != null && limit != null
                && spent.multiply(BigDecimal.valueOf(100)).compareTo(limit.multiply(BigDecimal.valueOf(WARNED_AT_PERCENT))) >= 0;
        return new Standing(month(), segments, price, spent, limit, warning);
    }
}
