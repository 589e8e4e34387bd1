package org.civikos.consultation.draft;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.civikos.consultation.consultation.DraftChange;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.structure.Warning;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/**
 * A draft that a source has published or somebody has uploaded, on its way to a consultation.
 *
 * @param origin    where it came from
 * @param facts     what is known about it, as far as it has been read, guessed or corrected
 * @param announced the documents that its source names, as last seen
 * @param files     what became of each announced document: kept, or why not
 * @param reading   what came out of taking the main document apart
 * @param opening   what the secretariat decided it shall be opened as; set before the consultation exists, so that a crash
 *                  in between is made good
 * @param reason    why it was dismissed
 * @param seenEnd   the source's last day as last seen, ISO: only a change of it moves a deadline
 * @param told      whether the event that it has been detected is out
 * @param sameness  whether it is another draft seen again, or has been said not to be
 * @param seenAlso  where else it was seen
 * @param watch     what has been seen of its source since; {@code null} before the first look
 */
record Draft(Origin origin, Facts facts, List<Announcement.Document> announced, List<Kept> files, Reading reading, State state,
        @Nullable Facts opening, @Nullable String reason, @Nullable String seenEnd,
        boolean told, @Nullable Watch watch, @Nullable Sameness sameness, @Nullable List<Sighting> seenAlso) {

    /** The reason of one that is another draft seen again. */
    static final String SAME = "same-as";
    /** The reason of one whose deadline had passed when it was found. */
    static final String PAST = "deadline-passed";

    /** Where a draft stands. */
    enum State {
        /** Its documents are being fetched and taken apart. */
        READING("reading"),
        /** It waits for the secretariat. */
        WAITING("waiting"),
        /** It is a consultation. */
        OPENED("opened"),
        /** It will not become one. */
        DISMISSED("dismissed"),
        /** Its main document cannot be taken apart. */
        UNREADABLE("unreadable");

        private final String code;

        State(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /**
     * @param source    the source's identifier, or {@code upload}
     * @param number    the source's number
     * @param url       the page's address
     * @param automatic whether it may be opened without anybody looking
     */
    record Origin(String source, @Nullable Integer number, @Nullable String url, Instant detectedAt, boolean automatic) {
    }

    /**
     * @param deadline local date and time in Kosovo, as 2026-12-11T23:59
     * @param start    first day by the publisher's word, ISO
     * @param network  whether it is a document of the network's own; {@code null} for no
     * @param early    whether the publisher asks before there is an official draft; {@code null} for no
     * @param by       who decided to open it
     * @param into     the early consultation whose official draft it is; {@code null} for none
     */
    record Facts(String title, String description, String institution, String actKind, List<String> fields, @Nullable String deadline,
            String language, @Nullable String officerName, @Nullable String start, @Nullable Boolean network, @Nullable Boolean early, @Nullable String by, @Nullable String into) {

        Facts {
            fields = List.copyOf(fields);
        }

        /** As a source or a file says it, before anybody has decided anything. */
        static Facts seen(String title, String description, String institution, String actKind, List<String> fields, @Nullable String deadline, String language,
                @Nullable String officerName, @Nullable String start) {
            return new Facts(title, description, institution, actKind, fields, deadline, language, officerName, start, null, null, null, null);
        }

        Facts until(@Nullable String moved) {
            return new Facts(title, description, institution, actKind, fields, moved, language, officerName, start, network, early, by, into);
        }

        Facts called(String otherTitle) {
            return new Facts(otherTitle, description, institution, actKind, fields, deadline, language, officerName, start, network, early, by, into);
        }

        Facts in(String otherLanguage) {
            return new Facts(title, description, institution, actKind, fields, deadline, otherLanguage, officerName, start, network, early, by, into);
        }
    }

    /**
     * @param document   {@code null} where it could not be had
     * @param problem    why not, the first time; or why the latest look at it brought nothing
     * @param checkedAt  when the source was last asked for it
     * @param trustedAt  when it was last fetched whole, whatever the server's validators said
     * @param validators what the server gave to recognise this copy by
     * @param copies     how many different contents there have been
     */
    record Kept(String url, @Nullable StoredDocument document, @Nullable String problem, @Nullable Instant checkedAt, @Nullable Instant trustedAt,
            DocumentSource.@Nullable Validators validators, int copies) {

        /** One that nobody looks at again. */
        static Kept once(String url, StoredDocument document) {
            return new Kept(url, document, null, null, null, null, 1);
        }

        /** What lies beside a draft's text, put there by people. */
        static final String BESIDE = "beside:";

        /** Another version of the text that people brought in, until it has been read; with a problem where it could not be. */
        static final String INCOMING = "incoming:";

        /** Whether it may be the draft's own text. */
        boolean isText() {
            return !url.startsWith(BESIDE) && !isIncoming();
        }

        boolean isIncoming() {
            return url.startsWith(INCOMING);
        }

        /** Whether it was downloaded, rather than uploaded or sent. */
        boolean fetched() {
            return url.startsWith("http:") || url.startsWith("https:");
        }

        /** Another content of the same file, brought in by people. */
        Kept by(StoredDocument other) {
            return new Kept(url, other, null, null, null, null, copies + 1);
        }

        Kept looked(Instant now, @Nullable String what) {
            return new Kept(url, document, what, now, trustedAt, validators, copies);
        }
    }

    /**
     * @param of    the draft that it is, {@code null} for none
     * @param apart whether people have said that it is a draft of its own: it is not compared again
     * @param perhaps what it may be, until somebody says; {@code null} for nothing
     */
    record Sameness(@Nullable String of, boolean apart, @Nullable Perhaps perhaps) {
    }

    /**
     * A draft whose words it shares.
     *
     * @param likeness share of the words in common, from 0 to 1
     */
    record Perhaps(String draft, double likeness) {
    }

    /**
     * Another place at which it was seen.
     *
     * @param draft what was made of that sighting
     * @param how   file, title, text, page or said
     */
    record Sighting(String draft, String source, @Nullable String url, Instant at, String how) {
    }

    /**
     * What has been seen of the source since the draft was detected.
     *
     * @param askedAt  documents that were looked at before are due again
     * @param pageGone whether its page was not there any more at the last look
     * @param changes  how many changes have been noted in all: the number of the last one
     * @param untold   changes that the consultation does not know of yet, in order
     * @param title    what its page called it at the last look; {@code null} where that was not kept yet
     * @param page     its publisher's page, where it did not come from there and somebody has said where that is
     */
    record Watch(@Nullable Instant askedAt, boolean pageGone, int changes, List<Noted> untold, @Nullable String title, @Nullable Page page) {

        static final Watch NOTHING = new Watch(null, false, 0, List.of(), null, null);

        static Watch titled(String title) {
            return new Watch(null, false, 0, List.of(), title, null);
        }

        Watch {
            untold = List.copyOf(untold);
        }
    }

    /**
     * The publisher's page of a draft that came by upload or message.
     *
     * @param source   the source on whose host it lies
     * @param number   of the page, where the source counts its pages
     * @param by       the person who gave it, {@link #BY_MAIL} or {@link #BY_SIGHTING}
     * @param lookedAt the last look at it until it was read for the first time
     * @param followed whether it has been read, and is watched like any other since
     * @param problem  why it could not be read yet, a code
     */
    record Page(String source, String url, @Nullable Integer number, String by, Instant givenAt, @Nullable Instant lookedAt, boolean followed, @Nullable String problem) {

        /** A link in the message that brought the draft. */
        static final String BY_MAIL = "mail";
        /** The source found the same draft itself. */
        static final String BY_SIGHTING = "sighting";

        Page looked(Instant at, @Nullable String what) {
            return new Page(source, url, number, by, givenAt, at, followed, what);
        }

        Page read(Instant at) {
            return new Page(source, url, number, by, givenAt, at, true, null);
        }
    }

    /**
     * A change that was seen.
     *
     * @param number grows by one; the consultation takes each once
     * @param before the copy that it replaces, where a file was replaced
     * @param after  the copy that was added
     * @param title  where the title changed
     */
    record Noted(int number, DraftChange.Kind kind, Instant at, @Nullable StoredDocument before, @Nullable StoredDocument after, DraftChange.@Nullable Renamed title) {
    }

    /**
     * @param done     whether it has been tried
     * @param problem  why the main document cannot be taken apart, a code
     * @param of       identifier of the document that was taken apart; {@code null} where that is not known
     * @param beside   identifiers of the documents that were looked at for its other languages; {@code null} where none was looked for
     * @param place    where that document came from; {@code null} where nobody has looked into others
     */
    record Reading(boolean done, int articleCount, List<Warning> warnings, @Nullable String problem, @Nullable String of, @Nullable List<String> beside, @Nullable String place) {

        static final Reading NOT_YET = new Reading(false, 0, List.of(), null, null, null, null);

        Reading {
            warnings = List.copyOf(warnings);
            beside = beside == null ? null : List.copyOf(beside);
        }

        /** Its document cannot be taken apart. */
        static Reading failed(List<Warning> warnings, String problem, @Nullable String of) {
            return new Reading(true, 0, warnings, problem, of, null, null);
        }

        /** Of a document with the same words. */
        Reading as(String document, String from) {
            return new Reading(done, articleCount, warnings, problem, document, beside, from);
        }

        /** As people have repaired it. */
        Reading repaired(int articles, List<Warning> left) {
            return new Reading(true, articles, left, problem, of, beside, place);
        }
    }

    Draft {
        announced = List.copyOf(announced);
        files = List.copyOf(files);
        seenAlso = seenAlso == null ? List.of() : List.copyOf(seenAlso);
    }

    /** The consultation that it is, or would be; where it joined an early one, that one. */
    String consultation(String id) {
        return state == State.OPENED && opening != null && opening.into() != null ? opening.into() : id;
    }

    /** The early consultation is not one any more: it waits again. */
    Draft givenBack() {
        return new Draft(origin, facts, announced, files, reading, State.WAITING, null, null, seenEnd, told, watch, sameness, seenAlso);
    }

    /** Changes that are noted from now on are numbered after those that the consultation knows of. */
    Draft numberedFrom(int changes) {
        Watch w = watched();
        return with(new Watch(w.askedAt(), w.pageGone(), changes, List.of(), w.title(), w.page()));
    }

    /** The first announced document that nothing is known of yet. */
    Announcement.@Nullable Document missing() {
        return announced.stream().filter(document -> files.stream().noneMatch(kept -> kept.url().equals(document.url()))).findFirst().orElse(null);
    }

    List<StoredDocument> documents() {
        List<StoredDocument> documents = new ArrayList<>();
        for (Kept kept : files) {
            if (kept.document() != null && !kept.isIncoming()) {
                documents.add(kept.document());
            }
        }
        return documents;
    }

    /** Another version of the text that was brought in and is not in force: being read, or not readable. */
    @Nullable Kept incoming() {
        return files.stream().filter(Kept::isIncoming).findFirst().orElse(null);
    }

    /** Whether another version of its text waits to be read. */
    boolean isReadingAnother() {
        Kept incoming = incoming();
        return incoming != null && incoming.problem() == null;
    }

    /** Another version of the text was brought in: it takes the place of this one when it has been read. Whatever was brought before and could not be read is forgotten. */
    Draft bringing(StoredDocument document) {
        List<Kept> all = new ArrayList<>(files.stream().filter(kept -> !kept.isIncoming()).toList());
        all.add(Kept.once(Kept.INCOMING + document.id(), document));
        return new Draft(origin, facts, announced, all, reading, state == State.OPENED || opening != null ? state : State.READING, opening, reason, seenEnd, told, watch, sameness, seenAlso);
    }

    /** The version that was brought in could not be read, and the one before stays. */
    Draft refusing(Kept incoming, String problem) {
        return replacing(new Kept(incoming.url(), incoming.document(), problem, null, null, null, incoming.copies()));
    }

    /** The version that was brought in has been read and is the draft's text from now on. */
    Draft taking(Kept incoming, @Nullable StoredDocument before, Instant now) {
        Draft rest = without(incoming.url());
        StoredDocument document = incoming.document();
        Kept replaced = before == null ? null : rest.files.stream().filter(kept -> kept.document() != null && kept.document().id().equals(before.id())).findFirst().orElse(null);
        return replaced == null ? rest.with(Kept.once(document.id(), document)).noting(DraftChange.Kind.DOCUMENT_ADDED, now, null, document)
                : rest.replacing(replaced.by(document)).noting(DraftChange.Kind.FILE_REPLACED, now, before, document);
    }

    Draft with(Kept kept) {
        List<Kept> all = new ArrayList<>(files);
        all.removeIf(one -> one.url().equals(kept.url()));
        all.add(kept);
        return new Draft(origin, facts, announced, all, reading, state, opening, reason, seenEnd, told, watch, sameness, seenAlso);
    }

    /** The same file with another content; the others stay in their order. */
    Draft replacing(Kept kept) {
        List<Kept> all = files.stream().map(one -> one.url().equals(kept.url()) ? kept : one).toList();
        return new Draft(origin, facts, announced, all, reading, state, opening, reason, seenEnd, told, watch, sameness, seenAlso);
    }

    Draft read(Reading result, String language) {
        return read(result, facts.in(language));
    }

    /** The same, and what it is has become clearer by it. */
    Draft read(Reading result, Facts known) {
        return new Draft(origin, known, announced, files, result, state, opening, reason, seenEnd, told, watch, sameness, seenAlso);
    }

    Draft in(State next) {
        return new Draft(origin, facts, announced, files, reading, next, opening, reason, seenEnd, told, watch, sameness, seenAlso);
    }

    /** Its detection has been told. */
    Draft tellingIt() {
        return new Draft(origin, facts, announced, files, reading, state, opening, reason, seenEnd, true, watch, sameness, seenAlso);
    }

    Draft dismissed(String why) {
        return new Draft(origin, facts, announced, files, reading, State.DISMISSED, null, why, seenEnd, told, watch, sameness, seenAlso);
    }

    /** Laid aside no more: read where it has not been, else with the secretariat. */
    Draft takenUp() {
        State next = !reading.done() ? State.READING : reading.problem() == null ? State.WAITING : State.UNREADABLE;
        return new Draft(origin, facts, announced, files, reading, next, null, null, seenEnd, told, watch, sameness, seenAlso);
    }

    /** Laid aside for nothing but its date. */
    boolean isPast() {
        return state == State.DISMISSED && PAST.equals(reason) && sameAs() == null;
    }

    Draft toBeOpenedAs(Facts decided) {
        return new Draft(origin, facts, announced, files, reading, state, decided, null, seenEnd, told, watch, sameness, seenAlso);
    }

    Draft openedAs(Facts decided) {
        return new Draft(origin, decided, announced, files, reading, State.OPENED, decided, null, seenEnd, told, watch, sameness, seenAlso);
    }

    /** As the source says it now; what people decided stays. */
    Draft announcedAnew(Announcement now, Facts newFacts, State next) {
        return new Draft(origin, newFacts, now.documents(), files, reading, next, opening, reason, now.end() == null ? null : now.end().toString(), told, watch, sameness, seenAlso);
    }

    Watch watched() {
        return watch == null ? Watch.NOTHING : watch;
    }

    /** The first announced document that is due to be looked at again. */
    @Nullable Kept stale() {
        Instant asked = watched().askedAt();
        return asked == null ? null : files.stream().filter(kept -> (kept.checkedAt() == null || kept.checkedAt().isBefore(asked))
                && announced.stream().anyMatch(document -> document.url().equals(kept.url()))).findFirst().orElse(null);
    }

    /** A document that its source no longer names while another one has come: it lies under another address now. */
    @Nullable Kept left() {
        return files.stream().filter(kept -> kept.document() != null && kept.fetched() && announced.stream().noneMatch(document -> document.url().equals(kept.url()))).findFirst().orElse(null);
    }

    Draft without(String url) {
        return new Draft(origin, facts, announced, files.stream().filter(kept -> !kept.url().equals(url)).toList(), reading, state, opening, reason, seenEnd, told, watch, sameness, seenAlso);
    }

    Draft with(Watch next) {
        return new Draft(origin, facts, announced, files, reading, state, opening, reason, seenEnd, told, next, sameness, seenAlso);
    }

    Draft asked(Instant now) {
        Watch w = watched();
        return with(new Watch(now, w.pageGone(), w.changes(), w.untold(), w.title(), w.page()));
    }

    /** Notes a change for the consultation; before there is one, a draft is simply as it is now. */
    Draft noting(DraftChange.Kind kind, Instant at, @Nullable StoredDocument before, @Nullable StoredDocument after) {
        return noting(kind, at, before, after, null);
    }

    /**
     * What its page calls it now. A title that differs in nothing but letters' size, marks and spaces is the same.
     *
     * @param known the title of the look before, for drafts of which it was not kept
     */
    Draft called(String now, @Nullable String known, Instant at) {
        String before = watched().title() != null ? watched().title() : known != null ? known : facts.title();
        Watch w = watched();
        boolean same = Letters.fold(before).equals(Letters.fold(now));
        // Where it is the same, the spelling that the consultation may bear stays what the next title is compared with.
        Draft next = with(new Watch(w.askedAt(), w.pageGone(), w.changes(), w.untold(), same ? before : now, w.page()));
        if (same) {
            return next;
        }
        Draft noted = next.noting(DraftChange.Kind.TITLE_CHANGED, at, null, null, new DraftChange.Renamed(before, now));
        return state == State.OPENED && facts.title().equals(before) ? noted.titled(now) : noted;
    }

    private Draft titled(String title) {
        return new Draft(origin, facts.called(title), announced, files, reading, state, opening, reason, seenEnd, told, watch, sameness, seenAlso);
    }

    private Draft noting(DraftChange.Kind kind, Instant at, @Nullable StoredDocument before, @Nullable StoredDocument after, DraftChange.@Nullable Renamed title) {
        Watch w = watched();
        boolean gone = kind == DraftChange.Kind.PAGE_GONE || kind != DraftChange.Kind.PAGE_BACK && w.pageGone();
        if (state != State.OPENED) {
            return with(new Watch(w.askedAt(), gone, w.changes(), w.untold(), w.title(), w.page()));
        }
        List<Noted> untold = new ArrayList<>(w.untold());
        untold.add(new Noted(w.changes() + 1, kind, at, before, after, title));
        return with(new Watch(w.askedAt(), gone, w.changes() + 1, untold, w.title(), w.page()));
    }

    /** The consultation knows of all changes up to the number. */
    Draft toldUpTo(int number) {
        Watch w = watched();
        return with(new Watch(w.askedAt(), w.pageGone(), w.changes(), w.untold().stream().filter(noted -> noted.number() > number).toList(), w.title(), w.page()));
    }

    /** Its publisher's page where it did not come from there; {@code null} where nobody has said. */
    @Nullable Page page() {
        return watched().page();
    }

    /** Where it is published, as far as anybody knows. */
    @Nullable String publishedAt() {
        return origin.url() != null ? origin.url() : page() != null && page().followed() ? page().url() : null;
    }

    /** The source by whose manners its documents are fetched. */
    String publisher() {
        return page() == null ? origin.source() : page().source();
    }

    Draft at(@Nullable Page page) {
        Watch w = watched();
        return with(new Watch(w.askedAt(), w.pageGone(), w.changes(), w.untold(), w.title(), page));
    }

    /** Nobody watches its page any more; what it named is looked at no more, and stays. */
    Draft leavingPage() {
        Watch w = watched();
        return new Draft(origin, facts, List.of(), files, reading, state, opening, reason, null, told, new Watch(null, false, w.changes(), w.untold(), null, null), sameness, seenAlso);
    }

    /** Its page has been read for the first time. What people have said of it stays: that is compared with what the page says from now on. */
    Draft following(Announcement now, @Nullable String end, Instant at) {
        Watch w = watched();
        Facts f = facts.deadline() == null && end != null && state != State.OPENED ? facts.until(end) : facts;
        return new Draft(origin, f, now.documents(), files, reading, state, opening, reason, now.end() == null ? null : now.end().toString(), told,
                new Watch(w.askedAt(), w.pageGone(), w.changes(), w.untold(), now.title(), w.page() == null ? null : w.page().read(at)), sameness, seenAlso);
    }

    boolean isApart() {
        return sameness != null && sameness.apart();
    }

    @Nullable String sameAs() {
        return sameness == null ? null : sameness.of();
    }

    /** What it may be, where nobody has said yet. */
    @Nullable Perhaps perhaps() {
        return sameness == null ? null : sameness.perhaps();
    }

    /** It may be another draft seen again: somebody has to look before it becomes a consultation of its own. */
    Draft perhaps(Perhaps other) {
        return sameness != null && (sameness.apart() || sameness.of() != null) ? this
                : new Draft(origin, facts, announced, files, reading, state, opening, reason, seenEnd, told, watch, new Sameness(null, false, other), seenAlso);
    }

    /** It is another draft seen again. */
    Draft sameAs(String other) {
        return new Draft(origin, facts, announced, files, reading, State.DISMISSED, null, SAME, seenEnd, told, watch, new Sameness(other, false, null), seenAlso);
    }

    /** It is a draft of its own after all. */
    Draft apart() {
        return new Draft(origin, facts, announced, files, reading, State.READING, null, null, seenEnd, told, watch, new Sameness(null, true, null), seenAlso);
    }

    /** Where it was seen as well; a deadline that it did not have is taken over. */
    Draft seenAlso(Sighting sighting, @Nullable String deadline) {
        List<Sighting> all = new ArrayList<>(seenAlso);
        all.removeIf(one -> one.draft().equals(sighting.draft()));
        all.add(sighting);
        Facts f = facts.deadline() == null && deadline != null && state != State.OPENED ? facts.until(deadline) : facts;
        return new Draft(origin, f, announced, files, reading, state, opening, reason, seenEnd, told, watch, sameness, all);
    }

    Draft notSeenAs(String draft) {
        return new Draft(origin, facts, announced, files, reading, state, opening, reason, seenEnd, told, watch, sameness,
                seenAlso.stream().filter(one -> !one.draft().equals(draft)).toList());
    }
}
