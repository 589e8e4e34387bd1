package org.civikos.consultation.feed;

import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndCategoryImpl;
import com.rometools.rome.feed.synd.SyndContentImpl;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndEntryImpl;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.feed.synd.SyndLinkImpl;
import com.rometools.rome.feed.synd.SyndPersonImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedOutput;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Writes Atom 1.0 (RFC 4287). Identifiers are tag URIs (RFC 4151), so that a reader knows an entry again whatever its address is. */
final class AtomFeed {

    /** The year in which the identifiers' form was chosen; part of every one of them, so it must not change. */
    private static final String TAG_YEAR = "2026";

    record Entry(String id, String title, String summary, String author, List<String> categories, Instant published, Instant updated) {
    }

    private final String publicUrl;
    private final String host;

    AtomFeed(URI publicUrl) {
        this.publicUrl = publicUrl.toString();
        this.host = publicUrl.getHost();
    }

    /**
     * @param self     path and query of the feed itself
     * @param language of its texts
     */
    String write(String self, String title, String language, List<Entry> entries) {
        SyndFeedImpl feed = new SyndFeedImpl();
        feed.setFeedType("atom_1.0");
        feed.setUri("tag:" + host + "," + TAG_YEAR + ":" + self.replaceFirst("^/", ""));
        feed.setTitle(plain(title));
        feed.setLanguage(language);
        feed.setLinks(List.of(link("self", publicUrl + self), link("alternate", publicUrl + "/consultations")));
        feed.setPublishedDate(Date.from(entries.stream().map(Entry::updated).max(Instant::compareTo).orElse(Instant.EPOCH)));
        feed.setEntries(entries.stream().map(this::entry).toList());
        try {
            return new SyndFeedOutput().outputString(feed);
        } catch (FeedException e) {
            throw new IllegalStateException("A feed of our own making is always valid", e);
        }
    }

    private SyndEntry entry(Entry entry) {
        SyndEntryImpl written = new SyndEntryImpl();
        written.setUri("tag:" + host + "," + TAG_YEAR + ":consultation/" + entry.id());
        written.setTitle(plain(entry.title()));
        written.setLink(publicUrl + "/consultations/" + entry.id());
        SyndContentImpl summary = new SyndContentImpl();
        summary.setType("text");
        summary.setValue(plain(entry.summary()));
        written.setDescription(summary);
        SyndPersonImpl author = new SyndPersonImpl();
        author.setName(plain(entry.author()));
        written.setAuthors(List.of(author));
        written.setCategories(entry.categories().stream().map(AtomFeed::category).toList());
        written.setPublishedDate(Date.from(entry.published()));
        written.setUpdatedDate(Date.from(entry.updated()));
        return written;
    }

    private static SyndCategory category(String name) {
        SyndCategoryImpl category = new SyndCategoryImpl();
        category.setName(name);
        return category;
    }

    private static SyndLink link(String relation, String address) {
        SyndLinkImpl link = new SyndLinkImpl();
        link.setRel(relation);
        link.setHref(address);
        return link;
    }

    /** Titles come from files, and XML 1.0 has no way to write some of the characters found there. */
    private static String plain(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]", " ");
    }
}
