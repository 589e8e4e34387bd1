package org.civikos.notification.performance;

import com.mongodb.MongoWriteException;
import com.mongodb.ErrorCategory;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.Lane;
import org.civikos.notification.delivery.Tally;
import org.civikos.notification.settings.AlertSettings;
import org.jspecify.annotations.Nullable;

/**
 * Counts messages, one small write per lane of some hundreds, just before the lane is finished. The lane's name is
 * kept with its figures and guards them: walked again after a crash, here or elsewhere, it is counted once. Arrivals come one by
 * one, long after; they are added up in memory and written every few moments, so a crash may lose those of the last moments.
 */
final class Figures implements Tally {

    static final String COLLECTION = "performanceFigures";
    /** How many days are shown, today among them. */
    static final int DAYS = 30;
    private static final int KEPT_DAYS = 45;

    /** Of one day and channel; {@code receipted} were taken by a provider that tells whether they arrived. */
    static final class Sum {
        long accepted;
        long handedOver;
        long heldByWish;
        long receipted;
        long delivered;
        final Durations durations = new Durations();
    }

    private record Of(String alertId, Channel channel) {}

    /** Counts, by alert and channel, the messages that could have gone since a moment and wait. */
    interface Late {
        Map<String, Map<Channel, Integer>> since(Instant moment);
    }

    private final Supplier<MongoCollection<Document>> figures;
    private final Function<String, Alert> alerts;
    private final Late late;
    private final Supplier<Set<String>> receiptGivers;
    private final Clock clock;
    private final Map<Of, LongAdder> arrived = new ConcurrentHashMap<>();

    /**
     * @param late what waits at present and should have gone: it is in no lane that has ended, and would else be seen when all is over
     * @param receiptGivers names of the providers that tell what arrived
     */
    Figures(
            Supplier<MongoCollection<Document>> figures, Function<String, Alert> alerts, Late late,
            Supplier<Set<String>> receiptGivers, Clock clock) {
        this.figures = figures;
        this.alerts = alerts;
        this.late = late;
        this.receiptGivers = receiptGivers;
        this.clock = clock;
    }

    void prepare() {
        figures.get().createIndex(Indexes.ascending("day"));
    }

    @Override
    public void ended(Lane lane, List<Delivery> deliveries) {
        Alert alert = alerts.apply(lane.alertId());
        // Neither what was sent again by hand nor an SMS in the place of a mail: those are named otherwise.
        if (!counted(alert) || !lane.batchId().matches(".*:[0-9]{5}")) {
            return;
        }
        Set<String> givers = receiptGivers.get();
        int accepted = 0;
        int handedOver = 0;
        int heldByWish = 0;
        int receipted = 0;
        int[] buckets = new int[Durations.buckets()];
        for (Delivery one : deliveries) {
            if (one.state() == DeliveryState.NOT_SENT) {
                continue;
            }
            accepted++;
            Instant at = one.handedOverAt();
            if (at == null) {
                continue;
            }
            handedOver++;
            receipted += one.provider() != null && givers.contains(one.provider()) ? 1 : 0;
            Duration taken = since(alert, at);
            if (one.heldUntil() != null) {
                heldByWish++;
            } else {
                buckets[Durations.bucket(taken)]++;
            }
        }
        if (accepted > 0) {
            write(lane, alert, accepted, handedOver, heldByWish, receipted, buckets);
        }
    }

    /** All that people are to get but what they have just asked for on a page, what staff try out, and what is made up. */
    private static boolean counted(Alert alert) {
        return alert.kind() != AlertKind.NOTICE && alert.kind() != AlertKind.TEST && !alert.simulated();
    }

    private static Duration since(Alert alert, Instant handedOver) {
        // The fact's time is by another machine's clock, which may go ahead of ours.
        Duration since = Duration.between(alert.eventTime(), handedOver);
        return since.isNegative() ? Duration.ZERO : since;
    }

    private void write(Lane lane, Alert alert, int accepted, int handedOver, int heldByWish, int receipted, int[] buckets) {
        String id = idOf(lane.alertId(), lane.channel());
        List<Bson> changes = new ArrayList<>(List.of(Updates.push("lanes", lane.id()), Updates.setOnInsert("day", day(alert)),
                Updates.setOnInsert("channel", lane.channel().code()), Updates.inc("accepted", accepted), Updates.inc("handedOver", handedOver),
                Updates.inc("heldByWish", heldByWish), Updates.inc("receipted", receipted)));
        for (int i = 0; i < buckets.length; i++) {
            if (buckets[i] > 0) {
                changes.add(Updates.inc("took." + i, buckets[i]));
            }
        }
        for (int attempt = 0; ; attempt++) {
            try {
                figures.get().updateOne(Filters.and(Filters.eq("_id", id), Filters.ne("lanes", lane.id())), Updates.combine(changes),
                        new UpdateOptions().upsert(true));
                return;
            } catch (MongoWriteException e) {
                // Either this lane is counted, or another one has just made the document.
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                if (attempt > 0 || figures.get().countDocuments(Filters.and(Filters.eq("_id", id), Filters.eq("lanes", lane.id()))) > 0) {
                    return;
                }
            }
        }
    }

    private static String day(Alert alert) {
        return LocalDate.ofInstant(alert.createdAt(), AlertSettings.KOSOVO).toString();
    }

    private static String idOf(String alertId, Channel channel) {
        return alertId + ":" + channel.code();
    }

    @Override
    public void delivered(Delivery delivery) {
        if (delivery.provider() != null && receiptGivers.get().contains(delivery.provider()) && counted(alerts.apply(delivery.alertId()))) {
            arrived.computeIfAbsent(new Of(delivery.alertId(), delivery.channel()), _ -> new LongAdder()).increment();
        }
    }

    /** Writes the arrivals of the last moments down. Some are known before the lane of their message has been counted. */
    void flush() {
        for (Map.Entry<Of, LongAdder> one : List.copyOf(arrived.entrySet())) {
            arrived.remove(one.getKey());
            Of any = one.getKey();
            try {
                figures.get().updateOne(Filters.eq("_id", idOf(any.alertId(), any.channel())), Updates.combine(
                        Updates.setOnInsert("day", day(alerts.apply(any.alertId()))), Updates.setOnInsert("channel", any.channel().code()),
                        Updates.inc("delivered", one.getValue().sum())), new UpdateOptions().upsert(true));
            } catch (RuntimeException e) {
                arrived.computeIfAbsent(any, _ -> new LongAdder()).add(one.getValue().sum());
                throw e;
            }
        }
    }

    void forgetOld() {
        figures.get().deleteMany(Filters.lt("day", today().minusDays(KEPT_DAYS).toString()));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), AlertSettings.KOSOVO);
    }

    /** By day and channel, with what waits too long at present; days without messages are not there. */
    Map<LocalDate, Map<Channel, Sum>> lately() {
        Map<LocalDate, Map<Channel, Sum>> days = new TreeMap<>();
        for (Document found : figures.get().find(Filters.gte("day", today().minusDays(DAYS - 1L).toString()))
                .projection(Projections.exclude("lanes"))) {
            Sum sum = days.computeIfAbsent(LocalDate.parse(found.getString("day")), _ -> new TreeMap<>())
                    .computeIfAbsent(Channel.of(found.getString("channel")), _ -> new Sum());
            sum.accepted += number(found, "accepted");
            sum.handedOver += number(found, "handedOver");
            sum.heldByWish += number(found, "heldByWish");
            sum.receipted += number(found, "receipted");
            sum.delivered += number(found, "delivered");
            Document took = found.get("took", Document.class);
            if (took != null) {
                took.keySet().forEach(bucket -> sum.durations.add(Integer.parseInt(bucket), number(took, bucket)));
            }
        }
        late.since(clock.instant().minus(Durations.TEN_SECONDS)).forEach((alertId, channels) -> {
            Alert alert = alerts.apply(alertId);
            if (counted(alert)) {
                channels.forEach((channel, waiting) -> days.computeIfAbsent(LocalDate.parse(day(alert)), _ -> new TreeMap<>())
                        .computeIfAbsent(channel, _ -> new Sum()).accepted += waiting);
            }
        });
        return days;
    }

    private static long number(Document of, String member) {
        @Nullable Number found = of.get(member, Number.class);
        return found == null ? 0 : found.longValue();
    }
}
