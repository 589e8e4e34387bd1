package org.civikos.consultation.draft;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows where a publisher's page lies: only hosts that an administrator has set as sources are visited, by that source's manners. */
public interface PublisherPages {

    /**
     * A page that can be watched.
     *
     * @param source on whose host it lies
     * @param url    as it is asked for
     * @param number of the page, where the source counts its pages
     */
    record Place(String source, String url, @Nullable Integer number) {
    }

    /** The place of an address; empty where it lies on the host of no source, or is no page of that source. */
    Optional<Place> place(String url);

    /** The same for an address that nobody has looked at: only what is surely the page of one draft, which leaves out start pages and lists. */
    Optional<Place> recognise(String url);
}
