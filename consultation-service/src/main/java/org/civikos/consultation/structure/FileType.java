package org.civikos.consultation.structure;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a file is by its content; its name and the media type that came with it are not believed. */
enum FileType {
    PDF, ZIP, OLE, RTF, HTML, TEXT, BINARY;

    static FileType of(byte[] b) {
        int from = 0;
        // PDF allows some bytes before its mark.
        String head = new String(b, 0, Math.min(b.length, 4096), StandardCharsets.ISO_8859_1);
        if (head.substring(0, Math.min(head.length(), 1024)).contains("%PDF-")) {
            return PDF;
        }
        if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
            return ZIP;
        }
        if (head.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
            return OLE;
        }
        if (head.startsWith("{\\rtf")) {
            return RTF;
        }
        boolean utf16 = head.startsWith("\u00ff\u00fe") || head.startsWith("\u00fe\u00ff");
        if (!utf16) {
            int control = 0;
            for (int i = from; i < head.length(); i++) {
                char c = head.charAt(i);
                if (c < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1a) {
                    control++;
                }
            }
            if (control * 100 > head.length() || head.indexOf('\0') >= 0) {
                return BINARY;
            }
        }
        String probe = (utf16 ? head.replace("\0", "") : head).toLowerCase(Locale.ROOT);
        if (probe.contains("<!doctype html") || probe.contains("<html") || probe.contains("<body") || probe.contains("<head>")
                || probe.stripLeading().startsWith("<") && (probe.contains("<p") || probe.contains("<div") || probe.contains("<h1"))) {
            return HTML;
        }
        return TEXT;
    }

    /**
     * One sentence on a name that promises another type than the content is, or null. A file that hides what it is comes from a mistake or
     * from somebody who means harm; either way a person should look at it first. Word's ".doc" is no promise: it names web pages too.
     */
    static @Nullable String contradiction(byte[] content, String fileName) {
        FileType type = of(content);
        int dot = fileName.lastIndexOf('.');
        String ending = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        boolean fits = switch (ending) {
            case "pdf" -> type == PDF;
            // An encrypted DOCX is an OLE file: its reader says so.
            case "docx", "docm", "odt" -> type == ZIP || type == OLE && holds(content, "EncryptedPackage");
            case "html", "htm", "xhtml", "txt", "md" -> type == HTML || type == TEXT;
            default -> true;
        };
        return fits ? null : "The file is named ." + ending + ", but its content is " + switch (type) {
            case PDF -> "a PDF.";
            case ZIP -> "a zip file, as DOCX and ODT are.";
            case OLE -> "a file of an old Office program.";
            case RTF -> "RTF.";
            case HTML -> "a web page.";
            case TEXT -> "plain text.";
            case BINARY -> "none of PDF, Word, ODT, HTML and plain text.";
        };
    }

    /** Whether it holds the name of a part of an OLE file. */
    static boolean holds(byte[] content, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_16LE);
        outer:
        for (int i = 0; i + wanted.length <= content.length; i++) {
            for (int k = 0; k < wanted.length; k++) {
                if (content[i + k] != wanted[k]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
