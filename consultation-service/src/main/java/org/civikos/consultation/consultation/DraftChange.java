package org.civikos.consultation.consultation;

import java.time.Instant;
import java.util.List;
import org.civikos.consultation.document.StoredDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * What the publisher changed in a draft after its consultation had opened, as one look at it brought it to light. Written once.
 *
 * @param id             consultation and number
 * @param number         of the last change that it holds; grows
 * @param at             when it was seen, not when it was done: publishers do not say
 * @param kinds          what changed
 * @param version        of the text, afterwards
 * @param previous       of the text, before; the same where the words are the same
 * @param changedArticles articles and other parts of the text that differ
 * @param copies         files that came, each with the one that it replaces
 * @param problem        why a new file could not be taken apart, a code
 * @param title          what it was called and is called now, where its title changed; {@code null} otherwise
 */
public record DraftChange(@Id String id, String consultation, int number, Instant at, List<Kind> kinds, int version, int previous, int changedArticles,
        List<Copy> copies, @Nullable String problem, @Nullable Renamed title) {

    public DraftChange {
        kinds = List.copyOf(kinds);
        copies = List.copyOf(copies);
    }

    /** What a publisher can do to a draft. */
    public enum Kind {
        /** Another content under the same address, or another address in place of the one before. */
        FILE_REPLACED("file-replaced"),
        /** The words of the draft are others. */
        TEXT_CHANGED("text-changed"),
        /** Its page calls it something else. */
        TITLE_CHANGED("title-changed"),
        /** A document has come that replaces none. */
        DOCUMENT_ADDED("document-added"),
        /** Its page is not there any more. */
        PAGE_GONE("page-gone"),
        /** Its page is there again. */
        PAGE_BACK("page-back");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** What the page called it before, and what it calls it now. */
    public record Renamed(String before, String after) {
    }

    /** A file that came. */
    public record Copy(@Nullable StoredDocument before, StoredDocument after) {
    }
}
