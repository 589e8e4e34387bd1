package org.civikos.consultation.source;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.civikos.consultation.draft.Announcement;
import org.civikos.consultation.source.FetchFailure.Reason;
import org.civikos.consultation.source.Fetcher.Fetched;
import org.civikos.consultation.source.Fetcher.Known;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Visits the lists of sources, and the pages of their entries. */
@Component
class ListVisits {

    private final Visitor visitor;

    ListVisits(Visitor visitor) {
        this.visitor = visitor;
    }

    /**
     * A list as visited.
     *
     * @param entries empty where it is unchanged
     */
    record Listed(boolean unchanged, List<Announcement> entries, @Nullable String etag, @Nullable String lastModified) {
    }

    static boolean isList(Source source) {
        return !source.kind().equals(Source.PORTAL_BY_NUMBER) && !source.kind().equals(Source.MAILBOX);
    }

    /** @throws FetchFailure also where the list is not there: that is no empty list */
    Listed list(String id, Source source, Known known) throws FetchFailure, InterruptedException {
        Listing listing = listing(source);
        Fetched fetched = visitor.any(id, source, listing.address(), known);
        if (fetched.unchanged()) {
            return new Listed(true, List.of(), known.etag(), known.lastModified());
        }
        if (fetched.missing()) {
            throw new FetchFailure(Reason.GONE, "The list is not there");
        }
        URI address = fetched.uri();
        List<Announcement> entries = switch (source.kind()) {
            case Source.HTML_LIST -> ListReader.html(fetched.body(), fetched.contentType(), address, listing);
            case Source.FEED -> ListReader.feed(fetched.body(), fetched.contentType(), address);
            default -> ListReader.json(fetched.body(), address, listing);
        };
        return new Listed(false, entries, fetched.etag(), fetched.lastModified());
    }

    /** The entry with what its own page says; empty where that page is not there. */
    Optional<Announcement> detail(String id, Source source, Announcement entry) throws FetchFailure, InterruptedException {
        Listing listing = listing(source);
        if (!listing.follow()) {
            return Optional.of(entry);
        }
        Fetched fetched = visitor.any(id, source, entry.url(), Known.NOTHING);
        if (fetched.missing()) {
            return Optional.empty();
        }
        // The selectors of a feed or of JSON are for the entries' own pages: their lists need none, or pointers.
        return Optional.of(source.kind().equals(Source.JSON) ? entry : ListReader.detail(fetched.body(), fetched.contentType(), fetched.uri(), listing, entry));
    }

    private static Listing listing(Source source) throws FetchFailure {
        if (source.listing() == null) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "It is not set how the list is read");
        }
        return source.listing();
    }
}
