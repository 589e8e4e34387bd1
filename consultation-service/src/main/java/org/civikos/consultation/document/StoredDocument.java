package org.civikos.consultation.document;

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
 */
public record StoredDocument(String id, String label, String fileName, String mediaType, long bytes, LocalDate addedOn,
        @Nullable String url) {
}
