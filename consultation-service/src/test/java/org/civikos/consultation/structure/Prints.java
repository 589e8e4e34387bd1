package org.civikos.consultation.structure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.civikos.consultation.structure.InventedAct.Printed;

/** Prints invented acts in every layout that the splitter must read. */
final class Prints {
    private Prints() {}

    /** Layout name to file. */
    static Map<String, byte[]> all(InventedAct act) throws IOException {
        Map<String, byte[]> out = new LinkedHashMap<>();
        out.put("text", text(act, false).getBytes(StandardCharsets.UTF_8));
        out.put("text without blank lines", text(act, true).getBytes(StandardCharsets.UTF_8));
        out.put("text, wrapped", wrapped(act, 88, true, false).getBytes(StandardCharsets.UTF_8));
        out.put("text, wrapped, narrow", wrapped(act, 52, true, false).getBytes(StandardCharsets.UTF_8));
        out.put("text, wrapped, pages with running heads", wrapped(act, 80, true, true).getBytes(StandardCharsets.UTF_8));
        out.put("html", html(act).getBytes(StandardCharsets.UTF_8));
        out.put("docx", docx(act));
        out.put("docx, one table around all", docxInTable(act));
        out.put("odt", odt(act));
        out.put("pdf", pdf(List.of(act), 1, true, 11));
        out.put("pdf without running heads", pdf(List.of(act), 1, false, 12));
        out.put("pdf, two columns", pdf(List.of(act), 2, true, 9));
        return out;
    }

    static boolean heading(Printed p) {
        return !List.of("body", "quote", "preamble", "front", "closing", "contents").contains(p.role());
    }

    static String text(InventedAct act, boolean tight) {
        StringBuilder out = new StringBuilder();
        for (Printed p : act.printed()) {
            boolean gap = !tight && (p.role().equals("article") && !act.titles().equals("before") || List.of("chapter", "part", "section", "annex", "memo", "title").contains(p.role()));
            out.append(gap && !out.isEmpty() ? "\n" : "").append(p.text()).append('\n');
        }
        return out.toString();
    }

    static String wrapped(InventedAct act, int width, boolean gaps, boolean pages) {
        List<String> lines = new ArrayList<>();
        for (Printed p : act.printed()) {
            if (gaps && !p.role().equals("heading")) {
                lines.add("");
            } else if (gaps && act.titles().equals("before") && p.role().equals("heading")) {
                lines.add("");
            }
            lines.addAll(wrap(p.text(), width));
            if (gaps && p.role().equals("heading")) {
                lines.add("");
            }
        }
        if (!pages) {
            return String.join("\n", lines) + "\n";
        }
        StringBuilder out = new StringBuilder();
        int perPage = 30;
        int total = (lines.size() + perPage - 1) / perPage;
        for (int p = 0; p < total; p++) {
            out.append("GAZETA E SHPIKUR / Nr. 7 / 1 JANAR 2098\n\n");
            for (int i = p * perPage; i < Math.min(lines.size(), (p + 1) * perPage); i++) {
                out.append(lines.get(i)).append('\n');
            }
            out.append('\n').append(p + 1).append("\n\f");
        }
        return out.toString();
    }

    static List<String> wrap(String text, int width) {
        List<String> out = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                out.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.add(line.toString());
        return out;
    }

    static String html(InventedAct act) {
        StringBuilder out = new StringBuilder("<!DOCTYPE html><html lang=\"").append(act.language()).append("\"><head><meta charset=\"utf-8\"><title>x</title>"
                + "<style>p{margin:0}</style><script>var neni = 'Neni 99';</script></head><body><nav><a href=\"/\">Neni 98</a></nav><div class=\"doc\">\n");
        for (Printed p : act.printed()) {
            String text = p.text().replace("&", "&amp;").replace("<", "&lt;");
            out.append(heading(p) ? "<p align=\"center\"><b>" + text + "</b></p>\n" : "<p>" + text + "</p>\n");
        }
        return out.append("</div></body></html>").toString();
    }

    static byte[] docx(InventedAct act) throws IOException {
        try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (Printed p : act.printed()) {
                paragraph(document.createParagraph(), p);
            }
            document.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] docxInTable(InventedAct act) throws IOException {
        try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            var cell = document.createTable(1, 1).getRow(0).getCell(0);
            boolean first = true;
            for (Printed p : act.printed()) {
                paragraph(first ? cell.getParagraphs().getFirst() : cell.addParagraph(), p);
                first = false;
            }
            document.write(out);
            return out.toByteArray();
        }
    }

    static void paragraph(XWPFParagraph paragraph, Printed p) {
        XWPFRun run = paragraph.createRun();
        run.setText(p.text());
        if (heading(p)) {
            paragraph.setAlignment(ParagraphAlignment.CENTER);
            run.setBold(true);
        }
    }

    static byte[] odt(InventedAct act) throws IOException {
        StringBuilder body = new StringBuilder();
        for (Printed p : act.printed()) {
            String text = p.text().replace("&", "&amp;").replace("<", "&lt;");
            body.append("<text:p text:style-name=\"").append(heading(p) ? "H" : "B").append("\">").append(text).append("</text:p>\n");
        }
        return odt("<text:tracked-changes><text:changed-region><text:deletion><text:p>Neni 77</text:p></text:deletion></text:changed-region></text:tracked-changes>" + body);
    }

    static byte[] odt(String body) throws IOException {
        String content = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
                + " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\">"
                + "<office:automatic-styles><style:style style:name=\"H\" style:family=\"paragraph\"><style:paragraph-properties fo:text-align=\"center\"/>"
                + "<style:text-properties fo:font-weight=\"bold\"/></style:style><style:style style:name=\"B\" style:family=\"paragraph\"/>"
                + "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>"
                + "<text:list-level-style-number text:level=\"2\" style:num-format=\"a\" style:num-suffix=\")\"/></text:list-style>"
                + "</office:automatic-styles><office:body><office:text>" + body + "</office:text></office:body></office:document-content>";
        return zip("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content);
    }

    static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    // ---- PDF

    /** Acts side by side in columns of their own, or one act running through the columns of each page. */
    static byte[] pdf(List<InventedAct> acts, int columns, boolean runningHead, float size) throws IOException {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            new PdfPrinter(document, columns, runningHead, size).print(acts);
            document.save(out);
            return out.toByteArray();
        }
    }

    static PDType0Font font(PDDocument document) throws IOException {
        // The one free font that PDFBox carries has Latin with all diacritics and Cyrillic.
        try (InputStream in = Loader.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            return PDType0Font.load(document, in, true);
        }
    }

    static final class PdfPrinter {
        private static final float MARGIN = 60;
        private static final float GUTTER = 18;
        private final PDDocument document;
        private final PDType0Font font;
        private final int columns;
        private final boolean runningHead;
        private final float size;
        private final float leading;
        private final float width;
        private PDPageContentStream stream;
        private int page;
        private float y;
        private int column;

        PdfPrinter(PDDocument document, int columns, boolean runningHead, float size) throws IOException {
            this.document = document;
            this.font = font(document);
            this.columns = columns;
            this.runningHead = runningHead;
            this.size = size;
            this.leading = size * 1.25f;
            this.width = (PDRectangle.A4.getWidth() - 2 * MARGIN - (columns - 1) * GUTTER) / columns;
        }

        void print(List<InventedAct> acts) throws IOException {
            if (acts.size() == 1) {
                newPage();
                for (Printed p : acts.getFirst().printed()) {
                    paragraph(p);
                }
            } else {
                sideBySide(acts);
            }
            stream.close();
        }

        /** As the gazette prints three languages: each in its column, paragraph beside paragraph. */
        private void sideBySide(List<InventedAct> acts) throws IOException {
            newPage();
            List<List<Printed>> all = acts.stream().map(InventedAct::printed).toList();
            for (int k = 0; k < all.getFirst().size(); k++) {
                float needed = 0;
                for (List<Printed> act : all) {
                    needed = Math.max(needed, lines(act.get(k).text(), width).size() * leading);
                }
                if (y - needed < MARGIN) {
                    stream.close();
                    newPage();
                }
                float top = y;
                float lowest = y;
                for (int c = 0; c < all.size(); c++) {
                    column = c;
                    y = top;
                    for (String line : lines(all.get(c).get(k).text(), width)) {
                        show(line, x(c), y, size);
                        y -= leading;
                    }
                    lowest = Math.min(lowest, y);
                }
                y = lowest - leading * 0.6f;
            }
        }

        private float x(int c) {
            return MARGIN + c * (width + GUTTER);
        }

        private void newPage() throws IOException {
            PDPage sheet = new PDPage(PDRectangle.A4);
            document.addPage(sheet);
            stream = new PDPageContentStream(document, sheet);
            page++;
            column = 0;
            y = PDRectangle.A4.getHeight() - MARGIN - 20;
            if (runningHead) {
                show("GAZETA E SHPIKUR E ZYRËS / Nr. " + 7 + " / 1 JANAR 2098", MARGIN, PDRectangle.A4.getHeight() - 40, 8);
                show(String.valueOf(page), PDRectangle.A4.getWidth() / 2, 30, 9);
            }
        }

        private void next() throws IOException {
            y -= leading;
            if (y < MARGIN) {
                if (column + 1 < columns) {
                    column++;
                    y = PDRectangle.A4.getHeight() - MARGIN - 20;
                } else {
                    stream.close();
                    newPage();
                }
            }
        }

        private void paragraph(Printed p) throws IOException {
            boolean centred = heading(p);
            y -= centred ? leading * 0.5f : leading * 0.25f;
            for (String line : lines(p.text(), centred ? width * 0.8f : width)) {
                float w = font.getStringWidth(line) / 1000 * size;
                show(line, centred ? x(column) + (width - w) / 2 : x(column), y, size);
                next();
            }
        }

        private List<String> lines(String text, float width) throws IOException {
            List<String> out = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (String word : text.split(" ")) {
                String more = line.isEmpty() ? word : line + " " + word;
                if (!line.isEmpty() && font.getStringWidth(more) / 1000 * size > width) {
                    out.add(line.toString());
                    line.setLength(0);
                    line.append(word);
                } else {
                    line.setLength(0);
                    line.append(more);
                }
            }
            out.add(line.toString());
            return out;
        }

        private void show(String text, float x, float at, float points) throws IOException {
            stream.beginText();
            stream.setFont(font, points);
            stream.newLineAtOffset(x, at);
            stream.showText(text);
            stream.endText();
        }
    }
}
