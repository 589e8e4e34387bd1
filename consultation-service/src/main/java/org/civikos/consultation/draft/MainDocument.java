package org.civikos.consultation.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.draft.DocumentNames.Role;
import org.jspecify.annotations.Nullable;

/** Which of a draft's documents is its own text, as far as their names tell; {@link DraftText} looks into those that may be. */
final class MainDocument {

    private MainDocument() {}

    /**
     * A document that may be the draft's text.
     *
     * @param place where it came from: what stays when its content is replaced
     */
    record Candidate(String place, StoredDocument document, Role role) {

        /** All but what nobody knows the format of. */
        boolean isReadable() {
            return !document.mediaType().equals("application/octet-stream") && !document.mediaType().equals("application/rtf");
        }
    }

    /** What lies beside a draft comes last; what can be read, what is called updated and what is called a draft come first; else the order of the page. */
    private static final Comparator<Candidate> ORDER = Comparator.comparingInt((Candidate one) -> one.role() == Role.BESIDE ? 1 : 0).thenComparingInt(one -> one.isReadable() ? 0 : 1)
            .thenComparingInt(one -> DocumentNames.isUpdate(one.document().label()) ? 0 : 1).thenComparing(Candidate::role);

    /**
     * The draft's own text among what its source names now: a version that is called updated before one that is not, else the first that is called a draft, else the first of which nothing can be
     * told; what lies beside a draft only where there is nothing else. Where looking into them has shown which it is, that one, unless another is surer by its name.
     */
    static @Nullable StoredDocument of(Draft draft) {
        List<Candidate> all = candidates(draft);
        return all.isEmpty() ? null : all.getFirst().document();
    }

    /** All that may be its text, the likeliest first; no reports. */
    static List<Candidate> candidates(Draft draft) {
        List<Candidate> named = new ArrayList<>();
        for (Announcement.Document announced : draft.announced()) {
            draft.files().stream().filter(kept -> kept.url().equals(announced.url()) && kept.document() != null).map(kept -> candidate(draft, kept)).forEach(named::add);
        }
        if (draft.page() != null && draft.reading().of() != null && named.stream().noneMatch(one -> DocumentNames.isUpdate(one.document().label()))) {
            // People brought its text in: a document that its page names beside it does not take its place.
            Draft.Kept read = draft.files().stream().filter(kept -> kept.document() != null && !kept.isIncoming() && kept.document().id().equals(draft.reading().of())).findFirst().orElse(null);
            if (read != null) {
                List<Candidate> ours = new ArrayList<>(List.of(candidate(draft, read)));
                draft.files().stream().filter(kept -> kept.isText() && !kept.fetched() && kept.document() != null && kept != read).map(kept -> candidate(draft, kept))
                        .filter(one -> one.role() != Role.REPORT).forEach(ours::add);
                return ours;
            }
        }
        List<Candidate> brought = draft.files().stream().filter(kept -> kept.isText() && kept.document() != null).map(kept -> candidate(draft, kept)).toList();
        List<Candidate> candidates = new ArrayList<>((named.isEmpty() ? brought : named).stream().filter(one -> one.role() != Role.REPORT).sorted(ORDER).toList());
        candidates.stream().filter(one -> one.place().equals(draft.reading().place())).findFirst().filter(one -> !isSurer(candidates.getFirst(), one)).ifPresent(chosen -> {
            candidates.remove(chosen);
            candidates.addFirst(chosen);
        });
        return candidates;
    }

    private static boolean isSurer(Candidate one, Candidate chosen) {
        return chosen.role() == Role.BESIDE && one.role() != Role.BESIDE
                || DocumentNames.isUpdate(one.document().label()) && !DocumentNames.isUpdate(chosen.document().label());
    }

    private static Candidate candidate(Draft draft, Draft.Kept kept) {
        StoredDocument document = Objects.requireNonNull(kept.document());
        // What people have brought in place of it is its text, whatever the file is called.
        boolean said = !kept.fetched() && kept.copies() > 1;
        return new Candidate(kept.url(), document, said ? Role.DRAFT : DocumentNames.role(document.label(), document.fileName(), draft.facts().actKind()));
    }

    /** Where its text comes from; {@code null} where it has none. */
    static @Nullable String place(Draft draft) {
        List<Candidate> all = candidates(draft);
        return all.isEmpty() ? null : all.getFirst().place();
    }

    /** Documents that may be its text in another language: by their names the draft, or in a language that the name says. */
    static List<Candidate> otherVersions(Draft draft, List<Candidate> candidates, Candidate main) {
        return candidates.stream().filter(one -> !one.equals(main) && one.isReadable() && !DocumentNames.isUpdate(main.document().label())
                && (one.role() == Role.DRAFT || one.role() == Role.UNKNOWN && DocumentNames.language(one.document().label(), one.document().fileName()) != null)).limit(DraftText.MOST_VERSIONS).toList();
    }

    /** Whether a document of this name may be the draft's text at all: a report on the consultation is not, and neither is what lies beside a draft. */
    static boolean isDraft(String label, String fileName, String kind) {
        Role role = DocumentNames.role(label, fileName, kind);
        return role == Role.DRAFT || role == Role.UNKNOWN;
    }
}
