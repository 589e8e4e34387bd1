package org.civikos.consultation.structure;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.consultation.structure.UnreadableDocument.Reason;

/**
 * Refuses a PDF whose table of objects does not lead to its objects. The library would guess the objects together, and nobody could tell
 * whether pages were lost; who has the file can save it anew.
 */
final class PdfCrossReference {
    private static final int TOLERANCE = 64;
    private static final Pattern ENTRY = Pattern.compile("(\\d{10}) (\\d{5}) ([nf])");
    private static final Pattern SECTION = Pattern.compile("\\G\\s*(\\d{1,9}) (\\d{1,9})\\s+");

    private PdfCrossReference() {}

    static void check(byte[] content) throws UnreadableDocument {
        // Bytes before the head shift all addresses.
        int head = Math.max(0, text(content, 0, 1024).indexOf("%PDF-"));
        int from = Math.max(0, content.length - 4096);
        String tail = text(content, from, 4096);
        int start = tail.lastIndexOf("startxref");
        if (start < 0) {
            throw broken();
        }
        Matcher at = Pattern.compile("startxref\\s*(\\d{1,12})").matcher(tail);
        if (!at.find(start)) {
            throw broken();
        }
        long address = Long.parseLong(at.group(1));
        if (address == 0) {
            // A file for fast web view may say 0 here; its table stands at the head.
            return;
        }
        if (!leads(content, address) && !leads(content, address + head)) {
            throw broken();
        }
        long table = leads(content, address) ? address : address + head;
        entries(content, table, head);
    }

    private static boolean leads(byte[] content, long address) {
        if (address < 0 || address >= content.length) {
            return false;
        }
        String there = text(content, (int) Math.max(0, address - TOLERANCE / 2), TOLERANCE);
        return there.contains("xref") || Pattern.compile("\\d+\\s+\\d+\\s+obj").matcher(there).find();
    }

    /** Of a plain table: most of its entries must lead to the objects that they name. */
    private static void entries(byte[] content, long table, int head) throws UnreadableDocument {
        String text = text(content, (int) table, Math.min(content.length - (int) table, 400_000));
        int keyword = text.indexOf("xref");
        if (keyword < 0 || keyword > TOLERANCE) {
            return;
        }
        int wrong = 0;
        int right = 0;
        int position = keyword + 4;
        Matcher section = SECTION.matcher(text);
        while (section.find(position)) {
            int first = Integer.parseInt(section.group(1));
            int count = Integer.parseInt(section.group(2));
            position = section.end();
            for (int i = 0; i < count && position + 18 <= text.length(); i++) {
                Matcher entry = ENTRY.matcher(text).region(position, text.length());
                if (!entry.lookingAt()) {
                    wrong += position + 20 <= text.length() ? 1 : 0;
                    break;
                }
                position = entry.end();
                while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                    position++;
                }
                if (entry.group(3).equals("n") && right + wrong < 2_000) {
                    long address = Long.parseLong(entry.group(1));
                    boolean there = object(content, address, first + i) || head > 0 && object(content, address + head, first + i)
                            // Some programs number the first section from 1 instead of 0.
                            || object(content, address, first + i - 1);
                    right += there ? 1 : 0;
                    wrong += there ? 0 : 1;
                }
            }
        }
        if (wrong > right) {
            throw broken();
        }
    }

    private static boolean object(byte[] content, long address, int number) {
        return address > 0 && address < content.length
                && Pattern.compile("\\b" + number + "\\s+\\d+\\s+obj").matcher(text(content, (int) Math.max(0, address - 4), 40)).find();
    }

    private static String text(byte[] content, int from, int length) {
        return new String(content, from, Math.min(length, content.length - from), StandardCharsets.ISO_8859_1);
    }

    private static UnreadableDocument broken() {
        return new UnreadableDocument(Reason.CORRUPT, "The file is a damaged PDF: its table of objects (xref) is broken; save or print it as a PDF again.");
    }
}
