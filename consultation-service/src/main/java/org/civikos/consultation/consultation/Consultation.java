package org.civikos.consultation.consultation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.structure.Warning;
import org.civikos.consultation.text.Letters;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * A consultation that organisations can comment on. Its text by article is kept beside it under the same identifier, so
 * that this stays small.
 *
 * @param reference    unique, K-2026-0007: what its comments' references begin with
 * @param openedAt     when it became known to the network's members; where it was early, when the official consultation began
 * @param deadline     last minute for comments by the clocks of Kosovo
 * @param deadlineAt   the same moment
 * @param searchText   title and description with letters made comparable
 * @param structureVersion of its text, from 1; grows when the publisher changes the words
 * @param changesSeen  number of the last change of the publisher's that it knows of, 0 for none
 * @param life         whose it is and what has become of it; only those opened before this was kept have an empty one
 */
record Consultation(String reference, String title, String description, String language, String institution, String actKind,
        List<String> fields, Stage stage, Instant detectedAt, Instant openedAt, String deadline, Instant deadlineAt, int articleCount,
        @Nullable String sourceUrl, @Nullable String officerName, List<StoredDocument> documents, List<Warning> warnings, String searchText,
        @Nullable Integer structureVersion, @Nullable Integer changesSeen, @Nullable Life life) {

    /** Of a public body. */
    static final String GOVERNMENT = "government";
    /** Of the network itself: its own documents. */
    static final String NETWORK = "network";
    /** Steps that are kept: a deadline that moves every day for a year and more does not fill the document. */
    private static final int MOST_STEPS = 500;

    /**
     * What does not belong to the draft itself.
     *
     * @param owner    {@link #GOVERNMENT} or {@link #NETWORK}
     * @param startsOn first day by the publisher's word, ISO; {@code null} where it gave none
     * @param steps    the oldest first
     * @param draft    the draft that it follows, where that is not the one that bears its identifier: an early one that the official draft has joined
     * @param continuesIn the consultation of the official draft, where an early one was not joined with it; {@code null} for none
     * @param revisions how often its dates were set; {@code null} where that was not counted yet
     */
    record Life(String owner, @Nullable String startsOn, List<StageStep> steps, List<InternalDeadline> internalDeadlines, @Nullable String draft, @Nullable String continuesIn,
            @Nullable Revisions revisions) {

        Life {
            steps = List.copyOf(steps);
            internalDeadlines = List.copyOf(internalDeadlines);
        }

        Life then(StageStep step) {
            List<StageStep> longer = new ArrayList<>(steps);
            longer.add(step);
            return new Life(owner, startsOn, longer.size() > MOST_STEPS ? longer.subList(longer.size() - MOST_STEPS, longer.size()) : longer, internalDeadlines, draft, continuesIn, revisions);
        }

        /** Its dates stand no more, or stand again: calendars strike them out, or show them again, by a number that has grown. */
        Life struckOrBack() {
            return new Life(owner, startsOn, steps, internalDeadlines, draft, continuesIn, counted().next(true, true));
        }

        /** Once the official consultation begins, the first day of the early one counts no more. */
        Life begun() {
            return new Life(owner, null, steps, internalDeadlines, draft, continuesIn, revisions);
        }

        /**
         * With other dates of the network's own.
         *
         * @param official whether the official one is another too
         */
        Life with(List<InternalDeadline> deadlines, boolean official) {
            return new Life(owner, startsOn, steps, deadlines, draft, continuesIn, counted().next(official, !deadlines.equals(internalDeadlines)));
        }

        /** With other dates of the network's own alone, which no step tells of. */
        Life with(List<InternalDeadline> deadlines, Instant at) {
            Revisions counted = with(deadlines, false).counted();
            return new Life(owner, startsOn, steps, deadlines, draft, continuesIn, new Revisions(counted.deadline(), counted.internal(), at));
        }

        private Revisions counted() {
            return revisions == null ? Revisions.NOT_COUNTED : revisions;
        }

        /** It follows the official draft from now on, with the first day that this one's publisher names. */
        Life following(String official, @Nullable String from) {
            return new Life(owner, from, steps, internalDeadlines, official, continuesIn, revisions);
        }

        Life continuedIn(@Nullable String other) {
            return new Life(owner, startsOn, steps, internalDeadlines, draft, other, revisions);
        }
    }

    /**
     * How often the dates were set anew since it began: what a calendar calls the sequence of an entry (RFC 5545, 3.8.7.4). It grows with a change of the date, when it is dropped and
     * when that is taken back (RFC 5546, 3.2.5), and with nothing else; whoever tells of the same entry tells the same number.
     *
     * @param deadline of the official one
     * @param internal of the network's own
     * @param ownSetAt when those alone were set last; {@code null} where they never were
     */
    record Revisions(int deadline, int internal, @Nullable Instant ownSetAt) {

        static final Revisions FIRST = new Revisions(0, 0, null);
        /** Above whatever calendars were told before this was counted: the version of the document, which grows with each write. */
        private static final Revisions NOT_COUNTED = new Revisions(1_000_000, 1_000_000, null);

        Revisions next(boolean official, boolean own) {
            return new Revisions(official ? deadline + 1 : deadline, own ? internal + 1 : internal, ownSetAt);
        }
    }

    Consultation {
        fields = List.copyOf(fields);
        documents = List.copyOf(documents);
        warnings = List.copyOf(warnings);
        structureVersion = structureVersion == null ? 1 : structureVersion;
        changesSeen = changesSeen == null ? 0 : changesSeen;
        life = life == null ? new Life(GOVERNMENT, null, List.of(), List.of(), null, null, null) : life;
    }

    /** The moment of a deadline by the clocks of Kosovo. */
    static Instant at(LocalDateTime deadline) {
        return deadline.atZone(WorkingDays.ZONE).toInstant();
    }

    /** What may be commented now. */
    Accepts accepts(Instant now) {
        return Accepts.at(stage, deadlineAt, now);
    }

    /** The stage as anybody would name it now: some seconds pass between a deadline and the closing. */
    Stage stageAt(Instant now) {
        return stage == Stage.OPEN && !now.isBefore(deadlineAt) ? Stage.CLOSED : stage;
    }

    /** The first day of the official consultation, by the publisher's word where there is one. */
    LocalDate firstDay() {
        LocalDate known = (life.steps().stream().anyMatch(step -> step.act().equals(StageStep.ANNOUNCED_EARLY)) || sourceUrl == null ? openedAt : detectedAt)
                .atZone(WorkingDays.ZONE).toLocalDate();
        if (life.startsOn() == null) {
            return known;
        }
        LocalDate said = LocalDate.parse(life.startsOn());
        // A first day behind the last is a slip of the publisher's.
        return said.isAfter(LocalDateTime.parse(deadline).toLocalDate()) ? known : said;
    }

    /** After a step that leads to another stage. */
    Consultation after(StageStep step) {
        Life then = life.then(step);
        return new Consultation(reference, title, description, language, institution, actKind, fields, step.stage(), detectedAt, openedAt,
                deadline, deadlineAt, articleCount, sourceUrl, officerName, documents, warnings, searchText, structureVersion, changesSeen,
                (step.stage() == Stage.DROPPED) == (stage == Stage.DROPPED) ? then : then.struckOrBack());
    }

    /** With another deadline; one that was closed and now ends later is open again. */
    Consultation until(LocalDateTime moved, StageStep step, List<InternalDeadline> internal) {
        boolean begins = step.act().equals(Stage.Transition.OPENING.code());
        return new Consultation(reference, title, description, language, institution, actKind, fields, step.stage(), detectedAt,
                begins ? step.at() : openedAt, moved.toString(), at(moved), articleCount, sourceUrl,
                officerName, documents, warnings, searchText, structureVersion, changesSeen, (begins ? life.begun() : life).then(step).with(internal, !moved.toString().equals(deadline)));
    }

    /**
     * An early one that the official draft has joined: it is open, with this one's facts, documents and text. Its reference and whose it is stay.
     *
     * @param draft   whose changes it follows from now on
     * @param version of the text, with which the draft's takes its place
     */
    Consultation joinedBy(String draft, NewConsultation official, int version, StageStep step, List<InternalDeadline> internal) {
        String words = official.description().isBlank() ? description : official.description();
        return new Consultation(reference, official.title(), words, official.language(), official.institution(), official.actKind(), official.fields(), step.stage(), official.detectedAt(),
                step.at(), official.deadline().toString(), at(official.deadline()), official.articleCount(), official.sourceUrl() == null ? sourceUrl : official.sourceUrl(),
                official.officerName() == null ? officerName : official.officerName(), official.documents(), official.warnings(), Letters.fold(official.title() + " " + words), version, changesSeen,
                life.following(draft, official.startsOn() == null ? null : official.startsOn().toString()).then(step).with(internal, !official.deadline().toString().equals(deadline)));
    }

    /** With facts that somebody put right. */
    Consultation corrected(CorrectFacts facts, StageStep step) {
        return new Consultation(reference, facts.title(), description, language, facts.institution(), facts.actKind(), facts.fields(), stage, detectedAt, openedAt, deadline, deadlineAt,
                articleCount, sourceUrl, officerName, documents, warnings, Letters.fold(facts.title() + " " + description), structureVersion, changesSeen, life.then(step));
    }

    Consultation continuedIn(@Nullable String other) {
        return new Consultation(reference, title, description, language, institution, actKind, fields, stage, detectedAt, openedAt, deadline, deadlineAt, articleCount, sourceUrl, officerName,
                documents, warnings, searchText, structureVersion, changesSeen, life.continuedIn(other));
    }

    Consultation publishedAt(String url) {
        return new Consultation(reference, title, description, language, institution, actKind, fields, stage, detectedAt, openedAt, deadline,
                deadlineAt, articleCount, url, officerName, documents, warnings, searchText, structureVersion, changesSeen, life);
    }

    Consultation with(List<StoredDocument> newDocuments) {
        return new Consultation(reference, title, description, language, institution, actKind, fields, stage, detectedAt, openedAt, deadline,
                deadlineAt, articleCount, sourceUrl, officerName, newDocuments, warnings, searchText, structureVersion, changesSeen, life);
    }

    Consultation withInternal(List<InternalDeadline> internal, Instant at) {
        return new Consultation(reference, title, description, language, institution, actKind, fields, stage, detectedAt, openedAt, deadline,
                deadlineAt, articleCount, sourceUrl, officerName, documents, warnings, searchText, structureVersion, changesSeen, life.with(internal, at));
    }

    /** Its publisher calls it something else; a title that the secretariat gave it stays. */
    Consultation renamed(DraftChange.@Nullable Renamed change) {
        if (change == null || !change.before().equals(title)) {
            return this;
        }
        return new Consultation(reference, change.after(), description, language, institution, actKind, fields, stage, detectedAt, openedAt, deadline,
                deadlineAt, articleCount, sourceUrl, officerName, documents, warnings, Letters.fold(change.after() + " " + description), structureVersion, changesSeen, life);
    }

    /** After changes of the publisher's up to a number, the text being of a version. */
    Consultation changed(int version, int articles, List<Warning> newWarnings, int upTo) {
        return new Consultation(reference, title, description, language, institution, actKind, fields, stage, detectedAt, openedAt, deadline,
                deadlineAt, articles, sourceUrl, officerName, documents, newWarnings, searchText, version, upTo, life);
    }
}
