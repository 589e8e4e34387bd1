package org.civikos.consultation.comment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a file may be attached: what it is by its content, which must be what its name says. Programs, packed archives, pages with scripts
 * and files with macros are refused; nothing is opened by a viewer and nothing written to disk.
 */
final class AttachmentCheck {

    /** Media types by the ending of the name. */
    static final Map<String, String> TYPES = Map.of(
            "pdf", "application/pdf",
            "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "odt", "application/vnd.oasis.opendocument.text",
            "ods", "application/vnd.oasis.opendocument.spreadsheet",
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "txt", "text/plain");
    private static final int MOST_PARTS = 5_000;
    private static final long UNPACKED = 150L * 1024 * 1024;

    private AttachmentCheck() {
    }

    /** Why a file is refused, as the code of a problem: attachment-{kind,empty,damaged,locked,macro,bomb,mismatch}. */
    static final class Refused extends Exception {
        private final String code;

        Refused(String code) {
            super(code, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** @return the media type */
    static String check(String fileName, byte[] content) throws Refused {
        return check(fileName, content, UNPACKED);
    }

    /** @param unpacked how many bytes a packed one may unpack to */
    static String check(String fileName, byte[] content, long unpacked) throws Refused {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = TYPES.get(ending);
        if (type == null) {
            throw new Refused("attachment-kind");
        }
        if (content.length == 0) {
            throw new Refused("attachment-empty");
        }
        switch (ending) {
            case "pdf" -> pdf(content);
            case "docx" -> zip(content, "word/document.xml", null, unpacked);
            case "xlsx" -> zip(content, "xl/workbook.xml", null, unpacked);
            case "odt", "ods" -> zip(content, "content.xml", type, unpacked);
            case "png" -> starts(content, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
            case "jpg", "jpeg" -> starts(content, 0xff, 0xd8, 0xff);
            default -> text(content);
        }
        return type;
    }

    private static void starts(byte[] content, int... magic) throws Refused {
        for (int i = 0; i < magic.length; i++) {
            if (i >= content.length || (content[i] & 0xff) != magic[i]) {
                throw new Refused("attachment-mismatch");
            }
        }
    }

    private static void pdf(byte[] content) throws Refused {
        String head = new String(content, 0, Math.min(content.length, 1_024), StandardCharsets.ISO_8859_1);
        if (!head.contains("%PDF-")) {
            throw new Refused("attachment-mismatch");
        }
        String all = new String(content, StandardCharsets.ISO_8859_1);
        if (!all.contains("%%EOF")) {
            throw new Refused("attachment-damaged");
        }
        if (all.contains("/JavaScript") || all.contains("/Launch") || all.contains("/EmbeddedFile")) {
            throw new Refused("attachment-macro");
        }
        PdfContents.check(content);
    }

    private static void text(byte[] content) throws Refused {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            if (text.chars().anyMatch(c -> c < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f')) {
                throw new Refused("attachment-mismatch");
            }
            String head = text.stripLeading().toLowerCase(Locale.ROOT);
            if (head.startsWith("<!doctype html") || head.startsWith("<html") || head.startsWith("<svg") || head.startsWith("<script") || head.startsWith("<?xml")) {
                throw new Refused("attachment-mismatch");
            }
        } catch (CharacterCodingException notText) {
            throw new Refused("attachment-mismatch");
        }
    }

    private static void zip(byte[] content, String mainPart, @Nullable String declared, long most) throws Refused {
        starts(content, 'P', 'K', 3, 4);
        Set<String> names = new HashSet<>();
        long unpacked = 0;
        byte[] buffer = new byte[64 * 1024];
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                names.add(name);
                if (names.size() > MOST_PARTS) {
                    throw new Refused("attachment-bomb");
                }
                String small = name.toLowerCase(Locale.ROOT);
                if (small.endsWith("vbaproject.bin") || small.startsWith("basic/") || small.startsWith("scripts/") || small.contains("activex") || small.contains("/embeddings/") && small.endsWith(".bin") || small.endsWith(".exe")
                        || small.endsWith(".js")) {
                    throw new Refused("attachment-macro");
                }
                StringBuilder mimetype = new StringBuilder();
                for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                    unpacked += n;
                    if (unpacked > most) {
                        throw new Refused("attachment-bomb");
                    }
                    if (name.equals("mimetype") && mimetype.length() < 200) {
                        mimetype.append(new String(buffer, 0, Math.min(n, 200), StandardCharsets.US_ASCII));
                    }
                }
                if (name.equals("mimetype") && declared != null && !mimetype.toString().strip().equals(declared)) {
                    throw new Refused("attachment-mismatch");
                }
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw new Refused("attachment-damaged");
        }
        if (!names.contains(mainPart)) {
            throw new Refused(names.isEmpty() ? "attachment-damaged" : "attachment-mismatch");
        }
    }
}
