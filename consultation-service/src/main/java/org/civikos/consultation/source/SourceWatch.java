package org.civikos.consultation.source;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.civikos.consultation.draft.Announcement;
import org.civikos.consultation.draft.Drafts;
import org.civikos.consultation.lease.Leases;
import org.civikos.consultation.lease.Leases.Lease;
import org.civikos.consultation.source.Fetcher.Known;
import org.civikos.consultation.source.Visitor.Visit;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Watches every source: looks for new numbers at each poll interval and at known pages less often, one instance at a time
 * per source. After a failure the next look waits longer each time, with some chance in it, up to an hour.
 */
@Component
class SourceWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);
    /** How long a page is looked at after its end date, for final reports; and in all where it has none. */
    private static final Duration AFTER_THE_END = Duration.ofDays(14);
    private static final Duration WITHOUT_END = Duration.ofDays(90);
    private static final Duration GAP = Duration.ofDays(30);
    /** How much longer than a poll interval the back-off waits at most. */
    private static final int MOST_INTERVALS = 30;

    private final Sources sources;
    private final Visitor visitor;
    private final Drafts drafts;
    private final Leases leases;
    private final SourceProperties properties;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Thread> running = new ConcurrentHashMap<>();
    private volatile boolean active;

    SourceWatch(Sources sources, Visitor visitor, Drafts drafts, Leases leases, SourceProperties properties, Clock clock, MeterRegistry meters) {
        this.sources = sources;
        this.visitor = visitor;
        this.drafts = drafts;
        this.leases = leases;
        this.properties = properties;
        this.clock = clock;
        this.meters = meters;
    }

    /** Starts a check of every source that is due; a slow one holds up no other. */
    @Scheduled(initialDelay = 1_000, fixedDelay = 500)
    void look() {
        if (!active) {
            return;
        }
        try {
            for (Versioned<Source> source : sources.all()) {
                if (!source.state().paused() && !running.containsKey(source.id())
                        && !sources.progress(source.id(), source.state()).nextCheckAt().isAfter(clock.instant())) {
                    Thread thread = Thread.ofVirtual().name("source-" + source.id()).unstarted(() -> run(source));
                    if (running.putIfAbsent(source.id(), thread) == null) {
                        thread.start();
                    }
                }
            }
        } catch (RuntimeException storeAway) {
            LOG.warn("Sources could not be looked up; tried again soon: {}", storeAway.getMessage());
        }
    }

    private void run(Versioned<Source> source) {
        try {
            Optional<Lease> lease = leases.acquire("source-" + source.id());
            if (lease.isPresent()) {
                try (Lease held = lease.get()) {
                    check(source.id(), source.state());
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOG.warn("The check of source {} failed", source.id(), failed);
        } finally {
            running.remove(source.id());
        }
    }

    /** One check, under the source's lease. */
    void check(String id, Source source) throws InterruptedException {
        Instant now = clock.instant();
        SourceProgress before = sources.progress(id, source);
        if (before.nextCheckAt().isAfter(now)) {
            return;
        }
        Progress progress = new Progress(Math.max(before.lastSeen(), source.firstNumber() - 1));
        FetchFailure failure = null;
        try {
            lookAhead(id, source, progress);
            revisit(id, source, progress);
        } catch (FetchFailure failed) {
            failure = failed;
            LOG.info("Source {}: {} ({})", id, failed.reason().code(), failed.getMessage());
        }
        int failures = failure == null ? 0 : before.failuresInRow() + 1;
        Instant next = clock.instant().plus(failure == null ? properties.pollInterval() : backOff(failures, failure.retryAfter()));
        sources.keep(before.checked(clock.instant(), LocalDate.ofInstant(now, ZoneOffset.UTC), failure == null ? null : failure.reason().code(),
                progress.changed, progress.lastSeen, failures, next, visitor.circuit(id)));
        meters.counter("civikos.source.checks", "source", id, "outcome", failure == null ? "ok" : failure.reason().code()).increment();
    }

    private static final class Progress {
        private int lastSeen;
        private boolean changed;

        Progress(int lastSeen) {
            this.lastSeen = lastSeen;
        }
    }

    private void lookAhead(String id, Source source, Progress progress) throws FetchFailure, InterruptedException {
        int read = 0;
        for (int number = progress.lastSeen + 1; number <= progress.lastSeen + properties.lookAhead() && read < properties.mostPages(); number++) {
            Visit visit = visitor.page(id, source, number, Known.NOTHING);
            if (visit.announcement().isEmpty()) {
                continue;
            }
            read++;
            Announcement page = visit.announcement().get();
            drafts.detected(id, page, source.opening() == Source.Opening.AUTOMATIC, source.institution());
            Instant now = clock.instant();
            sources.keep(new SourcePage(SourcePage.id(id, number), id, number, visit.etag(), visit.lastModified(), hash(page), now.plus(openPages()), watchUntil(page, now)));
            for (int gap = progress.lastSeen + 1; gap < number; gap++) {
                sources.keep(new SourcePage(SourcePage.id(id, gap), id, gap, null, null, "", now.plus(openPages()), now.plus(GAP)));
            }
            progress.lastSeen = number;
            progress.changed = true;
        }
    }

    private void revisit(String id, Source source, Progress progress) throws FetchFailure, InterruptedException {
        for (SourcePage known : sources.duePages(id, clock.instant(), properties.mostPages())) {
            Visit visit;
            try {
                visit = visitor.page(id, source, known.number(), new Known(known.etag(), known.lastModified()));
            } catch (FetchFailure failure) {
                // The one page that fails goes to the end of the line, so that it does not stand in the way of all others.
                sources.keep(known.due(clock.instant().plus(openPages())));
                throw failure;
            }
            Instant now = clock.instant();
            SourcePage next = known.due(now.plus(openPages()));
            if (!visit.unchanged() && visit.announcement().isPresent()) {
                Announcement page = visit.announcement().get();
                String hash = hash(page);
                if (known.hash().isEmpty()) {
                    drafts.detected(id, page, source.opening() == Source.Opening.AUTOMATIC, source.institution());
                    progress.changed = true;
                } else if (!hash.equals(known.hash())) {
                    drafts.changed(id, page, source.institution());
                    progress.changed = true;
                }
                next = new SourcePage(known.id(), id, known.number(), visit.etag(), visit.lastModified(), hash, next.nextVisitAt(), watchUntil(page, now));
            }
            sources.keep(next);
        }
    }

    private Duration openPages() {
        return properties.pollInterval().multipliedBy(properties.openPageFactor());
    }

    private static Instant watchUntil(Announcement page, Instant now) {
        return page.end() == null ? now.plus(WITHOUT_END) : page.end().plusDays(1).atStartOfDay(WorkingDays.ZONE).toInstant().plus(AFTER_THE_END);
    }

    /** Twice as long after each failure, between half of it and all of it, at most an hour; never less than the server asks for. */
    Duration backOff(int failures, @Nullable Duration retryAfter) {
        Duration most = properties.pollInterval().multipliedBy(MOST_INTERVALS);
        most = most.compareTo(properties.longestBackOff()) > 0 ? properties.longestBackOff() : most;
        Duration full = properties.pollInterval().multipliedBy(1L << Math.min(failures, 20));
        full = full.compareTo(most) > 0 ? most : full;
        Duration wait = Duration.ofMillis(full.toMillis() / 2 + ThreadLocalRandom.current().nextLong(full.toMillis() / 2 + 1));
        Duration asked = retryAfter == null || retryAfter.compareTo(properties.longestBackOff()) > 0 ? Duration.ZERO : retryAfter;
        return wait.compareTo(asked) > 0 ? wait : asked;
    }

    private static String hash(Announcement page) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(page.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void start() {
        active = true;
    }

    @Override
    public void stop() {
        active = false;
        running.values().forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return active;
    }
}
