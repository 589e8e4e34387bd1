package org.civikos.consultation.structure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFNumbering;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.civikos.consultation.structure.InventedAct.Printed;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRunTrackChange;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.officeDocument.x2006.sharedTypes.STVerticalAlignRun;

/** Layouts in which offices send acts and which the plain prints do not have: hyphens, footnotes, spaced headings, Word's own numbers. */
final class MorePrints {
    private static final Pattern NUMBER = Pattern.compile("^(\\d{1,2})\\. (.*)$");
    private static final Pattern LETTER = Pattern.compile("^([a-h])\\) (.*)$");

    private MorePrints() {}

    static Map<String, byte[]> all(InventedAct act) throws IOException {
        Map<String, byte[]> out = new LinkedHashMap<>();
        out.put("text, hyphens at line ends, page marks", hyphenated(act).getBytes(StandardCharsets.UTF_8));
        out.put("html saved by Word", word(act).getBytes(StandardCharsets.UTF_8));
        out.put("docx, headings in bold capitals at the left", docx(act, true, false, false));
        out.put("docx, automatic numbers", docx(act, false, true, false));
        out.put("docx, tracked changes", docx(act, false, false, true));
        out.put("odt, lists", odt(act));
        out.put("docx, title behind a line break", docxWith(act, Special.BREAK));
        out.put("docx, note signs on numbers", docxWith(act, Special.NOTES));
        if (act.items().stream().noneMatch(i -> i.tag().equals("head"))) {
            out.put("docx, a row for each article", docxWith(act, Special.ROWS));
        }
        out.put("html, labels in cells", cells(act).getBytes(StandardCharsets.UTF_8));
        out.put("pdf, hyphens, footnotes, page of pages", new Pdf(1, 11, false, true).print(act));
        out.put("pdf, spaced headings at the left", new Pdf(1, 11, true, false).print(act));
        out.put("pdf, watermark, numbers of lines in the margin", new Pdf(1, 11, false, false).marked().print(act));
        out.put("pdf, three columns", Prints.pdf(List.of(act), 3, true, 8));
        out.put("pdf, two columns, hyphens, page of pages", new Pdf(2, 9, false, true).print(act));
        return out;
    }

    private static final int SHORTEST = 8;

    /** Lines of at most so many characters, long words broken before their last four letters. */
    private static List<String> broken(String text, java.util.function.ToDoubleFunction<String> measure, double width) {
        List<String> out = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String more = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && measure.applyAsDouble(more) > width) {
                int cut = word.length() - 4;
                boolean letters = word.matches("\\p{Ll}{" + SHORTEST + ",}[.,;:]?");
                if (letters && measure.applyAsDouble(line + " " + word.substring(0, cut) + "-") <= width) {
                    out.add(line + " " + word.substring(0, cut) + "-");
                    line = word.substring(cut);
                } else {
                    out.add(line);
                    line = word;
                }
            } else {
                line = more;
            }
        }
        out.add(line);
        return out;
    }

    static String hyphenated(InventedAct act) {
        List<String> lines = new ArrayList<>();
        for (Printed p : act.printed()) {
            if (!p.role().equals("heading") || act.titles().equals("before")) {
                lines.add("");
            }
            lines.addAll(Prints.heading(p) ? Prints.wrap(p.text(), 62) : broken(p.text(), String::length, 62));
        }
        StringBuilder out = new StringBuilder();
        int total = (lines.size() + 33) / 34;
        for (int i = 0; i < lines.size(); i++) {
            out.append(lines.get(i)).append('\n');
            if (i % 34 == 33 || i == lines.size() - 1) {
                out.append('\n').append(i / 34 + 1).append(" / ").append(total).append("\n\f");
            }
        }
        return out.toString();
    }

    static String word(InventedAct act) {
        StringBuilder out = new StringBuilder("<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:w=\"urn:schemas-microsoft-com:office:word\"><head><meta http-equiv=Content-Type"
                + " content=\"text/html; charset=utf-8\"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style>p.MsoNormal{margin:0}</style></head>"
                + "<body lang=SQ><div class=WordSection1>\n");
        for (Printed p : act.printed()) {
            String text = p.text().replace("&", "&amp;").replace("<", "&lt;");
            if (Prints.heading(p)) {
                out.append("<p class=MsoNormal align=center style='text-align:center'><b><span lang=SQ\nstyle='font-size:12.0pt;mso-ansi-language:SQ'>").append(text.replaceFirst(" ", "\n"))
                        .append("<o:p></o:p></span></b></p>\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n");
            } else {
                Matcher number = NUMBER.matcher(text);
                String inner = number.matches() ? "<![if !supportLists]><span>" + number.group(1) + ".<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>" + number.group(2) : text;
                out.append("<p class=MsoNormal style='text-align:justify'><span lang=SQ>").append(String.join("\n", Prints.wrap(inner.contains("<") ? "" : inner, 70)))
                        .append(inner.contains("<") ? inner : "").append("<o:p></o:p></span></p>\n");
            }
        }
        return out.append("</div></body></html>").toString();
    }

    static byte[] docx(InventedAct act, boolean capitals, boolean automatic, boolean tracked) throws IOException {
        try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XWPFNumbering numbering = document.createNumbering();
            int next = 1;
            BigInteger list = null;
            int lastNumber = 0;
            int lastLetter = 0;
            int article = 0;
            BigInteger articles = null;
            for (Printed p : act.printed()) {
                XWPFParagraph paragraph = document.createParagraph();
                XWPFRun run = paragraph.createRun();
                String text = p.text();
                boolean heading = Prints.heading(p);
                if (heading) {
                    run.setBold(true);
                    if (!capitals) {
                        paragraph.setAlignment(ParagraphAlignment.CENTER);
                    }
                    text = capitals ? text.toUpperCase(Locale.ROOT) : text;
                }
                if (automatic && p.role().equals("article")) {
                    Matcher m = Pattern.compile("^(\\p{L}+ )(\\d+)(\\.?)$").matcher(text);
                    if (m.matches() && Integer.parseInt(m.group(2)) == article + 1) {
                        articles = articles == null ? scheme(numbering, next++, m.group(1) + "%1" + m.group(3), "") : articles;
                        paragraph.setNumID(articles);
                        paragraph.setNumILvl(BigInteger.ZERO);
                        text = "";
                        article++;
                    } else {
                        article = Integer.MIN_VALUE;
                    }
                    list = null;
                }
                if (automatic && p.role().equals("body")) {
                    Matcher number = NUMBER.matcher(text);
                    Matcher letter = LETTER.matcher(text);
                    if (number.matches() && Integer.parseInt(number.group(1)) == (list == null ? 1 : lastNumber + 1)) {
                        list = list == null ? scheme(numbering, next++, "%1.", "%2)") : list;
                        lastNumber = Integer.parseInt(number.group(1));
                        lastLetter = 0;
                        paragraph.setNumID(list);
                        paragraph.setNumILvl(BigInteger.ZERO);
                        text = number.group(2);
                    } else if (letter.matches() && list != null && letter.group(1).charAt(0) - 'a' == lastLetter) {
                        lastLetter++;
                        paragraph.setNumID(list);
                        paragraph.setNumILvl(BigInteger.ONE);
                        text = letter.group(2);
                    }
                }
                int half = text.indexOf(' ', text.length() / 2);
                if (tracked && p.role().equals("body") && half > 0) {
                    run.setText(text.substring(0, half));
                    CTRunTrackChange gone = paragraph.getCTP().addNewDel();
                    gone.setAuthor("Zyra");
                    gone.setId(BigInteger.valueOf(next++));
                    gone.addNewR().addNewDelText().setStringValue(" fjalë e hequr");
                    CTRunTrackChange added = paragraph.getCTP().addNewIns();
                    added.setAuthor("Zyra");
                    added.setId(BigInteger.valueOf(next++));
                    var t = added.addNewR().addNewT();
                    t.setStringValue(text.substring(half));
                    t.setSpace(org.apache.xmlbeans.impl.xb.xmlschema.SpaceAttribute.Space.PRESERVE);
                } else {
                    run.setText(text);
                }
            }
            document.write(out);
            return out.toByteArray();
        }
    }

    private enum Special { BREAK, NOTES, ROWS }

    private static byte[] docxWith(InventedAct act, Special special) throws IOException {
        try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            List<Printed> all = act.printed();
            XWPFTableRow row = null;
            boolean rows = false;
            boolean ended = false;
            boolean words = false;
            for (int i = 0; i < all.size(); i++) {
                Printed p = all.get(i);
                boolean heading = Prints.heading(p);
                ended |= List.of("closing", "annex", "memo").contains(p.role()) && rows;
                rows = special == Special.ROWS && !ended && (rows || List.of("part", "chapter", "section", "article", "heading").contains(p.role()) && !all.get(Math.max(0, i - 1)).role().equals("memo"));
                if (rows) {
                    // Left the headings, right the words below them.
                    if (row == null || heading && words) {
                        row = row == null ? document.createTable(1, 2).getRow(0) : row.getTable().createRow();
                        words = false;
                    }
                    words |= !heading;
                    var cell = row.getCell(heading ? 0 : 1);
                    boolean first = cell.getParagraphs().size() == 1 && cell.getText().isEmpty();
                    Prints.paragraph(first ? cell.getParagraphs().getFirst() : cell.addParagraph(), p);
                    continue;
                }
                row = null;
                XWPFParagraph paragraph = document.createParagraph();
                Prints.paragraph(paragraph, p);
                if (special == Special.BREAK && heading && !p.role().equals("heading") && i + 1 < all.size() && all.get(i + 1).role().equals("heading")) {
                    paragraph.createRun().addBreak();
                    XWPFRun name = paragraph.createRun();
                    name.setBold(true);
                    name.setText(all.get(++i).text());
                }
                if (special == Special.NOTES && p.role().equals("article") && i % 2 == 0) {
                    document.createFootnote().createParagraph().createRun().setText("Neni " + i + " i shpikur, shih Gazetën.");
                    var sign = paragraph.createRun().getCTR();
                    sign.addNewRPr().addNewVertAlign().setVal(STVerticalAlignRun.SUPERSCRIPT);
                    sign.addNewFootnoteReference().setId(document.getFootnotes().getLast().getId());
                }
            }
            document.write(out);
            return out.toByteArray();
        }
    }

    /** As the Official Journal writes lists: the label in one cell, its words in another. */
    private static String cells(InventedAct act) {
        StringBuilder out = new StringBuilder("<html><body>\n");
        for (Printed p : act.printed()) {
            String text = p.text().replace("&", "&amp;").replace("<", "&lt;");
            Matcher label = Pattern.compile("^(\\(\\p{L}{1,3}\\)|\\p{L}\\)|[-–]) (.*)$").matcher(text);
            out.append(p.role().equals("body") && label.matches() ? "<table><tr><td><p>" + label.group(1) + "</p></td><td><p>" + label.group(2) + "</p></td></tr></table>\n"
                    : Prints.heading(p) ? "<p><b>" + text + "</b></p>\n" : "<p>" + text + "</p>\n");
        }
        return out.append("</body></html>").toString();
    }

    /** A list scheme of two levels, with the texts that Word prints for them. */
    private static BigInteger scheme(XWPFNumbering numbering, int id, String first, String second) {
        CTAbstractNum scheme = CTAbstractNum.Factory.newInstance();
        scheme.setAbstractNumId(BigInteger.valueOf(id));
        int depth = 0;
        for (String text : List.of(first, second)) {
            CTLvl level = scheme.addNewLvl();
            level.setIlvl(BigInteger.valueOf(depth));
            level.addNewStart().setVal(BigInteger.ONE);
            level.addNewNumFmt().setVal(depth == 0 ? STNumberFormat.DECIMAL : STNumberFormat.LOWER_LETTER);
            level.addNewLvlText().setVal(text);
            depth++;
        }
        return numbering.addNum(numbering.addAbstractNum(new org.apache.poi.xwpf.usermodel.XWPFAbstractNum(scheme)));
    }

    static byte[] odt(InventedAct act) throws IOException {
        StringBuilder body = new StringBuilder();
        List<Printed> all = act.printed();
        for (int i = 0; i < all.size();) {
            Printed p = all.get(i);
            int n = 0;
            while (i + n < all.size() && all.get(i + n).role().equals("body") && all.get(i + n).text().startsWith((n + 1) + ". ")) {
                n++;
            }
            if (n > 1) {
                body.append("<text:list text:style-name=\"L\">");
                for (int k = 0; k < n; k++) {
                    body.append("<text:list-item><text:p text:style-name=\"B\">").append(all.get(i + k).text().substring(all.get(i + k).text().indexOf(' ') + 1).replace("&", "&amp;")).append("</text:p></text:list-item>");
                }
                body.append("</text:list>");
                i += n;
                continue;
            }
            String text = p.text().replace("&", "&amp;").replace("<", "&lt;").replaceFirst(" ", "<text:s/>");
            body.append("<text:p text:style-name=\"").append(Prints.heading(p) ? "H" : "B").append("\">").append(text).append("</text:p>\n");
            i++;
        }
        return Prints.odt(body.toString());
    }

    /** One act on pages with what offices put on them. */
    private static final class Pdf {
        private static final float MARGIN = 64;
        private static final float GUTTER = 20;
        private final int columns;
        private final float size;
        private final boolean spaced;
        private final boolean notes;
        private final PDDocument document = new PDDocument();
        private final PDType0Font font;
        private PDPageContentStream stream;
        private float y;
        private int column;
        private int page;
        private int note;
        private boolean marked;

        /** With "DRAFT" across each page and a number beside every fifth line. */
        Pdf marked() {
            marked = true;
            return this;
        }

        Pdf(int columns, float size, boolean spaced, boolean notes) throws IOException {
            this.columns = columns;
            this.size = size;
            this.spaced = spaced;
            this.notes = notes;
            font = Prints.font(document);
        }

        byte[] print(InventedAct act) throws IOException {
            try (document; ByteArrayOutputStream out = new ByteArrayOutputStream()) {
                sheet();
                int body = 0;
                for (Printed p : act.printed()) {
                    boolean heading = Prints.heading(p);
                    y -= size * (heading ? 0.7f : 0.3f);
                    List<String> lines = heading && !spaced ? Prints.wrap(p.text(), columns == 1 ? 60 : 34) : broken(p.text(), this::width, heading ? width() * 0.6 : width());
                    for (int k = 0; k < lines.size(); k++) {
                        if (y < MARGIN + (notes ? 30 : 0)) {
                            turn();
                        }
                        String line = lines.get(k);
                        float left = MARGIN + column * (width() + GUTTER);
                        if (heading && spaced) {
                            show(line, left, y, size, size * 0.35f);
                        } else if (heading) {
                            show(line, left + (width() - (float) width(line)) / 2, y, size, 0);
                        } else {
                            show(line, left, y, size, 0);
                        }
                        if (notes && columns == 1 && p.role().equals("body") && ++body % 25 == 3 && k == lines.size() - 1 && note < page) {
                            note = page;
                            show(String.valueOf(page), left + (float) width(line), y + size * 0.4f, size * 0.6f, 0);
                            show(String.valueOf(page), MARGIN, 72, 5, 0);
                            show("Gazeta e shpikur, numri " + (40 + page) + ", faqja " + page + ".", MARGIN + 5, 70, 8, 0);
                        }
                        y -= size * 1.3f;
                    }
                }
                stream.close();
                for (int k = 0; notes && k < document.getNumberOfPages(); k++) {
                    try (PDPageContentStream foot = new PDPageContentStream(document, document.getPage(k), PDPageContentStream.AppendMode.APPEND, true)) {
                        foot.beginText();
                        foot.setFont(font, 8);
                        foot.newLineAtOffset(270, 30);
                        foot.showText("Faqe " + (k + 1) + " nga " + document.getNumberOfPages());
                        foot.endText();
                    }
                }
                document.save(out);
                return out.toByteArray();
            }
        }

        private float width() {
            return (PDRectangle.A4.getWidth() - 2 * MARGIN - (columns - 1) * GUTTER) / columns;
        }

        private double width(String text) {
            try {
                return font.getStringWidth(text) / 1000 * size;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private void turn() throws IOException {
            if (column + 1 < columns) {
                column++;
                y = PDRectangle.A4.getHeight() - MARGIN;
            } else {
                stream.close();
                sheet();
            }
        }

        private void sheet() throws IOException {
            PDPage sheet = new PDPage(PDRectangle.A4);
            document.addPage(sheet);
            stream = new PDPageContentStream(document, sheet);
            if (marked) {
                show("DRAFT", 90, 690, 120, 0);
                stream.beginText();
                stream.setFont(font, 90);
                stream.setTextMatrix(org.apache.pdfbox.util.Matrix.getRotateInstance(Math.toRadians(45), 120, 500));
                stream.showText("PROJEKT");
                stream.endText();
                for (int k = 1; k <= 10; k++) {
                    show(String.valueOf(5 * k), 36, PDRectangle.A4.getHeight() - MARGIN - k * 5 * 13, 8, 0);
                }
            }
            page++;
            column = 0;
            y = PDRectangle.A4.getHeight() - MARGIN;
        }

        private void show(String text, float x, float at, float points, float apart) throws IOException {
            stream.beginText();
            stream.setFont(font, points);
            stream.setCharacterSpacing(apart);
            stream.newLineAtOffset(x, at);
            stream.showText(text);
            stream.endText();
        }
    }
}
