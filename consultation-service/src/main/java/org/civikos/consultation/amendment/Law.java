package org.civikos.consultation.amendment;

import java.time.Instant;
import org.civikos.consultation.document.StoredDocument;
import org.jspecify.annotations.Nullable;

/**
 * A law in force as the secretariat uploaded it; its text by article is kept beside it under the same identifier when it has been read.
 *
 * @param number  as it is cited: 04/L-123
 * @param reading whether it is still to be read; {@code null} for no
 * @param problem why it cannot be read, a code
 */
record Law(String title, String number, String language, int articleCount, StoredDocument document, Instant uploadedAt, @Nullable Boolean reading, @Nullable String problem) {

    boolean isBeingRead() {
        return Boolean.TRUE.equals(reading);
    }

    Law read(String inLanguage, int articles) {
        return new Law(title, number, inLanguage, articles, document, uploadedAt, null, null);
    }

    Law notReadable(String why) {
        return new Law(title, number, language, 0, document, uploadedAt, null, why);
    }
}
