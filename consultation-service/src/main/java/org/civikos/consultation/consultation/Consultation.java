package org.civikos.consultation.consultation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.structure.Warning;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * A consultation that organisations can comment on. Its text by article is kept beside it under the same identifier, so
 * that this stays small.
 *
 * @param reference    unique, K-2026-0007: what its comments' references begin with
 * @param deadline     last minute for comments by the clocks of Kosovo
 * @param deadlineAt   the same moment
 * @param searchText   title and description with letters made comparable
 * @param structureVersion of its text, from 1; grows when the publisher changes the words
 * @param changesSeen  number of the last change of the publisher's that it knows of, 0 for none
 */
record Consultation(String reference, String title, String description, String language, String institution, String actKind,
        List<String> fields, Stage stage, Instant detectedAt, Instant openedAt, String deadline, Instant deadlineAt, int articleCount,
        @Nullable String sourceUrl, @Nullable String officerName, List<StoredDocument> documents, List<Warning> warnings, String searchText,
        @Nullable Integer structureVersion, @Nullable Integer changesSeen) {

    /** Whether it takes comments. */
    enum Stage {
        /** Until the deadline. */
        OPEN("open"),
        /** Afterwards. */
        CLOSED("closed");

        private final String code;

        Stage(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    Consultation {
        fields = List.copyOf(fields);
        documents = List.copyOf(documents);
        warnings = List.copyOf(warnings);
        structureVersion = structureVersion == null ? 1 : structureVersion;
        changesSeen = changesSeen == null ? 0 : changesSeen;
    }

    /** The moment of a deadline by the clocks of Kosovo. */
    static Instant at(LocalDateTime deadline) {
        return deadline.atZone(WorkingDays.ZONE).toInstant();
    }

    /** The clock decides, whether it has been closed already or not. */
    boolean takesCommentsAt(Instant now) {
        return now.isBefore(deadlineAt);
    }

    Consultation closed() {
        return new Consultation(reference, title, description, language, institution, actKind, fields, Stage.CLOSED, detectedAt, openedAt,
                deadline, deadlineAt, articleCount, sourceUrl, officerName, documents, warnings, searchText, structureVersion, changesSeen);
    }

    /** With another deadline; one that was closed and now ends later is open again. */
    Consultation until(LocalDateTime moved, Instant now) {
        Instant movedAt = at(moved);
        return new Consultation(reference, title, description, language, institution, actKind, fields,
                now.isBefore(movedAt) ? Stage.OPEN : Stage.CLOSED, detectedAt, openedAt, moved.toString(), movedAt, articleCount, sourceUrl,
                officerName, documents, warnings, searchText, structureVersion, changesSeen);
    }

    Consultation with(List<StoredDocument> newDocuments) {
        return new Consultation(reference, title, description, language, institution, actKind, fields, stage, detectedAt, openedAt, deadline,
                deadlineAt, articleCount, sourceUrl, officerName, newDocuments, warnings, searchText, structureVersion, changesSeen);
    }

    /** After changes of the publisher's up to a number, the text being of a version. */
    Consultation changed(int version, int articles, List<Warning> newWarnings, int upTo) {
        return new Consultation(reference, title, description, language, institution, actKind, fields, stage, detectedAt, openedAt, deadline,
                deadlineAt, articles, sourceUrl, officerName, documents, newWarnings, searchText, version, upTo);
    }
}
