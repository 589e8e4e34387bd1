package org.civikos.consultation.source;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.consultation.draft.Announcement;
import org.civikos.consultation.source.FetchFailure.Reason;
import org.civikos.consultation.source.Fetcher.Fetched;
import org.civikos.consultation.source.Fetcher.Known;
import org.civikos.consultation.text.Letters;
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
        if (fetched.missing() || isSentAway(source, entry.url(), fetched.uri())) {
            return Optional.empty();
        }
        // The selectors of a feed are for its entries' own pages: it needs none itself. A list that is read by pointers has selectors of its own for them.
        return Optional.of(ListReader.detail(fetched.body(), fetched.contentType(), fetched.uri(), source.kind().equals(Source.JSON) ? listing.ofPages() : listing, entry));
    }

    /** A redirect to the start page, or to the list, is how some publishers say that a page is not there any more. */
    private static boolean isSentAway(Source source, String asked, URI came) {
        String there = came.toString().replaceFirst("/$", "");
        boolean start = there.equals(source.baseUrl()) || came.getRawQuery() == null && (came.getPath() == null || came.getPath().length() <= 1);
        boolean list = source.listing() != null && there.equals(source.listing().address().replaceFirst("/$", ""));
        return (start || list) && !there.equals(asked.replaceFirst("/$", ""));
    }

    /**
     * What is known of an entry that its list does not name any more, with what its own page says now.
     *
     * @param page empty where its page is not there
     * @param own  what to compare its page with the next time
     */
    record OffList(Optional<Announcement> page, SourcePage.@Nullable Own own) {
    }

    /**
     * Visits an entry that its list does not name any more. Where it is set how its page is read, that counts as before. Where only the list is, the page is held against itself as it was at the
     * look before, since its words are not those of the list; but a last day that it gives under the label of one counts at once.
     *
     * @param before as the source has said it so far
     * @param known  what its page said at the last look, {@code null} at the first
     */
    OffList offList(String id, Source source, Announcement before, SourcePage.@Nullable Own known) throws FetchFailure, InterruptedException {
        if (listing(source).follow()) {
            return new OffList(detail(id, source, before), null);
        }
        if (before.documents().stream().anyMatch(document -> document.url().equals(before.url()))) {
            // The list links to the file itself, which is looked at like every document.
            return new OffList(Optional.of(before), known);
        }
        Fetched fetched = visitor.any(id, source, before.url(), Known.NOTHING);
        if (fetched.missing() || isSentAway(source, before.url(), fetched.uri())) {
            return new OffList(Optional.empty(), known);
        }
        if (fetched.contentType() != null && !fetched.contentType().toLowerCase(Locale.ROOT).contains("html")) {
            return new OffList(Optional.of(before), known);
        }
        Announcement page = PortalPage.any(fetched.body(), fetched.contentType(), fetched.uri(), null, Numbered.of(source));
        SourcePage.Own own = new SourcePage.Own(page.title(), page.end(), page.documents().stream().map(Announcement.Document::url).toList());
        return new OffList(Optional.of(known == null ? until(before, page.end()) : compared(before, page, known)), own);
    }

    private static Announcement compared(Announcement before, Announcement page, SourcePage.Own known) {
        List<Announcement.Document> documents = new ArrayList<>(before.documents());
        Set<String> now = page.documents().stream().map(Announcement.Document::url).collect(Collectors.toSet());
        documents.removeIf(document -> known.documents().contains(document.url()) && !now.contains(document.url()));
        page.documents().stream().filter(document -> !known.documents().contains(document.url()) && documents.stream().noneMatch(one -> one.url().equals(document.url()))).forEach(documents::add);
        boolean renamed = !Letters.fold(page.title()).equals(Letters.fold(known.title()));
        Announcement moved = until(before, Objects.equals(page.end(), known.end()) ? null : page.end());
        return new Announcement(moved.number(), renamed ? page.title() : moved.title(), moved.description(), moved.url(), moved.start(), moved.end(), moved.officerName(), moved.officerEmail(), documents);
    }

    private static Announcement until(Announcement before, @Nullable LocalDate end) {
        return end == null ? before : new Announcement(before.number(), before.title(), before.description(), before.url(), before.start(), end, before.officerName(), before.officerEmail(),
                before.documents());
    }

    private static Listing listing(Source source) throws FetchFailure {
        if (source.listing() == null) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "It is not set how the list is read");
        }
        return source.listing();
    }
}
