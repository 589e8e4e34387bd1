package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.junit.jupiter.api.Test;

/** Pages that nobody would set, from the ink to the tree: whatever is printed once lands once, wherever it stands. */
class ShuffledLayoutsTest {
    /** What an offset of the type area, a size of letters and a number of columns do to the reading order is not asked here, only whether all of it is read. */
    @Test
    void nothingOnAPageVanishes() throws Exception {
        for (long seed = 1; seed <= 60; seed++) {
            Map<Integer, Integer> printed = new TreeMap<>();
            byte[] file = print(new Random(seed), seed, printed);
            Map<Integer, Integer> found = new TreeMap<>();
            for (Node n : Splitter.standard().split(file, "act.pdf", null).nodes()) {
                count(n.text(), found);
                count(n.heading() == null ? "" : n.heading(), found);
                count(n.number() == null ? "" : n.number(), found);
            }
            // Marks around numbers ("Neni", the stop, the bracket) are of no node's text; every other letter is.
            Map<Integer, Integer> lost = new TreeMap<>();
            printed.forEach((c, n) -> {
                if (n > found.getOrDefault(c, 0)) {
                    lost.put(c, n - found.getOrDefault(c, 0));
                }
            });
            assertThat(lost).as("seed " + seed + " lost " + lost.keySet().stream().map(Character::toString).toList()).isEmpty();
        }
    }

    /** Words of no meaning in columns, boxes and lines that cross them, at sizes and distances drawn by lot; no two lines share a place. */
    private static byte[] print(Random random, long seed, Map<Integer, Integer> printed) throws IOException {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDType0Font font = Prints.font(document);
            int pages = 1 + random.nextInt(4);
            int columns = 1 + random.nextInt(3);
            float size = 7 + random.nextInt(7);
            float gutter = 12 + random.nextInt(20);
            float margin = 40 + random.nextInt(40);
            float width = (PDRectangle.A4.getWidth() - 2 * margin - (columns - 1) * gutter) / columns;
            for (int p = 0; p < pages; p++) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
                    float top = PDRectangle.A4.getHeight() - margin;
                    if (random.nextInt(3) == 0) {
                        top -= 2 * line(stream, font, size * 1.3f, margin, top, PDRectangle.A4.getWidth() - 2 * margin, random, printed);
                    }
                    for (int c = 0; c < columns; c++) {
                        float y = top;
                        float foot = margin + random.nextInt(300);
                        while (y > foot) {
                            float own = random.nextInt(12) == 0 ? size * (0.8f + random.nextFloat()) : size;
                            float indent = random.nextInt(4) == 0 ? random.nextFloat() * width * 0.5f : 0;
                            y -= line(stream, font, own, margin + c * (width + gutter) + indent, y, width - indent, random, printed) * (1.2f + (random.nextInt(5) == 0 ? random.nextFloat() : 0));
                        }
                    }
                }
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    /** Prints one line of words that fit, and returns the size of its letters. */
    private static float line(PDPageContentStream stream, PDType0Font font, float size, float x, float y, float width, Random random, Map<Integer, Integer> printed) throws IOException {
        List<String> words = new ArrayList<>();
        float room = width;
        int most = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 40;
        while (words.size() < most) {
            StringBuilder word = new StringBuilder();
            int letters = 2 + random.nextInt(9);
            for (int k = 0; k < letters; k++) {
                word.append("abcdeëfghijklmnoprstuvzšžčбвгдљњ".charAt(random.nextInt(31)));
            }
            float w = font.getStringWidth(word + " ") / 1000 * size;
            if (w > room) {
                break;
            }
            room -= w;
            words.add(word.toString());
        }
        if (words.isEmpty()) {
            return size;
        }
        String text = String.join(" ", words);
        stream.beginText();
        stream.setFont(font, size);
        stream.newLineAtOffset(x, y);
        stream.showText(text);
        stream.endText();
        count(text, printed);
        return size;
    }

    private static void count(String text, Map<Integer, Integer> into) {
        text.codePoints().filter(c -> !Character.isWhitespace(c)).map(InventedAct::shape).forEach(c -> into.merge(c, 1, Integer::sum));
    }
}
