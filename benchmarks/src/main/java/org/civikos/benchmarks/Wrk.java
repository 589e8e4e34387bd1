package org.civikos.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** wrk: the load generator, outside the measured processes and cheap beside them. */
final class Wrk {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in");
    private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    record Result(double perSecond, double p99Millis, long requests) {
    }

    private Wrk() {
    }

    static Result run(String url, int seconds, int connections, Map<String, String> headers, String script) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--latency"));
        headers.forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        if (script != null) {
            command.addAll(List.of("-s", script));
        }
        command.add(url);
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new Main.CannotRun("wrk is missing: install it (Debian: apt-get install wrk).");
        }
        var text = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        var bad = BAD.matcher(text);
        if (bad.find()) {
            throw new IllegalStateException(bad.group(1) + " requests to " + url + " were refused:\n" + text);
        }
        var p99 = find(P99, text);
        var unit = switch (p99.group(2)) {
            case "us" -> 0.001;
            case "s" -> 1000.0;
            default -> 1.0;
        };
        return new Result(Double.parseDouble(find(RATE, text).group(1)), Double.parseDouble(p99.group(1)) * unit,
                Long.parseLong(find(TOTAL, text).group(1)));
    }

    private static java.util.regex.Matcher find(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk printed no " + pattern + ":\n" + text);
        }
        return matcher;
    }
}
