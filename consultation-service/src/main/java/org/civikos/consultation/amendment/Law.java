package org.civikos.consultation.amendment;

import java.time.Instant;
import org.civikos.consultation.document.StoredDocument;

/**
 * A law in force as the secretariat uploaded it; its text by article is kept beside it under the same identifier.
 *
 * @param number as it is cited: 04/L-123
 */
record Law(String title, String number, String language, int articleCount, StoredDocument document, Instant uploadedAt) {
}
