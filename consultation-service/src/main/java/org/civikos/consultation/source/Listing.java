package org.civikos.consultation.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * How a list of drafts is read: from an HTML page by selectors, from a feed, or from JSON by pointers.
 *
 * @param address of the list, on the source's host
 * @param follow  whether each entry's own page is visited for what the list does not say
 * @param fields  where things stand: CSS selectors (for HTML, and for entries' own pages) or JSON pointers, by {@link #FIELDS name}; a selector may
 *                end with {@code @attribute}
 * @param page    selectors for the entries' own pages, for a list whose fields are pointers; other lists have theirs among the fields
 */
record Listing(String address, boolean follow, Map<String, String> fields, @Nullable Map<String, String> page) {

    /** An entry of the list; what is left out of a feed is what feeds have a place for themselves. */
    static final String ITEM = "item";
    static final String TITLE = "title";
    static final String LINK = "link";
    static final String DESCRIPTION = "description";
    static final String START = "start";
    static final String END = "end";
    static final String OFFICER = "officer";
    /** Links to documents; for JSON a pointer to an address, or to a list of addresses or of objects with {@code url} and {@code label}. */
    static final String DOCUMENT = "document";
    /** Every name that a field can have. */
    static final java.util.Set<String> FIELDS = java.util.Set.of(ITEM, TITLE, LINK, DESCRIPTION, START, END, OFFICER, DOCUMENT);

    /** What an entry's own page can say; its title and address are the list's. */
    static final java.util.Set<String> PAGE_FIELDS = java.util.Set.of(DESCRIPTION, START, END, OFFICER, DOCUMENT);

    @PersistenceCreator
    Listing {
        fields = Map.copyOf(fields);
        page = page == null ? Map.of() : Map.copyOf(page);
    }

    Listing(String address, boolean follow, Map<String, String> fields) {
        this(address, follow, fields, null);
    }

    /** How the entries' own pages are read, where the list itself is read by pointers. */
    Listing ofPages() {
        return new Listing(address, follow, page == null ? Map.of() : page);
    }

    @Nullable String field(String name) {
        String value = fields.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
