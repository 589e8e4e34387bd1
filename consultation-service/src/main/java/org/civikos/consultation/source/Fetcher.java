package org.civikos.consultation.source;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.civikos.consultation.source.FetchFailure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Gets one address over HTTP within bounds: at most {@value #MOST_REDIRECTS} redirects, on the same host only, a total
 * time and a number of bytes, whatever the other side does.
 */
final class Fetcher implements AutoCloseable {

    static final int MOST_REDIRECTS = 5;

    private final HttpClient client;
    private final String userAgent;
    private final Clock clock;

    Fetcher(Duration connectTimeout, String userAgent, Clock clock) {
        this.clock = clock;
        this.client = HttpClient.newBuilder().connectTimeout(connectTimeout).followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1).build();
        this.userAgent = userAgent;
    }

    /**
     * What came back.
     *
     * @param status 200, 304, 404 or 410
     * @param body   empty unless the status is 200
     */
    record Fetched(int status, URI uri, byte[] body, @Nullable String contentType, @Nullable String etag,
            @Nullable String lastModified) {

        boolean unchanged() {
            return status == 304;
        }

        boolean missing() {
            return status == 404 || status == 410;
        }
    }

    /** The validators of what is known already. */
    record Known(@Nullable String etag, @Nullable String lastModified) {

        static final Known NOTHING = new Known(null, null);
    }

    /**
     * Fetches into memory by way of a temporary file, so that a large document stands in memory once.
     *
     * @param total  for everything, redirects and the whole body included
     * @param limit  bytes
     * @throws FetchFailure for every other outcome than 200, 304, 404 and 410
     */
    Fetched get(URI address, Known known, Duration total, long limit) throws FetchFailure, InterruptedException {
        long end = System.nanoTime() + total.toNanos();
        URI current = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Path file = temporary();
            try {
                HttpResponse<Path> response = send(current, known, end, limit, file);
                int status = response.statusCode();
                if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
                    current = redirected(current, response);
                    continue;
                }
                if (status == 200 || status == 304 || status == 404 || status == 410) {
                    byte[] body = status == 200 ? Files.readAllBytes(file) : new byte[0];
                    return new Fetched(status, current, body, header(response, "Content-Type"), header(response, "ETag"),
                            believable(header(response, "Last-Modified")));
                }
                Duration retryAfter = retryAfter(response);
                throw new FetchFailure(status >= 500 || status == 429 ? Reason.SERVER_ERROR : Reason.REFUSED,
                        "It answered " + status, retryAfter, null);
            } catch (IOException broken) {
                throw new FetchFailure(Reason.UNREACHABLE, "Reading the temporary file failed", null, broken);
            } finally {
                delete(file);
            }
        }
        throw new FetchFailure(Reason.REDIRECTS, "More than " + MOST_REDIRECTS + " redirects");
    }

    /** Whether the address may be followed from the base: the same host, over HTTP or HTTPS. */
    static boolean sameHost(URI base, URI address) {
        return address.getHost() != null && address.getHost().equalsIgnoreCase(base.getHost())
                && address.getUserInfo() == null && (port(address) == port(base) || upgraded(base, address))
                && ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()));
    }

    private static boolean upgraded(URI base, URI address) {
        return port(base) == 80 && port(address) == 443;
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    private HttpResponse<Path> send(URI address, Known known, long end, long limit, Path file)
            throws FetchFailure, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).GET().header("User-Agent", userAgent)
                .header("Accept-Language", "sq, sr;q=0.8, en;q=0.6");
        if (known.etag() != null) {
            request.header("If-None-Match", known.etag());
        }
        if (known.lastModified() != null) {
            request.header("If-Modified-Since", known.lastModified());
        }
        CompletableFuture<HttpResponse<Path>> answer = client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofFile(file), limit));
        try {
            return answer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new FetchFailure(Reason.TIMEOUT, "Not all there in time", null, late);
        } catch (ExecutionException failed) {
            String message = String.valueOf(failed.getCause().getMessage());
            if (message.contains("capacity")) {
                throw new FetchFailure(Reason.TOO_LARGE, "More than " + limit + " bytes", null, failed);
            }
            throw new FetchFailure(failed.getCause() instanceof java.net.http.HttpTimeoutException ? Reason.TIMEOUT : Reason.UNREACHABLE,
                    "No answer", null, failed);
        } finally {
            // Ends the exchange where it still runs: a body that never ends would keep its connection for ever.
            answer.cancel(true);
        }
    }

    private static URI redirected(URI from, HttpResponse<?> response) throws FetchFailure {
        String location = header(response, "Location");
        if (location == null) {
            throw new FetchFailure(Reason.REDIRECTS, "A redirect without an address");
        }
        URI to;
        try {
            to = from.resolve(location.strip().replace(" ", "%20"));
        } catch (IllegalArgumentException malformed) {
            throw new FetchFailure(Reason.REDIRECTS, "A redirect to something that is no address", null, malformed);
        }
        if (!sameHost(from, to)) {
            throw new FetchFailure(Reason.OTHER_HOST, "A redirect to another host");
        }
        return to;
    }

    /** A date to come, from a clock that is wrong, would make every later answer "not modified"; it is not kept. */
    private @Nullable String believable(@Nullable String lastModified) {
        if (lastModified == null) {
            return null;
        }
        try {
            Instant then = ZonedDateTime.parse(lastModified, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return then.isAfter(clock.instant()) ? null : lastModified;
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    /** Seconds, or the moment as an HTTP date (RFC 9110, 10.2.3), which is not in the past. */
    private @Nullable Duration retryAfter(HttpResponse<?> response) {
        String header = header(response, "Retry-After");
        if (header == null || header.isBlank()) {
            return null;
        }
        if (header.strip().matches("\\d{1,5}")) {
            return Duration.ofSeconds(Long.parseLong(header.strip()));
        }
        try {
            Duration until = Duration.between(clock.instant(), ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
            return until.isNegative() ? null : until;
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    private static @Nullable String header(HttpResponse<?> response, String name) {
        Optional<String> value = response.headers().firstValue(name);
        return value.orElse(null);
    }

    private static Path temporary() throws FetchFailure {
        try {
            return Files.createTempFile("civikos-fetch", null);
        } catch (IOException full) {
            throw new FetchFailure(Reason.UNREACHABLE, "No temporary file can be made", null, full);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            file.toFile().deleteOnExit();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
