package org.civikos.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class MarkupTest {

    private static Markup.Rendered render(String source, Map<String, String> values) {
        return Markup.render(source, values, "sr");
    }

    @Test
    void bothFormsSayTheSame() {
        Markup.Rendered mail = render("""
                {greeting}

                # {title}
                {institution}

                **{closes}**
                Two *lines*.

                - first
                - second [here](https://example.org/x)

                [Read]({link})
                [Comment]({comment_link})

                ---
                {why}
                [Stop]({stop_link})
                """, Map.of("greeting", "Good day,", "title", "A * law", "institution", "Ministry", "closes", "1 day.", "link", "https://example.org/l",
                "comment_link", "https://example.org/c", "why", "Because.", "stop_link", "https://example.org/s"));
        assertThat(mail.text()).isEqualTo("""
                Good day,

                A * law
                Ministry

                1 day.
                Two lines.

                - first
                - second here: https://example.org/x

                Read: https://example.org/l
                Comment: https://example.org/c

                --\s
                Because.
                Stop: https://example.org/s
                """);
        assertThat(mail.html()).contains("<h1", "lang=\"sr\"", "class=\"time\"", "class=\"go\"", "class=\"or\"", "<li>").doesNotContain("Because.", "<hr");
        assertThat(mail.foot()).contains("Because.", "href=\"https://example.org/s\"").doesNotContain("class=\"go\"");
    }

    @Test
    void whatStandsInAValueIsNeverAMarkNorAPlaceholder() {
        String evil = "<script>x</script> [click](javascript:alert(1)) **b** # h {stop_link} ![p](https://example.org/p)";
        Markup.Rendered mail = render("# {title}\n\n{title} and {why}", Map.of("title", evil, "why", "w", "stop_link", "https://example.org/secret"));
        assertThat(mail.html()).doesNotContain("<script", "<strong", "<a ", "<img", "secret");
        assertThat(Jsoup.parse(mail.html()).text()).contains(evil);
        assertThat(mail.text()).contains(evil).doesNotContain("secret");
    }

    @Test
    void htmlAndDangerousAddressesDoNotGetThrough() {
        Markup.Rendered mail = render("a <img src=x onerror=alert(1)> b\n\n<script>alert(1)</script>\n\n[c](javascript:alert(1)) [d](data:text/html,x)", Map.of());
        assertThat(mail.html()).doesNotContain("<img", "<script", "javascript:", "data:");
        assertThat(Markup.clean("<p onclick=\"x\">a<iframe src=\"https://example.org\"></iframe><a href=\"javascript:x\">b</a></p>"))
                .isEqualTo("<p>a<a>b</a></p>");
    }

    @Test
    void aLineOfWhichNothingIsLeftIsNone() {
        Markup.Rendered mail = render("one\n{size}\ntwo\n\n[Comment]({comment_link})\n[Read]({link})\n\n{answer}\n\nend",
                Map.of("link", "https://example.org/l"));
        assertThat(mail.text()).isEqualTo("one\ntwo\n\nRead: https://example.org/l\n\nend\n");
        assertThat(mail.html()).doesNotContain("Comment", "<p style=\"margin:0 0 16px 0;\"></p>");
    }

    @Test
    void gapsThatAreFilledLaterStay() {
        assertThat(render("[Stop]({stop_link})", Map.of("stop_link", "\uE002")).html()).contains("href=\"\uE002\"");
    }

    @Test
    void aListIsParagraphsOfWhichNothingIsAMark() {
        Markup.Item first = new Markup.Item(List.of(
                List.of(new Markup.Piece("Law <b>{title}</b> **x**", "https://example.org/1", "sr"), Markup.Piece.words(" (new)")),
                List.of(Markup.Piece.words("Closes [soon](https://evil.example.org)."))), false);
        Markup.Item second = new Markup.Item(List.of(List.of(Markup.Piece.words("Not read"))), true);
        Markup.Rendered mail = Markup.render("# {heading}\n\n{drafts}\n\nAfter.\n\n---\n{why}", Map.of("heading", "2 drafts", "title", "filled in", "why", "Because."),
                Map.of("drafts", List.of(first, second)), "en");
        assertThat(mail.text()).isEqualTo("""
                2 drafts
                Law <b>{title}</b> **x**: https://example.org/1 (new)
                Closes [soon](https://evil.example.org).

                Not read

                After.

                --\s
                Because.
                """);
        Document page = Jsoup.parse(mail.html());
        assertThat(page.select("a")).singleElement().satisfies(link -> {
            assertThat(link.attr("href")).isEqualTo("https://example.org/1");
            assertThat(link.attr("lang")).isEqualTo("sr");
            assertThat(link.className()).as("no button").isEmpty();
            assertThat(link.text()).isEqualTo("Law <b>{title}</b> **x**");
        });
        assertThat(page.select("strong.time").text()).isEqualTo("Not read");
        assertThat(page.select("p")).hasSize(3);
    }

    @Test
    void anEmptyListLeavesNoPlace() {
        Markup.Rendered mail = Markup.render("Before.\n\n{details}\n\nAfter.", Map.of(), Map.of("details", List.of()), "en");
        assertThat(mail.text()).isEqualTo("Before.\n\nAfter.\n");
        assertThat(Jsoup.parse(mail.html()).select("p")).hasSize(2);
    }
}
