package org.civikos.localstack.inbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.localstack.Http;
import org.jspecify.annotations.Nullable;

/** The pages of the inbox in one of three languages, without any file but themselves, readable on a phone. */
final class InboxPage {

    private static final ZoneId ZONE = ZoneId.of("Europe/Belgrade");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss").withZone(ZONE);
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:)]");

    private static final Map<String, Map<String, String>> WORDS = Map.of(
            "sq", Map.ofEntries(Map.entry("title", "Kutia lokale e mesazheve"),
                    Map.entry("about", "Këtu mbërrijnë të gjitha e-mailat dhe SMS-të që dërgon sistemi në këtë makinë. Asgjë nuk shkon jashtë."),
                    Map.entry("email", "E-mail"), Map.entry("sms", "SMS"), Map.entry("all", "Të gjitha"),
                    Map.entry("to", "Për"), Map.entry("from", "Nga"), Map.entry("when", "Koha"), Map.entry("filter", "Kërko sipas marrësit"),
                    Map.entry("show", "Shfaq"), Map.entry("empty", "Ende nuk ka mesazhe."), Map.entry("doubles", "të dyfishta"),
                    Map.entry("back", "Kthehu te lista"), Map.entry("text", "Teksti"), Map.entry("html", "Pamja HTML"),
                    Map.entry("headers", "Titujt e e-mailit"), Map.entry("attachments", "Bashkëngjitjet"), Map.entry("copy", "kopja"),
                    Map.entry("new", "Ka mesazhe të reja – rifresko"), Map.entry("none", "(pa titull)")),
            "sr", Map.ofEntries(Map.entry("title", "Lokalno sanduče poruka"),
                    Map.entry("about", "Ovde stižu svi mejlovi i SMS poruke koje sistem šalje na ovoj mašini. Ništa ne izlazi napolje."),
                    Map.entry("email", "E-pošta"), Map.entry("sms", "SMS"), Map.entry("all", "Sve"),
                    Map.entry("to", "Za"), Map.entry("from", "Od"), Map.entry("when", "Vreme"), Map.entry("filter", "Traži po primaocu"),
                    Map.entry("show", "Prikaži"), Map.entry("empty", "Još nema poruka."), Map.entry("doubles", "dvostrukih"),
                    Map.entry("back", "Nazad na listu"), Map.entry("text", "Tekst"), Map.entry("html", "HTML prikaz"),
                    Map.entry("headers", "Zaglavlja"), Map.entry("attachments", "Prilozi"), Map.entry("copy", "kopija"),
                    Map.entry("new", "Ima novih poruka – osveži"), Map.entry("none", "(bez naslova)")),
            "en", Map.ofEntries(Map.entry("title", "Local inbox"),
                    Map.entry("about", "Every mail and SMS that the system on this machine sends arrives here. Nothing goes out."),
                    Map.entry("email", "E-mail"), Map.entry("sms", "SMS"), Map.entry("all", "All"),
                    Map.entry("to", "To"), Map.entry("from", "From"), Map.entry("when", "Time"), Map.entry("filter", "Find by recipient"),
                    Map.entry("show", "Show"), Map.entry("empty", "No messages yet."), Map.entry("doubles", "doubles"),
                    Map.entry("back", "Back to the list"), Map.entry("text", "Text"), Map.entry("html", "HTML view"),
                    Map.entry("headers", "Headers"), Map.entry("attachments", "Attachments"), Map.entry("copy", "copy"),
                    Map.entry("new", "There are new messages – reload"), Map.entry("none", "(no subject)")));

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1d2733;--soft:#56616d;--line:#d5dbe1;--paper:#fff;--tint:#f3f6f8;--accent:#0b5c6b}
            @media(prefers-color-scheme:dark){:root{--ink:#e9eef2;--soft:#a9b5bf;--line:#3a4650;--paper:#161c21;--tint:#202930;--accent:#6cc6d6}}
            *{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
            main{max-width:56rem;margin:0 auto;padding:1rem}h1{font-size:1.4rem;margin:.2rem 0}h2{font-size:1.05rem;margin:1.4rem 0 .4rem}
            p.about{color:var(--soft);margin:.2rem 0 1rem}a{color:var(--accent)}nav a{margin-right:.9rem;display:inline-block;padding:.35rem 0}
            nav a[aria-current]{font-weight:700;text-decoration:none}form{display:flex;gap:.5rem;flex-wrap:wrap;margin:.8rem 0}
            input,button{font:inherit;padding:.5rem .7rem;border:1px solid var(--soft);border-radius:.4rem;background:var(--paper);color:var(--ink)}
            input{flex:1 1 14rem;min-width:0}button{background:var(--accent);color:var(--paper);border-color:var(--accent)}
            ol{list-style:none;margin:0;padding:0;border-top:1px solid var(--line)}li a{display:block;padding:.7rem .4rem;border-bottom:1px solid var(--line);color:inherit;text-decoration:none}
            li a:hover,li a:focus{background:var(--tint)}.who{display:flex;justify-content:space-between;gap:1rem;flex-wrap:wrap;color:var(--soft);font-size:.9rem}
            .subject{font-weight:600;overflow-wrap:anywhere}.snippet{color:var(--soft);overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
            .badge{border:1px solid var(--soft);border-radius:.3rem;padding:0 .35rem;font-size:.8rem}.double{border-color:#b3261e;color:#b3261e;font-weight:700}
            pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--tint);padding:1rem;border-radius:.4rem;font:inherit}
            iframe{width:100%;height:34rem;border:1px solid var(--line);border-radius:.4rem;background:#fff}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}
            dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}#new{display:none}#new.on{display:block;padding:.6rem;background:var(--tint);border-radius:.4rem}
            :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
            """;

    /** Tells of new messages; the page works without it. */
    private static final String SCRIPT = """
            const note=document.getElementById('new');setInterval(async()=>{try{const s=await(await fetch('/api/summary')).json();\
            if(s.lastSeq>Number(note.dataset.seq))note.classList.add('on')}catch(e){}},3000);""";

    private final String language;
    private final Map<String, String> words;

    private InboxPage(String language) {
        this.language = language;
        this.words = WORDS.get(language);
    }

    static InboxPage in(@Nullable String asked, @Nullable String acceptLanguage) {
        if (asked != null && WORDS.containsKey(asked)) {
            return new InboxPage(asked);
        }
        for (String range : acceptLanguage == null ? new String[0] : acceptLanguage.split(",")) {
            String language = range.trim().split("[-;]")[0].toLowerCase(java.util.Locale.ROOT);
            if (WORDS.containsKey(language)) {
                return new InboxPage(language);
            }
        }
        return new InboxPage("sq");
    }

    static String scriptHash() {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(SCRIPT.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String frame(String title, String body) {
        return "<!doctype html><html lang=\"" + language + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" + Http.escape(title)
                + "</title><style>" + STYLE + "</style></head><body><main>" + body + "</main></body></html>";
    }

    String list(List<Message> newest, Inbox.Summary summary, Inbox.Filter filter) {
        StringBuilder page = new StringBuilder();
        page.append("<nav aria-label=\"sq sr en\">");
        for (String other : List.of("sq", "sr", "en")) {
            String name = Map.of("sq", "Shqip", "sr", "Srpski", "en", "English").get(other);
            page.append("<a lang=\"").append(other).append("\" href=\"/?lang=").append(other).append('"')
                    .append(other.equals(language) ? " aria-current=\"true\"" : "").append('>').append(name).append("</a>");
        }
        page.append("</nav><h1>").append(words.get("title")).append("</h1><p class=\"about\">").append(words.get("about")).append("</p><nav>");
        tab(page, null, words.get("all") + " (" + (summary.email() + summary.sms()) + ")", filter);
        tab(page, "email", words.get("email") + " (" + summary.email() + doubles(summary.emailDoubles()) + ")", filter);
        tab(page, "sms", words.get("sms") + " (" + summary.sms() + doubles(summary.smsDoubles()) + ")", filter);
        page.append("</nav><form action=\"/\" role=\"search\"><input type=\"hidden\" name=\"lang\" value=\"").append(language)
                .append("\"><input name=\"to\" aria-label=\"").append(words.get("filter")).append("\" placeholder=\"")
                .append(words.get("filter")).append("\" value=\"").append(filter.to() == null ? "" : Http.escape(filter.to()))
                .append("\"><button>").append(words.get("show")).append("</button></form><a id=\"new\" data-seq=\"")
                .append(summary.lastSeq()).append("\" href=\"\">").append(words.get("new")).append("</a>");
        if (newest.isEmpty()) {
            page.append("<p>").append(words.get("empty")).append("</p>");
        }
        page.append("<ol>");
        newest.forEach(m -> item(page, m));
        page.append("</ol><script>").append(SCRIPT).append("</script>");
        return frame(words.get("title"), page.toString());
    }

    private String doubles(int count) {
        return count == 0 ? "" : ", " + count + " " + words.get("doubles");
    }

    private void tab(StringBuilder page, @Nullable String channel, String label, Inbox.Filter filter) {
        boolean here = java.util.Objects.equals(channel, filter.channel());
        page.append("<a href=\"/?lang=").append(language).append(channel == null ? "" : "&amp;channel=" + channel).append('"')
                .append(here ? " aria-current=\"page\"" : "").append('>').append(label).append("</a>");
    }

    private void item(StringBuilder page, Message m) {
        String text = m.text() == null ? "" : m.text();
        String snippet = text.length() > 160 ? text.substring(0, 160) : text;
        page.append("<li><a href=\"/messages/").append(m.seq()).append("?lang=").append(language).append("\"><div class=\"who\"><span><span class=\"badge\">")
                .append(words.get(m.channel())).append("</span> ").append(Http.escape(m.to()));
        if (m.copy() > 1) {
            page.append(" <span class=\"badge double\">").append(words.get("copy")).append(' ').append(m.copy()).append("</span>");
        }
        page.append("</span><time datetime=\"").append(m.receivedAt()).append("\">").append(time(m)).append("</time></div>");
        if (m.channel().equals("email")) {
            page.append("<div class=\"subject\">").append(Http.escape(m.subject().isBlank() ? words.get("none") : m.subject())).append("</div>");
        }
        page.append("<div class=\"snippet\">").append(Http.escape(snippet)).append("</div></a></li>");
    }

    private static String time(Message m) {
        return TIME.format(Instant.parse(m.receivedAt()));
    }

    String message(Message m) {
        StringBuilder page = new StringBuilder();
        String title = m.channel().equals("sms") ? words.get("sms") : m.subject().isBlank() ? words.get("none") : m.subject();
        page.append("<nav><a href=\"/?lang=").append(language).append("\">← ").append(words.get("back")).append("</a></nav><h1>")
                .append(Http.escape(title)).append("</h1><dl><dt>").append(words.get("to")).append("</dt><dd>").append(Http.escape(m.to()))
                .append("</dd><dt>").append(words.get("from")).append("</dt><dd>").append(Http.escape(m.from())).append("</dd><dt>")
                .append(words.get("when")).append("</dt><dd>").append(time(m)).append("</dd>");
        if (m.copy() > 1) {
            page.append("<dt>").append(words.get("copy")).append("</dt><dd>").append(m.copy()).append("</dd>");
        }
        page.append("</dl>");
        if (m.text() != null && !m.text().isBlank()) {
            page.append("<h2>").append(words.get("text")).append("</h2><pre>").append(linked(m.text())).append("</pre>");
        }
        if (m.html() != null && !m.html().isBlank()) {
            page.append("<h2>").append(words.get("html")).append("</h2><iframe title=\"").append(words.get("html"))
                    .append("\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"/messages/").append(m.seq()).append("/html\"></iframe>");
        }
        if (m.attachments() != null && !m.attachments().isEmpty()) {
            page.append("<h2>").append(words.get("attachments")).append("</h2><ul>");
            m.attachments().forEach(a -> page.append("<li>").append(Http.escape(a.name() + " · " + a.mediaType() + " · " + a.bytes() + " B")).append("</li>"));
            page.append("</ul>");
        }
        if (m.headers() != null && !m.headers().isEmpty()) {
            page.append("<details><summary>").append(words.get("headers")).append("</summary><dl>");
            m.headers().forEach((name, value) -> page.append("<dt>").append(Http.escape(name)).append("</dt><dd>").append(Http.escape(value)).append("</dd>"));
            page.append("</dl></details>");
        }
        return frame(title, page.toString());
    }

    private static String linked(String text) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = LINK.matcher(text);
        int from = 0;
        while (matcher.find()) {
            String link = Http.escape(matcher.group());
            out.append(Http.escape(text.substring(from, matcher.start()))).append("<a href=\"").append(link)
                    .append("\" target=\"_blank\" rel=\"noopener\">").append(link).append("</a>");
            from = matcher.end();
        }
        return out.append(Http.escape(text.substring(from))).toString();
    }
}
