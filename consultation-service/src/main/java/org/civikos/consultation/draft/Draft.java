package org.civikos.consultation.draft;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.structure.Warning;
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
 */
record Draft(Origin origin, Facts facts, List<Announcement.Document> announced, List<Kept> files, Reading reading, State state,
        @Nullable Facts opening, @Nullable String reason, @Nullable String seenEnd,
        boolean told) {

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
     */
    record Facts(String title, String description, String institution, String actKind, List<String> fields, @Nullable String deadline,
            String language, @Nullable String officerName) {

        Facts {
            fields = List.copyOf(fields);
        }

        Facts until(@Nullable String moved) {
            return new Facts(title, description, institution, actKind, fields, moved, language, officerName);
        }

        Facts in(String otherLanguage) {
            return new Facts(title, description, institution, actKind, fields, deadline, otherLanguage, officerName);
        }
    }

    /**
     * @param document {@code null} where it could not be had
     * @param problem  why not
     */
    record Kept(String url, @Nullable StoredDocument document, @Nullable String problem) {
    }

    /**
     * @param done     whether it has been tried
     * @param problem  why the main document cannot be taken apart, a code
     */
    record Reading(boolean done, int articleCount, List<Warning> warnings, @Nullable String problem) {

        static final Reading NOT_YET = new Reading(false, 0, List.of(), null);

        Reading {
            warnings = List.copyOf(warnings);
        }
    }

    Draft {
        announced = List.copyOf(announced);
        files = List.copyOf(files);
    }

    /** The first announced document that nothing is known of yet. */
    Announcement.@Nullable Document missing() {
        return announced.stream().filter(document -> files.stream().noneMatch(kept -> kept.url().equals(document.url()))).findFirst().orElse(null);
    }

    List<StoredDocument> documents() {
        List<StoredDocument> documents = new ArrayList<>();
        for (Kept kept : files) {
            if (kept.document() != null) {
                documents.add(kept.document());
            }
        }
        return documents;
    }

    boolean settled() {
        return state != State.READING && (opening == null || state == State.OPENED);
    }

    Draft with(Kept kept) {
        List<Kept> all = new ArrayList<>(files);
        all.removeIf(one -> one.url().equals(kept.url()));
        all.add(kept);
        return new Draft(origin, facts, announced, all, reading, state, opening, reason, seenEnd, told);
    }

    Draft read(Reading result, String language) {
        return new Draft(origin, facts.in(language), announced, files, result, state, opening, reason, seenEnd, told);
    }

    Draft in(State next) {
        return new Draft(origin, facts, announced, files, reading, next, opening, reason, seenEnd, told);
    }

    /** Its detection has been told. */
    Draft tellingIt() {
        return new Draft(origin, facts, announced, files, reading, state, opening, reason, seenEnd, true);
    }

    Draft dismissed(String why) {
        return new Draft(origin, facts, announced, files, reading, State.DISMISSED, null, why, seenEnd, told);
    }

    Draft toBeOpenedAs(Facts decided) {
        return new Draft(origin, facts, announced, files, reading, state, decided, null, seenEnd, told);
    }

    Draft openedAs(Facts decided) {
        return new Draft(origin, decided, announced, files, reading, State.OPENED, decided, null, seenEnd, told);
    }

    /** As the source says it now; what people decided stays. */
    Draft announcedAnew(Announcement now, Facts newFacts, State next) {
        return new Draft(origin, newFacts, now.documents(), files, reading, next, opening, reason, now.end() == null ? null : now.end().toString(), told);
    }
}
