package org.civikos.localstack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civikos.localstack.demo.Demo;
import org.civikos.localstack.supervisor.Installation;
import org.civikos.localstack.supervisor.Remote;
import org.civikos.localstack.supervisor.Supervisor;
import tools.jackson.databind.JsonNode;

/**
 * The commands behind {@code ./civikos}: up, demo, down, status, logs. Progress goes to stderr and results to stdout;
 * 0 done, 1 it ran and the answer is no, 2 it could not run.
 */
public final class Main {

    private static final int LAST_LINES_BYTES = 16 << 10;

    private Main() {
    }

    public static void main(String[] args) throws Exception {
        int code;
        try {
            code = run(args.length == 0 ? "" : args[0], args.length == 0 ? List.of() : Arrays.asList(args).subList(1, args.length));
        } catch (CannotRun e) {
            System.err.println(e.getMessage());
            code = 2;
        }
        System.exit(code);
    }

    private static Installation installation() {
        Path root = Path.of(System.getenv().getOrDefault("CIVIKOS_ROOT", ".")).toAbsolutePath().normalize();
        Path home = Path.of(System.getenv().getOrDefault("CIVIKOS_HOME", root.resolve(".civikos").toString())).toAbsolutePath().normalize();
        Path run = Path.of(System.getenv().getOrDefault("CIVIKOS_RUN", root.resolve("target/run").toString())).toAbsolutePath().normalize();
        String base = System.getenv().getOrDefault("PORT_BASE", "8080");
        if (!base.matches("\\d{4,5}") || Integer.parseInt(base) < 1_024 || Integer.parseInt(base) > 65_000) {
            throw new CannotRun("PORT_BASE is '" + base + "': give the first of eleven free ports, from 1024 to 65000.");
        }
        return new Installation(root, home, run, Integer.parseInt(base));
    }

    private static int run(String command, List<String> options) throws Exception {
        Installation installation = installation();
        return switch (command) {
            case "up" -> up(installation, options);
            case "demo" -> Demo.run(installation, options);
            case "down" -> down(installation);
            case "status" -> status(installation, options);
            case "logs" -> logs(installation, options);
            case "supervise" -> {
                Supervisor.run(installation, System.getenv());
                yield 0;
            }
            default -> throw new CannotRun("There is no command '" + command + "': see ./civikos --help.");
        };
    }

    private static int up(Installation installation, List<String> options) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).equals("--admin") && i + 1 < options.size() && options.get(i + 1).contains("@")) {
                environment.put("BOOTSTRAP_ADMIN_EMAIL", options.get(++i));
            } else {
                throw new CannotRun("up knows --admin E-MAIL, not '" + options.get(i) + "'.");
            }
        }
        Remote remote = new Remote(installation);
        Optional<JsonNode> running = remote.status();
        if (running.isPresent() && running.get().path("state").asString().equals("healthy")) {
            System.out.println("It is running already: " + installation.publicUrl() + " (./civikos down stops it).");
            return 0;
        }
        System.err.println("Starting …");
        JsonNode status = remote.start(environment, System.err::println);
        System.out.println("Everything is healthy after " + status.path("secondsToHealthy").asString("?") + " s, "
                + Memory.total(status) + " MiB in all.");
        where(installation).forEach(System.out::println);
        return 0;
    }

    /** Where to click. */
    public static List<String> where(Installation installation) {
        return List.of("  web app        " + installation.publicUrl(),
                "  caught mail    http://localhost:" + installation.port(5),
                "  sample portal  http://localhost:" + installation.port(6),
                "  API            " + installation.publicUrl() + "/api/openapi",
                "  stop           ./civikos down");
    }

    private static int down(Installation installation) {
        boolean stopped = new Remote(installation).stop(System.err::println);
        System.out.println(stopped ? "Everything is stopped; the data stays in " + installation.home() + "." : "Nothing was running.");
        return 0;
    }

    private static int status(Installation installation, List<String> options) {
        Optional<JsonNode> status = new Remote(installation).status();
        if (options.contains("--json")) {
            System.out.println(status.map(JsonNode::toString).orElse("{\"state\":\"down\"}"));
            return status.isPresent() ? 0 : 1;
        }
        if (status.isEmpty()) {
            System.out.println("Nothing is running.");
            return 1;
        }
        JsonNode s = status.get();
        System.out.printf("%s, %s, %d MiB in all%n", s.path("publicUrl").asString(), s.path("state").asString(), Memory.total(s));
        System.out.printf("%-22s %-11s %8s %6s %6s %9s  %s%n", "", "state", "pid", "port", "MiB", "restarts", "class cache");
        JsonNode supervisor = s.path("supervisor");
        System.out.printf("%-22s %-11s %8d %6d %6d %9s%n", "supervisor", "healthy", supervisor.path("pid").asLong(), installation.port(10),
                supervisor.path("rssMiB").asLong(), "");
        for (JsonNode p : s.path("processes")) {
            System.out.printf("%-22s %-11s %8d %6d %6d %9d  %s%n", p.path("name").asString(), p.path("state").asString(),
                    p.path("pid").asLong(), p.path("port").asLong(), p.path("rssMiB").asLong(), p.path("restarts").asLong(),
                    p.path("aotCache").asBoolean() ? "yes" : "no");
        }
        return s.path("state").asString().equals("healthy") ? 0 : 1;
    }

    private static int logs(Installation installation, List<String> options) throws IOException, InterruptedException {
        boolean follow = options.contains("-f");
        List<String> names = options.stream().filter(o -> !o.equals("-f")).toList();
        Path file = names.size() == 1 && names.getFirst().matches("[a-z-]+") ? installation.logs().resolve(names.getFirst() + ".log") : null;
        if (file == null || !Files.exists(file)) {
            throw new CannotRun("Name a process that has a log: ./civikos logs " + available(installation) + " [-f].");
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - LAST_LINES_BYTES));
            byte[] buffer = new byte[8 << 10];
            while (true) {
                int n = log.read(buffer);
                if (n > 0) {
                    System.out.write(buffer, 0, n);
                    System.out.flush();
                } else if (!follow) {
                    return 0;
                } else {
                    Thread.sleep(300);
                }
            }
        }
    }

    private static String available(Installation installation) throws IOException {
        if (!Files.isDirectory(installation.logs())) {
            return "gateway|membership-service|…";
        }
        try (var files = Files.list(installation.logs())) {
            return String.join("|", files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".log"))
                    .map(n -> n.substring(0, n.length() - 4)).sorted().toList());
        }
    }

    /** The memory of all processes together. */
    static final class Memory {

        private Memory() {
        }

        static long total(JsonNode status) {
            return status.path("supervisor").path("rssMiB").asLong()
                    + status.path("processes").valueStream().mapToLong(p -> p.path("rssMiB").asLong()).sum();
        }
    }
}
