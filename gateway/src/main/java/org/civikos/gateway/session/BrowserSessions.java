package org.civikos.gateway.session;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.bson.Document;
import org.civikos.gateway.GatewaySettings;
import org.civikos.gateway.session.BrowserSession.Snapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.session.ReactiveSessionRepository;

import reactor.core.publisher.Mono;

/**
 * The session repository. Three rules: an unchanged session is not written (but for a touch each minute); a change is an update
 * of a document that exists, never an upsert, so that a request in flight cannot undo a logout; a snapshot is trusted for the
 * seconds of {@code civikos.gateway.sessions.cache}, which is also how long a logout may take to reach a second gateway.
 */
public class BrowserSessions implements ReactiveSessionRepository<BrowserSession> {

    static final String COLLECTION = "sessions";
    private static final Duration TOUCH = Duration.ofMinutes(1);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Logger log = LoggerFactory.getLogger(BrowserSessions.class);

    private final ReactiveMongoOperations store;
    private final Clock clock;
    private final Expiry expiry;
    private final SessionDocuments documents;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Snapshot> cache;
    /** Ended sessions, so that a read that began before the end does not fill the cache after it. */
    private final Cache<String, Boolean> ended = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).maximumSize(100_000).build();

    BrowserSessions(ReactiveMongoOperations store, GatewaySettings.Sessions settings, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.expiry = new Expiry(settings, clock);
        this.documents = new SessionDocuments(expiry);
        this.cache = Caffeine.newBuilder().expireAfterWrite(settings.cache()).maximumSize(20_000).build();
    }

    @Override
    public Mono<BrowserSession> createSession() {
        return Mono.fromSupplier(() -> {
            var now = clock.instant();
            return new BrowserSession(new Snapshot(newId(), now, now, Map.of()), false, expiry, this::newId);
        });
    }

    private String newId() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public Mono<BrowserSession> findById(String id) {
        if (!ID.matcher(id).matches()) {
            return Mono.empty();
        }
        var known = cache.getIfPresent(id);
        if (known != null && !expiry.over(known)) {
            return Mono.just(new BrowserSession(known, true, expiry, this::newId));
        }
        return load(id).map(found -> new BrowserSession(found, true, expiry, this::newId));
    }

    private Mono<Snapshot> load(String id) {
        return store.findById(id, Document.class, COLLECTION).mapNotNull(this::read).filter(session -> !expiry.over(session))
                .doOnNext(this::remember).filter(session -> ended.getIfPresent(id) == null);
    }

    /** A session that this version cannot read (written by another one) is as good as none: the person signs in again. */
    private @Nullable Snapshot read(Document document) {
        try {
            return documents.read(document);
        } catch (RuntimeException e) {
            log.warn("A stored session cannot be read and is ignored: {}", String.valueOf(e.getCause()));
            return null;
        }
    }

    private void remember(Snapshot session) {
        cache.put(session.id(), session);
        if (ended.getIfPresent(session.id()) != null) {
            cache.invalidate(session.id());
        }
    }

    @Override
    public Mono<Void> save(BrowserSession session) {
        if (!session.getId().equals(session.base().id())) {
            return saveUnderNewId(session);
        }
        if (!session.stored()) {
            return insert(session, session.base().with(session.changes(), session.getLastAccessedTime()));
        }
        if (!session.changes().isEmpty()) {
            return change(session.getId(), session.changes()).doOnNext(session::written).then();
        }
        if (session.getLastAccessedTime().isAfter(session.base().accessed().plus(TOUCH))) {
            return touch(session);
        }
        return Mono.empty();
    }

    private Mono<Void> insert(BrowserSession session, Snapshot snapshot) {
        return store.insert(documents.write(snapshot), COLLECTION).doOnNext(done -> {
            remember(snapshot);
            session.written(snapshot);
        }).then();
    }

    /** After sign-in: the old id ends first, and only whoever ended it may go on under the new one. */
    private Mono<Void> saveUnderNewId(BrowserSession session) {
        var old = session.base().id();
        var snapshot = session.base().with(session.changes(), session.getLastAccessedTime()).renamed(session.getId());
        return session.stored() ? end(old).flatMap(wasThere -> wasThere ? insert(session, snapshot) : Mono.empty())
                : insert(session, snapshot);
    }

    /**
     * Applies changes to the session as it is now, whoever else has changed other attributes meanwhile.
     *
     * @return the session afterwards; empty when it has ended
     */
    private Mono<Snapshot> change(String id, Map<String, @Nullable Object> changes) {
        return store.findById(id, Document.class, COLLECTION).mapNotNull(this::read)
                .map(latest -> latest.with(changes, clock.instant())).flatMap(this::replaceIfThere)
                .switchIfEmpty(Mono.fromRunnable(() -> cache.invalidate(id)));
    }

    private Mono<Snapshot> replaceIfThere(Snapshot session) {
        var document = documents.write(session);
        var update = new Update();
        document.forEach((field, value) -> {
            if (!field.equals("_id")) {
                update.set(field, value);
            }
        });
        return store.updateFirst(byId(session.id()), update, COLLECTION).flatMap(result -> {
            if (result.getMatchedCount() == 0) {
                return Mono.empty();
            }
            remember(session);
            return Mono.just(session);
        });
    }

    private Mono<Void> touch(BrowserSession session) {
        var touched = session.base().with(Map.of(), session.getLastAccessedTime());
        var update = new Update().set(SessionDocuments.ACCESSED, Date.from(touched.accessed()))
                .set(SessionDocuments.EXPIRES, Date.from(expiry.at(touched)));
        return store.updateFirst(byId(session.getId()), update, COLLECTION).doOnNext(result -> {
            if (result.getMatchedCount() > 0) {
                // Only the times are news: the attributes in the cache may be younger than this request's.
                cache.asMap().computeIfPresent(session.getId(), (id, cached) -> cached.with(Map.of(), touched.accessed()));
                session.written(touched);
            }
        }).then();
    }

    /** Sets one attribute of a stored session, outside any request. @return false when the session has ended */
    public Mono<Boolean> put(String id, String attribute, Object value) {
        return change(id, Map.of(attribute, value)).hasElement();
    }

    /** Reads an attribute from the store itself, past the cache: another gateway may have changed it. */
    @SuppressWarnings("unchecked")
    public <T> Mono<T> fresh(String id, String attribute) {
        return load(id).mapNotNull(session -> (T) session.attributes().get(attribute));
    }

    @Override
    public Mono<Void> deleteById(String id) {
        return end(id).then();
    }

    private Mono<Boolean> end(String id) {
        ended.put(id, true);
        cache.invalidate(id);
        return store.remove(byId(id), COLLECTION).map(result -> result.getDeletedCount() > 0)
                .doOnNext(gone -> cache.invalidate(id));
    }

    /** Removes what has ended by itself. @return how many */
    Mono<Long> sweep() {
        return store.remove(Query.query(Criteria.where(SessionDocuments.EXPIRES).lt(Date.from(clock.instant()))), COLLECTION)
                .map(result -> result.getDeletedCount());
    }

    private static Query byId(String id) {
        return Query.query(Criteria.where("_id").is(id));
    }
}
