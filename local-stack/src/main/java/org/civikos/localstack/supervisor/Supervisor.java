package org.civikos.localstack.supervisor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.civikos.localstack.Http;
import org.civikos.localstack.broker.Topics;
import org.civikos.localstack.inbox.InboxServer;
import org.civikos.localstack.portal.SamplePortal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process above all others: it holds the inbox and the sample portal, starts the store and the broker, then the
 * topics, then the five services at once, and tells at its control port how they are.
 *
 * <p>{@code GET /status}; {@code POST /stop} with the header {@code X-Civikos: control}, which a page in a browser cannot
 * send from another origin.
 */
public final class Supervisor {

    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration SERVICE_PATIENCE = Duration.ofSeconds(12);
    private static final Duration STORE_PATIENCE = Duration.ofSeconds(30);
    /** The first minutes belong to whoever has just started the system. */
    private static final Duration BEFORE_CACHES = Duration.ofSeconds(10);

    private final Installation installation;
    private final Instant begin = Instant.now();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ManagedProcess store;
    private final ManagedProcess broker;
    private final List<ManagedProcess> services;
    private final ClassCaches caches;
    private @Nullable InboxServer inbox;
    private @Nullable SamplePortal portal;
    private @Nullable HttpServer control;
    private volatile String state = "starting";
    private volatile @Nullable String problem;
    private volatile @Nullable Instant healthyAt;
    private boolean stopped;

    private Supervisor(Installation installation, Map<String, String> environment) {
        this.installation = installation;
        Programs programs = new Programs(installation, environment);
        this.store = managed(programs.store());
        this.broker = managed(programs.broker());
        this.services = programs.services().stream().map(this::managed).toList();
        this.caches = new ClassCaches(all().stream().map(ManagedProcess::program).toList(), installation.logs());
    }

    private ManagedProcess managed(Program program) {
        return new ManagedProcess(program, installation.logs(), this::noteChildren);
    }

    private List<ManagedProcess> all() {
        List<ManagedProcess> all = new ArrayList<>(List.of(store, broker));
        all.addAll(services);
        return all;
    }

    /** Runs until it is told to stop; the caller has checked that the ports are free. */
    public static void run(Installation installation, Map<String, String> environment) throws IOException, InterruptedException {
        Files.createDirectories(installation.logs());
        Files.createDirectories(installation.data());
        Supervisor supervisor = new Supervisor(installation, environment);
        Files.writeString(installation.pidFile(), Long.toString(ProcessHandle.current().pid()));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(supervisor::stop));
        try {
            supervisor.start(Secrets.in(installation.home()));
            supervisor.ended.await();
        } finally {
            supervisor.stop();
        }
        System.exit(0);
    }

    private void start(Secrets secrets) {
        control = Http.start(installation.port(10), this::control);
        store.start();
        broker.start();
        inbox = InboxServer.start(installation.data().resolve("inbox").resolve("messages.jsonl"), installation.port(5),
                installation.port(9), secrets.get("SMS_API_KEY"));
        portal = SamplePortal.start(installation.data().resolve("portal"), installation.port(6));
        Thread.ofPlatform().name("start").daemon().start(this::startServices);
    }

    private void startServices() {
        try {
            CompletableFuture.allOf(store.firstHealthy(), broker.firstHealthy()).join();
            List<String> created = Topics.create("127.0.0.1:" + installation.port(7), installation.root().resolve("contracts/topics.json"));
            log.info("{} topics were created", created.size());
            services.forEach(ManagedProcess::start);
            CompletableFuture.allOf(services.stream().map(ManagedProcess::firstHealthy).toArray(CompletableFuture[]::new)).join();
            healthyAt = Instant.now();
            state = "healthy";
            log.info("Everything is healthy after {} ms", Duration.between(begin, healthyAt).toMillis());
        } catch (RuntimeException e) {
            if (!state.equals("stopping")) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                problem = cause.getMessage();
                state = "failed";
                log.error("The start failed", e);
            }
            return;
        }
        try {
            Thread.sleep(BEFORE_CACHES);
            caches.makeMissing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void noteChildren() {
        if (stopped) {
            return;
        }
        List<Map<String, Object>> children = new ArrayList<>();
        for (ManagedProcess p : all()) {
            ProcessHandle.of(p.pid()).flatMap(h -> h.info().startInstant()).ifPresent(
                    at -> children.add(Map.of("pid", p.pid(), "startedAt", at.toString(), "name", p.program().name())));
        }
        try {
            Files.write(installation.childrenFile(), JsonMapper.shared().writeValueAsBytes(children));
        } catch (IOException e) {
            log.warn("The children's pids could not be noted", e);
        }
    }

    private void control(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
            case "GET /status" -> Http.json(exchange, 200, status());
            case "POST /stop" -> {
                if (!"control".equals(exchange.getRequestHeaders().getFirst("X-Civikos"))) {
                    throw new Http.Refused(403, "only ./civikos down may do this");
                }
                state = "stopping";
                Http.json(exchange, 202, Map.of("state", state));
                ended.countDown();
            }
            default -> throw new Http.Refused(404, "GET /status or POST /stop");
        }
    }

    private Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("state", state);
        status.put("problem", problem);
        status.put("home", installation.home().toString());
        status.put("portBase", installation.portBase());
        status.put("publicUrl", installation.publicUrl());
        status.put("startedAt", begin.toString());
        Instant healthy = healthyAt;
        status.put("secondsToHealthy", healthy == null ? null : Duration.between(begin, healthy).toMillis() / 1000.0);
        long own = ProcessHandle.current().pid();
        status.put("supervisor", Map.of("pid", own, "rssMiB", Memory.rssMiB(own)));
        List<Map<String, Object>> processes = new ArrayList<>();
        for (ManagedProcess p : all()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", p.program().name());
            one.put("pid", p.pid());
            one.put("port", p.program().port());
            one.put("state", p.state().name().toLowerCase(java.util.Locale.ROOT));
            one.put("restarts", p.restarts());
            one.put("rssMiB", Memory.rssMiB(p.pid()));
            one.put("aotCache", Files.exists(p.program().cache()));
            one.put("startedAt", p.startedAt() == null ? null : p.startedAt().toString());
            processes.add(one);
        }
        status.put("processes", processes);
        return status;
    }

    /** Services first, since they need the others to end in order; then the broker, and the store last. */
    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        state = "stopping";
        caches.stop();
        stopAll(services, SERVICE_PATIENCE);
        stopAll(List.of(broker, store), STORE_PATIENCE);
        if (inbox != null) {
            inbox.close();
        }
        if (portal != null) {
            portal.close();
        }
        if (control != null) {
            control.stop(0);
        }
        try {
            Files.deleteIfExists(installation.childrenFile());
            Files.deleteIfExists(installation.pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ended.countDown();
    }

    private static void stopAll(List<ManagedProcess> processes, Duration patience) {
        List<Thread> threads = processes.stream().map(p -> Thread.ofPlatform().start(() -> p.stop(patience))).toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Resident memory of a process. */
    static final class Memory {

        private Memory() {
        }

        /** In MiB, by proc(5) or by ps; 0 where neither tells. */
        static long rssMiB(long pid) {
            if (pid == 0) {
                return 0;
            }
            try {
                Path status = Path.of("/proc", Long.toString(pid), "status");
                if (Files.exists(Path.of("/proc/self/status"))) {
                    return Files.readAllLines(status).stream().filter(l -> l.startsWith("VmRSS:"))
                            .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
                }
                Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
                String out = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
                return out.isEmpty() ? 0 : Long.parseLong(out) / 1024;
            } catch (IOException | NumberFormatException e) {
                return 0;
            }
        }
    }
}
