package org.civikos.platform.messaging;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Publishes what waits in the aggregates' documents: in order within an aggregate, many aggregates at a time, and takes an
 * event out of its document only after the broker has acknowledged it. So an event is published at least once and, after a
 * crash between acknowledgement and removal or with two relays at work, perhaps twice under the same id.
 *
 * <p>Writers wake it through a queue in memory; a sweep at start and every few seconds finds what a crash left. A topic
 * whose broker does not answer is left alone for a growing while. An event that the broker refuses for its own sake (too
 * large, not permitted) blocks its aggregate alone; the blocked are counted and tried again at every sweep.
 */
class OutboxRelay implements SmartLifecycle {

    /** Later than this the sweep takes over, so that an outage of hours does not fill the memory. */
    private static final int QUEUE_LIMIT = 50_000;
    private static final int SWEEP_LIMIT = 5_000;
    private static final Duration BETWEEN_FULL_SWEEPS = Duration.ofMillis(500);
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

    private record Ref(String collection, String id) {
    }

    /** Where one aggregate stands; changed within the map's own compute alone, or by the one thread that publishes it. */
    private static final class Work {
        /** Waiting or in flight: it stands in the queue once. */
        boolean active = true;
        /** Woken while in flight. */
        boolean again;
        /** What the last write left waiting, if nothing has gone wrong since; otherwise the document is read. */
        @Nullable List<PendingEvent> known;
        long version;
        /** The highest sequence that the broker has acknowledged in this run. */
        long acknowledged;
        volatile @Nullable Instant oldest;
        volatile int count;
        volatile boolean blocked;
        long idleSince;
    }

    /** A topic that did not answer, and until when it is left alone. */
    private record Rest(Instant until, Duration delay) {
    }

    private final MongoTemplate mongo;
    private final EventProducer producer;
    private final MessagingProperties properties;
    private final String source;
    private final Clock clock;
    private final Counter published;
    private final Counter refused;
    private final Set<String> collections = ConcurrentHashMap.newKeySet();
    private final Map<Ref, Work> works = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Ref> queue = new LinkedBlockingQueue<>();
    private final Map<String, Rest> resting = new ConcurrentHashMap<>();
    private final Semaphore permits;
    private final List<Runnable> atSweep = new ArrayList<>();
    private volatile boolean running;
    private @Nullable Thread dispatcher;
    private @Nullable Thread sweeper;

    OutboxRelay(MongoTemplate mongo, EventProducer producer, MessagingProperties properties, String source,
            Clock clock, MeterRegistry meters) {
        this.mongo = mongo;
        this.producer = producer;
        this.properties = properties;
        this.source = source;
        this.clock = clock;
        this.permits = new Semaphore(properties.inFlight());
        published = Counter.builder("civikos.outbox.published").description("Events acknowledged by the broker").register(meters);
        refused = Counter.builder("civikos.outbox.refused")
                .description("Events that the broker refused for their own sake").register(meters);
        Gauge.builder("civikos.outbox.oldest.pending", this, OutboxRelay::oldestPendingSeconds).baseUnit("seconds")
                .description("Age of the oldest event that waits to be published").register(meters);
        Gauge.builder("civikos.outbox.pending", this, OutboxRelay::pendingCount)
                .description("Events that wait to be published, as far as this instance knows").register(meters);
        Gauge.builder("civikos.outbox.blocked", this, OutboxRelay::blockedCount)
                .description("Aggregates whose next event the broker refuses").register(meters);
    }

    /** Tells the relay of a collection of aggregates; found by its sweeps from then on. */
    void watch(String collection) {
        if (collections.add(collection) && running) {
            Thread.ofVirtual().name("outbox-first-sweep-" + collection).start(() -> sweep(collection, Duration.ZERO));
        }
    }

    /** Something that is to be done at every sweep as well. */
    void alsoAtSweep(Runnable task) {
        atSweep.add(task);
    }

    /** Called after a write with events. Never waits for the broker or the store. */
    void wake(String collection, String id, long version, List<PendingEvent> pending) {
        Ref ref = new Ref(collection, id);
        boolean[] queued = new boolean[1];
        works.compute(ref, (key, known) -> {
            if (known == null && works.size() > QUEUE_LIMIT) {
                return null;
            }
            Work work = known == null ? new Work() : known;
            note(work, version, pending);
            if (known != null && work.active) {
                work.again = true;
            } else {
                work.active = true;
                queued[0] = true;
            }
            return work;
        });
        // Only now: whoever takes it from the queue must find it in the map.
        if (queued[0]) {
            queue.add(ref);
        }
    }

    private static void note(Work work, long version, List<PendingEvent> pending) {
        if (version > work.version) {
            work.version = version;
            work.known = pending;
            work.oldest = pending.isEmpty() ? null : pending.getFirst().time();
            work.count = pending.size();
        }
    }

    @Override
    public void start() {
        if (running) {
            return;
        }
        running = true;
        // Whatever an earlier run of this context knew, the first sweep finds again.
        works.clear();
        queue.clear();
        resting.clear();
        dispatcher = Thread.ofVirtual().name("outbox-dispatcher").start(this::dispatch);
        sweeper = Thread.ofVirtual().name("outbox-sweeper").start(this::sweepForEver);
    }

    @Override
    public void stop() {
        running = false;
        if (sweeper != null) {
            sweeper.interrupt();
        }
        // What is in flight may end within the delivery timeout; what is left is found by the next start's sweep.
        long deadline = System.nanoTime() + properties.deliveryTimeout().toNanos();
        while (!queue.isEmpty() && resting.isEmpty() && System.nanoTime() < deadline) {
            pause(Duration.ofMillis(5));
        }
        if (dispatcher != null) {
            dispatcher.interrupt();
        }
        try {
            if (permits.tryAcquire(properties.inFlight(), Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                permits.release(properties.inFlight());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Ends after the web server has stopped taking requests, and begins before it takes any. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void dispatch() {
        while (running || !queue.isEmpty()) {
            try {
                Ref ref = queue.take();
                permits.acquire();
                Thread.ofVirtual().name("outbox").start(() -> {
                    try {
                        publish(ref);
                    } finally {
                        permits.release();
                    }
                });
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Publishes one aggregate's events until none waits, or until it has to wait itself. */
    private void publish(Ref ref) {
        Work work = works.get(ref);
        if (work == null) {
            return;
        }
        Outcome outcome = Outcome.later(properties.maxRetryDelay());
        try {
            outcome = publishOnce(ref, work);
        } catch (RuntimeException unexpected) {
            // The store is away, most likely: the document still has its events.
            LOG.warn("Could not publish from {}: {}", ref.collection(), unexpected.toString());
        } finally {
            finish(ref, outcome);
        }
    }

    private void finish(Ref ref, Outcome outcome) {
        works.computeIfPresent(ref, (key, work) -> {
            work.blocked = outcome.blocked();
            Duration delay = outcome.delay();
            if (delay != null) {
                work.known = null;
                work.again = false;
                Thread.ofVirtual().name("outbox-wait").start(() -> {
                    pause(delay);
                    queue.add(ref);
                });
                return work;
            }
            if (outcome.blocked()) {
                work.known = null;
                work.active = false;
                work.again = false;
                return work;
            }
            if (work.again) {
                work.again = false;
                queue.add(ref);
                return work;
            }
            if (outcome.overtaken()) {
                // Kept, so that the writer's list, which still holds what is acknowledged by now, is not published twice.
                work.active = false;
                work.idleSince = System.nanoTime();
                work.oldest = null;
                work.count = 0;
                return work;
            }
            return null;
        });
    }

    private record Outcome(@Nullable Duration delay, boolean blocked, boolean overtaken) {
        static final Outcome DONE = new Outcome(null, false, false);
        static final Outcome BLOCKED = new Outcome(null, true, false);
        /** Everything is published, and somebody wrote meanwhile whose call to wake is still to come. */
        static final Outcome OVERTAKEN = new Outcome(null, false, true);

        static Outcome later(Duration delay) {
            return new Outcome(delay, false, false);
        }
    }

    private record Snapshot(long version, List<PendingEvent> pending) {
    }

    private Outcome publishOnce(Ref ref, Work work) {
        Snapshot snapshot = snapshot(ref, work);
        if (snapshot == null) {
            return Outcome.DONE;
        }
        List<PendingEvent> events = snapshot.pending().stream().filter(event -> event.sequence() > work.acknowledged).toList();
        for (PendingEvent event : events) {
            Duration rest = rest(event.topic());
            if (rest != null) {
                return Outcome.later(rest);
            }
        }
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        RuntimeException notSent = null;
        for (PendingEvent event : events) {
            try {
                Future<RecordMetadata> future = producer.send(record(event));
                sent.add(future);
                if (future.state() == Future.State.FAILED) {
                    // Refused before it was sent: what stands behind it waits with it.
                    break;
                }
            } catch (RuntimeException failure) {
                notSent = failure;
                break;
            }
        }
        List<PendingEvent> acknowledged = new ArrayList<>(events.size());
        Throwable failure = notSent;
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get();
                if (acknowledged.size() == i) {
                    acknowledged.add(events.get(i));
                }
            } catch (ExecutionException failed) {
                if (acknowledged.size() == i) {
                    failure = failed.getCause();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return Outcome.later(FIRST_DELAY);
            }
        }
        published.increment(acknowledged.size());
        if (!acknowledged.isEmpty()) {
            work.acknowledged = acknowledged.getLast().sequence();
            resting.remove(acknowledged.getFirst().topic());
        }
        if (failure == null) {
            return clear(ref, snapshot) ? Outcome.DONE : Outcome.OVERTAKEN;
        }
        PendingEvent failed = events.get(acknowledged.size());
        if (!acknowledged.isEmpty()) {
            pull(ref, acknowledged);
            work.oldest = failed.time();
            work.count = events.size() - acknowledged.size();
        }
        return judge(ref, work.blocked, failed, failure);
    }

    private Outcome judge(Ref ref, boolean blockedBefore, PendingEvent failed, Throwable failure) {
        if (isForItsOwnSake(failure)) {
            refused.increment();
            if (!blockedBefore) {
                LOG.error("The broker refuses event {} of type {}: its aggregate in {} waits ({})", failed.id(), failed.type(),
                        ref.collection(), failure.toString());
            }
            return Outcome.BLOCKED;
        }
        if (failure instanceof ProducerFencedException || failure instanceof OutOfOrderSequenceException
                || failure instanceof IllegalStateException) {
            producer.replace();
        }
        Rest before = resting.get(failed.topic());
        Duration delay = before == null ? FIRST_DELAY : shorter(before.delay().multipliedBy(2), properties.maxRetryDelay());
        if (before == null) {
            LOG.warn("The broker does not take events for {} ({}); they wait in the store", failed.topic(), failure.toString());
        }
        if (before == null || !clock.instant().isBefore(before.until())) {
            resting.put(failed.topic(), new Rest(clock.instant().plus(delay), delay));
        }
        return Outcome.later(delay);
    }

    private static boolean isForItsOwnSake(Throwable failure) {
        return failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException
                || failure instanceof SerializationException || failure instanceof InvalidTopicException
                || failure instanceof InvalidRecordException || failure instanceof AuthorizationException;
    }

    /** How long the topic is still to be left alone; one aggregate at a time may try in between. */
    private @Nullable Duration rest(String topic) {
        Rest rest = resting.get(topic);
        if (rest == null) {
            return null;
        }
        Duration left = Duration.between(clock.instant(), rest.until());
        return left.isNegative() || left.isZero() ? null : left.plusMillis(1);
    }

    private @Nullable Snapshot snapshot(Ref ref, Work work) {
        Snapshot[] known = new Snapshot[1];
        works.computeIfPresent(ref, (key, current) -> {
            List<PendingEvent> pending = current.known;
            if (pending != null) {
                known[0] = new Snapshot(current.version, pending);
                current.known = null;
            }
            return current;
        });
        if (known[0] != null) {
            return known[0];
        }
        Document document = mongo.execute(ref.collection(), documents -> documents.find(Filters.eq("_id", ref.id()))
                .projection(Projections.include(MongoAggregateStore.VERSION, MongoAggregateStore.PENDING,
                        MongoAggregateStore.OUTBOX)).first());
        if (document == null) {
            return null;
        }
        Snapshot read = new Snapshot(document.get(MongoAggregateStore.VERSION, Number.class).longValue(),
                MongoAggregateStore.pending(ref.id(), document));
        if (read.pending().isEmpty() && !document.containsKey(MongoAggregateStore.OUTBOX)) {
            return null;
        }
        works.computeIfPresent(ref, (key, current) -> {
            note(current, read.version(), read.pending());
            current.known = current.version == read.version() ? null : current.known;
            return current;
        });
        return read;
    }

    /**
     * Takes all events out of the document and the mark that they waited, in one write, if nobody has written since;
     * otherwise pulls what was published, and the writer who came in between wakes the relay for the rest.
     */
    private boolean clear(Ref ref, Snapshot snapshot) {
        Bson clear = Updates.combine(Updates.set(MongoAggregateStore.PENDING, List.of()),
                Updates.unset(MongoAggregateStore.OUTBOX));
        long matched = mongo.execute(ref.collection(), documents -> documents.updateOne(Filters.and(
                Filters.eq("_id", ref.id()), Filters.eq(MongoAggregateStore.VERSION, snapshot.version())), clear)
                .getMatchedCount());
        if (matched == 1) {
            return true;
        }
        pull(ref, snapshot.pending());
        return false;
    }

    private void pull(Ref ref, List<PendingEvent> acknowledged) {
        List<String> ids = acknowledged.stream().map(PendingEvent::id).toList();
        if (!ids.isEmpty()) {
            mongo.execute(ref.collection(), documents -> documents.updateOne(Filters.eq("_id", ref.id()),
                    Updates.pull(MongoAggregateStore.PENDING, new Document(PendingEvent.ID, new Document("$in", ids)))));
        }
    }

    private ProducerRecord<byte[], byte[]> record(PendingEvent event) {
        return new ProducerRecord<>(event.topic(), null, null, event.key().getBytes(StandardCharsets.UTF_8),
                event.data() == null ? null : event.data().getBytes(StandardCharsets.UTF_8), EventHeaders.of(event, source));
    }

    private void sweepForEver() {
        boolean first = true;
        while (running) {
            boolean more = false;
            for (String collection : collections) {
                if (first) {
                    index(collection);
                }
                more |= sweep(collection, first ? Duration.ZERO : properties.sweepGrace());
            }
            tidy();
            for (Runnable task : atSweep) {
                try {
                    task.run();
                } catch (RuntimeException failure) {
                    LOG.debug("A task at the sweep failed: {}", failure.toString());
                }
            }
            first = false;
            pause(more ? shorter(BETWEEN_FULL_SWEEPS, properties.sweepInterval()) : properties.sweepInterval());
        }
    }

    /** Tries the blocked again, and forgets those that were kept for a writer who never called. */
    private void tidy() {
        long now = System.nanoTime();
        for (Ref ref : works.keySet()) {
            works.computeIfPresent(ref, (key, work) -> {
                if (work.active) {
                    return work;
                }
                if (work.blocked) {
                    work.active = true;
                    queue.add(ref);
                    return work;
                }
                return now - work.idleSince > properties.sweepInterval().toNanos() ? null : work;
            });
        }
    }

    private void index(String collection) {
        try {
            mongo.execute(collection, documents -> documents.createIndex(Indexes.ascending(MongoAggregateStore.OUTBOX),
                    new IndexOptions().sparse(true)));
        } catch (RuntimeException failure) {
            LOG.warn("No index for the outbox of {}: {}", collection, failure.toString());
        }
    }

    /** Finds what waits longer than the grace and is not known yet. */
    private boolean sweep(String collection, Duration grace) {
        try {
            Date before = Date.from(clock.instant().minus(grace));
            List<Document> found = mongo.execute(collection, documents -> documents
                    .find(Filters.lte(MongoAggregateStore.OUTBOX, before))
                    .sort(new Document(MongoAggregateStore.OUTBOX, 1)).limit(SWEEP_LIMIT)
                    .projection(Projections.include(MongoAggregateStore.VERSION, MongoAggregateStore.PENDING))
                    .into(new ArrayList<>()));
            for (Document document : found) {
                retry(new Ref(collection, document.getString("_id")), document);
            }
            return found.size() == SWEEP_LIMIT;
        } catch (RuntimeException failure) {
            LOG.warn("Could not search {} for waiting events: {}", collection, failure.toString());
            return false;
        }
    }

    private void retry(Ref ref, Document document) {
        boolean[] queued = new boolean[1];
        works.compute(ref, (key, work) -> {
            if (work != null && work.active) {
                return work;
            }
            Work next = work == null ? new Work() : work;
            next.active = true;
            next.known = null;
            List<PendingEvent> pending = MongoAggregateStore.pending(ref.id(), document);
            next.oldest = pending.isEmpty() ? null : pending.getFirst().time();
            next.count = pending.size();
            queued[0] = true;
            return next;
        });
        if (queued[0]) {
            queue.add(ref);
        }
    }

    double oldestPendingSeconds() {
        Instant oldest = null;
        for (Work work : works.values()) {
            Instant candidate = work.oldest;
            if (candidate != null && (oldest == null || candidate.isBefore(oldest))) {
                oldest = candidate;
            }
        }
        return oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }

    double pendingCount() {
        return works.values().stream().mapToInt(work -> work.count).sum();
    }

    double blockedCount() {
        return works.values().stream().filter(work -> work.blocked).count();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
