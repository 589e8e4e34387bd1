package org.civikos.localstack.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One consultation as the portal shows it; days are local to Kosovo. */
record Publication(int number, String title, String description, LocalDate startDate, LocalDate endDate,
        List<PublishedDocument> documents, String officerName, String officerEmail, Instant changedAt) {

    /** A file of a consultation, kept beside the portal's state under the consultation's number. */
    record PublishedDocument(String label, String description, LocalDate date, String fileName) {
    }

    Publication ending(LocalDate end, Instant now) {
        return new Publication(number, title, description, startDate, end, documents, officerName, officerEmail, now);
    }

    /** Adds a document, or puts it in the place of the one whose file it replaces: a portal shows one link for that. */
    Publication with(PublishedDocument document, Instant now) {
        List<PublishedDocument> more = new ArrayList<>(documents);
        int replaced = more.stream().map(PublishedDocument::fileName).toList().indexOf(document.fileName());
        if (replaced < 0) {
            more.add(document);
        } else {
            more.set(replaced, document);
        }
        return new Publication(number, title, description, startDate, endDate, List.copyOf(more), officerName, officerEmail, now);
    }
}
