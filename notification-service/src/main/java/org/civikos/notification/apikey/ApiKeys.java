package org.civikos.notification.apikey;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The keys. Looked up in the store at each request, so a key that is revoked opens nothing from then on, at any instance. A key's
 * document is never deleted: with its history it says who made and who revoked it.
 */
public final class ApiKeys {

    public static final String COLLECTION = "apiKeys";
    public static final String RATES = "apiKeyRates";
    private static final Duration NOTED = Duration.ofMinutes(1);
    private static final ZoneId KOSOVO = ZoneId.of("Europe/Belgrade");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** One line of a key's history. @param what created, revoked or reminded */
    public record Entry(Instant at, String by, String what) {}

    /** A key that has just been made. @param text the key itself, for its holder alone */
    public record Made(ApiKey key, String text) {}

    private final Supplier<MongoCollection<Document>> keys;
    private final Supplier<MongoCollection<Document>> rates;
    private final Clock clock;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();
    private volatile Instant nextPurge = Instant.EPOCH;

    public ApiKeys(Supplier<MongoCollection<Document>> keys, Supplier<MongoCollection<Document>> rates, Clock clock) {
        this.keys = keys;
        this.rates = rates;
        this.clock = clock;
    }

    /** The key that the current request came with; empty if it came with none. */
    public static Optional<ApiKey> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof KeyAuthentication by ? Optional.of(by.key()) : Optional.empty();
    }

    /** Makes a key. @return empty if there is one of this id */
    Optional<Made> make(ApiKey key) {
        KeyText text = KeyText.make(key.type(), key.id());
        Document made = new Document("_id", key.id()).append("name", key.name()).append("type", key.type().code()).append("hash", text.hash())
                .append("scopes", key.scopes().stream().map(ApiKey.Scope::code).sorted().toList()).append("people", key.people())
                .append("perMinute", key.perMinute()).append("createdAt", Date.from(key.createdAt())).append("createdBy", key.createdBy())
                .append("expiresAt", Date.from(key.expiresAt())).append("history", List.of(entry(key.createdAt(), key.createdBy(), "created")));
        try {
            keys.get().insertOne(made);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(new Made(key, text.text()));
    }

    /** The key that a text opens now; empty if it opens nothing, for whatever reason. */
    Optional<ApiKey> check(String text) {
        Optional<KeyText> read = KeyText.read(text);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Document found = keys.get().find(new Document("_id", read.get().id())).first();
        boolean right = read.get().has(found == null ? "" : found.getString("hash"));
        return right && found != null ? Optional.of(read(found)).filter(key -> key.open(clock.instant())) : Optional.empty();
    }

    /** Notes that a key was used, about once a minute. */
    void used(String id) {
        Instant now = clock.instant();
        Instant before = noted.get(id);
        if (before == null || before.plus(NOTED).isBefore(now)) {
            noted.put(id, now);
            keys.get().updateOne(new Document("_id", id), Updates.set("lastUsedAt", Date.from(now.truncatedTo(ChronoUnit.MINUTES))));
        }
    }

    /**
     * Counts against the key's limit for this minute, for all instances together.
     *
     * @param number of messages, or 1 for a request
     * @return how long to wait if it is more than the limit; what was too much is not counted
     */
    public Optional<Duration> take(ApiKey key, int number) {
        Instant now = clock.instant();
        purge(now);
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        String id = key.id() + ":" + minute.getEpochSecond();
        if (add(id, minute, number) <= key.perMinute()) {
            return Optional.empty();
        }
        add(id, minute, -number);
        return Optional.of(Duration.between(now, minute.plus(MINUTE)));
    }

    /**
     * Counts against what a key may send by a channel today, in Kosovo's days.
     *
     * @return how long to wait if it is more than the limit; what was too much is not counted
     */
    public Optional<Duration> takeToday(ApiKey key, String channel, int number, int limit) {
        Instant now = clock.instant();
        ZonedDateTime tomorrow = now.atZone(KOSOVO).truncatedTo(ChronoUnit.DAYS).plusDays(1);
        String id = key.id() + ":" + channel + ":" + tomorrow.toLocalDate();
        if (add(id, tomorrow.toInstant(), number) <= limit) {
            return Optional.empty();
        }
        add(id, tomorrow.toInstant(), -number);
        return Optional.of(Duration.between(now, tomorrow.toInstant()));
    }

    private long add(String id, Instant minute, int number) {
        Document after = rates.get().findOneAndUpdate(new Document("_id", id),
                new Document("$inc", new Document("count", (long) number)).append("$set", new Document("minute", Date.from(minute))),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return after == null ? number : after.get("count", Number.class).longValue();
    }

    private void purge(Instant now) {
        if (now.isAfter(nextPurge)) {
            nextPurge = now.plus(Duration.ofMinutes(10));
            rates.get().deleteMany(new Document("minute", new Document("$lt", Date.from(now.minus(MINUTE.multipliedBy(5))))));
        }
    }

    /** Closes a key at once and for good; closing it again changes nothing. @return empty if there is no such key */
    Optional<ApiKey> revoke(String id, String by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        keys.get().updateOne(new Document("_id", id).append("revokedAt", null), Updates.combine(Updates.set("revokedAt", Date.from(now)),
                Updates.set("revokedBy", by), Updates.push("history", entry(now, by, "revoked"))));
        return find(id);
    }

    public Optional<ApiKey> find(String id) {
        return Optional.ofNullable(keys.get().find(new Document("_id", id)).first()).map(ApiKeys::read);
    }

    /** All keys, the latest first; a network has some dozens. */
    public List<ApiKey> all() {
        return keys.get().find().sort(Sorts.descending("createdAt")).map(ApiKeys::read).into(new ArrayList<>());
    }

    List<Entry> history(String id) {
        Document found = keys.get().find(new Document("_id", id)).first();
        return found == null ? List.of() : found.getList("history", Document.class, List.of()).stream()
                .map(one -> new Entry(one.getDate("at").toInstant(), one.getString("by"), one.getString("what"))).toList();
    }

    /** Takes a key that ends soon and of which nobody has been reminded; each is given to one caller only. */
    public List<ApiKey> endingBefore(Instant moment) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return all().stream().filter(key -> key.open(now) && key.remindedAt() == null && key.expiresAt().isBefore(moment)).toList();
    }

    /** Notes that the secretariat was reminded. */
    public void reminded(String id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        keys.get().updateOne(new Document("_id", id).append("remindedAt", null),
                Updates.combine(Updates.set("remindedAt", Date.from(now)), Updates.push("history", entry(now, "system", "reminded"))));
    }

    private static Document entry(Instant at, String by, String what) {
        return new Document("at", Date.from(at)).append("by", by).append("what", what);
    }

    private static ApiKey read(Document d) {
        return new ApiKey(d.getString("_id"), d.getString("name"), ApiKey.Type.valueOf(d.getString("type").toUpperCase(Locale.ROOT)),
                d.getList("scopes", String.class).stream().map(ApiKey.Scope::of).collect(Collectors.toSet()),
                d.getList("people", String.class, List.of()), d.getInteger("perMinute"), d.getDate("createdAt").toInstant(), d.getString("createdBy"),
                d.getDate("expiresAt").toInstant(), instant(d.getDate("revokedAt")), d.getString("revokedBy"), instant(d.getDate("lastUsedAt")),
                instant(d.getDate("remindedAt")));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
