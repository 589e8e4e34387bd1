package org.civikos.localstack.portal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.civikos.localstack.Http;
import org.civikos.localstack.portal.Publication.PublishedDocument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A government portal to try the watching of sources on. Pages: {@code /viewConsult.php?ConsultationID=N} and the
 * documents, with ETag and Last-Modified. For its operator: {@code GET /admin/state}, {@code POST /admin/publish},
 * {@code POST /admin/consultations/N} (moves the deadline, adds a document or replaces the one of that file name), {@code POST /admin/faults}.
 */
public final class SamplePortal implements AutoCloseable {

    /** The first number, in the range that the real portal had reached in 2018. */
    static final int FIRST_NUMBER = 40_601;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ZoneId ZONE = ZoneId.of("Europe/Belgrade");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MAX_REQUEST_BYTES = 100 << 20;
    private static final int CALENDAR_DAYS_BY_DEFAULT = 21;

    private final Path dir;
    private final Clock clock;
    private final ConcurrentSkipListMap<Integer, Publication> publications = new ConcurrentSkipListMap<>();
    private final HttpServer http;
    private volatile String fault = "none";
    private volatile boolean closed;

    private SamplePortal(Path dir, int port, Clock clock) {
        this.dir = dir;
        this.clock = clock;
        read();
        this.http = Http.start(port, this::handle);
    }

    /**
     * @param dir where its state and uploaded files lie
     * @param port 0 takes a free one
     */
    public static SamplePortal start(Path dir, int port) {
        return new SamplePortal(dir, port, Clock.systemUTC());
    }

    public int port() {
        return http.getAddress().getPort();
    }

    private void read() {
        try {
            Files.createDirectories(dir);
            Path state = dir.resolve("state.json");
            if (Files.exists(state)) {
                for (Publication p : JSON.readValue(state.toFile(), Publication[].class)) {
                    publications.put(p.number(), p);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        Path next = dir.resolve("state.json.new");
        Files.write(next, JSON.writeValueAsBytes(publications.values()));
        Files.move(next, dir.resolve("state.json"), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String call = exchange.getRequestMethod() + " " + path;
        switch (call) {
            case "GET /admin/state" -> Http.json(exchange, 200, state());
            case "POST /admin/publish" -> Http.json(exchange, 201, publish(read(exchange, Publish.class)));
            case "POST /admin/faults" -> {
                fault = checkedFault(read(exchange, Fault.class).fault());
                Http.json(exchange, 200, state());
            }
            default -> {
                if (call.startsWith("POST /admin/consultations/")) {
                    int number = number(path.substring("/admin/consultations/".length()));
                    Http.json(exchange, 200, change(number, read(exchange, Change.class)));
                } else if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
                    throw new Http.Refused(405, "this is a page to read");
                } else if (!misbehaves(exchange)) {
                    page(exchange, path);
                }
            }
        }
    }

    private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
        return JSON.readValue(exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES), type);
    }

    private Map<String, Object> state() {
        return Map.of("nextNumber", nextNumber(), "fault", fault, "consultations", publications.values());
    }

    private int nextNumber() {
        return publications.isEmpty() ? FIRST_NUMBER : publications.lastKey() + 1;
    }

    /** Everything may be left out: the sample's own words and a deadline in three weeks are taken then. */
    private record Publish(@Nullable String sample, @Nullable String format, @Nullable String title, @Nullable String description,
            @Nullable LocalDate endDate, @Nullable String fileName, @Nullable String file) {
    }

    private synchronized Map<String, Object> publish(Publish asked) throws IOException {
        Sample sample = Sample.of(asked.sample() == null ? "associations-sq" : asked.sample());
        int number = nextNumber();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        LocalDate end = asked.endDate() == null ? today.plusDays(CALENDAR_DAYS_BY_DEFAULT) : asked.endDate();
        String fileName = asked.file() == null ? sample.fileName(asked.format()) : safe(asked.fileName());
        byte[] bytes = asked.file() == null ? sample.document(asked.format()) : Base64.getDecoder().decode(asked.file());
        PublishedDocument document = keep(number, folded(number) ? "Dokumenti i konsultes" : "Dokumenti i konsultës", fileName, bytes);
        Publication published = new Publication(number, asked.title() == null ? sample.title() : asked.title(),
                asked.description() == null ? sample.description() : asked.description(), today, end, List.of(document),
                sample.officerName(), sample.officerEmail(), now());
        publications.put(number, published);
        write();
        return Map.of("number", number, "path", "/viewConsult.php?ConsultationID=" + number, "title", published.title(),
                "endDate", end.toString(), "publishedAt", clock.instant().toString());
    }

    /** A moved deadline, a document that is new or replaces the one of the same file name, or both. */
    private record Change(@Nullable LocalDate endDate, @Nullable String label, @Nullable String fileName, @Nullable String file,
            @Nullable String sample, @Nullable String format) {
    }

    private synchronized Publication change(int number, Change asked) throws IOException {
        Publication publication = publications.get(number);
        if (publication == null) {
            throw new Http.Refused(404, "there is no consultation " + number);
        }
        if (asked.endDate() != null) {
            publication = publication.ending(asked.endDate(), now());
        }
        if (asked.file() != null || asked.sample() != null) {
            Sample sample = asked.sample() == null ? null : Sample.of(asked.sample());
            String fileName = sample == null ? safe(asked.fileName()) : "v" + (publication.documents().size() + 1) + "-" + sample.fileName(asked.format());
            byte[] bytes = sample == null ? Base64.getDecoder().decode(asked.file()) : sample.document(asked.format());
            String label = asked.label() == null ? "Versioni i azhurnuar i dokumentit te konsultes" : asked.label();
            publication = publication.with(keep(number, label, fileName, bytes), now());
        }
        publications.put(number, publication);
        write();
        return publication;
    }

    private PublishedDocument keep(int number, String label, String fileName, byte[] bytes) throws IOException {
        Path folder = Files.createDirectories(dir.resolve(Integer.toString(number)));
        Files.write(folder.resolve(fileName), bytes);
        return new PublishedDocument(label, "", LocalDate.ofInstant(clock.instant(), ZONE), fileName);
    }

    private static String safe(@Nullable String fileName) {
        if (fileName == null || !fileName.matches("[\\w.-]{1,100}") || fileName.startsWith(".")) {
            throw new IllegalArgumentException("fileName is needed: letters, digits, dots and dashes");
        }
        return fileName;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static int number(@Nullable String text) {
        if (text == null || !text.matches("\\d{1,9}")) {
            throw new Http.Refused(404, "there is no such consultation");
        }
        return Integer.parseInt(text);
    }

    /** The portal's own spelling varies; every second page here is written without diacritics. */
    private static boolean folded(int number) {
        return number % 2 == 0;
    }

    private void page(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/viewConsult.php")) {
            Publication p = publications.get(number(Http.query(exchange).get("ConsultationID")));
            if (p == null) {
                throw new Http.Refused(404, "there is no such consultation");
            }
            answer(exchange, "text/html; charset=UTF-8", PortalPages.consultation(p, folded(p.number())).getBytes(StandardCharsets.UTF_8),
                    p.changedAt());
        } else if (path.equals("/") || path.equals("/index.php")) {
            List<Publication> newest = new ArrayList<>(publications.descendingMap().values());
            Http.html(exchange, 200, PortalPages.index(newest));
        } else if (path.startsWith("/documents/")) {
            document(exchange, path.substring("/documents/".length()).split("/"));
        } else if (path.equals("/robots.txt")) {
            Http.send(exchange, 200, "text/plain", "User-agent: *\nDisallow: /admin/\n".getBytes(StandardCharsets.UTF_8));
        } else {
            throw new Http.Refused(404, "there is nothing at " + path);
        }
    }

    private void document(HttpExchange exchange, String[] parts) throws IOException {
        Publication p = parts.length == 2 ? publications.get(number(parts[0])) : null;
        if (p == null || p.documents().stream().noneMatch(d -> d.fileName().equals(parts[1]))) {
            throw new Http.Refused(404, "there is no such document");
        }
        Path file = dir.resolve(parts[0]).resolve(parts[1]);
        String type = switch (parts[1].substring(parts[1].lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "pdf" -> "application/pdf";
            case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            case "html", "htm" -> "text/html; charset=UTF-8";
            default -> "application/octet-stream";
        };
        answer(exchange, type, Files.readAllBytes(file), Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void answer(HttpExchange exchange, String type, byte[] body, Instant changedAt) throws IOException {
        String etag = '"' + hash(body) + '"';
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders().set("Last-Modified", HTTP_DATE.format(changedAt));
        String match = exchange.getRequestHeaders().getFirst("If-None-Match");
        String since = exchange.getRequestHeaders().getFirst("If-Modified-Since");
        boolean unchanged = match != null ? match.contains(etag) : since != null && since.equals(HTTP_DATE.format(changedAt));
        Http.send(exchange, unchanged ? 304 : 200, type, unchanged ? new byte[0] : body);
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Fault(String fault) {
    }

    private static String checkedFault(@Nullable String asked) {
        if (asked == null || !asked.matches("none|500|garbage|redirect-loop|never-ending|slow")) {
            throw new IllegalArgumentException("a fault is none, 500, garbage, redirect-loop, never-ending or slow");
        }
        return asked;
    }

    /** Whether the answer was given by a fault. */
    private boolean misbehaves(HttpExchange exchange) throws IOException {
        switch (fault) {
            case "500" -> Http.send(exchange, 500, "text/html", "<h1>Internal Server Error</h1>".getBytes(StandardCharsets.UTF_8));
            case "garbage" -> {
                byte[] garbage = new byte[4_096];
                new java.util.Random(exchange.getRequestURI().hashCode()).nextBytes(garbage);
                Http.send(exchange, 200, "text/html", garbage);
            }
            case "redirect-loop" -> {
                String to = exchange.getRequestURI().toString();
                exchange.getResponseHeaders().set("Location", to);
                Http.send(exchange, 302, "text/html", new byte[0]);
            }
            case "never-ending" -> neverEnds(exchange);
            case "slow" -> {
                sleep(10_000);
                return false;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** One line every 50 ms until the reader gives up, the fault is taken back or the portal stops. */
    private void neverEnds(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (fault.equals("never-ending") && !closed) {
                out.write("<p>Data e fillimit:</p>\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                sleep(50);
            }
        } catch (IOException gone) {
            // The reader gave up, which is what this fault is for.
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        http.stop(0);
    }
}
