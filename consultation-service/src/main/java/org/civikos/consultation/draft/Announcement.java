package org.civikos.consultation.draft;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source says about a draft.
 *
 * @param number       the source's own number, which with the source makes the draft's identifier
 * @param title        as published
 * @param description  paragraphs by line breaks, may be empty
 * @param url          the page's address
 * @param start        first day of the consultation
 * @param end          last day of the consultation, where the page has one
 * @param officerName  who is responsible
 * @param officerEmail only to guess the institution by; not kept
 * @param documents    in the page's order
 */
public record Announcement(int number, String title, String description, String url, @Nullable LocalDate start,
        @Nullable LocalDate end, @Nullable String officerName, @Nullable String officerEmail, List<Document> documents) {

    public Announcement {
        documents = List.copyOf(documents);
    }

    /**
     * A document to download.
     *
     * @param label       what the page calls it
     * @param description more words on it, or empty
     * @param date        the day that stands beside it
     * @param url         absolute
     */
    public record Document(String label, String description, @Nullable LocalDate date, String url) {
    }
}
