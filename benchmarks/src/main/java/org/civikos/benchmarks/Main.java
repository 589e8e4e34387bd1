package org.civikos.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.civikos.systemtests.Installation;

/**
 * {@code bench NAME [--json] [--check]}: runs one benchmark; with {@code --json} the last line of stdout is its figures as one JSON object, with
 * {@code --check} it ends with 1 where a figure is beyond what is to be reached.
 */
public final class Main {

    private static final Map<String, Benchmark> BENCHMARKS = Map.of(
            "fanout", new Fanout(),
            "flood", new Flood(),
            "start", new Start(),
            "gateway", new GatewayRelay(),
            "comments", new Comments(),
            "splitter", new Splitter());
    private static final List<String> OPTIONS = List.of("--json", "--check");

    /** A benchmark gives its figures by name, in the order in which they are to be read. */
    interface Benchmark {
        Map<String, Object> run() throws Exception;

        /** What is to be reached, as the issues in force say; none for a benchmark that only tells. */
        default List<Limit> limits() {
            return List.of();
        }
    }

    /**
     * What a figure may be.
     *
     * @param figure its name; one that has several values is judged by its worst
     * @param bound  still allowed
     * @param most   whether it may not be more than the bound; else it may not be less
     */
    record Limit(String figure, double bound, boolean most) {

        static Limit atMost(String figure, double bound) {
            return new Limit(figure, bound, true);
        }

        static Limit atLeast(String figure, double bound) {
            return new Limit(figure, bound, false);
        }

        /** One sentence where the figure is beyond the bound, or is not there at all. */
        Optional<String> missed(Map<String, Object> figures) {
            var values = switch (figures.get(figure)) {
                case Number one -> List.of(one.doubleValue());
                case double[] several -> Arrays.stream(several).boxed().toList();
                case Collection<?> several -> several.stream().map(one -> ((Number) one).doubleValue()).toList();
                case null, default -> List.<Double>of();
            };
            if (values.isEmpty()) {
                return Optional.of(figure + " was not measured.");
            }
            var worst = most ? Collections.max(values) : Collections.min(values);
            return !Double.isNaN(worst) && (most ? worst <= bound : worst >= bound) ? Optional.empty()
                    : Optional.of(figure + " is " + worst + ", to reach is " + (most ? "at most " : "at least ") + bound + ".");
        }
    }

    /** A sentence for each figure that is beyond its limit. */
    static List<String> missed(List<Limit> limits, Map<String, Object> figures) {
        return limits.stream().flatMap(limit -> limit.missed(figures).stream()).toList();
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
        var options = List.of(arguments).subList(1, arguments.length);
        if (!OPTIONS.containsAll(options)) {
            System.err.println("After the name only " + String.join(" and ", OPTIONS) + " may stand.");
            return 2;
        }
        var benchmark = BENCHMARKS.get(arguments[0]);
        if (options.contains("--check") && benchmark.limits().isEmpty()) {
            System.err.println("There is nothing that " + arguments[0] + " has to reach.");
            return 2;
        }
        try {
            var figures = new LinkedHashMap<String, Object>();
            figures.put("bench", arguments[0]);
            figures.putAll(benchmark.run());
            figures.forEach((name, value) -> System.out.println(name + ": " + value));
            var missed = options.contains("--check") ? missed(benchmark.limits(), figures) : List.<String>of();
            missed.forEach(Main::progress);
            if (options.contains("--json")) {
                System.out.println(Installation.JSON.writeValueAsString(figures));
            }
            return missed.isEmpty() ? 0 : 1;
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
