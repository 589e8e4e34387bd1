package org.civikos.consultation.draft;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.consultation.NewConsultation;
import org.civikos.consultation.consultation.Structures;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.draft.Draft.State;
import org.civikos.consultation.lease.Leases;
import org.civikos.consultation.lease.Leases.Lease;
import org.civikos.consultation.structure.Act;
import org.civikos.consultation.structure.UnreadableDocument;
import org.civikos.consultation.structure.Warning;
import org.civikos.consultation.text.Letters;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.time.WorkingDays;
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
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    /** Labels of documents that are not the draft: final reports, versions after the consultation. */
    private static final List<String> NOT_THE_DRAFT = List.of("raporti final", "raport final", "final report", "konacni izvestaj", "zavrsni izvestaj", "raporti i konsultimit");

    private final Drafts drafts;
    private final DraftWork work;
    private final DocumentSource source;
    private final Documents documents;
    private final Structures structures;
    private final Reader reader;
    private final Consultations consultations;
    private final Leases leases;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();

    DraftWorker(Drafts drafts, DraftWork work, DocumentSource source, Documents documents, Structures structures, Reader reader,
            Consultations consultations, Leases leases, Clock clock) {
        this.drafts = drafts;
        this.work = work;
        this.source = source;
        this.documents = documents;
        this.structures = structures;
        this.reader = reader;
        this.consultations = consultations;
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

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                carryOn(work.take());
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn("A draft could not be carried on; the sweep tries it again", failed);
            }
        }
    }

    /** Does everything that can be done with the draft now. */
    void carryOn(String id) throws InterruptedException {
        Optional<Lease> lease = leases.acquire("draft-" + id);
        if (lease.isEmpty()) {
            return;
        }
        try (Lease held = lease.get()) {
            DraftWork.Entry entry = work.find(id);
            if (entry == null) {
                return;
            }
            try {
                for (int steps = 0; step(id, entry.attempts() + 1 >= MOST_ATTEMPTS); steps++) {
                    if (steps >= MOST_STEPS) {
                        throw new IllegalStateException("Draft " + id + " does not come to an end");
                    }
                }
                work.done(entry);
            } catch (Later later) {
                work.putOff(entry, wait(entry.attempts()));
                LOG.info("Draft {} goes on later: {}", id, later.getMessage());
            } catch (RuntimeException failed) {
                work.putOff(entry, wait(entry.attempts()));
                throw failed;
            }
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
    private boolean step(String id, boolean lastAttempt) throws Later, InterruptedException {
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
            fetch(id, draft, missing, lastAttempt);
            return true;
        }
        if (draft.state() == State.OPENED) {
            follow(id, draft);
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
            read(id, draft);
            return true;
        }
        decide(id, draft);
        return true;
    }

    private void fetch(String id, Draft draft, Announcement.Document wanted, boolean lastAttempt) throws Later, InterruptedException {
        Draft.Kept kept;
        try {
            DocumentSource.Download download = source.fetch(draft.origin().source(), wanted.url());
            int n = draft.announced().indexOf(wanted);
            String path = wanted.url().replaceFirst("[?#].*", "");
            String name = Documents.safeName(path.substring(path.lastIndexOf('/') + 1), "document-" + (n + 1));
            // By its address, not its place: a page may list its documents in another order tomorrow.
            String documentId = id + "-" + Integer.toHexString(wanted.url().hashCode());
            documents.keep(documentId, download.content());
            LocalDate day = wanted.date() != null ? wanted.date() : LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
            kept = new Draft.Kept(wanted.url(), new StoredDocument(documentId, wanted.label(), name, Documents.mediaType(name, download.contentType()),
                    download.content().length, day, wanted.url()), null);
        } catch (DocumentSource.NotAvailable notAvailable) {
            if (!notAvailable.lasting() && !lastAttempt) {
                throw new Later(notAvailable.code());
            }
            kept = new Draft.Kept(wanted.url(), null, notAvailable.code());
        }
        Draft.Kept result = kept;
        drafts.store().change(id, state -> Change.quiet(state.with(result)));
    }

    private void read(String id, Draft draft) throws InterruptedException {
        StoredDocument main = main(draft.documents());
        List<Warning> warnings = new ArrayList<>();
        for (Draft.Kept kept : draft.files()) {
            if (kept.problem() != null) {
                warnings.add(new Warning("document-not-fetched", null, "A document of the page could not be fetched: " + kept.problem()));
            }
        }
        Draft.Reading reading;
        String language = draft.facts().language();
        if (main == null) {
            boolean lost = !draft.announced().isEmpty();
            if (!lost) {
                warnings.add(new Warning("no-document", null, "The page has no document to take apart."));
            }
            reading = new Draft.Reading(true, 0, warnings, lost ? "document-not-fetched" : null);
        } else {
            try {
                Act act = reader.read(documents.read(main), main.fileName(), main.mediaType());
                warnings.addAll(act.warnings());
                structures.keep(Drafts.structure(id, act));
                reading = new Draft.Reading(true, Drafts.reading(act).articleCount(), warnings, null);
                language = act.language();
            } catch (UnreadableDocument unreadable) {
                reading = new Draft.Reading(true, 0, warnings, problemCode(unreadable));
            }
        }
        Draft.Reading result = reading;
        String spoken = language;
        drafts.store().change(id, state -> Change.quiet(state.read(result, spoken)));
    }

    /** The code of the sentence that says why: document-corrupt, document-password, … */
    static String problemCode(UnreadableDocument unreadable) {
        return "document-" + unreadable.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The draft's own text: the first document that is no report on it, one that can be read before one of unknown kind. */
    private static @Nullable StoredDocument main(List<StoredDocument> documents) {
        return documents.stream().filter(document -> {
            String label = Letters.fold(document.label());
            return NOT_THE_DRAFT.stream().noneMatch(label::startsWith);
        }).min(Comparator.comparingInt(document -> document.mediaType().equals("application/octet-stream") || document.mediaType().equals("application/msword") ? 1 : 0))
                .orElse(null);
    }

    /** What becomes of a draft that has been read. */
    private void decide(String id, Draft draft) {
        String problem = draft.reading().problem();
        Instant now = clock.instant();
        String deadline = draft.facts().deadline();
        boolean passed = deadline != null && !now.isBefore(LocalDateTime.parse(deadline).atZone(WorkingDays.ZONE).toInstant());
        if (passed && draft.origin().number() != null) {
            settle(id, state -> state.dismissed("deadline-passed"));
        } else if (problem != null) {
            settle(id, state -> state.in(State.UNREADABLE));
        } else if (draft.origin().automatic() && deadline != null && !draft.documents().isEmpty()) {
            open(id, draft, draft.facts());
        } else {
            settle(id, state -> state.in(State.WAITING));
        }
    }

    private void settle(String id, UnaryOperator<Draft> next) {
        drafts.store().change(id, state -> {
            if (state.state() != State.READING) {
                return Change.quiet(state);
            }
            Draft settled = next.apply(state);
            return new Change<>(settled.tellingIt(), settled.told() ? List.of() : List.of(DraftEvents.detected(id, settled)));
        });
    }

    private void open(String id, Draft draft, Draft.Facts facts) {
        consultations.open(id, new NewConsultation(facts.title(), facts.description(), facts.language(), facts.institution(), facts.actKind(), facts.fields(),
                draft.origin().detectedAt(), LocalDateTime.parse(facts.deadline()), draft.reading().articleCount(), draft.origin().url(), facts.officerName(),
                draft.documents(), draft.reading().warnings()));
        drafts.store().change(id, state -> {
            if (state.state() == State.OPENED) {
                return Change.quiet(state);
            }
            Draft opened = state.openedAs(facts);
            return new Change<>(opened.tellingIt(), opened.told() ? List.of() : List.of(DraftEvents.detected(id, opened)));
        });
    }

    /** Lets the consultation follow what its source says now. */
    private void follow(String id, Draft draft) {
        consultations.documents(id, draft.documents());
        String deadline = draft.facts().deadline();
        if (deadline != null && draft.opening() != null && !deadline.equals(draft.opening().deadline())) {
            consultations.moveDeadline(id, LocalDateTime.parse(deadline));
            drafts.store().change(id, state -> Change.quiet(deadline.equals(state.facts().deadline()) ? state.openedAs(state.facts()) : state));
        }
    }

    @Override
    public void start() {
        synchronized (threads) {
            for (int i = 0; i < WORKERS; i++) {
                threads.add(Thread.ofVirtual().name("draft-worker-" + i).start(this::run));
            }
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
