package org.civikos.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;

import org.bson.Document;
import org.civikos.gateway.GatewaySettings;
import org.civikos.localstack.store.StoreServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

class BrowserSessionsIT {

    private static final StoreServer STORE = StoreServer.start(null, 0);
    private static final MongoClient CLIENT = MongoClients.create(System.getenv().getOrDefault("TEST_MONGODB_URI", "mongodb://127.0.0.1:" + STORE.port()));

    private final Hands clock = new Hands();
    private final ReactiveMongoTemplate template = new ReactiveMongoTemplate(CLIENT, "sessions-" + System.nanoTime());
    private final GatewaySettings.Sessions settings = new GatewaySettings.Sessions(Duration.ofHours(8), Duration.ofDays(7), Duration.ofMinutes(10),
            Duration.ofSeconds(5));
    private final BrowserSessions here = new BrowserSessions(template, settings, clock);
    private final BrowserSessions elsewhere = new BrowserSessions(template, settings, clock);

    @AfterAll
    static void close() {
        CLIENT.close();
        STORE.close();
    }

    private BrowserSession signedIn() {
        var session = here.createSession().block();
        session.setAttribute(SessionAttributes.TOKENS, "tokens");
        here.save(session).block();
        return session;
    }

    private Document stored(String id) {
        return template.findById(id, Document.class, "sessions").block();
    }

    @Test
    void anUnchangedSessionIsTouchedOnceAMinuteOnly() {
        var id = signedIn().getId();
        var before = stored(id);
        clock.forward(Duration.ofSeconds(50));
        read(id);
        assertThat(stored(id)).isEqualTo(before);
        clock.forward(Duration.ofSeconds(20));
        read(id);
        assertThat(stored(id).getDate("expireAt")).isAfter(before.getDate("expireAt"));
    }

    private void read(String id) {
        var session = here.findById(id).block();
        session.setLastAccessedTime(clock.instant());
        here.save(session).block();
    }

    @Test
    void aChangeBringsNoEndedSessionBack() {
        var id = signedIn().getId();
        var inFlight = elsewhere.findById(id).block();
        here.deleteById(id).block();
        inFlight.setAttribute("x", "y");
        elsewhere.save(inFlight).block();
        assertThat(elsewhere.put(id, "x", "z").block()).isFalse();
        assertThat(stored(id)).isNull();
        assertThat(here.findById(id).block()).isNull();
        assertThat(elsewhere.findById(id).block()).as("the cache has let it go").isNull();
    }

    @Test
    void anEndedSessionCannotGoOnUnderANewId() {
        var id = signedIn().getId();
        var inFlight = here.findById(id).block();
        here.deleteById(id).block();
        inFlight.changeSessionId();
        here.save(inFlight).block();
        assertThat(stored(inFlight.getId())).isNull();
    }

    @Test
    void aTouchBringsNoEndedSessionBack() {
        var id = signedIn().getId();
        var inFlight = here.findById(id).block();
        here.deleteById(id).block();
        clock.forward(Duration.ofMinutes(2));
        inFlight.setLastAccessedTime(clock.instant());
        here.save(inFlight).block();
        assertThat(stored(id)).isNull();
    }

    @Test
    void twoRequestsThatChangeDifferentThingsKeepBoth() {
        var id = signedIn().getId();
        var one = here.findById(id).block();
        var two = here.findById(id).block();
        one.setAttribute("one", 1);
        two.setAttribute("two", 2);
        here.save(one).block();
        here.save(two).block();
        assertThat(here.findById(id).block().getAttributeNames()).contains("one", "two", SessionAttributes.TOKENS);
    }

    @Test
    void endsByRestByAgeAndSoonWithoutSignIn() {
        var waiting = here.createSession().block();
        waiting.setAttribute("x", "y");
        here.save(waiting).block();
        var id = signedIn().getId();
        clock.forward(Duration.ofMinutes(11));
        assertThat(here.findById(waiting.getId()).block()).isNull();
        for (int i = 0; i < 7 * 24 / 7; i++) {
            assertThat(here.findById(id).block()).isNotNull();
            clock.forward(Duration.ofHours(6));
            read(id);
        }
        clock.forward(Duration.ofHours(9));
        assertThat(here.findById(id).block()).isNull();
    }

    @Test
    void sweepsWhatHasEnded() {
        var id = signedIn().getId();
        clock.forward(Duration.ofHours(7));
        assertThat(here.sweep().block()).isZero();
        clock.forward(Duration.ofHours(2));
        assertThat(here.sweep().block()).isEqualTo(1);
        assertThat(stored(id)).isNull();
    }

    @Test
    void asksTheStoreForNoIdThatItNeverGave() {
        for (var forged : new String[] {"", "x", "../x", "A".repeat(44), "{$gt:''}"}) {
            assertThat(here.findById(forged).block()).isNull();
        }
    }

    @Test
    void readsNoClassThatASessionCannotHold() {
        var id = signedIn().getId();
        var alien = new HashMap<String, Object>();
        alien.put("x", new java.util.concurrent.atomic.AtomicReference<>(new java.io.File("/")));
        template.getCollection("sessions").flatMapMany(c -> c.updateOne(new Document("_id", id), new Document("$set", new Document("attr",
                new org.springframework.core.serializer.support.SerializingConverter().convert(alien))))).blockLast();
        assertThat(elsewhere.findById(id).block()).isNull();
    }

    /** A clock that moves when told to. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-23T08:00:00Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
