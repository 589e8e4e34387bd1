package org.civikos.localstack.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;

/**
 * Writes the committed documents of the sample portal from the acts' texts. Run its main method in {@code local-stack}
 * after a text has changed; {@code SampleActsTest} fails until then.
 */
final class SampleDocuments {

    static final Path ACTS = Path.of("src/main/resources/portal/acts");
    static final Path DOCUMENTS = Path.of("src/main/resources/portal/documents");
    static final List<String> NAMES = List.of("associations-sq", "volunteering-sr", "public-funding-en");

    private SampleDocuments() {
    }

    record Line(char kind, String text) {
    }

    public static void main(String[] args) throws IOException {
        Files.createDirectories(DOCUMENTS);
        for (String name : NAMES) {
            List<Line> act = read(name);
            Files.write(DOCUMENTS.resolve(name + ".docx"), docx(act));
            Files.write(DOCUMENTS.resolve(name + ".pdf"), pdf(act));
            Files.writeString(DOCUMENTS.resolve(name + ".html"), html(name, act));
        }
    }

    /** A chapter and an article become two lines each: the number, then the heading. */
    static List<Line> read(String name) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String line : Files.readAllLines(ACTS.resolve(name + ".txt"))) {
            String[] parts = line.split("\\|", 3);
            switch (parts[0]) {
                case "L" -> { }
                case "C", "A" -> {
                    lines.add(new Line(parts[0].charAt(0), parts[1]));
                    lines.add(new Line('H', parts[2]));
                }
                default -> lines.add(new Line(parts[0].charAt(0), line.substring(2)));
            }
        }
        return lines;
    }

    private static boolean centred(char kind) {
        return kind == 'T' || kind == 'B' || kind == 'C' || kind == 'A' || kind == 'H';
    }

    private static byte[] docx(List<Line> act) throws IOException {
        try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (Line line : act) {
                XWPFParagraph paragraph = document.createParagraph();
                paragraph.setSpacingAfter(120);
                if (centred(line.kind())) {
                    paragraph.setAlignment(ParagraphAlignment.CENTER);
                }
                if (line.kind() == 'S') {
                    paragraph.setIndentationLeft(720);
                }
                XWPFRun run = paragraph.createRun();
                run.setFontFamily("Times New Roman");
                run.setFontSize(line.kind() == 'T' ? 14 : 12);
                run.setBold(centred(line.kind()));
                run.setText(line.text());
            }
            document.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] pdf(List<Line> act) throws IOException {
        try (PDDocument document = new PDDocument();
                InputStream ttf = PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDFont font = PDType0Font.load(document, ttf, true);
            Pages pages = new Pages(document, font);
            for (Line line : act) {
                pages.write(line);
            }
            pages.close();
            document.save(out);
            return out.toByteArray();
        }
    }

    /** Fills A4 pages from the top, with the page's number at the foot as ministries print it. */
    private static final class Pages {

        private static final float SIZE = 11;
        private static final float LEADING = 15;
        private static final float LEFT = 70;
        private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;

        private final PDDocument document;
        private final PDFont font;
        private PDPageContentStream content;
        private float y;

        Pages(PDDocument document, PDFont font) {
            this.document = document;
            this.font = font;
        }

        void write(Line line) throws IOException {
            float indent = line.kind() == 'S' ? 30 : 0;
            y -= line.kind() == 'C' || line.kind() == 'A' ? 8 : 0;
            for (String row : wrap(line.text(), WIDTH - indent)) {
                if (content == null || y < 80) {
                    next();
                }
                float x = centred(line.kind()) ? LEFT + (WIDTH - width(row)) / 2 : LEFT + indent;
                text(row, x, y);
                y -= LEADING;
            }
            y -= 4;
        }

        private void next() throws IOException {
            close();
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            content = new PDPageContentStream(document, page);
            text(Integer.toString(document.getNumberOfPages()), LEFT + WIDTH / 2, 40);
            y = PDRectangle.A4.getHeight() - 70;
        }

        private void text(String row, float x, float at) throws IOException {
            content.beginText();
            content.setFont(font, SIZE);
            content.newLineAtOffset(x, at);
            content.showText(row);
            content.endText();
        }

        private float width(String text) throws IOException {
            return font.getStringWidth(text) / 1000 * SIZE;
        }

        private List<String> wrap(String text, float width) throws IOException {
            List<String> rows = new ArrayList<>();
            StringBuilder row = new StringBuilder();
            for (String word : text.split(" ")) {
                if (!row.isEmpty() && width(row + " " + word) > width) {
                    rows.add(row.toString());
                    row.setLength(0);
                }
                row.append(row.isEmpty() ? "" : " ").append(word);
            }
            rows.add(row.toString());
            return rows;
        }

        void close() throws IOException {
            if (content != null) {
                content.close();
            }
        }
    }

    private static String html(String name, List<Line> act) {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"" + name.substring(name.length() - 2)
                + "\">\n<head><meta charset=\"utf-8\"><title>" + act.getFirst().text() + "</title></head>\n<body>\n");
        for (Line line : act) {
            String tag = switch (line.kind()) {
                case 'T' -> "h1";
                case 'C' -> "h2";
                case 'A', 'H' -> "h3";
                default -> "p";
            };
            page.append('<').append(tag).append('>').append(line.text()).append("</").append(tag).append(">\n");
        }
        return page.append("</body>\n</html>\n").toString();
    }
}
