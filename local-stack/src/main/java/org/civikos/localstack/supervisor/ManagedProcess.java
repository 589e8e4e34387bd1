package org.civikos.localstack.supervisor;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process: started, watched, started again with a growing pause when it dies, killed when it hangs.
 *
 * <p>It gives up only when the process dies {@value #FIRST_ATTEMPTS} times without ever having been healthy: then
 * something is wrong with the installation, which a person must see.
 */
final class ManagedProcess {

    enum State { WAITING, STARTING, HEALTHY, UNHEALTHY, RESTARTING, FAILED, STOPPED }

    private static final Logger log = LoggerFactory.getLogger(ManagedProcess.class);
    private static final int FIRST_ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STABLE = Duration.ofSeconds(30);
    private static final Duration HANGS_AFTER = Duration.ofSeconds(45);
    private static final int CHECK_TIMEOUT_MILLIS = 3_000;
    private static final long MAX_LOG_BYTES = 10L << 20;

    private final Program program;
    private final Path file;
    private final Runnable changed;
    private final CompletableFuture<Void> firstHealthy = new CompletableFuture<>();
    private volatile State state = State.WAITING;
    private volatile @Nullable Process process;
    private volatile @Nullable Instant startedAt;
    private volatile int restarts;
    private volatile boolean stopping;
    private @Nullable Thread keeper;

    /** @param changed called after each start, to note the children's pids */
    ManagedProcess(Program program, Path logs, Runnable changed) {
        this.program = program;
        this.file = logs.resolve(program.name() + ".log");
        this.changed = changed;
    }

    synchronized void start() {
        keeper = Thread.ofVirtual().name("keeper-" + program.name()).start(this::keep);
    }

    /** Done when it is healthy for the first time; fails when it gave up. */
    CompletableFuture<Void> firstHealthy() {
        return firstHealthy;
    }

    private void keep() {
        Duration pause = FIRST_PAUSE;
        int deaths = 0;
        while (!stopping) {
            Instant begin = Instant.now();
            try {
                begin();
                watch();
            } catch (IOException e) {
                log.error("{} could not be started", program.name(), e);
            } catch (InterruptedException e) {
                return;
            }
            if (stopping) {
                break;
            }
            deaths++;
            if (!firstHealthy.isDone() && deaths >= FIRST_ATTEMPTS) {
                state = State.FAILED;
                firstHealthy.completeExceptionally(new IllegalStateException(program.name() + " does not start; the reason stands in " + file));
                return;
            }
            state = State.RESTARTING;
            restarts++;
            pause = Duration.between(begin, Instant.now()).compareTo(STABLE) > 0 ? FIRST_PAUSE : pause;
            log.warn("{} ended with {}; it is started again in {} ms", program.name(), exitValue(), pause.toMillis());
            if (!sleep(pause)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
        state = State.STOPPED;
    }

    private Object exitValue() {
        Process p = process;
        return p == null || p.isAlive() ? "nothing" : p.exitValue();
    }

    private void begin() throws IOException {
        state = State.STARTING;
        if (Files.exists(file) && Files.size(file) > MAX_LOG_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder = new ProcessBuilder(program.command());
        builder.environment().putAll(program.environment());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        synchronized (this) {
            // Between the question whether to stop and the start there must be no gap, or a child would be left behind.
            if (stopping) {
                return;
            }
            process = builder.start();
        }
        startedAt = Instant.now();
        changed.run();
    }

    /** Returns when the process has ended. */
    private void watch() throws InterruptedException {
        Process p = process;
        if (p == null) {
            return;
        }
        Instant lastAnswer = Instant.now();
        while (!p.waitFor(state == State.STARTING ? 100 : 1_000, TimeUnit.MILLISECONDS)) {
            boolean ready = healthy();
            if (ready) {
                lastAnswer = Instant.now();
                state = State.HEALTHY;
                firstHealthy.complete(null);
            } else if (state == State.HEALTHY) {
                state = State.UNHEALTHY;
            }
            if (alive()) {
                lastAnswer = Instant.now();
            } else if (state == State.UNHEALTHY && Duration.between(lastAnswer, Instant.now()).compareTo(HANGS_AFTER) > 0 && !stopping) {
                log.error("{} has not answered for {} s and is killed", program.name(), HANGS_AFTER.toSeconds());
                p.destroyForcibly();
            }
        }
    }

    private boolean healthy() {
        return program.readinessPath().isEmpty() ? answers(null) : answers(program.readinessPath());
    }

    /** Whether it still takes connections: a service that waits for its store is unhealthy, and not dead. */
    private boolean alive() {
        return state != State.UNHEALTHY || answers(program.readinessPath().isEmpty() ? null : program.readinessPath().replace("readiness", "liveness"));
    }

    private boolean answers(@Nullable String path) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), program.port()), CHECK_TIMEOUT_MILLIS);
            if (path == null) {
                return true;
            }
            socket.setSoTimeout(CHECK_TIMEOUT_MILLIS);
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException e) {
            return false;
        }
    }

    private boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Asks it to end, and kills it after the given time; returns when it is gone. */
    void stop(Duration patience) {
        Process p;
        synchronized (this) {
            stopping = true;
            p = process;
        }
        try {
            if (p != null && p.isAlive()) {
                p.destroy();
                if (!p.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    p.destroyForcibly().waitFor();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state = State.STOPPED;
        firstHealthy.completeExceptionally(new IllegalStateException(program.name() + " was stopped"));
    }

    Program program() {
        return program;
    }

    State state() {
        return state;
    }

    int restarts() {
        return restarts;
    }

    long pid() {
        Process p = process;
        return p == null ? 0 : p.pid();
    }

    @Nullable Instant startedAt() {
        return startedAt;
    }
}
