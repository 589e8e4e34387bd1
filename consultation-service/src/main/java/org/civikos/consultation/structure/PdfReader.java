package org.civikos.consultation.structure;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.Loader;
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
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.civikos.consultation.structure.UnreadableDocument.Reason;

/** Reads a PDF with the place of every character, so that columns, running heads and notes can be told apart. */
final class PdfReader {
    private static final int FEW_CHARACTERS = 8;

    private PdfReader() {}

    static Source read(byte[] content, Limits limits, Deadline deadline) throws UnreadableDocument {
        PdfCrossReference.check(content);
        try (PDDocument document = Loader.loadPDF(content)) {
            int pages = document.getNumberOfPages();
            if (pages > limits.pages()) {
                throw new UnreadableDocument(Reason.TOO_MANY_PAGES, "The file has %,d pages; %,d are read at most.".formatted(pages, limits.pages()));
            }
            if (pages == 0) {
                throw new UnreadableDocument(Reason.EMPTY, "The file has no pages.");
            }
            return read(document, pages, limits, deadline);
        } catch (InvalidPasswordException e) {
            throw new UnreadableDocument(Reason.PASSWORD, "The file is protected by a password.", e);
        } catch (TooMuch e) {
            throw new UnreadableDocument(Reason.TOO_LARGE, "A page of the file holds more characters than a page can.", e);
        } catch (TimeUp e) {
            throw Deadline.timeout();
        } catch (IOException e) {
            throw new UnreadableDocument(Reason.CORRUPT, "The file is a damaged PDF.", e);
        } catch (OutOfMemoryError e) {
            // The only place where one file can ask for any amount of memory: a stream that unpacks without end.
            throw new UnreadableDocument(Reason.ZIP_BOMB, "The file unpacks to far more than an act can hold.", e);
        }
    }

    private static Source read(PDDocument document, int pages, Limits limits, Deadline deadline) throws IOException, UnreadableDocument {
        long unpacked = 0;
        for (PDPage page : document.getPages()) {
            deadline.check();
            unpacked += contentSize(page, limits.unpacked() - unpacked);
            if (unpacked > limits.unpacked()) {
                throw new UnreadableDocument(Reason.ZIP_BOMB, "The file unpacks to far more than an act can hold.");
            }
        }
        PageLayout layout = new PageLayout(deadline);
        int[] found = new Glyphs(deadline, layout, pages).of(document);
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
                throw new UnreadableDocument(Reason.SCAN_WITHOUT_OCR, "The pages are pictures (a scan); their text cannot be read here.");
            }
            throw new UnreadableDocument(Reason.EMPTY, "The file has no text in it.");
        }
        List<Warning> warnings = new ArrayList<>();
        if (!scans.isEmpty()) {
            warnings.add(new Warning("scan-not-read", null, "Pages without readable text, probably scanned: " + list(scans) + "."));
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
            if (page.getResources() == null) {
                return false;
            }
            for (COSName name : page.getResources().getXObjectNames()) {
                if (page.getResources().isImageXObject(name)) {
                    return true;
                }
            }
            return false;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Unpacked bytes of a page's content, counted without keeping them, and no further than the limit. */
    private static long contentSize(PDPage page, long limit) throws IOException {
        long sum = 0;
        COSBase contents = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
        if (contents instanceof COSStream stream) {
            sum += size(stream, limit);
        } else if (contents instanceof COSArray array) {
            for (int i = 0; i < array.size() && sum <= limit; i++) {
                if (array.getObject(i) instanceof COSStream stream) {
                    sum += size(stream, limit - sum);
                }
            }
        }
        COSBase resources = page.getResources() == null ? null : page.getResources().getCOSObject().getDictionaryObject(COSName.XOBJECT);
        if (resources instanceof COSDictionary forms) {
            for (COSBase value : forms.getValues()) {
                COSBase object = value instanceof COSObject o ? o.getObject() : value;
                if (object instanceof COSStream stream && COSName.FORM.equals(stream.getCOSName(COSName.SUBTYPE)) && sum <= limit) {
                    sum += size(stream, limit - sum);
                }
            }
        }
        return sum;
    }

    private static long size(COSStream stream, long limit) throws IOException {
        COSBase filters = stream.getFilters();
        int layers = 0;
        if (COSName.FLATE_DECODE.equals(filters) || COSName.FLATE_DECODE_ABBREVIATION.equals(filters)) {
            layers = 1;
        } else if (filters instanceof COSArray array) {
            for (COSBase f : array) {
                layers += COSName.FLATE_DECODE.equals(f) || COSName.FLATE_DECODE_ABBREVIATION.equals(f) ? 1 : 0;
            }
        }
        if (layers == 0) {
            return stream.getLength();
        }
        if (layers > 1) {
            // No program writes pages packed twice.
            return limit + 1;
        }
        Inflater inflater = new Inflater();
        byte[] in = new byte[16 * 1024];
        byte[] out = new byte[64 * 1024];
        long sum = 0;
        try (java.io.InputStream raw = stream.createRawInputStream()) {
            while (sum <= limit && !inflater.finished()) {
                int n = inflater.inflate(out);
                sum += n;
                if (n == 0) {
                    if (inflater.needsDictionary()) {
                        return sum;
                    }
                    int read = raw.read(in);
                    if (read < 0) {
                        return sum;
                    }
                    inflater.setInput(in, 0, read);
                }
            }
            return sum;
        } catch (DataFormatException e) {
            // A damaged or differently wrapped stream: PDFBox reads of it what can be read.
            return sum;
        } finally {
            inflater.end();
        }
    }

    /** Thrown through PDFBox, which knows no deadline. */
    private static final class TimeUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TimeUp() {
            super(null, null, false, false);
        }
    }

    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super(null, null, false, false);
        }
    }

    private static final class Glyphs extends PDFTextStripper {
        private static final int MOST_ON_A_PAGE = 60_000;
        private final Deadline deadline;
        private final PageLayout layout;
        private final int[] counts;
        private List<Glyph> out = new ArrayList<>();
        private int operators;
        private int page;

        Glyphs(Deadline deadline, PageLayout layout, int pages) {
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
            if (deadline.passed()) {
                throw new TimeUp();
            }
            // Pages without content are not reported; they count all the same.
            for (int number = getCurrentPageNo() - 1; page < number && page < counts.length; page++) {
                layout.add(List.of());
            }
            out = new ArrayList<>();
            super.processPage(sheet);
            if (page < counts.length) {
                counts[page++] = out.size();
                layout.add(out);
            }
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            if ((++operators & 255) == 0 && deadline.passed()) {
                throw new TimeUp();
            }
            super.processOperator(operator, operands);
        }

        @Override
        protected void processTextPosition(TextPosition t) {
            String text = t.getUnicode();
            if (text == null || text.isEmpty()) {
                return;
            }
            if (out.size() >= MOST_ON_A_PAGE) {
                throw new TooMuch();
            }
            float size = Math.max(t.getFontSizeInPt(), t.getHeightDir());
            String font = t.getFont() == null || t.getFont().getName() == null ? "" : t.getFont().getName().toLowerCase(java.util.Locale.ROOT);
            boolean bold = font.contains("bold") || font.contains("black") || font.contains("heavy")
                    || t.getFont() != null && t.getFont().getFontDescriptor() != null && t.getFont().getFontDescriptor().isForceBold();
            if (t.getDir() != 0 && t.getDir() != 90 && t.getDir() != 180 && t.getDir() != 270) {
                return;
            }
            float x = t.getXDirAdj();
            float y = t.getYDirAdj();
            if (Float.isFinite(x) && Float.isFinite(y) && size > 0.5f && size < 400) {
                out.add(new Glyph(text, x, y, Math.max(t.getWidthDirAdj(), 0), size, bold));
            }
        }

        @Override
        protected void writePage() {
            // The layout is our own work: nothing of the stripper's text is used.
        }
    }
}
