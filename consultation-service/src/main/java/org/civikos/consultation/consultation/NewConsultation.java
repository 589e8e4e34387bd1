package org.civikos.consultation.consultation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.structure.Warning;
import org.jspecify.annotations.Nullable;

/**
 * Everything a draft hands over when it becomes a consultation.
 *
 * @param startsOn first day by the publisher's word
 * @param network  whether it is a document of the network's own, without an institution
 * @param early    whether the publisher asks before there is an official draft
 * @param by       who opens it, {@code null} where its source does
 */
public record NewConsultation(String title, String description, String language, String institution, String actKind, List<String> fields,
        Instant detectedAt, LocalDateTime deadline, int articleCount, @Nullable String sourceUrl, @Nullable String officerName,
        List<StoredDocument> documents, List<Warning> warnings, @Nullable LocalDate startsOn, boolean network, boolean early, @Nullable String by) {

    /** An official one of a public body, opened because its source says so. */
    public NewConsultation(String title, String description, String language, String institution, String actKind, List<String> fields,
            Instant detectedAt, LocalDateTime deadline, int articleCount, @Nullable String sourceUrl, @Nullable String officerName,
            List<StoredDocument> documents, List<Warning> warnings) {
        this(title, description, language, institution, actKind, fields, detectedAt, deadline, articleCount, sourceUrl, officerName, documents, warnings, null, false, false, null);
    }
}
