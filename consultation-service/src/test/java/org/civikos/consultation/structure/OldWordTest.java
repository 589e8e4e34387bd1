package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.civikos.consultation.structure.UnreadableDocument.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of Word 97 to 2003. What they hold is in {@link OddActsTest}; here, whole sets of them, and those that hurt. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class OldWordTest {
    /** One act in ten in each print is enough to see a kind of print fail. */
    private static final int EACH = 10;

    @Test
    void actsSavedByAnOfficeProgram(@TempDir Path folder) throws Exception {
        Path docx = Files.createDirectory(folder.resolve("docx"));
        Map<String, InventedAct> acts = new LinkedHashMap<>();
        int count = 0;
        for (String name : InventedAct.more()) {
            InventedAct act = InventedAct.load(name);
            Map<String, byte[]> prints = new LinkedHashMap<>(Prints.all(act));
            prints.putAll(MorePrints.all(act));
            for (Map.Entry<String, byte[]> print : prints.entrySet()) {
                if (print.getKey().startsWith("docx") && count++ % EACH == 0) {
                    String file = String.valueOf(count);
                    Files.write(docx.resolve(file + ".docx"), print.getValue());
                    acts.put(file + ".doc", act);
                }
            }
        }
        if (!converted(docx, folder)) {
            System.out.println("SKIPPED: LibreOffice, which saves the acts as .doc, is not installed.");
            return;
        }
        List<Score.Row> rows = new ArrayList<>();
        for (Map.Entry<String, InventedAct> act : acts.entrySet()) {
            rows.add(Score.row(act.getKey() + " " + act.getValue().name(), act.getValue().expected(), Files.readAllBytes(folder.resolve(act.getKey())), ""));
        }
        assertThat(rows).hasSizeGreaterThan(25).allSatisfy(row -> assertThat(row.wrong()).as(row.file()).isEmpty());
    }

    private static boolean converted(Path docx, Path to) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("soffice", "--headless", "--norestore", "-env:UserInstallation=" + to.resolve("profile").toUri(), "--convert-to", "doc:MS Word 97", "--outdir", to.toString()));
        try (var files = Files.list(docx)) {
            files.map(Path::toString).sorted().forEach(command::add);
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    @Test
    void aNameOfNewerWordIsRefused() throws Exception {
        refused(file(), "act.docx", Reason.UNSUPPORTED, "named .docx");
        refused(file(), "act.pdf", Reason.UNSUPPORTED, "named .pdf");
        assertThat(Splitter.standard().split(file(), "download.aspx?id=7", null).nodes()).isNotEmpty();
    }

    @Test
    void whatIsNoActIsRefusedForItsOwnReason() throws Exception {
        refused(with("Macros/VBA/dir"), "act.doc", Reason.MACRO, "macro");
        refused(with("EncryptedPackage"), "act.docx", Reason.PASSWORD, "password");
        refused(with("EncryptedPackage"), "act.doc", Reason.PASSWORD, "password");
        refused(locked(), "act.doc", Reason.PASSWORD, "password");
        try (POIFSFileSystem sheet = new POIFSFileSystem()) {
            sheet.createDocument(new ByteArrayInputStream(new byte[9_000]), "Workbook");
            refused(written(sheet), "act.doc", Reason.UNSUPPORTED, "none of PDF, Word");
        }
        refused(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1}, "act.doc", Reason.CORRUPT, "damaged");
        byte[] large = new byte[26 * 1024 * 1024];
        System.arraycopy(file(), 0, large, 0, file().length);
        refused(large, "act.doc", Reason.TOO_LARGE, "25 MB");
    }

    /** A header that promises gigabytes has them allocated by the parser. */
    @Test
    void aHeaderThatPromisesMoreThanThereIs() throws Exception {
        byte[] liar = file();
        liar[0x2c + 2] = 0x0c;
        refused(liar, "act.doc", Reason.CORRUPT, "damaged");
        liar[0x2c + 3] = (byte) 0x80;
        refused(liar, "act.doc", Reason.CORRUPT, "damaged");
    }

    /** Bytes turned over anywhere, or missing: read or refused, never anything else. */
    @Test
    void damagedFiles() throws Exception {
        byte[] good = file();
        Random random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 400; round++) {
            byte[] bad = round % 10 == 0 ? java.util.Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int k = 0; k < 12 && bad.length > 0; k++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(Splitter.standard().split(bad, "act.doc", null).nodes()).isNotEmpty();
            } catch (UnreadableDocument e) {
                refused++;
                assertThat(e.getMessage()).endsWith(".").doesNotContain("\n");
            }
        }
        assertThat(refused).as("the damage is real, and not everywhere").isBetween(20, 380);
    }

    private static byte[] file() throws IOException {
        try (var in = OldWordTest.class.getResourceAsStream("/structure/odd/word-parts.doc")) {
            return in.readAllBytes();
        }
    }

    /** The file with one more part. */
    private static byte[] with(String path) throws IOException {
        try (POIFSFileSystem parts = new POIFSFileSystem(new ByteArrayInputStream(file()))) {
            var directory = (org.apache.poi.poifs.filesystem.DirectoryEntry) parts.getRoot();
            String[] names = path.split("/");
            for (int i = 0; i < names.length - 1; i++) {
                directory = directory.createDirectory(names[i]);
            }
            directory.createDocument(names[names.length - 1], new ByteArrayInputStream("x".getBytes(StandardCharsets.US_ASCII)));
            return written(parts);
        }
    }

    /** The file as Word marks one that it has encrypted: [MS-DOC] 2.5.2, fEncrypted. */
    private static byte[] locked() throws IOException {
        try (POIFSFileSystem parts = new POIFSFileSystem(new ByteArrayInputStream(file()))) {
            byte[] text;
            try (DocumentInputStream in = new DocumentInputStream((DocumentEntry) parts.getRoot().getEntryCaseInsensitive("WordDocument"))) {
                text = in.readAllBytes();
            }
            text[0x0b] |= 1;
            parts.createOrUpdateDocument(new ByteArrayInputStream(text), "WordDocument");
            return written(parts);
        }
    }

    private static byte[] written(POIFSFileSystem parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.writeFilesystem(out);
        return out.toByteArray();
    }

    private static void refused(byte[] file, String name, Reason reason, String words) {
        assertThatThrownBy(() -> Splitter.standard().split(file, name, null)).isInstanceOfSatisfying(UnreadableDocument.class, e -> assertThat(e.reason()).isEqualTo(reason)).hasMessageContaining(words);
    }
}
