package org.civikos.consultation.structure;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Text of scanned pages by the {@code tesseract} command, where it is installed with at least one of its languages sqi, srp, srp_latn and
 * eng. Pictures go in and words with their places come out through pipes; nothing is written to disk. A page that takes longer than a
 * minute is given up.
 */
final class Ocr {
    private static final List<String> WANTED = List.of("sqi", "srp_latn", "srp", "eng");
    private static final Duration PER_PAGE = Duration.ofSeconds(60);
    private static final Map<String, String> MODEL = Map.of("sq", "sqi", "en", "eng", "srLatn", "srp_latn", "srCyrl", "srp");

    private static final Pattern ARTICLE = Pattern.compile("(?iu)neni|član|članak|члан|чланак|article");
    private static final Pattern LIKE_NUMBER = Pattern.compile("З[аa]?\\.?|[\\dЗl|OО]*\\d[\\dЗl|OО]*[aа]?\\.?");

    private static volatile @Nullable Ocr installed;

    private final String command;
    private final List<String> languages;

    private Ocr(String command, List<String> languages) {
        this.command = command;
        this.languages = List.copyOf(languages);
    }

    /** The command on the path (or the one that the environment variable CIVIKOS_TESSERACT names); not {@link #usable()} where there is none. */
    static Ocr installed() {
        Ocr found = installed;
        if (found == null) {
            String named = System.getenv("CIVIKOS_TESSERACT");
            found = at(named == null || named.isBlank() ? "tesseract" : named);
            installed = found;
        }
        return found;
    }

    static Ocr at(String command) {
        try {
            Process process = new ProcessBuilder(command, "--list-langs").redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(100_000), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                return new Ocr(command, List.of());
            }
            List<String> there = said.lines().map(String::strip).toList();
            return new Ocr(command, WANTED.stream().filter(there::contains).toList());
        } catch (IOException e) {
            return new Ocr(command, List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ocr(command, List.of());
        }
    }

    boolean usable() {
        return !languages.isEmpty();
    }

    /** All installed languages: the choice for a first page. */
    String all() {
        return String.join("+", languages);
    }

    /** The models for a text in this language and script, or all where its model is not installed. */
    String of(String text) {
        double[] evidence = Language.evidence(text);
        double[] sorted = evidence.clone();
        Arrays.sort(sorted);
        // Two languages on one page: the gazette.
        if (sorted[1] > sorted[2] / 3) {
            return all();
        }
        String language = Language.of(text);
        String model = MODEL.get(language.equals("sr") ? language + Language.script(text) : language);
        return languages.contains(model) ? model : all();
    }

    /**
     * @param dpi of the picture
     * @return characters with their places in points, or null where the page could not be read in time
     */
    @Nullable List<Glyph> read(BufferedImage picture, float dpi, String models) {
        Process process = null;
        try {
            ProcessBuilder builder = new ProcessBuilder(command, "stdin", "stdout", "-l", models, "--psm", "3", "--dpi", String.valueOf(Math.round(dpi)), "tsv");
            builder.environment().put("OMP_THREAD_LIMIT", "1");
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            process = builder.start();
            Process running = process;
            // A command that never reads or never ends must not hold the caller.
            Thread watch = Thread.ofVirtual().start(() -> {
                try {
                    if (!running.waitFor(PER_PAGE.toMillis(), TimeUnit.MILLISECONDS)) {
                        running.destroyForcibly();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            try (OutputStream in = process.getOutputStream()) {
                ImageIO.write(picture, "png", in);
            }
            String table = new String(process.getInputStream().readNBytes(8 * 1024 * 1024), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            watch.interrupt();
            return exit == 0 ? glyphs(table, 72 / dpi) : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            if (process != null && process.isAlive()) {
                process.destroyForcibly();
            }
        }
    }

    private record Word(String text, float x, float width, float lineTop, float lineHeight) {}

    /** After the word for an article stands a number; digits that look like letters are often taken for these. */
    private static String number(String before, String word) {
        if (!ARTICLE.matcher(before).matches() || !LIKE_NUMBER.matcher(word).matches()) {
            return word;
        }
        return word.replace('З', '3').replace('l', '1').replace('|', '1').replace('O', '0').replace('О', '0');
    }

    /** Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
    static List<Glyph> glyphs(String table, float scale) {
        List<Word> words = new ArrayList<>();
        float top = 0;
        float height = 0;
        for (String row : table.split("\n")) {
            String[] cell = row.split("\t", -1);
            if (cell.length < 12 || !cell[0].matches("\\d")) {
                continue;
            }
            float x = Float.parseFloat(cell[6]) * scale;
            float width = Float.parseFloat(cell[8]) * scale;
            if (cell[0].equals("4")) {
                top = Float.parseFloat(cell[7]) * scale;
                height = Float.parseFloat(cell[9]) * scale;
            } else if (cell[0].equals("5") && !cell[11].isBlank()) {
                String text = cell[11].strip();
                words.add(new Word(words.isEmpty() ? text : number(words.getLast().text, text), x, width, top, height));
            }
        }
        float[] heights = new float[words.size()];
        for (int i = 0; i < heights.length; i++) {
            heights[i] = words.get(i).lineHeight;
        }
        Arrays.sort(heights);
        float usual = heights.length == 0 ? 12 : heights[heights.length / 2];
        List<Glyph> out = new ArrayList<>();
        for (Word word : words) {
            // A line without long letters is not smaller print; only much smaller ones are.
            float size = (word.lineHeight < 0.62f * usual ? word.lineHeight : usual) * 0.82f;
            float y = word.lineTop + word.lineHeight * 0.78f;
            int[] characters = word.text.codePoints().toArray();
            float each = word.width / characters.length;
            for (int i = 0; i < characters.length; i++) {
                out.add(new Glyph(Character.toString(characters[i]), word.x + i * each, y, each, size, false));
            }
        }
        return out;
    }
}
