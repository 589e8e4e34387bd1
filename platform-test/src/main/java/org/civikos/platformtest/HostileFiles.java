package org.civikos.platformtest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Files that somebody made to hurt whoever reads them, and files that an accident hurt. Each is small on the wire (the largest has 12 MB) and made by hand,
 * byte by byte, since no library writes them.
 */
public final class HostileFiles {

    private static final String TYPES = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    private static final String OPEN = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>";
    private static final String CLOSE = "</w:t></w:r></w:p></w:body></w:document>";
    private static final String ODT = "application/vnd.oasis.opendocument.text";
    private static final byte[] BLOCK = new byte[1 << 20];

    private HostileFiles() {
    }

    /**
     * One of them.
     *
     * @param what     is wrong with it, in words
     * @param reason   for which it must be refused, as a code without its service's prefix: zip-bomb, corrupt, too-many-pages …
     */
    public record Hostile(String what, String fileName, byte[] content, String reason) {

        @Override
        public String toString() {
            return what;
        }
    }

    /** All of them. Made anew at each call, in a second or two. */
    public static List<Hostile> all() {
        List<Hostile> all = new ArrayList<>();
        all.add(new Hostile("0 bytes", "act.pdf", new byte[0], "empty"));
        all.add(new Hostile("blanks alone", "act.txt", " \n \t\n".getBytes(StandardCharsets.UTF_8), "empty"));
        all.add(new Hostile("a wrong ending", "act.docx", pdf(List.of(page("")), ""), "unsupported"));
        all.add(new Hostile("a picture that is named a PDF", "act.pdf", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR".getBytes(StandardCharsets.ISO_8859_1), "unsupported"));
        all.add(new Hostile("a zip bomb in the text", "act.docx", word(zip -> unfolding(zip, "word/document.xml", 400)), "zip-bomb"));
        all.add(new Hostile("a zip bomb in a picture", "act.docx", word(zip -> unfolding(zip, "word/media/picture.png", 400)), "zip-bomb"));
        all.add(new Hostile("a zip of 6,000 parts", "act.docx", word(zip -> {
            for (int i = 0; i < 6_000; i++) {
                part(zip, "f" + i, new byte[0]);
            }
        }), "zip-bomb"));
        byte[] inner = word(zip -> unfolding(zip, "a", 100));
        byte[] middle = word(zip -> {
            for (int i = 0; i < 16; i++) {
                part(zip, i + ".zip", inner);
            }
        });
        all.add(new Hostile("zips within zips", "act.docx", word(zip -> {
            for (int i = 0; i < 16; i++) {
                part(zip, i + ".zip", middle);
            }
        }), "corrupt"));
        StringBuilder laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"lol\">");
        for (char c = 'b'; c < 'k'; c++) {
            laughs.append("<!ENTITY ").append(c).append(" \"").append(("&" + (char) (c - 1) + ";").repeat(10)).append("\">");
        }
        laughs.append("]>").append(OPEN).append("&j;").append(CLOSE);
        all.add(new Hostile("entities that unfold", "act.docx", docx(laughs.toString()), "corrupt"));
        all.add(new Hostile("entities that unfold, in ODT", "act.odt", zip(zip -> {
            part(zip, "mimetype", ODT);
            part(zip, "content.xml", laughs.toString());
        }), "corrupt"));
        all.add(new Hostile("an entity that reaches for a file", "act.docx",
                docx("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + OPEN + "&x;" + CLOSE), "corrupt"));
        all.add(new Hostile("elements nested without end", "act.docx", docx(OPEN + "<w:p>".repeat(100_000)), "corrupt"));
        all.add(new Hostile("a macro", "act.docm", word(zip -> {
            part(zip, "word/document.xml", OPEN + "Neni 1" + CLOSE);
            part(zip, "word/vbaProject.bin", "x");
        }), "macro"));
        all.add(new Hostile("a macro in ODT", "act.odt", zip(zip -> {
            part(zip, "mimetype", ODT);
            part(zip, "content.xml", "<x/>");
            part(zip, "Basic/Standard/Module1.xml", "x");
        }), "macro"));
        all.add(new Hostile("a password", "act.pdf", pdf(List.of(page("")), "<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + "41".repeat(32) + "> /U <" + "42".repeat(32) + "> >>"), "password"));
        all.add(new Hostile("a password of Word", "act.docx", encryptedWord(), "password"));
        all.add(new Hostile("5,000 pages", "act.pdf", pdf(java.util.Collections.nCopies(5_000, page("")), ""), "too-many-pages"));
        String whole = new String(pdf(List.of(page("")), ""), StandardCharsets.ISO_8859_1);
        all.add(new Hostile("a broken xref", "act.pdf", whole.replaceFirst("startxref\\s+\\d+", "startxref\n99999999").getBytes(StandardCharsets.ISO_8859_1), "corrupt"));
        all.add(new Hostile("half a file", "act.pdf", whole.substring(0, whole.length() / 2).getBytes(StandardCharsets.ISO_8859_1), "corrupt"));
        all.add(new Hostile("a page that unfolds", "act.pdf", pdf(List.of(page("/Contents 4 0 R"), flate("", 600)), ""), "zip-bomb"));
        all.add(new Hostile("a page packed twice", "act.pdf", pdf(List.of(page("/Contents 4 0 R"), twice(2_000)), ""), "zip-bomb"));
        all.add(new Hostile("a page of runs", "act.pdf", pdf(List.of(page("/Contents 4 0 R"), stream("/Filter /RunLengthDecode", runs(6 << 20))), ""), "zip-bomb"));
        all.add(new Hostile("objects that unfold", "act.pdf", pdf(List.of(page("/Contents 4 0 R"), stream("", "BT ET".getBytes(StandardCharsets.US_ASCII)), flate("/Type /ObjStm /N 1 /First 4", 600)), "objects"), "zip-bomb"));
        all.add(new Hostile("a font that unfolds", "act.pdf", pdf(List.of(
                page("/Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>"), stream("", "BT /F 11 Tf 50 700 Td (Neni 1 Ky ligj hyn ne fuqi) Tj ET".getBytes(StandardCharsets.US_ASCII)),
                "<< /Type /Font /Subtype /TrueType /BaseFont /Bomb /FontDescriptor 6 0 R /FirstChar 32 /LastChar 33 /Widths [500 500] /ToUnicode 7 0 R >>".getBytes(StandardCharsets.US_ASCII),
                "<< /Type /FontDescriptor /FontName /Bomb /Flags 32 /FontFile2 7 0 R >>".getBytes(StandardCharsets.US_ASCII), flate("", 600)), ""), "zip-bomb"));
        all.add(new Hostile("a picture that unfolds", "act.pdf", pdf(List.of(
                page("/Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >>"), stream("", "q 595 0 0 842 0 0 cm /I Do Q".getBytes(StandardCharsets.US_ASCII)),
                flate("/Type /XObject /Subtype /Image /Width 40000 /Height 40000 /ColorSpace /DeviceRGB /BitsPerComponent 8", 1_000)), ""), "scan-without-ocr"));
        all.add(new Hostile("twelve megabytes of lines of one letter", "act.txt", "a\n\n".repeat(4_000_000).getBytes(StandardCharsets.US_ASCII), "too-large"));
        all.add(new Hostile("twelve megabytes of mark-up", "act.html", ("<html><body>" + "<b>x".repeat(3_000_000)).getBytes(StandardCharsets.US_ASCII), "too-large"));
        all.add(new Hostile("twelve megabytes of paragraphs", "act.docx", docx(OPEN + CLOSE.substring(0, 18) + "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(350_000) + "</w:body></w:document>"), "too-large"));
        return all;
    }

    private static byte[] encryptedWord() {
        byte[] file = new byte[4_000];
        byte[] mark = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1};
        System.arraycopy(mark, 0, file, 0, mark.length);
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, file, 1_000, name.length);
        return file;
    }

    private static byte[] docx(String document) {
        return word(zip -> part(zip, "word/document.xml", document));
    }

    private static byte[] word(Consumer<ZipOutputStream> parts) {
        return zip(zip -> {
            part(zip, "[Content_Types].xml", TYPES);
            parts.accept(zip);
        });
    }

    private static byte[] zip(Consumer<ZipOutputStream> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            parts.accept(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, String content) {
        part(zip, name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void part(ZipOutputStream zip, String name, byte[] content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unfolding(ZipOutputStream zip, String name, int megabytes) {
        part(zip, name, new byte[0]);
        try {
            for (int i = 0; i < megabytes; i++) {
                zip.write(BLOCK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] page(String more) {
        return ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] " + more + " >>").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] flate(String entries, int megabytes) {
        return stream(entries + " /Filter /FlateDecode", packed(megabytes));
    }

    private static byte[] packed(int megabytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] blanks = new byte[1 << 20];
        java.util.Arrays.fill(blanks, (byte) ' ');
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
            for (int i = 0; i < megabytes; i++) {
                deflate.write(blanks);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] twice(int megabytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
            deflate.write(packed(megabytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stream("/Filter [/FlateDecode /FlateDecode]", out.toByteArray());
    }

    /** Two bytes that stand for 128 each. */
    private static byte[] runs(int bytes) {
        byte[] out = new byte[bytes];
        for (int i = 0; i + 1 < bytes; i += 2) {
            out[i] = (byte) 129;
            out[i + 1] = ' ';
        }
        return out;
    }

    private static byte[] stream(String entries, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("<< " + entries + " /Length " + data.length + " >>\nstream\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(data);
        out.writeBytes("\nendstream".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /**
     * A PDF with a plain table of objects, or, where the last object is a stream of objects, with a table that says that the pages lie in it.
     *
     * @param objects from number 3 on; as many of them as begin with a page are pages
     * @param last    an object of encryption, {@code objects} for pages within the last stream, or nothing
     */
    private static byte[] pdf(List<byte[]> objects, String last) {
        boolean inside = last.equals("objects");
        List<byte[]> all = new ArrayList<>();
        StringBuilder kids = new StringBuilder();
        int pages = 0;
        for (int i = 0; i < objects.size(); i++) {
            if (new String(objects.get(i), 0, Math.min(20, objects.get(i).length), StandardCharsets.US_ASCII).startsWith("<< /Type /Page ")) {
                kids.append(i + 3).append(" 0 R ");
                pages++;
            }
        }
        all.add(("<< /Type /Catalog /Pages " + (inside ? objects.size() + 3 : 2) + " 0 R >>").getBytes(StandardCharsets.US_ASCII));
        all.add(("<< /Type /Pages /Kids [" + kids + "] /Count " + pages + " >>").getBytes(StandardCharsets.US_ASCII));
        all.addAll(objects);
        if (!last.isEmpty() && !inside) {
            all.add(last.getBytes(StandardCharsets.US_ASCII));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("%PDF-1.5\n".getBytes(StandardCharsets.US_ASCII));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            places.add(out.size());
            out.writeBytes((i + 1 + " 0 obj\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(all.get(i));
            out.writeBytes("\nendobj\n".getBytes(StandardCharsets.US_ASCII));
        }
        int table = out.size();
        if (inside) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            rows.writeBytes(row(0, 0, 0));
            places.forEach(place -> rows.writeBytes(row(1, place, 0)));
            // The tree of pages, said to be the first object of the stream that is the last one.
            rows.writeBytes(row(2, all.size(), 0));
            rows.writeBytes(row(1, table, 0));
            out.writeBytes((all.size() + 2 + " 0 obj\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(stream("/Type /XRef /Size " + (all.size() + 3) + " /W [1 4 1] /Root 1 0 R", rows.toByteArray()));
            out.writeBytes(("\nendobj\nstartxref\n" + table + "\n%%EOF\n").getBytes(StandardCharsets.US_ASCII));
            return out.toByteArray();
        }
        StringBuilder end = new StringBuilder("xref\n0 " + (all.size() + 1) + "\n0000000000 65535 f \n");
        places.forEach(place -> end.append("%010d 00000 n \n".formatted(place)));
        end.append("trailer\n<< /Size ").append(all.size() + 1).append(" /Root 1 0 R");
        if (!last.isEmpty()) {
            end.append(" /ID [<00> <00>] /Encrypt ").append(all.size()).append(" 0 R");
        }
        out.writeBytes(end.append(" >>\nstartxref\n").append(table).append("\n%%EOF\n").toString().getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static byte[] row(int kind, int value, int third) {
        return new byte[] {(byte) kind, (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value, (byte) third};
    }
}
