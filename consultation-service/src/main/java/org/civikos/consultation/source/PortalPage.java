package org.civikos.consultation.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.consultation.draft.Announcement;
import org.civikos.consultation.source.FetchFailure.Reason;
import org.civikos.consultation.text.Letters;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads a consultation page of the government's portal by its labels, with or without diacritics, in whatever elements they
 * stand (shared/reference/portal.md): title, description, "Data e fillimit:", "Data e përfundimit:", dated documents, the
 * responsible officer. Nothing promises a stable page, so the order of words decides and not the markup.
 */
final class PortalPage {

    private static final Pattern DATE = Pattern.compile("(?<!\\d)(\\d{1,2})\\s*\\.\\s*(\\d{1,2})\\s*\\.\\s*(\\d{4})(?!\\d)");
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+");
    private static final Pattern FILE = Pattern.compile("(?i)\\.(pdf|doc[xm]?|odt|rtf|html?|txt)([?#].*)?$");
    private static final int MOST_DOCUMENTS = 20;
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_DESCRIPTION = 20_000;

    private PortalPage() {
    }

    /** A line of the page as a reader sees it, or a link in it. */
    private record Line(String text, String folded, @Nullable Element link, boolean heading) {
    }

    /**
     * Takes the page apart.
     *
     * @param html the page as it came; its own charset declaration is followed, UTF-8 where there is none
     * @param labels by which its parts are known
     * @return empty where the page has the labels but no title or no date: a number not given yet
     * @throws FetchFailure {@code page-not-understood} where no label of a consultation page is there
     */
    static Optional<Announcement> read(byte[] html, @Nullable String contentType, URI address, int number, Numbered labels) throws FetchFailure {
        org.jsoup.nodes.Document page;
        try {
            page = Jsoup.parse(new ByteArrayInputStream(html), charset(contentType), address.toString());
        } catch (IOException | IllegalArgumentException broken) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "Not HTML", null, broken);
        }
        page.select("script, style, nav, noscript, template, footer, form").remove();
        List<Line> lines = new ArrayList<>();
        collect(page.body(), lines);
        int start = indexOf(lines, labels.label(Numbered.START), 0);
        if (start < 0) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "It has no label of a consultation page");
        }
        int end = indexOf(lines, labels.label(Numbered.END), 0);
        int head = end >= 0 ? Math.min(start, end) : start;
        int titleAt = titleIndex(lines, head, labels);
        String title = titleAt >= 0 ? lines.get(titleAt).text() : "";
        LocalDate startDate = dateAt(lines, start);
        LocalDate endDate = end >= 0 ? dateAt(lines, end) : null;
        if (title.isBlank() || startDate == null && endDate == null) {
            return Optional.empty();
        }
        List<Line> middle = lines.subList(titleAt + 1, head);
        StringBuilder description = new StringBuilder();
        for (Line line : middle) {
            if (!isLabel(line.folded(), labels) && (line.link() == null || !isDocument(address, line.link()))) {
                description.append(description.isEmpty() ? "" : "\n").append(line.text());
            }
        }
        int after = Math.max(start, end) + 1;
        String officerName = null;
        String officerEmail = null;
        int officerAt = lines.size();
        for (int i = after; i < lines.size(); i++) {
            Matcher email = EMAIL.matcher(lines.get(i).text());
            if (email.find()) {
                officerEmail = email.group().toLowerCase(Locale.ROOT);
                officerAt = i;
                officerName = officerName(lines, i, email.start(), after, labels);
                break;
            }
        }
        Map<String, Announcement.Document> documents = new LinkedHashMap<>();
        documents(lines.subList(titleAt + 1, head), address, documents, labels);
        documents(lines.subList(after, officerAt), address, documents, labels);
        documents(lines.subList(officerAt, lines.size()), address, documents, labels);
        return Optional.of(new Announcement(number, cut(title, LONGEST_TITLE), cut(description.toString(), LONGEST_DESCRIPTION),
                address.toString(), startDate, endDate, officerName, officerEmail, List.copyOf(documents.values())));
    }

    /**
     * A page of any make: by its labels where it has those of a consultation page, else its first heading and the files that it links to; where the source's setting says how
     * its pages are read, by that too.
     *
     * @throws FetchFailure {@code page-not-understood} where it is not HTML, or has no title
     */
    static Announcement any(byte[] html, @Nullable String contentType, URI address, @Nullable Listing listing, Numbered labels) throws FetchFailure {
        Announcement found = null;
        try {
            found = read(html, contentType, address, 0, labels).orElse(null);
        } catch (FetchFailure noLabels) {
            // Most pages have none.
        }
        if (found == null) {
            found = plain(html, contentType, address, labels);
        }
        return listing == null || !listing.follow() ? found : ListReader.detail(html, contentType, address, listing, found);
    }

    private static Announcement plain(byte[] html, @Nullable String contentType, URI address, Numbered labels) throws FetchFailure {
        org.jsoup.nodes.Document page;
        try {
            page = Jsoup.parse(new ByteArrayInputStream(html), charset(contentType), address.toString());
        } catch (IOException | IllegalArgumentException broken) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "Not HTML", null, broken);
        }
        Element heading = page.selectFirst("h1");
        String title = heading == null || heading.text().isBlank() ? page.title().strip() : heading.text().strip();
        if (title.isBlank()) {
            throw new FetchFailure(Reason.NOT_UNDERSTOOD, "It has no title");
        }
        page.select("script, style, nav, noscript, template, footer, form").remove();
        List<Line> lines = new ArrayList<>();
        collect(page.body(), lines);
        Map<String, Announcement.Document> documents = new LinkedHashMap<>();
        documents(lines, address, documents, labels);
        return new Announcement(0, cut(title, LONGEST_TITLE), "", address.toString(), null, null, null, null, List.copyOf(documents.values()));
    }

    static @Nullable String charset(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        Matcher matcher = Pattern.compile("(?i)charset=\"?([\\w-]+)").matcher(contentType);
        return matcher.find() && Charset.isSupported(matcher.group(1)) ? matcher.group(1) : null;
    }

    /** Walks the page and ends a line at every block and around every link. */
    private static void collect(Element root, List<Line> lines) {
        StringBuilder current = new StringBuilder();
        walk(root, lines, current, false);
        flush(lines, current, false);
    }

    private static void walk(Element element, List<Line> lines, StringBuilder current, boolean heading) {
        for (Node child : element.childNodes()) {
            if (child instanceof TextNode text) {
                current.append(text.getWholeText());
            } else if (child instanceof Element inner) {
                String name = inner.normalName();
                boolean ends = inner.isBlock() || name.equals("br") || name.equals("td") || name.equals("th") || name.equals("li");
                boolean innerHeading = heading || name.matches("h[1-4]");
                if (name.equals("a") && inner.hasAttr("href")) {
                    flush(lines, current, heading);
                    String text = inner.text().strip();
                    lines.add(new Line(text, Letters.fold(text), inner, innerHeading));
                } else {
                    if (ends) {
                        flush(lines, current, heading);
                    }
                    walk(inner, lines, current, innerHeading);
                    if (ends) {
                        flush(lines, current, innerHeading);
                    }
                }
            }
        }
    }

    private static void flush(List<Line> lines, StringBuilder current, boolean heading) {
        String text = current.toString().replaceAll("[\\s\\u00a0]+", " ").strip();
        current.setLength(0);
        if (!text.isEmpty()) {
            lines.add(new Line(text, Letters.fold(text), null, heading));
        }
    }

    private static int indexOf(List<Line> lines, List<String> labels, int from) {
        for (int i = from; i < lines.size(); i++) {
            String folded = lines.get(i).folded();
            for (String label : labels) {
                if (folded.startsWith(label)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static int titleIndex(List<Line> lines, int before, Numbered labels) {
        int first = -1;
        for (int i = 0; i < before; i++) {
            Line line = lines.get(i);
            if (line.heading() && !line.text().isBlank() && !isLabel(line.folded(), labels)) {
                first = i;
            }
        }
        if (first >= 0) {
            return first;
        }
        for (int i = 0; i < before; i++) {
            if (lines.get(i).link() == null && !lines.get(i).text().isBlank()) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLabel(String folded, Numbered labels) {
        return folded.endsWith(":") || labels.label(Numbered.DESCRIPTION).contains(folded);
    }

    /** The date on the label's own line, or on the next if that is no label itself. */
    private static @Nullable LocalDate dateAt(List<Line> lines, int label) {
        LocalDate own = date(lines.get(label).text());
        if (own != null || label + 1 >= lines.size()) {
            return own;
        }
        Line next = lines.get(label + 1);
        // A line that is more than a date belongs to something else: a document's date is not the end date.
        return next.text().length() <= 14 ? date(next.text()) : null;
    }

    static @Nullable LocalDate date(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        try {
            return LocalDate.of(Integer.parseInt(matcher.group(3)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)));
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    private static @Nullable String officerName(List<Line> lines, int emailAt, int emailStart, int after, Numbered labels) {
        String own = lines.get(emailAt).text().substring(0, Math.min(emailStart, lines.get(emailAt).text().length()));
        String name = withoutLabel(own, labels);
        for (int i = emailAt - 1; name.isBlank() && i >= after && i >= emailAt - 3; i--) {
            Line line = lines.get(i);
            if (line.link() == null && date(line.text()) == null && !line.folded().matches("(e-?mail|email|e-?posta|posta elektronike).{0,3}")) {
                name = withoutLabel(line.text(), labels);
            }
        }
        return name.isBlank() || name.length() > 120 ? null : name;
    }

    private static String withoutLabel(String text, Numbered labels) {
        String folded = Letters.fold(text);
        String rest = text;
        for (String label : labels.label(Numbered.OFFICER)) {
            if (folded.startsWith(label)) {
                rest = text.contains(":") ? text.substring(text.indexOf(':') + 1) : "";
                break;
            }
        }
        return rest.replaceAll("(?i)\\be-?mail\\s*:?", "").replaceAll("^[\\s,;:–-]+|[\\s,;:(<–-]+$", "");
    }

    /** Each link to a file with the lines before it since the last one: label, description, date. */
    private static void documents(List<Line> lines, URI address, Map<String, Announcement.Document> found, Numbered labels) {
        List<Line> before = new ArrayList<>();
        for (Line line : lines) {
            if (line.link() == null) {
                before.add(line);
                continue;
            }
            URI target = target(address, line.link());
            if (target == null || !isDocument(address, line.link()) || found.size() >= MOST_DOCUMENTS) {
                continue;
            }
            String label = line.text().isBlank() ? fileName(target) : line.text();
            String labelFolded = Letters.fold(label);
            LocalDate date = date(label);
            StringBuilder description = new StringBuilder();
            for (Line other : before) {
                LocalDate otherDate = date(other.text());
                if (otherDate != null) {
                    date = otherDate;
                }
                String text = DATE.matcher(other.text()).replaceAll("").replaceAll("^[\\s:,–-]+|[\\s:,–-]+$", "");
                if (!text.isEmpty() && !Letters.fold(text).equals(labelFolded) && !labels.label(Numbered.DOCUMENTS).contains(Letters.fold(text))) {
                    description.append(description.isEmpty() ? "" : " ").append(text);
                }
            }
            before.clear();
            found.putIfAbsent(target.toString(), new Announcement.Document(cut(label, 300), cut(description.toString(), 1_000), date, target.toString()));
        }
    }

    private static boolean isDocument(URI address, Element link) {
        URI target = target(address, link);
        if (target == null) {
            return false;
        }
        String path = target.getPath() == null ? "" : target.getPath();
        return FILE.matcher(path).find() || link.hasAttr("download") || target.toString().toLowerCase(Locale.ROOT).contains("download")
                || path.toLowerCase(Locale.ROOT).contains("/document");
    }

    private static @Nullable URI target(URI address, Element link) {
        String href = link.attr("href").strip();
        if (href.isEmpty() || href.startsWith("#") || href.regionMatches(true, 0, "mailto:", 0, 7) || href.regionMatches(true, 0, "javascript:", 0, 11)) {
            return null;
        }
        try {
            return address.resolve(href.replace(" ", "%20"));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static String fileName(URI target) {
        String path = target.getPath() == null ? "" : target.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
