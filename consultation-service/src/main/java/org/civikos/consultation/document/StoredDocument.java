package org.civikos.consultation.document;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A file that is kept.
 *
 * @param id        deterministic: made twice it is the same
 * @param label     what its source calls it
 * @param fileName  safe to offer for download
 * @param mediaType as the source says, or by the name's ending
 * @param bytes     its size
 * @param addedOn   the day that stands beside it on the source's page, or the day it came
 * @param url       where it came from, if not by upload
 * @param sha256    of its content, small hexadecimal digits; {@code null} for what was kept before copies were stamped
 * @param fetchedAt when this copy was taken
 */
public record StoredDocument(String id, String label, String fileName, String mediaType, long bytes, LocalDate addedOn,
        @Nullable String url, @Nullable String sha256, @Nullable Instant fetchedAt) {

    /** A copy without a stamp. */
    public StoredDocument(String id, String label, String fileName, String mediaType, long bytes, LocalDate addedOn, @Nullable String url) {
        this(id, label, fileName, mediaType, bytes, addedOn, url, null, null);
    }
}
