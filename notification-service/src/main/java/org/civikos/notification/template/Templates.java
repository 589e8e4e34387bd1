package org.civikos.notification.template;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.jspecify.annotations.Nullable;

/**
 * The texts in force, their versions and their drafts. What is in force is the version with the highest number, so publishing is
 * one insert of one document under an id that only one can have: nobody can publish over somebody else.
 *
 * <p>An alert keeps, for good, the versions that were in force when its first message was written.
 */
public final class Templates {

    static final String VERSIONS = "templateVersions";
    static final String DRAFTS = "templateDrafts";
    static final String USED = "templatesUsed";
    private static final int REMEMBERED = 512;

    private final Supplier<MongoCollection<Document>> versions;
    private final Supplier<MongoCollection<Document>> drafts;
    private final Supplier<MongoCollection<Document>> used;
    private final Phrases phrases;
    private final Clock clock;
    /** Versions never change. */
    private final Map<String, Version> known = new ConcurrentHashMap<>();
    private final Map<String, Used> pinned = new ConcurrentHashMap<>();

    /**
     * Which versions an alert uses.
     *
     * @param numbers by language and channel, as sq-email; what is not there is the delivered text
     * @param test the text itself where it is a test of one
     */
    public record Used(Map<String, Integer> numbers, @Nullable Source test) {

        public int number(Language language, TemplateChannel channel) {
            return numbers.getOrDefault(language.code() + "-" + channel.code(), 0);
        }
    }

    Templates(
            Supplier<MongoCollection<Document>> versions, Supplier<MongoCollection<Document>> drafts, Supplier<MongoCollection<Document>> used,
            Phrases phrases, Clock clock) {
        this.versions = versions;
        this.drafts = drafts;
        this.used = used;
        this.phrases = phrases;
        this.clock = clock;
    }

    /** Makes the indexes. */
    public void prepare() {
        versions.get().createIndex(Indexes.ascending("kind"));
        versions.get().createIndex(Indexes.ascending("template", "number"));
    }

    /** What came with the system. */
    public Version delivered(TemplateKey key) {
        MessageKind kind = MessageKinds.find(key.kind()).orElseThrow(() -> new IllegalArgumentException("No kind " + key.kind()));
        return new Version(key, 0, kind.delivered().of(phrases, key.language(), key.channel()), null, null, "", null);
    }

    /** What is in force. */
    public Version published(TemplateKey key) {
        Document found = versions.get().find(eq("template", key.id())).sort(Sorts.descending("number")).limit(1).first();
        return found == null ? delivered(key) : version(found);
    }

    /** What is in force of every text, by the id of its key; what nobody has changed is not there. */
    public Map<String, Version> changed() {
        Map<String, Version> latest = new HashMap<>();
        for (Document found : versions.get().find()) {
            Version one = version(found);
            latest.merge(one.key().id(), one, (a, b) -> a.number() >= b.number() ? a : b);
        }
        return latest;
    }

    /** The latest first; the last is what came with the system. */
    public List<Version> versions(TemplateKey key) {
        List<Version> all = versions.get().find(eq("template", key.id())).sort(Sorts.descending("number")).map(Templates::version)
                .into(new ArrayList<>());
        all.add(delivered(key));
        return all;
    }

    public Optional<Version> version(TemplateKey key, int number) {
        if (number == 0) {
            return Optional.of(delivered(key));
        }
        String id = key.id() + ":" + number;
        Version remembered = known.get(id);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Optional<Version> found = Optional.ofNullable(versions.get().find(eq("_id", id)).first()).map(Templates::version);
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        found.ifPresent(one -> known.put(id, one));
        return found;
    }

    public Optional<Draft> draft(TemplateKey key) {
        return Optional.ofNullable(drafts.get().find(eq("_id", key.id())).first()).map(found -> draft(key, found));
    }

    /** The ids of the texts that somebody works on. */
    public List<String> drafted() {
        return drafts.get().find().map(found -> found.getString("_id")).into(new ArrayList<>());
    }

    /**
     * Saves a draft.
     *
     * @param revision the one that was read; 0 if there was none
     * @return empty if somebody else has saved meanwhile
     */
    public Optional<Draft> save(TemplateKey key, Source source, long revision, String by) {
        // Whoever saves has been shown what is in force.
        Document set = new Document("subject", source.subject()).append("text", source.text()).append("allLetters", source.allLetters()).append("by", by)
                .append("at", Date.from(clock.instant())).append("basedOn", published(key).number());
        if (revision == 0) {
            Document fresh = set.append("revision", 1L);
            // An id that is taken matches, and changes nothing: then somebody else was first.
            long made = drafts.get().updateOne(eq("_id", key.id()), new Document("$setOnInsert", fresh),
                    new UpdateOptions().upsert(true)).getMatchedCount();
            return made == 0 ? draft(key) : Optional.empty();
        }
        return Optional.ofNullable(drafts.get().findOneAndUpdate(new Document("_id", key.id()).append("revision", revision),
                new Document("$set", set).append("$inc", new Document("revision", 1L)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))).map(found -> draft(key, found));
    }

    /** Throws a draft away, whoever has written it; nothing happens if there is none. */
    public void discard(TemplateKey key) {
        drafts.get().deleteOne(eq("_id", key.id()));
    }

    /**
     * Puts a text in force.
     *
     * @param after the number of the version that it follows
     * @return empty if another version was published meanwhile
     */
    public Optional<Version> publish(TemplateKey key, Source source, int after, String by, String why, @Nullable Integer copyOf) {
        if (published(key).number() != after) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Document made = new Document("_id", key.id() + ":" + (after + 1)).append("template", key.id()).append("kind", key.kind())
                .append("language", key.language().code()).append("channel", key.channel().name()).append("number", after + 1)
                .append("subject", source.subject()).append("text", source.text()).append("allLetters", source.allLetters()).append("by", by).append("at", Date.from(now)).append("why", why)
                .append("copyOf", copyOf);
        try {
            versions.get().insertOne(made);
        } catch (MongoWriteException taken) {
            if (taken.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw taken;
        }
        return Optional.of(version(made));
    }

    /**
     * Which versions an alert uses: those in force when it was first asked, by whomever.
     *
     * @param kind what it tells of
     */
    public Used used(String alertId, String kind) {
        Used remembered = pinned.get(alertId);
        if (remembered != null) {
            return remembered;
        }
        Document found = used.get().find(eq("_id", alertId)).first();
        if (found == null) {
            Map<String, Integer> numbers = new HashMap<>();
            for (Document one : versions.get().find(eq("kind", kind)).projection(new Document("language", 1).append("channel", 1).append("number", 1))) {
                TemplateKey key = key(kind, one);
                numbers.merge(key.within(), one.getInteger("number"), Math::max);
            }
            found = used.get().findOneAndUpdate(eq("_id", alertId), new Document("$setOnInsert",
                            new Document("numbers", new Document(new HashMap<String, Object>(numbers))).append("at", Date.from(clock.instant()))),
                    new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        }
        Used result = used(found);
        if (pinned.size() >= REMEMBERED) {
            pinned.clear();
        }
        pinned.put(alertId, result);
        return result;
    }

    /** The same for reading: what an alert of which nothing was written yet will use is not known. */
    public Optional<Used> usedSoFar(String alertId) {
        return Optional.ofNullable(used.get().find(eq("_id", alertId)).first()).map(Templates::used);
    }

    /** Says that an alert is the test of a text; before it is made. Said again, it stays as it was. */
    public void test(String alertId, Source source) {
        used.get().updateOne(eq("_id", alertId), new Document("$setOnInsert", new Document("numbers", new Document())
                .append("test", new Document("subject", source.subject()).append("text", source.text()).append("allLetters", source.allLetters()))
                .append("at", Date.from(clock.instant()))), new UpdateOptions().upsert(true));
    }

    /** The text that an alert is written with; empty where it is the delivered one. */
    public Optional<Source> written(String alertId, TemplateKey key) {
        Used versionsUsed = used(alertId, key.kind());
        if (versionsUsed.test() != null) {
            return Optional.of(versionsUsed.test());
        }
        int number = versionsUsed.number(key.language(), key.channel());
        return number == 0 ? Optional.empty() : version(key, number).map(Version::source);
    }

    private static Used used(Document found) {
        Map<String, Integer> numbers = new HashMap<>();
        found.get("numbers", Document.class).forEach((key, value) -> numbers.put(key, ((Number) value).intValue()));
        Document test = found.get("test", Document.class);
        return new Used(Map.copyOf(numbers), test == null ? null : source(test));
    }

    private static Source source(Document found) {
        return new Source(found.getString("subject"), found.getString("text"), found.getBoolean("allLetters", false));
    }

    private static TemplateKey key(String kind, Document found) {
        return new TemplateKey(kind, Language.of(found.getString("language")), TemplateChannel.valueOf(found.getString("channel")));
    }

    private static Version version(Document found) {
        return new Version(key(found.getString("kind"), found), found.getInteger("number"), source(found), found.getString("by"),
                found.getDate("at").toInstant(), found.getString("why"), found.getInteger("copyOf"));
    }

    private static Draft draft(TemplateKey key, Document found) {
        return new Draft(key, source(found), found.getLong("revision"), found.getInteger("basedOn"), found.getString("by"),
                found.getDate("at").toInstant());
    }
}
