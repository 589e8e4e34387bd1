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
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
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
    private final ToIntFunction<Delivery> segments;

    /**
     * @param price of a segment in euro, null if unknown
     * @param limit for a month in euro, null for none
     * @param segments how many a delivery is paid for; asked once per part and language
     * @throws IllegalArgumentException for a limit without a price
     */
    public SmsBudget(
            Supplier<MongoCollection<Document>> months, @Nullable BigDecimal price, @Nullable BigDecimal limit, Clock clock,
            ToIntFunction<Delivery> segments) {
        if (limit != null && (price == null || price.signum() <= 0)) {
            throw new IllegalArgumentException("A monthly budget for SMS needs the price of a segment");
        }
        this.months = months;
        this.price = price;
        this.limit = limit;
        this.clock = clock;
        this.segments = segments;
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
        List<Delivery> sms = deliveries.stream().filter(one -> one.channel() == Channel.SMS).toList();
        if (sms.isEmpty()) {
            return Map.of();
        }
        // All of one alert in one language are the same text.
        Map<String, Integer> known = new HashMap<>();
        int[] each = sms.stream().mapToInt(one -> known.computeIfAbsent(one.language(), _ -> segments.applyAsInt(one))).toArray();
        int total = IntStream.of(each).sum();
        long before = add(total) - total;
        Map<String, Reason> drops = new HashMap<>();
        if (limit != null && price != null) {
            long most = limit.divide(price, 0, RoundingMode.FLOOR).longValueExact();
            long left = Math.max(0, most - before);
            int dropped = 0;
            for (int i = 0; i < each.length; i++) {
                // Who comes first is told; after the first that is too dear nobody is, so that it is the same people at each try.
                if (drops.isEmpty() && each[i] <= left) {
                    left -= each[i];
                } else {
                    drops.put(sms.get(i).id(), Reason.BUDGET_SPENT);
                    dropped += each[i];
                }
            }
            if (!drops.isEmpty()) {
                add(-dropped);
                log.error("The month's money for SMS is spent: {} messages are not sent", drops.size());
            } else if (before * 100 < most * WARNED_AT_PERCENT && (before + total) * 100 >= most * WARNED_AT_PERCENT) {
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
