package org.civikos.localstack.portal;

import java.time.format.DateTimeFormatter;
import java.util.List;
import org.civikos.localstack.Http;
import org.civikos.localstack.portal.Publication.PublishedDocument;

/** The portal's HTML, with the fields in the order and under the labels that the real portal shows. */
final class PortalPages {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="sq">
            <head><meta charset="UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title>
            <style>body{font:16px/1.5 Georgia,serif;margin:0;color:#222}header{background:#1f3b63;color:#fff;padding:1rem}
            header a{color:#fff}main{max-width:50rem;margin:0 auto;padding:1rem}.label{font-weight:bold}li{margin:.6rem 0}
            .note{background:#fff4d6;padding:.6rem 1rem;margin:0}</style></head>
            <body>
            <header><a href="/">Platforma për konsultime publike (portal i trilluar për provë)</a></header>
            <main>
            """;

    private PortalPages() {
    }

    static String index(List<Publication> newest) {
        StringBuilder page = new StringBuilder(HEAD.formatted("Konsultimet publike"));
        page.append("<h1>Konsultimet publike</h1>\n<ul>\n");
        for (Publication p : newest) {
            page.append("<li><a href=\"/viewConsult.php?ConsultationID=").append(p.number()).append("\">").append(Http.escape(p.title()))
                    .append("</a></li>\n");
        }
        return page.append("</ul>\n</main></body></html>\n").toString();
    }

    /** @param folded whether the labels are written without diacritics, as about every second page of the real portal */
    static String consultation(Publication p, boolean folded) {
        StringBuilder page = new StringBuilder(HEAD.formatted(Http.escape(p.title())));
        page.append("<h1>").append(Http.escape(p.title())).append("</h1>\n<p>").append(Http.escape(p.description())).append("</p>\n");
        date(page, "Data e fillimit:", DAY.format(p.startDate()));
        date(page, folded ? "Data e perfundimit:" : "Data e përfundimit:", DAY.format(p.endDate()));
        for (PublishedDocument d : p.documents()) {
            String label = Http.escape(d.label());
            page.append("<div class=\"document\"><h3>").append(label).append("</h3>\n");
            if (!d.description().isBlank()) {
                page.append("<p>").append(Http.escape(d.description())).append("</p>\n");
            }
            page.append("<p>").append(DAY.format(d.date())).append("</p>\n<p><a href=\"/documents/").append(p.number()).append('/')
                    .append(Http.escape(d.fileName())).append("\">").append(label).append("</a></p></div>\n");
        }
        page.append("<div class=\"officer\"><p>").append(Http.escape(p.officerName())).append("</p><p><a href=\"mailto:")
                .append(Http.escape(p.officerEmail())).append("\">").append(Http.escape(p.officerEmail())).append("</a></p></div>\n");
        page.append("<p>").append(folded ? "Duhet te kyceni per te komentuar." : "Duhet të kyçeni për të komentuar.")
                .append("</p>\n</main></body></html>\n");
        return page.toString();
    }

    private static void date(StringBuilder page, String label, String value) {
        page.append("<p><span class=\"label\">").append(label).append("</span> ").append(value).append("</p>\n");
    }
}
