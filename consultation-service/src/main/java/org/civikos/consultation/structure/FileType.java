package org.civikos.consultation.structure;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

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
}
