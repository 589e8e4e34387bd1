package org.civikos.consultation.structure;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.civikos.consultation.structure.UnreadableDocument.Reason;

/** Tells what a zip file is and hands it to its reader. */
final class OfficeReader {
    private OfficeReader() {}

    static Source read(byte[] content, Limits limits, Deadline deadline) throws UnreadableDocument {
        Unzipped zip = Unzipped.of(content, OfficeReader::wanted, limits, deadline);
        if (zip.any(n -> n.toLowerCase(Locale.ROOT).endsWith("vbaproject.bin") || n.startsWith("Basic/") && n.endsWith(".xml") && !n.endsWith("-lc.xml") && !n.endsWith("-lb.xml"))) {
            throw new UnreadableDocument(Reason.MACRO, "The file carries a macro; save it without macros.");
        }
        byte[] word = zip.part("word/document.xml");
        if (word != null) {
            return DocxReader.read(zip, word, deadline);
        }
        byte[] manifest = zip.part("META-INF/manifest.xml");
        if (manifest != null && new String(manifest, StandardCharsets.UTF_8).contains("encryption-data")) {
            throw new UnreadableDocument(Reason.PASSWORD, "The file is protected by a password.");
        }
        byte[] body = zip.part("content.xml");
        byte[] type = zip.part("mimetype");
        boolean text = type == null || new String(type, StandardCharsets.US_ASCII).contains("opendocument.text");
        if (body != null && text) {
            return OdtReader.read(zip, body, deadline);
        }
        if (zip.has("[Content_Types].xml") && !zip.any(n -> n.startsWith("xl/") || n.startsWith("ppt/") || n.startsWith("visio/"))) {
            throw new UnreadableDocument(Reason.CORRUPT, "The file is a damaged Word file: its text is missing.");
        }
        if (!zip.any(n -> true)) {
            throw new UnreadableDocument(Reason.CORRUPT, "The file is damaged.");
        }
        throw new UnreadableDocument(Reason.UNSUPPORTED, "The file is none of PDF, Word, ODT, HTML and plain text.");
    }

    private static boolean wanted(String name) {
        return switch (name) {
            case "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml", "content.xml", "styles.xml", "mimetype", "META-INF/manifest.xml" -> true;
            default -> false;
        };
    }
}
