package org.civikos.consultation.consultation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.structure.Warning;
import org.jspecify.annotations.Nullable;

/** Everything a draft hands over when it becomes a consultation. */
public record NewConsultation(String title, String description, String language, String institution, String actKind, List<String> fields,
        Instant detectedAt, LocalDateTime deadline, int articleCount, @Nullable String sourceUrl, @Nullable String officerName,
        List<StoredDocument> documents, List<Warning> warnings) {
}
