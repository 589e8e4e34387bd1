package org.civikos.notification.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.civikos.notification.message.MessageChange;
import org.civikos.notification.message.MessageChanges;
import org.civikos.notification.message.MessageListeners;
import org.civikos.notification.message.StaffNotices;
import org.civikos.platform.id.Ids;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down what each address has to be told, and tells it. Whoever holds an address's lease calls it: several messages at a time,
 * the changes of one message one after the other. An address that fails is left alone for ever longer pauses, after which a single
 * call tries whether it is back; the state of this breaker stands in the store, so a dead address costs all instances together one
 * call per pause.
 */
final class WebhookRunner implements SmartLifecycle, MessageListeners {

    /** @param first the pause after a call's first failure; doubles up to {@code longest} @param day after so long an address is switched off */
    record Settings(Duration sweep, Duration first, Duration longest, Duration day, Duration breakPause, Duration longestBreak) {}

    private static final Logger log = LoggerFactory.getLogger(WebhookRunner.class);
    private static final int AT_A_TIME = 8;
    private static final int READ = 64;
    private static final int FAILURES_TO_BREAK = 5;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration PURGES = Duration.ofHours(1);

    private final MongoWebhooks webhooks;
    private final MessageChanges changes;
    private final Caller caller;
    private final Sealed sealed;
    private final StaffNotices notices;
    private final Function<String, String> keyName;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Settings settings;
    private final String owner = Ids.next();
    private final Semaphore signal = new Semaphore(0);
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private volatile Map<String, List<Webhook>> byKey = Map.of();
    private ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private Thread thread = Thread.currentThread();
    private volatile boolean running;
    private volatile @Nullable Instant oldest;
    private Instant nextPurge = Instant.EPOCH;

    WebhookRunner(
            MongoWebhooks webhooks, MessageChanges changes, Caller caller, Sealed sealed, StaffNotices notices, Function<String, String> keyName,
            JsonMapper json, MeterRegistry meters, Clock clock, Settings settings) {
        this.webhooks = webhooks;
        this.changes = changes;
        this.caller = caller;
        this.sealed = sealed;
        this.notices = notices;
        this.keyName = keyName;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
        this.settings = settings;
        Gauge.builder("civikos.webhooks.oldest.waiting", this, runner -> {
            Instant since = runner.oldest;
            return since == null ? 0.0 : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
        }).baseUnit("seconds").description("Age of the oldest call that an address which is on has not taken").register(meters);
    }

    @Override
    public boolean listens(String keyId) {
        return byKey.containsKey(keyId);
    }

    @Override
    public void wake() {
        signal.release();
    }

    /** Webhooks have changed. */
    void reload() {
        byKey = webhooks.all().stream().collect(Collectors.groupingBy(Webhook::keyId));
        wake();
    }

    private void run() {
        boolean prepared = false;
        while (running) {
            try {
                if (!prepared) {
                    webhooks.prepare();
                    prepared = true;
                }
                look();
            } catch (RuntimeException e) {
                log.warn("The look through webhooks is made again: {}", e.toString());
            }
            try {
                signal.tryAcquire(settings.sweep().toMillis(), TimeUnit.MILLISECONDS);
                signal.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look() {
        List<Webhook> all = webhooks.all();
        byKey = all.stream().collect(Collectors.groupingBy(Webhook::keyId));
        writeDown();
        Instant now = clock.instant();
        Instant since = null;
        for (Webhook one : all) {
            if (one.state() != Webhook.State.ON) {
                continue;
            }
            List<Call> first = webhooks.waiting(one.id(), 1);
            if (!first.isEmpty()) {
                since = since == null || first.getFirst().createdAt().isBefore(since) ? first.getFirst().createdAt() : since;
                boolean free = one.pausedUntil() == null || !one.pausedUntil().isAfter(now);
                if (free && inHand.add(one.id())) {
                    workers.execute(() -> work(one.id()));
                }
            }
        }
        oldest = since;
        if (now.isAfter(nextPurge)) {
            nextPurge = now.plus(PURGES);
            webhooks.purge(now.minus(KEPT));
        }
    }

    /** Makes a call of each change for each address of its key, then lets the change be forgotten. Doing it twice makes nothing twice. */
    private void writeDown() {
        while (true) {
            List<MessageChange> untold = changes.untold(READ);
            if (untold.isEmpty()) {
                return;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            List<Call> made = new ArrayList<>();
            for (MessageChange change : untold) {
                for (Webhook one : byKey.getOrDefault(change.keyId(), List.of())) {
                    String eventId = change.messageId() + "-" + change.sequence();
                    Call.State state = one.state() == Webhook.State.ON ? Call.State.WAITING : Call.State.MISSED;
                    made.add(new Call(one.id() + ":" + eventId, one.id(), change.messageId(), eventId, change.sequence(), body(change), state, 0, now, now,
                            now.plus(settings.day()), List.of()));
                }
            }
            webhooks.insertMissing(made);
            untold.forEach(changes::told);
        }
    }

    private String body(MessageChange change) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", change.messageId());
        data.put("reference", change.reference());
        data.put("state", change.state());
        data.put("sequence", change.sequence());
        data.put("reason", change.reason());
        data.put("test", change.test());
        data.put("counts", new TreeMap<>(change.counts()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "message." + change.state());
        body.put("timestamp", change.at().toString());
        body.put("data", data);
        return json.writeValueAsString(body);
    }

    private void work(String id) {
        try {
            Instant now = clock.instant();
            if (!webhooks.claim(id, owner, now, now.plus(LEASE))) {
                return;
            }
            try {
                while (running && round(id)) {
                    if (!webhooks.renew(id, owner, clock.instant().plus(LEASE))) {
                        return;
                    }
                }
            } finally {
                webhooks.release(id, owner);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Webhook {} is called later: {}", id, e.toString());
        } finally {
            inHand.remove(id);
        }
    }

    /** Calls what is due. @return whether there may be more to do at once */
    private boolean round(String id) throws InterruptedException {
        Webhook webhook = webhooks.find(id).orElse(null);
        Instant now = clock.instant();
        if (webhook == null || webhook.state() != Webhook.State.ON || webhook.pausedUntil() != null && webhook.pausedUntil().isAfter(now)) {
            return false;
        }
        boolean broken = webhook.failures() >= FAILURES_TO_BREAK;
        List<Call> due = due(webhooks.waiting(id, READ), now, broken ? 1 : AT_A_TIME);
        if (due.isEmpty()) {
            return false;
        }
        List<byte[]> secrets = webhook.secrets().stream().filter(one -> one.until() == null || one.until().isAfter(now))
                .map(one -> sealed.open(one.sealed())).toList();
        Map<Call, Future<Caller.Outcome>> made = new LinkedHashMap<>();
        Map<Call, Instant> began = new HashMap<>();
        for (Call call : due) {
            began.put(call, clock.instant());
            made.put(call, workers.submit(() -> caller.call(webhook.url(), secrets, call.eventId(), call.body())));
        }
        int failures = webhook.failures();
        boolean well = false;
        for (Map.Entry<Call, Future<Caller.Outcome>> one : made.entrySet()) {
            Caller.Outcome outcome;
            try {
                outcome = one.getValue().get();
            } catch (ExecutionException e) {
                outcome = new Caller.Outcome(Caller.Kind.LATER, null, String.valueOf(e.getCause()), null);
            }
            if (outcome.kind() == Caller.Kind.GONE) {
                record(one.getKey(), outcome, began.get(one.getKey()), Call.State.MISSED, clock.instant());
                switchOff(webhook, String.valueOf(outcome.error()));
                return false;
            }
            if (outcome.kind() == Caller.Kind.LATER) {
                failures++;
                if (later(webhook, one.getKey(), outcome, began.get(one.getKey()), failures)) {
                    return false;
                }
            } else {
                // An address that refuses a call is there, all the same.
                record(one.getKey(), outcome, began.get(one.getKey()), outcome.kind() == Caller.Kind.TAKEN ? Call.State.DELIVERED : Call.State.REFUSED,
                        clock.instant());
                failures = 0;
                well |= outcome.kind() == Caller.Kind.TAKEN;
            }
        }
        if (well && failures == 0) {
            webhooks.wentWell(id, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        }
        return true;
    }

    /** Of each message the first call that waits, if its time has come. */
    private static List<Call> due(List<Call> waiting, Instant now, int most) {
        List<Call> due = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Call call : waiting) {
            if (seen.add(call.messageId()) && !call.nextAt().isAfter(now) && due.size() < most) {
                due.add(call);
            }
        }
        return due;
    }

    /** @return whether the address was switched off */
    private boolean later(Webhook webhook, Call call, Caller.Outcome outcome, Instant began, int failures) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String error = String.valueOf(outcome.error());
        if (!call.giveUpAt().isAfter(now)) {
            record(call, outcome, began, Call.State.MISSED, now);
            switchOff(webhook, error);
            return true;
        }
        Duration pause = doubled(settings.first(), call.tries(), settings.longest());
        Instant next = now.plus(outcome.retryAfter() != null && outcome.retryAfter().compareTo(pause) > 0 ? outcome.retryAfter() : pause);
        record(call, outcome, began, Call.State.WAITING, next.isAfter(call.giveUpAt()) ? call.giveUpAt() : next);
        Instant paused = failures >= FAILURES_TO_BREAK ? now.plus(doubled(settings.breakPause(), failures - FAILURES_TO_BREAK, settings.longestBreak())) : null;
        if (outcome.retryAfter() != null && (paused == null || paused.isBefore(now.plus(outcome.retryAfter())))) {
            // Whoever asks to be left alone is left alone with everything.
            paused = now.plus(outcome.retryAfter());
        }
        webhooks.wentWrong(webhook.id(), failures, paused, error, now);
        return false;
    }

    static Duration doubled(Duration first, int times, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.min(Math.max(times, 0), 16));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    private void record(Call call, Caller.Outcome outcome, Instant began, Call.State state, Instant next) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        webhooks.record(call, state, new Call.Attempt(now, outcome.status(), outcome.error(), (int) Duration.between(began, now).toMillis()), next);
        meters.counter("civikos.webhook.calls", "result", outcome.kind().name().toLowerCase(Locale.ROOT)).increment();
    }

    private void switchOff(Webhook webhook, String error) {
        if (webhooks.state(webhook.id(), Webhook.State.FAILED)) {
            webhooks.missAll(webhook.id());
            notices.tell("webhook-off\n" + webhook.id() + "\n" + clock.instant().truncatedTo(ChronoUnit.MINUTES), "webhook-off",
                    Map.of("url", webhook.url(), "key", keyName.apply(webhook.keyId()), "error", error));
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        workers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());
        thread = Thread.ofPlatform().daemon().name("webhooks").start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        thread.interrupt();
        workers.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After those who send. */
    @Override
    public int getPhase() {
        return 3;
    }
}
