package org.civikos.consultation.source;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.draft.Drafts;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A page that has been visited and may change: its validators and when it is due again.
 *
 * @param id          source and number
 * @param hash        of what was read from it, empty for a gap in the sequence
 * @param nextVisitAt not before
 * @param watchUntil  afterwards it is left alone
 * @param draft       the draft that it stands for, where that does not follow from the number
 * @param title       as last read
 * @param start       as last read
 * @param readAt      when it was last fetched whole
 * @param missing     looks in a row at which it was not there
 * @param url         of a page that people have named, where the source's own order does not lead to it; {@code null} for all others
 */
record SourcePage(@Id String id, String source, int number, @Nullable String etag, @Nullable String lastModified, String hash,
        Instant nextVisitAt, Instant watchUntil, @Nullable String draft, @Nullable String title, @Nullable LocalDate start, @Nullable Instant readAt,
        @Nullable Integer missing, @Nullable String url) {

    @PersistenceCreator
    SourcePage {
    }

    /** One that the source's own order leads to. */
    SourcePage(String id, String source, int number, @Nullable String etag, @Nullable String lastModified, String hash, Instant nextVisitAt, Instant watchUntil, @Nullable String draft,
            @Nullable String title, @Nullable LocalDate start, @Nullable Instant readAt, @Nullable Integer missing) {
        this(id, source, number, etag, lastModified, hash, nextVisitAt, watchUntil, draft, title, start, readAt, missing, null);
    }

    /** A number that was passed over. */
    static SourcePage gap(String source, int number, Instant nextVisitAt, Instant watchUntil) {
        return new SourcePage(id(source, number), source, number, null, null, "", nextVisitAt, watchUntil, null, null, null, null, 0);
    }

    static String id(String source, int number) {
        return source + ":" + number;
    }

    /** Under which the state of a source's list is kept. */
    static String listId(String source) {
        return source + ":list";
    }

    static String keyOf(String source, String url) {
        return source + ":" + Documents.sha256(url.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    /** The identifier of the draft behind an entry's address: the same however often it is seen. */
    static String draftOf(String source, String url) {
        String suffix = "-" + Documents.sha256(url.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
        return source.substring(0, Math.min(source.length(), 64 - suffix.length())) + suffix;
    }

    String draftId() {
        return draft == null ? Drafts.id(source, number) : draft;
    }

    int timesMissing() {
        return missing == null ? 0 : missing;
    }

    SourcePage due(Instant next) {
        return new SourcePage(id, source, number, etag, lastModified, hash, next, watchUntil, draft, title, start, readAt, missing, url);
    }

    SourcePage missing(int times) {
        return new SourcePage(id, source, number, null, null, hash, nextVisitAt, watchUntil, draft, title, start, readAt, times, url);
    }
}
