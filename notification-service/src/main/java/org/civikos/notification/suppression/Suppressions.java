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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    /** So many times that an address was on the list before are kept. */
    private static final int EARLIER = 10;

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
        list.get().createIndex(Indexes.ascending("lift"));
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
                // The one mail that asks whether the address is good again may go out to it.
                if (read(found).holds() && !alertId.equals(found.getString("liftAlert"))) {
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
        Document entryNow = write(key, entry);
        // What held before stays as proof.
        Document before = list.get().find(new Document("_id", key)).first();
        if (before != null) {
            List<Document> earlier = new ArrayList<>(before.getList("earlier", Document.class, List.of()));
            earlier.add(new Document("why", before.get("why")).append("since", before.get("since")).append("by", before.get("by"))
                    .append("releasedAt", before.get("releasedAt")).append("releasedBy", before.get("releasedBy")));
            entryNow.append("earlier", List.copyOf(earlier.subList(Math.max(0, earlier.size() - EARLIER), earlier.size())));
        }
        list.get().replaceOne(new Document("_id", key), entryNow, new ReplaceOptions().upsert(true));
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
        return release(channel, address, by, EnumSet.allOf(Why.class));
    }

    /** The same, if it was put there for one of some reasons. */
    public Optional<Suppression> release(Channel channel, String address, String by, Set<Why> whys) {
        String key = key(channel, address);
        Optional<Suppression> released = release(new Document("_id", key).append("why", new Document("$in", whys.stream().map(Why::code).toList())), by);
        released.ifPresent(_ -> bounces.get().deleteOne(new Document("_id", key)));
        return released;
    }

    private Optional<Suppression> release(Document which, String by) {
        return Optional.ofNullable(list.get().findOneAndUpdate(which.append("releasedAt", null),
                Updates.combine(Updates.set("releasedAt", Date.from(clock.instant())), Updates.set("releasedBy", by), Updates.unset("told"),
                        Updates.unset("lift"), Updates.unset("liftUntil"), Updates.unset("liftAlert")),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))).map(Suppressions::read);
    }

    /** Those of some addresses that are on the list, by {@link #key}. */
    public Map<String, Suppression> holding(Collection<String> keys) {
        Map<String, Suppression> found = new HashMap<>();
        list.get().find(new Document("_id", new Document("$in", List.copyOf(keys)))).forEach(one -> {
            if (read(one).holds()) {
                found.put(one.getString("_id"), read(one));
            }
        });
        return found;
    }

    /** Whether somebody has taken the address off the list on a page before. */
    public boolean liftedByPage(Channel channel, String address) {
        Document found = list.get().find(new Document("_id", key(channel, address))).first();
        return found != null && found.getList("earlier", Document.class, List.of()).stream()
                .anyMatch(one -> String.valueOf(one.getString("releasedBy")).startsWith("page:"));
    }

    /**
     * Lets one mail out to an address, by which its reader can take it off the list.
     *
     * @param token what is stored of the token in the mail
     * @return false if there is one already, which is still good
     */
    public boolean letOut(Channel channel, String address, String alertId, String token, Instant until) {
        return list.get().updateOne(new Document("_id", key(channel, address)).append("releasedAt", null).append("$or",
                List.of(new Document("liftUntil", null), new Document("liftUntil", new Document("$lt", Date.from(clock.instant()))))),
                Updates.combine(Updates.set("lift", token), Updates.set("liftUntil", Date.from(until)), Updates.set("liftAlert", alertId))).getModifiedCount() > 0;
    }

    /** Takes the address off to which a mail with this token went. @return empty if the token is not good, or not any more */
    public Optional<Suppression> lifted(String token) {
        Document found = list.get().find(new Document("lift", token).append("liftUntil", new Document("$gt", Date.from(clock.instant())))).first();
        return found == null ? Optional.empty() : release(Channel.of(found.getString("channel")), found.getString("address"), "mail:" + found.getString("channel"));
    }

    /** The changes since a moment that nobody has been told of, each with its key. */
    public Map<String, Suppression> untold(Channel channel, Instant since) {
        Map<String, Suppression> found = new LinkedHashMap<>();
        list.get().find(new Document("channel", channel.code()).append("told", null).append("$or", List.of(
                new Document("since", new Document("$gte", Date.from(since))), new Document("releasedAt", new Document("$gte", Date.from(since))))))
                .forEach(one -> found.put(one.getString("_id"), read(one)));
        return found;
    }

    /** Notes that its owner knows how it stands, if it still stands so. */
    public void told(String key, Suppression as) {
        list.get().updateOne(new Document("_id", key).append("releasedAt", as.releasedAt() == null ? null : Date.from(as.releasedAt())), Updates.set("told", true));
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
            came(delivery, Why.SOFT_BOUNCES);
        }
    }

    /** Stops the address of a delivery that came back; not if it was taken off the list after that delivery went out, for then it is old news told again. */
    void came(Delivery delivery, Why why) {
        Instant sent = delivery.handedOverAt();
        boolean old = sent != null && find(delivery.channel(), String.valueOf(delivery.address())).map(Suppression::releasedAt).filter(sent::isBefore).isPresent();
        if (!old) {
            add(entry(delivery, why));
        }
    }

    private Suppression entry(Delivery delivery, Why why) {
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
    public static String key(Channel channel, String address) {
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
