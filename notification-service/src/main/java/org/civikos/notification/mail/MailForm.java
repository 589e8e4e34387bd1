package org.civikos.notification.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.angus.mail.util.QPEncoderStream;

/**
 * A mail that is ready but for what differs from reader to reader: bytes with gaps. Filling the gaps costs a hundredth of
 * building a MIME message, which is where a mail library spends its time.
 *
 * <p>Bodies are quoted-printable, and each gap stands between soft line breaks, so what is put in never makes a line too
 * long nor changes the encoding around it.
 */
final class MailForm {

    /** What differs from reader to reader; written into the text as one private-use character each. */
    enum Gap {
        NAME('\uE000'),
        ORGANISATION('\uE001'),
        STOP_LINK('\uE002'),
        SETTINGS_LINK('\uE003'),
        WHY('\uE004'),
        NOT_RELEVANT_LINK('\uE005');

        private final char mark;

        Gap(char mark) {
            this.mark = mark;
        }

        /** Stands for the gap in a text that goes into the form. */
        String mark() {
            return String.valueOf(mark);
        }
    }

    private sealed interface Piece {}

    private record Fixed(byte[] bytes) implements Piece {}

    /** @param html whether the value is escaped for HTML */
    private record Open(Gap gap, boolean html) implements Piece {}

    private static final byte[] SOFT_BREAK = "=\r\n".getBytes(StandardCharsets.US_ASCII);

    private final List<Piece> pieces;
    private final int size;

    private MailForm(List<Piece> pieces) {
        this.pieces = pieces;
        this.size = pieces.stream().mapToInt(p -> p instanceof Fixed f ? f.bytes().length : 200).sum();
    }

    /**
     * @param headers the header lines that all readers share, each ending with CR LF; Content-Type is added here
     * @param boundary must not occur in the bodies
     */
    static MailForm of(String headers, String text, String html, String boundary) {
        List<Piece> pieces = new ArrayList<>();
        fixed(pieces, headers + "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"" + boundary + "\"\r\n\r\n"
                + partHead(boundary, "plain"));
        body(pieces, text, false);
        fixed(pieces, "\r\n" + partHead(boundary, "html"));
        body(pieces, html, true);
        fixed(pieces, "\r\n--" + boundary + "--\r\n");
        return new MailForm(pieces);
    }

    private static String partHead(String boundary, String kind) {
        return "--" + boundary + "\r\nContent-Type: text/" + kind + "; charset=UTF-8\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
    }

    private static void fixed(List<Piece> pieces, String ascii) {
        pieces.add(new Fixed(ascii.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void body(List<Piece> pieces, String content, boolean html) {
        String crlf = content.replace("\r\n", "\n").replace("\n", "\r\n");
        int from = 0;
        for (int i = 0; i < crlf.length(); i++) {
            for (Gap gap : Gap.values()) {
                if (crlf.charAt(i) == gap.mark) {
                    pieces.add(new Fixed(join(quoted(crlf.substring(from, i)), SOFT_BREAK)));
                    pieces.add(new Open(gap, html));
                    from = i + 1;
                }
            }
        }
        pieces.add(new Fixed(quoted(crlf.substring(from))));
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static byte[] quoted(String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length() + content.length() / 4);
        // Jakarta Mail's own way to this encoder looks for a provider among all services each time.
        try (OutputStream encoder = new QPEncoderStream(out)) {
            encoder.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * The whole mail for one reader.
     *
     * @param headers the reader's own header lines, ASCII, each ending with CR LF
     */
    byte[] fill(String headers, Map<Gap, String> values, UnaryOperator<String> htmlEscape) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size + headers.length());
        out.writeBytes(headers.getBytes(StandardCharsets.US_ASCII));
        for (Piece piece : pieces) {
            switch (piece) {
                case Fixed f -> out.writeBytes(f.bytes());
                case Open o -> {
                    String value = values.getOrDefault(o.gap(), "");
                    out.writeBytes(quoted(o.html() ? htmlEscape.apply(value) : value));
                    out.writeBytes(SOFT_BREAK);
                }
            }
        }
        return out.toByteArray();
    }
}
