package org.civikos.consultation.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.civikos.consultation.draft.Announcement;
import org.civikos.consultation.draft.Drafts;
import org.civikos.consultation.lease.Leases;
import org.civikos.consultation.lease.Leases.Lease;
import org.civikos.consultation.source.Fetcher.Known;
import org.civikos.consultation.source.Visitor.Visit;
import org.civikos.consultation.text.Letters;
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

    private static final List<String> COMMON = List.of("projekt", "draft", "ligj", "rregullor", "udhezim", "administrativ", "strategji", "koncept", "dokument", "plan", "program",
            "nacrt", "zakon", "uredb", "uputstv", "pravilnik", "strateg", "amend", "regulation", "instruction", "law", "republik", "kosov", "ndryshim", "plotesim", "izmen", "dopun");

    private final Sources sources;
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final Visitor visitor;
    private final ListVisits lists;
    private final MailVisits mails;
    /** By source, for how many days it has brought nothing; 0 where that is nothing unusual. */
    private final Map<String, AtomicInteger> quiet = new ConcurrentHashMap<>();
    private final Drafts drafts;
    private final Leases leases;
    private final SourceProperties properties;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Thread> running = new ConcurrentHashMap<>();
    private volatile boolean active;

    SourceWatch(Sources sources, Visitor visitor, ListVisits lists, MailVisits mails, Drafts drafts, Leases leases, SourceProperties properties, Clock clock, MeterRegistry meters) {
        this.sources = sources;
        this.visitor = visitor;
        this.lists = lists;
        this.mails = mails;
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
        Progress progress = new Progress(Math.max(before.lastSeen(), source.firstNumber() - 1), before.farTurn() == null ? 0 : before.farTurn(), before.skipped());
        FetchFailure failure = null;
        try {
            if (source.kind().equals(Source.MAILBOX)) {
                readMail(id, source, progress);
            } else if (ListVisits.isList(source)) {
                lookThrough(id, source, progress);
            } else {
                lookAhead(id, source, progress);
                lookBack(id, source, progress);
                revisit(id, source, progress);
            }
            if (!source.kind().equals(Source.MAILBOX)) {
                readNamed(id, source, progress);
            }
        } catch (FetchFailure failed) {
            failure = failed;
            LOG.info("Source {}: {} ({})", id, failed.reason().code(), failed.getMessage());
        }
        int failures = failure == null ? 0 : before.failuresInRow() + 1;
        Instant next = clock.instant().plus(failure == null ? properties.pollInterval() : backOff(failures, failure.retryAfter()));
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        SourceProgress after = before.checked(clock.instant(), today, failure == null ? null : failure.reason().code(),
                progress.changed, progress.found, progress.lastSeen, failures, next, visitor.circuit(id), progress.farTurn, progress.skipped);
        sources.keep(after);
        quiet.computeIfAbsent(id, one -> meters.gauge("civikos.source.quiet.days", Tags.of("source", one), new AtomicInteger()))
                .set(sources.quiet(after, today).map(SourceProgress.Quiet::days).orElse(0));
        meters.counter("civikos.source.checks", "source", id, "outcome", failure == null ? "ok" : failure.reason().code()).increment();
    }

    private static final class Progress {
        private int lastSeen;
        private boolean changed;
        private int found;
        private int farTurn;
        private SourceProgress.@Nullable Skipped skipped;

        Progress(int lastSeen, int farTurn, SourceProgress.@Nullable Skipped skipped) {
            this.lastSeen = lastSeen;
            this.farTurn = farTurn;
            this.skipped = skipped;
        }
    }

    private void lookAhead(String id, Source source, Progress progress) throws FetchFailure, InterruptedException {
        int read = 0;
        for (int number = progress.lastSeen + 1; number <= progress.lastSeen + properties.lookAhead() && read < properties.mostPages(); number++) {
            read += lookAt(id, source, number, progress) ? 1 : 0;
        }
        if (read == 0 && followFront(id, source, progress) == 0) {
            lookFar(id, source, progress);
        }
    }

    /**
     * A publisher may leave out any number of numbers. The start page, where there is one, links to what is new: one request as often as known pages are looked at, and as many
     * as there are new numbers, up to the most at a look. That it cannot be read is no failure of the source.
     *
     * @return how many new pages were read
     */
    private int followFront(String id, Source source, Progress progress) throws FetchFailure, InterruptedException {
        SourcePage known = sources.page(SourcePage.listId(id)).orElse(null);
        Instant now = clock.instant();
        if (known != null && known.nextVisitAt().isAfter(now)) {
            return 0;
        }
        Visitor.Front front;
        try {
            front = visitor.front(id, source, known != null && known.readAt() != null && visitor.trusts(known.readAt()) ? new Known(known.etag(), known.lastModified()) : Known.NOTHING);
        } catch (FetchFailure failure) {
            LOG.debug("Source {}: its start page says nothing: {}", id, failure.reason().code());
            front = new Visitor.Front(new TreeSet<>(), null, null);
        }
        int read = 0;
        int asked = 0;
        for (int number : front.numbers().tailSet(progress.lastSeen + properties.lookAhead() + 1)) {
            if (asked >= properties.mostPages()) {
                break;
            }
            if (sources.page(SourcePage.id(id, number)).isEmpty()) {
                asked++;
                read += lookAt(id, source, number, progress) ? 1 : 0;
            }
        }
        // Where there is more than fits into one look, it must not answer "not modified" at the next.
        boolean all = asked < properties.mostPages();
        sources.keep(new SourcePage(SourcePage.listId(id), id, 0, all ? front.etag() : null, all ? front.lastModified() : null, "", all ? now.plus(openPages()) : now, now, null, null, null, now, 0));
        return read;
    }

    private void lookFar(String id, Source source, Progress progress) throws FetchFailure, InterruptedException {
        int from = progress.lastSeen + properties.lookAhead() + 1;
        for (int distance : FarLooks.at(progress.farTurn++, properties.farLooks()).toArray()) {
            if (lookAt(id, source, from + distance, progress)) {
                return;
            }
        }
    }

    /** Once through what a jump has passed over, as many at a look as are tried far ahead: the publisher may have filled some of it. */
    private void lookBack(String id, Source source, Progress progress) throws FetchFailure, InterruptedException {
        int asked = 0;
        while (progress.skipped != null && asked < properties.farLooks()) {
            int number = progress.skipped.from();
            if (sources.page(SourcePage.id(id, number)).isEmpty()) {
                asked++;
                read(id, source, number, progress);
            }
            progress.skipped = number + 1 < progress.skipped.to() ? new SourceProgress.Skipped(number + 1, progress.skipped.to()) : null;
        }
    }

    /** Reads the page of a number, and a new draft with it. @return whether there is one */
    private boolean read(String id, Source source, int number, Progress progress) throws FetchFailure, InterruptedException {
        Visit visit = visitor.page(id, source, number, Known.NOTHING);
        if (visit.announcement().isEmpty()) {
            return false;
        }
        Announcement page = visit.announcement().get();
        // The page of a draft that people brought in is read for that one.
        if (sources.page(SourcePage.id(id, number)).isEmpty() && !drafts.isPageOfAnother(id, page.url(), number)) {
            drafts.detected(id, page, source.opening() == Source.Opening.AUTOMATIC, source.institution());
            progress.found++;
            sources.keep(seen(id, number, page, visit, null, clock.instant()));
        }
        progress.changed = true;
        return true;
    }

    /** Reads the page of a number that is ahead; where there is one, the sequence goes on from there. */
    private boolean lookAt(String id, Source source, int number, Progress progress) throws FetchFailure, InterruptedException {
        if (!read(id, source, number, progress)) {
            return false;
        }
        if (number > progress.lastSeen + properties.lookAhead() + FarLooks.FARTHEST) {
            // One page with a number out of all proportion must not lead the watch away from where the publisher goes on.
            LOG.info("Source {}: number {} is far beyond {}, the last of the sequence", id, number, progress.lastSeen);
            return true;
        }
        Instant now = clock.instant();
        int near = Math.max(progress.lastSeen + 1, number - FarLooks.NEAR - properties.lookAhead());
        for (int gap = near; gap < number; gap++) {
            if (sources.page(SourcePage.id(id, gap)).isEmpty()) {
                sources.keep(SourcePage.gap(id, gap, now.plus(openPages()), now.plus(GAP)));
            }
        }
        if (near > progress.lastSeen + 1) {
            progress.skipped = new SourceProgress.Skipped(progress.skipped == null ? progress.lastSeen + 1 : progress.skipped.from(), near);
        }
        progress.lastSeen = number;
        progress.farTurn = 0;
        return true;
    }

    private void revisit(String id, Source source, Progress progress) throws FetchFailure, InterruptedException {
        for (SourcePage known : sources.duePages(id, clock.instant(), properties.mostPages())) {
            if (isFree(id, known)) {
                continue;
            }
            Visit visit;
            try {
                boolean trusted = known.readAt() != null && visitor.trusts(known.readAt());
                visit = visitor.page(id, source, known.number(), trusted ? new Known(known.etag(), known.lastModified()) : Known.NOTHING);
            } catch (FetchFailure failure) {
                // The one page that fails goes to the end of the line, so that it does not stand in the way of all others.
                sources.keep(known.due(clock.instant().plus(openPages())));
                throw failure;
            }
            sources.keep(visited(id, source, known, visit, progress));
        }
    }

    /** Whether a page no longer stands for the draft that people had named it for. It is forgotten then, and found anew like any other. */
    private boolean isFree(String id, SourcePage known) {
        if (known.draft() == null || known.hash().isEmpty() || drafts.isStillPageOf(known.draft(), id, String.valueOf(known.url()), known.url() == null && known.number() > 0 ? known.number() : null)) {
            return false;
        }
        if (known.url() == null) {
            sources.keep(SourcePage.gap(id, known.number(), clock.instant(), clock.instant().plus(GAP)));
        } else {
            sources.forget(known.id(), SourcePage.listId(id));
        }
        return true;
    }

    /** Pages that people have named, or a message's link has: from the first reading on they are visited like all others. */
    private void readNamed(String id, Source source, Progress progress) throws FetchFailure, InterruptedException {
        for (Drafts.Wanted wanted : drafts.pagesToFollow(id, clock.instant().minus(openPages()), properties.mostPages())) {
            String key = wanted.number() == null ? SourcePage.keyOf(id, wanted.url()) : SourcePage.id(id, wanted.number());
            SourcePage known = sources.page(key).orElse(null);
            if (known != null && !known.hash().isEmpty() && !known.draftId().equals(wanted.draft()) && !drafts.gives(known.draftId(), wanted.draft())) {
                drafts.pageNotRead(wanted.draft(), "page-of-another-draft");
                continue;
            }
            Visit visit;
            try {
                visit = visitor.named(id, source, wanted.url(), wanted.number(), Known.NOTHING);
            } catch (FetchFailure failure) {
                drafts.pageNotRead(wanted.draft(), failure.reason().code());
                LOG.info("Source {}: the page of draft {} cannot be read: {}", id, wanted.draft(), failure.reason().code());
                continue;
            }
            if (visit.announcement().isEmpty()) {
                drafts.pageNotRead(wanted.draft(), FetchFailure.Reason.GONE.code());
                continue;
            }
            Instant now = clock.instant();
            Announcement page = visit.announcement().get();
            sources.keep(new SourcePage(key, id, wanted.number() == null ? 0 : wanted.number(), visit.etag(), visit.lastModified(), hash(page), now.plus(openPages()), watchUntil(page, now),
                    wanted.draft(), page.title(), page.start(), now, 0, wanted.number() == null ? wanted.url() : null));
            drafts.follows(wanted.draft(), page);
            progress.changed = true;
        }
    }

    /** Takes in what a visit brought; ends with what is known of the page now. */
    private SourcePage visited(String id, Source source, SourcePage known, Visit visit, Progress progress) {
        Instant now = clock.instant();
        if (!visit.unchanged() && visit.announcement().isEmpty()) {
            if (known.hash().isEmpty()) {
                return known.due(now.plus(openPages()));
            }
            return notThere(known, progress).due(now.plus(openPages()));
        }
        if (visit.unchanged()) {
            drafts.lookAgain(known.draftId());
            return known.due(now.plus(openPages()));
        }
        Announcement page = visit.announcement().orElseThrow();
        boolean automatic = source.opening() == Source.Opening.AUTOMATIC;
        if (known.hash().isEmpty()) {
            drafts.detected(known.draftId(), id, page, automatic, source.institution());
            progress.found++;
            progress.changed = true;
            return seen(id, known.number(), page, visit, null, now);
        }
        if (known.url() == null && isAnother(known, page)) {
            // Its comments must not end up under another law: the number goes to a draft of its own, and the first one has lost its page.
            LOG.warn("Source {}: number {} stands for another draft now", id, known.number());
            String draft = Drafts.id(id, known.number(), page.title());
            drafts.pageThere(known.draftId(), false);
            drafts.detected(draft, id, page, automatic, source.institution());
            progress.found++;
            progress.changed = true;
            return seen(id, known.number(), page, visit, draft, now);
        }
        if (known.timesMissing() >= properties.goneAfter()) {
            drafts.pageThere(known.draftId(), true);
            progress.changed = true;
        }
        if (!hash(page).equals(known.hash())) {
            drafts.changed(known.draftId(), page, known.title(), source.institution());
            progress.changed = true;
        }
        drafts.lookAgain(known.draftId());
        return new SourcePage(known.id(), id, known.number(), visit.etag(), visit.lastModified(), hash(page), now.plus(openPages()), watchUntil(page, now), known.draft(),
                page.title(), page.start(), now, 0, known.url());
    }

    /** New messages; how far it has been read is kept after each, so that a crash repeats one at most, which makes no second draft. */
    private void readMail(String id, Source source, Progress progress) throws FetchFailure, InterruptedException {
        SourcePage box = sources.page(SourcePage.listId(id)).orElse(null);
        MailVisits.Position last = new MailVisits.Position(box == null || box.etag() == null ? 0 : Long.parseLong(box.etag()),
                box == null || box.lastModified() == null ? 0 : Long.parseLong(box.lastModified()));
        MailVisits.Position read = mails.after(id, source, last, (mail, position) -> {
            if (drafts.received(mail.draft(), id, mail.title(), mail.body(), mail.files(), source.institution())) {
                progress.found++;
                progress.changed = true;
            }
            // Also for one that was taken in before: a crash may have come in between.
            mail.links().stream().map(sources::recognise).flatMap(Optional::stream).findFirst().ifPresent(place -> {
                SourcePage page = sources.page(place.number() == null ? SourcePage.keyOf(place.source(), place.url()) : SourcePage.id(place.source(), place.number())).orElse(null);
                // What the source has found itself is the draft, and the message a sighting of it.
                boolean known = page != null && !page.hash().isEmpty() && drafts.isSightingOf(mail.draft(), page.draftId());
                if (!known && !drafts.isPageOfAnother(place.source(), place.url(), place.number())) {
                    drafts.recognisedAt(mail.draft(), place);
                }
            });
            keepPosition(id, position);
        });
        if (box == null || !read.equals(last)) {
            keepPosition(id, read);
        }
    }

    private void keepPosition(String id, MailVisits.Position read) {
        Instant now = clock.instant();
        sources.keep(new SourcePage(SourcePage.listId(id), id, 0, String.valueOf(read.validity()), String.valueOf(read.last()), "", now.plus(FOREVER), now, null, null, null, now, 0));
    }

    /** A list: what is new in it, what reads differently, and whose turn it is to be looked at again. */
    private void lookThrough(String id, Source source, Progress progress) throws FetchFailure, InterruptedException {
        SourcePage list = sources.page(SourcePage.listId(id)).orElse(null);
        boolean trusted = list != null && list.readAt() != null && visitor.trusts(list.readAt()) && source.listing() != null && source.listing().hashCode() == list.number();
        // Entries whose own pages are due are found by the list, so it is fetched whole then.
        boolean following = source.listing() != null && source.listing().follow() && !sources.duePages(id, clock.instant(), 1).isEmpty();
        ListVisits.Listed listed = lists.list(id, source, trusted && !following ? new Known(list.etag(), list.lastModified()) : Known.NOTHING);
        Instant now = clock.instant();
        Set<String> done = new HashSet<>();
        int read = 0;
        boolean all = true;
        for (Announcement entry : listed.entries()) {
            String key = SourcePage.keyOf(id, entry.url());
            if (!done.add(key)) {
                continue;
            }
            SourcePage known = sources.page(key).orElse(null);
            if (known == null && read >= properties.mostPages()) {
                // The rest at the next check: then the list must not answer "not modified".
                all = false;
                break;
            }
            if (known == null && drafts.isPageOfAnother(id, entry.url(), null)) {
                continue;
            }
            if (known == null) {
                read++;
                Optional<Announcement> page = lists.detail(id, source, entry);
                String draft = SourcePage.draftOf(id, entry.url());
                if (page.isPresent()) {
                    drafts.detected(draft, id, page.get(), source.opening() == Source.Opening.AUTOMATIC, source.institution());
                    progress.found++;
                    progress.changed = true;
                }
                sources.keep(new SourcePage(key, id, 0, null, null, page.map(SourceWatch::hash).orElse(""), now.plus(openPages()), watchUntil(page.orElse(entry), now), draft,
                        page.orElse(entry).title(), page.orElse(entry).start(), now, page.isPresent() ? 0 : 1));
            } else if (known.url() == null && now.isBefore(known.watchUntil())) {
                boolean due = !known.nextVisitAt().isAfter(now);
                boolean follow = source.listing() != null && source.listing().follow();
                if (!follow || due) {
                    listedAgain(id, source, known, entry, due, progress);
                }
            }
        }
        if (!listed.unchanged() && all) {
            sources.listed(id, now).stream().filter(page -> !done.contains(page.id())).forEach(page -> sources.keep(page.off(now)));
        }
        for (SourcePage known : sources.duePages(id, now, properties.mostPages())) {
            if (isFree(id, known)) {
                continue;
            }
            if (known.url() != null) {
                visitNamed(id, source, known, progress);
            } else if (known.draft() != null && !done.contains(known.id())) {
                if (known.offSince() != null) {
                    visitOffList(id, source, known, progress);
                } else {
                    // The list is unchanged, and what it names with it: its documents are looked at all the same.
                    drafts.lookAgain(known.draft());
                    sources.keep(known.due(clock.instant().plus(openPages())));
                }
            }
        }
        if (!listed.unchanged()) {
            sources.keep(new SourcePage(SourcePage.listId(id), id, source.listing() == null ? 0 : source.listing().hashCode(), all ? listed.etag() : null, all ? listed.lastModified() : null, "",
                    now.plus(FOREVER), now, null, null, null, now, 0));
        }
    }

    private void visitNamed(String id, Source source, SourcePage known, Progress progress) throws FetchFailure, InterruptedException {
        Visit visit;
        try {
            boolean trusted = known.readAt() != null && visitor.trusts(known.readAt());
            visit = visitor.named(id, source, Objects.requireNonNull(known.url()), null, trusted ? new Known(known.etag(), known.lastModified()) : Known.NOTHING);
        } catch (FetchFailure failure) {
            sources.keep(known.due(clock.instant().plus(openPages())));
            throw failure;
        }
        sources.keep(visited(id, source, known, visit, progress));
    }

    /** What was pushed off the list by newer ones, or was taken off it, is followed at its own page until it closes. */
    private void visitOffList(String id, Source source, SourcePage known, Progress progress) throws FetchFailure, InterruptedException {
        Instant next = clock.instant().plus(openPages());
        Announcement before = drafts.asSaid(known.draftId()).orElse(null);
        if (before == null) {
            sources.keep(known.due(next));
            return;
        }
        ListVisits.OffList look;
        try {
            look = lists.offList(id, source, before, known.own());
        } catch (FetchFailure failure) {
            sources.keep(known.due(next));
            if (!failure.reason().lasting() && failure.reason() != FetchFailure.Reason.NOT_UNDERSTOOD) {
                throw failure;
            }
            // A page that may not or cannot be read is no failure of the source; the documents are there all the same.
            LOG.debug("Source {}: the page of draft {} says nothing: {}", id, known.draftId(), failure.reason().code());
            drafts.lookAgain(known.draftId());
            return;
        }
        if (look.page().isEmpty()) {
            sources.keep(notThere(known, progress).due(next));
            return;
        }
        Announcement page = look.page().get();
        if (known.timesMissing() >= properties.goneAfter()) {
            drafts.pageThere(known.draftId(), true);
            progress.changed = true;
        }
        if (!page.equals(before)) {
            drafts.changed(known.draftId(), page, known.title(), source.institution());
            progress.changed = true;
        }
        drafts.lookAgain(known.draftId());
        meters.counter("civikos.source.off.list", "source", id).increment();
        sources.keep(known.readOff(clock.instant(), next, watchUntil(page, clock.instant()), look.own()));
    }

    /** One more look at which it is not there: from the last that is needed on, it counts as gone. */
    private SourcePage notThere(SourcePage known, Progress progress) {
        int missing = known.timesMissing() + 1;
        if (missing == properties.goneAfter()) {
            drafts.pageThere(known.draftId(), false);
            progress.changed = true;
        }
        return known.missing(missing);
    }

    private void listedAgain(String id, Source source, SourcePage known, Announcement entry, boolean due, Progress progress) throws FetchFailure, InterruptedException {
        Optional<Announcement> page = lists.detail(id, source, entry);
        Instant next = due ? clock.instant().plus(openPages()) : known.nextVisitAt();
        if (page.isEmpty()) {
            sources.keep(notThere(known, progress).due(next));
            return;
        }
        if (known.timesMissing() >= properties.goneAfter()) {
            drafts.pageThere(known.draftId(), true);
        }
        String hash = hash(page.get());
        if (!hash.equals(known.hash())) {
            if (known.hash().isEmpty()) {
                drafts.detected(known.draftId(), id, page.get(), source.opening() == Source.Opening.AUTOMATIC, source.institution());
                progress.found++;
            } else {
                drafts.changed(known.draftId(), page.get(), known.title(), source.institution());
            }
            progress.changed = true;
        }
        if (due) {
            drafts.lookAgain(known.draftId());
        }
        if (due || known.offSince() != null || !hash.equals(known.hash())) {
            sources.keep(new SourcePage(known.id(), id, 0, null, null, hash, next, watchUntil(page.get(), clock.instant()), known.draft(), page.get().title(), page.get().start(),
                    clock.instant(), 0));
        }
    }

    private SourcePage seen(String id, int number, Announcement page, Visit visit, @Nullable String draft, Instant now) {
        return new SourcePage(SourcePage.id(id, number), id, number, visit.etag(), visit.lastModified(), hash(page), now.plus(openPages()), watchUntil(page, now), draft,
                page.title(), page.start(), now, 0);
    }

    /** Hardly a word of the title left and another first day: that is not the same draft under a corrected title. */
    private static boolean isAnother(SourcePage known, Announcement page) {
        if (known.title() == null || Objects.equals(known.start(), page.start())) {
            return false;
        }
        Set<String> before = telling(known.title());
        Set<String> after = telling(page.title());
        Set<String> common = new HashSet<>(before);
        common.retainAll(after);
        return !before.isEmpty() && !after.isEmpty() && 3 * common.size() < Math.min(before.size(), after.size());
    }

    /** The words by which a title can be told from others: no short ones, and none that many titles have. */
    private static Set<String> telling(String title) {
        Set<String> words = new HashSet<>(Letters.words(title));
        words.removeIf(word -> word.length() < 4 || COMMON.stream().anyMatch(word::startsWith));
        return words;
    }

    private Duration openPages() {
        return properties.pollInterval().multipliedBy(properties.openPageFactor());
    }

    private static Instant watchUntil(Announcement page, Instant now) {
        if (page.end() == null || isMistyped(page, now)) {
            return now.plus(WITHOUT_END);
        }
        return page.end().plusDays(1).atStartOfDay(WorkingDays.ZONE).toInstant().plus(AFTER_THE_END);
    }

    /** Ended before it is known, though it has only just begun: somebody will put the date right, and then it must not be missed. */
    private static boolean isMistyped(Announcement page, Instant now) {
        return page.start() != null && page.end().isBefore(LocalDate.ofInstant(now, WorkingDays.ZONE)) && page.start().isAfter(LocalDate.ofInstant(now.minus(WITHOUT_END), WorkingDays.ZONE));
    }

    /** Twice as long after each failure, between half of it and all of it; not less than the server asks for. At most an hour in any case: a server that asks for days has a wrong clock. */
    Duration backOff(int failures, @Nullable Duration retryAfter) {
        Duration most = properties.pollInterval().multipliedBy(MOST_INTERVALS);
        most = most.compareTo(properties.longestBackOff()) > 0 ? properties.longestBackOff() : most;
        Duration full = properties.pollInterval().multipliedBy(1L << Math.min(failures, 20));
        full = full.compareTo(most) > 0 ? most : full;
        Duration wait = Duration.ofMillis(full.toMillis() / 2 + ThreadLocalRandom.current().nextLong(full.toMillis() / 2 + 1));
        Duration asked = retryAfter == null ? Duration.ZERO : retryAfter.compareTo(properties.longestBackOff()) > 0 ? properties.longestBackOff() : retryAfter;
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
