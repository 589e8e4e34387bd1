package org.civikos.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.civikos.sample.SampleApplication.OUT;
import static org.civikos.sample.SampleApplication.renamed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platform.messaging.UnknownAggregateException;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platformtest.EventProbe;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.sample.SampleApplication.Thing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

@SampleIT
class OutboxIT {

    private static final Thing THING = new Thing("one", 0, Instant.parse("2026-01-02T03:04:05Z"));

    @Autowired
    private AggregateStore<Thing> things;
    @Autowired
    private EventProbe probe;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private MeterRegistry meters;
    @Autowired
    private Tracer tracer;

    private final String id = "thing-" + UUID.randomUUID();

    private List<Seen> published() {
        return probe.events(OUT, event -> id.equals(event.key()));
    }

    private Document document() {
        return mongo.findById(id, Document.class, "things");
    }

    private void awaitEmptyOutbox() {
        await().atMost(Duration.ofSeconds(15)).until(() -> document().getList("pending", Document.class).isEmpty()
                && !document().containsKey("outbox"));
    }

    @Test
    void writesStateAndEventTogetherAndPublishesWithEveryHeader() {
        Versioned<Thing> stored = things.insert(id, THING, List.of(renamed(id, "one")));
        assertThat(stored.version()).isEqualTo(1);
        assertThat(things.find(id)).hasValue(stored);
        Seen event = probe.await(OUT, seen -> id.equals(seen.key()));
        assertThat(event.data()).isEqualTo("{\"id\":\"" + id + "\",\"name\":\"one\"}");
        assertThat(event.headers()).containsEntry("ce_specversion", "1.0").containsEntry("ce_type", SampleApplication.RENAMED)
                .containsEntry("ce_source", "/sample-service").containsEntry("ce_subject", id).containsEntry("ce_sequence", "1")
                .containsEntry("ce_partitionkey", id).containsEntry("content-type", "application/json")
                .containsEntry("ce_dataschema", "urn:event-schema:sample:thing-renamed:v1");
        assertThat(UUID.fromString(event.id()).version()).isEqualTo(7);
        assertThat(Instant.parse(event.headers().get("ce_time"))).isBetween(Instant.now().minusSeconds(60), Instant.now());
        awaitEmptyOutbox();
    }

    @Test
    void leavesNothingBehindWhenTheWriteIsRefused() {
        things.insert(id, THING, List.of(renamed(id, "one")));
        assertThatThrownBy(() -> things.insert(id, THING, List.of(renamed(id, "again")))).isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> things.update(id, 7, THING, List.of(renamed(id, "late"))))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThatThrownBy(() -> things.change("no-such-thing", thing -> Change.quiet(thing)))
                .isInstanceOf(UnknownAggregateException.class);
        // The sentinel: what comes behind the refused is published, the refused is not.
        things.update(id, 1, THING, List.of(renamed(id, "sentinel")));
        probe.await(OUT, seen -> id.equals(seen.key()) && seen.data().contains("sentinel"));
        assertThat(published()).extracting(Seen::sequence).containsExactly(1L, 2L);
    }

    @Test
    void countsVersionsAndSequencesTogether() {
        things.insert(id, THING, List.of());
        assertThat(things.find(id).orElseThrow().version()).isEqualTo(1);
        Versioned<Thing> three = things.change(id, thing -> new Change<>(thing, List.of(renamed(id, "a"), renamed(id, "b"),
                new OutgoingEvent(OUT, SampleApplication.RENAMED, id, null))));
        assertThat(three.version()).isEqualTo(4);
        assertThat(things.change(id, Change::quiet).version()).as("nothing is written when nothing changes").isEqualTo(4);
        assertThat(things.change(id, thing -> Change.quiet(new Thing("two", 1, null))).version()).isEqualTo(5);
        probe.await(OUT, seen -> id.equals(seen.key()) && seen.sequence() == 4);
        List<Seen> events = published();
        assertThat(events).extracting(Seen::sequence).containsExactly(2L, 3L, 4L);
        assertThat(events.getLast().data()).as("no payload is a tombstone").isNull();
        assertThat(things.list(Query.query(Criteria.where("state.name").is("two").and("_id").is(id)))).extracting(Versioned::version)
                .containsExactly(5L);
        assertThat(things.list(Query.query(Criteria.where("state.since").is(THING.since()).and("_id").is(id)))).isEmpty();
    }

    @Test
    void keepsTheOrderOfOneAggregateAndLosesNothingUnderManyWriters() throws Exception {
        things.insert(id, THING, List.of(renamed(id, "0")));
        Callable<Versioned<Thing>> rename = () -> things.change(id, thing -> new Change<>(
                new Thing("x", thing.renames() + 1, null), List.of(renamed(id, "x" + (thing.renames() + 1)), renamed(id, "y"))));
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var result : threads.invokeAll(IntStream.range(0, 60).mapToObj(i -> rename).toList())) {
                result.get();
            }
        }
        assertThat(things.find(id).orElseThrow().state().renames()).isEqualTo(60);
        probe.await(OUT, seen -> id.equals(seen.key()) && seen.sequence() == 121);
        assertThat(published()).extracting(Seen::sequence).containsExactlyElementsOf(LongStream.rangeClosed(1, 121).boxed().toList());
        awaitEmptyOutbox();
    }

    @Test
    void publishesWhatACrashBetweenWriteAndPublishLeft() {
        Date before = Date.from(Instant.now().minusSeconds(30));
        mongo.getCollection("things").insertOne(crashed(before));
        Seen event = probe.await(OUT, seen -> id.equals(seen.key()));
        assertThat(event.id()).isEqualTo("0199a000-0000-7000-8000-00000000c0de");
        assertThat(event.headers()).containsEntry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        awaitEmptyOutbox();
        assertThat(published()).hasSize(1);
    }

    @Test
    void publishesAgainUnderTheSameIdWhatACrashBetweenPublishAndRemovalLeft() {
        probe.send(OUT, "0199a000-0000-7000-8000-00000000c0de", SampleApplication.RENAMED, id, 1, "{}");
        mongo.getCollection("things").insertOne(crashed(Date.from(Instant.now().minusSeconds(30))));
        awaitEmptyOutbox();
        assertThat(published()).extracting(Seen::id).hasSize(2).containsOnly("0199a000-0000-7000-8000-00000000c0de");
    }

    private Document crashed(Date time) {
        Document event = new Document("id", "0199a000-0000-7000-8000-00000000c0de").append("topic", OUT)
                .append("type", SampleApplication.RENAMED).append("key", id).append("sequence", 1L).append("time", time)
                .append("data", "{}").append("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        return new Document("_id", id).append("version", 1L).append("state", new Document("name", "one").append("renames", 0))
                .append("pending", List.of(event)).append("outbox", time);
    }

    @Test
    void blocksOnlyTheAggregateWhoseEventIsRefused() {
        double blocked = meters.get("civikos.outbox.blocked").gauge().value();
        String large = "x".repeat(2 * 1024 * 1024);
        things.insert(id, THING, List.of(renamed(id, large), renamed(id, "behind")));
        await().atMost(Duration.ofSeconds(15)).until(() -> meters.get("civikos.outbox.refused").counter().count() >= 1);
        String other = "thing-" + UUID.randomUUID();
        things.insert(other, THING, List.of(renamed(other, "free")));
        probe.await(OUT, seen -> other.equals(seen.key()));
        assertThat(published()).as("what stands behind the refused waits").isEmpty();
        assertThat(meters.get("civikos.outbox.oldest.pending").gauge().value()).isPositive();
        await().atMost(Duration.ofSeconds(15)).until(() -> meters.get("civikos.outbox.blocked").gauge().value() > blocked);
        // Somebody repairs it by hand.
        mongo.remove(Query.query(Criteria.where("_id").is(id)), "things");
        await().atMost(Duration.ofSeconds(15)).until(() -> meters.get("civikos.outbox.blocked").gauge().value() == blocked);
    }

    @Test
    void carriesTheTraceOfTheWriter() {
        Span span = tracer.nextSpan().name("write").start();
        try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
            things.insert(id, THING, List.of(renamed(id, "traced")));
        } finally {
            span.end();
        }
        assertThat(probe.await(OUT, seen -> id.equals(seen.key())).headers().get("traceparent"))
                .startsWith("00-" + span.context().traceId() + "-");
    }
}
