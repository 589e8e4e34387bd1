package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.cos.COSName;
import org.civikos.consultation.structure.UnreadableDocument.Reason;
import org.civikos.platformtest.HostileFiles;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Files that somebody made to hurt, and files that an accident hurt: each is refused for its own reason, in one sentence, within bounds. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileFilesTest {
    /** What of the heap a reader may find free in the installed service, 96 MB, and what the files themselves take up. */
    private static final String SMALL = "-Xmx128m";

    @TestFactory
    Stream<DynamicTest> madeToHurt() {
        return HostileFiles.all().stream().map(file -> DynamicTest.dynamicTest(file.what(), () -> {
            Splitter splitter = Splitter.standard();
            assertThatThrownBy(() -> splitter.split(file.content(), file.fileName(), null)).isInstanceOfSatisfying(UnreadableDocument.class, e -> {
                assertThat(code(e)).isEqualTo(file.reason());
                assertThat(e.getMessage()).endsWith(".").doesNotContain("\n").doesNotContain("Exception").hasSizeBetween(15, 160);
            });
        }));
    }

    /** Where one allocation fails, those of every other thread may fail as well: so none may, and the process ends at the first. */
    @Test
    void noneOfThemFillsASmallHeap() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), SMALL, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"), SmallHeap.class.getName()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code after:\n%s", said).isZero();
        assertThat(said.lines()).containsExactlyElementsOf(HostileFiles.all().stream().map(file -> file.what() + ": " + file.reason()).toList());
    }

    /** Reads them one after the other, and says of each why it is refused. */
    static final class SmallHeap {
        private SmallHeap() {}

        public static void main(String[] args) {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            Splitter splitter = Splitter.standard();
            for (HostileFiles.Hostile file : HostileFiles.all()) {
                try {
                    splitter.split(file.content(), file.fileName(), null);
                    out.println(file.what() + ": taken apart");
                } catch (UnreadableDocument e) {
                    out.println(file.what() + ": " + code(e));
                }
            }
        }
    }

    private static String code(UnreadableDocument e) {
        return e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Test
    void emptyFiles() {
        refused(new byte[0], "act.pdf", Reason.EMPTY);
        refused(new byte[0], "act.docx", Reason.EMPTY);
        refused(" \n \t\n".getBytes(StandardCharsets.UTF_8), "act.txt", Reason.EMPTY);
    }

    @Test
    void namesThatPromiseSomethingElse() throws Exception {
        byte[] pdf = Prints.pdf(List.of(InventedAct.load("en-law-inline")), 1, false, 11);
        refused(pdf, "act.docx", Reason.UNSUPPORTED);
        refused(pdf, "act.TXT", Reason.UNSUPPORTED);
        refused("Neni 1\nTeksti.\n".getBytes(StandardCharsets.UTF_8), "act.pdf", Reason.UNSUPPORTED);
        refused(Prints.docx(InventedAct.load("en-law-inline")), "act.pdf", Reason.UNSUPPORTED);
        byte[] picture = new byte[3_000];
        new Random(1).nextBytes(picture);
        picture[0] = (byte) 0x89;
        picture[1] = 'P';
        refused(picture, "act.pdf", Reason.UNSUPPORTED);
        refused(picture, "act", Reason.UNSUPPORTED);
        refused("{\\rtf1 Neni 1}".getBytes(StandardCharsets.UTF_8), "act.rtf", Reason.UNSUPPORTED);
        assertThat(Splitter.standard().split(pdf, "download.aspx?id=7", null).nodes()).isNotEmpty();
        assertThat(Splitter.standard().split(pdf, "ACT.PDF", null).nodes()).isNotEmpty();
    }

    @Test
    void passwords() throws Exception {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            document.save(out);
            refused(out.toByteArray(), "act.pdf", Reason.PASSWORD);
        }
        byte[] wrapped = new byte[4_000];
        byte[] mark = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1};
        System.arraycopy(mark, 0, wrapped, 0, mark.length);
        refused(wrapped, "act.doc", Reason.CORRUPT);
        refused(Prints.zip("mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml", "<manifest:encryption-data/>", "content.xml", "x"), "act.odt", Reason.PASSWORD);
    }

    @Test
    void aNumberOfPagesThatIsALie() throws Exception {
        byte[] liar = new String(blank(), StandardCharsets.ISO_8859_1).replaceFirst("/Count 1\\b", "/Count 9999999").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Splitter.standard().split(liar, "act.pdf", null)).isInstanceOf(UnreadableDocument.class);
    }

    @Test
    void brokenPdfs() throws Exception {
        byte[] good = Prints.pdf(List.of(InventedAct.load("en-law-inline")), 1, false, 11);
        String text = new String(good, StandardCharsets.ISO_8859_1);
        refused(text.replaceFirst("startxref\\s+\\d+", "startxref\n99999999").getBytes(StandardCharsets.ISO_8859_1), "act.pdf", Reason.CORRUPT, "xref");
        refused(Arrays.copyOf(good, good.length / 2), "act.pdf", Reason.CORRUPT, "xref");
        refused("%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1), "act.pdf", Reason.CORRUPT);
        refused(plain(0), "act.pdf", Reason.CORRUPT, "xref");
        assertThatThrownBy(() -> Splitter.standard().split(plain(1), "act.pdf", null)).isInstanceOf(UnreadableDocument.class).hasMessageContaining("no text");
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1), 0, noise, 0, 9);
        refused(noise, "act.pdf", Reason.CORRUPT);
        // Bytes turned over anywhere: read or refused, never anything else.
        Random random = new Random(3);
        for (int round = 0; round < 60; round++) {
            byte[] bad = good.clone();
            for (int k = 0; k < 20; k++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(Splitter.standard().split(bad, "act.pdf", null).nodes()).isNotEmpty();
            } catch (UnreadableDocument e) {
                assertThat(e.getMessage()).endsWith(".");
            }
        }
    }

    @Test
    void formsThatCallEachOther() throws Exception {
        Limits limits = new Limits(1 << 20, 10, 1 << 20, 1_000, 1 << 20, 1 << 20, java.time.Duration.ofSeconds(2));
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage();
            document.addPage(page);
            PDFormXObject below = null;
            for (int depth = 0; depth < 8; depth++) {
                PDFormXObject form = new PDFormXObject(new PDStream(document, new java.io.ByteArrayInputStream("/X Do ".repeat(40).getBytes(StandardCharsets.US_ASCII))));
                form.setBBox(new PDRectangle(9, 9));
                PDResources resources = new PDResources();
                if (below != null) {
                    resources.put(COSName.getPDFName("X"), below);
                }
                form.setResources(resources);
                below = form;
            }
            PDResources resources = new PDResources();
            resources.put(COSName.getPDFName("X"), below);
            page.setResources(resources);
            page.setContents(new PDStream(document, new java.io.ByteArrayInputStream("/X Do ".repeat(40).getBytes(StandardCharsets.US_ASCII))));
            document.save(out);
            assertThatThrownBy(() -> Splitter.with(limits).split(out.toByteArray(), "act.pdf", null)).isInstanceOfSatisfying(UnreadableDocument.class,
                    e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
        }
    }

    @Test
    void pagesOfMarkUpWithoutEnd() throws Exception {
        byte[] deep = ("<html><body>" + "<div>".repeat(100_000) + "Neni 1").getBytes(StandardCharsets.UTF_8);
        try {
            assertThat(Splitter.standard().split(deep, "act.html", null).nodes()).isNotEmpty();
        } catch (UnreadableDocument e) {
            assertThat(e.reason()).isEqualTo(Reason.CORRUPT);
        }
        refused(("<html><body><p>" + "x ".repeat(7_000_000)).getBytes(StandardCharsets.UTF_8), "act.html", Reason.TOO_LARGE);
        String[] lines = {"1".repeat(200_000) + ".", "1.".repeat(100_000), "a".repeat(200_000) + ")", "(".repeat(100_000), "\"".repeat(100_000), "Neni ".repeat(50_000), "I ".repeat(100_000)};
        Act act = Splitter.standard().split(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), "act.txt", null);
        assertThat(act.nodes()).isNotEmpty();
    }

    private static void refused(byte[] file, String name, Reason reason, String... words) {
        assertThatThrownBy(() -> Splitter.standard().split(file, name, null)).as(name).isInstanceOfSatisfying(UnreadableDocument.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.getMessage()).endsWith(".").doesNotContain("\n").doesNotContain("Exception").hasSizeBetween(15, 160);
            List.of(words).forEach(word -> assertThat(e.getMessage()).contains(word));
        });
        // Whoever sends it is told at once.
        assertThatThrownBy(() -> Splitter.standard().check(file, name)).as("checked: " + name).isInstanceOfSatisfying(UnreadableDocument.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static byte[] blank() throws IOException {
        return plain(1);
    }

    /** A PDF written by hand, with a plain table of objects whose addresses are multiplied: by 1 they are right. */
    private static byte[] plain(int factor) {
        StringBuilder out = new StringBuilder("%PDF-1.4\n");
        List<String> objects = List.of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>");
        StringBuilder table = new StringBuilder("xref\n0 4\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append("%010d 00000 n \n".formatted(out.length() * factor + (factor == 0 ? 5_000 : 0)));
            out.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int at = out.length();
        return out.append(table).append("trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n").append(at).append("\n%%EOF\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
