package org.civikos.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.civikos.systemtests.Installation;

/**
 * A PDF of 150 articles taken apart as {@code ./civikos split} does it, each time by a fresh JVM: seconds and the most memory that it had, beside the bare
 * extraction of the same file's text by PDFBox under the same flags, in turns.
 */
final class Splitter implements Main.Benchmark {

    private static final int ARTICLES = 150;
    private static final int RUNS = 5;
    private static final List<String> FLAGS = List.of("-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final float SIZE = 11;
    private static final float LEADING = 14.5f;
    private static final float MARGIN = 70;
    private static final String SENTENCE = "Organi kompetent mban regjistrin e lejeve, e përditëson atë çdo muaj dhe e publikon në faqen e tij, ashtu që secili person ta ketë të qartë "
            + "kush e ka marrë lejen, për çfarë qëllimi, me cilat kushte dhe deri kur vlen ajo sipas dispozitave të këtij ligji.";

    /** How one run of a program went. */
    private record Run(double seconds, double rssMb, String output) {
    }

    @Override
    public List<Main.Limit> limits() {
        return List.of(Main.Limit.atMost("seconds", 3), Main.Limit.atMost("rssMb", 300));
    }

    @Override
    public Map<String, Object> run() throws Exception {
        var program = program();
        var classPath = program.resolve("app.jar") + ":" + program.resolve("lib") + "/*";
        var file = Files.createTempFile("civikos-150", ".pdf");
        try {
            write(file);
            // The first run of each finds the jars on the disk.
            split(classPath, file);
            bare(classPath, file);
            var ours = new ArrayList<Run>();
            var theirs = new ArrayList<Run>();
            for (var i = 0; i < RUNS; i++) {
                Main.progress("Run " + (i + 1) + " of " + RUNS + " …");
                ours.add(split(classPath, file));
                theirs.add(bare(classPath, file));
            }
            var seconds = median(ours.stream().map(Run::seconds).toList());
            var bareSeconds = median(theirs.stream().map(Run::seconds).toList());
            var figures = new LinkedHashMap<String, Object>();
            figures.put("articles", ARTICLES);
            figures.put("seconds", Main.round(seconds, 2));
            figures.put("bareSeconds", Main.round(bareSeconds, 2));
            figures.put("ratio", Main.round(seconds / bareSeconds, 2));
            figures.put("rssMb", Main.round(ours.stream().mapToDouble(Run::rssMb).max().orElseThrow(), 0));
            figures.put("bareRssMb", Main.round(theirs.stream().mapToDouble(Run::rssMb).max().orElseThrow(), 0));
            return figures;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Where the launcher has laid out the service whose class path has the splitter. */
    private static Path program() throws IOException {
        var run = System.getenv("CIVIKOS_RUN");
        if (run == null || !Files.exists(Path.of(run, "current"))) {
            throw new Main.CannotRun("The splitter is not built: start this by ./civikos bench splitter.");
        }
        return Files.readAllLines(Path.of(run, "current")).stream().filter(line -> line.startsWith("consultation-service=")).findFirst()
                .map(line -> Path.of(run, line.substring(line.indexOf('=') + 1))).orElseThrow(() -> new Main.CannotRun("consultation-service is not built: run ./civikos up first."));
    }

    private static Run split(String classPath, Path file) throws IOException, InterruptedException {
        var run = java(classPath, "org.civikos.consultation.structure.cli.SplitCommand", file.toString(), "--json");
        var found = Installation.JSON.readTree(run.output()).get("nodes").valueStream().filter(node -> node.get("kind").asString().equals("article")).count();
        if (found != ARTICLES) {
            throw new IllegalStateException("The splitter found " + found + " articles of " + ARTICLES + ".");
        }
        return run;
    }

    private static Run bare(String classPath, Path file) throws IOException, InterruptedException {
        var run = java(here() + ":" + classPath, BareText.class.getName(), file.toString());
        if (!run.output().contains("Neni " + ARTICLES)) {
            throw new IllegalStateException("The bare extraction did not come to the last article.");
        }
        return run;
    }

    private static String here() {
        try {
            return Path.of(Splitter.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("The place of this program is no address", impossible);
        }
    }

    private static Run java(String classPath, String main, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        var start = System.nanoTime();
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var peak = new double[1];
        // The kernel keeps the peak as long as the process is there: the last look is at most 5 ms before its end.
        var looks = Thread.ofPlatform().daemon().start(() -> {
            while (process.isAlive()) {
                peak[0] = Math.max(peak[0], peak(process.pid()));
                try {
                    TimeUnit.MILLISECONDS.sleep(5);
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        });
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var exit = process.waitFor();
        var seconds = (System.nanoTime() - start) / 1e9;
        looks.join();
        if (exit != 0) {
            throw new IllegalStateException(main + " ended with " + exit + ".");
        }
        return new Run(seconds, peak[0], output);
    }

    /** VmHWM of proc(5) in MB; 0 where there is no /proc, or the process has just gone. */
    private static double peak(long pid) {
        try {
            var found = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) * 1024 / 1e6 : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    private static double median(List<Double> values) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** An invented law with the usual three paragraphs to an article, two of them over several lines, on some eighty pages. */
    private static void write(Path file) throws IOException {
        try (var document = new PDDocument()) {
            var font = new PDType1Font(FontName.TIMES_ROMAN);
            var lines = new ArrayList<>(List.of("PROJEKTLIGJ", "PËR LEJET NË RRUGË", "", "Kuvendi i Republikës së Kosovës,", "", "Miraton:", ""));
            for (var n = 1; n <= ARTICLES; n++) {
                lines.addAll(List.of("Neni " + n, "Titulli i nenit me numër " + n, ""));
                lines.addAll(wrapped("1. " + SENTENCE, font));
                lines.addAll(wrapped("2. " + SENTENCE + " " + SENTENCE, font));
                lines.addAll(List.of("3. Leja përmban:", "3.1. emrin;", "3.2. vendin;", "3.3. afatin.", ""));
            }
            var perPage = (int) ((PDRectangle.A4.getHeight() - 2 * MARGIN) / LEADING);
            for (var from = 0; from < lines.size(); from += perPage) {
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var text = new PDPageContentStream(document, page)) {
                    text.beginText();
                    text.setFont(font, SIZE);
                    text.setLeading(LEADING);
                    text.newLineAtOffset(MARGIN, PDRectangle.A4.getHeight() - MARGIN);
                    for (var line : lines.subList(from, Math.min(lines.size(), from + perPage))) {
                        text.showText(line);
                        text.newLine();
                    }
                    text.endText();
                }
            }
            document.save(file.toFile());
        }
    }

    private static List<String> wrapped(String paragraph, PDType1Font font) throws IOException {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : paragraph.split(" ")) {
            var longer = line.isEmpty() ? word : line + " " + word;
            if (font.getStringWidth(longer) / 1000 * SIZE > PDRectangle.A4.getWidth() - 2 * MARGIN) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
