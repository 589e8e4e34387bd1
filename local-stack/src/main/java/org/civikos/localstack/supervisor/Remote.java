package org.civikos.localstack.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.civikos.localstack.CannotRun;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The supervisor as a command sees it: starts one detached from the terminal, asks it how it is, stops it. */
public final class Remote {

    private static final Duration LONGEST_START = Duration.ofMinutes(4);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Installation installation;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2)).build();

    public Remote(Installation installation) {
        this.installation = installation;
    }

    /** Empty when no supervisor of this installation answers. */
    public Optional<JsonNode> status() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(installation.local(10) + "/status")).timeout(Duration.ofSeconds(5)).build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode status = JSON.readTree(response.body());
            boolean ours = status.path("home").asString("").equals(installation.home().toString());
            return ours ? Optional.of(status) : Optional.empty();
        } catch (IOException | tools.jackson.core.JacksonException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Starts everything and returns when all is healthy.
     *
     * @param progress told one line at a time
     * @return the last status
     * @throws CannotRun when a port is taken or a process does not start; then nothing is left running
     */
    public JsonNode start(Map<String, String> environment, Consumer<String> progress) {
        stopLeftovers(progress);
        checkPorts();
        Thread undo = Thread.ofPlatform().unstarted(() -> stop(line -> { }));
        Runtime.getRuntime().addShutdownHook(undo);
        boolean done = false;
        try {
            ProcessHandle supervisor = detach(environment);
            JsonNode status = awaitHealthy(supervisor, progress);
            done = true;
            return status;
        } catch (IOException e) {
            throw new CannotRun("The supervisor could not be started: " + e.getMessage() + ".");
        } finally {
            Runtime.getRuntime().removeShutdownHook(undo);
            if (!done) {
                stop(progress);
            }
        }
    }

    private void checkPorts() {
        for (Map.Entry<Integer, String> port : Installation.PORTS.entrySet()) {
            int number = installation.port(port.getKey());
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), number));
            } catch (BindException e) {
                throw new CannotRun("Port " + number + ", needed for " + port.getValue() + ", is in use by another program: "
                        + "stop that program, or choose eleven other ports, for example PORT_BASE=" + (installation.portBase() + 1_000)
                        + " ./civikos up.");
            } catch (IOException e) {
                throw new CannotRun("Port " + number + " cannot be opened: " + e.getMessage() + ".");
            }
        }
    }

    /** In a process group of its own, so that Ctrl-C in the terminal does not reach it, and deaf to the terminal's end. */
    private ProcessHandle detach(Map<String, String> environment) throws IOException {
        Files.createDirectories(installation.logs());
        Path dir = installation.program("local-stack");
        Program own = new Program("supervisor", installation.port(10), dir, List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Xss512k", "-Xmx96m", "-Dlogback.configurationFile=civikos-logback.xml", "-cp", dir.resolve("app.jar").toString(),
                "org.civikos.localstack.Main"), List.of("supervise"), List.of("train"), Map.of(), "");
        List<String> command = new ArrayList<>(List.of("bash", "-c", "set -m; log=$1; shift; nohup \"$@\" </dev/null >>\"$log\" 2>&1 & echo $!",
                "civikos", installation.logs().resolve("supervisor.log").toString()));
        command.addAll(own.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process shell = builder.start();
        String pid = new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow(() -> new CannotRun(
                "The supervisor ended at once; the reason stands in " + installation.logs().resolve("supervisor.log") + "."));
    }

    private JsonNode awaitHealthy(ProcessHandle supervisor, Consumer<String> progress) {
        Instant begin = Instant.now();
        Set<String> told = new HashSet<>();
        while (Duration.between(begin, Instant.now()).compareTo(LONGEST_START) < 0) {
            Optional<JsonNode> status = status();
            if (status.isPresent()) {
                tell(status.get(), told, begin, progress);
                String state = status.get().path("state").asString();
                if (state.equals("healthy")) {
                    return status.get();
                }
                if (state.equals("failed")) {
                    throw new CannotRun("The start failed: " + status.get().path("problem").asString("") + ".");
                }
            } else if (!supervisor.isAlive()) {
                throw new CannotRun("The supervisor ended while it started; the reason stands in "
                        + installation.logs().resolve("supervisor.log") + ".");
            }
            pause(100);
        }
        throw new CannotRun("Not everything was healthy after " + LONGEST_START.toMinutes() + " minutes: " + waiting() + "; their logs lie in "
                + installation.logs() + ".");
    }

    private static void tell(JsonNode status, Set<String> told, Instant begin, Consumer<String> progress) {
        for (JsonNode process : status.path("processes")) {
            String name = process.path("name").asString();
            if (process.path("state").asString().equals("healthy") && told.add(name)) {
                progress.accept("  %5.1f s  %s".formatted(Duration.between(begin, Instant.now()).toMillis() / 1000.0, name));
            }
        }
    }

    private String waiting() {
        List<String> names = new ArrayList<>();
        status().ifPresent(s -> s.path("processes").forEach(p -> {
            if (!p.path("state").asString().equals("healthy")) {
                names.add(p.path("name").asString());
            }
        }));
        return String.join(", ", names);
    }

    /** Stops everything and returns when it is gone; false when nothing was running. */
    public boolean stop(Consumer<String> progress) {
        Optional<ProcessHandle> supervisor = supervisor();
        boolean running = supervisor.isPresent();
        if (running) {
            progress.accept("Stopping …");
            if (!askToStop()) {
                supervisor.get().destroy();
            }
            Instant begin = Instant.now();
            while (supervisor.get().isAlive() && Duration.between(begin, Instant.now()).compareTo(LONGEST_STOP) < 0) {
                pause(50);
            }
            supervisor.get().destroyForcibly();
        }
        return stopLeftovers(progress) || running;
    }

    private Optional<ProcessHandle> supervisor() {
        Optional<Long> told = status().map(s -> s.path("supervisor").path("pid").asLong());
        if (told.isPresent()) {
            return told.flatMap(ProcessHandle::of);
        }
        try {
            // A pid may have been given to another program since; only a JVM of ours is meant.
            return Optional.of(Long.parseLong(Files.readString(installation.pidFile()).trim())).flatMap(ProcessHandle::of)
                    .filter(h -> commandLine(h).contains("org.civikos.localstack.Main"));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String commandLine(ProcessHandle handle) {
        return handle.info().commandLine().orElse("");
    }

    private boolean askToStop() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(installation.local(10) + "/stop")).header("X-Civikos", "control")
                    .timeout(Duration.ofSeconds(5)).POST(HttpRequest.BodyPublishers.noBody()).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The children of a supervisor that was killed; each is known by its pid and the moment it started. */
    private boolean stopLeftovers(Consumer<String> progress) {
        Path file = installation.childrenFile();
        if (!Files.exists(file) || supervisor().isPresent()) {
            return false;
        }
        List<ProcessHandle> left = new ArrayList<>();
        for (JsonNode child : JSON.readTree(file.toFile())) {
            ProcessHandle.of(child.path("pid").asLong())
                    .filter(h -> h.info().startInstant().map(Instant::toString).orElse("").equals(child.path("startedAt").asString()))
                    .ifPresent(left::add);
        }
        if (!left.isEmpty()) {
            progress.accept("Stopping " + left.size() + " processes that an earlier run left behind …");
            left.forEach(ProcessHandle::destroy);
            Instant begin = Instant.now();
            while (left.stream().anyMatch(ProcessHandle::isAlive) && Duration.between(begin, Instant.now()).toSeconds() < 20) {
                pause(50);
            }
            left.forEach(ProcessHandle::destroyForcibly);
        }
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(installation.pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !left.isEmpty();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("Interrupted.");
        }
    }
}
