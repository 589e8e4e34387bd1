package org.civikos.consultation.source;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.consultation.draft.Announcement;
import org.civikos.consultation.source.FetchFailure.Reason;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads lists of drafts; every text is cut to what an announcement may hold, every address made absolute. */
final class ListReader {

    static final int MOST_ENTRIES = 500;
    private static final int MOST_DOCUMENTS = 20;
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_DESCRIPTION = 20_000;
    private static final Pattern DOTTED = Pattern.compile("(?<!\\d)(\\d{1,2})\\s*[./]\\s*(\\d{1,2})\\s*[./]\\s*(\\d{4})(?!\\d)");
    private static final Pattern ISO = Pattern.compile("(?<!\\d)(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)");
    private static final ZoneId KOSOVO = org.civikos.platform.time.WorkingDays.ZONE;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build()).build()).build();

    private ListReader() {
    }

    /**
     * @param html the list or an entry's own page
     * @throws FetchFailure {@code page-not-understood} where the selector for entries finds nothing
     */
    static List<Announcement> html(byte[] html, @Nullable String contentType, URI address, Listing listing) throws FetchFailure {
        Element page = page(html, contentType, address);
        Elements items = select(page, needed(listing, Listing.ITEM));
        if (items.isEmpty()) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "The selector for entries finds nothing");
        }
        List<Announcement> found = new ArrayList<>();
        for (Element item : items.stream().limit(MOST_ENTRIES).toList()) {
            URI link = linkOf(item, listing, address);
            String title = text(item, listing.field(Listing.TITLE));
            if (title.isBlank()) {
                Element anchor = item.is("a") ? item : item.selectFirst("a[href]");
                title = anchor == null ? "" : anchor.text();
            }
            if (link != null && !title.isBlank()) {
                found.add(new Announcement(0, cut(title, LONGEST_TITLE), cut(text(item, listing.field(Listing.DESCRIPTION)), LONGEST_DESCRIPTION), link.toString(),
                        date(text(item, listing.field(Listing.START))), date(text(item, listing.field(Listing.END))), blankToNull(text(item, listing.field(Listing.OFFICER))), null,
                        documents(item, listing.field(Listing.DOCUMENT), address)));
            }
        }
        return understood(found);
    }

    /** Adds to an entry what its own page says; what the list said stands where the page says nothing. */
    static Announcement detail(byte[] html, @Nullable String contentType, URI address, Listing listing, Announcement entry) throws FetchFailure {
        Element page = page(html, contentType, address);
        String description = text(page, listing.field(Listing.DESCRIPTION));
        LocalDate start = date(text(page, listing.field(Listing.START)));
        LocalDate end = date(text(page, listing.field(Listing.END)));
        String officer = blankToNull(text(page, listing.field(Listing.OFFICER)));
        List<Announcement.Document> documents = documents(page, listing.field(Listing.DOCUMENT), address);
        return new Announcement(0, entry.title(), description.isBlank() ? entry.description() : cut(description, LONGEST_DESCRIPTION), entry.url(),
                start == null ? entry.start() : start, end == null ? entry.end() : end, officer == null ? entry.officerName() : officer, entry.officerEmail(),
                documents.isEmpty() ? entry.documents() : documents);
    }

    /** RSS and Atom; document types and entities are refused by the parser. */
    static List<Announcement> feed(byte[] xml, @Nullable String contentType, URI address) throws FetchFailure {
        SyndFeed feed;
        try (XmlReader reader = new XmlReader(new ByteArrayInputStream(xml), contentType == null ? "application/xml" : contentType, true)) {
            SyndFeedInput input = new SyndFeedInput();
            input.setAllowDoctypes(false);
            feed = input.build(reader);
        } catch (FeedException | IOException | IllegalArgumentException broken) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "Not a feed", null, broken);
        }
        List<Announcement> found = new ArrayList<>();
        for (SyndEntry entry : feed.getEntries().stream().limit(MOST_ENTRIES).toList()) {
            URI link = absolute(address, entry.getLink() == null ? entry.getUri() : entry.getLink());
            String title = entry.getTitle() == null ? "" : Jsoup.parse(entry.getTitle()).text();
            if (link == null || title.isBlank()) {
                continue;
            }
            SyndContent content = entry.getDescription() != null ? entry.getDescription() : entry.getContents().isEmpty() ? null : entry.getContents().getFirst();
            Element words = content == null || content.getValue() == null ? null : Jsoup.parse(content.getValue(), link.toString());
            Map<String, Announcement.Document> documents = new LinkedHashMap<>();
            for (SyndEnclosure enclosure : entry.getEnclosures()) {
                URI file = absolute(address, enclosure.getUrl());
                if (file != null && documents.size() < MOST_DOCUMENTS) {
                    documents.putIfAbsent(file.toString(), new Announcement.Document(lastOf(file), "", null, file.toString()));
                }
            }
            LocalDate start = entry.getPublishedDate() == null ? null : LocalDate.ofInstant(entry.getPublishedDate().toInstant(), KOSOVO);
            found.add(new Announcement(0, cut(title, LONGEST_TITLE), words == null ? "" : cut(words.text(), LONGEST_DESCRIPTION), link.toString(), start, null, null, null,
                    List.copyOf(documents.values())));
        }
        return found;
    }

    static List<Announcement> json(byte[] content, URI address, Listing listing) throws FetchFailure {
        JsonNode items;
        try {
            items = at(JSON.readTree(content), listing.field(Listing.ITEM));
        } catch (JacksonException broken) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "Not JSON", null, broken);
        }
        if (!items.isArray()) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "The pointer for entries leads to no list");
        }
        List<Announcement> found = new ArrayList<>();
        for (JsonNode item : items.valueStream().limit(MOST_ENTRIES).toList()) {
            String title = text(item, listing.field(Listing.TITLE));
            URI link = absolute(address, text(item, listing.field(Listing.LINK)));
            if (title.isBlank() || link == null) {
                continue;
            }
            List<Announcement.Document> documents = new ArrayList<>();
            String pointer = listing.field(Listing.DOCUMENT);
            JsonNode files = pointer == null ? null : at(item, pointer);
            if (files != null) {
                (files.isArray() ? files.valueStream() : java.util.stream.Stream.of(files)).limit(MOST_DOCUMENTS).forEach(file -> {
                    URI url = absolute(address, file.isString() ? file.asString() : file.path("url").asString(""));
                    if (url != null && documents.stream().noneMatch(one -> one.url().equals(url.toString()))) {
                        String label = file.path("label").asString("");
                        documents.add(new Announcement.Document(label.isBlank() ? lastOf(url) : cut(label, LONGEST_TITLE), "", null, url.toString()));
                    }
                });
            }
            found.add(new Announcement(0, cut(title, LONGEST_TITLE), cut(Jsoup.parse(text(item, listing.field(Listing.DESCRIPTION))).text(), LONGEST_DESCRIPTION), link.toString(),
                    date(text(item, listing.field(Listing.START))), date(text(item, listing.field(Listing.END))), blankToNull(text(item, listing.field(Listing.OFFICER))), null, documents));
        }
        return items.isEmpty() ? found : understood(found);
    }

    /** What is wrong with the settings themselves: names of fields whose selector or pointer cannot be read, or is missing. */
    static List<String> mistakes(String kind, Listing listing) {
        List<String> wrong = new ArrayList<>();
        Set<String> needed = switch (kind) {
            case Source.HTML_LIST -> Set.of(Listing.ITEM);
            case Source.JSON -> Set.of(Listing.TITLE, Listing.LINK);
            default -> Set.of();
        };
        needed.stream().filter(name -> listing.field(name) == null).sorted().forEach(wrong::add);
        listing.fields().forEach((name, value) -> {
            boolean pointer = kind.equals(Source.JSON);
            if (!Listing.FIELDS.contains(name) || value.length() > 300 || !value.isBlank() && !(pointer ? isPointer(value.strip()) : isSelector(value.strip()))) {
                wrong.add(name);
            }
        });
        return wrong.stream().distinct().toList();
    }

    /** What is wrong with the selectors for entries' own pages: names of fields that there are none of, or that cannot be read. */
    static List<String> mistakesOfPages(Listing listing) {
        Map<String, String> page = listing.ofPages().fields();
        return page.keySet().stream().filter(name -> !Listing.PAGE_FIELDS.contains(name) || page.get(name).length() > 300 || !page.get(name).isBlank() && !isSelector(page.get(name).strip())).sorted().toList();
    }

    private static boolean isPointer(String value) {
        try {
            JsonPointer.compile(value);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isSelector(String value) {
        try {
            org.jsoup.select.QueryParser.parse(selectorOf(value));
            return true;
        } catch (Selector.SelectorParseException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private static List<Announcement> understood(List<Announcement> found) throws FetchFailure {
        if (found.isEmpty()) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "No entry has a title and an address");
        }
        return found;
    }

    private static Element page(byte[] html, @Nullable String contentType, URI address) throws FetchFailure {
        try {
            return Jsoup.parse(new ByteArrayInputStream(html), PortalPage.charset(contentType), address.toString());
        } catch (IOException | IllegalArgumentException broken) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "Not HTML", null, broken);
        }
    }

    private static String needed(Listing listing, String name) throws FetchFailure {
        String value = listing.field(name);
        if (value == null) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "No selector is set for " + name);
        }
        return value;
    }

    private static Elements select(Element root, String selector) throws FetchFailure {
        try {
            return root.select(selectorOf(selector));
        } catch (Selector.SelectorParseException | IllegalArgumentException malformed) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "A selector cannot be read", null, malformed);
        }
    }

    private static String selectorOf(String value) {
        int at = attributeAt(value);
        return at < 0 ? value : value.substring(0, at);
    }

    /** Where {@code @attribute} begins at the end of a selector, -1 without one. */
    private static int attributeAt(String value) {
        int at = value.lastIndexOf('@');
        return at > 0 && value.substring(at + 1).matches("[a-zA-Z][\\w-]*") ? at : -1;
    }

    private static String text(Element root, @Nullable String selector) throws FetchFailure {
        if (selector == null) {
            return "";
        }
        Element found = select(root, selector).first();
        int at = attributeAt(selector);
        return found == null ? "" : at < 0 ? found.text() : found.attr(selector.substring(at + 1));
    }

    private static @Nullable URI linkOf(Element item, Listing listing, URI address) throws FetchFailure {
        String selector = listing.field(Listing.LINK);
        Element anchor = selector == null ? item.is("a[href]") ? item : item.selectFirst("a[href]") : select(item, selector).first();
        return anchor == null ? null : absolute(address, selector != null && attributeAt(selector) > 0 ? anchor.attr(selector.substring(attributeAt(selector) + 1)) : anchor.attr("href"));
    }

    private static List<Announcement.Document> documents(Element root, @Nullable String selector, URI address) throws FetchFailure {
        Map<String, Announcement.Document> documents = new LinkedHashMap<>();
        if (selector != null) {
            for (Element element : select(root, selector)) {
                Element anchor = element.is("a[href]") ? element : element.selectFirst("a[href]");
                URI url = anchor == null ? null : absolute(address, anchor.attr("href"));
                if (url != null && documents.size() < MOST_DOCUMENTS) {
                    String label = anchor.text().isBlank() ? lastOf(url) : anchor.text();
                    documents.putIfAbsent(url.toString(), new Announcement.Document(cut(label, LONGEST_TITLE), "", null, url.toString()));
                }
            }
        }
        return List.copyOf(documents.values());
    }

    private static JsonNode at(JsonNode node, @Nullable String pointer) {
        return pointer == null ? node : node.at(JsonPointer.compile(pointer));
    }

    private static String text(JsonNode item, @Nullable String pointer) {
        JsonNode found = pointer == null ? null : at(item, pointer);
        return found == null || !found.isValueNode() || found.isNull() ? "" : found.asString("").strip();
    }

    /** The first date in the text: 11.12.2026, 11/12/2026 or 2026-12-11. */
    static @Nullable LocalDate date(String text) {
        Matcher dotted = DOTTED.matcher(text);
        Matcher iso = ISO.matcher(text);
        try {
            if (dotted.find()) {
                return LocalDate.of(Integer.parseInt(dotted.group(3)), Integer.parseInt(dotted.group(2)), Integer.parseInt(dotted.group(1)));
            }
            return iso.find() ? LocalDate.of(Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(2)), Integer.parseInt(iso.group(3))) : null;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static @Nullable URI absolute(URI base, @Nullable String address) {
        if (address == null || address.isBlank()) {
            return null;
        }
        try {
            URI uri = base.resolve(address.strip().replace(" ", "%20"));
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null ? uri : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static String lastOf(URI address) {
        String path = address.getPath() == null ? "" : address.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isBlank() ? "document" : last;
    }

    private static String cut(String text, int most) {
        String whole = text.strip();
        return whole.length() <= most ? whole : whole.substring(0, most);
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : cut(text, LONGEST_TITLE);
    }
}
