package org.civikos.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

import org.civikos.systemtests.Installation;

/** {@code bench NAME [--json]}: runs one benchmark; with {@code --json} the last line of stdout is its figures as one JSON object. */
public final class Main {

    private static final Map<String, Benchmark> BENCHMARKS = Map.of(
            "fanout", new Fanout(),
            "flood", new Flood(),
            "start", new Start(),
            "gateway", new GatewayRelay(),
            "comments", new Comments());

    /** A benchmark gives its figures by name, in the order in which they are to be read. */
    interface Benchmark {
        Map<String, Object> run() throws Exception;
    }

    /** A benchmark that cannot run here, with the sentence that says why and what to do. */
    static final class CannotRun extends RuntimeException {
        CannotRun(String sentence) {
            super(sentence);
        }
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        if (arguments.length == 0 || !BENCHMARKS.containsKey(arguments[0])) {
            System.err.println("Name one of: " + String.join(", ", BENCHMARKS.keySet().stream().sorted().toList()));
            return 2;
        }
        try {
            var figures = new LinkedHashMap<String, Object>();
            figures.put("bench", arguments[0]);
            figures.putAll(BENCHMARKS.get(arguments[0]).run());
            figures.forEach((name, value) -> System.out.println(name + ": " + value));
            if (arguments.length > 1 && arguments[1].equals("--json")) {
                System.out.println(Installation.JSON.writeValueAsString(figures));
            }
            return 0;
        } catch (CannotRun e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (Exception e) {
            e.printStackTrace();
            return 2;
        }
    }

    static void progress(String text) {
        System.err.println(text);
    }

    static double round(double value, int digits) {
        var factor = Math.pow(10, digits);
        return Math.round(value * factor) / factor;
    }
}
