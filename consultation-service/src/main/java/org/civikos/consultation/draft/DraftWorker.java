package org.civikos.consultation.draft;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.consultation.NewConsultation;
import org.civikos.consultation.consultation.DraftChange;
import org.civikos.consultation.consultation.Revisions;
import org.civikos.consultation.consultation.Structure;
import org.civikos.consultation.consultation.Structures;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.draft.DocumentSource.Validators;
import org.civikos.consultation.draft.Draft.State;
import org.civikos.consultation.lease.Leases;
import org.civikos.consultation.lease.Leases.Lease;
import org.civikos.consultation.plan.PlanLinks;
import org.civikos.consultation.plan.Published;
import org.civikos.consultation.draft.Reader.Lane;
import org.civikos.consultation.structure.Act;
import org.civikos.consultation.structure.ScannedPages;
import org.civikos.consultation.structure.Threads;
import org.civikos.consultation.structure.UnreadableDocument;
import org.civikos.consultation.structure.Warning;
import org.civikos.consultation.text.Letters;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.time.WorkingDays;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.consultation.difference.Comparison;
import org.civikos.consultation.structure.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Carries drafts on step by step: fetch each document, take the main one apart, decide, open. Every step is found out from
 * the draft as stored, may be repeated, and ends with one write; so after a crash the next look goes on where it stopped.
 */
@Component
class DraftWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DraftWorker.class);
    private static final int WORKERS = 4;
    private static final int MOST_ATTEMPTS = 12;
    private static final int MOST_STEPS = 100;
    private static final int MOST_LOOKS = 40;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    /** From so many copies on, a document that is another at each look is taken once in that time only. */
    private static final int RESTLESS = 3;
    private static final Duration RESTLESS_LOOK = Duration.ofHours(24);

    private final Drafts drafts;
    private final DraftWork work;
    private final DocumentSource source;
    private final Documents documents;
    private final Structures structures;
    private final Reader reader;
    private final Consultations consultations;
    private final Revisions revisions;
    private final SplitRepairs repairs;
    private final Twins twins;
    private final TextTwins textTwins;
    private final PlanLinks plan;
    private final DraftText texts;
    private final MeterRegistry meters;
    private final Leases leases;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();

    DraftWorker(Drafts drafts, DraftWork work, DocumentSource source, Documents documents, Structures structures, Reader reader,
            Consultations consultations, Revisions revisions, SplitRepairs repairs, Twins twins, TextTwins textTwins, PlanLinks plan, DraftText texts, Leases leases, Clock clock, MeterRegistry meters) {
        this.drafts = drafts;
        this.work = work;
        this.source = source;
        this.documents = documents;
        this.structures = structures;
        this.reader = reader;
        this.consultations = consultations;
        this.revisions = revisions;
        this.repairs = repairs;
        this.twins = twins;
        this.textTwins = textTwins;
        this.plan = plan;
        this.texts = texts;
        this.meters = meters;
        this.leases = leases;
        this.clock = clock;
    }

    private static final class Later extends Exception {
        private static final long serialVersionUID = 1L;

        Later(String why) {
            super(why, null, false, false);
        }
    }

    @Scheduled(initialDelay = 500, fixedDelay = 5_000)
    void sweep() {
        try {
            work.sweep();
        } catch (RuntimeException storeAway) {
            LOG.warn("Waiting drafts could not be looked up; tried again in 5 s: {}", storeAway.getMessage());
        }
    }

    private void run(Lane lane) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                carryOn(work.take(lane), lane);
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError failed) {
                // A document that is too much for the memory must not take the worker with it.
                LOG.warn("A draft could not be carried on; the sweep tries it again", failed);
            }
        }
    }

    /**
     * Does everything that can be done with the draft now, but for what takes minutes: that is left to the lane of scans. Where a worker is at it, as after a look at its page,
     * it is waited for some moments: a person has pressed a button.
     */
    void carryOn(String id) throws InterruptedException {
        for (int looks = 0; looks < MOST_LOOKS && !carryOn(id, Lane.TEXT); looks++) {
            Thread.sleep(LOOK);
        }
    }

    /** @return false where somebody else is at it */
    private boolean carryOn(String id, Lane lane) throws InterruptedException {
        Optional<Lease> lease = leases.acquire("draft-" + id);
        if (lease.isEmpty()) {
            return false;
        }
        try (Lease held = lease.get()) {
            DraftWork.Entry entry = work.find(id);
            if (entry == null) {
                return true;
            }
            try {
                for (int steps = 0; step(id, lane, entry.attempts() + 1 >= MOST_ATTEMPTS); steps++) {
                    if (steps >= MOST_STEPS) {
                        throw new IllegalStateException("Draft " + id + " does not come to an end");
                    }
                }
                work.done(entry);
            } catch (ScannedPages scan) {
                work.wake(id, Lane.SCANS);
            } catch (Later later) {
                work.putOff(entry, wait(entry.attempts()));
                LOG.info("Draft {} goes on later: {}", id, later.getMessage());
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError failed) {
                work.putOff(entry, wait(entry.attempts()));
                throw failed;
            }
            return true;
        }
    }

    private static Duration wait(int attempts) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /**
     * One step.
     *
     * @return whether there may be another
     */
    private boolean step(String id, Lane lane, boolean lastAttempt) throws Later, InterruptedException {
        Optional<Versioned<Draft>> found = drafts.find(id);
        if (found.isEmpty()) {
            return false;
        }
        Draft draft = found.get().state();
        if (draft.state() == State.DISMISSED) {
            return false;
        }
        Announcement.Document missing = draft.missing();
        if (missing != null) {
            fetch(id, draft, missing, lane, lastAttempt);
            return true;
        }
        Draft.Kept stale = draft.stale();
        if (stale != null) {
            lookAgain(id, draft, stale);
            return true;
        }
        if (draft.isReadingAnother()) {
            takeIn(id, draft, draft.incoming(), lane);
            return true;
        }
        if (readAnew(id, draft)) {
            return true;
        }
        if (draft.state() == State.OPENED) {
            follow(id, draft, lane);
            return false;
        }
        if (draft.opening() != null) {
            open(id, draft, draft.opening());
            return true;
        }
        if (draft.state() != State.READING) {
            return false;
        }
        if (!draft.reading().done()) {
            read(id, draft, lane);
            return true;
        }
        decide(id, draft);
        return true;
    }

    private void fetch(String id, Draft draft, Announcement.Document wanted, Lane lane, boolean lastAttempt) throws Later, InterruptedException {
        Instant now = now();
        DocumentSource.Download download;
        try {
            download = source.fetch(draft.publisher(), wanted.url(), Validators.NONE);
        } catch (DocumentSource.NotAvailable notAvailable) {
            if (!notAvailable.lasting() && !lastAttempt) {
                throw new Later(notAvailable.code());
            }
            Draft.Kept failed = new Draft.Kept(wanted.url(), null, notAvailable.code(), now, null, null, 0);
            drafts.store().change(id, state -> Change.quiet(state.with(failed)));
            return;
        }
        Draft.Kept left = draft.left();
        String sha = Documents.sha256(download.content());
        if (left != null && sha.equals(left.document().sha256())) {
            Draft.Kept moved = new Draft.Kept(wanted.url(), left.document(), null, now, now, download.validators(), left.copies());
            drafts.store().change(id, state -> Change.quiet(state.without(left.url()).with(moved)));
            return;
        }
        Draft.Kept sent = draft.files().stream().filter(kept -> kept.document() != null && !kept.fetched() && sha.equals(kept.document().sha256())).findFirst().orElse(null);
        if (sent != null) {
            Draft.Kept found = new Draft.Kept(wanted.url(), sent.document(), null, now, now, download.validators(), 1);
            drafts.store().change(id, state -> Change.quiet(state.without(sent.url()).with(found)));
            return;
        }
        String documentId = documentId(id, wanted.url(), sha);
        StoredDocument document = keep(documentId, draft, wanted, download, sha, now);
        boolean replaces = left != null && (Letters.fold(left.document().label()).equals(Letters.fold(wanted.label())) || isDraft(draft, left.document()) && isDraft(draft, document));
        Draft.Kept kept = new Draft.Kept(wanted.url(), document, null, now, now, download.validators(), 1);
        Draft.Kept text = draft.files().stream().filter(one -> one.document() != null && !one.fetched() && one.document().id().equals(draft.reading().of())).findFirst().orElse(null);
        if (text != null && isDraft(draft, document)) {
            // What people brought in is held against what its publisher has: the same words in another file are no change of anybody's.
            switch (likeness(text.document(), document, lane)) {
                case SAME -> {
                    drafts.store().change(id, state -> Change.quiet(state.with(kept).read(state.reading().as(document.id(), kept.url()), state.facts().language())));
                    return;
                }
                case ALIKE -> {
                    drafts.store().change(id, state -> Change.quiet(state.without(text.url()).with(kept).noting(DraftChange.Kind.FILE_REPLACED, now, text.document(), document)));
                    return;
                }
                case OTHER -> {
                    // One more document beside it.
                }
            }
        }
        drafts.store().change(id, state -> Change.quiet(replaces ? state.without(left.url()).with(kept).noting(DraftChange.Kind.FILE_REPLACED, now, left.document(), document)
                : state.with(kept).noting(DraftChange.Kind.DOCUMENT_ADDED, now, null, document)));
    }

    private static boolean isDraft(Draft draft, StoredDocument document) {
        return MainDocument.isDraft(document.label(), document.fileName(), draft.facts().actKind());
    }

    private enum Like { SAME, ALIKE, OTHER }

    /** How a publisher's document is to the one that people brought in: alike where at least half of its parts say the same. */
    private Like likeness(StoredDocument ours, StoredDocument theirs, Lane lane) throws InterruptedException {
        try {
            List<Node> before = reader.read(ours, lane).nodes();
            List<Node> after = reader.read(theirs, lane).nodes();
            if (before.isEmpty() || after.isEmpty()) {
                return Like.OTHER;
            }
            Set<String> words = after.stream().map(Node::text).filter(text -> !text.isBlank()).map(Letters::fold).collect(Collectors.toSet());
            List<String> said = before.stream().map(Node::text).filter(text -> !text.isBlank()).map(Letters::fold).toList();
            return Comparison.sameText(before, after) ? Like.SAME : 2 * said.stream().filter(words::contains).count() >= said.size() ? Like.ALIKE : Like.OTHER;
        } catch (UnreadableDocument unreadable) {
            return Like.OTHER;
        }
    }

    /** Looks whether a document is still what it was. A look that brings nothing changes nothing: the next one comes by itself. */
    private void lookAgain(String id, Draft draft, Draft.Kept known) throws InterruptedException {
        Instant asked = draft.watched().askedAt();
        // Whoever asked may have a clock that is ahead: looked at is looked at.
        Instant now = asked != null && asked.isAfter(now()) ? asked : now();
        Announcement.Document announced = draft.announced().stream().filter(one -> one.url().equals(known.url())).findFirst().orElseThrow();
        boolean trusted = known.document() != null && known.validators() != null && known.trustedAt() != null && source.trusts(known.trustedAt());
        DocumentSource.Download download;
        try {
            download = source.fetch(draft.publisher(), known.url(), trusted ? known.validators() : Validators.NONE);
        } catch (DocumentSource.NotAvailable notAvailable) {
            drafts.store().change(id, state -> Change.quiet(state.with(known.looked(now, notAvailable.code()))));
            return;
        }
        if (download.unchanged()) {
            drafts.store().change(id, state -> Change.quiet(state.with(known.looked(now, null))));
            return;
        }
        StoredDocument before = known.document();
        String sha = Documents.sha256(download.content());
        if (before != null && sha.equals(before.sha256())) {
            drafts.store().change(id, state -> Change.quiet(state.with(new Draft.Kept(known.url(), before, null, now, now, download.validators(), known.copies()))));
            return;
        }
        if (before != null && known.copies() >= RESTLESS && before.fetchedAt() != null && now.isBefore(before.fetchedAt().plus(RESTLESS_LOOK))) {
            // Some servers write the hour into each file that they hand out: one copy a day is enough of those.
            drafts.store().change(id, state -> Change.quiet(state.with(known.looked(now, "changes-at-each-look"))));
            return;
        }
        String documentId = documentId(id, known.url(), sha);
        StoredDocument document = keep(documentId, draft, announced, download, sha, now);
        Draft.Kept kept = new Draft.Kept(known.url(), document, null, now, now, download.validators(), known.copies() + 1);
        drafts.store().change(id, state -> Change.quiet(state.with(kept).noting(before == null ? DraftChange.Kind.DOCUMENT_ADDED : DraftChange.Kind.FILE_REPLACED, now, before, document)));
    }

    /**
     * By its address, not its place, since a page may list its documents in another order tomorrow; and by what is in it, since a copy
     * that was taken once is proof and is never written over.
     */
    private static String documentId(String draft, String url, String sha) {
        return draft + "-" + Integer.toHexString(url.hashCode()) + "-" + sha.substring(0, 12);
    }

    private StoredDocument keep(String documentId, Draft draft, Announcement.Document wanted, DocumentSource.Download download, String sha, Instant now) {
        String path = wanted.url().replaceFirst("[?#].*", "");
        String name = Documents.safeName(path.substring(path.lastIndexOf('/') + 1), "document-" + (draft.announced().indexOf(wanted) + 1));
        documents.keep(documentId, download.content());
        LocalDate day = wanted.date() != null ? wanted.date() : LocalDate.ofInstant(now, WorkingDays.ZONE);
        return new StoredDocument(documentId, wanted.label(), name, Documents.mediaType(name, download.contentType()), download.content().length, day, wanted.url(), sha, now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void read(String id, Draft draft, Lane lane) throws InterruptedException {
        List<Warning> warnings = warnings(draft);
        try {
            DraftText.Text text = texts.read(draft, lane).orElse(null);
            if (text == null) {
                boolean lost = !draft.announced().isEmpty();
                if (!lost) {
                    warnings.add(new Warning("no-document", null, "The page has no document to take apart."));
                }
                Draft.Reading nothing = new Draft.Reading(true, 0, warnings, lost ? "document-not-fetched" : null, null, null, null);
                drafts.store().change(id, state -> Change.quiet(state.read(nothing, state.facts().language())));
                return;
            }
            Draft.Reading reading = text.reading(laid(id, text.act(), warnings), warnings, null);
            drafts.store().change(id, state -> Change.quiet(state.read(reading, drafts.guessed(state, text.act()))));
        } catch (UnreadableDocument unreadable) {
            StoredDocument main = MainDocument.of(draft);
            Draft.Reading reading = Draft.Reading.failed(warnings, Reader.problemCode(unreadable), main == null ? null : main.id());
            drafts.store().change(id, state -> Change.quiet(state.read(reading, state.facts().language())));
        }
    }

    private static List<Warning> warnings(Draft draft) {
        List<Warning> warnings = new ArrayList<>();
        for (Draft.Kept kept : draft.files()) {
            if (kept.document() == null && kept.problem() != null) {
                warnings.add(kept.fetched() ? new Warning("document-not-fetched", null, "A document of the page could not be fetched: " + kept.problem())
                        : new Warning("attachment-not-read", null, "A file of the message could not be read: " + kept.problem()));
            }
        }
        return warnings;
    }

    /**
     * Puts a text in force that nobody comments on yet.
     *
     * @return how many articles it has
     */
    private int laid(String id, Act act, List<Warning> warnings) {
        warnings.addAll(act.warnings());
        Structure text = repairs.carried(id, Drafts.structure(id, act), false);
        structures.keep(text);
        return Threads.articles(text.nodes());
    }

    /** Reads another version of the text that people brought in: it takes the place of the one before only where it can be read. */
    private void takeIn(String id, Draft draft, Draft.Kept incoming, Lane lane) throws InterruptedException {
        StoredDocument document = incoming.document();
        try {
            Act act = reader.read(document, lane);
            // Of one that is open the consultation is told in the next step, and the words then take the place of those before.
            List<Warning> warnings = warnings(draft);
            Draft.Reading reading = draft.state() == State.OPENED ? null : new Draft.Reading(true, laid(id, act, warnings), warnings, null, document.id(), null, MainDocument.place(draft));
            drafts.store().change(id, state -> {
                if (!incoming.equals(state.incoming())) {
                    return Change.quiet(state);
                }
                Draft taken = state.taking(incoming, MainDocument.of(state), document.fetchedAt());
                return Change.quiet(reading == null ? taken : taken.read(reading, act.language()));
            });
        } catch (UnreadableDocument unreadable) {
            LOG.info("Another version of draft {} cannot be read: {}", id, unreadable.reason());
            drafts.store().change(id, state -> Change.quiet(incoming.equals(state.incoming()) ? state.refusing(incoming, Reader.problemCode(unreadable)) : state));
        }
    }

    /** What waits or could not be read is read again where its document has become another. */
    private boolean readAnew(String id, Draft draft) {
        StoredDocument main = draft.state() == State.WAITING || draft.state() == State.UNREADABLE ? MainDocument.of(draft) : null;
        Draft.Reading reading = draft.reading();
        boolean another = main != null && reading.done() && (reading.of() == null ? "document-not-fetched".equals(reading.problem()) : DraftText.isAnother(draft));
        if (another && draft.opening() == null) {
            drafts.store().change(id, state -> state.state() == draft.state() ? Change.quiet(state.read(Draft.Reading.NOT_YET, state.facts().language()).in(State.READING))
                    : Change.quiet(state));
        }
        return another && draft.opening() == null;
    }

    /** What becomes of a draft that has been read. */
    private void decide(String id, Draft draft) throws Later {
        String problem = draft.reading().problem();
        Instant now = clock.instant();
        String deadline = draft.facts().deadline();
        boolean passed = deadline != null && !now.isBefore(LocalDateTime.parse(deadline).atZone(WorkingDays.ZONE).toInstant());
        if (passed && !draft.origin().source().equals(Drafts.UPLOAD)) {
            settle(id, state -> state.dismissed(Draft.PAST));
        } else if (!draft.isApart() && isSeenBefore(id, draft)) {
            LOG.info("Draft {} is another one seen again", id);
        } else if (problem != null) {
            settle(id, state -> state.in(State.UNREADABLE));
        } else if (draft.origin().automatic() && deadline != null && !draft.documents().isEmpty() && drafts.find(id).orElseThrow().state().perhaps() == null) {
            open(id, draft, draft.facts());
        } else {
            settle(id, state -> state.in(State.WAITING));
        }
    }

    /** Whether it is a draft that is known already; if so, that one is told. What people upload is what they want, and what only may be another one waits for somebody to look. */
    private boolean isSeenBefore(String id, Draft draft) throws Later {
        boolean uploaded = draft.origin().source().equals(Drafts.UPLOAD);
        Twins.Twin twin = twins.claim(id, draft, MainDocument.of(draft)).orElse(null);
        if (twin != null && !uploaded && isSame(id, twin.draft(), twin.how())) {
            return true;
        }
        Structure text = draft.reading().problem() == null ? structures.find(id).orElse(null) : null;
        if (text == null) {
            return false;
        }
        for (TextTwins.Like like : textTwins.claim(id, draft.origin().source(), TextSketch.of(text.nodes())).orElseThrow(() -> new Later("another draft is being compared"))) {
            if (like.isSure() && !uploaded && isSame(id, like.draft(), "text")) {
                return true;
            }
            String first = first(id, like.draft());
            if (first != null) {
                meters.counter("civikos.drafts.perhaps.same").increment();
                drafts.store().change(id, state -> Change.quiet(state.state() == State.READING ? state.perhaps(new Draft.Perhaps(first, like.likeness())) : state));
                return false;
            }
        }
        return false;
    }

    /** The draft that another is, or is a sighting of; {@code null} where that is this one, or was laid aside: such a one stands in nobody's way, for this may be its second, better sighting. */
    private @Nullable String first(String id, String other) {
        String sameAs = drafts.find(other).map(found -> found.state().sameAs()).orElse(null);
        String first = sameAs == null ? other : sameAs;
        return first.equals(id) || drafts.find(first).map(found -> found.state().state() == State.DISMISSED).orElse(true) ? null : first;
    }

    private boolean isSame(String id, String other, String how) {
        String first = first(id, other);
        if (first == null) {
            return false;
        }
        if (drafts.takesOver(id, first, how)) {
            plan.withdrawn(first);
            return false;
        }
        drafts.same(id, first, how);
        plan.withdrawn(id);
        return true;
    }

    private void settle(String id, UnaryOperator<Draft> next) {
        Draft settled = drafts.store().change(id, state -> {
            if (state.state() != State.READING) {
                return Change.quiet(state);
            }
            Draft now = next.apply(state);
            return new Change<>(now.tellingIt(), now.told() ? List.of() : List.of(DraftEvents.detected(id, now)));
        }).state();
        plan.published(Drafts.published(id, settled));
    }

    private void open(String id, Draft draft, Draft.Facts facts) {
        NewConsultation official = new NewConsultation(facts.title(), facts.description(), facts.language(), facts.institution(), facts.actKind(), facts.fields(),
                draft.origin().detectedAt(), LocalDateTime.parse(facts.deadline()), draft.reading().articleCount(), draft.publishedAt(), facts.officerName(),
                draft.documents(), draft.reading().warnings(), facts.start() == null ? null : LocalDate.parse(facts.start()), Boolean.TRUE.equals(facts.network()),
                Boolean.TRUE.equals(facts.early()), facts.by());
        OptionalInt known = OptionalInt.of(0);
        if (facts.into() == null) {
            consultations.open(id, official);
            // Before this is written down, so that a crash in between repeats it.
            plan.published(new Published(id, facts.title(), facts.institution(), facts.actKind(), true, draft.origin().detectedAt()));
        } else {
            known = join(id, facts.into(), official);
            if (known.isEmpty()) {
                LOG.info("Draft {} waits again: consultation {} is no early one any more", id, facts.into());
                drafts.store().change(id, state -> Change.quiet(state.state() == State.OPENED ? state : state.givenBack()));
                return;
            }
        }
        if (facts.into() != null) {
            plan.withdrawn(id);
            plan.published(new Published(facts.into(), facts.title(), facts.institution(), facts.actKind(), true, draft.origin().detectedAt()));
        }
        int changes = known.getAsInt();
        drafts.store().change(id, state -> {
            if (state.state() == State.OPENED) {
                return Change.quiet(state);
            }
            Draft opened = facts.into() == null ? state.openedAs(facts) : state.openedAs(facts).numberedFrom(changes);
            return new Change<>(opened.tellingIt(), opened.told() ? List.of() : List.of(DraftEvents.detected(id, opened)));
        });
    }

    /** Joins the early consultation with its official draft; each part may be repeated after a crash. */
    private OptionalInt join(String id, String into, NewConsultation official) {
        int version = 1;
        if (!consultations.follows(into, id)) {
            if (consultations.early(into).isEmpty()) {
                return OptionalInt.empty();
            }
            Structure text = structures.find(id).orElse(new Structure(id, official.language(), "Latn", List.of(), official.warnings()));
            version = revisions.lay(into, new Structure(into, text.language(), text.script(), text.nodes(), text.warnings()));
        }
        OptionalInt known = consultations.join(into, id, official, version);
        known.ifPresent(changes -> revisions.joined(into));
        return known;
    }

    /** Lets the consultation follow what its source says now. */
    private void follow(String draftId, Draft draft, Lane lane) throws InterruptedException {
        String id = draft.consultation(draftId);
        if (!consultations.follows(id, draftId)) {
            // Its early consultation has been joined by the official draft, which is what counts now.
            return;
        }
        consultations.documents(id, draft.documents());
        if (draft.publishedAt() != null) {
            consultations.publishedAt(id, draft.publishedAt());
        }
        String seen = draft.facts().deadline();
        LocalDateTime deadline = seen != null && draft.opening() != null && !seen.equals(draft.opening().deadline()) ? LocalDateTime.parse(seen) : null;
        List<Draft.Noted> untold = draft.watched().untold();
        if (deadline != null && lane == Lane.SCANS) {
            // Recognising pages takes minutes, and a deadline waits for nothing.
            consultations.moveDeadline(id, deadline);
        }
        if (!untold.isEmpty()) {
            tell(draftId, id, draft, untold, lane, deadline);
        }
        if (deadline != null) {
            // Also where the changes were told before: it is moved once.
            consultations.moveDeadline(id, deadline);
            drafts.store().change(draftId, state -> Change.quiet(seen.equals(state.facts().deadline()) ? state.openedAs(state.facts()) : state));
        }
    }

    /** Tells the consultation what has changed; where the draft's own text may be another, it is read first. */
    private void tell(String draftId, String id, Draft draft, List<Draft.Noted> untold, Lane lane, @Nullable LocalDateTime deadline) throws InterruptedException {
        Draft.Reading reading = draft.reading();
        Structure text = null;
        String problem = null;
        // After the deadline comments are on what was consulted: a later text does not take its place.
        if (reading.of() != null && DraftText.isAnother(draft) && Drafts.open(draft, clock.instant())) {
            try {
                DraftText.Text read = texts.read(draft, lane).orElseThrow();
                text = repairs.carried(id, Drafts.structure(id, read.act()), true);
                reading = read.reading(Threads.articles(text.nodes()), text.warnings(), null);
            } catch (UnreadableDocument unreadable) {
                problem = Reader.problemCode(unreadable);
                StoredDocument main = MainDocument.of(draft);
                reading = new Draft.Reading(true, reading.articleCount(), reading.warnings(), null, main == null ? null : main.id(), null, reading.place());
            }
        }
        revisions.take(id, untold.stream().map(one -> new Revisions.Seen(one.number(), one.kind(), one.at(), one.before(), one.after(), one.title())).toList(), text, problem, deadline);
        Draft.Reading now = reading;
        drafts.store().change(draftId, state -> Change.quiet(state.read(now, state.facts().language()).toldUpTo(untold.getLast().number())));
        untold.forEach(one -> meters.counter("civikos.drafts.changes", "kind", one.kind().code()).increment());
    }

    @Override
    public void start() {
        synchronized (threads) {
            for (int i = 0; i < WORKERS; i++) {
                threads.add(Thread.ofVirtual().name("draft-worker-" + i).start(() -> run(Lane.TEXT)));
            }
            threads.add(Thread.ofVirtual().name("draft-scans").start(() -> run(Lane.SCANS)));
        }
    }

    @Override
    public void stop() {
        synchronized (threads) {
            threads.forEach(Thread::interrupt);
            threads.clear();
        }
    }

    @Override
    public boolean isRunning() {
        synchronized (threads) {
            return !threads.isEmpty();
        }
    }
}
