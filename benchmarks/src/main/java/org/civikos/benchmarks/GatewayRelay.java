package org.civikos.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import org.civikos.systemtests.Installation;
import org.civikos.systemtests.Visitor;

/**
 * Reads and writes through the gateway, with session, token and limits on, beside the same requests straight to the service with
 * the same person's kind of token, and beside haproxy relaying to the same service in the same run.
 */
final class GatewayRelay implements Main.Benchmark {

    private static final int SECONDS = Integer.getInteger("civikos.bench.seconds", 10);
    private static final int CONNECTIONS = 16;

    @Override
    public Map<String, Object> run() throws Exception {
        // The limit stays on, but one session stands for the many people that one machine serves.
        try (var installation = Installation.start(27_080, Map.of("RATE_LIMIT_PER_MINUTE", "100000000"))) {
            installation.importCsv("organisations", "id;name;short_name;municipality;fields;member_since\nbench-org;Shoqata Provë;SHP;Prishtinë;civil-society;2020-01-01\n");
            installation.importCsv("representatives", "id;name;email;phone;language;organisation_id;rights;valid_from;valid_to;deputy;roles\n"
                    + "bench-person;Person Prova;person@example.org;;en;bench-org;comment;2026-01-01;;false;\n");
            var consultation = Drafts.open(installation, "bench-gateway", LocalDate.now().plusDays(20));
            var visitor = new Visitor(installation);
            visitor.signIn("person@example.org");
            var path = "/api/consultations/" + consultation + "/comments?limit=20";
            var service = installation.directUrl("consultation-service");
            var bearer = Map.of("Authorization", "Bearer " + installation.scriptToken());
            var cookie = Map.of("Cookie", visitor.cookies());

            Main.progress("Warming up …");
            Wrk.run(service + path, SECONDS, CONNECTIONS, bearer, null);
            Wrk.run(installation.publicUrl() + path, SECONDS, CONNECTIONS, cookie, null);

            Main.progress("Reads: direct, gateway, haproxy …");
            var direct = Wrk.run(service + path, SECONDS, CONNECTIONS, bearer, null);
            var gatewayPid = installation.processes().get("gateway").get("pid").asLong();
            var before = Installation.cpuSeconds(gatewayPid);
            var relayed = Wrk.run(installation.publicUrl() + path, SECONDS, CONNECTIONS, cookie, null);
            var micros = (Installation.cpuSeconds(gatewayPid) - before) * 1e6 / relayed.requests();
            var haproxyMicros = haproxyMicrosPerRequest(installation, path, bearer);

            Main.progress("Writes: direct, gateway …");
            var writePath = "/api/alert-settings/me";
            var script = Files.createTempFile("civikos-write", ".lua");
            Files.writeString(script, """
                    wrk.method = "PUT"
                    wrk.body = '{"email":true,"sms":false,"scope":"everything","fields":[],"institutions":[]}'
                    wrk.headers["Content-Type"] = "application/json"
                    """);
            var directWrite = Wrk.run(installation.directUrl("notification-service") + writePath, SECONDS, CONNECTIONS, bearer, script.toString());
            var csrf = new LinkedHashMap<>(cookie);
            csrf.put("X-XSRF-TOKEN", visitor.csrfToken());
            var relayedWrite = Wrk.run(installation.publicUrl() + writePath, SECONDS, CONNECTIONS, csrf, script.toString());
            Files.delete(script);

            var figures = new LinkedHashMap<String, Object>();
            figures.put("perSecond", Main.round(relayed.perSecond(), 0));
            figures.put("directPerSecond", Main.round(direct.perSecond(), 0));
            figures.put("ratio", Main.round(relayed.perSecond() / direct.perSecond(), 3));
            figures.put("p99Ms", Main.round(relayed.p99Millis(), 1));
            figures.put("directP99Ms", Main.round(direct.p99Millis(), 1));
            figures.put("cpuMicrosPerRequest", Main.round(micros, 0));
            figures.put("haproxyCpuMicrosPerRequest", Main.round(haproxyMicros, 0));
            figures.put("writePerSecond", Main.round(relayedWrite.perSecond(), 0));
            figures.put("directWritePerSecond", Main.round(directWrite.perSecond(), 0));
            figures.put("writeRatio", Main.round(relayedWrite.perSecond() / directWrite.perSecond(), 3));
            return figures;
        }
    }

    private static double haproxyMicrosPerRequest(Installation installation, String path, Map<String, String> bearer)
            throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var configuration = Files.createTempFile("civikos-haproxy", ".cfg");
        var upstream = installation.directUrl("consultation-service").substring("http://".length());
        Files.writeString(configuration, """
                global
                  nbthread 1
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 30s
                  timeout server 30s
                listen relay
                  bind 127.0.0.1:%d
                  server service %s
                """.formatted(port, upstream));
        Process haproxy;
        try {
            haproxy = new ProcessBuilder("/usr/sbin/haproxy", "-db", "-f", configuration.toString()).inheritIO()
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new Main.CannotRun("haproxy is missing: install it (Debian: apt-get install haproxy).");
        }
        try {
            Thread.sleep(1_000);
            var before = Installation.cpuSeconds(haproxy.pid());
            var result = Wrk.run("http://127.0.0.1:" + port + path, SECONDS, CONNECTIONS, bearer, null);
            return (Installation.cpuSeconds(haproxy.pid()) - before) * 1e6 / result.requests();
        } finally {
            haproxy.destroy();
            Files.delete(configuration);
        }
    }
}
