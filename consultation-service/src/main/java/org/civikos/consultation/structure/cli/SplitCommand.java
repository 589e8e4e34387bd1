package org.civikos.consultation.structure.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civikos.consultation.structure.Act;
import org.civikos.consultation.structure.ActJson;
import org.civikos.consultation.structure.AkomaNtoso;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Splitter;
import org.civikos.consultation.structure.UnreadableDocument;
import org.civikos.consultation.structure.Warning;

/** {@code split FILE [--json]}. */
public final class SplitCommand {
    private static final String HELP = """
            Usage: split FILE [--json | --akn]

            Takes a draft act apart (PDF, DOCX, DOC, ODT, HTML or plain text; Albanian, Serbian or English)
            and prints its outline, or with --json the whole tree as one JSON object:
            {"language","nodes":[{"id","kind","number","heading","parent","text","page"}],"warnings":[]}
            or with --akn as Akoma Ntoso 3.0 (XML).

            Progress goes to stderr, the result to stdout.
            Exit: 0 done; 1 the file cannot be read; 2 the command cannot run.
            """;

    private SplitCommand() {}

    public static void main(String[] args) {
        // Libraries that read fonts and images must not look for a screen.
        System.setProperty("java.awt.headless", "true");
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
        // What a library wants to say must not get between the lines of the result.
        System.setProperty("org.apache.commons.logging.LogFactory", "org.apache.commons.logging.impl.LogFactoryImpl");
        System.setProperty("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
        System.setProperty("log4j2.loggerContextFactory", "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        System.setProperty("org.apache.logging.log4j.simplelog.level", "OFF");
        PrintStream err = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(err);
        int exit;
        try {
            exit = run(args, out, err);
        } catch (OutOfMemoryError | StackOverflowError e) {
            err.println("The file needs more memory than one file may have.");
            exit = 1;
        }
        out.flush();
        System.exit(exit);
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        String form = "";
        List<String> files = new ArrayList<>();
        for (String arg : args) {
            switch (arg) {
                case "--help", "-h" -> {
                    out.print(HELP);
                    out.flush();
                    return 0;
                }
                case "--json", "--akn" -> form = arg;
                default -> {
                    if (arg.startsWith("--")) {
                        err.println("Unknown option " + arg + "; see --help.");
                        return 2;
                    }
                    files.add(arg);
                }
            }
        }
        if (files.size() != 1) {
            err.println("Exactly one file is needed; see --help.");
            return 2;
        }
        Path file = Path.of(files.getFirst());
        byte[] content;
        try {
            if (!Files.isRegularFile(file)) {
                err.println("There is no file " + file + ".");
                return 2;
            }
            if (Files.size(file) > 60L * 1024 * 1024) {
                err.println("The file is larger than 50 MB.");
                return 1;
            }
            content = Files.readAllBytes(file);
        } catch (IOException | SecurityException e) {
            err.println("The file " + file + " cannot be opened.");
            return 2;
        }
        err.println("Reading " + file.getFileName() + " (" + (content.length + 1023) / 1024 + " KB) ...");
        try {
            long start = System.nanoTime();
            Act act = Splitter.standard().split(content, file.getFileName().toString(), null);
            err.println(act.nodes().size() + " nodes in " + (System.nanoTime() - start) / 1_000_000 + " ms.");
            out.println(switch (form) {
                case "--json" -> ActJson.of(act);
                case "--akn" -> AkomaNtoso.of(act, "xk", LocalDate.now(java.time.ZoneOffset.UTC));
                default -> outline(act);
            });
            out.flush();
            return 0;
        } catch (UnreadableDocument e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    static String outline(Act act) {
        StringBuilder out = new StringBuilder();
        out.append("Language: ").append(act.language()).append(' ').append(act.script()).append('\n');
        Map<String, Integer> depth = new HashMap<>();
        for (Node n : act.nodes()) {
            int d = n.parent() == null ? 0 : depth.getOrDefault(n.parent(), 0) + 1;
            depth.put(n.id(), d);
            out.append("  ".repeat(d)).append(n.kind().name().toLowerCase(java.util.Locale.ROOT));
            if (n.number() != null) {
                out.append(' ').append(n.number());
            }
            if (n.heading() != null) {
                out.append(" | ").append(n.heading());
            }
            if (!n.text().isBlank()) {
                String text = n.text().replace('\n', ' ');
                out.append(": ").append(text.length() > 90 ? text.substring(0, 89) + "…" : text);
            }
            out.append("  [").append(n.id()).append(n.page() == null ? "" : ", p. " + n.page()).append("]\n");
        }
        for (Warning w : act.warnings()) {
            out.append("Warning ").append(w.code()).append(w.node() == null ? "" : " at " + w.node()).append(": ").append(w.message()).append('\n');
        }
        return out.toString().stripTrailing();
    }
}
