package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.bson.Document;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.draft.Reader;
import org.civikos.consultation.structure.UnreadableDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Scans are answered at once, read in a lane of their own, and tell how far they are. */
class ScanIT extends ServiceIT {

    private static final Duration MINUTES = Duration.ofMinutes(4);
    private static final byte[] SHORT = "PROJEKTLIGJ\nPER PROVEN\n\nNeni 1\nQellimi\n\n1. Ky ligj rregullon proven.\n".getBytes(StandardCharsets.UTF_8);

    @Autowired
    Reader reader;

    @Autowired
    Documents documents;

    @BeforeEach
    void tesseract() throws Exception {
        boolean there;
        try {
            there = new ProcessBuilder("tesseract", "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException notInstalled) {
            there = false;
        }
        assumeTrue(there, "SKIPPED: Tesseract is not installed.");
    }

    /** An act of as many pages that are pictures; the mark makes another file of it. */
    static byte[] scan(int pages, String mark) throws IOException {
        try (PDDocument text = new PDDocument(); PDDocument scan = new PDDocument(); ByteArrayOutputStream printed = new ByteArrayOutputStream(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (int n = 1; n <= pages; n++) {
                PDPage page = new PDPage(PDRectangle.A4);
                text.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(text, page)) {
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.TIMES_ROMAN), 14);
                    content.setLeading(22);
                    content.beginText();
                    content.newLineAtOffset(80, 760);
                    for (String line : List.of(n == 1 ? "PROJEKTLIGJ PER BIBLIOTEKAT " + mark : "", "", "Neni " + n, "Qellimi i nenit", "", "1. Ky ligj percakton rregullat e bibliotekave publike dhe detyrat e tyre.",
                            "2. Biblioteka hapet cdo dite pune nga ora tete deri ne oren pese.", "3. Anetaret paguajne kuote vjetore sipas vendimit te kuvendit.")) {
                        content.showText(line);
                        content.newLine();
                    }
                    content.endText();
                }
            }
            text.save(printed);
            try (PDDocument from = Loader.loadPDF(printed.toByteArray())) {
                PDFRenderer renderer = new PDFRenderer(from);
                for (int n = 0; n < pages; n++) {
                    BufferedImage picture = renderer.renderImageWithDPI(n, 150, ImageType.GRAY);
                    PDPage page = new PDPage(PDRectangle.A4);
                    scan.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(scan, page)) {
                        content.drawImage(JPEGFactory.createFromImage(scan, picture, 0.9f), 0, 0, PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
                    }
                }
            }
            scan.save(out);
            return out.toByteArray();
        }
    }

    private String state(String draft) {
        return get(draft, SECRETARIAT).json().get("state").asString();
    }

    @Test
    void aScanIsAnsweredAtOnceAndTellsHowFarItIsAndNoTextWaitsBehindIt() throws Exception {
        byte[] scan = scan(10, "NJE");
        Instant asked = Instant.now();
        Answer accepted = upload(SECRETARIAT, scan, "skanimi.pdf", Map.of("title", "Projektligji i skanuar"));
        Duration answered = Duration.between(asked, Instant.now());
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        assertThat(accepted.json().get("state").asString()).isEqualTo("reading");
        String draft = accepted.response().headers().firstValue("Location").orElseThrow();
        await().atMost(MINUTES).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            JsonNode progress = get(draft, SECRETARIAT).json().get("progress");
            assertThat(progress.path("page").asInt()).isBetween(1, 10);
            assertThat(progress.path("pages").asInt()).isEqualTo(10);
        });

        // A short text that comes while it is being read is there before it.
        String quick = upload(SECRETARIAT, SHORT, "i-shkurter.txt", Map.of("title", "Projekt i shkurtër pas skanimit")).response().headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> assertThat(state(quick)).isEqualTo("waiting"));
        assertThat(state(draft)).as("the scan is still being read when the short one is done").isEqualTo("reading");
        assertThat(get("/api/drafts?state=reading", SECRETARIAT).body()).contains("\"pages\":10");

        await().atMost(MINUTES).untilAsserted(() -> assertThat(state(draft)).isEqualTo("waiting"));
        JsonNode read = get(draft, SECRETARIAT).json();
        assertThat(read.get("progress").isNull()).isTrue();
        assertThat(read.get("articleCount").asInt()).isEqualTo(10);
        assertThat(read.get("warnings").toString()).contains("scan-read");
        Duration whole = Duration.between(asked, Instant.now());
        System.out.println("A scan of 10 pages: answered in " + answered.toMillis() + " ms, read in " + whole.toMillis() + " ms.");
        assertThat(answered).isLessThan(whole.dividedBy(2));
    }

    @Test
    void anotherVersionThatIsAScanWithoutTextLeavesTheTextOfBefore() throws Exception {
        String draft = upload(SECRETARIAT, SHORT, "teksti.txt", Map.of("title", "Projekt me version të skanuar")).response().headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(state(draft)).isEqualTo("waiting"));
        byte[] empty;
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(JPEGFactory.createFromImage(document, new BufferedImage(1200, 1700, BufferedImage.TYPE_BYTE_GRAY), 0.9f), 0, 0, PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
            }
            document.save(out);
            empty = out.toByteArray();
        }
        assertThat(uploadTo(draft + "/documents", SECRETARIAT, empty, "zbrazet.pdf", Map.of("kind", "text")).status()).isEqualTo(202);
        await().atMost(MINUTES).untilAsserted(() -> assertThat(get(draft, SECRETARIAT).json().get("incoming").path("state").asString()).isEqualTo("refused"));
        JsonNode after = get(draft, SECRETARIAT).json();
        assertThat(after.get("incoming").get("problemCode").asString()).isEqualTo("document-scan-without-ocr");
        assertThat(after.get("incoming").get("problem").asString()).isNotBlank();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(state(draft)).isEqualTo("waiting"));
        assertThat(after.get("articleCount").asInt()).isEqualTo(1);
        // One that can be read takes its place, and nothing is left of the one that could not.
        byte[] scan = scan(2, "VERSIONI");
        assertThat(uploadTo(draft + "/documents", SECRETARIAT, scan, "v2.pdf", Map.of("kind", "text")).status()).isEqualTo(202);
        assertThat(uploadTo(draft + "/documents", SECRETARIAT, scan, "v2.pdf", Map.of("kind", "text")).code()).isEqualTo("draft-being-read");
        await().atMost(MINUTES).untilAsserted(() -> {
            JsonNode now = get(draft, SECRETARIAT).json();
            assertThat(now.get("incoming").isNull()).isTrue();
            assertThat(now.get("state").asString()).isEqualTo("waiting");
            assertThat(now.get("articleCount").asInt()).isEqualTo(2);
        });
    }

    @Test
    void aLawInForceMayBeAScan() throws Exception {
        Answer kept = uploadTo("/api/laws-in-force", SECRETARIAT, scan(2, "LIGJI"), "ligji.pdf", Map.of("title", "Ligji i skanuar për bibliotekat", "number", "09/L-911"));
        assertThat(kept.status()).as(kept.body()).isEqualTo(202);
        assertThat(kept.json().get("state").asString()).isEqualTo("reading");
        String law = kept.response().headers().firstValue("Location").orElseThrow();
        await().atMost(MINUTES).untilAsserted(() -> assertThat(get(law, SECRETARIAT).json().get("state").asString()).isEqualTo("ready"));
        assertThat(get(law, SECRETARIAT).json().get("articleCount").asInt()).isEqualTo(2);
    }

    private StoredDocument kept(String id, byte[] content) {
        documents.keep(id, content);
        return new StoredDocument(id, "skanimi.pdf", "skanimi.pdf", "application/pdf", content.length, inDays(0), null, Documents.sha256(content), Instant.now());
    }

    @Test
    void aScanThatIsStoppedInTheMiddleIsBegunAnewAndNeverCutShort() throws Exception {
        StoredDocument document = kept("scan-stopped", scan(6, "NDALUR"));
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread reading = Thread.ofVirtual().start(() -> {
            try {
                reader.read(document, Reader.Lane.SCANS);
            } catch (Exception thrown) {
                end.set(thrown);
            }
        });
        await().atMost(MINUTES).pollInterval(Duration.ofMillis(50)).until(() -> reader.progress(document).map(Reader.Progress::page).orElse(0) >= 2);
        reading.interrupt();
        assertThat(reading.join(Duration.ofMinutes(2))).isTrue();
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(reader.progress(document)).contains(new Reader.Progress(0, 6));
        assertThat(stored("readingProgress", document.id()).get("begun", Number.class).intValue()).as("to be stopped is no fault of the file").isZero();
        assertThat(reader.read(document, Reader.Lane.SCANS).nodes().stream().filter(node -> node.kind().name().equals("ARTICLE"))).hasSize(6);
        assertThat(reader.progress(document)).isEmpty();
    }

    @Test
    void aScanThatHasTakenTheProcessWithItThreeTimesIsGivenUp() throws Exception {
        StoredDocument document = kept("scan-deadly", scan(1, "VDEKJE"));
        mongo.execute("readingProgress", all -> all.insertOne(new Document("_id", document.id()).append("begun", 3).append("page", 1).append("pages", 1)));
        assertThatThrownBy(() -> reader.read(document, Reader.Lane.SCANS)).isInstanceOfSatisfying(UnreadableDocument.class,
                unreadable -> assertThat(unreadable.reason()).isEqualTo(UnreadableDocument.Reason.TIMEOUT));
        assertThat(reader.progress(document)).isEmpty();
    }
}
