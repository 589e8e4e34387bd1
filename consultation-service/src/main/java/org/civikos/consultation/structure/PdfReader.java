package org.civikos.consultation.structure;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.civikos.consultation.structure.UnreadableDocument.Reason;
import org.jspecify.annotations.Nullable;

/** Reads a PDF with the place of every character, so that columns, running heads and notes can be told apart. */
final class PdfReader {
    private static final int FEW_CHARACTERS = 8;

    private PdfReader() {}

    @FunctionalInterface
    private interface Work<T> {
        T on(PDDocument document, int pages) throws IOException, UnreadableDocument;
    }

    static Source read(byte[] content, Limits limits, Deadline deadline, Recognition recognition) throws UnreadableDocument {
        return opened(content, limits, deadline, (document, pages) -> read(document, pages, deadline, recognition));
    }

    /** Refuses what can be refused without drawing a page. */
    static void check(byte[] content, Limits limits, Deadline deadline) throws UnreadableDocument {
        opened(content, limits, deadline, (document, pages) -> pages);
    }

    private static <T> T opened(byte[] content, Limits limits, Deadline deadline, Work<T> work) throws UnreadableDocument {
        PdfCrossReference.check(content);
        try (PDDocument document = BoundedPdf.load(content, deadline)) {
            int pages = document.getNumberOfPages();
            if (pages > limits.pages()) {
                throw new UnreadableDocument(Reason.TOO_MANY_PAGES, "The file has %,d pages; %,d are read at most.".formatted(pages, limits.pages()));
            }
            if (pages == 0) {
                throw new UnreadableDocument(Reason.EMPTY, "The file has no pages.");
            }
            long unpacked = 0;
            for (PDPage page : document.getPages()) {
                deadline.check();
                unpacked += contentSize(page);
                if (unpacked > limits.unpacked()) {
                    throw new UnreadableDocument(Reason.ZIP_BOMB, "The file unpacks to far more than an act can hold.");
                }
            }
            return work.on(document, pages);
        } catch (InvalidPasswordException e) {
            throw new UnreadableDocument(Reason.PASSWORD, "The file is protected by a password.", e);
        } catch (IOException e) {
            throw new UnreadableDocument(Reason.CORRUPT, "The file is a damaged PDF.", e);
        }
    }

    private static Source read(PDDocument document, int pages, Deadline deadline, Recognition recognition) throws IOException, UnreadableDocument {
        PageLayout layout = new PageLayout(deadline);
        Scans ocr = new Scans(document, pages, deadline, recognition);
        int[] found = new Glyphs(deadline, layout, pages, ocr).of(document);
        List<Integer> scans = new ArrayList<>();
        float[] widths = new float[pages];
        long characters = 0;
        int number = 0;
        for (PDPage page : document.getPages()) {
            if (number >= pages) {
                break;
            }
            widths[number] = page.getRotation() % 180 == 0 ? page.getCropBox().getWidth() : page.getCropBox().getHeight();
            characters += found[number];
            if (found[number++] < FEW_CHARACTERS && hasPicture(page)) {
                scans.add(number);
            }
        }
        if (characters < FEW_CHARACTERS) {
            if (!scans.isEmpty()) {
                throw new UnreadableDocument(Reason.SCAN_WITHOUT_OCR, ocr.usable() ? "The pages are pictures (a scan), and no text could be recognised in them."
                        : "The pages are pictures (a scan); their text cannot be read here, since Tesseract is not installed.");
            }
            throw new UnreadableDocument(Reason.EMPTY, "The file has no text in it.");
        }
        List<Warning> warnings = new ArrayList<>();
        if (!scans.isEmpty()) {
            warnings.add(new Warning("scan-not-read", null, "Pages without readable text, probably scanned: " + list(scans) + "."
                    + (ocr.usable() ? "" : " Tesseract, which could read them, is not installed."), scans));
        }
        if (!ocr.read.isEmpty()) {
            warnings.add(new Warning("scan-read", null, "Read from pictures by text recognition, please compare with the scan: pages " + list(ocr.read) + ".", ocr.read));
        }
        List<Line> lines = layout.lines(widths);
        long letters = lines.stream().limit(3_000).flatMapToInt(l -> l.text().codePoints()).filter(Character::isLetter).count();
        long odd = lines.stream().limit(3_000).flatMapToInt(l -> l.text().codePoints()).filter(c -> c == 0xfffd || c >= 0xe000 && c <= 0xf8ff || Character.getType(c) == Character.CONTROL).count();
        if (odd > letters / 4 + 20) {
            warnings.add(new Warning("text-unreadable", null, "The characters of this PDF carry no readable text; a Word file or a better PDF is needed."));
        }
        return new Source(lines, true, warnings);
    }

    private static String list(List<Integer> pages) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pages.size(); i++) {
            int from = i;
            while (i + 1 < pages.size() && pages.get(i + 1) == pages.get(i) + 1) {
                i++;
            }
            out.append(out.isEmpty() ? "" : ", ").append(pages.get(from)).append(i > from ? "–" + pages.get(i) : "");
        }
        return out.toString();
    }

    private static boolean hasPicture(PDPage page) {
        try {
            return hasPicture(page.getResources(), 0);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean hasPicture(@Nullable PDResources resources, int depth) throws IOException {
        if (resources == null || depth > 3) {
            return false;
        }
        for (COSName name : resources.getXObjectNames()) {
            if (resources.isImageXObject(name)) {
                return true;
            }
            if (resources.getXObject(name) instanceof PDFormXObject form && hasPicture(form.getResources(), depth + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all pictures of a page are small enough to be unpacked. */
    private static boolean modest(@Nullable PDResources resources, int depth) throws IOException {
        if (resources == null || depth > 3) {
            return true;
        }
        for (COSName name : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDImageXObject image && (long) image.getWidth() * image.getHeight() > Scans.MOST_PIXELS
                    || resources.getXObject(name) instanceof PDFormXObject form && !modest(form.getResources(), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    /** Recognises the text of pages that are pictures; slow, so with a bound of its own on pages and time. */
    private static final class Scans {
        static final long MOST_PIXELS = 36_000_000;
        private static final int MOST_PAGES = 120;
        private static final long MOST_TIME = Duration.ofMinutes(6).toNanos();
        private static final float DPI = 300;
        private final PDDocument document;
        private final int pages;
        private final Deadline deadline;
        private final Recognition recognition;
        private final Ocr ocr = Ocr.installed();
        private final List<Integer> read = new ArrayList<>();
        private @Nullable String models;
        private long spent;

        Scans(PDDocument document, int pages, Deadline deadline, Recognition recognition) {
            this.document = document;
            this.pages = pages;
            this.deadline = deadline;
            this.recognition = recognition;
        }

        boolean usable() {
            return ocr.usable();
        }

        /** Characters of the page with this number, from 1; none where it cannot be read. */
        List<Glyph> glyphs(PDPage page, int number) {
            if (!hasPicture(page) || !ocr.usable() || read.size() >= MOST_PAGES || spent > MOST_TIME || Thread.currentThread().isInterrupted()) {
                return List.of();
            }
            recognition.page(number, pages);
            long start = System.nanoTime();
            try {
                if (!modest(page.getResources(), 0)) {
                    return List.of();
                }
                float area = page.getCropBox().getWidth() * page.getCropBox().getHeight();
                // An A3 page has half as many dots an inch; below 100 nothing can be read.
                float dpi = (float) Math.min(DPI, 72 * Math.sqrt(12_000_000 / Math.max(1, area)));
                if (dpi < 100) {
                    return List.of();
                }
                BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(number - 1, dpi, ImageType.GRAY);
                String with = models == null ? ocr.all() : models;
                List<Glyph> found = ocr.read(picture, dpi, with);
                if (found != null && models == null && found.size() > 200) {
                    // Once the language is known its own model alone reads better, and twice as fast.
                    models = ocr.of(words(found));
                    if (!models.equals(with)) {
                        List<Glyph> better = ocr.read(picture, dpi, models);
                        found = better == null ? found : better;
                    }
                }
                if (found == null || found.size() < FEW_CHARACTERS) {
                    return List.of();
                }
                read.add(number);
                return found;
            } catch (IOException | RuntimeException e) {
                // A picture that cannot be drawn is a page not read.
                return List.of();
            } finally {
                long took = System.nanoTime() - start;
                spent += took;
                deadline.extend(took);
            }
        }

        private static String words(List<Glyph> glyphs) {
            StringBuilder out = new StringBuilder();
            Glyph last = null;
            for (Glyph g : glyphs) {
                if (last != null && (g.y() != last.y() || g.x() - last.right() > 0.5f)) {
                    out.append(' ');
                }
                out.append(g.text());
                last = g;
            }
            return out.toString();
        }
    }

    /** Unpacked bytes of a page's content, and of the forms on it. */
    private static long contentSize(PDPage page) throws IOException {
        long sum = 0;
        COSBase contents = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
        if (contents instanceof COSStream stream) {
            sum += BoundedPdf.size(stream);
        } else if (contents instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                sum += array.getObject(i) instanceof COSStream stream ? BoundedPdf.size(stream) : 0;
            }
        }
        COSBase resources = page.getResources() == null ? null : page.getResources().getCOSObject().getDictionaryObject(COSName.XOBJECT);
        if (resources instanceof COSDictionary forms) {
            for (COSBase value : forms.getValues()) {
                COSBase object = value instanceof COSObject o ? o.getObject() : value;
                sum += object instanceof COSStream stream && COSName.FORM.equals(stream.getCOSName(COSName.SUBTYPE)) ? BoundedPdf.size(stream) : 0;
            }
        }
        return sum;
    }

    private static final class Glyphs extends PDFTextStripper {
        private static final int MOST_ON_A_PAGE = 60_000;
        private final Deadline deadline;
        private final PageLayout layout;
        private final int[] counts;
        private final Scans scans;
        private List<Glyph> out = new ArrayList<>();
        /** Fonts of which some characters could be read. */
        private final Set<PDFont> readable = Collections.newSetFromMap(new IdentityHashMap<>());
        private @Nullable Matrix here;
        /** What the marked content that is open stands for, and the depth at which it began. */
        private @Nullable String actual;
        private int actualFrom;
        private int depth;
        private int operators;
        private int page;

        Glyphs(Deadline deadline, PageLayout layout, int pages, Scans scans) {
            this.scans = scans;
            this.deadline = deadline;
            this.layout = layout;
            this.counts = new int[pages];
        }

        /** Hands every page to the layout and says how many characters each has. */
        int[] of(PDDocument document) throws IOException {
            writeText(document, Writer.nullWriter());
            return counts;
        }

        @Override
        public void processPage(PDPage sheet) throws IOException {
            deadline.hold();
            // Pages without content are not reported; they count all the same.
            for (int number = getCurrentPageNo() - 1; page < number && page < counts.length; page++) {
                layout.add(List.of());
            }
            out = new ArrayList<>();
            here = null;
            actual = null;
            depth = 0;
            super.processPage(sheet);
            if (page < counts.length) {
                if (out.size() < FEW_CHARACTERS) {
                    List<Glyph> recognised = scans.glyphs(sheet, page + 1);
                    out = recognised.isEmpty() ? out : recognised;
                }
                counts[page++] = out.size();
                layout.add(out);
            }
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            if ((++operators & 255) == 0) {
                deadline.hold();
            }
            super.processOperator(operator, operands);
        }

        /** PDFBox passes over characters of composite fonts that have no code; a shape that can be seen must not vanish. */
        @Override
        protected void showGlyph(Matrix at, PDFont font, int code, Vector displacement) throws IOException {
            int before = out.size();
            super.showGlyph(at, font, code, displacement);
            if (out.size() > before) {
                here = at;
                readable.add(font);
            } else if (here != null && !out.isEmpty() && readable.contains(font) && font instanceof PDType0Font type0 && font.toUnicode(code) == null
                    && displacement.getX() > 0 && !type0.getPath(code).getBounds2D().isEmpty() && out.size() < MOST_ON_A_PAGE) {
                Glyph last = out.getLast();
                String text = meant("\ufffd");
                if (!text.isEmpty()) {
                    out.add(new Glyph(text, last.x() + at.getTranslateX() - here.getTranslateX(), last.y() - at.getTranslateY() + here.getTranslateY(),
                            displacement.getX() * at.getScalingFactorX(), last.size(), last.bold()));
                    here = at;
                }
            }
        }

        @Override
        public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
            depth++;
            String text = actual != null || properties == null ? null : properties.getString(COSName.ACTUAL_TEXT);
            if (text != null) {
                actual = text;
                actualFrom = depth;
            }
        }

        @Override
        public void endMarkedContentSequence() {
            if (depth == actualFrom) {
                actual = null;
            }
            depth = Math.max(0, depth - 1);
        }

        /** What the file says that a shape without a code of its own means: browsers say it of the Serbian form of "б". */
        private String meant(String text) {
            if (actual == null || text.codePoints().anyMatch(c -> c != 0xfffd && Character.getType(c) != Character.PRIVATE_USE)) {
                return text;
            }
            String said = actual;
            actual = "";
            return said;
        }

        @Override
        protected void processTextPosition(TextPosition t) {
            String text = t.getUnicode() == null ? "" : meant(t.getUnicode());
            if (text.isEmpty()) {
                return;
            }
            if (out.size() >= MOST_ON_A_PAGE) {
                throw new Deadline.Refused(new UnreadableDocument(Reason.TOO_LARGE, "A page of the file holds more characters than a page can."));
            }
            float size = Math.max(t.getFontSizeInPt(), t.getHeightDir());
            String font = t.getFont() == null || t.getFont().getName() == null ? "" : t.getFont().getName().toLowerCase(java.util.Locale.ROOT);
            boolean bold = font.contains("bold") || font.contains("black") || font.contains("heavy")
                    || t.getFont() != null && t.getFont().getFontDescriptor() != null && t.getFont().getFontDescriptor().isForceBold();
            if (slanted(t)) {
                return;
            }
            float x = t.getXDirAdj();
            float y = t.getYDirAdj();
            if (Float.isFinite(x) && Float.isFinite(y) && size > 0.5f && size < 400) {
                out.add(new Glyph(text, x, y, Math.max(t.getWidthDirAdj(), 0), size, bold));
            }
        }

        /** Letters that run neither along a side of the page nor nearly so: a watermark. */
        private static boolean slanted(TextPosition t) {
            double angle = Math.toDegrees(Math.atan2(t.getTextMatrix().getShearY(), t.getTextMatrix().getScaleX()));
            return Math.abs(angle - 90 * Math.round(angle / 90)) > 12;
        }

        @Override
        protected void writePage() {
            // The layout is our own work: nothing of the stripper's text is used.
        }
    }
}
