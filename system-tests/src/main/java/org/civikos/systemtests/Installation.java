package org.civikos.systemtests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One installation of the whole system on ports and data of its own, started and stopped by the launcher as a user would.
 * Closing it stops every process and deletes its data.
 */
public final class Installation implements AutoCloseable {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path root;
    private final Path home;
    private final int base;
    private final Map<String, String> environment;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private volatile String token;
    private volatile long tokenUntil;

    private Installation(Path root, Path home, int base, Map<String, String> environment) {
        this.root = root;
        this.home = home;
        this.base = base;
        this.environment = environment;
    }

    /**
     * Starts the system without the sample network and waits until everything is healthy.
     *
     * @param base first of the eleven ports it takes
     * @throws IllegalStateException with the launcher's words when it could not start
     */
    public static Installation start(int base, Map<String, String> environment) {
        try {
            var installation = new Installation(projectRoot(), Files.createTempDirectory("civikos-installation"), base,
                    new LinkedHashMap<>(environment));
            installation.up();
            return installation;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder that holds the launcher: the working directory or one of its parents. */
    public static Path projectRoot() {
        for (var dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.isExecutable(dir.resolve("civikos"))) {
                return dir;
            }
        }
        throw new IllegalStateException("The launcher ./civikos stands in no parent of the working directory.");
    }

    /** Runs {@code ./civikos up}; the time it takes is the time until all is healthy. */
    public void up() {
        launcher("up");
    }

    public void down() {
        launcher("down");
    }

    private void launcher(String... arguments) {
        try {
            var command = new ArrayList<String>();
            command.add(root.resolve("civikos").toString());
            command.addAll(List.of(arguments));
            var log = home.resolve("launcher.log");
            var builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("CIVIKOS_HOME", home.toString());
            builder.environment().put("PORT_BASE", Integer.toString(base));
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(15, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("./civikos " + arguments[0] + " did not end within 15 minutes.");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("./civikos " + arguments[0] + " ended with " + process.exitValue() + ":\n"
                        + tail(log) + "\nLogs: " + tailOfLogs());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String tail(Path file) throws IOException {
        var text = Files.exists(file) ? Files.readString(file) : "";
        return text.substring(Math.max(0, text.length() - 3_000));
    }

    private String tailOfLogs() throws IOException {
        try (var files = Files.walk(home)) {
            var text = new StringBuilder();
            for (var file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                text.append("\n== ").append(file.getFileName()).append('\n').append(tail(file));
            }
            return text.toString();
        }
    }

    public String publicUrl() {
        return "http://localhost:" + base;
    }

    public String directUrl(String service) {
        var offset = switch (service) {
            case "membership-service" -> 1;
            case "advocacy-service" -> 2;
            case "consultation-service" -> 3;
            case "notification-service" -> 4;
            default -> throw new IllegalArgumentException(service);
        };
        return "http://127.0.0.1:" + (base + offset);
    }

    public String inboxUrl() {
        return "http://127.0.0.1:" + (base + 5);
    }

    public String portalUrl() {
        return "http://127.0.0.1:" + (base + 6);
    }

    public Path home() {
        return home;
    }

    /** What a process has written, from its first start on. */
    public Path log(String name) {
        return home.resolve("logs").resolve(name + ".log");
    }

    /** What the supervisor says of its processes, by name. */
    public Map<String, JsonNode> processes() {
        var processes = new LinkedHashMap<String, JsonNode>();
        var status = json(send("GET", "http://127.0.0.1:" + (base + 10) + "/status", Map.of(), null, null));
        for (var process : status.get("processes")) {
            processes.put(process.get("name").asString(), process);
        }
        return processes;
    }

    /** Kills one process as a power cut would, with SIGKILL; the supervisor is expected to start it again. */
    public void kill(String name) {
        ProcessHandle.of(pid(name)).orElseThrow().destroyForcibly();
    }

    public long pid(String name) {
        return processes().get(name).get("pid").asLong();
    }

    /** CPU seconds that each process of the installation has used so far, by name; 0 where /proc is not there. */
    public Map<String, Double> cpuSeconds() {
        var seconds = new LinkedHashMap<String, Double>();
        processes().forEach((name, process) -> seconds.put(name, cpuSeconds(process.get("pid").asLong())));
        return seconds;
    }

    public static double cpuSeconds(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            // utime and stime, in clock ticks of 10 ms (proc(5)); the command name in brackets was cut off before.
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** A token of the script client, which has the rights of the secretariat and the administrator; renewed by itself. */
    public synchronized String scriptToken() {
        if (token == null || System.currentTimeMillis() > tokenUntil) {
            var secret = secret("CLI_CLIENT_SECRET");
            var basic = Base64.getEncoder().encodeToString(("civikos-cli:" + secret).getBytes(StandardCharsets.UTF_8));
            var answer = json(send("POST", publicUrl() + "/id/oauth2/token", Map.of("Authorization", "Basic " + basic,
                    "Content-Type", "application/x-www-form-urlencoded"), "grant_type=client_credentials", null));
            token = answer.get("access_token").asString();
            tokenUntil = System.currentTimeMillis() + 240_000;
        }
        return token;
    }

    private String secret(String name) {
        try (var reader = Files.newBufferedReader(home.resolve("secrets"))) {
            var secrets = new Properties();
            secrets.load(reader);
            return secrets.getProperty(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A call through the gateway with the script's token; anything but 2xx is an error. */
    public JsonNode api(String method, String path, Object body) {
        return json(send(method, publicUrl() + path, Map.of("Authorization", "Bearer " + scriptToken(),
                "Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString()),
                body == null ? null : JSON.writeValueAsString(body), null));
    }

    public HttpResponse<String> send(String method, String url, Map<String, String> headers, String body, byte[] bytes) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
            headers.forEach(request::header);
            request.method(method, bytes != null ? HttpRequest.BodyPublishers.ofByteArray(bytes)
                    : body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The body of a successful answer; an {@link IllegalStateException} with status and body otherwise. */
    public static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(response.request().method() + " " + response.uri() + " answered "
                    + response.statusCode() + ": " + response.body());
        }
        return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    /** Imports CSV text through the API and fails on any bad row. */
    public void importCsv(String kind, String csv) {
        var report = json(upload("/api/imports?kind=" + kind + "&dryRun=false", kind + ".csv", csv.getBytes(StandardCharsets.UTF_8), Map.of()));
        if (!report.get("errors").isEmpty()) {
            throw new IllegalStateException("The import was refused: " + report.get("errors"));
        }
    }

    /** Sends a file as a form with the script's token. */
    public HttpResponse<String> upload(String path, String fileName, byte[] file, Map<String, String> fields) {
        var boundary = "civikos-" + UUID.randomUUID();
        var body = new ByteArrayOutputStream(file.length + 8_192);
        fields.forEach((name, value) -> body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send("POST", publicUrl() + path, Map.of("Authorization", "Bearer " + scriptToken(), "Accept-Language", "en",
                "Content-Type", "multipart/form-data; boundary=" + boundary), null, body.toByteArray());
    }

    /** The number of the newest message that the mail and SMS catchers have taken; numbers are given in order, without gaps. */
    public long lastMessage() {
        return json(send("GET", inboxUrl() + "/api/summary", Map.of(), null, null)).get("lastSeq").asLong();
    }

    /** Everything the mail and SMS catchers have taken, in order. */
    public List<JsonNode> messages(String to) {
        var url = inboxUrl() + "/api/messages" + (to == null ? "" : "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
        var messages = new ArrayList<JsonNode>();
        json(send("GET", url, Map.of(), null, null)).get("messages").forEach(messages::add);
        return messages;
    }

    @Override
    public void close() {
        try {
            down();
        } finally {
            deleteData();
        }
    }

    private void deleteData() {
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
