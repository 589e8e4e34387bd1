package org.civikos.notification.sms;

import io.github.resilience4j.timelimiter.TimeLimiter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider that takes {@code {to, text, reference, sender}} as JSON and answers 202 with an id. It knows a repeated
 * reference, so after a time-out or a broken connection the message can be handed over again without harm.
 */
public final class HttpSmsProvider implements SmsProvider {

    private static final int LONGEST_ANSWER = 10_000;

    private final URI url;
    private final String key;
    private final String sender;
    private final TimeLimiter limit;
    private final JsonMapper json;
    private final HttpClient client;

    /**
     * @param sender what the receiver sees as the sender, at most 11 letters
     * @param limit for a whole request
     */
    public HttpSmsProvider(URI url, String key, String sender, TimeLimiter limit, JsonMapper json) {
        this.url = url;
        this.key = key;
        this.sender = sender;
        this.limit = limit;
        this.json = json;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public Outcome send(Sms sms) {
        HttpRequest request = HttpRequest.newBuilder(url).header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json").header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(
                        Map.of("to", sms.to(), "text", sms.text(), "reference", sms.reference(), "sender", sender))))
                .build();
        try {
            HttpResponse<String> answer =
                    limit.executeFutureSupplier(() -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            return explain(answer.statusCode(), answer.body());
        } catch (TimeoutException e) {
            return new Outcome.Interrupted("No answer within " + limit.getTimeLimiterConfig().getTimeoutDuration().toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Interrupted("Stopped while waiting for the answer");
        } catch (Exception e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                return new Outcome.Unavailable("No connection to the provider: " + cause);
            }
            if (cause instanceof IOException) {
                return new Outcome.Interrupted("The connection broke: " + cause);
            }
            throw new IllegalStateException(cause);
        }
    }

    private Outcome explain(int status, @Nullable String body) {
        String words = "HTTP " + status + " " + (body == null ? "" : body.substring(0, Math.min(body.length(), 200)));
        return switch (status) {
            case 200, 201, 202 -> new Outcome.Accepted(id(body));
            case 400, 404, 409, 410, 413, 422 -> new Outcome.Refused(Reason.REFUSED, words);
            // Our key, or too much at once: nothing about this message.
            case 401, 403, 407, 429 -> new Outcome.Unavailable(words);
            // The provider fell over with it; whether over it, its circuit breaker will tell.
            default -> new Outcome.Interrupted(words);
        };
    }

    private @Nullable String id(@Nullable String body) {
        try {
            if (body == null || body.length() > LONGEST_ANSWER) {
                return null;
            }
            JsonNode id = json.readTree(body).path("id");
            return id.isString() ? id.stringValue() : null;
        } catch (JacksonException e) {
            // It was taken; an answer that cannot be read only costs us the provider's own id.
            return null;
        }
    }
}
