package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;

/** Scanned pages: read where Tesseract is installed, else a clear word. */
class OcrTest {
    @Test
    void scannedActsAreReadInTheirLanguage() throws Exception {
        if (!Ocr.installed().usable()) {
            System.out.println("SKIPPED: Tesseract with one of the languages sqi, srp, srp_latn, eng is not installed.");
            return;
        }
        for (String name : List.of("sq-ligj-ndryshues-pa-thonjeza", "sr-zakon-naslov-ispred", "sr-cyrl-pravilnik-zagrade", "en-law-inline")) {
            InventedAct invented = InventedAct.load(name);
            if (!Ocr.installed().all().contains(name.startsWith("sq") ? "sqi" : name.startsWith("en") ? "eng" : name.contains("cyrl") ? "srp" : "srp_latn")) {
                System.out.println("SKIPPED: Tesseract's model for " + name + " is not installed.");
                continue;
            }
            Act act = Splitter.standard().split(scan(Prints.pdf(List.of(invented), 1, false, 12)), "scan.pdf", null);
            assertThat(act.language()).isEqualTo(invented.language());
            assertThat(act.warnings()).as(name).anySatisfy(w -> assertThat(w.code()).isEqualTo("scan-read"));
            List<String> expected = invented.expected().stream().filter(e -> e.kind() == Kind.ARTICLE).map(e -> InventedAct.letters(e.number())).toList();
            assertThat(act.nodes().stream().filter(n -> n.kind() == Kind.ARTICLE).map(n -> InventedAct.letters(n.number())).toList()).as(name).isEqualTo(expected);
        }
    }

    @Test
    void whereItIsNotInstalledNothingIsTried() {
        assertThat(Ocr.at("/nowhere/tesseract").usable()).isFalse();
        // A command that answers something else is no Tesseract.
        assertThat(Ocr.at("true").usable()).isFalse();
    }

    @Test
    void aCommandThatFailsGivesNoText() {
        assertThat(Ocr.at("false").read(new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_GRAY), 300, "eng")).isNull();
    }

    @Test
    void emptyPicturesAreRefusedWithAWord() throws Exception {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage(PDRectangle.A4));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            byte[] file = scan(out.toByteArray());
            assertThatThrownBy(() -> Splitter.standard().split(file, "scan.pdf", null)).isInstanceOfSatisfying(UnreadableDocument.class,
                    e -> assertThat(e.reason()).isEqualTo(UnreadableDocument.Reason.SCAN_WITHOUT_OCR)).hasMessageContaining("scan");
        }
    }

    @Test
    void tableOfWordsToPlaces() {
        String table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
                + "4\t1\t1\t1\t1\t0\t300\t600\t700\t50\t-1\t\n5\t1\t1\t1\t1\t1\t300\t600\t200\t50\t96.1\tNeni\n5\t1\t1\t1\t1\t2\t550\t600\t50\t50\t95\t7\nodd row\n";
        List<Glyph> glyphs = Ocr.glyphs(table, 72f / 300);
        assertThat(glyphs).hasSize(5);
        assertThat(glyphs.getFirst().x()).isEqualTo(72f);
        assertThat(glyphs.getLast().text()).isEqualTo("7");
        assertThat(glyphs.getLast().x() - glyphs.get(3).right()).isGreaterThan(0.2f * glyphs.getLast().size());
    }

    /** The pages of a PDF as pictures. */
    private static byte[] scan(byte[] pdf) throws IOException {
        try (PDDocument from = Loader.loadPDF(pdf); PDDocument to = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDFRenderer renderer = new PDFRenderer(from);
            for (int i = 0; i < from.getNumberOfPages(); i++) {
                PDPage page = new PDPage(PDRectangle.A4);
                to.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(to, page)) {
                    content.drawImage(JPEGFactory.createFromImage(to, renderer.renderImageWithDPI(i, 200, ImageType.GRAY), 0.9f), 0, 0, PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
                }
            }
            to.save(out);
            return out.toByteArray();
        }
    }
}
