package org.civikos.notification.suppression;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Screen;
import org.civikos.notification.member.ErasureListener;
import org.civikos.notification.suppression.Suppression.Why;
import org.jspecify.annotations.Nullable;

/** The list in MongoDB, by channel and address. It is asked once per part of an alert, never per message. */
public final class Suppressions implements Screen, ErasureListener {

    public static final String COLLECTION = "suppressions";
    public static final String BOUNCES = "softBounces";
    /** On so many different days within {@link #SCORE_DAYS} an address must fail for now before nothing is sent to it. */
    private static final int SOFT_LIMIT = 3;
    private static final int SCORE_DAYS = 30;

    private final Supplier<MongoCollection<Document>> list;
    private final Supplier<MongoCollection<Document>> bounces;
    private final Clock clock;

    public Suppressions(Supplier<MongoCollection<Document>> list, Supplier<MongoCollection<Document>> bounces, Clock clock) {
        this.list = list;
        this.bounces = bounces;
        this.clock = clock;
    }

    /** Makes the index of the page. */
    public void prepare() {
        list.get().createIndex(Indexes.descending("since", "_id"));
    }

    @Override
    public Map<String, Reason> drops(String alertId, Collection<Delivery> deliveries) {
        Map<String, List<String>> ids = new HashMap<>();
        for (Delivery delivery : deliveries) {
            if (delivery.address() != null) {
                ids.computeIfAbsent(key(delivery.channel(), delivery.address()), _ -> new ArrayList<>()).add(delivery.id());
            }
        }
        Map<String, Reason> drops = new HashMap<>();
        if (!ids.isEmpty()) {
            list.get().find(new Document("_id", new Document("$in", List.copyOf(ids.keySet())))).forEach(found -> {
                if (read(found).holds()) {
                    ids.get(found.getString("_id")).forEach(id -> drops.put(id, Reason.SUPPRESSED));
                }
            });
        }
        return drops;
    }

    /** Puts an address onto the list; one that is on it stays with its first reason. @return whether it is new */
    public boolean add(Suppression entry) {
        String key = key(entry.channel(), entry.address());
        Optional<Suppression> known = find(entry.channel(), entry.address());
        if (known.isPresent() && known.get().holds()) {
            return false;
        }
        list.get().replaceOne(new Document("_id", key), write(key, entry), new ReplaceOptions().upsert(true));
        return true;
    }

    public Optional<Suppression> find(Channel channel, String address) {
        return Optional.ofNullable(list.get().find(new Document("_id", key(channel, address))).first()).map(Suppressions::read);
    }

    /**
     * Takes an address off the list. The entry stays, with who did it, so that it can be told.
     *
     * @return empty if the address is not on the list
     */
    public Optional<Suppression> release(Channel channel, String address, String by) {
        String key = key(channel, address);
        bounces.get().deleteOne(new Document("_id", key));
        return Optional.ofNullable(list.get().findOneAndUpdate(new Document("_id", key).append("releasedAt", null),
                Updates.combine(Updates.set("releasedAt", Date.from(clock.instant())), Updates.set("releasedBy", by)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))).map(Suppressions::read);
    }

    /** Counts a failure for now; one a day at most, since a mailbox that is full today has bounced once however often we wrote. */
    public void softBounce(Delivery delivery) {
        if (delivery.address() == null) {
            return;
        }
        String key = key(delivery.channel(), delivery.address());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        bounces.get().updateOne(new Document("_id", key), Updates.combine(Updates.addToSet("days", today.toString()),
                Updates.set("personId", delivery.personId())), new UpdateOptions().upsert(true));
        Document score = bounces.get().find(new Document("_id", key)).first();
        Set<String> recent = new HashSet<>();
        if (score != null) {
            score.getList("days", String.class).stream().filter(day -> !LocalDate.parse(day).isBefore(today.minusDays(SCORE_DAYS)))
                    .forEach(recent::add);
        }
        if (recent.size() >= SOFT_LIMIT) {
            add(entry(delivery, Why.SOFT_BOUNCES));
        }
    }

    /** An entry for the address of a delivery that came back. */
    Suppression entry(Delivery delivery, Why why) {
        return new Suppression(delivery.channel(), String.valueOf(delivery.address()), why, clock.instant(), delivery.detail(),
                delivery.personId(), null, null, null);
    }

    /** Entries latest first, before a given moment and key; one more than the limit if there are more. */
    List<Suppression> page(@Nullable Channel channel, @Nullable Instant before, @Nullable String beforeKey, int limit) {
        List<Document> all = new ArrayList<>(List.of(new Document("releasedAt", null)));
        if (channel != null) {
            all.add(new Document("channel", channel.code()));
        }
        if (before != null && beforeKey != null) {
            Date moment = Date.from(before);
            all.add(new Document("$or", List.of(new Document("since", new Document("$lt", moment)),
                    new Document("since", moment).append("_id", new Document("$lt", beforeKey)))));
        }
        return list.get().find(new Document("$and", all)).sort(Sorts.descending("since", "_id")).limit(limit + 1)
                .map(Suppressions::read).into(new ArrayList<>());
    }

    @Override
    public void erased(String personId) {
        list.get().deleteMany(new Document("personId", personId));
        bounces.get().deleteMany(new Document("personId", personId));
    }

    /** One key for all the ways to write an address: mailboxes are told apart without regard to case by everyone who matters. */
    static String key(Channel channel, String address) {
        return channel.code() + ":" + address.strip().toLowerCase(Locale.ROOT);
    }

    private static Document write(String key, Suppression entry) {
        return new Document("_id", key).append("channel", entry.channel().code()).append("address", entry.address())
                .append("why", entry.why().code()).append("since", Date.from(entry.since())).append("detail", entry.detail())
                .append("personId", entry.personId()).append("by", entry.by()).append("releasedAt", null).append("releasedBy", null);
    }

    private static Suppression read(Document found) {
        Date released = found.getDate("releasedAt");
        return new Suppression(Channel.of(found.getString("channel")), found.getString("address"), Why.of(found.getString("why")),
                found.getDate("since").toInstant(), found.getString("detail"), found.getString("personId"), found.getString("by"),
                released == null ? null : released.toInstant(), found.getString("releasedBy"));
    }
}
