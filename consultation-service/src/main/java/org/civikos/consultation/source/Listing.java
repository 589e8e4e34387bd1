package org.civikos.consultation.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a list of drafts is read: from an HTML page by selectors, from a feed, or from JSON by pointers.
 *
 * @param address of the list, on the source's host
 * @param follow  whether each entry's own page is visited for what the list does not say
 * @param fields  where things stand: CSS selectors (for HTML, and for entries' own pages) or JSON pointers, by {@link #FIELDS name}; a selector may
 *                end with {@code @attribute}
 */
record Listing(String address, boolean follow, Map<String, String> fields) {

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

    Listing {
        fields = Map.copyOf(fields);
    }

    @Nullable String field(String name) {
        String value = fields.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
