package org.civikos.consultation.structure;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads plain text; a form feed parts pages, a blank line parts paragraphs. */
final class PlainTextReader {
    private static final Charset[] OLD = {Charset.forName("windows-1250"), Charset.forName("windows-1251"), Charset.forName("windows-1252")};

    private static final Pattern MARKUP = Pattern.compile("#{1,6}\\s+(?:\\*\\*)?(.*?\\w.*?)(?:\\*\\*)?[\\s#]*|\\*\\*([^*]+)\\*\\*", Pattern.UNICODE_CHARACTER_CLASS);

    private static final int LONGEST_HEADING = 300;

    private PlainTextReader() {}

    static Source read(byte[] content, Limits limits, Deadline deadline) throws UnreadableDocument {
        if (content.length > 2L * limits.text()) {
            throw new UnreadableDocument(UnreadableDocument.Reason.TOO_LARGE, "The text is larger than %d MB.".formatted(2 * limits.text() / 1024 / 1024));
        }
        return read(decode(content), limits, deadline);
    }

    static Source read(String text, Limits limits, Deadline deadline) throws UnreadableDocument {
        boolean paged = text.indexOf('\f') >= 0;
        List<List<Line>> pages = new ArrayList<>();
        List<Line> page = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        boolean gap = true;
        int number = 1;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (c != '\n' && c != '\r' && c != '\f') {
                continue;
            }
            String raw = text.substring(start, i);
            start = i + 1;
            String clean = Chars.clean(raw);
            // Markdown: "## Article 5", "**Purpose**".
            Matcher markup = MARKUP.matcher(clean.length() < LONGEST_HEADING ? clean : "");
            boolean marked = markup.matches();
            String line = !marked ? clean : markup.group(1) == null ? markup.group(2) : markup.group(1);
            if (line.isEmpty()) {
                gap |= c != '\n' || i == 0 || text.charAt(i - 1) != '\r';
            } else {
                boolean indented = raw.startsWith("    ") || raw.startsWith("\t");
                page.add(Line.of(line, paged ? number : 0, new Look(gap, indented, false, marked, false)));
                texts.add(line);
                gap = false;
                if ((texts.size() & 1023) == 0) {
                    deadline.check();
                    limits.mustHold(texts.size());
                }
            }
            if (c == '\f') {
                pages.add(page);
                page = new ArrayList<>();
                gap = true;
                if (++number > limits.pages()) {
                    throw new UnreadableDocument(UnreadableDocument.Reason.TOO_MANY_PAGES, "The file has more than %,d pages.".formatted(limits.pages()));
                }
                deadline.check();
            }
        }
        pages.add(page);
        List<Line> lines = TextNotes.apart(PageNoise.withoutCountedMarks(paged ? PageNoise.remove(pages, List.of()) : new ArrayList<>(page)));
        boolean wrapped = Source.looksWrappedText(texts);
        return new Source(wrapped ? markFull(lines) : lines, wrapped, List.of());
    }

    /** In text without positions a line counts as full when it is nearly as long as the long lines around it. */
    static List<Line> markFull(List<Line> lines) {
        int[] lengths = lines.stream().mapToInt(l -> l.text().length()).sorted().toArray();
        if (lengths.length == 0) {
            return lines;
        }
        List<Line> out = new ArrayList<>(lines.size());
        int window = 60;
        for (int i = 0; i < lines.size(); i++) {
            int from = Math.max(0, i - window);
            int to = Math.min(lines.size(), i + window);
            int[] near = new int[to - from];
            for (int k = from; k < to; k++) {
                near[k - from] = lines.get(k).text().length();
            }
            Arrays.sort(near);
            int typical = near[(int) (near.length * 0.93)];
            String text = lines.get(i).text();
            String next = i + 1 < lines.size() ? lines.get(i + 1).text() : "";
            int blank = next.indexOf(' ');
            // Full is a line on which the next line's first word had no room; letters differ in width, hence the allowance.
            boolean full = text.length() + 1 + (blank < 0 ? next.length() : blank) > typical * 0.93 || text.length() > typical * 0.9;
            out.add(lines.get(i).withLook(lines.get(i).look().withFull(full)));
        }
        return out;
    }

    /** UTF-8 where it is valid, else the old code page under which most characters are letters of the three languages. */
    static String decode(byte[] content) {
        if (content.length >= 2 && (content[0] & 0xff) == 0xff && (content[1] & 0xff) == 0xfe) {
            return new String(content, 2, content.length - 2, StandardCharsets.UTF_16LE);
        }
        if (content.length >= 2 && (content[0] & 0xff) == 0xfe && (content[1] & 0xff) == 0xff) {
            return new String(content, 2, content.length - 2, StandardCharsets.UTF_16BE);
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            String best = "";
            long most = Long.MIN_VALUE;
            for (Charset charset : OLD) {
                String text = new String(content, charset);
                long score = text.chars().limit(200_000).map(PlainTextReader::fit).sum();
                if (score > most) {
                    most = score;
                    best = text;
                }
            }
            return best;
        }
    }

    private static int fit(int c) {
        if (c < 128) {
            return 0;
        }
        if ("ëçËÇčćšžđČĆŠŽĐ“”„–«»’‘…•".indexOf(c) >= 0) {
            return 2;
        }
        return c >= 0x0400 && c <= 0x045f ? 1 : -2;
    }
}
