package org.civikos.consultation.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/** Which of a draft's documents is its own text. */
final class MainDocument {

    /** Labels of documents that are not the draft: final reports, versions after the consultation. */
    private static final List<String> NOT_THE_DRAFT = List.of("raporti final", "raport final", "final report", "konacni izvestaj", "zavrsni izvestaj", "raporti i konsultimit");
    /** Labels of a version that takes the place of one before it. */
    private static final List<String> UPDATED = List.of("versioni i azhurnuar", "versioni i perditesuar", "drafti i perditesuar", "azurirana verzija", "updated version", "updated draft");

    private MainDocument() {}

    /**
     * The draft's own text among what its source names now: a version that is called updated before one that is not, else the first document
     * that is no report on it, one that can be read before one of unknown kind.
     */
    static @Nullable StoredDocument of(Draft draft) {
        List<StoredDocument> named = new ArrayList<>();
        for (Announcement.Document announced : draft.announced()) {
            draft.files().stream().filter(kept -> kept.url().equals(announced.url())).map(Draft.Kept::document).filter(Objects::nonNull).forEach(named::add);
        }
        if (draft.page() != null && draft.reading().of() != null && named.stream().noneMatch(document -> isUpdate(document.label()))) {
            // People brought its text in: a document that its page names beside it does not take its place.
            StoredDocument read = draft.documents().stream().filter(document -> document.id().equals(draft.reading().of())).findFirst().orElse(null);
            if (read != null) {
                return read;
            }
        }
        List<StoredDocument> brought = draft.files().stream().filter(Draft.Kept::isText).map(Draft.Kept::document).filter(Objects::nonNull).toList();
        List<StoredDocument> candidates = (named.isEmpty() ? brought : named).stream().filter(document -> isDraft(document.label())).toList();
        return candidates.stream().min(Comparator.comparingInt((StoredDocument document) -> document.mediaType().equals("application/octet-stream")
                || document.mediaType().equals("application/msword") ? 1 : 0).thenComparingInt(document -> isUpdate(document.label()) ? 0 : 1)).orElse(null);
    }

    /** Whether a document of this label may be the draft's text at all: a report on the consultation is not. */
    static boolean isDraft(String label) {
        String folded = Letters.fold(label);
        return NOT_THE_DRAFT.stream().noneMatch(folded::startsWith);
    }

    private static boolean isUpdate(String label) {
        String folded = Letters.fold(label);
        return UPDATED.stream().anyMatch(folded::startsWith);
    }
}
