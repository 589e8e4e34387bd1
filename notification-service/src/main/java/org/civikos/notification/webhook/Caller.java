package org.civikos.notification.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Makes one signed call. Follows no redirect, keeps no cookie, repeats nothing by itself, and reads nothing but the head of the answer. */
final class Caller implements AutoCloseable {

    /**
     * What came of a call.
     *
     * @param status null where no answer came
     * @param retryAfter how long the other side asks to be left alone; null if it does not
     */
    record Outcome(Kind kind, @Nullable Integer status, @Nullable String error, @Nullable Duration retryAfter) {}

    enum Kind {
        TAKEN,
        /** For now; it is worth another try. */
        LATER,
        /** For good. */
        REFUSED,
        /** The address says that it is no more. */
        GONE
    }

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final CloseableHttpClient http;
    private final ScheduledExecutorService deadline = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-deadline").factory());
    private final Duration limit;
    private final Clock clock;

    /** @param limit the longest that a call may take, from the name's look-up to the head of the answer */
    Caller(AddressGuard guard, Duration limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        Timeout timeout = Timeout.ofMilliseconds(limit.toMillis());
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(guard).setMaxConnTotal(64).setMaxConnPerRoute(8)
                        .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(timeout).setSocketTimeout(timeout)
                                .setTimeToLive(Timeout.ofMinutes(1)).build())
                        .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(timeout).build()).build())
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(timeout).setConnectionRequestTimeout(timeout)
                        .setRedirectsEnabled(false).build())
                .setUserAgent("CiviKos-Webhooks/1").disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .disableContentCompression().build();
    }

    Outcome call(String url, List<byte[]> secrets, String eventId, String body) {
        Instant now = clock.instant();
        HttpPost post = new HttpPost(URI.create(url));
        post.setHeader("webhook-id", eventId);
        post.setHeader("webhook-timestamp", String.valueOf(now.getEpochSecond()));
        post.setHeader("webhook-signature", Signature.header(secrets, eventId, now, body));
        post.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        // A timeout of the socket counts from byte to byte: whoever sends one now and then would hold us for ever.
        ScheduledFuture<?> end = deadline.schedule(post::cancel, limit.toMillis(), TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse answer = http.executeOpen(HttpHost.create(post.getUri()), post, null)) {
            return outcome(answer.getCode(), answer.getFirstHeader("Retry-After"));
        } catch (AddressGuard.Forbidden e) {
            return new Outcome(Kind.REFUSED, null, e.getMessage(), null);
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return new Outcome(Kind.LATER, null, post.isCancelled() ? "no answer within " + limit.toSeconds() + " s" : cut(e.toString()), null);
        } finally {
            end.cancel(false);
        }
    }

    private Outcome outcome(int status, @Nullable Header retryAfter) {
        if (status >= 200 && status < 300) {
            return new Outcome(Kind.TAKEN, status, null, null);
        }
        if (status == 410) {
            return new Outcome(Kind.GONE, status, "410 Gone", null);
        }
        if (status == 429 || status >= 500) {
            return new Outcome(Kind.LATER, status, "answered " + status, retryAfter == null ? null : pause(retryAfter.getValue()));
        }
        return new Outcome(Kind.REFUSED, status, status >= 300 && status < 400 ? "answered " + status + "; redirects are not followed" : "answered " + status, null);
    }

    private @Nullable Duration pause(String written) {
        Duration pause;
        try {
            pause = written.strip().matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(written.strip()))
                    : Duration.between(clock.instant(), ZonedDateTime.parse(written.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException e) {
            return null;
        }
        return pause.isNegative() ? null : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static String cut(String words) {
        return words.length() <= 300 ? words : words.substring(0, 300);
    }

    @Override
    public void close() throws IOException {
        deadline.shutdownNow();
        http.close();
    }
}
