package org.civikos.notification.sms;

import io.github.resilience4j.timelimiter.TimeLimiter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;

/** One request to a provider over HTTP, and what it means when it breaks. */
final class HttpCall {

    private final TimeLimiter limit;
    private final boolean knowsRepetition;
    private final HttpClient client;

    /**
     * @param limit for a whole request
     * @param knowsRepetition whether the provider makes no second message of a repeated reference; if it does, what is in doubt is
     *     never asked again
     */
    HttpCall(TimeLimiter limit, boolean knowsRepetition) {
        this.limit = limit;
        this.knowsRepetition = knowsRepetition;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /** @param explain what a status and a body mean; an outcome in doubt is judged here */
    Outcome send(HttpRequest request, BiFunction<Integer, String, Outcome> explain) {
        try {
            HttpResponse<String> answer =
                    limit.executeFutureSupplier(() -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            Outcome outcome = explain.apply(answer.statusCode(), answer.body());
            return outcome instanceof Outcome.Interrupted i ? doubt(i.detail()) : outcome;
        } catch (TimeoutException e) {
            return doubt("No answer within " + limit.getTimeLimiterConfig().getTimeoutDuration().toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return doubt("Stopped while waiting for the answer");
        } catch (Exception e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                return new Outcome.Unavailable("No connection to the provider: " + cause);
            }
            if (cause instanceof IOException) {
                return doubt("The connection broke: " + cause);
            }
            throw new IllegalStateException(cause);
        }
    }

    private Outcome doubt(String words) {
        return knowsRepetition ? new Outcome.Interrupted(words) : new Outcome.Refused(Reason.IN_DOUBT, words);
    }

    static String words(int status, String body) {
        return "HTTP " + status + " " + (body == null ? "" : body.substring(0, Math.min(body.length(), 200)));
    }
}
