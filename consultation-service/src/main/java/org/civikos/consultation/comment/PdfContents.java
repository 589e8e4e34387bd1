package org.civikos.consultation.comment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.civikos.consultation.comment.AttachmentCheck.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Whether a PDF does anything but be read. Every object that can be reached from its root is looked at, those inside packed streams of objects included: actions of
 * the document, its pages, notes and fields, files in it, media that run. No page is drawn and no picture unpacked; time, objects and unpacked bytes are bounded.
 */
final class PdfContents {

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final int MOST_OBJECTS = 500_000;
    /** Of one packed stream of objects, and of all of them. Programs put some hundred kilobytes into one. */
    private static final int MOST_PACKED = 8 * 1024 * 1024;
    private static final long MOST_PACKED_IN_ALL = 64L * 1024 * 1024;
    /** What is written before the bytes of a stream says what it is; longer than that no program writes. */
    private static final int STREAM_HEAD = 1_024;
    /** One at a time: the heap is small. */
    private static final Semaphore ONE = new Semaphore(1, true);

    private static final Set<String> ACTIONS = Set.of("JavaScript", "Launch", "SubmitForm", "ImportData", "Rendition", "RichMediaExecute", "GoToE", "Movie", "Sound");
    private static final Set<String> NOTES = Set.of("RichMedia", "FileAttachment", "Movie", "Sound", "Screen", "3D");
    /** A letter of a name, written by its number. */
    private static final Pattern ESCAPED = Pattern.compile("#([0-9A-Fa-f]{2})");
    private static final COSName JS = COSName.getPDFName("JS");
    private static final COSName XFA = COSName.getPDFName("XFA");
    private static final COSName EF = COSName.getPDFName("EF");
    private static final COSName EMBEDDED_FILE = COSName.getPDFName("EmbeddedFile");
    private static final COSName ON_INSTANTIATE = COSName.getPDFName("OnInstantiate");

    private PdfContents() {
    }

    /** @throws Refused attachment-macro, attachment-locked, attachment-damaged or attachment-bomb */
    static void check(byte[] content) throws Refused {
        long end = System.nanoTime() + TIME.toNanos();
        ONE.acquireUninterruptibly();
        try {
            unpack(content);
            try (PDDocument document = Loader.loadPDF(content)) {
                walk(document.getDocument().getTrailer(), end);
            }
        } catch (InvalidPasswordException locked) {
            throw new Refused("attachment-locked");
        } catch (OutOfMemoryError bomb) {
            throw new Refused("attachment-bomb");
        } catch (IOException | RuntimeException | StackOverflowError damaged) {
            throw new Refused("attachment-damaged");
        } finally {
            ONE.release();
        }
    }

    private static void walk(COSDictionary root, long end) throws Refused {
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSBase> left = new ArrayDeque<>();
        left.add(root);
        while (!left.isEmpty()) {
            COSBase next = left.pop();
            COSBase here = next instanceof COSObject reference ? reference.getObject() : next;
            if (!(here instanceof COSDictionary || here instanceof COSArray) || !seen.add(here)) {
                continue;
            }
            if (seen.size() > MOST_OBJECTS || System.nanoTime() - end > 0) {
                throw new Refused("attachment-bomb");
            }
            if (here instanceof COSDictionary dictionary) {
                look(dictionary);
                left.addAll(dictionary.getValues());
            } else if (here instanceof COSArray array) {
                array.forEach(left::add);
            }
        }
    }

    private static void look(COSDictionary dictionary) throws Refused {
        String action = name(dictionary, COSName.S);
        String kind = name(dictionary, COSName.SUBTYPE);
        boolean note = kind != null && NOTES.contains(kind) && (dictionary.containsKey(COSName.RECT) || "Annot".equals(name(dictionary, COSName.TYPE)));
        if (action != null && ACTIONS.contains(action) || note || dictionary.containsKey(JS) || dictionary.containsKey(XFA) || dictionary.containsKey(EF) || dictionary.containsKey(ON_INSTANTIATE)
                || EMBEDDED_FILE.getName().equals(name(dictionary, COSName.TYPE)) || opensAddress(dictionary.getDictionaryObject(COSName.OPEN_ACTION)) || opensByItself(dictionary.getDictionaryObject(COSName.AA))) {
            throw new Refused("attachment-macro");
        }
    }

    /** Links that a person may follow are well; an address that opens by itself is not. */
    private static boolean opensAddress(@Nullable COSBase action) {
        return action instanceof COSDictionary dictionary && "URI".equals(name(dictionary, COSName.S));
    }

    private static boolean opensByItself(@Nullable COSBase actions) {
        if (actions instanceof COSDictionary events) {
            for (COSName event : events.keySet()) {
                if (opensAddress(events.getDictionaryObject(event))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable String name(COSDictionary dictionary, COSName key) {
        return dictionary.getDictionaryObject(key) instanceof COSName name ? name.getName() : null;
    }

    /** Unpacks streams of objects to nowhere, before the library does it into memory. */
    private static void unpack(byte[] content) throws Refused {
        String bytes = new String(content, StandardCharsets.ISO_8859_1);
        long all = 0;
        for (int at = bytes.indexOf("stream"); at >= 0; at = bytes.indexOf("stream", at + 6)) {
            if (at >= 3 && bytes.startsWith("end", at - 3)) {
                continue;
            }
            String head = bytes.substring(Math.max(0, at - STREAM_HEAD), at);
            head = head.substring(head.lastIndexOf("obj") + 1);
            head = head.contains("#") ? ESCAPED.matcher(head).replaceAll(one -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(one.group(1), 16)))) : head;
            if (!head.contains("/ObjStm") && !head.contains("/XRef")) {
                continue;
            }
            if (head.indexOf("/Fl") != head.lastIndexOf("/Fl") || head.contains("/LZW") || head.contains("/ASCII") || head.contains("/A85") || head.contains("/AHx") || head.contains("/RunLength")) {
                // No program packs objects twice, or in a way that was old when such streams were new.
                throw new Refused("attachment-bomb");
            }
            int from = at + 6;
            while (from < content.length && (content[from] == '\r' || content[from] == '\n')) {
                from++;
            }
            all += size(content, from);
            if (all > MOST_PACKED_IN_ALL) {
                throw new Refused("attachment-bomb");
            }
        }
    }

    private static long size(byte[] content, int from) throws Refused {
        Inflater inflater = new Inflater();
        byte[] out = new byte[64 * 1024];
        long sum = 0;
        try {
            inflater.setInput(content, from, content.length - from);
            for (int n = inflater.inflate(out); n > 0; n = inflater.inflate(out)) {
                sum += n;
                if (sum > MOST_PACKED) {
                    throw new Refused("attachment-bomb");
                }
            }
            return sum;
        } catch (DataFormatException notPacked) {
            return sum;
        } finally {
            inflater.end();
        }
    }
}
