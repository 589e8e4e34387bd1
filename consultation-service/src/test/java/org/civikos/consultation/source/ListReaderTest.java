package org.civikos.consultation.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.civikos.consultation.draft.Announcement;
import org.civikos.consultation.source.FetchFailure.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ListReaderTest {

    private static final URI ADDRESS = URI.create("https://portal.example.org/drafts/list");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Listing listing(Map<String, String> fields) {
        return new Listing(ADDRESS.toString(), false, fields);
    }

    private static void notUnderstood(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(FetchFailure.class).extracting("reason").isEqualTo(Reason.NOT_UNDERSTOOD);
    }

    @Test
    void anHtmlListIsReadBySelectors() throws Exception {
        String page = """
                <html><body><table><tr class=d><td><a href="/drafts/7?x=1">Projektligji për ujërat</a></td><td class=e>Afati: 11.12.2026</td><td><time datetime="2026-11-20">e premte</time></td>
                <td class=f><a href="../files/ujerat%20v1.pdf">Drafti</a> <a href="javascript:alert(1)">x</a> <a href="">y</a></td></tr>
                <tr class=d><td>pa lidhje</td></tr><tr class=d><td><a href="https://other.example.org/8">Rregullore</a></td><td class=e>32.13.2026</td></tr></table></body></html>""";
        List<Announcement> found = ListReader.html(bytes(page), "text/html", ADDRESS,
                listing(Map.of("item", "tr.d", "end", "td.e", "start", "time@datetime", "document", "td.f a")));
        assertThat(found).hasSize(2);
        assertThat(found.getFirst()).isEqualTo(new Announcement(0, "Projektligji për ujërat", "", "https://portal.example.org/drafts/7?x=1", LocalDate.of(2026, 11, 20),
                LocalDate.of(2026, 12, 11), null, null, List.of(new Announcement.Document("Drafti", "", null, "https://portal.example.org/files/ujerat%20v1.pdf"))));
        assertThat(found.get(1).end()).isNull();
    }

    @Test
    void aListThatHasMovedIsNotAnEmptyList() {
        notUnderstood(() -> ListReader.html(bytes("<html><body><p>Mirëmbajtje</p></body></html>"), null, ADDRESS, listing(Map.of("item", "tr.d"))));
        notUnderstood(() -> ListReader.html(bytes("<ul><li>pa lidhje</li></ul>"), null, ADDRESS, listing(Map.of("item", "li"))));
        notUnderstood(() -> ListReader.json(bytes("<html>not json"), ADDRESS, listing(Map.of("title", "/t", "link", "/l"))));
        notUnderstood(() -> ListReader.json(bytes("{\"items\":{}}"), ADDRESS, listing(Map.of("item", "/items", "title", "/t", "link", "/l"))));
        notUnderstood(() -> ListReader.feed(bytes("<html><body>Gabim 500</body></html>"), "text/html", ADDRESS));
    }

    @Test
    void rssAndAtomAreRead() throws Exception {
        String rss = """
                <?xml version="1.0"?><rss version="2.0"><channel><title>Gazeta</title><link>https://portal.example.org</link><description>d</description>
                <item><title>Projektligji &amp; tjera</title><link>/drafts/9</link><description>&lt;p&gt;Për &lt;b&gt;ujërat&lt;/b&gt;&lt;/p&gt;</description>
                <enclosure url="/files/9.pdf" type="application/pdf" length="10"/><pubDate>Fri, 20 Nov 2026 23:30:00 GMT</pubDate></item></channel></rss>""";
        assertThat(ListReader.feed(bytes(rss), "application/rss+xml", ADDRESS)).containsExactly(new Announcement(0, "Projektligji & tjera", "Për ujërat", "https://portal.example.org/drafts/9",
                LocalDate.of(2026, 11, 21), null, null, null, List.of(new Announcement.Document("9.pdf", "", null, "https://portal.example.org/files/9.pdf"))));
        String atom = """
                <feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><id>urn:x</id><updated>2026-11-20T08:00:00Z</updated>
                <entry><title>Nacrt uredbe</title><id>urn:1</id><link href="https://portal.example.org/10"/><updated>2026-11-20T08:00:00Z</updated></entry></feed>""";
        assertThat(ListReader.feed(bytes(atom), null, ADDRESS)).extracting(Announcement::title, Announcement::url).containsExactly(org.assertj.core.groups.Tuple.tuple("Nacrt uredbe", "https://portal.example.org/10"));
    }

    @Test
    void aFeedWithEntitiesOfItsOwnIsRefused() {
        notUnderstood(() -> ListReader.feed(bytes("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><title>&x;</title>"
                + "<item><title>&x;</title><link>/1</link></item></channel></rss>"), "application/xml", ADDRESS));
    }

    @Test
    void jsonIsReadByPointers() throws Exception {
        String json = """
                {"data":{"rows":[{"name":"Projektligji për ujërat","href":"/d/1","till":"2026-12-11T23:59:00","files":[{"url":"/f/1.docx","label":"Drafti"},"/f/2.pdf"]},{"name":null,"href":"/d/2"}]}}""";
        assertThat(ListReader.json(bytes(json), ADDRESS, listing(Map.of("item", "/data/rows", "title", "/name", "link", "/href", "end", "/till", "document", "/files")))).containsExactly(
                new Announcement(0, "Projektligji për ujërat", "", "https://portal.example.org/d/1", null, LocalDate.of(2026, 12, 11), null, null,
                        List.of(new Announcement.Document("Drafti", "", null, "https://portal.example.org/f/1.docx"), new Announcement.Document("2.pdf", "", null, "https://portal.example.org/f/2.pdf"))));
        assertThat(ListReader.json(bytes("[]"), ADDRESS, listing(Map.of("title", "/t", "link", "/l")))).isEmpty();
        notUnderstood(() -> ListReader.json(bytes("[".repeat(100_000)), ADDRESS, listing(Map.of("title", "/t", "link", "/l"))));
    }

    @Test
    void mistakesInTheSettingsAreNamed() {
        assertThat(ListReader.mistakes(Source.HTML_LIST, listing(Map.of("title", "a[", "colour", "b")))).containsExactlyInAnyOrder("item", "title", "colour");
        assertThat(ListReader.mistakes(Source.JSON, listing(Map.of("title", "name", "link", "/href")))).containsExactly("title");
        assertThat(ListReader.mistakes(Source.FEED, listing(Map.of()))).isEmpty();
        assertThat(ListReader.mistakes(Source.HTML_LIST, listing(Map.of("item", "tr.d", "start", "time@datetime")))).isEmpty();
    }

    @Test
    void anErrorPageIsNoDocument() {
        assertThat(Disguise.plausible(URI.create("https://x.example.org/a.pdf"), bytes("%PDF-1.7 x"))).isTrue();
        assertThat(Disguise.plausible(URI.create("https://x.example.org/a.PDF?v=2"), bytes("\n<!DOCTYPE html><html>"))).isFalse();
        assertThat(Disguise.plausible(URI.create("https://x.example.org/a.docx"), bytes("<html><body>404"))).isFalse();
        assertThat(Disguise.plausible(URI.create("https://x.example.org/a.html"), bytes("<html><body>"))).isTrue();
        assertThat(Disguise.plausible(URI.create("https://x.example.org/download?id=4"), bytes("<html><body>"))).isTrue();
    }
}
