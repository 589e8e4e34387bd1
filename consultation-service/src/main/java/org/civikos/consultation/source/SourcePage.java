package org.civikos.consultation.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * A page that has been visited and may change: its validators and when it is due again.
 *
 * @param id          source and number
 * @param hash        of what was read from it, empty for a gap in the sequence
 * @param nextVisitAt not before
 * @param watchUntil  afterwards it is left alone
 */
record SourcePage(@Id String id, String source, int number, @Nullable String etag, @Nullable String lastModified, String hash,
        Instant nextVisitAt, Instant watchUntil) {

    static String id(String source, int number) {
        return source + ":" + number;
    }

    SourcePage due(Instant next) {
        return new SourcePage(id, source, number, etag, lastModified, hash, next, watchUntil);
    }
}
