package org.civikos.consultation.source;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A source as an administrator has set it.
 *
 * @param name        for people
 * @param kind        how it is read
 * @param baseUrl     scheme, host and perhaps a path, without a slash at the end
 * @param firstNumber where the sequence of numbers begins that we look at
 * @param opening     who decides that a draft becomes a consultation
 * @param institution where the page's own words do not say who publishes
 * @param listing     how its list is read, for kinds that have one
 * @param mailbox     which mailbox, for the kind that has one
 * @param paused      whether it is left alone for the time being
 * @param numbered    how its numbered pages are read; {@code null} for as those of the government's portal
 * @param documentHosts other hosts that its documents may lie on, as {@code files.example.org} or with a port
 */
record Source(String name, String kind, String baseUrl, int firstNumber, Opening opening, @Nullable String institution,
        boolean paused, @Nullable Listing listing, @Nullable Mailbox mailbox, @Nullable Numbered numbered, @Nullable List<String> documentHosts) {

    @PersistenceCreator
    Source {
        documentHosts = documentHosts == null ? List.of() : List.copyOf(documentHosts);
    }

    Source(String name, String kind, String baseUrl, int firstNumber, Opening opening, @Nullable String institution, boolean paused, @Nullable Listing listing, @Nullable Mailbox mailbox) {
        this(name, kind, baseUrl, firstNumber, opening, institution, paused, listing, mailbox, null, null);
    }

    /** Whether a document may be fetched from there: its own host, or one that is named. */
    boolean hasDocumentsOn(URI address) {
        return Fetcher.sameHost(URI.create(baseUrl), address) || documentHosts.stream().anyMatch(host -> isHost(host) && (Fetcher.sameHost(URI.create("https://" + host), address)
                || Fetcher.sameHost(URI.create("http://" + host), address)));
    }

    /** A name or address with perhaps a port, and nothing else. */
    static boolean isHost(String host) {
        return host.length() <= 260 && host.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\\d{1,5})?");
    }

    /** A page with a list, read by selectors. */
    static final String HTML_LIST = "html-list";
    /** RSS or Atom. */
    static final String FEED = "feed";
    /** JSON, read by pointers. */
    static final String JSON = "json";
    /** Every kind. */
    static final List<String> KINDS = List.of("portal-by-number", HTML_LIST, FEED, JSON, "mailbox");
    /** Messages forwarded to an address of the network. */
    static final String MAILBOX = "mailbox";

    /** A portal whose consultation pages have sequential numbers. */
    static final String PORTAL_BY_NUMBER = "portal-by-number";

    /** Who decides. */
    enum Opening {
        /** The service, where a page says everything that is needed. */
        AUTOMATIC("automatic"),
        /** The secretariat, always. */
        AFTER_REVIEW("after-review");

        private final String code;

        Opening(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
