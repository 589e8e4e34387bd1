package org.civikos.consultation.draft;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.civikos.consultation.consultation.DraftChange;
import org.civikos.consultation.consultation.Structure;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.institution.InstitutionUse;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.plan.DetectedDrafts;
import org.civikos.consultation.plan.Published;
import org.civikos.consultation.structure.Act;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Takes in drafts and what is decided about them; {@link DraftWorker} carries them on. */
@Component
public class Drafts implements InstitutionUse, DetectedDrafts {

    static final String COLLECTION = "drafts";
    private static final int MOST_WANTED = 500;
    /** How a sighting was recognised that gave its page. */
    private static final String BY_PAGE = "page";
    /** What stands as source of an uploaded draft. */
    static final String UPLOAD = "upload";
    /** The kind of document that is the draft's own text. */
    static final String TEXT = "text";

    private final AggregateStore<Draft> store;
    private final DraftWork work;
    private final Documents documents;
    private final Institutions institutions;
    private final Clock clock;
    private final MeterRegistry meters;

    Drafts(AggregateStores stores, DraftWork work, Documents documents, Institutions institutions, Clock clock, MeterRegistry meters) {
        this.store = stores.of(COLLECTION, Draft.class);
        this.work = work;
        this.documents = documents;
        this.institutions = institutions;
        this.clock = clock;
        this.meters = meters;
    }

    /** The identifier of a source's number: the same however often it is seen. */
    public static String id(String source, int number) {
        String suffix = "-" + number;
        return source.substring(0, Math.min(source.length(), 64 - suffix.length())) + suffix;
    }

    /** The identifier of a draft under a number that stood for another one before. */
    public static String id(String source, int number, String title) {
        String suffix = "-" + number + "-" + Documents.sha256(title.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        return source.substring(0, Math.min(source.length(), 64 - suffix.length())) + suffix;
    }

    /**
     * A page that was not there before. Seen already (a crash came between here and the source's own bookkeeping), nothing
     * happens but that the work on it goes on.
     *
     * @param automatic          whether it may be opened without anybody looking
     * @param defaultInstitution where the page's words do not say who publishes
     */
    public void detected(String source, Announcement page, boolean automatic, @Nullable String defaultInstitution) {
        detected(id(source, page.number()), source, page, automatic, defaultInstitution);
    }

    /** The same under an identifier of its own, for a number that stood for another draft before. */
    public void detected(String id, String source, Announcement page, boolean automatic, @Nullable String defaultInstitution) {
        // The work first: without a draft it is dropped, but a draft without work would lie for ever.
        work.add(id);
        Draft draft = new Draft(new Draft.Origin(source, page.number(), page.url(), now(), automatic), facts(page, defaultInstitution), page.documents(),
                List.of(), Draft.Reading.NOT_YET, Draft.State.READING, null, null, page.end() == null ? null : page.end().toString(), false,
                Draft.Watch.titled(page.title()), null, List.of());
        try {
            store.insert(id, draft, List.of());
            meters.counter("civikos.drafts.detected", "source", source).increment();
        } catch (DuplicateKeyException seenAlready) {
            // As said above.
        }
        work.wake(id);
    }

    /**
     * A known page that reads differently now: title, dates and documents are taken over, and an opened consultation follows.
     *
     * @param before its title at the look before
     */
    public void changed(String id, Announcement page, @Nullable String before, @Nullable String defaultInstitution) {
        if (store.find(id).isEmpty()) {
            return;
        }
        work.add(id);
        store.change(id, draft -> {
            Draft called = draft.called(page.title(), before, now());
            Draft.Facts facts = called.facts();
            String end = page.end() == null ? null : page.end().toString();
            if (end != null && !end.equals(draft.seenEnd())) {
                facts = facts.until(deadline(page.end()));
            }
            Draft.State state = draft.state();
            // What waited for nothing but an end date or a document can go on by itself.
            if (state == Draft.State.WAITING && draft.opening() == null && draft.origin().automatic()) {
                state = Draft.State.READING;
            }
            // What people said of one that they brought in themselves stays.
            Draft.Facts anew = draft.state() == Draft.State.OPENED || draft.page() != null ? facts : facts(page, defaultInstitution).until(facts.deadline());
            Draft next = called.announcedAnew(page, anew, state);
            // The date was wrong, or was put off.
            if (draft.isPast() && open(next, now())) {
                return Change.quiet(next.takenUp().in(Draft.State.READING));
            }
            boolean readAgain = draft.documents().isEmpty() && !page.documents().isEmpty();
            return Change.quiet(readAgain && state != Draft.State.OPENED && state != Draft.State.DISMISSED
                    ? next.read(Draft.Reading.NOT_YET, next.facts().language()).in(Draft.State.READING) : next);
        });
        work.wake(id);
    }

    /** What its source has said of it so far, for a page that says less than a list did; empty where nobody follows it any more, or it did not come from a page. */
    public Optional<Announcement> asSaid(String id) {
        return store.find(id).map(Versioned::state).filter(draft -> draft.origin().url() != null && (draft.state() != Draft.State.DISMISSED || draft.isPast())).map(draft -> {
            Draft.Facts facts = draft.facts();
            return new Announcement(draft.origin().number() == null ? 0 : draft.origin().number(), draft.watched().title() == null ? facts.title() : draft.watched().title(), facts.description(),
                    draft.origin().url(), facts.start() == null ? null : LocalDate.parse(facts.start()), draft.seenEnd() == null ? null : LocalDate.parse(draft.seenEnd()), facts.officerName(), null,
                    draft.announced());
        });
    }

    /** Has the documents of a draft fetched again where they are others; one that has closed or was dismissed is left alone. */
    public void lookAgain(String id) {
        Instant now = now();
        boolean due = store.find(id).map(found -> found.state().state() != Draft.State.DISMISSED && open(found.state(), now)
                && !(found.state().announced().isEmpty() && found.state().files().isEmpty())).orElse(false);
        if (!due) {
            return;
        }
        work.add(id);
        store.change(id, draft -> Change.quiet(draft.asked(now)));
        work.wake(id);
    }

    /** Its page is not there any more, or is there again; said once, however often it is seen. */
    public void pageThere(String id, boolean there) {
        if (store.find(id).isEmpty()) {
            return;
        }
        work.add(id);
        store.change(id, draft -> draft.watched().pageGone() != there ? Change.quiet(draft)
                : Change.quiet(draft.noting(there ? DraftChange.Kind.PAGE_BACK : DraftChange.Kind.PAGE_GONE, now(), null, null)));
        work.wake(id);
    }

    /**
     * Somebody has said where its publisher's page is; said already, nothing happens. The source's next look reads it.
     *
     * @param by see {@link Draft.Page}
     */
    public void watchAt(String id, PublisherPages.Place place, String by) {
        store.change(id, draft -> draft.origin().url() != null || draft.page() != null && draft.page().url().equals(place.url()) ? Change.quiet(draft)
                : Change.quiet((draft.page() == null ? draft : draft.leavingPage()).at(new Draft.Page(place.source(), place.url(), place.number(), by, now(), null, false, null))));
    }

    /** The link in the message that brought it is its publisher's page; where it has one already, that stays. */
    public void recognisedAt(String id, PublisherPages.Place place) {
        if (store.find(id).map(found -> found.state().page() == null).orElse(false)) {
            watchAt(id, place, Draft.Page.BY_MAIL);
        }
    }

    /**
     * Records a draft that came by message as a sighting of the one whose page it names; recorded already, nothing happens.
     *
     * @return whether it is one now: not where the other one was laid aside, or this one has gone on by itself
     */
    public boolean isSightingOf(String message, String other) {
        Draft first = store.find(other).map(Versioned::state).orElse(null);
        Draft seen = store.find(message).map(Versioned::state).orElse(null);
        if (first == null || seen == null || other.equals(message) || first.state() == Draft.State.DISMISSED) {
            return false;
        }
        if (other.equals(seen.sameAs())) {
            return true;
        }
        if (seen.isApart() || !canBeSighting(seen)) {
            return false;
        }
        same(message, other, BY_PAGE);
        return true;
    }

    private static boolean canBeSighting(Draft draft) {
        return draft.state() != Draft.State.OPENED && draft.opening() == null && draft.sameAs() == null && draft.seenAlso().isEmpty();
    }

    /**
     * A draft whose source opens by itself is not held back by the message about it that came before and waits for a look: that one becomes its sighting.
     *
     * @return whether it has
     */
    boolean takesOver(String id, String first, String how) {
        Draft known = store.find(first).orElseThrow().state();
        if (!store.find(id).orElseThrow().state().origin().automatic() || known.origin().automatic() || known.origin().source().equals(UPLOAD) || !canBeSighting(known)) {
            return false;
        }
        same(first, id, how);
        return id.equals(store.find(first).orElseThrow().state().sameAs());
    }

    /**
     * A page that is to be read for the first time.
     *
     * @param number where its source counts its pages
     */
    public record Wanted(String draft, String url, @Nullable Integer number) {
    }

    /** Pages of a source that are to be read for the first time and were not looked at since a moment. */
    public List<Wanted> pagesToFollow(String source, Instant since, int most) {
        return store.list(Query.query(Criteria.where("state.watch.page.source").is(source).and("state.watch.page.followed").is(false)
                        .and("state.state").ne(Draft.State.DISMISSED)).with(Sort.by("_id")).limit(MOST_WANTED)).stream()
                .filter(found -> found.state().page() != null && (found.state().page().lookedAt() == null || found.state().page().lookedAt().isBefore(since)))
                .limit(most).map(found -> new Wanted(found.id(), found.state().page().url(), found.state().page().number())).toList();
    }

    /** Whether somebody has said that this is the page of a draft: then it is none of its own. */
    public boolean isPageOfAnother(String source, String url, @Nullable Integer number) {
        Criteria page = Criteria.where("state.watch.page.source").is(source).and("state.state").ne(Draft.State.DISMISSED);
        return !store.list(Query.query(number == null ? page.and("state.watch.page.url").is(url) : page.and("state.watch.page.number").is(number)).limit(1)).isEmpty();
    }

    /** Whether a page still stands for a draft; one of which people have said that it does not, or that it is another one, is free again. */
    public boolean isStillPageOf(String id, String source, String url, @Nullable Integer number) {
        Draft draft = store.find(id).map(Versioned::state).orElse(null);
        if (draft == null || draft.origin().url() != null) {
            return true;
        }
        Draft.Page page = draft.page();
        return page != null && page.source().equals(source) && (number == null ? url.equals(page.url()) : number.equals(page.number()));
    }

    /** Its page is watched no more, and whatever had given it its page is a draft of its own again. */
    Versioned<Draft> leavePage(String id) {
        for (Draft.Sighting one : store.find(id).orElseThrow().state().seenAlso()) {
            if (one.how().equals(BY_PAGE)) {
                apart(one.draft(), id);
            }
        }
        return store.change(id, draft -> draft.page() == null ? Change.quiet(draft) : Change.quiet(draft.leavingPage()));
    }

    /** A look at a page that was to be read for the first time has brought nothing. */
    public void pageNotRead(String id, String problem) {
        store.change(id, draft -> draft.page() == null || draft.page().followed() ? Change.quiet(draft) : Change.quiet(draft.at(draft.page().looked(now(), problem))));
    }

    /** Its publisher's page has been read for the first time: its documents are fetched and compared with what we had. */
    public void follows(String id, Announcement page) {
        work.add(id);
        store.change(id, draft -> draft.page() == null || draft.page().followed() ? Change.quiet(draft)
                : Change.quiet(draft.following(page, page.end() == null ? null : deadline(page.end()), now())));
        meters.counter("civikos.drafts.pages.followed").increment();
        work.wake(id);
    }

    /**
     * Whether a draft that its source had found by itself gives its page to one that people brought in: it is recorded as a sighting of that one. One that is a
     * consultation, or that others are sightings of, does not.
     */
    public boolean gives(String other, String draft) {
        Draft found = store.find(other).map(Versioned::state).orElse(null);
        if (found == null || draft.equals(found.sameAs())) {
            return true;
        }
        if (!canBeSighting(found)) {
            return false;
        }
        same(other, draft, BY_PAGE);
        return true;
    }

    /** Records on the first draft that it was seen again as the second, which becomes a sighting. One without a page of its own is watched at the second's from now on. */
    void same(String second, String first, String how) {
        Draft seen = store.find(second).orElseThrow().state();
        if (seen.origin().url() != null && store.find(first).map(found -> found.state().origin().url() == null && found.state().page() == null
                && !Boolean.TRUE.equals(found.state().facts().network())).orElse(false)) {
            watchAt(first, new PublisherPages.Place(seen.origin().source(), seen.origin().url(), seen.origin().number() == null || seen.origin().number() == 0 ? null : seen.origin().number()),
                    Draft.Page.BY_SIGHTING);
        }
        store.change(first, draft -> draft.seenAlso().stream().anyMatch(one -> one.draft().equals(second)) ? Change.quiet(draft)
                : Change.quiet(draft.seenAlso(new Draft.Sighting(second, seen.origin().source(), seen.origin().url(), seen.origin().detectedAt(), how), seen.facts().deadline())));
        store.change(second, draft -> {
            if (first.equals(draft.sameAs()) || draft.state() == Draft.State.OPENED || draft.opening() != null) {
                return Change.quiet(draft);
            }
            Draft same = draft.sameAs(first);
            return new Change<>(same.tellingIt(), draft.told() ? List.of() : List.of(DraftEvents.detected(second, same)));
        });
        meters.counter("civikos.drafts.same", "how", how).increment();
    }

    /** It is a draft of its own after all, or not what it may have been, and is carried on as one. */
    Versioned<Draft> apart(String id, String first) {
        work.add(id);
        Versioned<Draft> changed = store.change(id, draft -> draft.sameAs() == null && (draft.perhaps() == null || draft.state() == Draft.State.OPENED || draft.opening() != null) ? Change.quiet(draft)
                : Change.quiet(draft.apart()));
        if (store.find(first).isPresent()) {
            String url = changed.state().origin().url();
            store.change(first, draft -> {
                // The page goes with the draft that it is of.
                Draft left = draft.page() != null && draft.page().url().equals(url) ? draft.leavingPage() : draft;
                return draft.seenAlso().stream().noneMatch(one -> one.draft().equals(id)) ? Change.quiet(left) : Change.quiet(left.notSeenAs(id));
            });
        }
        work.wake(id);
        return changed;
    }

    /** Laid aside no more; one that is not, or is another one seen again, stays as it is. */
    Versioned<Draft> takeUp(String id) {
        work.add(id);
        Versioned<Draft> changed = store.change(id, draft -> draft.state() != Draft.State.DISMISSED || draft.sameAs() != null ? Change.quiet(draft) : Change.quiet(draft.takenUp()));
        work.wake(id);
        return changed;
    }

    static boolean open(Draft draft, Instant now) {
        String deadline = draft.facts().deadline();
        return deadline == null || now.isBefore(LocalDateTime.parse(deadline).atZone(WorkingDays.ZONE).toInstant());
    }

    /**
     * An upload; its file is read by the worker.
     *
     * @param institution who publishes it, as whoever sent it says; where nobody says, its words are asked, those of the file too when it has been read
     */
    String uploaded(String id, String fileName, byte[] content, @Nullable String mediaType, String title, @Nullable String institution, @Nullable String deadline) {
        if (store.find(id).isPresent()) {
            return id;
        }
        String name = Documents.safeName(fileName, "draft");
        StoredDocument document = keep(id + "-1", name, name, content, mediaType);
        work.add(id);
        String publisher = institution != null ? institution : institutions.guessInstitution(title, "", null).orElse(Institutions.OTHER);
        Draft draft = new Draft(new Draft.Origin(UPLOAD, null, null, now(), false),
                Draft.Facts.seen(title, "", publisher, institutions.guessActKind(title), institutions.guessFields(title, "", publisher), deadline, "sq", null, null),
                List.of(), List.of(Draft.Kept.once(name, document)), Draft.Reading.NOT_YET, Draft.State.READING, null, null, null, false, null, null, List.of());
        try {
            store.insert(id, draft, List.of());
            meters.counter("civikos.drafts.detected", "source", UPLOAD).increment();
        } catch (DuplicateKeyException sentTwice) {
            // The same upload at the same time: it is there, and that is all that is wanted.
        }
        work.wake(id);
        return id;
    }

    /** What an upload is, now that its own title is known too. What people said of it stays. */
    Draft.Facts guessed(Draft draft, Act act) {
        Draft.Facts facts = draft.facts();
        if (!draft.origin().source().equals(UPLOAD) || draft.told()) {
            return facts.in(act.language());
        }
        String publisher = facts.institution().equals(Institutions.OTHER) ? institutions.guessInstitution(facts.title(), act.title(), null).orElse(Institutions.OTHER) : facts.institution();
        return Draft.Facts.seen(facts.title(), facts.description(), publisher, facts.actKind(), institutions.guessFields(facts.title(), act.title(), publisher), facts.deadline(), act.language(),
                facts.officerName(), facts.start());
    }

    /**
     * People bring in another version of the text of a draft that has no publisher's page, or a document beside it. The same content once more changes
     * nothing. Where there is a consultation already it follows, like that of a publisher who replaces a file.
     *
     * @param kind  {@code text}, or what it is beside the text
     * @param label what readers see it called; of another version of the text the name of its file
     */
    Versioned<Draft> bring(String id, String kind, String label, String fileName, byte[] content, @Nullable String mediaType) {
        StoredDocument document = keep(id + "-" + kind, label, Documents.safeName(fileName, "document"), content, mediaType);
        work.add(id);
        Versioned<Draft> changed = store.change(id, draft -> Change.quiet(kind.equals(TEXT) ? bringing(draft, document) : beside(draft, document)));
        work.wake(id);
        return changed;
    }

    private static Draft bringing(Draft draft, StoredDocument text) {
        StoredDocument main = MainDocument.of(draft);
        Draft.Kept incoming = draft.incoming();
        boolean there = main != null && text.sha256().equals(main.sha256());
        boolean onItsWay = draft.isReadingAnother() && text.sha256().equals(incoming.document().sha256());
        return there || onItsWay ? draft : draft.bringing(text);
    }

    private static Draft beside(Draft draft, StoredDocument document) {
        boolean there = draft.documents().stream().anyMatch(one -> document.sha256().equals(one.sha256()));
        return there ? draft : draft.with(Draft.Kept.once(Draft.Kept.BESIDE + document.id(), document)).noting(DraftChange.Kind.DOCUMENT_ADDED, document.fetchedAt(), null, document);
    }

    @Override
    public List<Published> detected(Collection<String> bodies, int most) {
        Criteria standing = new Criteria().orOperator(Criteria.where("state.state").in(Draft.State.READING, Draft.State.WAITING, Draft.State.UNREADABLE),
                Criteria.where("state.state").is(Draft.State.DISMISSED).and("state.reason").is(Draft.PAST));
        return store.list(Query.query(new Criteria().andOperator(Criteria.where("state.facts.institution").in(bodies), standing)).limit(most)
                .with(Sort.by(Sort.Direction.DESC, "state.origin.detectedAt"))).stream().map(found -> published(found.id(), found.state())).toList();
    }

    /** As the plan is asked about it. */
    static Published published(String id, Draft draft) {
        Draft.Facts facts = draft.facts();
        return new Published(draft.consultation(id), facts.title(), facts.institution(), facts.actKind(), draft.state() == Draft.State.OPENED, draft.origin().detectedAt());
    }

    /** The drafts with these identifiers, in one look. */
    Map<String, Draft> byId(Collection<String> ids) {
        return ids.isEmpty() ? Map.of() : store.list(Query.query(Criteria.where("_id").in(ids))).stream().collect(Collectors.toMap(Versioned::id, Versioned::state));
    }

    /** Whether another sighting brought another text after this one's own was taken in, of a draft whose text people bring. */
    static boolean hasNewerText(Draft draft, @Nullable Draft sighting) {
        StoredDocument ours = bringsNoTexts(draft) ? null : MainDocument.of(draft);
        StoredDocument theirs = ours == null || sighting == null ? null : MainDocument.of(sighting);
        return theirs != null && ours.fetchedAt() != null && theirs.fetchedAt() != null && theirs.fetchedAt().isAfter(ours.fetchedAt())
                && theirs.sha256() != null && !theirs.sha256().equals(ours.sha256());
    }

    /** Whether the texts of other sightings are none for it: it has a publisher, or is in nobody's hands now. */
    static boolean bringsNoTexts(Draft draft) {
        return draft.publishedAt() != null || draft.page() != null || draft.state() == Draft.State.READING || draft.state() == Draft.State.DISMISSED;
    }

    /** A file that came with a message. @param content null where it could not be decoded, or was too large */
    public record Attachment(String name, @Nullable String mediaType, byte @Nullable [] content) {

        /** One of which nothing but its name is known. */
        public static Attachment unread(String name) {
            return new Attachment(name, null, null);
        }
    }

    /**
     * A draft that came by message: its attachments are the documents, and the secretariat looks at it.
     *
     * @param id follows from the message: the same however often it is read
     * @return whether it was not known before
     */
    public boolean received(String id, String source, String title, String body, List<Attachment> files, @Nullable String defaultInstitution) {
        if (store.find(id).isPresent()) {
            return false;
        }
        work.add(id);
        List<Draft.Kept> kept = new ArrayList<>();
        for (Attachment file : files) {
            String name = Documents.safeName(file.name(), "document-" + (kept.size() + 1));
            if (file.content() == null) {
                kept.add(new Draft.Kept("message:" + (kept.size() + 1), null, name, null, null, null, 0));
                continue;
            }
            kept.add(Draft.Kept.once("message:" + (kept.size() + 1), keep(id + "-" + (kept.size() + 1), name, name, file.content(), file.mediaType())));
        }
        String institution = institutions.guessInstitution(title, body, null).orElse(defaultInstitution == null ? Institutions.OTHER : institutions.today(defaultInstitution));
        Draft draft = new Draft(new Draft.Origin(source, null, null, now(), false), Draft.Facts.seen(title, body, institution, institutions.guessActKind(title),
                institutions.guessFields(title, body, institution), null, "sq", null, null), List.of(), kept, Draft.Reading.NOT_YET, Draft.State.READING, null, null, null, false, null, null, List.of());
        boolean made = true;
        try {
            store.insert(id, draft, List.of());
            meters.counter("civikos.drafts.detected", "source", source).increment();
        } catch (DuplicateKeyException readTwice) {
            made = false;
        }
        work.wake(id);
        return made;
    }

    /**
     * Keeps a document that people brought, or that came by message.
     *
     * @param place where in its draft it stands; the same content there is kept once
     */
    private StoredDocument keep(String place, String label, String name, byte[] content, @Nullable String mediaType) {
        String sha = Documents.sha256(content);
        Instant now = now();
        StoredDocument document = new StoredDocument(place + "-" + sha.substring(0, 12), label, name, Documents.mediaType(name, mediaType), content.length,
                LocalDate.ofInstant(now, WorkingDays.ZONE), null, sha, now);
        documents.keep(document.id(), content);
        return document;
    }

    Optional<Versioned<Draft>> find(String id) {
        return store.find(id);
    }

    AggregateStore<Draft> store() {
        return store;
    }

    /** Latest first. */
    List<Versioned<Draft>> list(Draft.@Nullable State state, String @Nullable [] after, int limit) {
        Criteria criteria = state == null ? new Criteria() : Criteria.where("state.state").is(state);
        if (after != null) {
            Instant at = Instant.ofEpochMilli(Long.parseLong(after[0]));
            criteria = criteria.orOperator(Criteria.where("state.origin.detectedAt").lt(at), Criteria.where("state.origin.detectedAt").is(at).and("_id").gt(after[1]));
        }
        return store.list(Query.query(criteria).limit(limit).with(Sort.by(Sort.Direction.DESC, "state.origin.detectedAt").and(Sort.by("_id"))));
    }

    /** Decides what it shall be opened as; the opening itself follows and survives a crash. */
    Versioned<Draft> decideToOpen(String id, Draft.Facts decided) {
        work.add(id);
        return store.change(id, draft -> draft.state() == Draft.State.OPENED || decided.equals(draft.opening()) ? Change.quiet(draft)
                : Change.quiet(draft.toBeOpenedAs(decided)));
    }

    static Structure structure(String id, Act act) {
        return new Structure(id, act.language(), act.script(), act.nodes(), act.warnings());
    }

    /** The last minute of a day. */
    static String deadline(LocalDate day) {
        return day.atTime(LocalTime.of(23, 59)).toString();
    }

    private Draft.Facts facts(Announcement page, @Nullable String defaultInstitution) {
        String institution = institutions.guessInstitution(page.title(), page.description(), page.officerEmail())
                .orElse(defaultInstitution == null ? Institutions.OTHER : institutions.today(defaultInstitution));
        return Draft.Facts.seen(page.title(), page.description(), institution, institutions.guessActKind(page.title()),
                institutions.guessFields(page.title(), page.description(), institution), page.end() == null ? null : deadline(page.end()), "sq", page.officerName(),
                page.start() == null ? null : page.start().toString());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public boolean names(String institution) {
        return !store.list(Query.query(Criteria.where("state.facts.institution").is(institution)).limit(1)).isEmpty();
    }
}
