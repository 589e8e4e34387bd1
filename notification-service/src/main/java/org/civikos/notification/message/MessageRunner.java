package org.civikos.notification.message;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.Planning;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.MongoDeliveries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Brings accepted messages on their way, few at a time: only so many as are with the workers and untried, per channel and process.
 * Whatever programs pour in waits here, so an alert never stands behind more than these few; and each key gets its turn, so that
 * one program's flood does not hold up another's. What is critical has places and planners of its own.
 */
final class MessageRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MessageRunner.class);
    /** Messages with the workers at a time, per channel. */
    private static final int IN_HAND = 16;
    private static final int CRITICAL_IN_HAND = 8;
    private static final int PLANNERS = 4;
    private static final int CRITICAL_PLANNERS = 2;
    private static final int LOOKED_AT = 200;
    private static final Duration LEASE = Duration.ofSeconds(12);
    private static final Duration OPEN_FOR = Duration.ofDays(7);
    private static final Duration WATCHED = Duration.ofDays(4);
    private static final Duration SOONEST = Duration.ofSeconds(5);
    private static final Duration LATEST = Duration.ofHours(1);
    private static final Duration LEFT = Duration.ofSeconds(2);
    private static final Duration PURGES = Duration.ofHours(1);
    private static final Duration MESSAGES_KEPT = Duration.ofDays(90);
    private static final Duration REQUESTS_KEPT = Duration.ofDays(30);

    private final MongoMessages messages;
    private final Alerts alerts;
    private final Planning planning;
    private final MongoDeliveries deliveries;
    private final Supplier<List<String>> keys;
    private final Predicate<String> listened;
    private final Runnable changed;
    private final Clock clock;
    private final Duration pause;
    private final MeterRegistry meters;

    private final Semaphore signal = new Semaphore(0);
    private final Set<String> hot = ConcurrentHashMap.newKeySet();
    private final Set<String> dirty = ConcurrentHashMap.newKeySet();
    private record Place(String lane, boolean critical) {}

    /** Messages that are with the workers and untried, and the places they have. */
    private final Map<String, Place> inHand = new ConcurrentHashMap<>();
    private ExecutorService planners = Executors.newVirtualThreadPerTaskExecutor();
    private ExecutorService criticalPlanners = planners;
    private Thread thread = Thread.currentThread();
    private volatile boolean running;
    private volatile Instant oldest = Instant.MAX;
    private Instant nextSweep = Instant.EPOCH;
    private Instant nextPurge = Instant.EPOCH;
    private int turn;

    /**
     * @param keys the ids of those who may have something waiting
     * @param listened whether a key has somebody who is told of changes
     * @param changed called after changes that somebody is to be told of
     * @param pause between two looks at what others or a crash may have left
     */
    MessageRunner(
            MongoMessages messages, Alerts alerts, Planning planning, MongoDeliveries deliveries, Supplier<List<String>> keys,
            Predicate<String> listened, Runnable changed, MeterRegistry meters, Clock clock, Duration pause) {
        this.messages = messages;
        this.alerts = alerts;
        this.planning = planning;
        this.deliveries = deliveries;
        this.keys = keys;
        this.listened = listened;
        this.changed = changed;
        this.meters = meters;
        this.clock = clock;
        this.pause = pause;
        Gauge.builder("civikos.messages.oldest.waiting", this, runner -> runner.oldest.equals(Instant.MAX) ? 0.0
                        : Math.max(0, Duration.between(runner.oldest, clock.instant()).toMillis() / 1000.0))
                .baseUnit("seconds").description("Age of the oldest accepted message that is not on its way").register(meters);
    }

    /** Says that a key has something waiting. */
    void wake(String keyId) {
        hot.add(keyId);
        signal.release();
    }

    /** Says that something became of a delivery; those that carry no message are passed over. */
    void changed(Delivery delivery) {
        if (alerts.facts(delivery.alertId()).kind() == AlertKind.MESSAGE && dirty.add(delivery.alertId())) {
            signal.release();
        }
    }

    private void run() {
        boolean prepared = false;
        while (running) {
            try {
                if (!prepared) {
                    messages.prepare();
                    prepared = true;
                }
                look();
            } catch (RuntimeException e) {
                log.warn("The look through messages is made again: {}", e.toString());
            }
            try {
                signal.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                signal.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look() {
        Instant now = clock.instant();
        boolean sweep = !now.isBefore(nextSweep);
        if (sweep) {
            nextSweep = now.plus(pause);
            messages.unspread(now.minus(LEFT)).forEach(messages::spread);
            hot.addAll(keys.get());
            dirty.addAll(messages.dueForALook(now, LOOKED_AT));
            dirty.addAll(inHand.keySet());
            oldest = messages.oldestWaiting().orElse(Instant.MAX);
            if (now.isAfter(nextPurge)) {
                nextPurge = now.plus(PURGES);
                messages.purge(now.minus(MESSAGES_KEPT), now.minus(REQUESTS_KEPT));
            }
        }
        boolean told = false;
        for (String id : Set.copyOf(dirty)) {
            dirty.remove(id);
            told |= refresh(id);
        }
        if (told) {
            changed.run();
        }
        start(now);
    }

    private void start(Instant now) {
        List<String> waiting = new ArrayList<>(hot);
        if (waiting.isEmpty()) {
            return;
        }
        // Before the look: whoever is woken meanwhile is looked at once more.
        waiting.forEach(hot::remove);
        Set<String> left = new HashSet<>();
        for (Channel lane : Channel.values()) {
            // Every key once in turn, beginning with another one each time; what remains free after that goes round again.
            turn++;
            for (int i = 0; i < waiting.size(); i++) {
                String key = waiting.get(Math.floorMod(turn + i, waiting.size()));
                if (start(key, new Place(lane.code(), true), waiting.size(), now) | start(key, new Place(lane.code(), false), waiting.size(), now)) {
                    left.add(key);
                }
            }
        }
        hot.addAll(left);
    }

    /** Gives what one key has waiting the free places of a kind, or its share of them. @return whether there may be more */
    private boolean start(String key, Place kind, int keys, Instant now) {
        int places = kind.critical() ? CRITICAL_IN_HAND : IN_HAND;
        int free = places - (int) inHand.values().stream().filter(kind::equals).count();
        int most = Math.min(free, Math.max(1, places / keys));
        List<Message> next = most <= 0 ? List.of() : messages.waiting(kind.lane(), key, kind.critical(), now, most);
        for (Message message : next) {
            if (inHand.putIfAbsent(message.id(), kind) == null) {
                (kind.critical() ? criticalPlanners : planners).execute(() -> begin(message));
            }
        }
        return most <= 0 || next.size() == most;
    }

    private void begin(Message message) {
        String id = message.id();
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (!messages.claim(id, now, now.plus(LEASE))) {
                inHand.remove(id);
                return;
            }
            alerts.start(alert(message, now));
            planning.plan(id);
            messages.started(id, clock.instant().plus(SOONEST));
            dirty.add(id);
            signal.release();
        } catch (RuntimeException e) {
            // Its lease runs out, and it is begun again from the start, which makes nothing twice.
            log.warn("Message {} is begun again later: {}", id, e.toString());
            inHand.remove(id);
        }
    }

    private static Alert alert(Message message, Instant now) {
        return Alert.of(new Alert.Cause(AlertKind.MESSAGE, message.causeId(), message.test() ? Alert.SIMULATED : "message", message.acceptedAt()),
                Alert.Subject.noDraft(message.subject(), message.language() == null ? "sq" : message.language(),
                        marks(message), message.acceptedAt().plus(OPEN_FOR)), now);
    }

    private static List<String> marks(Message message) {
        List<String> marks = new ArrayList<>();
        if (message.sms() != null) {
            marks.add(Channel.SMS.code());
        }
        if (message.critical()) {
            marks.add(Alert.CRITICAL);
        }
        return marks;
    }

    /** Brings a message's state up to what its deliveries say. @return whether somebody is to be told */
    private boolean refresh(String id) {
        Optional<MongoMessages.Standing> found = messages.find(id);
        if (found.isEmpty() || found.get().stage() == MongoMessages.Stage.ACCEPTED && alerts.status(id).filter(s -> s != Alert.Status.PLANNING).isEmpty()) {
            return false;
        }
        MongoMessages.Standing before = found.get();
        MessageState.Counts counts = counts(deliveries.totals(id));
        if (tried(id, counts)) {
            if (inHand.remove(id) != null) {
                signal.release();
            }
        }
        MessageState state = MessageState.of(counts);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Duration age = Duration.between(before.message().acceptedAt(), now);
        boolean settled = state != MessageState.SENDING && (state != MessageState.SENT || age.compareTo(WATCHED) > 0);
        MongoMessages.Stage stage = settled ? MongoMessages.Stage.SETTLED : MongoMessages.Stage.STARTED;
        Duration until = age.dividedBy(2);
        Instant next = now.plus(until.compareTo(SOONEST) < 0 ? SOONEST : until.compareTo(LATEST) > 0 ? LATEST : until);
        if (state == before.state() && counts.equals(before.counts())) {
            messages.lookAgain(id, next, stage);
            return false;
        }
        String reason = reason(id, counts);
        MongoMessages.Standing after =
                new MongoMessages.Standing(before.message(), stage, state, before.version() + 1, counts, reason, now);
        boolean tell = state != before.state() && state != MessageState.SENDING && listened.test(before.message().keyId());
        if (!messages.change(before, after, next, tell)) {
            dirty.add(id);
            return false;
        }
        if (state != before.state()) {
            meters.counter("civikos.messages", "type", before.message().type().code(), "state", state.code()).increment();
        }
        return tell;
    }

    private @Nullable String reason(String id, MessageState.Counts counts) {
        if (counts.failed() + counts.notSent() + counts.waiting() == 0) {
            return null;
        }
        return deliveries.ofAlert(id, Set.of(DeliveryState.FAILED, DeliveryState.NOT_SENT, DeliveryState.WAITING), Set.of(), null, 20).stream()
                .filter(one -> one.reason() != null).findFirst().map(one -> one.reason().code()).orElse(null);
    }

    /** Whether the workers have had a message in hand, or it is put off: it no longer stands in an alert's way. */
    private boolean tried(String id, MessageState.Counts counts) {
        if (counts.waiting() == 0) {
            return counts.all() > 0 || alerts.status(id).filter(s -> s != Alert.Status.PLANNING).isPresent();
        }
        Instant now = clock.instant();
        return deliveries.ofAlert(id, Set.of(DeliveryState.WAITING), Set.of(), null, 1).stream()
                .allMatch(one -> one.attempts() > 0 || one.reason() != null || one.dueAt().isAfter(now));
    }

    static MessageState.Counts counts(Map<String, Map<String, Integer>> totals) {
        Map<String, Integer> sum = new HashMap<>();
        totals.values().forEach(channel -> channel.forEach((state, number) -> sum.merge(state, number, Integer::sum)));
        return new MessageState.Counts(sum.getOrDefault(DeliveryState.WAITING.code(), 0), sum.getOrDefault(DeliveryState.HANDED_OVER.code(), 0),
                sum.getOrDefault(DeliveryState.DELIVERED.code(), 0), sum.getOrDefault(DeliveryState.FAILED.code(), 0),
                sum.getOrDefault(DeliveryState.NOT_SENT.code(), 0));
    }

    @Override
    public synchronized void start() {
        running = true;
        planners = Executors.newFixedThreadPool(PLANNERS, Thread.ofPlatform().daemon().name("message-planner-", 0).factory());
        criticalPlanners = Executors.newFixedThreadPool(CRITICAL_PLANNERS, Thread.ofPlatform().daemon().name("critical-message-planner-", 0).factory());
        thread = Thread.ofPlatform().daemon().name("messages").start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        thread.interrupt();
        planners.shutdownNow();
        criticalPlanners.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the workers; stopped before them. */
    @Override
    public int getPhase() {
        return 2;
    }
}
