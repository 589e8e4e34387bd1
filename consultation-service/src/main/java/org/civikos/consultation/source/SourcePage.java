package org.civikos.consultation.source;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
 * @param offSince    when its list was first seen without it; {@code null} while it is named there
 * @param own         what its own page said at the last look, where only its list is set to be read
 */
record SourcePage(@Id String id, String source, int number, @Nullable String etag, @Nullable String lastModified, String hash,
        Instant nextVisitAt, Instant watchUntil, @Nullable String draft, @Nullable String title, @Nullable LocalDate start, @Nullable Instant readAt,
        @Nullable Integer missing, @Nullable String url, @Nullable Instant offSince, @Nullable Own own) {

    /**
     * What a page of which nobody has set how it is read says, for telling at the next look what has changed.
     *
     * @param documents addresses of the files that it links to
     */
    record Own(String title, @Nullable LocalDate end, List<String> documents) {

        Own {
            documents = List.copyOf(documents);
        }
    }

    @PersistenceCreator
    SourcePage {
    }

    SourcePage(String id, String source, int number, @Nullable String etag, @Nullable String lastModified, String hash, Instant nextVisitAt, Instant watchUntil, @Nullable String draft,
            @Nullable String title, @Nullable LocalDate start, @Nullable Instant readAt, @Nullable Integer missing, @Nullable String url) {
        this(id, source, number, etag, lastModified, hash, nextVisitAt, watchUntil, draft, title, start, readAt, missing, url, null, null);
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
        return new SourcePage(id, source, number, etag, lastModified, hash, next, watchUntil, draft, title, start, readAt, missing, url, offSince, own);
    }

    SourcePage missing(int times) {
        return new SourcePage(id, source, number, null, null, hash, nextVisitAt, watchUntil, draft, title, start, readAt, times, url, offSince, own);
    }

    /** Its list names it no more; its turn comes at once, since whoever takes a draft off a list may have changed it too. */
    SourcePage off(Instant since) {
        return new SourcePage(id, source, number, etag, lastModified, hash, since, watchUntil, draft, title, start, readAt, missing, url, since, own);
    }

    /** Its own page was read though its list does not name it; what the list said stays what its next word is compared with. */
    SourcePage readOff(Instant at, Instant next, Instant until, @Nullable Own said) {
        return new SourcePage(id, source, number, etag, lastModified, hash, next, until, draft, title, start, at, 0, url, offSince, said);
    }
}
